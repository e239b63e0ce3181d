#!/usr/bin/env python3
"""demo_output.py DEMO POLICY DATASET TOOL: runs the C demo and compares the figures that it prints with the tool's.

The tool knows no chaining: each round is asked for on a copy of the dataset into which the rounds before it are written.
"""

import csv
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

demo, policy, dataset, tool = sys.argv[1:]
AS_OF = ("--as-of", "2025-01-31")


def asked(data, *question):
    command = [tool, *question, "--policy", policy, "--data", str(data), "--format", "json"]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def tables_of(printed):
    """Title → rows as dictionaries."""
    tables = {}
    for block in printed.split("\n\n"):
        title, _, rows = block.partition("\n")
        if title.startswith("## "):
            tables[title[3:]] = list(csv.DictReader(rows.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    return tables


def text(value):
    return {"True": "yes", "False": "no", "None": "-"}.get(str(value), str(value))


def same(printed, documents, *keys):
    """The table's columns are the document's members."""
    assert printed, keys
    expected = [{key: text(row[key]) for key in keys} for row in documents]
    assert [{key: row[key] for key in keys} for row in printed] == expected, (printed, expected)


def write_round(data, moved):
    """What the round moves, as plan changes of the dataset."""
    with open(data / "plan_changes.csv", "a", encoding="utf-8", newline="") as file:
        for sign, moves in ((-1, moved["cuts"]), (1, moved["additions"])):
            csv.writer(file).writerows(
                [move["allocation"], moved["effective"], sign * move["amount"], moved["round"]] for move in moves)


printed = subprocess.run([demo, policy, dataset], check=True, capture_output=True, encoding="utf-8").stdout
assert printed.endswith("demo: ok\n")
tables = tables_of(printed)

assessment = asked(dataset, "assess", *AS_OF)
same(tables["ranking: units"], assessment["units"], "unit", "name", "plan", "disbursed", "rank", "to_next_rank")
below = assessment["below_average"]
same(tables["months in a row below the average: below_average"], below, "unit", "flagged", "current_run", "longest_run")
months = [month for unit in below for run in unit["runs"] for month in run["months"]]
same(tables["each month of these runs: run_months"], months, "plan", "disbursed", "least_addition")
flagged = [unit for unit in below if unit["flagged"]]
assert flagged
for unit in flagged:
    for month in unit["runs"][-1]["months"]:
        assert f"[below_average.month] {unit['unit']}, {month['month']}: " in printed, (unit["unit"], month["month"])

with tempfile.TemporaryDirectory() as folder:
    data = Path(folder) / "city"
    shutil.copytree(dataset, data)
    for round_id in ("2024-06", "2024-09", "2024-11"):
        moved = asked(data, "reallocate", "--round", round_id)
        same(tables[f"{round_id}: pools"], moved["pools"], "pool", "cut", "added", "returned")
        same(tables[f"{round_id}: cuts"], moved["cuts"], "allocation", "amount")
        same(tables[f"{round_id}: additions"], moved["additions"], "allocation", "amount", "tier")
        write_round(data, moved)

subjects = asked(dataset, "evaluate", *AS_OF)["subjects"]
rated = tables["completion: subjects"]
same(rated, subjects, "unit", "subject", "class")
totals = [("-", "-") if each["total"] is None else (str(each["total"]["num"]), str(each["total"]["den"])) for each in subjects]
assert [(row["total_num"], row["total_den"]) for row in rated] == totals
assert "[evaluation.class] " in printed and "[reallocation.donor] " in printed
