#include "verify/pools.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace giaingan::inline v1::verify {
namespace {

std::string value_of(const Facts& facts, const Allocation& allocation, PoolKey key) {
  const auto name = [&](Index index) {
    return index == none ? std::string() : facts.names[static_cast<std::size_t>(index)];
  };
  switch (key) {
    case PoolKey::source:
      return name(allocation.source);
    case PoolKey::programme:
      return name(allocation.programme);
    case PoolKey::locality:
      return name(allocation.locality);
    case PoolKey::assigned_by:
      return name(allocation.assigned_by);
    case PoolKey::carried_from:
      return allocation.carried_from == 0 ? "" : std::to_string(allocation.carried_from);
    case PoolKey::carried_over:
      return allocation.carried_from == 0 ? "" : "carried_over";
    case PoolKey::owner:
      return allocation.owner == none ? "" : facts.units[static_cast<std::size_t>(allocation.owner)].id;
    case PoolKey::project:
      break;
  }
  return allocation.project == none ? "" : facts.projects[static_cast<std::size_t>(allocation.project)].id;
}

/// A value as it stands in an id, where `/` and `+` join.
std::string written(const std::string& value) {
  std::string text;
  for (const char letter : value) {
    if (letter == '%') {
      text += "%25";
    } else if (letter == '/') {
      text += "%2F";
    } else if (letter == '+') {
      text += "%2B";
    } else {
      text += letter;
    }
  }
  return text;
}

/// An id that a policy names, as ids are written: what begins no escape there stands for itself.
std::string as_written(const std::string& named) {
  std::string id;
  for (std::size_t i = 0; i < named.size(); ++i) {
    const std::string_view rest = std::string_view(named).substr(i, 3);
    if (named[i] == '/') {
      id += '/';
    } else if (rest == "%25" || rest == "%2F" || rest == "%2B") {
      id += rest;
      i += 2;
    } else {
      id += written(std::string(1, named[i]));
    }
  }
  return id;
}

}  // namespace

Pools pools_of(const Facts& facts, const Standing& standing, const Round& round) {
  std::unordered_map<std::string, std::string> together;  // a pool → the pools that it exchanges with
  for (const Exchange& exchange : round.exchange) {
    std::set<std::string> sorted;
    for (const std::string& pool : exchange.pools)
      sorted.insert(as_written(pool));
    std::string id;
    for (const std::string& pool : sorted)
      id += (pool == *sorted.begin() ? "" : "+") + pool;
    for (const std::string& pool : sorted)
      together.emplace(pool, id);
  }
  std::set<std::string> unmet;
  for (const auto& [pool, all] : together)
    unmet.insert(pool);
  Pools pools;
  std::vector<std::string> own(facts.allocations.size());
  for (std::size_t i = 0; i < own.size(); ++i) {
    if (!standing.counts[i]) continue;
    for (const PoolKey key : round.pool_by)
      own[i] +=
          (key == round.pool_by.front() ? "" : "/") + written(value_of(facts, facts.allocations[i], key));
    unmet.erase(own[i]);
    if (const auto found = together.find(own[i]); found != together.end()) own[i] = found->second;
    pools.ids.push_back(own[i]);
  }
  std::ranges::sort(pools.ids);
  pools.ids.erase(std::unique(pools.ids.begin(), pools.ids.end()), pools.ids.end());
  for (std::size_t i = 0; i < own.size(); ++i) {
    const auto place = std::ranges::lower_bound(pools.ids, own[i]);
    pools.of_allocation.push_back(standing.counts[i] ? static_cast<std::size_t>(place - pools.ids.begin())
                                                     : nowhere);
  }
  pools.unmet.assign(unmet.begin(), unmet.end());
  return pools;
}

}  // namespace giaingan::inline v1::verify
