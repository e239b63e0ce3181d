#include "giaingan/assessment/left_out.hpp"
#include "giaingan/assessment/monthly_assessment.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assessment/disbursement_tables_document.hpp"
#include "assessment/document_parts.hpp"
#include "assessment/findings_document.hpp"
#include "assessment/made_by.hpp"
#include "assessment/project_checks_document.hpp"
#include "io/json_writer.hpp"

namespace giaingan::inline v1 {
namespace {

/// Writes one assessment; a member function a section.
class AssessmentWriter {
 public:
  AssessmentWriter(JsonWriter& writer, const Policy& policy, const Portfolio& portfolio)
      : writer_(writer), parts_(writer, *policy), policy_(*policy), facts_(*portfolio) {}

  void averages(const DisbursementResult& result);
  void units(const MonthlyAssessment& assessment);
  void below_average_basis();
  void references(const BelowAverageResult& result);
  /// @pre references() has been written
  void below_average(const BelowAverageResult& result);
  void review(const BelowAverageResult& result);
  void rows(const std::vector<DataRow>& rows);
  void data_findings(const DisbursementResult& result);
  void contradictions(const MonthlyAssessment& assessment);
  void unit_verdicts(const DisbursementResult& result);
  void run_verdicts(const BelowAverageVerdicts& verdicts);
  void obligations(const ObligationsResult& result);
  void left_out(const std::vector<LeftOut>& reasons);

 private:
  void average(std::string_view key, const AverageValue& average);
  void milestone(const MilestoneVerdict& verdict);
  void headlines_of_unit(const MonthlyAssessment& assessment, std::size_t unit);
  void schedule(const std::optional<ScheduleAdherence>& schedule);
  void run_month(const BelowAverageResult& result, const BelowAverageUnit& unit, const JudgedMonth& month);
  void earlier_month(BudgetMonth month);
  void below_average_unit(const BelowAverageResult& result, const BelowAverageUnit& unit);
  void paper(const std::vector<PaperContradiction>& contradictions);
  void duty(const ObligationsResult& result, const Duty& duty);
  [[nodiscard]] const std::string& unit_id(Index unit) const {
    return facts_.units[static_cast<std::size_t>(unit)].id;
  }

  JsonWriter& writer_;
  DocumentParts parts_;
  const PolicySections& policy_;
  const Facts& facts_;
  std::vector<std::vector<std::optional<std::string>>> percents_;  // by reference, by month
};

void AssessmentWriter::averages(const DisbursementResult& result) {
  writer_.key("averages").begin_object();
  for (const NamedAverage& each : result.averages)
    average(each.id, each.at);
  writer_.end_object().key("averages_cite").begin_array();
  for (const Average& each : policy_.averages) {
    writer_.begin_object().member("average", each.id).member("basis", each.basis.id);
    parts_.citation("cite", each.citation);
    writer_.end_object();
  }
  writer_.end_array();
}

void AssessmentWriter::average(std::string_view key, const AverageValue& average) {
  if (average.amounts) {
    parts_.ratio(key, average.amounts->ratio());
  } else {
    parts_.rational(key, average.value);
  }
}

void AssessmentWriter::milestone(const MilestoneVerdict& verdict) {
  const Milestone& milestone = policy_.disbursement.milestones[verdict.milestone];
  writer_.begin_object().member("milestone", milestone.id).member("by", milestone.by.text());
  writer_.member("level", milestone.level == MilestoneLevel::minimum ? "minimum" : "target");
  writer_.member("status", milestone_status_text(verdict.status)).member("shortfall", verdict.shortfall);
  writer_.member("reserve", reserve(policy_.disbursement, verdict));
  parts_.month("month", verdict.month);
  writer_.member("plan", verdict.amounts.plan).member("disbursed", verdict.amounts.disbursed);
  parts_.ratio("ratio", verdict.amounts.ratio());
  writer_.member("operator", comparison_text(milestone.comparison));
  parts_.ratio("required", milestone.ratio.value);
  writer_.member("basis", milestone.basis.id);
  parts_.citation("cite",
                  resting_on(cited(milestone.ratio.citation, milestone.citation), milestone.citation));
  writer_.end_object();
}

void AssessmentWriter::schedule(const std::optional<ScheduleAdherence>& schedule) {
  writer_.key("schedule");
  if (!schedule) {
    writer_.null();
    return;
  }
  writer_.begin_object().member("scheduled", schedule->scheduled).member("ahead", schedule->ahead);
  parts_.ratio("ratio", schedule->ratio);
  writer_.end_object();
}

void AssessmentWriter::headlines_of_unit(const MonthlyAssessment& assessment, std::size_t unit) {
  writer_.key("headlines").begin_array();
  for (const HeadlineFigures& headline : assessment.headlines) {
    const Amounts& amounts = headline.of_unit[unit];
    writer_.begin_object().member("basis", headline.basis);
    parts_.amounts(amounts);
    writer_.end_object();
  }
  writer_.end_array();
}

void AssessmentWriter::units(const MonthlyAssessment& assessment) {
  const DisbursementResult& result = assessment.disbursement;
  const auto to_lower_rank = to_lower_ranks(policy_.disbursement, result);
  writer_.key("units").begin_array();
  for (std::size_t i = 0; i < result.units.size(); ++i) {
    const UnitDisbursement& unit = result.units[i];
    writer_.begin_object().member("unit", unit.id).member("name", unit.name);
    writer_.member("plan", unit.amounts.plan).member("disbursed", unit.amounts.disbursed);
    parts_.ratio("ratio", unit.amounts.ratio());
    writer_.member("rank", unit.rank)
        .member("to_next_rank", unit.to_next_rank)
        .member("to_lower_rank", to_lower_rank[i])
        .member("reported", unit.reported);
    writer_.key("milestone");
    if (unit.shown_milestone) {
      milestone(unit.milestones[*unit.shown_milestone]);
    } else {
      writer_.null();
    }
    writer_.key("milestones").begin_array();
    for (const MilestoneVerdict& verdict : unit.milestones)
      milestone(verdict);
    writer_.end_array();
    schedule(unit.schedule);
    if (!assessment.headlines.empty()) headlines_of_unit(assessment, i);
    writer_.end_object();
  }
  writer_.end_array();
}

void AssessmentWriter::run_month(const BelowAverageResult& result, const BelowAverageUnit& unit,
                                 const JudgedMonth& month) {
  writer_.begin_object();
  parts_.month("month", month.month);
  writer_.member("plan", month.amounts.plan).member("disbursed", month.amounts.disbursed);
  parts_.ratio("ratio", month.amounts.ratio());
  writer_.member("reported", month.reported).key("references").begin_array();
  for (std::size_t i = 0; i < unit.held_against.size(); ++i) {
    const std::size_t reference = unit.held_against[i];
    const auto& percent = percents_[reference][static_cast<std::size_t>(month.month.number - 1)];
    writer_.begin_object().member("reference", result.references[reference].id).key("percent");
    percent ? writer_.value(*percent) : writer_.null();
    writer_.member("below", month.below[i]).end_object();
  }
  writer_.end_array().member("least_addition", month.least_addition).end_object();
}

// A month of the year before, whose figures are that year's.
void AssessmentWriter::earlier_month(BudgetMonth month) {
  writer_.begin_object();
  parts_.month("month", month);
  for (const char* figure : {"plan", "disbursed", "ratio", "reported"})
    writer_.key(figure).null();
  writer_.key("references").begin_array().end_array().key("least_addition").null();
  writer_.end_object();
}

void AssessmentWriter::below_average_unit(const BelowAverageResult& result, const BelowAverageUnit& unit) {
  writer_.begin_object().member("unit", unit.id).member("name", unit.name);
  if (!unit.reference.empty()) writer_.member("reference", unit.reference);
  writer_.member("flagged", unit.flagged).member("current_run", unit.current_run);
  writer_.member("longest_run", unit.longest_run);
  parts_.month("first_flagged", unit.first_flagged);
  writer_.member("times_flagged", unit.times_flagged).key("margin").begin_object();
  writer_.member("addition", unit.margin.addition)
      .member("subtraction", unit.margin.subtraction)
      .end_object();
  parts_.citation("cite", result.citation);
  writer_.key("runs").begin_array();
  for (const BelowAverageRun& run : unit.runs) {
    writer_.begin_object();
    parts_.month("from", run.from);
    parts_.month("to", run.to);
    writer_.key("months").begin_array();
    for (const BudgetMonth month : run.earlier)
      earlier_month(month);
    for (const JudgedMonth& month : run.months)
      run_month(result, unit, month);
    writer_.end_array().end_object();
  }
  writer_.end_array().end_object();
}

// The basis of every ratio in the runs; null where the policy has no such rule.
void AssessmentWriter::below_average_basis() {
  writer_.key("below_average_basis");
  policy_.below_average ? writer_.value(policy_.below_average->basis.id) : writer_.null();
}

// The exact figures of the references, once: those of a mean have as many digits as all of its units
// together, so that the runs give their percentages only.
void AssessmentWriter::references(const BelowAverageResult& result) {
  for (const ReferenceFigures& reference : result.references) {
    auto& percents = percents_.emplace_back();
    writer_.begin_object().member("reference", reference.id).member("basis", reference.basis);
    writer_.key("months").begin_array();
    for (std::size_t i = 0; i < reference.at.size(); ++i) {
      const AverageValue& average = reference.at[i];
      percents.push_back(parts_.percent(average.value));
      writer_.begin_object();
      parts_.month("month", BudgetMonth{static_cast<int>(i) + 1});
      this->average("ratio", average);
      writer_.end_object();
    }
    writer_.end_array().end_object();
  }
}

void AssessmentWriter::below_average(const BelowAverageResult& result) {
  for (const BelowAverageUnit& unit : result.units)
    below_average_unit(result, unit);
}

void AssessmentWriter::review(const BelowAverageResult& result) {
  for (const ReviewEntry& entry : result.review) {
    writer_.begin_object()
        .member("unit", entry.id)
        .member("name", entry.name)
        .member("flagged", entry.flagged);
    writer_.key("references").begin_array();
    for (const std::string& reference : entry.references)
      writer_.value(reference);
    writer_.end_array().key("violations").begin_array();
    for (const Event& violation : entry.violations) {
      writer_.begin_object().member("type", violation.type).member("date", violation.date.text());
      writer_.member("period", violation.period).member("amount", violation.amount).end_object();
    }
    writer_.end_array();
    parts_.citation("cite", entry.citation);
    writer_.end_object();
  }
}

void AssessmentWriter::rows(const std::vector<DataRow>& rows) {
  writer_.key("rows").begin_array();
  for (const DataRow& row : rows) {
    writer_.begin_object().member("file", row.file);
    for (const auto& [column, value] : row.key)
      writer_.member(column, value);
    writer_.end_object();
  }
  writer_.end_array();
}

void AssessmentWriter::data_findings(const DisbursementResult& result) {
  writer_.key("data_findings").begin_array();
  for (const DataFinding& finding : result.data_findings) {
    writer_.begin_object().member("finding", data_finding_text(finding.code));
    if (!finding.allocation.empty())
      writer_.member("allocation", finding.allocation).member("owner", finding.owner);
    if (!finding.reference.empty()) writer_.member("reference", finding.reference);
    parts_.month("month", finding.month);
    writer_.member("plan", finding.amounts.plan).member("disbursed", finding.amounts.disbursed);
    if (finding.percent) parts_.ratio("published", finding.percent);
    rows(finding.rows);
    parts_.citation("cite", finding.citation);
    writer_.end_object();
  }
  writer_.end_array();
}

void AssessmentWriter::paper(const std::vector<PaperContradiction>& contradictions) {
  for (const PaperContradiction& contradiction : contradictions) {
    writer_.begin_object().member("rule", contradiction.rule).member("subject", contradiction.subject);
    writer_.member("object", contradiction.object);
    parts_.month("month", contradiction.month);
    writer_.member("left", contradiction.left)
        .member("comparison", comparison_text(contradiction.comparison));
    writer_.member("right", contradiction.right).member("holds", contradiction.holds);
    parts_.ratio("left_ratio", contradiction.left_amounts.ratio());
    average("right_ratio", {contradiction.right_ratio, contradiction.right_amounts, 0});
    writer_.end_object();
  }
}

void AssessmentWriter::contradictions(const MonthlyAssessment& assessment) {
  writer_.key("contradictions_on_paper").begin_array();
  paper(assessment.disbursement.contradictions);
  if (assessment.below_average) paper(assessment.below_average->contradictions);
  writer_.end_array();
}

void AssessmentWriter::duty(const ObligationsResult& result, const Duty& duty) {
  const DueDate& due = result.due[duty.due];
  const Obligation& obligation = policy_.obligations->obligations[due.obligation];
  writer_.begin_object().member("obligation", obligation.id).member("unit", unit_id(duty.unit));
  writer_.member("period", due.period).member("last_day", due.last_day.text());
  writer_.member("status", duty_status_text(duty.status)).member("days", duty.days).key("fulfilled_on");
  if (duty.fulfilled_on) {
    writer_.value(duty.fulfilled_on->text());
  } else {
    writer_.null();
  }
  writer_.key("readings").begin_array();
  for (const DeadlineReading& reading : due.readings)
    writer_.value(reading.last_day.text());
  writer_.end_array();
  parts_.citation("cite", duty.evidence.citation);
  writer_.end_object();
}

void AssessmentWriter::obligations(const ObligationsResult& result) {
  for (const Duty& each : result.duties)
    duty(result, each);
}

void AssessmentWriter::left_out(const std::vector<LeftOut>& reasons) {
  writer_.key("left_out").begin_array();
  for (const LeftOut& each : reasons) {
    writer_.begin_object().member("reason", left_out_text(each.code));
    writer_.member("rule", left_out_rule_text(each.rule)).member("count", each.count);
    writer_.member("plan", each.amounts.plan).member("disbursed", each.amounts.disbursed).end_object();
  }
  writer_.end_array();
}

void AssessmentWriter::unit_verdicts(const DisbursementResult& result) {
  writer_.key("units").begin_array();
  for (const UnitDisbursement& unit : result.units) {
    writer_.begin_object().member("unit", unit.id);
    writer_.member("plan", unit.amounts.plan).member("disbursed", unit.amounts.disbursed);
    parts_.ratio("ratio", unit.amounts.ratio());
    writer_.member("rank", unit.rank).key("milestone");
    if (unit.shown_milestone) {
      const MilestoneVerdict& shown = unit.milestones[*unit.shown_milestone];
      writer_.begin_object().member("status", milestone_status_text(shown.status));
      writer_.member("shortfall", shown.shortfall).end_object();
    } else {
      writer_.null();
    }
    writer_.end_object();
  }
  writer_.end_array();
}

void AssessmentWriter::run_verdicts(const BelowAverageVerdicts& verdicts) {
  for (const BelowAverageVerdict& unit : verdicts.units) {
    writer_.begin_object().member("unit", unit.id);
    if (!unit.reference.empty()) writer_.member("reference", unit.reference);
    writer_.member("flagged", unit.flagged).member("current_run", unit.current_run);
    writer_.member("longest_run", unit.longest_run);
    parts_.month("first_flagged", unit.first_flagged);
    writer_.key("runs").begin_array();
    for (const VerdictRun& run : unit.runs) {
      writer_.begin_object();
      parts_.month("from", run.from);
      parts_.month("to", run.to);
      writer_.key("months").begin_array();
      if (run.from.number <= 0) {
        for (const BudgetMonth month : unit.earlier)
          parts_.month(month);
      }
      for (BudgetMonth month{1}; month.number <= months_in_budget_year; ++month.number) {
        if ((run.months & 1U << (month.number - 1)) != 0) parts_.month(month);
      }
      writer_.end_array().end_object();
    }
    writer_.end_array().end_object();
  }
}

}  // namespace

std::string assessment_document(const Policy& policy, const Portfolio& portfolio,
                                const MonthlyAssessment& assessment) {
  JsonWriter writer;
  DocumentParts parts(writer, *policy);
  AssessmentWriter sections(writer, policy, portfolio);
  const DisbursementResult& disbursement = assessment.disbursement;

  const ResultQuestion question{.command = "assess", .as_of = disbursement.as_of, .level = assessment.level};
  begin_result(writer, policy, portfolio, question).member("as_of", disbursement.as_of.text());
  writer.member("level", disbursement.level);
  parts.heading(policy, portfolio);
  parts.month("month", disbursement.month);
  writer.member("basis", disbursement.basis);
  writer.key("total").begin_object().member("plan", disbursement.total.plan);
  writer.member("disbursed", disbursement.total.disbursed);
  parts.ratio("ratio", disbursement.total.ratio());
  writer.end_object();
  const DisbursementPolicy& rule = policy->disbursement;
  parts.citation("cite", resting_on(rule.settings.deciding(rule.citation,
                                                           {"", "level", "ties", "decimals", "compare_at"}),
                                    rule.basis.citation));
  sections.averages(disbursement);
  sections.units(assessment);
  write_disbursement_tables(writer, parts, *policy, assessment);

  sections.below_average_basis();
  writer.key("below_average_references").begin_array();
  if (assessment.below_average) sections.references(*assessment.below_average);
  writer.end_array().key("below_average").begin_array();
  if (assessment.below_average) sections.below_average(*assessment.below_average);
  writer.end_array().key("review").begin_array();
  if (assessment.below_average) sections.review(*assessment.below_average);
  writer.end_array();
  sections.data_findings(disbursement);
  sections.contradictions(assessment);
  writer.key("obligations").begin_array();
  if (assessment.obligations) sections.obligations(*assessment.obligations);
  writer.end_array();
  write_project_checks(writer, parts, policy, assessment.project_checks);
  write_reconciliation(writer, parts, portfolio, assessment.project_checks);
  write_unmatched(writer, unmatched_facts(policy, portfolio, disbursement.as_of));
  sections.left_out(giaingan::left_out(policy, portfolio, assessment));
  parts.assumptions();
  writer.end_object();
  return writer.take();
}

std::string verdicts_document(const Policy& policy, const Portfolio& portfolio,
                              const MonthlyVerdicts& verdicts) {
  std::string document;
  write_verdicts_document(policy, portfolio, verdicts, [&](std::string_view piece) { document += piece; });
  return document;
}

void write_verdicts_document(const Policy& policy, const Portfolio& portfolio,
                             const MonthlyVerdicts& verdicts,
                             const std::function<void(std::string_view)>& sink) {
  JsonWriter writer(JsonLayout::compact, sink);
  DocumentParts parts(writer, *policy);
  AssessmentWriter sections(writer, policy, portfolio);
  const DisbursementResult& disbursement = verdicts.disbursement;
  const ResultQuestion question{
      .command = "assess", .format = "verdicts", .as_of = disbursement.as_of, .level = verdicts.level};
  begin_result(writer, policy, portfolio, question).member("as_of", disbursement.as_of.text());
  writer.member("level", disbursement.level);
  parts.heading(policy, portfolio);
  parts.month("month", disbursement.month);
  writer.member("basis", disbursement.basis);
  sections.averages(disbursement);
  sections.unit_verdicts(disbursement);
  sections.below_average_basis();
  writer.key("below_average").begin_array();
  if (verdicts.below_average) sections.run_verdicts(*verdicts.below_average);
  writer.end_array();
  sections.data_findings(disbursement);
  writer.key("obligations").begin_array();
  if (verdicts.obligations) sections.obligations(*verdicts.obligations);
  writer.end_array();
  write_project_checks(writer, parts, policy, verdicts.project_checks);
  sections.left_out(giaingan::left_out(policy, portfolio, verdicts));
  parts.assumptions();
  writer.end_object();
  writer.finish();
}

}  // namespace giaingan::inline v1
