"""Long work: progress, the end before its time, limits."""

from __future__ import annotations

import threading

import pytest

import giaingan
from conftest import CITY, POLICY
from giaingan import Policy, Portfolio, Session


def test_work_in_a_session_gives_the_same_and_is_counted(policy: Policy, city: Portfolio) -> None:
    session = Session()
    assert session.progress[0] == 0
    portfolio = session.read(CITY, policy.year)
    shown: list[tuple[int, int]] = []
    result = session.run(lambda: giaingan.reallocate(policy, portfolio, "2024-06"), lambda *steps: shown.append(steps))
    assert result.json == giaingan.reallocate(policy, city, "2024-06").json
    done, expected = shown[-1]
    assert 0 < done <= expected
    assert all(before <= after for (before, _), (after, _) in zip(shown, shown[1:], strict=False))
    session.reset()
    assert session.progress[0] == 0


def test_cancelled_work_ends(policy: Policy) -> None:
    session = Session()
    portfolio = session.read(CITY, policy.year)
    threading.Thread(target=session.cancel).start()
    with pytest.raises(giaingan.Cancelled):
        while True:
            giaingan.reallocate(policy, portfolio, "2024-06")
    session.reset()
    assert giaingan.judge(policy, portfolio, "2024-09-30").json


def test_an_interrupt_cancels(policy: Policy) -> None:
    session = Session()
    portfolio = session.read(CITY, policy.year)
    raised = threading.Event()

    def interrupted(done: int, expected: int) -> None:
        raised.set()
        raise KeyboardInterrupt

    def work() -> None:
        while True:
            giaingan.reallocate(policy, portfolio, "2024-06")

    with pytest.raises(KeyboardInterrupt):
        session.run(work, interrupted, every=0.01)
    assert raised.is_set()
    with pytest.raises(giaingan.Cancelled):
        giaingan.judge(policy, portfolio, "2024-09-30")


def test_limits(policy: Policy) -> None:
    with pytest.raises(giaingan.InvalidInput, match="max_rows|rows"):
        Session(max_rows=1).read(CITY, policy.year)
    with pytest.raises(giaingan.InvalidInput):
        Session(max_policy_bytes=10).policy({"policy.json": POLICY.read_bytes()}, "2024-09-30")
    with pytest.raises(giaingan.InvalidArgument):
        Session(max_patience=1)
    session = Session(max_steps=1)
    with pytest.raises(giaingan.Cancelled):
        giaingan.assess(policy, session.read(CITY, policy.year), "2024-12-31")


def test_tables_in_a_session(policy: Policy) -> None:
    units = {"unit": ["a"], "name": [None], "kind": ["owner"]}
    allocations = {"allocation": ["x"], "project": ["p"], "owner": ["a"], "plan": [5]}
    tables = {"units": units, "allocations": allocations}
    session = Session()
    given = session.policy({"policy.json": POLICY.read_bytes()})
    inside = giaingan.judge(given, session.from_tables(given.year, tables), "2024-06-30")
    assert inside.json == giaingan.judge(policy, Portfolio.from_tables(policy.year, tables), "2024-06-30").json
