/// @file
/// What a saved result says of its own making: its member `made_by`.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/input/digest.hpp"
#include "giaingan/portfolio/provenance.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// A policy and facts that a result was made with.
struct MadeWith {
  std::string pointer;        ///< where the result says it: `/made_by`, of a comparison `/made_by/a`
  std::optional<Date> as_of;  ///< (of a comparison) the side's day
  std::vector<NamedDigest> policy;
  std::optional<Date> policy_day;
  std::optional<std::vector<NamedDigest>> files;
  std::vector<AppliedResult> applied;
};

/// What a saved result says of itself, and where that ends.
struct ResultHead {
  std::string version;
  ResultQuestion question;
  std::vector<MadeWith> made_with;  ///< one, or two of a comparison
  std::size_t end = 0;
};

/// Whether the question is of two policies.
[[nodiscard]] bool is_comparison(const ResultQuestion& question) noexcept;

/// Where the value of the first member begins, if that is `made_by`.
[[nodiscard]] std::optional<std::size_t> begin_of_head(std::string_view document);

/// @param file what diagnostics call the document
/// @throws InvalidInput if it is no result
[[nodiscard]] ResultHead head_of(std::string_view document, const std::string& file);

}  // namespace giaingan::inline v1
