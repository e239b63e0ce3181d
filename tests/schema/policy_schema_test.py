#!/usr/bin/env python3
"""docs/schema/policy-1.json and the loader say the same of policies: keys, words, and what is refused."""

import copy
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    import jsonschema
except ImportError:
    sys.exit(f"{sys.executable} can't import jsonschema: install the distribution's package python3-jsonschema")

from mutations import ABSENT, DATED, EXTENDING, MUTATIONS
from schema_walk import ANNOTATIONS, Walk, keys, pointer

SOURCE = Path(os.environ["GIAINGAN_SOURCE"])
TOOL = os.environ["GIAINGAN_TOOL"]
SCHEMA = json.loads((SOURCE / "docs/schema/policy-1.json").read_text(encoding="utf-8"))
CITY = json.loads((SOURCE / "policies/lang-son-city-2024.json").read_text(encoding="utf-8"))
LEVELS = SOURCE / "docs/examples/three-levels"
CITY_OF_LEVELS = json.loads((LEVELS / "policy.json").read_text(encoding="utf-8"))
EVERY_KEY = json.loads((SOURCE / "tests/schema/every_key.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
DIAGNOSTIC = re.compile(r"^\S*/policy\.json: (?:(?P<place>/\S*): )?(?P<text>.*) \[policy\.\w+\]$", re.MULTILINE)


def load(document, *options):
    """(exit status, {place: text}) of `giaingan check`; what the document extends may be of the three levels."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "policy.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        for parent in ("nation.json", "province.json"):
            (Path(folder) / parent).symlink_to(LEVELS / parent)
        command = [TOOL, "check", "--policy", file, *options]
        run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return run.returncode, {found["place"] or "": found["text"] for found in DIAGNOSTIC.finditer(run.stderr)}


def at(document, place):
    for token in place.split("/")[1:]:
        document = document[int(token) if isinstance(document, list) else token]
    return document


def changed(document, place, value):
    """A copy with the value at that place, or with nothing there."""
    document = copy.deepcopy(document)
    parent, key = place.rsplit("/", 1)
    owner = at(document, parent)
    key = int(key) if isinstance(owner, list) else key
    if value is ABSENT:
        del owner[key]
    else:
        owner[key] = value
    return document


def on_one_line(one, other):
    """Whether one place is, or lies in, the other."""
    return (one + "/").startswith(other + "/") or (other + "/").startswith(one + "/")


class SchemaItself(unittest.TestCase):
    def test_is_a_schema(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def test_every_definition_is_referred_to(self):
        text = json.dumps(SCHEMA)
        for name in SCHEMA["$defs"]:
            self.assertIn(f'"#/$defs/{name}"', text)


class Policies(unittest.TestCase):
    def test_validate(self):
        files = sorted((SOURCE / "policies").glob("*.json"))
        self.assertTrue(files)
        examples = sorted((SOURCE / "docs/examples").glob("*/*.json"))
        # Scenarios, and tests of policies, are other documents.
        examples = [file for file in examples if file.parent.name != "simulation" and not file.name.endswith(".test.json")]
        self.assertTrue(examples)
        for file in [*files, *examples, SOURCE / "tests/schema/every_key.json"]:
            with self.subTest(file=file.name):
                errors = VALIDATOR.iter_errors(json.loads(file.read_text(encoding="utf-8")))
                self.assertEqual([], [f"{error.json_path}: {error.message}" for error in errors])


class Keys(unittest.TestCase):
    def setUp(self):
        self.walk = Walk(jsonschema.Draft202012Validator, SCHEMA)

    def test_are_those_that_loading_knows(self):
        for document in (CITY, EVERY_KEY):
            by_schema = {}
            probed = copy.deepcopy(document)
            for place, value, subschemas in self.walk.places(document):
                if isinstance(value, dict):
                    by_schema[place] = keys(subschemas)
                    self.assertTrue(any(s.get("additionalProperties") is False for s in subschemas), place)
                    at(probed, place)["unknown"] = 1
            status, problems = load(probed)
            self.assertEqual(1, status)
            by_loading = {place.removesuffix("/unknown"): set(re.findall(r"[$\w]+", known))
                          for place, known in self.expected(problems)}
            self.assertEqual(by_loading.keys(), by_schema.keys())
            for place, known in by_loading.items():
                with self.subTest(place=place):
                    self.assertEqual(known, by_schema[place])

    @staticmethod
    def expected(problems):
        for place, text in problems.items():
            known = re.search(r"has no meaning here; expected (?:one of )?(.*); ", text)
            if known:
                yield place, known[1].replace(" or ", ", ")

    def test_each_is_used_and_so_loads(self):
        self.assertEqual(0, load(EVERY_KEY)[0])
        days = ({"$ref": "#/$defs/first_day"}, {"$ref": "#/$defs/last_day"})
        unused = {name: {key for key, value in part["properties"].items() if value not in days} - set(ANNOTATIONS)
                  for name, part in SCHEMA["$defs"].items()
                  if part.get("additionalProperties") is False and name not in ("cite", "wrapped", "dated")}
        # Of two keys that exclude one another, the city's policy has the other.
        for _, value, subschemas in [*self.walk.places(EVERY_KEY), *self.walk.places(CITY)]:
            for name, part in SCHEMA["$defs"].items():
                if name in unused and isinstance(value, dict) and any(part is s for s in subschemas):
                    unused[name] -= set(value)
        self.assertEqual({}, {name: rest for name, rest in unused.items() if rest})


class Words(unittest.TestCase):
    def test_are_those_that_loading_knows(self):
        walk = Walk(jsonschema.Draft202012Validator, SCHEMA)
        for document in (CITY, EVERY_KEY):
            seen = set()
            for place, value, subschemas in walk.places(document):
                words = {word for s in subschemas for word in s.get("enum", [])}
                kind_of_place = re.sub(r"/[0-9]+", "/", place)
                if words and isinstance(value, str) and kind_of_place not in seen:
                    seen.add(kind_of_place)
                    with self.subTest(place=place):
                        self.assertEqual(self.known_by_loading(changed(document, place, "no such word")), words)

    def known_by_loading(self, document):
        _, problems = load(document)
        pattern = re.compile(r'"no such word".*; expected .*(?:one|any) of (.*); ')
        found = [known[1] for known in map(pattern.search, problems.values()) if known]
        self.assertEqual(1, len(found), problems)
        return set(re.findall(r'"([^"]*)"', found[0]) or found[0].split(", "))


class Dated(unittest.TestCase):
    def test_values_are_taken_by_both(self):
        for place, value in DATED:
            with self.subTest(place=place, value=value):
                document = changed(CITY, place, value)
                self.assertEqual([], [error.message for error in VALIDATOR.iter_errors(document)])
                self.assertEqual((0, {}), load(document, "--at", "2024-06-30"))
                self.assertEqual(1, load(document, "--format", "json")[0], "nothing in it depends on the day")


class Mutations(unittest.TestCase):
    def test_are_refused_by_both(self):
        self.refused_by_both(CITY, MUTATIONS)

    def test_of_what_extends_are_refused_by_both(self):
        self.refused_by_both(CITY_OF_LEVELS, EXTENDING, "--at", "2024-06-30")

    def refused_by_both(self, whole, mutations, *options):
        self.assertEqual(0, load(whole, *options)[0])
        for place, value in mutations:
            with self.subTest(place=place, value="nothing" if value is ABSENT else value):
                document = changed(whole, place, value)
                status, problems = load(document, *options)
                self.assertEqual(1, status, "loading accepts it")
                changed_object = place.rsplit("/", 1)[0]
                self.assertTrue(any(on_one_line(said, changed_object) for said in problems), list(problems))
                errors = list(VALIDATOR.iter_errors(document))
                self.assertTrue(errors, "the schema accepts it")
                self.assertTrue(any(on_one_line(pointer(*error.absolute_path), changed_object) for error in errors))


if __name__ == "__main__":
    unittest.main()
