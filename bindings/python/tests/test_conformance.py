"""The suite that every language runs: documents and errors byte for byte (bindings/conformance)."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest

import giaingan
from giaingan import Policy, Portfolio, Result

ROOT = Path(__file__).parents[3]
with open(ROOT / "bindings" / "conformance" / "cases.tsv", encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file, delimiter="\t"))


def answer(case: dict[str, str]) -> Result:
    policy = Policy.read(case["policy"])
    portfolio = Portfolio.read(case["dataset"], policy.year)
    ask: Callable[..., Result] = getattr(giaingan, case["question"])
    return ask(policy, portfolio, case["argument"], *([case["detail"]] if case["detail"] else []))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_gives_the_bytes_of_the_command_line(case: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    expected = Path(os.environ["GIAINGAN_EXPECTED"]).resolve()
    monkeypatch.chdir(ROOT)
    document, error = expected / f"{case['name']}.json", expected / f"{case['name']}.txt"
    assert document.exists() != error.exists()
    if document.exists():
        assert answer(case).json == document.read_bytes()
        return
    with pytest.raises(giaingan.InvalidInput) as refused:
        answer(case)
    assert f"{refused.value}\n".encode() == error.read_bytes()
    assert len(refused.value.diagnostics) == error.read_bytes().count(b"\n")
