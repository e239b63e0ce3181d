"""A year of a province as columns: plan in force and cumulative disbursed of every unit at twelve month-ends.

Amounts are whole đồng in int64. The same seed gives the same figures on every machine.
"""

from dataclasses import dataclass

import numpy as np

MONTHS = 12
MILLION = 1_000_000
LEAST_PLAN = 100  # million đồng: 10^8
GREATEST_PLAN = 10_000_000  # million đồng: 10^13


@dataclass(frozen=True)
class Year:
    """plan[m] and disbursed[m] are the contiguous columns of month m + 1, one value a unit."""

    plan: np.ndarray
    disbursed: np.ndarray

    @property
    def units(self) -> int:
        return self.plan.shape[1]


def ordinary(units: int, seed: int = 2024) -> Year:
    """Skewed plans of whole million đồng, some of them changed during the year; payments to the đồng."""
    draw = np.random.Generator(np.random.Philox(seed))
    plan = np.empty((MONTHS, units), np.int64)
    plan[:] = np.clip(draw.lognormal(8.3, 1.6, units), LEAST_PLAN, GREATEST_PLAN).astype(np.int64) * MILLION
    _change_plans(plan, draw)
    return Year(plan, _payments(plan, draw))


def _change_plans(plan: np.ndarray, draw: np.random.Generator) -> None:
    """Every fourth unit's plan is raised or cut once, in whole million đồng, from a month on."""
    changed = np.flatnonzero(draw.random(plan.shape[1]) < 0.25)
    from_month = draw.integers(1, MONTHS, len(changed))
    factor = draw.uniform(0.7, 1.3, len(changed))
    after = np.maximum(plan[0, changed] * factor // MILLION, LEAST_PLAN).astype(np.int64) * MILLION
    for month in range(1, MONTHS):
        begun = from_month <= month
        plan[month, changed[begun]] = after[begun]


def _payments(plan: np.ndarray, draw: np.random.Generator) -> np.ndarray:
    """Each unit follows a curve of its own to a share of its plan; in some months nothing is paid."""
    units = plan.shape[1]
    final_share = draw.beta(5, 1.5, units)
    bend = draw.uniform(0.8, 2.0, units)
    most = plan.min(axis=0)  # a plan is never cut below what is paid
    disbursed = np.zeros_like(plan)
    before = np.zeros(units, np.int64)
    for month in range(MONTHS):
        share = final_share * ((month + 1) / MONTHS) ** bend * draw.uniform(0.98, 1.02, units)
        paid = np.minimum(plan[month] * share, most).astype(np.int64)
        # To the đồng: a share of a plan in whole million would end in zeros more often than payments do.
        paid -= draw.integers(0, 1000, units)
        idle = draw.random(units) < 0.15
        before = np.where(idle, before, np.maximum(before, paid))
        disbursed[month] = before
    return disbursed
