#include "assessment/rules_read.hpp"

#include "giaingan/rules/medium_term.hpp"
#include "giaingan/rules/reallocation.hpp"
#include "giaingan/rules/revenue_plans.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "policy/resting_citations.hpp"

namespace giaingan::inline v1 {
namespace {

std::size_t index_of(Decides rule) {
  return static_cast<std::size_t>(rule);
}

/// The place of an item of a list that the document holds under `/name`.
template <class Item>
std::string place_of(const std::vector<Item>& list, std::string_view name, const std::string& id) {
  const auto found = std::ranges::find(list, id, &Item::id);
  return found == list.end() ? "" : "/" + std::string(name) + "/" + std::to_string(found - list.begin());
}

/// Titles, and what a host's metric can be, which only the check of bands asks.
bool is_never_read(const std::string& pointer) {
  return pointer.ends_with("/title") || pointer.starts_with("/evaluation/host_metrics/");
}

}  // namespace

RulesRead::RulesRead(const PolicySections& policy) : policy_(policy) {
  ranks();
  milestones();
  if (policy.below_average) below_average(Decides::below_average, *policy.below_average);
  if (policy.obligations) obligations();
  if (policy.project_checks) project_checks(*policy.project_checks);
  if (policy.evaluation) rating(*policy.evaluation);
  if (policy.reallocation) {
    for (const Round& each : policy.reallocation->rounds)
      round(each);
  }
  if (policy.revenue) revenue(*policy.revenue);
  if (policy.medium_term) {
    for (const MediumTermAdjustment& each : policy.medium_term->adjustments)
      adjustment(each);
  }
}

std::vector<Decides> RulesRead::at(const std::string& pointer) const {
  std::vector<Decides> rules;
  if (is_never_read(pointer)) return rules;
  for (std::size_t rule = 0; rule < decides_count; ++rule) {
    const auto holds = [&](const std::string& place) { return pointer.starts_with(place + "/"); };
    if (cited_[rule].contains(pointer) || std::ranges::any_of(below_[rule], holds))
      rules.push_back(static_cast<Decides>(rule));
  }
  return rules;
}

void RulesRead::add(Decides rule, const Citation& citation) {
  cited_[index_of(rule)].insert(citation.assumptions.begin(), citation.assumptions.end());
}

void RulesRead::add(Decides rule, std::initializer_list<Citation> citations) {
  for (const Citation& each : citations)
    add(rule, each);
}

void RulesRead::add(Decides rule, const SettingCitations& settings) {
  for (const auto& each : settings.own)
    add(rule, each.second);
}

void RulesRead::add_below(Decides rule, std::string place) {
  if (!place.empty()) below_[index_of(rule)].insert(std::move(place));
}

void RulesRead::add(Decides rule, const Basis& basis) {
  add(rule, basis.citation);
  add_below(rule, place_of(policy_.bases, "bases", basis.id));
}

void RulesRead::add(Decides rule, const Average& average) {
  add(rule, average.citation);
  add(rule, average.basis);
  add_below(rule, place_of(policy_.averages, "averages", average.id));
}

void RulesRead::ranks() {
  // What else stands in the section is shown beside the ranks.
  const DisbursementPolicy& section = policy_.disbursement;
  add(Decides::rank,
      section.settings.deciding(section.citation, {"", "level", "ties", "tiebreak", "compare_at", "basis"}));
  add(Decides::rank, section.basis);
  add(Decides::milestone, section.settings.deciding(section.citation, {"level", "compare_at"}));
}

void RulesRead::milestones() {
  for (const Milestone& each : policy_.disbursement.milestones) {
    add(Decides::milestone, {each.citation, each.ratio.citation});
    add(Decides::milestone, each.basis);
    add_below(Decides::milestone, place_of(policy_.disbursement.milestones, "milestones", each.id));
  }
}

void RulesRead::below_average(Decides rule, const BelowAveragePolicy& section) {
  add(rule, verdict_citation(section));
  add(rule, section.settings);
  add(rule, section.basis);
  for (const Average& each : section.references)
    add(rule, each);
  add_below(rule, "/below_average");
}

void RulesRead::obligations() {
  for (const Obligation& each : policy_.obligations->obligations)
    add(Decides::obligation, {each.citation, each.shift_citation});
  add_below(Decides::obligation, "/obligations");
}

void RulesRead::project_checks(const ProjectChecksPolicy& section) {
  for (const ProjectFindingCode code : project_finding_codes)
    project_check(Decides::project_check, code);
  if (section.reconciliation) add(Decides::project_check, section.reconciliation->citation);
  add_below(Decides::project_check, "/project_checks");
}

/// What the findings of one code rest on, for the rule that reads them.
void RulesRead::project_check(Decides rule, ProjectFindingCode code) {
  if (!policy_.project_checks) return;
  const ProjectChecksPolicy& section = *policy_.project_checks;
  const auto limits = [&](const std::vector<GroupLimit>& groups) {
    for (const GroupLimit& each : groups)
      add(rule, each.limit.citation);
  };
  const auto whole = [&](const std::optional<Citation>& check, const char* place) {
    if (!check) return;
    add(rule, *check);
    add_below(rule, place);
  };
  switch (code) {
    case ProjectFindingCode::funding_past_limit:
      if (!section.funding_limits) return;
      add(rule, section.funding_limits->citation);
      limits(section.funding_limits->years);
      return add_below(rule, "/project_checks/funding_limits");
    case ProjectFindingCode::new_start_late:
    case ProjectFindingCode::procedures_late:
      for (std::size_t i = 0; i < section.date_checks.size(); ++i) {
        const bool starts = section.date_checks[i].kind == DateCheckKind::new_start;
        if (starts != (code == ProjectFindingCode::new_start_late)) continue;
        add(rule, section.date_checks[i].citation);
        add_below(rule, "/project_checks/date_checks/" + std::to_string(i));
      }
      return;
    case ProjectFindingCode::settlement_overdue:
      for (const SettlementLimit& each : section.settlement) {
        add(rule, each.citation);
        limits(each.months);
      }
      return add_below(rule, "/project_checks/settlement");
    case ProjectFindingCode::investment_raised:
      return whole(section.investment_raised, "/project_checks/investment_raised");
    case ProjectFindingCode::above_total_investment:
      return whole(section.total_investment, "/project_checks/total_investment");
    case ProjectFindingCode::above_medium_term:
    case ProjectFindingCode::outside_medium_term:
      break;
  }
  whole(section.medium_term, "/project_checks/medium_term");
}

void RulesRead::conditions(const std::vector<MetricCondition>& conditions) {
  for (const MetricCondition& each : conditions)
    add(Decides::rating, each.value.citation);
}

void RulesRead::rating(const EvaluationPolicy& rubric) {
  add(Decides::rating, rubric.citation);
  add(Decides::rating, rubric.basis);
  add(Decides::rating, rubric.settings);
  for (const Criterion& each : rubric.criteria) {
    add(Decides::rating, each.citation);
    add(Decides::rating, each.settings);
  }
  for (const RatingClass& each : rubric.classes)
    add(Decides::rating, each.citation);
  for (const auto* limits : {&rubric.vetoes, &rubric.caps}) {
    for (const ClassLimit& each : *limits) {
      add(Decides::rating, each.citation);
      conditions(each.conditions);
    }
  }
  for (const Quota& each : rubric.quotas)
    add(Decides::rating, {each.citation, each.share.citation});
  if (rubric.shortcomings) {
    add(Decides::rating, rubric.shortcomings->citation);
    conditions(rubric.shortcomings->conditions);
  }
  if (rubric.emulation) {
    add(Decides::rating, rubric.emulation->citation);
    conditions(rubric.emulation->conditions);
  }
  add_below(Decides::rating, "/evaluation");
  metrics(rubric);
}

/// What other rules say of a unit, where the rubric reads a count of it.
void RulesRead::metrics(const EvaluationPolicy& rubric) {
  const std::set<std::string> read = read_metrics(rubric);
  for (const EngineMetricName& each : engine_metrics)
    if (read.contains(std::string(each.id))) metric(each.metric);
}

/// No `default`: a new metric must say.
void RulesRead::metric(EngineMetric metric) {
  constexpr auto rating = Decides::rating;
  const std::vector<Milestone>& milestones = policy_.disbursement.milestones;
  switch (metric) {
    case EngineMetric::milestones_missed:
      for (std::size_t i = 0; i < milestones.size(); ++i) {
        const std::string place = "/milestones/" + std::to_string(i);
        // That one is a target to strive for keeps it out of the count, and is all that is read of it.
        cited_[index_of(rating)].insert(place + "/level");
        if (milestones[i].level != MilestoneLevel::minimum) continue;
        add(rating, milestones[i].basis);
        add_below(rating, place);
      }
      return;
    case EngineMetric::months_below_average:
    case EngineMetric::times_flagged:
    case EngineMetric::flagged:
    case EngineMetric::violations:
      if (policy_.below_average) below_average(rating, *policy_.below_average);
      return;
    case EngineMetric::reports_late:
    case EngineMetric::reports_missing:
    case EngineMetric::duties_late:
    case EngineMetric::duties_missing:
      return add_below(rating, "/obligations");
    case EngineMetric::new_starts_late:
      return project_check(rating, ProjectFindingCode::new_start_late);
    case EngineMetric::procedures_late:
      return project_check(rating, ProjectFindingCode::procedures_late);
    case EngineMetric::funding_past_limit:
      return project_check(rating, ProjectFindingCode::funding_past_limit);
    case EngineMetric::settlements_overdue:
      return project_check(rating, ProjectFindingCode::settlement_overdue);
    case EngineMetric::investment_raised:
      return project_check(rating, ProjectFindingCode::investment_raised);
    case EngineMetric::schedule_adherence:
      return add(rating, policy_.disbursement.basis);
    case EngineMetric::final_ratio:
    case EngineMetric::plan:
    case EngineMetric::disbursed:  // on the rubric's own basis
    case EngineMetric::capital_returned:
    case EngineMetric::capital_returned_subjective:
    case EngineMetric::returns_subjective:
      break;  // events, as they are recorded
  }
}

void RulesRead::round(const Round& round) {
  constexpr auto rule = Decides::round;
  add(rule, {cut_citation(round), pool_citation(round), round.citation, round.recipients.citation,
             round.release.share.citation});
  add(rule, round.basis);
  if (round.recipients.criterion == RecipientCriterion::average) add(rule, round.recipients.average);
  for (const Tier& each : round.tiers)
    add(rule, addition_citation(round, each));
  for (const Exchange& each : round.exchange)
    add(rule, each.citation);
  add(rule, round.settings);
  add_below(rule, "/reallocation");
  // A finding that bars carries what its check assumes into the round.
  for (const ProjectFindingCode code : round.barring_findings)
    project_check(rule, code);
}

void RulesRead::revenue(const RevenuePolicy& section) {
  constexpr auto rule = Decides::revenue;
  add(rule, section.citation);
  add_below(rule, "/revenue");
  for (const RevenueSource& each : section.sources) {
    add(rule, shortfall_citation(each));
    add(rule, each.basis);
    add(rule, each.settings);
    for (const Tier& tier : each.tiers)
      add(rule, cut_citation(each, tier));
    if (!each.tiers.empty()) add_below(rule, "/reallocation/tiers");
  }
}

void RulesRead::adjustment(const MediumTermAdjustment& adjustment) {
  constexpr auto rule = Decides::medium_term;
  add(rule, cut_citation(adjustment));
  add(rule, adjustment.settings);
  for (const Tier& each : adjustment.tiers)
    add(rule, addition_citation(adjustment, each));
  add_below(rule, "/medium_term");
  for (const auto* findings : {&adjustment.donors.findings, &adjustment.barring_findings}) {
    for (const ProjectFindingCode code : *findings)
      project_check(rule, code);
  }
}

}  // namespace giaingan::inline v1
