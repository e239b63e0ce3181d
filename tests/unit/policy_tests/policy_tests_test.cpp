#include "giaingan/policy_tests/policy_tests.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>

namespace {

using namespace giaingan;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string text = R"("title": {"vi": "a", "en": "b"})";
/// Two rounds, one with tiers of its own; the source's tiers are those of the other.
const std::string policy =
    R"({"schema": 1, "id": "p", )" + text + R"(, "year": 2024,
  "bases": [{"id": "c", )" +
    text +
    R"(, "plan": "current"}], "disbursement": {"basis": "c"},
  "milestones": [{"id": "m", )" +
    text + R"(, "by": "2024-03-31", "ratio": {"value": "10%"}, "basis": "c"}],
  "reallocation": {"basis": "c", "required_ratio": "50%", "release": {"formula": "to_milestone"},
    "tiers": [{"id": "first", )" +
    text + R"(, "condition": {"priority": ["1"]}}, {"id": "rest", )" + text + R"(}],
    "rounds": [{"id": "r1", )" +
    text + R"(, "report_before": "2024-06-20", "as_of": "2024-06-10"},
      {"id": "r2", )" +
    text + R"(, "report_before": "2024-09-20", "as_of": "2024-09-10", "tiers": [{"id": "all", )" + text +
    R"(}]}]},
  "revenue": {"basis": "c", "expected": "collected", "tiers_of_round": "r1", "sources": [{"source": "s", )" +
    text + R"(}]}})";

PolicyTestReport run(const std::string& cases) {
  const std::string tests = R"({"cases": [)" + cases + "]}";
  const NamedDocument alone{policy, "p.json"};
  return run_policy_tests({&alone, 1}, {tests, "t.json"}, std::nullopt);
}

/// What the cases exercise, by pointer.
std::vector<std::string> exercised(const PolicyTestReport& report) {
  std::vector<std::string> pointers;
  for (const CoveredItem& item : report.coverage.items) {
    if (!item.cases.empty()) pointers.push_back(item.pointer);
  }
  return pointers;
}

/// Facts of two units. @param more what the question reads of the second one's project: further fields
std::string given(const std::string& more) {
  return R"("given": {"units": [{"unit": "slow", "kind": "owner"}, {"unit": "fast", "kind": "owner"}],
  "projects": [{"project": "x"}, {"project": "y")" +
         more + R"(}],
  "allocations": [{"allocation": "a", "project": "x", "owner": "slow", "plan": 100},
                  {"allocation": "b", "project": "y", "owner": "fast", "plan": 100}],
  "disbursements": [{"allocation": "b", "month": "2024-02", "disbursed": 60},
                    {"allocation": "a", "month": "2024-02", "disbursed": 10}])";
}

/// The first round alone has a tier of a priority.
std::string with_requests(const std::string& round) {
  return given(std::string(round == "r1" ? R"(, "priority": "1")" : "") + R"(, "medium_term_plan": 1000)") +
         R"(, "requests": [{"allocation": "b", "round": ")" + round +
         R"(", "requested": 5, "absorbable": 5}]}, "reallocate": {"round": ")" + round + R"("}, )";
}

TEST(PolicyTests, ListsEachItemOnceAtItsPointer) {
  const PolicyTestReport report = run(R"({"name": "n", "refused": [{"code": "x"}]})");
  std::vector<std::string> pointers;
  for (const CoveredItem& item : report.coverage.items)
    pointers.push_back(item.pointer);
  EXPECT_THAT(pointers, ElementsAre("/milestones/0", "/reallocation/rounds/0", "/reallocation/tiers/0",
                                    "/reallocation/tiers/1", "/reallocation/rounds/1",
                                    "/reallocation/rounds/1/tiers/0", "/revenue/sources/0"));
  EXPECT_THAT(exercised(report), IsEmpty());
}

TEST(PolicyTests, ExerciseOnlyWhatTheirExpectationNames) {
  const std::string r1 = R"({"name": "n", )" + with_requests("r1");
  EXPECT_THAT(exercised(run(r1 + R"("expect": {"outcome": "moved"}})")), IsEmpty());
  EXPECT_THAT(exercised(run(r1 + R"("expect": {"cuts": [{"allocation": "a", "amount": 5}]}})")),
              ElementsAre("/reallocation/rounds/0"));
  EXPECT_THAT(exercised(run(r1 + R"("expect": {"additions": [{"allocation": "b", "amount": 5}]}})")),
              ElementsAre("/reallocation/rounds/0", "/reallocation/tiers/0"));
  const std::string r2 = R"({"name": "n", )" + with_requests("r2");
  EXPECT_THAT(exercised(run(r2 + R"("expect": {"additions": [{"allocation": "b", "tier": "all"}]}})")),
              ElementsAre("/reallocation/rounds/1", "/reallocation/rounds/1/tiers/0"));
  EXPECT_THAT(exercised(run(r2 + R"("expect": {"additions": [{"allocation": "b", "tier": "first"}]}})")),
              IsEmpty());
}

TEST(PolicyTests, ExerciseTheTiersOfTheRoundThatASourceNames) {
  const PolicyTestReport report = run(R"({"name": "n", "given": {
    "units": [{"unit": "o", "kind": "owner"}], "projects": [{"project": "x"}],
    "allocations": [{"allocation": "a", "project": "x", "owner": "o", "source": "s", "plan": 100}],
    "revenues": [{"source": "s", "month": "2024-03", "estimated": 100, "collected": 60}]},
    "revenue": {"as_of": "2024-04-30"},
    "expect": {"sources": [{"source": "s", "cut": 40, "cuts": [{"allocation": "a", "tier": "rest"}]}]}})");
  EXPECT_EQ(report.cases.at(0).verdict, CaseVerdict::passed) << policy_tests_document(report);
  EXPECT_THAT(exercised(report), ElementsAre("/reallocation/tiers/1", "/revenue/sources/0"));
}

TEST(PolicyTests, ExerciseDecidedMilestonesOnly) {
  const auto asked = [](const char* day, const char* status) {
    return run(R"({"name": "n", )" + given("") + R"(}, "assess": {"as_of": ")" + day +
               R"("}, "expect": {"units": [{"unit": "slow", "milestones": [{"milestone": "m", "status": ")" +
               status + R"("}]}]}})");
  };
  EXPECT_THAT(exercised(asked("2024-03-31", "met")), ElementsAre("/milestones/0"));
  EXPECT_EQ(asked("2024-03-30", "not_yet_due").count(CaseVerdict::passed), 1U);
  EXPECT_THAT(exercised(asked("2024-03-30", "not_yet_due")), IsEmpty());
}

TEST(PolicyTests, CountTogether) {
  const std::string r1 = R"({"name": "n", )" + with_requests("r1");
  const PolicyTestReport one = run(r1 + R"("expect": {"cuts": [{"allocation": "a", "amount": 5}]}})");
  const PolicyTestReport other = run(R"({"name": "n", )" + with_requests("r2") +
                                     R"("expect": {"cuts": [{"allocation": "a", "amount": 5}]}})");
  const PolicyCoverage both = merged(one.coverage, other.coverage);
  EXPECT_EQ(both.exercised(), 2U);
  EXPECT_EQ(both.items.size(), one.coverage.items.size());
  EXPECT_EQ(merged({}, other.coverage).exercised(), 1U);
}

TEST(PolicyTests, AreRefusedAsAWholeWithAllProblemsOfTheirDocument) {
  const auto refused = [](const std::string& tests) -> std::string {
    try {
      const NamedDocument alone{policy, "p.json"};
      static_cast<void>(run_policy_tests({&alone, 1}, {tests, "t.json"}, std::nullopt));
    } catch (const InvalidInput& invalid) {
      return invalid.what();
    }
    return "accepted";
  };
  EXPECT_THAT(refused(R"({"case": [], "note": 1, "polcy": 2})"), HasSubstr("t.json: /case: "));
  EXPECT_THAT(refused(R"({"case": [], "note": 1, "polcy": 2})"), HasSubstr("t.json: /polcy: "));
  EXPECT_THAT(refused(R"({"cases": {}})"), HasSubstr("t.json: /cases: this is an object"));
  EXPECT_THAT(refused("\xff"), HasSubstr("t.json"));
  EXPECT_THAT(refused(std::string(1'000'000, '[')), HasSubstr("nested deeper than 64"));
  EXPECT_THAT(refused(R"({"cases": [{"name": "\u0000"}]})"), HasSubstr("NUL"));
  EXPECT_THAT(refused(""), HasSubstr("empty"));
}

TEST(PolicyTests, AreWrongWhateverTheirPartsAre) {
  for (const char* part :
       {"null", "true", "1", "\"x\"", "[]", "[1]", "[[]]", "[null]", "{}", R"({"units": 1})",
        R"({"units": [1]})", R"({"units": [{"unit": null}]})", R"({"/": 1, "x": 2})"}) {
    for (const char* name : {"name", "given", "data", "with", "assess", "reallocate", "medium_term",
                             "revenue", "evaluate", "obligations", "expect", "refused"}) {
      const PolicyTestReport report = run(std::string(R"({"note": "n", ")") + name + R"(": )" + part + "}");
      ASSERT_THAT(report.cases, SizeIs(1)) << name << part;
      EXPECT_NE(report.cases[0].verdict, CaseVerdict::passed) << name << part;
    }
    EXPECT_NE(run(part).cases.at(0).verdict, CaseVerdict::passed) << part;
    const PolicyTestReport odd =
        run(R"({"name": "n", )" + given("") + R"(}, "assess": {"as_of": "2024-03-31"},
        "expect": {"units": )" +
            part + "}}");
    EXPECT_NE(odd.cases.at(0).verdict, CaseVerdict::passed) << part;
  }
}

}  // namespace
