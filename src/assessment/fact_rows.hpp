/// @file
/// Facts as rows of text, as a dataset's files have them, and back.
#pragma once

#include "giaingan/portfolio/portfolio.hpp"

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// The rows of one file of a dataset.
struct FactTable {
  std::string_view file;
  std::vector<std::string_view> key;    ///< columns that tell rows apart
  std::vector<std::string_view> cells;  ///< the other columns
  /// Of `plan_changes.csv` and `events.csv` several rows may have one key: a last part numbers them.
  std::map<std::vector<std::string>, std::vector<std::string>> rows;
};

/// All tables, in the order in which they are built.
[[nodiscard]] std::vector<FactTable> fact_rows(const Portfolio& portfolio);

/// The portfolio of such rows. @throws InvalidInput if they don't fit together, or aren't of that year
[[nodiscard]] Portfolio portfolio_of(std::span<const FactTable* const> tables, int budget_year);

}  // namespace giaingan::inline v1
