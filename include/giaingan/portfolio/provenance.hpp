/// @file
/// Where facts came from: the files that they were read from, and the results that were applied to them
/// since.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/input/digest.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// What a result answers, as the command line asks it. What isn't there was not asked for.
struct ResultQuestion {
  std::string command;  ///< assess, reallocate …
  std::optional<std::string> format{};
  std::optional<Date> as_of{};
  std::optional<std::string> level{};
  std::optional<std::string> round{};  ///< or adjustment
  std::optional<std::string> unit{};
  std::optional<std::string> goal{};       ///< (why-not, what-would-it-take) see parse_goal
  std::optional<Date> by{};                ///< (what-would-it-take)
  std::optional<std::string> scenarios{};  ///< (simulate) SHA-256 of the document
  std::optional<std::string> against{};    ///< (simulate) SHA-256 of the other policy's document

  friend bool operator==(const ResultQuestion&, const ResultQuestion&) = default;
};

/// A result whose changes were applied to the facts.
struct AppliedResult {
  ResultQuestion question;
  Digest digest;  ///< of its JSON document

  friend bool operator==(const AppliedResult&, const AppliedResult&) = default;
};

/// Where the facts of a portfolio came from.
struct Provenance {
  /// The dataset's files, by name, each with the digest of its rows (see read_dataset). Empty: the facts came
  /// from columns, or were changed by something that left no document.
  std::vector<NamedDigest> files;
  std::vector<AppliedResult> applied;  ///< in the order in which they were applied

  friend bool operator==(const Provenance&, const Provenance&) = default;
};

/// The provenance of the facts once the changes of a result have been applied. @param document its JSON
[[nodiscard]] Provenance after_result(Provenance before, ResultQuestion question, std::string_view document);
/// The provenance of facts that something else has changed.
[[nodiscard]] Provenance without_files(Provenance before);

}  // namespace giaingan::inline v1
