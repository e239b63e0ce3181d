#include "city_tables.hpp"

#include <charconv>
#include <stdexcept>

namespace giaingan::testing {

int month_index(const std::string& month) {
  return month == "2025-01" ? 12 : static_cast<int>(amount(month.substr(5))) - 1;
}

std::int64_t amount(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    throw std::runtime_error("not an amount: " + text);
  return number;
}

CityTables::Chosen of_owner(std::string owner) {
  return [owner = std::move(owner)](const CityAllocation& one) { return one.row.at("owner") == owner; };
}

CityTables::CityTables(const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().extension() == ".csv") files_[entry.path().stem().string()] = read_csv(entry.path());
  }
  for (const CsvRow& row : rows("allocations")) {
    CityAllocation& one = allocations[row.at("allocation")];
    one.row = row;
    one.plan.fill(amount(row.at("plan")));
  }
  for (const CsvRow& row : rows("plan_changes")) {
    auto& plan = allocations.at(row.at("allocation")).plan;
    for (int month = month_index(row.at("date").substr(0, 7)); month < month_ends; ++month) {
      plan[static_cast<std::size_t>(month)] += amount(row.at("change"));
    }
  }
  const auto from = [&](const CsvRow& row, const std::string& column, auto member) {
    auto& figures = allocations.at(row.at("allocation")).*member;
    for (int month = month_index(row.at("month")); month < month_ends; ++month) {
      figures[static_cast<std::size_t>(month)] = amount(row.at(column));  // rows stand in order of months
    }
  };
  for (const CsvRow& row : rows("disbursements")) {
    if (row.at("kind") != "actual") continue;
    from(row, "disbursed", &CityAllocation::disbursed);
    allocations.at(row.at("allocation")).has_row[static_cast<std::size_t>(month_index(row.at("month")))] =
        true;
  }
  for (const CsvRow& row : rows("commitments"))
    from(row, "committed", &CityAllocation::committed);
}

std::int64_t CityTables::plan(const Chosen& chosen, int month) const {
  std::int64_t sum = 0;
  for (const auto& [id, one] : allocations)
    sum += chosen(one) ? one.plan[static_cast<std::size_t>(month)] : 0;
  return sum;
}

std::int64_t CityTables::disbursed(const Chosen& chosen, int month) const {
  std::int64_t sum = 0;
  for (const auto& [id, one] : allocations)
    sum += chosen(one) ? one.disbursed[static_cast<std::size_t>(month)] : 0;
  return sum;
}

Ratio CityTables::ratio(const Chosen& chosen, int month) const {
  return {disbursed(chosen, month), plan(chosen, month)};
}

Ratio CityTables::province(int month) const {
  for (const CsvRow& row : rows("references")) {
    if (month_index(row.at("month")) != month) continue;
    if (!row.at("plan").empty()) return {amount(row.at("disbursed")), amount(row.at("plan"))};
    return parse_ratio(row.at("percent") + "%").value();
  }
  throw std::runtime_error("no published average for the month");
}

int CityTables::longest_run_below(const std::string& owner) const {
  int run = 0, longest = 0;
  for (int month = 0; month < 12; ++month) {
    const Ratio own = ratio(of_owner(owner), month);
    run = own < ratio(all_capital, month) && own < province(month) ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

const CsvRow& CityTables::row(const std::string& file, const std::string& column,
                              const std::string& value) const {
  const CsvRow* found = nullptr;
  for (const CsvRow& row : rows(file)) {
    if (row.at(column) != value) continue;
    if (found != nullptr) throw std::runtime_error(file + ": " + value + " stands there twice");
    found = &row;
  }
  if (found == nullptr) throw std::runtime_error(file + ": no " + value);
  return *found;
}

}  // namespace giaingan::testing
