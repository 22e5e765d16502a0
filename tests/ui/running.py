"""One page of the app, run without a browser."""

import sys

from streamlit.testing.v1 import AppTest

PATIENCE = 60  # seconds; the first page of a process imports everything


def drawn(page: str, speak: str = "zh", **address: str) -> AppTest:
    """Run one page of the app at an address, in a language.

    The main module, which AppTest replaces, is put back: a process that is spawned later would look for its file.
    """

    def script(name: str) -> None:
        from kg.ui.main import drawn
        from kg.ui.pages import VIEWS

        drawn(next(view for view in VIEWS if view.name == name))

    found = AppTest.from_function(script, args=(page,), default_timeout=PATIENCE)
    found.session_state["language"] = speak
    for name, value in address.items():
        found.query_params[name] = value
    main = sys.modules["__main__"]
    try:
        return found.run()
    finally:
        sys.modules["__main__"] = main
