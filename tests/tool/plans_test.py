#!/usr/bin/env python3
"""plans_test.py TOOL SOURCES: plans backed by revenue and medium-term plans, on the example city."""

import csv
import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL, SOURCES = sys.argv[1], Path(sys.argv[2])
POLICY = SOURCES / "policies" / "lang-son-city-2024.json"
CITY = SOURCES / "docs" / "examples" / "lang-son-city-2024"
INPUTS = ("--policy", POLICY, "--data", CITY)
AS_OF = ("--as-of", "2024-09-30")


def run(*arguments):
    return subprocess.run([TOOL, *map(str, arguments)], capture_output=True, encoding="utf-8", check=False)


class Revenue(unittest.TestCase):
    """Plans backed by revenue."""

    def changed(self, change):
        document = json.loads(POLICY.read_text(encoding="utf-8"))
        change(document)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "policy.json"
            file.write_text(json.dumps(document), encoding="utf-8")
            return run("revenue", "--policy", file, "--data", CITY, *AS_OF)

    def test_a_policy_without_the_section_is_refused(self):
        refused = self.changed(lambda policy: policy.pop("revenue"))
        self.assertEqual((refused.returncode, refused.stdout), (1, ""))
        self.assertIn("/revenue: the policy says nothing of plans that are backed by revenue", refused.stderr)

    def test_an_unknown_level_is_refused_at_its_pointer(self):
        refused = self.changed(lambda policy: policy["revenue"].update(level="ownr"))
        self.assertEqual((refused.returncode, refused.stdout), (1, ""))
        self.assertIn("/revenue/level: the dataset has no level \"ownr\"", refused.stderr)
        refused = self.changed(lambda policy: policy["revenue"]["sources"][0].update(level="ownr"))
        self.assertIn("/revenue/sources/0/level: the dataset has no level \"ownr\"", refused.stderr)

    def test_text_says_what_the_document_says(self):
        document = json.loads(run("revenue", *INPUTS, *AS_OF, "--format", "json").stdout)
        source = document["sources"][0]
        self.assertEqual(source["shortfall"], source["plans"] - source["expected"] - source["offset"])
        self.assertEqual(source["cut"], sum(cut["amount"] for cut in source["cuts"]))
        self.assertEqual(source["cut"], -sum(change["change"] for change in document["plan_changes"]))
        for language, mark in (("vi", "."), ("en", ",")):
            text = run("revenue", *INPUTS, *AS_OF, "--lang", language).stdout
            for key in ("plans", "estimated", "collected", "offset", "shortfall", "cut", "uncovered"):
                self.assertIn(f"{source[key]:,}".replace(",", mark), text, key)
            for cut in source["cuts"]:
                self.assertRegex(text, rf"{cut['allocation']} .* {cut['amount']:,}".replace(",", mark.replace(".", r"\.")))
            self.assertIn(f"{source['ledger']['ceiling']:,}".replace(",", mark), text)
            self.assertRegex(text, rf"\n  TABMIS: .*{source['ledger']['ceiling']:,}".replace(",", mark.replace(".", r"\.")))
            self.assertNotIn("tabmis:", text)
            total = rf"\n  (Cộng|Total) .* {source['cut']:,} *\n".replace(",", mark.replace(".", r"\."))
            self.assertRegex(text, total)
            self.assertRegex(text, r"\n  (Lưu ý|Note): [^\n]*: xskt\n")
            places = [text.index(f"  {cut['allocation']} ") for tier in source["tiers"] for cut in source["cuts"]
                      if cut["tier"] == tier["tier"]]
            self.assertEqual(places, sorted(places))  # by tier, in the order of cuts

    def test_allocations_without_a_row_in_the_ledger_are_named_in_one_line(self):
        with tempfile.TemporaryDirectory() as folder:
            city = shutil.copytree(CITY, Path(folder) / "city")
            lines = (city / "ledgers.csv").read_text(encoding="utf-8").splitlines(keepends=True)
            lacking = [cut["allocation"] for cut in json.loads(
                run("revenue", *INPUTS, *AS_OF, "--format", "json").stdout)["sources"][0]["cuts"][:2]]
            (city / "ledgers.csv").write_text(
                "".join(line for line in lines if line.split(",")[0] not in lacking), encoding="utf-8")
            inputs = ("--policy", POLICY, "--data", city)
            document = json.loads(run("revenue", *inputs, *AS_OF, "--format", "json").stdout)
            self.assertEqual([each["subject"] for each in document["findings"] if each["finding"] == "no_ledger_row"],
                             sorted(lacking))
            self.assertIn(": " + ", ".join(sorted(lacking)) + "\n", run("revenue", *inputs, *AS_OF).stdout)


class MediumTerm(unittest.TestCase):
    """Adjustments of the medium-term plan."""

    def test_an_unknown_adjustment_is_refused_and_the_known_ones_are_listed(self):
        refused = run("medium-term", *INPUTS, "--round", "2024-06")
        self.assertEqual((refused.returncode, refused.stdout), (1, ""))
        self.assertIn("/medium_term/adjustments: the policy has no adjustment \"2024-06\"; expected one of trung-han-2024",
                      refused.stderr)

    def test_text_says_what_the_document_says(self):
        document = json.loads(run("medium-term", *INPUTS, "--round", "trung-han-2024", "--format", "json").stdout)
        self.assertTrue(document["donors"])
        for language, mark in (("vi", "."), ("en", ",")):
            text = run("medium-term", *INPUTS, "--round", "trung-han-2024", "--lang", language).stdout
            for donor in document["donors"]:
                self.assertRegex(text, rf"\({donor['project']}\) .* {donor['release']:,} ".replace(",", mark.replace(".", r"\.")))

    def test_grounds_and_refusals_are_in_words_and_cite(self):
        allocations = csv.DictReader((CITY / "allocations.csv").read_text(encoding="utf-8").splitlines())
        of_project = {row["project"]: row["allocation"] for row in allocations}
        with tempfile.TemporaryDirectory() as folder:
            city = shutil.copytree(CITY, Path(folder) / "city")
            asking = [f"{of_project[project]},trung-han-2024,1000000,1000000\n"
                      for project in ("da-001", "da-008")]  # held up; settled
            (city / "requests.csv").write_text("allocation,round,requested,absorbable\n" + "".join(asking),
                                               encoding="utf-8")
            with (city / "events.csv").open("a", encoding="utf-8") as events:
                events.write("bqlda,planning_problem,da-001,2024-07-01,,\nbqlda,planning_problem,da-xyz,2024-07-02,,\n")
            adjusted = ("medium-term", "--policy", POLICY, "--data", city, "--round", "trung-han-2024")
            document = json.loads(run(*adjusted, "--format", "json").stdout)
            texts = [run(*adjusted, "--lang", language).stdout for language in ("vi", "en")]
        held = next(donor for donor in document["donors"] if donor["project"] == "da-001")
        self.assertEqual((held["grounds"], held["evidence"][0]["left"]["num"]), (["planning_problem"], 30))
        self.assertEqual(held["evidence"][0]["cite"]["clause"], "4.6")
        self.assertEqual([(each["project"], each["rejection"], each["cite"]["clause"]) for each in document["rejected"]],
                         [("da-001", "donor", "4.6"), ("da-008", "settled", "4.6")])
        self.assertIn({"finding": "unknown_project", "subject": "da-xyz",
                       "at": "events.csv: bqlda,planning_problem,da-xyz,2024-07-02"}, document["findings"])
        for text, words in zip(texts, ("vướng mắc về quy hoạch", "held up by planning")):
            self.assertRegex(text, rf"\(da-001\) +{words} ")
            self.assertRegex(text, r"\(da-001\) .*: .* 30 .* 4\.6")
            self.assertRegex(text, r"\(da-008\) .*: .* >= 0 .* 4\.6")
            self.assertIn("da-xyz (events.csv: bqlda,planning_problem,da-xyz,2024-07-02)", text)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
