/// @file
/// Simulations of years: which draws, where their rows go, what is printed of them.
#pragma once

#include <string>
#include <vector>

#include "inputs.hpp"

namespace giaingan::tool {

/// Options of `simulate`.
struct SimulateRequest {
  std::string policy;
  std::string at;  ///< the day whose policy is meant, of both policies; empty: they have no dated values
  std::string data;
  std::string scenarios;
  std::string against;  ///< another policy; empty: none
  std::string out;      ///< a folder for rows and state; empty: neither is kept
  std::vector<std::string>
      parts;  ///< folders of parts that are put together; empty: all draws are gone through
  int threads = 1;
  Format format = Format::text;
  Language language = Language::vi;
};

int run_simulate(const SimulateRequest& request);

/// The document of the same simulation made again, for replay: nothing is kept.
/// @param policy, portfolio those of the request
[[nodiscard]] std::string simulate_again(const SimulateRequest& request, const Policy& policy,
                                         const Portfolio& portfolio);

}  // namespace giaingan::tool
