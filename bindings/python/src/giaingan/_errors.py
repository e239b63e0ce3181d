"""What a call that fails raises."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Diagnostic:
    """One problem of an input: what is wrong, where, what was expected, what to do."""

    code: str
    file: str
    row: int  #: line of the file (of columns: row) counted from 1, or 0
    column: str
    pointer: str  #: JSON pointer into a document
    message: str
    expected: str
    remedy: str


class GiainganError(Exception):
    """Something that the library refused."""


class InvalidInput(GiainganError, ValueError):
    """A document or dataset is wrong; `diagnostics` has every problem."""

    def __init__(self, text: str, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(text)
        self.diagnostics = diagnostics


class InvalidArgument(GiainganError, ValueError):
    """The call itself is wrong: an unknown name, an impossible date."""


class Cancelled(GiainganError):
    """The session was cancelled, or its work came to its limit of steps; inputs are as they were."""


class InternalError(GiainganError, RuntimeError):
    """A fault of the library; please report it."""
