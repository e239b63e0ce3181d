#include "verify/standing.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace giaingan::inline v1::verify {
namespace {

std::size_t at(Index index) {
  return static_cast<std::size_t>(index);
}

std::string_view name_at(const Facts& facts, Index name) {
  return name == none ? std::string_view() : facts.names[at(name)];
}

bool names(const std::unordered_set<std::string_view>& list, std::string_view text) {
  return list.empty() || list.count(text) != 0;
}

std::unordered_set<std::string_view> laid_out(const std::vector<std::string>& list) {
  return {list.begin(), list.end()};
}

std::vector<Condition> conditions(const std::vector<AllocationFilter>& filters) {
  std::vector<Condition> parts;
  parts.reserve(filters.size());
  for (const AllocationFilter& filter : filters)
    parts.emplace_back(filter);
  return parts;
}

/// The plan on the round's basis: what its assigners gave, and every change up to the day.
std::int64_t plan_of(const Facts& facts, std::size_t i, const Basis& basis, Date day) {
  const Allocation& allocation = facts.allocations[i];
  const auto counted = [&](Index assigner) {
    return basis.assigned_by.empty() ||
           std::ranges::find(basis.assigned_by, name_at(facts, assigner)) != basis.assigned_by.end();
  };
  Int128 plan = counted(allocation.assigned_by) ? allocation.plan.value : 0;
  for (const PlanChange& change : facts.changes_of(static_cast<Index>(i))) {
    if (change.date > day) continue;
    if (counted(change.assigned_by == none ? allocation.assigned_by : change.assigned_by))
      plan += change.change.value;
  }
  return static_cast<std::int64_t>(std::max(plan, Int128{0}));
}

/// The estimates of every allocation: where each one's begin.
std::vector<std::size_t> first_estimates(const Facts& facts) {
  std::vector<std::size_t> first(facts.allocations.size() + 1, 0);
  for (const Estimate& estimate : facts.estimates)
    ++first[at(estimate.allocation) + 1];
  for (std::size_t i = 1; i < first.size(); ++i)
    first[i] += first[i - 1];
  return first;
}

using EstimateRows = std::span<const Estimate>;

std::int64_t disbursed_of(const Facts& facts, std::size_t i, Estimates estimates, EstimateRows rows,
                          BudgetMonth month) {
  std::int64_t disbursed = facts.disbursed.at(static_cast<Index>(i), month).value;
  if (estimates == Estimates::ignored) return disbursed;
  int last_actual = 0;
  for (int number = 1; number <= month.number; ++number) {
    if (facts.disbursed.has_row(static_cast<Index>(i), {number})) last_actual = number;
  }
  for (const Estimate& estimate : rows) {
    if (estimate.month <= month && estimate.month.number > last_actual) disbursed = estimate.disbursed.value;
  }
  return disbursed;
}

std::optional<Int128> forecast_of(const Facts& facts, std::size_t i, const Forecast& forecast,
                                  EstimateRows rows, Int128 disbursed, BudgetMonth month) {
  std::optional<Int128> found;
  if (forecast.method == ForecastMethod::linear) return disbursed * forecast.last.number / month.number;
  if (forecast.method == ForecastMethod::estimate) {
    for (const Estimate& estimate : rows) {
      if (estimate.month <= forecast.last) found = estimate.disbursed.value;
    }
    return found;
  }
  if (!facts.schedule) return found;
  for (int number = 1; number <= forecast.last.number; ++number) {
    if (!facts.schedule->has_row(static_cast<Index>(i), {number})) continue;
    const Int128 last = facts.schedule->at(static_cast<Index>(i), forecast.last).value;
    return disbursed + last - facts.schedule->at(static_cast<Index>(i), month).value;
  }
  return found;
}

/// The nearest unit of the kind on the way up from each unit, itself included.
std::vector<Index> nearest_of_kind(const Facts& facts, std::string_view kind) {
  constexpr Index unknown = -2;
  std::vector<Index> nearest(facts.units.size(), unknown);
  std::vector<Index> way;
  for (std::size_t start = 0; start < facts.units.size(); ++start) {
    Index unit = static_cast<Index>(start);
    while (unit != none && nearest[at(unit)] == unknown) {
      if (facts.units[at(unit)].kind == kind) {
        nearest[at(unit)] = unit;
        break;
      }
      way.push_back(unit);
      unit = facts.units[at(unit)].parent;
    }
    const Index found = unit == none ? none : nearest[at(unit)];
    for (const Index below : way)
      nearest[at(below)] = found;
    way.clear();
  }
  return nearest;
}

/// What every allocation belongs to at one level; an empty text: nothing.
std::vector<std::string> members_of(const Facts& facts, std::string_view level) {
  const bool column = level == "carried_over" || level == "locality" || level == "source" ||
                      level == "programme" || level == "project" || level == "allocation";
  const std::vector<Index> nearest = column ? std::vector<Index>{} : nearest_of_kind(facts, level);
  std::vector<std::string> members;
  members.reserve(facts.allocations.size());
  for (const Allocation& allocation : facts.allocations) {
    std::string_view member;
    if (level == "carried_over") {
      member = allocation.carried_from != 0 ? "carried_over" : "current_year";
    } else if (level == "locality") {
      member = name_at(facts, allocation.locality);
    } else if (level == "source") {
      member = name_at(facts, allocation.source);
    } else if (level == "programme") {
      member = name_at(facts, allocation.programme);
    } else if (level == "project") {
      if (allocation.project != none) member = facts.projects[at(allocation.project)].id;
    } else if (level == "allocation") {
      member = allocation.id;
    } else if (allocation.owner != none && nearest[at(allocation.owner)] != none) {
      member = facts.units[at(nearest[at(allocation.owner)])].id;
    }
    members.emplace_back(member);
  }
  return members;
}

std::string escaped(const std::string& id) {
  std::string text;
  for (const char c : id) {
    if (c == '%') {
      text += "%25";
    } else if (c == '/') {
      text += "%2F";
    } else {
      text += c;
    }
  }
  return text;
}

/// The same at several levels joined by `/`; an empty text: at one of them nothing.
std::vector<std::string> members_at(const Facts& facts, std::string_view levels) {
  if (levels.find('/') == std::string_view::npos) return members_of(facts, levels);
  std::vector<std::string> members(facts.allocations.size());
  std::vector<bool> complete(members.size(), true);
  for (bool first = true;; first = false) {
    const auto slash = levels.find('/');
    const auto part = members_of(facts, levels.substr(0, slash));
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (part[i].empty()) complete[i] = false;
      members[i] += (first ? "" : "/") + escaped(part[i]);
    }
    if (slash == std::string_view::npos) break;
    levels.remove_prefix(slash + 1);
  }
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (!complete[i]) members[i].clear();
  }
  return members;
}

Yardstick of_sums(const Sums& sums) {
  Yardstick yardstick{{}, sums};
  if (const auto ratio = sums.ratio()) yardstick.value = Rational(*ratio);
  return yardstick;
}

Yardstick published(const Facts& facts, const Average& average, BudgetMonth month) {
  for (const Reference& row : facts.references) {
    if (row.reference != average.reference || row.month != month || row.basis != average.basis.id) continue;
    if (row.plan && row.disbursed) return of_sums({row.plan->value, row.disbursed->value});
    if (row.percent) return {Rational(*row.percent), {}};
    return {};
  }
  return {};
}

}  // namespace

Condition::Condition(const AllocationFilter& filter)
    : carried_over_(filter.carried_over),
      allocation_(laid_out(filter.allocation)),
      owner_(laid_out(filter.owner)),
      locality_(laid_out(filter.locality)),
      source_(laid_out(filter.source)),
      programme_(laid_out(filter.programme)),
      assigned_by_(laid_out(filter.assigned_by)),
      project_(laid_out(filter.project)),
      group_(laid_out(filter.group)),
      phase_(laid_out(filter.phase)),
      priority_(laid_out(filter.priority)),
      any_of_(conditions(filter.any_of)),
      none_of_(conditions(filter.none_of)) {}

bool Condition::holds_of_project(const Facts& facts, Index project) const {
  static const Project nothing;
  const Project& of = project == none ? nothing : facts.projects[at(project)];
  return names(project_, of.id) && names(group_, of.group) && names(phase_, of.phase) &&
         names(priority_, of.priority);
}

bool Condition::holds(const Facts& facts, const Allocation& allocation) const {
  const bool carried = allocation.carried_from != 0;
  if (carried_over_ != CarriedOver::included && carried != (carried_over_ == CarriedOver::only)) return false;
  const std::string_view owner =
      allocation.owner == none ? std::string_view() : std::string_view(facts.units[at(allocation.owner)].id);
  if (!names(allocation_, allocation.id) || !names(owner_, owner) ||
      !names(locality_, name_at(facts, allocation.locality)) ||
      !names(source_, name_at(facts, allocation.source)) ||
      !names(programme_, name_at(facts, allocation.programme)) ||
      !names(assigned_by_, name_at(facts, allocation.assigned_by)) ||
      !holds_of_project(facts, allocation.project)) {
    return false;
  }
  const auto met = [&](const Condition& part) { return part.holds(facts, allocation); };
  return (any_of_.empty() || std::ranges::any_of(any_of_, met)) && std::ranges::none_of(none_of_, met);
}

Standing standing_of(const Facts& facts, const Round& round) {
  const std::size_t count = facts.allocations.size();
  const Condition scope(round.basis.scope);
  const auto first = first_estimates(facts);
  Standing standing{.month = month_as_of(facts.year, round.as_of),
                    .counts = std::vector<bool>(count),
                    .of = std::vector<Sums>(count),
                    .committed = std::vector<std::int64_t>(count, 0),
                    .forecast = std::vector<std::optional<Int128>>(count)};
  for (std::size_t i = 0; i < count; ++i) {
    standing.counts[i] = scope.holds(facts, facts.allocations[i]);
    standing.of[i].plan = plan_of(facts, i, round.basis, round.as_of);
    if (!standing.month) continue;
    const EstimateRows rows = std::span(facts.estimates).subspan(first[i], first[i + 1] - first[i]);
    standing.of[i].disbursed = disbursed_of(facts, i, round.basis.estimates, rows, *standing.month);
    standing.committed[i] = facts.committed.at(static_cast<Index>(i), *standing.month).value;
    if (round.release.formula == ReleaseFormula::to_forecast) {
      standing.forecast[i] =
          forecast_of(facts, i, round.release.forecast, rows, standing.of[i].disbursed, *standing.month);
    }
  }
  return standing;
}

Int128 whole_plan(const Facts& facts, std::size_t allocation, Date day) {
  return plan_of(facts, allocation, Basis{}, day);
}

Level level_of(const Facts& facts, const Standing& standing, std::string_view level) {
  const auto members = members_at(facts, level);
  Level found;
  found.ids = members;
  std::ranges::sort(found.ids);
  found.ids.erase(std::unique(found.ids.begin(), found.ids.end()), found.ids.end());
  if (!found.ids.empty() && found.ids.front().empty()) found.ids.erase(found.ids.begin());
  found.sums.resize(found.ids.size());
  found.has_counted.resize(found.ids.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (members[i].empty()) {
      found.of_allocation.push_back(nowhere);
      continue;
    }
    const auto place = std::ranges::lower_bound(found.ids, members[i]);
    const auto unit = static_cast<std::size_t>(place - found.ids.begin());
    found.of_allocation.push_back(unit);
    if (!standing.counts[i]) continue;
    found.sums[unit].plan += standing.of[i].plan;
    found.sums[unit].disbursed += standing.of[i].disbursed;
    found.has_counted[unit] = true;
  }
  return found;
}

Yardstick required_of(const Round& round) {
  return {Rational(round.required_ratio.value), {}};
}

Yardstick criterion_of(const Facts& facts, const Standing& standing, const Round& round) {
  if (round.recipients.criterion == RecipientCriterion::required_ratio) return required_of(round);
  const Average& average = round.recipients.average;
  if (average.kind == AverageKind::norm) return {Rational(average.norm.value), {}};
  if (!standing.month) return {};
  if (average.kind == AverageKind::external) return published(facts, average, *standing.month);
  if (average.kind == AverageKind::mean) {
    std::vector<Ratio> ratios;
    for (const Sums& sums : level_of(facts, standing, average.level).sums) {
      if (const auto ratio = sums.ratio()) ratios.push_back(*ratio);
    }
    return ratios.empty() ? Yardstick{} : Yardstick{Rational::mean(ratios), {}};
  }
  Sums all;
  for (std::size_t i = 0; i < standing.of.size(); ++i) {
    if (!standing.counts[i]) continue;
    all.plan += standing.of[i].plan;
    all.disbursed += standing.of[i].disbursed;
  }
  return of_sums(all);
}

Bound::Bound(const Rational& value, std::optional<Ratio> step) : least_(value) {
  if (step) {
    // Rounded half up, a number reaches k steps from (k − ½) steps on.
    const Rational half(Ratio{1, 2});
    least_ = ((value / Rational(*step) + half).floor() - half) * Rational(*step);
  }
  small_ = least_.to_ratio();
}

bool Bound::met_by(const Sums& sums) const {
  const Ratio ratio{sums.disbursed, sums.plan};
  return small_ ? ratio >= *small_ : Rational(ratio) >= least_;
}

std::optional<std::int64_t> Bound::missing(const Sums& sums) const {
  return ((least_ * Rational(sums.plan)).ceil() - Rational(sums.disbursed)).to_int64();
}

}  // namespace giaingan::inline v1::verify
