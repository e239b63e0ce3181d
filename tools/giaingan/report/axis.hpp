/// @file
/// Where figures stand in a drawing: exact positions, rounded when they are written, the same on any machine.
#pragma once

#include "giaingan/exact/rational.hpp"

#include <string>
#include <vector>

namespace giaingan::tool {

/// An axis of percentages from 0 on, with ticks at whole percents.
class Axis {
 public:
  /// Reaches from 0 to the first tick at or above `most`. @pre most >= 0
  explicit Axis(const Rational& most);

  /// Where a ratio stands: 0 is the beginning, 1 the end; a ratio below 0 stands at 0.
  [[nodiscard]] Rational place(const Rational& ratio) const;
  [[nodiscard]] const std::vector<int>& ticks() const noexcept { return ticks_; }  ///< percents, 0 included

 private:
  std::vector<int> ticks_;
};

/// `42.2%`: a place between 0 and 1 as a length of SVG, between two lengths in percent.
[[nodiscard]] std::string between(const Rational& place, int from, int to);

/// `120.5`: the same between two lengths in pixels.
[[nodiscard]] std::string pixels_between(const Rational& place, int from, int to);

}  // namespace giaingan::tool
