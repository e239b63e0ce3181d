"""Polars in doubles. The number of its threads is fixed when it is first imported: POLARS_MAX_THREADS."""

import numpy as np
import polars as pl

from year import MONTHS, Year

NUMBERS = range(1, MONTHS + 1)


class Polars:
    name = "polars"

    def __init__(self, year: Year):
        self._figures = pl.DataFrame({f"c{m}": year.disbursed[m - 1] for m in NUMBERS}
                                     | {f"p{m}": year.plan[m - 1] for m in NUMBERS})

    def rank_and_check(self) -> None:
        ratios = self._figures.select((pl.col(f"c{m}") / pl.col(f"p{m}")).alias(f"{m}") for m in NUMBERS)
        self._ranks = ratios.select(pl.col(f"{m}").rank("min", descending=True) for m in NUMBERS)
        averages = self._figures.select((pl.col(f"c{m}").sum() / pl.col(f"p{m}").sum()).alias(f"{m}")
                                        for m in NUMBERS).row(0)
        below = ratios.select(pl.col(f"{m}") < averages[m - 1] for m in NUMBERS)
        self._flagged = below.select(flagged=pl.any_horizontal(
            pl.col(f"{m}") & pl.col(f"{m + 1}") & pl.col(f"{m + 2}") for m in range(1, MONTHS - 1)))

    def ranks(self) -> np.ndarray:
        return self._ranks.to_numpy().T

    def flagged(self) -> np.ndarray:
        return self._flagged["flagged"].to_numpy()
