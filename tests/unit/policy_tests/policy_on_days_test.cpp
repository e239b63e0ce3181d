#include "giaingan/policy_tests/policy_tests.hpp"

#include <gmock/gmock.h>

#include <array>
#include <string>
#include <vector>

namespace {

using namespace giaingan;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string text = R"("title": {"vi": "a", "en": "b"})";
const std::string nation = R"({"schema": 1, "id": "n", "title": {"vi": "a", "en": "b"}, "partial": true,
  "bases": [{"id": "c", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
  "milestones": [{"id": "n", "title": {"vi": "a", "en": "b"}, "by": "2024-03-31", "ratio": "10%", "basis": "c"}]})";
/// Its own milestone asks for more from July on, and there is another from October on.
const std::string city = R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
  "extends": "n.json", "disbursement": {"basis": "c"},
  "milestones": [
    {"id": "m", "title": {"vi": "a", "en": "b"}, "by": "2024-06-30", "basis": "c",
     "ratio": {"dated": [{"value": "40%", "to": "2024-06-30"}, {"value": "50%", "from": "2024-07-01"}]}},
    {"id": "l", "title": {"vi": "a", "en": "b"}, "by": "2024-09-30", "basis": "c", "ratio": "60%",
     "from": "2024-10-01"}]})";

const std::string facts =
    R"("given": {"units": [{"unit": "a", "kind": "owner"}], "projects": [{"project": "x"}],
  "allocations": [{"allocation": "a", "project": "x", "owner": "a", "plan": 100}],
  "disbursements": [{"allocation": "a", "month": "2024-03", "disbursed": 45}]}, "assess": {"as_of": "2024-08-31"})";

PolicyTestReport run(const std::string& document) {
  const std::array<NamedDocument, 2> policy{{{city, "p.json"}, {nation, "n.json"}}};
  return run_policy_tests(policy, {document, "t.json"}, std::nullopt);
}

std::string case_of(const std::string& milestone, const std::string& status, const std::string& more = "") {
  return R"({"name": "n", )" + facts + more +
         R"(, "expect": {"units": [{"unit": "a", "milestones": [{"milestone": ")" + milestone +
         R"(", "status": ")" + status + R"("}]}]}})";
}

TEST(PolicyOnDays, IsThatOfTheCaseThenOfTheDocumentThenOfTheQuestion) {
  const std::string at_june = R"(, "at": "2024-06-30")";
  const auto passes = [](const std::string& test, const std::string& of_document) {
    const PolicyTestReport report = run("{" + of_document + R"("cases": [)" + test + "]}");
    EXPECT_EQ(report.cases.at(0).problems.size(), 0U) << policy_tests_document(report);
    return report.count(CaseVerdict::passed) == 1;
  };
  EXPECT_TRUE(passes(case_of("m", "met", at_june), ""));
  EXPECT_TRUE(passes(case_of("m", "missed"), ""));
  EXPECT_TRUE(passes(case_of("m", "met"), R"("at": "2024-06-30", )"));
  EXPECT_TRUE(passes(case_of("m", "met", at_june), R"("at": "2024-07-01", )"));
  EXPECT_FALSE(passes(case_of("m", "met"), R"("at": "2024-07-01", )"));
}

TEST(PolicyOnDays, ValuesOfACaseAreThoseOfTheResolvedPolicy) {
  const PolicyTestReport report =
      run(R"({"cases": [)" + case_of("m", "met", R"(, "with": {"/milestones/1/ratio": "45%"})") + "]}");
  EXPECT_EQ(report.count(CaseVerdict::passed), 1U) << policy_tests_document(report);
}

TEST(PolicyOnDays, CountsWhatHoldsOnAnyDayWhereItIsWritten) {
  const PolicyTestReport report = run(R"({"cases": [)" + case_of("m", "missed") + "," +
                                      case_of("n", "met", R"(, "at": "2024-01-01")") + "]}");
  std::vector<std::string> places;
  for (const CoveredItem& item : report.coverage.items)
    places.push_back(item.file + item.pointer + (item.cases.empty() ? " -" : " +"));
  EXPECT_THAT(places, ElementsAre("n.json/milestones/0 +", "p.json/milestones/0 +", "p.json/milestones/1 -"));
}

TEST(PolicyOnDays, MustBeNamedWhereItMattersAndOnlyThere) {
  const PolicyTestReport none = run(R"({"cases": [{"name": "n", "refused": [{"code": "x"}]}]})");
  ASSERT_EQ(none.cases.at(0).problems.size(), 1U);
  EXPECT_EQ(none.cases.at(0).problems[0].code, "policy_test.no_day");
  const std::string undated = R"({"schema": 1, "id": "p", )" + text +
                              R"(, "year": 2024, "bases": [{"id": "c", )" + text +
                              R"(, "plan": "current"}], "disbursement": {"basis": "c"}})";
  const NamedDocument alone{undated, "p.json"};
  const std::string tests = R"({"at": "2024-05-05", "cases": [{"name": "n", "refused": [{"code": "x"}]}]})";
  const PolicyTestReport idle = run_policy_tests({&alone, 1}, {tests, "t.json"}, std::nullopt);
  ASSERT_EQ(idle.cases.at(0).problems.size(), 1U);
  EXPECT_EQ(idle.cases.at(0).problems[0].place.pointer, "/at");
}

TEST(PolicyOnDays, RefusesWhatIsNoDay) {
  const PolicyTestReport report = run(R"({"cases": [)" + case_of("m", "met", R"(, "at": "June")") + "]}");
  ASSERT_EQ(report.cases.at(0).problems.size(), 1U);
  EXPECT_THAT(to_text(report.cases.at(0).problems[0]),
              HasSubstr("t.json: /cases/0/at: \"June\" is not a day"));
}

}  // namespace
