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


def batches_of(table: Any) -> Iterator[tuple[int, int]]:
    """The addresses of schema and array of each batch, which live until the next is asked for."""
    if not hasattr(table, "__arrow_c_stream__"):
        schema, array = table.__arrow_c_array__()
        yield (_api.PyCapsule_GetPointer(schema, b"arrow_schema"), _api.PyCapsule_GetPointer(array, b"arrow_array"))
        return
    capsule = table.__arrow_c_stream__()  # it releases the stream
    address = _api.PyCapsule_GetPointer(capsule, b"arrow_array_stream")
    stream = _Stream.from_address(address)

    def get(function: int, out: _Schema | _Array) -> None:
        code = _GET(function)(address, ctypes.addressof(out))
        if code != 0:
            words = _LAST_ERROR(stream.get_last_error)(address) or b"no reason given"
            raise OSError(code, "the Arrow stream failed: " + words.decode(errors="replace"))

    made = _Schema()
    get(stream.get_schema, made)
    try:
        while True:
            batch = _Array()
            get(stream.get_next, batch)
            if not batch.release:
                return
            try:
                yield ctypes.addressof(made), ctypes.addressof(batch)
            finally:
                _release(batch)
    finally:
        _release(made)


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


__all__ = ["batches_of", "capsules", "speaks_arrow"]
