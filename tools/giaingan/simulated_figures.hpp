/// @file
/// What officers call the figures of simulated years.
#pragma once

#include "giaingan/assessment/explanation.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/policy.hpp"

#include <string>

namespace giaingan::tool {

/// A column of a simulation, such as `flagged` or `head_class:good`; of one that isn't known, its id.
[[nodiscard]] std::string simulated_name(const Policy& policy, const std::string& figure, Language language);

/// A number of any size with two decimals: `1.234,50` in Vietnamese, `1,234.50` in English.
[[nodiscard]] std::string decimal_in_words(const Rational& number, Language language);

}  // namespace giaingan::tool
