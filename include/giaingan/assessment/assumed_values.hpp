/// @file
/// Which of a policy's assumed values decide something: by what its rules read, and of a dataset.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// The verdicts that a value can decide. In the order in which they are listed.
enum class Decides : std::uint8_t {
  rank,           ///< ranks (§4.1)
  milestone,      ///< milestones met and missed
  below_average,  ///< flags, runs and the review list (§4.2)
  obligation,     ///< duties in time, late, missing
  project_check,  ///< findings of the project checks, and differences of ledgers
  rating,         ///< points, classes and the lists of the evaluation
  round,          ///< cuts, additions and rejected requests of reallocation rounds
  revenue,        ///< shortfalls and cuts of revenue-backed plans
  medium_term,    ///< releases and additions of medium-term adjustments
};
inline constexpr std::size_t decides_count = 9;

/// `rank`, `milestone`, `below_average`, `obligation`, `project_check`, `rating`, `round`, `revenue`,
/// `medium_term`.
[[nodiscard]] const char* decides_text(Decides decides) noexcept;
[[nodiscard]] Text decides_title(Decides decides);

/// A verdict of a dataset that is another if a value is said otherwise.
struct ChangedVerdict {
  Decides of = Decides::rank;
  std::string kind;     ///< as Verdict::kind, or `points`, `rejection`, `project_check`, `shortfall` …
  std::string subject;  ///< id of the unit, allocation, project, source or pool
  std::string object;   ///< of the milestone, duty, round …
  std::string before;   ///< as JSON; empty: no such verdict
  std::string after;
};

/// A value next to an assumed one, and what it would change.
struct NeighbourInData {
  std::string pointer;  ///< in the resolved document
  std::string before;   ///< as JSON
  std::string after;
  std::vector<ChangedVerdict> changed;  ///< by kind, subject, object
};

/// What of a dataset rests on an assumed value: the verdicts that are others if the value is replaced by one
/// of its neighbours, all else as it is.
struct AssumedInData {
  std::vector<NeighbourInData> neighbours;
  std::size_t verdicts = 0;  ///< that differ under some neighbour, each once
  std::size_t units = 0;     ///< whose verdicts, allocations or projects these are, each once
};

/// An assumed value and what it decides.
struct AssumedValue {
  std::size_t assumption = 0;            ///< among the policy's
  std::vector<Decides> decides;          ///< whatever the facts; empty: it is only shown
  std::optional<AssumedInData> in_data;  ///< nothing without a dataset
};

/// What each assumed value decides: the rules whose verdicts cite it, or in which it stands. In the policy's
/// order.
[[nodiscard]] std::vector<AssumedValue> assumed_values(const Policy& policy);

/// The same with what of a dataset rests on each, those of the most units first, then of the most verdicts.
/// Neighbours: of a number one unit of its last written digit more and less, of a day the days beside it, of
/// a word every other that can stand there, of a list itself without one item; of a rule each value in it,
/// up to 16 of them. Those that no policy can say are left out.
/// @param document the resolved policy, as resolve_policy gives it
/// @pre the portfolio is of the policy's year and has its levels
[[nodiscard]] std::vector<AssumedValue> assumed_values(const Policy& policy, std::string_view document,
                                                       const Portfolio& portfolio, Date as_of);

}  // namespace giaingan::inline v1
