/// @file
/// The dataset folder.
#pragma once

#include "giaingan/input/limits.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace giaingan::inline v1 {

/// Reads a dataset folder: UTF-8 CSV files (RFC 4180, a header row, a byte-order mark is accepted), of which
/// `units.csv` and `allocations.csv` must exist. Files of other names are left alone; a `.csv` of an unknown
/// name is a problem (a misspelt name must not drop its facts silently). The portfolio's provenance holds the
/// digest of each file's rows, which doesn't depend on their order: of its first line, then of the others in
/// the order of their bytes, each with a line feed; of a file with a line break within quotation marks, of
/// the file as it stands.
/// @throws InvalidInput with every problem of every file, each with its file, row and column
[[nodiscard]] Portfolio read_dataset(const std::filesystem::path& folder, int budget_year,
                                     const Limits& limits = {});

/// Files of a dataset held in memory: what stands in each, by its name (`units.csv`).
using DatasetTexts = std::map<std::string, std::string, std::less<>>;

/// Reads the same files from memory.
/// @throws InvalidInput as above
[[nodiscard]] Portfolio read_dataset(const DatasetTexts& files, int budget_year, const Limits& limits = {});

}  // namespace giaingan::inline v1
