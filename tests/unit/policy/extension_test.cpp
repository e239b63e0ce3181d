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
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

const std::string nation = R"({
  "schema": 1, "id": "nation", "title": {"vi": "a", "en": "b"}, "partial": true,
  "documents": [{"id": "law", "number": "39", "title": "t"}],
  "obligations": {
    "holidays": [{"date": "2024-04-30", "kind": "day_off", "name": "n", "source": "law"}],
    "duties": [
      {"id": "report", "title": {"vi": "a", "en": "b"}, "every": "month", "months_after": 1, "phrase": "by",
       "day_of_month": {"value": 5, "cite": {"doc": "law", "clause": "1"}}},
      {"id": "year", "title": {"vi": "a", "en": "b"}, "phrase": "by", "day": "2024-12-31", "period": "2024"}]}
})";

const std::string city = R"({
  "schema": 1, "id": "city", "title": {"vi": "a", "en": "b"}, "year": 2024, "extends": "../nation/n.json",
  "documents": [{"id": "letter", "number": "1", "title": "t"}],
  "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
  "disbursement": {"basis": "current"},
  "obligations": {"holiday": "next_working_day",
    "holidays": [{"date": "2024-05-01", "kind": "day_off", "name": "n", "source": "letter"}]},
  "overrides": {"/obligations/duties/report/day_of_month": {"value": 10, "cite": {"doc": "letter", "clause": "2"}}},
  "removes": ["/obligations/duties/year"],
  "adds": {"/obligations/duties/report/holiday": "none"}
})";

std::vector<NamedDocument> both(const std::string& child, const std::string& parent) {
  return {{child, "city/c.json"}, {parent, "nation/n.json"}};
}

/// `code file pointer` of every problem of a policy.
std::vector<std::string> problems_of(const std::vector<NamedDocument>& documents, const Limits& limits = {}) {
  std::vector<std::string> found;
  try {
    (void)Policy::from_documents(documents, {}, limits);
  } catch (const InvalidInput& error) {
    for (const Diagnostic& each : error.diagnostics()) {
      EXPECT_FALSE(each.message.empty() || each.expected.empty() || each.remedy.empty()) << each.code;
      found.push_back(each.code + " " + each.place.file + " " + each.place.pointer);
    }
  }
  return found;
}

/// The same of the two with the child changed.
std::vector<std::string> problems_with(const std::string& from, const std::string& to) {
  return problems_of(both(replaced(city, from, to), nation));
}

TEST(Extension, AChildAddsOverridesAndRemoves) {
  const Policy policy = Policy::from_documents(both(city, nation));
  EXPECT_EQ(policy->id, "city");
  ASSERT_EQ(policy->documents.size(), 2U);
  EXPECT_EQ(policy->documents[0].id, "law") << "what is inherited comes first";
  ASSERT_EQ(policy->obligations->obligations.size(), 1U);
  const auto resolved = resolve_policy(both(city, nation));
  const auto value_at = [&](const std::string& pointer) -> std::string {
    for (const ResolvedValue& each : resolved.values) {
      if (each.pointer == pointer) return each.value + " " + each.written.file + " " + each.written.pointer;
    }
    return "none";
  };
  EXPECT_EQ(value_at("/obligations/duties/0/day_of_month/value"),
            "10 city/c.json /overrides/~1obligations~1duties~1report~1day_of_month/value");
  EXPECT_EQ(value_at("/obligations/duties/0/months_after"),
            "1 nation/n.json /obligations/duties/0/months_after");
  EXPECT_EQ(value_at("/obligations/duties/0/holiday"),
            "\"none\" city/c.json /adds/~1obligations~1duties~1report~1holiday");
  EXPECT_EQ(value_at("/obligations/holidays/1/date"),
            "\"2024-05-01\" city/c.json /obligations/holidays/0/date");
  EXPECT_EQ(value_at("/id"), "\"city\" city/c.json /id");
}

TEST(Extension, AResolvedPolicyLoadsByItself) {
  const std::string document = resolve_policy(both(city, nation)).document;
  EXPECT_EQ(Policy::from_json(document)->obligations->obligations.size(), 1U);
  const NamedDocument alone{document, "p.json"};
  EXPECT_EQ(resolve_policy({&alone, 1}).document, document) << "resolving what is resolved changes nothing";
}

TEST(Extension, GoesOverAsManyLevelsAsThereAre) {
  const std::string province =
      R"({"schema": 1, "id": "province", "title": {"vi": "a", "en": "b"}, "partial": true,
    "extends": "../nation/n.json", "overrides": {"/obligations/duties/report/day_of_month/value": 7}})";
  const std::string child = replaced(city, "../nation/n.json", "../province/p.json");
  const std::vector<NamedDocument> all{
      {child, "city/c.json"}, {nation, "nation/n.json"}, {province, "province/p.json"}};
  EXPECT_THAT(problems_of(all), ElementsAre());
  const std::string plain = replaced(
      child,
      R"("overrides": {"/obligations/duties/report/day_of_month": {"value": 10, "cite": {"doc": "letter", "clause": "2"}}},)",
      "");
  const Policy policy = Policy::from_documents(std::vector<NamedDocument>{
      {plain, "city/c.json"}, {nation, "nation/n.json"}, {province, "province/p.json"}});
  EXPECT_EQ(policy.written_at("/obligations/duties/0/day_of_month/value").pointer,
            "/overrides/~1obligations~1duties~1report~1day_of_month~1value");
  EXPECT_EQ(policy.written_at("/obligations/duties/0/day_of_month/cite/doc").file, "nation/n.json");
  EXPECT_EQ(policy.written_at("/obligations/duties/0/day_of_month/cite/doc").pointer,
            "/obligations/duties/0/day_of_month/cite/doc");
}

TEST(Extension, NothingIsRedefinedSilently) {
  const std::string again = replaced(city, R"("holiday": "next_working_day",)",
                                     R"("duties": [{"id": "report"}], "holiday": "next_working_day",)");
  const auto twice = both(again, nation);
  EXPECT_THAT(problems_of(twice), ElementsAre("policy.redefined city/c.json /obligations/duties/0"));
  try {
    (void)Policy::from_documents(twice);
    ADD_FAILURE();
  } catch (const InvalidInput& error) {
    EXPECT_THAT(error.what(), AllOf(HasSubstr("nation/n.json: /obligations/duties/0"),
                                    HasSubstr("\"overrides\" at its pointer (/obligations/duties/report)")));
  }
  EXPECT_THAT(
      problems_with(R"("holiday": "next_working_day",)", R"("cite": {"doc": "letter", "clause": "2"},)"),
      ElementsAre("policy.speaks_of_parent city/c.json /obligations/cite"));
  EXPECT_THAT(problems_with("2024-05-01", "2024-04-30"),
              ElementsAre("policy.redefined city/c.json /obligations/holidays/0"));
  EXPECT_THAT(
      problems_with(R"({"/obligations/duties/report/holiday")", R"({"/obligations/duties/report/phrase")"),
      ElementsAre("policy.redefined city/c.json /adds/~1obligations~1duties~1report~1phrase"));
}

TEST(Extension, NothingIsOverriddenThatIsNotThere) {
  EXPECT_THAT(
      problems_with(R"({"/obligations/duties/report/day_of_month")", R"({"/obligations/duties/other/day")"),
      ElementsAre("policy.nothing_there city/c.json /overrides/~1obligations~1duties~1other~1day"));
  EXPECT_THAT(
      problems_with(R"(["/obligations/duties/year"])", R"(["/obligations/duties/1", "year", "/a~2", 3])"),
      ElementsAre("policy.nothing_there city/c.json /removes/0", "policy.wrong_value city/c.json /removes/1",
                  "policy.wrong_value city/c.json /removes/2", "policy.wrong_value city/c.json /removes/3"));
  EXPECT_THAT(problems_with(R"(["/obligations/duties/year"])", R"(["/obligations/duties/report"])"),
              UnorderedElementsAre("policy.overrides_itself city/c.json /removes/0"));
  EXPECT_THAT(problems_with(R"(["/obligations/duties/year"])", R"(["/title"])"),
              ElementsAre("policy.nothing_there city/c.json /removes/0"));
  EXPECT_THAT(problems_with(R"({"/obligations/duties/report/day_of_month": {"value")",
                            R"({"/obligations/duties/report": {"id": "other", "value")"),
              ElementsAre("policy.other_name city/c.json /overrides/~1obligations~1duties~1report"));
}

TEST(Extension, ProblemsNameThePlaceWhereTheValueWasWritten) {
  EXPECT_THAT(problems_of(both(city, replaced(nation, R"("kind": "day_off")", R"("kind": "holiday")"))),
              ElementsAre("policy.wrong_value nation/n.json /obligations/holidays/0/kind"));
  EXPECT_THAT(problems_with(R"({"value": 10,)", R"({"value": 32,)"),
              ElementsAre("policy.wrong_value city/c.json "
                          "/overrides/~1obligations~1duties~1report~1day_of_month/value"));
  EXPECT_THAT(problems_with(R"("kind": "day_off")", R"("kind": "holiday")"),
              ElementsAre("policy.wrong_value city/c.json /obligations/holidays/0/kind"));
  EXPECT_THAT(problems_of(both(city, replaced(nation, R"("phrase": "by",
       "day_of)",
                                              R"(
       "day_of)"))),
              ElementsAre("policy.missing_key nation/n.json /obligations/duties/0"));
}

TEST(Extension, ACircleIsOneErrorThatPrintsTheChain) {
  const std::string circle = replaced(nation, R"("partial": true)", R"("extends": "../city/./c.json")");
  EXPECT_THAT(problems_of(both(city, circle)), ElementsAre("policy.extends_cycle city/c.json /extends"));
  try {
    (void)Policy::from_documents(both(city, circle));
  } catch (const InvalidInput& error) {
    EXPECT_THAT(error.what(), HasSubstr("city/c.json extends nation/n.json extends city/c.json"));
  }
  const NamedDocument itself{R"({"schema": 1, "extends": "c.json"})", "c.json"};
  EXPECT_THAT(problems_of({itself}), ElementsAre("policy.extends_cycle c.json /extends"));
}

TEST(Extension, WhatCanNotBeExtendedIsOneError) {
  EXPECT_THAT(problems_of({{city, "c.json"}}), ElementsAre("policy.missing_parent c.json /extends"));
  EXPECT_THAT(problems_of({{nation, "n.json"}}), ElementsAre("policy.partial n.json /partial"));
  EXPECT_THAT(problems_with(R"("../nation/n.json")", "5"),
              ElementsAre("policy.wrong_value city/c.json /extends"));
  EXPECT_THAT(problems_of(both(city, "[]")), ElementsAre("policy.wrong_value nation/n.json "));
  EXPECT_THAT(problems_of(both(city, "{")), ElementsAre("policy.not_json nation/n.json "));
  EXPECT_THAT(problems_of(both(city, replaced(nation, R"("schema": 1)", R"("schema": 2)"))),
              ElementsAre("policy.future_schema nation/n.json /schema"));
  EXPECT_THAT(problems_of(both(city, replaced(nation, R"("schema": 1)", R"("schema": "1")"))),
              ElementsAre("policy.wrong_value nation/n.json /schema"));
  EXPECT_THAT(problems_of(both(city, replaced(nation, R"("id": "nation", )", ""))),
              ElementsAre("policy.missing_key nation/n.json "));
  EXPECT_THAT(problems_of(both(city, replaced(nation, R"("partial": true)", R"("year": 2025)"))),
              ElementsAre("policy.other_year nation/n.json /year"));
  EXPECT_THAT(problems_of(both(city, replaced(nation, R"("partial": true)", R"("partial": 1)"))),
              ElementsAre("policy.wrong_value nation/n.json /partial"));
  EXPECT_THAT(
      problems_of({{city, "city/c.json"}, {nation, "nation/n.json"}, {nation, "nation/../nation/n.json"}}),
      ElementsAre("policy.given_twice nation/../nation/n.json "));
  EXPECT_THAT(problems_with(R"("extends": "../nation/n.json",)", ""),
              UnorderedElementsAre("policy.extends_nothing city/c.json /adds",
                                   "policy.extends_nothing city/c.json /overrides",
                                   "policy.extends_nothing city/c.json /removes"));
}

TEST(Extension, ALaterVersionIsOneErrorThatSaysWhatIsUnderstood) {
  try {
    (void)Policy::from_json(R"({"schema": 2, "unheard_of": {}})", "p.json");
    ADD_FAILURE();
  } catch (const InvalidInput& error) {
    ASSERT_EQ(error.diagnostics().size(), 1U);
    EXPECT_EQ(error.diagnostics()[0].code, "policy.future_schema");
    EXPECT_THAT(error.what(),
                AllOf(HasSubstr("version 2"), HasSubstr("version 1"), HasSubstr("later giaingan")));
  }
}

TEST(Extension, ListsWithoutNamesAreOverriddenWhole) {
  const std::string parent = replaced(
      nation, R"("documents": )", R"("note": "n", "below_average": {"references": ["a"]}, "documents": )");
  const std::string child =
      replaced(city, R"("disbursement": )", R"("below_average": {"references": ["b"]}, "disbursement": )");
  EXPECT_THAT(problems_of(both(child, parent)),
              ElementsAre("policy.redefined city/c.json /below_average/references"));
}

TEST(Extension, DepthIsBoundedAcrossDocuments) {
  const std::string deep = R"({"a": {"a": {"a": {"a": 1}}}})";
  const std::string child =
      replaced(city, R"("adds": {)", R"("adds": {"/obligations/duties/report/note": )" + deep + ", ");
  EXPECT_THAT(problems_of(both(child, nation), {.max_depth = 7}),
              ElementsAre("policy.too_deep city/c.json /adds/~1obligations~1duties~1report~1note"));
}

TEST(Extension, DaysMayComeFromAnotherDocument) {
  const std::string child = replaced(city, R"("/obligations/duties/report/holiday": "none")",
                                     R"("/obligations/duties/report/to": "2024-06-30")");
  const auto duties_on = [&](const std::string& day) {
    return Policy::from_documents(both(child, nation), Date::parse(day))->obligations->obligations.size();
  };
  EXPECT_EQ(duties_on("2024-06-30"), 1U);
  EXPECT_EQ(duties_on("2024-07-01"), 0U);
  EXPECT_THAT(problems_of(both(child, nation)), ElementsAre("policy.no_day city/c.json "));
  EXPECT_THAT(problems_of(both(replaced(child, "2024-06-30", "2024-06-31"), nation)),
              UnorderedElementsAre("policy.no_day city/c.json ",
                                   "policy.wrong_value city/c.json /adds/~1obligations~1duties~1report~1to"));
}

TEST(Extension, HostsAreToldWhichDocumentIsExtended) {
  EXPECT_EQ(parent_of(city, "policies/city/c.json"), "policies/nation/n.json");
  EXPECT_EQ(parent_of(city, "c.json"), "../nation/n.json");
  EXPECT_EQ(parent_of(nation, "n.json"), std::nullopt);
  EXPECT_EQ(parent_of("{", "n.json"), std::nullopt);
}

}  // namespace
}  // namespace giaingan
