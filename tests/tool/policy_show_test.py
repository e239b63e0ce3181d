#!/usr/bin/env python3
"""policy_show_test.py TOOL SOURCES: policies of several files and of days, and files that are no policies."""

import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL, SOURCES = sys.argv[1], Path(sys.argv[2]).resolve()
LEVELS = SOURCES / "docs" / "examples" / "three-levels"
CITY = SOURCES / "policies" / "lang-son-city-2024.json"
DATA = SOURCES / "docs" / "examples" / "lang-son-city-2024"
AS_OF = ("--as-of", "2024-09-30")


def run(*arguments, **streams):
    return subprocess.run([TOOL, *map(str, arguments)], capture_output=True, encoding="utf-8", check=False, **streams)


class InAFolder(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name, content):
        file = self.folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return file

    def refused(self, file, code):
        """The one line that says why."""
        result = run("check", "--policy", file)
        self.assertEqual(result.returncode, 1, result.stderr)
        self.assertEqual(result.stdout, "")
        self.assertEqual(len(result.stderr.splitlines()), 1, result.stderr)
        self.assertIn(f"[{code}]", result.stderr)
        return result.stderr


class OtherQuestions(InAFolder):
    """Commands that compare, test and make again take policies of several files and of days too."""

    def setUp(self):
        super().setUp()
        self.write("base.json", {"schema": 1, "id": "base", "title": {"vi": "gốc", "en": "base"}, "partial": True,
                                 "bases": [{"id": "c", "title": {"vi": "c", "en": "c"}, "plan": "current"}]})
        self.policy = self.write("city.json", {
            "schema": 1, "id": "city", "title": {"vi": "thành phố", "en": "city"}, "year": 2024, "extends": "base.json",
            "disbursement": {"basis": "c"},
            "milestones": [{"id": "half", "title": {"vi": "nửa", "en": "half"}, "by": "2024-06-30", "basis": "c",
                            "ratio": {"dated": [{"value": "50%", "to": "2024-09-30"},
                                                {"value": "60%", "from": "2024-10-01"}]}}]})
        self.data = self.folder

    def test_compare(self):
        self.write_dataset()
        days = ("--as-of", "2024-09-30", "--as-of", "2024-10-31")
        text = run("compare", "--policy", self.policy, "--data", self.data, *days, "--lang", "en")
        self.assertEqual(text.returncode, 0, text.stderr)
        self.assertIn("/milestones/half/ratio", text.stdout)
        self.assertIn('"50%"', text.stdout)

    def write_dataset(self):
        rows = {"units": {"unit": "a", "name": "A", "kind": "owner"}, "projects": {"project": "p", "name": "P"},
                "allocations": {"allocation": "x", "project": "p", "owner": "a", "source": "s", "plan": "100"},
                "disbursements": {"allocation": "x", "month": "2024-06", "disbursed": "55"}}
        for file, row in rows.items():
            header = (DATA / f"{file}.csv").read_text().splitlines()[0]
            cells = ",".join(row.get(column, "") for column in header.split(","))
            (self.folder / f"{file}.csv").write_text(f"{header}\n{cells}\n")

    def test_replay_reads_the_policy_of_the_day_of_the_result(self):
        self.write_dataset()
        of_september = ("--policy", self.policy, "--data", self.data, "--as-of", "2024-10-31", "--at", "2024-09-30")
        result = run("assess", *of_september, "--format", "json")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual(json.loads(result.stdout)["made_by"]["policy_day"], "2024-09-30")
        self.assertEqual([each["document"] for each in json.loads(result.stdout)["made_by"]["policy"]], ["city", "base"])
        saved = self.write("saved.json", result.stdout.encode())
        inputs = ("--policy", self.policy, "--data", self.data)
        again = run("replay", saved, *inputs)
        self.assertEqual(again.returncode, 0, again.stdout + again.stderr)
        later = run("replay", saved, *inputs, "--at", "2024-10-31", "--lang", "en")
        self.assertEqual(later.returncode, 1)
        self.assertIn("the result was made with the policy of 2024-09-30, and this is the policy of 2024-10-31",
                      later.stdout)
        base = self.folder / "base.json"
        base.write_text(base.read_text().replace('"en": "base"', '"en": "basis"'))
        changed = run("replay", saved, *inputs, "--lang", "en")
        self.assertIn("the policy document base is another", changed.stdout)

    def test_policy_tests_ask_each_case_about_the_policy_of_its_day(self):
        given = {"units": [{"unit": "a", "name": "A", "kind": "owner"}],
                 "projects": [{"project": "p", "name": "P"}],
                 "allocations": [{"allocation": "x", "project": "p", "owner": "a", "plan": 100}],
                 "disbursements": [{"allocation": "x", "month": "2024-06", "disbursed": 55}]}

        def case(name, status, **day):
            return {"name": name, "given": given, "assess": {"as_of": "2024-10-31"},
                    "expect": {"units": [{"unit": "a", "milestones": [{"milestone": "half", "status": status}]}]}, **day}

        tests = self.write("city.test.json", {"policy": "city.json", "cases": [
            case("by the earlier value", "met", at="2024-09-30"), case("by the day of the question", "missed")]})
        result = run("test", tests)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertIn("2 passed, 0 failed, 0 wrong", result.stdout)
        self.write("city.test.json", {"policy": "city.json", "cases": [case("not so", "met")]})
        self.assertIn("1 failed", run("test", tests).stdout)


class Show(InAFolder):
    def test_resolved_policy_gives_the_same_results(self):
        questions = [("assess", *AS_OF), ("obligations", *AS_OF), ("explain", *AS_OF, "--unit", "bqlda")]
        for policy, more in ((LEVELS / "policy.json", ()), (CITY, (("evaluate", *AS_OF), ("revenue", *AS_OF)))):
            document = run("policy", "show", "--policy", policy, "--at", "2024-09-30", "--format", "json").stdout
            resolved = self.write("resolved.json", document.encode())
            for question, *options in [*questions, *more]:
                with self.subTest(policy=policy.name, question=question):
                    answers = [run(question, "--policy", file, "--data", DATA, *options, "--format", "json")
                               for file in (policy, resolved)]
                    self.assertEqual(answers[0].returncode, 0, answers[0].stderr)
                    # What it was made of is another document, the rest the same, to the byte.
                    said = [re.sub(r'\A\{\s*"made_by": \{.*?\n  \},', "", each.stdout, flags=re.DOTALL)
                            for each in answers]
                    self.assertEqual(said[0], said[1])
            again = run("policy", "show", "--policy", resolved, "--format", "json").stdout
            self.assertEqual(again, document)

    def test_each_value_has_its_place(self):
        text = run("policy", "show", "--policy", LEVELS / "policy.json", "--at", "2024-12-31").stdout
        nation = f"{LEVELS}/nation.json"
        years = "/project_checks/funding_limits/years/0/limit"
        self.assertIn(f'{years}/cite/doc = "law-39-2019"  [{nation}: {years}/dated/0/cite/doc]\n', text)
        self.assertIn(f'/obligations/duties/0/id = "carried-over-closes"  [{nation}]\n', text)
        self.assertIn('/project_checks/settlement/0/cite/clause = "4.10"  '
                      f"[{LEVELS}/policy.json: /overrides/~1project_checks~1settlement~1submitted~1cite/clause]\n", text)
        origins = json.loads(run("policy", "show", "--policy", LEVELS / "policy.json", "--at", "2025-01-01", "--format",
                                 "origins").stdout)
        self.assertEqual(len(origins), len({each["pointer"] for each in origins}))
        limit = next(each for each in origins if each["pointer"] == f"{years}/cite/doc")
        self.assertEqual(limit, {"pointer": f"{years}/cite/doc", "value": "law-58-2024",
                                 "written": {"file": nation, "pointer": f"{years}/dated/1/cite/doc"}})

    def test_the_day_is_that_of_the_question_unless_another_is_named(self):
        for options, law in ((("--as-of", "2024-12-31"), "law-39-2019"), (("--as-of", "2025-01-31"), "law-58-2024"),
                             (("--as-of", "2025-01-31", "--at", "2024-12-31"), "law-39-2019")):
            result = run("assess", "--policy", LEVELS / "policy.json", "--data", DATA, *options, "--format", "json")
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual([known for known in ("law-39-2019", "law-58-2024") if f'"{known}","clause":"5' in
                              "".join(result.stdout.split())], [law])
        for command in (("policy", "show"), ("check", "--format", "json")):
            refused = run(*command, "--policy", LEVELS / "policy.json")
            self.assertEqual(refused.returncode, 1)
            self.assertIn("[policy.no_day]", refused.stderr)
            self.assertIn("2025-01-01", refused.stderr)

    def test_check_goes_through_all_times_of_a_dated_policy(self):
        milestone = {"id": "m", "title": {"vi": "a", "en": "a"}, "by": "2024-06-30", "ratio": "50%", "basis": "c"}
        falling = {"id": "l", "title": {"vi": "a", "en": "a"}, "by": "2024-09-30", "basis": "c",
                   "ratio": {"dated": [{"value": "60%", "to": "2024-07-31"}, {"value": "40%", "from": "2024-08-01"}]}}
        policy = self.write("p.json", {
            "schema": 1, "id": "p", "title": {"vi": "a", "en": "a"}, "year": 2024,
            "bases": [{"id": "c", "title": {"vi": "a", "en": "a"}, "plan": "current"}], "disbursement": {"basis": "c"},
            "milestones": [milestone, falling]})
        result = run("check", "--policy", policy, "--lang", "en", "--write-tests", self.folder / "found")
        self.assertEqual(result.returncode, 1, result.stderr)
        before, after = result.stdout.split("From 2024-08-01\n")
        self.assertTrue(before.startswith("Until 2024-07-31\n"))
        self.assertNotIn("mistake:", before)
        self.assertIn("mistake:", after)
        self.assertEqual([file.parent.name for file in (self.folder / "found").rglob("*.test.json")], ["2024-08-01"])
        self.assertEqual(run("test", self.folder / "found").returncode, 0)
        one_day = run("check", "--policy", policy, "--at", "2024-07-31", "--lang", "en")
        self.assertEqual(one_day.returncode, 0)
        self.assertNotIn("From", one_day.stdout)

    def test_a_level_that_the_data_lack_is_named_where_it_was_written(self):
        parent = json.loads((LEVELS / "policy.json").read_text(encoding="utf-8"))
        parent["extends"] = str(LEVELS / "province.json")
        parent["disbursement"]["level"] = "planet"
        self.write("parent.json", parent)
        child = self.write("child.json", {"schema": 1, "id": "c", "title": {"vi": "a", "en": "b"}, "year": 2024,
                                          "extends": "parent.json"})
        result = run("assess", "--policy", child, "--data", DATA, *AS_OF)
        self.assertEqual(result.returncode, 1)
        self.assertIn(f"{self.folder}/parent.json: /disbursement/level", result.stderr)


class BadInput(InAFolder):
    def test_circles(self):
        self.write("a.json", {"schema": 1, "id": "a", "title": {}, "extends": "sub/b.json"})
        self.write("sub/b.json", {"schema": 1, "id": "b", "title": {}, "extends": "../c.json"})
        self.write("c.json", {"schema": 1, "id": "c", "title": {}, "extends": "./a.json"})
        said = self.refused(self.folder / "a.json", "policy.extends_cycle")
        self.assertIn(" extends ".join(f"{self.folder}/{name}" for name in ("a.json", "sub/b.json", "c.json", "a.json")),
                      said)

    def test_missing_parent(self):
        child = self.write("a.json", {"schema": 1, "extends": "../none/b.json"})
        said = self.refused(child, "policy.unreadable")
        self.assertIn("none/b.json", said)
        self.assertIn(f"{child} extends", said)

    def test_later_version(self):
        said = self.refused(self.write("a.json", {"schema": 3, "sections": []}), "policy.future_schema")
        self.assertIn("version 1, the only one that this giaingan understands; use a later giaingan", said)

    def test_depth(self):
        for text in (b"[" * 10**6, b"[" * 10**6 + b"]" * 10**6, b'{"a":' * 10**6 + b"1" + b"}" * 10**6):
            self.refused(self.write("a.json", text), "policy.too_deep")

    def test_size(self):
        file = self.folder / "a.json"
        with file.open("wb") as sparse:
            sparse.truncate(10**9)
        self.assertIn("[policy.too_large]", self.read_in_little_memory("check", "--policy", file))
        self.assertIn("[policy.too_large]", self.read_in_little_memory("check", "--policy", "/dev/zero"))

    def read_in_little_memory(self, *arguments):
        """What the tool says as it refuses, having held less than half of 10^9 bytes at any time.

        Measured, not limited: a sanitizer reserves more addresses than any limit allows."""
        said = self.folder / "said"
        with said.open("wb") as stderr:
            process = subprocess.Popen([TOOL, *map(str, arguments)], stderr=stderr)
            _, status, used = os.wait4(process.pid, 0)
        self.assertEqual(os.waitstatus_to_exitcode(status), 1)
        self.assertLess(used.ru_maxrss, 400_000, "KiB")
        return said.read_text(encoding="utf-8")

    def test_text_that_is_no_policy(self):
        self.refused(self.write("a.json", b'{"id": "\xff"}'), "policy.not_json")
        self.refused(self.write("a.json", b'{"id": "\xed\xa0\x80"}'), "policy.not_json")
        self.refused(self.write("a.json", b"\0"), "policy.not_json")
        long = self.refused(self.write("a.json", b'{"id": "' + b"a" * 10**6 + b'\xff"}'), "policy.not_json")
        self.assertLess(len(long), 500)

    def test_keys_twice(self):
        text = CITY.read_text(encoding="utf-8").replace('"year": 2024,', '"year": 2024, "year": 2024,', 1)
        self.assertIn("/year", self.refused(self.write("a.json", text.encode()), "policy.duplicate_key"))

    def test_very_many_keys_are_read_in_no_time_that_counts(self):
        members = ",".join(f'"k{i}":1' for i in range(10**6))
        result = run("check", "--policy", self.write("a.json", f'{{"schema": 2, {members}}}'.encode()), timeout=120)
        self.assertIn("[policy.future_schema]", result.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
