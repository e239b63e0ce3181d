#include "input/problems.hpp"

#include <utility>

namespace giaingan::inline v1 {

void Problems::add(Diagnostic diagnostic) {
  ++found_;
  if (found_ <= most_) kept_.push_back(std::move(diagnostic));
}

void Problems::take(Problems other, const std::function<Place(const Place&)>& written) {
  for (Diagnostic& diagnostic : other.kept_) {
    diagnostic.place = written(diagnostic.place);
    add(std::move(diagnostic));
  }
  leave_out(other.found_ - static_cast<std::int64_t>(other.kept_.size()));
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
