/// @file
/// Every verdict of a dataset that an assumed value could decide, rule by rule.
#pragma once

#include "giaingan/assessment/assumed_values.hpp"
#include "giaingan/assessment/comparison.hpp"

#include <compare>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// What a verdict is of.
struct DecidedKey {
  Decides of = Decides::rank;
  std::string kind;
  std::string subject;
  std::string object;

  friend auto operator<=>(const DecidedKey&, const DecidedKey&) = default;
};

using DecidedVerdicts = std::map<DecidedKey, VerdictValue>;

/// The verdicts of some rules. A rule that can't be asked, for the data have not the level that it names,
/// says nothing.
[[nodiscard]] DecidedVerdicts decided_verdicts(const Policy& policy, const Portfolio& portfolio, Date as_of,
                                               const std::vector<Decides>& asked);

/// The units that a verdict concerns: the subject, or the owners of its allocation or project.
void add_units_of(const DecidedKey& verdict, const Facts& facts, std::set<std::string>& units);

/// A value as JSON; empty for none.
[[nodiscard]] std::string verdict_json(const VerdictValue& value);

}  // namespace giaingan::inline v1
