#include "giaingan/exact/rational.hpp"
#include "giaingan/input/watch.hpp"

#include <algorithm>
#include <deque>
#include <numeric>

#include "verify/fair_shares.hpp"

namespace giaingan::inline v1::verify {
namespace {

/// A pipe with exact bounds.
struct Bounded {
  std::size_t from = 0;
  std::size_t to = 0;
  Rational lower;
  Rational upper;
  Rational flow;
};

/// A circulation that keeps to bounds, found by shortest ways for what is missing (Edmonds and Karp).
class Circulation {
 public:
  Circulation(std::size_t nodes, std::vector<Bounded> pipes) : pipes_(std::move(pipes)), at_(nodes) {
    for (std::size_t i = 0; i < pipes_.size(); ++i) {
      at_[pipes_[i].from].push_back(i);
      at_[pipes_[i].to].push_back(i);
    }
  }

  /// Brings every flow within its bounds. @return the nodes that a violated cut holds; none: it is done
  std::vector<bool> settle() {
    std::vector<Rational> excess(at_.size());
    for (Bounded& pipe : pipes_) {
      pipe.flow = std::clamp(pipe.flow, pipe.lower, pipe.upper);
      excess[pipe.to] = excess[pipe.to] + pipe.flow;
      excess[pipe.from] = excess[pipe.from] - pipe.flow;
    }
    for (;;) {
      std::vector<std::size_t> starts;
      for (std::size_t node = 0; node < excess.size(); ++node) {
        if (excess[node].sign() > 0) starts.push_back(node);
      }
      if (starts.empty()) return {};
      std::vector<bool> reached = search(starts);
      const auto short_of = [&](std::size_t node) { return reached[node] && excess[node].sign() < 0; };
      std::size_t end = 0;
      while (end < excess.size() && !short_of(end))
        ++end;
      if (end == excess.size()) return reached;
      push(end, excess);
    }
  }

  [[nodiscard]] const Bounded& pipe(std::size_t i) const { return pipes_[i]; }

  /// Whether the flow of a pipe can rise, whatever others that have slack lose.
  [[nodiscard]] bool can_rise(std::size_t i) {
    const Bounded& pipe = pipes_[i];
    return pipe.flow < pipe.upper && search({pipe.to})[pipe.from];
  }

  void bound(std::size_t i, const Rational& lower, const Rational& upper) {
    pipes_[i].lower = lower;
    pipes_[i].upper = upper;
  }

 private:
  [[nodiscard]] Rational room(std::size_t i, bool forward) const {
    const Bounded& pipe = pipes_[i];
    return forward ? pipe.upper - pipe.flow : pipe.flow - pipe.lower;
  }

  std::vector<bool> search(const std::vector<std::size_t>& starts) {
    std::vector<bool> reached(at_.size());
    came_by_.assign(at_.size(), none_);
    std::deque<std::size_t> open(starts.begin(), starts.end());
    for (const std::size_t start : starts)
      reached[start] = true;
    while (!open.empty()) {
      const std::size_t node = open.front();
      open.pop_front();
      for (const std::size_t i : at_[node]) {
        const bool forward = pipes_[i].from == node;
        const std::size_t next = forward ? pipes_[i].to : pipes_[i].from;
        if (reached[next] || room(i, forward).sign() <= 0) continue;
        reached[next] = true;
        came_by_[next] = i;
        open.push_back(next);
      }
    }
    return reached;
  }

  /// Sends along the way just found what its narrowest pipe, its start and its end allow.
  void push(std::size_t end, std::vector<Rational>& excess) {
    Rational amount = -excess[end];
    std::size_t node = end;
    std::vector<std::pair<std::size_t, bool>> way;
    while (came_by_[node] != none_) {
      const std::size_t i = came_by_[node];
      const bool forward = pipes_[i].to == node;
      way.emplace_back(i, forward);
      amount = std::min(amount, room(i, forward));
      node = forward ? pipes_[i].from : pipes_[i].to;
    }
    amount = std::min(amount, excess[node]);
    for (const auto& [i, forward] : way)
      pipes_[i].flow = forward ? pipes_[i].flow + amount : pipes_[i].flow - amount;
    excess[node] = excess[node] - amount;
    excess[end] = excess[end] + amount;
  }

  static constexpr auto none_ = static_cast<std::size_t>(-1);
  std::vector<Bounded> pipes_;
  std::vector<std::vector<std::size_t>> at_;
  std::vector<std::size_t> came_by_;
};

/// Raises the level of all who are open until one of them can have no more, settles those, and goes on.
class Raising {
 public:
  Raising(const std::vector<Sharer>& sharers, const ShareNetwork& network)
      : sharers_(sharers), first_(network.pipes.size()), flow_(network.nodes, pipes_of(network)) {
    open_.assign(sharers.size(), true);
    settled_.resize(sharers.size());
  }

  std::vector<Rational> find() {
    while (std::ranges::find(open_, true) != open_.end()) {
      raise();
      settle_stuck();
    }
    return settled_;
  }

 private:
  static std::vector<Bounded> pipes_of(const ShareNetwork& network) {
    std::vector<Bounded> pipes;
    for (const auto* part : {&network.pipes, &network.sharers}) {
      for (const ShareNetwork::Pipe& pipe : *part)
        pipes.push_back({pipe.from, pipe.to, pipe.lower, pipe.upper, pipe.lower});
    }
    return pipes;
  }

  [[nodiscard]] Rational at_level(std::size_t i, const Rational& level) const {
    return std::min(level * Rational(sharers_[i].weight), Rational(sharers_[i].most));
  }

  void set_level(const Rational& level) {
    for (std::size_t i = 0; i < sharers_.size(); ++i) {
      if (open_[i]) flow_.bound(first_ + i, at_level(i, level), Rational(sharers_[i].most));
    }
  }

  void raise() {
    Rational level;
    for (std::size_t i = 0; i < sharers_.size(); ++i) {
      if (open_[i]) level = std::max(level, Rational(Ratio{sharers_[i].most, sharers_[i].weight}));
    }
    for (;;) {
      take_steps();
      set_level(level);
      const std::vector<bool> violated = flow_.settle();
      if (violated.empty()) break;
      level = level_of_cut(violated);
    }
    level_ = level;
  }

  /// The greatest level at which what must run into the set can leave it (Hoffman's condition).
  [[nodiscard]] Rational level_of_cut(const std::vector<bool>& set) const {
    Rational left;
    std::vector<std::size_t> entering;
    Rational weights;
    for (std::size_t i = 0; i < count(); ++i) {
      const Bounded& pipe = flow_.pipe(i);
      if (set[pipe.from] && !set[pipe.to]) left = left + pipe.upper;
      if (set[pipe.from] || !set[pipe.to]) continue;
      if (i >= first_ && open_[i - first_]) {
        entering.push_back(i - first_);
        weights = weights + Rational(sharers_[i - first_].weight);
      } else {
        left = left - pipe.lower;
      }
    }
    std::ranges::sort(entering, [&](std::size_t a, std::size_t b) {
      return Ratio{sharers_[a].most, sharers_[a].weight} < Ratio{sharers_[b].most, sharers_[b].weight};
    });
    for (const std::size_t i : entering) {
      const Sharer& sharer = sharers_[i];
      if (left * Rational(sharer.weight) <= Rational(sharer.most) * weights) break;
      left = left - Rational(sharer.most);
      weights = weights - Rational(sharer.weight);
    }
    return left / weights;
  }

  void settle_stuck() {
    std::vector<std::size_t> stuck;
    for (std::size_t i = 0; i < sharers_.size(); ++i) {
      if (!open_[i] || flow_.pipe(first_ + i).flow > at_level(i, level_)) continue;
      if (!flow_.can_rise(first_ + i)) stuck.push_back(i);
    }
    for (const std::size_t i : stuck) {
      settled_[i] = at_level(i, level_);
      flow_.bound(first_ + i, settled_[i], settled_[i]);
      open_[i] = false;
    }
  }

  [[nodiscard]] std::size_t count() const { return first_ + sharers_.size(); }

  const std::vector<Sharer>& sharers_;
  std::size_t first_;  ///< place of the first sharer's pipe
  Circulation flow_;
  std::vector<bool> open_;
  std::vector<Rational> settled_;
  Rational level_;
};

}  // namespace

FairShares network_shares(const std::vector<Sharer>& sharers, const ShareNetwork& network) {
  const std::vector<Rational> real = Raising(sharers, network).find();
  FairShares shares;
  std::vector<Rational> rest;
  for (const Rational& share : real) {
    shares.whole.push_back(share.floor().to_int64().value_or(0));
    rest.push_back(share - share.floor());
  }
  shares.order.resize(sharers.size());
  std::iota(shares.order.begin(), shares.order.end(), std::size_t{0});
  std::ranges::sort(shares.order, [&](std::size_t a, std::size_t b) {
    return rest[a] != rest[b] ? rest[a] > rest[b] : sharers[a].precedence < sharers[b].precedence;
  });
  return shares;
}

}  // namespace giaingan::inline v1::verify
