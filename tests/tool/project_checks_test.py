#!/usr/bin/env python3
"""project_checks_test.py TOOL SOURCES: what is found of projects and ledgers, on the example city."""

import csv
import json
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOOL, SOURCES = sys.argv[1], Path(sys.argv[2])
INPUTS = ("--policy", SOURCES / "policies" / "lang-son-city-2024.json", "--data",
          SOURCES / "docs" / "examples" / "lang-son-city-2024")
AS_OF = ("--as-of", "2024-09-30")
OTHER_DAYS = {"2024-06-30": {"next_working_day": "2024-07-01", "previous_working_day": "2024-06-28"},
              "2024-03-31": {"next_working_day": "2024-04-01", "previous_working_day": "2024-03-29"}}


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

    def test_a_deadline_on_a_day_off_shows_what_other_readings_say(self):
        found = [each for each in self.document("2024-07-31")["project_checks"]
                 if each["check"] in ("new-start-approved", "new-start-begun", "programme-procedures")]
        self.assertTrue(found)
        for finding in found:
            readings = {each["holiday"]: each for each in finding["readings"]}
            self.assertEqual({reading: each["last_day"] for reading, each in readings.items()},
                             {"none": finding["deadline"], **OTHER_DAYS[finding["deadline"]]})
            self.assertEqual([reading for reading, each in readings.items() if each["decides"]], ["none"])
            self.assertEqual(readings["none"]["days"], finding["days"])
            self.assertEqual(finding["verdict_hangs_on_reading"], readings["next_working_day"]["status"] not in ("late", "missing"))
            if finding["done_on"] is None:
                self.assertEqual(readings["next_working_day"]["days"], finding["days"] - 1)
        weekday = next(each for each in self.document("2024-09-30")["project_checks"] if each["deadline"] is None)
        self.assertEqual((weekday["readings"], weekday["verdict_hangs_on_reading"]), ([], False))

    def test_the_verdict_of_a_project_begun_on_the_next_working_day_hangs_on_the_reading(self):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(INPUTS[3], folder, dirs_exist_ok=True)
            file = Path(folder) / "projects.csv"
            with file.open(encoding="utf-8", newline="") as stream:
                rows = list(csv.DictReader(stream))
            project = next(row for row in rows if row["phase"] == "new_start" and row["started_on"] > "2024-06-30")
            project["started_on"] = "2024-07-01"
            with file.open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, rows[0])
                writer.writeheader()
                writer.writerows(rows)
            inputs = (*INPUTS[:3], folder, "--as-of", "2024-07-31")
            document = json.loads(run("assess", *inputs, "--format", "json").stdout)
            text, english = (run("assess", *inputs, *more).stdout for more in ((), ("--lang", "en")))
        hanging = [each for each in document["project_checks"] if each["verdict_hangs_on_reading"]]
        self.assertEqual([(each["project"], each["check"]) for each in hanging], [(project["project"], "new-start-begun")])
        self.assertEqual([each["status"] for each in hanging[0]["readings"]], ["late", "in_time", "late"])
        self.assertIn("hạn rơi vào ngày nghỉ, cách đọc khác: thứ Hai 1/7/2024 (lùi đến ngày làm việc tiếp theo): "
                      "đúng hạn, vào ngày cuối; thứ Sáu 28/6/2024 (lấy ngày làm việc liền trước): trễ 3 ngày"
                      ", KẾT LUẬN TÙY CÁCH ĐỌC – điểm 1.3", text)
        self.assertEqual(english.count("THE VERDICT HANGS ON THE READING"), 1)

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
