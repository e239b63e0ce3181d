/// @file
/// Points of a rubric added up, and made good for what drops out of it (§5 of the rules).
#pragma once

#include "giaingan/exact/rational.hpp"

#include <map>
#include <optional>
#include <string>

namespace giaingan::inline v1 {

/// Points with the most that there could be.
class RescaledSum {
 public:
  /// @param points nothing: it drops out
  void add(const std::optional<Rational>& points, const Rational& reachable);

  [[nodiscard]] const Rational& points() const noexcept { return points_; }
  [[nodiscard]] const Rational& reachable() const noexcept { return reachable_; }
  [[nodiscard]] bool anything_scored() const noexcept { return scored_; }
  [[nodiscard]] bool anything_dropped() const noexcept { return dropped_; }
  /// What makes good for what dropped out; nothing if no points are to be had in what is left.
  [[nodiscard]] std::optional<Rational> factor() const;

 private:
  Rational points_;
  Rational reachable_;
  Rational reachable_of_scored_;
  bool scored_ = false;
  bool dropped_ = false;
};

/// The total of a rubric in parts.
struct RescaledTotal {
  std::optional<Rational> points;         ///< nothing if nothing could be scored
  std::optional<Rational> factor;         ///< of the whole, if something dropped out of it
  std::map<std::string, Rational> parts;  ///< factors of parts out of which something dropped
};

/// What drops out of a part is made good within it; a part that drops out as a whole, or a criterion of no
/// part, by all the rest.
class PointsByPart {
 public:
  /// @param part empty: of no part
  void add(const std::string& part, const std::optional<Rational>& points, const Rational& reachable);
  [[nodiscard]] RescaledTotal total() const;

 private:
  RescaledSum whole_;
  std::map<std::string, RescaledSum> parts_;
};

}  // namespace giaingan::inline v1
