#include "giaingan/exact/ratio_order.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <utility>

#include "exact/wide_division.hpp"

namespace giaingan::inline v1 {
namespace {

// Ratios are sorted by the digits of their long division, 32 bits at a time, never rounded up: a higher ratio
// never has a lower digit before they differ. The first digit tells nearly all of them apart. Where ratios
// share it, the next digits are asked for; two different ratios of 63-bit numbers differ by more than 2^-126,
// so that those who share all digits up to 2^-127 are equal.
//
// While sorting, `tie` holds a key: the digit with all bits turned, since radix sort goes upwards.
using Item = OrderedRatio;

// The first digit. Below 1: 31 bits after the point. From 1 on, above all of those: the place of the highest
// bit of the whole part, and the 25 bits after it.
std::uint32_t first_digit(std::uint64_t num, std::uint64_t den) {
  constexpr std::uint32_t from_one = std::uint32_t{1} << 31;
  constexpr int mantissa_bits = 25;
  if (num < den) return static_cast<std::uint32_t>(divide_wide(num >> 33, num << 31, den).quotient);
  const auto [whole, rest] = divide_wide(0, num, den);
  const int exponent = 63 - std::countl_zero(whole);
  const std::uint64_t after_point =
      divide_wide(rest >> (64 - mantissa_bits), rest << mantissa_bits, den).quotient;
  const std::uint64_t mantissa = exponent >= mantissa_bits
                                     ? whole >> (exponent - mantissa_bits)
                                     : (whole << (mantissa_bits - exponent)) | (after_point >> exponent);
  return from_one | (static_cast<std::uint32_t>(exponent) << mantissa_bits) |
         static_cast<std::uint32_t>(mantissa & ((1U << mantissa_bits) - 1));
}

// Digits after the first: below 1 the next 3 of 32 bits, from 1 on the whole part's two and 4 after the
// point.
constexpr int last_level = 6;

std::uint32_t digit(std::uint64_t num, std::uint64_t den, int level) {
  Divided divided{};
  if (num < den) {
    divided = divide_wide(num >> 33, num << 31, den);
  } else {
    divided = divide_wide(0, num, den);
    if (level == 1) return static_cast<std::uint32_t>(divided.quotient >> 32);
    level -= 2;
  }
  for (; level > 0; --level)
    divided = divide_wide(divided.remainder >> 32, divided.remainder << 32, den);
  return static_cast<std::uint32_t>(divided.quotient);
}

// ---- Radix sort

constexpr int bits_a_pass = 8;
constexpr std::size_t buckets = std::size_t{1} << bits_a_pass;
constexpr int passes = 4;
using Histograms = std::array<std::array<std::uint32_t, buckets>, passes>;

constexpr std::size_t bucket(std::uint32_t key, int pass) {
  return (key >> (pass * bits_a_pass)) & (buckets - 1);
}

void count_key(Histograms& counts, std::uint32_t key) {
  for (int pass = 0; pass < passes; ++pass)
    ++counts[static_cast<std::size_t>(pass)][bucket(key, pass)];
}

// Sorts by key, stably; passes that would move nothing are left out. `scratch` has room for as many.
void radix_sort(std::span<Item> items, std::span<Item> scratch, Histograms& counts) {
  std::span<Item> from = items;
  std::span<Item> to = scratch.first(items.size());
  for (int pass = 0; pass < passes; ++pass) {
    auto& of_pass = counts[static_cast<std::size_t>(pass)];
    if (of_pass[bucket(from.front().tie, pass)] == items.size()) continue;
    std::uint32_t start = 0;
    for (auto& count : of_pass)
      start += std::exchange(count, start);
    for (const Item& item : from)
      to[of_pass[bucket(item.tie, pass)]++] = item;
    std::swap(from, to);
  }
  if (from.data() != items.data()) std::copy(from.begin(), from.end(), items.begin());
}

// ---- Ratios that share a digit

// From how many ratios on their next digit is cheaper than comparing them with one another.
constexpr std::size_t few = 48;

bool all_equal(std::span<const Item> items, const RatioColumns& ratios) {
  const Ratio first = ratios[items.front().index];
  return std::all_of(items.begin() + 1, items.end(),
                     [&](const Item& item) { return ratios[item.index] == first; });
}

void sort_few(std::span<Item> items, const RatioColumns& ratios) {
  std::sort(items.begin(), items.end(), [&](const Item& a, const Item& b) {
    const auto order = ratios[a.index] <=> ratios[b.index];
    return order != 0 ? order > 0 : a.index < b.index;
  });
}

// Figures stand anywhere in the columns: they are asked for a little before they are needed.
constexpr std::size_t look_ahead = 32;

void ask_for(const RatioColumns& ratios, std::uint32_t index) {
  const auto place = static_cast<std::ptrdiff_t>(index);
  __builtin_prefetch(ratios.num + place * ratios.num_stride);
  __builtin_prefetch(ratios.den + place * ratios.den_stride);
}

// Asks for the figures of ratios that share a key with a neighbour and will be compared.
class Ahead {
 public:
  Ahead(std::span<const Item> items, const RatioColumns& ratios) : items_(items), ratios_(ratios) {}

  void move_to(std::size_t place) {
    next_ = std::max(next_, place + 1);
    for (const std::size_t until = std::min(place + look_ahead, items_.size()); next_ < until; ++next_) {
      if (items_[next_].tie != items_[next_ - 1].tie) continue;
      ask_for(ratios_, items_[next_ - 1].index);
      ask_for(ratios_, items_[next_].index);
    }
  }

 private:
  std::span<const Item> items_;
  const RatioColumns& ratios_;
  std::size_t next_ = 1;
};

// Calls `work` with each run of items that share a key, from the first to the last.
template <class Work>
void for_each_run(std::span<Item> items, const RatioColumns& ratios, Work work) {
  Ahead ahead(items, ratios);
  for (std::size_t first = 0; first < items.size();) {
    ahead.move_to(first);
    std::size_t end = first + 1;
    while (end < items.size() && items[end].tie == items[first].tie)
      ++end;
    work(items.subspan(first, end - first));
    first = end;
  }
}

// Sorts ratios that share every digit above `level`, given by position.
void sort_run(std::span<Item> run, std::span<Item> scratch, const RatioColumns& ratios, int level) {
  if (all_equal(run, ratios)) return;
  if (run.size() <= few) return sort_few(run, ratios);
  Histograms counts{};
  for (std::size_t i = 0; i < run.size(); ++i) {
    ask_for(ratios, run[std::min(i + look_ahead, run.size() - 1)].index);
    Item& item = run[i];
    const Ratio ratio = ratios[item.index];
    item.tie = ~digit(static_cast<std::uint64_t>(ratio.num), static_cast<std::uint64_t>(ratio.den), level);
    count_key(counts, item.tie);
  }
  radix_sort(run, scratch, counts);
  if (level == last_level) return;
  for_each_run(run, ratios, [&](std::span<Item> shared) {
    if (shared.size() > 1) sort_run(shared, scratch, ratios, level + 1);
  });
}

// Turns the keys of a sorted run into numbers of ties, the first of them `tie`. Returns the last one.
std::uint32_t number_run(std::span<Item> run, const RatioColumns& ratios, std::uint32_t tie) {
  std::uint32_t previous_key = std::exchange(run.front().tie, tie);
  for (std::size_t i = 1; i < run.size(); ++i) {
    // Equal ratios have been given the same keys at every turn.
    const std::uint32_t key = run[i].tie;
    if (key != previous_key || ratios[run[i].index] != ratios[run[i - 1].index]) ++tie;
    run[i].tie = tie;
    previous_key = key;
  }
  return tie;
}

// Tells apart the ratios that share their first digit, and numbers the ties.
void settle(std::span<Item> items, std::span<Item> scratch, const RatioColumns& ratios) {
  std::uint32_t next_tie = 0;
  for_each_run(items, ratios, [&](std::span<Item> run) {
    if (run.size() > 1) sort_run(run, scratch, ratios, 1);
    next_tie = number_run(run, ratios, next_tie) + 1;
  });
}

}  // namespace

std::span<const OrderedRatio> RatioOrder::descending(const RatioColumns& ratios) {
  if (memory_.size() < 2 * ratios.count) memory_.resize(2 * ratios.count);
  const std::span<Item> order(memory_.data(), ratios.count);
  const std::span<Item> scratch(memory_.data() + ratios.count, ratios.count);
  Histograms counts{};
  std::size_t defined = 0;
  for (std::size_t i = 0; i < ratios.count; ++i) {
    const Ratio ratio = ratios[i];
    if (ratio.den == 0) continue;
    const std::uint32_t key =
        ~first_digit(static_cast<std::uint64_t>(ratio.num), static_cast<std::uint64_t>(ratio.den));
    order[defined++] = {static_cast<std::uint32_t>(i), key};
    count_key(counts, key);
  }
  const std::span<Item> items = order.first(defined);
  if (items.empty()) return {};
  radix_sort(items, scratch, counts);
  settle(items, scratch, ratios);
  return items;
}

}  // namespace giaingan::inline v1
