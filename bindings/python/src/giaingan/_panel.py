"""Panels: ranks and runs straight from numpy columns of plan and disbursed by month."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from ctypes import c_int64, c_void_p
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ._library import Column, Handle, call, constant

Amounts = npt.NDArray[np.int64] | npt.NDArray[np.float64]

_TIES = {"standard": constant("RANK_STANDARD"), "dense": constant("RANK_DENSE")}
_GAPS = {"breaks": constant("GAP_BREAKS"), "skipped": constant("GAP_SKIPPED")}
_TYPES = {np.dtype(np.int64): constant("INT64"), np.dtype(np.float64): constant("FLOAT64")}


def _columns(months: Sequence[Amounts], name: str) -> ctypes.Array[Column]:
    views = []
    for number, values in enumerate(months):
        if values.ndim != 1 or values.dtype not in _TYPES:
            raise TypeError(f"{name}[{number}] is not a one-dimensional array of int64 or float64")
        if len(values) > 1 and values.strides[0] <= 0:
            raise ValueError(f"{name}[{number}] runs backwards; copy it first")
        stride = values.strides[0] if len(values) > 1 else 0
        views.append(Column(data=values.ctypes.data, length=len(values), stride=stride, type=_TYPES[values.dtype]))
    return (Column * len(views))(*views)


def _in_a_column(values: Sequence[int] | None) -> ctypes.Array[c_int64] | None:
    return None if values is None else (c_int64 * len(values))(*values)


@dataclass(frozen=True)
class Runs:
    """Which months of each unit are below, as bits (January is the lowest), and the runs they form."""

    below: npt.NDArray[np.uint16]
    undefined: npt.NDArray[np.uint16]
    current: npt.NDArray[np.uint8]  #: months up to the last
    longest: npt.NDArray[np.uint8]
    first_flagged: npt.NDArray[np.uint8]  #: month in which a run was first long enough; 0: none


class Panel(Handle):
    """Plan and disbursed of units, an array a month. Arrays of int64 aren't copied, and must stay as they are."""

    _release = "giaingan_panel_release"

    def __init__(self, plan: Sequence[Amounts], disbursed: Sequence[Amounts], first_month: int = 1) -> None:
        if len(plan) != len(disbursed):
            raise ValueError(f"there are {len(plan)} months of plan and {len(disbursed)} of disbursed")
        self._borrowed = (list(plan), list(disbursed))
        self.months = len(plan)
        self.units = len(plan[0]) if plan else 0
        made = c_void_p()
        call("panel_create", _columns(plan, "plan"), _columns(disbursed, "disbursed"), first_month, len(plan), ctypes.byref(made))
        super().__init__(made)

    def total(self, month: int) -> tuple[int, int]:
        """Plan and disbursed of all units in a month."""
        plan, disbursed = c_int64(), c_int64()
        call("panel_total", self, month, ctypes.byref(plan), ctypes.byref(disbursed))
        return plan.value, disbursed.value

    def rank(self, ties: str = "standard", threads: int = 1) -> npt.NDArray[np.int32]:
        """Ranks by exact ratio, a row a month and a column a unit; 0 without a ratio."""
        ranks = np.zeros((self.months, self.units), dtype=np.int32)
        rows: Any = (c_void_p * self.months)(*(row.ctypes.data for row in ranks))
        call("panel_rank", self, _TIES[ties], threads, rows)
        return ranks

    def below_average(
        self,
        months_in_a_row: int = 3,
        reference_plan: Sequence[int] | None = None,
        reference_disbursed: Sequence[int] | None = None,
        gap: str = "breaks",
        threads: int = 1,
    ) -> Runs:
        """Months below a reference, the weighted average of all unless another is given month by month, and their runs."""
        below, undefined = (np.zeros(self.units, dtype=np.uint16) for _ in range(2))
        current, longest, first_flagged = (np.zeros(self.units, dtype=np.uint8) for _ in range(3))
        for name, values in (("reference_plan", reference_plan), ("reference_disbursed", reference_disbursed)):
            if values is not None and len(values) != self.months:
                raise ValueError(f"{name} has {len(values)} months, the panel {self.months}")
        outs = (each.ctypes.data for each in (below, undefined, current, longest, first_flagged))
        references = (_in_a_column(reference_plan), _in_a_column(reference_disbursed))
        call("panel_below_average", self, *references, months_in_a_row, _GAPS[gap], threads, *outs)
        return Runs(below, undefined, current, longest, first_flagged)
