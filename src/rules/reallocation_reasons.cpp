// Why each row of a round is as large as it is, and not one step larger.
#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

#include "rules/reallocation_parties.hpp"

namespace giaingan::inline v1 {
namespace {

/// Who holds something that is used up: how many additions of each tier.
class Holders {
 public:
  void add(std::size_t tier) { ++additions_[tier]; }

  /// The last tier up to `tier` that others than one addition of that tier hold a part for.
  [[nodiscard]] std::optional<std::size_t> before(std::size_t tier, bool holds_itself) const {
    auto next = additions_.upper_bound(tier);
    while (next != additions_.begin()) {
      --next;
      const std::size_t own = next->first == tier && holds_itself ? 1 : 0;
      if (next->second > own) return next->first;
    }
    return std::nullopt;
  }

 private:
  std::map<std::size_t, std::size_t> additions_;
};

/// Pools whose supply is one, because donors that have lost all they must give to several of them.
class LinkedPools {
 public:
  LinkedPools(const Instance& instance, const Division& division) : parent_(instance.pools) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    std::vector<std::int64_t> left = instance.donor_limits;
    for (std::size_t i = 0; i < instance.releases.size(); ++i)
      left[instance.releases[i].donor] -= division.cuts[i];
    std::vector<std::size_t> first(instance.donor_limits.size(), Instance::outside);
    for (const Instance::Release& release : instance.releases) {
      if (left[release.donor] > 0 || release.amount == 0) continue;
      if (first[release.donor] == Instance::outside) first[release.donor] = release.pool;
      parent_[root(release.pool)] = root(first[release.donor]);
    }
  }

  [[nodiscard]] std::size_t root(std::size_t pool) {
    while (parent_[pool] != pool)
      pool = parent_[pool] = parent_[parent_[pool]];
    return pool;
  }

 private:
  std::vector<std::size_t> parent_;
};

Cap cap_of(NodeKind kind) {
  return kind == NodeKind::medium_term_plan   ? Cap::medium_term_plan
         : kind == NodeKind::total_investment ? Cap::total_investment
                                              : Cap::owner_capacity;
}

NodeKind room_of(Cap cap) {
  return cap == Cap::medium_term_plan   ? NodeKind::medium_term_plan
         : cap == Cap::total_investment ? NodeKind::total_investment
         : cap == Cap::owner_capacity   ? NodeKind::owner
                                        : NodeKind::sink;
}

void name_what_stopped(const Instance& instance, const Division& division, const Demand& demand,
                       ReallocationResult& result) {
  std::vector<std::int64_t> left;
  left.reserve(instance.rooms.size());
  for (const Instance::Room& room : instance.rooms)
    left.push_back(room.limit);
  std::vector<Holders> of_room(instance.rooms.size());
  std::vector<Holders> of_pool(instance.pools);
  std::vector<Holders> of_linked(instance.pools);
  LinkedPools linked(instance, division);
  for (std::size_t i = 0; i < instance.needs.size(); ++i) {
    if (division.additions[i] == 0) continue;
    const Instance::Need& need = instance.needs[i];
    of_pool[need.pool].add(need.tier);
    of_linked[linked.root(need.pool)].add(need.tier);
    for (std::size_t room = need.room; room != Instance::outside; room = instance.rooms[room].within) {
      left[room] -= division.additions[i];
      of_room[room].add(need.tier);
    }
  }
  for (std::size_t i = 0; i < instance.needs.size(); ++i) {
    const Instance::Need& need = instance.needs[i];
    const bool holds_itself = division.additions[i] > 0;
    Recipient& recipient = result.recipients[demand.recipient[i]];
    if (division.additions[i] == need.amount) {
      recipient.stopped_by = recipient.need_bound_by;
      const auto room =
          std::ranges::find(recipient.rooms, room_of(recipient.need_bound_by), &NetworkNode::kind);
      if (room != recipient.rooms.end()) recipient.stopped_at = room->id;
      continue;
    }
    recipient.stopped_by = Cap::supply;
    recipient.stopped_at = result.pools[need.pool].pool;
    recipient.taken_by = of_pool[need.pool].before(need.tier, holds_itself);
    if (!recipient.taken_by)
      recipient.taken_by = of_linked[linked.root(need.pool)].before(need.tier, holds_itself);
    for (std::size_t room = need.room; room != Instance::outside; room = instance.rooms[room].within) {
      const auto holder = of_room[room].before(need.tier, holds_itself);
      if (left[room] > 0 || !holder) continue;
      recipient.stopped_by = cap_of(demand.rooms[room].kind);
      recipient.stopped_at = demand.rooms[room].id;
      recipient.taken_by = holder;
      break;
    }
  }
}

CutBound bound_of(const DonorAllocation& donor, const DonorUnit& unit, bool others_gave) {
  if (donor.exempt) return CutBound::exempt;
  if (donor.lacks_forecast) return CutBound::no_forecast;
  if (donor.cut == donor.release) return donor.limit < donor.wanted ? CutBound::floor : CutBound::wanted;
  if (unit.cut == unit.limit) return CutBound::donor_limit;
  return others_gave ? CutBound::cut_order : CutBound::pool_needs_no_more;
}

}  // namespace

void name_reasons(const Instance& instance, const Division& division,
                  const std::vector<std::size_t>& release_of, const Demand& demand,
                  ReallocationResult& result) {
  std::vector<std::size_t> giving(instance.pools, 0);  // cuts in every pool
  for (std::size_t i = 0; i < instance.releases.size(); ++i) {
    if (division.cuts[i] > 0) ++giving[instance.releases[i].pool];
  }
  for (const std::size_t release : release_of) {
    DonorAllocation& donor = result.donor_allocations[release];
    const std::size_t others = giving[donor.pool] - (donor.cut.value > 0 ? 1 : 0);
    donor.bound_by = bound_of(donor, result.donors[donor.donor], others > 0);
  }
  name_what_stopped(instance, division, demand, result);
}

RoundOutcome outcome_of(const Instance& instance, const ReallocationResult& result) {
  if (!result.additions.empty()) return RoundOutcome::moved;
  if (!result.cuts.empty()) return RoundOutcome::returned;
  const bool gives = std::ranges::any_of(instance.releases, [&](const Instance::Release& release) {
    return release.amount > 0 && instance.donor_limits[release.donor] > 0;
  });
  if (!gives) return RoundOutcome::nothing_to_give;
  const bool needs =
      std::ranges::any_of(instance.needs, [](const Instance::Need& need) { return need.amount > 0; });
  return needs ? RoundOutcome::nothing_can_meet : RoundOutcome::nothing_wanted;
}

}  // namespace giaingan::inline v1
