/// @file
/// Cases that pin what nobody's figures lead to: a class without totals or that a quota empties, a limit that
/// never holds.
#pragma once

#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/policy_check.hpp"
#include "giaingan/policy/policy_draft.hpp"

#include <map>
#include <string>
#include <vector>

#include "io/json_writer.hpp"

namespace giaingan::inline v1 {

/// `3` or `1/3`.
[[nodiscard]] std::string number_text(const Rational& number);

/// Writes the question of bare figures, as `"rate": {"figures": {"final_ratio": "1/2"}}`.
void write_figures(JsonWriter& writer, const std::map<std::string, Rational>& figures);

/// The nearest totals to a class in which none lies, a case each: figures that give the total, with it and
/// the class that comes out; where none are found, which classes hold the total.
[[nodiscard]] std::vector<std::string> cases_at(const TotalsWitness& witness, const std::string& name,
                                                const PolicyDraft& draft);

/// Figures at which a limit doesn't hold, a case each: its step, not applied, and the class that comes out.
[[nodiscard]] std::vector<std::string> cases_at(const NeverHoldsWitness& witness, const std::string& limit,
                                                const std::string& name, const PolicyDraft& draft);

/// Facts that put one unit into the class that a quota empties, and ten into its base: the quota lowers it.
/// Empty if no such figures are found.
[[nodiscard]] std::vector<std::string> cases_at(const QuotaWitness& witness, const std::string& name,
                                                const PolicyDraft& draft);

}  // namespace giaingan::inline v1
