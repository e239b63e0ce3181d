/// @file
/// Figures as reports print them, read exactly.
#pragma once

#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/rational.hpp"

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

}  // namespace giaingan::testing
