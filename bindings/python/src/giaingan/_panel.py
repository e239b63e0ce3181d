"""Panels: ranks and runs straight from columns of plan and disbursed by month."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from ctypes import c_int64, c_void_p
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ._lent import Amounts, lent
from ._library import Column, Handle, call, constant

_TIES = {"standard": constant("RANK_STANDARD"), "dense": constant("RANK_DENSE")}
_GAPS = {"breaks": constant("GAP_BREAKS"), "skipped": constant("GAP_SKIPPED")}


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
    """Plan and disbursed of units, a column a month: arrays of numpy, or what speaks Arrow, an array of pyarrow, a series of
    polars or pandas. Columns of int64 aren't copied, and must stay as they are."""

    _release = "giaingan_panel_release"

    def __init__(self, plan: Sequence[Amounts], disbursed: Sequence[Amounts], first_month: int = 1) -> None:
        if len(plan) != len(disbursed):
            raise ValueError(f"there are {len(plan)} months of plan and {len(disbursed)} of disbursed")
        plans = [lent(values, f"plan[{month}]") for month, values in enumerate(plan)]
        paid = [lent(values, f"disbursed[{month}]") for month, values in enumerate(disbursed)]
        self._borrowed = (plans, paid)
        self.months = len(plans)
        self.units = plans[0][0].length if plans else 0
        columns = (Column * self.months)
        made = c_void_p()
        views = (columns(*(view for view, _ in plans)), columns(*(view for view, _ in paid)))
        call("panel_create", *views, first_month, self.months, ctypes.byref(made))
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
