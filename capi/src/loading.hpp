/// @file
/// What is loaded from documents and folders, with a session and without.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/input/limits.hpp"
#include "giaingan/input/named_document.hpp"
#include "giaingan/policy/policy.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace giaingan::capi {

/// Documents as a host gives them. `sizes` may be null: each ends at its first NUL byte.
struct GivenDocuments {
  const char* const* names;
  const char* const* documents;
  const int64_t* sizes;
  int64_t count;
};

/// The documents, named. @throws InvalidArgument
[[nodiscard]] std::vector<NamedDocument> documents_of(const GivenDocuments& given);

/// The day, or nothing if all is 0. @throws InvalidArgument
[[nodiscard]] std::optional<Date> day_if(int32_t year, int32_t month, int32_t day);

/// @throws InvalidArgument, InvalidInput
[[nodiscard]] Policy policy_of(const GivenDocuments& given, int32_t year, int32_t month, int32_t day,
                               const Limits& limits);

/// @throws InvalidArgument if datasets of that year can't be
[[nodiscard]] int checked_year(int32_t budget_year);

}  // namespace giaingan::capi
