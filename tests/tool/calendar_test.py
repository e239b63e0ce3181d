#!/usr/bin/env python3
"""calendar_test.py TOOL SOURCES: the calendar of obligations, its iCalendar read by a parser that isn't ours."""

import json
import re
import subprocess
import sys
import tempfile
import unittest
from datetime import date, datetime, timezone
from pathlib import Path

try:
    from icalendar import Calendar
except ImportError:
    sys.exit(f"{sys.executable} can't import icalendar: install the distribution's package python3-icalendar")

TOOL, SOURCES = sys.argv[1], Path(sys.argv[2])
INPUTS = ("--policy", SOURCES / "policies" / "lang-son-city-2024.json", "--data",
          SOURCES / "docs" / "examples" / "lang-son-city-2024")


def run(*arguments):
    command = [TOOL, "obligations", *map(str, INPUTS), "--as-of", "2024-09-30", *arguments]
    return subprocess.run(command, capture_output=True, check=False)


def printed(*arguments):
    result = run(*arguments)
    assert result.returncode == 0, result.stderr
    return result.stdout


class ICalendar(unittest.TestCase):
    def test_an_event_a_duty_and_unit_with_what_the_document_says(self):
        for who in ((), ("--unit", "bqlda"), ("--unit", "phong-tckh")):
            with self.subTest(who):
                calendar = Calendar.from_ical(printed(*who, "--format", "ics", "--lang", "en"))
                entries = json.loads(printed(*who, "--format", "json"))["obligations"]
                self.assertEqual((calendar["VERSION"], calendar["METHOD"]), ("2.0", "PUBLISH"))
                self.assertEqual(calendar.errors, [])
                events = calendar.walk("VEVENT")
                self.assertEqual([event["UID"] for event in events],
                                 [f"lang-son-city-2024/{entry['obligation']}/{entry['period']}/{entry['unit']}@giaingan"
                                  for entry in entries])
                self.assertEqual(len({event["UID"] for event in events}), len(events))
                for event, entry in zip(events, entries):
                    self.assertEqual(event.errors, [])
                    self.assertEqual(event["DTSTART"].params["VALUE"], "DATE")
                    self.assertEqual(event["DTSTART"].dt, date.fromisoformat(entry["last_day"]))
                    self.assertEqual(event["DTSTAMP"].dt, datetime(2024, 9, 30, tzinfo=timezone.utc))
                    self.assertEqual(event["SUMMARY"], f"{entry['title']['en']}, {entry['period']} – {entry['name']}")
                    description = str(event["DESCRIPTION"])
                    self.assertRegex(description, rf"\nBy: \w+ {re.escape(entry['cite']['clause'])} of ")
                    self.assertEqual("\nAssumed: " in description, entry["cite"].get("assumed", False))
                    for reading in entry["readings"] if entry["readings_disagree"] else ():
                        self.assertIn(reading["last_day"], description)

    def test_lines_are_those_of_the_standard(self):
        stream = printed("--format", "ics")
        self.assertTrue(stream.endswith(b"END:VCALENDAR\r\n"))
        for line in stream[:-2].split(b"\r\n"):
            self.assertLessEqual(len(line), 75)
            self.assertNotIn(b"\n", line)
            line.decode("utf-8")  # no character is cut

    def test_a_unit_without_duties_gives_a_valid_calendar(self):
        with tempfile.TemporaryDirectory() as folder:
            policy = json.loads((SOURCES / "policies" / "lang-son-city-2024.json").read_text(encoding="utf-8"))
            for duty in policy["obligations"]["duties"]:
                duty["applies_to"] = {"kind": ["owner"]}
            file = Path(folder) / "policy.json"
            file.write_text(json.dumps(policy), encoding="utf-8")
            command = [TOOL, "obligations", "--policy", str(file), "--data", str(INPUTS[3]), "--as-of", "2024-09-30",
                       "--unit", "phong-tckh", "--format", "ics"]
            calendar = Calendar.from_ical(subprocess.run(command, capture_output=True, check=True).stdout)
        self.assertEqual([each.name for each in calendar.subcomponents], ["VJOURNAL"])
        entry = calendar.subcomponents[0]
        self.assertEqual((calendar.errors, entry.errors), ([], []))
        for name in ("UID", "DTSTAMP"):  # which the standard requires of it
            self.assertIn(name, entry)
        self.assertEqual(entry["DTSTART"].dt, date(2024, 9, 30))
        self.assertEqual(entry["SUMMARY"], "Không có nghĩa vụ nào trong năm 2024")

    def test_a_later_day_says_more_of_the_same_events(self):
        def events(day):
            stream = subprocess.run([TOOL, "obligations", *map(str, INPUTS), "--as-of", day, "--format", "ics"],
                                    capture_output=True, check=True).stdout
            return {event["UID"]: event for event in Calendar.from_ical(stream).walk("VEVENT")}

        spring, autumn = events("2024-03-31"), events("2024-09-30")
        self.assertEqual(list(spring), list(autumn))
        for uid, event in spring.items():
            self.assertEqual(event["DTSTART"].dt, autumn[uid]["DTSTART"].dt)
            self.assertLess(event["DTSTAMP"].dt, autumn[uid]["DTSTAMP"].dt)


class Document(unittest.TestCase):
    def test_both_readings_and_the_verdict_that_hangs_on_them(self):
        entries = json.loads(printed("--format", "json"))["obligations"]
        plans = [entry for entry in entries if entry["obligation"] == "detailed-plan"]
        self.assertEqual(len(plans), 30)
        for plan in plans:
            self.assertEqual([(each["holiday"], each["last_day"], each["past_named_day"]) for each in plan["readings"]],
                             [("none", "2024-03-09", False), ("next_working_day", "2024-03-11", True),
                              ("previous_working_day", "2024-03-08", False)])
        hanging = [plan for plan in plans if plan["verdict_hangs_on_reading"]]
        self.assertEqual([[each["status"] for each in plan["readings"]] for plan in hanging], [["late", "in_time", "late"]])

    def test_it_agrees_with_the_assessment(self):
        command = [TOOL, "assess", *map(str, INPUTS), "--as-of", "2024-09-30", "--format", "json"]
        assessed = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["obligations"]

        def key(entry):
            return [entry[name] for name in ("obligation", "unit", "period", "last_day", "status", "days", "fulfilled_on", "cite")]
        entries = json.loads(printed("--format", "json"))["obligations"]
        self.assertEqual(sorted(key(entry)[:7] for entry in entries if entry["status"]), sorted(key(entry)[:7] for entry in assessed))
        dates = {entry["obligation"] for entry in entries if entry["status"] is None}
        self.assertEqual(dates, {"new-starts", "programme-procedures", "carried-over-closes", "year-closes"})


class Text(unittest.TestCase):
    def test_what_is_past_and_what_is_to_come(self):
        text = printed("--unit", "bqlda").decode()
        past, to_come = text.split("\nSắp tới\n")
        self.assertIn("LỊCH NGHĨA VỤ NĂM 2024, TÍNH ĐẾN 30/9/2024", past)
        self.assertRegex(past, r"thứ Bảy 9/3/2024 \* +Kế hoạch chi tiết giải ngân hằng tháng +năm 2024 +đúng hạn, sớm 5 ngày +4/3/2024 +điểm 2\.2")
        self.assertRegex(to_come, r"thứ Ba 5/11/2024 +Báo cáo tháng +tháng 10/2024 +còn 36 ngày")
        self.assertIn("thứ Hai 11/3/2024 (lùi đến ngày làm việc tiếp theo, sau ngày được nêu): đúng hạn, sớm 7 ngày", to_come)
        self.assertIn("THE VERDICT HANGS ON THE READING", printed("--lang", "en").decode())

    def test_only_what_the_shown_rows_rest_on_is_listed_as_assumed(self):
        for who in ((), ("--unit", "bqlda")):
            rows, listed = printed(*who).decode().split("GIẢ ĐỊNH CỦA CHÍNH SÁCH")
            named = {number for mark in re.findall(r"\[giả định ([\d, ]+)\]", rows) for number in mark.split(", ")}
            self.assertEqual(named, set(re.findall(r"^  \[(\d+)\]", listed, re.MULTILINE)))
            self.assertTrue(named)
            self.assertNotIn("/evaluation", listed)
        self.assertNotIn("giả định", printed("--unit", "phong-tckh").decode().lower())

    def test_an_unknown_unit_and_a_policy_without_duties_are_told_apart(self):
        unknown = run("--unit", "nobody")
        self.assertEqual((unknown.returncode, unknown.stdout), (1, b""))
        self.assertIn(b"[obligations.unknown_unit]", unknown.stderr)
        priority = [TOOL, "obligations", "--policy", str(SOURCES / "docs" / "examples" / "quang-nam-2024" / "policy.json"),
                    "--data", str(SOURCES / "docs" / "examples" / "quang-nam-2024"), "--as-of", "2024-09-30"]
        without = subprocess.run(priority, capture_output=True, check=False)
        self.assertEqual((without.returncode, without.stdout), (1, b""))
        self.assertIn(b"[obligations.no_section]", without.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
