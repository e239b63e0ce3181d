/// @file
/// A CSV file as tests read it, by libcsv and not by the library's own reader.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace giaingan::testing {

/// A row by column name.
using CsvRow = std::map<std::string, std::string>;

/// All rows of a file with a header. @throws std::runtime_error if it can't be read or a row is too long or
/// short
[[nodiscard]] std::vector<CsvRow> read_csv(const std::filesystem::path& path);

/// The bytes of a file. @throws std::runtime_error if it can't be read
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

}  // namespace giaingan::testing
