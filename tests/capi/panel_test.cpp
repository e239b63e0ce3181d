// Panels through the C ABI: columns of every shape, every wrong argument, all problems at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <vector>

#include "giaingan.h"

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Values = std::vector<int64_t>;

giaingan_column column_of(const Values& values) {
  return {nullptr, values.data(), nullptr, nullptr, static_cast<int64_t>(values.size()), 0, GIAINGAN_INT64};
}

giaingan_column column_of(const std::vector<double>& values) {
  return {nullptr, values.data(), nullptr, nullptr, static_cast<int64_t>(values.size()), 0, GIAINGAN_FLOAT64};
}

/// `code column row` of each problem of an error, which is released.
std::vector<std::string> problems(giaingan_error* error) {
  std::vector<std::string> found;
  for (int64_t i = 0; i < giaingan_error_diagnostic_count(error); ++i) {
    giaingan_diagnostic diagnostic;
    EXPECT_EQ(giaingan_error_diagnostic(error, i, &diagnostic), GIAINGAN_OK);
    EXPECT_STRNE(diagnostic.message, "");
    EXPECT_STRNE(diagnostic.remedy, "");
    found.push_back(std::string(diagnostic.code) + " " + diagnostic.column + " " +
                    std::to_string(diagnostic.row));
  }
  giaingan_error_release(error);
  return found;
}

/// The text of an error, which is released.
std::string text(giaingan_error* error) {
  std::string words = giaingan_error_text(error);
  giaingan_error_release(error);
  return words;
}

/// A panel of two months of three units: the third has no plan in the second month.
class PanelInC : public testing::Test {
 protected:
  void SetUp() override {
    panel = create({column_of(plan1), column_of(plan2)}, {column_of(disbursed1), column_of(disbursed2)});
  }
  void TearDown() override { giaingan_panel_release(panel); }

  giaingan_panel* create(const std::vector<giaingan_column>& plan,
                         const std::vector<giaingan_column>& disbursed, int32_t first_month = 3) {
    giaingan_panel* made = nullptr;
    giaingan_error* error = nullptr;
    EXPECT_EQ(giaingan_panel_create(plan.data(), disbursed.data(), first_month,
                                    static_cast<int32_t>(plan.size()), &made, &error),
              GIAINGAN_OK)
        << giaingan_error_text(error);
    giaingan_error_release(error);
    return made;
  }

  std::vector<int32_t> ranks(const giaingan_panel* of, giaingan_rank_ties ties, std::size_t month) {
    std::vector<int32_t> rank(3, -1);
    std::array<int32_t*, 2> buffers{};
    buffers[month] = rank.data();
    EXPECT_EQ(giaingan_panel_rank(of, ties, 1, buffers.data(), nullptr), GIAINGAN_OK);
    return rank;
  }

  const Values plan1{100, 200, 10};
  const Values plan2{100, 200, 0};
  const Values disbursed1{40, 80, 9};
  const Values disbursed2{50, 120, 9};
  giaingan_panel* panel = nullptr;
};

TEST_F(PanelInC, Ranks) {
  EXPECT_THAT(ranks(panel, GIAINGAN_RANK_STANDARD, 0), ElementsAre(2, 2, 1));
  EXPECT_THAT(ranks(panel, GIAINGAN_RANK_DENSE, 0), ElementsAre(2, 2, 1));
  EXPECT_THAT(ranks(panel, GIAINGAN_RANK_STANDARD, 1), ElementsAre(2, 1, 0));
  const Values equal{1, 1, 2};
  giaingan_panel* other = create({column_of(equal), column_of(equal)}, {column_of(plan1), column_of(equal)});
  EXPECT_THAT(ranks(other, GIAINGAN_RANK_STANDARD, 1), ElementsAre(1, 1, 1));
  giaingan_panel_release(other);
}

TEST_F(PanelInC, RanksDenselyOrNot) {
  const Values plan{2, 2, 2};
  const Values disbursed{2, 2, 1};
  giaingan_panel* other = create({column_of(plan)}, {column_of(disbursed)});
  EXPECT_THAT(ranks(other, GIAINGAN_RANK_STANDARD, 0), ElementsAre(1, 1, 3));
  EXPECT_THAT(ranks(other, GIAINGAN_RANK_DENSE, 0), ElementsAre(1, 1, 2));
  giaingan_panel_release(other);
}

TEST_F(PanelInC, Totals) {
  int64_t plan = -1;
  int64_t disbursed = -1;
  EXPECT_EQ(giaingan_panel_total(panel, 4, &plan, &disbursed, nullptr), GIAINGAN_OK);
  EXPECT_EQ(plan, 300);
  EXPECT_EQ(disbursed, 179);
  for (const int32_t month : {2, 5, std::numeric_limits<int32_t>::min(), std::numeric_limits<int32_t>::max()})
    EXPECT_EQ(giaingan_panel_total(panel, month, &plan, &disbursed, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_panel_total(nullptr, 4, &plan, &disbursed, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_panel_total(panel, 3, nullptr, &disbursed, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_panel_total(panel, 3, &plan, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(plan, 300) << "left as it was";
  EXPECT_EQ(disbursed, 179);
}

struct Runs {
  std::vector<uint16_t> below = std::vector<uint16_t>(3, 0xffff);
  std::vector<uint16_t> undefined = std::vector<uint16_t>(3, 0xffff);
  std::vector<uint8_t> current = std::vector<uint8_t>(3, 0xff);
  std::vector<uint8_t> longest = std::vector<uint8_t>(3, 0xff);
  std::vector<uint8_t> first = std::vector<uint8_t>(3, 0xff);

  giaingan_status fill(const giaingan_panel* panel, int32_t months, giaingan_gap gap, const Values& plan = {},
                       const Values& disbursed = {}) {
    return giaingan_panel_below_average(
        panel, plan.empty() ? nullptr : plan.data(), disbursed.empty() ? nullptr : disbursed.data(), months,
        gap, 2, below.data(), undefined.data(), current.data(), longest.data(), first.data(), nullptr);
  }
};

TEST_F(PanelInC, FindsWhoIsBelowTheAverage) {
  // 129 of 310 in month 3, 179 of 300 in month 4.
  Runs runs;
  ASSERT_EQ(runs.fill(panel, 2, GIAINGAN_GAP_BREAKS), GIAINGAN_OK);
  EXPECT_THAT(runs.below, ElementsAre(0b1100, 0b0100, 0));
  EXPECT_THAT(runs.undefined, ElementsAre(0, 0, 0b1000));
  EXPECT_THAT(runs.current, ElementsAre(2, 0, 0));
  EXPECT_THAT(runs.longest, ElementsAre(2, 1, 0));
  EXPECT_THAT(runs.first, ElementsAre(4, 0, 0));
}

TEST_F(PanelInC, HoldsAgainstOtherReferences) {
  Runs runs;
  ASSERT_EQ(runs.fill(panel, 1, GIAINGAN_GAP_BREAKS, {100, 2}, {41, 1}), GIAINGAN_OK);
  EXPECT_THAT(runs.below, ElementsAre(0b0100, 0b0100, 0)) << "equal to the reference isn't below";
  EXPECT_THAT(runs.first, ElementsAre(3, 3, 0));
  EXPECT_THAT(runs.current, ElementsAre(0, 0, 0));
}

// The unit's own month without a plan, and a month without a reference, do the same to a run.
TEST_F(PanelInC, GapsBreakOrAreTakenOut) {
  const Values plan{10, 0, 10};
  const Values ten{10, 10, 10};
  const Values nothing{0, 0, 0};
  giaingan_panel* gap = create({column_of(ten), column_of(plan), column_of(ten)},
                               {column_of(nothing), column_of(nothing), column_of(nothing)}, 1);
  Runs runs;
  ASSERT_EQ(runs.fill(gap, 2, GIAINGAN_GAP_BREAKS, {1, 1, 1}, {1, 1, 1}), GIAINGAN_OK);
  EXPECT_THAT(runs.below, ElementsAre(0b111, 0b101, 0b111));
  EXPECT_THAT(runs.longest, ElementsAre(3, 1, 3));
  EXPECT_THAT(runs.first, ElementsAre(2, 0, 2));
  ASSERT_EQ(runs.fill(gap, 2, GIAINGAN_GAP_SKIPPED, {1, 1, 1}, {1, 1, 1}), GIAINGAN_OK);
  EXPECT_THAT(runs.longest, ElementsAre(3, 2, 3));
  EXPECT_THAT(runs.first, ElementsAre(2, 3, 2));
  const Values ones{1, 1, 1};
  std::vector<uint8_t> longest(3);
  ASSERT_EQ(giaingan_panel_below_average(gap, ones.data(), ones.data(), 2, GIAINGAN_GAP_SKIPPED, 1, nullptr,
                                         nullptr, nullptr, longest.data(), nullptr, nullptr),
            GIAINGAN_OK);
  EXPECT_THAT(longest, ElementsAre(3, 2, 3)) << "though nobody asked which months are undefined";
  ASSERT_EQ(runs.fill(gap, 2, GIAINGAN_GAP_BREAKS, {1, 0, 1}, {1, 1, 1}), GIAINGAN_OK);
  EXPECT_THAT(runs.below, ElementsAre(0b101, 0b101, 0b101));
  EXPECT_THAT(runs.longest, ElementsAre(1, 1, 1));
  ASSERT_EQ(runs.fill(gap, 2, GIAINGAN_GAP_SKIPPED, {1, 0, 1}, {1, 1, 1}), GIAINGAN_OK);
  EXPECT_THAT(runs.longest, ElementsAre(2, 2, 2));
  EXPECT_THAT(runs.first, ElementsAre(3, 3, 3));
  ASSERT_EQ(runs.fill(gap, 2, GIAINGAN_GAP_SKIPPED, {1, 1, 0}, {1, 1, 1}), GIAINGAN_OK);
  EXPECT_THAT(runs.current, ElementsAre(2, 1, 2)) << "before a month that is taken out";
  giaingan_panel_release(gap);
}

TEST_F(PanelInC, WritesTheBuffersThatAreThere) {
  for (unsigned wanted = 0; wanted < 32; ++wanted) {
    for (const giaingan_gap gap : {GIAINGAN_GAP_BREAKS, GIAINGAN_GAP_SKIPPED}) {
      Runs all;
      ASSERT_EQ(all.fill(panel, 2, gap), GIAINGAN_OK);
      Runs some;
      ASSERT_EQ(giaingan_panel_below_average(panel, nullptr, nullptr, 2, gap, 1,
                                             (wanted & 1) != 0 ? some.below.data() : nullptr,
                                             (wanted & 2) != 0 ? some.undefined.data() : nullptr,
                                             (wanted & 4) != 0 ? some.current.data() : nullptr,
                                             (wanted & 8) != 0 ? some.longest.data() : nullptr,
                                             (wanted & 16) != 0 ? some.first.data() : nullptr, nullptr),
                GIAINGAN_OK);
      const Runs untouched;
      EXPECT_EQ(some.below, (wanted & 1) != 0 ? all.below : untouched.below);
      EXPECT_EQ(some.undefined, (wanted & 2) != 0 ? all.undefined : untouched.undefined);
      EXPECT_EQ(some.current, (wanted & 4) != 0 ? all.current : untouched.current);
      EXPECT_EQ(some.longest, (wanted & 8) != 0 ? all.longest : untouched.longest);
      EXPECT_EQ(some.first, (wanted & 16) != 0 ? all.first : untouched.first);
    }
  }
  const std::array<int32_t*, 2> none{};
  EXPECT_EQ(giaingan_panel_rank(panel, GIAINGAN_RANK_STANDARD, 5, none.data(), nullptr), GIAINGAN_OK);
}

// Borrowed: a member of a struct, backed by memory that changes what the panel sees.
TEST_F(PanelInC, BorrowsWholeNumbersWithAStride) {
  Values structs{100, 40, -7, 200, 80, -7, 10, 9, -7};
  const auto member = [&](std::size_t index) {
    return giaingan_column{"member", &structs[index], nullptr, nullptr, 3, 24, GIAINGAN_INT64};
  };
  giaingan_panel* strided = create({member(0)}, {member(1)});
  EXPECT_THAT(ranks(strided, GIAINGAN_RANK_STANDARD, 0), ElementsAre(2, 2, 1));
  structs[1] = 41;
  EXPECT_THAT(ranks(strided, GIAINGAN_RANK_STANDARD, 0), ElementsAre(2, 3, 1)) << "borrowed, not copied";
  giaingan_panel_release(strided);
}

TEST_F(PanelInC, CopiesWhatLiesUnaligned) {
  // Records of twelve bytes, and values that begin at an odd byte.
  for (const auto& [width, begin] : std::vector<std::array<std::size_t, 2>>{{12, 0}, {12, 1}, {8, 1}}) {
    Values storage(8);
    char* const bytes = reinterpret_cast<char*>(storage.data()) + begin;
    for (std::size_t i = 0; i < 3; ++i)
      std::memcpy(bytes + i * width, &disbursed1[i], 8);
    const giaingan_column odd{nullptr,       bytes, nullptr, nullptr, 3, static_cast<int32_t>(width),
                              GIAINGAN_INT64};
    giaingan_panel* copied = create({column_of(plan1)}, {odd});
    storage.assign(8, 0);
    EXPECT_THAT(ranks(copied, GIAINGAN_RANK_STANDARD, 0), ElementsAre(2, 2, 1));
    giaingan_panel_release(copied);
  }
}

TEST_F(PanelInC, CopiesWholeNumbersThatAreDoubles) {
  std::vector<double> plan{100, -0.0, 9007199254740991};
  std::vector<double> disbursed{40, 0, 1, 1};
  const giaingan_column first_three{nullptr, disbursed.data(), nullptr, nullptr, 3, 8, GIAINGAN_FLOAT64};
  giaingan_panel* copied = create({column_of(plan)}, {first_three});
  plan.assign(3, 0.5);
  EXPECT_THAT(ranks(copied, GIAINGAN_RANK_STANDARD, 0), ElementsAre(1, 0, 2));
  int64_t total = 0;
  int64_t ignored = 0;
  EXPECT_EQ(giaingan_panel_total(copied, 3, &total, &ignored, nullptr), GIAINGAN_OK);
  EXPECT_EQ(total, 9007199254741091);
  giaingan_panel_release(copied);
}

TEST_F(PanelInC, ReportsAllProblemsAtOnceWithTheirPlaces) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> broken{0.5, nan, 9007199254740992.0};
  const std::vector<double> infinite{-std::numeric_limits<double>::infinity(), -9007199254740992.0, -2};
  const Values negative{1, -2, std::numeric_limits<int64_t>::min()};
  const Values large{std::numeric_limits<int64_t>::max(), 1, 1};
  const std::array plan{column_of(broken), column_of(negative)};
  const std::array disbursed{column_of(infinite), column_of(large)};
  giaingan_panel* made = panel;
  giaingan_error* error = nullptr;
  EXPECT_EQ(giaingan_panel_create(plan.data(), disbursed.data(), 1, 2, &made, &error),
            GIAINGAN_INVALID_INPUT);
  EXPECT_EQ(made, nullptr);
  EXPECT_THAT(problems(error), ElementsAre("panel.not_whole plan[0] 1", "panel.not_whole plan[0] 2",
                                           "panel.not_whole plan[0] 3", "panel.not_whole disbursed[0] 1",
                                           "panel.not_whole disbursed[0] 2", "panel.negative disbursed[0] 3",
                                           "panel.negative plan[1] 2", "panel.negative plan[1] 3",
                                           "panel.sum_beyond_int64 disbursed[1] 2"));
}

TEST_F(PanelInC, CountsTheProblemsThatItDoesNotList) {
  const std::vector<double> broken(1'003, 0.5);
  const Values whole(1'003, 1);
  const giaingan_column plan = column_of(broken);
  const giaingan_column disbursed = column_of(whole);
  giaingan_panel* made = nullptr;
  giaingan_error* error = nullptr;
  EXPECT_EQ(giaingan_panel_create(&plan, &disbursed, 1, 1, &made, &error), GIAINGAN_INVALID_INPUT);
  ASSERT_EQ(giaingan_error_diagnostic_count(error), 1'001);
  EXPECT_THAT(text(error), HasSubstr("3 further broken amounts are not listed"));
}

TEST_F(PanelInC, TakesNoUnitAndAllThirteenMonths) {
  const std::vector<giaingan_column> empty(13, {nullptr, nullptr, nullptr, nullptr, 0, 0, GIAINGAN_INT64});
  giaingan_panel* none = create(empty, empty, 1);
  std::array<int32_t*, 13> rank{};
  EXPECT_EQ(giaingan_panel_rank(none, GIAINGAN_RANK_DENSE, 2, rank.data(), nullptr), GIAINGAN_OK);
  uint8_t untouched = 7;
  EXPECT_EQ(giaingan_panel_below_average(none, nullptr, nullptr, 13, GIAINGAN_GAP_SKIPPED, 1, nullptr,
                                         nullptr, &untouched, nullptr, nullptr, nullptr),
            GIAINGAN_OK);
  EXPECT_EQ(untouched, 7);
  giaingan_panel_release(none);
}

TEST_F(PanelInC, RefusesWrongColumns) {
  const uint8_t valid[3] = {1, 1, 1};
  const giaingan_column good = column_of(plan1);
  struct Wrong {
    giaingan_column column;
    const char* says;
  };
  std::vector<Wrong> wrongs(7, {good, ""});
  wrongs[0].column.type = GIAINGAN_INT32;
  wrongs[0].says = "disbursed[1] is neither GIAINGAN_INT64 nor GIAINGAN_FLOAT64";
  wrongs[1].column.length = 2;
  wrongs[1].says = "disbursed[1] has 2 rows, plan[0] has 3";
  wrongs[2].column.valid = valid;
  wrongs[2].says = "disbursed[1] has `valid`";
  wrongs[3].column.stride = -8;
  wrongs[3].says = "disbursed[1] has a negative stride";
  wrongs[4].column.data = nullptr;
  wrongs[4].says = "disbursed[1] has no data";
  wrongs[5].column.length = -1;
  wrongs[5].says = "disbursed[1] has -1 rows";
  wrongs[6].column.type = 99;
  wrongs[6].says = "disbursed[1] is neither";
  for (const Wrong& wrong : wrongs) {
    const std::array plan{good, good};
    const std::array disbursed{good, wrong.column};
    giaingan_panel* made = panel;
    giaingan_error* error = nullptr;
    EXPECT_EQ(giaingan_panel_create(plan.data(), disbursed.data(), 1, 2, &made, &error),
              GIAINGAN_INVALID_ARGUMENT);
    EXPECT_EQ(made, nullptr);
    EXPECT_THAT(text(error), HasSubstr(wrong.says));
  }
  for (const int64_t length : {int64_t{-1}, int64_t{1} << 31}) {
    giaingan_column plan = good;
    plan.length = length;
    giaingan_panel* made = nullptr;
    EXPECT_EQ(giaingan_panel_create(&plan, &plan, 1, 1, &made, nullptr), GIAINGAN_INVALID_ARGUMENT);
  }
}

TEST_F(PanelInC, RefusesWrongMonthsAndNull) {
  const giaingan_column good = column_of(plan1);
  const std::vector<giaingan_column> year(13, good);
  giaingan_panel* made = nullptr;
  constexpr int32_t most = std::numeric_limits<int32_t>::max();
  constexpr int32_t least = std::numeric_limits<int32_t>::min();
  for (const auto& [first, months] : std::vector<std::array<int32_t, 2>>{{0, 1},
                                                                         {1, 0},
                                                                         {1, 14},
                                                                         {13, 2},
                                                                         {14, 1},
                                                                         {-1, 3},
                                                                         {most, 13},
                                                                         {most, most},
                                                                         {least, least},
                                                                         {1, least}}) {
    giaingan_error* error = nullptr;
    EXPECT_EQ(giaingan_panel_create(year.data(), year.data(), first, months, &made, &error),
              GIAINGAN_INVALID_ARGUMENT);
    EXPECT_THAT(text(error), HasSubstr("the months 1 to 13"));
  }
  EXPECT_EQ(giaingan_panel_create(nullptr, &good, 1, 1, &made, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_panel_create(&good, nullptr, 1, 1, &made, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_panel_create(&good, &good, 1, 1, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
}

TEST_F(PanelInC, RefusesWrongQuestions) {
  std::vector<int32_t> rank(3, -1);
  const std::array<int32_t*, 2> buffers{rank.data(), nullptr};
  EXPECT_EQ(giaingan_panel_rank(nullptr, 1, 1, buffers.data(), nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_panel_rank(panel, 1, 1, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_panel_rank(panel, 0, 1, buffers.data(), nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_panel_rank(panel, 3, 1, buffers.data(), nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_panel_rank(panel, 1, 0, buffers.data(), nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_panel_rank(panel, 1, 257, buffers.data(), nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_THAT(rank, ElementsAre(-1, -1, -1));

  Runs runs;
  EXPECT_EQ(runs.fill(nullptr, 3, GIAINGAN_GAP_BREAKS), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(runs.fill(panel, 0, GIAINGAN_GAP_BREAKS), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(runs.fill(panel, 14, GIAINGAN_GAP_BREAKS), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(runs.fill(panel, 3, 0), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(runs.fill(panel, 3, 3), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(runs.fill(panel, 3, GIAINGAN_GAP_BREAKS, {1, 1}, {}), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(runs.fill(panel, 3, GIAINGAN_GAP_BREAKS, {}, {1, 1}), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(runs.fill(panel, 3, GIAINGAN_GAP_BREAKS, {1, -1}, {1, 1}), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(runs.fill(panel, 3, GIAINGAN_GAP_BREAKS, {1, 1}, {-1, 1}), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_panel_below_average(panel, nullptr, nullptr, 3, 1, 0, runs.below.data(), nullptr,
                                         nullptr, nullptr, nullptr, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(runs.below, Runs().below) << "nothing was written";
  EXPECT_EQ(runs.current, Runs().current);
}

TEST_F(PanelInC, LivesUntilItsLastOwnerReleasesIt) {
  EXPECT_EQ(giaingan_panel_retain(nullptr), nullptr);
  giaingan_panel_release(nullptr);
  giaingan_panel* second = giaingan_panel_retain(panel);
  EXPECT_EQ(second, panel);
  giaingan_panel_release(panel);
  EXPECT_THAT(ranks(second, GIAINGAN_RANK_STANDARD, 0), ElementsAre(2, 2, 1));
}

}  // namespace
