"""The C library: its structs, its functions, and how their failures become exceptions."""

from __future__ import annotations

import ctypes
from ctypes import POINTER, c_char_p, c_int32, c_int64, c_void_p
from pathlib import Path
from typing import Any

from ._errors import Cancelled, Diagnostic, InternalError, InvalidArgument, InvalidInput


class Column(ctypes.Structure):
    """giaingan_column"""

    _fields_ = [
        ("name", c_char_p),
        ("data", c_void_p),
        ("offsets", c_void_p),
        ("valid", c_void_p),
        ("length", c_int64),
        ("stride", c_int32),
        ("type", c_int32),
    ]


_TEXTS = ("code", "file", "column", "pointer", "message", "expected", "remedy")


class _Diagnostic(ctypes.Structure):
    """giaingan_diagnostic"""

    _fields_ = [*((name, c_char_p) for name in _TEXTS), ("row", c_int64)]


_HANDLES = POINTER(c_void_p)
_COLUMNS = POINTER(Column)
_DAY = (c_int32, c_int32, c_int32)
_SIDE = (c_char_p, c_int64, c_void_p, *_DAY)
_AMOUNTS = POINTER(c_int64)
# giaingan_behaviour
BEHAVIOUR = ctypes.CFUNCTYPE(c_int32, c_void_p, c_int32, c_int64, c_int64, c_int64, _AMOUNTS, _AMOUNTS, _AMOUNTS)
_TEXT_OUT = (POINTER(c_void_p), POINTER(c_int64))
_DOCUMENTS = (POINTER(c_char_p), POINTER(c_char_p), POINTER(c_int64), c_int64)

# Every function that ends with the error object, without it: what it takes.
_CALLS: dict[str, tuple[Any, ...]] = {
    "policy_from_json": (c_char_p, c_int64, c_char_p, _HANDLES),
    "policy_from_documents": (*_DOCUMENTS, *_DAY, _HANDLES),
    "resolve_policy": (*_DOCUMENTS, *_DAY, *_TEXT_OUT),
    "session_create": (_HANDLES,),
    "session_set_limit": (c_void_p, c_char_p, c_int64),
    "session_policy": (c_void_p, *_DOCUMENTS, *_DAY, _HANDLES),
    "session_portfolio": (c_void_p, c_char_p, c_int32, _HANDLES),
    "session_builder": (c_void_p, c_int32, _HANDLES),
    "portfolio_read": (c_char_p, c_int32, _HANDLES),
    "builder_create": (c_int32, _HANDLES),
    "builder_add": (c_void_p, c_char_p, _COLUMNS, c_int64),
    "builder_add_arrow": (c_void_p, c_char_p, c_void_p, c_void_p),
    "builder_finish": (c_void_p, _HANDLES),
    "assess": (c_void_p, c_void_p, *_DAY, c_char_p, _HANDLES),
    "judge": (c_void_p, c_void_p, *_DAY, c_char_p, _HANDLES),
    "evaluate": (c_void_p, c_void_p, *_DAY, _HANDLES),
    "list_obligations": (c_void_p, c_void_p, *_DAY, c_char_p, _HANDLES),
    "reallocate": (c_void_p, c_void_p, c_char_p, _HANDLES, _HANDLES),
    "adjust_medium_term": (c_void_p, c_void_p, c_char_p, _HANDLES, _HANDLES),
    "review_revenue_plans": (c_void_p, c_void_p, *_DAY, _HANDLES, _HANDLES),
    "verify_round": (c_void_p, c_void_p, c_char_p, c_int64, _HANDLES),
    "test_policy": (c_char_p, c_int64, c_char_p, c_char_p, c_int64, c_char_p, c_char_p, _HANDLES),
    "test_policy_documents": (*_DOCUMENTS, c_char_p, c_int64, c_char_p, c_char_p, _HANDLES),
    "simulate": (*(c_char_p, c_int64) * 2, c_void_p, c_char_p, c_int64, BEHAVIOUR, c_void_p, c_int32, _HANDLES),
    "compare": (*_SIDE, *_SIDE, _HANDLES),
    "compare_rubrics": (c_void_p, c_void_p, _HANDLES),
    "why_not": (c_void_p, c_void_p, *_DAY, c_char_p, c_char_p, c_char_p, _HANDLES),
    "what_would_it_take": (c_void_p, c_void_p, *_DAY, c_char_p, c_char_p, c_char_p, c_char_p, _HANDLES),
    "replay": (c_void_p, c_void_p, c_char_p, c_int64),
    "result_json": (c_void_p, *_TEXT_OUT),
    "result_table_size": (c_void_p, c_char_p, POINTER(c_int64), POINTER(c_int64)),
    "result_column_at": (c_void_p, c_char_p, c_int64, _COLUMNS),
    "result_explain": (c_void_p, c_int64, c_char_p, *_TEXT_OUT),
    "result_icalendar": (c_void_p, c_char_p, *_TEXT_OUT),
    "result_to_arrow": (c_void_p, c_char_p, c_void_p, c_void_p),
    "column_from_arrow": (c_void_p, c_void_p, _COLUMNS),
    "digests": (c_void_p, c_void_p, _HANDLES),
    "panel_create": (_COLUMNS, _COLUMNS, c_int32, c_int32, _HANDLES),
    "panel_total": (c_void_p, c_int32, POINTER(c_int64), POINTER(c_int64)),
    "panel_rank": (c_void_p, c_int32, c_int32, POINTER(c_void_p)),
    "panel_below_average": (
        *(c_void_p, POINTER(c_int64), POINTER(c_int64), c_int32, c_int32, c_int32),
        *(c_void_p, c_void_p, c_void_p, c_void_p, c_void_p),
    ),
    "ratings_create": (c_void_p, c_int32, c_void_p, _COLUMNS, _COLUMNS, c_int64, _HANDLES),
    "ratings_column": (c_void_p, c_char_p, _COLUMNS),
    "ratings_bands": (c_void_p, c_char_p, _COLUMNS),
    "ratings_limit": (c_void_p, c_int64, _COLUMNS),
    "ratings_demoted": (c_void_p, c_char_p, _COLUMNS),
    "ratings_legend": (c_void_p, _HANDLES),
    "ratings_explain": (c_void_p, c_int64, c_char_p, _HANDLES),
}


def _load() -> ctypes.CDLL:
    library = ctypes.CDLL(str(Path(__file__).with_name("libgiaingan.so.1")))
    for name, takes in _CALLS.items():
        function = getattr(library, "giaingan_" + name)
        function.argtypes = [*takes, _HANDLES]
        function.restype = c_int32
    for name in ("version", "error_text"):
        getattr(library, "giaingan_" + name).restype = c_char_p
    for name in ("error_text", "error_release", "error_diagnostic_count", "policy_release", "policy_year", "text_release"):
        getattr(library, "giaingan_" + name).argtypes = [c_void_p]
    for name in ("portfolio_release", "builder_release", "result_release", "panel_release", "ratings_release", "result_table_count"):
        getattr(library, "giaingan_" + name).argtypes = [c_void_p]
    for name in ("session_release", "session_cancel", "session_reset"):
        getattr(library, "giaingan_" + name).argtypes = [c_void_p]
    library.giaingan_session_progress.argtypes = [c_void_p, POINTER(c_int64), POINTER(c_int64)]
    library.giaingan_error_diagnostic_count.restype = c_int64
    library.giaingan_error_diagnostic.argtypes = [c_void_p, c_int64, POINTER(_Diagnostic)]
    library.giaingan_result_table_count.restype = c_int64
    library.giaingan_result_table_name.argtypes = [c_void_p, c_int64]
    library.giaingan_result_table_name.restype = c_char_p
    library.giaingan_constant.argtypes = [c_char_p, POINTER(c_int64)]
    return library


LIBRARY = _load()


def constant(name: str) -> int:
    """A number of giaingan.h: "UTF8" is GIAINGAN_UTF8."""
    value = c_int64()
    if LIBRARY.giaingan_constant(b"GIAINGAN_" + name.encode(), ctypes.byref(value)) != 0:
        raise InternalError(f"the library doesn't know GIAINGAN_{name}")
    return value.value


_OK = constant("OK")
_INVALID_INPUT = constant("INVALID_INPUT")
_INVALID_ARGUMENT = constant("INVALID_ARGUMENT")
_OUT_OF_MEMORY = constant("OUT_OF_MEMORY")
_CANCELLED = constant("CANCELLED")


def version() -> str:
    """The library's version, as "0.1.0"."""
    return str(LIBRARY.giaingan_version().decode())


def _diagnostics(error: c_void_p) -> tuple[Diagnostic, ...]:
    found = []
    for index in range(LIBRARY.giaingan_error_diagnostic_count(error)):
        each = _Diagnostic()
        LIBRARY.giaingan_error_diagnostic(error, index, ctypes.byref(each))
        texts = {name: getattr(each, name).decode() for name in _TEXTS}
        found.append(Diagnostic(row=each.row, **texts))
    return tuple(found)


def call(name: str, *arguments: Any) -> None:
    """Calls a function of `_CALLS`. Raises what it fails with."""
    error = c_void_p()
    status = getattr(LIBRARY, "giaingan_" + name)(*arguments, ctypes.byref(error))
    if status == _OK:
        return
    try:
        if status == _OUT_OF_MEMORY:
            raise MemoryError("giaingan ran out of memory")
        text = LIBRARY.giaingan_error_text(error).decode()
        if status == _INVALID_INPUT:
            raise InvalidInput(text, _diagnostics(error))
        if status == _CANCELLED:
            raise Cancelled(text)
        raise InvalidArgument(text) if status == _INVALID_ARGUMENT else InternalError(text)
    finally:
        LIBRARY.giaingan_error_release(error)


def taken_text(name: str, *arguments: Any) -> bytes:
    """What a function of `_CALLS` gives as a new text, which is released."""
    text, size = c_void_p(), c_int64()
    call(name, *arguments, ctypes.byref(text), ctypes.byref(size))
    try:
        return ctypes.string_at(text.value or 0, size.value)
    finally:
        LIBRARY.giaingan_text_release(text)


class Handle:
    """An object of the library, released with the last reference to this."""

    _release: str

    def __init__(self, pointer: c_void_p) -> None:
        self._as_parameter_ = pointer

    def __del__(self) -> None:
        pointer = getattr(self, "_as_parameter_", None)
        if pointer:
            getattr(LIBRARY, self._release)(pointer)


__all__ = ["BEHAVIOUR", "LIBRARY", "Column", "Handle", "call", "constant", "taken_text", "version"]
