"""Tables of the caller's as the library takes them."""

from __future__ import annotations

import ctypes
import datetime
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from . import _arrow
from ._library import Column, Handle, call, constant

_TYPES = {
    np.dtype(np.int64): constant("INT64"),
    np.dtype(np.float64): constant("FLOAT64"),
    np.dtype(np.int32): constant("INT32"),
}
_UTF8 = constant("UTF8")
_DATE = constant("DATE")


class _Columns:
    """Columns with the memory that they point to."""

    def __init__(self) -> None:
        self.views: list[Column] = []
        self._alive: list[Any] = []

    def _add(self, name: str, kind: int, length: int, data: np.ndarray[Any, Any], **more: Any) -> None:
        text = name.encode()
        self._alive += [text, data, *more.pop("alive", ())]
        self.views.append(Column(name=text, data=data.ctypes.data, length=length, type=kind, **more))

    def add(self, name: str, values: Any) -> None:
        if isinstance(values, np.ndarray) and values.dtype in _TYPES and values.ndim == 1 and values.strides[0] > 0:
            self._add(name, _TYPES[values.dtype], len(values), values, stride=values.strides[0])
        elif isinstance(values, np.ndarray) and values.dtype.kind == "M":
            self._add_dates(name, values)
        else:
            self._add_list(name, values.tolist() if isinstance(values, np.ndarray) else list(values))

    def _add_dates(self, name: str, values: np.ndarray[Any, Any]) -> None:
        days = values.astype("datetime64[D]")
        missing = np.isnat(values)
        if not np.array_equal(days[~missing], values[~missing]):
            raise ValueError(f"column {name}: a time of the day is no date")
        numbers = np.where(missing, 0, days.astype(np.int64)).astype(np.int32)
        valid = (~missing).astype(np.uint8)
        self._add(name, _DATE, len(numbers), numbers, valid=valid.ctypes.data, alive=(valid,))

    def _add_list(self, name: str, values: Sequence[Any]) -> None:
        valid = np.array([value is not None for value in values], dtype=np.uint8)
        present = [value for value in values if value is not None]
        if present and all(isinstance(value, (int, np.integer)) and not isinstance(value, bool) for value in present):
            numbers = np.array([0 if value is None else int(value) for value in values], dtype=np.int64)
            self._add(name, _TYPES[numbers.dtype], len(values), numbers, valid=valid.ctypes.data, alive=(valid,))
            return
        parts = [b"" if value is None else _text(name, value).encode() for value in values]
        offsets = np.zeros(len(parts) + 1, dtype=np.int64)
        np.cumsum([len(part) for part in parts], out=offsets[1:])
        data = np.frombuffer(b"".join(parts) or b"\0", dtype=np.uint8)
        more = {"offsets": offsets.ctypes.data, "valid": valid.ctypes.data}
        self._add(name, _UTF8, len(parts), data, **more, alive=(offsets, valid))


def _text(name: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat()
    # A float has been rounded already, and what else there is would be guessed at.
    raise TypeError(f"column {name}: {value!r} is neither a text, a whole number nor a date")


def add_table(builder: Handle, name: str, table: Any) -> None:
    """Adds a table in whatever form it is. Raises InvalidInput if its columns are wrong."""
    if not isinstance(table, Mapping) and _arrow.speaks_arrow(table):
        for schema, array in _arrow.batches_of(table):
            call("builder_add_arrow", builder, name.encode(), schema, array)
        return
    if not isinstance(table, Mapping):
        raise TypeError(f"{name}: {type(table).__name__} is neither a mapping of columns nor a table that speaks Arrow")
    columns = _Columns()
    for column, values in table.items():
        columns.add(column, values)
    views = (Column * len(columns.views))(*columns.views)
    call("builder_add", builder, name.encode(), ctypes.cast(views, ctypes.POINTER(Column)), len(columns.views))
