#include "input/problems.hpp"

#include <utility>

namespace giaingan::inline v1 {

void Problems::add(Diagnostic diagnostic) {
  ++found_;
  if (found_ <= most_) kept_.push_back(std::move(diagnostic));
}

void Problems::throw_if_any() {
  if (empty()) return;
  if (found_ > most_) {
    kept_.push_back({.code = "input.more_problems",
                     .place = Place{},
                     .message = std::to_string(found_ - most_) + " further problems are not listed",
                     .expected = "",
                     .remedy = "mend those above and load again"});
  }
  throw InvalidInput(std::move(kept_));
}

}  // namespace giaingan::inline v1
