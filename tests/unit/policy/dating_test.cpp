#include "giaingan/input/diagnostic.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/policy/resolved_policy.hpp"

#include <gmock/gmock.h>

#include <optional>
#include <string>
#include <vector>

#include "unit/policy/section_text.hpp"

namespace giaingan {
namespace {

using section_text::replaced;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string months = R"({"dated": [
    {"value": 3, "to": "2024-06-30", "cite": {"doc": "letter", "clause": "4.2"}},
    {"value": 2, "from": "2024-07-01"}]})";

const std::string policy_text = R"({
  "schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
  "documents": [{"id": "letter", "number": "1", "title": "t"}],
  "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
  "averages": [{"id": "city", "title": {"vi": "a", "en": "b"}, "kind": "weighted", "basis": "current"}],
  "milestones": [{"id": "m", "title": {"vi": "a", "en": "b"}, "by": "2024-09-30", "ratio": "50%", "basis": "current",
                  "from": "2024-03-01", "to": "2024-09-30"}],
  "disbursement": {"basis": "current"},
  "below_average": {"basis": "current", "references": ["city"], "combine": "any", "months": )" +
                                months + "}}";

Policy on(const std::string& day, const std::string& text = policy_text) {
  const NamedDocument document{text, "p.json"};
  return Policy::from_documents({&document, 1}, Date::parse(day));
}

/// `code pointer` of every problem on a day; "": on none.
std::vector<std::string> problems_on(const std::string& day, const std::string& text) {
  std::vector<std::string> found;
  try {
    (void)on(day, text);
  } catch (const InvalidInput& error) {
    for (const Diagnostic& each : error.diagnostics()) {
      EXPECT_FALSE(each.message.empty() || each.expected.empty() || each.remedy.empty()) << each.code;
      EXPECT_EQ(each.place.file, "p.json");
      found.push_back(each.code + " " + each.place.pointer);
    }
  }
  return found;
}

/// The same with `months` being something else.
std::vector<std::string> problems_with(const std::string& other, const std::string& day = "2024-06-30") {
  return problems_on(day, replaced(policy_text, months, other));
}

TEST(Dating, AValueIsTheOneThatHoldsOnTheDay) {
  EXPECT_EQ(on("2024-06-30")->below_average->months.value, 3);
  EXPECT_EQ(on("2024-06-30")->below_average->months.citation.clause, "4.2");
  EXPECT_EQ(on("2024-07-01")->below_average->months.value, 2);
  EXPECT_EQ(on("2024-07-01").written_at("/below_average/months").pointer,
            "/below_average/months/dated/1/value");
}

TEST(Dating, AnObjectThatDoesNotHoldIsLeftOut) {
  const auto milestones = [](const std::string& day) { return on(day)->disbursement.milestones.size(); };
  EXPECT_EQ(milestones("2024-02-29"), 0U);
  EXPECT_EQ(milestones("2024-03-01"), 1U);
  EXPECT_EQ(milestones("2024-09-30"), 1U);
  EXPECT_EQ(milestones("2024-10-01"), 0U);
}

TEST(Dating, WithoutADayDatedValuesAreRefused) {
  EXPECT_THAT(problems_on("", policy_text), ElementsAre("policy.no_day "));
  try {
    (void)Policy::from_json(policy_text);
    ADD_FAILURE();
  } catch (const InvalidInput& error) {
    EXPECT_THAT(error.what(), HasSubstr("2024-03-01, 2024-07-01, 2024-10-01"));
  }
}

TEST(Dating, GapsAndOverlapsAreErrorsOnAnyDay) {
  const auto two = [](const std::string& first, const std::string& second) {
    return R"({"dated": [{"value": 3, )" + first + R"(}, {"value": 2, )" + second + "}]}";
  };
  const std::string second = "/below_average/months/dated/1";
  for (const std::string day : {"2024-01-01", "2024-06-30", "2024-12-31"}) {
    EXPECT_THAT(problems_with(two(R"("to": "2024-06-30")", R"("from": "2024-07-02")"), day),
                ElementsAre("policy.dated_gap " + second));
    EXPECT_THAT(problems_with(two(R"("to": "2024-06-30")", R"("from": "2024-06-30")"), day),
                ElementsAre("policy.dated_overlap " + second));
    EXPECT_THAT(problems_with(two(R"("note": "n")", R"("from": "2024-07-01")"), day),
                ElementsAre("policy.dated_overlap " + second));
  }
}

TEST(Dating, AValueMustHoldOnTheDay) {
  EXPECT_THAT(problems_with(R"({"value": 3, "from": "2024-07-01"})"),
              ElementsAre("policy.not_in_force /below_average/months"));
  EXPECT_THAT(problems_with(R"({"value": 3, "from": "2024-07-01"})", "2024-07-01"), ElementsAre());
  EXPECT_THAT(problems_with(R"({"dated": [{"value": 3, "to": "2024-05-31"}]})"),
              ElementsAre("policy.not_in_force /below_average/months"));
  EXPECT_THAT(problems_on("2025-02-01",
                          replaced(policy_text, R"("year": 2024)", R"("to": "2025-01-31", "year": 2024)")),
              ElementsAre("policy.not_in_force "));
}

TEST(Dating, WrongDaysAreErrors) {
  EXPECT_THAT(problems_with(R"({"value": 3, "from": "2024-02-30"})"),
              ElementsAre("policy.wrong_value /below_average/months/from"));
  EXPECT_THAT(problems_with(R"({"value": 3, "from": 2024})"),
              ElementsAre("policy.wrong_value /below_average/months/from"));
  EXPECT_THAT(problems_with(R"({"value": 3, "from": "2024-02-02", "to": "2024-02-01"})"),
              ElementsAre("policy.ends_before_it_begins /below_average/months"));
  for (const std::string wrong : {R"({"dated": []})", R"({"dated": 3})", R"({"dated": [3]})",
                                  R"({"dated": [{"value": 3}], "note": "n"})"}) {
    EXPECT_THAT(problems_with(wrong), ElementsAre("policy.wrong_value /below_average/months")) << wrong;
  }
  // In an object without any day, too.
  EXPECT_THAT(
      problems_on("", replaced(replaced(policy_text, months, "3"),
                               R"("from": "2024-03-01", "to": "2024-09-30")", R"("to": "30/9/2024")")),
      ElementsAre("policy.wrong_value /milestones/0/to"));
}

TEST(Dating, ProblemsPointIntoTheAlternative) {
  EXPECT_THAT(problems_with(replaced(months, R"("value": 3)", R"("value": 0)")),
              ElementsAre("policy.wrong_value /below_average/months/dated/0/value"));
}

TEST(Dating, BoundsOfBandsAreNoDays) {
  const std::string bands = R"({"schema": 1, "bands": [{"from": "50%", "to": 90}, {"from": "1/3"}]})";
  EXPECT_THAT(problems_on("2024-01-01", bands), testing::Not(testing::Contains(HasSubstr("not_in_force"))));
}

TEST(Dating, AResolvedPolicyHasNoDays) {
  const NamedDocument document{policy_text, "p.json"};
  const std::string june = resolve_policy({&document, 1}, Date::parse("2024-06-30")).document;
  EXPECT_EQ(Policy::from_json(june)->below_average->months.value, 3);
  EXPECT_EQ(june.find("dated"), std::string::npos);
  EXPECT_EQ(june.find("\"to\""), std::string::npos);
}

}  // namespace
}  // namespace giaingan
