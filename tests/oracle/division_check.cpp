#include "oracle/division_check.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace oracle {
namespace {

using PoolSet = std::vector<bool>;

// Calls visit with every set of pools; true if all calls were.
template <class Visit>
bool for_every_set_of_pools(std::size_t pools, Visit visit) {
  if (pools > 12) throw std::invalid_argument("too many pools to try every set of them");
  for (unsigned bits = 0; bits < (1U << pools); ++bits) {
    PoolSet set(pools);
    for (std::size_t pool = 0; pool < pools; ++pool)
      set[pool] = ((bits >> pool) & 1U) != 0;
    if (!visit(set)) return false;
  }
  return true;
}

// The most that the open releases can bring into the pools of the set when some cuts are made already: each
// donor gives what its releases there allow, or what is left of its own limit.
Integer supply(const Instance& instance, const PoolSet& set, const std::vector<Integer>& made,
               const std::vector<bool>& open) {
  Integer total = 0;
  for (std::size_t donor = 0; donor < instance.donors.size(); ++donor) {
    Integer left = instance.donors[donor].limit;
    Integer offered = 0;
    for (std::size_t i = 0; i < instance.releases.size(); ++i) {
      const auto& release = instance.releases[i];
      if (release.donor != donor) continue;
      left -= made[i];
      if (open[i] && set[release.pool]) offered += release.amount;
    }
    total += std::min(left, offered);
  }
  return total;
}

Integer supply(const Instance& instance, const PoolSet& set) {
  return supply(instance, set, std::vector<Integer>(instance.releases.size()),
                std::vector<bool>(instance.releases.size(), true));
}

// What lies in each room when every need takes what is given.
std::vector<Integer> contents(const Instance& instance, const std::vector<Integer>& additions) {
  std::vector<Integer> result(instance.rooms.size());
  for (std::size_t i = 0; i < additions.size(); ++i) {
    for (auto room = instance.needs[i].room; room; room = instance.rooms[*room].within) {
      result[*room] += additions[i];
    }
  }
  return result;
}

// The most that the open needs of the pools in the set can take into what is left of the rooms. A room stands
// before the room it is within, so one pass up the list does.
Integer demand(const Instance& instance, const PoolSet& set, const std::vector<Integer>& fixed,
               const std::vector<bool>& open) {
  const std::vector<Integer> full = contents(instance, fixed);
  std::vector<Integer> wanted(instance.rooms.size());
  Integer total = 0;
  for (std::size_t i = 0; i < instance.needs.size(); ++i) {
    const auto& need = instance.needs[i];
    if (!open[i] || !set[need.pool]) continue;
    (need.room ? wanted[*need.room] : total) += need.amount;
  }
  for (std::size_t room = 0; room < instance.rooms.size(); ++room) {
    const auto& data = instance.rooms[room];
    Integer taken = wanted[room];
    if (data.limit) taken = std::min(taken, Integer(*data.limit - full[room]));
    (data.within ? wanted[*data.within] : total) += taken;
  }
  return total;
}

Integer in_pools(const Instance& instance, const PoolSet& set, const std::vector<Integer>& additions) {
  Integer total = 0;
  for (std::size_t i = 0; i < additions.size(); ++i) {
    if (set[instance.needs[i].pool]) total += additions[i];
  }
  return total;
}

Integer sum(const std::vector<Integer>& amounts) {
  return std::accumulate(amounts.begin(), amounts.end(), Integer(0));
}

// Whether some cuts can be completed by the open releases so that every pool has its additions and, if the
// rest is given back, the total is the largest.
bool can_complete(const Instance& instance, const std::vector<Integer>& additions,
                  const std::vector<Integer>& made, const std::vector<bool>& open) {
  std::vector<Integer> lacking(instance.pools.size());
  for (std::size_t i = 0; i < additions.size(); ++i)
    lacking[instance.needs[i].pool] += additions[i];
  for (std::size_t i = 0; i < made.size(); ++i)
    lacking[instance.releases[i].pool] -= made[i];
  for (std::size_t donor = 0; donor < instance.donors.size(); ++donor) {
    Integer given = 0;
    for (std::size_t i = 0; i < made.size(); ++i) {
      if (instance.releases[i].donor == donor) given += made[i];
    }
    if (given > instance.donors[donor].limit) return false;
  }
  for (Integer& lack : lacking) {
    if (instance.unmatched == Unmatched::stay && lack < 0) return false;
    lack = std::max(lack, Integer(0));
  }
  const bool payable = for_every_set_of_pools(instance.pools.size(), [&](const PoolSet& set) {
    Integer wanted = 0;
    for (std::size_t pool = 0; pool < set.size(); ++pool) {
      if (set[pool]) wanted += lacking[pool];
    }
    return wanted <= supply(instance, set, made, open);
  });
  if (!payable || instance.unmatched == Unmatched::stay) return payable;
  const PoolSet all(instance.pools.size(), true);
  return sum(made) + supply(instance, all, made, open) == supply(instance, all);
}

void check_bounds(const Instance& instance, const Division& division, std::vector<std::string>& found) {
  for (std::size_t i = 0; i < instance.needs.size(); ++i) {
    const auto& need = instance.needs[i];
    if (division.additions[i] < 0 || division.additions[i] > need.amount) {
      found.push_back("addition to " + need.allocation + " outside its need");
    }
  }
  for (std::size_t i = 0; i < instance.releases.size(); ++i) {
    const auto& release = instance.releases[i];
    if (division.cuts[i] < 0 || division.cuts[i] > release.amount) {
      found.push_back("cut of " + release.allocation + " outside its release");
    }
  }
  const std::vector<Integer> full = contents(instance, division.additions);
  for (std::size_t room = 0; room < full.size(); ++room) {
    if (instance.rooms[room].limit && full[room] > *instance.rooms[room].limit) {
      found.push_back("room " + std::to_string(room) + " is overfull");
    }
  }
  for (std::size_t donor = 0; donor < instance.donors.size(); ++donor) {
    Integer given = 0;
    for (std::size_t i = 0; i < instance.releases.size(); ++i) {
      if (instance.releases[i].donor == donor) given += division.cuts[i];
    }
    if (given > instance.donors[donor].limit) {
      found.push_back("donor " + instance.donors[donor].unit + " gives more than it must lose");
    }
  }
}

void check_conservation(const Instance& instance, const Division& division, std::vector<std::string>& found) {
  for (std::size_t pool = 0; pool < instance.pools.size(); ++pool) {
    Integer cut = 0;
    Integer added = 0;
    for (std::size_t i = 0; i < instance.releases.size(); ++i) {
      if (instance.releases[i].pool == pool) cut += division.cuts[i];
    }
    for (std::size_t i = 0; i < instance.needs.size(); ++i) {
      if (instance.needs[i].pool == pool) added += division.additions[i];
    }
    if (cut < added) found.push_back("pool " + instance.pools[pool] + " adds more than it cuts");
    if (instance.unmatched == Unmatched::stay && cut > added) {
      found.push_back("pool " + instance.pools[pool] + " cuts more than is taken");
    }
  }
  if (instance.unmatched == Unmatched::give_back &&
      sum(division.cuts) != supply(instance, PoolSet(instance.pools.size(), true))) {
    found.push_back("the total cut is not the largest");
  }
}

void check_tier(const Instance& instance, const Division& division, std::size_t tier,
                std::vector<std::string>& found) {
  std::vector<Integer> fixed(instance.needs.size());
  std::vector<bool> open(instance.needs.size(), false);
  Integer total = 0;
  for (std::size_t i = 0; i < instance.needs.size(); ++i) {
    if (instance.needs[i].tier < tier) fixed[i] = division.additions[i];
    if (instance.needs[i].tier != tier) continue;
    open[i] = true;
    total += division.additions[i];
  }
  if (largest_total(instance, fixed, open) != total) {
    found.push_back("tier " + std::to_string(tier) + " does not have its largest total");
    return;
  }
  if (instance.tiers[tier] != Within::ratio_desc) return;
  for (std::size_t i = 0; i < instance.needs.size(); ++i) {
    if (instance.needs[i].tier != tier) continue;
    open[i] = false;
    fixed[i] = division.additions[i] + 1;
    const auto rest = largest_total(instance, fixed, open);
    const Integer before = total - fixed[i];
    if (fixed[i] <= instance.needs[i].amount && rest && *rest >= before) {
      found.push_back(instance.needs[i].allocation + " could have one step more in its tier");
    }
    fixed[i] = division.additions[i];
    total -= division.additions[i];
  }
}

void check_cuts(const Instance& instance, const Division& division, std::vector<std::string>& found) {
  if (instance.cut_order != CutOrder::worst_ratio_first) return;
  std::vector<Integer> made(instance.releases.size());
  std::vector<bool> open(instance.releases.size(), true);
  for (std::size_t i = 0; i < instance.releases.size(); ++i) {
    open[i] = false;
    made[i] = division.cuts[i] + 1;
    if (made[i] <= instance.releases[i].amount && can_complete(instance, division.additions, made, open)) {
      found.push_back(instance.releases[i].allocation + " could be cut by one step more");
    }
    made[i] = division.cuts[i];
  }
}

}  // namespace

bool possible(const Instance& instance, const std::vector<Integer>& additions) {
  const std::vector<Integer> full = contents(instance, additions);
  for (std::size_t room = 0; room < full.size(); ++room) {
    if (instance.rooms[room].limit && full[room] > *instance.rooms[room].limit) return false;
  }
  return for_every_set_of_pools(instance.pools.size(), [&](const PoolSet& set) {
    return in_pools(instance, set, additions) <= supply(instance, set);
  });
}

std::optional<Integer> largest_total(const Instance& instance, const std::vector<Integer>& fixed,
                                     const std::vector<bool>& open) {
  if (!possible(instance, fixed)) return std::nullopt;
  // A cut: the pools on the far side are emptied (what they can bring, less what is promised already), the
  // needs of the others are filled.
  std::optional<Integer> least;
  for_every_set_of_pools(instance.pools.size(), [&](const PoolSet& emptied) {
    PoolSet others = emptied;
    others.flip();
    const Integer capacity = supply(instance, emptied) - in_pools(instance, emptied, fixed) +
                             demand(instance, others, fixed, open);
    if (!least || capacity < *least) least = capacity;
    return true;
  });
  return least;
}

std::vector<std::string> faults(const Instance& instance, const Division& division) {
  if (division.additions.size() != instance.needs.size() ||
      division.cuts.size() != instance.releases.size()) {
    return {"a division of something else"};
  }
  std::vector<std::string> found;
  check_bounds(instance, division, found);
  check_conservation(instance, division, found);
  if (!found.empty()) return found;
  for (std::size_t tier = 0; tier < instance.tiers.size(); ++tier) {
    check_tier(instance, division, tier, found);
  }
  check_cuts(instance, division, found);
  return found;
}

}  // namespace oracle
