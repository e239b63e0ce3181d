#include <algorithm>
#include <bit>
#include <utility>

#include "io/table_reader.hpp"

namespace giaingan::inline v1 {

void MonthsSeen::outside(std::string_view month, Place place) {
  if (earliest_.empty()) first_ = std::move(place);
  if (earliest_.empty() || month < earliest_) earliest_ = month;
  if (month > latest_) latest_ = month;
}

std::optional<Diagnostic> MonthsSeen::other_year() const {
  if (earliest_.empty()) return std::nullopt;
  std::string earliest = earliest_;
  std::string latest = latest_;
  if (inside_ != 0) {
    earliest = std::min(earliest, month_text(year_, {std::countr_zero(inside_)}));
    latest = std::max(latest, month_text(year_, {static_cast<int>(std::bit_width(inside_)) - 1}));
  }
  const int year = std::stoi(earliest.substr(0, 4));
  if (year == year_ || latest > month_text(year, {months_in_budget_year})) return std::nullopt;
  return Diagnostic{.code = "dataset.other_year",
                    .place = first_,
                    .message = "the months of the dataset, " + earliest + " to " + latest +
                               ", are of the budget year " + std::to_string(year),
                    .expected = "a dataset of " + std::to_string(year_) + ", the year of the policy",
                    .remedy = "name the policy of " + std::to_string(year) + ", or the dataset of " +
                              std::to_string(year_)};
}

}  // namespace giaingan::inline v1
