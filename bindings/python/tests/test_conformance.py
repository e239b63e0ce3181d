"""The suite that every language runs: documents and errors byte for byte (bindings/conformance)."""

from __future__ import annotations

import csv
import importlib.metadata
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import giaingan
from giaingan import Policy, Portfolio, Side

ROOT = Path(__file__).parents[3]
with open(ROOT / "bindings" / "conformance" / "cases.tsv", encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file, delimiter="\t"))


def tables(folder: Path) -> dict[str, dict[str, list[Any]]]:
    """The files of a dataset as a host would have it: amounts as numbers, the rest as texts, no column without a value."""
    found = {}
    for path in folder.iterdir():
        header, *rows = csv.reader(path.read_text().splitlines())
        columns = {name: [row[i] or None for row in rows] for i, name in enumerate(header)}
        found[path.stem] = {
            name: [int(value) for value in values if value] if name in ("plan", "disbursed") else values
            for name, values in columns.items()
            if any(values)
        }
    return found


def answer(case: dict[str, str]) -> bytes:
    question, argument = case["question"], case["argument"]
    if question in ("judge_documents", "resolve_policy"):
        path = Path(case["policy"])
        documents = {name: path.with_name(name).read_bytes() for name in (path.name, *case["detail"].split())}
        if question == "resolve_policy":
            return giaingan.resolve_policy(documents, argument)
        extended = Policy.from_documents(documents, argument)
        return giaingan.judge(extended, Portfolio.read(case["dataset"], extended.year), argument).json
    policy = Policy.read(case["policy"])
    if question == "judge_columns":
        return giaingan.judge(policy, Portfolio.from_tables(policy.year, tables(Path(case["dataset"]))), argument).json
    if question == "compare_rubrics":
        return giaingan.compare_rubrics(policy, Policy.read(argument)).json
    portfolio = Portfolio.read(case["dataset"], policy.year)
    if question == "simulate":
        return giaingan.simulate(Path(case["policy"]).read_bytes(), portfolio, Path(argument).read_bytes(), threads=2).json
    if question == "compare":
        json = Path(case["policy"]).read_bytes()
        return giaingan.compare(Side(json, portfolio, argument), Side(json, portfolio, case["detail"])).json
    ask: Callable[..., giaingan.Result] = getattr(giaingan, question)
    return ask(policy, portfolio, argument, *case["detail"].split()).json


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_gives_the_bytes_of_the_command_line(case: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    expected = Path(os.environ["GIAINGAN_EXPECTED"]).resolve()
    monkeypatch.chdir(ROOT)
    document, error = expected / f"{case['name']}.json", expected / f"{case['name']}.txt"
    assert document.exists() != error.exists()
    if document.exists():
        assert answer(case) == document.read_bytes()
        return
    with pytest.raises(giaingan.InvalidInput) as refused:
        answer(case)
    assert f"{refused.value}\n".encode() == error.read_bytes()
    assert len(refused.value.diagnostics) == error.read_bytes().count(b"\n")


def test_the_wheel_has_its_license_and_its_types() -> None:
    files = {file.name for file in importlib.metadata.files("giaingan") or ()}
    assert {"LICENSE", "py.typed", "libgiaingan.so.1"} <= files
    assert importlib.metadata.metadata("giaingan")["License-Expression"] == "Apache-2.0"
