/// @file
/// The policy section `medium_term`: adjustments in which medium-term plan (kế hoạch đầu tư công trung hạn)
/// moves from projects slow in procedures or held up by planning to urgent and important ones (§4.6 of the
/// letter).
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/policy/citation.hpp"
#include "giaingan/policy/project_checks_policy.hpp"
#include "giaingan/policy/reallocation_policy.hpp"

#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// A type of events that makes the project give that an event's `period` names.
struct DonorEvent {
  std::string type;  ///< as in `events.csv`
  Text title;
  Citation citation;
};

/// Which projects lose medium-term plan: those with any of these grounds.
struct MediumTermDonors {
  std::vector<ProjectFindingCode> findings;  ///< of the project checks, as of the adjustment's day
  std::vector<DonorEvent> events;            ///< dated on or before that day; every type once
  Cited<Ratio> share{{1, 1}, {}};            ///< of what is unused; from 0 to 1
  Citation citation;
};

/// One adjustment (đợt điều chỉnh trung hạn). Only what a project hasn't used can move: used is what earlier
/// years were given and this year's plans.
struct MediumTermAdjustment {
  std::string id;  ///< the `round` of its requests, the decision of its changes
  Text title;
  Date as_of;
  Date effective;  ///< the day its changes bear; after `as_of`
  MediumTermDonors donors;
  std::vector<Bar> bars;  ///< what bars a project from receiving
  /// Findings of the project checks that bar a project as well.
  std::vector<ProjectFindingCode> barring_findings;
  /// Highest priority first; a project belongs to the first whose condition one of its requesting allocations
  /// meets.
  std::vector<Tier> tiers;
  CutOrder cut_order = CutOrder::worst_ratio_first;  ///< the ratio: used ÷ medium-term plan
  RemainderTies ties = RemainderTies::id;
  Unmatched unmatched = Unmatched::stay;
  Dong step{1};
  Citation citation;
  SettingCitations settings;
};

/// All adjustments, by as_of.
struct MediumTermPolicy {
  std::vector<MediumTermAdjustment> adjustments;
  Citation citation;
};

}  // namespace giaingan::inline v1
