"""Starting: the same settings everywhere, only this machine, and a taken port in words."""

import socket
import subprocess
import sys
import time
import tomllib

import pytest

from kg import files
from kg.errors import NotWritable
from kg.ui import start


def flattened(table: dict[str, object], above: str = "") -> dict[str, object]:
    """Return nested tables as section.name."""
    found: dict[str, object] = {}
    for name, value in table.items():
        found |= flattened(value, f"{above}{name}.") if isinstance(value, dict) else {above + name: value}
    return found


def test_the_checkout_has_the_same_settings() -> None:
    config = files.PACKAGE.parent / ".streamlit" / "config.toml"
    assert flattened(tomllib.loads(config.read_text(encoding="utf-8"))) == start.SETTINGS


def test_only_this_machine_is_served_and_nothing_is_told_to_others() -> None:
    command = start.command(8600)
    assert "--server.address=127.0.0.1" in command and "--browser.gatherUsageStats=false" in command and "--server.port=8600" in command


def test_a_taken_port_is_refused_in_words() -> None:
    with socket.socket() as taken:
        taken.bind((start.ADDRESS, 0))
        taken.listen()
        number = taken.getsockname()[1]
        with pytest.raises(NotWritable, match=str(number)):
            start.port(number)
        assert start.port() != number


@pytest.mark.parametrize("how", ["terminate", "kill"])
def test_who_ends_us_ends_the_app(how: str) -> None:
    number = start.port()
    code = f"import sys; from kg.ui import start; sys.exit(start.serve({number}, browser=False))"
    with subprocess.Popen([sys.executable, "-c", code], cwd=files.PACKAGE.parent, stderr=subprocess.DEVNULL) as us:
        try:
            assert start.answers(number, us)
        finally:
            getattr(us, how)()
        assert (us.wait(20) == 0) is (how == "terminate")
    assert free_soon(number)


def free_soon(number: int) -> bool:
    """Wait until nobody listens on a port."""
    limit = time.monotonic() + 20
    while time.monotonic() < limit:
        try:
            return start.port(number) == number
        except NotWritable:
            time.sleep(0.1)
    return False


@pytest.mark.parametrize("number", [0, -1, 70000])
def test_what_is_no_port_is_refused(number: int) -> None:
    with pytest.raises(NotWritable):
        start.port(number)
