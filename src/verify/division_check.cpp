#include "verify/division_check.hpp"

#include <algorithm>

namespace giaingan::inline v1::verify {
namespace {

constexpr Why beyond_release{
    "vượt mức có thể điều chuyển: phần công thức yêu cầu, hoặc kế hoạch trên mức sàn (đã giải ngân, đã cam "
    "kết)",
    "more than it may release: what the formula asks, or its plan above the floor (disbursed, committed)"};
constexpr Why beyond_need{"vượt nhu cầu: giới hạn nhỏ nhất trong các giới hạn của khoản vốn",
                          "more than its need, the least of its caps"};
constexpr Why beyond_limit{"tổng giảm của đơn vị vượt mức đơn vị phải giảm",
                           "the unit's cuts together exceed what it must lose as a whole"};
constexpr Why beyond_room{"các khoản tăng cùng dùng chung giới hạn này và vượt nó",
                          "the additions that share this room exceed it together"};
constexpr Why not_conserved{"trong một nhóm vốn, số giảm phải bằng số tăng cộng số hoàn trả",
                            "in a pool, what is cut must be what is added and what is returned"};
constexpr Why not_largest{"khi hoàn trả cấp trên, mỗi đơn vị phải giảm hết mức có thể",
                          "where the rest is returned, every unit gives all that it can"};

std::string dong(std::int64_t steps, const Round& round) {
  return std::to_string(in_dong(steps, round.step));
}

}  // namespace

Totals totals_of(const Parties& parties, const Round& round, const Moved& moved) {
  Totals totals{.cut_of_donor = std::vector<std::int64_t>(parties.donors.size(), 0),
                .cut_of_pool = std::vector<std::int64_t>(parties.pools.size(), 0),
                .added_in_pool = std::vector<std::int64_t>(parties.pools.size(), 0),
                .used_of_room = std::vector<std::int64_t>(parties.rooms.size(), 0),
                .of_tier = std::vector<std::int64_t>(round.tiers.size(), 0)};
  for (std::size_t i = 0; i < parties.releases.size(); ++i) {
    totals.cut_of_donor[parties.releases[i].donor] += moved.cuts[i];
    totals.cut_of_pool[parties.releases[i].pool] += moved.cuts[i];
  }
  for (std::size_t i = 0; i < parties.takers.size(); ++i) {
    const Taker& taker = parties.takers[i];
    totals.added_in_pool[taker.pool] += moved.additions[i];
    totals.of_tier[taker.tier] += moved.additions[i];
    for (std::size_t room = taker.room; room != nowhere; room = parties.rooms[room].within)
      totals.used_of_room[room] += moved.additions[i];
  }
  return totals;
}

std::vector<Breach> bounds_broken(const Parties& parties, const Round& round, const Moved& moved,
                                  const Totals& totals) {
  std::vector<Breach> breaches;
  const auto at_most = [&](Party party, std::size_t which, std::int64_t found, std::int64_t most,
                           const Why& why) {
    if (found > most) breaches.push_back({party, which, "verify.beyond_cap", "≤ " + dong(most, round), why});
  };
  for (std::size_t i = 0; i < parties.releases.size(); ++i)
    at_most(Party::release, i, moved.cuts[i], parties.releases[i].most, beyond_release);
  for (std::size_t i = 0; i < parties.takers.size(); ++i)
    at_most(Party::taker, i, moved.additions[i], parties.takers[i].need, beyond_need);
  for (std::size_t i = 0; i < parties.donors.size(); ++i)
    at_most(Party::donor, i, totals.cut_of_donor[i], parties.donors[i].limit, beyond_limit);
  for (std::size_t i = 0; i < parties.rooms.size(); ++i)
    at_most(Party::room, i, totals.used_of_room[i], parties.rooms[i].limit, beyond_room);
  const bool stays = round.unmatched == Unmatched::stay;
  for (std::size_t i = 0; i < parties.pools.size(); ++i) {
    const std::int64_t cut = totals.cut_of_pool[i];
    const std::int64_t added = totals.added_in_pool[i];
    if (stays ? cut == added : cut >= added) continue;
    breaches.push_back(
        {Party::pool, i, "verify.not_conserved", (stays ? "" : "≥ ") + dong(added, round), not_conserved});
  }
  if (stays) return breaches;
  std::vector<Int128> released(parties.donors.size(), 0);
  for (const Release& release : parties.releases)
    released[release.donor] += release.most;
  for (std::size_t i = 0; i < parties.donors.size(); ++i) {
    const auto all = static_cast<std::int64_t>(std::min<Int128>(released[i], parties.donors[i].limit));
    if (totals.cut_of_donor[i] < all)
      breaches.push_back({Party::donor, i, "verify.not_largest", dong(all, round), not_largest});
  }
  return breaches;
}

Int128 capacity_of(const Parties& parties, const Moved& moved, std::size_t tier, const Side& side) {
  Int128 capacity = 0;
  for (std::size_t i = 0; i < parties.donors.size(); ++i) {
    if (!side.donors[i]) capacity += parties.donors[i].limit;
  }
  for (const Release& release : parties.releases) {
    if (side.donors[release.donor] && !side.pools[release.pool]) capacity += release.most;
  }
  const auto inside = [&](std::size_t room) { return room != nowhere && side.rooms[room]; };
  for (std::size_t i = 0; i < parties.takers.size(); ++i) {
    const Taker& taker = parties.takers[i];
    const std::int64_t before = taker.tier < tier ? moved.additions[i] : 0;
    if (side.pools[taker.pool] && !inside(taker.room)) capacity += taker.tier == tier ? taker.need : before;
    if (!side.pools[taker.pool] && inside(taker.room)) capacity -= before;
  }
  for (std::size_t room = 0; room < parties.rooms.size(); ++room) {
    if (inside(room) && !inside(parties.rooms[room].within)) capacity += parties.rooms[room].limit;
  }
  return capacity;
}

}  // namespace giaingan::inline v1::verify
