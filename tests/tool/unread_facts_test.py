"""unread_facts_test.py TOOL SOURCES: a policy test that gives facts which nothing reads is wrong, field by field."""
import csv
import json
import re
import sys
import unittest

from policy_tests_test import CITY, FACTS, POLICY, RANKS, UNITS, Tests, changed

TITLE = {"vi": "a", "en": "b"}
ROUND = {"id": "r", "title": TITLE, "report_before": "2024-06-20", "as_of": "2024-06-10"}


def policy(basis=None, **sections):
    """A policy that reads next to nothing: no project's field, no column of an allocation, no estimate."""
    return {"schema": 1, "id": "p", "title": TITLE, "year": 2024,
            "bases": [{"id": "current", "title": TITLE, "plan": "current", **(basis or {})}], "averages": [],
            "disbursement": {"basis": "current"}, **sections}


def reallocation(**section):
    return {"basis": "current", "required_ratio": "50%", "release": {"formula": "to_milestone"}, "rounds": [ROUND],
            "tiers": [{"id": "all", "title": TITLE}], **section}


class UnreadFacts(Tests):
    def setUp(self):
        super().setUp()
        self.count = 0

    def file(self, **sections):
        self.count += 1
        file = self.folder / f"policy-{self.count}.json"
        file.write_text(json.dumps(policy(**sections)), encoding="utf-8")
        return file

    def given(self, **tables):
        return changed(RANKS, given={**FACTS, **tables})

    def assert_passes(self, case, **options):
        result = self.outcome(case, **options)
        self.assertEqual(result.returncode, 0, result.stdout + result.stderr)

    def test_an_evaluation_reads_of_other_rules_what_its_rubric_counts(self):
        def rubric(metric):
            return {"basis": "current", "classes": [{"id": "all", "title": TITLE}], "criteria": [
                {"id": "c", "title": TITLE, "missing": "zero", "metric": metric, "bands": [{"to": 1, "points": 1}, {"from": 1, "points": 0}]}]}

        checks = {"date_checks": [
            {"id": "start", "title": TITLE, "kind": "new_start", "date": "started_on", "phrase": "by", "day": "2024-06-30"}]}
        duties = {"holidays": [], "duties": [{"id": "plan", "title": TITLE, "event": "detailed_plan", "category": "other",
                                              "phrase": "before", "day": "2024-03-10", "period": "2024"}]}
        unit = FACTS["units"][0]["unit"]
        tables = {"projects/0/started_on": {"projects": [{"project": "p", "started_on": "2024-01-02"}, {"project": "q"}]},
                  "events": {"events": [{"unit": unit, "type": "detailed_plan", "date": "2024-03-01"}]},
                  "schedule": {"schedule": [{"allocation": FACTS["allocations"][0]["allocation"], "month": "2024-01", "scheduled": 1}]}}
        for metric, read in (("final_ratio", ""), ("new_starts_late", "projects/0/started_on"), ("duties_late", "events"),
                             ("schedule_adherence", "schedule")):
            rated = self.file(project_checks=checks, obligations=duties, evaluation=rubric(metric))
            for place, table in tables.items():
                case = {"name": "n", "given": {**FACTS, **table}, "evaluate": {"as_of": "2024-12-31"}, "expect": {"missing": []}}
                with self.subTest(metric=metric, place=place):
                    if place == read:
                        self.assert_passes(case, policy=rated)
                    else:
                        self.assert_wrong(case, f"/cases/0/given/{place}", "the question evaluate reads no", "delete the", policy=rated)

    def test_fields_of_projects_and_allocations_that_no_section_reads(self):
        plain = self.file()
        for field, value in (("group", "A"), ("phase", "new_start"), ("priority", "1"), ("total_investment", 9),
                             ("funded_before", 1), ("first_funded_year", 2020), ("medium_term_plan", 9),
                             ("medium_term_used", 1), ("approved_on", "2024-01-02"), ("started_on", "2024-01-02"),
                             ("completed_on", "2024-01-02"), ("settlement_submitted_on", "2024-01-02"),
                             ("settled_on", "2024-01-02")):
            with self.subTest(field=field):
                self.assert_wrong(self.given(projects=[{"project": "p", field: value}, {"project": "q"}]),
                                  f"/cases/0/given/projects/0/{field}", f"the question assess reads no {field} of projects",
                                  "delete the field", policy=plain)
        for field, value in (("locality", "l"), ("source", "s"), ("programme", "m"), ("carried_from", 2023),
                             ("assigned_by", "city")):
            with self.subTest(field=field):
                first, second = FACTS["allocations"]
                self.assert_wrong(self.given(allocations=[first, {**second, field: value}]),
                                  f"/cases/0/given/allocations/1/{field}", f"reads no {field} of allocations", policy=plain)

    def test_names_are_read_for_they_say_what_a_row_is(self):
        change = {"allocation": "x", "date": "2024-01-03", "change": 0, "decision": "12/QD"}
        self.assert_passes(self.given(projects=[{"project": "p", "name": "a road"}, {"project": "q"}], plan_changes=[change],
                                      units=[{**each, "name": "an owner"} for each in UNITS]), policy=self.file())

    def test_what_reads_a_field(self):
        first, second = FACTS["allocations"]
        with_field = {"group": ("projects", "A"), "phase": ("projects", "new_start"), "priority": ("projects", "1"),
                      "source": ("allocations", "s"), "programme": ("allocations", "m"), "locality": ("allocations", "l"),
                      "carried_from": ("allocations", 2023), "assigned_by": ("allocations", "city")}
        readers = {field: [{"basis": {"scope": {"none_of": [{field: ["other"]}]}}}] for field in with_field}
        readers["carried_from"] = [{"basis": {"scope": {"any_of": [{"carried_over": "only"}, {"carried_over": "excluded"}]}}}]
        readers["assigned_by"].append({"basis": {"assigned_by": ["", "city"]}})
        for field in ("source", "programme", "locality"):
            readers[field].append({"disbursement": {"basis": "current", "groupings": ["owner/" + field]}})
        readers["carried_from"].append({"disbursement": {"basis": "current", "groupings": ["carried_over"]}})
        for field, ways in readers.items():
            table, value = with_field[field]
            rows = ([{"project": "p", field: value}, {"project": "q"}] if table == "projects"
                    else [{**first, field: value}, second])
            for way in ways:
                with self.subTest(field=field, way=way):
                    self.assert_passes(self.given(**{table: rows}), policy=self.file(**way))

    def test_parents_are_read_by_levels_alone(self):
        units = [*UNITS, {"unit": "c", "kind": "office", "parent": "a"}]
        self.assert_passes(self.given(units=units), policy=self.file())
        duties = {"name": "n", "given": {"units": units}, "obligations": {"as_of": "2024-06-10"}, "expect": {"as_of": "2024-06-10"}}
        self.assert_wrong(duties, "/cases/0/given/units/2/parent", "the question obligations reads no parent of units")

    def test_a_round_reads_what_its_own_settings_name(self):
        moves = {"name": "n", "given": {**FACTS, "requests": [{"allocation": "y", "round": "r", "requested": 1, "absorbable": 1}],
                                        "projects": [{"project": "p", "priority": "1"}, {"project": "q", "medium_term_plan": 9}]},
                 "reallocate": {"round": "r"}, "expect": {"outcome": "no_donor_capital"}}
        plain = self.file(reallocation=reallocation())
        self.assert_wrong(moves, "/cases/0/given/projects/0/priority", "the question reallocate reads no priority", policy=plain)
        tiers = [{"id": "first", "title": TITLE, "condition": {"priority": ["1"]}}, {"id": "rest", "title": TITLE}]
        result = self.outcome(moves, policy=self.file(reallocation=reallocation(tiers=tiers)))
        self.assertNotIn("reads no", result.stdout)

    def test_rows_of_days_and_months_to_come(self):
        after = {"plan_changes": ({"allocation": "x", "date": "2024-02-01", "change": 1}, "date"),
                 "schedule": ({"allocation": "x", "month": "2024-02", "scheduled": 1}, "month"),
                 "references": ({"reference": "province", "month": "2024-02", "basis": "current", "percent": "5"}, "month"),
                 "ledgers": ({"allocation": "x", "month": "2024-02", "system": "tabmis", "plan": 1, "disbursed": 1}, "month"),
                 "events": ({"unit": "a", "type": "report", "period": "2024-01", "date": "2024-02-01"}, "date")}
        for table, (later, column) in after.items():
            with self.subTest(table=table):
                self.assert_wrong(self.given(**{table: [later]}), f"/cases/0/given/{table}/0/{column}",
                                  f"reads no {table} of {later[column]}", "up to 2024-01-31, and never ahead")
                now = {**later, column: later[column].replace("2024-02-01", "2024-01-31").replace("2024-02", "2024-01")}
                self.assert_passes(self.given(**{table: [now]}))
        later = [*FACTS["disbursements"], {"allocation": "x", "month": "2024-02", "disbursed": 20}]
        self.assert_wrong(self.given(disbursements=later), "/cases/0/given/disbursements/2/month", "ask about a later day")
        before_its_end = changed(self.given(disbursements=later), assess={"as_of": "2024-02-28"})
        self.assert_wrong(before_its_end, "/cases/0/given/disbursements/2/month", "a month that has ended by 2024-02-28")
        self.assert_passes(changed(before_its_end, assess={"as_of": "2024-02-29"}, expect={"month": "2024-02"}))

    def test_a_round_reads_later_plan_changes_and_a_schedule_up_to_its_forecast(self):
        facts = {**FACTS, "plan_changes": [{"allocation": "x", "date": "2024-08-01", "change": -1}],
                 "schedule": [{"allocation": "x", "month": "2024-12", "scheduled": 100}]}
        release = {"formula": "to_forecast", "forecast": {"method": "schedule", "last": 12}}
        asked = {"name": "n", "given": facts, "reallocate": {"round": "r"}, "expect": {"round": "r"}}
        result = self.outcome(asked, policy=self.file(reallocation=reallocation(release=release)))
        self.assertNotIn("reads no", result.stdout + result.stderr)
        self.assert_wrong(changed(asked, given={**facts, "schedule": [{"allocation": "x", "month": "2025-01", "scheduled": 100}]}),
                          "/cases/0/given/schedule/0/month", "reads no schedule of 2025-01",
                          policy=self.file(reallocation=reallocation(release=release)))

    def test_estimates_that_do_not_count(self):
        first, second = FACTS["disbursements"]
        estimate = {"allocation": "x", "month": "2024-01", "disbursed": 6, "kind": "estimate"}
        at = "/cases/0/given/disbursements/"
        instead = self.given(disbursements=[estimate, second])
        self.assert_wrong(instead, at + "0/kind", "reads no estimates", "give it as an actual figure", policy=self.file())
        counting = self.file(basis={"estimates": "counted"})
        self.assert_passes(instead, policy=counting)
        beside = self.given(disbursements=[first, second, estimate])
        self.assert_wrong(beside, at + "2/kind", "the actual figure of 2024-01 counts in its place", policy=counting)
        to_come = self.given(disbursements=[first, second, {**estimate, "month": "2024-02"}])
        self.assert_wrong(to_come, at + "2/kind", "up to 2024-01, and never ahead", policy=counting)
        self.assert_passes(changed(to_come, assess={"as_of": "2024-02-29"}), policy=counting)
        # What the expectation names is read: the result lists the estimates that don't count.
        listed = changed(beside, expect={"left_out": [{"reason": "estimate_replaced", "count": 1}]})
        self.assert_passes(listed, policy=counting)

    def test_an_estimate_as_forecast(self):
        estimate = {"allocation": "x", "month": "2024-12", "disbursed": 60, "kind": "estimate"}
        asked = {"name": "n", "given": {**FACTS, "disbursements": [*FACTS["disbursements"], estimate]},
                 "reallocate": {"round": "r"}, "expect": {"round": "r"}}
        by = {method: self.file(reallocation=reallocation(release={"formula": "to_forecast", "forecast": {"method": method}}))
              for method in ("estimate", "linear")}
        self.assert_passes(asked, policy=by["estimate"])
        self.assert_wrong(asked, "/cases/0/given/disbursements/2/kind", "nor does a forecast", policy=by["linear"])

    def test_fields_of_events_by_what_reads_their_type(self):
        report = {"unit": "a", "type": "report", "period": "2024-01", "date": "2024-01-05"}
        self.assert_passes(self.given(events=[report]))
        for field, value in (("amount", 1), ("cause", "subjective")):
            with self.subTest(field=field):
                self.assert_wrong(self.given(events=[{**report, field: value}]), f"/cases/0/given/events/0/{field}",
                                  f'reads no {field} of an event of the type "report"', "period")

    def test_obligations_and_tiers_read_less(self):
        duties = {"name": "n", "given": {"units": UNITS, "allocations": FACTS["allocations"]},
                  "obligations": {"as_of": "2024-06-10"}, "expect": {"as_of": "2024-06-10"}}
        self.assert_wrong(duties, "/cases/0/given/allocations", "the question obligations reads no allocations")
        tiers = {"name": "n", "given": FACTS, "tiers": {"round": "r"}, "expect": {"round": "r"}}
        self.assert_wrong(tiers, "/cases/0/given/disbursements", "the question tiers reads no disbursements",
                          policy=self.file(reallocation=reallocation()))


QUESTIONS = (("assess", {"as_of": "2024-06-19"}), ("assess", {"as_of": "2025-01-31"}), ("evaluate", {"as_of": "2025-01-31"}),
             ("evaluate", {"as_of": "2024-11-30"}), ("revenue", {"as_of": "2024-06-19"}), ("obligations", {"as_of": "2024-06-19"}),
             *(("reallocate", {"round": each["id"]}) for each in json.loads(POLICY.read_text(encoding="utf-8"))["reallocation"]["rounds"]),
             *(("medium_term", {"round": each["id"]}) for each in json.loads(POLICY.read_text(encoding="utf-8"))["medium_term"]["adjustments"]))
# What a result says of its making, and where it lists what it left out.
OF_WHAT_IS_UNREAD = ("made_by", "left_out", "unmatched", "unread_metrics")


class TheCity(Tests):
    """A whole city's facts are given: those that a question is said not to read change nothing of its result."""

    def result(self, question, request, tables, name):
        folder = self.folder / name
        folder.mkdir()
        for table, (columns, rows) in tables.items():
            with open(folder / f"{table}.csv", "w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, restval="")
                writer.writeheader()
                writer.writerows(each for each in rows if each is not None)
        options = [part for key, value in request.items() for part in ("--" + key.replace("_", "-"), value)]
        printed = self.run_tool(question.replace("_", "-"), "--policy", POLICY, "--data", folder, *options, "--format", "json")
        self.assertTrue(printed.stdout.startswith("{"), printed.stderr)
        result = {key: value for key, value in json.loads(printed.stdout).items() if key not in OF_WHAT_IS_UNREAD}
        if "findings" in result:
            result["findings"] = [each for each in result["findings"] if each["finding"] not in ("unnamed_source", "unknown_round")]
        return result

    def tables(self):
        tables = {}
        for file in sorted(CITY.glob("*.csv")):
            with open(file, encoding="utf-8", newline="") as opened:
                rows = list(csv.DictReader(opened))
            tables[file.stem] = (list(rows[0]), [{key: text for key, text in each.items() if text} for each in rows])
        return tables

    def test_unread_facts_change_nothing(self):
        found = set()
        for number, (question, request) in enumerate(QUESTIONS):
            with self.subTest(question=question, request=request):
                tables = self.tables()
                case = {"name": "n", "given": {table: rows for table, (_, rows) in tables.items()}, question: request,
                        "expect": {"policy": "no such"}}
                printed = self.outcome(case).stdout
                unread = re.findall(r": /cases/0/given/([a-z_]+)(?:/(\d+)/([a-z_]+))?: the question", printed)
                self.assertTrue(unread, printed[:2000])
                whole = self.result(question, request, tables, f"whole-{number}")
                for table, row_number, column in unread:
                    columns, rows = tables[table]
                    found.add((table, column))
                    if not row_number:
                        tables[table] = (columns, [])
                        continue
                    of_row = {"month", "date", "kind", "metric", "reference", "round", "type", "source", "system"}
                    if table not in ("allocations", "projects") and column in of_row:
                        rows[int(row_number)] = None
                    elif rows[int(row_number)] is not None:
                        del rows[int(row_number)][column]
                self.assertEqual(self.result(question, request, tables, f"read-{number}"), whole)
        # Not a test of nothing: fields, later rows and whole tables were found.
        for each in (("projects", "priority"), ("allocations", "locality"), ("disbursements", "month"), ("events", "date"),
                     ("metrics", "")):
            self.assertIn(each, found)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
