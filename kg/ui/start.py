"""Starting the app: the settings of the server, the command line, the wait until it answers.

The same settings stand in .streamlit/config.toml for whoever runs `streamlit run app.py` in a checkout; a test holds them equal.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path
from typing import Any

from kg.errors import NotWritable
from kg.iris import document_key

ADDRESS = "127.0.0.1"
FIRST_PORT, LAST_PORT = 8501, 8550
ENDS_WITH_INPUT = "KG_APP_ENDS_WITH_INPUT"  # the app's input is a pipe of ours: the system closes it however we end, kill -9 included
PATIENCE = 60.0  # seconds until the first page; a cold disk needs ten
FONT = "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', sans-serif"

SETTINGS: dict[str, Any] = {
    "server.address": ADDRESS,
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.allowedHosts": ["localhost", "127.0.0.1"],
    "server.maxUploadSize": 64,
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "viewer",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "global.minCachedMessageSize": 2000,  # bytes; a component carries its script, which is not sent again with every click
    "runner.postScriptGC": False,  # a full collection after every click takes longer than the click; Python collects when it is due
    "theme.base": "light",
    "theme.primaryColor": "#0b57ad",
    "theme.backgroundColor": "#ffffff",
    "theme.secondaryBackgroundColor": "#f6f7f9",
    "theme.textColor": "#1b2430",
    "theme.linkColor": "#0b57ad",
    "theme.borderColor": "#e3e7ec",
    "theme.baseFontSize": 14,
    "theme.baseRadius": "4px",
    "theme.font": FONT,
    "theme.showSidebarBorder": True,
    "theme.sidebar.backgroundColor": "#f6f7f9",
    "theme.sidebar.secondaryBackgroundColor": "#ffffff",
}


def command(port: int) -> list[str]:
    """Return the command line that serves the app on a port, from whatever folder it is run."""
    flags = [f"--{name}={_flag(v)}" for name, value in SETTINGS.items() for v in (value if isinstance(value, list) else [value])]
    return [sys.executable, "-m", "streamlit", "run", str(Path(__file__).with_name("server.py")), f"--server.port={port}", *flags]


def _flag(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def port(wanted: int | None = None) -> int:
    """Return the port asked for if it is free, or the first free one; NotWritable where it is taken."""
    if wanted is not None:
        if not 0 < wanted < 65536 or not _free(wanted):
            raise NotWritable(f"Port {wanted} is taken or may not be used; choose another with --port, or leave it out.")
        return wanted
    found = next((p for p in range(FIRST_PORT, LAST_PORT + 1) if _free(p)), None)
    if found is None:
        raise NotWritable(f"The ports {FIRST_PORT} to {LAST_PORT} are all taken; choose one with --port.")
    return found


def _free(number: int) -> bool:
    """Tell whether nothing listens on a port of this machine and we may."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name != "nt":  # there it would let a port be taken that somebody listens on
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, number))
        except (OSError, OverflowError):
            return False
    return True


def serve(number: int, *, browser: bool = True, document: str | None = None) -> int:
    """Serve the app until it is stopped, open a browser on it (on a document, named by its IRI); return how it ended."""
    address = f"http://{ADDRESS}:{number}" + (f"/overview?document={document_key(document)}" if document else "")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # who ends us ends the app too
    out = sys.stderr if _has_file(sys.stderr) else None
    with subprocess.Popen(command(number), stdin=subprocess.PIPE, stdout=out, env=_environment()) as app:
        try:
            if answers(number, app):
                print(address, file=sys.stderr, flush=True)
                if browser:
                    webbrowser.open(address)
            return app.wait()
        except KeyboardInterrupt:
            app.terminate()
            app.wait()
            return 0


def _environment() -> dict[str, str]:
    """Return the environment without settings of somebody else's Streamlit; in it the app ends when its standard input does."""
    return {k: v for k, v in os.environ.items() if not k.startswith("STREAMLIT_")} | {ENDS_WITH_INPUT: "1"}


def _has_file(stream: Any) -> bool:
    try:
        return stream.fileno() >= 0  # type: ignore[no-any-return]  # an int wherever there is a file
    except (OSError, ValueError, AttributeError):
        return False


def _listens(process: int, number: int) -> bool:
    """Return whether a process, or one that it started, listens on a port."""
    import psutil

    try:
        ours = psutil.Process(process)
        held = [c for p in (ours, *ours.children(recursive=True)) for c in p.net_connections(kind="tcp")]
    except psutil.Error:
        return False
    return any(c.status == psutil.CONN_LISTEN and c.laddr and c.laddr.port == number for c in held)


def answers(number: int, app: "subprocess.Popen[bytes] | None" = None) -> bool:
    """Wait until the app answers on a port; False where it ended or did not come up in time, or where somebody else answers."""
    until = time.monotonic() + PATIENCE
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # the loopback is asked without a proxy
    while time.monotonic() < until and (app is None or app.poll() is None):
        try:
            with direct.open(f"http://{ADDRESS}:{number}/_stcore/health", timeout=1):
                if app is None or _listens(app.pid, number):
                    return True
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    return False
