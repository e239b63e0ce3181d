/// @file
/// What a person should look at before a policy is used, beyond what loading refuses.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/policy/policy.hpp"

#include <map>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace giaingan::inline v1 {

/// How much a finding matters.
enum class FindingWeight {
  mistake,  ///< a policy that says this can hardly mean it
  notice,   ///< allowed, but somebody should know
};

/// Figures by metric at which a finding about the rubric shows.
struct FiguresWitness {
  std::map<std::string, Rational> figures;
};
/// A ratio, reached by the first of these milestones' days, at which a finding about them shows: by their ids
/// which of them it misses and which it meets, in the order of their days.
struct MilestonesWitness {
  Rational ratio;
  std::vector<std::string> missed;
  std::vector<std::string> met;
};
/// A duty whose last day is not worked.
struct DutyWitness {
  std::string duty;
};

/// A round whose report's last day is not worked.
struct RoundDayWitness {
  std::string round;
};
/// Days of the calendar.
struct DaysWitness {
  std::vector<Date> days;
};
/// An allocation, by what it has (`source` → `land`; `…`: any value that no condition names; what isn't
/// listed may be anything), and tiers of a round whose conditions it meets; none: it meets no tier's.
struct TiersWitness {
  std::string round;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<std::string> tiers;
};

/// The totals next to a class in which none lies: the greatest below and the least above it.
struct TotalsWitness {
  std::vector<Rational> totals;
};
/// Figures of everything that a limit reads that never holds: between and at its bounds; of a limit that
/// concerns nobody who is rated, those at which it would hold.
struct NeverHoldsWitness {
  std::vector<std::map<std::string, Rational>> figures;
};
/// A quota that keeps nobody in its class.
struct QuotaWitness {
  std::string quota;
};

/// Where a finding shows, if there is a place.
using FindingWitness =
    std::variant<std::monostate, FiguresWitness, MilestonesWitness, DutyWitness, RoundDayWitness, DaysWitness,
                 TiersWitness, TotalsWitness, NeverHoldsWitness, QuotaWitness>;

/// One finding about a policy.
struct PolicyFinding {
  FindingWeight weight = FindingWeight::notice;
  std::string code;     ///< stable, such as `milestone_falls`, `class_unreached`, `limit_never_holds`
  std::string subject;  ///< id of the milestone, obligation, class, limit, criterion or round
  Text message;
  FindingWitness witness{};
};

/// Looks for milestones that fall; for deadlines whose last day nobody works, and days of the calendar that
/// change nothing; for classes of the evaluation that nobody can be in, whatever keeps them out, limits that
/// can do nothing and ratios of milestones and bounds that were hardly meant; and for tiers that overlap in
/// part or leave allocations in none; each with a witness. What can't be right at all (gaps and overlaps of
/// bands, rounds out of order, unknown ids …) is refused when the policy is loaded.
[[nodiscard]] std::vector<PolicyFinding> check_policy(const Policy& policy);

}  // namespace giaingan::inline v1
