/// @file
/// Metrics in columns, as a host has them.
#pragma once

#include <cstdint>
#include <vector>

#include "giaingan.h"

namespace capi {

/// Metrics of three units under the example city's rubric: one metric missing here and there.
struct RatedUnits {
  std::vector<const char*> names{"final_ratio",     "milestones_missed",   "months_below_average",
                                 "reports_missing", "reports_late",        "schedule_adherence",
                                 "new_starts_late", "settlements_overdue", "returns_subjective",
                                 "times_flagged",   "violations"};
  std::vector<std::int64_t> values{9, 1, 0};
  std::vector<std::int64_t> tens{10, 10, 10};
  std::vector<std::uint8_t> valid{1, 0, 1};
  std::vector<giaingan_column> metrics;
  std::vector<giaingan_column> denominators;

  RatedUnits() {
    for (const char* const name : names) {
      metrics.push_back({name, values.data(), nullptr, valid.data(), 3, 0, GIAINGAN_INT64});
      denominators.push_back({nullptr, tens.data(), nullptr, nullptr, 3, 0, GIAINGAN_INT64});
    }
  }
};

}  // namespace capi
