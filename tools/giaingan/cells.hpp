/// @file
/// Cells of tables: a figure as it reads in the two languages, with the number itself.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/exact/rounding.hpp"
#include "giaingan/figures/amounts.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

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

/// A number that may be too long for 64 bits (the mean of many ratios is): then as it is printed.
/// @param decimals of the number itself, not of its percentage
[[nodiscard]] inline Cell number_cell(std::string text, Measure measure, const Rational& number,
                                      int decimals) {
  const auto exact = number.to_ratio();
  const auto known = exact ? exact : parse_ratio(decimal_text(number, decimals, Rounding::half_up));
  if (!known) return text;
  Cell cell(std::move(text), measure, *known);
  cell.printed = !exact;
  return cell;
}

[[nodiscard]] inline Cell percent_cell(const std::optional<Rational>& ratio, int decimals,
                                       Language language) {
  if (!ratio) return "–";
  return number_cell(percent(ratio, decimals, language), Measure::ratio, *ratio, decimals + 2);
}

[[nodiscard]] inline Cell points_cell(const std::optional<Rational>& number, Language language) {
  if (!number) return "–";
  return number_cell(points(number, language), Measure::points, *number, 2);
}

}  // namespace giaingan::tool
