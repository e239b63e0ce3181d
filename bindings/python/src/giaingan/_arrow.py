"""The Arrow C Data Interface through capsules, as pandas, polars and pyarrow pass tables to one another."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from ctypes import c_char_p, c_int, c_int64, c_void_p
from typing import Any


class _Schema(ctypes.Structure):
    """struct ArrowSchema"""

    _fields_ = [
        *((name, c_void_p) for name in ("format", "name", "metadata")),
        *((name, c_int64) for name in ("flags", "n_children")),
        *((name, c_void_p) for name in ("children", "dictionary", "release", "private_data")),
    ]


class _Array(ctypes.Structure):
    """struct ArrowArray"""

    _fields_ = [
        *((name, c_int64) for name in ("length", "null_count", "offset", "n_buffers", "n_children")),
        *((name, c_void_p) for name in ("buffers", "children", "dictionary", "release", "private_data")),
    ]


class _Stream(ctypes.Structure):
    """struct ArrowArrayStream"""

    _fields_ = [(name, c_void_p) for name in ("get_schema", "get_next", "get_last_error", "release", "private_data")]


_GET = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)
_LAST_ERROR = ctypes.CFUNCTYPE(c_char_p, c_void_p)
_RELEASE = ctypes.CFUNCTYPE(None, c_void_p)
_DESTROY = ctypes.CFUNCTYPE(None, c_void_p)

_api = ctypes.pythonapi
_api.PyCapsule_New.restype = ctypes.py_object
_api.PyCapsule_New.argtypes = [c_void_p, c_char_p, _DESTROY]
_api.PyCapsule_GetPointer.restype = c_void_p
_api.PyCapsule_GetPointer.argtypes = [ctypes.py_object, c_char_p]
# Destructors are given the dying capsule itself, which must not be counted again.
_pointer_of_dying = ctypes.PYFUNCTYPE(c_void_p, c_void_p, c_char_p)(("PyCapsule_GetPointer", _api))


def _release(struct: _Schema | _Array | _Stream) -> None:
    if struct.release:
        _RELEASE(struct.release)(ctypes.addressof(struct))


def speaks_arrow(table: Any) -> bool:
    return hasattr(table, "__arrow_c_stream__") or hasattr(table, "__arrow_c_array__")


class _Reader:
    """A stream; its capsule releases it."""

    def __init__(self, table: Any) -> None:
        self._capsule = table.__arrow_c_stream__()
        self._address = _api.PyCapsule_GetPointer(self._capsule, b"arrow_array_stream")
        self._stream = _Stream.from_address(self._address)

    def _get(self, function: int, out: _Schema | _Array) -> None:
        code = _GET(function)(self._address, ctypes.addressof(out))
        if code != 0:
            words = _LAST_ERROR(self._stream.get_last_error)(self._address) or b"no reason given"
            raise OSError(code, "the Arrow stream failed: " + words.decode(errors="replace"))

    def schema(self) -> _Schema:
        made = _Schema()
        self._get(self._stream.get_schema, made)
        return made

    def array(self) -> _Array:
        """The next one; behind the last, one that was released."""
        made = _Array()
        self._get(self._stream.get_next, made)
        return made


def batches_of(table: Any) -> Iterator[tuple[int, int]]:
    """The addresses of schema and array of each batch, which live until the next is asked for."""
    if not hasattr(table, "__arrow_c_stream__"):
        held = one_array_of(table, "the table")
        yield held.schema, held.array
        return
    stream = _Reader(table)
    schema = stream.schema()
    try:
        while (batch := stream.array()).release:
            try:
                yield ctypes.addressof(schema), ctypes.addressof(batch)
            finally:
                _release(batch)
    finally:
        _release(schema)


class Held:
    """The addresses of a schema and an array, alive as long as this is."""

    def __init__(self, schema: int, array: int, owners: tuple[object, ...]) -> None:
        self.schema, self.array, self._owners = schema, array, owners

    def __del__(self) -> None:
        for owner in self._owners:
            if isinstance(owner, (_Schema, _Array)):
                _release(owner)


def one_array_of(column: Any, name: str) -> Held:
    """The one array that a column is. Raises ValueError if it comes in several parts."""
    if hasattr(column, "__arrow_c_array__"):
        schema, array = column.__arrow_c_array__()
        places = (_api.PyCapsule_GetPointer(schema, b"arrow_schema"), _api.PyCapsule_GetPointer(array, b"arrow_array"))
        return Held(*places, (schema, array))
    stream = _Reader(column)
    made, first, rest = stream.schema(), stream.array(), stream.array()
    held = Held(ctypes.addressof(made), ctypes.addressof(first), (made, first, rest))
    if rest.release or not first.release:
        raise ValueError(f"{name} comes in {'several parts' if rest.release else 'no part at all'}; combine its chunks into one")
    return held


# Structs that capsules point to, until these die.
_lent: dict[int, _Schema | _Array] = {}


def _destroyer(name: bytes) -> Any:
    def destroy(capsule: int) -> None:
        struct = _lent.pop(_pointer_of_dying(capsule, name))
        _release(struct)  # does nothing if a consumer has moved it out

    return _DESTROY(destroy)


_destroy_schema = _destroyer(b"arrow_schema")
_destroy_array = _destroyer(b"arrow_array")


def _capsule(struct: _Schema | _Array, name: bytes, destroy: Any) -> object:
    address = ctypes.addressof(struct)
    _lent[address] = struct
    made: object = _api.PyCapsule_New(address, name, destroy)
    return made


def capsules(fill: Any) -> tuple[object, object]:
    """Capsules of a schema and an array that `fill(schema, array)` makes at these addresses."""
    schema, array = _Schema(), _Array()
    fill(ctypes.addressof(schema), ctypes.addressof(array))
    return _capsule(schema, b"arrow_schema", _destroy_schema), _capsule(array, b"arrow_array", _destroy_array)


__all__ = ["Held", "batches_of", "capsules", "one_array_of", "speaks_arrow"]
