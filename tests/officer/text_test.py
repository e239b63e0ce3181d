#!/usr/bin/env python3
"""What officers read is in their language, of names rather than codes, each conclusion with its clause."""

import json
import re
import unittest

from city import POLICY, rows, text

POLICY_DOCUMENT = json.loads(POLICY.read_text(encoding="utf-8"))


def texts_of(value):
    """Every pair of texts of the policy."""
    if isinstance(value, dict):
        if isinstance(value.get("vi"), str):
            yield value["vi"], value["en"]
        for member in value.values():
            yield from texts_of(member)
    elif isinstance(value, list):
        for member in value:
            yield from texts_of(member)


def section(demo, start, end):
    """The lines after one that begins with `start`, up to one that begins with `end`."""
    lines = demo.splitlines()
    first = next(i for i, line in enumerate(lines) if line.strip().startswith(start))
    last = next((i for i in range(first + 1, len(lines)) if lines[i].strip().startswith(end)), len(lines))
    return lines[first + 1:last]


class Officer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.vi = text("demo")
        cls.en = text("demo", "--lang", "en")
        # The list of assumptions ends with places in the policy, which are codes; so are names in metrics.csv.
        cls.read = {language: "\n".join(line for line in demo.splitlines()
                                        if not line.strip().startswith(("trong chính sách: ", "in the policy: ",
                                                                             "! metrics.csv: ")))
                    for language, demo in (("vi", cls.vi), ("en", cls.en))}

    def test_reads_no_note_in_the_other_language(self):
        notes = [pair for pair in texts_of(POLICY_DOCUMENT) if len(pair[0]) > 20]
        self.assertGreater(len(notes), 60)
        for vi, en in notes:
            self.assertNotEqual(vi, en)
            self.assertNotIn(en, self.vi)
            self.assertNotIn(vi, self.en)

    def test_reads_that_figures_are_carried_only_of_units_with_a_plan(self):
        self.assertNotIn("(không báo cáo)", self.vi)  # in January of Y+1 the unit without a plan alone has no row
        june = text("assess", "--as-of", "2024-06-30")
        late = [line for line in june.splitlines() if "(không báo cáo)" in line]
        self.assertEqual(1, len(late), late)
        self.assertIn("UBND xã Quảng Lạc", late[0])

    def test_reads_no_code(self):
        for language, demo in self.read.items():
            with self.subTest(language=language):
                codes = re.findall(r"\b[a-z]+_[a-z_]+\b", demo)
                self.assertEqual([], sorted(set(codes) - {"below_average"}))  # of the page docs/rules/below_average.md
                self.assertNotIn("an array", demo)

    def test_reads_names_of_units(self):
        for language, demo in self.read.items():
            for row in rows("units.csv"):
                self.assertIsNone(re.search(rf"(?<![\w-]){re.escape(row['unit'])}(?![\w-])", demo),
                                  f"{language}: {row['unit']}")

    def test_reads_the_project_of_every_allocation_and_finding(self):
        names = {row["project"]: row["name"] for row in rows("projects.csv")}
        project = {row["allocation"]: row["project"] for row in rows("allocations.csv")}
        seen = 0
        for line in self.read["vi"].splitlines():
            for allocation in re.findall(r"\bkv-\d+", line):
                seen += 1
                self.assertIn(names[project[allocation]], line)
            for found in re.findall(r"\bda-\d+", line):
                seen += 1
                self.assertIn(names[found], line)
        self.assertGreater(seen, 100)

    def test_reads_the_clause_of_each_conclusion(self):
        for start, end in (("Danh sách báo cáo Chủ tịch", "Số liệu"), ("Số liệu cần kiểm tra", "Nghĩa vụ"),
                           ("Mốc giải ngân", "KÈM THEO"), ("Mức trung bình", "Mốc"), ("Kiểm tra dự án", "Dự án không kiểm tra được"),
                           ("Dự án không kiểm tra được", "Các đợt")):
            lines = [line for line in section(self.vi, start, end or "DƯỚI") if line.strip()]
            self.assertTrue(lines, start)
            for line in lines:
                self.assertRegex(line, r" – (?:điểm|Điều) \S+, văn bản ")

    def test_reads_who_owes_what(self):
        duties = section(self.vi, "Nghĩa vụ có thời hạn", "Đơn vị trễ")[2:]
        self.assertGreater(len(duties), 15)
        for line in duties:
            self.assertRegex(line, r"(?:điểm|Điều) \S+, văn bản ")
        owed = [re.split(r" {2,}", line.strip()) for line in duties]
        late = sum(int(cells[-3]) for cells in owed)
        missing = sum(int(cells[-2]) for cells in owed)
        names = "\n".join(section(self.vi, "Đơn vị trễ hoặc thiếu", "Kiểm tra dự án"))
        self.assertEqual(late + missing, len(re.findall(r"\(\d+ ngày\)", names)))
        self.assertIn("thiếu: Ban Quản lý chợ thành phố (328 ngày), Thanh tra thành phố (328 ngày)", names)

    def test_reads_every_refused_request(self):
        counts = [int(found) for found in re.findall(r"(\d+) đề nghị không đủ điều kiện", self.vi)]
        self.assertEqual(3, len(counts))
        tables = re.findall(r"^  Không xét .*?(?=^  Nguồn )", self.vi, re.MULTILINE | re.DOTALL)
        listed = [re.findall(r"^  kv-.* (?:điểm|Điều) \S+, văn bản .*\[giả định [\d, ]+\]$", table, re.MULTILINE)
                  for table in tables]
        self.assertEqual(counts, [len(rows_of_round) for rows_of_round in listed])
        self.assertIn("dự án đã quyết toán", self.vi)
        self.assertIn("dự án ngoài kế hoạch trung hạn", self.vi)

    def test_finds_every_mark_in_the_list_that_ends_the_text(self):
        for demo in (self.vi, self.en):
            marks = {int(number) for mark in re.findall(r"\[(?:giả định|assumed) ([\d, ]+)\]", demo)
                     for number in mark.split(",")}
            listed = [int(number) for number in re.findall(r"^  \[(\d+)\] ", demo, re.MULTILINE)]
            self.assertEqual(list(range(1, len(listed) + 1)), listed)
            self.assertLessEqual(marks, set(listed))
            self.assertNotIn("[giả định]", demo)
            self.assertNotIn("[assumed]", demo)

    def test_reads_once_who_is_not_classed(self):
        self.assertEqual(1, self.vi.count("không xếp loại vì thiếu số liệu"))
        self.assertIn("! Thanh tra thành phố (tập thể, người đứng đầu): không xếp loại vì", self.vi)


if __name__ == "__main__":
    unittest.main()
