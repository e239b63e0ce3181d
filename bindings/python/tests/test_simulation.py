"""Simulated years, on the example city."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import giaingan
from conftest import CITY, POLICY
from giaingan import Portfolio, Session

RULES = POLICY.read_bytes()
FITTED = {"id": "fitted", "behaviour": {"kind": "absorption", "class_by": ["group"]}}
HOST = {"scenarios": [{"id": "own", "draws": 3, "rounds": "recorded", "behaviour": {"kind": "host"}}]}


def test_two_readings_on_the_same_draws(city: Portfolio) -> None:
    scenario = {**FITTED, "rounds": "recorded", "against_with": {"/below_average/combine": "all"}}
    document = {"draws": 50, "seed": 5, "scenarios": [scenario]}
    result = giaingan.simulate(RULES, city, document)
    draws = result.tables["draws:fitted"].to_pandas()
    assert list(draws["draw"]) == list(range(50))
    assert (draws["against:flagged"] <= draws["flagged"]).all()
    assert draws["flagged"].sum() == sum(each["flagged"] for each in result.document["scenarios"][0]["sides"][0]["units"])
    assert giaingan.simulate(RULES, city, document, threads=3).json == result.json


def test_parts_are_the_whole(city: Portfolio) -> None:
    def rows(first: int, draws: int) -> list[dict[str, Any]]:
        document = {"first_draw": first, "draws": draws, "scenarios": [FITTED]}
        return giaingan.simulate(RULES, city, document).tables["draws:fitted"].to_pylist()

    assert rows(0, 2) + rows(2, 3) == rows(0, 5)


def test_a_behaviour_in_python(city: Portfolio) -> None:
    months: list[int] = []

    def half_of_the_rest(month: int, seed: int, draw: int, plan: Any, before: Any) -> Any:
        months.append(month)
        assert not plan.flags.writeable
        return np.maximum(before, before + (plan - before) // (2 + draw))

    draws = giaingan.simulate(RULES, city, HOST, behaviour=half_of_the_rest).tables["draws:own"]
    assert months == [*range(1, 14)] * 3
    disbursed: Any = draws["disbursed"]
    assert disbursed[0] > disbursed[1] > disbursed[2] > 0


def test_what_a_behaviour_raises_is_raised(city: Portfolio) -> None:
    def broken(*_: Any) -> Any:
        raise LookupError("no figures")

    with pytest.raises(LookupError, match="no figures"):
        giaingan.simulate(RULES, city, HOST, behaviour=broken)
    with pytest.raises(TypeError, match="integers, not float64"):
        giaingan.simulate(RULES, city, HOST, behaviour=lambda month, seed, draw, plan, before: plan * 0.5)
    with pytest.raises(giaingan.InvalidInput, match="nobody says how projects behave"):
        giaingan.simulate(RULES, city, HOST)


def test_progress_and_the_end_before_its_time() -> None:
    session = Session()
    city = session.read(CITY, 2024)
    read = session.progress[0]
    assert giaingan.simulate(RULES, city, {"draws": 10, "scenarios": [FITTED]}).json
    assert session.progress[0] >= read + 10
    limited = Session(max_steps=read + 10).read(CITY, 2024)
    with pytest.raises(giaingan.Cancelled):
        giaingan.simulate(RULES, limited, {"draws": 30, "scenarios": [FITTED]})
