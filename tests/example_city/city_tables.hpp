/// @file
/// The committed example city, read from its CSV files alone: neither the generator nor the library is asked.
#pragma once

#include "giaingan/exact/ratio.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "support/csv_table.hpp"

namespace giaingan::testing {

inline constexpr int month_ends = 13;

struct CityAllocation {
  CsvRow row;
  std::array<std::int64_t, month_ends> plan{}, disbursed{}, committed{};
  std::array<bool, month_ends> has_row{};  ///< an actual figure
};

class CityTables {
 public:
  explicit CityTables(const std::filesystem::path& folder);

  using Chosen = std::function<bool(const CityAllocation&)>;
  [[nodiscard]] std::int64_t plan(const Chosen& chosen, int month) const;
  [[nodiscard]] std::int64_t disbursed(const Chosen& chosen, int month) const;
  /// Disbursed over plan. @pre the plan isn't 0
  [[nodiscard]] Ratio ratio(const Chosen& chosen, int month) const;
  /// The province's published average.
  [[nodiscard]] Ratio province(int month) const;
  /// Longest run of consecutive months, January to December, below both the city's and the province's
  /// average.
  [[nodiscard]] int longest_run_below(const std::string& owner) const;
  [[nodiscard]] const std::vector<CsvRow>& rows(const std::string& file) const { return files_.at(file); }
  /// The row whose `column` is `value`; a test failure and an exception if there isn't exactly one.
  [[nodiscard]] const CsvRow& row(const std::string& file, const std::string& column,
                                  const std::string& value) const;

  std::map<std::string, CityAllocation> allocations;

 private:
  std::map<std::string, std::vector<CsvRow>> files_;
};

/// Index of `YYYY-MM` among the month-ends of 2024, January 0.
[[nodiscard]] int month_index(const std::string& month);
[[nodiscard]] std::int64_t amount(const std::string& text);
[[nodiscard]] CityTables::Chosen of_owner(std::string owner);
[[nodiscard]] inline bool all_capital(const CityAllocation&) {
  return true;
}
[[nodiscard]] inline bool capital_of_2024(const CityAllocation& one) {
  return one.row.at("carried_from").empty();
}

}  // namespace giaingan::testing
