/// @file
/// What the division reports every month: §2, §3, §6 and §7 of the rules as of one day.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/rules/below_average.hpp"
#include "giaingan/rules/disbursement.hpp"
#include "giaingan/rules/obligations.hpp"
#include "giaingan/rules/project_checks.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// The results of the rules that a policy has sections for.
struct MonthlyAssessment {
  std::optional<std::string> level{};  ///< asked for; nothing: the policy's own levels
  DisbursementResult disbursement;
  std::vector<HeadlineFigures> headlines;  ///< of the policy's headline bases
  std::vector<GroupingFigures> groupings;  ///< of the policy's further groupings
  std::optional<BelowAverageResult> below_average;
  std::optional<ObligationsResult> obligations;
  std::optional<ProjectChecksResult> project_checks;
};

/// Assesses at the policy's own levels. Total: throws only `std::bad_alloc`.
/// @pre the portfolio is of the policy's year
[[nodiscard]] MonthlyAssessment assess(const Policy& policy, const Portfolio& portfolio, Date as_of);

/// The same with ratios and runs of the units of another level (see group_by_level). A level that isn't
/// among levels_of(portfolio) has no units: who lets people choose should ask that first.
[[nodiscard]] MonthlyAssessment assess(const Policy& policy, const Portfolio& portfolio, Date as_of,
                                       std::string_view level);

/// The assessment as a JSON document, its last byte a line break: the same bytes wherever it is made.
[[nodiscard]] std::string assessment_document(const Policy& policy, const Portfolio& portfolio,
                                              const MonthlyAssessment& assessment);

/// The verdicts of an assessment without the evidence of each month, for hosts with very many units.
struct MonthlyVerdicts {
  std::optional<std::string> level{};  ///< asked for; nothing: the policy's own levels
  DisbursementResult disbursement;     ///< see rank_units()
  std::optional<BelowAverageVerdicts> below_average;
  std::optional<ObligationsResult> obligations;
  std::optional<ProjectChecksResult> project_checks;
};

/// The verdicts that assess() comes to, many times faster: the evidence of some units is asked for
/// afterwards.
/// @param level see group_by_level; empty: the policy's own levels. Total: throws only `std::bad_alloc`.
[[nodiscard]] MonthlyVerdicts judge(const Policy& policy, const Portfolio& portfolio, Date as_of,
                                    std::string_view level = {});

/// The verdicts as a JSON document without line breaks, its last byte one: a part of the members of
/// assessment_document(), of the same meaning; the months of a run are their names alone.
[[nodiscard]] std::string verdicts_document(const Policy& policy, const Portfolio& portfolio,
                                            const MonthlyVerdicts& verdicts);
/// The same, handed over piece by piece while it is made: of very many units it is large.
/// @throws what `sink` throws
void write_verdicts_document(const Policy& policy, const Portfolio& portfolio,
                             const MonthlyVerdicts& verdicts,
                             const std::function<void(std::string_view)>& sink);

}  // namespace giaingan::inline v1
