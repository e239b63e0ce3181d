/// @file
/// Makes one document out of a policy and those that it extends, as it stands on one day: a pure function of
/// parsed texts, before anything is read as a policy.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/input/digest.hpp"
#include "giaingan/input/limits.hpp"
#include "giaingan/policy/policy.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "input/json.hpp"
#include "input/problems.hpp"
#include "policy/origins.hpp"

namespace giaingan::inline v1 {

/// The version of the form of documents that this library understands.
inline constexpr std::int64_t schema_version = 1;

/// A document that extends nothing and depends on no day, and where each of its values was written.
struct Resolution {
  Json tree;
  Origins origins;
  std::vector<NamedDigest> sources;  ///< see PolicySections
  std::optional<Date> day;           ///< see PolicySections
};

/// See days_of_change() of resolved policies.
[[nodiscard]] std::set<Date> days_of_change(std::span<const NamedDocument> documents, const Limits& limits,
                                            Problems& problems);

/// @param documents the policy, then those among which the one that it extends is looked for by name
/// @param day nothing: dated values are a problem
/// @return nothing if there is no document to be read further: the problems say why
[[nodiscard]] std::optional<Resolution> resolve(std::span<const NamedDocument> documents,
                                                std::optional<Date> day, const Limits& limits,
                                                Problems& problems);

}  // namespace giaingan::inline v1
