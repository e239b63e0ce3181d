/// @file
/// The policy section `revenue`: plans of sources that are fed by revenue, such as land-use fees (thu tiền sử
/// dụng đất), and what is cut or put off when less comes in than was planned on (§4.9 of the letter).
#pragma once

#include "giaingan/exact/dong.hpp"
#include "giaingan/policy/basis.hpp"
#include "giaingan/policy/citation.hpp"
#include "giaingan/policy/reallocation_policy.hpp"

#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// What a source is expected to bring in, from the last row of `revenues.csv` on or before the as-of day.
enum class ExpectedRevenue {
  collected,  ///< what has been collected (thực thu)
  estimate,   ///< the greater of the estimate (dự toán) and what has been collected
};

/// Further revenue that can make good what the source lacks (tăng thu khác): an amount of the policy's, or a
/// unit's metric, rounded down to whole đồng.
struct RevenueOffset {
  Dong amount;         ///< without a metric; at least 0
  std::string unit;    ///< of the metric; empty: the amount counts
  std::string metric;  ///< in đồng
  Citation citation;   ///< assumed where the policy says nothing: 0
};

/// One source fed by revenue, every default of the section filled in.
struct RevenueSource {
  std::string source;  ///< id, as in `allocations.csv` and `revenues.csv`
  Text title;
  /// Its scope says which of the source's allocations the revenue must pay for, and its figures give every
  /// ratio; its plan is the current one.
  Basis basis;
  ExpectedRevenue expected = ExpectedRevenue::collected;
  RevenueOffset offset;
  std::string level = "owner";  ///< of the units whose ratio orders the cuts
  std::string level_at;         ///< where the policy says it (JSON pointer); if nowhere, where it could
  std::vector<Tier> tiers;      ///< highest priority first, so the last is cut first; at least one
  CutOrder cut_order = CutOrder::worst_ratio_first;
  RemainderTies ties = RemainderTies::id;
  Dong step{1};                   ///< cuts are multiples of it; at least 1
  std::string ledger = "tabmis";  ///< the system of `ledgers.csv` in which plans are entered
  Citation citation;
  SettingCitations settings;
};

/// All sources fed by revenue, in the order of the document.
struct RevenuePolicy {
  std::vector<RevenueSource> sources;
  Citation citation;
};

}  // namespace giaingan::inline v1
