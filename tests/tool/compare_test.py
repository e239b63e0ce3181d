#!/usr/bin/env python3
"""What an officer reads of a comparison: which verdicts differ, by which change, and what is wrong with the usage."""

import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL, SOURCE = sys.argv[1], Path(sys.argv[2])
POLICY = SOURCE / "policies/lang-son-city-2024.json"
DATA = SOURCE / "docs/examples/lang-son-city-2024"


def run(*options):
    return subprocess.run([TOOL, "compare", *options], capture_output=True, encoding="utf-8", check=False)


class Compare(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        policy = json.loads(POLICY.read_text(encoding="utf-8"))
        policy["below_average"]["months"] = 4
        policy["evaluation"]["criteria"][0]["weight"] = 4
        policy["title"]["en"] = "Another"
        self.other = Path(self.folder.name) / "other.json"
        self.other.write_text(json.dumps(policy, ensure_ascii=False), encoding="utf-8")

    def test_two_policies(self):
        compared = run("--policy", POLICY, "--policy", self.other, "--data", DATA, "--format", "json")
        self.assertEqual(compared.returncode, 0, compared.stderr)
        document = json.loads(compared.stdout)
        self.assertEqual([c["pointer"] for c in document["changes"] if not c["wording"]],
                         ["/below_average/months", "/evaluation/criteria/ratio/weight"])
        self.assertEqual(document["a"]["as_of"], "2025-01-31")
        numbers = {c["pointer"]: i + 1 for i, c in enumerate(document["changes"])}
        first = next(d for d in document["differences"] if d["kind"] == "first_flagged")
        self.assertEqual(first["changes"], [numbers["/below_average/months"]])
        self.assertEqual(first["cause"], "smallest")
        self.assertEqual(first["a"]["cite"]["clause"], "4.2")
        classed = next(d for d in document["differences"] if d["kind"] == "class")
        self.assertEqual(classed["changes"], [numbers["/evaluation/criteria/ratio/weight"]])
        for total in document["totals"]:
            shares = sum(s["share"]["num"] / s["share"]["den"] for s in total["shares"])
            self.assertAlmostEqual(shares, total["difference"]["num"] / total["difference"]["den"])
        self.assertEqual(document["rubrics"]["equivalence"], "different")
        again = run("--policy", POLICY, "--policy", self.other, "--data", DATA, "--format", "json")
        self.assertEqual(again.stdout, compared.stdout)

    def test_two_days_in_both_languages(self):
        days = ("--policy", POLICY, "--data", DATA, "--as-of", "2024-05-31", "--as-of", "2024-06-30")
        english = run(*days, "--lang", "en").stdout
        self.assertIn("1. day of the assessment: 2024-05-31 → 2024-06-30", english)
        self.assertIn("Verdicts that differ", english)
        vietnamese = run(*days).stdout
        self.assertIn("Kết luận khác nhau", vietnamese)
        self.assertIn("xếp hạng", vietnamese)

    def test_two_datasets(self):
        data = Path(self.folder.name) / "data"
        shutil.copytree(DATA, data)
        lines = (data / "disbursements.csv").read_text(encoding="utf-8").splitlines()
        cells = lines[-1].split(",")
        cells[2] = str(int(cells[2]) + 1)
        (data / "disbursements.csv").write_text("\n".join(lines[:-1] + [",".join(cells)]) + "\n", encoding="utf-8")
        compared = run("--policy", POLICY, "--data", DATA, "--data", data, "--format", "json")
        document = json.loads(compared.stdout)
        self.assertEqual(len(document["changes"]), 1)
        change = document["changes"][0]
        self.assertEqual((change["file"], change["column"]), ("disbursements.csv", "disbursed"))
        self.assertEqual(change["row"]["allocation"], cells[0])
        self.assertEqual(int(change["after"]), int(change["before"]) + 1)
        total = next(t for t in document["totals"] if t["total"] == "disbursed")
        self.assertEqual(total["shares"][0]["share"]["num"], 1)

    def test_rubrics(self):
        same = run("--rubrics", POLICY, POLICY, "--lang", "en")
        self.assertEqual(same.stdout, "The two rubrics: equivalent for all figures\n")
        other = run("--rubrics", POLICY, self.other, "--format", "json")
        document = json.loads(other.stdout)
        self.assertEqual(document["equivalence"], "different")
        example = document["counterexample"]
        self.assertNotEqual(example["a"]["class"], example["b"]["class"])
        without = run("--rubrics", POLICY, SOURCE / "policies/priority-2024.json")
        self.assertEqual(without.returncode, 1)
        self.assertIn("/evaluation", without.stderr)

    def test_rubrics_that_read_a_metric_in_a_table_and_in_a_quotient(self):
        """No proof is at hand there, but figures that tell them apart are."""
        text = {"vi": "a", "en": "b"}
        metrics = ["plan", "grade"]
        rows = [{"when": [{"metric": "plan", "to": 100}], "points": 0},
                {"when": [{"metric": "plan", "from": 100}, {"metric": "grade", "to": 2}], "points": 1},
                {"when": [{"metric": "plan", "from": 100}, {"metric": "grade", "from": 2}], "points": 2}]
        quotient = {"id": "q", "title": text, "missing": "zero", "metric": "disbursed", "over": "plan",
                    "bands": [{"to": "50%", "points": 0}, {"from": "50%", "points": 10}]}
        files = []
        for points in (1, 5):
            rows[1]["points"] = points
            rubric = {"basis": "current", "host_metrics": [{"id": "grade", "title": text, "values": [1, 2, 3]}],
                      "criteria": [quotient, {"id": "t", "title": text, "missing": "zero", "table": {"metrics": metrics, "rows": rows}}],
                      "classes": [{"id": "good", "title": text, "from": 5}, {"id": "rest", "title": text, "to": 5}]}
            files.append(Path(self.folder.name) / f"rubric-{points}.json")
            files[-1].write_text(json.dumps({"schema": 1, "id": "p", "title": text, "year": 2024, "averages": [],
                                             "bases": [{"id": "current", "title": text, "plan": "current"}],
                                             "disbursement": {"basis": "current"}, "evaluation": rubric}), encoding="utf-8")
        document = json.loads(run("--rubrics", *files, "--format", "json").stdout)
        self.assertEqual("different", document["equivalence"])
        example = document["counterexample"]
        self.assertEqual({"good", "rest"}, {example["a"]["class"], example["b"]["class"]})
        same = json.loads(run("--rubrics", files[0], files[0], "--format", "json").stdout)
        self.assertEqual("not_decided", same["equivalence"])

    def test_wrong_usage_and_wrong_input(self):
        self.assertEqual(run().returncode, 2)
        self.assertEqual(run("--policy", POLICY).returncode, 2)
        self.assertEqual(run("--rubrics", POLICY, self.other, "--policy", POLICY).returncode, 2)
        missing = run("--policy", POLICY, "--policy", "nowhere.json", "--data", DATA, "--data", "nothing")
        self.assertEqual(missing.returncode, 1)
        self.assertIn("nowhere.json", missing.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
