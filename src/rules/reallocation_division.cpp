#include "rules/reallocation_division.hpp"

#include "giaingan/exact/int128.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <ranges>
#include <span>
#include <utility>

#include "rules/reallocation_laminar.hpp"
#include "rules/reallocation_network.hpp"
#include "rules/reallocation_order.hpp"
#include "rules/reallocation_shares.hpp"

namespace giaingan::inline v1 {
namespace {

using Flow = Network<std::int64_t>;

constexpr auto no_node = static_cast<std::size_t>(-1);

std::size_t add_nodes(Flow& flow, std::size_t count) {
  const std::size_t first = flow.nodes();
  for (std::size_t i = 0; i < count; ++i)
    flow.add_node();
  return first;
}

/// Sends what still fits along a way of single arcs.
void send_along(Flow& flow, std::span<const std::size_t> way) {
  std::int64_t amount = std::numeric_limits<std::int64_t>::max();
  for (const std::size_t arc : way)
    amount = std::min(amount, flow.arc(arc).room());
  for (const std::size_t arc : way)
    flow.arc(arc).flow += amount;
}

void divide_among(RoundNetwork& network, WithinTier within, std::vector<Claim> claims) {
  if (within == WithinTier::ratio_desc) {
    std::vector<std::size_t> arcs;
    arcs.reserve(claims.size());
    for (const Claim& claim : claims)
      arcs.push_back(claim.arc);
    take_in_order(network.flow, arcs);
    return;
  }
  if (within == WithinTier::equal) {
    for (Claim& claim : claims)
      claim.weight = 1;
  }
  share_fairly(network, claims);
}

// ---- What donors can pay

/// How a donor's own limit bears on what it releases.
enum class DonorKind {
  free,      ///< its limit is no less than all its releases: they stand for themselves
  one_pool,  ///< its limit bounds what it releases into its only pool
  coupling,  ///< its limit couples pools, and so must be a node
};

/// The supply of every pool, with as few nodes as possible.
struct Supply {
  struct Donor {
    std::size_t number;                                      ///< among the instance's donors
    std::vector<std::pair<std::size_t, std::int64_t>> into;  ///< pool and amount, each pool once
  };
  std::vector<DonorKind> kinds;       ///< one a donor of the instance
  std::vector<std::int64_t> of_pool;  ///< from donors that couple nothing
  std::vector<Donor> donors;          ///< those that couple pools
};

Supply supply_of(const Instance& instance) {
  const std::size_t donors = instance.donor_limits.size();
  Supply supply{
      std::vector<DonorKind>(donors, DonorKind::free), std::vector<std::int64_t>(instance.pools, 0), {}};
  std::vector<std::int64_t> of_donor(donors, 0);  // the sum of its releases
  std::vector<std::size_t> only_pool(donors, no_node);
  std::vector<bool> in_several(donors, false);
  for (const auto& release : instance.releases) {
    of_donor[release.donor] += release.amount;
    if (release.amount == 0) continue;
    auto& pool = only_pool[release.donor];
    if (pool != no_node && pool != release.pool) in_several[release.donor] = true;
    pool = release.pool;
  }
  std::vector<std::size_t> place(donors, no_node);
  for (std::size_t donor = 0; donor < donors; ++donor) {
    if (of_donor[donor] <= instance.donor_limits[donor]) continue;
    if (in_several[donor]) {
      supply.kinds[donor] = DonorKind::coupling;
      place[donor] = supply.donors.size();
      supply.donors.push_back({donor, {}});
    } else {
      supply.kinds[donor] = DonorKind::one_pool;
      supply.of_pool[only_pool[donor]] += instance.donor_limits[donor];
    }
  }
  for (const auto& release : instance.releases) {
    if (supply.kinds[release.donor] == DonorKind::free) supply.of_pool[release.pool] += release.amount;
    if (place[release.donor] != no_node)
      supply.donors[place[release.donor]].into.emplace_back(release.pool, release.amount);
  }
  for (Supply::Donor& donor : supply.donors) {
    std::ranges::sort(donor.into);
    std::size_t kept = 0;
    for (const auto& [pool, amount] : donor.into) {
      if (kept > 0 && donor.into[kept - 1].first == pool) {
        donor.into[kept - 1].second += amount;
      } else {
        donor.into[kept++] = {pool, amount};
      }
    }
    donor.into.resize(kept);
  }
  return supply;
}

// ---- Rooms

/// For each room the innermost one at or above it that can bind at all; `outside` if there is none.
std::vector<std::size_t> binding_rooms(const Instance& instance) {
  const std::size_t count = instance.rooms.size();
  std::vector<Int128> inflow(count, 0);
  for (const auto& need : instance.needs) {
    if (need.room != Instance::outside) inflow[need.room] += need.amount;
  }
  const std::vector<std::size_t> order = outwards(instance.rooms);
  for (const std::size_t place : order) {
    const auto& room = instance.rooms[place];
    if (room.within != Instance::outside) inflow[room.within] += std::min<Int128>(inflow[place], room.limit);
  }
  std::vector<std::size_t> binding(count, Instance::outside);
  for (const std::size_t room : std::views::reverse(order)) {
    const std::size_t within = instance.rooms[room].within;
    if (inflow[room] > instance.rooms[room].limit) {
      binding[room] = room;
    } else if (within != Instance::outside) {
      binding[room] = binding[within];
    }
  }
  return binding;
}

// ---- Needs

/// Divides tier by tier. Each has a network of its own, in which what earlier tiers have been given is no
/// more than a flow that can't be changed; only who pays for it can.
class NeedsDivider {
 public:
  explicit NeedsDivider(const Instance& instance)
      : instance_(instance),
        supply_(supply_of(instance)),
        binding_(binding_rooms(instance)),
        of_tier_(instance.tiers.size()),
        left_in_room_(instance.rooms.size()),
        earlier_(instance.pools, 0),
        paid_(instance.pools + supply_.donors.size(), 0) {
    for (std::size_t i = 0; i < instance.needs.size(); ++i) {
      if (instance.needs[i].amount > 0) of_tier_[instance.needs[i].tier].push_back(i);
    }
    for (std::size_t room = 0; room < instance.rooms.size(); ++room)
      left_in_room_[room] = instance.rooms[room].limit;
    for (const Supply::Donor& donor : supply_.donors)
      paid_into_.emplace_back(donor.into.size(), 0);
  }

  void divide(Division& division) {
    division.additions.assign(instance_.needs.size(), 0);
    std::int64_t earlier = 0;
    for (std::size_t tier = 0; tier < instance_.tiers.size(); ++tier) {
      Tier work = network_of(tier);
      serve_first(work);
      work.network.flow.route(RoundNetwork::source, RoundNetwork::sink,
                              std::numeric_limits<std::int64_t>::max());
      std::int64_t total = 0;
      for (const Claim& claim : work.claims)
        total += work.network.flow.arc(claim.arc).flow;
      division.proofs.push_back(proof_of(work, tier, division.additions));
      division.proofs.back().earlier = earlier;
      division.proofs.back().total = total;
      earlier += total;
      divide_among(work.network, instance_.tiers[tier], work.claims);
      keep(work, tier, division.additions);
    }
  }

 private:
  /// A tier's network with the place of everything in it.
  struct Tier {
    RoundNetwork network;
    std::vector<Claim> claims;                   ///< one a need of the tier
    std::vector<std::size_t> pools;              ///< arcs from the source
    std::vector<std::size_t> donors;             ///< arcs from the source
    std::vector<std::vector<std::size_t>> into;  ///< of each donor, arcs into pools
    std::vector<std::size_t> node_of_room;       ///< `no_node`: not in the network
  };

  static constexpr std::size_t first_pool = 2;
  [[nodiscard]] std::size_t first_donor() const { return first_pool + instance_.pools; }

  Tier network_of(std::size_t tier) {
    Tier work;
    Flow& flow = work.network.flow;
    add_nodes(flow, 2 + instance_.pools + supply_.donors.size());
    for (std::size_t pool = 0; pool < instance_.pools; ++pool) {
      work.pools.push_back(
          flow.add_arc(RoundNetwork::source, first_pool + pool, 0, supply_.of_pool[pool], paid_[pool]));
      if (earlier_[pool] > 0) {
        flow.add_arc(first_pool + pool, RoundNetwork::sink, earlier_[pool], earlier_[pool], earlier_[pool]);
      }
    }
    for (std::size_t i = 0; i < supply_.donors.size(); ++i) {
      const Supply::Donor& donor = supply_.donors[i];
      work.donors.push_back(flow.add_arc(RoundNetwork::source, first_donor() + i, 0,
                                         instance_.donor_limits[donor.number], paid_[instance_.pools + i]));
      auto& into = work.into.emplace_back();
      for (std::size_t j = 0; j < donor.into.size(); ++j) {
        into.push_back(flow.add_arc(first_donor() + i, first_pool + donor.into[j].first, 0,
                                    donor.into[j].second, paid_into_[i][j]));
      }
    }
    work.node_of_room.assign(instance_.rooms.size(), no_node);
    for (const std::size_t number : of_tier_[tier]) {
      const auto& need = instance_.needs[number];
      const std::size_t room = node_of(work, need.room);
      work.claims.push_back(
          {flow.add_arc(first_pool + need.pool, room, 0, need.amount, 0), need.amount, need.precedence});
    }
    work.network.limit_of_node.resize(flow.nodes(), no_node);
    return work;
  }

  /// The node of the innermost room at or above this one that can bind, made with those above it when it is
  /// first asked for; the sink if there is none.
  std::size_t node_of(Tier& work, std::size_t room) {
    if (room == Instance::outside || binding_[room] == Instance::outside) return RoundNetwork::sink;
    room = binding_[room];
    if (work.node_of_room[room] != no_node) return work.node_of_room[room];
    const std::size_t outer = node_of(work, instance_.rooms[room].within);
    const std::size_t node = work.network.flow.add_node();
    work.node_of_room[room] = node;
    work.network.limit_of_node.resize(node + 1, no_node);
    work.network.limit_of_node[node] = work.network.flow.add_arc(node, outer, 0, left_in_room_[room], 0);
    return node;
  }

  /// Serves the needs in their order from whatever supply is still at hand, without moving anything: not the
  /// largest total yet, but near to what will stand in the end.
  void serve_first(Tier& work) {
    Flow& flow = work.network.flow;
    std::vector<std::vector<std::array<std::size_t, 2>>> payers(instance_.pools);  // arcs, from the pool on
    for (std::size_t i = 0; i < supply_.donors.size(); ++i) {
      for (std::size_t j = 0; j < work.into[i].size(); ++j)
        payers[supply_.donors[i].into[j].first].push_back({work.into[i][j], work.donors[i]});
    }
    std::vector<std::size_t> next(instance_.pools, 0);
    std::vector<std::size_t> way;
    for (const Claim& claim : work.claims) {
      way.assign(1, claim.arc);
      for (std::size_t arc = work.network.limit_of_node[flow.arc(claim.arc).to]; arc != no_node;
           arc = work.network.limit_of_node[flow.arc(arc).to])
        way.push_back(arc);
      const std::size_t pool = flow.arc(claim.arc).from - first_pool;
      const std::size_t length = way.size();
      way.push_back(work.pools[pool]);
      send_along(flow, way);
      for (std::size_t& payer = next[pool]; payer < payers[pool].size(); ++payer) {
        way.resize(length);
        way.insert(way.end(), payers[pool][payer].begin(), payers[pool][payer].end());
        send_along(flow, way);
        if (flow.arc(way[length]).room() > 0 && flow.arc(way[length + 1]).room() > 0) break;
      }
    }
  }

  /// The cut that stops the flow of a tier. @pre the flow is a largest one
  [[nodiscard]] TierProof proof_of(const Tier& work, std::size_t tier,
                                   const std::vector<std::int64_t>& additions) const {
    const std::vector<bool> reached = work.network.flow.reachable({RoundNetwork::source});
    TierProof proof{.donors = std::vector<bool>(instance_.donor_limits.size(), true),
                    .pools = std::vector<bool>(instance_.pools),
                    .rooms = std::vector<bool>(instance_.rooms.size())};
    for (std::size_t pool = 0; pool < instance_.pools; ++pool)
      proof.pools[pool] = reached[first_pool + pool];
    for (std::size_t i = 0; i < supply_.donors.size(); ++i)
      proof.donors[supply_.donors[i].number] = reached[first_donor() + i];
    for (const auto& release : instance_.releases) {
      if (release.amount > 0 && supply_.kinds[release.donor] == DonorKind::one_pool)
        proof.donors[release.donor] = proof.pools[release.pool];
    }
    for (std::size_t room = 0; room < instance_.rooms.size(); ++room) {
      // A room within one on the source's side stands there too: what earlier tiers were given through it
      // could flow back, and a room that isn't in the network isn't crossed.
      for (std::size_t outer = room; outer != Instance::outside && !proof.rooms[room];
           outer = instance_.rooms[outer].within)
        proof.rooms[room] = work.node_of_room[outer] != no_node && reached[work.node_of_room[outer]];
    }
    proof.capacity = static_cast<std::int64_t>(capacity_of(proof, tier, additions));
    return proof;
  }

  /// What can leave the cut's source side.
  [[nodiscard]] Int128 capacity_of(const TierProof& proof, std::size_t tier,
                                   const std::vector<std::int64_t>& additions) const {
    Int128 capacity = 0;
    for (std::size_t donor = 0; donor < proof.donors.size(); ++donor)
      capacity += proof.donors[donor] ? 0 : instance_.donor_limits[donor];
    for (const auto& release : instance_.releases) {
      if (proof.donors[release.donor] && !proof.pools[release.pool]) capacity += release.amount;
    }
    for (std::size_t room = 0; room < proof.rooms.size(); ++room) {
      const std::size_t within = instance_.rooms[room].within;
      if (proof.rooms[room] && (within == Instance::outside || !proof.rooms[within]))
        capacity += instance_.rooms[room].limit;
    }
    for (std::size_t number = 0; number < instance_.needs.size(); ++number) {
      const auto& need = instance_.needs[number];
      if (need.tier > tier) continue;
      const bool from = proof.pools[need.pool];
      const bool to = need.room != Instance::outside && proof.rooms[need.room];
      if (from && !to) capacity += need.tier == tier ? need.amount : additions[number];
      if (!from && to) capacity -= need.tier == tier ? 0 : additions[number];
    }
    return capacity;
  }

  /// Keeps what the tier was given, and who pays so far.
  void keep(const Tier& work, std::size_t tier, std::vector<std::int64_t>& additions) {
    const Flow& flow = work.network.flow;
    for (std::size_t i = 0; i < work.claims.size(); ++i) {
      const std::size_t number = of_tier_[tier][i];
      const auto& need = instance_.needs[number];
      additions[number] = flow.arc(work.claims[i].arc).flow;
      earlier_[need.pool] += additions[number];
      for (std::size_t room = need.room; room != Instance::outside; room = instance_.rooms[room].within)
        left_in_room_[room] -= additions[number];
    }
    for (std::size_t pool = 0; pool < instance_.pools; ++pool)
      paid_[pool] = flow.arc(work.pools[pool]).flow;
    for (std::size_t i = 0; i < supply_.donors.size(); ++i) {
      paid_[instance_.pools + i] = flow.arc(work.donors[i]).flow;
      for (std::size_t j = 0; j < work.into[i].size(); ++j)
        paid_into_[i][j] = flow.arc(work.into[i][j]).flow;
    }
  }

  const Instance& instance_;
  Supply supply_;
  std::vector<std::size_t> binding_;
  std::vector<std::vector<std::size_t>> of_tier_;  // needs
  std::vector<std::int64_t> left_in_room_;
  std::vector<std::int64_t> earlier_;  // additions of earlier tiers, one a pool
  // What flows through the supply side: from the source into pools and coupling donors, from these into
  // pools.
  std::vector<std::int64_t> paid_;
  std::vector<std::vector<std::int64_t>> paid_into_;
};

// ---- Cuts

/// Divides the cuts on the supply side turned round: every pool is a source of what was added from it, or if
/// the rest is returned of at least that and then as much as can be, and a donor is a room.
void divide_cuts(const Instance& instance, Division& division) {
  std::vector<std::int64_t> added(instance.pools, 0);
  for (std::size_t i = 0; i < instance.needs.size(); ++i)
    added[instance.needs[i].pool] += division.additions[i];
  std::vector<std::int64_t> of_donor(instance.donor_limits.size(), 0);
  std::vector<std::int64_t> of_pool(instance.pools, 0);
  for (const auto& release : instance.releases) {
    of_donor[release.donor] += release.amount;
    of_pool[release.pool] += release.amount;
  }
  RoundNetwork network;
  Flow& flow = network.flow;
  const std::size_t first_pool = add_nodes(flow, 2) + 2;
  add_nodes(flow, instance.pools);
  std::vector<std::size_t> pools;
  for (std::size_t pool = 0; pool < instance.pools; ++pool)
    pools.push_back(flow.add_arc(RoundNetwork::source, first_pool + pool, 0, added[pool], 0));
  std::vector<std::size_t> node_of_donor(instance.donor_limits.size(), RoundNetwork::sink);
  network.limit_of_node.resize(flow.nodes(), no_node);
  for (std::size_t donor = 0; donor < node_of_donor.size(); ++donor) {
    if (of_donor[donor] <= instance.donor_limits[donor]) continue;
    node_of_donor[donor] = flow.add_node();
    network.limit_of_node.push_back(
        flow.add_arc(node_of_donor[donor], RoundNetwork::sink, 0, instance.donor_limits[donor], 0));
  }
  std::vector<Claim> claims;
  std::vector<std::size_t> claimed;  // their releases
  for (std::size_t i = 0; i < instance.releases.size(); ++i) {
    const auto& release = instance.releases[i];
    if (release.amount == 0) continue;
    const std::size_t donor = node_of_donor[release.donor];
    claims.push_back({flow.add_arc(first_pool + release.pool, donor, 0, release.amount, 0), release.amount,
                      release.precedence});
    claimed.push_back(i);
    const std::array way{claims.back().arc, pools[release.pool],
                         donor == RoundNetwork::sink ? claims.back().arc : network.limit_of_node[donor]};
    const std::size_t length = donor == RoundNetwork::sink ? 2 : 3;
    send_along(flow, std::span(way).first(length));
  }
  flow.route(RoundNetwork::source, RoundNetwork::sink, std::numeric_limits<std::int64_t>::max());
  for (std::size_t pool = 0; pool < instance.pools; ++pool) {
    flow.arc(pools[pool]).lower = added[pool];
    if (instance.unmatched == Unmatched::return_to_above)
      flow.arc(pools[pool]).upper = std::max(of_pool[pool], added[pool]);
  }
  flow.route(RoundNetwork::source, RoundNetwork::sink, std::numeric_limits<std::int64_t>::max());
  divide_among(
      network,
      instance.cut_order == CutOrder::proportional ? WithinTier::proportional : WithinTier::ratio_desc,
      claims);
  division.cuts.assign(instance.releases.size(), 0);
  for (std::size_t i = 0; i < claims.size(); ++i)
    division.cuts[claimed[i]] = flow.arc(claims[i].arc).flow;
}

}  // namespace

Division divide(const Instance& instance) {
  Division division;
  NeedsDivider(instance).divide(division);
  divide_cuts(instance, division);
  return division;
}

}  // namespace giaingan::inline v1
