/// @file
/// Which projects the project checks keep from receiving, found anew.
#pragma once

#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/facts.hpp"

#include <map>
#include <string>

#include "verify/evidence_check.hpp"

namespace giaingan::inline v1::verify {

/// Why another rule bars an allocation.
struct Bar {
  std::string code;
  Citation citation;
  std::optional<Comparing> compared;
};

using Bars = std::map<Index, Bar>;  ///< by allocation

/// What the policy's project checks bar on the round's day.
[[nodiscard]] Bars bars_of(const PolicySections& policy, const Facts& facts, const Round& round);

}  // namespace giaingan::inline v1::verify
