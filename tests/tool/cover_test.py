#!/usr/bin/env python3
"""What `giaingan check` says of bands and tables that leave values open or hold them twice."""

import copy
import json
import random
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL = sys.argv[1]
TEXT = {"vi": "a", "en": "b"}
UNITS = {"a": (700, 1), "b": (400, 2), "c": (450, 3), "d": (900, 3), "e": (430, 1)}  # disbursed of 1000, grade


def policy(criteria, host_metrics=(), classes=None):
    return copy.deepcopy({"schema": 1, "id": "p", "title": TEXT, "year": 2024,
            "bases": [{"id": "current", "title": TEXT, "plan": "current"}], "averages": [],
            "disbursement": {"basis": "current"},
            "evaluation": {"basis": "current", "host_metrics": [{"title": TEXT, **each} for each in host_metrics],
                           "criteria": [{"title": TEXT, "missing": "zero", **each} for each in criteria],
                           "classes": classes or [{"id": "all", "title": TEXT}]}})


BANDS = {"id": "ratio", "metric": "final_ratio",
         "bands": [{"to": "30%", "points": 0}, {"from": "30%", "to": "41%", "points": 1}, {"from": "50%", "points": 2}]}
GRID = {"id": "grid", "table": {"metrics": ["final_ratio", "grade"], "rows": [
    {"id": "low", "when": [{"metric": "final_ratio", "to": "50%"}], "points": 0},
    {"id": "first", "when": [{"metric": "final_ratio", "from": "40%"}, {"metric": "grade", "values": [1, 2]}], "points": 1}]}}
GRADE = {"id": "grade", "values": [1, 2, 3]}


class Check(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        data = self.data = Path(self.folder.name)
        (data / "units.csv").write_text("unit,name,kind,parent\n" + "".join(f"{u},{u},owner,\n" for u in UNITS))
        (data / "allocations.csv").write_text("allocation,project,owner,locality,source,programme,carried_from,plan\n"
                                              + "".join(f"p{u},,{u},,land,,,1000\n" for u in UNITS))
        (data / "disbursements.csv").write_text("allocation,month,disbursed,kind\n"
                                                + "".join(f"p{u},2024-12,{v[0]},\n" for u, v in UNITS.items()))
        self.write_grades({unit: values[1] for unit, values in UNITS.items()})

    def write_grades(self, grades):
        (self.data / "metrics.csv").write_text("unit,metric,value\n" + "".join(f"{u},grade,{g}\n" for u, g in grades.items()))

    def run_tool(self, command, document, *options):
        file = self.data / "policy.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        return subprocess.run([TOOL, command, "--policy", file, *options], capture_output=True, encoding="utf-8", check=False)

    def test_puts_first_what_concerns_the_most_units(self):
        document = policy([BANDS, GRID], [GRADE])
        done = self.run_tool("check", document, "--data", self.data, "--lang", "en")
        self.assertEqual((1, ""), (done.returncode, done.stderr))
        lines = [line for line in done.stdout.splitlines() if line.startswith(("  - ", "mistake"))]
        self.assertEqual([
            "mistake: bands of the criterion ratio, left open [policy.band_gap /evaluation/criteria/0/bands]",
            "  - 0.41 ≤ final_ratio < 0.5; such as final_ratio = 0.41; units in it: 2",
            "mistake: table of the criterion grid, held more than once [policy.table_overlap /evaluation/criteria/1/table/rows]",
            "  - low + first: 0.4 ≤ final_ratio < 0.5, grade ≤ 2; such as final_ratio = 0.4, grade = 1; units in it: 2",
            "mistake: table of the criterion grid, left open [policy.table_gap /evaluation/criteria/1/table/rows]",
            "  - final_ratio ≥ 0.5, grade = 3; such as final_ratio = 1, grade = 3; units in it: 1"], lines)
        # in October nobody had disbursed anything
        october = self.run_tool("check", document, "--data", self.data, "--as-of", "2024-10-31", "--format", "json")
        self.assertEqual([0, 0, 0], [each["units"] for each in json.loads(october.stdout)["cover_faults"]])
        alone = self.run_tool("check", document, "--format", "json")
        self.assertEqual([None] * 3, [each["units"] for each in json.loads(alone.stdout)["cover_faults"]])
        vietnamese = self.run_tool("check", document).stdout
        self.assertIn("sai: bảng của tiêu chí grid, chồng lên nhau", vietnamese)

    def test_counts_figures_as_the_rubric_compares_them(self):
        document = policy([BANDS])
        document["evaluation"]["compare_at"] = "10%"  # 45 % is compared as 50 %, and 40 % and 43 % as 40 %, a bound
        document["evaluation"]["criteria"][0]["bands"][1]["to"] = "43%"
        found = json.loads(self.run_tool("check", document, "--data", self.data, "--format", "json").stdout)
        self.assertEqual([2], [each["units"] for each in found["cover_faults"]])

    def test_takes_bounds_and_values_as_the_rubric_compares_them(self):
        def found(step, *bands):
            document = policy([{"id": "ratio", "metric": "final_ratio", "bands": list(bands)}])
            document["evaluation"]["compare_at"] = step
            return json.loads(self.run_tool("check", document, "--format", "json").stdout)["cover_faults"]

        # Nothing is compared as a figure between 49.99 % and 50 %.
        below = {"to": "49.99%", "includes": "to", "points": 0}
        self.assertEqual([], found("0.01%", below, {"from": "50%", "points": 1}))
        gap, = found("0.001%", below, {"from": "50%", "points": 1})
        self.assertEqual(({"num": 49991, "den": 100000}, {"num": 49999, "den": 100000}),
                         tuple({key: gap["where"][0][bound][key] for key in ("num", "den")} for bound in ("from", "to")))
        self.assertEqual([[]], [each["held_by"] for each in gap["test"]["cases"][0]["expect"]["criteria"]])
        # Both bounds are compared as 50 %.
        bounds = {"to": "50.001%", "includes": "to", "points": 0}, {"from": "50.004%", "points": 1}
        self.assertEqual(["policy.band_gap"], [each["code"] for each in found("0.001%", *bounds)])
        overlap, = found("0.01%", *bounds)
        self.assertEqual(("policy.band_overlap", ["0", "1"]), (overlap["code"], overlap["rows"]))
        self.assertEqual("final_ratio = 0.5; such as final_ratio = 0.5", overlap["text"])
        self.assertIsNotNone(overlap["test"])

    def test_refuses_every_other_problem_as_loading_does(self):
        document = policy([BANDS, {**GRID, "weight": -1}], [GRADE])
        done = self.run_tool("check", document)
        self.assertEqual((1, ""), (done.returncode, done.stdout))
        for code in ("policy.bad_weight", "policy.band_gap", "policy.table_gap", "policy.table_overlap"):
            self.assertIn(code, done.stderr)

    def test_explains_the_row_of_a_table_and_what_it_would_take_to_leave_it(self):
        grid = copy.deepcopy(GRID)
        grid["table"]["rows"][1]["when"][0]["from"] = "50%"
        grid["table"]["rows"].append({"id": "third", "when": [{"metric": "final_ratio", "from": "50%"}, {"metric": "grade", "values": [3]}], "points": 2})
        classes = [{"id": "good", "title": TEXT, "from": 1}, {"id": "rest", "title": TEXT, "to": 1}]
        document = policy([grid], [{**GRADE}], classes)
        options = ("--data", self.data, "--as-of", "2024-12-31")
        rated = self.run_tool("explain", document, *options, "--unit", "a", "--lang", "en")
        self.assertEqual((0, ""), (rated.returncode, rated.stderr))
        self.assertIn("basis 70.00 %; b 1 ", rated.stdout)
        self.assertIn("basis from 50.00 %; b 1 or 2 ", rated.stdout)
        takes = self.run_tool("what-would-it-take", document, *options, "--unit", "b", "--goal", "class:good", "--format", "json")
        self.assertEqual((0, ""), (takes.returncode, takes.stderr))
        answer = json.loads(takes.stdout)
        self.assertEqual((100, True), (answer["addition"], answer["proven_least"]))
        unmet = json.loads(self.run_tool("why-not", document, *options, "--unit", "b", "--goal", "class:good", "--format", "json").stdout)
        self.assertIn(("evaluation.points", "grid"), [(each["condition"]["rule"], each["condition"]["object"]) for each in unmet["unmet"]])

    def test_covers_a_table_row_by_row(self):
        grid = copy.deepcopy(GRID)
        grid["table"]["rows"][0]["when"][0]["to"] = "40%"
        grid["table"]["rows"][0].pop("id")
        document = policy([grid], [{**GRADE, "values": [1, 2]}])
        (self.data / "policy.json").write_text(json.dumps(document), encoding="utf-8")
        case = {"name": "at the edge", "data": ".", "evaluate": {"as_of": "2024-12-31"},
                "expect": {"subjects": [{"unit": "b", "subject": "collective", "criteria": [{"criterion": "grid", "band": "first"}]}]}}
        self.write_grades({unit: min(values[1], 2) for unit, values in UNITS.items()})
        tests = self.data / "one.test.json"
        tests.write_text(json.dumps({"policy": "policy.json", "cases": [case]}), encoding="utf-8")
        done = subprocess.run([TOOL, "test", tests], capture_output=True, encoding="utf-8", check=False)
        self.assertEqual((0, ""), (done.returncode, done.stderr))
        said = [" ".join(line.split()) for line in done.stdout.splitlines() if "/table/" in line]
        self.assertEqual(["exercised /evaluation/criteria/0/table/rows/1 (row grid/first): 1 case",
                          "not exercised /evaluation/criteria/0/table/rows/0 (row grid/0)"], sorted(said))

    def test_refuses_values_that_a_metric_cannot_have(self):
        document = policy([{"id": "grade", "metric": "grade", "bands": [{"points": 1}]}], [GRADE])
        options = ("--data", self.data, "--as-of", "2024-12-31")
        self.assertEqual(0, self.run_tool("evaluate", document, *options).returncode)
        self.write_grades({"a": 1, "b": "2.5", "c": 4})
        done = self.run_tool("evaluate", document, *options)
        self.assertEqual(1, done.returncode)
        for said in ('the metric "grade" of the unit "b" is 5/2', 'of the unit "c" is 4', "one of 1, 2, 3", "metric.outside_domain"):
            self.assertIn(said, done.stderr)
        question = self.run_tool("why-not", document, *options, "--unit", "a", "--goal", "class:all")
        self.assertEqual((1, ""), (question.returncode, question.stdout))
        self.assertIn("metric.outside_domain", question.stderr)

    def test_says_of_a_table_of_40_rows_and_5_columns_what_a_person_reads(self):
        draw = random.Random(40)
        metrics = [{"id": f"m{i}", "from": 0, "to": 10} for i in range(5)]
        rows = []
        for _ in range(40):
            cells = []
            for each in metrics:
                low, high = sorted(draw.sample(range(11), 2))
                cells.append({"metric": each["id"], "from": low, "to": high})
            rows.append({"when": cells, "points": 1})
        document = policy([{"id": "grid", "table": {"metrics": [each["id"] for each in metrics], "rows": rows}}], metrics)
        done = self.run_tool("check", document, "--lang", "en")
        self.assertEqual(1, done.returncode)
        self.assertLess(len(done.stdout.splitlines()), 40)
        self.assertIn(" more (--format json lists them all)", done.stdout)
        found = json.loads(self.run_tool("check", document, "--format", "json").stdout)["cover_faults"]
        self.assertNotIn("unchecked", {each["kind"] for each in found})
        gaps = [each["where"] for each in found if each["kind"] == "gap"]
        self.assertLess(len(gaps), 700)
        named = {(one, other) for each in found if each["kind"] == "overlap" for one in each["rows"] for other in each["rows"]}
        for _ in range(3000):  # any point is in a row or in a gap, and in two rows only if an overlap names both
            point = [draw.randrange(41) / 4 for _ in metrics]
            held = [str(i) for i, row in enumerate(rows)
                    if all(cell["from"] <= x < cell["to"] for cell, x in zip(row["when"], point))]
            self.assertNotEqual(bool(held), any(all(map(inside, gap, point)) for gap in gaps))
            self.assertTrue(all((one, other) in named for one in held for other in held if one != other))


def inside(side, x):
    def reaches(key, less):
        if key not in side:
            return True
        bound = side[key]["num"] / side[key]["den"]
        return less(bound, x) or (bound == x and side[key + "_included"])
    return reaches("from", lambda bound, x: bound < x) and reaches("to", lambda bound, x: x < bound)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
