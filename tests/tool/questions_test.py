#!/usr/bin/env python3
"""Questions back on the command line: what is printed, what is refused, and every answer checked by entering it."""

import csv
import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL, SOURCE = sys.argv[1], Path(sys.argv[2])
POLICY = SOURCE / "policies/lang-son-city-2024.json"
CITY = SOURCE / "docs/examples/lang-son-city-2024"


def run(*arguments, status=0):
    done = subprocess.run([TOOL, *arguments], capture_output=True, encoding="utf-8")
    assert done.returncode == status, (arguments, done.returncode, done.stderr)
    return done.stdout if status == 0 else done.stderr


def ask(command, unit, goal, *options, as_of="2024-09-30", data=CITY):
    return run(command, "--policy", POLICY, "--data", data, "--as-of", as_of, "--unit", unit, "--goal", goal, *options)


def takes(unit, goal, *options, **more):
    return json.loads(ask("what-would-it-take", unit, goal, "--format", "json", *options, **more))


def entered(folder, answer, less):
    """A copy of the city in which what an answer says has been disbursed, but so much less."""
    shutil.copytree(CITY, folder)
    spent = {each["allocation"]: each["amount"] for each in answer["spent_on"]}
    last = list(spent)[-1]
    spent[last] -= less
    with open(folder / "disbursements.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for allocation, amount in spent.items():
        before = [row for row in rows if row["allocation"] == allocation and row["month"] <= answer["month"]]
        known = max(before, key=lambda row: row["month"])
        if known["month"] < answer["month"]:
            rows.append({**known, "month": answer["month"]})
        for row in rows:
            if row["allocation"] == allocation and row["month"] >= answer["month"]:
                row["disbursed"] = str(int(row["disbursed"]) + amount)
    with open(folder / "disbursements.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


class WhatWouldItTake(unittest.TestCase):
    def verdict_on(self, answer, less, as_of):
        with tempfile.TemporaryDirectory() as parent:
            folder = Path(parent) / "city"
            entered(folder, answer, less)
            unit = answer["unit"]
            if "class" in answer["goal"]:
                subjects = json.loads(run("evaluate", "--policy", POLICY, "--data", folder, "--as-of", as_of,
                                          "--format", "json"))["subjects"]
                subject = "head" if answer["goal"].startswith("head") else "collective"
                return next(s["class"] for s in subjects if s["unit"] == unit and s["subject"] == subject)
            result = json.loads(run("assess", "--policy", POLICY, "--data", folder, "--as-of", as_of,
                                    "--format", "json"))
            own = next(each for each in result["units"] if each["unit"] == unit)
            if answer["goal"].startswith("milestone"):
                return next(m["status"] for m in own["milestones"] if m["milestone"] == answer["goal"][10:])
            if answer["goal"].startswith("rank"):
                return str(own["rank"])
            return "listed" if any(each["unit"] == unit for each in result["review"]) else "not_listed"

    def test_flips_when_entered_into_the_files_and_not_with_one_dong_less(self):
        for unit, goal, as_of in (("bql-cho", "milestone:2024-q3", "2024-09-30"), ("bql-cho", "leave-list", "2024-09-30"),
                                  ("bql-cho", "rise:3", "2024-09-30"), ("bql-cho", "head-class:completed", "2025-01-31")):
            answer = takes(unit, goal, as_of=as_of)
            self.assertEqual(answer["status"], "reachable", goal)
            self.assertEqual(self.verdict_on(answer, 0, as_of), answer["confirmed"]["applied"]["verdict"], goal)
            self.assertEqual(self.verdict_on(answer, 1, as_of), answer["confirmed"]["one_less"]["verdict"], goal)
            self.assertTrue(answer["confirmed"]["applied"]["holds"])
            self.assertFalse(answer["confirmed"]["one_less"]["holds"])

    def test_says_so_in_both_languages(self):
        self.assertIn("cần giải ngân thêm ít nhất 2.708.553.792 đồng đến hết tháng 09/2024",
                      ask("what-would-it-take", "bql-cho", "milestone:2024-q3"))
        self.assertIn("it takes at least 2,708,553,792 VND more by the end of 2024-09",
                      ask("what-would-it-take", "bql-cho", "milestone:2024-q3", "--lang", "en"))

    def test_says_what_can_not_be_reached(self):
        answer = takes("bql-cho", "class:excellent", as_of="2025-01-31")
        self.assertEqual((answer["status"], answer["addition"]), ("not_reachable", None))
        self.assertIn(answer["obstacle"], ("points", "limited"))
        self.assertTrue(answer["unmet"])


class WhyNot(unittest.TestCase):
    def test_names_what_failed_with_its_clause(self):
        text = ask("why-not", "bqlda", "class:excellent", "--lang", "en", as_of="2025-01-31")
        self.assertIn(">= 90 points [Completed excellently]: false; by clause 1.1", text)
        self.assertIn("1 < 1 [Number of violations]: false", text)

    def test_a_document_has_the_exact_differences(self):
        document = json.loads(ask("why-not", "bql-cho", "milestone:2024-q3", "--format", "json"))
        self.assertEqual([each["condition"]["distance"] for each in document["unmet"]], [2708553792])


class Questions(unittest.TestCase):
    def refused(self, status, *arguments):
        return run(*arguments, "--policy", POLICY, "--data", CITY, "--as-of", "2024-09-30", status=status)

    def test_that_can_not_be_asked_are_refused(self):
        self.assertIn("is not a goal", self.refused(2, "why-not", "--unit", "bqlda", "--goal", "rich"))
        self.assertIn("is not a goal to be reached",
                      self.refused(2, "what-would-it-take", "--unit", "bqlda", "--goal", "flagged"))
        text = self.refused(1, "why-not", "--unit", "nobody", "--goal", "class:best")
        self.assertIn("--unit: there is no unit", text)
        self.assertIn("--goal: the policy has no class", text)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
