/// @file
/// Figures as reports print them, read exactly.
#pragma once

#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/exact/rounding.hpp"

#include <string>
#include <vector>

#include "support/csv_table.hpp"

namespace giaingan::testing {

/// The rows of a file of tests/data.
[[nodiscard]] std::vector<CsvRow> data_rows(const std::string& name);

/// The exact number printed, `57.9` as 579/10. @throws std::runtime_error if it isn't one
[[nodiscard]] Rational printed_number(const std::string& text);

/// How many digits stand after the point.
[[nodiscard]] int printed_decimals(const std::string& text);

/// Half a unit of the last printed digit: what rounding may have taken away.
[[nodiscard]] Rational half_unit(int decimals);

/// tỷ đồng with decimals as whole đồng. @throws std::runtime_error if it doesn't come to whole đồng
[[nodiscard]] Dong dong_of_billions(const std::string& text);

/// A row of ratio_rows.csv that has a plan, what was disbursed, and the ratio as published.
struct PublishedRatio {
  CsvRow row;
  Dong plan, disbursed;
  std::string published;  ///< with exactly the decimals that were printed
  int decimals = 0;

  [[nodiscard]] const std::string& column(const std::string& name) const { return row.at(name); }
  [[nodiscard]] Ratio ratio() const { return {disbursed.value, plan.value}; }
  [[nodiscard]] std::string text(Rounding rounding) const {
    return percent_text(ratio(), decimals, rounding);
  }
};

[[nodiscard]] const std::vector<PublishedRatio>& published_ratios();

/// The one with this `row_id`. @throws std::logic_error if there is none
[[nodiscard]] const PublishedRatio& published_ratio(const std::string& row_id);

}  // namespace giaingan::testing
