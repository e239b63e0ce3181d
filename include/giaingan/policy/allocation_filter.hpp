/// @file
/// Which allocations a rule counts.
#pragma once

#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// Whether capital carried over from an earlier year (vốn kéo dài) counts.
enum class CarriedOver { included, excluded, only };

/// A condition on allocations. All parts must hold; an empty list asks nothing. In a list, the empty text
/// stands for "none" (an allocation without a programme).
struct AllocationFilter {
  CarriedOver carried_over = CarriedOver::included;
  std::vector<std::string> allocation;
  std::vector<std::string> owner;
  std::vector<std::string> locality;
  std::vector<std::string> source;
  std::vector<std::string> programme;
  std::vector<std::string> assigned_by;
  std::vector<std::string> project;
  std::vector<std::string> group;         ///< of the project: national, A, B, C
  std::vector<std::string> phase;         ///< of the project: preparation, new_start, transitional, completed
  std::vector<std::string> priority;      ///< of the project, as the dataset writes it
  std::vector<AllocationFilter> any_of;   ///< if not empty, at least one must hold
  std::vector<AllocationFilter> none_of;  ///< none may hold

  friend bool operator==(const AllocationFilter&, const AllocationFilter&) = default;
};

}  // namespace giaingan::inline v1
