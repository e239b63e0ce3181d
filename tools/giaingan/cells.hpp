/// @file
/// Cells of tables: a figure as it reads in the two languages, with the number itself.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/figures/amounts.hpp"

#include <cstdint>
#include <optional>
#include <string>

#include "text_table.hpp"
#include "words.hpp"

namespace giaingan::tool {

[[nodiscard]] inline Cell amount_cell(Dong dong, Language language) {
  return {amount(dong, language), Measure::amount, Ratio{dong.value, 1}};
}

/// A dash if there is none.
[[nodiscard]] inline Cell amount_cell(const std::optional<Dong>& dong, Language language) {
  return dong ? amount_cell(*dong, language) : Cell("–");
}

[[nodiscard]] inline Cell count_cell(std::int64_t count) {
  return {std::to_string(count), Measure::count, Ratio{count, 1}};
}

/// A dash if it is undefined.
[[nodiscard]] inline Cell percent_cell(const std::optional<Ratio>& ratio, int decimals, Language language) {
  if (!ratio) return "–";
  return {percent(ratio, decimals, language), Measure::ratio, *ratio};
}

/// The number only where it is a ratio of 64-bit integers: the mean of many ratios isn't.
[[nodiscard]] inline Cell percent_cell(const std::optional<Rational>& ratio, int decimals,
                                       Language language) {
  std::string text = percent(ratio, decimals, language);
  const auto exact = ratio ? ratio->to_ratio() : std::nullopt;
  if (!exact) return text;
  return {std::move(text), Measure::ratio, *exact};
}

[[nodiscard]] inline Cell points_cell(const std::optional<Rational>& number, Language language) {
  std::string text = points(number, language);
  const auto exact = number ? number->to_ratio() : std::nullopt;
  if (!exact) return text;
  return {std::move(text), Measure::points, *exact};
}

}  // namespace giaingan::tool
