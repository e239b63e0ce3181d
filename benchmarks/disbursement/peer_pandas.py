"""pandas in doubles, as its users write it; and the same with numpy's own sort, which few of them would write."""

import numpy as np
import pandas as pd

from year import MONTHS, Year

NUMBERS = range(1, MONTHS + 1)


class Pandas:
    name = "pandas"

    def __init__(self, year: Year):
        self._plan = pd.DataFrame({m: year.plan[m - 1] for m in NUMBERS})
        self._disbursed = pd.DataFrame({m: year.disbursed[m - 1] for m in NUMBERS})

    def rank_and_check(self) -> None:
        ratio = self._disbursed / self._plan
        self._ranks = [ratio[m].rank(method="min", ascending=False) for m in NUMBERS]
        below = ratio < self._disbursed.sum() / self._plan.sum()
        self._flagged = three_in_a_row(below.to_numpy().T)

    def ranks(self) -> np.ndarray:
        return np.stack([rank.to_numpy(np.int64) for rank in self._ranks])

    def flagged(self) -> np.ndarray:
        return self._flagged


class Numpy:
    name = "numpy"

    def __init__(self, year: Year):
        self._year = year

    def rank_and_check(self) -> None:
        plan, disbursed = self._year.plan, self._year.disbursed
        ratio = disbursed / plan
        self._ranks = [_rank(months) for months in ratio]
        average = disbursed.sum(axis=1) / plan.sum(axis=1)
        self._flagged = three_in_a_row(ratio < average[:, None])

    def ranks(self) -> np.ndarray:
        return np.stack(self._ranks)

    def flagged(self) -> np.ndarray:
        return self._flagged


def _rank(ratio: np.ndarray) -> np.ndarray:
    """1, 2, 2, 4, the greatest first."""
    order = np.argsort(-ratio)
    ordered = ratio[order]
    first = np.arange(1, len(ratio) + 1)
    first[1:][ordered[1:] == ordered[:-1]] = 0
    rank = np.empty_like(first)
    rank[order] = np.maximum.accumulate(first)
    return rank


def three_in_a_row(below: np.ndarray) -> np.ndarray:
    return (below[:-2] & below[1:-1] & below[2:]).any(axis=0)
