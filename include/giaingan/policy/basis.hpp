/// @file
/// What a ratio is a ratio of (mẫu số), and the averages that ratios are held against.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/policy/allocation_filter.hpp"
#include "giaingan/policy/citation.hpp"

#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// Which plan stands in the denominator.
enum class PlanBasis {
  current,              ///< the plan in effect on the day: start of the year plus dated changes
  initial,              ///< the plan at the start of the year alone
  without_supplements,  ///< current, without positive changes dated after a day (negative ones stay)
};

/// Whether estimates (ước) count after an allocation's last actual figure.
enum class Estimates { ignored, counted };

/// A named denominator. Ratios of different bases are never compared.
struct Basis {
  std::string id;
  Text title;
  PlanBasis plan = PlanBasis::current;
  Date supplements_until;  ///< of `without_supplements`: later positive changes are left out
  /// Whose assignments make up the plan (`assigned_by`; the empty text: nobody named). Empty: everybody's. A
  /// change that names nobody is its allocation's assigner's. What is disbursed is not split.
  std::vector<std::string> assigned_by;
  AllocationFilter scope;
  Estimates estimates = Estimates::ignored;
  Citation citation;
};

enum class AverageKind {
  weighted,  ///< ΣX/ΣP over every allocation of the basis, those of no unit included
  mean,      ///< the mean of the units' defined ratios, each unit once
  norm,      ///< a value that the policy sets
  external,  ///< published elsewhere: `references.csv`
};

/// A yardstick: "mức trung bình" (§4.2 of the letter leaves open which).
struct Average {
  std::string id;
  Text title;
  AverageKind kind = AverageKind::weighted;
  Basis basis;            ///< for a norm and an external average: the basis it is meant for
  std::string level;      ///< of a mean: whose ratios are averaged
  Cited<Ratio> norm;      ///< of a norm
  std::string reference;  ///< of an external average: its name in `references.csv`
  Citation citation;
};

/// How a figure is held against a threshold.
enum class Comparison {
  at_least,   ///< `>=`
  more_than,  ///< `>`
  at_most,    ///< `<=`
  less_than,  ///< `<`
  equal,      ///< `==`
};

/// `>=`, `>`, `<=`, `<`, `==`.
[[nodiscard]] constexpr const char* comparison_text(Comparison comparison) noexcept {
  switch (comparison) {
    case Comparison::at_least:
      return ">=";
    case Comparison::more_than:
      return ">";
    case Comparison::at_most:
      return "<=";
    case Comparison::less_than:
      return "<";
    case Comparison::equal:
      break;
  }
  return "==";
}

}  // namespace giaingan::inline v1
