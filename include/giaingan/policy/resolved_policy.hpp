/// @file
/// A policy as one document: what it extends put in, what doesn't hold on a day left out, and where each
/// value is from.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/input/diagnostic.hpp"
#include "giaingan/input/limits.hpp"
#include "giaingan/policy/policy.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// One value of a resolved policy.
struct ResolvedValue {
  std::string pointer;  ///< where it stands in the resolved document
  std::string value;    ///< as JSON
  Place written;        ///< the document and the place in it that it comes from
};

/// A resolved policy.
struct ResolvedPolicy {
  std::string document;  ///< JSON, UTF-8: it loads by itself, and every result is the same, to the byte
  std::vector<ResolvedValue>
      values;  ///< every text, number, true, false and empty list, in the document's order
};

/// The days, in order, from which something of a policy holds, or no longer does: between two of them it
/// stands as it is. Empty if nothing of it is dated, or if the documents can't be read so far.
[[nodiscard]] std::vector<Date> days_of_change(std::span<const NamedDocument> documents,
                                               const Limits& limits = {});

/// Resolves a policy, which must be fit to be loaded. Parameters and errors as Policy::from_documents.
[[nodiscard]] ResolvedPolicy resolve_policy(std::span<const NamedDocument> documents,
                                            std::optional<Date> day = {}, const Limits& limits = {});

}  // namespace giaingan::inline v1
