/// @file
/// Who owns what in the synthetic city: tables that the generator reads.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "support/example_city.hpp"

namespace giaingan::example {

/// How an owner's payments run through the year: cumulative per mille at each month-end of what is paid in
/// the end.
enum class Pace { steady, early, late, stalled };
[[nodiscard]] const std::array<int, months>& per_mille(Pace pace);

/// What an owner builds: decides the names of its projects.
enum class Sector { roads, urban, offices, land, trade, farming, schools, culture, social, health, commune };

/// A share of an owner's projects that one source pays for.
struct SourceShare {
  std::string_view source;
  int weight;
};

struct Owner {
  std::string_view id, name, parent;
  Sector sector;
  Pace pace;
  int final_per_myriad;    ///< what is disbursed in the end, in 1/10,000 of the plan
  int projects;            ///< how many
  std::int64_t mean_plan;  ///< triệu đồng a project
  std::vector<SourceShare> sources;
  std::string_view locality;  ///< empty: anywhere
};

[[nodiscard]] const std::vector<Owner>& owners();
[[nodiscard]] const std::vector<Unit>& departments_and_localities();

/// The programme that a source belongs to, or empty.
[[nodiscard]] std::string_view programme_of(std::string_view source);

/// A name for the `number`-th project of a sector; `place` is the locality's name.
[[nodiscard]] std::string project_name(Sector sector, std::size_t number, std::string_view place);

}  // namespace giaingan::example
