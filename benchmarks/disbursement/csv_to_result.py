"""Whole processes from a dataset folder to a result in a file: time and peak memory, and that the results agree."""

import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

import dataset
import process
from measure import result
from year import ordinary

UNITS = 100_000
ROUNDS = 5
HERE = Path(__file__).parent


def run(tool: Path, build: Path) -> None:
    with tempfile.TemporaryDirectory(dir=build) as folder:
        work = Path(folder)
        dataset.write(ordinary(UNITS), work / "dataset")
        answers = {"giaingan": work / "giaingan.json", "duckdb": work / "duckdb.csv",
                   "duckdb-two-threads": work / "duckdb.csv", "pandas": work / "pandas.csv"}
        costs = _in_turn(_commands(tool, work / "dataset", answers), answers["giaingan"])
        _table(costs, answers)
    for peer in ("duckdb", "duckdb-two-threads", "pandas"):
        result("disbursement-csv", UNITS, peer, costs[peer].seconds / costs["giaingan"].seconds)
    result("disbursement-csv-memory", UNITS, "duckdb", costs["giaingan"].peak_bytes / costs["duckdb"].peak_bytes)


def _commands(tool: Path, data: Path, answers: dict[str, Path]) -> dict[str, list[str]]:
    duckdb = [sys.executable, str(HERE / "csv_duckdb.py"), str(data), str(answers["duckdb"])]
    return {
        "giaingan": [str(tool), "assess", "--policy", str(HERE / "policy.json"), "--data", str(data),
                     "--as-of", "2024-12-31", "--format", "verdicts"],
        "duckdb": [*duckdb, "1"],
        "duckdb-two-threads": [*duckdb, "2"],
        "pandas": [sys.executable, str(HERE / "csv_pandas.py"), str(data), str(answers["pandas"])],
    }


def _table(costs: dict[str, process.Cost], answers: dict[str, Path]) -> None:
    print(f"\nFrom CSV to a result, whole process, {UNITS:,} units (medians of {ROUNDS}):\n")
    print("| | seconds | processor | peak MiB | MB of result | ranks that differ | flags that differ |")
    print("|---|---|---|---|---|---|---|")
    ours = _ours(answers["giaingan"])
    for name, cost in costs.items():
        theirs = ours if name == "giaingan" else _peers(answers[name])
        ranks, flags, first = (int((mine != other).sum()) for mine, other in zip(ours, theirs, strict=True))
        print(f"| {name} | {cost.seconds:.2f} | {cost.processor:.2f} | {cost.peak_bytes / 2**20:.0f} "
              f"| {answers[name].stat().st_size / 1e6:.0f} | {ranks:,} | {flags + first:,} |")
        if name.startswith("duckdb") and ranks + flags + first:
            raise RuntimeError(f"{name} computes exactly and differs: {ranks} ranks, {flags} flags, {first} months")
    print()


def _in_turn(commands: dict[str, list[str]], answer: Path) -> dict[str, process.Cost]:
    costs: dict[str, list[process.Cost]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            costs[name].append(process.run(command, answer if name == "giaingan" else None))
    return {name: process.medians(of_one) for name, of_one in costs.items()}


Verdicts = tuple[np.ndarray, np.ndarray, np.ndarray]


def _ours(path: Path) -> Verdicts:
    """Rank, flagged and the month first flagged (0: never), by unit."""
    document = json.loads(path.read_bytes())
    rank = {unit["unit"]: unit["rank"] for unit in document["units"]}
    runs = sorted(document["below_average"], key=lambda unit: unit["unit"])
    return (np.array([rank[unit["unit"]] for unit in runs]), np.array([unit["flagged"] for unit in runs]),
            np.array([int((unit["first_flagged"] or "-00")[-2:]) for unit in runs]))


def _peers(path: Path) -> Verdicts:
    table = pd.read_csv(path).sort_values("unit")
    return (table["rank"].to_numpy(), table["flagged"].to_numpy(),
            table["first_flagged"].fillna(0).to_numpy(np.int64))
