/// @file
/// What projects were given in all, and of this year's capital.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/int128.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <vector>

namespace giaingan::inline v1 {

/// The plans of one project's allocations, whatever a policy counts: đồng.
struct ProjectPlans {
  Int128 all = 0;          ///< carried-over capital included
  Int128 of_the_year = 0;  ///< not carried over
};

/// The plans of every project, by its place among the facts', as they stand at the end of `day`.
[[nodiscard]] std::vector<ProjectPlans> plans_of_projects(const Facts& facts, Date day);

}  // namespace giaingan::inline v1
