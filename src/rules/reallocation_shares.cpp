#include "rules/reallocation_shares.hpp"

#include "giaingan/exact/int128.hpp"
#include "giaingan/input/watch.hpp"

#include <algorithm>
#include <deque>
#include <limits>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

#include "rules/reallocation_laminar.hpp"
#include "rules/reallocation_order.hpp"

namespace giaingan::inline v1 {
namespace {

// Levels are quotients of sums of amounts, and one level's quotient enters the next one's sums: their terms
// outgrow any fixed width.
using Integer = boost::multiprecision::cpp_int;

/// @pre a >= 0, b > 0
Integer common_divisor(Integer a, Integer b) {
  while (b != 0) {
    a %= b;
    a.swap(b);
  }
  return a;
}

/// num/den with den > 0, in lowest terms.
struct Fraction {
  Integer num;
  Integer den;
};

Fraction fraction(const Integer& num, const Integer& den) {
  const Integer divisor = common_divisor(num, den);
  if (divisor <= 1) return {num, den};
  return {num / divisor, den / divisor};
}

/// An open claim: its share is still to be found.
struct Open {
  std::size_t claim;  ///< among all claims
  std::size_t arc;    ///< in the part's network
  Integer weight;
  Integer most;  ///< in steps
};

/// A part of the network that no residual cycle leaves, with flows and bounds in units of 1/scale step.
struct Part {
  Network<Integer> network;
  Integer scale = 1;
  std::vector<Open> open;
};

/// Finds the fair real-valued shares.
///
/// The common level of all open claims is raised as far as some flow of the same value lets every one of them
/// have at least level × weight (or all it can ever get): the greatest level is found by Newton's method on
/// cuts, from above; each violated cut is a linear condition on the level that yields the next, smaller one,
/// and there are finitely many cuts, so it ends exactly. Then the claims that no such flow can raise any
/// further are settled: by convexity there is one at least (else the mean of the flows that raise each would
/// raise all). They are found at once: flows of the same value differ by residual cycles, and these stay
/// within strongly connected components, so whatever runs between two components is settled, and the
/// components go on independently.
class FairShares {
 public:
  /// @param part the claims to share among, which hang together
  /// @param part_of_node what hangs together with them has the same number
  FairShares(const Network<std::int64_t>& network, std::span<const Claim> claims,
             const std::vector<std::size_t>& part, const std::vector<std::size_t>& part_of_node)
      : amounts_(part.size()) {
    const std::size_t number = part_of_node[network.arc(claims[part.front()].arc).from];
    Part whole;
    std::vector<std::size_t> node_in_part(network.nodes(), 0);
    for (std::size_t node = 0; node < network.nodes(); ++node) {
      if (part_of_node[node] == number || node == RoundNetwork::source || node == RoundNetwork::sink)
        node_in_part[node] = whole.network.add_node();
    }
    std::vector<std::size_t> arc_in_part(network.arcs().size(), 0);
    for (std::size_t i = 0; i < network.arcs().size(); ++i) {
      const auto& arc = network.arc(i);
      if (part_of_node[arc.from] != number && part_of_node[arc.to] != number) continue;
      arc_in_part[i] =
          whole.network.add_arc(node_in_part[arc.from], node_in_part[arc.to], arc.lower, arc.upper, arc.flow);
    }
    for (std::size_t i = 0; i < part.size(); ++i) {
      const Claim& claim = claims[part[i]];
      whole.open.push_back({i, arc_in_part[claim.arc], claim.weight, network.arc(claim.arc).upper});
    }
    split(std::move(whole));
    while (!parts_.empty()) {
      Part next = std::move(parts_.back());
      parts_.pop_back();
      raise_level(next);
      split(std::move(next));
    }
  }

  /// One a claim of the part, in steps.
  [[nodiscard]] const std::vector<Fraction>& amounts() const noexcept { return amounts_; }

 private:
  /// Settles what runs between the components and puts aside each component that has open claims.
  void split(Part part) {
    const Network<Integer>& network = part.network;
    const std::vector<std::size_t> component = network.components();
    const auto inside = [&](std::size_t arc) {
      return component[network.arc(arc).from] == component[network.arc(arc).to] &&
             network.arc(arc).lower != network.arc(arc).upper;
    };
    constexpr auto nowhere = static_cast<std::size_t>(-1);
    std::vector<std::size_t> part_of(network.nodes(), nowhere);
    const std::size_t first = parts_.size();
    for (const Open& open : part.open) {
      if (!inside(open.arc)) {
        amounts_[open.claim] = fraction(network.arc(open.arc).flow, part.scale);
      } else if (auto& index = part_of[component[network.arc(open.arc).from]]; index == nowhere) {
        index = parts_.size();
        parts_.emplace_back().scale = part.scale;
      }
    }
    if (parts_.size() == first) return;
    std::vector<std::size_t> node_in_part(network.nodes(), nowhere);
    for (std::size_t node = 0; node < network.nodes(); ++node) {
      if (part_of[component[node]] != nowhere)
        node_in_part[node] = parts_[part_of[component[node]]].network.add_node();
    }
    std::vector<std::size_t> arc_in_part(network.arcs().size(), nowhere);
    for (std::size_t i = 0; i < network.arcs().size(); ++i) {
      const auto& arc = network.arc(i);
      const std::size_t index = part_of[component[arc.from]];
      if (index == nowhere || !inside(i)) continue;
      arc_in_part[i] = parts_[index].network.add_arc(node_in_part[arc.from], node_in_part[arc.to], arc.lower,
                                                     arc.upper, arc.flow);
    }
    for (Open& open : part.open) {
      if (arc_in_part[open.arc] == nowhere) continue;
      Part& own = parts_[part_of[component[network.arc(open.arc).from]]];
      open.arc = arc_in_part[open.arc];
      own.open.push_back(std::move(open));
    }
  }

  /// Raises the common level of the part's open claims as far as it goes.
  static void raise_level(Part& part) {
    Fraction level = fraction(part.open.front().most, part.open.front().weight);
    for (const Open& open : part.open) {
      if (open.most * level.den > level.num * open.weight) level = fraction(open.most, open.weight);
    }
    for (;;) {
      take_steps();
      Part raised = raised_to(part, level);
      std::vector<Integer> excess(raised.network.nodes(), Integer(0));
      for (const Open& open : raised.open)
        raised.network.clamp(open.arc, excess);
      raised.network.route(excess);
      std::vector<std::size_t> stuck;
      for (std::size_t node = 0; node < excess.size(); ++node) {
        if (excess[node] > 0) stuck.push_back(node);
      }
      if (stuck.empty()) {
        part = std::move(raised);
        return;
      }
      level = level_at_cut(part, raised.network.reachable(std::move(stuck)));
    }
  }

  /// The part with every open claim's lower bound at the level, its flow not yet moved.
  static Part raised_to(const Part& part, const Fraction& level) {
    Part raised = part;
    const Integer factor = level.den / common_divisor(part.scale, level.den);
    raised.scale *= factor;
    for (std::size_t i = 0; i < part.network.arcs().size(); ++i) {
      auto& arc = raised.network.arc(i);
      arc.lower *= factor;
      arc.upper *= factor;
      arc.flow *= factor;
    }
    const Integer unit = raised.scale / level.den;
    for (const Open& open : raised.open) {
      auto& arc = raised.network.arc(open.arc);
      arc.lower = std::min<Integer>(level.num * open.weight * unit, arc.upper);
    }
    return raised;
  }

  /// The greatest level that the cut allows. The nodes of the set keep what they have, so with x the new and
  /// f the present flow: Σ in x − Σ out x = Σ in f − Σ out f, hence the lower bounds of the arcs into the set
  /// add up to at most Σ in f + Σ out (upper − f).
  static Fraction level_at_cut(const Part& part, const std::vector<bool>& set) {
    Integer allowed = 0;
    for (const auto& arc : part.network.arcs()) {
      if (set[arc.from] && !set[arc.to]) allowed += arc.room();
      if (!set[arc.from] && set[arc.to]) allowed += arc.slack();
    }
    std::vector<const Open*> entering;
    Integer weights = 0;
    for (const Open& open : part.open) {
      const auto& arc = part.network.arc(open.arc);
      if (set[arc.from] || !set[arc.to]) continue;
      // Its present lower bound was taken off above like everybody's; the level stands in its place.
      allowed += arc.lower;
      entering.push_back(&open);
      weights += open.weight;
    }
    // Those that have all they can ever get, first: level ≥ most ÷ weight.
    std::sort(entering.begin(), entering.end(),
              [](const Open* a, const Open* b) { return a->most * b->weight < b->most * a->weight; });
    for (const Open* open : entering) {
      // allowed / (scale · weights) ≤ most / weight: everybody from here on stays below its most.
      if (allowed * open->weight <= open->most * weights * part.scale) break;
      allowed -= open->most * part.scale;
      weights -= open->weight;
    }
    return fraction(allowed, weights * part.scale);
  }

  std::vector<Fraction> amounts_;
  std::vector<Part> parts_;
};

/// A fair amount in whole steps and what is left of it, below 1.
struct Portion {
  std::int64_t steps = 0;
  Level left;                     ///< unless it doesn't fit
  const Fraction* big = nullptr;  ///< then this
};

bool more_left(const Portion& a, const Portion& b) {
  if (a.big == nullptr && b.big == nullptr)
    return Int128{a.left.num} * b.left.den > Int128{b.left.num} * a.left.den;
  const auto num = [](const Portion& portion) { return portion.big ? portion.big->num : portion.left.num; };
  const auto den = [](const Portion& portion) { return portion.big ? portion.big->den : portion.left.den; };
  return num(a) * den(b) > num(b) * den(a);
}

/// Finds the fair amounts of all claims, part by part. Parts share no node but source and sink: no cycle that
/// doesn't run through both at once (which would change the value) leads from one to another.
class Portions {
 public:
  Portions(const RoundNetwork& network, std::span<const Claim> claims)
      : network_(network), claims_(claims), portions_(claims.size()), local_(network.flow.nodes(), nowhere) {
    for (const std::vector<std::size_t>& part : parts())
      share(part);
  }

  [[nodiscard]] const std::vector<Portion>& all() const noexcept { return portions_; }

 private:
  static constexpr auto nowhere = static_cast<std::size_t>(-1);
  static constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

  [[nodiscard]] const Network<std::int64_t>& flow() const { return network_.flow; }
  [[nodiscard]] static bool is_end(std::size_t node) {
    return node == RoundNetwork::source || node == RoundNetwork::sink;
  }

  /// The claims that hang together by arcs whose flow can change.
  [[nodiscard]] std::vector<std::vector<std::size_t>> parts() {
    std::vector<std::size_t> root(flow().nodes());
    std::iota(root.begin(), root.end(), std::size_t{0});
    const auto find = [&](std::size_t node) {
      while (root[node] != node)
        node = root[node] = root[root[node]];
      return node;
    };
    for (const auto& arc : flow().arcs()) {
      if (arc.lower < arc.upper && !is_end(arc.from) && !is_end(arc.to)) root[find(arc.from)] = find(arc.to);
    }
    std::vector<std::size_t> number(flow().nodes(), nowhere);
    std::vector<std::vector<std::size_t>> parts;
    for (std::size_t i = 0; i < claims_.size(); ++i) {
      std::size_t& part = number[find(flow().arc(claims_[i].arc).from)];
      if (part == nowhere) {
        part = parts.size();
        parts.emplace_back();
      }
      parts[part].push_back(i);
    }
    part_of_node_.resize(flow().nodes());
    for (std::size_t node = 0; node < flow().nodes(); ++node)
      part_of_node_[node] = is_end(node) ? nowhere : number[find(node)];
    return parts;
  }

  void share(const std::vector<std::size_t>& part) {
    if (!share_by_rooms(part)) share_by_flows(part);
  }

  /// Where supply bounds nothing but their total, or nothing at all, rooms alone decide. Whether it is so.
  bool share_by_rooms(const std::vector<std::size_t>& part) {
    const std::size_t pool = flow().arc(claims_[part.front()].arc).from;
    const bool one_pool = std::ranges::all_of(
        part, [&](std::size_t claim) { return flow().arc(claims_[claim].arc).from == pool; });
    std::vector<LaminarRoom> rooms;
    if (one_pool) {
      // The total is what the part has now: it is the same in all flows of this value.
      rooms.push_back({});
      for (const std::size_t claim : part)
        rooms.front().limit += flow().arc(claims_[claim].arc).flow;
    }
    std::vector<LaminarClaim> asking;
    Int128 asked = 0;
    Int128 weights = 0;
    for (const std::size_t claim : part) {
      const auto& arc = flow().arc(claims_[claim].arc);
      asking.push_back({claims_[claim].weight, arc.upper, room_of(arc.to, one_pool, rooms)});
      asked += arc.upper;
      weights += claims_[claim].weight;
    }
    for (const std::size_t node : touched_)
      local_[node] = nowhere;
    touched_.clear();
    if (asked > most || weights > most) return false;
    const std::vector<Level> levels = laminar_levels(asking, rooms);
    for (std::size_t i = 0; i < part.size(); ++i) {
      const Int128 num = Int128{asking[i].weight} * levels[i].num;
      portions_[part[i]] = {static_cast<std::int64_t>(num / levels[i].den),
                            {static_cast<std::int64_t>(num % levels[i].den), levels[i].den}};
    }
    return one_pool || is_supplied(part);
  }

  /// The room of a node among `rooms`, made with those around it when it is first asked for.
  std::size_t room_of(std::size_t node, bool one_pool, std::vector<LaminarRoom>& rooms) {
    if (node == RoundNetwork::sink) return one_pool ? 0 : LaminarRoom::outside;
    if (local_[node] != nowhere) return local_[node];
    const auto& limit = flow().arc(network_.limit_of_node[node]);
    const std::size_t within = room_of(limit.to, one_pool, rooms);
    local_[node] = rooms.size();
    touched_.push_back(node);
    rooms.push_back({limit.upper, within});
    return local_[node];
  }

  /// Whether the supply pays for the part's portions, each rounded up, and is used up as far as it must be by
  /// each rounded down: enough to know that it never binds.
  [[nodiscard]] bool is_supplied(const std::vector<std::size_t>& part) const {
    std::map<std::size_t, Int128> asked;  // by pool
    std::map<std::size_t, Int128> taken;
    for (const std::size_t claim : part) {
      const Portion& portion = portions_[claim];
      asked[flow().arc(claims_[claim].arc).from] += portion.steps + (portion.left.num > 0 ? 1 : 0);
      taken[flow().arc(claims_[claim].arc).from] += portion.steps;
    }
    Network<std::int64_t> supply;
    for (std::size_t node = 0; node < flow().nodes(); ++node)
      supply.add_node();
    const std::size_t in = part_of_node_[flow().arc(claims_[part.front()].arc).from];
    Int128 whole = 0;
    for (const auto& arc : flow().arcs()) {
      const bool pays = part_of_node_[arc.to] == in && (arc.from == RoundNetwork::source || feeds(arc));
      if (pays && arc.lower > 0 && taken[arc.to] < arc.lower) return false;
      if (pays) supply.add_arc(arc.from, arc.to, 0, arc.upper, 0);
      // What earlier tiers have been given: pools that none of these claims asks must pay for it too.
      const bool promised =
          part_of_node_[arc.from] == in && arc.to == RoundNetwork::sink && arc.lower == arc.upper;
      if (promised) asked[arc.from] += arc.upper;
    }
    for (const auto& [pool, amount] : asked) {
      if (amount > most) return false;
      whole += amount;
      supply.add_arc(pool, RoundNetwork::sink, 0, static_cast<std::int64_t>(amount), 0);
    }
    return whole <= most &&
           supply.route(RoundNetwork::source, RoundNetwork::sink, static_cast<std::int64_t>(whole)) == whole;
  }

  /// Whether an arc leads from a donor into a pool.
  [[nodiscard]] bool feeds(const Network<std::int64_t>::Arc& arc) const {
    return !is_end(arc.from) && !is_end(arc.to) && network_.limit_of_node[arc.from] == nowhere &&
           network_.limit_of_node[arc.to] == nowhere;
  }

  void share_by_flows(const std::vector<std::size_t>& part) {
    const FairShares shares(flow(), claims_, part, part_of_node_);
    for (std::size_t i = 0; i < part.size(); ++i) {
      const Fraction& amount = shares.amounts()[i];
      Integer steps;
      Integer left;
      divide_qr(amount.num, amount.den, steps, left);
      Portion& portion = portions_[part[i]];
      portion = {static_cast<std::int64_t>(steps), {}, nullptr};
      if (amount.den <= most) {
        portion.left = {static_cast<std::int64_t>(left), static_cast<std::int64_t>(amount.den)};
      } else {
        portion.big = &big_.emplace_back(Fraction{std::move(left), amount.den});
      }
    }
  }

  const RoundNetwork& network_;
  std::span<const Claim> claims_;
  std::vector<Portion> portions_;
  std::deque<Fraction> big_;
  std::vector<std::size_t> part_of_node_;
  std::vector<std::size_t> local_;  // room of a node, while a part is shared
  std::vector<std::size_t> touched_;
};

void round_to_steps(Network<std::int64_t>& network, std::span<const Claim> claims,
                    const std::vector<Portion>& portions) {
  std::vector<std::int64_t> excess(network.nodes(), 0);
  for (std::size_t i = 0; i < claims.size(); ++i) {
    auto& arc = network.arc(claims[i].arc);
    arc.lower = portions[i].steps;
    arc.upper = std::min(arc.upper, arc.lower + 1);
    network.clamp(claims[i].arc, excess);
  }
  // The real-valued flow lies between these whole bounds, so a whole flow does too.
  network.route(excess);

  std::vector<std::size_t> order(claims.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (more_left(portions[a], portions[b])) return true;
    return !more_left(portions[b], portions[a]) && claims[a].precedence < claims[b].precedence;
  });
  for (std::size_t& entry : order)
    entry = claims[entry].arc;
  take_in_order(network, order);
}

}  // namespace

void share_fairly(RoundNetwork& network, std::span<const Claim> claims) {
  const Portions portions(network, claims);
  round_to_steps(network.flow, claims, portions.all());
}

}  // namespace giaingan::inline v1
