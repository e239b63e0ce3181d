/// @file
/// Ids and other words, each once, numbered as they come; and the numbers that they get in the end.
#pragma once

#include "giaingan/portfolio/facts.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include "portfolio/text_block.hpp"

namespace giaingan::inline v1 {

/// Words in the order of their first appearance.
class Ids {
 public:
  /// The number of the word, and whether it is new.
  std::pair<Index, bool> add(std::string_view word) {
    if (is_last(word) || is_next(word)) return {last_, false};
    if (slots_.size() < 2 * (words_.size() + 1)) make_room();
    const std::uint32_t hash = hash_of(word);
    Slot& slot = slots_[slot_of(word, hash)];
    const bool is_new = slot.number == none;
    if (is_new) {
      slot = {hash, static_cast<Index>(words_.size())};
      words_.push_back(word);
    }
    return {last_ = slot.number, is_new};
  }
  /// The number of the word, or `none`.
  [[nodiscard]] Index find(std::string_view word) const {
    if (is_last(word) || is_next(word)) return last_;
    if (slots_.empty()) return none;
    const Index known = slots_[slot_of(word, hash_of(word))].number;
    if (known != none) last_ = known;
    return known;
  }
  /// Lives until the next word comes.
  [[nodiscard]] std::string_view operator[](Index number) const noexcept {
    return words_[static_cast<std::size_t>(number)];
  }
  [[nodiscard]] std::size_t size() const noexcept { return words_.size(); }

 private:
  struct Slot {
    std::uint32_t hash = 0;
    Index number = none;
  };

  // Rows of one allocation mostly stand together, and files mostly keep one order: most look-ups end here.
  [[nodiscard]] bool is_last(std::string_view word) const { return last_ != none && (*this)[last_] == word; }
  [[nodiscard]] bool is_next(std::string_view word) const {
    if (words_.size() == 0) return false;
    const auto next = last_ + 1 == static_cast<Index>(words_.size()) ? 0 : last_ + 1;
    if ((*this)[next] != word) return false;
    last_ = next;
    return true;
  }
  static std::uint32_t hash_of(std::string_view word) noexcept {
    return static_cast<std::uint32_t>(std::hash<std::string_view>()(word));
  }
  // The slot that holds the word, or the free one where it belongs.
  [[nodiscard]] std::size_t slot_of(std::string_view word, std::uint32_t hash) const {
    std::size_t place = hash & (slots_.size() - 1);
    while (slots_[place].number != none &&
           (slots_[place].hash != hash || (*this)[slots_[place].number] != word))
      place = (place + 1) & (slots_.size() - 1);
    return place;
  }
  void make_room() {
    const auto before =
        std::exchange(slots_, std::vector<Slot>(std::max<std::size_t>(2 * slots_.size(), 16)));
    for (const Slot& slot : before) {
      if (slot.number != none) slots_[slot_of((*this)[slot.number], slot.hash)] = slot;
    }
  }

  TextBlock words_;
  std::vector<Slot> slots_;    // by hash, the next free one; a power of two, at most half of them taken
  mutable Index last_ = none;  // found last
};

/// The places that words get when sorted in UTF-8 byte order.
class Order {
 public:
  explicit Order(const Ids& ids) : by_word_(ids.size()), place_(ids.size()) {
    std::iota(by_word_.begin(), by_word_.end(), 0);
    sort(ids);
    for (std::size_t place = 0; place < by_word_.size(); ++place)
      place_[static_cast<std::size_t>(by_word_[place])] = static_cast<Index>(place);
  }
  /// Where the word of that number stands; `none` stays `none`.
  [[nodiscard]] Index place(Index number) const {
    return number == none ? none : place_[static_cast<std::size_t>(number)];
  }
  /// The numbers in sorted order.
  [[nodiscard]] const std::vector<Index>& by_word() const noexcept { return by_word_; }

 private:
  // Files mostly are sorted but for a few rows: what ascends already is left as it is, and merged.
  void sort(const Ids& ids) {
    const auto less = [&](Index a, Index b) { return ids[a] < ids[b]; };
    std::vector<std::ptrdiff_t> ends;  // of the ascending runs
    for (auto run = by_word_.begin(); run != by_word_.end(); ends.push_back(run - by_word_.begin()))
      run = std::is_sorted_until(run, by_word_.end(), less);
    while (ends.size() > 1) {
      auto merged = place_.begin();
      std::vector<std::ptrdiff_t> merged_ends;
      std::ptrdiff_t begin = 0;
      for (std::size_t i = 0; i < ends.size(); i += 2) {
        const std::ptrdiff_t middle = ends[i];
        const std::ptrdiff_t end = i + 1 < ends.size() ? ends[i + 1] : middle;
        merged = std::merge(by_word_.begin() + begin, by_word_.begin() + middle, by_word_.begin() + middle,
                            by_word_.begin() + end, merged, less);
        merged_ends.push_back(begin = end);
      }
      by_word_.swap(place_);
      ends.swap(merged_ends);
    }
  }

  std::vector<Index> by_word_;
  std::vector<Index> place_;
};

}  // namespace giaingan::inline v1
