#!/usr/bin/env python3
"""project_checks_test.py TOOL SOURCES: what is found of projects and ledgers, on the example city."""

import json
import subprocess
import sys
import unittest
from pathlib import Path

TOOL, SOURCES = sys.argv[1], Path(sys.argv[2])
INPUTS = ("--policy", SOURCES / "policies" / "lang-son-city-2024.json", "--data",
          SOURCES / "docs" / "examples" / "lang-son-city-2024")
AS_OF = ("--as-of", "2024-09-30")


def run(*arguments):
    return subprocess.run([TOOL, *map(str, arguments)], capture_output=True, encoding="utf-8", check=True)


class ProjectChecks(unittest.TestCase):
    """What was found of projects and ledgers, with what was compared, which side is missing and for how long."""

    def document(self, day):
        return json.loads(run("assess", *INPUTS, "--as-of", day, "--format", "json").stdout)

    def test_every_check_has_its_evidence(self):
        found = {}
        for day in ("2024-04-30", "2024-09-30"):
            for finding in self.document(day)["project_checks"]:
                self.assertEqual((finding["evidence"]["rule"], finding["evidence"]["subject"], finding["evidence"]["holds"]),
                                 ("project_checks." + finding["finding"], finding["project"], True))
                self.assertIsNotNone(finding["evidence"]["cite"])
                found.setdefault(finding["finding"], finding)
        self.assertEqual(set(found), {"funding_past_limit", "new_start_late", "settlement_overdue", "investment_raised",
                                      "outside_medium_term"})

    def test_projects_that_could_not_be_checked_are_named(self):
        unchecked = self.document("2024-09-30")["unchecked_projects"]
        self.assertEqual(unchecked[0], {"finding": "funding_past_limit", "project": "da-016", "check": "",
                                        "reason": "no_first_funded_year", "cite": {"doc": "law-39-2019", "clause": "52"}})

    def test_ledgers_say_which_side_lacks_the_row_and_for_how_long(self):
        document = self.document("2024-03-31")
        first = document["reconciliation"][0]
        self.assertEqual([first[key] for key in ("allocation", "left_system", "right_system", "figure", "right", "difference",
                                                 "missing", "months")],
                         ["kv-007", "owner", "tabmis", "plan", None, None, "tabmis", 3])
        self.assertIsNone(first["evidence"]["holds"])
        source = document["reconciliation_by_source"][0]
        self.assertEqual([source[key] for key in ("source", "left_system", "right_system", "figure", "difference",
                                                  "left_missing", "right_missing", "months")],
                         ["nst-tap-trung", "owner", "tabmis", "plan", 5031200000, 0, 1, 3])
        self.assertEqual(source["evidence"]["left"]["num"], source["left"])

    def test_texts_say_it_too(self):
        text = run("assess", *INPUTS, "--as-of", "2024-03-31").stdout
        self.assertRegex(text, r"Đối chiếu số liệu của các hệ thống, tháng 3/2024 – điểm 4\.8, .* \[giả định \d+\]\n")
        self.assertRegex(text, r"nst-tap-trung +chủ đầu tư – TABMIS +kế hoạch +49\.831\.200\.000 +44\.800\.000\.000 +5\.031\.200\.000 +0/1 +3")
        self.assertRegex(text, r"kv-007 +Kho bạc – TABMIS +kế hoạch +7\.035\.000\.000 +– +– +TABMIS +3 +Hệ thống")
        self.assertIn("chậm quyết toán (Nộp hồ sơ quyết toán), 229 ngày (hạn 15/8/2023, chưa làm)", text)
        self.assertIn("(da-016): quá thời gian bố trí vốn: không có năm đầu bố trí vốn – Điều 52, văn bản", text)
        english = run("assess", *INPUTS, *AS_OF, "--lang", "en").stdout
        self.assertIn("funded past the time limit of its group: 4 > 3 years", english)
        self.assertIn("without authority, on 2024-08-12: 1,180,000,000 VND", english)
        self.assertNotIn("Reconciliation", run("assess", *INPUTS, "--as-of", "2025-01-31", "--lang", "en").stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
