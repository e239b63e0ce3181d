#include "rules/reallocation_order.hpp"

#include "giaingan/input/watch.hpp"

#include <algorithm>
#include <vector>

namespace giaingan::inline v1 {
namespace {

using Flow = Network<std::int64_t>;

/// Finds residual paths, fewer and fewer of them: arcs are fixed one after the other, and a set of nodes that
/// no residual arc leaves stays one for ever, because a path can't leave it and come back. So the nodes fall
/// into parts, and no cycle runs through two of them.
///
/// Two searches run at once, forward from the path's start and backward from its end, arc by arc in turn.
/// If they meet, there is a path. If one of them comes to an end, it has found such a set, at a cost no
/// greater than that of the other side: all these together look at each arc a logarithmic number of times.
class Paths {
 public:
  explicit Paths(Flow& flow) : flow_(flow), part_(flow.nodes(), 0) {
    first_.reserve(flow.nodes());
    for (std::uint32_t node = 0; node < flow.nodes(); ++node) {
      first_.push_back(static_cast<std::uint32_t>(ends_.size()));
      for (const Flow::End& end : flow.ends(node)) {
        if (!is_fixed(end)) ends_.push_back(end);
      }
      last_.push_back(static_cast<std::uint32_t>(ends_.size()));
    }
    for (Search& search : searches_) {
      search.mark.assign(flow.nodes(), 0);
      search.arc.resize(flow.nodes());
    }
  }

  /// Sends at most `most` along residual paths from one node to another; what was sent.
  std::int64_t send(std::uint32_t from, std::uint32_t to, std::int64_t most) {
    std::int64_t sent = 0;
    while (sent < most && find(from, to)) {
      take_steps();
      path_.clear();
      for (std::uint32_t node = meeting_; node != from; node = near_side(path_.back()))
        path_.push_back(forward().arc[node]);
      for (std::uint32_t node = meeting_; node != to; node = far(path_.back()))
        path_.push_back(backward().arc[node]);
      std::int64_t amount = most - sent;
      for (const Flow::End& end : path_)
        amount = std::min(amount, flow_.residual(end));
      for (const Flow::End& end : path_) {
        std::int64_t& carried = flow_.arc(end.arc).flow;
        carried += end.outgoing ? amount : -amount;
      }
      sent += amount;
    }
    return sent;
  }

 private:
  struct Search {
    std::vector<std::uint32_t> mark;  ///< a node's: the number of the search that last reached it
    std::vector<Flow::End> arc;       ///< by which it was reached, as seen from the path's start
    std::vector<std::uint32_t> queue;
    std::size_t head = 0;
    std::uint32_t next = 0;  ///< among the ends of the queue's head
  };

  [[nodiscard]] Search& forward() { return searches_[0]; }
  [[nodiscard]] Search& backward() { return searches_[1]; }
  [[nodiscard]] bool is_fixed(const Flow::End& end) const {
    return flow_.arc(end.arc).lower == flow_.arc(end.arc).upper;
  }
  [[nodiscard]] std::uint32_t far(const Flow::End& end) const {
    return static_cast<std::uint32_t>(flow_.far_side(end));
  }
  [[nodiscard]] std::uint32_t near_side(const Flow::End& end) const { return far({end.arc, !end.outgoing}); }

  /// Looks for a path; without one, `from` and `to` are in different parts afterwards.
  bool find(std::uint32_t from, std::uint32_t to) {
    if (part_[from] != part_[to]) return false;
    ++number_;
    start(forward(), from);
    start(backward(), to);
    for (;;) {
      for (const bool ahead : {true, false}) {
        Search& search = ahead ? forward() : backward();
        switch (look_at_one(search, ahead)) {
          case Step::met:
            return true;
          case Step::closed:
            set_apart(search.queue);
            return false;
          case Step::on:
            break;
        }
      }
    }
  }

  void start(Search& search, std::uint32_t node) {
    search.queue.assign(1, node);
    search.head = 0;
    search.next = first_[node];
    search.mark[node] = number_;
  }

  enum class Step { on, met, closed };

  /// Looks at the next arc of a search.
  Step look_at_one(Search& search, bool ahead) {
    const std::uint32_t node = search.queue[search.head];
    if (search.next == last_[node]) {
      leave_if_dead_end(node, search.head);
      if (++search.head == search.queue.size()) return Step::closed;
      search.next = first_[search.queue[search.head]];
      return Step::on;
    }
    const Flow::End end = ends_[search.next];
    const std::uint32_t other = far(end);
    if (is_fixed(end) || part_[other] != part_[node]) {
      ends_[search.next] = ends_[--last_[node]];
      return Step::on;
    }
    ++search.next;
    const Flow::End along = ahead ? end : Flow::End{end.arc, !end.outgoing};
    if (search.mark[other] == number_ || flow_.residual(along) <= 0) return Step::on;
    search.mark[other] = number_;
    search.arc[other] = along;
    search.queue.push_back(other);
    meeting_ = other;
    return (ahead ? backward() : forward()).mark[other] == number_ ? Step::met : Step::on;
  }

  /// No cycle runs through a node that has only one arc left. (The ends of a path may be such nodes: the arc
  /// of the claim itself, which closes the cycle, is among them.)
  void leave_if_dead_end(std::uint32_t node, std::size_t place_in_queue) {
    if (place_in_queue > 0 && last_[node] - first_[node] <= 1) part_[node] = ++parts_;
  }

  void set_apart(const std::vector<std::uint32_t>& nodes) {
    ++parts_;
    for (const std::uint32_t node : nodes)
      part_[node] = parts_;
  }

  Flow& flow_;
  std::vector<std::uint32_t> part_;
  std::uint32_t parts_ = 0;
  // The ends of each node's arcs that a cycle may still use, side by side.
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> last_;
  std::vector<Flow::End> ends_;
  Search searches_[2];
  std::uint32_t number_ = 0;
  std::uint32_t meeting_ = 0;
  std::vector<Flow::End> path_;
};

}  // namespace

void take_in_order(Network<std::int64_t>& network, std::span<const std::size_t> claims) {
  Paths paths(network);
  for (const std::size_t claim : claims) {
    auto& arc = network.arc(claim);
    // The way back must not use the arc itself backwards.
    arc.lower = arc.flow;
    if (arc.room() > 0) arc.flow += paths.send(arc.to, arc.from, arc.room());
    network.fix(claim);
  }
}

}  // namespace giaingan::inline v1
