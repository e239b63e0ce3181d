#!/usr/bin/env python3
"""Decision tables of others (tests/data/tables) through `giaingan check` and `giaingan evaluate`.

Each is said in our format. What check finds is held against brute force over every point that the table can tell
apart, against the gaps and overlaps that an open analyser publishes of it, and, where our hit policy can say the
table, against the published results.
"""

import csv
import json
import os
import subprocess
import tempfile
import unittest
from fractions import Fraction
from itertools import combinations, product
from pathlib import Path

SOURCE = Path(os.environ["GIAINGAN_SOURCE"])
TOOL = os.environ["GIAINGAN_TOOL"]
FOLDER = SOURCE / "tests/data/tables"
TABLES = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.json"))}
TEXT = {"vi": "a", "en": "b"}
# Our tables are unique: of the others the check alone says something, for loading refuses their overlaps.
EVALUATED = {"tck_0004", "tck_0010", "tck_0115", "tck_0116"}


def policy(table):
    """A policy whose rubric is the table; classes hold every total."""
    return {"schema": 1, "id": "p", "title": TEXT, "year": 2024,
            "bases": [{"id": "current", "title": TEXT, "plan": "current"}],
            "averages": [], "disbursement": {"basis": "current"},
            "evaluation": {"basis": "current", "host_metrics": table["host_metrics"], "criteria": table["criteria"],
                           "classes": [{"id": "all", "title": TEXT}]}}


def run(*arguments):
    return subprocess.run([TOOL, *arguments], capture_output=True, encoding="utf-8", check=False)


def check(table):
    """The faults that check finds, as its document has them."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "policy.json"
        file.write_text(json.dumps(policy(table)), encoding="utf-8")
        done = run("check", "--policy", file, "--format", "json")
    assert done.stdout, done.stderr
    found = json.loads(done.stdout)["cover_faults"]
    assert done.returncode == (1 if found else 0), done
    return found


def exact(number):
    return Fraction(number["num"], number["den"]) if isinstance(number, dict) else Fraction(number)


def holds(cell, number):
    """Whether a cell of a row takes a number; no cell takes every number."""
    if cell is None:
        return True
    if "values" in cell:
        return number in [Fraction(value) for value in cell["values"]]
    includes = cell.get("includes", "from")
    if "from" in cell and not (number >= Fraction(cell["from"]) if includes in ("from", "both") else number > Fraction(cell["from"])):
        return False
    return "to" not in cell or (number <= Fraction(cell["to"]) if includes in ("to", "both") else number < Fraction(cell["to"]))


def in_side(side, number):
    """Whether a number lies in a side of a box that check has found."""
    if "from" in side and not (number >= exact(side["from"]) if side["from_included"] else number > exact(side["from"])):
        return False
    return "to" not in side or (number <= exact(side["to"]) if side["to_included"] else number < exact(side["to"]))


def in_cells(metrics, cells, point):
    named = {cell["metric"]: cell for cell in cells}
    return all(holds(named.get(metric), number) for metric, number in zip(metrics, point))


def points(table, criterion):
    """Of each metric every bound and a number between and beyond them, in the values that it can have."""
    metrics = criterion["table"]["metrics"]
    cells = [cell for row in criterion["table"]["rows"] for cell in row.get("when", [])]
    axes = []
    for metric in metrics:
        domain = next(each for each in table["host_metrics"] if each["id"] == metric)
        bounds = {Fraction(cell[key]) for cell in cells if cell["metric"] == metric for key in ("from", "to") if key in cell}
        bounds |= {Fraction(value) for cell in cells if cell["metric"] == metric for value in cell.get("values", [])}
        bounds |= {Fraction(domain[key]) for key in ("from", "to") if key in domain}
        if "values" in domain:
            axes.append([Fraction(value) for value in domain["values"]])
            continue
        rising = sorted(bounds)
        numbers = rising + [(a + b) / 2 for a, b in zip(rising, rising[1:])] + [rising[0] - 1, rising[-1] + 1]
        axes.append([n for n in numbers if holds({"includes": "both", **{k: domain[k] for k in ("from", "to") if k in domain}}, n)])
    return metrics, list(product(*axes))


class DecisionTables(unittest.TestCase):
    maxDiff = None

    def of_criterion(self, faults, criterion, kind):
        return [fault for fault in faults if fault["criterion"] == criterion["id"] and fault["kind"] == kind]

    def test_are_found_faulty_where_every_point_says_so(self):
        for name, table in TABLES.items():
            faults = check(table)
            for criterion in table["criteria"]:
                if "table" not in criterion:
                    continue
                with self.subTest(table=name, criterion=criterion["id"]):
                    self.hold_against_points(table, criterion, faults)

    def hold_against_points(self, table, criterion, faults):
        metrics, every = points(table, criterion)
        gaps = self.of_criterion(faults, criterion, "gap")
        overlaps = self.of_criterion(faults, criterion, "overlap")
        rows = criterion["table"]["rows"]
        needed = [False] * len(gaps)
        meeting = set()
        for point in every:
            taken = [row["id"] for row in rows if in_cells(metrics, row.get("when", []), point)]
            inside = [i for i, gap in enumerate(gaps) if all(map(in_side, gap["where"], point))]
            self.assertEqual(bool(inside), not taken, point)
            if len(inside) == 1:
                needed[inside[0]] = True
            meeting |= set(combinations(taken, 2))
        self.assertTrue(all(needed), "a gap could be left out")
        named = {pair for overlap in overlaps for pair in combinations(overlap["rows"], 2)}
        self.assertEqual(meeting, named)
        for gap in gaps:
            witness = [exact(side["witness"]) for side in gap["where"]]
            self.assertFalse(any(in_cells(metrics, row.get("when", []), witness) for row in rows))
        for overlap in overlaps:
            witness = [exact(side["witness"]) for side in overlap["where"]]
            self.assertEqual(overlap["rows"], [row["id"] for row in rows if in_cells(metrics, row.get("when", []), witness)])

    def test_have_the_gaps_and_overlaps_that_are_published_of_them(self):
        compared = 0
        for name, table in TABLES.items():
            published = table.get("published")
            if published is None:
                continue
            compared += 1
            criterion = table["criteria"][0]
            with self.subTest(table=name):
                faults = check(table)
                metrics, every = points(table, criterion)
                gaps = self.of_criterion(faults, criterion, "gap")
                for point in every:
                    self.assertEqual(any(all(map(in_side, gap["where"], point)) for gap in gaps),
                                     any(in_cells(metrics, gap, point) for gap in published["gaps"]), point)
                self.assertLessEqual(len(gaps), len(published["gaps"]))
                if "overlaps" in published:
                    overlaps = self.of_criterion(faults, criterion, "overlap")
                    self.assertEqual([each["rows"] for each in published["overlaps"]], [each["rows"] for each in overlaps])
                    for ours, theirs in zip(overlaps, published["overlaps"]):
                        for point in every:
                            self.assertEqual(all(map(in_side, ours["where"], point)), in_cells(metrics, theirs["where"], point))
                if "covered" in published:
                    covered = self.of_criterion(faults, criterion, "covered")
                    self.assertEqual(published["covered"], [each["rows"][0] for each in covered])
        self.assertEqual(10, compared)

    def test_merge_what_is_published_piece_by_piece(self):
        self.assertEqual(17, len(TABLES["gaps_and_overlaps_1"]["published"]["gaps"]))
        self.assertEqual(11, len([f for f in check(TABLES["gaps_and_overlaps_1"]) if f["kind"] == "gap"]))
        self.assertEqual(["overlap"], [f["kind"] for f in check(TABLES["speed_8_columns_100_rows"]) if len(f["rows"]) > 1])

    def test_give_the_published_results(self):
        evaluated = set()
        for name, table in TABLES.items():
            if "cases" not in table:
                continue
            evaluated.add(name)
            with self.subTest(table=name):
                self.hold_results(table)
        self.assertEqual(EVALUATED, evaluated)

    def hold_results(self, table):
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder)
            (data / "policy.json").write_text(json.dumps(policy(table)), encoding="utf-8")
            cases = {case["id"]: case for case in table["cases"]}
            (data / "units.csv").write_text("unit,name,kind,parent\n" + "".join(f"{i},{i},owner,\n" for i in cases), encoding="utf-8")
            (data / "allocations.csv").write_text(
                "allocation,project,owner,locality,source,programme,carried_from,plan\n"
                + "".join(f"a{i},,{i},,land,,,1000\n" for i in cases), encoding="utf-8")
            (data / "metrics.csv").write_text("unit,metric,value\n" + "".join(
                f"{i},{metric},{value}\n" for i, case in cases.items() for metric, value in case["inputs"].items()),
                encoding="utf-8")
            done = run("evaluate", "--policy", data / "policy.json", "--data", data, "--as-of", "2024-12-31", "--format", "json")
        self.assertEqual(0, done.returncode, done.stderr)
        subjects = {each["unit"]: each for each in json.loads(done.stdout)["subjects"]}
        self.assertEqual(cases.keys(), subjects.keys())
        for name, case in cases.items():
            given = {each["criterion"]: exact(each["points"]) for each in subjects[name]["criteria"]}
            for criterion, expected in case.get("points", {}).items():
                self.assertEqual(expected, given[criterion], name)
            if "total" in case:
                self.assertEqual(case["total"], exact(subjects[name]["total"]), name)

    def test_are_all_accounted_for(self):
        tck = {name for name, table in TABLES.items() if table["source_key"] == "DMN-TCK"}
        self.assertEqual(17, len(tck))
        for name in tck - EVALUATED:  # refused, for rows of theirs overlap
            self.assertTrue(any(fault["kind"] == "overlap" for fault in check(TABLES[name])), name)
        here = [Path(table["path"]).name for table in TABLES.values() if table["source_key"] == "KIE-DTA"]
        with (FOLDER / "left_out.csv").open(encoding="utf-8", newline="") as file:
            left_out = list(csv.DictReader(file))
        self.assertTrue(all(row["reason"] for row in left_out))
        self.assertEqual(83, len(set(here) | {row["file"] for row in left_out}))
        self.assertEqual((11, 72), (len(here), len(left_out)))
        readme = (SOURCE / "tests/data/README.md").read_text(encoding="utf-8")
        for said in ("17 directories", "4 of them", "11 tables", "72 others"):
            self.assertIn(said, readme)


if __name__ == "__main__":
    unittest.main()
