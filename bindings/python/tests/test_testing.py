"""giaingan.testing: what it says of a small city, and that what it says is so."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace
from typing import Any

import pytest

import giaingan
from conftest import ROOT
from giaingan import Policy
from giaingan.testing import City, Finding, Year, adds, conserves, cuts, draws_flagging, flagged_units, flags, moves, rates

TITLE = {"vi": "a", "en": "b"}
RULES: dict[str, Any] = {
    "schema": 1,
    "id": "p",
    "title": TITLE,
    "year": 2024,
    "bases": [{"id": "current", "title": TITLE, "plan": "current"}],
    "averages": [{"id": "city", "title": TITLE, "kind": "weighted", "basis": "current"}],
    "disbursement": {"basis": "current"},
    "below_average": {"basis": "current", "months": 2, "references": ["city"], "combine": "any"},
    "reallocation": {
        "basis": "current",
        "required_ratio": "50%",
        "tiers": [{"id": "all", "title": TITLE}],
        "rounds": [{"id": "r1", "title": TITLE, "report_before": "2024-06-20", "as_of": "2024-06-10"}],
    },
    "evaluation": {
        "basis": "current",
        "level": "owner",
        "criteria": [
            {
                "id": "ratio",
                "title": TITLE,
                "metric": "final_ratio",
                "missing": "error",
                "bands": [{"to": "80%", "points": 0}, {"from": "80%", "points": 10}],
            }
        ],
        "classes": [{"id": "good", "title": TITLE, "from": 10}, {"id": "poor", "title": TITLE, "to": 10}],
    },
}


def two_owners() -> City:
    return (
        City(2024)
        .owner("slow").allocation("d", "slow", 100)
        .owner("fast").allocation("f", "fast", 100)
        .row("projects", project="project of f", medium_term_plan=1000, medium_term_used=0)
        .row("projects", project="project of d", medium_term_plan=1000, medium_term_used=0)
        .request("f", "r1", 100)
        .disbursed("d", "2024-01", 1).disbursed("d", "2024-02", 2)
        .disbursed("f", "2024-01", 60).disbursed("f", "2024-12", 190)
        .plan_change("d", "2024-12-01", -1)
    )  # fmt: skip


@pytest.fixture(scope="module")
def year() -> Year:
    return Year(Policy.from_json(json.dumps(RULES)), two_owners().portfolio(), ["r1"])


def test_says_what_a_policy_does_in_a_year(year: Year) -> None:
    assert not flags(year, "slow", 1)
    assert flags(year, "slow", 2)
    assert flags(year.verdicts(2), "slow") and flagged_units(year.verdicts(2)) == ["slow"]
    assert moves(year, 96) and moves(year.rounds[0], 96)
    assert conserves(year) and conserves(year.rounds[0])
    assert cuts(year.rounds[0], "d", 96) and cuts(year.rounds[0], "f", 0)
    assert adds(year.rounds[0], "f", 96) and adds(year.rounds[0], "d", 0)
    assert rates(year, "fast", "good") and rates(year.evaluation(6), "slow", "poor")


def test_no_month_sees_what_comes_later(year: Year) -> None:
    plans = {month: dict(zip(*(year.verdicts(month).tables["units"][name] for name in ("unit", "plan")), strict=True)) for month in (5, 6, 12)}
    assert plans == {5: {"slow": 100, "fast": 100}, 6: {"slow": 4, "fast": 196}, 12: {"slow": 3, "fast": 196}}


def test_a_finding_says_what_was_found(year: Year) -> None:
    found = {
        flags(year, "fast", 2): "flagged are slow",
        flags(year, "slow", 1): "flagged are none",
        moves(year, 97): "96 đồng are added to plans",
        cuts(year.rounds[0], "d", 1): "cuts of d: 96 đồng",
        rates(year, "slow", "good"): "slow is rated poor",
        rates(year, "none", "good"): "rated are fast, slow",
        rates(year, "slow", "poor", "head"): "rated are none",
    }
    for finding, words in found.items():
        assert not finding and finding.found == words and words in repr(finding)
    assert repr(Finding(True, "so")) == "<holds: so>"
    with pytest.raises(TypeError, match="a month"):
        flags(year, "slow")
    with pytest.raises(TypeError, match="a month"):
        flags(year.verdicts(2), "slow", 2)


def test_finds_capital_that_is_lost_or_made(year: Year) -> None:
    class Changed:
        """A result of which one number is another."""

        def __init__(self, table: str, column: str) -> None:
            sound = year.rounds[0].tables
            rows = {name: sound[name].to_pylist() for name in ("pools", "cuts", "additions")}
            rows[table][0][column] += 1
            self.tables = {name: SimpleNamespace(to_pylist=lambda of=rows[name]: of) for name in rows}

    for table, column, words in (
        ("pools", "added", "96 cut, 97 added, 0 returned"),
        ("cuts", "amount", "cuts of allocations add up to 97, those of pools to 96"),
        ("additions", "amount", "additions of allocations add up to 97, those of pools to 96"),
    ):
        finding = conserves(Changed(table, column))  # type: ignore[arg-type]
        assert not finding and words in finding.found


def test_portfolios_are_checked_as_files_are() -> None:
    with pytest.raises(giaingan.InvalidInput, match="\"b\""):
        City(2024).owner("a").allocation("x", "b", 1).portfolio()
    with pytest.raises(giaingan.InvalidInput, match="colour"):
        City(2024).owner("a").row("units", unit="b", kind="owner", colour="red").allocation("x", "a", 1).portfolio()
    assert City(2024).owner('say "a, b"').allocation("x", 'say "a, b"', 1).portfolio()


def test_counts_the_draws_that_flag_somebody() -> None:
    cases = json.dumps({"draws": 4, "scenarios": [{"id": "s", "rounds": "recorded", "behaviour": {"kind": "recorded"}}]})
    simulated = giaingan.simulate(json.dumps(RULES), two_owners().portfolio(), cases)
    assert draws_flagging(simulated, "slow") == 4 and draws_flagging(simulated, "fast") == 0
    with pytest.raises(KeyError):
        draws_flagging(simulated, "nobody")


def test_the_documented_example_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs" / "simulation.md").read_text(encoding="utf-8")
    section = page[page.index("## Unit tests of a policy in Python") :]
    example = re.search(r"```python\n(.*?)```", section, re.DOTALL)
    assert example
    names: dict[str, Any] = {}
    exec(example[1], names)  # the page's own code
    tests = [test for name, test in names.items() if name.startswith("test_")]
    assert len(tests) >= 2
    for test in tests:
        test()
