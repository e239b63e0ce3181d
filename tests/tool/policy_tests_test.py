"""policy_tests_test.py TOOL SOURCES: what `giaingan test` says of cases that pass, fail or are wrong."""
import json
import subprocess
import sys
import tempfile
import unittest
from fractions import Fraction
from pathlib import Path

try:
    from junitparser import Error, Failure, JUnitXml
except ImportError:
    sys.exit(f"{sys.executable} can't import junitparser: install the distribution's package python3-junitparser")

TOOL, SOURCES = sys.argv[1], Path(sys.argv[2]).resolve()
POLICY = SOURCES / "policies/lang-son-city-2024.json"
RATES = SOURCES / "policies/regulation-366-2025.json"
CITY = SOURCES / "docs/examples/lang-son-city-2024"

UNITS = [{"unit": "a", "kind": "owner"}, {"unit": "b", "kind": "owner"}]
FACTS = {
    "units": UNITS,
    "allocations": [{"allocation": "x", "project": "p", "owner": "a", "plan": 100},
                    {"allocation": "y", "project": "q", "owner": "b", "plan": 100}],
    "disbursements": [{"allocation": "x", "month": "2024-01", "disbursed": 5},
                      {"allocation": "y", "month": "2024-01", "disbursed": 10}],
}
RANKS = {"name": "the faster is first", "given": FACTS, "assess": {"as_of": "2024-01-31"},
         "expect": {"units": [{"unit": "b", "rank": 1}, {"unit": "a", "rank": 2}]}}


def changed(case, **members):
    """A copy of the case with other members; None takes one away."""
    copy = json.loads(json.dumps(case))
    for name, value in members.items():
        copy.pop(name, None) if value is None else copy.update({name: value})
    return copy


class Tests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, *cases, name="one.test.json", policy=POLICY):
        file = self.folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps({"policy": str(policy), "cases": cases}, ensure_ascii=False), encoding="utf-8")
        return file

    def run_tool(self, *arguments, **streams):
        streams = streams or {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.run([TOOL, *map(str, arguments)], text=True, check=False, **streams)

    def outcome(self, *cases, policy=POLICY):
        return self.run_tool("test", self.write(*cases, policy=policy))

    def assert_wrong(self, case, pointer, *words, policy=POLICY):
        """The case has one problem, at the pointer, whose line says these words."""
        result = self.outcome(case, policy=policy)
        self.assertEqual(result.returncode, 1, result.stdout + result.stderr)
        lines = result.stdout.split("WRONG ")[1].split("\n\n")[0].splitlines()[1:]
        problems = [line for line in lines if line.endswith("]") and line.startswith("  /")]
        problems = [line for line in problems if ".json: " in line]
        self.assertEqual(len(problems), 1, result.stdout)
        for word in (pointer + ":", *words):
            self.assertIn(word, problems[0])
        self.assertIn("0 passed, 0 failed, 1 wrong", result.stdout)


class Documents(Tests):
    """What could make two readers see two expectations is refused, and so is what is no test at all."""

    def test_floats_doubled_keys_and_nul_bytes_are_refused(self):
        case = ('{"policy": "%s", "cases": [{"name": "n", "data": "%s", "assess": {"as_of": "2024-09-30"}, '
                '"expect": {"total": {"plan": %%s}}}]}') % (POLICY, CITY)
        file = self.folder / "one.test.json"
        for plan, reason in (("750263510000", None), ("750263510000.0", "floating-point"),
                             ('1, "plan": 750263510000', "stands twice"), ("750263510000\0", "a NUL byte")):
            file.write_text(case % plan, encoding="utf-8")
            result = self.run_tool("test", file)
            self.assertEqual(result.returncode, 1 if reason else 0, result.stdout + result.stderr)
            if reason:
                self.assertIn(reason, result.stderr)
                self.assertIn("/cases/0/expect/total/plan" if "NUL" not in reason else "test document",
                              result.stderr)

    def test_a_broken_document_does_not_keep_the_others_from_being_run(self):
        self.write(RANKS)
        (self.folder / "broken.test.json").write_text("[")
        result = self.run_tool("test", self.folder)
        self.assertEqual(result.returncode, 1)
        self.assertIn("pass ", result.stdout)
        self.assertIn("broken.test.json", result.stderr)

    def test_folders_are_searched_through_and_each_file_is_run_once(self):
        self.write(RANKS, name="a.test.json")
        self.write(RANKS, name="below/b.test.json")
        self.write(RANKS, name="not-a-test.json")
        result = self.run_tool("test", self.folder, self.folder / "a.test.json")
        self.assertIn("\n2 passed, 0 failed, 0 wrong", result.stdout)
        self.assertEqual(result.returncode, 0)

    def test_a_folder_without_tests_is_refused(self):
        result = self.run_tool("test", self.folder)
        self.assertEqual(result.returncode, 1)
        self.assertIn("there is no test here", result.stderr)

    def test_what_is_missing_is_named(self):
        for document, pointer in (({}, "no cases"), ({"cases": []}, "/cases"), ([], "an object"),
                                  ({"cases": [RANKS], "polcy": "x"}, "/polcy")):
            file = self.folder / "one.test.json"
            file.write_text(json.dumps(document))
            result = self.run_tool("test", file)
            self.assertEqual(result.returncode, 1)
            self.assertIn(pointer, result.stderr)


class Questions(Tests):
    """Every question of the command line can be asked."""

    def test_each_of_them(self):
        for question, request, expect in (
                ("assess", {"as_of": "2024-09-30", "level": "owner"}, {"level": "owner"}),
                ("assess", {"as_of": "2024-09-30", "after": ["2024-06"]}, {"rounds_applied": ["2024-06"]}),
                ("reallocate", {"round": "2024-06"}, {"round": "2024-06", "earlier_rounds_seen": []}),
                ("reallocate", {"round": "2024-09", "after": ["2024-06"]}, {"earlier_rounds_seen": ["2024-06"]}),
                ("medium_term", {"round": "trung-han-2024"}, {"adjustment": "trung-han-2024"}),
                ("revenue", {"as_of": "2024-12-31"}, {"sources": [{"source": "thu-sdd", "basis": "current_year"}]}),
                ("evaluate", {"as_of": "2025-01-31"}, {"as_of": "2025-01-31"}),
                ("obligations", {"as_of": "2024-09-30"}, {"unit": None}),
                ("obligations", {"as_of": "2024-09-30", "unit": "phong-tckh"}, {"unit": "phong-tckh"})):
            with self.subTest(question=question, request=request):
                result = self.outcome({"name": "n", "data": str(CITY), question: request, "expect": expect})
                self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_what_the_policy_or_the_facts_lack_is_refused_where_it_is_asked(self):
        asked = changed(RANKS, assess=None, expect={"as_of": "2024-01-31"})
        for question, request, pointer, word in (
                ("assess", {"as_of": "2024-01-32"}, "/assess/as_of", "YYYY-MM-DD"),
                ("assess", {}, "/assess", "as_of"),
                ("assess", {"as_of": "2024-01-31", "level": "ward"}, "/assess/level", "owner"),
                ("assess", {"as_of": "2024-01-31", "levels": "owner"}, "/assess/levels", "did you mean level?"),
                ("assess", {"as_of": "2024-01-31", "after": ["2024-6"]}, "/assess/after/0", "2024-06"),
                ("reallocate", {"round": "2024-07"}, "/reallocate/round", "2024-06, 2024-09, 2024-11"),
                ("medium_term", {"round": "2024-07"}, "/medium_term/round", "trung-han-2024"),
                ("obligations", {"as_of": "2024-01-31", "unit": "c"}, "/obligations/unit", "no unit")):
            with self.subTest(question=question, request=request):
                if question == "obligations":
                    asked = changed(asked, given={"units": UNITS})
                if question == "medium_term":
                    asked = changed(asked, given={k: v for k, v in FACTS.items() if k != "disbursements"})
                self.assert_wrong(changed(asked, **{question: request}), "/cases/0" + pointer, word)
        self.assert_wrong(changed(asked, revenue={"as_of": "2025-01-31"}, given={"units": UNITS}),
                          "/cases/0/revenue", 'no section "revenue"', policy=RATES)

    def test_a_level_of_the_policy_that_no_unit_has(self):
        case = changed(RANKS, given={"units": [{"unit": "t", "kind": "town"}]}, expect={"units": []})
        result = self.outcome(case)
        self.assertIn("/cases/0/assess: the policy's /disbursement/level names the level \"owner\"", result.stdout)

    def test_one_case_asks_one_question_of_one_set_of_facts(self):
        self.assert_wrong(changed(RANKS, evaluate={"as_of": "2024-01-31"}), "/cases/0/evaluate", "second question")
        self.assert_wrong(changed(RANKS, assess=None), "/cases/0", "asks nothing")
        self.assert_wrong(changed(RANKS, expect={}), "/cases/0/expect", "expects nothing")
        self.assert_wrong(changed(RANKS, data=str(CITY)), "/cases/0/given", "a dataset too")
        self.assert_wrong(changed(RANKS, name=None), "/cases/0", "no name")
        self.assert_wrong(changed(RANKS, expcet={}), "/cases/0/expcet", "did you mean expect?")


class Unread(Tests):
    """What a test gives and nothing reads makes it prove less than it seems to."""

    def give(self, **tables):
        return changed(RANKS, given={**FACTS, **tables})

    def test_tables_and_columns_that_no_dataset_has(self):
        self.assert_wrong(self.give(unit=[]), "/cases/0/given/unit", "did you mean units?")
        self.assert_wrong(self.give(units=[*UNITS, {"unit": "c", "kinds": "owner"}]), "/cases/0/given/units/2/kinds",
                          "did you mean kind?")
        self.assert_wrong(self.give(units=UNITS + [{"unit": "c", "name": True}]), "/cases/0/given/units/2/name",
                          "a text or a whole number")

    def test_tables_that_the_question_does_not_read(self):
        for table, row in (("requests", {"allocation": "x", "round": "2024-06", "requested": 1, "absorbable": 1}),
                           ("metrics", {"unit": "a", "metric": "absorption_capacity", "value": 1}),
                           ("earlier_runs", {"unit": "a", "month": "2023-12"}),
                           ("revenues", {"source": "s", "month": "2024-01", "estimated": 1, "collected": 1})):
            with self.subTest(table=table):
                self.assert_wrong(self.give(**{table: [row]}), "/cases/0/given/" + table,
                                  "the question assess reads no " + table)

    def test_rows_of_names_that_nothing_reads(self):
        event = {"unit": "a", "type": "reprot", "date": "2024-01-05"}
        self.assert_wrong(self.give(events=[event]), "/cases/0/given/events/0/type", "reprot", "report")
        reference = {"reference": "provinec", "month": "2024-01", "basis": "current", "percent": "5"}
        self.assert_wrong(self.give(references=[reference]), "/cases/0/given/references/0/reference", "province")
        rated = {"name": "n", "given": {"units": UNITS, "metrics": [{"unit": "a", "metric": "pionts", "value": 1}]},
                 "evaluate": {"as_of": "2026-01-31"}, "expect": {"quotas": []}}
        self.assert_wrong(rated, "/cases/0/given/metrics/0/metric", "rating_points", policy=RATES)
        named = changed(rated, expect={"unread_metrics": ["pionts"]})
        self.assertEqual(self.outcome(named, policy=RATES).returncode, 0)

    def test_metrics_that_the_policy_declares_and_does_not_read(self):
        policy = json.loads(RATES.read_text(encoding="utf-8"))
        policy["evaluation"]["host_metrics"].append({"id": "spare", "title": {"vi": "a", "en": "b"}})
        file = self.folder / "spare.json"
        file.write_text(json.dumps(policy), encoding="utf-8")
        rated = {"name": "n", "given": {"units": UNITS, "metrics": [{"unit": "a", "metric": "spare", "value": 1}]},
                 "evaluate": {"as_of": "2026-01-31"}, "expect": {"quotas": []}}
        self.assert_wrong(rated, "/cases/0/given/metrics/0/metric", "rating_points", policy=file)
        self.assertEqual(self.outcome(changed(rated, expect={"unread_metrics": ["spare"]}), policy=file).returncode, 0)

    def test_expectations_that_anything_meets(self):
        for expect, pointer in (({"averages": {}}, "/averages"), ({"units": [{}]}, "/units/0"),
                                ({"units": [{"unit": "b", "ratio": {}}]}, "/units/0/ratio")):
            self.assert_wrong(changed(RANKS, expect=expect), "/cases/0/expect" + pointer, "met by anything")

    def test_facts_of_units_that_are_not_declared(self):
        event = {"unit": "c", "type": "report", "period": "2024-01", "date": "2024-01-05"}
        self.assert_wrong(self.give(events=[event]), "/cases/0/given/events/0/unit", '"c"')
        lines = {"unit": "c\nd", "kind": "owner"}  # a field of two lines doesn't move the places of later rows
        self.assert_wrong(self.give(units=[lines, *UNITS, {"unit": "e", "parent": "f"}]),
                          "/cases/0/given/units/3/parent", '"f"')

    def test_members_that_the_result_does_not_have(self):
        self.assert_wrong(changed(RANKS, expect={"units": [{"unit": "b", "rankk": 1}]}),
                          "/cases/0/expect/units/0/rankk", "did you mean rank?")
        self.assert_wrong(changed(RANKS, expect={"unit": []}), "/cases/0/expect/unit", "did you mean units?")

    def test_all_problems_at_once(self):
        case = self.give(units=UNITS + [{"unit": "c", "kinds": "owner"}], unit=[])
        self.assertEqual(self.outcome(case).stdout.count("did you mean"), 2)


class Differences(Tests):
    """All of them, each with both sides on adjacent lines, and what the result rests on."""

    def lines(self, case):
        result = self.outcome(case)
        self.assertEqual(result.returncode, 1, result.stdout)
        return result.stdout.split("FAIL ")[1].split("\n\n")[0].splitlines()[1:]

    def test_every_part_that_differs_with_its_place(self):
        expect = {"month": "2024-02", "units": [{"unit": "b", "rank": 2, "plan": 100, "disbursed": 11}]}
        self.assertEqual(self.lines(changed(RANKS, expect=expect)), [
            "  /month  (/cases/0/expect/month)",
            '    expected "2024-02"',
            '    got      "2024-01"',
            "  /units/unit=b/rank  (/cases/0/expect/units/0/rank)",
            "    expected 2",
            "    got      1",
            "  /units/unit=b/disbursed  (/cases/0/expect/units/0/disbursed)",
            "    expected 11",
            "    got      10"])

    def test_exact_numbers_are_one_figure_with_their_readings(self):
        expect = {"units": [{"unit": "b", "ratio": {"num": 1, "den": 10, "percent": "10.00"}}]}
        self.assertEqual(self.lines(changed(RANKS, expect=expect)), [
            "  /units/unit=b/ratio  (/cases/0/expect/units/0/ratio)",
            "    expected 1/10 = 10.00 %",
            "    got      10/100 = 10.00 %"])

    def test_items_that_are_not_there(self):
        expect = {"units": [{"unit": "c", "rank": 1}], "below_average": [{"unit": "a", "runs": []}]}
        lines = self.lines(changed(RANKS, expect=expect))
        self.assertEqual(lines[:3], ["  /units/unit=c  (/cases/0/expect/units/0)",
                                     '    expected {"unit":"c","rank":1}',
                                     '    got      nothing; there are unit "b", "a"'])
        self.assertIn("  /below_average/unit=a/runs  (/cases/0/expect/below_average/0/runs)", lines)

    def test_of_items_with_the_same_key_the_one_that_differs_least_is_meant(self):
        facts = changed(FACTS, events=[{"unit": "a", "type": "violation", "date": "2024-03-05"}])
        case = {"name": "one of five caps applies", "given": facts, "evaluate": {"as_of": "2025-01-31"},
                "expect": {"subjects": [{"unit": "a", "subject": "collective",
                                         "steps": [{"step": "cap", "id": "violation", "applies": True},
                                                   {"step": "cap", "applies": True},
                                                   {"step": "cap", "applies": False}]}]}}
        self.assertEqual(self.outcome(case).returncode, 0, self.outcome(case).stdout)

    def test_what_the_result_rests_on(self):
        day = changed(RANKS, assess={"as_of": "2024-03-31"})
        milestone = {"units": [{"unit": "a", "milestone": {"milestone": "2024-q1", "status": "met"}}]}
        lines = self.lines(changed(day, expect=milestone))
        self.assertIn('    got      "missed"', lines)
        self.assertRegex(lines[-1], r"^    for      letter 2\.2, assumed")
        rated = {"name": "n", "given": {"units": UNITS, "metrics": [{"unit": "a", "metric": "rating_points",
                                                                     "value": "89.5"}]},
                 "evaluate": {"as_of": "2026-01-31"},
                 "expect": {"subjects": [{"unit": "a", "subject": "collective",
                                          "steps": [{"step": "band", "id": "good", "after": "excellent"}]}]}}
        result = self.outcome(rated, policy=RATES)
        self.assertIn("    for      ", result.stdout)
        self.assertIn("179/2", result.stdout)

    def test_digits_beyond_any_machine_number_are_compared_digit_by_digit(self):
        plans = (999999999999999989, 999999999999999967, 999999999999999877)
        facts = {"units": [{"unit": u, "kind": "owner"} for u in "abc"],
                 "allocations": [{"allocation": u, "project": u, "owner": u, "plan": plan}
                                 for u, plan in zip("abc", plans)],
                 "disbursements": [{"allocation": u, "month": "2024-01", "disbursed": 1} for u in "abc"]}
        mean = {"averages": {"city_mean": {"num": 1, "den": 1}}}
        lines = self.lines(changed(RANKS, given=facts, expect=mean))
        exact = sum(Fraction(1, plan) for plan in plans) / 3
        self.assertGreater(exact.denominator, 10**50)
        self.assertEqual(lines[2].split()[1], f"{exact.numerator}/{exact.denominator}")
        def expecting(num):
            return changed(RANKS, given=facts, expect={"averages": {"city_mean": {"num": num}}})
        self.assertEqual(self.outcome(expecting(exact.numerator)).returncode, 0)
        self.assertIn("got      " + str(exact.numerator), self.outcome(expecting(exact.numerator + 1)).stdout)


class Refusals(Tests):
    """A case may expect that a policy or facts are refused."""

    GAP = {"name": "a gap between bands", "with": {"/evaluation/criteria/0/bands/1/from": 1},
           "refused": [{"code": "policy.bands_gap", "pointer": "/evaluation/criteria/0/bands"}]}

    def test_of_a_policy_with_another_value(self):
        result = self.outcome(changed(self.GAP, refused=[{"code": "policy.x"}]), policy=RATES)
        self.assertEqual(result.returncode, 1)
        came = result.stdout.split("got      policy.")[1].split()
        expected = [{"code": "policy." + came[0], "pointer": came[2]}]
        self.assertEqual(self.outcome(changed(self.GAP, refused=expected), policy=RATES).returncode, 0)
        twice = self.outcome(changed(self.GAP, refused=expected * 2), policy=RATES)
        self.assertIn("no such diagnostic", twice.stdout)

    def test_of_a_policy_as_it_is(self):
        policy = json.loads(RATES.read_text(encoding="utf-8"))
        del policy["evaluation"]["classes"]
        file = self.folder / "policy.json"
        file.write_text(json.dumps(policy))
        result = self.outcome({"name": "n", "refused": [
            {"code": "policy.no_classes", "pointer": "/evaluation"},
            {"code": "policy.unknown_id", "pointer": "/evaluation/quotas/0/base_class"},
            {"code": "policy.unknown_id", "pointer": "/evaluation/quotas/0/class"}]}, policy=file)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        result = self.outcome(RANKS, policy=file)
        self.assertEqual(result.returncode, 1)
        self.assertIn("policy.no_classes", result.stderr)

    def test_of_facts(self):
        case = changed(RANKS, expect=None, assess=None, given={**FACTS, "units": UNITS[:1]},
                       refused=[{"code": "dataset.unknown_id", "pointer": "/given/allocations/1/owner"}])
        result = self.outcome(case)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)
        self.assertIn("policy and facts are accepted", self.outcome(changed(case, given=FACTS)).stdout)

    def test_changed_values_must_be_there(self):
        self.assert_wrong(changed(RANKS, **{"with": {"/milestones/0/ratoi": "5%"}}),
                          "/cases/0/with/~1milestones~10~1ratoi", "nothing at")

    def test_a_result_under_another_value(self):
        case = changed(RANKS, assess={"as_of": "2024-03-31"},
                       expect={"units": [{"unit": "a", "milestone": {"milestone": "2024-q1", "status": "met"}}]},
                       **{"with": {"/milestones/0/ratio/value": "5%"}})
        result = self.outcome(case)
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertIn("not exercised  /milestones/0 ", result.stdout)


class Coverage(Tests):
    """What passing cases exercise, by JSON pointer."""

    def rated(self, points, name="n", **expected):
        return {"name": name, "given": {"units": UNITS[:1], "metrics": [
            {"unit": "a", "metric": "rating_points", "value": points}]}, "evaluate": {"as_of": "2026-01-31"},
                "expect": {"subjects": [{"unit": "a", "subject": "collective", **expected}]}}

    def pointers(self, *cases, what="exercised"):
        text = self.outcome(*cases, policy=RATES).stdout
        return [line.split()[len(what.split())] for line in text.splitlines() if line.startswith(f"  {what} ")]

    def test_only_what_the_expectation_names(self):
        total = {"num": 60, "den": 1}
        classes = "/evaluation/classes/value/2" if "value" in json.loads(
            RATES.read_text(encoding="utf-8"))["evaluation"]["classes"] else "/evaluation/classes/2"
        band = "/evaluation/criteria/0/bands/1"
        self.assertEqual(self.pointers(self.rated(60, total=total)), [band])
        self.assertEqual(self.pointers(self.rated(60, **{"class": "completed"})), [classes])
        self.assertEqual(self.pointers(self.rated(60, total=total, **{"class": "completed"})), [band, classes])
        self.assertEqual(self.pointers(self.rated(60, total=total, **{"class": "good"})), [], "it failed")

    def test_exercised_or_not_is_all_there_is(self):
        case = self.rated(60, total={"num": 60, "den": 1})
        both = self.pointers(case) + self.pointers(case, what="not exercised")
        self.assertEqual(len(both), len(set(both)))
        self.assertEqual(len(both), 8)

    def test_edges_that_no_case_stands_at(self):
        edge = "/evaluation/classes/value/1/to"
        at_70 = self.pointers(self.rated(70, **{"class": "good"}), what="no case at")
        beside = self.pointers(self.rated("69.99", **{"class": "completed"}), what="no case at")
        self.assertEqual(len(beside) - len(at_70), 1, (edge, at_70, beside))

    def test_several_files_of_a_policy_count_together(self):
        self.write(self.rated(60, total={"num": 60, "den": 1}), name="a.test.json", policy=RATES)
        self.write(self.rated(60, **{"class": "completed"}), name="b.test.json", policy=RATES)
        text = self.run_tool("test", self.folder).stdout
        self.assertEqual(text.count("coverage of "), 1)
        self.assertIn(": 2 of 8 (25 %)", text)

    def test_a_least_coverage(self):
        file = self.write(self.rated(60, **{"class": "completed"}), policy=RATES)
        self.assertEqual(self.run_tool("test", file, "--min-coverage", "12").returncode, 0)
        result = self.run_tool("test", file, "--min-coverage", "13")
        self.assertEqual(result.returncode, 1)
        self.assertIn("less than 13 %", result.stdout)
        self.assertEqual(self.run_tool("test", file, "--min-coverage", "101").returncode, 2)

    def test_check_names_what_no_test_exercises(self):
        file = self.write(self.rated(60, **{"class": "completed"}), policy=RATES)
        result = self.run_tool("check", "--policy", RATES, "--tests", file, "--lang", "en")
        self.assertEqual(result.stdout.count("[not_exercised]"), 7)
        self.assertIn("no passing test exercises /evaluation/criteria/0/bands/1", result.stdout)
        other = self.run_tool("check", "--policy", POLICY, "--tests", file)
        self.assertEqual(other.returncode, 1)
        self.assertIn("no test of --tests is one of this policy", other.stderr)


class JUnit(Tests):
    """JUnit XML, as a well-kept reader of it sees it."""

    HARD = "đúng <bờ> & \"mép\" 'kia' \u0007 \ufffe\n]]>"

    def read(self, *cases):
        file = self.folder / "out.xml"
        result = self.run_tool("test", self.write(*cases), "--junit", file)
        return result, JUnitXml.fromfile(str(file))

    def test_verdicts_and_counts(self):
        failed = changed(RANKS, name=self.HARD, expect={"units": [{"unit": "b", "rank": 2}]})
        wrong = changed(RANKS, name="w", expect={"unit": []})
        result, xml = self.read(RANKS, failed, wrong)
        self.assertEqual(result.returncode, 1)
        self.assertEqual((xml.tests, xml.failures, xml.errors), (3, 1, 1))
        suite, = list(xml)
        self.assertEqual((suite.name, suite.tests, suite.failures, suite.errors),
                         (str(self.folder / "one.test.json"), 3, 1, 1))
        passed, second, third = list(suite)
        self.assertEqual((passed.name, passed.is_passed), (RANKS["name"], True))
        self.assertEqual(second.name, self.HARD.replace("\u0007", "\ufffd").replace("\ufffe", "\ufffd"))
        self.assertIsInstance(second.result[0], Failure)
        self.assertIn("expected 2\n  got      1", second.result[0].text)
        self.assertIsInstance(third.result[0], Error)
        self.assertIn("/cases/2/expect/unit: ", third.result[0].text)

    def test_a_document_that_is_none_is_an_error(self):
        (self.folder / "broken.test.json").write_text("[")
        file = self.folder / "out.xml"
        self.run_tool("test", self.folder, "--junit", file)
        suite, = list(JUnitXml.fromfile(str(file)))
        self.assertEqual(suite.errors, 1)

    def test_a_lost_output_is_an_error(self):
        for target in ("/dev/full", self.folder / "no" / "such.xml"):
            result = self.run_tool("test", self.write(RANKS), "--junit", target)
            self.assertEqual(result.returncode, 1)
            self.assertIn(str(target), result.stderr)
            self.assertIn("could not be written", result.stderr)
        with open("/dev/full", "w", encoding="utf-8") as full:
            result = self.run_tool("test", self.write(RANKS), stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(result.returncode, 1)
        self.assertIn("could not be written", result.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
