"""Columns of the caller's that panels and ratings read where they are, for as long as they live."""

from __future__ import annotations

import ctypes
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from . import _arrow
from ._library import Column, call, constant


class ArrowColumn(Protocol):
    """A column that speaks Arrow: an array of pyarrow, a series of polars or pandas."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


Amounts = npt.NDArray[np.int64] | npt.NDArray[np.float64] | ArrowColumn

TYPES = {np.dtype(np.int64): constant("INT64"), np.dtype(np.float64): constant("FLOAT64")}


def _of_numpy(values: Any, name: str) -> Column:
    if values.ndim != 1 or values.dtype not in TYPES:
        raise TypeError(f"{name} is not a one-dimensional array of int64 or float64")
    if len(values) > 1 and values.strides[0] <= 0:
        raise ValueError(f"{name} runs backwards; copy it first")
    stride = values.strides[0] if len(values) > 1 else 0
    return Column(data=values.ctypes.data, length=len(values), stride=stride, type=TYPES[values.dtype])


def lent(values: Any, name: str) -> tuple[Column, object]:
    """A column that points into the caller's memory, and what keeps that alive. `name` is what errors call it."""
    if isinstance(values, np.ndarray):
        return _of_numpy(values, name), values
    if not _arrow.speaks_arrow(values):
        raise TypeError(f"{name} is neither an array of numpy nor a column that speaks Arrow")
    held = _arrow.one_array_of(values, name)
    column = Column()
    call("column_from_arrow", held.schema, held.array, ctypes.byref(column))
    return column, held
