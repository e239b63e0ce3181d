// Every published row with a plan, what was disbursed and a ratio: do the printed digits come out?
#include "giaingan/exact/rounding.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "published_figures.hpp"

namespace giaingan::testing {
namespace {

/// The rows whose printed digits do not come out of the printed amounts by rounding half up, and why, in the
/// words of the data: what does reproduce them (`match`), and whether amounts that were themselves rounded
/// before printing could have given them (`consistent_with_input_rounding`).
const std::map<std::string, std::pair<std::string, std::string>>& defects_of_the_source() {
  static const std::map<std::string, std::pair<std::string, std::string>> defects = {
      {"31", {"truncation_only", "trunc_only"}},  // Bộ GTVT, expressways: 79.96 printed as 79
      {"32", {"truncation_only", "yes"}},         // Cao Bằng
      {"50", {"mismatch", "yes"}},                // Cần Thơ, component project 3
      {"66", {"within_1ulp", "yes"}},             // Quảng Nam
      {"69", {"mismatch", "no"}},                 // Quế Sơn: the ratio belongs to another plan
      {"72", {"mismatch", "yes"}},                // Đông Giang
      {"87", {"truncation_only", "yes"}},         // Long An
      {"88", {"mismatch", "yes"}},                // Long An, districts
      {"91", {"within_1ulp", "yes"}},             // Đắk Nông: "more than 11 %"
      {"95", {"within_1ulp", "yes"}},             // Bình Định
      {"105", {"mismatch", "yes"}},               // Nghệ An, carried over
      {"106", {"mismatch", "trunc_only"}},        // Nghệ An, 2021
  };
  return defects;
}

TEST(RatioRows, ThePublishedDigitsComeOutButWhereTheSourceErrs) {
  EXPECT_EQ(published_ratios().size(), 66U);
  std::map<std::string, std::pair<std::string, std::string>> failing;
  for (const PublishedRatio& one : published_ratios()) {
    if (one.text(Rounding::half_up) == one.published) {
      EXPECT_EQ(one.column("match"), "half_up") << one.column("row_id");
      EXPECT_EQ(one.column("consistent_with_input_rounding"), "yes") << one.column("row_id");
    } else {
      failing[one.column("row_id")] = {one.column("match"), one.column("consistent_with_input_rounding")};
    }
  }
  EXPECT_THAT(failing, ::testing::ContainerEq(defects_of_the_source()));
}

/// In units of the last printed digit.
Rational in_units(const std::string& text, int decimals) {
  Rational number = printed_number(text);
  for (int digit = 0; digit < decimals; ++digit)
    number = number * 10;
  return number;
}

std::string match(const PublishedRatio& one) {
  if (one.text(Rounding::half_up) == one.published) return "half_up";
  if (one.text(Rounding::down) == one.published) return "truncation_only";
  const Rational apart =
      in_units(one.published, one.decimals) - in_units(one.text(Rounding::half_up), one.decimals);
  return apart <= Rational{1} && apart >= Rational{-1} ? "within_1ulp" : "mismatch";
}

TEST(RatioRows, TheReasonIsTheOneThatTheDataGives) {
  for (const PublishedRatio& one : published_ratios())
    EXPECT_EQ(match(one), one.column("match")) << one.column("row_id");
}

/// Could amounts rounded to their printed digits have given the printed ratio, by rounding or only by
/// truncating?
std::string consistent_with_input_rounding(const PublishedRatio& one) {
  const Rational billion = 1'000'000'000;
  const Rational plan_half = half_unit(printed_decimals(one.column("plan_ty"))) * billion;
  const Rational disbursed_half = half_unit(printed_decimals(one.column("disbursed_ty"))) * billion;
  const Rational plan = one.plan.value, disbursed = one.disbursed.value;
  const Rational least = (disbursed - disbursed_half) / (plan + plan_half) * 100;
  const Rational most = (disbursed + disbursed_half) / (plan - plan_half) * 100;
  const Rational published = printed_number(one.published), half = half_unit(one.decimals);
  const auto reaches = [&](const Rational& from, const Rational& until) {
    return most >= from && least < until;
  };
  if (reaches(published - half, published + half)) return "yes";
  return reaches(published, published + half + half) ? "trunc_only" : "no";
}

TEST(RatioRows, RoundedInputsExplainWhatTheDataSaysTheyExplain) {
  for (const PublishedRatio& one : published_ratios()) {
    EXPECT_EQ(consistent_with_input_rounding(one), one.column("consistent_with_input_rounding"))
        << one.column("row_id");
  }
}

TEST(RatioRows, FourDecimalsAndTheDifferenceComeOutToo) {
  for (const PublishedRatio& one : published_ratios()) {
    EXPECT_EQ(percent_text(one.ratio(), 4, Rounding::half_up), one.column("computed_ratio_pct"))
        << one.column("row_id");
    const Rational apart = printed_number(one.published) - Rational{one.ratio()} * 100;
    const Rational printed = printed_number(one.column("published_minus_computed_pp"));
    EXPECT_EQ(round_to_step(apart, Ratio{1, 1'000}, Rounding::half_up), printed) << one.column("row_id");
  }
}

TEST(RatioRows, OfficialsRoundHalfUpAndDoNotTruncate) {
  int only_by_rounding = 0;
  for (const PublishedRatio& one : published_ratios()) {
    only_by_rounding += match(one) == "half_up" && one.text(Rounding::down) != one.published ? 1 : 0;
  }
  EXPECT_EQ(only_by_rounding, 25);
}

TEST(RatioRows, OneNumeratorOverTwoPlansGivesTheTwoPublishedRatios) {
  const PublishedRatio& assigned = published_ratio("53");
  const PublishedRatio& supplemented = published_ratio("54");
  EXPECT_EQ(assigned.disbursed, supplemented.disbursed);
  EXPECT_EQ(assigned.text(Rounding::half_up), "42.21");
  EXPECT_EQ(supplemented.text(Rounding::half_up), "33.72");
}

}  // namespace
}  // namespace giaingan::testing
