#include "verify/reasons.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string_view>

namespace giaingan::inline v1::verify {
namespace {

/// How many additions of each tier hold a part of something.
using Holders = std::map<std::size_t, std::size_t>;

/// The last tier up to a recipient's own of which others hold a part.
std::size_t last_holder(const Holders& holders, std::size_t tier, bool holds_itself) {
  std::size_t found = nowhere;
  for (const auto& [of, additions] : holders) {
    if (of > tier) break;
    if (additions > (of == tier && holds_itself ? 1U : 0U)) found = of;
  }
  return found;
}

/// Pools that draw on one supply, since donors that have lost all they must give to several of them.
std::vector<std::size_t> supplies(const Parties& parties, const Totals& totals) {
  std::vector<std::size_t> above(parties.pools.size());
  std::iota(above.begin(), above.end(), std::size_t{0});
  const auto of = [&](std::size_t pool) {
    while (above[pool] != pool)
      pool = above[pool] = above[above[pool]];
    return pool;
  };
  std::vector<std::size_t> first(parties.donors.size(), nowhere);
  for (const Release& release : parties.releases) {
    if (release.most == 0 || totals.cut_of_donor[release.donor] < parties.donors[release.donor].limit)
      continue;
    if (first[release.donor] == nowhere) first[release.donor] = release.pool;
    above[of(release.pool)] = of(first[release.donor]);
  }
  for (std::size_t pool = 0; pool < above.size(); ++pool)
    above[pool] = of(pool);
  return above;
}

const char* cap_of(RoomKind kind) {
  switch (kind) {
    case RoomKind::medium_term_plan:
      return "medium_term_plan";
    case RoomKind::total_investment:
      return "total_investment";
    case RoomKind::owner:
      break;
  }
  return "owner_capacity";
}

}  // namespace

std::vector<Stop> stops(const Parties& parties, const Moved& moved, const Totals& totals) {
  const std::vector<std::size_t> supply = supplies(parties, totals);
  std::vector<Holders> of_room(parties.rooms.size());
  std::vector<Holders> of_pool(parties.pools.size());
  std::vector<Holders> of_supply(parties.pools.size());
  for (std::size_t i = 0; i < parties.takers.size(); ++i) {
    if (moved.additions[i] == 0) continue;
    const Taker& taker = parties.takers[i];
    ++of_pool[taker.pool][taker.tier];
    ++of_supply[supply[taker.pool]][taker.tier];
    for (std::size_t room = taker.room; room != nowhere; room = parties.rooms[room].within)
      ++of_room[room][taker.tier];
  }
  std::vector<Stop> found(parties.takers.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Taker& taker = parties.takers[i];
    Stop& stop = found[i];
    const bool holds = moved.additions[i] > 0;
    if (moved.additions[i] == taker.need) {
      stop.by = taker.bound_by;
      for (std::size_t room = taker.room; room != nowhere; room = parties.rooms[room].within) {
        if (std::string_view(cap_of(parties.rooms[room].kind)) == taker.bound_by)
          stop.at = parties.rooms[room].id;
      }
      continue;
    }
    stop.at = parties.pools[taker.pool];
    stop.tier = last_holder(of_pool[taker.pool], taker.tier, holds);
    if (stop.tier == nowhere) stop.tier = last_holder(of_supply[supply[taker.pool]], taker.tier, holds);
    for (std::size_t room = taker.room; room != nowhere; room = parties.rooms[room].within) {
      const std::size_t holder = last_holder(of_room[room], taker.tier, holds);
      if (totals.used_of_room[room] < parties.rooms[room].limit || holder == nowhere) continue;
      stop = {cap_of(parties.rooms[room].kind), parties.rooms[room].id, holder};
      break;
    }
  }
  return found;
}

std::vector<const char*> cut_bounds(const Parties& parties, const Moved& moved, const Totals& totals) {
  std::vector<std::size_t> giving(parties.pools.size(), 0);
  for (std::size_t i = 0; i < parties.releases.size(); ++i) {
    if (moved.cuts[i] > 0) ++giving[parties.releases[i].pool];
  }
  std::vector<const char*> bounds;
  for (std::size_t i = 0; i < parties.releases.size(); ++i) {
    const Release& release = parties.releases[i];
    const bool others_give = giving[release.pool] > (moved.cuts[i] > 0 ? 1U : 0U);
    if (release.exempt) {
      bounds.push_back("exempt");
    } else if (release.unknown) {
      bounds.push_back("no_forecast");
    } else if (moved.cuts[i] == release.most) {
      bounds.push_back(release.limit < release.wanted ? "floor" : "wanted");
    } else if (totals.cut_of_donor[release.donor] == parties.donors[release.donor].limit) {
      bounds.push_back("donor_limit");
    } else {
      bounds.push_back(others_give ? "cut_order" : "pool_needs_no_more");
    }
  }
  return bounds;
}

const char* outcome(const Parties& parties, const Moved& moved) {
  const auto some = [](std::int64_t amount) { return amount > 0; };
  if (std::ranges::any_of(moved.additions, some)) return "moved";
  if (std::ranges::any_of(moved.cuts, some)) return "returned";
  const bool gives = std::ranges::any_of(parties.releases, [&](const Release& release) {
    return release.most > 0 && parties.donors[release.donor].limit > 0;
  });
  if (!gives) return "nothing_to_give";
  const bool wants = std::ranges::any_of(parties.takers, [](const Taker& taker) { return taker.need > 0; });
  return wants ? "nothing_can_meet" : "nothing_wanted";
}

}  // namespace giaingan::inline v1::verify
