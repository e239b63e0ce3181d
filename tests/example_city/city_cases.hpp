/// @file
/// The committed example city and the places of its awkward cases.
#pragma once

#include <filesystem>
#include <string>

#include "city_tables.hpp"
#include "support/example_city.hpp"

namespace giaingan::testing {

/// The committed dataset folder.
[[nodiscard]] std::filesystem::path city_folder();

/// Its tables.
[[nodiscard]] const CityTables& city();

/// Where the generator says that it placed a case. @throws std::logic_error if there is no such case
[[nodiscard]] const example::Case& place(const std::string& id);

}  // namespace giaingan::testing
