// The oracle's facts and policies as the library's, and the library's numbers as the oracle's. The only place
// where the two meet.
#pragma once

#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/disbursement_policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <optional>
#include <string>

#include "differential/random_world.hpp"

namespace differential {

giaingan::Portfolio portfolio_of(const oracle::Facts& facts);
// The same with the runs that the year before ended with, which the oracle takes for a part of the rule.
giaingan::Portfolio portfolio_of(const oracle::Facts& facts, const oracle::BelowAverage& rule);

giaingan::Date date_of(oracle::Date date);
giaingan::Ratio ratio_of(const oracle::Rational& value);
giaingan::Basis basis_of(const oracle::Reading& reading);
giaingan::Average average_of(const oracle::Average& average);
giaingan::DisbursementPolicy disbursement_policy_of(const oracle::World& world);
giaingan::BelowAveragePolicy below_average_policy_of(const oracle::BelowAverage& rule);

std::optional<oracle::Rational> exact(const std::optional<giaingan::Rational>& value);
std::optional<oracle::Rational> exact(const std::optional<giaingan::Ratio>& value);
std::optional<oracle::Integer> exact(const std::optional<giaingan::Dong>& value);

// What the oracle says, or nothing where it leaves int64, as the library must say then.
std::optional<oracle::Integer> within_int64(const std::optional<oracle::Integer>& value);

}  // namespace differential
