#include "verify/parties.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <unordered_map>

#include "verify/pools.hpp"

namespace giaingan::inline v1::verify {
namespace {

using PolicyBar = giaingan::Bar;  // a bar that the policy names, not the finding that bars

constexpr Int128 greatest = std::numeric_limits<std::int64_t>::max();

std::size_t at(Index index) {
  return static_cast<std::size_t>(index);
}

std::int64_t whole_steps(Int128 amount, Dong step) {
  return static_cast<std::int64_t>(std::clamp(floor_divide(amount, step.value), Int128{0}, greatest));
}

std::int64_t steps_that_cover(Int128 amount, Dong step) {
  return static_cast<std::int64_t>(std::clamp(ceil_divide(amount, step.value), Int128{0}, greatest));
}

/// What the release formula asks of a plan, đồng.
Int128 asked_of(const Round& round, Int128 plan, Int128 disbursed, Int128 forecast) {
  if (round.release.formula == ReleaseFormula::to_forecast) return plan - std::max(disbursed, forecast);
  if (round.release.formula == ReleaseFormula::share) {
    const Ratio share = round.release.share.value;
    return floor_divide(std::max(Int128{0}, plan - disbursed) * share.num, share.den);
  }
  // The greatest plan that still meets the ratio r: X ≥ rP is P ≤ X/r, X > rP is P < X/r.
  const Ratio required = round.required_ratio.value;
  const Int128 product = disbursed * required.den;
  if (round.comparison != Comparison::more_than) return plan - floor_divide(product, required.num);
  return std::min(plan, plan - ceil_divide(product, required.num) + 1);
}

/// Compares a unit's ratio with a yardstick as §12 of the rules does.
Comparing compared(const Parties& parties, const Round& round, const std::string& unit, const Sums& sums,
                   const Yardstick& yardstick) {
  Comparing comparing{.subject = unit,
                      .basis = round.basis.id,
                      .month = parties.standing.month,
                      .sums = sums,
                      .right = yardstick.value,
                      .right_sums = yardstick.sums,
                      .compare_at = round.compare_at};
  const auto ratio = parties.standing.month ? sums.ratio() : std::nullopt;
  if (ratio) comparing.left = Rational(*ratio);
  if (!ratio || !yardstick.value) return comparing;
  const Bound bound(*yardstick.value, round.compare_at);
  comparing.holds = bound.met_by(sums);
  if (!*comparing.holds) comparing.distance = bound.missing(sums);
  return comparing;
}

/// Puts the parties of one round together.
class Gathering {
 public:
  Gathering(const Facts& facts, const Round& round, const Bars& bars)
      : facts_(facts), round_(round), bars_(bars) {
    parties_.standing = standing_of(facts, round);
    parties_.donor_level = level_of(facts, parties_.standing, round.donor_level);
    parties_.recipient_level = level_of(facts, parties_.standing, round.recipients.level);
    parties_.criterion = criterion_of(facts, parties_.standing, round);
    Pools pools = pools_of(facts, parties_.standing, round);
    parties_.pools = std::move(pools.ids);
    pool_of_ = std::move(pools.of_allocation);
    find_unknown_names(facts, round, parties_.findings);
    for (const std::string& pool : pools.unmet)
      find("unknown_pool", pool);
  }

  Parties gather() {
    if (!parties_.standing.month) find("no_month", round_.id);
    donors();
    releases();
    rooms_of_projects();
    requests();
    return std::move(parties_);
  }

 private:
  void find(const char* code, const std::string& subject) {
    parties_.findings.push_back({.code = code, .subject = subject});
  }

  void donors() {
    const Level& level = parties_.donor_level;
    const Bound required(Rational(round_.required_ratio.value), round_.compare_at);
    const auto asked = asked_of_units();
    donor_of_unit_.assign(level.ids.size(), nowhere);
    for (std::size_t unit = 0; unit < level.ids.size(); ++unit) {
      if (!parties_.standing.month || !level.has_counted[unit]) continue;
      if (level.sums[unit].plan == 0) {
        find("undefined_ratio", level.ids[unit]);
      } else if (!required.met_by(level.sums[unit])) {
        donor_of_unit_[unit] = parties_.donors.size();
        parties_.donors.push_back({unit, asked[unit], steps_that_cover(asked[unit], round_.step)});
      }
    }
  }

  /// What each unit as a whole must lose; what has no forecast has no say in it.
  [[nodiscard]] std::vector<Int128> asked_of_units() const {
    const Level& level = parties_.donor_level;
    const Standing& standing = parties_.standing;
    const bool by_forecast = round_.release.formula == ReleaseFormula::to_forecast;
    std::vector<Int128> plan(level.ids.size(), 0);
    std::vector<Int128> disbursed(level.ids.size(), 0);
    std::vector<Int128> forecast(level.ids.size(), 0);
    for (std::size_t i = 0; i < standing.of.size(); ++i) {
      const std::size_t unit = level.of_allocation[i];
      if (unit == nowhere || !standing.counts[i] || (by_forecast && !standing.forecast[i])) continue;
      plan[unit] += standing.of[i].plan;
      disbursed[unit] += standing.of[i].disbursed;
      forecast[unit] += standing.forecast[i].value_or(0);
    }
    std::vector<Int128> asked;
    for (std::size_t unit = 0; unit < level.ids.size(); ++unit)
      asked.push_back(asked_of(round_, plan[unit], disbursed[unit], forecast[unit]));
    return asked;
  }

  /// Among the donors, or nowhere.
  [[nodiscard]] std::size_t donor_of(std::size_t allocation) const {
    const std::size_t unit = parties_.donor_level.of_allocation[allocation];
    return unit == nowhere ? nowhere : donor_of_unit_[unit];
  }

  void releases() {
    const Standing& standing = parties_.standing;
    const std::optional<Condition> exempt =
        round_.exempt ? std::optional(Condition(*round_.exempt)) : std::nullopt;
    const bool by_forecast = round_.release.formula == ReleaseFormula::to_forecast;
    for (std::size_t i = 0; i < facts_.allocations.size(); ++i) {
      if (!standing.counts[i]) continue;
      const Allocation& allocation = facts_.allocations[i];
      if (parties_.donor_level.of_allocation[i] == nowhere) find("no_donor_unit", allocation.id);
      if (donor_of(i) == nowhere) continue;
      const bool unknown = by_forecast && !standing.forecast[i];
      const Sums& sums = standing.of[i];
      Release release{.allocation = i,
                      .donor = donor_of(i),
                      .pool = pool_of_[i],
                      .floor = std::max(sums.disbursed, standing.committed[i]),
                      .exempt = exempt && exempt->holds(facts_, allocation),
                      .unknown = unknown};
      if (!unknown) {
        release.wanted = steps_that_cover(
            asked_of(round_, sums.plan, sums.disbursed, standing.forecast[i].value_or(0)), round_.step);
      }
      release.limit = whole_steps(Int128{sums.plan} - release.floor, round_.step);
      if (!release.exempt) release.most = std::min(release.wanted, release.limit);
      if (unknown && !release.exempt) find("no_forecast", allocation.id);
      parties_.releases.push_back(release);
    }
  }

  void rooms_of_projects() {
    plans_.assign(facts_.projects.size(), 0);
    plans_of_the_year_.assign(facts_.projects.size(), 0);
    cut_earlier_.assign(facts_.projects.size(), 0);
    for (std::size_t i = 0; i < facts_.allocations.size(); ++i) {
      const Allocation& allocation = facts_.allocations[i];
      if (allocation.project == none) continue;
      const Int128 plan = whole_plan(facts_, i, round_.as_of);
      plans_[at(allocation.project)] += plan;
      if (allocation.carried_from == 0) plans_of_the_year_[at(allocation.project)] += plan;
    }
    const std::set<std::string_view> earlier(round_.earlier.begin(), round_.earlier.end());
    for (const PlanChange& change : facts_.plan_changes) {
      const Index project = facts_.allocations[at(change.allocation)].project;
      if (project == none || change.change.value >= 0 || change.date > round_.as_of) continue;
      if (earlier.count(change.decision) != 0) cut_earlier_[at(project)] -= change.change.value;
    }
    for (const Metric& metric : facts_.metrics) {
      if (!round_.owner_capacity.empty() && metric.metric == round_.owner_capacity)
        capacity_.emplace(metric.unit, floor_divide(metric.value.num, metric.value.den));
    }
  }

  void requests() {
    for (const Tier& tier : round_.tiers)
      tiers_.emplace_back(tier.condition);
    if (parties_.criterion.value) bound_.emplace(*parties_.criterion.value, round_.compare_at);
    std::set<std::string> uncapped;
    std::vector<Taker> able;
    for (const Request& request : facts_.requests) {
      if (request.round != round_.id) continue;
      const std::size_t i = at(request.allocation);
      if (auto refusal = refusal_of(i)) {
        parties_.refusals.push_back(std::move(*refusal));
        continue;
      }
      const Allocation& allocation = facts_.allocations[i];
      Taker taker{.allocation = i,
                  .unit = parties_.recipient_level.of_allocation[i],
                  .tier = tier_of(allocation),
                  .pool = pool_of_[i]};
      taker.caps = caps_of(allocation, request);
      const auto least = std::ranges::min_element(taker.caps, {}, &Cap::steps);
      taker.need = least->steps;
      taker.bound_by = least->name;
      if (!round_.owner_capacity.empty() && allocation.owner != none && !capacity_.count(allocation.owner))
        uncapped.insert(facts_.units[at(allocation.owner)].id);
      able.push_back(std::move(taker));
    }
    find_wrong_caps(able);
    if (!round_.owner_capacity.empty() && capacity_.empty()) {
      parties_.findings.push_back(
          {.code = "unknown_metric", .subject = round_.owner_capacity, .at = "owner_capacity"});
      uncapped.clear();
    }
    for (const std::string& owner : uncapped)
      find("no_owner_capacity", owner);
    find_places(std::move(able));
  }

  /// Narrower than what is needed of it.
  struct Width {
    std::optional<std::int64_t> least;
    Int128 needed = 0;
    [[nodiscard]] bool can_bind() const { return least && needed > *least; }
    void narrow(std::int64_t steps) { least = least ? std::min(*least, steps) : steps; }
  };

  /// Puts everybody into rooms. Rooms of a project that several owners ask for lie in no one capacity: where
  /// neither or only one of the two can bind, the other is left out; else nobody of it may receive.
  void find_places(std::vector<Taker> able) {
    std::map<Index, Width> of_owner;
    std::map<Index, Width> of_project;
    std::map<Index, std::set<Index>> owners;
    for (const Taker& taker : able) {
      const Allocation& allocation = facts_.allocations[taker.allocation];
      of_owner[allocation.owner].needed += taker.need;
      of_project[allocation.project].needed += taker.need;
      owners[allocation.project].insert(allocation.owner);
      for (const Cap& cap : taker.caps) {
        const std::string_view name = cap.name;
        if (name == "owner_capacity") of_owner[allocation.owner].narrow(cap.steps);
        if (name == "total_investment" || name == "medium_term_plan")
          of_project[allocation.project].narrow(cap.steps);
      }
    }
    for (Taker& taker : able) {
      const Allocation& allocation = facts_.allocations[taker.allocation];
      const Index project = allocation.project;
      const bool shared = project != none && owners[project].size() > 1;
      const bool capacity_binds =
          std::ranges::any_of(owners[project], [&](Index owner) { return of_owner[owner].can_bind(); });
      const bool room_binds = of_project[project].can_bind();
      if (shared && room_binds && capacity_binds) {
        parties_.refusals.push_back({.allocation = taker.allocation,
                                     .rejection = "owners_share_project",
                                     .citation = deciding("owner_capacity")});
        continue;
      }
      fill_rooms(allocation, taker, !shared || !room_binds, !shared || room_binds);
      parties_.takers.push_back(std::move(taker));
    }
    std::ranges::stable_sort(parties_.refusals, {}, &Refusal::allocation);
  }

  /// Caps that can't be right: less than is disbursed already, or below 0.
  void find_wrong_caps(const std::vector<Taker>& able) {
    std::set<Index> projects;
    std::set<Index> owners;
    for (const Taker& taker : able) {
      projects.insert(facts_.allocations[taker.allocation].project);
      owners.insert(facts_.allocations[taker.allocation].owner);
    }
    std::vector<Int128> disbursed(facts_.projects.size(), 0);
    std::vector<Int128> of_the_year(facts_.projects.size(), 0);
    for (std::size_t i = 0; i < facts_.allocations.size(); ++i) {
      const Allocation& allocation = facts_.allocations[i];
      if (allocation.project == none) continue;
      disbursed[at(allocation.project)] += parties_.standing.of[i].disbursed;
      if (allocation.carried_from == 0)
        of_the_year[at(allocation.project)] += parties_.standing.of[i].disbursed;
    }
    const auto hold = [&](const Project& project, const std::optional<Dong>& cap, Dong used, Int128 spent,
                          const char* where) {
      if (!cap || Int128{cap->value} - used.value >= spent) return;
      parties_.findings.push_back({.code = "cap_below_disbursed",
                                   .subject = project.id,
                                   .at = where,
                                   .amount = shown(spent + used.value - cap->value)});
    };
    for (const Index index : projects) {
      if (index == none) continue;
      const Project& project = facts_.projects[at(index)];
      hold(project, project.total_investment, project.funded_before, disbursed[at(index)],
           "total_investment");
      hold(project, project.medium_term_plan, project.medium_term_used, of_the_year[at(index)],
           "medium_term_plan");
    }
    for (const Metric& metric : facts_.metrics) {
      if (round_.owner_capacity.empty() || metric.metric != round_.owner_capacity || metric.value.num >= 0 ||
          owners.count(metric.unit) == 0)
        continue;
      parties_.findings.push_back(
          {.code = "negative_capacity", .subject = facts_.units[at(metric.unit)].id, .at = "owner_capacity"});
    }
  }

  [[nodiscard]] std::size_t tier_of(const Allocation& allocation) const {
    std::size_t tier = 0;
    while (tier < tiers_.size() && !tiers_[tier].holds(facts_, allocation))
      ++tier;
    return tier;
  }

  [[nodiscard]] Cap cap(const char* name, Int128 room) const {
    return {name, room, whole_steps(room, round_.step)};
  }

  /// The room of that kind and id, made where it isn't known yet.
  std::size_t room(RoomKind kind, const std::string& id, std::int64_t limit, std::size_t within) {
    const auto [known, added] = rooms_.emplace(std::pair(kind, id), parties_.rooms.size());
    if (added) parties_.rooms.push_back({kind, id, limit, within});
    return known->second;
  }

  [[nodiscard]] std::vector<Cap> caps_of(const Allocation& allocation, const Request& request) const {
    std::vector<Cap> caps = {cap("requested", request.requested.value),
                             cap("absorbable", request.absorbable.value)};
    if (allocation.project != none) {
      const Project& project = facts_.projects[at(allocation.project)];
      if (project.total_investment) {
        caps.push_back(cap("total_investment", Int128{project.total_investment->value} -
                                                   project.funded_before.value -
                                                   plans_[at(allocation.project)]));
      }
      if (project.medium_term_plan) {
        caps.push_back(cap("medium_term_plan", Int128{project.medium_term_plan->value} -
                                                   project.medium_term_used.value -
                                                   plans_of_the_year_[at(allocation.project)]));
      }
    }
    const auto capacity = capacity_.find(allocation.owner);
    if (capacity != capacity_.end()) caps.push_back(cap("owner_capacity", capacity->second));
    return caps;
  }

  void fill_rooms(const Allocation& allocation, Taker& taker, bool in_capacity, bool in_project) {
    const auto go_in = [&](RoomKind kind, std::string_view name, const std::string& id) {
      for (const Cap& cap : taker.caps) {
        if (cap.name == name) taker.room = room(kind, id, cap.steps, taker.room);
      }
    };
    if (in_capacity && allocation.owner != none)
      go_in(RoomKind::owner, "owner_capacity", facts_.units[at(allocation.owner)].id);
    if (!in_project || allocation.project == none) return;
    const std::string& project = facts_.projects[at(allocation.project)].id;
    go_in(RoomKind::total_investment, "total_investment", project);
    go_in(RoomKind::medium_term_plan, "medium_term_plan", project);
  }

  [[nodiscard]] Citation deciding(std::string_view key) const {
    return round_.settings.deciding(round_.citation, {key});
  }

  /// Why the request may not be served; nothing: it may.
  [[nodiscard]] std::optional<Refusal> refusal_of(std::size_t i) const {
    const auto refused = [&](const char* rejection, Citation citation) {
      return Refusal{.allocation = i, .rejection = rejection, .citation = std::move(citation)};
    };
    if (!parties_.standing.counts[i])
      return refused("out_of_scope", resting_on(deciding("basis"), round_.basis.citation));
    const std::size_t unit = parties_.recipient_level.of_allocation[i];
    if (unit == nowhere) return refused("no_unit", round_.recipients.citation);
    if (donor_of(i) != nowhere) {
      Refusal donor = refused("donor", resting_on(deciding("donor_level"), round_.required_ratio.citation));
      donor.compared = donor_comparing(parties_, round_, parties_.donor_level.of_allocation[i]);
      return donor;
    }
    const Sums& sums = parties_.recipient_level.sums[unit];
    const bool defined = parties_.standing.month && sums.plan > 0 && bound_;
    if (!defined || !bound_->met_by(sums)) {
      Refusal slow = refused(defined ? "short_of_criterion" : "undefined_ratio", criterion_citation(round_));
      slow.compared = recipient_comparing(parties_, round_, unit);
      return slow;
    }
    if (auto refusal = refusal_of_project(i)) return refusal;
    if (const auto bar = bars_.find(static_cast<Index>(i)); bar != bars_.end()) {
      Refusal barred = refused("barred", resting_on(bar->second.citation, deciding("barring_findings")));
      barred.reason = bar->second.code;
      barred.compared = bar->second.compared;
      return barred;
    }
    const Allocation& allocation = facts_.allocations[i];
    if (tier_of(allocation) == tiers_.size()) return refused("no_tier", deciding("tiers"));
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Refusal> refusal_of_project(std::size_t i) const {
    const Index index = facts_.allocations[i].project;
    if (index == none) return std::nullopt;
    const Project& project = facts_.projects[at(index)];
    const auto barred_by = [&](PolicyBar bar) {
      return std::ranges::find(round_.bars, bar) != round_.bars.end();
    };
    Comparing comparing{.rule = "reallocation.barred", .subject = project.id, .right = Rational(0)};
    const auto refused = [&](const char* rejection, const char* key) {
      comparing.citation = deciding(key);
      return Refusal{
          .allocation = i, .rejection = rejection, .compared = comparing, .citation = comparing.citation};
    };
    comparing.quantity = Quantity::amount;
    comparing.comparison = Comparison::more_than;
    if (!project.medium_term_plan && barred_by(PolicyBar::outside_medium_term_plan)) {
      comparing.object = "medium_term_plan";
      return refused("outside_medium_term_plan", "bars");
    }
    comparing.holds = true;
    if (project.settled_on && *project.settled_on <= round_.as_of && barred_by(PolicyBar::settled)) {
      comparing.object = "days_since_settled";
      comparing.quantity = Quantity::days;
      comparing.left = Rational(days_between(*project.settled_on, round_.as_of));
      comparing.comparison = Comparison::at_least;
      return refused("settled", "bars");
    }
    if (round_.resupplement == Resupplement::barred && cut_earlier_[at(index)] > 0) {
      comparing.object = "cut_earlier";
      comparing.left = Rational::from_int128(cut_earlier_[at(index)]);
      return refused("cut_earlier", "resupplement");
    }
    return std::nullopt;
  }

  const Facts& facts_;
  const Round& round_;
  const Bars& bars_;
  Parties parties_;
  std::vector<std::size_t> pool_of_;
  std::vector<std::size_t> donor_of_unit_;
  std::vector<Condition> tiers_;
  std::optional<Bound> bound_;
  std::vector<Int128> plans_;  ///< of projects
  std::vector<Int128> plans_of_the_year_;
  std::vector<Int128> cut_earlier_;
  std::unordered_map<Index, Int128> capacity_;  ///< of owners, whole đồng
  std::map<std::pair<RoomKind, std::string>, std::size_t> rooms_;
};

}  // namespace

std::int64_t shown(Int128 amount) {
  return static_cast<std::int64_t>(std::clamp(amount, Int128{0}, greatest));
}

std::int64_t in_dong(std::int64_t steps, Dong step) {
  return shown(Int128{steps} * step.value);
}

Citation criterion_citation(const Round& round) {
  const bool average = round.recipients.criterion == RecipientCriterion::average;
  return resting_on(average ? round.recipients.average.citation : round.required_ratio.citation,
                    round.recipients.citation);
}

Comparing donor_comparing(const Parties& parties, const Round& round, std::size_t unit) {
  const Level& level = parties.donor_level;
  Comparing comparing = compared(parties, round, level.ids[unit], level.sums[unit], required_of(round));
  comparing.rule = "reallocation.donor";
  comparing.object = round.milestone.empty() ? "required_ratio" : round.milestone;
  comparing.citation = round.required_ratio.citation;
  return comparing;
}

Comparing recipient_comparing(const Parties& parties, const Round& round, std::size_t unit) {
  const Level& level = parties.recipient_level;
  Comparing comparing = compared(parties, round, level.ids[unit], level.sums[unit], parties.criterion);
  comparing.rule = "reallocation.recipient";
  const bool average = round.recipients.criterion == RecipientCriterion::average;
  comparing.object = average                   ? round.recipients.average.id
                     : round.milestone.empty() ? "required_ratio"
                                               : round.milestone;
  comparing.citation = criterion_citation(round);
  return comparing;
}

Parties parties_of(const Facts& facts, const Round& round, const Bars& bars) {
  return Gathering(facts, round, bars).gather();
}

}  // namespace giaingan::inline v1::verify
