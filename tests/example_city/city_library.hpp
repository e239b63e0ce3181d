/// @file
/// The example city and its policy as the library reads them, and the rounds of the year one after another.
#pragma once

#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/rules/reallocation.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

namespace giaingan::testing {

/// The committed dataset.
[[nodiscard]] const Portfolio& portfolio();

/// The city's policy of 2024.
[[nodiscard]] const Policy& policy();

/// A round, carried out on the plans that the rounds before it left.
struct ChainedRound {
  const Round* round = nullptr;
  int month = 0;     ///< index of the month whose figures it reads
  Portfolio before;  ///< what it saw
  ReallocationResult result;

  [[nodiscard]] const std::string& allocation(Index index) const;
};

/// The three rounds, as `giaingan demo` chains them.
[[nodiscard]] const std::vector<ChainedRound>& chained_rounds();

/// The entry of a unit in a result's `units`.
template <class Result>
const auto& unit_of(const Result& result, const std::string& id) {
  const auto found =
      std::find_if(result.units.begin(), result.units.end(), [&](const auto& one) { return one.id == id; });
  if (found == result.units.end()) throw std::logic_error("no unit " + id);
  return *found;
}

}  // namespace giaingan::testing
