/// @file
/// Flows with lower and upper bounds: what a reallocation round is solved on.
#pragma once

#include "giaingan/input/watch.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace giaingan::inline v1 {

/// A network whose arcs carry a flow between two bounds. There is no arc from sink to source: the flow's
/// value changes only when it is asked to, by routing from source to sink; everything else moves flow along
/// residual cycles and leaves it as it is.
/// @tparam Amount an integer type that holds every sum of bounds
template <class Amount>
class Network {
 public:
  struct Arc {
    std::uint32_t from;
    std::uint32_t to;
    Amount lower;
    Amount upper;
    Amount flow;

    /// What more (forward) or less (backward) it can carry.
    [[nodiscard]] Amount room() const { return upper - flow; }
    [[nodiscard]] Amount slack() const { return flow - lower; }
  };

  std::size_t add_node() { return nodes_++; }
  std::size_t add_arc(std::size_t from, std::size_t to, Amount lower, Amount upper, Amount flow) {
    arcs_.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), std::move(lower),
                     std::move(upper), std::move(flow)});
    return arcs_.size() - 1;
  }

  [[nodiscard]] std::size_t nodes() const noexcept { return nodes_; }
  [[nodiscard]] std::span<const Arc> arcs() const noexcept { return arcs_; }
  [[nodiscard]] Arc& arc(std::size_t index) noexcept { return arcs_[index]; }
  [[nodiscard]] const Arc& arc(std::size_t index) const noexcept { return arcs_[index]; }

  /// One end of an arc as its node sees it.
  struct End {
    std::uint32_t arc;
    bool outgoing;
  };
  /// The arcs that meet at a node, in the order in which they were added.
  [[nodiscard]] std::span<const End> ends(std::size_t node) const {
    if (ends_.size() != 2 * arcs_.size() || first_end_.size() != nodes_ + 1) list_ends();
    return std::span(ends_).subspan(first_end_[node], first_end_[node + 1] - first_end_[node]);
  }
  [[nodiscard]] std::size_t far_side(const End& end) const {
    return end.outgoing ? arcs_[end.arc].to : arcs_[end.arc].from;
  }
  [[nodiscard]] Amount residual(const End& end) const {
    return end.outgoing ? arcs_[end.arc].room() : arcs_[end.arc].slack();
  }

  /// From now on the arc carries exactly what it carries now.
  void fix(std::size_t index) {
    Arc& fixed = arcs_[index];
    fixed.lower = fixed.flow;
    fixed.upper = fixed.flow;
  }

  /// Moves the arc's flow into its bounds; what its ends then have too much (above 0) or too little is added
  /// to `excess`.
  void clamp(std::size_t index, std::vector<Amount>& excess) {
    Arc& clamped = arcs_[index];
    const Amount inside = std::clamp(clamped.flow, clamped.lower, clamped.upper);
    excess[clamped.to] += inside - clamped.flow;
    excess[clamped.from] -= inside - clamped.flow;
    clamped.flow = inside;
  }

  /// Routes as much as possible from nodes with an excess above 0 to nodes with one below 0, along residual
  /// arcs (Dinic: shortest paths in layers, a blocking flow each). What can't be routed stays in `excess`.
  void route(std::vector<Amount>& excess) {
    std::vector<std::size_t> sources;
    for (std::size_t node = 0; node < nodes_; ++node) {
      if (excess[node] > 0) sources.push_back(node);
    }
    layer_.resize(nodes_, unreached);
    next_.resize(nodes_, 0);
    while (find_layers(sources, excess)) {
      for (const std::size_t source : sources) {
        while (excess[source] > 0 && advance(source, excess)) {
        }
      }
      forget_layers();
      std::erase_if(sources, [&](std::size_t node) { return !(excess[node] > 0); });
    }
    forget_layers();
  }

  /// Routes at most `most` from one node to another; what was routed.
  Amount route(std::size_t from, std::size_t to, const Amount& most) {
    if (!(most > 0) || from == to) return 0;
    excess_.resize(nodes_, Amount(0));
    excess_[from] = most;
    excess_[to] = -most;
    sole_source_.assign(1, from);
    layer_.resize(nodes_, unreached);
    next_.resize(nodes_, 0);
    while (excess_[from] > 0 && find_layers(sole_source_, excess_)) {
      while (excess_[from] > 0 && advance(from, excess_)) {
      }
      forget_layers();
    }
    forget_layers();
    const Amount routed = most - excess_[from];
    excess_[from] = 0;
    excess_[to] = 0;
    return routed;
  }

  /// The nodes that residual arcs lead to from some nodes, these included.
  [[nodiscard]] std::vector<bool> reachable(std::vector<std::size_t> from) const {
    std::vector<bool> reached(nodes_);
    for (const std::size_t node : from)
      reached[node] = true;
    while (!from.empty()) {
      const std::size_t node = from.back();
      from.pop_back();
      for (const End& end : ends(node)) {
        const std::size_t other = far_side(end);
        if (reached[other] || !(residual(end) > 0)) continue;
        reached[other] = true;
        from.push_back(other);
      }
    }
    return reached;
  }

  /// The strongly connected component of every node in the residual graph, numbered from 0 (Tarjan, without
  /// recursion). Residual cycles, and so all other flows of the same value, differ from this one only inside
  /// components.
  [[nodiscard]] std::vector<std::size_t> components() const {
    constexpr std::size_t unseen = static_cast<std::size_t>(-1);
    std::vector<std::size_t> component(nodes_, unseen);
    std::vector<std::size_t> order(nodes_, unseen);
    std::vector<std::size_t> low(nodes_);
    std::vector<std::size_t> next(nodes_, 0);
    std::vector<std::size_t> open;
    std::vector<std::size_t> path;
    std::size_t seen = 0;
    std::size_t count = 0;
    const auto enter = [&](std::size_t node) {
      order[node] = low[node] = seen++;
      open.push_back(node);
      path.push_back(node);
    };
    for (std::size_t root = 0; root < nodes_; ++root) {
      if (order[root] == unseen) enter(root);
      while (!path.empty()) {
        const std::size_t node = path.back();
        if (next[node] < ends(node).size()) {
          const End end = ends(node)[next[node]++];
          if (!(residual(end) > 0)) continue;
          const std::size_t other = far_side(end);
          if (order[other] == unseen) {
            enter(other);
          } else if (component[other] == unseen) {
            low[node] = std::min(low[node], order[other]);
          }
          continue;
        }
        path.pop_back();
        if (!path.empty()) low[path.back()] = std::min(low[path.back()], low[node]);
        if (low[node] != order[node]) continue;
        while (component[node] == unseen) {
          component[open.back()] = count;
          open.pop_back();
        }
        ++count;
      }
    }
    return component;
  }

 private:
  static constexpr std::size_t unreached = static_cast<std::size_t>(-1);

  void list_ends() const {
    first_end_.assign(nodes_ + 1, 0);
    for (const Arc& arc : arcs_) {
      ++first_end_[arc.from + 1];
      ++first_end_[arc.to + 1];
    }
    for (std::size_t node = 0; node < nodes_; ++node)
      first_end_[node + 1] += first_end_[node];
    std::vector<std::uint32_t> place(first_end_.begin(), first_end_.end() - 1);
    ends_.resize(2 * arcs_.size());
    for (std::uint32_t i = 0; i < arcs_.size(); ++i) {
      ends_[place[arcs_[i].from]++] = {i, true};
      ends_[place[arcs_[i].to]++] = {i, false};
    }
  }

  /// Layers of shortest residual paths from the sources; whether some node that lacks flow was reached.
  bool find_layers(const std::vector<std::size_t>& sources, const std::vector<Amount>& excess) {
    std::size_t last_layer = unreached;
    for (const std::size_t source : sources)
      reach(source, 0);
    for (std::size_t i = 0; i < touched_.size() && layer_[touched_[i]] <= last_layer; ++i) {
      const std::size_t node = touched_[i];
      if (excess[node] < 0) last_layer = layer_[node];
      for (const End& end : ends(node)) {
        if (layer_[far_side(end)] == unreached && residual(end) > 0) reach(far_side(end), layer_[node] + 1);
      }
    }
    return last_layer != unreached;
  }
  void reach(std::size_t node, std::size_t layer) {
    layer_[node] = layer;
    touched_.push_back(node);
  }
  void forget_layers() {
    for (const std::size_t node : touched_) {
      layer_[node] = unreached;
      next_[node] = 0;
    }
    touched_.clear();
  }

  /// Pushes along one path through the layers; false if none is left.
  bool advance(std::size_t source, std::vector<Amount>& excess) {
    path_.clear();
    std::size_t node = source;
    take_steps();
    while (!(excess[node] < 0)) {
      if (next_[node] == ends(node).size()) {
        if (path_.empty()) return false;
        node = near_side(path_.back());
        path_.pop_back();
        ++next_[node];
        continue;
      }
      const End& end = ends(node)[next_[node]];
      const std::size_t other = far_side(end);
      if (layer_[other] != layer_[node] + 1 || !(residual(end) > 0)) {
        ++next_[node];
        continue;
      }
      path_.push_back(end);
      node = other;
    }
    Amount amount = std::min<Amount>(excess[source], -excess[node]);
    for (const End& end : path_)
      amount = std::min<Amount>(amount, residual(end));
    for (const End& end : path_) {
      if (end.outgoing) {
        arcs_[end.arc].flow += amount;
      } else {
        arcs_[end.arc].flow -= amount;
      }
    }
    excess[source] -= amount;
    excess[node] += amount;
    return true;
  }
  [[nodiscard]] std::size_t near_side(const End& end) const {
    return end.outgoing ? arcs_[end.arc].from : arcs_[end.arc].to;
  }

  std::vector<Arc> arcs_;
  std::size_t nodes_ = 0;
  // The ends of each node side by side, made when they are first asked for.
  mutable std::vector<std::uint32_t> first_end_;
  mutable std::vector<End> ends_;
  // Of the search under way, kept to spare allocations: many searches touch few nodes.
  std::vector<std::size_t> layer_;
  std::vector<std::size_t> next_;
  std::vector<std::size_t> touched_;
  std::vector<End> path_;
  std::vector<Amount> excess_;
  std::vector<std::size_t> sole_source_;
};

}  // namespace giaingan::inline v1
