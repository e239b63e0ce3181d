/// @file
/// The member `made_by`, with which every result document begins.
#pragma once

#include "giaingan/assessment/comparison.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/rules/revenue_plans.hpp"

#include <optional>
#include <string_view>

#include "io/json_writer.hpp"

namespace giaingan::inline v1 {

/// The version of the library that is running, as `0.1.0`.
[[nodiscard]] std::string_view library_version() noexcept;

// What the results answer whose changes can be applied.

[[nodiscard]] ResultQuestion question_of(const Round& round);
[[nodiscard]] ResultQuestion question_of(const MediumTermAdjustment& adjustment);
[[nodiscard]] ResultQuestion question_of(const RevenueResult& result);

// What compares two policies, as the command line asks it.
inline constexpr const char* compare_command = "compare";
inline constexpr const char* compare_rubrics_command = "compare --rubrics";

/// Begins the document of a comparison in the same way, each side with what it was made from and its day.
/// @param as_of_a nothing: of rubrics alone, which no day is asked of
JsonWriter& begin_comparison(JsonWriter& writer, const char* command, const MadeFrom& a,
                             std::optional<Date> as_of_a, const MadeFrom& b, std::optional<Date> as_of_b);

/// Begins a result document: `{` and the member `made_by`, from which the result can be made again: the
/// library's version, the question, the digests of policy and dataset, and the results applied before.
/// @return the writer
JsonWriter& begin_result(JsonWriter& writer, const Policy& policy, const Portfolio& portfolio,
                         const ResultQuestion& question);

}  // namespace giaingan::inline v1
