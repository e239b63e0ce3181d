#include "figures/rescaled_points.hpp"

namespace giaingan::inline v1 {

void RescaledSum::add(const std::optional<Rational>& points, const Rational& reachable) {
  reachable_ = reachable_ + reachable;
  if (!points) {
    dropped_ = true;
    return;
  }
  scored_ = true;
  reachable_of_scored_ = reachable_of_scored_ + reachable;
  points_ = points_ + *points;
}

std::optional<Rational> RescaledSum::factor() const {
  if (!scored_) return std::nullopt;
  if (!dropped_) return Rational(1);
  return reachable_of_scored_.sign() > 0 ? std::optional(reachable_ / reachable_of_scored_) : std::nullopt;
}

void PointsByPart::add(const std::string& part, const std::optional<Rational>& points,
                       const Rational& reachable) {
  (part.empty() ? whole_ : parts_[part]).add(points, reachable);
}

RescaledTotal PointsByPart::total() const {
  RescaledTotal made;
  RescaledSum whole = whole_;
  for (const auto& [part, sum] : parts_) {
    const auto factor = sum.factor();
    if (!factor && sum.anything_scored()) return made;
    whole.add(factor ? std::optional(sum.points() * *factor) : std::nullopt, sum.reachable());
    if (factor && sum.anything_dropped()) made.parts.emplace(part, *factor);
  }
  const auto factor = whole.factor();
  if (!factor) return made;
  made.points = whole.points() * *factor;
  if (whole.anything_dropped()) made.factor = factor;
  return made;
}

}  // namespace giaingan::inline v1
