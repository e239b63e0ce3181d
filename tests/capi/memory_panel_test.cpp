// Memory runs out while panels are made and asked.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

#include "failing_allocations.hpp"
#include "giaingan.h"

namespace {

using capi::fail_every_allocation;
using capi::settled;

/// A panel whose columns are partly copied, asked everything by so many threads.
giaingan_status ask_a_panel(int32_t threads) {
  static const std::vector<double> plans(200, 7);
  static const std::vector<std::int64_t> disbursed(200, 3);
  const giaingan_column plan{nullptr, plans.data(), nullptr, nullptr, 200, 0, GIAINGAN_FLOAT64};
  const giaingan_column paid{nullptr, disbursed.data(), nullptr, nullptr, 200, 0, GIAINGAN_INT64};
  const giaingan_column plan_by_month[] = {plan, plan, plan};
  const giaingan_column paid_by_month[] = {paid, paid, paid};
  static int32_t rank[3][200];
  static uint8_t run[200];
  int32_t* const ranks[] = {rank[0], rank[1], rank[2]};
  static uint8_t longest[200];
  static uint16_t below[200];
  std::fill(std::begin(run), std::end(run), uint8_t{77});
  std::fill(std::begin(longest), std::end(longest), uint8_t{77});
  std::fill(std::begin(below), std::end(below), uint16_t{77});

  giaingan_panel* panel = nullptr;
  giaingan_error* error = nullptr;
  giaingan_status status =
      settled(giaingan_panel_create(plan_by_month, paid_by_month, 1, 3, &panel, &error), error);
  error = nullptr;
  if (status == GIAINGAN_OK)
    status = settled(giaingan_panel_rank(panel, GIAINGAN_RANK_STANDARD, threads, ranks, &error), error);
  error = nullptr;
  if (status == GIAINGAN_OK) {
    status = settled(giaingan_panel_below_average(panel, nullptr, nullptr, 3, GIAINGAN_GAP_SKIPPED, threads,
                                                  below, nullptr, run, longest, nullptr, &error),
                     error);
    const uint8_t expected = status == GIAINGAN_OK ? 0 : 77;
    const auto as_expected = [&](uint16_t at) { return at == expected; };
    EXPECT_TRUE(std::all_of(std::begin(run), std::end(run), as_expected) &&
                std::all_of(std::begin(longest), std::end(longest), as_expected) &&
                std::all_of(std::begin(below), std::end(below), as_expected))
        << "the buffers are filled, or as they were";
  }
  giaingan_panel_release(panel);
  return status;
}

TEST(Memory, RunsOutWhileAPanelIsAsked) {
  fail_every_allocation([] { return ask_a_panel(1); });
}

TEST(Memory, RunsOutWhileAPanelIsAskedByThreads) {
  fail_every_allocation([] { return ask_a_panel(3); });
}

TEST(Memory, RunsOutWhileAWrongPanelIsRefused) {
  fail_every_allocation([] {
    static const double broken[] = {0.5, -1};
    static const std::int64_t negative[] = {-1, 1};
    const giaingan_column plan{nullptr, broken, nullptr, nullptr, 2, 0, GIAINGAN_FLOAT64};
    const giaingan_column paid{nullptr, negative, nullptr, nullptr, 2, 0, GIAINGAN_INT64};
    giaingan_panel* panel = nullptr;
    giaingan_error* error = nullptr;
    const giaingan_status status = giaingan_panel_create(&plan, &paid, 1, 1, &panel, &error);
    giaingan_error_release(error);
    return status == GIAINGAN_INVALID_INPUT ? GIAINGAN_OK : status;
  });
}

}  // namespace
