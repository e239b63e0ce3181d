"""Sessions: long work that shows how far it has come, ends before its time, and keeps to limits."""

from __future__ import annotations

import concurrent.futures
import ctypes
import datetime
import os
import sys
from collections.abc import Callable, Mapping
from ctypes import c_int64, c_void_p
from typing import Any, TypeVar

from ._inputs import Builder, Policy, Portfolio
from ._library import LIBRARY, Handle, call

Made = TypeVar("Made")


def print_progress(done: int, expected: int) -> None:
    """Writes how far work has come to the standard error, over and over on one line."""
    sys.stderr.write(f"\rgiaingan: {100 * done // max(expected, 1):3} %")
    sys.stderr.flush()


class Session(Handle):
    """Every call with a portfolio that was read or made in a session is counted, and can be cancelled by any thread.

    Limits are given by name: max_policy_bytes, max_depth, max_file_bytes, max_rows, max_diagnostics, max_steps.
    """

    _release = "giaingan_session_release"

    def __init__(self, **limits: int) -> None:
        made = c_void_p()
        call("session_create", ctypes.byref(made))
        super().__init__(made)
        for name, value in limits.items():
            call("session_set_limit", self, name.encode(), value)

    def policy(self, documents: Mapping[str, str | bytes], as_of: datetime.date | str | None = None) -> Policy:
        """As Policy.from_documents, within the session's limits."""
        return Policy._from_documents("session_policy", (self,), documents, as_of)

    def read(self, folder: str | os.PathLike[str], year: int) -> Portfolio:
        """As Portfolio.read."""
        made = c_void_p()
        call("session_portfolio", self, os.fsencode(folder), year, ctypes.byref(made))
        return Portfolio(made)

    def from_tables(self, year: int, tables: Mapping[str, Any]) -> Portfolio:
        """As Portfolio.from_tables."""
        made = c_void_p()
        call("session_builder", self, year, ctypes.byref(made))
        return Builder(made).portfolio(tables)

    @property
    def progress(self) -> tuple[int, int]:
        """The steps that are done, and those that are known to be needed so far."""
        done, expected = c_int64(), c_int64()
        LIBRARY.giaingan_session_progress(self, ctypes.byref(done), ctypes.byref(expected))
        return done.value, expected.value

    def cancel(self) -> None:
        """Ends what runs in the session, and what is begun in it before `reset`: it raises Cancelled. Never waits."""
        LIBRARY.giaingan_session_cancel(self)

    def reset(self) -> None:
        """As if nothing had been done or cancelled in it yet; limits stay."""
        LIBRARY.giaingan_session_reset(self)

    def run(
        self, work: Callable[[], Made], show: Callable[[int, int], None] | None = print_progress, every: float = 0.2
    ) -> Made:
        """Does the work in a thread of its own, shows progress every so many seconds, and cancels it on Ctrl-C."""
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            running = pool.submit(work)
            try:
                while not concurrent.futures.wait([running], timeout=every).done:
                    if show is not None:
                        show(*self.progress)
            except BaseException:
                self.cancel()
                raise
            if show is not None:
                show(*self.progress)
            return running.result()
