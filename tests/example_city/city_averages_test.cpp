// What the readings of "mức trung bình của cả tỉnh, thành phố" change in the example city. The tables of
// docs/rules/below_average.md are made here and must stand there as they are.
#include "giaingan/rules/below_average.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "city_cases.hpp"
#include "city_library.hpp"

namespace giaingan::testing {
namespace {

constexpr std::array<const char*, 4> readings = {"any", "all", "each: province", "each: city"};

/// By reading: the months at whose end a unit is flagged.
using Flagged = std::array<std::set<int>, readings.size()>;

BelowAverageResult read_as(CombineReferences combine, int month) {
  BelowAveragePolicy rule = policy()->below_average.value();
  rule.combine = combine;
  return find_below_average(rule, portfolio(), month_end(2024, BudgetMonth{month}));
}

/// By the library, asked at every month-end.
const std::map<std::string, Flagged>& flagged() {
  static const std::map<std::string, Flagged> all = [] {
    std::map<std::string, Flagged> found;
    const auto note = [&](const BelowAverageUnit& unit, std::size_t reading, int month) {
      std::set<int>& months = found[unit.id].at(reading);
      if (unit.flagged) months.insert(month);
    };
    for (int month = 1; month <= 12; ++month) {
      for (const BelowAverageUnit& unit : read_as(CombineReferences::any, month).units)
        note(unit, 0, month);
      for (const BelowAverageUnit& unit : read_as(CombineReferences::all, month).units)
        note(unit, 1, month);
      for (const BelowAverageUnit& unit : read_as(CombineReferences::each, month).units)
        note(unit, unit.reference == "province" ? 2 : 3, month);
    }
    return found;
  }();
  return all;
}

/// From the CSV files alone.
std::set<int> counted(const std::string& owner, std::size_t reading) {
  std::set<int> months;
  int run = 0;
  for (int month = 0; month < 12; ++month) {
    const Ratio own = city().ratio(of_owner(owner), month);
    const bool below_province = own < city().province(month);
    const bool below_city = own < city().ratio(all_capital, month);
    const std::array<bool, readings.size()> below = {
        below_province || below_city, below_province && below_city, below_province, below_city};
    run = below.at(reading) ? run + 1 : 0;
    if (run >= 3) months.insert(month + 1);
  }
  return months;
}

bool differ(const Flagged& months) {
  return std::any_of(months.begin(), months.end(), [&](const auto& one) { return one != months[0]; });
}

std::string two_digits(int month) {
  return month_text(2024, BudgetMonth{month}).substr(5);
}

/// `03–05, 08`.
std::string ranges(const std::set<int>& months) {
  std::string text;
  for (const int month : months) {
    if (months.contains(month - 1)) continue;
    int last = month;
    while (months.contains(last + 1))
      ++last;
    text += (text.empty() ? "" : ", ") + two_digits(month) + (last > month ? "–" + two_digits(last) : "");
  }
  return text.empty() ? "never" : text;
}

/// How many are flagged at each month-end.
std::string table_of_counts() {
  std::string text = "| flagged at the end of 2024- |", rule = "|---|";
  for (int month = 3; month <= 12; ++month) {
    text += ' ' + two_digits(month) + " |";
    rule += "---|";
  }
  text += '\n' + rule + '\n';
  for (std::size_t reading = 0; reading < readings.size(); ++reading) {
    text += std::string{"| `"} + readings.at(reading) + "` |";
    for (int month = 3; month <= 12; ++month) {
      text += ' ' +
              std::to_string(
                  std::count_if(flagged().begin(), flagged().end(),
                                [&](const auto& unit) { return unit.second.at(reading).contains(month); })) +
              " |";
    }
    text += '\n';
  }
  return text;
}

/// The units of which the readings say different things.
std::string table_of_units() {
  std::string text = "| flagged at the end of |", rule = "|---|";
  for (const char* reading : readings) {
    text += std::string{" `"} + reading + "` |";
    rule += "---|";
  }
  text += '\n' + rule + '\n';
  for (const auto& [unit, months] : flagged()) {
    if (!differ(months)) continue;
    text += "| `" + unit + "` |";
    for (const std::set<int>& one : months)
      text += ' ' + ranges(one) + " |";
    text += '\n';
  }
  return text;
}

TEST(CityReadings, TheLibrarySaysWhatCountingSays) {
  EXPECT_EQ(flagged().size(), 30U);
  for (const auto& [unit, months] : flagged()) {
    for (std::size_t reading = 0; reading < readings.size(); ++reading) {
      const bool has_plan = unit != place("no_plan").units.at(0);
      EXPECT_EQ(months.at(reading), has_plan ? counted(unit, reading) : std::set<int>{})
          << unit << ' ' << readings.at(reading);
    }
  }
}

TEST(CityReadings, ThePageNamesExactlyThoseWhoDiffer) {
  const std::string page =
      read_file(std::filesystem::path{GIAINGAN_SOURCE_DIR} / "docs/rules/below_average.md");
  EXPECT_THAT(page, ::testing::HasSubstr('\n' + table_of_counts() + '\n'));
  EXPECT_THAT(page, ::testing::HasSubstr('\n' + table_of_units() + '\n'));
}

TEST(CityReadings, BelowOneAverageAndThenTheOtherIsFlaggedByAnyAlone) {
  const auto& one = place("below_by_reading");
  const auto own = of_owner(one.units.at(0));
  const auto below = [&](std::size_t index) {
    const int month = month_index(one.months.at(index));
    const Ratio ratio = city().ratio(own, month);
    return std::pair{ratio < city().province(month), ratio < city().ratio(all_capital, month)};
  };
  EXPECT_EQ(below(0), (std::pair{true, false}));
  EXPECT_EQ(below(1), (std::pair{true, true}));
  EXPECT_EQ(below(2), (std::pair{false, true}));
  const Flagged& months = flagged().at(one.units.at(0));
  EXPECT_EQ(months[0], std::set<int>{3});
  for (const std::size_t reading : {1U, 2U, 3U})
    EXPECT_TRUE(months.at(reading).empty()) << readings.at(reading);
}

}  // namespace
}  // namespace giaingan::testing
