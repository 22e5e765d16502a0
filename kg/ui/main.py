"""The entry of the app: its settings, the sidebar with pages and documents, and the page that is open."""

from collections.abc import Callable

import streamlit as st

from kg.errors import ForeignDatabase, KgError, NotWritable, StoreUnreachable
from kg.ontology import MV, label
from kg.ui import address, frame, reading
from kg.ui.board import go
from kg.ui.dossier import PlanView, titled
from kg.ui.markup import FOLDER, static
from kg.ui.views import cypher, network, overview, shared

NAME = "责任图谱"
NOTHING_LOADED = "还没有载入任何文件。"
HOW_TO_LOAD = "在命令行运行 kg load 文件路径，或 kg run 打开随附的样例；载入后刷新本页。"
PAGES: dict[str, tuple[str, Callable[[PlanView], None]]] = {
    "overview": ("总览", overview.page),
    "network": ("责任网络", network.page),
    "shared": ("共同责任", shared.page),
    "cypher": ("Cypher 查询", cypher.page),
}
ABOUT_THE_PLAN = 3  # of the pages; the rest are tools


def main() -> None:
    """Draw the app."""
    st.set_page_config(page_title=NAME, page_icon=str(FOLDER / "static" / "icon.svg"), layout="wide", initial_sidebar_state="expanded")
    st.html(f"<style>{static('theme.css')}</style>")
    pages = {path: st.Page(_run(draw), title=title, url_path=path, default=path == "overview") for path, (title, draw) in PAGES.items()}
    open_page = st.navigation(list(pages.values()), position="hidden")
    try:
        document = _sidebar(pages, open_page)
        if document is not None:
            st.session_state["opened"] = reading.opened(document)
            open_page.run()
    except KgError as error:
        reading.again()
        frame.sorry(_told(error), detail=str(error), what_next="修好之后刷新本页；已载入的内容不受影响。")


def _told(error: KgError) -> str:
    """Return in Chinese what kind of thing went wrong; the error's own sentence stands below it."""
    kinds = {StoreUnreachable: "连不上图数据库", ForeignDatabase: "这个数据库里是别人的数据，没有动它", NotWritable: "资料文件夹不能写"}
    return next((said for kind, said in kinds.items() if isinstance(error, kind)), "没有读到数据")


def _run(draw: Callable[[PlanView], None]) -> Callable[[], None]:
    """Return a page that draws the document that is open."""

    def page() -> None:
        draw(st.session_state["opened"])

    page.__name__ = draw.__module__.rsplit(".", 1)[-1]
    return page


def _sidebar(pages: dict[str, st.Page], here: st.Page) -> str | None:
    """Draw the sidebar; return the document that is chosen, None where there is none."""
    found = reading.documents()
    titles = {d["iri"]: titled(d) for d in found}
    chosen = _chosen(list(titles))
    with st.sidebar:
        st.html(f"<div class='kg brand'>{NAME}</div>")
        _links(pages, here, chosen)
        if chosen is not None:
            _chooser(titles, chosen)
    if chosen is None:
        frame.sorry(NOTHING_LOADED, what_next=HOW_TO_LOAD)
    return chosen


def _links(pages: dict[str, st.Page], here: st.Page, chosen: str | None) -> None:
    """Draw the links to the pages; each carries the document that is open."""
    carried = {"document": address.document_id(chosen)} if chosen else {}
    for i, (path, page) in enumerate(pages.items()):
        if i == ABOUT_THE_PLAN:
            st.html("<div class='kg group'>问与用</div>")
        with st.container(key="here" if page.url_path == here.url_path else f"to-{path}"):
            st.page_link(page, query_params=carried, width="stretch")


def _chosen(documents: list[str]) -> str | None:
    """Return the document the address names, else the one open before, else the first; the address then says which."""
    wanted = st.query_params.get("document") or st.session_state.get("document")
    found = next((d for d in documents if address.document_id(d) == wanted), documents[0] if documents else None)
    if found is not None:
        st.session_state["document"] = address.document_id(found)
        st.query_params["document"] = address.document_id(found)
    return found


def _chooser(titles: dict[str, str], chosen: str) -> None:
    """Draw the list of documents."""
    st.html(f"<div class='kg group'>{label(MV.Document)} {len(titles)}</div>")
    st.session_state["chooser"] = chosen
    st.selectbox(
        label(MV.Document), list(titles), format_func=titles.__getitem__, key="chooser", label_visibility="collapsed", on_change=_switch
    )


def _switch() -> None:
    """Open another document; what was picked in the one before is no longer picked."""
    go("")
    st.query_params["document"] = address.document_id(st.session_state["chooser"])


if __name__ == "__main__":
    main()
