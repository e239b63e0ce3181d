#include "giaingan/assessment/explanation.hpp"

#include "giaingan/io/dataset.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <gmock/gmock.h>

#include <optional>
#include <string>

namespace giaingan {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

Policy policy() {
  return Policy::from_json(R"({
    "schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
    "documents": [{"id": "letter", "number": "1", "title": "t"}],
    "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
    "averages": [{"id": "city", "title": {"vi": "Toàn thành phố", "en": "Whole city"},
                  "kind": "weighted", "basis": "current"}],
    "disbursement": {"basis": "current"}
  })");
}

const Portfolio& city() {
  static const Portfolio read = read_dataset(GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024", 2024);
  return read;
}

Evidence comparison(Quantity quantity, std::optional<Rational> left, std::optional<Rational> right) {
  Evidence evidence;
  evidence.subject = "u";
  evidence.quantity = quantity;
  evidence.left = std::move(left);
  evidence.right = std::move(right);
  return evidence;
}

std::string vi(Quantity quantity, std::optional<Rational> left, std::optional<Rational> right) {
  return explanation(policy(), comparison(quantity, std::move(left), std::move(right)), Language::vi);
}
std::string en(Quantity quantity, std::optional<Rational> left, std::optional<Rational> right) {
  return explanation(policy(), comparison(quantity, std::move(left), std::move(right)), Language::en);
}

TEST(Explanation, WritesRatiosAsPercentages) {
  EXPECT_THAT(vi(Quantity::ratio, Rational(2), Ratio{1, 3}), HasSubstr("u: 200,00 % >= 33,33 %"));
  EXPECT_THAT(en(Quantity::ratio, Rational(1), Rational(0)), HasSubstr("u: 100.00 % >= 0.00 %"));
  EXPECT_THAT(vi(Quantity::ratio, Rational(1234), std::nullopt), HasSubstr("123.400,00 % >= không xác định"));
}

TEST(Explanation, WritesAsManyDecimalsAsTellTwoRatiosApart) {
  EXPECT_THAT(vi(Quantity::ratio, Ratio{799'999'999, 1'000'000'000}, Ratio{4, 5}),
              HasSubstr("u: 79,9999999 % >= 80,0000000 %"));
  EXPECT_THAT(en(Quantity::ratio, Ratio{4, 5}, Ratio{4, 5}), HasSubstr("u: 80.00 % >= 80.00 %"));
  EXPECT_THAT(en(Quantity::ratio, Ratio{7999, 10000}, Ratio{4, 5}), HasSubstr("u: 79.99 % >= 80.00 %"));
}

TEST(Explanation, WritesAmountsInDong) {
  EXPECT_THAT(vi(Quantity::amount, Rational(1'234'567), Rational(1)),
              HasSubstr("u: 1.234.567 đồng >= 1 đồng"));
  EXPECT_THAT(en(Quantity::amount, Rational(-123'456), Rational(0)), HasSubstr("u: -123,456 VND >= 0 VND"));
  const Rational beyond_int64 = Rational::from_int128(Int128{9'000'000'000'000'000'000} * 10);
  EXPECT_THAT(en(Quantity::amount, beyond_int64, Rational(0)), HasSubstr("90,000,000,000,000,000,000 VND"));
}

TEST(Explanation, WritesCountsAsPlainNumbers) {
  EXPECT_THAT(vi(Quantity::count, Rational(1), Rational(0)), HasSubstr("u: 1 >= 0"));
  EXPECT_THAT(vi(Quantity::count, Rational(2), Ratio{28, 10}), HasSubstr("u: 2 >= 2,8"));
  EXPECT_THAT(en(Quantity::count, Rational(1000), Ratio{28, 10}), HasSubstr("u: 1,000 >= 2.8"));
}

TEST(Explanation, WritesPoints) {
  EXPECT_THAT(vi(Quantity::points, Ratio{61176, 1000}, Rational(50)), HasSubstr("u: 61,176 điểm >= 50 điểm"));
  EXPECT_THAT(en(Quantity::points, Ratio{61176, 1000}, Rational(1)),
              HasSubstr("u: 61.176 points >= 1 point"));
}

TEST(Explanation, SaysWhichNumbersAreRounded) {
  EXPECT_THAT(vi(Quantity::points, Ratio{600, 7}, Rational(90)), HasSubstr("u: ≈ 85,714286 điểm >= 90 điểm"));
  EXPECT_THAT(en(Quantity::points, Ratio{1, 1'000'000}, Rational(0)), HasSubstr("u: 0.000001 points"));
}

TEST(Explanation, WritesDays) {
  EXPECT_THAT(vi(Quantity::days, Rational(-9), Rational(0)), HasSubstr("u: -9 ngày >= 0 ngày"));
  EXPECT_THAT(en(Quantity::days, Rational(1), Rational(0)), HasSubstr("u: 1 day >= 0 days"));
}

TEST(Explanation, GroupsFiguresAndDistanceAsTheLanguageDoes) {
  Evidence evidence = comparison(Quantity::ratio, Ratio{1, 4}, Ratio{1, 2});
  evidence.object = "city";
  evidence.amounts = Amounts{{4'000}, {1'000}};
  evidence.distance = Dong{1'500};
  EXPECT_THAT(explanation(policy(), evidence, Language::vi),
              HasSubstr("25,00 % (1.000 / 4.000 đồng) >= 50,00 % [Toàn thành phố]"));
  EXPECT_THAT(explanation(policy(), evidence, Language::vi), HasSubstr("; cách ngưỡng 1.500 đồng"));
  EXPECT_THAT(explanation(policy(), evidence, Language::en),
              HasSubstr("25.00 % (1,000 / 4,000 VND) >= 50.00 % [Whole city]"));
  EXPECT_THAT(explanation(policy(), evidence, Language::en), HasSubstr("; distance 1,500 VND"));
}

TEST(Explanation, SaysHowFarTheThresholdIsInTheFiguresOwnMeasure) {
  Evidence evidence = comparison(Quantity::count, Rational(5), Rational(3));
  evidence.gap = Rational(2);
  EXPECT_THAT(explanation(policy(), evidence, Language::vi), EndsWith("; cách ngưỡng 2"));
  evidence = comparison(Quantity::ratio, Ratio{1, 4}, Ratio{1, 2});
  evidence.gap = Rational(Ratio{1, 4});
  evidence.distance = Dong{1'500};
  EXPECT_THAT(explanation(policy(), evidence, Language::vi),
              HasSubstr("; cách ngưỡng 25,00 điểm phần trăm; đổi kết luận khi thêm hoặc bớt 1.500 đồng"));
  EXPECT_THAT(
      explanation(policy(), evidence, Language::en),
      HasSubstr("; distance 25.00 percentage points; the verdict changes with a difference of 1,500 VND"));
}

TEST(Explanation, SaysThatAFigureStandsExactlyAtTheThreshold) {
  Evidence evidence = comparison(Quantity::count, Rational(1), Rational(1));
  evidence.comparison = Comparison::less_than;
  evidence.holds = false;
  evidence.gap = Rational(0);
  EXPECT_THAT(explanation(policy(), evidence, Language::vi), EndsWith("không đúng; đúng bằng ngưỡng"));
  EXPECT_THAT(explanation(policy(), evidence, Language::en), EndsWith("false; exactly at the threshold"));
  evidence.distance = Dong{1};
  EXPECT_THAT(explanation(policy(), evidence, Language::en),
              EndsWith("exactly at the threshold; the verdict changes with a difference of 1 VND"));
}

TEST(Explanation, WritesANumberApartFromThoseItIsNotEqualTo) {
  const Rational near(Ratio{79'999, 100'000});
  EXPECT_EQ(number_in_words(policy(), near, Quantity::ratio, {}, Language::en), "80.00 %");
  const std::vector<Rational> bounds{Rational(Ratio{1, 2}), Rational(Ratio{8, 10})};
  EXPECT_EQ(number_in_words(policy(), near, Quantity::ratio, bounds, Language::en), "79.999 %");
  EXPECT_EQ(number_in_words(policy(), bounds[1], Quantity::ratio, bounds, Language::en), "80.00 %");
}

TEST(EvidenceDocument, SaysHowFarApartBothSidesAre) {
  Evidence evidence = comparison(Quantity::count, Rational(5), Ratio{1, 2});
  EXPECT_THAT(evidence_document(policy(), city(), "u", Date{}, {evidence}), Not(HasSubstr("gap")));
  evidence.gap = Rational(Ratio{9, 2});
  EXPECT_THAT(evidence_document(policy(), city(), "u", Date{}, {evidence}),
              HasSubstr(R"("decimal": "4.50")"));
}

TEST(EvidenceDocument, SaysWhatTheNumbersAre) {
  const auto document = [](Quantity quantity) {
    return evidence_document(policy(), city(), "u", Date{},
                             {comparison(quantity, Ratio{61176, 1000}, std::nullopt)});
  };
  EXPECT_THAT(document(Quantity::points), HasSubstr(R"("quantity": "points")"));
  EXPECT_THAT(document(Quantity::points), HasSubstr(R"("decimal": "61.18")"));
  EXPECT_THAT(document(Quantity::points), Not(HasSubstr("percent")));
  EXPECT_THAT(document(Quantity::ratio), HasSubstr(R"("percent": "6117.60")"));
}

}  // namespace
}  // namespace giaingan
