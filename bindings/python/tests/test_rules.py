"""The questions of the rules, on the example city."""

from __future__ import annotations

import datetime
import gc
import re
from typing import Any

import pytest

import giaingan
from giaingan import Policy, Portfolio


def test_a_policy_has_a_year_and_the_library_a_version(policy: Policy) -> None:
    assert policy.year == 2024
    assert giaingan.version() == giaingan.__version__


def test_days_are_dates_or_texts(policy: Policy, city: Portfolio) -> None:
    by_text = giaingan.assess(policy, city, "2024-09-30")
    assert by_text.json == giaingan.assess(policy, city, datetime.date(2024, 9, 30)).json
    assert by_text.document["as_of"] == "2024-09-30"


def test_a_level_changes_what_is_judged(policy: Policy, city: Portfolio) -> None:
    assert giaingan.assess(policy, city, "2024-09-30", "source").document["level"] == "source"
    with pytest.raises(giaingan.InvalidArgument, match="no level \"nothing\""):
        giaingan.assess(policy, city, "2024-09-30", "nothing")


def test_verdicts_agree_with_the_whole_assessment(policy: Policy, city: Portfolio) -> None:
    whole = giaingan.assess(policy, city, "2024-09-30").tables["units"]
    short = giaingan.judge(policy, city, "2024-09-30").tables["units"]
    for name in ("unit", "plan", "disbursed", "rank"):
        assert list(whole[name]) == list(short[name])


def test_rounds_chain_and_can_be_verified(policy: Policy, city: Portfolio) -> None:
    june = giaingan.reallocate(policy, city, "2024-06")
    assert sum(june.tables["additions"]["amount"]) > 0
    september = giaingan.reallocate(policy, june.after, "2024-09")
    assert giaingan.reallocate(policy, giaingan.verify_round(policy, city, june.json), "2024-09").json == september.json
    changed = re.sub(rb'("amount": ?)(\d)', rb"\g<1>1\2", june.json, count=1)
    with pytest.raises(giaingan.InvalidInput) as refused:
        giaingan.verify_round(policy, city, changed)
    assert all(each.pointer for each in refused.value.diagnostics)


def test_saved_results_are_made_again(policy: Policy, city: Portfolio) -> None:
    saved = giaingan.evaluate(policy, city, "2024-12-31").json
    giaingan.replay(policy, city, saved)
    with pytest.raises(giaingan.InvalidInput) as refused:
        giaingan.replay(policy, city, saved.replace(b'"as_of": "2024-12-31"', b'"as_of": "2024-11-30"', 1))
    assert all(each.pointer for each in refused.value.diagnostics)


def test_policies_have_tests_of_their_own() -> None:
    from conftest import POLICY

    folder = POLICY.parent / "tests"
    tests = (folder / POLICY.name).with_suffix(".test.json").read_bytes()
    passed = giaingan.test_policy(POLICY.read_bytes(), tests, folder).tables["cases"]
    assert len(passed) > 0 and set(passed["verdict"]) == {"passed"}
    failed = giaingan.test_policy(POLICY.read_bytes(), tests.replace(b'"flagged": false', b'"flagged": true'), folder)
    assert "failed" in failed.tables["cases"]["verdict"]
    with pytest.raises(giaingan.InvalidInput):
        giaingan.test_policy(POLICY.read_bytes(), b'{"cases": 3}')


def test_a_goal_and_its_day(policy: Policy, city: Portfolio) -> None:
    taken = giaingan.what_would_it_take(policy, city, "2024-09-30", "bqlda", "not-below", by=datetime.date(2024, 10, 31))
    assert taken.json != giaingan.what_would_it_take(policy, city, "2024-09-30", "bqlda", "not-below").json
    with pytest.raises(giaingan.InvalidArgument, match="nobody"):
        giaingan.why_not(policy, city, "2024-09-30", "nobody", "not-below")


def test_other_questions(policy: Policy, city: Portfolio) -> None:
    assert len(giaingan.evaluate(policy, city, "2024-12-31").tables["subjects"]) > 0
    assert isinstance(giaingan.review_revenue_plans(policy, city, "2024-06-30").after, Portfolio)
    assert isinstance(giaingan.adjust_medium_term(policy, city, "trung-han-2024").after, Portfolio)
    duties = giaingan.list_obligations(policy, city, "2024-06-30")
    unit = duties.tables["obligations"]["unit"][0]
    assert set(giaingan.list_obligations(policy, city, "2024-06-30", str(unit)).tables["obligations"]["unit"]) == {unit}
    assert duties.icalendar("en").startswith("BEGIN:VCALENDAR")
    with pytest.raises(giaingan.InvalidArgument, match="iCalendar|calendar"):
        giaingan.assess(policy, city, "2024-06-30").icalendar()


def test_evidence_in_words(policy: Policy, city: Portfolio) -> None:
    result = giaingan.assess(policy, city, "2024-09-30")
    assert result.explain(0, "vi") != result.explain(0, "en")
    with pytest.raises(giaingan.InvalidArgument):
        result.explain(10**9)


def test_every_problem_of_a_policy_is_in_the_exception() -> None:
    with pytest.raises(giaingan.InvalidInput) as refused:
        Policy.from_json('{"schema": 1, "id": 3, "year": 1.5}', "broken.json")
    found = refused.value.diagnostics
    assert {"/id", "/year"} <= {each.pointer for each in found}
    assert all(each.file == "broken.json" and each.message and each.remedy for each in found)
    assert "broken.json" in str(refused.value)


def three_levels() -> dict[str, str]:
    from conftest import ROOT

    folder = ROOT / "docs" / "examples" / "three-levels"
    return {name: (folder / name).read_text() for name in ("policy.json", "province.json", "nation.json")}


def test_a_policy_on_top_of_others() -> None:
    documents = three_levels()
    assert Policy.from_documents(documents, datetime.date(2024, 9, 30)).year == 2024
    with pytest.raises(giaingan.InvalidInput):
        Policy.from_documents(documents)  # some of its values are dated
    with pytest.raises(giaingan.InvalidInput, match="nation.json"):
        Policy.from_documents({name: documents[name] for name in ("policy.json", "province.json")}, "2024-09-30")


def test_documents_resolve_into_one_that_gives_the_same(city: Portfolio) -> None:
    documents, day = three_levels(), datetime.date(2024, 9, 30)
    resolved = giaingan.resolve_policy(documents, day)
    assert b'"extends"' not in resolved and b'"dated"' not in resolved
    by_documents = giaingan.assess(Policy.from_documents(documents, day), city, day).document
    by_itself = giaingan.assess(Policy.from_json(resolved), city, day).document
    assert by_itself.pop("made_by") != by_documents.pop("made_by")  # of one document, and of three as of a day
    assert by_itself == by_documents
    with pytest.raises(giaingan.InvalidInput) as refused:
        giaingan.resolve_policy(documents)  # some of its values are dated
    assert [each.code for each in refused.value.diagnostics] == ["policy.no_day"]
    with pytest.raises(giaingan.InvalidArgument):
        giaingan.resolve_policy({})


def test_policies_of_several_documents_are_tested_each_case_on_its_day() -> None:
    from conftest import ROOT

    tests = (ROOT / "docs" / "examples" / "three-levels" / "policy.test.json").read_bytes()
    passed = giaingan.test_policy(three_levels(), tests)
    assert list(passed.tables["cases"]["verdict"]) == ["passed"] * 3
    assert {"province.json", "nation.json"} <= set(passed.tables["coverage"]["file"])
    failed = giaingan.test_policy(three_levels(), tests.replace(b'"law-58-2024"', b'"law-39-2019"'))
    assert list(failed.tables["cases"]["verdict"]) == ["passed", "passed", "failed"]


def test_a_dataset_that_is_not_there(policy: Policy, tmp_path: Any) -> None:
    with pytest.raises(giaingan.InvalidInput):
        Portfolio.read(tmp_path, policy.year)
    with pytest.raises(giaingan.InvalidArgument):
        Portfolio.read(tmp_path, 1)


def test_results_outlive_what_they_were_made_of() -> None:
    from conftest import CITY, POLICY

    policy = Policy.read(POLICY)
    result = giaingan.assess(policy, Portfolio.read(CITY, policy.year), "2024-06-30")
    column = result.tables["units"]["plan"]
    expected = list(column)
    del policy, result
    gc.collect()
    assert list(column) == expected


def test_digests_are_those_of_results(policy: Policy, city: Portfolio) -> None:
    made_by = giaingan.judge(policy, city, "2024-09-30").json.decode()
    sources = giaingan.digests(policy, city).tables["sources"].to_pylist()
    assert len(sources) > 3
    assert all(f'"{each["name"]}"' in made_by and each["sha256"] in made_by for each in sources)
    with pytest.raises(giaingan.InvalidArgument):
        giaingan.digests()
