"""One page of the app, run without a browser."""

from streamlit.testing.v1 import AppTest

PATIENCE = 60  # seconds; the first page of a process imports everything


def drawn(page: str, speak: str = "zh", **address: str) -> AppTest:
    """Run one page of the app at an address, in a language."""

    def script(name: str) -> None:
        from kg.ui.main import drawn
        from kg.ui.pages import VIEWS

        drawn(next(view for view in VIEWS if view.name == name))

    found = AppTest.from_function(script, args=(page,), default_timeout=PATIENCE)
    found.session_state["language"] = speak
    for name, value in address.items():
        found.query_params[name] = value
    return found.run()
