// Random portfolios and policies, biased to the cases where careless engines decide wrongly: ties at the
// average, plans of 0 and of 1 đồng, sums beyond 2^53, months without a report, plans that change, estimates,
// carried-over rows, units without a plan. The same seed gives the same world on every platform.
#pragma once

#include <cstdint>
#include <vector>

#include "oracle/below_average.hpp"
#include "oracle/disbursement.hpp"
#include "oracle/evaluation.hpp"
#include "oracle/facts.hpp"

namespace oracle {

// A portfolio with the policies that judge it.
struct World {
  Facts facts;
  Date as_of;
  std::string level;
  Reading reading;
  Ranking ranking;
  std::vector<Average> averages;
  std::vector<Milestone> milestones;
  BelowAverage below;
};

World random_world(std::uint64_t seed);

// A rubric with the metrics and subjects that it rates.
struct RatedWorld {
  Evaluation evaluation;
  std::vector<Subject> subjects;
  Metrics metrics;
};

RatedWorld random_rated_world(std::uint64_t seed);

}  // namespace oracle
