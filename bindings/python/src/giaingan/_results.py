"""Results: a JSON document, and tables of columns."""

from __future__ import annotations

import ctypes
import json
from collections.abc import Iterator, Mapping
from ctypes import c_int64, c_uint8, c_void_p
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from . import _arrow
from ._library import LIBRARY, Column, Handle, call, constant, taken_text

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

_UTF8 = constant("UTF8")
_BOOL = constant("BOOL")
_DATE = constant("DATE")
_NUMPY: dict[int, Any] = {
    constant("INT64"): np.int64,
    constant("INT32"): np.int32,
    constant("INT16"): np.int16,
    constant("INT8"): np.int8,
    _DATE: np.int32,
    _BOOL: np.uint8,
}


def _array(address: int | None, kind: Any, length: int, owner: object) -> np.ndarray[Any, Any]:
    """Memory of the library's as a read-only array that keeps its owner alive."""
    if not address or length == 0:
        return np.empty(0, dtype=kind)
    memory = (c_uint8 * (length * np.dtype(kind).itemsize)).from_address(address)
    memory.owner = owner
    values = np.frombuffer(memory, dtype=kind)
    values.flags.writeable = False
    return values


def array_of(view: Column, owner: object) -> np.ndarray[Any, Any]:
    """The numbers of a column as a read-only array that keeps their owner alive."""
    return _array(view.data, _NUMPY[view.type], view.length, owner)


class Table:
    """A table of a result. Columns aren't copied; whatever is made of them keeps the result alive.

    pandas, polars and pyarrow take it as it is (it speaks the Arrow PyCapsule protocol), `table["plan"]` is one column.
    """

    def __init__(self, result: Result, name: str) -> None:
        self._result = result
        self.name = name
        rows, columns = c_int64(), c_int64()
        call("result_table_size", result, name.encode(), ctypes.byref(rows), ctypes.byref(columns))
        self.num_rows = rows.value
        self._columns: dict[str, Column] = {}
        for index in range(columns.value):
            column = Column()
            call("result_column_at", result, name.encode(), index, ctypes.byref(column))
            self._columns[column.name.decode()] = column

    @property
    def column_names(self) -> list[str]:
        return list(self._columns)

    def __len__(self) -> int:
        return self.num_rows

    def __repr__(self) -> str:
        return f"<giaingan.Table {self.name}: {self.num_rows} rows of {', '.join(self._columns)}>"

    def valid(self, column: str) -> np.ndarray[Any, Any]:
        """Which rows of a column have a value: an array of bool."""
        view = self._columns[column]
        if not view.valid:
            return np.ones(self.num_rows, dtype=bool)
        return _array(view.valid, np.uint8, view.length, self._result).view(bool)

    def __getitem__(self, column: str) -> np.ndarray[Any, Any] | list[str | None]:
        """A column: numbers as numpy arrays that aren't copied (0 in rows without a value, which `valid` tells), days as
        datetime64[D], texts as a list with None."""
        view = self._columns[column]
        if view.type == _UTF8:
            return self._texts(view)
        values = array_of(view, self._result)
        if view.type == _DATE:
            return values.astype("datetime64[D]")
        return values.view(bool) if view.type == _BOOL else values

    def _texts(self, view: Column) -> list[str | None]:
        offsets = _array(view.offsets, np.int64, view.length + 1, self._result).tolist()
        data = ctypes.string_at(view.data, offsets[-1]) if offsets[-1] else b""
        valid = self.valid(view.name.decode()).tolist()
        return [data[offsets[i] : offsets[i + 1]].decode() if valid[i] else None for i in range(view.length)]

    def to_pylist(self) -> list[dict[str, Any]]:
        """Rows as dictionaries, with None where there is no value."""
        columns = {}
        for name in self._columns:
            values = self[name]
            if isinstance(values, np.ndarray):
                pairs = zip(values.tolist(), self.valid(name).tolist(), strict=True)
                columns[name] = [value if there else None for value, there in pairs]
            else:
                columns[name] = values
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]:
        """The Arrow PyCapsule protocol; another schema is never made, as the protocol allows."""
        return _arrow.capsules(lambda schema, array: call("result_to_arrow", self._result, self.name.encode(), schema, array))

    def to_arrow(self) -> pyarrow.RecordBatch:
        """A pyarrow.RecordBatch, without a copy."""
        import pyarrow

        return pyarrow.record_batch(self)

    def to_polars(self) -> polars.DataFrame:
        """A frame of polars."""
        import polars

        return polars.DataFrame(self.to_arrow())

    def to_pandas(self) -> pandas.DataFrame:
        """A frame of pandas whose columns are Arrow's, so that integers stay integers where values are missing."""
        import pandas

        return self.to_arrow().to_pandas(types_mapper=pandas.ArrowDtype)


class _Tables(Mapping[str, Table]):
    def __init__(self, result: Result) -> None:
        self._result = result
        count = LIBRARY.giaingan_result_table_count(result)
        self._names = [LIBRARY.giaingan_result_table_name(result, index).decode() for index in range(count)]

    def __getitem__(self, name: str) -> Table:
        if name not in self._names:
            raise KeyError(f"{name}; there are {', '.join(self._names)}")
        return Table(self._result, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class Result(Handle):
    """What an evaluation found. `after` is the portfolio with its plan changes applied, where it makes some."""

    _release = "giaingan_result_release"
    after: Any = None

    @cached_property
    def json(self) -> bytes:
        """The document that the command line prints: the same bytes."""
        text, size = c_void_p(), c_int64()
        call("result_json", self, ctypes.byref(text), ctypes.byref(size))
        return ctypes.string_at(text.value, size.value) if text.value else b""

    @cached_property
    def document(self) -> Any:
        """The document as Python values."""
        return json.loads(self.json)

    @property
    def tables(self) -> Mapping[str, Table]:
        """The tables by name; docs and giaingan.h list them."""
        return _Tables(self)

    def explain(self, evidence_row: int, language: str = "vi") -> str:
        """A row of the table "evidence" in words."""
        return taken_text("result_explain", self, evidence_row, language.encode()).decode()

    def icalendar(self, language: str = "vi") -> str:
        """The result of list_obligations as iCalendar."""
        return taken_text("result_icalendar", self, language.encode()).decode()
