/// @file
/// Why each row of a round is as large as it is, and not one step larger: said anew from its amounts.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "verify/division_check.hpp"
#include "verify/parties.hpp"

namespace giaingan::inline v1::verify {

/// What kept a recipient from one step more.
struct Stop {
  const char* by = "supply";
  std::string at;              ///< the project, owner or pool; empty: a cap of its own
  std::size_t tier = nowhere;  ///< who has a part of it: its own tier or the next higher; nowhere: nobody
};

/// One a taker.
[[nodiscard]] std::vector<Stop> stops(const Parties& parties, const Moved& moved, const Totals& totals);

/// Why a plan isn't cut by one step more, one a release.
[[nodiscard]] std::vector<const char*> cut_bounds(const Parties& parties, const Moved& moved,
                                                  const Totals& totals);

/// How the round ended.
[[nodiscard]] const char* outcome(const Parties& parties, const Moved& moved);

}  // namespace giaingan::inline v1::verify
