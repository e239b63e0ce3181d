"""giaingan through its C ABI: numpy's columns are lent, and so are the results."""

import ctypes
from pathlib import Path

import numpy as np

import table

INT64 = 1
COLLECTIVE = 1
DTYPES = {1: np.int64, 7: np.int16}


class Column(ctypes.Structure):
    """giaingan_column"""

    _fields_ = [("name", ctypes.c_char_p), ("data", ctypes.c_void_p), ("offsets", ctypes.c_void_p),
                ("valid", ctypes.c_void_p), ("length", ctypes.c_int64), ("stride", ctypes.c_int32),
                ("type", ctypes.c_int32)]


class Giaingan:
    name = "giaingan"

    def __init__(self, given: table.Table, path: Path):
        self._functions = ctypes.CDLL(str(path))
        self._functions.giaingan_error_text.restype = ctypes.c_char_p
        self._functions.giaingan_error_text.argtypes = [ctypes.c_void_p]
        self._given = given  # keeps the columns alive
        metrics = list(given.criteria)
        self._metrics = (Column * len(metrics))(*(_column(given.num[metric], metric) for metric in metrics))
        self._denominators = (Column * len(metrics))(*(
            _column(given.den[metric]) if metric in given.den else Column() for metric in metrics))
        self._policy = ctypes.c_void_p()
        self._call("giaingan_policy_from_json", table.policy(given).encode(), ctypes.c_int64(-1), None,
                   ctypes.byref(self._policy))
        self._ratings = ctypes.c_void_p()

    def rate(self) -> None:
        """Everything from the borrowed columns to the columns of bands, totals, limits and classes."""
        self._functions.giaingan_ratings_release(self._ratings)
        self._call("giaingan_ratings_create", self._policy, ctypes.c_int32(COLLECTIVE), None, self._metrics,
                   self._denominators, ctypes.c_int64(len(self._metrics)), ctypes.byref(self._ratings))

    def classes(self) -> np.ndarray:
        return self._column("giaingan_ratings_column", "class")

    def totals(self) -> tuple[np.ndarray, np.ndarray]:
        return tuple(self._column("giaingan_ratings_column", name) for name in ("total_num", "total_den"))

    def bands(self, criterion: str) -> np.ndarray:
        return self._column("giaingan_ratings_bands", criterion)

    def _column(self, function: str, name: str) -> np.ndarray:
        column = Column()
        self._call(function, self._ratings, name.encode(), ctypes.byref(column))
        dtype = np.dtype(DTYPES[column.type])
        return np.frombuffer(ctypes.string_at(column.data, column.length * dtype.itemsize), dtype)

    def _call(self, name: str, *arguments) -> None:
        error = ctypes.c_void_p()
        if getattr(self._functions, name)(*arguments, ctypes.byref(error)) != 0:
            raise RuntimeError(f"{name}: {self._functions.giaingan_error_text(error).decode()}")


def _column(values: np.ndarray, name: str = "") -> Column:
    return Column(name.encode(), values.ctypes.data, None, None, len(values), 0, INT64)
