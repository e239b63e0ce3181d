#include "giaingan/policy/evaluation_policy.hpp"

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/policy/policy_draft.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace giaingan {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string document = R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
  "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
  "averages": [{"id": "city", "title": {"vi": "a", "en": "b"}, "kind": "weighted", "basis": "current"}],
  "disbursement": {"basis": "current"},
  "below_average": {"basis": "current", "months": 3, "references": ["city"], "combine": "any"},
  "evaluation": {"basis": "current",
    "host_metrics": [{"id": "tasks", "title": {"vi": "a", "en": "b"}}],
    "criteria": [{"id": "ratio", "title": {"vi": "a", "en": "b"}, "metric": "final_ratio", "missing": "error",
      "bands": [{"from": 0, "to": "1/2", "points": 0}, {"from": "1/2", "points": 100}]}],
    "classes": [{"id": "a", "title": {"vi": "a", "en": "b"}, "from": 90},
                {"id": "b", "title": {"vi": "a", "en": "b"}, "from": 50, "to": 90},
                {"id": "c", "title": {"vi": "a", "en": "b"}, "to": 50}],
    "caps": [{"id": "cap", "title": {"vi": "a", "en": "b"}, "class": "b",
              "when": [{"metric": "flagged", "operator": "==", "value": 1}]}],
    "vetoes": [{"id": "veto", "title": {"vi": "a", "en": "b"}, "class": "c",
              "when": [{"metric": "violations", "operator": ">", "value": 0}]}],
    "quotas": [{"id": "q", "title": {"vi": "a", "en": "b"}, "class": "a", "share": "20%",
                "base_class": "b"}]}})";

std::string with(std::vector<std::pair<std::string, std::string>> changes) {
  std::string text = document;
  for (const auto& [from, to] : changes)
    text.replace(text.find(from), from.size(), to);
  return text;
}

/// `code pointer` of every problem, and their messages.
struct Found {
  std::vector<std::string> problems;
  std::string messages;
};

Found problems_of(const std::string& text) {
  Found found;
  try {
    (void)Policy::from_json(text);
  } catch (const InvalidInput& error) {
    for (const Diagnostic& one : error.diagnostics()) {
      EXPECT_FALSE(one.expected.empty() || one.remedy.empty()) << one.code;
      found.problems.push_back(one.code + " " + one.place.pointer);
      found.messages += one.message + "\n";
    }
  }
  return found;
}

TEST(EvaluationPolicy, ReadsARubric) {
  EXPECT_THAT(problems_of(document).problems, IsEmpty());
  const Policy policy = Policy::from_json(document);
  const EvaluationPolicy& rubric = *policy->evaluation;
  EXPECT_EQ(rubric.classes[1].id, "b");
  EXPECT_EQ(rubric.criteria[0].max, (Ratio{100, 1}));
  EXPECT_EQ(rubric.quotas[0].share.value, (Ratio{1, 5}));
  EXPECT_EQ(rubric.heads, Heads::not_rated);
}

TEST(EvaluationPolicy, NamesOneExactWitnessOfEachGapAndOverlap) {
  Found found = problems_of(with({{R"("to": "1/2", "points": 0)", R"("to": "1/3", "points": 0)"}}));
  EXPECT_THAT(found.problems, ElementsAre("policy.band_gap /evaluation/criteria/0/bands"));
  EXPECT_THAT(found.messages, HasSubstr("1/3"));  // the bound itself lies in no band
  found = problems_of(with({{R"("from": "1/2", "points": 100)", R"("from": "0.4", "points": 100)"}}));
  EXPECT_THAT(found.problems, ElementsAre("policy.band_overlap /evaluation/criteria/0/bands"));
  EXPECT_THAT(found.messages, HasSubstr("0.4"));
  // a shared edge is an overlap of one number
  found =
      problems_of(with({{R"("to": "1/2", "points": 0)", R"("to": "1/2", "includes": "both", "points": 0)"}}));
  EXPECT_THAT(found.problems, ElementsAre("policy.band_overlap /evaluation/criteria/0/bands"));
  EXPECT_THAT(found.messages, HasSubstr("0.5"));
  // a metric of the host's own can be negative
  found = problems_of(with({{R"("metric": "final_ratio")", R"("metric": "tasks")"}}));
  EXPECT_THAT(found.problems, ElementsAre("policy.band_gap /evaluation/criteria/0/bands"));
  EXPECT_THAT(found.messages, HasSubstr("-1"));
}

const std::string bands = R"("metric": "final_ratio", "missing": "error",
      "bands": [{"from": 0, "to": "1/2", "points": 0}, {"from": "1/2", "points": 100}])";
const std::string rows = R"({"id": "low", "when": [{"metric": "final_ratio", "to": "1/2"}], "points": 0},
  {"id": "clean", "when": [{"metric": "final_ratio", "from": "1/2"}, {"metric": "violations", "to": 0, "includes": "to"}], "points": 100},
  {"id": "poor", "when": [{"metric": "final_ratio", "from": "1/2"}, {"metric": "violations", "from": 1}], "points": 50})";

std::string with_rows(const std::string& changed) {
  return with(
      {{bands, R"("missing": "error", "table": {"metrics": ["final_ratio", "violations"], "rows": [)" +
                   changed + "]}"}});
}

TEST(EvaluationPolicy, ReadsATableOfSeveralMetrics) {
  EXPECT_THAT(problems_of(with_rows(rows)).problems, IsEmpty());  // no violations lie between 0 and 1
  const Policy policy = Policy::from_json(with_rows(rows));
  const Criterion& criterion = policy->evaluation->criteria[0];
  const auto& table = std::get<TabledScore>(criterion.score);
  EXPECT_THAT(metrics_of(criterion), ElementsAre("final_ratio", "violations"));
  EXPECT_EQ(table.rows[1].id, "clean");
  EXPECT_EQ(table.rows[2].cells[1][0].from, (Ratio{1, 1}));
  EXPECT_TRUE(table.rows[0].cells[1].empty());
  EXPECT_EQ(criterion.max, (Ratio{100, 1}));
}

TEST(EvaluationPolicy, NamesWhatATableLeavesOpenAndHoldsTwice) {
  const auto changed = [](const std::string& from, const std::string& to) {
    std::string text = rows;
    return with_rows(text.replace(text.find(from), from.size(), to));
  };
  Found found = problems_of(changed(R"("from": 1})", R"("from": 2})"));
  EXPECT_THAT(found.problems, ElementsAre("policy.table_gap /evaluation/criteria/0/table/rows"));
  EXPECT_EQ(found.messages,
            "no row holds final_ratio ≥ 0.5, violations = 1; such as final_ratio = 1, violations = 1\n");
  found = problems_of(changed(R"("to": "1/2"})", R"("to": "60%"})"));
  EXPECT_THAT(found.problems, ElementsAre("policy.table_overlap /evaluation/criteria/0/table/rows",
                                          "policy.table_overlap /evaluation/criteria/0/table/rows"));
  EXPECT_THAT(found.messages, HasSubstr("the rows \"low\" and \"clean\" both hold 0.5 ≤ final_ratio < 0.6, "
                                        "violations = 0; such as final_ratio = 0.5, violations = 0"));
  found = problems_of(with_rows(
      rows + R"(, {"id": "again", "when": [{"metric": "violations", "values": [7]}], "points": 1})"));
  EXPECT_THAT(found.problems, testing::Contains("policy.table_covered /evaluation/criteria/0/table/rows"));
  found = problems_of(with_rows(
      rows + R"(, {"id": "half", "when": [{"metric": "violations", "values": ["1/2"]}], "points": 1})"));
  EXPECT_THAT(found.problems, ElementsAre("policy.table_empty /evaluation/criteria/0/table/rows"));
}

TEST(EvaluationPolicy, RefusesTablesThatNameMetricsWrongly) {
  EXPECT_THAT(problems_of(with_rows(R"({"when": [{"metric": "plan", "from": 1}], "points": 1})")).problems,
              testing::Contains("policy.unknown_id /evaluation/criteria/0/table/rows/0/when/0/metric"));
  EXPECT_THAT(
      problems_of(
          with_rows(
              R"({"when": [{"metric": "violations", "to": 5}, {"metric": "violations", "from": 5}], "points": 1},
                                       {"when": [{"metric": "violations", "to": 5}], "points": 1})"))
          .problems,
      testing::Contains("policy.duplicate_id /evaluation/criteria/0/table/rows/0/when/1/metric"));
  EXPECT_THAT(problems_of(with_rows("")).problems,
              testing::Contains("policy.table_size /evaluation/criteria/0/table/rows"));
  EXPECT_THAT(
      problems_of(
          with(
              {{bands,
                R"("missing": "error", "table": {"metrics": ["final_ration"], "rows": [{"points": 100}]})"}}))
          .problems,
      testing::Contains("policy.unknown_metric /evaluation/criteria/0/table/metrics"));
}

TEST(EvaluationPolicy, HoldsBandsToTheDomainOfAHostMetric) {
  const auto domain = [](const std::string& said, const std::string& changed_bands) {
    return with({{R"({"id": "tasks", "title": {"vi": "a", "en": "b"}})",
                  R"({"id": "tasks", "title": {"vi": "a", "en": "b"}, )" + said + "}"},
                 {bands, R"("metric": "tasks", "missing": "error", "bands": )" + changed_bands}});
  };
  const std::string two =
      R"([{"from": 0, "to": 1, "includes": "both", "points": 0}, {"from": 2, "points": 100}])";
  EXPECT_THAT(problems_of(domain(R"("from": 0, "whole": true)", two)).problems, IsEmpty());
  EXPECT_THAT(problems_of(domain(R"("values": [0, 1, 4])", two)).problems, IsEmpty());
  EXPECT_THAT(problems_of(domain(R"("from": 0)", two)).problems,
              ElementsAre("policy.band_gap /evaluation/criteria/0/bands"));
  EXPECT_THAT(problems_of(domain(R"("from": 3, "to": 2)", two)).problems,
              testing::Contains("policy.metric_domain /evaluation/host_metrics/0"));
  EXPECT_THAT(problems_of(domain(R"("values": [1, 1])", two)).problems,
              testing::Contains("policy.metric_domain /evaluation/host_metrics/0/values"));
  EXPECT_THAT(problems_of(domain(R"("values": [1], "to": 2)", two)).problems,
              testing::Contains("policy.unknown_key /evaluation/host_metrics/0/to"));
}

TEST(EvaluationPolicy, ReportsNoMoreFaultsThanAPersonReads) {
  std::string many;
  for (int i = 0; i < 40; ++i)
    many += std::string(i == 0 ? "" : ", ") + R"({"when": [{"metric": "violations", "values": [)" +
            std::to_string(2 * i) + R"(]}], "points": )" + std::to_string(50 * (i % 3)) + "}";
  const Found found = problems_of(with_rows(many));
  EXPECT_EQ(std::ranges::count(found.problems, "policy.table_gap /evaluation/criteria/0/table/rows"), 11);
  EXPECT_THAT(found.messages, HasSubstr("there are 30 more of these"));
  EXPECT_EQ(PolicyDraft::from_json(with_rows(many)).faults.size(), 40U);
}

TEST(EvaluationPolicy, ADraftKeepsItsFaultsAndRatesNobody) {
  const PolicyDraft sound = PolicyDraft::from_json(document);
  EXPECT_THAT(sound.faults, IsEmpty());
  EXPECT_EQ(sound.policy->evaluation->criteria.size(), 1U);
  const PolicyDraft draft =
      PolicyDraft::from_json(with({{R"("to": "1/2", "points": 0)", R"("to": "1/3", "points": 0)"}}));
  ASSERT_EQ(draft.faults.size(), 1U);
  EXPECT_EQ(where_text(draft.faults[0]), "1/3 ≤ final_ratio < 0.5");
  EXPECT_EQ(witness_text(draft.faults[0]), "final_ratio = 0.4");
  EXPECT_THAT(draft.policy->evaluation->criteria, IsEmpty());
  EXPECT_THROW((void)PolicyDraft::from_json(with({{R"("class": "b",)", R"("class": "bb",)"}})), InvalidInput);
}

TEST(EvaluationPolicy, ClassesCoverTheTotalsOnceAndCanBeReached) {
  Found found = problems_of(with({{R"("from": 50, "to": 90)", R"("from": 50, "to": 80)"}}));
  EXPECT_THAT(found.problems, ElementsAre("policy.band_gap /evaluation/classes"));
  found = problems_of(with({{R"("from": 50, "to": 90)", R"("from": 50, "to": 91)"}}));
  EXPECT_THAT(found.problems, ElementsAre("policy.band_overlap /evaluation/classes"));
  EXPECT_THAT(found.messages, HasSubstr("90"));
  found = problems_of(with({{R"("from": "1/2", "points": 100)", R"("from": "1/2", "points": 89)"}}));
  EXPECT_THAT(found.problems, ElementsAre("policy.unreachable_class /evaluation/classes/0"));
  found = problems_of(with({{R"("id": "a", "title")", R"("id": "z", "title")"},
                            {R"("from": 90})", R"("to": 50})"},
                            {R"("to": 50}],)", R"("from": 90}],)"},
                            {R"("class": "a")", R"("class": "z")"}}));
  EXPECT_THAT(found.problems, testing::Contains("policy.class_order /evaluation/classes/1"));
}

TEST(EvaluationPolicy, ReportsEveryWrongNameAtOnce) {
  const Found found = problems_of(with({{R"("metric": "final_ratio")", R"("metric": "final_ration")"},
                                        {R"("class": "b",)", R"("class": "bb",)"},
                                        {R"("id": "tasks")", R"("id": "violations")"},
                                        {R"("metric": "flagged")", R"("metric": "tasks")"}}));
  EXPECT_THAT(found.problems,
              testing::UnorderedElementsAre("policy.duplicate_id /evaluation/host_metrics/0/id",
                                            "policy.unknown_metric /evaluation/criteria/0/metric",
                                            "policy.band_gap /evaluation/criteria/0/bands",
                                            "policy.unknown_metric /evaluation/caps/0/when/0/metric",
                                            "policy.unknown_id /evaluation/caps/0/class"));
}

TEST(EvaluationPolicy, HoldsAMetricAgainstWhatWasAssigned) {
  const std::string metric = R"("metric": "final_ratio", )";
  const Policy policy = Policy::from_json(
      with({{metric, metric + R"("over": "tasks", "not_assigned": "skip_and_rescale", "part": "5", )"}}));
  const Criterion& criterion = policy->evaluation->criteria[0];
  EXPECT_EQ(std::get<BandedScore>(criterion.score).over, "tasks");
  EXPECT_EQ(criterion.not_assigned, MissingMetric::skip_and_rescale);
  EXPECT_EQ(criterion.part, "5");
  EXPECT_EQ(Policy::from_json(document)->evaluation->criteria[0].not_assigned, MissingMetric::error);
  EXPECT_THAT(problems_of(with({{metric, metric + R"("over": "targets", )"}})).problems,
              ElementsAre("policy.unknown_metric /evaluation/criteria/0/over"));
  EXPECT_THAT(problems_of(with({{metric, metric + R"("not_assigned": "zero", )"}})).problems,
              ElementsAre("policy.nothing_to_assign /evaluation/criteria/0/not_assigned"));
}

TEST(EvaluationPolicy, RefusesMetricsThatNobodyProvides) {
  const std::string section =
      R"(  "below_average": {"basis": "current", "months": 3, "references": ["city"], "combine": "any"},)";
  const Found found = problems_of(with({{section, ""}}));
  EXPECT_THAT(found.problems, testing::UnorderedElementsAre(
                                  "policy.metric_without_source /evaluation/caps/0/when/0/metric",
                                  "policy.metric_without_source /evaluation/vetoes/0/when/0/metric"));
  EXPECT_THAT(found.messages, HasSubstr("\"flagged\""));
  // every metric that the engine counts by other sections, none of which is here
  for (const char* metric : {"milestones_missed", "reports_late", "reports_missing", "duties_late",
                             "duties_missing", "new_starts_late", "procedures_late", "funding_past_limit",
                             "settlements_overdue", "investment_raised"}) {
    EXPECT_THAT(problems_of(with({{R"("flagged")", "\"" + std::string(metric) + "\""}})).problems,
                ElementsAre("policy.metric_without_source /evaluation/caps/0/when/0/metric"))
        << metric;
  }
  for (const char* metric : {"final_ratio", "plan", "disbursed", "schedule_adherence", "capital_returned",
                             "capital_returned_subjective", "returns_subjective", "violations"}) {
    EXPECT_THAT(problems_of(with({{R"("flagged")", "\"" + std::string(metric) + "\""}})).problems, IsEmpty())
        << metric;
  }
}

TEST(EvaluationPolicy, RefusesQuotasThatCantWork) {
  EXPECT_THAT(problems_of(with({{R"("base_class": "b")", R"("base_class": "a")"}})).problems,
              ElementsAre("policy.quota_of_itself /evaluation/quotas/0/base_class"));
  EXPECT_THAT(problems_of(with({{R"("base_class": "b")", R"("base_class": "c")"}})).problems,
              ElementsAre("policy.quota_base /evaluation/quotas/0/base"));
  EXPECT_THAT(
      problems_of(with({{R"("base_class": "b")", R"("base_class": "c", "base": "before")"}})).problems,
      IsEmpty());
  EXPECT_THAT(problems_of(with({{R"("20%")", R"("120%")"}})).problems,
              ElementsAre("policy.bad_share /evaluation/quotas/0/share"));
  EXPECT_THAT(
      problems_of(with({{R"("base_class": "b")", R"("base_class": "b", "tie": "metrics")"}})).problems,
      ElementsAre("policy.tie_metrics /evaluation/quotas/0"));
  EXPECT_THAT(
      problems_of(with({{R"("base_class": "b")", R"("base_class": "b", "subject": "head")"}})).problems,
      ElementsAre("policy.heads_not_rated /evaluation/quotas/0/subject"));
}

TEST(EvaluationPolicy, AVetoThatWouldRaiseIsRefused) {
  EXPECT_THAT(problems_of(with({{R"("class": "c")", R"("class": "b")"}})).problems,
              ElementsAre("policy.veto_raises /evaluation/vetoes/0/class"));
}

}  // namespace
}  // namespace giaingan
