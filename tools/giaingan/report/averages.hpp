/// @file
/// The averages that a ranking may be held against.
#pragma once

#include <vector>

#include "report/charts.hpp"
#include "report/contents.hpp"

namespace giaingan::tool {

/// The policy's averages of the ranking's own basis that are defined, in its order: figures of different
/// bases are never drawn against one another.
[[nodiscard]] std::vector<AverageLine> average_lines(const ReportContents& contents, Language language);

/// Whether a ratio is below another as the ranking compares: rounded first, if the policy says so.
[[nodiscard]] bool is_below(const DisbursementPolicy& policy, Ratio ratio, const Rational& other);

}  // namespace giaingan::tool
