#include "giaingan/assessment/explanation.hpp"
#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/assessment/year_evaluation.hpp"

#include <algorithm>
#include <cstddef>

#include "assessment/document_parts.hpp"
#include "assessment/made_by.hpp"
#include "io/json_writer.hpp"

namespace giaingan::inline v1 {
namespace {

void append(std::vector<Evidence>& all, const std::vector<Evidence>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

void add_monthly(const Policy& policy, const Portfolio& portfolio, Date as_of, const std::string& id,
                 std::vector<Evidence>& evidence) {
  const MonthlyAssessment assessment = assess(policy, portfolio, as_of);
  for (const UnitDisbursement& unit : assessment.disbursement.units) {
    if (unit.id == id) append(evidence, explain(policy->disbursement, assessment.disbursement, unit));
  }
  if (assessment.below_average) {
    for (const BelowAverageUnit& unit : assessment.below_average->units) {
      if (unit.id == id) append(evidence, explain(*policy->below_average, *assessment.below_average, unit));
    }
  }
  if (!assessment.obligations) return;
  for (const Duty& duty : assessment.obligations->duties) {
    if (portfolio->units[static_cast<std::size_t>(duty.unit)].id == id) evidence.push_back(duty.evidence);
  }
}

/// Whether the collective took the same step on the same figures.
bool shares(const SubjectRating& head, const SubjectRating& collective, const ClassStep& step) {
  if (step.kind == ClassStepKind::band && head.total != collective.total) return false;
  return std::ranges::any_of(collective.steps, [&](const ClassStep& other) {
    return other.kind == step.kind && other.id == step.id;
  });
}

void add_collective(const SubjectRating& collective, std::vector<Evidence>& evidence) {
  for (const CriterionScore& score : collective.criteria)
    append(evidence, score.evidence);
  for (const ClassStep& step : collective.steps)
    append(evidence, step.evidence);
}

/// What a head was judged by and his collective wasn't: what is common is said of the collective.
void add_head(const SubjectRating& head, const SubjectRating& collective, std::vector<Evidence>& evidence) {
  for (const CriterionScore& score : head.criteria) {
    if (std::ranges::find(collective.criteria, score.criterion, &CriterionScore::criterion) ==
        collective.criteria.end())
      append(evidence, score.evidence);
  }
  for (const ClassStep& step : head.steps) {
    if (!shares(head, collective, step)) append(evidence, step.evidence);
  }
}

}  // namespace

std::vector<Evidence> unit_evidence(const Policy& policy, const Portfolio& portfolio, Date as_of,
                                    const std::string& unit) {
  std::vector<Evidence> evidence;
  add_monthly(policy, portfolio, as_of, unit, evidence);
  const auto year = evaluate_year(policy, portfolio, as_of);
  const SubjectRating* collective = nullptr;  // stands before its head
  for (const SubjectRating& rating : year.subjects) {
    if (rating.unit != unit) continue;
    if (rating.subject == Subject::collective) {
      collective = &rating;
      add_collective(rating, evidence);
    } else {
      add_head(rating, *collective, evidence);
    }
  }
  return evidence;
}

std::string evidence_document(const Policy& policy, const Portfolio& portfolio, const std::string& unit,
                              Date as_of, const std::vector<Evidence>& evidence) {
  JsonWriter writer;
  DocumentParts parts(writer, *policy);
  begin_result(writer, policy, portfolio, {.command = "explain", .as_of = as_of, .unit = unit});
  writer.member("as_of", as_of.text()).member("unit", unit);
  parts.heading();
  writer.key("evidence").begin_array();
  for (const Evidence& each : evidence)
    parts.evidence_item(each);
  writer.end_array().end_object();
  return writer.take();
}

}  // namespace giaingan::inline v1
