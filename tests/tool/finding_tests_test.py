#!/usr/bin/env python3
"""Findings of `giaingan check` as tests: each passes while the policy is as it is, and fails once it is mended."""

import copy
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL = sys.argv[1]
TEXT = {"vi": "a", "en": "b"}
HOST_METRICS = [{"id": "grade", "title": TEXT, "values": [1, 2, 3]}, {"id": "strikes", "title": TEXT, "from": 0, "whole": True}]
GOOD_OR_NOT = [{"id": "good", "title": TEXT, "from": 5}, {"id": "rest", "title": TEXT, "to": 5}]


def policy(criteria, **rubric):
    return {"schema": 1, "id": "p", "title": TEXT, "year": 2024,
            "bases": [{"id": "current", "title": TEXT, "plan": "current"}], "averages": [], "disbursement": {"basis": "current"},
            "evaluation": {"basis": "current", "criteria": [{"title": TEXT, "missing": "zero", **each} for each in criteria],
                           "host_metrics": HOST_METRICS, "classes": GOOD_OR_NOT, **rubric}}


def bands(*of, metric="final_ratio", **more):
    return {"id": "ratio", "metric": metric, "bands": list(of), **more}


def limit(name, metric, operator, value, rating):
    return {"id": name, "title": TEXT, "class": rating, "when": [{"metric": metric, "operator": operator, "value": value}]}


PLAIN = bands({"to": "50%", "points": 0}, {"from": "50%", "points": 10})


def grid(*rows):
    return {"id": "grid", "table": {"metrics": ["final_ratio", "grade"], "rows": list(rows)}}


LOW = {"id": "low", "when": [{"metric": "final_ratio", "to": "50%"}], "points": 0}
HIGH = {"id": "high", "when": [{"metric": "final_ratio", "from": "50%"}, {"metric": "grade", "to": 3}], "points": 10}
THIRD = {"id": "third", "when": [{"metric": "final_ratio", "from": "50%"}, {"metric": "grade", "values": [3]}], "points": 5}


def with_milestones(*milestones):
    made = policy([PLAIN])
    made["milestones"] = [{"id": name, "title": TEXT, "by": by, "ratio": ratio, "basis": "current"} for name, by, ratio in milestones]
    return made


def with_duty(holiday):
    made = policy([PLAIN])
    made["obligations"] = {"holiday": holiday, "holidays": [], "duties": [
        {"id": "plan", "title": TEXT, "event": "detailed_plan", "category": "other", "phrase": "before", "day": "2024-03-10", "period": "2024"}]}
    return made


def with_day(date, kind="day_off"):
    made = policy([PLAIN])
    made["obligations"] = {"holidays": [{"date": date, "kind": kind, "name": "n", "source": "s"}], "duties": []}
    return made


def with_round(tiers, report_before="2024-06-20"):
    made = with_day("2024-05-01")  # a Wednesday
    made["reallocation"] = {"basis": "current", "donor_level": "owner", "release": {"formula": "to_milestone"}, "pool_by": ["source"],
                            "within_tier": "ratio_desc", "tiers": tiers, "rounds": [
        {"id": "june", "title": TEXT, "report_before": report_before, "as_of": "2024-06-10", "effective": "2024-06-21", "required_ratio": "30%"}]}
    return made


LAND, NEW, REST = ({"id": "land", "title": TEXT, "condition": {"source": ["land"]}}, {"id": "new", "title": TEXT, "condition": {"phase": ["new_start"]}},
                   {"id": "rest", "title": TEXT})
NEW_OTHER = {"id": "new", "title": TEXT, "condition": {"phase": ["new_start"], "none_of": [{"source": ["land"]}]}}

STRIKES_3 = {"metric": "strikes", "operator": ">", "value": 3}


def never(**more):
    return {**limit("never", "strikes", ">", 3, "rest"), **more}


def three_classes(best):
    middle = {"to": best} if best < 11 else {}
    return [{"id": "best", "title": TEXT, "from": best}, {"id": "middle", "title": TEXT, "from": 5, **middle}, {"id": "rest", "title": TEXT, "to": 5}]


def graded(quota):
    """Ratings by the host's grade, of which the best is 10 points."""
    grade = bands({"to": 2, "points": 0}, {"from": 2, "to": 3, "points": 5}, {"from": 3, "points": 10}, metric="grade", id="grade")
    classes = [{"id": "best", "title": TEXT, "from": 10}, {"id": "good", "title": TEXT, "from": 5, "to": 10}, {"id": "rest", "title": TEXT, "to": 5}]
    return policy([grade], classes=classes, quotas=[{"id": "few", "title": TEXT, "class": "best", "base_class": "good", **quota}])


def intricate(places):
    """A table with a row of as many places on each of three axes, which don't touch: of 13 it is 2197 boxes."""
    metrics = ["a", "b", "c"]
    row = {"id": "scattered", "when": [{"metric": each, "values": list(range(0, 2 * places, 2))} for each in metrics], "points": 10}
    others = [{"id": each, "when": [{"metric": other, "to": 2 * places} for other in metrics[:i]] + [{"metric": each, "from": 2 * places}], "points": 0}
              for i, each in enumerate(metrics)]
    return policy([{"id": "grid", "table": {"metrics": metrics, "rows": [row, *others]}}],
                  host_metrics=[{"id": each, "title": TEXT, "from": 0, "whole": True} for each in metrics])


# code of the finding, the policy that has it, the same mended
FINDINGS = [
    ("policy.table_covered", policy([grid(LOW, HIGH, THIRD, {"id": "again", "when": [{"metric": "final_ratio", "to": "30%"}], "points": 3})]), policy([grid(LOW, HIGH, THIRD)])),
    ("policy.table_empty", policy([grid(LOW, HIGH, THIRD, {"id": "none", "when": [{"metric": "grade", "from": 4}], "points": 3})]), policy([grid(LOW, HIGH, THIRD)])),
    ("policy.table_unchecked", intricate(13), intricate(3)),
    ("limit_never_holds", policy([PLAIN], vetoes=[never(when=[STRIKES_3, {**STRIKES_3, "operator": "<"}])]),
     policy([PLAIN], vetoes=[never(when=[STRIKES_3, {**STRIKES_3, "operator": "<", "value": 9}])])),
    ("limit_never_holds", policy([PLAIN], vetoes=[never(subjects="heads")]), policy([PLAIN], vetoes=[never()])),
    ("limit_never_holds", policy([PLAIN], vetoes=[never(subjects="heads")]), policy([PLAIN], vetoes=[never(subjects="heads")], heads="independent")),
    # nobody comes to between 0 and 10 points: mended by the class, and by the points
    ("class_unreached", policy([PLAIN], classes=three_classes(10)), policy([PLAIN], classes=three_classes(11)[1:])),
    ("class_unreached", policy([PLAIN], classes=three_classes(10)),
     policy([bands({"to": "50%", "points": 0}, {"from": "50%", "to": 1, "points": 7}, {"from": 1, "points": 10})], classes=three_classes(10))),
    ("class_unreached", graded({"share": 0}), graded({"share": "10%"})),
    ("policy.band_gap", policy([bands({"to": "41%", "points": 0}, {"from": "50%", "points": 10})]),
     policy([bands({"to": "41%", "points": 0}, {"from": "41%", "points": 10})])),
    ("policy.band_overlap", policy([bands({"to": "60%", "points": 0}, {"from": "50%", "points": 10})]), policy([PLAIN])),
    # a shared edge: who stands at 50 % is in both
    ("policy.band_overlap", policy([bands({"to": "50%", "includes": "both", "points": 0}, {"from": "50%", "points": 10})]), policy([PLAIN])),
    ("policy.band_gap", policy([bands({"to": "50%", "points": 0}, {"from": "50%", "points": 10}, over="plan", metric="disbursed", not_assigned="zero"),
                                bands({"to": 1, "points": 0}, {"from": 2, "points": 10}, over="plan", metric="capital_returned", not_assigned="zero", id="two")]),
     policy([bands({"to": "50%", "points": 0}, {"from": "50%", "points": 10}, over="plan", metric="disbursed", not_assigned="zero"),
             bands({"to": 1, "points": 0}, {"from": 1, "points": 10}, over="plan", metric="capital_returned", not_assigned="zero", id="two")])),
    ("policy.table_gap", policy([grid(LOW, HIGH)]), policy([grid(LOW, HIGH, THIRD)])),
    ("policy.table_overlap", policy([grid(LOW, {**HIGH, "when": HIGH["when"][:1]}, THIRD)]),
     policy([grid(LOW, HIGH, THIRD)])),
    ("policy.band_gap", policy([PLAIN], classes=[{**GOOD_OR_NOT[0], "from": 8}, GOOD_OR_NOT[1]]), policy([PLAIN])),
    ("policy.band_overlap", policy([PLAIN], classes=[{**GOOD_OR_NOT[0], "from": 3}, GOOD_OR_NOT[1]]), policy([PLAIN])),
    ("milestone_falls", with_milestones(("june", "2024-06-30", "50%"), ("september", "2024-09-15", "30%")),
     with_milestones(("june", "2024-06-30", "50%"), ("september", "2024-09-15", "70%"))),
    ("ratio_far_above_one", with_milestones(("june", "2024-06-30", 50)), with_milestones(("june", "2024-06-30", "50%"))),
    ("deadline_on_day_off", with_duty("none"), with_duty("next_working_day")),
    # 4/5/2024 is a Saturday, 3/5 a Friday
    ("day_off_on_weekend", with_day("2024-05-04"), with_day("2024-05-03")),
    ("working_day_in_week", with_day("2024-05-03", "working_day"), with_day("2024-05-04", "working_day")),
    # before Monday 17/6: Sunday the 16th
    ("deadline_on_day_off", with_round([REST], "2024-06-17"), with_round([REST])),
    ("tiers_overlap", with_round([LAND, NEW, REST]), with_round([LAND, NEW_OTHER, REST])),
    ("no_tier", with_round([LAND, NEW_OTHER]), with_round([LAND, NEW_OTHER, REST])),
    ("cap_at_best_class", policy([PLAIN], caps=[limit("cap", "strikes", ">=", 1, "good")]),
     policy([PLAIN], caps=[limit("cap", "strikes", ">=", 1, "rest")])),
    ("limit_preempted", policy([PLAIN], vetoes=[limit("three", "strikes", ">=", 3, "rest"), limit("one", "strikes", ">=", 1, "rest")]),
     policy([PLAIN], vetoes=[limit("one", "strikes", ">=", 1, "rest")])),
    ("ratio_far_above_one", policy([bands({"to": 50, "points": 0}, {"from": 50, "points": 10})]), policy([PLAIN])),
    ("ratio_far_above_one", policy([PLAIN], caps=[limit("cap", "final_ratio", "<", 80, "rest")]),
     policy([PLAIN], caps=[limit("cap", "final_ratio", "<", "80%", "rest")])),
    # whatever the host says of strikes, which are whole and not below 0, the veto holds
    ("class_unreached", policy([PLAIN], vetoes=[limit("strike", "strikes", ">", -1, "rest")]),
     policy([PLAIN], vetoes=[limit("strike", "strikes", ">", 1, "rest")])),
    ("class_unreached", policy([PLAIN], caps=[limit("cap", "final_ratio", ">=", 0, "rest")]),
     policy([PLAIN], caps=[limit("cap", "final_ratio", "<", "80%", "rest")])),
]


def run(*arguments):
    return subprocess.run([TOOL, *arguments], capture_output=True, encoding="utf-8", check=False)


class FindingTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.policy = self.folder / "policy.json"

    def write(self, document):
        self.policy.write_text(json.dumps(document), encoding="utf-8")

    def found(self):
        done = run("check", "--policy", self.policy, "--format", "json")
        self.assertEqual("", done.stderr)
        document = json.loads(done.stdout)
        return document["cover_faults"] + document["findings"]

    def test_pass_today_and_fail_once_the_policy_is_mended(self):
        for code, faulty, mended in FINDINGS:
            with self.subTest(code=code, policy=faulty):
                self.write(faulty)
                of_code = [each for each in self.found() if each["code"] == code]
                self.assertEqual(1, len(of_code))
                self.assertIsNotNone(of_code[0]["test"])
                test = self.folder / "finding.test.json"  # beside the policy, as it comes
                test.write_text(json.dumps(of_code[0]["test"]), encoding="utf-8")
                done = run("test", test)
                self.assertEqual((0, ""), (done.returncode, done.stderr), done.stdout)
                self.assertIn(f"{len(of_code[0]['test']['cases'])} passed, 0 failed, 0 wrong", done.stdout)
                self.write(mended)
                self.assertNotIn(code, [each["code"] for each in self.found()])
                done = run("test", test)
                self.assertEqual(1, done.returncode)
                self.assertRegex(done.stdout, "[1-9] failed, 0 wrong")

    def test_of_one_fault_stands_when_another_is_mended(self):
        two = policy([bands({"to": "41%", "points": 0}, {"from": "50%", "points": 10}), grid(LOW, HIGH)])
        self.write(two)
        tests = self.folder / "tests"
        done = run("check", "--policy", self.policy, "--write-tests", tests, "--lang", "en")
        self.assertIn("2 tests written to", done.stdout)
        self.assertEqual(["check-001-policy.band_gap.test.json", "check-002-policy.table_gap.test.json"],
                         sorted(each.name for each in tests.iterdir()))
        self.assertEqual(0, run("test", tests).returncode)
        two["evaluation"]["criteria"][0]["bands"][1]["from"] = "41%"
        self.write(two)
        self.assertIn("1 passed, 1 failed, 0 wrong", run("test", tests).stdout)
        again = run("check", "--policy", self.policy, "--write-tests", tests)
        self.assertEqual(1, again.returncode)  # tests that stand there may have been mended by hand
        self.assertEqual("", run("check", "--policy", self.policy, "--write-tests", self.folder / "others").stderr)

    def test_of_a_dated_policy_that_extends_another_name_the_day(self):
        base = policy([bands({"to": "41%", "points": 0}, {"from": "50%", "points": 10})])
        (self.folder / "base.json").write_text(json.dumps(base), encoding="utf-8")
        later = {"dated": [{"value": "50%", "to": "2024-06-30"}, {"value": "41%", "from": "2024-07-01"}]}
        self.write({"schema": 1, "id": "q", "title": TEXT, "year": 2024, "extends": "base.json",
                    "overrides": {"/evaluation/criteria/ratio/bands": [{"to": "41%", "points": 0}, {"from": later, "points": 10}]}})
        at = ("--policy", self.policy, "--format", "json", "--at")
        self.assertEqual([], json.loads(run("check", *at, "2024-07-01").stdout)["cover_faults"])
        gap, = json.loads(run("check", *at, "2024-06-30").stdout)["cover_faults"]
        self.assertEqual("2024-06-30", gap["test"]["at"])
        test = self.folder / "finding.test.json"
        test.write_text(json.dumps(gap["test"]), encoding="utf-8")
        self.assertEqual(0, run("test", test).returncode)
        test.write_text(json.dumps({**gap["test"], "at": "2024-07-01"}), encoding="utf-8")
        self.assertIn("1 failed", run("test", test).stdout)

    def assumed(self, document, *options):
        self.write(document)
        done = run("check", "--policy", self.policy, "--format", "json", *options)
        self.assertEqual("", done.stderr)
        return json.loads(done.stdout)

    def test_stand_beside_every_assumed_value(self):
        assumed = with_milestones(("june", "2024-06-30", "50%"))
        assumed["milestones"][0]["ratio"] = {"value": "50%", "assumed": True, "note": {"vi": "v", "en": "e"}}
        assumed["disbursement"]["decimals"] = {"value": 2, "assumed": True, "note": {"vi": "w", "en": "f"}}
        document = self.assumed(assumed)
        found = {each["pointer"]: each for each in document["assumed"]}
        self.assertEqual({"/milestones/0/ratio", "/disbursement/decimals"}, set(found))
        self.assertEqual(2, document["assumed_values"])
        ratio = found["/milestones/0/ratio"]
        self.assertEqual(("\"50%\"", {"vi": "v", "en": "e"}, ["milestone"], None), (ratio["value"], ratio["note"], ratio["decides"], ratio["units"]))
        self.assertEqual([], found["/disbursement/decimals"]["decides"])  # is only shown
        text = run("check", "--policy", self.policy, "--lang", "en").stdout
        self.assertIn("Assumed values that decide something:\n  /milestones/0/ratio = \"50%\": milestones\n", text)
        self.assertIn("Assumed values that are only shown and decide nothing:\n  /disbursement/decimals = 2\n", text)
        vietnamese = run("check", "--policy", self.policy).stdout
        self.assertIn("Giá trị giả định quyết định kết quả:\n  /milestones/0/ratio = \"50%\": mốc giải ngân\n", vietnamese)
        self.assertIn("chỉ để trình bày, không quyết định gì:\n  /disbursement/decimals = 2\n", vietnamese)

    def assert_pinned(self, document, test, pointer, neighbours):
        """The test passes, and with each neighbour of the value it fails."""
        file = self.folder / "assumed.test.json"
        file.write_text(json.dumps(test), encoding="utf-8")
        done = run("test", file)
        self.assertEqual((0, ""), (done.returncode, done.stderr), done.stdout)
        for neighbour in neighbours:
            changed = copy.deepcopy(document)
            *path, last = pointer.strip("/").split("/")
            place = changed
            for token in path:
                place = place[int(token) if isinstance(place, list) else token]
            place[last] = neighbour
            self.write(changed)
            self.assertRegex(run("test", file).stdout, "[1-9] failed, 0 wrong", neighbour)
        self.write(document)

    def test_pin_assumed_values_without_a_dataset(self):
        assumed = with_milestones(("june", "2024-06-30", "50%"))
        assumed["milestones"][0]["ratio"] = {"value": "50%", "assumed": True, "note": TEXT}
        assumed["evaluation"]["caps"] = [{**limit("cap", "strikes", ">=", {"value": 3, "assumed": True, "note": TEXT}, "rest")}]
        assumed["below_average"] = {"basis": "current", "combine": "any", "references": ["city"], "months": {"value": 3, "assumed": True, "note": TEXT}}
        assumed["averages"] = [{"id": "city", "title": TEXT, "kind": "weighted", "basis": "current"}]
        found = {each["pointer"]: each for each in self.assumed(assumed)["assumed"]}
        self.assert_pinned(assumed, found["/milestones/0/ratio"]["test"], "/milestones/0/ratio/value", ("49%", "51%"))
        cap = "/evaluation/caps/0/when/0/value"
        self.assertEqual(["rating"], found[cap]["decides"])
        self.assert_pinned(assumed, found[cap]["test"], cap + "/value", (2, 4))
        months = found["/below_average/months"]
        self.assertEqual((["below_average"], None), (months["decides"], months["test"]))
        self.assertIn("name a dataset by --data", months["why"]["en"])
        done = run("check", "--policy", self.policy, "--write-tests", self.folder / "kept", "--lang", "en").stdout
        self.assertIn("2 tests written to", done)
        self.assertIn("no test: /below_average/months: no facts were found", done)

    def test_pin_assumed_values_by_a_dataset(self):
        assumed = policy([PLAIN])
        assumed["averages"] = [{"id": "city", "title": TEXT, "kind": "weighted", "basis": "current"}]
        assumed["below_average"] = {"basis": "current", "combine": "any", "references": ["city"], "months": {"value": 3, "assumed": True, "note": TEXT}}
        data = self.folder / "data"
        data.mkdir()
        (data / "units.csv").write_text("unit,name,kind,parent\na,a,owner,\nb,b,owner,\n")
        (data / "allocations.csv").write_text("allocation,project,owner,locality,source,programme,carried_from,plan\npa,,a,,,,,1000\npb,,b,,,,,1000\n")
        (data / "disbursements.csv").write_text("allocation,month,disbursed,kind\npa,2024-01,10,\npb,2024-01,5,\npb,2024-04,20,\n")
        months, = self.assumed(assumed, "--data", data)["assumed"]  # b is below it from January to March, a from April on
        self.assertEqual("data", months["test"]["cases"][0]["data"])
        self.assert_pinned(assumed, months["test"], "/below_average/months/value", (4,))
        self.assertIn("1 tests written to", run("check", "--policy", self.policy, "--data", data, "--write-tests", self.folder / "far" / "kept", "--lang", "en").stdout)
        self.assertEqual(0, run("test", self.folder / "far").returncode)

    def test_of_a_target_decide_ratings_by_its_being_one(self):
        assumed = with_milestones(("june", "2024-06-30", "50%"), ("july", "2024-07-31", "60%"))
        assumed["milestones"][0].update(level={"value": "target", "assumed": True, "note": TEXT}, ratio={"value": "50%", "assumed": True, "note": TEXT})

        def decides():
            return {each["pointer"]: each["decides"] for each in self.assumed(assumed)["assumed"]}

        self.assertEqual({"/milestones/0/level": ["milestone"], "/milestones/0/ratio": ["milestone"]}, decides())
        assumed["evaluation"]["criteria"].append(
            {"title": TEXT, "missing": "zero", **bands({"to": 1, "points": 1}, {"from": 1, "points": 0}, metric="milestones_missed", id="missed")})
        self.assertEqual({"/milestones/0/level": ["milestone", "rating"], "/milestones/0/ratio": ["milestone"]}, decides())

    def test_decide_what_the_rule_does_that_they_stand_in_however_deep(self):
        def assume(value):
            return {"value": value, "assumed": True, "note": TEXT}

        assumed = with_milestones(("june", "2024-06-30", "50%"))
        assumed["bases"].append({"id": "own", "title": TEXT, "plan": "current", "scope": {"carried_over": assume("excluded")}})
        assumed["bases"].append({"id": "beside", "title": TEXT, "plan": "current", "scope": {"carried_over": assume("only")}})
        assumed["milestones"][0].update(basis="own", scope={"programme": assume(["NTM"])})
        assumed["disbursement"].update(basis=assume("current"), headlines=assume(["beside"]))
        assumed["evaluation"]["criteria"][0]["bands"] = [{"to": "50%", "points": 0}, {"from": "50%", "points": assume(10)}]
        assumed["obligations"] = {"holidays": [], "duties": [
            {"id": "plan", "title": TEXT, "event": "detailed_plan", "category": "other", "phrase": "before", "day": "2024-03-10", "period": "2024",
             "applies_to": {"kind": assume(["owner"])}}]}
        self.assertEqual({"/bases/1/scope/carried_over": ["milestone"], "/bases/2/scope/carried_over": [], "/milestones/0/scope/programme": ["milestone"],
                          "/disbursement/basis": ["rank"], "/disbursement/headlines": [], "/evaluation/criteria/0/bands/1/points": ["rating"],
                          "/obligations/duties/0/applies_to/kind": ["obligation"]},
                         {each["pointer"]: each["decides"] for each in self.assumed(assumed)["assumed"]})

    def test_of_project_checks_decide_what_reads_their_findings(self):
        assumed = policy([PLAIN])
        assumed["project_checks"] = {
            "funding_limits": {"years": [{"group": "C", "limit": {"value": 3, "assumed": True, "note": TEXT}}]},
            "date_checks": [{"id": "start", "title": TEXT, "kind": "new_start", "date": "started_on", "phrase": "by",
                             "day": {"value": "2024-06-30", "assumed": True, "note": TEXT}, "projects": {"phase": ["new_start"]}}]}
        assumed["reallocation"] = {"basis": "current", "release": {"formula": "to_milestone"}, "required_ratio": "50%",
                                   "recipients": {"criterion": "required_ratio"}, "barring_findings": ["funding_past_limit"],
                                   "tiers": [{"id": "all", "title": TEXT}],
                                   "rounds": [{"id": "one", "title": TEXT, "as_of": "2024-06-10", "report_before": "2024-06-20"}]}
        assumed["medium_term"] = {"adjustments": [{"id": "plan", "title": TEXT, "as_of": "2024-07-31", "effective": "2024-08-01",
                                                   "donors": {"findings": ["new_start_late"]}, "tiers": [{"id": "all", "title": TEXT}]}]}
        self.assertEqual({"/project_checks/funding_limits/years/0/limit": ["project_check", "round"],
                          "/project_checks/date_checks/0/day": ["project_check", "medium_term"]},
                         {each["pointer"]: each["decides"] for each in self.assumed(assumed)["assumed"]})

    def test_say_how_much_of_a_dataset_rests_on_an_assumed_value(self):
        assumed = with_milestones(("march", "2024-03-31", "20%"), ("june", "2024-06-30", "50%"))
        for milestone in assumed["milestones"]:
            milestone["ratio"] = {"value": milestone["ratio"], "assumed": True, "note": TEXT}
        data = self.folder / "data"
        data.mkdir()
        paid = {"a": 500, "b": 499, "c": 495, "d": 510, "e": 494, "f": 509}  # of 1000, all from January on
        (data / "units.csv").write_text("unit,name,kind,parent\n" + "".join(f"{u},{u},owner,\n" for u in paid))
        (data / "allocations.csv").write_text("allocation,project,owner,locality,source,programme,carried_from,plan\n"
                                              + "".join(f"p{u},,{u},,land,,,1000\n" for u in paid))
        (data / "disbursements.csv").write_text("allocation,month,disbursed,kind\n" + "".join(f"p{u},2024-01,{v},\n" for u, v in paid.items()))
        june, march = self.assumed(assumed, "--data", data)["assumed"]
        self.assert_pinned(assumed, june["test"], "/milestones/1/ratio/value", ("49%", "51%"))
        # at 51 % a and f no longer meet it, at 49 % b, c and e do; no one is near 20 %
        self.assertEqual(("/milestones/1/ratio", 5, 5), (june["pointer"], june["units"], june["verdicts"]))
        self.assertEqual([("51%", 2), ("49%", 3)], [(each["after"], each["verdicts"]) for each in june["neighbours"]])
        self.assertEqual({"kind": "milestone", "subject": "a", "object": "june", "before": "met", "after": "missed"}, june["neighbours"][0]["such_as"][0])
        self.assertEqual(("/milestones/0/ratio", 0, 0), (march["pointer"], march["units"], march["verdicts"]))
        self.write({**assumed, "evaluation": {**assumed["evaluation"], "level": "commune"}})
        self.assertIn("commune", run("check", "--policy", self.policy, "--data", data).stderr)  # nobody's level
        self.write(assumed)
        text = run("check", "--policy", self.policy, "--data", data, "--lang", "en").stdout
        self.assertIn("/milestones/1/ratio = \"50%\": milestones; units: 5, verdicts: 5; were it \"49%\": milestone b (june) \"missed\" → \"met\"", text)
        self.assertIn("/milestones/0/ratio = \"20%\": milestones; units: 0, verdicts: 0\n", text)
        self.assertIn("số đơn vị: 5, số kết quả: 5; nếu là \"49%\"", run("check", "--policy", self.policy, "--data", data).stdout)

    def test_count_as_units_the_owners_of_projects_that_a_level_would_rank(self):
        assumed = policy([PLAIN])
        assumed["disbursement"]["level"] = {"value": "owner", "assumed": True, "note": TEXT}
        assumed["evaluation"]["criteria"][0].update(bands=[{"to": "50%", "points": 0}, {"from": "50%", "points": 9}], assumed=True, note=TEXT)
        data = self.folder / "data"
        data.mkdir()
        (data / "units.csv").write_text("unit,name,kind,parent\na,a,owner,\nb,b,owner,\n")
        header = ("project,name,group,phase,total_investment,funded_before,first_funded_year,medium_term_plan,"
                  "medium_term_used,priority,approved_on,started_on,completed_on,settlement_submitted_on,settled_on")
        (data / "projects.csv").write_text(header + "\n" + "".join(f"p{i}" + "," * header.count(",") + "\n" for i in range(6)))
        (data / "allocations.csv").write_text("allocation,project,owner,locality,source,programme,carried_from,plan\n"
                                              + "".join(f"v{i},p{i},{'ab'[i % 2]},,,,,1000\n" for i in range(6)))
        (data / "disbursements.csv").write_text("allocation,month,disbursed,kind\n" + "".join(f"v{i},2024-01,{i}00,\n" for i in range(6)))
        found = {each["pointer"]: each for each in self.assumed(assumed, "--data", data)["assumed"]}
        self.assertEqual(2, found["/disbursement/level"]["units"])  # and not the six projects besides
        text = run("check", "--policy", self.policy, "--data", data, "--lang", "en").stdout
        self.assertIn("; were /evaluation/criteria/0/bands/0/points 1, not 0: points a (collective ratio) ", text)  # which of the rule's values

    def test_try_what_is_assumed_where_the_document_is_silent(self):
        silent = policy([PLAIN])
        silent["revenue"] = {"basis": "current", "sources": [{"source": "land", "title": TEXT, "expected": "collected", "tiers": [{"id": "all", "title": TEXT}]}]}
        data = self.folder / "data"
        data.mkdir()
        (data / "units.csv").write_text("unit,name,kind,parent\na,a,owner,\nb,b,owner,\n")
        (data / "allocations.csv").write_text("allocation,project,owner,locality,source,programme,carried_from,plan\nva,,a,,land,,,1000\nvb,,b,,land,,,1000\n")
        (data / "disbursements.csv").write_text("allocation,month,disbursed,kind\nva,2024-01,100,\nvb,2024-01,200,\n")
        (data / "revenues.csv").write_text("source,month,estimated,collected\nland,2024-12,2000,1500\n")
        found = {each["pointer"]: each for each in self.assumed(silent, "--data", data)["assumed"]}
        order = found["/revenue/sources/0/cut_order"]
        self.assertEqual(["proportional"], [each["after"] for each in order["neighbours"]])
        self.assertEqual((2, 2), (order["units"], order["verdicts"]))  # the slower loses all 500, or each its half
        self.assertEqual([], found["/revenue/sources/0/ledger"]["neighbours"])  # any name can stand there

    def test_are_named_and_left_out_where_nothing_shows(self):
        self.write(policy([PLAIN]))
        self.assertNotIn("--write-tests", run("check", "--policy", self.policy).stdout)
        # a bound of a list, which shows only where a whole year is rated
        self.write(policy([PLAIN], emulation={"title": TEXT, "class": "good", "when": [{"metric": "final_ratio", "operator": ">=", "value": 95}]}))
        found, = self.found()
        self.assertEqual(("ratio_far_above_one", None), (found["code"], found["test"]))
        self.assertIn("where a whole year is rated", found["why"]["en"])
        done = run("check", "--policy", self.policy, "--lang", "en").stdout
        self.assertIn("no test: emulation [ratio_far_above_one]: lists, and limits", done)
        self.assertIn("--write-tests", done)
        self.assertIn("không có ca kiểm thử: emulation [ratio_far_above_one]: ", run("check", "--policy", self.policy).stdout)

    def test_of_what_a_policy_is_refused_for_stand_each_by_itself(self):
        refused = with_round([REST])
        refused["reallocation"]["rounds"][0].update(as_of="2024-06-21", effective="2024-06-22")  # reported before the 20th
        refused["reallocation"]["rounds"][0]["cite"] = {"doc": "nowhere", "clause": "1"}
        self.write(refused)
        done = run("check", "--policy", self.policy, "--format", "json")
        self.assertEqual(1, done.returncode)
        document = json.loads(done.stdout)
        found = {each["code"]: each for each in document["refused"]}
        self.assertEqual({"policy.round_dates", "policy.unknown_document"}, set(found))
        for code, each in found.items():
            self.assertIn(each["message"], done.stderr)
            self.assertIn(code, done.stderr)
        tests = self.folder / "tests"
        again = run("check", "--policy", self.policy, "--write-tests", tests)
        self.assertEqual((1, "", done.stderr), (again.returncode, again.stdout, again.stderr))
        self.assertIn("2 passed, 0 failed", run("test", tests).stdout)
        refused["reallocation"]["rounds"][0]["as_of"] = "2024-06-10"
        self.write(refused)
        self.assertIn("1 passed, 1 failed, 0 wrong", run("test", tests).stdout)
        del refused["reallocation"]["rounds"][0]["cite"]
        self.write(refused)
        self.assertIn("0 passed, 2 failed, 0 wrong", run("test", tests).stdout)
        self.policy.write_text("{", encoding="utf-8")
        broken, = json.loads(run("check", "--policy", self.policy, "--format", "json").stdout)["refused"]
        self.assertEqual("policy.not_json", broken["code"])

    def test_ask_what_tiers_and_the_calendar_say(self):
        self.write(with_round([LAND, NEW, REST]))
        test = self.folder / "one.test.json"

        def outcome(**case):
            test.write_text(json.dumps({"policy": "policy.json", "cases": [{"name": "n", **case}]}), encoding="utf-8")
            done = run("test", test)
            return done.stdout + done.stderr

        facts = {"units": [{"unit": "u", "kind": "owner"}], "allocations": [{"allocation": "a", "project": "p", "owner": "u", "source": "land", "plan": 1}],
                 "projects": [{"project": "p", "phase": "completed"}]}
        met = {"allocations": [{"allocation": "a", "tier": "land", "tiers": [{"tier": "land", "met": True}, {"tier": "new", "met": False}, {"tier": "rest", "met": True}]}]}
        self.assertIn("1 passed", outcome(given=facts, tiers={"round": "june"}, expect=met))
        self.assertIn("1 failed", outcome(given={**facts, "projects": [{"project": "p", "phase": "new_start"}]}, tiers={"round": "june"}, expect=met))
        self.assertIn("policy_test.unanswerable", outcome(given=facts, tiers={"round": "july"}, expect=met))
        paid = [{"allocation": "a", "month": "2024-01", "disbursed": 1}]
        self.assertIn("the question tiers reads no disbursements", outcome(given={**facts, "disbursements": paid}, tiers={"round": "june"}, expect=met))
        days = {"days": [{"day": "2024-05-01", "working_day": False, "by_the_week": True, "in_the_calendar": True, "last_day_of": []},
                         {"day": "2024-06-19", "working_day": True, "by_the_week": True, "in_the_calendar": False, "last_day_of": [{"round": "june"}]}]}
        asked = {"days": ["2024-05-01", "2024-06-19"]}
        self.assertIn("1 passed", outcome(calendar=asked, expect=days))
        self.assertIn("1 failed", outcome(calendar={"days": ["2024-05-02", "2024-06-19"]}, expect=days))
        self.assertIn("policy_test.not_a_day", outcome(calendar={"days": ["2024-02-30"]}, expect=days))
        self.assertIn("answered from the policy alone", outcome(given=facts, calendar=asked, expect=days))
        refused = [{"code": "policy.round_dates"}]
        self.assertIn("exclude each other", outcome(calendar=asked, expect=days, refused_for=refused))
        self.assertIn("policy and facts are accepted", outcome(refused_for=refused))

    def test_ask_for_figures_or_a_total(self):
        self.write(policy([PLAIN]))
        test = self.folder / "one.test.json"

        def outcome(rate, expect, **more):
            test.write_text(json.dumps({"policy": "policy.json", "cases": [{"name": "n", "rate": rate, "expect": expect, **more}]}), encoding="utf-8")
            done = run("test", test)
            return done.stdout + done.stderr

        ratio = {"figures": {"final_ratio": "50%"}}
        full = {"criteria": [{"criterion": "ratio", "held_by": ["1"], "points": {"num": 10, "den": 1}}],
                "collective": {"total": {"num": 10, "den": 1}, "class": "good", "steps": [{"step": "band", "id": "good", "after": "good"}]}}
        self.assertIn("1 passed", outcome(ratio, full))
        self.assertIn("1 passed", outcome({"total": 5}, {"classes": ["good"]}))
        self.assertIn("1 passed", outcome({"figures": {}}, {"criteria": [{"criterion": "ratio", "held_by": []}]}))
        self.assertIn("1 failed", outcome({"total": "4.9"}, {"classes": ["good"]}))
        for rate, code in (({}, "policy_test.missing"), ({**ratio, "total": 1}, "policy_test.missing"), ({"total": "many"}, "policy_test.not_a_number"),
                           ({"figures": {"final_ratoi": 1}}, "policy_test.unread"), ({"totals": 1}, "policy_test.unread")):
            self.assertIn(code, outcome(rate, full))
        self.assertIn("policy_test.unread", outcome(ratio, full, given={"units": []}))
        # grades are declared and nothing reads them; a ratio isn't negative, and the host says what its metrics can be
        self.assertIn("no criterion, veto or cap of this policy reads \"grade\"", outcome({"figures": {"final_ratio": 1, "grade": 1}}, full))
        self.assertIn("metric.outside_domain", outcome({"figures": {"final_ratio": -1}}, full))
        self.write(policy([PLAIN], vetoes=[limit("strike", "strikes", ">", 1, "rest")]))
        self.assertIn("1 passed", outcome({"figures": {"final_ratio": 1, "strikes": 2}}, {"collective": {"class": "rest"}}))
        self.assertIn("\"strikes\" can't be 1/2", outcome({"figures": {"final_ratio": 1, "strikes": "1/2"}}, full).replace("0.5", "1/2"))
        self.write({key: value for key, value in policy([PLAIN]).items() if key != "evaluation"})
        self.assertIn("policy_test.unanswerable", outcome(ratio, full))
        broken = copy.deepcopy(policy([PLAIN]))
        broken["year"] = "soon"
        self.write(broken)
        self.assertIn("policy.", outcome(ratio, full))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
