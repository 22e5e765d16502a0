"""What somebody would wait for is read before: the answers that pages over all documents need, once for every state of the graph.

It is read in the background when the app starts, and again when the graph has changed and nobody has clicked for a while.
"""

import threading
import time
from contextlib import suppress
from functools import cache
from typing import Any

from kg.errors import KgError
from kg.ui import reading
from kg.ui.views import due, technologies

NAME = "kg-app-prepares"  # of the threads that read
PAUSE = 3.0  # seconds without a click; what a person waits for goes first
EVERYWHERE: tuple[tuple[str, dict[str, Any]], ...] = (
    *((name, {}) for name in ("page-lines", "page-body-tasks", "page-plan-tasks", "page-nested-tasks", "page-bodies", "page-partners")),
    *((name, {"document": None}) for name in due.QUERIES),
    *((name, {"documents": None}) for name in technologies.EVERY[:2]),
)  # the questions of 全部文件, 任务与部门, 共同责任, 时限 and 技术×部门 before anything is chosen
TOGETHER = ("body", "line")  # who is named together over all documents: of the profile of every body, and of 共同责任


class Preparation:
    """The reading in the background, for as long as the app runs; `wait` is how long nobody may have clicked before a question.

    `of` is the state of the graph that was read, or is being read; before the first reading None, and then nothing begins by itself.
    """

    def __init__(self, wait: float = PAUSE) -> None:
        self._wait, self._lock = wait, threading.Lock()
        self.of: str | None = None
        self._looked = time.monotonic() - wait
        self._timer: threading.Timer | None = None

    def seen(self, revision: str) -> None:
        """Note that somebody sees a state of the graph; one that was not prepared is, after a while without another look."""
        with self._lock:
            self._looked = time.monotonic()
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            if self.of not in (None, revision):
                self._timer = threading.Timer(self._wait, self.read)
                self._timer.name, self._timer.daemon = NAME, True
                self._timer.start()

    def read(self) -> None:
        """Read everything now; what the store refuses is said to whoever asks for it."""
        self.of = self.of or ""
        with suppress(KgError):
            self.of = reading.look()
            reading.documents()
            for name, parameters in EVERYWHERE:
                self._let_others()
                reading.answer(name, **parameters)
            for by in TOGETHER:
                self._let_others()
                reading.together_in(reading.by_iri(), by)

    def _let_others(self) -> None:
        """Wait until nobody has clicked for a while."""
        while (left := self._looked + self._wait - time.monotonic()) > 0:
            time.sleep(left)


@cache
def preparation() -> Preparation:
    """Return the one of this process."""
    return Preparation()
