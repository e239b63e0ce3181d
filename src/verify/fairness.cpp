#include <algorithm>
#include <limits>
#include <numeric>

#include "verify/division_check.hpp"
#include "verify/fair_shares.hpp"
#include "verify/order_check.hpp"

namespace giaingan::inline v1::verify {
namespace {

constexpr Why tier_not_largest{
    "bậc này có thể nhận thêm mà không lấy của bậc trên: tổng của bậc chưa phải lớn nhất",
    "the tier could have had more without taking from an earlier one: its total is not the largest"};
constexpr Why out_of_order{
    "có thể nhận thêm một bước mà chỉ lấy của các khoản xếp sau nó trong cùng bậc: không đúng thứ tự tỷ lệ "
    "giải ngân từ cao xuống thấp",
    "it could have had one step more, taken only from recipients of its tier that come after it: not the "
    "order of ratios, the highest first"};
constexpr Why not_its_share{
    "phần công bằng của khoản này (theo tỷ lệ nhu cầu hoặc đều nhau, trong mọi giới hạn) làm tròn xuống bước "
    "là "
    "mức đầu, và không ai được hơn một bước",
    "its fair share (in proportion to need, or equal, within every cap) rounded down to whole steps is the "
    "first amount, and nobody gets more than one step above it"};
constexpr Why not_its_remainder{
    "khi làm tròn theo số dư lớn nhất, khoản này có thể nhận thêm một bước mà chỉ lấy của các khoản có số dư "
    "nhỏ hơn",
    "rounding by the largest remainder, it could have had one step more, taken only from smaller remainders"};
constexpr Why cut_out_of_order{
    "có thể giảm thêm một bước thay cho các khoản có tỷ lệ giải ngân cao hơn: không đúng thứ tự giảm",
    "it could have been cut one step more in place of those with better ratios: not the order of cuts"};
constexpr Why not_its_share_of_cuts{
    "phần phải giảm theo tỷ lệ mức điều chuyển, làm tròn xuống bước, là mức đầu; không ai giảm hơn một bước "
    "trên mức đó",
    "its share of the cuts in proportion to what each may release, rounded down, is the first amount; nobody "
    "is cut more than one step above it"};
constexpr Why not_its_remainder_of_cuts{
    "khi làm tròn theo số dư lớn nhất, khoản này phải giảm thêm một bước thay cho các khoản có số dư nhỏ hơn",
    "rounding by the largest remainder, it is cut one step more before smaller remainders are"};

/// By what those who take or give are ordered: all as before the round.
struct Rank {
  std::optional<Ratio> unit;
  std::optional<Ratio> own;
  std::size_t allocation = 0;
};

/// −1: the first one is before. A ratio that isn't defined comes last in either direction.
int by_ratio(const std::optional<Ratio>& a, const std::optional<Ratio>& b, bool highest_first) {
  if (!a || !b) return a.has_value() == b.has_value() ? 0 : a ? -1 : 1;
  if (*a == *b) return 0;
  return (*b < *a) == highest_first ? -1 : 1;
}

bool before(const Rank& a, const Rank& b, bool highest_first) {
  if (const int unit = by_ratio(a.unit, b.unit, highest_first); unit != 0) return unit < 0;
  if (const int own = by_ratio(a.own, b.own, highest_first); own != 0) return own < 0;
  return a.allocation < b.allocation;
}

/// Who comes first among equal remainders, as numbers.
std::vector<std::size_t> precedences(const std::vector<Rank>& ranks, const std::vector<std::int64_t>& most,
                                     RemainderTies ties) {
  std::vector<std::size_t> order(ranks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    if (ties == RemainderTies::ratio_desc) return before(ranks[a], ranks[b], true);
    if (ties == RemainderTies::amount_desc && most[a] != most[b]) return most[a] > most[b];
    return ranks[a].allocation < ranks[b].allocation;
  });
  std::vector<std::size_t> precedence(ranks.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    precedence[order[i]] = i;
  return precedence;
}

/// Sets that grow together.
class Sets {
 public:
  explicit Sets(std::size_t count) : above_(count) {
    std::iota(above_.begin(), above_.end(), std::size_t{0});
  }
  std::size_t of(std::size_t one) {
    while (above_[one] != one)
      one = above_[one] = above_[above_[one]];
    return one;
  }
  void join(std::size_t one, std::size_t other) { above_[of(one)] = of(other); }

 private:
  std::vector<std::size_t> above_;
};

/// One side of the round as claims on a network: a tier's needs, or the releases.
struct Claims {
  std::vector<std::size_t> party;  ///< of each: the taker or the release
  std::vector<Line> lines;
  std::vector<Rank> ranks;
  std::vector<std::int64_t> most;
  std::vector<std::size_t> pool;
  std::vector<std::size_t> hold;  ///< the innermost that binds: a room or a donor
};

/// The network around the claims of one side, and what ties pools together there.
struct Surroundings {
  std::size_t nodes = 0;
  std::vector<Line> others;
  std::vector<Hold> holds;
  std::vector<bool> holds_bind;  ///< one a hold: its sharers want more than is left
  Sets together{0};              ///< pools whose supplies depend on each other
};

class Fairness {
 public:
  Fairness(const Parties& parties, const Round& round, const Moved& moved)
      : parties_(parties), round_(round), moved_(moved), needed_(parties.pools.size(), 0) {}

  std::vector<Breach> find() {
    for (std::size_t tier = 0; tier < round_.tiers.size(); ++tier)
      tiers(tier);
    cuts();
    return std::move(breaches_);
  }

 private:
  // Nodes: source, sink, donors, pools, rooms.
  static constexpr std::size_t source_ = 0;
  static constexpr std::size_t sink_ = 1;
  [[nodiscard]] static std::size_t donor(std::size_t i) { return 2 + i; }
  [[nodiscard]] std::size_t pool(std::size_t i) const { return 2 + parties_.donors.size() + i; }
  [[nodiscard]] std::size_t room(std::size_t i) const {
    return i == nowhere ? sink_ : 2 + parties_.donors.size() + parties_.pools.size() + i;
  }
  [[nodiscard]] std::size_t nodes() const {
    return 2 + parties_.donors.size() + parties_.pools.size() + parties_.rooms.size();
  }

  /// What releases pay for the additions so far: of the cuts, as much as each pool needs. (Which of them pay
  /// makes no difference to what can be exchanged: it depends on the pools' amounts alone.)
  [[nodiscard]] std::vector<std::int64_t> payments() const {
    std::vector<std::int64_t> left = needed_;
    std::vector<std::int64_t> paid;
    paid.reserve(moved_.cuts.size());
    for (std::size_t i = 0; i < moved_.cuts.size(); ++i) {
      std::int64_t& of_pool = left[parties_.releases[i].pool];
      paid.push_back(std::min(moved_.cuts[i], of_pool));
      of_pool -= paid.back();
    }
    return paid;
  }

  /// Pools that share a donor whose limit binds.
  void join_by_donors(Sets& sets, const std::vector<bool>& matters) const {
    std::vector<Int128> released(parties_.donors.size(), 0);
    for (const Release& release : parties_.releases)
      released[release.donor] += release.most;
    std::vector<std::size_t> first(parties_.donors.size(), nowhere);
    for (const Release& release : parties_.releases) {
      if (release.most == 0 || !matters[release.pool]) continue;
      if (released[release.donor] <= parties_.donors[release.donor].limit) continue;
      std::size_t& one = first[release.donor];
      if (one == nowhere) one = release.pool;
      sets.join(one, release.pool);
    }
  }

  void tiers(std::size_t tier) {
    const Claims claims = claims_of(tier);
    std::vector<bool> matters(parties_.pools.size());
    for (std::size_t i = 0; i < needed_.size(); ++i)
      matters[i] = needed_[i] > 0;
    std::vector<std::int64_t> earlier(parties_.rooms.size(), 0);
    std::vector<std::int64_t> used(parties_.rooms.size(), 0);
    std::vector<Int128> wanted(parties_.rooms.size(), 0);
    for (std::size_t i = 0; i < parties_.takers.size(); ++i) {
      const Taker& taker = parties_.takers[i];
      if (taker.tier > tier) continue;
      if (taker.tier == tier) {
        needed_[taker.pool] += moved_.additions[i];
        if (taker.need > 0) matters[taker.pool] = true;
      }
      for (std::size_t r = taker.room; r != nowhere; r = parties_.rooms[r].within) {
        used[r] += moved_.additions[i];
        if (taker.tier < tier) earlier[r] += moved_.additions[i];
        if (taker.tier == tier) wanted[r] += taker.need;
      }
    }
    if (claims.party.empty()) return;

    Surroundings around{.nodes = nodes(), .together = Sets(parties_.pools.size())};
    join_by_donors(around.together, matters);
    for (std::size_t r = 0; r < parties_.rooms.size(); ++r) {
      const Room& of = parties_.rooms[r];
      around.others.push_back({room(r), room(of.within), 0, of.limit, used[r]});
      around.holds.push_back({of.limit - earlier[r], of.within});
      around.holds_bind.push_back(wanted[r] > of.limit - earlier[r]);
    }
    add_supply(around.others, payments());
    check_total(tier, claims, around);
    const WithinTier within = round_.tiers[tier].within;
    if (within == WithinTier::ratio_desc) {
      in_order(claims, around, Party::taker, out_of_order);
    } else {
      shared(claims, around, within == WithinTier::equal, Party::taker, not_its_share, not_its_remainder);
    }
  }

  /// The tier's total can grow exactly if something more could run from the source to the sink.
  void check_total(std::size_t tier, const Claims& claims, const Surroundings& around) {
    std::vector<Line> all = around.others;
    all.insert(all.end(), claims.lines.begin(), claims.lines.end());
    const Line more{sink_, source_, 0, 1, 0};
    if (could_have_more(around.nodes, all, {&more, 1}).empty()) return;
    std::int64_t total = 0;
    for (const Line& line : claims.lines)
      total += line.flow;
    breaches_.push_back({Party::tier, tier, "verify.not_largest",
                         "≥ " + std::to_string(in_dong(total + 1, round_.step)), tier_not_largest});
  }

  void add_supply(std::vector<Line>& lines, const std::vector<std::int64_t>& paid) const {
    std::vector<std::int64_t> of_donor(parties_.donors.size(), 0);
    for (std::size_t i = 0; i < paid.size(); ++i) {
      const Release& release = parties_.releases[i];
      of_donor[release.donor] += paid[i];
      if (release.most > 0)
        lines.push_back({donor(release.donor), pool(release.pool), 0, release.most, paid[i]});
    }
    for (std::size_t i = 0; i < of_donor.size(); ++i)
      lines.push_back({source_, donor(i), 0, parties_.donors[i].limit, of_donor[i]});
  }

  [[nodiscard]] Claims claims_of(std::size_t tier) const {
    Claims claims;
    for (std::size_t i = 0; i < parties_.takers.size(); ++i) {
      const Taker& taker = parties_.takers[i];
      if (taker.tier != tier || taker.need == 0) continue;
      claims.party.push_back(i);
      claims.lines.push_back({pool(taker.pool), room(taker.room), 0, taker.need, moved_.additions[i]});
      claims.ranks.push_back({parties_.recipient_level.sums[taker.unit].ratio(),
                              parties_.standing.of[taker.allocation].ratio(), taker.allocation});
      claims.most.push_back(taker.need);
      claims.pool.push_back(taker.pool);
      claims.hold.push_back(taker.room);
    }
    return claims;
  }

  void cuts() {
    Claims claims;
    std::vector<std::int64_t> cut_of_donor(parties_.donors.size(), 0);
    std::vector<std::int64_t> cut_of_pool(parties_.pools.size(), 0);
    std::vector<Int128> released(parties_.donors.size(), 0);
    for (std::size_t i = 0; i < parties_.releases.size(); ++i) {
      const Release& release = parties_.releases[i];
      cut_of_donor[release.donor] += moved_.cuts[i];
      cut_of_pool[release.pool] += moved_.cuts[i];
      released[release.donor] += release.most;
      if (release.most == 0) continue;
      claims.party.push_back(i);
      claims.lines.push_back({donor(release.donor), pool(release.pool), 0, release.most, moved_.cuts[i]});
      claims.ranks.push_back({parties_.donor_level.sums[parties_.donors[release.donor].unit].ratio(),
                              parties_.standing.of[release.allocation].ratio(), release.allocation});
      claims.most.push_back(release.most);
      claims.pool.push_back(release.pool);
      claims.hold.push_back(release.donor);
    }
    if (claims.party.empty()) return;
    Surroundings around{.nodes = nodes(), .together = Sets(parties_.pools.size())};
    join_by_donors(around.together, std::vector<bool>(parties_.pools.size(), true));
    for (std::size_t i = 0; i < parties_.donors.size(); ++i) {
      const std::int64_t limit = parties_.donors[i].limit;
      around.others.push_back({source_, donor(i), 0, limit, cut_of_donor[i]});
      around.holds.push_back({limit, nowhere});
      around.holds_bind.push_back(released[i] > limit);
    }
    const bool stays = round_.unmatched == Unmatched::stay;
    for (std::size_t i = 0; i < parties_.pools.size(); ++i) {
      const std::int64_t most = stays ? needed_[i] : std::numeric_limits<std::int64_t>::max();
      around.others.push_back({pool(i), sink_, needed_[i], most, cut_of_pool[i]});
    }
    if (round_.cut_order == CutOrder::worst_ratio_first) {
      in_order(claims, around, Party::release, cut_out_of_order);
    } else {
      shared(claims, around, false, Party::release, not_its_share_of_cuts, not_its_remainder_of_cuts);
    }
  }

  void breach(Party party, std::size_t which, std::string required, const Why& why) {
    breaches_.push_back({party, which, "verify.unfair", std::move(required), why});
  }

  /// Lexicographically largest: recipients with the highest ratio first, releases with the lowest.
  void in_order(const Claims& claims, const Surroundings& around, Party party, const Why& why) {
    std::vector<std::size_t> order(claims.party.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
      return before(claims.ranks[a], claims.ranks[b], party == Party::taker);
    });
    check_order(claims, claims.lines, order, around, party, why);
  }

  void check_order(const Claims& claims, const std::vector<Line>& lines,
                   const std::vector<std::size_t>& order, const Surroundings& around, Party party,
                   const Why& why) {
    std::vector<Line> ordered;
    ordered.reserve(order.size());
    for (const std::size_t i : order)
      ordered.push_back(lines[i]);
    for (const std::size_t place : could_have_more(around.nodes, around.others, ordered)) {
      const Line& line = ordered[place];
      breach(party, claims.party[order[place]], "≥ " + std::to_string(in_dong(line.flow + 1, round_.step)),
             why);
    }
  }

  /// Fair real shares, rounded by the largest remainder.
  void shared(const Claims& claims, Surroundings& around, bool equal, Party party, const Why& of_share,
              const Why& of_remainder) {
    const auto precedence = precedences(claims.ranks, claims.most, round_.ties);
    std::vector<std::size_t> first_pool(around.holds.size(), nowhere);
    for (std::size_t i = 0; i < claims.party.size(); ++i) {
      for (std::size_t hold = claims.hold[i]; hold != nowhere; hold = around.holds[hold].within) {
        if (!around.holds_bind[hold]) continue;
        if (first_pool[hold] == nowhere) first_pool[hold] = claims.pool[i];
        around.together.join(first_pool[hold], claims.pool[i]);
      }
    }
    std::vector<std::vector<std::size_t>> parts(parties_.pools.size());
    for (std::size_t i = 0; i < claims.party.size(); ++i)
      parts[around.together.of(claims.pool[i])].push_back(i);

    std::vector<Line> lines = claims.lines;
    std::vector<std::size_t> order;
    bool in_bounds = true;
    for (const auto& part : parts) {
      if (part.empty()) continue;
      const FairShares shares = shares_of(claims, around, part, precedence, equal, party);
      for (std::size_t i = 0; i < part.size(); ++i) {
        Line& line = lines[part[i]];
        line.lower = shares.whole[i];
        line.upper = std::min(line.upper, shares.whole[i] + 1);
        if (line.flow >= line.lower && line.flow <= line.upper) continue;
        in_bounds = false;
        const auto low = std::to_string(in_dong(line.lower, round_.step));
        const auto high = std::to_string(in_dong(line.upper, round_.step));
        breach(party, claims.party[part[i]], low == high ? low : low + " … " + high, of_share);
      }
      for (const std::size_t i : shares.order)
        order.push_back(part[i]);
    }
    if (in_bounds) check_order(claims, lines, order, around, party, of_remainder);
  }

  [[nodiscard]] FairShares shares_of(const Claims& claims, const Surroundings& around,
                                     const std::vector<std::size_t>& part,
                                     const std::vector<std::size_t>& precedence, bool equal,
                                     Party party) const {
    std::vector<Sharer> sharers;
    std::int64_t total = 0;
    Int128 wanted = 0;
    bool one_pool = true;
    for (const std::size_t i : part) {
      std::size_t hold = claims.hold[i];
      while (hold != nowhere && !around.holds_bind[hold])
        hold = around.holds[hold].within;
      sharers.push_back({claims.most[i], equal ? 1 : claims.most[i], precedence[i], hold});
      total += claims.lines[i].flow;
      wanted += claims.most[i];
      one_pool = one_pool && claims.pool[i] == claims.pool[part.front()];
    }
    // Nobody shares where all is had, or nothing.
    if (one_pool || total == wanted || total == 0) return nested(sharers, around, total);
    return network_shares(sharers, network_of(claims, around, part, party));
  }

  [[nodiscard]] static FairShares nested(std::vector<Sharer>& sharers, const Surroundings& around,
                                         std::int64_t total) {
    // The holds of this part alone.
    std::vector<Hold> holds;
    std::vector<std::size_t> known;
    for (const Sharer& sharer : sharers) {
      for (std::size_t hold = sharer.room; hold != nowhere; hold = around.holds[hold].within)
        known.push_back(hold);
    }
    std::ranges::sort(known);
    known.erase(std::unique(known.begin(), known.end()), known.end());
    const auto place_of = [&](std::size_t hold) {
      return hold == nowhere
                 ? nowhere
                 : static_cast<std::size_t>(std::ranges::lower_bound(known, hold) - known.begin());
    };
    holds.reserve(holds.size() + known.size());
    for (const std::size_t hold : known)
      holds.push_back({around.holds[hold].left, place_of(around.holds[hold].within)});
    for (Sharer& sharer : sharers)
      sharer.room = place_of(sharer.room);
    return nested_shares(sharers, holds, total);
  }

  /// The part's own network, closed from sink to source by what flows through it.
  [[nodiscard]] ShareNetwork network_of(const Claims& claims, const Surroundings& around,
                                        const std::vector<std::size_t>& part, Party party) const {
    ShareNetwork network{.nodes = around.nodes};
    std::vector<bool> is_claim(claims.lines.size(), false);
    for (const std::size_t i : part) {
      is_claim[i] = true;
      const Line& line = claims.lines[i];
      network.sharers.push_back({line.from, line.to, 0, line.upper});
    }
    std::int64_t through = 0;
    for (const Line& line : around.others) {
      network.pipes.push_back({line.from, line.to, line.lower, line.upper});
      if (line.from == source_) through += line.flow;
    }
    // Everybody else's amounts stand.
    for (std::size_t i = 0; i < claims.lines.size(); ++i) {
      const Line& line = claims.lines[i];
      if (!is_claim[i]) network.pipes.push_back({line.from, line.to, line.flow, line.flow});
    }
    if (party == Party::taker) add_earlier(claims, network);
    network.pipes.push_back({sink_, source_, through, through});
    return network;
  }

  /// What earlier tiers were given runs as it is.
  void add_earlier(const Claims& claims, ShareNetwork& network) const {
    const std::size_t tier = parties_.takers[claims.party.front()].tier;
    for (std::size_t i = 0; i < parties_.takers.size(); ++i) {
      const Taker& taker = parties_.takers[i];
      const std::int64_t given = moved_.additions[i];
      if (taker.tier < tier && given > 0)
        network.pipes.push_back({pool(taker.pool), room(taker.room), given, given});
    }
  }

  const Parties& parties_;
  const Round& round_;
  const Moved& moved_;
  std::vector<std::int64_t> needed_;  ///< of pools: the additions up to the tier at hand
  std::vector<Breach> breaches_;
};

}  // namespace

std::vector<Breach> unfair(const Parties& parties, const Round& round, const Moved& moved) {
  return Fairness(parties, round, moved).find();
}

}  // namespace giaingan::inline v1::verify
