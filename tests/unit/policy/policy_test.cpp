#include "giaingan/policy/policy.hpp"

#include "giaingan/input/diagnostic.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace giaingan {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const std::string small = R"({
  "schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
  "documents": [{"id": "letter", "number": "1", "title": "t"}],
  "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
  "averages": [{"id": "city", "title": {"vi": "a", "en": "b"}, "kind": "weighted", "basis": "current"}],
  "disbursement": {"basis": "current"},
  "below_average": {"basis": "current", "months": {"value": 3, "cite": {"doc": "letter", "clause": "4.2"}},
                    "references": ["city"], "combine": "any"}
})";

/// `small` with one text replaced.
std::string with(const std::string& from, const std::string& to) {
  std::string text = small;
  text.replace(text.find(from), from.size(), to);
  return text;
}

/// `code pointer` of every problem of a document.
std::vector<std::string> problems_of(const std::string& document, const Limits& limits = {}) {
  try {
    (void)Policy::from_json(document, "p.json", limits);
  } catch (const InvalidInput& error) {
    std::vector<std::string> found;
    for (const Diagnostic& diagnostic : error.diagnostics()) {
      EXPECT_EQ(diagnostic.place.file, "p.json");
      EXPECT_FALSE(diagnostic.expected.empty() || diagnostic.remedy.empty()) << diagnostic.code;
      found.push_back(diagnostic.code + " " + diagnostic.place.pointer);
    }
    return found;
  }
  return {};
}

TEST(Policy, ReadsWhatADocumentSays) {
  const Policy policy = Policy::from_json(small);
  EXPECT_EQ(policy->year, 2024);
  EXPECT_EQ(policy->disbursement.basis.id, "current");
  ASSERT_TRUE(policy->below_average);
  EXPECT_EQ(policy->below_average->months.value, 3);
  EXPECT_EQ(policy->below_average->months.citation.clause, "4.2");
  EXPECT_EQ(policy->below_average->references.front().kind, AverageKind::weighted);
}

TEST(Policy, TheCityOfLangSonMarksWhatItsLetterLeavesOpen) {
  const Policy policy = Policy::from_json(file_text(GIAINGAN_SOURCE_DIR "/policies/lang-son-city-2024.json"),
                                          "lang-son-city-2024.json");
  EXPECT_EQ(policy->year, 2024);
  EXPECT_EQ(policy->below_average->months.value, 3);
  EXPECT_EQ(policy->below_average->months.citation.clause, "4.2");
  EXPECT_FALSE(policy->below_average->months.citation.assumed);
  // The letter gives one ratio only, 100 % of the three programmes (§3.4).
  for (const Milestone& milestone : policy->disbursement.milestones) {
    const bool given = milestone.id == "2024-programmes";
    EXPECT_EQ(milestone.ratio.citation.assumed, !given) << milestone.id;
    EXPECT_EQ(milestone.ratio.citation.clause, given ? "3.4" : "2.2") << milestone.id;
  }
  EXPECT_THAT(policy->assumptions, Contains(testing::Field(&Assumption::pointer, "/below_average/combine")));
  // What the letter leaves open beside its ratios: docs/policy.md, "Values".
  std::vector<std::string> assumed;
  for (const Assumption& assumption : policy->assumptions)
    assumed.push_back(assumption.pointer);
  EXPECT_THAT(assumed, testing::IsSupersetOf({"/bases/0",
                                              "/bases/1",
                                              "/bases/2",
                                              "/bases/3",
                                              "/averages/1/basis",
                                              "/milestones/0/by",
                                              "/milestones/4/by",
                                              "/milestones/5/by",
                                              "/disbursement/level",
                                              "/below_average/level",
                                              "/reallocation/recipients/criterion",
                                              "/reallocation/recipients/level",
                                              "/reallocation/tiers/0",
                                              "/reallocation/tiers/3",
                                              "/evaluation/level",
                                              "/evaluation/heads",
                                              "/evaluation/classes",
                                              "/evaluation/quotas/0/base",
                                              "/evaluation/quotas/0/rounding",
                                              "/evaluation/shortcomings/when/1/value",
                                              "/obligations/duties/2/months_after",
                                              "/project_checks/medium_term",
                                              "/project_checks/total_investment"}));
  for (const Assumption& assumption : policy->assumptions)
    EXPECT_NE(assumption.citation.note.en, assumption.citation.note.vi) << assumption.pointer;
}

TEST(Policy, ReportsAllProblemsAtOnce) {
  std::string document = with("\"months\": {\"value\": 3", "\"month\": 1, \"months\": {\"value\": 99");
  document.replace(document.find("\"kind\": \"weighted\""), 18, "\"kind\": \"median\"");
  document.replace(document.find("\"doc\": \"letter\""), 15, "\"doc\": \"letters\"");
  EXPECT_THAT(problems_of(document),
              UnorderedElementsAre("policy.wrong_value /averages/0/kind",
                                   "policy.unknown_document /below_average/months/cite/doc",
                                   "policy.wrong_value /below_average/months/value",
                                   "policy.unknown_key /below_average/month"));
}

TEST(Policy, RefusesFloatsDuplicatesAndUnknownIds) {
  EXPECT_THAT(problems_of(with("\"months\": {\"value\": 3", "\"months\": {\"value\": 3.0")),
              Contains("policy.json_float /below_average/months/value"));
  EXPECT_THAT(problems_of(with("\"year\": 2024", "\"year\": 2024, \"year\": 2025")),
              ElementsAre("policy.duplicate_key /year"));
  EXPECT_THAT(problems_of(with("\"references\": [\"city\"]", "\"references\": [\"town\"]")),
              ElementsAre("policy.unknown_id /below_average/references"));
  EXPECT_THAT(problems_of(with("\"year\": 2024", "\"year\": 99999999999999999999")),
              Contains("policy.integer_too_large /year"));
  EXPECT_THAT(problems_of(with("\"schema\": 1", "\"schema\": 2")),
              ElementsAre("policy.future_schema /schema"));
}

TEST(Policy, HoldsNoDayAgainstAWrongYear) {
  std::string document = with("\"year\": 2024", "\"year\": 2024.5");
  document.insert(document.rfind('}'),
                  R"(, "obligations": {"duties": [{"id": "plan", "title": {"vi": "a", "en": "b"},
      "event": "e", "phrase": "by", "day": "2024-03-10", "period": "2024"}]})");
  EXPECT_THAT(problems_of(document), ElementsAre("policy.json_float /year"));
}

TEST(Policy, TakesNotesInOneLanguageOrInBoth) {
  const auto note_of_combine = [](const std::string& note) {
    const Policy policy = Policy::from_json(
        with("\"combine\": \"any\"",
             "\"combine\": {\"value\": \"any\", \"assumed\": true, \"note\": " + note + "}"));
    return policy->assumptions.front().citation.note;
  };
  EXPECT_EQ(note_of_combine(R"({"vi": "a", "en": "b"})"), (Text{"a", "b"}));
  EXPECT_EQ(note_of_combine("\"c\""), (Text{"c", "c"}));
  for (const std::string wrong : {R"({"vi": "a"})", R"({"vi": "a", "en": ""})",
                                  R"({"vi": "a", "en": "b", "fr": "c"})", R"({"vi": "a", "en": 1})", "5"}) {
    EXPECT_THAT(problems_of(with("\"combine\": \"any\"",
                                 "\"combine\": {\"value\": \"any\", \"note\": " + wrong + "}")),
                ElementsAre("policy.wrong_value /below_average/combine/note"))
        << wrong;
  }
}

TEST(Policy, KnowsWhatAConclusionOfSeveralSettingsRestsOn) {
  const Policy policy = Policy::from_json(with(
      "\"combine\": \"any\"",
      R"("cite": {"doc": "letter", "clause": "9"}, "first_month": 2, "last_month": {"value": 5, "assumed": true, "note": "l"},
              "combine": {"value": "any", "assumed": true, "note": "c"})"));
  const BelowAveragePolicy& rule = *policy->below_average;
  const auto deciding = [&](std::initializer_list<std::string_view> keys) {
    return rule.settings.deciding(rule.citation, keys);
  };
  EXPECT_FALSE(deciding({"first_month"}).assumed);
  EXPECT_EQ(deciding({"first_month"}).clause, "9");
  EXPECT_EQ(deciding({"months", "first_month"}).clause, "4.2");
  EXPECT_FALSE(deciding({"months", "first_month"}).assumed);
  const Citation both = deciding({"months", "last_month", "combine", "last_month"});
  EXPECT_EQ(both.clause, "4.2");
  EXPECT_TRUE(both.assumed);
  EXPECT_EQ(both.note.en, "l");
  EXPECT_THAT(both.assumptions, ElementsAre("/below_average/last_month", "/below_average/combine"));
}

TEST(Policy, ShowsAssumedListsOfWords) {
  const Policy policy = Policy::from_json(with(
      "\"references\": [\"city\"]", R"("references": {"value": ["city"], "assumed": true, "note": "n"})"));
  EXPECT_EQ(policy->assumptions.front().value, "[\"city\"]");
}

TEST(Policy, RefusesAnAssumptionWithoutANote) {
  EXPECT_THAT(
      problems_of(with("\"combine\": \"any\"", "\"combine\": {\"value\": \"any\", \"assumed\": true}")),
      ElementsAre("policy.assumed_without_note /below_average/combine"));
}

TEST(Policy, RefusesFiguresOfDifferentBases) {
  const std::string document = with(
      "\"bases\": [", R"("bases": [{"id": "other", "title": {"vi": "a", "en": "b"}, "plan": "initial"}, )");
  std::string mixed = document;
  const std::string below = "\"below_average\": {\"basis\": \"current\"";
  mixed.replace(mixed.find(below), below.size(), "\"below_average\": {\"basis\": \"other\"");
  EXPECT_THAT(problems_of(document), ElementsAre());
  EXPECT_THAT(problems_of(mixed), ElementsAre("policy.mixed_bases /below_average/references"));
}

TEST(Policy, HoldsAUnitAgainstAReferenceOnce) {
  EXPECT_THAT(problems_of(with("\"references\": [\"city\"", "\"references\": [\"city\", \"city\"")),
              ElementsAre("policy.duplicate_reference /below_average/references"));
}

TEST(Policy, RefusesByLevelThatGivesNoKindAReference) {
  const auto document = [](const std::string& more) {
    return with("\"combine\": \"any\"", "\"combine\": \"by_level\"" + more);
  };
  const std::string owner = R"({"kind": "owner", "reference": "city"})";
  EXPECT_THAT(problems_of(document(R"(, "reference_of_kind": [)" + owner + "]")), ElementsAre());
  for (const std::string more : {"", R"(, "reference_of_kind": [])"}) {
    EXPECT_THAT(problems_of(document(more)),
                ElementsAre("policy.no_reference_of_kind /below_average/reference_of_kind"));
  }
  EXPECT_THAT(problems_of(document(R"(, "reference_of_kind": [)" + owner + ", " + owner + "]")),
              ElementsAre("policy.duplicate_kind /below_average/reference_of_kind/1/kind"));
}

TEST(Policy, LetsARunSpanYearsFromDecemberToJanuaryOnly) {
  const auto document = [](const std::string& more) {
    return with("\"combine\": \"any\"", "\"combine\": \"any\", \"spans_years\": true" + more);
  };
  EXPECT_TRUE(Policy::from_json(document(""))->below_average->spans_years);
  EXPECT_FALSE(Policy::from_json(small)->below_average->spans_years);
  EXPECT_THAT(problems_of(document(", \"first_month\": 2")),
              ElementsAre("policy.gap_between_years /below_average/spans_years"));
}

TEST(Policy, ReadsWhatStandsBesideTheRanking) {
  std::string document = with("\"disbursement\": {\"basis\": \"current\"}",
                              R"("disbursement": {"basis": "current", "headlines": ["other"],
      "groupings": ["owner/source", "tree"], "top": 3, "bottom": 5})");
  const std::string bases = "\"bases\": [";
  document.replace(document.find(bases), bases.size(),
                   R"("bases": [{"id": "other", "title": {"vi": "a", "en": "b"}, "plan": "initial"}, )");
  EXPECT_THAT(problems_of(document), ElementsAre());
  const Policy policy = Policy::from_json(document);
  const DisbursementPolicy& read = policy->disbursement;
  ASSERT_EQ(read.headlines.size(), 1U);
  EXPECT_EQ(read.headlines[0].plan, PlanBasis::initial);
  EXPECT_THAT(read.groupings, ElementsAre("owner/source", "tree"));
  EXPECT_EQ(read.top, 3);
  EXPECT_EQ(read.bottom, 5);
}

TEST(Policy, RefusesWrongHeadlinesAndGroupings) {
  const auto problems = [](const std::string& more) {
    return problems_of(with("\"disbursement\": {\"basis\": \"current\"",
                            "\"disbursement\": {\"basis\": \"current\", " + more));
  };
  EXPECT_THAT(problems(R"("headlines": ["none"])"), ElementsAre("policy.unknown_id /disbursement/headlines"));
  EXPECT_THAT(problems(R"("headlines": ["current"])"),
              ElementsAre("policy.duplicate_headline /disbursement/headlines"));
  EXPECT_THAT(problems(R"("groupings": ["source", "source"])"),
              ElementsAre("policy.duplicate_grouping /disbursement/groupings"));
  for (const std::string level : {"owner/", "/owner", "owner//source", "owner/tree"}) {
    EXPECT_THAT(problems("\"groupings\": [\"" + level + "\"]"),
                ElementsAre("policy.bad_level /disbursement/groupings"))
        << level;
  }
  EXPECT_THAT(problems(R"("level": "tree")"), ElementsAre("policy.bad_level /disbursement/level"));
  EXPECT_THAT(problems(R"("top": -1)"), ElementsAre("policy.wrong_value /disbursement/top"));
}

TEST(Policy, SurvivesWhatIsNotAPolicy) {
  EXPECT_THAT(problems_of(""), ElementsAre("policy.not_json "));
  EXPECT_THAT(problems_of("{"), ElementsAre("policy.not_json "));
  EXPECT_THAT(problems_of("\xff"), ElementsAre("policy.not_json "));
  EXPECT_THAT(problems_of("{\"id\": \"\xc3\x28\"}"), ElementsAre("policy.not_json "));
  EXPECT_THAT(problems_of("[]"), Contains("policy.wrong_value "));
  EXPECT_THAT(problems_of("null"), Contains("policy.wrong_value "));
  EXPECT_THAT(problems_of(std::string(1'000'000, '[')), ElementsAre(AllOf(HasSubstr("policy.too_deep"))));
  EXPECT_THAT(problems_of(small, {.max_policy_bytes = 10}), ElementsAre("policy.too_large "));
}

}  // namespace
}  // namespace giaingan
