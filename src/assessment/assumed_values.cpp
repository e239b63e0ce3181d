#include "giaingan/assessment/assumed_values.hpp"

#include "giaingan/assessment/policy_levels.hpp"
#include "giaingan/rules/medium_term.hpp"
#include "giaingan/rules/reallocation.hpp"
#include "giaingan/rules/revenue_plans.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <initializer_list>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "assessment/decided_verdicts.hpp"
#include "assessment/value_neighbours.hpp"
#include "assessment/verdict_list.hpp"
#include "input/any_json.hpp"
#include "policy/resting_citations.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr std::size_t most_neighbours = 16;

/// Where the assumed values stand that the verdicts of each rule rest on.
class RestingOn {
 public:
  explicit RestingOn(const PolicySections& policy) {
    ranks(policy.disbursement);
    for (const Milestone& each : policy.disbursement.milestones)
      add(Decides::milestone, {each.citation, each.ratio.citation, each.basis.citation});
    if (policy.below_average) below_average(*policy.below_average);
    if (policy.obligations) {
      for (const Obligation& each : policy.obligations->obligations)
        add(Decides::obligation, {each.citation, each.shift_citation});
    }
    if (policy.project_checks) project_checks(*policy.project_checks);
    if (policy.evaluation) {
      rating(*policy.evaluation);
      targets(policy);
    }
    if (policy.reallocation) {
      for (const Round& each : policy.reallocation->rounds)
        round(each, policy);
    }
    if (policy.revenue) revenue(*policy.revenue);
    if (policy.medium_term) {
      for (const MediumTermAdjustment& each : policy.medium_term->adjustments)
        adjustment(each);
    }
  }

  [[nodiscard]] std::vector<Decides> of(const std::string& pointer) const {
    std::vector<Decides> decides;
    for (std::size_t rule = 0; rule < decides_count; ++rule)
      if (pointers_[rule].contains(pointer)) decides.push_back(static_cast<Decides>(rule));
    return decides;
  }

 private:
  void add(Decides rule, const Citation& citation) {
    pointers_[static_cast<std::size_t>(rule)].insert(citation.assumptions.begin(),
                                                     citation.assumptions.end());
  }
  void add(Decides rule, std::initializer_list<Citation> citations) {
    for (const Citation& each : citations)
      add(rule, each);
  }
  void add(Decides rule, const SettingCitations& settings) {
    for (const auto& each : settings.own)
      add(rule, each.second);
  }

  void ranks(const DisbursementPolicy& rule) {
    // What else stands in the section is shown beside the ranks.
    add(Decides::rank,
        {rule.settings.deciding(rule.citation, {"", "level", "ties", "tiebreak", "compare_at"}),
         rule.basis.citation});
    add(Decides::milestone, rule.settings.deciding(rule.citation, {"level", "compare_at"}));
  }

  void below_average(const BelowAveragePolicy& rule) {
    add(Decides::below_average, verdict_citation(rule));
    add(Decides::below_average, rule.settings);
    for (const Average& each : rule.references)
      add(Decides::below_average, {each.citation, each.basis.citation});
  }

  void project_checks(const ProjectChecksPolicy& rule) {
    constexpr auto checks = Decides::project_check;
    const auto limits = [&](const std::vector<GroupLimit>& groups) {
      for (const GroupLimit& each : groups)
        add(checks, each.limit.citation);
    };
    if (rule.funding_limits) {
      add(checks, rule.funding_limits->citation);
      limits(rule.funding_limits->years);
    }
    for (const DateCheck& each : rule.date_checks)
      add(checks, each.citation);
    for (const SettlementLimit& each : rule.settlement) {
      add(checks, each.citation);
      limits(each.months);
    }
    for (const auto* each : {&rule.investment_raised, &rule.total_investment, &rule.medium_term})
      if (*each) add(checks, **each);
    if (rule.reconciliation) add(checks, rule.reconciliation->citation);
  }

  void conditions(const std::vector<MetricCondition>& conditions) {
    for (const MetricCondition& each : conditions)
      add(Decides::rating, each.value.citation);
  }

  void rating(const EvaluationPolicy& rule) {
    add(Decides::rating, {rule.citation, rule.basis.citation});
    add(Decides::rating, rule.settings);
    for (const Criterion& each : rule.criteria) {
      add(Decides::rating, each.citation);
      add(Decides::rating, each.settings);
    }
    for (const RatingClass& each : rule.classes)
      add(Decides::rating, each.citation);
    for (const auto* limits : {&rule.vetoes, &rule.caps}) {
      for (const ClassLimit& each : *limits) {
        add(Decides::rating, each.citation);
        conditions(each.conditions);
      }
    }
    for (const Quota& each : rule.quotas)
      add(Decides::rating, {each.citation, each.share.citation});
    if (rule.shortcomings) {
      add(Decides::rating, rule.shortcomings->citation);
      conditions(rule.shortcomings->conditions);
    }
    if (rule.emulation) {
      add(Decides::rating, rule.emulation->citation);
      conditions(rule.emulation->conditions);
    }
  }

  /// That a milestone is a target to strive for keeps it out of the count of those that were missed.
  void targets(const PolicySections& policy) {
    if (!read_metrics(*policy.evaluation).contains(std::string(metric_id(EngineMetric::milestones_missed))))
      return;
    for (const Milestone& each : policy.disbursement.milestones) {
      for (const std::string& pointer : each.citation.assumptions)
        if (pointer.ends_with("/level")) pointers_[static_cast<std::size_t>(Decides::rating)].insert(pointer);
    }
  }

  void round(const Round& rule, const PolicySections& policy) {
    add(Decides::round, {cut_citation(rule), pool_citation(rule), rule.basis.citation, rule.citation,
                         rule.recipients.citation, rule.release.share.citation});
    for (const Tier& each : rule.tiers)
      add(Decides::round, addition_citation(rule, each));
    for (const Exchange& each : rule.exchange)
      add(Decides::round, each.citation);
    add(Decides::round, rule.settings);
    if (rule.barring_findings.empty() || !policy.project_checks) return;
    // A finding that bars carries what its check assumes into the round.
    const auto& checks = pointers_[static_cast<std::size_t>(Decides::project_check)];
    pointers_[static_cast<std::size_t>(Decides::round)].insert(checks.begin(), checks.end());
  }

  void revenue(const RevenuePolicy& rule) {
    add(Decides::revenue, {rule.citation});
    for (const RevenueSource& each : rule.sources) {
      add(Decides::revenue, shortfall_citation(each));
      add(Decides::revenue, each.settings);
      for (const Tier& tier : each.tiers)
        add(Decides::revenue, cut_citation(each, tier));
    }
  }

  void adjustment(const MediumTermAdjustment& rule) {
    add(Decides::medium_term, cut_citation(rule));
    add(Decides::medium_term, rule.settings);
    for (const Tier& each : rule.tiers)
      add(Decides::medium_term, addition_citation(rule, each));
  }

  std::array<std::set<std::string>, decides_count> pointers_;
};

/// The verdicts that differ, and those of `changed` among all that do under any neighbour.
std::vector<ChangedVerdict> changes_between(const DecidedVerdicts& before, const DecidedVerdicts& after,
                                            std::set<DecidedKey>& changed) {
  static const VerdictValue nothing;
  std::set<DecidedKey> keys;
  for (const auto* each : {&before, &after})
    for (const auto& entry : *each)
      keys.insert(entry.first);
  std::vector<ChangedVerdict> changes;
  for (const DecidedKey& key : keys) {
    const auto value_in = [&](const DecidedVerdicts& verdicts) {
      const auto found = verdicts.find(key);
      return found == verdicts.end() ? nothing : found->second;
    };
    const VerdictValue one = value_in(before);
    const VerdictValue other = value_in(after);
    if (one == other) continue;
    changed.insert(key);
    changes.push_back({key.of, key.kind, key.subject, key.object, verdict_json(one), verdict_json(other)});
  }
  return changes;
}

/// Asks a dataset what its verdicts would be.
class DataQuestions {
 public:
  DataQuestions(const Policy& policy, std::string_view document, const Portfolio& portfolio, Date as_of)
      : policy_(policy), document_(*parse_any_json(document).root), portfolio_(portfolio), as_of_(as_of) {}

  AssumedInData ask(const std::string& pointer, const std::vector<Decides>& decides) {
    AssumedInData found;
    if (decides.empty()) return found;
    const auto [known, is_new] = as_it_is_.try_emplace(decides);
    if (is_new) known->second = decided_verdicts(policy_, portfolio_, as_of_, decides);
    std::set<DecidedKey> changed;
    for (NeighbourPolicy& each : neighbours_at(document_, pointer, most_neighbours)) {
      if (!can_ask(each.policy)) continue;
      const auto verdicts = decided_verdicts(each.policy, portfolio_, as_of_, decides);
      found.neighbours.push_back({std::move(each.change.pointer), std::move(each.change.before),
                                  std::move(each.change.after),
                                  changes_between(known->second, verdicts, changed)});
    }
    std::set<std::string> units;
    for (const DecidedKey& key : changed)
      add_units_of(key, *portfolio_, units);
    found.verdicts = changed.size();
    found.units = units.size();
    return found;
  }

 private:
  [[nodiscard]] bool can_ask(const Policy& policy) const {
    return policy->year == portfolio_->year && all_missing_levels(policy, portfolio_).empty() &&
           missing_revenue_levels(policy, portfolio_).empty();
  }

  const Policy& policy_;
  Json document_;
  const Portfolio& portfolio_;
  Date as_of_;
  std::map<std::vector<Decides>, DecidedVerdicts> as_it_is_;
};

}  // namespace

const char* decides_text(Decides decides) noexcept {
  static constexpr std::array<const char*, decides_count> names{
      "rank",   "milestone", "below_average", "obligation", "project_check",
      "rating", "round",     "revenue",       "medium_term"};
  return names[static_cast<std::size_t>(decides)];
}

Text decides_title(Decides decides) {
  static const std::array<Text, decides_count> titles{{{"xếp hạng", "ranks"},
                                                       {"mốc giải ngân", "milestones"},
                                                       {"dưới bình quân", "below average"},
                                                       {"nhiệm vụ, thời hạn", "duties and deadlines"},
                                                       {"kiểm tra dự án", "project checks"},
                                                       {"điểm, xếp loại", "points and classes"},
                                                       {"đợt điều chuyển", "reallocation rounds"},
                                                       {"hụt thu", "revenue shortfalls"},
                                                       {"điều chỉnh trung hạn", "medium-term adjustments"}}};
  return titles[static_cast<std::size_t>(decides)];
}

std::vector<AssumedValue> assumed_values(const Policy& policy) {
  const RestingOn resting(*policy);
  std::vector<AssumedValue> values;
  values.reserve(policy->assumptions.size());
  for (std::size_t i = 0; i < policy->assumptions.size(); ++i)
    values.push_back({i, resting.of(policy->assumptions[i].pointer), std::nullopt});
  return values;
}

std::vector<AssumedValue> assumed_values(const Policy& policy, std::string_view document,
                                         const Portfolio& portfolio, Date as_of) {
  std::vector<AssumedValue> values = assumed_values(policy);
  DataQuestions questions(policy, document, portfolio, as_of);
  for (AssumedValue& each : values)
    each.in_data = questions.ask(policy->assumptions[each.assumption].pointer, each.decides);
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::ranges::greater(), [&](std::size_t i) {
    return std::pair(values[i].in_data->units, values[i].in_data->verdicts);
  });
  std::vector<AssumedValue> ranked;
  ranked.reserve(values.size());
  for (const std::size_t i : order)
    ranked.push_back(std::move(values[i]));
  return ranked;
}

}  // namespace giaingan::inline v1
