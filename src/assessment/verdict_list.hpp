/// @file
/// Everything that is said of a portfolio under a policy, as a flat list of verdicts and totals.
#pragma once

#include "giaingan/assessment/comparison.hpp"
#include "giaingan/assessment/policy_levels.hpp"

#include <compare>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace giaingan::inline v1 {

/// What a verdict is of. Kinds are numbered in the order in which they are listed.
struct VerdictKey {
  std::size_t kind = 0;
  std::string subject;
  std::string object;

  friend auto operator<=>(const VerdictKey&, const VerdictKey&) = default;
};

/// The name of a kind, as `rank`.
[[nodiscard]] const char* verdict_kind_text(std::size_t kind) noexcept;

/// Which rules are asked. The others' verdicts and totals are left out.
struct AskedRules {
  bool assessment = true;
  bool evaluation = true;
  bool rounds = true;
};

/// The rules that a kind of verdicts, or a total, comes from.
[[nodiscard]] AskedRules rules_of_verdict(std::size_t kind) noexcept;
[[nodiscard]] AskedRules rules_of_total(const std::string& total) noexcept;

/// A total's name and object.
using TotalKey = std::pair<std::string, std::string>;

/// What was said.
struct AllSaid {
  struct Said {
    VerdictValue value;
    Citation citation;
  };
  std::map<VerdictKey, Said> verdicts;
  std::map<TotalKey, std::optional<Rational>> totals;  ///< a count that isn't there is 0
};

/// Asks the rules. @pre the portfolio is of the policy's year and has its levels
[[nodiscard]] AllSaid findings_of(const Policy& policy, const Portfolio& portfolio, Date as_of,
                                  AskedRules asked);

/// The levels that the policy names and the portfolio hasn't got.
[[nodiscard]] std::vector<PolicyLevel> all_missing_levels(const Policy& policy, const Portfolio& portfolio);

}  // namespace giaingan::inline v1
