#include "giaingan/exact/ratio_ranks.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <numeric>
#include <utility>

#include "exact/ratio_digits.hpp"
#include "exact/ratio_ties.hpp"

namespace giaingan::inline v1 {
namespace {

// Keys are scattered into buckets by their highest bits, in the order of the columns: a ratio's place in its
// bucket needs no index, for going through the columns once more finds it again. A bucket, small enough for
// the first-level cache where keys are spread as figures are, is sorted by itself, and its keys are replaced
// by ranks. Those who share a key are ranked at the end by their ratios, all of them together. Until then the
// keys in the order of the columns are held where their ranks will be.

constexpr std::size_t block = 512;  // so many keys are made, then counted while they are near

// Buckets are by the highest 11 bits, by fewer of few ratios; undefined ones have bucket 0 to themselves.
constexpr int most_bucket_bits = 11;
constexpr int fewest_bucket_bits = 7;
static_assert(undefined_key >> (32 - fewest_bucket_bits) == 0 && least_key >> (32 - fewest_bucket_bits) > 0);
using Starts = std::array<std::uint32_t, (std::size_t{1} << most_bucket_bits) + 1>;

int bit_width(std::size_t number) {
  return static_cast<int>(std::bit_width(number));
}

int bucket_shift(std::size_t count) {
  const int for_a_thousand_each = bit_width(count) - 9;
  return 32 - std::clamp(for_a_thousand_each, fewest_bucket_bits, most_bucket_bits);
}

// A rank that is to be settled is the place among the members of groups, with this bit.
constexpr std::uint32_t in_group = std::uint32_t{1} << 31;

// A key above the place in the bucket, in one word: their order is that of both.
using Keyed = std::uint64_t;

constexpr Keyed keyed(std::uint32_t key, std::size_t place) {
  return (Keyed{key} << 32) | place;
}

constexpr std::uint32_t key_of(Keyed item) {
  return static_cast<std::uint32_t>(item >> 32);
}

constexpr std::uint32_t place_of(Keyed item) {
  return static_cast<std::uint32_t>(item);
}

// ---- Sorting a bucket by some of its keys' digits

struct Digits {
  int passes;
  int bits;   // a pass
  int shift;  // of the lowest one

  [[nodiscard]] std::size_t values() const { return std::size_t{1} << bits; }
  [[nodiscard]] std::size_t of(std::uint32_t key, std::size_t pass) const {
    return (key >> (shift + static_cast<int>(pass) * bits)) & (values() - 1);
  }
};

constexpr int most_bits_a_pass = 8;

int passes_for(int bits) {
  return std::clamp((bits + most_bits_a_pass - 1) / most_bits_a_pass, 2, 4);
}

// All of the lowest bits.
Digits all_digits(int width) {
  return {passes_for(width), most_bits_a_pass, 0};
}

// The highest of the lowest bits, three more than it takes to number the keys: few spread ones share them.
Digits leading_digits(int width, std::size_t count) {
  const int wanted = bit_width(count) + 3;
  const int passes = passes_for(wanted);
  const int bits = std::min((wanted + passes - 1) / passes, most_bits_a_pass);
  return {passes, bits, std::max(width - passes * bits, 0)};
}

// The keys with their places, in the order of the digits. `memory` has room for twice as many.
template <std::size_t passes>
std::span<Keyed> sorted_in(std::span<const std::uint32_t> keys, Digits digits, std::span<Keyed> memory) {
  std::array<std::array<std::uint32_t, std::size_t{1} << most_bits_a_pass>, passes> starts;
  for (auto& of_pass : starts)
    std::fill_n(of_pass.begin(), digits.values(), 0U);
  for (const std::uint32_t key : keys) {
    for (std::size_t pass = 0; pass < passes; ++pass)
      ++starts[pass][digits.of(key, pass)];
  }
  for (auto& of_pass : starts) {
    std::uint32_t start = 0;
    for (std::size_t value = 0; value < digits.values(); ++value)
      start += std::exchange(of_pass[value], start);
  }
  auto from = memory.first(keys.size());
  auto to = memory.subspan(keys.size(), keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    from[starts[0][digits.of(keys[i], 0)]++] = keyed(keys[i], i);
  }
  for (std::size_t pass = 1; pass < passes; ++pass) {
    for (const Keyed item : from)
      to[starts[pass][digits.of(key_of(item), pass)]++] = item;
    std::swap(from, to);
  }
  return from;
}

std::span<Keyed> sorted(std::span<const std::uint32_t> keys, Digits digits, std::span<Keyed> memory) {
  if (digits.passes == 2) return sorted_in<2>(keys, digits, memory);
  if (digits.passes == 3) return sorted_in<3>(keys, digits, memory);
  return sorted_in<4>(keys, digits, memory);
}

void insertion_sort(std::span<Keyed> items) {
  for (std::size_t i = 1; i < items.size(); ++i) {
    const Keyed item = items[i];
    std::size_t place = i;
    for (; place > 0 && item < items[place - 1]; --place)
      items[place] = items[place - 1];
    items[place] = item;
  }
}

// So many are sorted by insertion.
constexpr std::size_t few = 32;

// How many of the lowest bits aren't the same in all keys.
int differing_bits(std::span<const std::uint32_t> keys) {
  std::uint32_t differing = 0;
  for (const std::uint32_t key : keys)
    differing |= key ^ keys.front();
  return bit_width(differing);
}

// Leaves the keys in the place of the ranks. Returns where each bucket starts; the last one is the end of
// them all.
Starts hold_keys(const RatioColumns& ratios, int shift, std::span<std::int32_t> rank, SimdLevel level) {
  Starts starts{};
  std::array<std::uint32_t, block> keys;
  for (std::size_t first = 0; first < ratios.count; first += block) {
    const auto here = ratios.part(first, std::min(block, ratios.count - first));
    first_keys(here, keys, level);
    for (std::size_t i = 0; i < here.count; ++i) {
      ++starts[(keys[i] >> shift) + 1];
      rank[first + i] = static_cast<std::int32_t>(keys[i]);
    }
  }
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  return starts;
}

}  // namespace

// A bucket whose keys are being replaced by ranks.
class RatioRanks::Bucket {
 public:
  // So many ratios of other buckets are higher.
  Bucket(RatioRanks& ranks, std::span<std::uint32_t> values, std::uint32_t higher)
      : ranks_(ranks), values_(values), higher_(higher) {}

  void rank() {
    const std::span<Keyed> memory = ranks_.sorted_;
    if (values_.size() <= few) return rank_few(memory.first(values_.size()));
    const int width = differing_bits(values_);
    if (width == 0) return group_all();
    const std::size_t groups = ranks_.groups_.size();
    const std::uint32_t grouped = ranks_.grouped_;
    const Digits digits = leading_digits(width, values_.size());
    const std::span<Keyed> items = sorted(values_, digits, memory);
    if (rank_sorted(items, digits.shift)) return;
    // Too many share their leading digits: once more from the start, by all of them.
    ranks_.groups_.resize(groups);
    ranks_.grouped_ = grouped;
    for (const Keyed item : items)
      values_[place_of(item)] = key_of(item);
    rank_sorted(sorted(values_, all_digits(width), memory), 0);
  }

 private:
  void rank_few(std::span<Keyed> items) {
    for (std::size_t i = 0; i < items.size(); ++i)
      items[i] = keyed(values_[i], i);
    rank_run(items, 0);
  }

  void group_all() {
    for (std::size_t i = 0; i < values_.size(); ++i)
      values_[i] = in_group | (ranks_.grouped_ + static_cast<std::uint32_t>(i));
    add_group(0, values_.size());
  }

  // Ranks items that are sorted but for the lowest bits of their keys. Says no where too many share the
  // others.
  bool rank_sorted(std::span<Keyed> items, int unsorted_bits) {
    Keyed previous = items.front();
    set_rank(previous, 0);
    for (std::size_t i = 1; i < items.size(); ++i) {
      const Keyed item = items[i];
      set_rank(item, i);
      if (key_of(item) > key_of(previous)) [[likely]] {
        previous = item;
        continue;
      }
      const auto shared = [&](Keyed other) { return (key_of(other) ^ key_of(item)) >> unsorted_bits == 0; };
      std::size_t first = i - 1;
      while (first > 0 && shared(items[first - 1]))
        --first;
      while (i + 1 < items.size() && shared(items[i + 1]))
        ++i;
      const auto run = items.subspan(first, i + 1 - first);
      if (run.size() > few && unsorted_bits > 0) return false;
      rank_run(run, first);
      previous = items[i];
    }
    return true;
  }

  // Ranks items in any order, after so many of the bucket.
  void rank_run(std::span<Keyed> items, std::size_t before) {
    insertion_sort(items);
    for (std::size_t first = 0; first < items.size();) {
      std::size_t end = first + 1;
      while (end < items.size() && key_of(items[end]) == key_of(items[first]))
        ++end;
      if (end == first + 1) {
        set_rank(items[first], before + first);
      } else {
        for (std::size_t i = first; i < end; ++i)
          values_[place_of(items[i])] = in_group | (ranks_.grouped_ + static_cast<std::uint32_t>(i - first));
        add_group(before + first, end - first);
      }
      first = end;
    }
  }

  void set_rank(Keyed item, std::size_t before) {
    values_[place_of(item)] = higher_ + static_cast<std::uint32_t>(before) + 1;
  }

  void add_group(std::size_t before, std::size_t count) {
    ranks_.groups_.push_back(
        {higher_ + static_cast<std::uint32_t>(before), static_cast<std::uint32_t>(count)});
    ranks_.grouped_ += static_cast<std::uint32_t>(count);
  }

  RatioRanks& ranks_;
  std::span<std::uint32_t> values_;
  std::uint32_t higher_;
};

void RatioRanks::standard(const RatioColumns& ratios, std::span<std::int32_t> rank, SimdLevel level) {
  const int shift = bucket_shift(ratios.count);
  const Starts starts = hold_keys(ratios, shift, rank, level);
  if (bucketed_.size() < ratios.count) bucketed_.resize(ratios.count);
  Starts next = starts;
  for (const std::int32_t held : rank) {
    const auto key = static_cast<std::uint32_t>(held);
    bucketed_[next[key >> shift]++] = key;
  }
  rank_buckets(starts);
  members_.resize(std::max(members_.size(), std::size_t{2} * grouped_));
  next = starts;
  for (std::size_t i = 0; i < rank.size(); ++i) {
    const auto key = static_cast<std::uint32_t>(rank[i]);
    const std::uint32_t value = bucketed_[next[key >> shift]++];
    rank[i] = static_cast<std::int32_t>(value);
    if ((value & in_group) != 0) members_[value ^ in_group] = {static_cast<std::uint32_t>(i), key};
  }
  settle_groups(ratios, rank);
}

void RatioRanks::rank_buckets(std::span<const std::uint32_t> starts) {
  groups_.clear();
  grouped_ = 0;
  std::size_t largest = 0;
  for (std::size_t bucket = 1; bucket < starts.size(); ++bucket)
    largest = std::max<std::size_t>(largest, starts[bucket] - starts[bucket - 1]);
  sorted_.resize(std::max(sorted_.size(), 2 * largest));
  static_assert(undefined_key == 0, "which is their rank, and stays in bucket 0");
  const std::uint32_t undefined = starts[1];
  for (std::size_t bucket = 1; bucket + 1 < starts.size(); ++bucket) {
    const std::uint32_t first = starts[bucket];
    const std::uint32_t count = starts[bucket + 1] - first;
    if (count > 0) Bucket(*this, {bucketed_.data() + first, count}, first - undefined).rank();
  }
}

void RatioRanks::settle_groups(const RatioColumns& ratios, std::span<std::int32_t> rank) {
  const std::span<OrderedRatio> members(members_.data(), grouped_);
  settle_ties(members, {members_.data() + grouped_, grouped_}, ratios);
  std::size_t next = 0;
  for (const auto& [higher, count] : groups_) {
    std::uint32_t place = higher;
    std::uint32_t first_of_tie = higher + 1;
    std::uint32_t tie = members[next].tie;
    for (const OrderedRatio& member : members.subspan(next, count)) {
      ++place;
      if (member.tie != tie) first_of_tie = place;
      tie = member.tie;
      rank[member.index] = static_cast<std::int32_t>(first_of_tie);
    }
    next += count;
  }
}

}  // namespace giaingan::inline v1
