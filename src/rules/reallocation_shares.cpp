#include "rules/reallocation_shares.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

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
  FairShares(const Network<std::int64_t>& network, std::span<const Claim> claims) : amounts_(claims.size()) {
    Part whole;
    for (std::size_t node = 0; node < network.nodes(); ++node)
      whole.network.add_node();
    for (const auto& arc : network.arcs())
      whole.network.add_arc(arc.from, arc.to, arc.lower, arc.upper, arc.flow);
    for (std::size_t i = 0; i < claims.size(); ++i)
      whole.open.push_back({i, claims[i].arc, claims[i].weight, network.arc(claims[i].arc).upper});
    split(std::move(whole));
    while (!parts_.empty()) {
      Part part = std::move(parts_.back());
      parts_.pop_back();
      raise_level(part);
      split(std::move(part));
    }
  }

  /// One a claim, in steps.
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

void round_to_steps(Network<std::int64_t>& network, std::span<const Claim> claims,
                    const std::vector<Fraction>& amounts) {
  std::vector<Integer> remainders(claims.size());
  std::vector<std::int64_t> excess(network.nodes(), 0);
  for (std::size_t i = 0; i < claims.size(); ++i) {
    Integer floor;
    divide_qr(amounts[i].num, amounts[i].den, floor, remainders[i]);
    auto& arc = network.arc(claims[i].arc);
    arc.lower = static_cast<std::int64_t>(floor);
    arc.upper = std::min(arc.upper, arc.lower + 1);
    network.clamp(claims[i].arc, excess);
  }
  // The real-valued flow lies between these whole bounds, so a whole flow does too.
  network.route(excess);

  std::vector<std::size_t> order(claims.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const Integer left = remainders[a] * amounts[b].den;
    const Integer right = remainders[b] * amounts[a].den;
    return left != right ? left > right : claims[a].precedence < claims[b].precedence;
  });
  for (const std::size_t i : order) {
    auto& arc = network.arc(claims[i].arc);
    if (arc.flow < arc.upper) arc.flow += network.route(arc.to, arc.from, 1);
    network.fix(claims[i].arc);
  }
}

}  // namespace

void share_fairly(RoundNetwork& network, std::span<const Claim> claims) {
  const FairShares shares(network.flow, claims);
  round_to_steps(network.flow, claims, shares.amounts());
}

}  // namespace giaingan::inline v1
