#include "rules/reallocation_division.hpp"

#include "giaingan/exact/int128.hpp"

#include <numeric>

#include "rules/reallocation_network.hpp"
#include "rules/reallocation_shares.hpp"

namespace giaingan::inline v1 {
namespace {

using Flow = Network<std::int64_t>;

constexpr std::size_t source = 0;
constexpr std::size_t sink = 1;

/// The network of the header, or its supply side alone, with the place of everything in it.
struct RoundNetwork {
  Flow flow;
  std::size_t first_donor = 0;
  std::size_t first_pool = 0;
  std::size_t first_room = 0;
  std::vector<std::size_t> releases;  ///< their arcs
  std::vector<std::size_t> needs;     ///< their arcs
};

std::size_t add_nodes(Flow& flow, std::size_t count) {
  const std::size_t first = flow.nodes();
  for (std::size_t i = 0; i < count; ++i)
    flow.add_node();
  return first;
}

RoundNetwork supply_side(const Instance& instance) {
  RoundNetwork network;
  Flow& flow = network.flow;
  add_nodes(flow, 2);
  network.first_donor = add_nodes(flow, instance.donor_limits.size());
  network.first_pool = add_nodes(flow, instance.pools);
  for (std::size_t donor = 0; donor < instance.donor_limits.size(); ++donor)
    flow.add_arc(source, network.first_donor + donor, 0, instance.donor_limits[donor], 0);
  for (const auto& release : instance.releases) {
    network.releases.push_back(flow.add_arc(network.first_donor + release.donor,
                                            network.first_pool + release.pool, 0, release.amount, 0));
  }
  return network;
}

/// Supply and demand; no need may take anything yet.
RoundNetwork whole_network(const Instance& instance) {
  RoundNetwork network = supply_side(instance);
  Flow& flow = network.flow;
  network.first_room = add_nodes(flow, instance.rooms.size());
  const auto node_of = [&](std::size_t room) {
    return room == Instance::outside ? sink : network.first_room + room;
  };
  for (std::size_t room = 0; room < instance.rooms.size(); ++room)
    flow.add_arc(node_of(room), node_of(instance.rooms[room].within), 0, instance.rooms[room].limit, 0);
  for (const auto& need : instance.needs)
    network.needs.push_back(flow.add_arc(network.first_pool + need.pool, node_of(need.room), 0, 0, 0));
  return network;
}

/// The most that could flow at all.
std::int64_t supply_of(const Instance& instance) {
  return std::accumulate(
      instance.releases.begin(), instance.releases.end(), std::int64_t{0},
      [](std::int64_t sum, const Instance::Release& release) { return sum + release.amount; });
}

/// The cut that stops the flow from source to sink. @pre the flow is a largest one
TierProof proof_of(const Instance& instance, const RoundNetwork& network, std::int64_t earlier,
                   std::int64_t total) {
  const std::vector<bool> reached = network.flow.reachable({source});
  const auto part = [&](std::size_t first, std::size_t count) {
    const auto begin = reached.begin() + static_cast<std::ptrdiff_t>(first);
    return std::vector<bool>(begin, begin + static_cast<std::ptrdiff_t>(count));
  };
  Int128 capacity = 0;
  for (const auto& arc : network.flow.arcs()) {
    if (reached[arc.from] && !reached[arc.to]) capacity += arc.upper;
    if (!reached[arc.from] && reached[arc.to]) capacity -= arc.lower;
  }
  return {.earlier = earlier,
          .total = total,
          .capacity = static_cast<std::int64_t>(capacity),
          .donors = part(network.first_donor, instance.donor_limits.size()),
          .pools = part(network.first_pool, instance.pools),
          .rooms = part(network.first_room, instance.rooms.size())};
}

void divide_among(Flow& flow, WithinTier within, std::vector<Claim> claims) {
  if (within == WithinTier::ratio_desc) {
    take_in_order(flow, claims);
  } else {
    if (within == WithinTier::equal) {
      for (Claim& claim : claims)
        claim.weight = 1;
    }
    share_fairly(flow, claims);
  }
}

void divide_needs(const Instance& instance, Division& division) {
  RoundNetwork network = whole_network(instance);
  const std::int64_t supply = supply_of(instance);
  std::int64_t earlier = 0;
  for (std::size_t tier = 0; tier < instance.tiers.size(); ++tier) {
    std::vector<Claim> claims;
    for (std::size_t i = 0; i < instance.needs.size(); ++i) {
      const auto& need = instance.needs[i];
      if (need.tier != tier || need.amount == 0) continue;
      network.flow.arc(network.needs[i]).upper = need.amount;
      claims.push_back({network.needs[i], need.amount, need.precedence});
    }
    const std::int64_t total = network.flow.route(source, sink, supply);
    division.proofs.push_back(proof_of(instance, network, earlier, total));
    earlier += total;
    divide_among(network.flow, instance.tiers[tier], std::move(claims));
  }
  for (const std::size_t arc : network.needs)
    division.additions.push_back(network.flow.arc(arc).flow);
}

/// The supply side with a way out of every pool that carries what was added from it or, if the rest is
/// returned, at least that and then as much as there is.
RoundNetwork cut_network(const Instance& instance, const std::vector<std::int64_t>& additions) {
  std::vector<std::int64_t> added(instance.pools, 0);
  for (std::size_t i = 0; i < instance.needs.size(); ++i)
    added[instance.needs[i].pool] += additions[i];
  RoundNetwork network = supply_side(instance);
  Flow& flow = network.flow;
  std::vector<std::size_t> ways_out;
  for (std::size_t pool = 0; pool < instance.pools; ++pool)
    ways_out.push_back(flow.add_arc(network.first_pool + pool, sink, 0, added[pool], 0));
  const std::int64_t supply = supply_of(instance);
  flow.route(source, sink, supply);
  for (std::size_t pool = 0; pool < instance.pools; ++pool) {
    flow.arc(ways_out[pool]).lower = added[pool];
    if (instance.unmatched == Unmatched::return_to_above) flow.arc(ways_out[pool]).upper = supply;
  }
  flow.route(source, sink, supply);
  return network;
}

void divide_cuts(const Instance& instance, Division& division) {
  RoundNetwork network = cut_network(instance, division.additions);
  std::vector<Claim> claims;
  for (std::size_t i = 0; i < instance.releases.size(); ++i) {
    const auto& release = instance.releases[i];
    if (release.amount > 0) claims.push_back({network.releases[i], release.amount, release.precedence});
  }
  divide_among(
      network.flow,
      instance.cut_order == CutOrder::proportional ? WithinTier::proportional : WithinTier::ratio_desc,
      std::move(claims));
  for (const std::size_t arc : network.releases)
    division.cuts.push_back(network.flow.arc(arc).flow);
}

}  // namespace

Division divide(const Instance& instance) {
  Division division;
  divide_needs(instance, division);
  divide_cuts(instance, division);
  return division;
}

}  // namespace giaingan::inline v1
