"""Policies and portfolios."""

from __future__ import annotations

import ctypes
import datetime
import os
from collections.abc import Mapping
from ctypes import c_void_p
from pathlib import Path
from typing import Any

from ._library import LIBRARY, Handle, call
from ._tables_in import add_table


def parts_of(day: datetime.date | str) -> tuple[int, int, int]:
    """A day, as a date or "YYYY-MM-DD", in numbers."""
    made = datetime.date.fromisoformat(day) if isinstance(day, str) else day
    return made.year, made.month, made.day


def lent_documents(documents: Mapping[str, str | bytes]) -> tuple[Any, ...]:
    """Documents as C takes them: names, texts, sizes and their number."""
    texts = [text.encode() if isinstance(text, str) else bytes(text) for text in documents.values()]
    count = len(texts)
    names = (ctypes.c_char_p * count)(*(name.encode() for name in documents))
    sizes = (ctypes.c_int64 * count)(*(len(text) for text in texts))
    return names, (ctypes.c_char_p * count)(*texts), sizes, count


def parts_of_any(day: datetime.date | str | None) -> tuple[int, int, int]:
    """A day in numbers, zeros where there is none."""
    return (0, 0, 0) if day is None else parts_of(day)


class Policy(Handle):
    """A policy document, read and checked."""

    _release = "giaingan_policy_release"

    @classmethod
    def from_json(cls, json: str | bytes, name: str = "policy") -> Policy:
        """Reads a document; `name` is what diagnostics call it. Raises InvalidInput with every problem."""
        text = json.encode() if isinstance(json, str) else bytes(json)
        made = c_void_p()
        call("policy_from_json", text, len(text), name.encode(), ctypes.byref(made))
        return cls(made)

    @classmethod
    def from_documents(cls, documents: Mapping[str, str | bytes], as_of: datetime.date | str | None = None) -> Policy:
        """Reads a policy, the first of the documents, with those that it extends, as all of it stands on a day.

        They are found by their names, paths as "extends" says them. Without a day, dated values are refused.
        """
        return cls._from_documents("policy_from_documents", (), documents, as_of)

    @classmethod
    def _from_documents(
        cls,
        function: str,
        before: tuple[Handle, ...],
        documents: Mapping[str, str | bytes],
        as_of: datetime.date | str | None,
    ) -> Policy:
        made = c_void_p()
        call(function, *before, *lent_documents(documents), *parts_of_any(as_of), ctypes.byref(made))
        return cls(made)

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> Policy:
        """Reads a document from a file."""
        return cls.from_json(Path(path).read_bytes(), os.fspath(path))

    @property
    def year(self) -> int:
        """The budget year."""
        return int(LIBRARY.giaingan_policy_year(self))


class Builder(Handle):
    """Takes tables and makes a portfolio of them."""

    _release = "giaingan_builder_release"

    def portfolio(self, tables: Mapping[str, Any]) -> Portfolio:
        # What is referred to comes first.
        first = ("units", "projects", "allocations")
        for name in sorted(tables, key=lambda each: first.index(each) if each in first else len(first)):
            add_table(self, name, tables[name])
        made = c_void_p()
        call("builder_finish", self, ctypes.byref(made))
        return Portfolio(made)


class Portfolio(Handle):
    """The facts of one budget year, checked."""

    _release = "giaingan_portfolio_release"

    @classmethod
    def read(cls, folder: str | os.PathLike[str], year: int) -> Portfolio:
        """Reads a dataset folder of CSV files. Raises InvalidInput with every problem."""
        made = c_void_p()
        call("portfolio_read", os.fsencode(folder), year, ctypes.byref(made))
        return cls(made)

    @classmethod
    def from_tables(cls, year: int, tables: Mapping[str, Any]) -> Portfolio:
        """Makes a portfolio of tables named as the dataset's files are ("units", "allocations", "disbursements" …).

        A table is anything that speaks Arrow (a frame of pandas or polars, a table of pyarrow, a Spark batch), or a
        mapping of its columns: numpy arrays, or lists with None where a field is empty. Amounts are integers, or floats
        that hold whole numbers; dates date32 or "YYYY-MM-DD"; months 1 to 13 or "YYYY-MM"; exact numbers texts or
        integers. Raises InvalidInput with every problem of every table.
        """
        pointer = c_void_p()
        call("builder_create", year, ctypes.byref(pointer))
        return Builder(pointer).portfolio(tables)
