#include "oracle/division.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "oracle/circulation.hpp"

namespace oracle {
namespace {

using Arc = Circulation::Arc;

// One claimant of a fair division: its arc, the most that it can carry, and what its share is measured in.
struct Claim {
  Arc arc;
  Rational most;
  Rational weight;
  int precedence;
};

Integer whole(const Rational& value) {
  if (denominator(value) != 1) throw std::logic_error("an amount that is no whole number of steps");
  return numerator(value);
}

// Lexicographically largest in the order given.
void first_come(Circulation& network, const std::vector<Claim>& claims) {
  for (const Claim& claim : claims)
    network.fix(claim.arc, network.largest(claim.arc));
}

// Among the real-valued flows of the network, the one whose shares flow ÷ weight, sorted ascending, are
// lexicographically largest. The common level of all claims not yet settled is raised until a cut blocks it;
// the claims that cannot go above it any more are settled there; and so on with the rest.
void share_out(Circulation& network, const std::vector<Claim>& claims) {
  std::vector<Claim> open;
  for (const Claim& claim : claims) {
    if (claim.most > 0) {
      open.push_back(claim);
    } else {
      network.fix(claim.arc, 0);
    }
  }
  while (!open.empty()) {
    // No level above this one is possible. While there is no flow at it, the violated cut gives a lower such
    // level, at which that cut just holds.
    Rational level = open.front().most / open.front().weight;
    for (const Claim& claim : open)
      level = std::min<Rational>(level, claim.most / claim.weight);
    const auto set_level = [&] {
      for (const Claim& claim : open)
        network.bound(claim.arc, level * claim.weight, claim.most);
    };
    set_level();
    while (const auto set = network.violated_cut()) {
      Rational slope = 0;
      for (const Claim& claim : open) {
        if (network.enters(claim.arc, *set)) slope += claim.weight;
      }
      if (slope == 0) throw std::logic_error("no division has the tier's total");
      level -= network.excess(*set).value() / slope;
      set_level();
    }
    std::vector<Claim> rest;
    std::vector<Claim> settled;
    for (const Claim& claim : open) {
      (network.largest(claim.arc) == level * claim.weight ? settled : rest).push_back(claim);
    }
    if (settled.empty()) throw std::logic_error("a level that blocks nobody");
    for (const Claim& claim : settled)
      network.fix(claim.arc, level * claim.weight);
    open = rest;
  }
}

// Each amount down to a whole step, then by remainder descending, precedence and place in the list one step
// more wherever the total can still be completed; nobody gets more than one step more.
void round_out(Circulation& network, const std::vector<Claim>& claims, const std::vector<Rational>& amounts) {
  std::vector<std::size_t> order(claims.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto remainder = [&](std::size_t i) { return Rational(amounts[i] - floor(amounts[i])); };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (remainder(a) != remainder(b)) return remainder(a) > remainder(b);
    return claims[a].precedence < claims[b].precedence;
  });
  const auto above = [&](std::size_t i) {
    return std::min<Rational>(claims[i].most, Rational(floor(amounts[i]) + 1));
  };
  for (const std::size_t i : order)
    network.bound(claims[i].arc, Rational(floor(amounts[i])), above(i));
  for (const std::size_t i : order) {
    network.fix(claims[i].arc, above(i));
    if (!network.feasible()) network.fix(claims[i].arc, Rational(floor(amounts[i])));
  }
}

std::vector<Rational> flows(Circulation& network, const std::vector<Claim>& claims) {
  if (!network.feasible()) throw std::logic_error("a division that does not flow");
  std::vector<Rational> result;
  for (const Claim& claim : claims)
    result.push_back(network.flow(claim.arc));
  return result;
}

void share_out_and_round(Circulation& network, const std::vector<Claim>& claims) {
  share_out(network, claims);
  round_out(network, claims, flows(network, claims));
}

// The network of the header, with a way back from sink to source.
struct Network {
  Circulation flow;
  std::vector<Arc> releases;
  std::vector<Arc> needs;
  Arc back;
};

// Source, donors and pools; the sink is node 1, pool p is node 2 + p.
Network supply_side(const Instance& instance) {
  Network network{};
  Circulation& flow = network.flow;
  const auto source = flow.add_node();
  const auto sink = flow.add_node();
  for (std::size_t pool = 0; pool < instance.pools.size(); ++pool)
    flow.add_node();
  std::vector<Circulation::Node> donors;
  for (const auto& donor : instance.donors) {
    donors.push_back(flow.add_node());
    flow.add_arc(source, donors.back(), 0, Rational(donor.limit));
  }
  for (const auto& release : instance.releases) {
    network.releases.push_back(
        flow.add_arc(donors[release.donor], 2 + release.pool, 0, Rational(release.amount)));
  }
  network.back = flow.add_arc(sink, source, 0, std::nullopt);
  return network;
}

// Supply and demand, with nothing for any tier yet.
Network whole_network(const Instance& instance) {
  Network network = supply_side(instance);
  Circulation& flow = network.flow;
  const Circulation::Node sink = 1;
  std::vector<Circulation::Node> rooms;
  for (std::size_t room = 0; room < instance.rooms.size(); ++room)
    rooms.push_back(flow.add_node());
  for (std::size_t room = 0; room < instance.rooms.size(); ++room) {
    std::optional<Rational> limit;
    if (instance.rooms[room].limit) limit = Rational(*instance.rooms[room].limit);
    const auto within = instance.rooms[room].within;
    flow.add_arc(rooms[room], within ? rooms[*within] : sink, 0, limit);
  }
  for (const auto& need : instance.needs) {
    network.needs.push_back(
        flow.add_arc(2 + need.pool, need.room ? rooms[*need.room] : sink, 0, Rational(0)));
  }
  return network;
}

// The largest total with what is fixed already; from now on the flow has it.
void settle_total(Network& network) {
  network.flow.bound(network.back, 0, std::nullopt);
  network.flow.fix(network.back, network.flow.largest(network.back));
}

std::vector<Claim> claims_of_tier(const Instance& instance, const Network& network, std::size_t tier) {
  std::vector<Claim> claims;
  for (std::size_t i = 0; i < instance.needs.size(); ++i) {
    const auto& need = instance.needs[i];
    if (need.tier != tier) continue;
    const Rational weight = instance.tiers[tier] == Within::equal ? Rational(1) : Rational(need.amount);
    claims.push_back({network.needs[i], Rational(need.amount), weight, need.precedence});
  }
  return claims;
}

// Opens the tier's needs and settles its total.
std::vector<Claim> open_tier(const Instance& instance, Network& network, std::size_t tier) {
  std::vector<Claim> claims = claims_of_tier(instance, network, tier);
  for (const Claim& claim : claims)
    network.flow.bound(claim.arc, 0, claim.most);
  settle_total(network);
  return claims;
}

std::vector<Integer> divide_needs(const Instance& instance) {
  Network network = whole_network(instance);
  for (std::size_t tier = 0; tier < instance.tiers.size(); ++tier) {
    const std::vector<Claim> claims = open_tier(instance, network, tier);
    if (instance.tiers[tier] == Within::ratio_desc) {
      first_come(network.flow, claims);
    } else {
      share_out_and_round(network.flow, claims);
    }
  }
  if (!network.flow.feasible()) throw std::logic_error("additions that do not flow");
  std::vector<Integer> additions;
  for (const Arc need : network.needs)
    additions.push_back(whole(network.flow.flow(need)));
  return additions;
}

// The supply side alone, with every pool emptied of what is added from it (or, if the rest is given back, of
// at least that) and the total settled.
Network cut_network(const Instance& instance, const std::vector<Integer>& additions) {
  Network network = supply_side(instance);
  const Circulation::Node sink = 1;
  for (std::size_t pool = 0; pool < instance.pools.size(); ++pool) {
    Rational added = 0;
    for (std::size_t i = 0; i < instance.needs.size(); ++i) {
      if (instance.needs[i].pool == pool) added += additions[i];
    }
    std::optional<Rational> most;
    if (instance.unmatched == Unmatched::stay) most = added;
    network.flow.add_arc(2 + pool, sink, added, most);
  }
  settle_total(network);
  return network;
}

std::vector<Claim> claims_of_releases(const Instance& instance, const Network& network) {
  std::vector<Claim> claims;
  for (std::size_t i = 0; i < instance.releases.size(); ++i) {
    const auto& release = instance.releases[i];
    const Rational amount(release.amount);
    claims.push_back({network.releases[i], amount, amount, release.precedence});
  }
  return claims;
}

std::vector<Integer> divide_cuts(const Instance& instance, const std::vector<Integer>& additions) {
  Network network = cut_network(instance, additions);
  const std::vector<Claim> claims = claims_of_releases(instance, network);
  if (instance.cut_order == CutOrder::worst_ratio_first) {
    first_come(network.flow, claims);
  } else {
    share_out_and_round(network.flow, claims);
  }
  std::vector<Integer> cuts;
  for (const Rational& cut : flows(network.flow, claims))
    cuts.push_back(whole(cut));
  return cuts;
}

}  // namespace

Division divide(const Instance& instance) {
  Division division;
  division.additions = divide_needs(instance);
  division.cuts = divide_cuts(instance, division.additions);
  return division;
}

std::vector<Rational> real_division(const Instance& instance, std::size_t tier, const Division& division) {
  Network network = whole_network(instance);
  for (std::size_t i = 0; i < instance.needs.size(); ++i) {
    if (instance.needs[i].tier < tier) network.flow.fix(network.needs[i], Rational(division.additions[i]));
  }
  const std::vector<Claim> claims = open_tier(instance, network, tier);
  share_out(network.flow, claims);
  const std::vector<Rational> amounts = flows(network.flow, claims);
  std::vector<Rational> result(instance.needs.size(), Rational(0));
  std::size_t next = 0;
  for (std::size_t i = 0; i < instance.needs.size(); ++i) {
    if (instance.needs[i].tier == tier) result[i] = amounts[next++];
  }
  return result;
}

std::vector<Rational> real_cuts(const Instance& instance, const std::vector<Integer>& additions) {
  Network network = cut_network(instance, additions);
  const std::vector<Claim> claims = claims_of_releases(instance, network);
  share_out(network.flow, claims);
  return flows(network.flow, claims);
}

}  // namespace oracle
