#!/usr/bin/env python3
"""command_line_test.py TOOL SOURCES: the tool's statuses and streams, on the example city."""

import json
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

COMMANDS = {
    "assess": (*INPUTS, *AS_OF),
    "reallocate": (*INPUTS, "--round", "2024-06"),
    "medium-term": (*INPUTS, "--round", "trung-han-2024"),
    "revenue": (*INPUTS, *AS_OF),
    "obligations": (*INPUTS, *AS_OF),
    "evaluate": (*INPUTS, *AS_OF),
    "explain": (*INPUTS, *AS_OF, "--unit", "bqlda"),
    "demo": INPUTS,
    "check": ("--policy", POLICY),
    "policy": ("show", "--policy", POLICY),
    "test": (SOURCES / "policies",),
}


def run(*arguments, **streams):
    streams = {"stdout": subprocess.PIPE, **streams}
    return subprocess.run([TOOL, *map(str, arguments)], stderr=subprocess.PIPE, encoding="utf-8", check=False, **streams)


class Output(unittest.TestCase):
    def test_every_command_says_that_its_output_is_lost(self):
        for arguments in [(name, *rest) for name, rest in COMMANDS.items()] + [
                ("assess", *INPUTS, *AS_OF, "--format", "verdicts"), ("--version",), ("assess", "--help")]:
            with self.subTest(arguments[0]):
                self.assertEqual(run(*arguments).returncode, 0)
                with open("/dev/full", "w", encoding="utf-8") as full:
                    lost = run(*arguments, stdout=full)
                self.assertEqual(lost.returncode, 1)
                self.assertIn("[output.unwritable]", lost.stderr)


class SavedRounds(unittest.TestCase):
    """Rounds that were saved, checked, and built on."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.june = self.saved("2024-06")
        self.september = self.saved("2024-09", "--after", "2024-06")

    def saved(self, round_id, *more):
        result = run("reallocate", *INPUTS, "--round", round_id, *more, "--format", "json")
        self.assertEqual(result.returncode, 0, result.stderr)
        file = self.folder / f"{round_id}.json"
        file.write_text(result.stdout, encoding="utf-8")
        return file

    def forged(self, change):
        document = json.loads(self.june.read_text(encoding="utf-8"))
        change(document)
        file = self.folder / "forged.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        return file

    def test_results_say_which_proposals_they_take_into_account(self):
        for command in ("assess", "evaluate", "revenue", "medium-term"):
            asked = COMMANDS[command]
            for after in ("2024-06", self.june):
                text = run(command, *asked, "--after", after, "--lang", "en").stdout
                self.assertRegex(text, r"^WITH THE PLAN CHANGES OF: .*\(as proposed, by --after; not recorded figures\)\n")
                document = run(command, *asked, "--after", after, "--format", "json").stdout
                self.assertEqual(json.loads(document)["rounds_applied"], ["2024-06"])
            self.assertNotIn("WITH THE PLAN", run(command, *asked, "--lang", "en").stdout)
            self.assertNotIn("rounds_applied", run(command, *asked, "--format", "json").stdout)

    def test_nothing_may_follow_a_nul_byte(self):
        file = self.folder / "longer.json"
        file.write_bytes(self.june.read_bytes() + b'\0{"cuts": []}')
        checked = run("verify", *INPUTS, "--round", file, "--lang", "en")
        self.assertEqual(checked.returncode, 1)
        self.assertRegex(checked.stdout, r"found byte \d+, .*a NUL byte, behind which readers may not look")

    def test_what_is_no_json_is_told_in_words(self):
        file = self.folder / "broken.json"
        for text, told in (("{", "/: found byte 2, must be {…} (not a JSON document, as "),
                           ("[]", "/: found […], must be {…} (the result of a round is an object)"),
                           ("[" * 65, "/: found …[[[[, must be {…} (no result nests ")):
            file.write_text(text, encoding="utf-8")
            checked = run("verify", *INPUTS, "--round", file, "--lang", "en")
            self.assertEqual(checked.returncode, 1)
            self.assertIn(told, checked.stdout)
            self.assertNotIn("exception", checked.stdout + checked.stderr)

    def test_what_is_found_is_told_in_a_line(self):
        def change(document):
            document["year"] = int("9" * 300)
            document["findings"].append({"finding": "no_forecast", "subject": "kế hoạch\nkhác " * 20})
        checked = run("verify", *INPUTS, "--round", self.forged(change), "--lang", "en")
        lines = checked.stdout.splitlines()
        self.assertEqual(lines[-1], f"{len(lines) - 1} problems: this result can't be relied on")
        self.assertEqual([line for line in lines[:-1] if "forged.json:/" not in line or len(line) > 450], [])
        self.assertIn("/year: found " + "9" * 200 + "…, must be 2024", checked.stdout)

    def test_no_round_is_applied_twice(self):
        again = self.folder / "again.json"
        again.write_bytes(self.june.read_bytes())
        for arguments in (("verify", "--round", again, "--after", self.june),
                          ("verify", "--round", self.september, "--after", self.june, "--after", again),
                          ("reallocate", "--round", "2024-11", "--after", self.june, "--after", again),
                          ("reallocate", "--round", "2024-11", "--after", "2024-06", "--after", "2024-06"),
                          ("reallocate", "--round", "2024-11", "--after", "2024-06", "--after", self.june)):
            answer = run(arguments[0], *INPUTS, *arguments[1:])
            self.assertEqual((answer.returncode, answer.stdout), (1, ""), arguments)
            self.assertIn("--after: the round \"2024-06\" is given a second time", answer.stderr)

    def test_a_chain_of_saved_rounds_is_verified(self):
        alone = run("verify", *INPUTS, "--round", self.june, "--lang", "en")
        self.assertEqual((alone.returncode, alone.stderr), (0, ""))
        self.assertRegex(alone.stdout, r"verified\. Round 2024-06: \d+ values compared; \d+ cuts, \d+ additions, 5 tiers")
        chained = run("verify", *INPUTS, "--round", self.september, "--after", self.june)
        self.assertEqual(chained.returncode, 0, chained.stdout)
        self.assertEqual(chained.stdout.count("đúng. Đợt"), 2)

    def test_a_round_computed_after_another_does_not_stand_without_it(self):
        alone = run("verify", *INPUTS, "--round", self.september, "--lang", "en")
        self.assertEqual(alone.returncode, 1)
        self.assertIn("/earlier_rounds_seen/0: found \"2024-06\", which must not be there", alone.stdout)

    def test_one_dong_is_seen_where_it_was_changed(self):
        def one_dong(document):
            document["recipients"][3]["caps"]["total_investment"] += 1
        for language, words in (("en", "must be"), ("vi", "phải là")):
            forged = run("verify", *INPUTS, "--round", self.forged(one_dong), "--lang", language)
            self.assertEqual(forged.returncode, 1)
            self.assertIn("forged.json:/recipients/3/caps/total_investment: ", forged.stdout)
            self.assertIn(words, forged.stdout)

    def test_saved_rounds_are_built_on(self):
        by_id = run("reallocate", *INPUTS, "--round", "2024-11", "--after", "2024-06", "--after", "2024-09",
                    "--format", "json")
        by_file = run("reallocate", *INPUTS, "--round", "2024-11", "--after", self.june, "--after", self.september,
                      "--format", "json")
        self.assertEqual((by_file.returncode, by_file.stderr), (0, ""))
        self.assertEqual(by_file.stdout, by_id.stdout)
        moved = json.loads(self.june.read_text(encoding="utf-8"))["cuts"][0]
        for command in ("assess", "evaluate", "revenue", "medium-term"):
            asked = COMMANDS[command]
            before = run(command, *asked, "--format", "json")
            with self.subTest(command):
                after = run(command, *asked, "--format", "json", "--after", self.june)
                self.assertEqual(after.returncode, 0, after.stderr)
                self.assertNotEqual(before.stdout, after.stdout, f"{moved} changed nothing in {command}")
                by_id = run(command, *asked, "--format", "json", "--after", "2024-06")
                self.assertEqual(by_id.stdout, after.stdout)
                self.assertEqual(run(command, *asked, "--after", "2023-01").returncode, 1)

    def test_nothing_is_built_on_a_round_that_does_not_stand(self):
        def more(document):
            document["additions"][0]["amount"] += document["step"]
        forged = self.forged(more)
        refused = run("reallocate", *INPUTS, "--round", "2024-09", "--after", forged)
        self.assertEqual((refused.returncode, refused.stdout), (1, ""))
        self.assertIn("/additions/0/amount", refused.stderr)
        self.assertIn("[verify.wrong_value]", refused.stderr)
        later = run("reallocate", *INPUTS, "--round", "2024-06", "--after", self.june)
        self.assertEqual(later.returncode, 1)
        self.assertIn("[round.unknown]", later.stderr)

    def test_what_is_no_result_is_refused(self):
        for text in ("", "[1]", "{}", "{\"round\": \"2023-01\"}"):
            file = self.folder / "none.json"
            file.write_text(text, encoding="utf-8")
            with self.subTest(text):
                self.assertEqual(run("verify", *INPUTS, "--round", file).returncode, 1)
        missing = run("verify", *INPUTS, "--round", self.folder / "missing.json")
        self.assertEqual(missing.returncode, 1)
        self.assertIn("[round.unreadable]", missing.stderr)


class Level(unittest.TestCase):
    def test_an_unknown_level_is_refused_and_the_known_ones_are_listed(self):
        typo = run("assess", *INPUTS, *AS_OF, "--level", "ownr")
        self.assertEqual((typo.returncode, typo.stdout), (1, ""))
        self.assertIn("locality, source, programme, project, allocation, city, department, owner", typo.stderr)

    def test_an_unknown_level_of_the_policy_is_refused_at_its_pointer(self):
        document = json.loads(POLICY.read_text(encoding="utf-8"))
        document["below_average"]["level"] = "ownr"
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "policy.json"
            file.write_text(json.dumps(document), encoding="utf-8")
            inputs = ("--policy", str(file), *INPUTS[2:])
            for command in (("assess", *inputs, *AS_OF), ("assess", *inputs, *AS_OF, "--format", "verdicts"),
                            ("explain", *inputs, *AS_OF, "--unit", "cdt-tnmt"), ("demo", *inputs)):
                with self.subTest(command[0]):
                    typo = run(*command)
                    self.assertEqual((typo.returncode, typo.stdout), (1, ""))
                    self.assertIn("/below_average/level: the dataset has no level \"ownr\"", typo.stderr)
                    self.assertIn("allocation, city, department, owner", typo.stderr)
            self.assertEqual(run("assess", *inputs, *AS_OF, "--level", "owner").returncode, 0)

    def test_columns_and_kinds_are_levels(self):
        for level in ("locality", "source", "programme", "project", "allocation", "department", "owner"):
            with self.subTest(level):
                self.assertEqual(run("assess", *INPUTS, *AS_OF, "--level", level, "--format", "json").returncode, 0)


class Verdicts(unittest.TestCase):
    """--format verdicts: what --format json says, without the evidence."""

    def documents(self, *arguments):
        for format_ in ("json", "verdicts"):
            result = run("assess", *INPUTS, *arguments, "--format", format_)
            self.assertEqual(result.returncode, 0, result.stderr)
            yield json.loads(result.stdout)

    @staticmethod
    def without_evidence(document):
        units = [{key: unit[key] for key in ("unit", "plan", "disbursed", "ratio", "rank")} for unit in document["units"]]
        for unit, full in zip(units, document["units"]):
            shown = full["milestone"]
            unit["milestone"] = shown and {"status": shown["status"], "shortfall": shown["shortfall"]}
        below = []
        for full in document["below_average"]:
            keys = ("unit", "reference", "flagged", "current_run", "longest_run", "first_flagged")
            unit = {key: full[key] for key in keys if key in full}
            unit["runs"] = [{"from": run["from"], "to": run["to"], "months": [month["month"] for month in run["months"]]}
                            for run in full["runs"]]
            below.append(unit)
        rest = {key: document[key] for key in ("as_of", "level", "policy", "year", "month", "basis", "averages",
                                               "averages_cite", "below_average_basis", "data_findings", "obligations", "project_checks",
                                               "left_out", "assumed") if key in document}
        made_by = {**document["made_by"], "question": {**document["made_by"]["question"], "format": "verdicts"}}
        return {**rest, "made_by": made_by, "units": units, "below_average": below}

    def test_they_are_those_of_the_whole_assessment(self):
        for arguments in (("--as-of", "2024-01-15"), ("--as-of", "2024-09-30"), ("--as-of", "2025-01-31"),
                          ("--as-of", "2024-12-31", "--level", "source"), ("--as-of", "2024-06-30", "--level", "allocation")):
            with self.subTest(arguments):
                full, verdicts = self.documents(*arguments)
                self.assertEqual(verdicts, self.without_evidence(full))
                self.assertEqual(set(full) - set(verdicts),  # the README says so
                                 {"total", "cite", "headlines", "groupings", "top", "bottom",
                                  "below_average_references", "review",
                                  "contradictions_on_paper", "unchecked_projects", "reconciliation",
                                  "reconciliation_by_source", "unmatched"})

    def test_only_assessments_have_them(self):
        self.assertEqual(run("reallocate", *INPUTS, "--round", "2024-06", "--format", "verdicts").returncode, 2)


class Basis(unittest.TestCase):
    """Every ratio carries its basis."""

    def test_documents_name_it(self):
        document = json.loads(run("assess", *INPUTS, *AS_OF, "--format", "json").stdout)
        self.assertEqual([(each["average"], each["basis"]) for each in document["averages_cite"]],
                         [("city", "current"), ("province", "current"), ("city_mean", "current")])
        self.assertEqual(document["below_average_basis"], "current")

    def test_texts_name_it(self):
        for language, basis, title in (("en", "asis: ", "current plan, carried-over capital included"),
                                       ("vi", "ơ sở tính: ", "kế hoạch hiện hành, gồm vốn kéo dài")):
            text = run("assess", *INPUTS, *AS_OF, "--lang", language).stdout
            self.assertEqual(text.count(basis + title), 5, "the ranking, three averages, the section of §4.2")


class MissingLevels(unittest.TestCase):
    """Whatever level the policy names, and the dataset doesn't have, is refused where it is read."""

    def refused(self, pointer, command, change):
        document = json.loads(POLICY.read_text(encoding="utf-8"))
        change(document)
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "policy.json"
            file.write_text(json.dumps(document), encoding="utf-8")
            name, *rest = command
            result = run(name, "--policy", str(file), *INPUTS[2:], *rest)
        self.assertEqual((result.returncode, result.stdout), (1, ""))
        self.assertIn(pointer + ": the dataset has no level", result.stderr)

    def test_of_means_and_groupings_whatever_level_is_asked_for(self):
        def mean(document):
            document["averages"][2]["level"] = "ownr"

        def grouping(document):
            document["disbursement"]["groupings"] = ["tree", "owner/sorce"]

        for rest in ((), ("--level", "source"), ("--format", "verdicts")):
            self.refused("/averages/2/level", ("assess", *AS_OF, *rest), mean)
            self.refused("/disbursement/groupings/1", ("assess", *AS_OF, *rest), grouping)

    def test_of_rounds_and_evaluations(self):
        def donors(document):
            document["reallocation"]["donor_level"] = "ownr"

        def recipients(document):
            document["reallocation"]["recipients"]["level"] = "ownr"

        def rated(document):
            document["evaluation"]["level"] = "ownr"

        self.refused("/reallocation/donor_level", ("reallocate", "--round", "2024-06"), donors)
        self.refused("/reallocation/recipients/level", ("reallocate", "--round", "2024-06"), recipients)
        self.refused("/evaluation/level", ("evaluate", *AS_OF), rated)
        for change in (donors, rated):
            self.refused("level", ("demo",), change)


class Schedule(unittest.TestCase):
    def test_texts_tell_who_is_ahead_of_and_behind_the_own_schedule(self):
        text = run("assess", *INPUTS, *AS_OF, "--lang", "en").stdout
        behind = next(line for line in text.splitlines() if "2,280,000,000" in line)
        self.assertRegex(behind, r"^  Trường THCS Vĩnh Trại +2,280,000,000 +2,278,689,388 +−1,310,612 +99\.94 %$")
        self.assertRegex(text, r"3,238,873,182 +\+134,873,182 +104\.35 %")

    def test_says_nothing_without_one(self):
        with tempfile.TemporaryDirectory() as folder:
            for file in CITY.glob("*.csv"):
                if file.name != "schedule.csv":
                    (Path(folder) / file.name).write_bytes(file.read_bytes())
            text = run("assess", "--policy", POLICY, "--data", folder, *AS_OF, "--lang", "en")
        self.assertEqual(text.returncode, 0, text.stderr)
        self.assertNotIn("own detailed plan", text.stdout)


class Headlines(unittest.TestCase):
    def test_a_unit_has_a_ratio_on_each_basis_and_the_totals_name_them(self):
        text = run("assess", *INPUTS, *AS_OF, "--lang", "en").stdout
        self.assertRegex(text, r"Ratio +Ratio \(1\) +Ratio \(2\) +Ratio \(3\) ")
        self.assertRegex(text, r"UBND xã Mai Pha .* 74\.60 % +81\.54 % +75\.94 % +60\.43 %")
        self.assertRegex(text, r"\n  \(1\) plan at the start of the year \[assumed \d+\]: 471,270,622,951 / 737,896,310,000 = 63\.87 %\n")
        self.assertRegex(text, r"\n  \(3\) carried-over capital alone \[assumed \d+\]: 37,336,488,845 / 51,396,410,000 = 72\.64 %\n")


class Contradictions(unittest.TestCase):
    """Where printed percentages seem to contradict a decision: with the exact figures of both sides."""

    def test_documents_give_both_sides(self):
        result = run("assess", *INPUTS, "--as-of", "2024-03-31", "--level", "project", "--format", "json")
        found = json.loads(result.stdout)["contradictions_on_paper"][0]
        self.assertEqual((found["rule"], found["left"], found["right"], found["holds"]), ("milestone", "10.00", "10.00", False))
        self.assertEqual(found["left_ratio"], {"num": 400086996, "den": 4002547008, "percent": "10.00"})
        self.assertEqual(found["right_ratio"], {"num": 1, "den": 10, "percent": "10.00"})

    def test_texts_give_the_first_and_count_the_rest(self):
        text = run("assess", *INPUTS, "--as-of", "2024-03-31", "--level", "allocation", "--lang", "en").stdout
        lines = [line for line in text.splitlines() if ": printed " in line]
        self.assertEqual(len(lines), 20)
        self.assertIn("108,324,194 / 516,000,000 ≈ 20.993 % and 379,080,053 / 1,806,000,000 ≈ 20.990 %", lines[0])
        self.assertIn("  … and 13 more", text)
        vietnamese = run("assess", *INPUTS, "--as-of", "2024-06-30").stdout
        self.assertIn("in là 51,99 % và 51,99 %; chính xác 6.926.303.466 / 13.322.200.787 ≈ 51,991 %", vietnamese)
        self.assertNotIn("TRÁI VỚI", run("assess", *INPUTS, *AS_OF).stdout)


class Evidence(unittest.TestCase):
    def explained(self, *more):
        result = run("explain", *INPUTS, *AS_OF, "--unit", "bql-cho", "--format", "json", *more)
        self.assertEqual(result.returncode, 0, result.stderr)
        return json.loads(result.stdout)["evidence"]

    def test_ratios_of_sums_stand_as_they_were_added_up(self):
        for line in self.explained():
            if line["left"] is not None and line["rule"] in ("milestone", "rank", "below_average.month"):
                self.assertEqual((line["left"]["num"], line["left"]["den"]), (line["disbursed"], line["plan"]))
        months = [line for line in self.explained() if line["object"] == "province"]
        self.assertEqual(months[0]["right"], {"num": 105671172600, "den": 4127486000000, "percent": "2.56"})

    def test_says_to_which_step_both_sides_were_rounded(self):
        policy = json.loads(POLICY.read_text(encoding="utf-8"))
        policy["disbursement"]["compare_at"] = "1%"
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "policy.json"
            file.write_text(json.dumps(policy), encoding="utf-8")
            result = run("explain", "--policy", file, "--data", CITY, *AS_OF, "--unit", "bql-cho", "--format", "json")
        self.assertEqual(result.returncode, 0, result.stderr)
        steps = {line["rule"]: line.get("compare_at") for line in json.loads(result.stdout)["evidence"]}
        self.assertEqual(steps["rank"], {"num": 1, "den": 100, "percent": "1.00"})
        self.assertIsNone(steps["below_average.month"])


class DataFindings(unittest.TestCase):
    def test_name_their_rows_by_key(self):
        document = json.loads(run("assess", *INPUTS, *AS_OF, "--format", "json").stdout)
        self.assertEqual(document["data_findings"][0]["rows"], [
            {"file": "allocations.csv", "allocation": "kv-349"},
            {"file": "disbursements.csv", "allocation": "kv-349", "month": "2024-09", "kind": "actual"}])
        text = run("assess", *INPUTS, *AS_OF, "--lang", "en").stdout
        self.assertIn("see allocations.csv (kv-349), disbursements.csv (kv-349, 2024-09, actual)", text)


class PolicyFile(unittest.TestCase):
    def problems(self, text):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "policy.json"
            file.write_text(text, encoding="utf-8")
            checked = run("check", "--policy", file)
        self.assertEqual((checked.returncode, checked.stdout), (1, ""))
        return checked.stderr.splitlines()

    def test_an_empty_file_is_called_empty(self):
        for text in ("", " \n"):
            problems = self.problems(text)
            self.assertEqual(len(problems), 1)
            self.assertIn("the document is empty", problems[0])

    def test_nothing_may_follow_a_nul_byte(self):
        text = POLICY.read_text(encoding="utf-8")
        problems = self.problems(text + "\0{}")
        self.assertEqual(len(problems), 1, problems)
        self.assertIn("a NUL byte stands at offset", problems[0])

    def test_a_folder_cannot_be_read(self):
        checked = run("check", "--policy", SOURCES)
        self.assertEqual(checked.returncode, 1)
        self.assertIn("[policy.unreadable]", checked.stderr)

    def test_a_floating_point_number_is_reported_once(self):
        policy = json.loads(POLICY.read_text(encoding="utf-8"))
        policy["below_average"]["months"] = 3.0
        problems = self.problems(json.dumps(policy))
        self.assertEqual(len(problems), 1, problems)
        self.assertIn("/below_average/months", problems[0])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
