#include "oracle/exhaustive_search.hpp"

#include <algorithm>
#include <numeric>

namespace oracle {
namespace {

using Amounts = ExhaustiveSearch::Amounts;
using Vectors = std::vector<const Amounts*>;

std::int64_t small(const Integer& amount) {
  return static_cast<std::int64_t>(amount);
}

template <class Entries>
Amounts amounts_of(const Entries& entries) {
  Amounts amounts;
  for (const auto& entry : entries)
    amounts.push_back(small(entry.amount));
  return amounts;
}

template <class Key>
void keep_largest(Vectors& left, Key key) {
  std::int64_t most = key(*left.front());
  for (const Amounts* entry : left)
    most = std::max(most, key(*entry));
  std::erase_if(left, [&](const Amounts* entry) { return key(*entry) != most; });
}

// Keeps the vectors within one step above the whole part of the real amounts, and puts the members in the
// order of remainders.
template <class Entries>
void by_remainder(const Entries& entries, std::vector<std::size_t>& members,
                  const std::vector<Rational>& reals, Vectors& left) {
  for (const std::size_t i : members) {
    const std::int64_t least = small(floor(reals[i]));
    std::erase_if(left,
                  [&](const Amounts* amounts) { return (*amounts)[i] < least || (*amounts)[i] > least + 1; });
  }
  std::stable_sort(members.begin(), members.end(), [&](std::size_t a, std::size_t b) {
    const Rational first = reals[a] - floor(reals[a]);
    const Rational second = reals[b] - floor(reals[b]);
    if (first != second) return first > second;
    return entries[a].precedence < entries[b].precedence;
  });
}

std::int64_t sum(const Amounts& amounts) {
  return std::accumulate(amounts.begin(), amounts.end(), std::int64_t{0});
}

Vectors all_of(const std::vector<Amounts>& vectors) {
  Vectors all;
  for (const Amounts& one : vectors)
    all.push_back(&one);
  return all;
}

std::vector<Integer> integers(const Amounts& amounts) {
  return {amounts.begin(), amounts.end()};
}

}  // namespace

ExhaustiveSearch::ExhaustiveSearch(const Instance& instance) : instance_(instance) {
  const Amounts releases = amounts_of(instance.releases);
  const Amounts needs = amounts_of(instance.needs);
  base_ = 1 + std::max(sum(releases), sum(needs));
  every_vector(releases, [&](const Amounts& cuts) {
    if (!within_limits(cuts)) return;
    cuts_.push_back(cuts);
    supplies_.insert(pools_of(instance.releases, cuts));
  });
  every_vector(needs, [&](const Amounts& additions) {
    if (contains(additions)) additions_.push_back(additions);
  });
}

bool ExhaustiveSearch::contains(const Amounts& additions) const {
  return supplies_.count(pools_of(instance_.needs, additions)) != 0 && in_rooms(additions);
}

Division ExhaustiveSearch::best() const {
  Vectors left = all_of(additions_);
  Division result;
  result.additions.assign(instance_.needs.size(), 0);
  for (std::size_t tier = 0; tier < instance_.tiers.size(); ++tier) {
    std::vector<std::size_t> members;
    for (std::size_t i = 0; i < instance_.needs.size(); ++i) {
      if (instance_.needs[i].tier == tier) members.push_back(i);
    }
    keep_largest(left, [&](const Amounts& additions) {
      std::int64_t total = 0;
      for (const std::size_t i : members)
        total += additions[i];
      return total;
    });
    if (instance_.tiers[tier] != Within::ratio_desc && left.size() > 1) {
      by_remainder(instance_.needs, members, real_division(instance_, tier, result), left);
    }
    for (const std::size_t i : members)
      keep_largest(left, [i](const Amounts& additions) { return additions[i]; });
    result.additions = integers(*left.front());
  }
  result.cuts = best_cuts(result.additions);
  return result;
}

std::vector<Integer> ExhaustiveSearch::best_cuts(const std::vector<Integer>& additions) const {
  std::vector<std::int64_t> lacking(instance_.pools.size());
  for (std::size_t i = 0; i < additions.size(); ++i)
    lacking[instance_.needs[i].pool] += small(additions[i]);
  Vectors left = all_of(cuts_);
  std::erase_if(left, [&](const Amounts* cuts) {
    std::vector<std::int64_t> rest = lacking;
    for (std::size_t i = 0; i < cuts->size(); ++i)
      rest[instance_.releases[i].pool] -= (*cuts)[i];
    return std::any_of(rest.begin(), rest.end(), [&](std::int64_t amount) {
      return amount > 0 || (amount < 0 && instance_.unmatched == Unmatched::stay);
    });
  });
  keep_largest(left, sum);
  std::vector<std::size_t> members(instance_.releases.size());
  std::iota(members.begin(), members.end(), std::size_t{0});
  if (instance_.cut_order == CutOrder::proportional && left.size() > 1) {
    by_remainder(instance_.releases, members, real_cuts(instance_, additions), left);
  }
  for (const std::size_t i : members)
    keep_largest(left, [i](const Amounts& cuts) { return cuts[i]; });
  return integers(*left.front());
}

bool ExhaustiveSearch::within_limits(const Amounts& cuts) const {
  for (std::size_t donor = 0; donor < instance_.donors.size(); ++donor) {
    std::int64_t given = 0;
    for (std::size_t i = 0; i < cuts.size(); ++i)
      given += instance_.releases[i].donor == donor ? cuts[i] : 0;
    if (given > instance_.donors[donor].limit) return false;
  }
  return true;
}

bool ExhaustiveSearch::in_rooms(const Amounts& additions) const {
  for (std::size_t room = 0; room < instance_.rooms.size(); ++room) {
    if (!instance_.rooms[room].limit) continue;
    std::int64_t content = 0;
    for (std::size_t i = 0; i < additions.size(); ++i) {
      for (auto at = instance_.needs[i].room; at; at = instance_.rooms[*at].within)
        content += *at == room ? additions[i] : 0;
    }
    if (content > *instance_.rooms[room].limit) return false;
  }
  return true;
}

// What the amounts are in every pool, as digits of one number.
template <class Entries>
std::int64_t ExhaustiveSearch::pools_of(const Entries& entries, const Amounts& amounts) const {
  std::int64_t number = 0;
  for (std::size_t i = 0; i < amounts.size(); ++i) {
    std::int64_t unit = 1;
    for (std::size_t pool = 0; pool < entries[i].pool; ++pool)
      unit *= base_;
    number += amounts[i] * unit;
  }
  return number;
}

}  // namespace oracle
