/// @file
/// Which unit of a level an allocation belongs to.
#pragma once

#include "giaingan/portfolio/portfolio.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// The groups of a level and the group of every allocation.
struct Grouping {
  std::string level;
  std::vector<std::string> ids;      ///< of the groups, in UTF-8 byte order
  std::vector<Index> unit;           ///< a group's unit among units, or none (a source has no unit)
  std::vector<Index> of_allocation;  ///< an allocation's group, or none
};

/// Groups by `carried_over` (the groups `carried_over` and `current_year`, those that allocations belong to),
/// `locality`, `source`, `programme`, `project` or `allocation`: the column of that name (each
/// distinct value that is not empty). Any other level is a kind of unit: an allocation's group is its owner
/// if it is of that kind, else the owner's nearest ancestor of that kind; every unit of the kind is a group,
/// with or without allocations. A locality whose id is a unit's has that unit; localities that are units
/// without allocations are groups too.
/// Several levels joined by `/` (`owner/source`) group by all of them at once: a group is every combination
/// that an allocation has, its id theirs joined by `/` (within one of them, `%` is written `%25` and `/` is
/// written `%2F`). No kind of unit whose name has a `/` can be a level.
[[nodiscard]] Grouping group_by_level(const Portfolio& portfolio, std::string_view level);

/// The levels that a portfolio has: those of columns, then its kinds of units in UTF-8 byte order. At any
/// other name group_by_level finds no group.
[[nodiscard]] std::vector<std::string> levels_of(const Portfolio& portfolio);

/// Whether the level, or each of those that it joins by `/`, is one of `levels_of`.
[[nodiscard]] bool has_level(const Portfolio& portfolio, std::string_view level);

/// The group of every unit: its own, or that of its nearest ancestor that has one; none without.
[[nodiscard]] std::vector<Index> group_of_every_unit(const Portfolio& portfolio, const Grouping& grouping);

/// No groups at all: for totals.
[[nodiscard]] Grouping ungrouped(const Portfolio& portfolio);

/// Every unit a group, in the order of `Facts::units`, with the allocations that it owns itself.
[[nodiscard]] Grouping group_by_own_unit(const Portfolio& portfolio);

}  // namespace giaingan::inline v1
