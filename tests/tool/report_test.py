#!/usr/bin/env python3
"""report_test.py TOOL SOURCES: the page in a real browser and the workbook, against the JSON documents."""

import base64
import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

try:
    import openpyxl
    from selenium import webdriver
    from selenium.common.exceptions import TimeoutException
    from selenium.webdriver.chrome.service import Service
except ImportError as missing:
    sys.exit(f"report_test.py needs the packages python3-selenium and python3-openpyxl: {missing}")

TOOL, SOURCES = sys.argv[1], Path(sys.argv[2])
POLICY = SOURCES / "policies" / "lang-son-city-2024.json"
CITY = SOURCES / "docs" / "examples" / "lang-son-city-2024"
ROUNDS = ["2024-06", "2024-09", "2024-11"]
DAY = "2025-01-31"  # the last of the budget year, which is meant without --as-of
PHONE = 360
EXACT = 10**15  # from here on a spreadsheet can't hold every number
TABLES = """return Object.fromEntries([...document.querySelectorAll('table')].map(table =>
  [table.id, [...table.rows].map(row => [...row.cells].map(cell => cell.textContent))]))"""


def run(*arguments):
    return subprocess.run([TOOL, *map(str, arguments)], capture_output=True, encoding="utf-8", check=False)


def document(command, *options, policy=POLICY, data=CITY):
    done = run(command, "--policy", policy, "--data", data, *options, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def report(*options, policy=POLICY, data=CITY):
    done = run("report", "--policy", policy, "--data", data, *options)
    assert done.returncode == 0, done.stderr


def rows_of(file):
    with open(file, encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def browser():
    for program in ("chromium", "chromedriver"):
        if shutil.which(program) is None:
            sys.exit(f"report_test.py needs the packages chromium and chromium-driver: there is no {program}")
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for argument in ("headless=new", "no-sandbox", "disable-gpu", "disable-dev-shm-usage", "hide-scrollbars"):
        options.add_argument("--" + argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    return webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)


def setUpModule():
    global BROWSER, FOLDER, PAGE, BOOK
    folder = tempfile.TemporaryDirectory()
    unittest.addModuleCleanup(folder.cleanup)
    FOLDER = Path(folder.name)
    PAGE, BOOK = FOLDER / "report.html", FOLDER / "report.xlsx"
    report("--out", PAGE, "--xlsx", BOOK)
    BROWSER = browser()
    unittest.addModuleCleanup(BROWSER.quit)


def show(page, width=1280):
    """Opens the page; (what it asked for, what the console says)."""
    BROWSER.get_log("performance")
    BROWSER.get_log("browser")
    BROWSER.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                            {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": width < 500})
    BROWSER.get(page.as_uri())
    events = [json.loads(entry["message"])["message"] for entry in BROWSER.get_log("performance")]
    asked = [event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"]
    return asked, BROWSER.get_log("browser")


def choose(language):
    BROWSER.execute_script(f"document.getElementById('choose-{language}').click()")


def amount(number, language):
    return "–" if number is None else f"{number:,}".replace(",", "." if language == "vi" else ",")


def percent(ratio, language):
    if ratio is None:
        return "–"
    return (ratio["percent"].replace(".", ",") if language == "vi" else ratio["percent"]) + " %"


def month(text, language):
    year, number = text.split("-")
    return f"{int(number)}/{year}" if language == "vi" else text


def chain():
    """The documents of the rounds, each after those before it."""
    return [document("reallocate", "--round", one, *(option for earlier in ROUNDS[:number]
                                                     for option in ("--after", earlier)))
            for number, one in enumerate(ROUNDS)]


def months(unit):
    inside = [each for stretch in unit["runs"] for each in stretch["months"]]
    return sorted(inside + unit.get("outside_runs", []), key=lambda each: each["month"])


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.asked, cls.console = show(PAGE)
        cls.tables = BROWSER.execute_script(TABLES)
        cls.assessment = document("assess", "--as-of", DAY)

    def body(self, table):
        return self.tables[table][1:]

    def columns(self, table, *numbers):
        return [[row[number] for number in numbers] for row in self.body(table)]

    def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(self):
        self.assertEqual(self.asked, [PAGE.as_uri()])
        self.assertEqual(self.console, [])
        text = PAGE.read_text(encoding="utf-8")
        self.assertNotRegex(text, r"<script|<link|<img|<iframe|@import|url\((?!#)|\son\w+=|https?://")
        self.assertIn("default-src &#39;none&#39;", text)

    def test_the_ranking_is_that_of_the_document(self):
        for language in ("vi", "en"):
            expected = [["–" if unit["rank"] is None else str(unit["rank"]), unit["name"],
                         amount(unit["plan"], language), amount(unit["disbursed"], language),
                         percent(unit["ratio"], language)] for unit in self.assessment["units"]]
            self.assertEqual(self.columns(f"{language}-ranking", 0, 1, 2, 3, 4), expected)

    def test_bars_and_the_average_line_stand_where_the_figures_say(self):
        bars = BROWSER.execute_script("return [...document.querySelectorAll('[id^=vi-ranking-chart] > .bar')]"
                                      ".map(bar => [bar.getBBox().width, bar.classList.contains('below')])")
        width = BROWSER.execute_script("return document.getElementById('vi-ranking-chart').clientWidth")
        ratios = [unit["ratio"] for unit in self.assessment["units"] if unit["ratio"]]
        average = self.assessment["averages"]["city"]
        self.assertEqual(len(bars), len(ratios))
        for (length, below), ratio in zip(bars, ratios):
            self.assertAlmostEqual(length, width * ratio["num"] / ratio["den"], delta=1)
            self.assertEqual(below, ratio["num"] * average["den"] < average["num"] * ratio["den"])
        line = BROWSER.execute_script("return document.querySelector('#vi-ranking-chart .line.average').getBBox().x")
        self.assertAlmostEqual(line, width * average["num"] / average["den"], delta=1)

    def test_curves_and_months_are_those_of_the_document(self):
        flagged = [(number, unit) for number, unit in enumerate(self.assessment["below_average"], 1)
                   if unit["flagged"] or unit["times_flagged"]]
        self.assertGreater(len(flagged), 3)
        for number, unit in flagged:
            known = {each["month"]: each for run in unit["runs"] for each in run["months"]}
            rows = {row[0]: row for row in self.body(f"vi-months-{number}")}
            for name, each in known.items():
                row = rows[month(name, "vi")]
                self.assertEqual(row[1:4], [amount(each["plan"], "vi"), amount(each["disbursed"], "vi"),
                                            percent(each["ratio"], "vi")])
                marks = [percent(reference, "vi") + (" ↓" if reference["below"] else " ✓")
                         for reference in each["references"]]
                self.assertEqual(row[4:], [*marks, amount(each["least_addition"], "vi")])
            points = BROWSER.execute_script(f"return [...document.querySelectorAll('#vi-curve-{number} g .dot.unit')]"
                                            ".map(dot => dot.cy.baseVal.value)")
            ticks = BROWSER.execute_script(f"return [...document.querySelectorAll('#vi-curve-{number} .tick.right')]"
                                           ".map(tick => parseInt(tick.textContent))")
            self.assertEqual(len(points), len(rows))
            for name, each in known.items():
                share = 100 * each["ratio"]["num"] / each["ratio"]["den"] / max(ticks)
                self.assertAlmostEqual(points[int(name[5:]) - 1], 190 - 180 * share, delta=0.1)

    def test_rounds_are_those_that_reallocate_proposes_one_after_the_other(self):
        for number, result in enumerate(chain(), 1):
            cuts = {row[0]: row[7] for row in self.body(f"en-cuts-{number}") if row[7] not in ("0", "")}
            total = cuts.pop("Total")
            self.assertEqual(cuts, {each["allocation"]: amount(each["amount"], "en") for each in result["cuts"]})
            self.assertEqual(total, amount(sum(each["amount"] for each in result["cuts"]), "en"))
            added = {row[0]: row[8] for row in self.body(f"en-additions-{number}") if row[8] != "0"}
            del added["Total"]
            self.assertEqual(added, {each["allocation"]: amount(each["amount"], "en") for each in result["additions"]})
            self.check_flows(number, result)

    def check_flows(self, number, result):
        """The drawing's figures are those of units and pools, and it has a band for each."""
        names = {row["unit"]: row["name"] for row in rows_of(CITY / "units.csv")}
        expected = {("receives", "Returned to the level above", each["pool"]): each["returned"]
                    for each in result["pools"]}
        for part, side, key in (("donor_allocations", "gives", "cut"), ("recipients", "receives", "addition")):
            for each in result[part]:
                end = (side, names[each["unit"]], each["pool"])
                expected[end] = expected.get(end, 0) + each[key]
        table = self.body(f"en-flows-{number}")
        self.assertEqual(sorted((row[0], row[1], row[3]) for row in table),
                         sorted((*end[:2], amount(moved, "en")) for end, moved in expected.items() if moved))
        bands = BROWSER.execute_script(f"return document.querySelectorAll('#en-flow-{number} .band').length")
        self.assertEqual(bands, len(table))

    def test_the_evaluation_is_that_of_the_document(self):
        result = document("evaluate", "--as-of", DAY)
        classes = json.loads(POLICY.read_text(encoding="utf-8"))["evaluation"]["classes"]["value"]
        titles = {each["id"]: each["title"]["vi"] for each in classes}
        expected = [["–" if each["total"] is None else each["total"]["decimal"].replace(".", ","),
                     titles.get(each["class"], "không xếp loại")] for each in result["subjects"]]
        self.assertEqual(self.columns("vi-evaluation", 2, 3), expected)

    def test_duties_are_those_of_the_document(self):
        counted = {}
        for duty in self.assessment["obligations"]:
            of = counted.setdefault((duty["obligation"], duty["period"]), {})
            of[duty["status"]] = of.get(duty["status"], 0) + 1
        expected = [[str(of.get(status, 0)) for status in ("in_time", "late", "missing")]
                    for of in counted.values() if set(of) != {"not_due_yet"}]
        self.assertEqual(self.columns("en-duties", 4, 5, 6), expected)

    def test_the_footer_says_what_it_was_made_of(self):
        made = self.assessment["made_by"]
        for language in ("vi", "en"):
            footer = BROWSER.execute_script(f"return document.querySelector('.reading-{language} footer').textContent")
            for digest in [made["dataset"], *made["policy"], *made["dataset"]["files"]]:
                self.assertIn(digest["sha256"], footer)

    def test_every_drawing_is_described_and_every_table_named(self):
        self.assertEqual(BROWSER.execute_script("""
            const ids = [...document.querySelectorAll('[id]')].map(each => each.id);
            const dangling = [...document.querySelectorAll('[aria-labelledby]')].flatMap(
                each => each.getAttribute('aria-labelledby').split(' ')).filter(id => !document.getElementById(id));
            const links = [...document.querySelectorAll('a')].filter(each => !document.querySelector(each.hash));
            const drawings = [...document.querySelectorAll('svg.drawing')].filter(each =>
                each.getAttribute('role') != 'img' || !each.querySelector('title').textContent ||
                !each.querySelector('desc').textContent);
            const tables = [...document.querySelectorAll('table')].filter(each => !each.caption ||
                [...each.tHead.rows[0].cells].some(cell => cell.scope != 'col') ||
                [...each.tBodies[0].rows].some(row => !row.querySelector('th[scope=row]')));
            return [ids.length - new Set(ids).size, dangling, links.length, drawings.length, tables.length]"""),
                         [0, [], 0, 0, 0])

    def test_one_language_is_shown_and_the_other_one_click_away(self):
        shown = "return [...document.querySelectorAll('main')].filter(each => each.offsetHeight).map(each => each.lang)"
        self.assertEqual(BROWSER.execute_script(shown), ["vi"])
        choose("en")
        self.assertEqual(BROWSER.execute_script(shown), ["en"])
        choose("vi")
        self.assertEqual(BROWSER.execute_script("return document.documentElement.lang"), "vi")

    def test_it_is_the_same_bytes_again_and_english_first_if_asked(self):
        again = FOLDER / "again.html"
        report("--out", again)
        self.assertEqual(again.read_bytes(), PAGE.read_bytes())
        report("--out", again, "--lang", "en")
        self.assertIn('lang="en"', again.read_text(encoding="utf-8").splitlines()[1])


class Phone(unittest.TestCase):
    def setUp(self):
        show(PAGE, PHONE)

    def test_the_page_does_not_scroll_sideways(self):
        for language in ("vi", "en"):
            choose(language)
            self.assertEqual(BROWSER.execute_script("return document.documentElement.scrollWidth"), PHONE)

    def test_words_of_drawings_stay_on_the_screen_and_apart(self):
        for language in ("vi", "en"):
            choose(language)
            self.assertEqual(BROWSER.execute_script(f"""
                const boxes = [...document.querySelectorAll('[id^={language}-ranking-chart] .label')].map(
                    each => each.getBoundingClientRect());
                const values = [...document.querySelectorAll('[id^={language}-ranking-chart] .value')].map(
                    each => each.getBoundingClientRect());
                const off = [...document.querySelectorAll('.reading-{language} svg text')].map(
                    each => each.getBoundingClientRect()).filter(box => box.width && (box.left < 0 || box.right > {PHONE}));
                const touching = boxes.filter(box => values.some(value =>
                    value.left < box.right && value.top < box.bottom - 2 && box.top < value.bottom - 2));
                return [boxes.length > 20, off.length, touching.length]"""), [True, 0, 0])


class Paper(unittest.TestCase):
    def test_it_prints_in_the_chosen_language_and_what_is_folded_if_that_is_chosen(self):
        show(PAGE)
        BROWSER.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        self.addCleanup(BROWSER.execute_cdp_cmd, "Emulation.setEmulatedMedia", {"media": ""})
        folded = "document.getElementById('vi-cuts-1').closest('details')"
        paper = f"""
            const cuts = document.getElementById('vi-cuts-1');
            return [document.querySelector('.reading-en').offsetHeight, document.querySelector('.bar-of-choices').offsetHeight,
                    cuts.checkVisibility({{contentVisibilityAuto: true}}) && cuts.offsetHeight > 100,
                    {folded}.querySelector('.folded').offsetHeight > 0]"""
        self.assertEqual(BROWSER.execute_script(paper), [0, 0, False, True])
        short = printed_sheets()
        self.assertLess(short, 45)
        BROWSER.execute_script("document.getElementById('print-all').checked = true")
        self.assertEqual(BROWSER.execute_script(paper), [0, 0, True, False])
        self.assertGreater(printed_sheets(), short + 10)
        BROWSER.execute_script(f"document.getElementById('print-all').checked = false; {folded}.open = true")
        self.assertEqual(BROWSER.execute_script(paper), [0, 0, True, False])


def printed_sheets():
    """How many a PDF has. The driver gives the browser ten seconds, which one page of many takes on a busy machine."""
    for _ in range(10):
        try:
            return len(re.findall(rb"/Type\s*/Page\b", base64.b64decode(BROWSER.print_page())))
        except TimeoutException:
            time.sleep(2)
    raise TimeoutException("the page was never printed")


HOSTILE = {"vp-thanh-uy": '<script>document.title = "no"</script>',
           "thcs-vinh-trai": '"><img src=x onerror="document.title = 1">&amp; \'quoted\'',
           "tt-dvnn": "=1+1\u202egnol\u2066 \x01 \x9f",
           "bql-cho": "</style></svg></title><b>Chợ</b>"}
SHOWN = {"tt-dvnn": "=1+1[U+202E]gnol[U+2066] [U+0001] [U+009F]"}


class Hostile(unittest.TestCase):
    """Names that mean something to browsers and spreadsheets, and amounts that they can't hold."""

    @classmethod
    def setUpClass(cls):
        cls.data = FOLDER / "hostile"
        shutil.copytree(CITY, cls.data)
        cls.rewrite("units.csv", lambda row: {**row, "name": HOSTILE.get(row["unit"], row["name"])})
        cls.rewrite("allocations.csv", lambda row: {**row, "plan": str(EXACT + 1)} if row["allocation"] == "kv-001" else row)
        policy = json.loads(POLICY.read_text(encoding="utf-8"))
        policy["title"] = {"vi": "</title><script>document.title = 2</script>", "en": "</style><script>//"}
        cls.policy = FOLDER / "hostile.json"
        cls.policy.write_text(json.dumps(policy), encoding="utf-8")
        cls.page, cls.book = FOLDER / "hostile.html", FOLDER / "hostile.xlsx"
        report("--out", cls.page, "--xlsx", cls.book, policy=cls.policy, data=cls.data)

    @classmethod
    def rewrite(cls, name, change):
        rows = rows_of(cls.data / name)
        with open(cls.data / name, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(map(change, rows))

    def test_the_page_shows_them_as_they_are_written(self):
        asked, console = show(self.page)
        self.assertEqual((asked, console), ([self.page.as_uri()], []))
        self.assertEqual(BROWSER.title, "</title><script>document.title = 2</script>")
        self.assertEqual(BROWSER.execute_script("return document.querySelectorAll('script, img, main b b').length"), 0)
        names = [row[1] for row in BROWSER.execute_script(TABLES)["vi-ranking"]]
        text = self.page.read_text(encoding="utf-8")
        for unit, name in HOSTILE.items():
            self.assertIn(SHOWN.get(unit, name), names)
        self.assertNotRegex(text, "[\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f-\x9f]")
        labels = BROWSER.execute_script("return [...document.querySelectorAll('[id^=vi-ranking-chart] .label')]"
                                        ".map(each => each.textContent).join(' ')")
        self.assertIn("=1+1[U+202E]gnol", labels)

    def test_the_workbook_calculates_none_of_them(self):
        book = openpyxl.load_workbook(self.book)
        sheet = book["Xếp hạng - Ranking"]
        cells = {cell.value: cell for row in sheet for cell in row if isinstance(cell.value, str)}
        for name in HOSTILE.values():
            if "\x01" in name:
                continue
            self.assertEqual(cells[name].data_type, "s")
        self.assertTrue(any(text.startswith("=1+1") and cell.data_type == "s" for text, cell in cells.items()))

    def test_the_workbook_holds_long_amounts_as_text_and_says_so(self):
        book = openpyxl.load_workbook(self.book)
        plan = next(unit["plan"] for unit in document("assess", "--as-of", DAY, policy=self.policy,
                                                      data=self.data)["units"] if unit["unit"] == "bqlda")
        self.assertGreaterEqual(plan, EXACT)
        self.assertIn(str(plan), [cell.value for row in book["Xếp hạng - Ranking"] for cell in row])
        about = [cell.value for row in book["Nguồn gốc - About"] for cell in row]
        self.assertTrue(any("15 chữ số" in line for line in about))
        for sheet in book:
            for row in sheet:
                for cell in row:
                    if cell.data_type == "n" and cell.value is not None:
                        self.assertLess(abs(cell.value), EXACT)


class Workbook(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.book = openpyxl.load_workbook(BOOK)
        cls.values = openpyxl.load_workbook(BOOK, data_only=True)
        cls.assessment = document("assess", "--as-of", DAY)

    def rows(self, sheet, book=None):
        return [[cell.value for cell in row] for row in (book or self.book)[sheet].iter_rows(min_row=3)]

    def test_the_ranking_holds_real_numbers(self):
        sheet = self.book["Xếp hạng - Ranking"]
        self.assertEqual([sheet["C1"].value, sheet["C2"].value], ["Kế hoạch", "Plan"])
        self.assertEqual(sheet.freeze_panes, "A3")
        self.assertEqual((sheet["C3"].number_format, sheet["E3"].number_format), ("#,##0", "0.00%"))
        self.assertGreater(sheet.column_dimensions["B"].width, 20)
        formulas, values = self.rows("Xếp hạng - Ranking"), self.rows("Xếp hạng - Ranking", self.values)
        self.assertEqual(len(formulas), len(self.assessment["units"]))
        for row, value, unit in zip(formulas, values, self.assessment["units"]):
            self.assertEqual(row[1:4], [unit["name"], unit["plan"], unit["disbursed"]])
            self.assertEqual(row[0], "–" if unit["rank"] is None else unit["rank"])
            ratio = unit["ratio"]
            self.assertEqual(row[4], "–" if ratio is None else f"={ratio['num']}/{ratio['den']}")
            if ratio is None:
                self.assertEqual(value[4], "–")
            else:
                self.assertAlmostEqual(value[4], ratio["num"] / ratio["den"], delta=1e-14)

    def test_standings_and_months_are_those_of_the_document(self):
        below = self.assessment["below_average"]
        expected = [[unit["name"], unit["current_run"], unit["longest_run"], unit["times_flagged"],
                     unit["margin"]["addition"], unit["margin"]["subtraction"]] for unit in below]
        rows = [[None if value == "–" else value for value in (row[0], *row[2:5], *row[6:8])]
                for row in self.rows("Dưới mức TB - Below")]
        self.assertEqual(rows, expected)
        named = {(row[0], row[1]): row[2:5] for row in self.rows("Theo tháng - Months")}
        for unit in below:
            if not unit["times_flagged"]:
                continue
            for run_below in unit["runs"]:
                for each in run_below["months"]:
                    self.assertEqual(named[unit["name"], month(each["month"], "vi")],
                                     [each["plan"], each["disbursed"], f"={each['ratio']['num']}/{each['ratio']['den']}"])

    def test_rounds_and_evaluation_are_those_of_the_documents(self):
        for number, result in enumerate(chain(), 1):
            cuts = {row[0]: row[7] for row in self.rows(f"Đợt {number} giảm - Cuts") if row[7]}
            self.assertEqual(cuts.pop("Cộng"), sum(each["amount"] for each in result["cuts"]))
            self.assertEqual(cuts, {each["allocation"]: each["amount"] for each in result["cuts"]})
            added = {row[0]: row[8] for row in self.rows(f"Đợt {number} tăng - Additions") if row[8]}
            self.assertEqual(added.pop("Cộng"), sum(each["amount"] for each in result["additions"]))
            self.assertEqual(added, {each["allocation"]: each["amount"] for each in result["additions"]})
        points = [row[2] for row in self.rows("Đánh giá - Evaluation")]
        totals = [each["total"] for each in document("evaluate", "--as-of", DAY)["subjects"]]
        self.assertEqual(len(points), len(totals))
        for written, total in zip(points, totals):
            if total is None:
                self.assertEqual(written, "–")
            elif max(abs(total["num"]), total["den"]) < EXACT:
                self.assertEqual(written, f"={total['num']}/{total['den']}")
            else:  # a sheet doesn't hold its terms
                self.assertAlmostEqual(written, total["num"] / total["den"], delta=0.005)
        self.assertIn("số đã làm tròn", dict(self.rows("Nguồn gốc - About"))["Đánh giá - Evaluation"])

    def test_duties_are_those_of_the_document(self):
        rows = [(row[3], row[5]) for row in self.rows("Nghĩa vụ - Obligations")]
        self.assertEqual(rows, [(each["last_day"], each["days"]) for each in self.assessment["obligations"]])

    def test_it_is_the_same_bytes_again(self):
        again = FOLDER / "again.xlsx"
        report("--xlsx", again)
        self.assertEqual(again.read_bytes(), BOOK.read_bytes())
        self.assertEqual(str(self.book.properties.created), DAY + " 00:00:00")


def figure(least, quantiles, greatest, num, den):
    return {"mean": {"num": num, "den": den}, "least": least, "quantiles": dict(zip(("5%", "50%", "95%"), quantiles)),
            "greatest": greatest}


# As `giaingan simulate --format json` prints it: two readings of a policy on common draws.
SIMULATION = {"version": "0.1.0", "scenarios": [{
    "id": "pair <b>", "sweep": "5" * 64, "seed": 7, "draws": 200,
    "sides": [{"policy": "either", "changed": [], "figures": {"flagged": figure(10, (12, 20, 28), 30, 81, 4),
                                               "disbursed": figure(5, (6, 7, 8), 9, 2**70, 3),
                                               "class:good": figure(0, (0, 0, 0), 0, 0, 1)},
               "units": [{"unit": "bql-cho", "flagged": 50}, {"unit": "bqlda", "flagged": 0},
                         {"unit": "cong-an", "flagged": 150}]},
              {"policy": "both", "changed": [], "figures": {"flagged": figure(5, (6, 7, 8), 25, 7, 1)},
               "units": [{"unit": "bql-cho", "flagged": 0}, {"unit": "bqlda", "flagged": 0},
                         {"unit": "cong-an", "flagged": 100}]}],
    "differences": {"flagged": figure(-9, (-8, -5, 0), 0, -51, 10)}}]}


class Simulation(unittest.TestCase):
    def given(self, document_of, name="simulation.json"):
        file = FOLDER / name
        file.write_text(document_of if isinstance(document_of, str) else json.dumps(document_of), encoding="utf-8")
        return file

    def test_what_simulate_prints_is_taken_and_its_sides_are_told_apart(self):
        scenarios = self.given({"draws": 5, "scenarios": [{
            "id": "s", "rounds": "recorded", "behaviour": {"kind": "absorption"},
            "against_with": {"/below_average/combine": "all"}}]}, "scenarios.json")
        simulated = run("simulate", "--policy", POLICY, "--data", CITY, "--scenarios", scenarios, "--format", "json")
        self.assertEqual(simulated.returncode, 0, simulated.stderr)
        page = FOLDER / "really_simulated.html"
        report("--simulation", self.given(simulated.stdout), "--out", page)
        BROWSER.get(page.as_uri())
        self.assertIn('lang-son-city-2024, /below_average/combine = "all"',
                      BROWSER.execute_script("return document.body.textContent"))

    def test_outcomes_are_those_of_the_document(self):
        page, book = FOLDER / "simulated.html", FOLDER / "simulated.xlsx"
        report("--simulation", self.given(SIMULATION), "--out", page, "--xlsx", book)
        asked, console = show(page)
        self.assertEqual((asked, console), ([page.as_uri()], []))
        tables = BROWSER.execute_script(TABLES)
        self.assertEqual(tables["en-outcomes-1"], [
            ["Figure", "Policy", "Mean", "Least", "5%", "50%", "95%", "Greatest"],
            ["units flagged in the year", "1: either", "20.25", "10", "12", "20", "28", "30"],
            ["disbursed at the end (VND)", "1: either", "–", "5", "6", "7", "8", "9"],
            ["units flagged in the year", "2: both", "7.00", "5", "6", "7", "8", "25"],
            ["units flagged in the year", "2 less 1, draw by draw", "-5.10", "-9", "-8", "-5", "0", "0"]])
        self.assertEqual(tables["en-shares-1"][1:], [["Công an thành phố", "150", "75.00 %", "100", "50.00 %"],
                                                     ["Ban Quản lý chợ thành phố", "50", "25.00 %", "0", "0.00 %"]])
        width, boxes = BROWSER.execute_script("""
            const drawing = document.getElementById('vi-spread-1');
            return [drawing.clientWidth, [...drawing.querySelectorAll('.range')].map(box => {
                const at = box.getBBox(); return [at.x, at.x + at.width]; })]""")
        # Both policies on one scale, from the 5 of the one to the 30 of the other.
        for (left, right), (low, high) in zip([boxes[0], boxes[1]], [(12, 28), (6, 8)]):
            self.assertAlmostEqual(left, width * (low - 5) / 25, delta=1)
            self.assertAlmostEqual(right, width * (high - 5) / 25, delta=1)
        ends = BROWSER.execute_script("return [...document.querySelectorAll('#vi-spread-1 .tick')].map(e => e.textContent)")
        self.assertEqual(ends, ["5", "30", "5", "30", "5", "9"])
        rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(book)["Mô phỏng 1 - Simulation"]]
        self.assertEqual(rows[2][2:], ["=81/4", 10, 12, 20, 28, 30])
        self.assertEqual(rows[5][2:], ["=-51/10", -9, -8, -5, 0, 0])

    def test_without_one_the_page_says_so(self):
        self.assertIn("No result of a simulation was given", PAGE.read_text(encoding="utf-8"))

    def test_what_is_no_result_is_refused_with_its_place(self):
        broken = json.loads(json.dumps(SIMULATION))
        broken["scenarios"][0]["sides"][0]["figures"]["flagged"]["least"] = "ten"
        fewer = json.loads(json.dumps(SIMULATION))
        del fewer["scenarios"][0]["sides"][1]["units"][0]
        for given, place in (("{", ""), ("[]", ""), ({"scenarios": [{"id": 1}]}, "/scenarios/0/id"),
                             (broken, "/scenarios/0/sides/0/figures/flagged/least"),
                             (fewer, "/scenarios/0/sides/1/units")):
            done = run("report", "--policy", POLICY, "--data", CITY, "--out", FOLDER / "refused.html", "--simulation",
                       self.given(given, "broken.json"))
            self.assertEqual(done.returncode, 1, place)
            self.assertIn("[simulation.not_a_result]", done.stderr)
            self.assertIn(f"broken.json: {place}:" if place else "broken.json", done.stderr)
        self.assertFalse((FOLDER / "refused.html").exists())


class Asked(unittest.TestCase):
    """What a report is asked for, and what is wrong with it."""

    def test_somewhere_to_write_to_is_needed(self):
        done = run("report", "--policy", POLICY, "--data", CITY)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--out or --xlsx", done.stderr)

    def test_a_file_that_cannot_be_written_is_an_error(self):
        for option in ("--out", "--xlsx"):
            done = run("report", "--policy", POLICY, "--data", CITY, option, FOLDER / "none" / "report")
            self.assertEqual(done.returncode, 1)
            self.assertIn("[output.unwritable]", done.stderr)

    def test_a_day_sees_the_rounds_up_to_it(self):
        page = FOLDER / "day.html"
        report("--as-of", "2024-09-30", "--out", page)
        text = page.read_text(encoding="utf-8")
        self.assertIn('id="vi-cuts-2"', text)
        self.assertNotIn('id="vi-cuts-3"', text)

    def test_one_round_after_another(self):
        page = FOLDER / "round.html"
        report("--round", "2024-09", "--after", "2024-06", "--out", page)
        text = page.read_text(encoding="utf-8")
        self.assertIn("WITH THE PLAN CHANGES OF: ", text)
        result = document("reallocate", "--round", "2024-09", "--after", "2024-06")
        total = amount(sum(each["amount"] for each in result["cuts"]), "vi")
        self.assertRegex(text, f"<b>{re.escape(total)}</b>")
        digest = document("assess", "--as-of", DAY, "--after", "2024-06")["made_by"]["after"][0]["sha256"]
        self.assertIn(digest, text)

    def test_before_any_month_has_ended_there_is_a_page_all_the_same(self):
        page = FOLDER / "early.html"
        report("--as-of", "2024-01-05", "--out", page, "--xlsx", FOLDER / "early.xlsx")
        asked, console = show(page)
        self.assertEqual((asked, console), ([page.as_uri()], []))
        self.assertEqual(BROWSER.execute_script("return document.querySelectorAll('.bar').length"), 0)

    def test_every_example_has_a_page(self):
        for folder in sorted((SOURCES / "docs" / "examples").iterdir()):
            policy = folder / "policy.json"
            if policy.exists() and (folder / "units.csv").exists():
                with self.subTest(folder.name):
                    report("--out", FOLDER / "example.html", "--xlsx", FOLDER / "example.xlsx", policy=policy, data=folder)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
