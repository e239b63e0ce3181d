/// @file
/// A result that simulate printed, as far as a report shows it.
#pragma once

#include "giaingan/exact/rational.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::tool {

/// One figure over all draws.
struct SimulatedFigure {
  std::string id;                ///< `flagged`, `disbursed`, `class:good` …
  std::optional<Rational> mean;  ///< nothing: its terms leave 64 bits
  std::int64_t least = 0;
  std::int64_t greatest = 0;
  std::vector<std::int64_t> quantiles;  ///< of SimulatedSide::quantiles
};

/// In how many draws a unit was flagged.
struct SimulatedUnit {
  std::string id;
  std::int64_t flagged = 0;
};

/// What came of one policy.
struct SimulatedSide {
  std::string policy;                  ///< id; of differences: empty
  std::vector<std::string> quantiles;  ///< as they were asked for
  std::vector<SimulatedFigure> figures;
  std::vector<SimulatedUnit> units;
};

struct SimulatedScenario {
  std::string id;
  std::string sweep;  ///< digest of what it was made of
  std::int64_t seed = 0;
  std::int64_t draws = 0;
  std::vector<SimulatedSide> sides;          ///< one, or two that were compared draw by draw
  std::optional<SimulatedSide> differences;  ///< the second less the first
};

/// Reads the document. @throws InvalidInput if it isn't one, with the place
[[nodiscard]] std::vector<SimulatedScenario> read_simulation(std::string_view document,
                                                             const std::string& file);

}  // namespace giaingan::tool
