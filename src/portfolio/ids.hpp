/// @file
/// Ids and other words, each once, numbered as they come; and the numbers that they get in the end.
#pragma once

#include "giaingan/portfolio/facts.hpp"

#include <algorithm>
#include <cstddef>
#include <deque>
#include <numeric>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace giaingan::inline v1 {

/// Words in the order of their first appearance.
class Ids {
 public:
  /// The number of the word, and whether it is new.
  std::pair<Index, bool> add(std::string_view word) {
    if (is_last(word) || is_next(word)) return {last_, false};
    if (ascending_ && (words_.empty() || word > words_.back())) return {last_ = append(word), true};
    if (const Index known = look_up(word); known != none) return {last_ = known, false};
    if (std::exchange(ascending_, false)) index();
    last_ = append(word);
    numbers_.emplace(words_.back(), last_);
    return {last_, true};
  }
  /// The number of the word, or `none`.
  [[nodiscard]] Index find(std::string_view word) const {
    if (is_last(word) || is_next(word)) return last_;
    const Index known = look_up(word);
    if (known != none) last_ = known;
    return known;
  }
  [[nodiscard]] const std::string& operator[](Index number) const {
    return words_[static_cast<std::size_t>(number)];
  }
  [[nodiscard]] std::size_t size() const noexcept { return words_.size(); }

 private:
  // Rows of one allocation mostly stand together, and files mostly keep one order: most look-ups end here.
  [[nodiscard]] bool is_last(std::string_view word) const {
    return last_ != none && words_[static_cast<std::size_t>(last_)] == word;
  }
  [[nodiscard]] bool is_next(std::string_view word) const {
    if (words_.empty()) return false;
    const auto next = last_ + 1 == static_cast<Index>(words_.size()) ? 0 : last_ + 1;
    if (words_[static_cast<std::size_t>(next)] != word) return false;
    last_ = next;
    return true;
  }
  [[nodiscard]] Index look_up(std::string_view word) const {
    if (ascending_) {
      const auto place = std::lower_bound(words_.begin(), words_.end(), word);
      return place != words_.end() && *place == word ? static_cast<Index>(place - words_.begin()) : none;
    }
    const auto known = numbers_.find(word);
    return known == numbers_.end() ? none : known->second;
  }
  Index append(std::string_view word) {
    words_.emplace_back(word);
    return static_cast<Index>(words_.size()) - 1;
  }
  void index() {
    numbers_.reserve(2 * words_.size());
    for (std::size_t i = 0; i < words_.size(); ++i)
      numbers_.emplace(words_[i], static_cast<Index>(i));
  }

  std::deque<std::string> words_;  // a deque, because the map's keys point into it
  bool ascending_ = true;          // words that come in their order are looked up without the map
  std::unordered_map<std::string_view, Index> numbers_;  // for look-ups only; nothing follows its order
  mutable Index last_ = none;                            // found last
};

/// The places that words get when sorted in UTF-8 byte order.
class Order {
 public:
  explicit Order(const Ids& ids) : by_word_(ids.size()), place_(ids.size()) {
    std::iota(by_word_.begin(), by_word_.end(), 0);
    const auto word_of = [&](Index number) -> std::string_view { return ids[number]; };
    if (!std::ranges::is_sorted(by_word_, {}, word_of)) std::ranges::sort(by_word_, {}, word_of);
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
  std::vector<Index> by_word_;
  std::vector<Index> place_;
};

}  // namespace giaingan::inline v1
