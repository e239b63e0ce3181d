#!/usr/bin/env python3
"""What an officer reads of an evaluation by the published rubrics: each step, what was left out, and why."""

import csv
import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL, SOURCE = sys.argv[1], Path(sys.argv[2])
COLUMNS = {
    "units": ("unit", "name", "kind", "parent"),
    "allocations": ("allocation", "project", "owner", "locality", "source", "programme", "carried_from", "plan"),
    "disbursements": ("allocation", "month", "disbursed", "kind"),
    "metrics": ("unit", "metric", "value"),
}


def evaluate(policy, as_of, units, *options):
    """The text of an evaluation."""
    return run("evaluate", policy, as_of, units, *options)


def explain(policy, as_of, units):
    """The evidence of the first unit."""
    return json.loads(run("explain", policy, as_of, units, "--unit", next(iter(units)), "--format", "json"))["evidence"]


def run(command, policy, as_of, units, *options):
    """What a command prints: units are {unit: (plan, disbursed in December, {metric: value})}."""
    tables = {
        "units": [{"unit": unit, "kind": "owner"} for unit in units],
        "allocations": [{"allocation": unit, "project": unit, "owner": unit, "plan": plan}
                        for unit, (plan, _, _) in units.items()],
        "disbursements": [{"allocation": unit, "month": as_of[:7], "disbursed": disbursed}
                          for unit, (_, disbursed, _) in units.items()],
        "metrics": [{"unit": unit, "metric": metric, "value": value}
                    for unit, (_, _, metrics) in units.items() for metric, value in metrics.items()],
    }
    with tempfile.TemporaryDirectory() as folder:
        for table, rows in tables.items():
            with open(Path(folder) / f"{table}.csv", "w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, COLUMNS[table])
                writer.writeheader()
                writer.writerows(rows)
        return subprocess.run([TOOL, command, "--policy", SOURCE / "policies" / policy, "--data", folder,
                               "--as-of", as_of, *options], check=True, capture_output=True, encoding="utf-8").stdout


def summary(text):
    """The list of subjects, and what went before how each came about."""
    return re.split("CÁCH TÍNH ĐIỂM|HOW POINTS", text)[0]


def rating(text, unit, subject):
    """How the points and class of one subject came about."""
    return re.search(rf"\n{unit} – {subject}\n((?:  .*\n)+)", text).group(1)


def line(text, *parts):
    """The one line of the text that has all the parts."""
    found = [each for each in text.splitlines() if all(part in each for part in parts)]
    assert len(found) == 1, (parts, found)
    return found[0]


class HoChiMinhCity(unittest.TestCase):
    def evaluate(self, units, *options):
        return evaluate("hcmc-2023.json", "2023-12-31", units, *options)

    def test_each_step_names_its_clause(self):
        text = self.evaluate({"a": (1000, 499, {"proposed_class": 4, "proposals_to_cut": 0})}, "--lang", "en")
        for part in ("Disbursed below 80 %: completed well at most → Completed well (press report post107133",
                     "Disbursed below 50 %: completed at most → Completed (press report post107133"):
            self.assertIn(part, line(summary(text), "a  ", "collective"))

    def test_each_criterion_and_each_step_shows_how_it_came_about(self):
        units = {"a": (1000, 499, {"proposed_class": 4, "proposals_to_cut": 0})}
        english = rating(self.evaluate(units, "--lang", "en"), "a", "collective")
        self.assertRegex(english, r"4 +from 4 +4 +1 +4  press report post107133")
        self.assertIn("  Total: 4\n", english)
        self.assertRegex(english, r"1\. By points: → Completed excellently; 4 points >= 4 points – press report")
        self.assertRegex(english, r"2\. Cap \"[^\"]+80 %[^\"]+\": Completed excellently → Completed well; "
                         r"Disbursement[^:]+: 49.90 % \(499 / 1,000 VND\) < 80.00 % – press report")
        vietnamese = rating(self.evaluate(units), "a", "tập thể")
        self.assertRegex(vietnamese, r"4 +từ 4 +4 +1 +4  ")
        self.assertIn("  Tổng điểm: 4\n", vietnamese)
        self.assertIn("2. Mức trần \"", vietnamese)

    def test_two_ratios_that_differ_do_not_read_the_same(self):
        text = self.evaluate({"a": (10**9, 8 * 10**8 - 1, {"proposed_class": 4, "proposals_to_cut": 0})})
        self.assertIn("79,9999999 % (799.999.999 / 1.000.000.000 đồng) < 80,0000000 %", text)

    def test_a_step_that_could_not_be_decided_says_so(self):
        units = {"a": (0, 0, {"proposed_class": 4, "proposals_to_cut": 0})}
        self.assertIn("→ không xét được, thiếu số liệu: Tỷ lệ giải ngân", self.evaluate(units))
        self.assertIn("→ not decided, no figure of: Disbursement ratio", self.evaluate(units, "--lang", "en"))

    def test_metrics_that_nobody_provides_or_reads_are_named(self):
        units = {"a": (1000, 990, {"proposed_class": 4, "proposal_to_cut": 0})}
        text = self.evaluate(units, "--lang", "en")
        line(text, "! metrics.csv: no unit has a figure of", "(proposals_to_cut)")
        line(text, "! metrics.csv: the policy does not use \"proposal_to_cut\"")
        document = json.loads(self.evaluate(units, "--format", "json"))
        self.assertEqual(document["unprovided_metrics"], ["proposals_to_cut"])
        self.assertEqual(document["unread_metrics"], ["proposal_to_cut"])


class HaiPhong(unittest.TestCase):
    FULL = {"general_points": 20, "other_result_points": 10, "excellent_conditions_unmet": 0, "disqualifying_cases": 0,
            **{f"{section}_{key}": 10 for section in ("s3", "s4") for key in ("assigned", "done", "on_quality", "on_time")},
            "par_index": 80, "par_index_average": 80}

    def evaluate(self, *options):
        return evaluate("hai-phong-212-2025.json", "2025-12-31", {"a": (1000, 500, self.FULL)}, *options)

    def test_only_heads_have_a_line(self):
        text = self.evaluate("--lang", "en")
        self.assertIn("100.00", line(text, "a  ", "head"))
        self.assertNotIn("collective", text.split("ASSUMED BY THE POLICY")[0])

    def test_what_dropped_out_has_its_reason_and_clause_and_the_rest_its_factor(self):
        text = rating(self.evaluate("--lang", "en"), "a", "head")
        row = line(text, "Disbursement reaches the target assigned")
        self.assertRegex(row, r"–  dropped \(no figure of: Disbursement target assigned \(a ratio: 0.9 is 90 %\)\) +– ")
        self.assertIn("chú thích 7", row)
        self.assertIn("in proportion, at most 5", line(text, "Section 3: quantity"))
        self.assertIn("  Sum of points × weight: 82\n  Rescaled, part 5: 2 × 10 = 20\n  Total: 100\n", text)

    def test_what_dropped_out_is_explained_by_its_clause(self):
        assigned = [each for each in explain("hai-phong-212-2025.json", "2025-12-31", {"a": (1000, 500, self.FULL)})
                    if each["rule"] == "evaluation.assigned"]
        self.assertEqual({each["cite"]["clause"] for each in assigned}, {"5, chú thích 7"})
        self.assertIn("disbursement_target", [each["object"] for each in assigned])

    def test_what_was_not_assigned_is_named(self):
        dropped = line(self.evaluate("--lang", "en"), "- a (head): ")
        self.assertIn("\"Disbursement reaches the target assigned\"", dropped)
        self.assertNotIn("PAR INDEX", dropped)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
