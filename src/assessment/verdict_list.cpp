#include "assessment/verdict_list.hpp"

#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/assessment/round_run.hpp"
#include "giaingan/assessment/year_evaluation.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace giaingan::inline v1 {
namespace {

enum Kind : std::size_t {
  rank,
  milestone,
  flagged,
  first_flagged,
  review,
  obligation,
  class_by_total,
  final_class,
  shortcomings,
  emulation,
  cut,
  addition,
  tier,
  pool_cut,
  pool_added,
  pool_returned,
};

constexpr std::array<const char*, 16> kind_names{
    "rank",           "milestone", "flagged",      "first_flagged", "review", "obligation",
    "class_by_total", "class",     "shortcomings", "emulation",     "cut",    "addition",
    "tier",           "pool_cut",  "pool_added",   "pool_returned"};

/// Collects what each rule says.
class Collector {
 public:
  Collector(const Policy& policy, const Portfolio& portfolio) : policy_(*policy), facts_(*portfolio) {}

  void add(const MonthlyAssessment& assessment);
  void add(const EvaluationResult& result);
  void add(const Round& round, const ReallocationResult& result);
  [[nodiscard]] AllSaid take() { return std::move(findings_); }

 private:
  void say(Kind kind, const std::string& subject, const std::string& object, VerdictValue value,
           const Citation& citation) {
    findings_.verdicts.insert_or_assign(VerdictKey{kind, subject, object},
                                        AllSaid::Said{std::move(value), citation});
  }
  void count(const std::string& total, const std::string& object, const Rational& number) {
    auto& sum = findings_.totals.try_emplace({total, object}, Rational(0)).first->second;
    sum = *sum + number;
  }
  void add(const DisbursementResult& result);
  void add(const BelowAverageResult& result);
  void add(const ObligationsResult& result);
  void add(const SubjectRating& rating);

  const PolicySections& policy_;
  const Facts& facts_;
  AllSaid findings_;
};

void Collector::add(const DisbursementResult& result) {
  const DisbursementPolicy& rule = policy_.disbursement;
  const Citation ranked = resting_on(
      rule.settings.deciding(rule.citation, {"", "level", "ties", "compare_at"}), rule.basis.citation);
  count("plan", "", Rational(result.total.plan.value));
  count("disbursed", "", Rational(result.total.disbursed.value));
  const auto ratio = result.total.ratio();
  findings_.totals[{"ratio", ""}] = ratio ? std::optional(Rational(*ratio)) : std::nullopt;
  for (const UnitDisbursement& unit : result.units) {
    say(rank, unit.id, "", unit.rank ? VerdictValue(*unit.rank) : VerdictValue(), ranked);
    for (const MilestoneVerdict& verdict : unit.milestones) {
      const Milestone& of = rule.milestones[verdict.milestone];
      say(milestone, unit.id, of.id, milestone_status_text(verdict.status),
          resting_on(of.ratio.citation.document.empty() ? of.citation : of.ratio.citation, of.citation));
      if (verdict.status == MilestoneStatus::missed) count("milestones_missed", of.id, Rational(1));
    }
  }
}

void Collector::add(const BelowAverageResult& result) {
  for (const BelowAverageUnit& unit : result.units) {
    say(flagged, unit.id, unit.reference, unit.flagged, result.citation);
    say(first_flagged, unit.id, unit.reference,
        unit.first_flagged ? VerdictValue(month_text(policy_.year, *unit.first_flagged)) : VerdictValue(),
        result.citation);
    if (unit.flagged) count("flagged", unit.reference, Rational(1));
  }
  for (const ReviewEntry& entry : result.review) {
    say(review, entry.id, "", true, entry.citation);
    count("review", "", Rational(1));
  }
}

void Collector::add(const ObligationsResult& result) {
  for (const Duty& duty : result.duties) {
    const DueDate& due = result.due[duty.due];
    const Obligation& of = policy_.obligations->obligations[due.obligation];
    say(obligation, facts_.units[static_cast<std::size_t>(duty.unit)].id,
        due.period.empty() ? of.id : of.id + " " + due.period, duty_status_text(duty.status),
        duty.evidence.citation);
    if (duty.status == DutyStatus::late) count("obligations_late", "", Rational(1));
    if (duty.status == DutyStatus::missing) count("obligations_missing", "", Rational(1));
  }
}

void Collector::add(const MonthlyAssessment& assessment) {
  add(assessment.disbursement);
  if (assessment.below_average) add(*assessment.below_average);
  if (assessment.obligations) add(*assessment.obligations);
}

void Collector::add(const SubjectRating& rating) {
  const auto& classes = policy_.evaluation->classes;
  const std::string subject = subject_text(rating.subject);
  VerdictValue by_total;
  VerdictValue final;
  Citation cites_total = policy_.evaluation->citation;
  Citation cites_final = cites_total;
  for (const ClassStep& step : rating.steps) {
    if (step.kind == ClassStepKind::band) {
      by_total = classes[step.after].id;
      cites_total = step.citation;
    }
    if (!step.before || *step.before != step.after) cites_final = step.citation;
  }
  if (rating.rating) {
    final = classes[*rating.rating].id;
    count("classed", subject + " " + classes[*rating.rating].id, Rational(1));
  }
  say(class_by_total, rating.unit, subject, std::move(by_total), cites_total);
  say(final_class, rating.unit, subject, std::move(final), cites_final);
}

void Collector::add(const EvaluationResult& result) {
  for (const SubjectRating& rating : result.subjects)
    add(rating);
  for (const ListedUnit& unit : result.shortcomings) {
    say(shortcomings, unit.unit, "", true, policy_.evaluation->shortcomings->citation);
    count("shortcomings", "", Rational(1));
  }
  for (const ListedUnit& unit : result.emulation) {
    say(emulation, unit.unit, "", true, policy_.evaluation->emulation->citation);
    count("emulation", "", Rational(1));
  }
}

void Collector::add(const Round& round, const ReallocationResult& result) {
  for (const Cut& each : result.cuts)
    say(cut, each.allocation, round.id, each.amount.value, cut_citation(round));
  for (const Addition& each : result.additions) {
    const auto of = std::ranges::find(round.tiers, each.tier, &Tier::id);
    const Citation cites = of == round.tiers.end() ? round.citation : addition_citation(round, *of);
    say(addition, each.allocation, round.id, each.amount.value, cites);
    say(tier, each.allocation, round.id, each.tier, cites);
  }
  for (const PoolTotals& pool : result.pools) {
    say(pool_cut, pool.pool, round.id, pool.cut.value, pool_citation(round));
    say(pool_added, pool.pool, round.id, pool.added.value, pool_citation(round));
    say(pool_returned, pool.pool, round.id, pool.returned.value, pool_citation(round));
    count("cut", round.id, Rational(pool.cut.value));
    count("added", round.id, Rational(pool.added.value));
    count("returned", round.id, Rational(pool.returned.value));
  }
}

constexpr AskedRules only_assessment{true, false, false};
constexpr AskedRules only_evaluation{false, true, false};
constexpr AskedRules only_rounds{false, false, true};

}  // namespace

const char* verdict_kind_text(std::size_t kind) noexcept {
  return kind_names[kind];
}

AskedRules rules_of_verdict(std::size_t kind) noexcept {
  return kind < class_by_total ? only_assessment : kind < cut ? only_evaluation : only_rounds;
}

AskedRules rules_of_total(const std::string& total) noexcept {
  if (total == "cut" || total == "added" || total == "returned") return only_rounds;
  if (total == "classed" || total == "shortcomings" || total == "emulation") return only_evaluation;
  return only_assessment;
}

AllSaid findings_of(const Policy& policy, const Portfolio& portfolio, Date as_of, AskedRules asked) {
  Collector collector(policy, portfolio);
  if (asked.assessment) collector.add(assess(policy, portfolio, as_of));
  if (asked.evaluation && policy->evaluation) collector.add(evaluate_year(policy, portfolio, as_of));
  if (asked.rounds && policy->reallocation) {
    for (const Round& round : policy->reallocation->rounds)
      collector.add(round, run_round(policy, portfolio, round));
  }
  return collector.take();
}

std::vector<PolicyLevel> all_missing_levels(const Policy& policy, const Portfolio& portfolio) {
  std::vector<PolicyLevel> missing = missing_levels(policy, portfolio, {});
  const auto append = [&](const std::vector<PolicyLevel>& more) {
    missing.insert(missing.end(), more.begin(), more.end());
  };
  append(missing_rubric_levels(policy, portfolio));
  if (policy->reallocation) {
    for (const Round& round : policy->reallocation->rounds)
      append(missing_levels(portfolio, round));
  }
  return missing;
}

}  // namespace giaingan::inline v1
