/// @file
/// The tables under tests/data/calendar/, for tests.
#pragma once

#include "giaingan/calendar/working_days.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace giaingan {

/// The rows below the header, split at commas: the first columns of these tables hold no quotes.
inline std::vector<std::vector<std::string>> calendar_rows(const std::string& file) {
  std::ifstream in(GIAINGAN_SOURCE_DIR "/tests/data/calendar/" + file);
  if (!in) throw std::runtime_error("cannot open " + file);
  std::vector<std::vector<std::string>> rows;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::vector<std::string> row;
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, ',');)
      row.push_back(cell);
    rows.push_back(row);
  }
  if (rows.empty()) throw std::runtime_error("no rows in " + file);
  return rows;
}

/// Days off and make-up days of 2024 to 2026.
inline std::vector<ExceptionalDay> vietnamese_days() {
  std::vector<ExceptionalDay> days;
  for (const auto& row : calendar_rows("holidays_vn_2024_2026.csv")) {
    const bool off = row.at(2).starts_with("day_off");
    if (!off && !row.at(2).starts_with("make_up")) throw std::runtime_error("unknown kind " + row.at(2));
    days.push_back(
        {Date::parse(row.at(0)).value(), off ? DayKind::day_off : DayKind::working_day, row.at(3), ""});
  }
  return days;
}

}  // namespace giaingan
