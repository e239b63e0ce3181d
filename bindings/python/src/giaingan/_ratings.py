"""Ratings: the completion evaluation of very many units, straight from columns of their metrics."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence
from ctypes import c_void_p
from typing import Any

import numpy as np
import numpy.typing as npt

from ._arrow import speaks_arrow
from ._inputs import Policy
from ._lent import ArrowColumn, lent
from ._library import Column, Handle, call, constant
from ._results import Result, array_of

_SUBJECTS = {"collective": constant("SUBJECT_COLLECTIVE"), "head": constant("SUBJECT_HEAD")}
_INT64 = constant("INT64")

Numbers = npt.NDArray[np.int64] | ArrowColumn | Sequence[int | None]
Metric = Numbers | tuple[Numbers, Numbers]


class _Numbers:
    """Whole numbers as a column, with the memory that it points to. Arrays and Arrow columns of int64 aren't copied."""

    def __init__(self, name: str, given: Any) -> None:
        text = name.encode()
        if speaks_arrow(given):
            self.view, held = lent(given, name)
            self.view.name = text
            self.alive: tuple[object, ...] = (text, held)
            return
        if isinstance(given, np.ndarray):
            present = None if np.ma.getmask(given) is np.ma.nomask else ~np.ma.getmaskarray(given)
            values = np.ma.getdata(given)
        else:
            present = np.array([value is not None for value in given]) if None in given else None
            values = np.array([0 if value is None else value for value in given], dtype=np.int64)
        if values.dtype != np.int64 or values.ndim != 1 or (len(values) > 1 and values.strides[0] <= 0):
            raise TypeError(f"{name} is not a one-dimensional array of int64")
        valid = None if present is None else present.astype(np.uint8)
        self.alive = (text, values, valid)
        self.view = Column(
            name=text,
            data=values.ctypes.data,
            valid=None if valid is None else valid.ctypes.data,
            length=len(values),
            stride=values.strides[0] if len(values) > 1 else 0,
            type=_INT64,
        )


class Ratings(Handle):
    """The ratings of units under a policy's section "evaluation": exact, and without an object a unit.

    `metrics` has a column for each metric that the rubric reads: an array of int64 (masked where a value is missing), an
    Arrow column of them (of pyarrow, polars or pandas) without nulls, a list with None, or a pair of these, numerators and
    denominators. Rows stand in the order of the units' ids. Arrays and Arrow columns aren't copied, and must stay as they
    are. Raises InvalidInput with every problem.
    """

    _release = "giaingan_ratings_release"

    def __init__(
        self,
        policy: Policy,
        metrics: Mapping[str, Metric],
        subject: str = "collective",
        collectives: Ratings | None = None,
    ) -> None:
        tops, bottoms = [], []
        for name, given in metrics.items():
            top, bottom = given if isinstance(given, tuple) else (given, None)
            tops.append(_Numbers(name, top))
            bottoms.append(None if bottom is None else _Numbers(name, bottom))
        self._borrowed = (tops, bottoms, collectives)
        made = c_void_p()
        call(
            "ratings_create",
            *(policy, _SUBJECTS[subject], collectives),
            (Column * len(tops))(*(each.view for each in tops)),
            (Column * len(tops))(*(Column() if each is None else each.view for each in bottoms)),
            *(len(tops), ctypes.byref(made)),
        )
        super().__init__(made)

    def _column(self, function: str, key: bytes | int) -> np.ndarray[Any, Any]:
        view = Column()
        call(function, self, key, ctypes.byref(view))
        return array_of(view, self)

    def __getitem__(self, name: str) -> np.ndarray[Any, Any]:
        """ "class", "class_by_total", "class_after_limits" (rows of the legend's "classes", -1: not classed), "total_num"
        or "total_den", lent by the library."""
        return self._column("ratings_column", name.encode())

    def bands(self, criterion: str) -> np.ndarray[Any, Any]:
        """The band of each unit under a criterion, counted from 0; below 0: none (giaingan.h, GIAINGAN_BAND_)."""
        return self._column("ratings_bands", criterion.encode())

    def limit(self, row: int) -> np.ndarray[Any, Any]:
        """Whether a veto or cap, by its row in the legend's "limits", holds: 1, 0, or -1 where a metric is missing."""
        return self._column("ratings_limit", row)

    def demoted(self, quota: str) -> np.ndarray[Any, Any]:
        """Which units a quota has demoted by one class: 1 or 0."""
        return self._column("ratings_demoted", quota.encode())

    def legend(self) -> Result:
        """What places stand for: the tables "criteria", "bands", "classes", "limits", "quotas"."""
        made = c_void_p()
        call("ratings_legend", self, ctypes.byref(made))
        return Result(made)

    def explain(self, row: int, unit: str) -> Result:
        """The evidence of one unit in full, before quotas, as `evaluate` gives it."""
        made = c_void_p()
        call("ratings_explain", self, row, unit.encode(), ctypes.byref(made))
        return Result(made)
