#include "verify/order_check.hpp"

#include <algorithm>
#include <utility>

namespace giaingan::inline v1::verify {
namespace {

/// A residual line that is there from some time on.
struct Arc {
  std::size_t from = 0;
  std::size_t to = 0;
  std::int64_t time = 0;
  std::size_t claim = 0;  ///< meaningful for a claim's own line
  bool rises = false;     ///< a claim's own line, along which it would rise
};

constexpr auto unseen = static_cast<std::size_t>(-1);

/// Finds when the ends of lines come to lie on one cycle.
class Growth {
 public:
  Growth(std::size_t nodes, std::int64_t end) : end_(end), place_(nodes, unseen) {}

  /// All these arcs come to lie on a cycle at a time from `first` to `last`; the end: never.
  void follow(std::int64_t first, std::int64_t last, std::vector<Arc> arcs) {
    if (arcs.empty()) return;
    if (first == last) {
      if (first == end_) return;
      for (const Arc& arc : arcs) {
        if (arc.rises && arc.time == first) found_.push_back(arc.claim);
      }
      return;
    }
    const std::int64_t middle = first + (last - first) / 2;
    const auto representative = components(arcs, middle);
    std::vector<Arc> sooner;
    std::vector<Arc> later;
    for (const Arc& arc : arcs) {
      const std::size_t from = representative[place_[arc.from]];
      const std::size_t to = representative[place_[arc.to]];
      if (arc.time <= middle && from == to) {
        sooner.push_back(arc);
      } else {
        later.push_back({from, to, arc.time, arc.claim, arc.rises});
      }
    }
    forget();
    arcs = {};
    follow(first, middle, std::move(sooner));
    follow(middle + 1, last, std::move(later));
  }

  [[nodiscard]] std::vector<std::size_t> take() {
    std::ranges::sort(found_);
    return std::move(found_);
  }

 private:
  void forget() {
    for (const std::size_t node : nodes_)
      place_[node] = unseen;
    nodes_.clear();
  }

  /// For every node of the arcs (by place) one node of its strongly connected component, counting arcs up to
  /// a time. Tarjan's algorithm without recursion.
  std::vector<std::size_t> components(const std::vector<Arc>& arcs, std::int64_t until) {
    for (const Arc& arc : arcs) {
      for (const std::size_t node : {arc.from, arc.to}) {
        if (place_[node] != unseen) continue;
        place_[node] = nodes_.size();
        nodes_.push_back(node);
      }
    }
    const std::size_t count = nodes_.size();
    std::vector<std::size_t> first(count + 1, 0);
    for (const Arc& arc : arcs) {
      if (arc.time <= until) ++first[place_[arc.from] + 1];
    }
    for (std::size_t i = 0; i < count; ++i)
      first[i + 1] += first[i];
    std::vector<std::size_t> heads(first[count]);
    std::vector<std::size_t> next(first.begin(), first.end() - 1);
    for (const Arc& arc : arcs) {
      if (arc.time <= until) heads[next[place_[arc.from]]++] = place_[arc.to];
    }
    next.assign(first.begin(), first.end() - 1);

    std::vector<std::size_t> number(count, unseen);
    std::vector<std::size_t> lowest(count, 0);
    std::vector<std::size_t> component(count, unseen);
    std::vector<std::size_t> open;
    std::vector<std::size_t> way;
    std::size_t numbered = 0;
    for (std::size_t start = 0; start < count; ++start) {
      if (number[start] != unseen) continue;
      way.push_back(start);
      while (!way.empty()) {
        const std::size_t node = way.back();
        if (number[node] == unseen) {
          number[node] = lowest[node] = numbered++;
          open.push_back(node);
        }
        bool deeper = false;
        while (next[node] < first[node + 1]) {
          const std::size_t head = heads[next[node]];
          if (number[head] == unseen) {
            way.push_back(head);
            deeper = true;
            break;
          }
          if (component[head] == unseen) lowest[node] = std::min(lowest[node], lowest[head]);
          ++next[node];
        }
        if (deeper) continue;
        way.pop_back();
        if (lowest[node] != number[node]) continue;
        for (std::size_t member = unseen; member != node;) {
          member = open.back();
          open.pop_back();
          component[member] = nodes_[node];
        }
      }
    }
    return component;
  }

  std::int64_t end_;
  std::vector<std::size_t> place_;  ///< of a node among those at hand
  std::vector<std::size_t> nodes_;
  std::vector<std::size_t> found_;
};

void add_residual(std::vector<Arc>& arcs, const Line& line) {
  if (line.flow < line.upper) arcs.push_back({line.from, line.to, -1});
  if (line.flow > line.lower) arcs.push_back({line.to, line.from, -1});
}

}  // namespace

std::vector<std::size_t> could_have_more(std::size_t nodes, std::span<const Line> others,
                                         std::span<const Line> claims) {
  std::vector<Arc> arcs;
  for (const Line& line : others)
    add_residual(arcs, line);
  // Claim i from the last to the first: at time 2r the line along which it would rise, at 2r + 1 the one
  // along which others may take from it.
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const auto time = static_cast<std::int64_t>(2 * (claims.size() - 1 - i));
    const Line& claim = claims[i];
    if (claim.flow < claim.upper) arcs.push_back({claim.from, claim.to, time, i, true});
    if (claim.flow > claim.lower) arcs.push_back({claim.to, claim.from, time + 1, i, false});
  }
  const auto end = static_cast<std::int64_t>(2 * claims.size());
  Growth growth(nodes, end);
  growth.follow(-1, end, std::move(arcs));
  return growth.take();
}

}  // namespace giaingan::inline v1::verify
