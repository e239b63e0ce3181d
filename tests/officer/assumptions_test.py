#!/usr/bin/env python3
"""Every result that depends on an assumed value says so (rules.md §0)."""

import json
import tempfile
import unittest
from pathlib import Path

from city import POLICY, ROUNDS, after, document

# Assumed, but nothing of the city's year rests on it.
NOTHING_RESTS_ON = {
    "/project_checks/total_investment",  # no project of the city is above it
    "/project_checks/funding_limits/years/0/limit", "/project_checks/funding_limits/years/1/limit",  # nor past these
    "/project_checks/settlement/0/months/0/limit", "/project_checks/settlement/0/months/1/limit",
    "/project_checks/settlement/0/months/2/limit",
}


def documents():
    yield document("assess", "--as-of", "2025-01-31")
    yield document("assess", "--as-of", "2024-09-30")  # when the ledgers differ
    yield document("revenue", "--as-of", "2024-11-08")
    yield document("medium-term", "--round", "trung-han-2024")
    yield document("evaluate", "--as-of", "2025-01-31")
    for round_id in ROUNDS:
        yield document("reallocate", "--round", round_id, *after(round_id))


def cited_assumptions(value):
    """The pointers that the citations of a document carry, its closing list apart."""
    if isinstance(value, dict):
        if value.get("assumed") is True:
            yield from value["assumptions"]
        for key, member in value.items():
            if key != "assumed":
                yield from cited_assumptions(member)
    elif isinstance(value, list):
        for member in value:
            yield from cited_assumptions(member)


class Assumptions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.documents = list(documents())

    def test_are_each_carried_by_the_results_that_rest_on_them(self):
        listed = {entry["pointer"] for entry in self.documents[0]["assumed"]}
        cited = {pointer for each in self.documents for pointer in cited_assumptions(each)}
        self.assertEqual(listed - NOTHING_RESTS_ON, cited)

    def test_decide_rejected_requests(self):
        decided_by = {"outside_medium_term_plan": "/reallocation/bars", "settled": "/reallocation/bars",
                      "cut_earlier": "/reallocation/resupplement", "barred": "/reallocation/barring_findings"}
        seen = set()
        rounds = [each for each in self.documents if "certificate" in each]
        for each in rounds:
            for request in each["rejected"]:
                if request["rejection"] in decided_by:
                    seen.add(request["rejection"])
                    self.assertIn(decided_by[request["rejection"]], request["cite"]["assumptions"], request)
                    self.assertIn("evidence", request)
        self.assertEqual(set(decided_by), seen)

    def test_decide_the_review_list(self):
        review = self.documents[0]["review"]
        for entry in review:
            if entry["flagged"]:
                self.assertIn("/below_average/combine", entry["cite"]["assumptions"], entry["unit"])
            else:  # a violation is the letter's own ground
                self.assertNotIn("assumed", entry["cite"], entry["unit"])
        self.assertEqual({True, False}, {entry["flagged"] for entry in review})

    def test_of_a_rule_are_those_of_the_points_given_for_its_verdicts(self):
        evaluation = next(each for each in self.documents if "subjects" in each)
        criteria = {each["criterion"]: each for each in evaluation["subjects"][0]["criteria"]}
        for criterion, pointer in (("average", "/below_average/combine"), ("milestones", "/milestones/0/ratio"),
                                   ("reports-late", "/obligations/duties/2/day_of_month"), ("ratio", "/bases/0")):
            for cite in [criteria[criterion]["cite"], *(line["cite"] for line in criteria[criterion]["evidence"])]:
                self.assertIn(pointer, cite["assumptions"], criterion)

    def test_are_gone_where_the_policy_gives_the_value(self):
        policy = json.loads(POLICY.read_text(encoding="utf-8"))
        policy["reallocation"]["bars"] = {"value": policy["reallocation"]["bars"]["value"],
                                          "cite": {"doc": "law-39-2019", "clause": "50"}}
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "policy.json"
            file.write_text(json.dumps(policy), encoding="utf-8")
            each = document("reallocate", "--round", "2024-06", policy=file)
        cites = [request["cite"] for request in each["rejected"]
                 if request["rejection"] == "outside_medium_term_plan"]
        self.assertEqual([{"doc": "law-39-2019", "clause": "50"}], cites)


if __name__ == "__main__":
    unittest.main()
