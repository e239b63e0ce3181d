/// @file
/// Scenarios: a policy, a portfolio, changes to either, and how projects behave (§11).
#pragma once

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/simulation/absorption.hpp"
#include "giaingan/simulation/draws.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace giaingan::inline v1 {

/// A month whose end has come, as a behaviour of the host's sees it: nothing that is later.
struct MonthAtHand {
  BudgetMonth month;
  DrawSource draw;
  std::span<const std::int64_t> plan;    ///< by allocation: in force at its end; đồng
  std::span<const std::int64_t> before;  ///< by allocation: cumulative disbursed a month earlier; đồng
};

/// What was disbursed is as the portfolio's rows say, months without a row included. Where rounds leave an
/// allocation a smaller plan than it had, at most that plan is disbursed; where they leave it a greater one,
/// no more than it did.
struct RecordedBehaviour {};

/// The host says what each allocation has disbursed at the month's end, cumulatively, in đồng. With several
/// threads it is called from all of them at once. What it throws ends the simulation.
using HostBehaviour = std::function<void(const MonthAtHand& at_hand, std::span<std::int64_t> disbursed)>;

using Behaviour = std::variant<RecordedBehaviour, AbsorptionModel, HostBehaviour>;

/// Which rounds move capital.
enum class RoundsHeld {
  simulated,  ///< the policy's, carried out when their day comes; the data's plan changes by them are left
              ///< out
  recorded,   ///< none but those whose plan changes the data holds
};

/// What a year is simulated of.
struct Scenario {
  std::string id;
  Policy policy;
  Portfolio portfolio;  ///< of the policy's year
  Behaviour behaviour;
  RoundsHeld rounds = RoundsHeld::simulated;
  BudgetMonth last{months_in_budget_year};  ///< the month at whose end the year is scored
  std::uint64_t seed = 0;
  std::int64_t first_draw = 0;  ///< a sweep's draws are numbered from here on: machines share them out
  /// Where the policy is another than as it was given, for readers: `/below_average/combine = "all"`.
  std::vector<std::string> policy_changes{};
};

}  // namespace giaingan::inline v1
