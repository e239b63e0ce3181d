#include "giaingan/figures/selection.hpp"
#include "giaingan/figures/threshold.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "rules/reallocation_parties.hpp"

namespace giaingan::inline v1 {
namespace {

/// The allocations that other rules bar, each with the first entry about it.
std::map<Index, const BarredAllocation*> by_allocation(std::span<const BarredAllocation> barred) {
  std::map<Index, const BarredAllocation*> entries;
  for (const BarredAllocation& entry : barred)
    entries.emplace(entry.allocation, &entry);
  return entries;
}

/// What every project's allocations lost in earlier rounds.
std::vector<Int128> cut_earlier_of_projects(const Facts& facts, const Round& round) {
  std::vector<Int128> cut(facts.projects.size(), 0);
  const std::set<std::string> earlier(round.earlier.begin(), round.earlier.end());
  for (const PlanChange& change : facts.plan_changes) {
    if (change.change.value >= 0 || change.date > round.as_of || earlier.count(change.decision) == 0)
      continue;
    const Index project = facts.allocations[static_cast<std::size_t>(change.allocation)].project;
    if (project != none) cut[static_cast<std::size_t>(project)] -= change.change.value;
  }
  return cut;
}

/// Projects with allocations of several owners.
std::vector<bool> projects_of_several_owners(const Facts& facts) {
  std::vector<bool> several(facts.projects.size(), false);
  std::vector<Index> owner(facts.projects.size(), none);
  for (const Allocation& allocation : facts.allocations) {
    if (allocation.project == none) continue;
    const auto project = static_cast<std::size_t>(allocation.project);
    if (owner[project] != none && owner[project] != allocation.owner) several[project] = true;
    owner[project] = allocation.owner;
  }
  return several;
}

/// What a rejection cites: the setting that asks for it.
Citation rejection_citation(const Round& round, Rejection why) {
  const auto deciding = [&](std::string_view key) { return round.settings.deciding(round.citation, {key}); };
  switch (why) {
    case Rejection::out_of_scope:
      return resting_on(deciding("basis"), round.basis.citation);
    case Rejection::donor:
      return resting_on(deciding("donor_level"), round.required_ratio.citation);
    case Rejection::short_of_criterion:
    case Rejection::undefined_ratio:
      return criterion_citation(round);
    case Rejection::outside_medium_term_plan:
    case Rejection::settled:
      return deciding("bars");
    case Rejection::cut_earlier:
      return deciding("resupplement");
    case Rejection::barred:
      return deciding("barring_findings");
    case Rejection::owners_share_project:
      return deciding("owner_capacity");
    case Rejection::no_tier:
      return deciding("tiers");
    case Rejection::no_unit:
      break;
  }
  return round.recipients.citation;
}

/// Who may receive, and why not.
class Eligibility {
 public:
  Eligibility(const RoundContext& context, std::span<const BarredAllocation> barred)
      : context_(context),
        units_(sums_of(context.portfolio, context.figures, context.round.recipients.level)),
        criterion_(recipient_criterion(context.portfolio, context.figures, context.round)),
        barred_(by_allocation(barred)) {
    const Facts& facts = *context.portfolio;
    if (criterion_.value)
      threshold_.emplace(*criterion_.value, Comparison::at_least, context.round.compare_at);
    if (context.round.resupplement == Resupplement::barred)
      cut_earlier_ = cut_earlier_of_projects(facts, context.round);
    if (!context.round.owner_capacity.empty()) several_owners_ = projects_of_several_owners(facts);
    for (const Tier& tier : context.round.tiers)
      tiers_.push_back(select_allocations(context.portfolio, tier.condition));
  }

  [[nodiscard]] const UnitSums& units() const noexcept { return units_; }

  /// The first tier whose condition the allocation meets; else the number of tiers.
  [[nodiscard]] std::size_t tier_of(Index allocation) const {
    const auto tier = std::find_if(tiers_.begin(), tiers_.end(), [&](const std::vector<bool>& selected) {
      return selected[static_cast<std::size_t>(allocation)];
    });
    return static_cast<std::size_t>(tier - tiers_.begin());
  }

  /// Why the allocation may not receive; nothing: it may.
  [[nodiscard]] std::optional<RejectedRequest> rejection_of(Index allocation) const {
    const Round& round = context_.round;
    const auto rejected = [&](Rejection why) {
      return RejectedRequest{
          .allocation = allocation, .rejection = why, .citation = rejection_citation(round, why)};
    };
    if (!context_.figures.in_scope[static_cast<std::size_t>(allocation)])
      return rejected(Rejection::out_of_scope);
    const Index unit = units_.of(allocation);
    if (unit == none) return rejected(Rejection::no_unit);
    if (context_.is_donor(allocation)) {
      RejectedRequest donor = rejected(Rejection::donor);
      const Index gives = context_.donor_units.of(allocation);
      donor.evidence = ratio_evidence(context_, "reallocation.donor", context_.donor_units.id(gives),
                                      context_.donor_units.amounts(gives), required_ratio(round));
      return donor;
    }
    const Amounts& amounts = units_.amounts(unit);
    const bool defined = context_.figures.month && amounts.plan.value > 0 && threshold_;
    if (!defined || !threshold_->met_by(amounts)) {
      RejectedRequest slow = rejected(defined ? Rejection::short_of_criterion : Rejection::undefined_ratio);
      slow.evidence = evidence_of(unit);
      return slow;
    }
    if (const auto why = bar_of_project(allocation)) {
      RejectedRequest of_project = rejected(*why);
      of_project.evidence = bar_evidence(project_of(allocation), *why, of_project.citation);
      return of_project;
    }
    if (const auto entry = barred_.find(allocation); entry != barred_.end()) {
      RejectedRequest barred = rejected(Rejection::barred);
      barred.reason = entry->second->reason;
      barred.evidence = entry->second->evidence;
      barred.citation = resting_on(entry->second->citation, barred.citation);
      return barred;
    }
    if (shares_owners(allocation)) return rejected(Rejection::owners_share_project);
    if (tier_of(allocation) == tiers_.size()) return rejected(Rejection::no_tier);
    return std::nullopt;
  }

  [[nodiscard]] Evidence evidence_of(Index unit) const {
    return ratio_evidence(context_, "reallocation.recipient", units_.id(unit), units_.amounts(unit),
                          criterion_);
  }

 private:
  [[nodiscard]] Index project_of(Index allocation) const {
    return context_.portfolio->allocations[static_cast<std::size_t>(allocation)].project;
  }
  [[nodiscard]] bool has_bar(Bar bar) const {
    return std::ranges::find(context_.round.bars, bar) != context_.round.bars.end();
  }

  [[nodiscard]] std::optional<Rejection> bar_of_project(Index allocation) const {
    const Index index = project_of(allocation);
    if (index == none) return std::nullopt;
    const Project& project = context_.portfolio->projects[static_cast<std::size_t>(index)];
    if (!project.medium_term_plan && has_bar(Bar::outside_medium_term_plan))
      return Rejection::outside_medium_term_plan;
    if (project.settled_on && *project.settled_on <= context_.round.as_of && has_bar(Bar::settled))
      return Rejection::settled;
    if (!cut_earlier_.empty() && cut_earlier_[static_cast<std::size_t>(index)] > 0)
      return Rejection::cut_earlier;
    return std::nullopt;
  }

  /// Without a medium-term plan there is nothing on the left.
  [[nodiscard]] Evidence bar_evidence(Index index, Rejection why, const Citation& citation) const {
    const Project& project = context_.portfolio->projects[static_cast<std::size_t>(index)];
    Evidence evidence{.rule = "reallocation.barred",
                      .subject = project.id,
                      .object = "medium_term_plan",
                      .quantity = Quantity::amount,
                      .comparison = Comparison::more_than,
                      .right = Rational(0),
                      .citation = citation};
    if (why == Rejection::cut_earlier) {
      evidence.object = "cut_earlier";
      evidence.left = Rational::from_int128(cut_earlier_[static_cast<std::size_t>(index)]);
      evidence.holds = true;
    } else if (why == Rejection::settled) {
      evidence.object = "days_since_settled";
      evidence.quantity = Quantity::days;
      evidence.left = Rational(days_between(*project.settled_on, context_.round.as_of));
      evidence.comparison = Comparison::at_least;
      evidence.holds = true;
    }
    return evidence;
  }

  /// A project's room that several capped owners fill would overlap their capacities without lying in one of
  /// them, and so would not fit into the network.
  [[nodiscard]] bool shares_owners(Index allocation) const {
    const Index project = project_of(allocation);
    return project != none && !several_owners_.empty() && several_owners_[static_cast<std::size_t>(project)];
  }

  const RoundContext& context_;
  UnitSums units_;
  AverageValue criterion_;
  std::optional<Threshold> threshold_;
  std::map<Index, const BarredAllocation*> barred_;
  std::vector<Int128> cut_earlier_;  ///< of projects; empty if it bars nobody
  std::vector<bool> several_owners_;
  std::vector<std::vector<bool>> tiers_;
};

/// The rooms that recipients fill, made as they are met.
class Rooms {
 public:
  Rooms(const RoundContext& context, Instance& instance, std::vector<NetworkNode>& nodes)
      : facts_(*context.portfolio), step_(context.round.step), instance_(instance), nodes_(nodes) {
    plans_.resize(facts_.projects.size(), 0);
    plans_of_the_year_.resize(facts_.projects.size(), 0);
    const Basis whole_plan;  // a project's room is what all of its capital leaves, whatever the round counts
    for (std::size_t i = 0; i < facts_.allocations.size(); ++i) {
      const Allocation& allocation = facts_.allocations[i];
      if (allocation.project == none) continue;
      const auto project = static_cast<std::size_t>(allocation.project);
      const Int128 plan = plan_on(facts_, static_cast<Index>(i), whole_plan, context.round.as_of).value;
      plans_[project] += plan;
      if (allocation.carried_from == 0) plans_of_the_year_[project] += plan;
    }
    if (context.round.owner_capacity.empty()) return;
    for (const Metric& metric : facts_.metrics) {
      if (metric.metric == context.round.owner_capacity) capacity_.emplace(metric.unit, metric.value);
    }
  }

  [[nodiscard]] bool has_capacity(Index owner) const { return capacity_.count(owner) != 0; }

  /// Adds the caps that bound the allocation through its project and owner.
  /// @return the innermost room that it fills
  std::size_t enter(const Allocation& allocation, std::vector<CapRoom>& caps) {
    std::size_t within = owner_room(allocation.owner);
    std::optional<CapRoom> investment;
    std::optional<CapRoom> medium_term;
    if (allocation.project != none) {
      const auto index = static_cast<std::size_t>(allocation.project);
      const Project& project = facts_.projects[index];
      if (project.total_investment) {
        investment = cap(Cap::total_investment, Int128{project.total_investment->value} -
                                                    project.funded_before.value - plans_[index]);
        within = room({NodeKind::total_investment, project.id}, steps(*investment), within);
      }
      // Plans carried over take no room under the medium-term plan, but what is added to one must find some.
      if (project.medium_term_plan) {
        medium_term =
            cap(Cap::medium_term_plan, Int128{project.medium_term_plan->value} -
                                           project.medium_term_used.value - plans_of_the_year_[index]);
        within = room({NodeKind::medium_term_plan, project.id}, steps(*medium_term), within);
      }
    }
    if (investment) caps.push_back(*investment);
    if (medium_term) caps.push_back(*medium_term);
    if (const auto capacity = capacity_.find(allocation.owner); capacity != capacity_.end())
      caps.push_back(cap(Cap::owner_capacity, floor_divide(capacity->second.num, capacity->second.den)));
    return within;
  }

  [[nodiscard]] CapRoom cap(Cap cap, Int128 amount) const {
    return {cap, shown(amount), shown(Int128{steps_down(amount, step_)} * step_.value)};
  }

 private:
  [[nodiscard]] std::int64_t steps(const CapRoom& cap) const { return cap.whole_steps.value / step_.value; }

  std::size_t owner_room(Index owner) {
    const auto capacity = capacity_.find(owner);
    if (capacity == capacity_.end()) return Instance::outside;
    const Int128 whole = floor_divide(capacity->second.num, capacity->second.den);
    return room({NodeKind::owner, facts_.units[static_cast<std::size_t>(owner)].id}, steps_down(whole, step_),
                Instance::outside);
  }

  /// The room of that name, made if it isn't there.
  std::size_t room(NetworkNode node, std::int64_t limit, std::size_t within) {
    const auto [entry, added] = places_.emplace(std::pair(node.kind, node.id), instance_.rooms.size());
    if (added) {
      instance_.rooms.push_back({limit, within});
      nodes_.push_back(std::move(node));
    }
    return entry->second;
  }

  const Facts& facts_;
  Dong step_;
  Instance& instance_;
  std::vector<NetworkNode>& nodes_;
  std::vector<Int128> plans_;
  std::vector<Int128> plans_of_the_year_;
  std::map<Index, Ratio> capacity_;  ///< of owners
  std::map<std::pair<NodeKind, std::string>, std::size_t> places_;
};

void set_need(Recipient& recipient) {
  const auto least = std::ranges::min_element(recipient.caps, {}, &CapRoom::whole_steps);
  recipient.need = least->whole_steps;
  recipient.need_bound_by = least->cap;
}

}  // namespace

Demand find_recipients(const RoundContext& context, std::span<const BarredAllocation> barred,
                       ReallocationResult& result, Instance& instance) {
  const Facts& facts = *context.portfolio;
  const Round& round = context.round;
  const Eligibility eligibility(context, barred);
  Demand demand;
  Rooms rooms(context, instance, demand.rooms);
  std::vector<std::size_t> room_of;
  std::set<std::string> owners_without_capacity;
  for (const Request& request : facts.requests) {
    if (request.round != round.id) continue;
    if (auto rejection = eligibility.rejection_of(request.allocation)) {
      result.rejected.push_back(std::move(*rejection));
      continue;
    }
    const auto index = static_cast<std::size_t>(request.allocation);
    const Allocation& allocation = facts.allocations[index];
    const Index unit = eligibility.units().of(request.allocation);
    Recipient recipient{.allocation = request.allocation,
                        .tier = eligibility.tier_of(request.allocation),
                        .pool = context.pools.of_allocation[index],
                        .unit = eligibility.units().id(unit),
                        .amounts = context.figures.amounts[index],
                        .evidence = eligibility.evidence_of(unit)};
    recipient.caps = {rooms.cap(Cap::requested, request.requested.value),
                      rooms.cap(Cap::absorbable, request.absorbable.value)};
    room_of.push_back(rooms.enter(allocation, recipient.caps));
    set_need(recipient);
    if (!round.owner_capacity.empty() && !rooms.has_capacity(allocation.owner) && allocation.owner != none)
      owners_without_capacity.insert(facts.units[static_cast<std::size_t>(allocation.owner)].id);
    result.recipients.push_back(std::move(recipient));
  }
  for (const std::string& owner : owners_without_capacity)
    result.findings.push_back({"no_owner_capacity", owner});

  std::vector<RatioKey> key_of;
  for (const Recipient& recipient : result.recipients) {
    const Index unit = eligibility.units().of(recipient.allocation);
    key_of.push_back(
        {eligibility.units().amounts(unit).ratio(), recipient.amounts.ratio(), recipient.allocation});
  }
  std::vector<RatioKey> keys;
  for (std::size_t i = 0; i < key_of.size(); ++i)
    demand.recipient.push_back(i);
  std::sort(demand.recipient.begin(), demand.recipient.end(), [&](std::size_t a, std::size_t b) {
    return comes_before(key_of[a], key_of[b], ServingOrder::descending);
  });
  for (const std::size_t i : demand.recipient) {
    const Recipient& recipient = result.recipients[i];
    instance.needs.push_back(
        {recipient.pool, room_of[i], recipient.tier, recipient.need.value / round.step.value});
    keys.push_back(key_of[i]);
  }
  set_precedence(instance.needs, keys, round.ties);
  return demand;
}

}  // namespace giaingan::inline v1
