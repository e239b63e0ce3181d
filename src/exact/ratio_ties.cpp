#include "exact/ratio_ties.hpp"

#include <algorithm>
#include <utility>

#include "exact/ratio_digits.hpp"

namespace giaingan::inline v1 {
namespace {

using Item = OrderedRatio;

constexpr std::size_t byte_of(std::uint32_t key, std::size_t pass) {
  return (key >> (8 * pass)) & 0xff;
}

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
  KeyCounts counts{};
  for (std::size_t i = 0; i < run.size(); ++i) {
    ask_for(ratios, run[std::min(i + look_ahead, run.size() - 1)].index);
    Item& item = run[i];
    item.tie = ~digit(ratios[item.index], level);
    count_key(counts, item.tie);
  }
  sort_by_key(run, scratch, counts);
  if (level == last_level) return;
  for_each_run(run, ratios, [&](std::span<Item> shared) {
    if (shared.size() > 1) sort_run(shared, scratch, ratios, level + 1);
  });
}

// Sorts two ratios, given by position, and numbers them: most runs are so short, and take one comparison.
std::uint32_t settle_pair(Item& first, Item& second, const RatioColumns& ratios, std::uint32_t tie) {
  const auto order = ratios[first.index] <=> ratios[second.index];
  if (order < 0) std::swap(first.index, second.index);
  first.tie = tie;
  second.tie = order == 0 ? tie : tie + 1;
  return second.tie;
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

}  // namespace

// Passes that would move nothing are left out.
void sort_by_key(std::span<Item> items, std::span<Item> scratch, KeyCounts& counts) noexcept {
  std::span<Item> from = items;
  std::span<Item> to = scratch.first(items.size());
  for (std::size_t pass = 0; pass < counts.size(); ++pass) {
    auto& of_pass = counts[pass];
    if (of_pass[byte_of(from.front().tie, pass)] == items.size()) continue;
    std::uint32_t start = 0;
    for (auto& count : of_pass)
      start += std::exchange(count, start);
    for (const Item& item : from)
      to[of_pass[byte_of(item.tie, pass)]++] = item;
    std::swap(from, to);
  }
  if (from.data() != items.data()) std::copy(from.begin(), from.end(), items.begin());
}

void settle_ties(std::span<Item> items, std::span<Item> scratch, const RatioColumns& ratios) {
  std::uint32_t next_tie = 0;
  for_each_run(items, ratios, [&](std::span<Item> run) {
    if (run.size() == 2) {
      next_tie = settle_pair(run[0], run[1], ratios, next_tie) + 1;
      return;
    }
    if (run.size() > 1) sort_run(run, scratch, ratios, 1);
    next_tie = number_run(run, ratios, next_tie) + 1;
  });
}

}  // namespace giaingan::inline v1
