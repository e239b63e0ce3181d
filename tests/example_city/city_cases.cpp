#include "city_cases.hpp"

#include <algorithm>
#include <stdexcept>

namespace giaingan::testing {

std::filesystem::path city_folder() {
  return std::filesystem::path{GIAINGAN_SOURCE_DIR} / "docs/examples/lang-son-city-2024";
}

const CityTables& city() {
  static const CityTables tables{city_folder()};
  return tables;
}

const example::Case& place(const std::string& id) {
  static const std::vector<example::Case> cases = example::make_example_city().cases;
  const auto found =
      std::find_if(cases.begin(), cases.end(), [&](const example::Case& one) { return one.id == id; });
  if (found == cases.end()) throw std::logic_error("no case " + id);
  return *found;
}

}  // namespace giaingan::testing
