"""Ratings over numpy columns, under the rubric that every language's tests use (bindings/conformance/rubric.json)."""

from __future__ import annotations

import gc
from typing import Any

import numpy as np
import pytest

import giaingan
from conftest import ROOT
from giaingan import Policy, Ratings

PLAN = np.full(4, 5_000_000_000)
DISBURSED = np.array([2_900_000_000, 2_899_999_999, 5_000_000_000, 5_000_000_000])  # 58 % exactly, a đồng less, all
METRICS: dict[str, Any] = {
    "final_ratio": (DISBURSED, PLAN),
    "late_reports": [0, 0, 5, None],
    "breaches": np.array([0, 0, 0, 2]),
    "led": np.ma.MaskedArray(np.ones(4, dtype=np.int64), mask=[False, True, False, False]),
}


@pytest.fixture(scope="module")
def rubric() -> Policy:
    return Policy.read(ROOT / "bindings" / "conformance" / "rubric.json")


def test_every_step_is_a_column(rubric: Policy) -> None:
    rated = Ratings(rubric, METRICS)
    assert rated["class"].tolist() == [0, 1, 1, 2]
    assert rated["class_by_total"].tolist() == [0, 1, 0, 0]
    assert rated["total_num"].tolist() == [20, 5, 15, 15] and rated["total_den"].tolist() == [2]
    assert rated.bands("ratio").tolist() == [1, 0, 1, 1]
    assert rated.bands("reports").tolist() == [0, 0, 1, -1]
    assert rated.limit(1).tolist() == [0, 0, 1, -1]
    assert rated.demoted("best").tolist() == [0, 0, 0, 0]
    assert rated.legend().tables["classes"]["class"] == ["good", "done", "not_done"]
    assert rated.explain(1, "Ban A").tables["subjects"]["class"] == ["done", "done"]


def test_heads_are_held_to_their_collectives(rubric: Policy) -> None:
    heads = Ratings(rubric, METRICS, "head", Ratings(rubric, METRICS))
    assert heads["class"].tolist() == [0, 1, 1, 2]
    assert heads.bands("leading").tolist() == [0, -2, 0, 0]
    with pytest.raises(giaingan.InvalidArgument, match="collectives"):
        Ratings(rubric, METRICS, "head")


def test_columns_outlive_what_they_came_from(rubric: Policy) -> None:
    strided = np.array([DISBURSED, PLAN]).T
    classes = Ratings(rubric, {**METRICS, "final_ratio": (strided[:, 0], strided[:, 1])})["class"]
    gc.collect()
    assert classes.tolist() == [0, 1, 1, 2]


def test_arrow_columns_of_metrics(rubric: Policy) -> None:
    import polars
    import pyarrow

    pair = (pyarrow.array(DISBURSED), polars.Series("any name", PLAN))
    rated = Ratings(rubric, {**METRICS, "final_ratio": pair})
    del pair
    gc.collect()
    assert rated["class"].tolist() == [0, 1, 1, 2]
    with pytest.raises(giaingan.InvalidArgument, match="nulls"):
        Ratings(rubric, {**METRICS, "final_ratio": (pyarrow.array([1, None, 1, 1]), PLAN)})


def test_wrong_metrics(rubric: Policy) -> None:
    with pytest.raises(giaingan.InvalidInput) as refused:
        Ratings(rubric, {**METRICS, "final_ratio": (DISBURSED, [5, 0, 5, 0])})
    assert [each.row for each in refused.value.diagnostics] == [2, 4]
    with pytest.raises(TypeError, match="int64"):
        Ratings(rubric, {**METRICS, "breaches": np.zeros(4)})  # type: ignore[dict-item]
    with pytest.raises(KeyError):
        Ratings(rubric, METRICS, "everybody")
    with pytest.raises(giaingan.InvalidArgument):
        Ratings(rubric, METRICS).bands("nothing")
