#include "verify/fair_shares.hpp"

#include "giaingan/exact/int128.hpp"

#include <algorithm>
#include <numeric>

#include <boost/multiprecision/cpp_int.hpp>

namespace giaingan::inline v1::verify {
namespace {

using Wide = boost::multiprecision::int256_t;

constexpr auto no_group = static_cast<std::size_t>(-1);

/// Sharers whose level has stopped together, at whole ÷ weight.
struct Group {
  Int128 whole = 0;
  Int128 weight = 0;
  std::size_t joined = no_group;  ///< the group that it went into
};

bool lower_level(const Group& a, const Group& b) {
  return Wide(a.whole) * Wide(b.weight) < Wide(b.whole) * Wide(a.weight);
}

/// Lets a common level rise in holds from the inside out.
class Levels {
 public:
  explicit Levels(const std::vector<Sharer>& sharers) {
    for (const Sharer& sharer : sharers)
      groups_.push_back({sharer.most, sharer.weight});
  }

  /// Stops all members whose level is above the one at which the hold is full.
  void stop(std::vector<std::size_t>& members, Int128 left) {
    Int128 whole = 0;
    Int128 weight = 0;
    for (const std::size_t group : members) {
      whole += groups_[group].whole;
      weight += groups_[group].weight;
    }
    if (whole <= left) return;
    std::ranges::sort(members,
                      [&](std::size_t a, std::size_t b) { return lower_level(groups_[a], groups_[b]); });
    std::size_t kept = 0;
    for (; kept < members.size(); ++kept) {
      const Group& group = groups_[members[kept]];
      if (Wide(group.whole) * Wide(weight) > Wide(left) * Wide(group.weight)) break;
      left -= group.whole;
      weight -= group.weight;
    }
    const std::size_t together = groups_.size();
    for (std::size_t i = kept; i < members.size(); ++i)
      groups_[members[i]].joined = together;
    groups_.push_back({left, weight});
    members.resize(kept);
    members.push_back(together);
  }

  [[nodiscard]] const Group& of(std::size_t sharer) const {
    std::size_t group = sharer;
    while (groups_[group].joined != no_group)
      group = groups_[group].joined;
    return groups_[group];
  }

 private:
  std::vector<Group> groups_;
};

std::size_t depth_of(const std::vector<Hold>& holds, std::size_t hold) {
  std::size_t depth = 0;
  for (; hold != no_group; hold = holds[hold].within)
    ++depth;
  return depth;
}

}  // namespace

FairShares nested_shares(const std::vector<Sharer>& sharers, const std::vector<Hold>& holds,
                         std::int64_t total) {
  Levels levels(sharers);
  std::vector<std::vector<std::size_t>> members(holds.size() + 1);
  for (std::size_t i = 0; i < sharers.size(); ++i)
    members[sharers[i].room == no_group ? holds.size() : sharers[i].room].push_back(i);
  std::vector<std::size_t> inside_out(holds.size());
  std::iota(inside_out.begin(), inside_out.end(), std::size_t{0});
  std::vector<std::size_t> depth;
  for (std::size_t hold = 0; hold < holds.size(); ++hold)
    depth.push_back(depth_of(holds, hold));
  std::ranges::stable_sort(inside_out, std::ranges::greater{}, [&](std::size_t hold) { return depth[hold]; });
  for (const std::size_t hold : inside_out) {
    levels.stop(members[hold], holds[hold].left);
    auto& outer = members[holds[hold].within == no_group ? holds.size() : holds[hold].within];
    outer.insert(outer.end(), members[hold].begin(), members[hold].end());
    members[hold] = {};
  }
  levels.stop(members.back(), total);

  FairShares shares;
  std::vector<Int128> rest;
  std::vector<Int128> of_weight;
  for (std::size_t i = 0; i < sharers.size(); ++i) {
    const Group& group = levels.of(i);
    const Int128 product = group.whole * sharers[i].weight;
    shares.whole.push_back(static_cast<std::int64_t>(product / group.weight));
    rest.push_back(product % group.weight);
    of_weight.push_back(group.weight);
  }
  shares.order.resize(sharers.size());
  std::iota(shares.order.begin(), shares.order.end(), std::size_t{0});
  std::ranges::sort(shares.order, [&](std::size_t a, std::size_t b) {
    const Wide left = Wide(rest[a]) * Wide(of_weight[b]);
    const Wide right = Wide(rest[b]) * Wide(of_weight[a]);
    return left != right ? left > right : sharers[a].precedence < sharers[b].precedence;
  });
  return shares;
}

}  // namespace giaingan::inline v1::verify
