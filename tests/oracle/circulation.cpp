#include "oracle/circulation.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace oracle {

Circulation::Node Circulation::add_node() {
  return nodes_++;
}

Circulation::Arc Circulation::add_arc(Node from, Node to, Rational lower, std::optional<Rational> upper) {
  arcs_.push_back({from, to, std::move(lower), std::move(upper), 0});
  return arcs_.size() - 1;
}

void Circulation::bound(Arc arc, Rational lower, std::optional<Rational> upper) {
  arcs_[arc].lower = std::move(lower);
  arcs_[arc].upper = std::move(upper);
}

std::optional<std::vector<bool>> Circulation::push(Arc arc, const std::optional<Rational>& target) {
  while (!target || arcs_[arc].flow < *target) {
    // Breadth first from the head of the arc to its tail, with the flow where there is room above, against it
    // where it may be taken back.
    struct Step {
      Arc arc;
      bool forward;
    };
    const Node start = arcs_[arc].to;
    const Node goal = arcs_[arc].from;
    std::vector<bool> seen(nodes_, false);
    std::vector<Step> came(nodes_, Step{0, true});
    std::vector<Node> queue{start};
    seen[start] = true;
    for (std::size_t next = 0; next < queue.size() && !seen[goal]; ++next) {
      const Node here = queue[next];
      for (Arc other = 0; other < arcs_.size(); ++other) {
        if (other == arc) continue;
        const Data& data = arcs_[other];
        const bool forward = data.from == here && !seen[data.to] && (!data.upper || data.flow < *data.upper);
        const bool backward = data.to == here && !seen[data.from] && data.flow > data.lower;
        if (!forward && !backward) continue;
        const Node there = forward ? data.to : data.from;
        seen[there] = true;
        came[there] = {other, forward};
        queue.push_back(there);
      }
    }
    if (!seen[goal]) return seen;
    std::optional<Rational> amount;
    const auto limit = [&amount](const Rational& room) {
      if (!amount || room < *amount) amount = room;
    };
    if (target) limit(*target - arcs_[arc].flow);
    const auto walk = [&](const auto& visit) {
      for (Node node = goal; node != start;) {
        const Step step = came[node];
        visit(arcs_[step.arc], step.forward);
        node = step.forward ? arcs_[step.arc].from : arcs_[step.arc].to;
      }
    };
    walk([&](const Data& data, bool forward) {
      if (!forward) {
        limit(data.flow - data.lower);
      } else if (data.upper) {
        limit(*data.upper - data.flow);
      }
    });
    if (!amount) throw std::logic_error("a flow without limit");
    walk([&](Data& data, bool forward) { data.flow += forward ? *amount : -*amount; });
    arcs_[arc].flow += *amount;
  }
  return std::nullopt;
}

std::optional<std::vector<bool>> Circulation::violated_cut() {
  for (Data& data : arcs_)
    data.flow = 0;
  for (Arc arc = 0; arc < arcs_.size(); ++arc) {
    if (auto set = push(arc, arcs_[arc].lower)) return set;
  }
  return std::nullopt;
}

Rational Circulation::largest(Arc arc) {
  if (!feasible()) throw std::logic_error("no feasible flow");
  push(arc, arcs_[arc].upper);
  return arcs_[arc].flow;
}

std::optional<Rational> Circulation::excess(const std::vector<bool>& set) const {
  Rational excess = 0;
  for (const Data& data : arcs_) {
    if (!set[data.from] && set[data.to]) excess += data.lower;
    if (set[data.from] && !set[data.to]) {
      if (!data.upper) return std::nullopt;
      excess -= *data.upper;
    }
  }
  return excess;
}

}  // namespace oracle
