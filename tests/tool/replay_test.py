#!/usr/bin/env python3
"""replay_test.py TOOL SOURCE: results are made again byte for byte, and what has changed since is named."""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL, SOURCE = sys.argv[1:3]
POLICY = Path(SOURCE, "policies/lang-son-city-2024.json")
DATA = Path(SOURCE, "docs/examples/lang-son-city-2024")

QUESTIONS = {
    "assess": ("--as-of", "2024-09-30"),
    "assess at a level": ("--as-of", "2024-09-30", "--level", "locality/source"),
    "assess after rounds": ("--as-of", "2024-12-31", "--after", "2024-06", "--after", "2024-09"),
    "reallocate": ("--round", "2024-06"),
    "reallocate after rounds": ("--round", "2024-11", "--after", "2024-06", "--after", "2024-09"),
    "medium-term": ("--round", "trung-han-2024"),
    "revenue": ("--as-of", "2024-11-08"),
    "evaluate": ("--as-of", "2025-01-31"),
    "obligations": ("--as-of", "2024-09-30"),
    "explain": ("--as-of", "2024-09-30", "--unit", "bqlda"),
    "why-not": ("--as-of", "2024-09-30", "--unit", "bqlda", "--goal", "rank:1"),
    "why-not at a level": ("--as-of", "2024-09-30", "--level", "source", "--unit", "thu-sdd", "--goal", "rank:1"),
    "what-would-it-take": ("--as-of", "2024-09-30", "--unit", "bqlda", "--goal", "rank:1"),
    "what-would-it-take by a day": ("--as-of", "2024-09-30", "--unit", "bqlda", "--goal", "class:good", "--by", "2024-12-31"),
    "obligations of a unit": ("--as-of", "2024-09-30", "--unit", "cdt-tnmt"),
}


def run(command, *options, policy=POLICY, data=DATA):
    return subprocess.run([TOOL, command, *options, "--policy", policy, "--data", data], capture_output=True, check=False)


def made(command, *options, form="json", **inputs):
    done = run(command, *options, "--format", form, **inputs)
    assert done.returncode == 0, done.stderr
    return done.stdout


def digest_of(path):
    """As docs/auditing.md says: the first line, then the others in the order of their bytes."""
    first, *rows = path.read_bytes().splitlines(keepends=True)
    return hashlib.sha256(first + b"".join(sorted(rows))).hexdigest()


class Replay(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.data = self.folder / "data"
        self.policy = self.folder / "policy.json"
        shutil.copytree(DATA, self.data)
        shutil.copy(POLICY, self.policy)

    def saved(self, document, name="result.json"):
        path = self.folder / name
        path.write_bytes(document)
        return path

    def replayed(self, result, *options, status, **inputs):
        """The lines that replay prints of a saved result, without the file's name."""
        done = run("replay", result, *options, "--lang", "en", **{"policy": self.policy, "data": self.data, **inputs})
        self.assertEqual((status, b""), (done.returncode, done.stderr), done.stdout.decode())
        return done.stdout.decode().replace(f"{result}:", "").splitlines()

    def change(self, path, was, now):
        text = path.read_text(encoding="utf-8")
        self.assertIn(was, text)
        path.write_text(text.replace(was, now, 1), encoding="utf-8")

    def test_every_result_says_what_it_was_made_of(self):
        files = sorted(DATA.glob("*.csv"))
        digests = [{"file": path.name, "sha256": digest_of(path)} for path in files]
        overall = hashlib.sha256("".join(f"{each['sha256']}  {each['file']}\n" for each in digests).encode()).hexdigest()
        policy = [{"document": "lang-son-city-2024", "sha256": hashlib.sha256(POLICY.read_bytes()).hexdigest()}]
        for name, options in QUESTIONS.items():
            document = json.loads(made(name.split()[0], *options))
            with self.subTest(name):
                self.assertEqual("made_by", next(iter(document)))
                made_by = document["made_by"]
                self.assertEqual(["version", "question", "policy", "dataset", "after"], list(made_by))
                self.assertEqual(policy, made_by["policy"])
                self.assertEqual({"sha256": overall, "files": digests}, made_by["dataset"])
                asked = {key.removeprefix("--").replace("-", "_"): value
                         for key, value in zip(options[::2], options[1::2], strict=True) if key != "--after"}
                self.assertEqual({"command": name.split()[0], **asked}, made_by["question"])
                rounds = [value for key, value in zip(options[::2], options[1::2], strict=True) if key == "--after"]
                self.assertEqual(rounds, [each["round"] for each in made_by["after"]])

    def test_every_result_comes_out_the_same(self):
        for name, options in QUESTIONS.items():
            with self.subTest(name):
                result = self.saved(made(name.split()[0], *options))
                [line] = self.replayed(result, status=0)
                self.assertIn("the same to the byte, made again", line)
        verdicts = self.saved(made("assess", "--as-of", "2024-09-30", form="verdicts"))
        [line] = self.replayed(verdicts, status=0)
        self.assertIn("(assess --as-of 2024-09-30 --format verdicts)", line)

    def test_the_result_may_stand_behind_what_it_was_made_of(self):
        result = self.saved(made("assess", "--as-of", "2024-09-30"))
        given = [TOOL, "replay", "--policy", self.policy, "--data", self.data, result, "--lang", "en"]
        done = subprocess.run(given, capture_output=True, check=False)
        self.assertEqual((0, b""), (done.returncode, done.stderr))
        done = subprocess.run([*given, *["--policy", self.policy] * 2], capture_output=True, check=False)
        self.assertEqual(2, done.returncode)
        self.assertIn(b"At Most 2", done.stderr)
        june = made("reallocate", "--round", "2024-06")
        after = ["--after", self.saved(june, "june.json")]
        september = self.saved(made("reallocate", "--round", "2024-09", *after), "september.json")
        done = subprocess.run([*given[:6], *after, september, "--lang", "en"], capture_output=True, check=False)
        self.assertEqual((0, b""), (done.returncode, done.stderr))

    def test_a_simulation_is_made_again_from_its_scenarios(self):
        scenarios, against = self.folder / "scenarios.json", self.folder / "against.json"
        shutil.copy(POLICY, against)
        self.change(against, '"months": 3', '"months": 2')
        scenarios.write_text(json.dumps({"draws": 5, "seed": 3, "scenarios": [
            {"id": "fitted", "rounds": "recorded", "behaviour": {"kind": "absorption"}}]}))
        given = ("--scenarios", scenarios, "--against", against)
        document = made("simulate", *given)
        made_by = json.loads(document)["made_by"]
        self.assertEqual({"command": "simulate", "scenarios": hashlib.sha256(scenarios.read_bytes()).hexdigest(),
                          "against": hashlib.sha256(against.read_bytes()).hexdigest()}, made_by["question"])
        result = self.saved(document)
        [line] = self.replayed(result, *given, status=0)
        self.assertIn("the same to the byte, made again (simulate)", line)
        done = run("replay", result)
        self.assertEqual(1, done.returncode)
        self.assertIn(b"--scenarios", done.stderr)
        other = self.saved(made("assess", "--as-of", "2024-09-30"), "other.json")
        done = run("replay", other, *given)
        self.assertEqual(1, done.returncode)
        self.assertIn(b"other.json: /made_by/question/command: --scenarios is given for a result of assess", done.stderr)
        self.assertEqual(2, run("replay", result, "--against", against).returncode)
        flagged = json.loads(document)["scenarios"][0]["sides"][0]["figures"]["flagged"]["least"]
        changed = document.replace(f'"least": {flagged}'.encode(), f'"least": {flagged + 1}'.encode(), 1)
        [line, _] = self.replayed(self.saved(changed), *given, status=1)
        self.assertEqual(f"/scenarios/0/sides/0/figures/flagged/least: the result has {flagged + 1}, made again {flagged}", line)
        result = self.saved(document)
        self.change(scenarios, '"seed": 3', '"seed": 4')
        [line, _] = self.replayed(result, *given, status=1)
        self.assertTrue(line.startswith("/made_by/question/scenarios: the result has "), line)
        self.change(scenarios, '"seed": 4', '"seed": 3')
        [line, _] = self.replayed(result, *given[:2], status=1)
        self.assertTrue(line.startswith("/made_by/question"), line)

    def compared(self, *options, status=0):
        done = subprocess.run([TOOL, "compare", *options, "--format", "json"], capture_output=True, check=False)
        self.assertEqual(status, done.returncode, done.stderr)
        return done.stdout

    def compared_again(self, result, *options, status):
        done = subprocess.run([TOOL, "replay", result, *options, "--lang", "en"], capture_output=True, check=False)
        self.assertEqual((status, b""), (done.returncode, done.stderr), done.stdout.decode())
        return done.stdout.decode().replace(f"{result}:", "").splitlines()

    def test_a_comparison_says_both_sides_and_is_made_again(self):
        self.change(self.policy, '"months": 3', '"months": 2')
        self.change(self.data / "disbursements.csv", "kv-164,2024-11,399486000", "kv-164,2024-11,399486001")
        sides = ("--policy", POLICY, "--policy", self.policy, "--data", DATA, "--data", self.data)
        document = self.compared(*sides, "--as-of", "2024-11-30", "--as-of", "2024-12-31")
        self.assertEqual("made_by", next(iter(json.loads(document))))
        made_by = json.loads(document)["made_by"]
        self.assertEqual(["version", "question", "a", "b"], list(made_by))
        self.assertEqual({"command": "compare"}, made_by["question"])
        for side, day, policy, data in (("a", "2024-11-30", POLICY, DATA), ("b", "2024-12-31", self.policy, self.data)):
            self.assertEqual(["as_of", "policy", "dataset", "after"], list(made_by[side]))
            self.assertEqual(day, made_by[side]["as_of"])
            self.assertEqual([{"document": "lang-son-city-2024", "sha256": hashlib.sha256(policy.read_bytes()).hexdigest()}],
                             made_by[side]["policy"])
            self.assertIn({"file": "disbursements.csv", "sha256": digest_of(data / "disbursements.csv")},
                          made_by[side]["dataset"]["files"])
        result = self.saved(document)
        [line] = self.compared_again(result, *sides, status=0)
        self.assertIn("the same to the byte, made again (compare)", line)
        # A figure of the result, then the dataset and the policy of the second side.
        compared = json.loads(document)["verdicts_compared"]
        changed = document.replace(b'"verdicts_compared": %d' % compared, b'"verdicts_compared": %d' % (compared + 1), 1)
        [line, _] = self.compared_again(self.saved(changed, "changed.json"), *sides, status=1)
        self.assertIn(f"/verdicts_compared: the result has {compared + 1}, made again {compared}", line)
        self.change(self.data / "disbursements.csv", "kv-164,2024-11,399486001", "kv-164,2024-11,399486002")
        self.change(self.policy, '"months": 2', '"months": 4')
        lines = self.compared_again(result, *sides, status=1)
        self.assertTrue(lines[0].startswith("/made_by/b/policy/0/sha256: the policy document lang-son-city-2024 is another"), lines)
        self.assertTrue(lines[1].startswith("/made_by/b/dataset/files/2/sha256: the file disbursements.csv is another"), lines)
        self.assertIn(": the result has ", lines[2])
        # Sides the other way round: each is another than it was.
        lines = self.compared_again(result, "--policy", self.policy, "--policy", POLICY, "--data", self.data, "--data", DATA, status=1)
        self.assertEqual(["/made_by/a/policy", "/made_by/a/dataset", "/made_by/b/policy", "/made_by/b/dataset"],
                         ["/".join(line.split("/")[:4]) for line in lines[:4]])

    def test_a_comparison_of_two_days_names_one_policy_and_one_dataset_twice(self):
        given = ("--policy", POLICY, "--data", DATA)
        result = self.saved(self.compared(*given, "--as-of", "2024-09-30", "--as-of", "2024-10-31"))
        [line] = self.compared_again(result, *given, status=0)
        self.assertIn("the same to the byte", line)

    def test_a_comparison_of_rubrics_needs_no_dataset(self):
        self.change(self.policy, "Hoàn thành nhiệm vụ", "Đã hoàn thành nhiệm vụ")
        document = self.compared("--rubrics", POLICY, self.policy)
        made_by = json.loads(document)["made_by"]
        self.assertEqual({"command": "compare --rubrics"}, made_by["question"])
        self.assertIsNone(made_by["b"]["dataset"])
        self.assertEqual(hashlib.sha256(self.policy.read_bytes()).hexdigest(), made_by["b"]["policy"][0]["sha256"])
        result = self.saved(document)
        [line] = self.compared_again(result, "--policy", POLICY, "--policy", self.policy, status=0)
        self.assertIn("the same to the byte, made again (compare --rubrics)", line)
        lines = self.compared_again(result, "--policy", POLICY, status=1)
        self.assertTrue(lines[0].startswith("/made_by/b/policy/0/sha256: the policy document lang-son-city-2024 is another"), lines)

    def test_a_comparison_names_the_documents_that_a_policy_was_resolved_from(self):
        parent = self.folder / "parent.json"
        shutil.copy(POLICY, parent)
        child = self.folder / "child.json"
        child.write_text(json.dumps({"schema": 1, "id": "child", "extends": "parent.json", "year": 2024, "title": {"vi": "a", "en": "b"}}), encoding="utf-8")
        given = ("--policy", child, "--data", DATA)
        document = self.compared(*given, "--as-of", "2024-09-30", "--as-of", "2024-10-31")
        self.assertEqual([("child", hashlib.sha256(child.read_bytes()).hexdigest()),
                          ("lang-son-city-2024", hashlib.sha256(parent.read_bytes()).hexdigest())],
                         [(each["document"], each["sha256"]) for each in json.loads(document)["made_by"]["a"]["policy"]])
        [line] = self.compared_again(self.saved(document), *given, status=0)
        self.assertIn("the same to the byte", line)

    def test_what_replay_can_not_do_with_what_is_given(self):
        """Each option that nothing would read is refused, and so is what is missing."""
        comparison = self.saved(self.compared("--policy", POLICY, "--data", DATA, "--as-of", "2024-09-30"), "comparison.json")
        single = self.saved(made("assess", "--as-of", "2024-09-30"), "single.json")
        given = ("--policy", POLICY, "--data", DATA)
        for result, options, words in (
                (comparison, (*given, "--at", "2024-01-01", "--after", single), ("--at: nothing reads it", "--after: nothing reads it")),
                (comparison, ("--policy", POLICY), ("none is given", "add --data")),
                (single, ("--policy", POLICY), ("none is given", "add --data")),
                (single, (*given, "--data", self.data), ("single.json: /made_by/question/command: two policies or two datasets",)),
                (single, (*given, "--policy", self.policy), ("single.json: /made_by/question/command: two policies or two datasets",))):
            done = subprocess.run([TOOL, "replay", result, *options], capture_output=True, check=False)
            self.assertEqual(1, done.returncode, done.stdout)
            for word in words:
                self.assertIn(word, done.stderr.decode())

    def test_a_result_names_the_digest_of_each_before_it(self):
        june = made("reallocate", "--round", "2024-06")
        september = made("reallocate", "--round", "2024-09", "--after", self.saved(june, "june.json"))
        self.assertEqual(september, made("reallocate", "--round", "2024-09", "--after", "2024-06"))
        [before] = json.loads(september)["made_by"]["after"]
        self.assertEqual({"command": "reallocate", "round": "2024-06", "sha256": hashlib.sha256(june).hexdigest()}, before)
        result = self.saved(september)
        self.replayed(result, "--after", self.folder / "june.json", status=0)
        done = run("replay", result, "--after", "2024-09")
        self.assertEqual(1, done.returncode)
        self.assertIn(b"other results were applied", done.stderr)

    def test_rows_in_another_order_are_the_same_rows(self):
        result = self.saved(made("evaluate", "--as-of", "2025-01-31"))
        for path in self.data.glob("*.csv"):
            first, *rows = path.read_bytes().splitlines(keepends=True)
            path.write_bytes(first + b"".join(reversed(rows)))
        self.replayed(result, status=0)

    def test_one_dong_more_in_the_data_is_named(self):
        result = self.saved(made("assess", "--as-of", "2024-11-30"))
        was = digest_of(self.data / "disbursements.csv")
        self.change(self.data / "disbursements.csv", "kv-164,2024-11,399486000", "kv-164,2024-11,399486001")
        now = digest_of(self.data / "disbursements.csv")
        changed, differs, last = self.replayed(result, status=1)
        self.assertEqual("/made_by/dataset/files/2/sha256: the file disbursements.csv is another: "
                         f"SHA-256 of its rows {was} then, {now} now", changed)
        self.assertEqual("/total/disbursed: the result has 592417025708, made again 592417025709", differs)
        self.assertEqual("not what it comes to when made again (assess --as-of 2024-11-30)", last)

    def test_files_that_came_and_went_are_named(self):
        result = self.saved(made("assess", "--as-of", "2024-11-30"))
        (self.data / "metrics.csv").unlink()
        (self.data / "earlier_runs.csv").write_text("unit,reference,month\n")
        lines = self.replayed(result, status=1)
        self.assertTrue(lines[0].endswith("with the file metrics.csv, which isn't there now"), lines)
        self.assertTrue(lines[1].endswith("without the file earlier_runs.csv, which is there now"), lines)

    def test_a_changed_policy_is_named(self):
        result = self.saved(made("reallocate", "--round", "2024-06"))
        self.policy.write_bytes(POLICY.read_bytes() + b"\n")
        changed, last = self.replayed(result, status=1)
        self.assertTrue(changed.startswith("/made_by/policy/0/sha256: the policy document lang-son-city-2024 is another"))
        self.assertIn("not what it comes to", last)
        self.change(self.policy, '"2024-06"', '"2024-07"')
        lines = self.replayed(result, status=1)
        self.assertTrue(any('the policy has no round "2024-06"' in line for line in lines), lines)

    def test_a_changed_result_is_named_by_its_place(self):
        document = made("reallocate", "--round", "2024-11", "--after", "2024-06")
        changes = {
            b'"total_investment": 22954623958': (b'"total_investment": 22954623959', "/recipients/0/caps/total_investment"),
            b'"outcome": "': (b'"outcome": "not ', "/outcome"),
            b'"pools_cite"': (b'"pools_site"', "/pools_cite"),
        }
        for was, (now, pointer) in changes.items():
            self.assertIn(was, document)
            line, _ = self.replayed(self.saved(document.replace(was, now, 1)), status=1)
            self.assertTrue(line.startswith(f"{pointer}: the result has "), line)
        first, *_ = json.loads(document)["made_by"]["after"]
        line, _ = self.replayed(self.saved(document.replace(first["sha256"].encode(), b"0" * 64)), status=1)
        self.assertTrue(line.startswith("/made_by/after/0/sha256: a result applied before comes out otherwise"), line)
        overall = json.loads(document)["made_by"]["dataset"]["sha256"].encode()
        line, _ = self.replayed(self.saved(document.replace(overall, b"1" * 64)), status=1)
        self.assertTrue(line.startswith("/made_by/dataset/sha256: the result has "), line)
        with_another = document.replace(b'"earlier_rounds_seen": [\n    "2024-06"\n', b'"earlier_rounds_seen": [\n    "2024-06",\n    "2024-09"\n')
        self.assertNotEqual(document, with_another)
        line, _ = self.replayed(self.saved(with_another), status=1)
        self.assertEqual('/earlier_rounds_seen: the result has [ "2024-06", "2024-09" ], made again [ "2024-06" ]', line)
        for shortened in (document[:-1], document + b"\n", document[:len(document) // 2]):
            self.replayed(self.saved(shortened), status=1)

    def test_another_version_is_said_and_the_rest_compared(self):
        document = made("reallocate", "--round", "2024-11", "--after", "2024-06")
        version = json.loads(document)["made_by"]["version"].encode()
        other = document.replace(b'"version": "' + version, b'"version": "0.0.9', 1)
        warning, same = self.replayed(self.saved(other), status=0)
        self.assertIn("made by version 0.0.9", warning)
        self.assertIn("otherwise the same", same)
        lines = self.replayed(self.saved(other.replace(b'"outcome": "', b'"outcome": "not ', 1)), status=1)
        self.assertEqual(3, len(lines), lines)
        self.assertTrue(lines[1].startswith("/outcome: "), lines)

    def test_what_is_no_result_is_refused(self):
        result = made("assess", "--as-of", "2024-09-30")
        for document, pointer in ((b"", ""), (b"{}", ""), (b"[1]", ""), (b"\xff\x00", ""), (b'{"made_by":', ""),
                                  (POLICY.read_bytes(), ""), (b'{"made_by":{}}', "/made_by/version"),
                                  (b'{"made_by":{"version":1}}', "/made_by/version"),
                                  (b'{"made_by":{"version":"1","version":"1"}}', "/made_by/version"),
                                  (b'{"made_by":{"version":"\xff"}}', "/made_by"),
                                  (result.replace(b"2024-09-30", b"2024-09-31"), "/made_by/question/as_of"),
                                  (result.replace(b'"sha256": "', b'"sha256": "x', 1), "/made_by/policy/0/sha256")):
            done = run("replay", self.saved(document))
            self.assertEqual((1, b""), (done.returncode, done.stdout), document[:60])
            self.assertIn(f"result.json: {pointer}".encode(), done.stderr)
            self.assertNotIn(b"memory", done.stderr)
        for was, now in ((b'"command": "assess"', b'"command": "guess"'), (b'"as_of": "2024-09-30"', b'"round": "x"')):
            self.assertEqual(1, run("replay", self.saved(result.replace(was, now, 1))).returncode)
        self.assertEqual(1, run("replay", self.folder / "none.json").returncode)
        self.assertEqual(2, run("replay").returncode)

    def test_it_is_said_in_vietnamese_too(self):
        result = self.saved(made("assess", "--as-of", "2024-09-30"))
        done = run("replay", result)
        self.assertIn("tính lại giống từng byte (assess --as-of 2024-09-30)", done.stdout.decode())

    def test_a_saved_round_is_verified_by_its_digests_too(self):
        document = made("reallocate", "--round", "2024-06")
        result = self.saved(document)
        self.assertEqual(0, run("verify", "--round", result).returncode)
        self.policy.write_bytes(POLICY.read_bytes() + b"\n")
        (self.data / "metrics.csv").write_bytes((self.data / "metrics.csv").read_bytes() + b"\n")
        done = run("verify", "--round", result, "--lang", "en", policy=self.policy, data=self.data)
        self.assertEqual(1, done.returncode)
        places = [line.split(": ")[0].removeprefix(f"{result}:") for line in done.stdout.decode().splitlines()[:-1]]
        self.assertEqual(["/made_by/policy/0/sha256", "/made_by/dataset/sha256", "/made_by/dataset/files/5/sha256"], places)
        for was, now in ((b'"command": "reallocate"', b'"command": "assess"'), (b'"version": "', b'"version": "", "v": "'),
                         (b'"after": []', b'"after": [{}]'), (b'"made_by"', b'"maid_by"')):
            self.assertIn(was, document)
            self.assertEqual(1, run("verify", "--round", self.saved(document.replace(was, now, 1))).returncode)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
