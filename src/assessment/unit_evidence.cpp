#include "giaingan/assessment/explanation.hpp"
#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/assessment/year_evaluation.hpp"

#include <cstddef>

#include "assessment/document_parts.hpp"
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

}  // namespace

std::vector<Evidence> unit_evidence(const Policy& policy, const Portfolio& portfolio, Date as_of,
                                    const std::string& unit) {
  std::vector<Evidence> evidence;
  add_monthly(policy, portfolio, as_of, unit, evidence);
  for (const SubjectRating& rating : evaluate_year(policy, portfolio, as_of).subjects) {
    if (rating.unit != unit) continue;
    for (const CriterionScore& score : rating.criteria)
      append(evidence, score.evidence);
    for (const ClassStep& step : rating.steps)
      append(evidence, step.evidence);
  }
  return evidence;
}

std::string evidence_document(const Policy& policy, const std::string& unit, Date as_of,
                              const std::vector<Evidence>& evidence) {
  JsonWriter writer;
  DocumentParts parts(writer, *policy);
  writer.begin_object().member("as_of", as_of.text()).member("unit", unit);
  parts.heading();
  writer.key("evidence").begin_array();
  for (const Evidence& each : evidence)
    parts.evidence_item(each);
  writer.end_array().end_object();
  return writer.take();
}

}  // namespace giaingan::inline v1
