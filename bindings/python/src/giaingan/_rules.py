"""The questions that the rules answer. Days are datetime.date or "YYYY-MM-DD"."""

from __future__ import annotations

import ctypes
import datetime
import os
from collections.abc import Mapping
from ctypes import c_void_p
from dataclasses import dataclass

from ._inputs import Policy, Portfolio, lent_documents, parts_of, parts_of_any
from ._library import call, taken_text
from ._results import Result

Day = datetime.date | str


def _optional(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


def assess(policy: Policy, portfolio: Portfolio, as_of: Day, level: str | None = None) -> Result:
    """Ratios, averages, ranking, milestones, runs below the average, obligations and project checks as of a day."""
    made = c_void_p()
    call("assess", policy, portfolio, *parts_of(as_of), _optional(level), ctypes.byref(made))
    return Result(made)


def judge(policy: Policy, portfolio: Portfolio, as_of: Day, level: str | None = None) -> Result:
    """The verdicts of `assess` without the evidence of each month, many times faster."""
    made = c_void_p()
    call("judge", policy, portfolio, *parts_of(as_of), _optional(level), ctypes.byref(made))
    return Result(made)


def evaluate(policy: Policy, portfolio: Portfolio, as_of: Day) -> Result:
    """Completion evaluation as of a day."""
    made = c_void_p()
    call("evaluate", policy, portfolio, *parts_of(as_of), ctypes.byref(made))
    return Result(made)


def list_obligations(policy: Policy, portfolio: Portfolio, as_of: Day, unit: str | None = None) -> Result:
    """The year's duties as of a day, of one unit or of all. `Result.icalendar` makes a calendar of them."""
    made = c_void_p()
    call("list_obligations", policy, portfolio, *parts_of(as_of), _optional(unit), ctypes.byref(made))
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
    return _changing("review_revenue_plans", policy, portfolio, *parts_of(as_of))


def _bytes(json: str | bytes) -> bytes:
    return json.encode() if isinstance(json, str) else bytes(json)


def why_not(policy: Policy, portfolio: Portfolio, as_of: Day, unit: str, goal: str, level: str | None = None) -> Result:
    """Why a unit doesn't have a verdict: each condition that fails, and by how much.

    A goal is "milestone:ID", "not-below", "leave-list", "flagged", "rank:K", "rise:K", "class:ID" or "head-class:ID".
    """
    made = c_void_p()
    call("why_not", policy, portfolio, *parts_of(as_of), unit.encode(), goal.encode(), _optional(level), ctypes.byref(made))
    return Result(made)


def what_would_it_take(
    policy: Policy,
    portfolio: Portfolio,
    as_of: Day,
    unit: str,
    goal: str,
    by: Day | None = None,
    level: str | None = None,
) -> Result:
    """The least further amount with which a unit reaches a goal (as of `why_not`), disbursed by a day; checked."""
    last = None if by is None else str(by).encode()
    made = c_void_p()
    question = (*parts_of(as_of), unit.encode(), goal.encode(), last, _optional(level))
    call("what_would_it_take", policy, portfolio, *question, ctypes.byref(made))
    return Result(made)


@dataclass(frozen=True)
class Side:
    """One side of a comparison. The policy is its document, for its values are told apart."""

    policy: str | bytes
    portfolio: Portfolio
    as_of: Day


def compare(a: Side, b: Side) -> Result:
    """What differs between two policies, portfolios or days, and which of the changes make each verdict differ."""
    given: list[object] = []
    for side in (a, b):
        text = _bytes(side.policy)
        given += [text, len(text), side.portfolio, *parts_of(side.as_of)]
    made = c_void_p()
    call("compare", *given, ctypes.byref(made))
    return Result(made)


def compare_rubrics(a: Policy, b: Policy) -> Result:
    """Whether the rubrics of two policies give the same class for all figures; if not, figures that tell them apart."""
    made = c_void_p()
    call("compare_rubrics", a, b, ctypes.byref(made))
    return Result(made)


def resolve_policy(documents: Mapping[str, str | bytes], as_of: Day | None = None) -> bytes:
    """A policy as all of its documents (as of `Policy.from_documents`) stand on a day, as one: the command's `policy show`.

    It loads by itself, gives the same results (made by itself alone), and is what `compare` and `simulate` take of such a policy.
    """
    return taken_text("resolve_policy", *lent_documents(documents), *parts_of_any(as_of))


def test_policy(
    policy: str | bytes | Mapping[str, str | bytes],
    tests: str | bytes,
    folder: str | os.PathLike[str] | None = None,
) -> Result:
    """Runs policy tests (docs/policy.md); the table "cases" has a verdict each. `folder`: what their datasets are relative to.

    A policy that extends others or has dated values is given as its documents, as to `Policy.from_documents`; each case then
    asks about the policy of its own day, and the tables "coverage" and "edges" say the `file` of each row.
    """
    cases = _bytes(tests)
    place = None if folder is None else os.fsencode(folder)
    made = c_void_p()
    asked = (cases, len(cases), None, place, ctypes.byref(made))
    if isinstance(policy, Mapping):
        call("test_policy_documents", *lent_documents(policy), *asked)
    else:
        document = _bytes(policy)
        call("test_policy", document, len(document), None, *asked)
    return Result(made)


test_policy.__test__ = False  # type: ignore[attr-defined]  # not one of pytest's


def replay(policy: Policy, portfolio: Portfolio, json: str | bytes) -> None:
    """Makes a saved result again from its own question. Raises InvalidInput where a byte of it comes out otherwise."""
    text = _bytes(json)
    call("replay", policy, portfolio, text, len(text))


def verify_round(policy: Policy, portfolio: Portfolio, json: str | bytes) -> Portfolio:
    """Holds a saved round to what policy and portfolio ask for, with code that shares nothing with the one that found it.

    Gives the portfolio with the round applied. Raises InvalidInput with everything that can't stand.
    """
    text = _bytes(json)
    after = c_void_p()
    call("verify_round", policy, portfolio, text, len(text), ctypes.byref(after))
    return Portfolio(after)


def digests(policy: Policy | None = None, portfolio: Portfolio | None = None) -> Result:
    """The SHA-256 of what a policy and a portfolio were made of: the table "sources", in the order of "made_by"."""
    made = c_void_p()
    call("digests", policy, portfolio, ctypes.byref(made))
    return Result(made)
