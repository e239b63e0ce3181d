"""Panels over numpy columns."""

from __future__ import annotations

import gc
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

import giaingan
from giaingan import Panel

RANDOM = np.random.default_rng(11)
UNITS, MONTHS = 500, 12
PLAN = RANDOM.integers(0, 5, (MONTHS, UNITS))
DISBURSED = RANDOM.integers(0, 6, (MONTHS, UNITS))


def ratios(month: int) -> list[Fraction | None]:
    return [Fraction(int(d), int(p)) if p else None for p, d in zip(PLAN[month], DISBURSED[month], strict=True)]


def test_ranks_and_runs_are_those_of_fractions() -> None:
    panel = Panel(list(PLAN), list(DISBURSED))
    ranks = panel.rank()
    runs = panel.below_average(3)
    below = np.zeros((MONTHS, UNITS), dtype=bool)
    for month in range(MONTHS):
        defined = sorted((ratio for ratio in ratios(month) if ratio is not None), reverse=True)
        place = {ratio: defined.index(ratio) + 1 for ratio in set(defined)}
        average = Fraction(int(DISBURSED[month].sum()), int(PLAN[month].sum()))
        assert panel.total(month + 1) == (PLAN[month].sum(), DISBURSED[month].sum())
        for unit, ratio in enumerate(ratios(month)):
            assert ranks[month, unit] == (0 if ratio is None else place[ratio])
            below[month, unit] = ratio is not None and ratio < average
    bits = (below * (1 << np.arange(MONTHS))[:, None]).sum(axis=0)
    assert runs.below.tolist() == bits.tolist()
    assert (runs.undefined != 0).tolist() == (PLAN == 0).any(axis=0).tolist()
    for unit in range(UNITS):
        length = longest = first = 0
        for month in range(MONTHS):
            length = length + 1 if below[month, unit] else 0
            longest = max(longest, length)
            first = first or (month + 1 if length == 3 else 0)
        assert (runs.current[unit], runs.longest[unit], runs.first_flagged[unit]) == (length, longest, first)


def test_columns_in_any_shape_give_the_same() -> None:
    plain = Panel(list(PLAN), list(DISBURSED)).rank("dense", threads=2).tolist()
    assert Panel([m.astype(np.float64) for m in PLAN], list(DISBURSED)).rank("dense").tolist() == plain
    strided = np.ascontiguousarray(PLAN.T)
    assert Panel([strided[:, month] for month in range(MONTHS)], list(DISBURSED)).rank("dense").tolist() == plain


def test_references_of_ones_own() -> None:
    panel = Panel([np.array([10, 10])], [np.array([4, 6])], first_month=5)
    assert panel.below_average(1, [2], [1]).below.tolist() == [1 << 4, 0]
    assert panel.below_average(1, [0], [0], gap="skipped").current.tolist() == [0, 0]


def test_wrong_panels() -> None:
    good = [np.array([1, 2])]
    with pytest.raises(TypeError, match="int64 or float64"):
        Panel([np.array([1, 2], dtype=np.int32)], good)  # type: ignore[list-item]
    with pytest.raises(ValueError, match="months of plan"):
        Panel(good, [])
    with pytest.raises(giaingan.InvalidArgument):
        Panel(good, [np.array([1])])
    with pytest.raises(giaingan.InvalidInput, match="whole"):
        Panel([np.array([0.5, 1])], good)
    with pytest.raises(ValueError, match="backwards"):
        Panel([np.array([1, 2])[::-1]], good)
    panel = Panel(good, good)
    with pytest.raises(KeyError):
        panel.rank("sideways")
    with pytest.raises(ValueError, match="reference_plan"):
        panel.below_average(3, [1, 2], [1, 2])
    with pytest.raises(giaingan.InvalidArgument):
        panel.total(7)


@pytest.mark.parametrize("speaks", ["pyarrow", "polars", "pandas"])
def test_arrow_columns_are_read_where_they_are(speaks: str) -> None:
    import pandas
    import polars
    import pyarrow

    def column(values: np.ndarray[Any, Any]) -> Any:
        array = pyarrow.array(values)
        if speaks == "pandas":
            return pandas.Series(values, dtype=pandas.ArrowDtype(pyarrow.int64()), copy=False)
        return polars.from_arrow(array) if speaks == "polars" else array

    mine = [np.array([1, 2, 3, 0]), np.array([3, 1, 2, 0])]
    plan = [column(np.full(4, 10)) for _ in mine]
    panel = Panel(plan, [column(values) for values in mine])
    del plan
    gc.collect()
    assert panel.total(1) == (40, 6) and panel.units == 4
    assert panel.rank().tolist() == [[3, 2, 1, 4], [1, 3, 2, 4]]
    if speaks == "pyarrow":  # numpy, pyarrow and the library have one memory
        mine[0][:] = [3, 2, 1, 0]
        assert panel.rank()[0].tolist() == [1, 2, 3, 4]


def test_columns_that_would_have_to_be_copied() -> None:
    import pyarrow

    good = pyarrow.array([1, 2])
    for wrong in (pyarrow.array([1, None]), pyarrow.array(["a", "b"]), pyarrow.array([1, 2], pyarrow.uint8())):
        with pytest.raises(giaingan.InvalidArgument):
            Panel([wrong], [good])
    with pytest.raises(ValueError, match=r"plan\[0\] comes in several parts"):
        Panel([pyarrow.chunked_array([[1], [2]])], [good])
    assert Panel([pyarrow.chunked_array([[1, 2]])], [good]).total(1) == (3, 3)
    with pytest.raises(TypeError, match="neither an array of numpy"):
        Panel([[1, 2]], [good])  # type: ignore[list-item]
