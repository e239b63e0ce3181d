#!/usr/bin/env python3
"""Years simulated from the command line: the same bytes however they are made, going on after a stop, and what is
wrong with scenarios."""

import csv
import json
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from fractions import Fraction
from pathlib import Path

TOOL, SOURCE = sys.argv[1], Path(sys.argv[2])
POLICY = SOURCE / "policies/lang-son-city-2024.json"
DATA = SOURCE / "docs/examples/lang-son-city-2024"
ABSORPTION = {"kind": "absorption", "class_by": ["group", "phase"]}


class Simulate(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def command(self, scenarios, *options):
        file = self.folder / "scenarios.json"
        file.write_text(json.dumps(scenarios), encoding="utf-8")
        return [TOOL, "simulate", "--policy", POLICY, "--data", DATA, "--scenarios", file, *options]

    def run_tool(self, scenarios, *options):
        return subprocess.run(self.command(scenarios, *options), capture_output=True, encoding="utf-8", check=False)

    def document(self, scenarios, *options):
        run = self.run_tool(scenarios, "--format", "json", *options)
        self.assertEqual(run.returncode, 0, run.stderr)
        return run.stdout

    def test_rows_summaries_and_bytes(self):
        scenarios = {"draws": 40, "seed": 7, "quantiles": ["0", "1/2", "100%"], "scenarios": [
            {"id": "rounds", "draws": 6, "behaviour": ABSORPTION},
            {"id": "pair", "behaviour": ABSORPTION, "rounds": "recorded",
             "against_with": {"/below_average/combine": "all"}}]}
        out = self.folder / "out"
        one = self.document(scenarios)
        self.assertEqual(self.document(scenarios, "--threads", "3", "--out", out), one)
        self.assertEqual(self.document(scenarios, "--out", out), one, "everything is there already")
        rounds, pair = json.loads(one)["scenarios"]
        self.assertGreater(rounds["sides"][0]["figures"]["moved"]["least"], 0)
        self.assertLessEqual(pair["differences"]["flagged"]["greatest"], 0)
        self.assertEqual([side["changed"] for side in pair["sides"]], [[], ['/below_average/combine = "all"']])
        text = self.run_tool(scenarios, "--lang", "en").stdout
        self.assertIn('\n(2) lang-son-city-2024, /below_average/combine = "all"\n', text)
        self.assertIn("\n(2) less (1), draw by draw\n", text)
        with open(out / "pair.csv", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([row["draw"] for row in rows], [str(i) for i in range(40)])
        differences = sorted(int(row["against:flagged"]) - int(row["flagged"]) for row in rows)
        told = pair["differences"]["flagged"]
        self.assertEqual(Fraction(told["mean"]["num"], told["mean"]["den"]), Fraction(sum(differences), 40))
        self.assertEqual(told["quantiles"], {"0": differences[0], "1/2": differences[19], "100%": differences[39]})
        units = {unit["unit"]: unit["flagged"] for unit in pair["sides"][0]["units"]}
        self.assertEqual(sum(units.values()), sum(int(row["flagged"]) for row in rows))

    def test_parts_of_a_sweep_are_its_rows(self):
        def rows(first, draws):
            out = self.folder / f"{first}-{draws}"
            self.document({"seed": 7, "draws": draws, "first_draw": first, "scenarios": [
                {"id": "s", "behaviour": ABSORPTION, "rounds": "recorded"}]}, "--out", out)
            return (out / "s.csv").read_text(encoding="utf-8").splitlines()

        whole, begin, rest = rows(0, 300), rows(0, 40), rows(40, 260)
        self.assertEqual(whole, begin + rest[1:])
        self.assertTrue(rest[1].startswith("40,"), rest[1])

    def test_recorded_year_is_the_real_one(self):
        scenarios = {"scenarios": [{"id": "real", "behaviour": {"kind": "recorded"}, "rounds": "recorded"}]}
        figures = json.loads(self.document(scenarios))["scenarios"][0]["sides"][0]["figures"]
        assess = subprocess.run([TOOL, "assess", "--policy", POLICY, "--data", DATA, "--as-of", "2025-01-31", "--format", "json"],
                                capture_output=True, encoding="utf-8", check=True)
        verdicts = json.loads(assess.stdout)
        self.assertEqual(figures["flagged_at_end"]["least"], sum(u["flagged"] for u in verdicts["below_average"]))
        self.assertEqual(figures["disbursed"]["least"], sum(u["disbursed"] for u in verdicts["units"]))

    def test_going_on_after_an_interrupt(self):
        scenarios = {"draws": 60000, "seed": 1, "scenarios": [
            {"id": "long", "behaviour": ABSORPTION, "rounds": "recorded"}]}
        out = self.folder / "out"
        process = subprocess.Popen(self.command(scenarios, "--out", out, "--lang", "en"), stderr=subprocess.PIPE, encoding="utf-8")
        rows = out / "long.rows"
        while process.poll() is None and not (rows.exists() and rows.stat().st_size > 0):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 1)
        self.assertRegex(told, r"stopped in scenario long after \d+ draws; run the same command to go on")
        draws = json.loads((out / "long.state").read_text(encoding="utf-8"))["draws"]
        self.assertGreater(draws, 0)
        scenarios["scenarios"][0]["draws"] = draws + 300
        on = self.document(scenarios, "--out", out)
        self.assertEqual(on, self.document(scenarios, "--threads", "2"))
        for changed, told in (({"seed": 2}, "/sweep: the state is of another sweep"),
                              ({"first_draw": 1}, "/first_draw: the state begins with draw 0; expected 1")):
            other = self.run_tool({**scenarios, **changed}, "--out", out)
            self.assertEqual(other.returncode, 1)
            self.assertIn(told, other.stderr)

    def test_parts_put_together_are_the_whole(self):
        def scenarios(first, draws, seed=3):
            return {"draws": draws, "first_draw": first, "seed": seed, "scenarios": [
                {"id": "a", "behaviour": ABSORPTION, "rounds": "recorded"},
                {"id": "b", "behaviour": ABSORPTION, "with": {"/below_average/months": 2}, "rounds": "recorded"}]}

        def part(first, draws, name, seed=3):
            folder = self.folder / name
            self.document(scenarios(first, draws, seed), "--out", folder)
            return ["--parts", folder]

        middle, last, start = part(9, 20, "middle"), part(29, 31, "last"), part(5, 4, "start")
        out, whole = self.folder / "joined", self.folder / "whole"
        parts = [*last, *start, *middle]
        before = {file: file.read_bytes() for file in self.folder.glob("*/*")}
        expected = self.document(scenarios(5, 55), "--out", whole)
        self.assertEqual(self.document(scenarios(5, 55), *parts, "--out", out), expected)
        self.assertEqual(self.document(scenarios(5, 55), *parts), expected)
        for name in ("a.csv", "b.csv", "a.state", "b.state", "a.rows", "b.rows"):
            self.assertEqual((out / name).read_bytes(), (whole / name).read_bytes(), name)
        self.assertEqual({file: file.read_bytes() for file in before}, before)

        def refused(asked, *options):
            run = self.run_tool(asked, *options)
            self.assertEqual((run.returncode, run.stdout), (1, ""), run.stderr)
            return run.stderr

        told = refused(scenarios(0, 70), *start, *last)
        for line in ("draws 0 to 4 are in no part of scenario a", "draws 9 to 28 are in no part of scenario a",
                     "draws 60 to 69 are in no part of scenario a"):
            self.assertIn(line, told)
        told = refused(scenarios(6, 50), *parts)
        self.assertIn("start/a.state: draw 5 stands before the first that is asked for", told)
        self.assertIn("last/a.state: draws 56 to 59 are beyond what is asked for", told)
        twice = part(8, 2, "twice")
        told = refused(scenarios(5, 55), *parts, *twice)
        self.assertIn("twice/a.state: draw 8 stands in another part too", told)
        self.assertIn("middle/a.state: draw 9 stands in another part too", told)
        self.assertIn("the state is of another sweep", refused(scenarios(5, 55), *parts, *part(60, 1, "other", seed=4)))
        self.assertIn("nowhere/a.state: the folder has no part of the scenario",
                      refused(scenarios(5, 55), *parts, "--parts", self.folder / "nowhere"))
        self.assertIn("the folder has 55 draws already", refused(scenarios(5, 55), *parts, "--out", out))
        (self.folder / "last" / "a.rows").write_bytes(b"")
        self.assertIn("last/a.rows: not all rows could be read", refused(scenarios(5, 55), *parts))

    def test_everything_wrong_is_said_at_once(self):
        run = self.run_tool({"draws": 0, "quantiles": ["150%"], "speed": 1, "scenarios": [
            {"id": "a/b", "behaviour": {"kind": "absorption", "class_by": ["size"], "curves": [{"shares": ["1%"]}],
                                        "pace_of": [{"class": "Z", "pace": "17"}]}},
            {"id": "c", "plan_changes": [{"allocation": "none", "date": "2024-06-01", "change": 1}],
             "with": {"/below_average/none": 1}},
            {"id": "d", "behaviour": {"kind": "recorded"}, "with": {"/below_average/months": 0},
             "plan_changes": [{"allocation": "kv-001", "date": "2024-06-01", "change": -9223372036854775807}]}]})
        self.assertEqual(run.returncode, 1)
        for told in ("/draws: ", "/quantiles: \"150%\" is no quantile", "/speed: ", "/scenarios/0/id: \"a/b\" can't name files",
                     "\"size\" tells no classes apart", "/scenarios/0/behaviour/curves/0/shares: 1 shares",
                     "there is no class \"Z\"", "the pace is out of place", "/scenarios/1: the scenario doesn't say how",
                     "there is no allocation \"none\"", "the policy has nothing at \"/below_average/none\"",
                     "/scenarios/2/with: ", "/scenarios/2/plan_changes: "):
            self.assertIn(told, run.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
