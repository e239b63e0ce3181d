/// @file
/// A policy whose covers may still be faulty, for those who mend it.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/input/limits.hpp"
#include "giaingan/input/named_document.hpp"
#include "giaingan/policy/cover_fault.hpp"
#include "giaingan/policy/policy.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// A policy of which nothing is wrong but, perhaps, what its bands, tables and classes hold.
struct PolicyDraft {
  /// If there are faults, with a rubric that rates nobody: it has its level, basis and host metrics, so that
  /// units' metrics can be gathered, and nothing else.
  Policy policy;
  std::optional<EvaluationPolicy> rubric;  ///< as it is written, faults and all; nothing: no such section
  std::vector<CoverFault> faults;          ///< of each cover together, gaps first

  /// Reads a policy document. @param file the name that diagnostics give it
  /// @throws InvalidInput with every problem of the document, if there are others than faults of covers
  [[nodiscard]] static PolicyDraft from_json(std::string_view document, const std::string& file = "policy",
                                             const Limits& limits = {});
  /// Reads a policy with the documents that it extends, as Policy::from_documents does.
  [[nodiscard]] static PolicyDraft from_documents(std::span<const NamedDocument> documents,
                                                  std::optional<Date> day = {}, const Limits& limits = {});
};

}  // namespace giaingan::inline v1
