"""The questions that the rules answer. Days are datetime.date or "YYYY-MM-DD"."""

from __future__ import annotations

import ctypes
import datetime
from ctypes import c_void_p

from ._inputs import Policy, Portfolio
from ._library import call
from ._results import Result

Day = datetime.date | str


def _day(day: Day) -> tuple[int, int, int]:
    made = datetime.date.fromisoformat(day) if isinstance(day, str) else day
    return made.year, made.month, made.day


def _optional(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


def assess(policy: Policy, portfolio: Portfolio, as_of: Day, level: str | None = None) -> Result:
    """Ratios, averages, ranking, milestones, runs below the average, obligations and project checks as of a day."""
    made = c_void_p()
    call("assess", policy, portfolio, *_day(as_of), _optional(level), ctypes.byref(made))
    return Result(made)


def judge(policy: Policy, portfolio: Portfolio, as_of: Day, level: str | None = None) -> Result:
    """The verdicts of `assess` without the evidence of each month, many times faster."""
    made = c_void_p()
    call("judge", policy, portfolio, *_day(as_of), _optional(level), ctypes.byref(made))
    return Result(made)


def evaluate(policy: Policy, portfolio: Portfolio, as_of: Day) -> Result:
    """Completion evaluation as of a day."""
    made = c_void_p()
    call("evaluate", policy, portfolio, *_day(as_of), ctypes.byref(made))
    return Result(made)


def list_obligations(policy: Policy, portfolio: Portfolio, as_of: Day, unit: str | None = None) -> Result:
    """The year's duties as of a day, of one unit or of all. `Result.icalendar` makes a calendar of them."""
    made = c_void_p()
    call("list_obligations", policy, portfolio, *_day(as_of), _optional(unit), ctypes.byref(made))
    return Result(made)


def _changing(name: str, policy: Policy, portfolio: Portfolio, *question: object) -> Result:
    made, after = c_void_p(), c_void_p()
    call(name, policy, portfolio, *question, ctypes.byref(made), ctypes.byref(after))
    result = Result(made)
    result.after = Portfolio(after)
    return result


def reallocate(policy: Policy, portfolio: Portfolio, round: str) -> Result:
    """One reallocation round, by its id in the policy; `after` is the portfolio that it leads to."""
    return _changing("reallocate", policy, portfolio, round.encode())


def adjust_medium_term(policy: Policy, portfolio: Portfolio, adjustment: str) -> Result:
    """One adjustment of the medium-term plan, by its id in the policy; `after` as of `reallocate`."""
    return _changing("adjust_medium_term", policy, portfolio, adjustment.encode())


def review_revenue_plans(policy: Policy, portfolio: Portfolio, as_of: Day) -> Result:
    """Plans of sources fed by revenue as of a day; `after` as of `reallocate`, its cuts dated the day after."""
    return _changing("review_revenue_plans", policy, portfolio, *_day(as_of))


def verify_round(policy: Policy, portfolio: Portfolio, json: str | bytes) -> Portfolio:
    """Holds a saved round to what policy and portfolio ask for, with code that shares nothing with the one that found it.

    Gives the portfolio with the round applied. Raises InvalidInput with everything that can't stand.
    """
    text = json.encode() if isinstance(json, str) else bytes(json)
    after = c_void_p()
    call("verify_round", policy, portfolio, text, len(text), ctypes.byref(after))
    return Portfolio(after)
