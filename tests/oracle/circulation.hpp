// Flows in the plainest way: a circulation whose arcs have a lower and an upper bound, and one act, pushing
// more along one arc and back round through the others, one shortest path at a time. Feasible flows, largest
// flows and violated cuts all come from it. Exact for any rational bounds; slow, and meant to be.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "oracle/facts.hpp"

namespace oracle {

class Circulation {
 public:
  using Node = std::size_t;
  using Arc = std::size_t;

  Node add_node();
  // An arc that carries at least lower and at most upper; no upper means no limit.
  Arc add_arc(Node from, Node to, Rational lower, std::optional<Rational> upper);

  void bound(Arc arc, Rational lower, std::optional<Rational> upper);
  // From now on the arc carries exactly what is given.
  void fix(Arc arc, const Rational& flow) { bound(arc, flow, flow); }

  Rational flow(Arc arc) const { return arcs_[arc].flow; }

  // Finds, from nothing, a flow that is conserved at every node and within every bound. If there is none, the
  // answer is a violated cut: a set of nodes (true: in the set) such that the arcs into it must carry more
  // than the arcs out of it can.
  std::optional<std::vector<bool>> violated_cut();
  bool feasible() { return !violated_cut(); }

  // The most that the arc can carry in any feasible flow; the flow found stays in place. There must be a
  // feasible flow, and the arc, or all ways back, must be limited.
  Rational largest(Arc arc);

  // How much more the arcs into the set must carry than the arcs out of it can; nothing if one of these is
  // without limit.
  std::optional<Rational> excess(const std::vector<bool>& set) const;
  bool enters(Arc arc, const std::vector<bool>& set) const {
    return !set[arcs_[arc].from] && set[arcs_[arc].to];
  }

 private:
  struct Data {
    Node from;
    Node to;
    Rational lower;
    std::optional<Rational> upper;
    Rational flow;
  };

  // Pushes along the arc and back until it carries the target or no way back is left; then the answer is the
  // set of nodes that can be reached from the arc's head.
  std::optional<std::vector<bool>> push(Arc arc, const std::optional<Rational>& target);

  std::size_t nodes_ = 0;
  std::vector<Data> arcs_;
};

}  // namespace oracle
