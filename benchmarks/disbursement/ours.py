"""giaingan through its C ABI: numpy's columns are lent, results go into numpy's buffers."""

import ctypes
from pathlib import Path

import numpy as np

from year import MONTHS, Year

INT64 = 1
STANDARD = 1
GAP_BREAKS = 1
MONTHS_IN_A_ROW = 3


class Column(ctypes.Structure):
    """giaingan_column"""

    _fields_ = [("name", ctypes.c_char_p), ("data", ctypes.c_void_p), ("offsets", ctypes.c_void_p),
                ("valid", ctypes.c_void_p), ("length", ctypes.c_int64), ("stride", ctypes.c_int32),
                ("type", ctypes.c_int32)]


class Library:
    def __init__(self, path: Path):
        self._functions = ctypes.CDLL(str(path))
        self._functions.giaingan_error_text.restype = ctypes.c_char_p
        self._functions.giaingan_error_text.argtypes = [ctypes.c_void_p]

    def call(self, name: str, *arguments) -> None:
        error = ctypes.c_void_p()
        if getattr(self._functions, name)(*arguments, ctypes.byref(error)) != 0:
            raise RuntimeError(f"{name}: {self._functions.giaingan_error_text(error).decode()}")

    def release(self, panel: ctypes.c_void_p) -> None:
        self._functions.giaingan_panel_release(panel)


class Giaingan:
    """The result's buffers are made once: a host that ranks every month keeps its own too."""

    name = "giaingan"

    def __init__(self, year: Year, library: Library, threads: int = 1):
        self._year = year  # keeps the columns alive
        self._library = library
        self._threads = ctypes.c_int32(threads)
        self._plan = _columns(year.plan)
        self._disbursed = _columns(year.disbursed)
        self._ranks = np.zeros((MONTHS, year.units), np.int32)
        self._rank_buffers = (ctypes.c_void_p * MONTHS)(*(rank.ctypes.data for rank in self._ranks))
        self._months = [np.zeros(year.units, np.uint16) for _ in ("below", "undefined")]
        self._runs = [np.zeros(year.units, np.uint8) for _ in ("current", "longest", "first flagged")]
        self._panel = self._created()

    def close(self) -> None:
        self._library.release(self._panel)

    def rank_and_check(self) -> None:
        """Everything from the borrowed columns on."""
        self.create()
        self.rank()
        self.check()

    def create(self) -> None:
        """Makes the panel anew from the borrowed columns: every figure is looked at and added up."""
        self.close()
        self._panel = self._created()

    def rank(self) -> None:
        self._library.call("giaingan_panel_rank", self._panel, ctypes.c_int32(STANDARD), self._threads,
                           self._rank_buffers)

    def check(self, averages: tuple[np.ndarray, np.ndarray] | None = None) -> None:
        """Against the averages given (plans and disbursed of the months), or the panel's own weighted ones."""
        references = [ctypes.c_void_p(figures.ctypes.data) for figures in averages] if averages else [None, None]
        buffers = [ctypes.c_void_p(buffer.ctypes.data) for buffer in (*self._months, *self._runs)]
        self._library.call("giaingan_panel_below_average", self._panel, *references,
                           ctypes.c_int32(MONTHS_IN_A_ROW), ctypes.c_int32(GAP_BREAKS), self._threads, *buffers)

    def ranks(self) -> np.ndarray:
        return self._ranks

    def flagged(self) -> np.ndarray:
        return self._runs[2] != 0

    def _created(self) -> ctypes.c_void_p:
        panel = ctypes.c_void_p()
        self._library.call("giaingan_panel_create", self._plan, self._disbursed, ctypes.c_int32(1),
                           ctypes.c_int32(MONTHS), ctypes.byref(panel))
        return panel


def _columns(figures: np.ndarray):
    return (Column * len(figures))(*(Column(None, month.ctypes.data, None, None, len(month), 0, INT64)
                                     for month in figures))
