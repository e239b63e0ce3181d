/// @file
/// The command compare: what differs between two policies, two datasets or two days.
#pragma once

#include "giaingan/assessment/replay.hpp"
#include "giaingan/assessment/rubric_equivalence.hpp"

#include <string>
#include <vector>

#include "inputs.hpp"

namespace giaingan::tool {

/// What is compared. What is given once is that of both sides.
struct CompareRequest {
  std::vector<std::string> policies;
  std::vector<std::string> data;
  std::vector<std::string> as_of;    ///< empty: the last day of the budget year
  std::vector<std::string> rubrics;  ///< two policies whose rubrics alone are compared, for all figures
  Format format = Format::text;
  Language language = Language::vi;
};

/// Whether the rubrics are equivalent, and if not an example, in words.
[[nodiscard]] std::string rubrics_text(const Policy& a, const Policy& b, const RubricComparison& comparison,
                                       Language language);

int run_compare(const CompareRequest& request);

/// What to say where a result can't be made again without a dataset. @param file of the saved result
[[nodiscard]] Diagnostic no_data(const std::string& file);

/// Makes a saved comparison again from the policies and datasets of a request.
/// @param asked what it was of, its days included
/// @throws InvalidInput
[[nodiscard]] Replay compare_again(const CompareRequest& request, const ComparisonAsked& asked,
                                   const std::string& document, const std::string& file);

}  // namespace giaingan::tool
