// Flows of a network as a linear program, solved by CLP: a column an arc, a row a node whose inflow is its
// outflow. Bounds are whole numbers, so the optimum is one too, and what CLP computes in doubles is rounded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace differential {

class FlowProgram {
 public:
  using Node = std::size_t;
  using Arc = std::size_t;

  Node add_node() { return nodes_++; }
  Arc add_arc(Node from, Node to, std::int64_t least, std::int64_t most);
  void bound(Arc arc, std::int64_t least, std::int64_t most);
  void fix(Arc arc, std::int64_t amount) { bound(arc, amount, amount); }

  // The most that a circulation can carry on the arc, nothing if there is no circulation. Throws
  // std::runtime_error if CLP gives up or its optimum is no whole number within a millionth.
  std::optional<std::int64_t> largest(Arc arc) const;

 private:
  std::size_t nodes_ = 0;
  std::vector<int> ends_;  // from and to, arc by arc
  std::vector<double> least_;
  std::vector<double> most_;
};

}  // namespace differential
