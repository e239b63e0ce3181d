/// @file
/// Many texts in one block of memory.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// A column of texts, a row each. As strings, a hundred thousand would take three times the room.
class TextBlock {
 public:
  void push_back(std::string_view text) {
    bytes_ += text;
    bounds_.push_back(bytes_.size());
  }
  /// Lives until the next text comes.
  [[nodiscard]] std::string_view operator[](std::size_t row) const noexcept {
    return {bytes_.data() + bounds_[row], bounds_[row + 1] - bounds_[row]};
  }
  [[nodiscard]] std::size_t size() const noexcept { return bounds_.size() - 1; }

 private:
  std::string bytes_;
  std::vector<std::size_t> bounds_{0};  // where each text begins, and the end of the last
};

}  // namespace giaingan::inline v1
