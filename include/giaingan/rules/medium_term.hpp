/// @file
/// Adjustment of the medium-term plan (điều chỉnh kế hoạch đầu tư công trung hạn): a round over medium-term
/// plans, from projects slow in procedures or held up by planning to urgent and important ones. §4.6 of the
/// letter; `docs/rules/medium_term.md` tells it for officers and auditors.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/figures/evidence.hpp"
#include "giaingan/policy/citation.hpp"
#include "giaingan/policy/medium_term_policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <compare>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// What another rule found of a project.
struct ProjectGround {
  Index project = none;
  ProjectFindingCode code = ProjectFindingCode::procedures_late;
  Evidence evidence;
};

/// Medium-term plan of a project and what is used of it.
struct MediumTermFigures {
  Dong plan;  ///< 0 for a project outside the medium-term plan
  Dong used;  ///< medium_term_used and this year's plans on the as-of day, carried-over ones apart: the floor

  /// used ÷ plan; nothing if there is no plan.
  [[nodiscard]] std::optional<Ratio> ratio() const noexcept {
    if (plan.value == 0) return std::nullopt;
    return Ratio{used.value, plan.value};
  }
};

/// A project that must give.
struct MediumTermDonor {
  Index project = none;
  MediumTermFigures figures;
  std::vector<std::string> grounds;  ///< codes of findings, then types of events; at least one, each once
  std::vector<Evidence> evidence;    ///< of the findings, then of the events: `medium_term.event`, days since
  Dong release;  ///< the share of max(0, plan − used), rounded down to a multiple of the step
  Dong cut;
};

/// What bounds an addition.
enum class MediumTermCap { requested, absorbable, total_investment, supply };

/// `requested`, `absorbable` …
[[nodiscard]] constexpr const char* medium_term_cap_text(MediumTermCap cap) noexcept {
  switch (cap) {
    case MediumTermCap::requested:
      return "requested";
    case MediumTermCap::absorbable:
      return "absorbable";
    case MediumTermCap::total_investment:
      return "total_investment";
    case MediumTermCap::supply:
      break;
  }
  return "supply";
}

/// A project that may receive.
struct MediumTermRecipient {
  Index project = none;
  std::size_t tier = 0;  ///< among the adjustment's tiers
  MediumTermFigures figures;
  Dong requested;   ///< of all its allocations
  Dong absorbable;  ///< of all its allocations
  /// Room under the total investment: total_investment − max(0, funded_before − medium_term_used) − plan, at
  /// least 0; nothing: no limit.
  std::optional<Dong> investment_room;
  Dong need;  ///< the least of them, rounded down to a multiple of the step
  MediumTermCap need_bound_by = MediumTermCap::requested;
  Dong addition;
  MediumTermCap stopped_by = MediumTermCap::supply;  ///< why not one step more
};

/// Why a project that asked isn't considered.
enum class MediumTermRejection { donor, outside_medium_term_plan, settled, barred, no_tier };

/// `donor`, `outside_medium_term_plan` …
[[nodiscard]] constexpr const char* medium_term_rejection_text(MediumTermRejection rejection) noexcept {
  switch (rejection) {
    case MediumTermRejection::donor:
      return "donor";
    case MediumTermRejection::outside_medium_term_plan:
      return "outside_medium_term_plan";
    case MediumTermRejection::settled:
      return "settled";
    case MediumTermRejection::barred:
      return "barred";
    case MediumTermRejection::no_tier:
      break;
  }
  return "no_tier";
}

/// A project that asked in vain, with the first reason in that order.
struct RejectedProject {
  Index project = none;
  MediumTermRejection rejection = MediumTermRejection::donor;
  std::string reason;  ///< of `barred`: the finding's code
  /// What was compared: of a donor its first ground, of a bar `medium_term.barred`, of `barred` the
  /// finding's; nothing for `no_tier`.
  std::optional<Evidence> evidence;
  Citation citation;  ///< of the setting that asks for it
};

/// What a tier wanted and got.
struct MediumTermTier {
  Dong need;
  Dong added;
};

/// Something that an officer should know; it stops nothing.
struct MediumTermFinding {
  /// `nothing_to_give`, `nothing_wanted`, `no_project` (an allocation that asks belongs to none),
  /// `beyond_int64` (with this project the demand leaves int64: it is left out), `unknown_round` (requests
  /// name it, and the policy hasn't got it; found by run_adjustment); of grounds to give that take nothing:
  /// `event_without_project` (its period is empty; subject: its unit), `unknown_project`,
  /// `outside_medium_term_plan`, `unknown_event` (no event of the dataset has the type that the policy names)
  std::string code;
  std::string subject;  ///< id of the project, allocation, adjustment, round or unit, or type of events
  /// Of a ground: the row as `events.csv: unit,type,period,date`, or the code of the project checks' finding;
  /// else empty.
  std::string at;

  friend auto operator<=>(const MediumTermFinding&, const MediumTermFinding&) = default;
};

/// An adjustment carried out: cut = added + returned. Vectors of projects are sorted by id.
struct MediumTermResult {
  std::string adjustment;
  Date as_of;
  std::vector<MediumTermDonor> donors;
  std::vector<MediumTermRecipient> recipients;
  std::vector<RejectedProject> rejected;
  std::vector<MediumTermTier> tiers;  ///< one a tier, in the policy's order
  Dong cut;
  Dong added;
  Dong returned;
  std::vector<MediumTermFinding> findings;
  std::vector<MediumTermChange> changes;  ///< by project, to be applied by `with_medium_term_changes`
};

/// What every cut cites, with all that is assumed of it.
[[nodiscard]] Citation cut_citation(const MediumTermAdjustment& adjustment);

/// What every addition of a tier cites.
[[nodiscard]] Citation addition_citation(const MediumTermAdjustment& adjustment, const Tier& tier);

/// Carries out one adjustment. Pure; any number of threads. Throws only std::bad_alloc.
/// @param grounds what the project checks found on the adjustment's day, of whatever code
[[nodiscard]] MediumTermResult adjust_medium_term(const Portfolio& portfolio,
                                                  const MediumTermAdjustment& adjustment,
                                                  std::span<const ProjectGround> grounds);

}  // namespace giaingan::inline v1
