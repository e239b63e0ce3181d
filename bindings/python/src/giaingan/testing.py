"""Unit tests of policies, for pytest or any other: small cities row by row, and findings of what a policy does to them.

    def test_takes_from_the_slow_and_conserves() -> None:
        city = (
            City(2024)
            .owner("slow").allocation("a", "slow", 1000)
            .owner("fast").allocation("b", "fast", 1000).disbursed("b", "2024-03", 900).request("b", "2024-06", 300)
        )
        year = Year(policy, city.portfolio(), rounds=["2024-06"])
        assert flags(year, "slow", month=3)
        assert moves(year, 300)
        assert conserves(year)
        assert not rates(year, "slow", "good")

A finding is true or false, and says what was found where an `assert` of it fails.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ._inputs import Policy, Portfolio
from ._results import Result, Table
from ._rules import evaluate, judge, reallocate

Field = str | int | datetime.date

_NEEDED = {"units": ("unit", "name", "kind", "parent"), "allocations": ("allocation", "project", "owner", "plan")}


class City:
    """Builds a portfolio from rows of the dataset's tables (docs/dataset.md), checked as files are.

    Amounts are whole đồng; every method gives the city itself.
    """

    def __init__(self, year: int) -> None:
        self.year = year
        self._rows: dict[str, list[Mapping[str, Field]]] = {name: [] for name in _NEEDED}

    def row(self, table: str, **fields: Field) -> City:
        """Adds a row to any table: "units", "requests", "events" … What is left out is empty."""
        self._rows.setdefault(table, []).append(fields)
        return self

    def unit(self, unit: str, kind: str, parent: str = "") -> City:
        return self.row("units", unit=unit, name=unit, kind=kind, parent=parent)

    def owner(self, unit: str) -> City:
        return self.unit(unit, "owner")

    def allocation(self, allocation: str, owner: str, plan: int, **more: Field) -> City:
        """`plan`: đồng at the start of the year."""
        given = {"project": f"project of {allocation}", "source": "budget", **more}
        return self.row("allocations", allocation=allocation, owner=owner, plan=plan, **given)

    def disbursed(self, allocation: str, month: str, amount: int) -> City:
        """`month`: "YYYY-MM"; `amount`: cumulative at its end."""
        return self.row("disbursements", allocation=allocation, month=month, disbursed=amount)

    def plan_change(self, allocation: str, date: datetime.date | str, change: int) -> City:
        """`change`: with its sign, on that day."""
        return self.row("plan_changes", allocation=allocation, date=str(date), change=change, decision="decision")

    def request(self, allocation: str, round: str, amount: int) -> City:
        return self.row("requests", allocation=allocation, round=round, requested=amount, absorbable=amount)

    def portfolio(self) -> Portfolio:
        """Raises InvalidInput with every problem of the rows, each with its table, row and column."""
        return Portfolio.from_tables(self.year, {name: self._columns(name) for name in self._rows})

    def _columns(self, table: str) -> dict[str, list[Field | None]]:
        rows = self._rows[table]
        names = dict.fromkeys([*_NEEDED.get(table, ()), *(name for row in rows for name in row)])
        return {name: [None if (value := row.get(name, "")) == "" else value for row in rows] for name in names}


class Year:
    """A year of facts as they are, its rounds held in the order given, each on what the one before leads to.

    A round's changes are dated, so that every month is judged by the plans that stood at its end. (Years in which projects
    behave otherwise: `giaingan.simulate`.)
    """

    def __init__(self, policy: Policy, portfolio: Portfolio, rounds: Iterable[str] = ()) -> None:
        self.policy = policy
        self.portfolio = portfolio  #: with all rounds applied
        self.rounds: list[Result] = []
        for round in rounds:
            self.rounds.append(reallocate(policy, self.portfolio, round))
            self.portfolio = self.rounds[-1].after

    def verdicts(self, month: int) -> Result:
        """`judge` at the end of a month, 1 to 13, which is January of the next year."""
        return judge(self.policy, self.portfolio, month_end(self.policy.year, month))

    def evaluation(self, month: int = 13) -> Result:
        """`evaluate` at the end of a month."""
        return evaluate(self.policy, self.portfolio, month_end(self.policy.year, month))


def month_end(year: int, month: int) -> datetime.date:
    """The last day of a month of the budget year; 13 is January of the next one."""
    at = (year, month) if month <= 12 else (year + 1, month - 12)
    return datetime.date(*at, calendar.monthrange(*at)[1])


@dataclass(frozen=True)
class Finding:
    """True or false, with what was found."""

    holds: bool
    found: str

    def __bool__(self) -> bool:
        return self.holds

    def __repr__(self) -> str:
        return f"<{'holds' if self.holds else 'does not hold'}: {self.found}>"


def _pairs(table: Table, key: str, value: str) -> list[tuple[Any, Any]]:
    return [(row[key], row[value]) for row in table.to_pylist()]


def flagged_units(verdicts: Result) -> list[str]:
    """Who is flagged under §4.2 by a result of `judge` or `assess`, each once."""
    return sorted({unit for unit, flagged in _pairs(verdicts.tables["below_average"], "unit", "flagged") if flagged})


def flags(judged: Year | Result, unit: str, month: int | None = None) -> Finding:
    """A unit is flagged under §4.2: in a month of a year, or in a result of `judge` or `assess`."""
    if isinstance(judged, Year) and month is not None:
        judged = judged.verdicts(month)
    elif isinstance(judged, Year) or month is not None:
        raise TypeError("a month is needed with a year, and with nothing else")
    flagged = flagged_units(judged)
    return Finding(unit in flagged, f"flagged are {', '.join(flagged) or 'none'}")


def _rounds(of: Year | Result) -> list[Result]:
    return of.rounds if isinstance(of, Year) else [of]


def moves(rounds: Year | Result, amount: int) -> Finding:
    """So many đồng are added to plans, by a round or by all of a year's."""
    moved = sum(pool["added"] for each in _rounds(rounds) for pool in each.tables["pools"].to_pylist())
    return Finding(moved == amount, f"{moved} đồng are added to plans")


def _of_allocation(round: Result, table: str, allocation: str, amount: int) -> Finding:
    found = dict(_pairs(round.tables[table], "allocation", "amount")).get(allocation, 0)
    return Finding(found == amount, f"{table} of {allocation}: {found} đồng")


def cuts(round: Result, allocation: str, amount: int) -> Finding:
    """An allocation's plan is cut by so many đồng in a round; 0: not at all."""
    return _of_allocation(round, "cuts", allocation, amount)


def adds(round: Result, allocation: str, amount: int) -> Finding:
    """So many đồng are added to an allocation's plan in a round; 0: nothing."""
    return _of_allocation(round, "additions", allocation, amount)


def conserves(rounds: Year | Result) -> Finding:
    """No đồng is lost or made: what rows are cut by is what pools are, and in every pool what is added and returned."""
    for round in _rounds(rounds):
        pools = round.tables["pools"].to_pylist()
        for pool in pools:
            if pool["cut"] != pool["added"] + pool["returned"]:
                return Finding(False, f"pool {pool['pool']}: {pool['cut']} cut, {pool['added']} added, {pool['returned']} returned")
        for table, of_pools in (("cuts", "cut"), ("additions", "added")):
            of_rows, of_all = sum(row["amount"] for row in round.tables[table].to_pylist()), sum(pool[of_pools] for pool in pools)
            if of_rows != of_all:
                return Finding(False, f"{table} of allocations add up to {of_rows}, those of pools to {of_all}")
    return Finding(True, "what is cut is what is added and returned, in every pool")


def rates(rated: Year | Result, unit: str, rating: str | None, subject: str = "collective") -> Finding:
    """The final class of a unit as a collective, or of its "head", by its id in the policy; None: not classed."""
    result = rated.evaluation() if isinstance(rated, Year) else rated
    found = {row["unit"]: row["class"] for row in result.tables["subjects"].to_pylist() if row["subject"] == subject}
    if unit not in found:
        return Finding(False, f"rated are {', '.join(sorted(found)) or 'none'}")
    return Finding(found[unit] == rating, f"{unit} is rated {found[unit] or 'not at all'}")


def draws_flagging(simulation: Result, unit: str, scenario: int = 0, side: int = 0) -> int:
    """In how many of its draws a result of `giaingan.simulate` has a unit flagged, by the policy (0) or the other side (1)."""
    for row in simulation.tables["units"].to_pylist():
        if (row["scenario_row"], row["side"], row["unit"]) == (scenario, side, unit):
            return int(row["flagged"])
    raise KeyError(unit)


__all__ = [
    "City",
    "Finding",
    "Year",
    "adds",
    "conserves",
    "cuts",
    "draws_flagging",
    "flagged_units",
    "flags",
    "month_end",
    "moves",
    "rates",
]
