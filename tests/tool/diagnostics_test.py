#!/usr/bin/env python3
"""diagnostics_test.py TOOL SOURCES: nothing that policy and dataset say is dropped without a word."""

import csv
import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL, SOURCES = sys.argv[1], Path(sys.argv[2])
POLICIES = SOURCES / "policies"
POLICY = POLICIES / "lang-son-city-2024.json"
CITY = SOURCES / "docs" / "examples" / "lang-son-city-2024"
AS_OF = ("--as-of", "2024-09-30")


def run(*arguments):
    return subprocess.run([TOOL, *map(str, arguments)], capture_output=True, encoding="utf-8", check=False)


class Copy(unittest.TestCase):
    """A copy of the example city, to be spoiled."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "city"
        shutil.copytree(CITY, self.folder)
        self.policy = Path(folder.name) / "policy.json"
        self.rules = json.loads(POLICY.read_text(encoding="utf-8"))

    def append(self, table, *rows):
        path = self.folder / f"{table}.csv"
        with open(path, "a", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)

    def table(self, table, header, *rows):
        (self.folder / f"{table}.csv").write_text(header + "\n", encoding="utf-8")
        self.append(table, *rows)

    def ask(self, command, *more):
        self.policy.write_text(json.dumps(self.rules, ensure_ascii=False), encoding="utf-8")
        return run(command, "--policy", self.policy, "--data", self.folder, *AS_OF, *more)


class Unmatched(Copy):
    def test_what_the_city_records_and_its_policy_reads_nowhere(self):
        found = json.loads(self.ask("assess", "--format", "json").stdout)["unmatched"]
        self.assertEqual([(each["finding"], each["named"]) for each in found],
                         [("event_type", "settlement"), ("event_type", "tabmis_entry"), ("event_unit", "phong-tckh"),
                          ("revenue_source", "xskt")])
        self.assertEqual(json.loads(self.ask("obligations", "--format", "json").stdout)["unmatched"], found)

    def test_one_finding_a_reason_with_the_rows_and_what_was_meant(self):
        with open(self.folder / "allocations.csv", encoding="utf-8") as file:
            owner = next(csv.DictReader(file))["owner"]
        self.append("events", (owner, "repotr", "2024-04", "2024-05-05", "", ""),
                    (owner, "repotr", "2024-05", "2024-06-05", "", ""),
                    (owner, "total_investment_raised", "", "2024-06-06", "5", ""),
                    (owner, "total_investment_raised", "da-999", "2024-06-07", "5", ""))
        self.append("ledgers", ("kv-001", "2024-03", "Owner", "1", "1"), ("kv-001", "2024-04", "Owner", "1", "1"))
        found = {(each["finding"], each["named"]): each
                 for each in json.loads(self.ask("assess", "--format", "json").stdout)["unmatched"]}
        self.assertLessEqual({("event_type", "repotr"), ("event_project", ""), ("event_project", "da-999"),
                              ("ledger_system", "Owner")}, set(found))
        repotr = found["event_type", "repotr"]
        self.assertEqual((repotr["file"], repotr["count"], repotr["first"]),
                         ("events.csv", 2, f"{owner},repotr,2024-04,2024-05-05"))
        self.assertEqual(found["ledger_system", "Owner"]["meant"], "owner")
        for command in ("assess", "obligations", "evaluate"):
            text = self.ask(command, "--lang", "en").stdout
            self.assertIn('ledgers.csv: the system "Owner" is not compared (2 rows, the first: kv-001,2024-03,Owner); '
                          'did you mean "owner"?', text, command)
            self.assertIn('events.csv: no section reads events of the type "repotr" (2 rows', text, command)
        text = self.ask("assess", "--lang", "en").stdout
        self.assertIn("  - an event that names no project (", text)
        self.assertIn("  - a project that projects.csv hasn't: da-999 (", text)
        self.assertNotIn("  - :", text)

    def test_a_kind_that_no_unit_is_of(self):
        self.rules["obligations"]["duties"][0]["applies_to"] = {"kind": ["owners"]}
        self.assertIn('no unit is of the kind "owners", which "', self.ask("obligations", "--lang", "en").stdout)
        self.assertIn('không đơn vị nào thuộc loại "owners"', self.ask("assess").stdout)


class Inputs(Copy):
    def test_a_policy_without_an_evaluation_is_wrong_input(self):
        del self.rules["evaluation"]
        result = self.ask("evaluate")
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        self.assertIn("[evaluation.no_section]", result.stderr)

    def test_a_dataset_of_another_year_is_one_problem(self):
        for policy in ("hcmc-2023.json", "hai-phong-212-2025.json"):
            result = run("evaluate", "--policy", POLICIES / policy, "--data", self.folder, *AS_OF)
            self.assertEqual(result.returncode, 1)
            self.assertEqual(result.stderr.count("[dataset."), 1, result.stderr)
            self.assertIn("[dataset.other_year]", result.stderr)
            self.assertIn("are of the budget year 2024", result.stderr)


class Metrics(Copy):
    """The rubric reads a figure of the host's own in a criterion and in a cap."""

    def setUp(self):
        super().setUp()
        rubric = self.rules["evaluation"]
        text = {"vi": "Việc", "en": "Tasks"}
        rubric["host_metrics"] = [{"id": "tasks", "title": text}]
        self.criterion = {"id": "tasks", "title": text, "metric": "tasks", "missing": "zero",
                          "bands": [{"to": 1, "points": 0}, {"from": 1, "points": 5}]}
        rubric["criteria"].append(self.criterion)
        rubric.setdefault("caps", []).append(
            {"id": "few", "title": {"vi": "Ít việc", "en": "Few tasks"}, "class": "good",
             "when": [{"metric": "tasks", "operator": "<", "value": 1}]})
        with open(self.folder / "units.csv", encoding="utf-8") as file:
            self.owners = [row["unit"] for row in csv.DictReader(file) if row["kind"] == "owner"]

    def test_a_metric_that_nobody_has_is_named_with_what_that_does(self):
        self.table("metrics", "unit,metric,value")
        text = self.ask("evaluate", "--lang", "en").stdout
        line = next(line for line in text.splitlines() if "no unit has a figure of" in line)
        self.assertIn(f'"Tasks" (tasks), {len(self.owners)} units lack it; "Tasks": no points; '
                      '"Few tasks": not decided, holds for nobody; add the rows to metrics.csv', line)
        metric = json.loads(self.ask("evaluate", "--format", "json").stdout)["metrics_without_figures"][0]
        self.assertEqual((metric["metric"], metric["units"]), ("tasks", len(self.owners)))
        self.assertEqual(metric["readers"], [{"part": "criterion", "id": "tasks", "effect": "no_points"},
                                             {"part": "cap", "id": "few", "effect": "never_holds"}])

    def test_a_metric_that_a_criterion_cannot_do_without_fails_with_all_units(self):
        self.criterion["missing"] = "error"
        self.table("metrics", "unit,metric,value", (self.owners[0], "tasks", 1))
        result = self.ask("evaluate")
        self.assertEqual(result.returncode, 1)
        self.assertIn("[evaluation.missing_metric]", result.stderr)
        self.assertIn(f"{len(self.owners) - 1} units lack", result.stderr)
        self.assertIn(", ".join(sorted(self.owners[1:])), result.stderr)
        self.assertIn("ĐÁNH GIÁ", result.stdout, "what could be rated is printed all the same")
        self.table("metrics", "unit,metric,value", *((owner, "tasks", 1) for owner in self.owners))
        self.assertEqual(self.ask("evaluate").returncode, 0)

    def test_a_figure_that_the_engine_computes_is_not_the_hosts_to_give(self):
        self.append("metrics", (self.owners[0], "final_ratio", "0.9"), (self.owners[0], "taks", "1"))
        text = self.ask("evaluate", "--lang", "en").stdout
        self.assertIn('does not use "final_ratio" (1 row): the engine computes it itself; delete the rows', text)
        self.assertIn('does not use "taks" (1 row); mend the name, delete the rows, or declare it', text)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
