// The year's evaluation of the example city: a believable spread, and the quota's arithmetic done once more.
#include "giaingan/assessment/year_evaluation.hpp"
#include "giaingan/exact/rational.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "city_cases.hpp"
#include "city_library.hpp"

namespace giaingan::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

const EvaluationResult& ratings() {
  static const EvaluationResult result =
      evaluate_year(policy(), portfolio(), Date::parse("2025-01-31").value());
  return result;
}

const SubjectRating& rating(const std::string& unit, Subject subject = Subject::collective) {
  for (const SubjectRating& one : ratings().subjects) {
    if (one.unit == unit && one.subject == subject) return one;
  }
  throw std::logic_error("no rating of " + unit);
}

std::string class_id(std::size_t index) {
  return policy()->evaluation.value().classes.at(index).id;
}

std::map<std::string, std::set<std::string>> collectives_by_class() {
  std::map<std::string, std::set<std::string>> found;
  for (const SubjectRating& one : ratings().subjects) {
    if (one.subject != Subject::collective) continue;
    found[one.rating ? class_id(*one.rating) : "not classed"].insert(one.unit);
  }
  return found;
}

/// The steps that changed a subject's class, as `id: before > after`.
std::vector<std::string> changes(const SubjectRating& rated) {
  std::vector<std::string> found;
  for (const ClassStep& step : rated.steps) {
    if (step.before && *step.before != step.after)
      found.push_back(step.id + ": " + class_id(*step.before) + " > " + class_id(step.after));
  }
  return found;
}

TEST(CityEvaluation, EveryClassIsThere) {
  const auto found = collectives_by_class();
  EXPECT_THAT(found.at("excellent"), UnorderedElementsAre("doi-qltt", "ban-chqs", "vp-thanh-uy"));
  EXPECT_EQ(found.at("good").size(), 18U);
  EXPECT_THAT(found.at("completed"), UnorderedElementsAre("bqlda", "cong-an"));
  EXPECT_THAT(found.at("not_completed"), UnorderedElementsAre("bql-cho", "cdt-kt", "cdt-ldtbxh", "tt-gdnn",
                                                              "tt-ptqd", "ubnd-quang-lac"));
  EXPECT_THAT(found.at("not classed"), UnorderedElementsAre(place("no_plan").units.at(0)))
      << "without a plan there is no result to rate";
}

TEST(CityEvaluation, ATotalByHand) {
  // ban-chqs, from the CSV files: nothing missed, nothing late, 95 % and more; only its own schedule isn't
  // met
  const auto own = of_owner("ban-chqs");
  EXPECT_GE(city().ratio(own, 12), (Ratio{95, 100}));
  std::int64_t scheduled = 0;
  for (const CsvRow& row : city().rows("schedule")) {
    if (row.at("month") == "2025-01" && own(city().allocations.at(row.at("allocation"))))
      scheduled += amount(row.at("scheduled"));
  }
  const Rational adherence{Ratio{city().disbursed(own, 12), scheduled}};
  const Rational of_schedule =
      Rational{5} + (adherence - Ratio{8, 10}) * Rational{25};  // 5 at 80 %, 10 at 100 %
  EXPECT_EQ(rating("ban-chqs").total, Rational{50 + 10 + 10 + 10 + 5 + 5} + of_schedule);
}

TEST(CityEvaluation, AViolationLowersTheClass) {
  const std::string& unit = place("violation").units.at(0);
  EXPECT_GT(rating(unit).total, Rational{70});
  EXPECT_THAT(changes(rating(unit)), ElementsAre("violation: good > completed"));
}

TEST(CityEvaluation, TheQuotaKeepsTheHighestTotalsAndNoMoreThanAFifthOfTheGood) {
  std::int64_t in_base = 0;
  std::vector<std::pair<Rational, std::string>> qualifying;
  for (const SubjectRating& one : ratings().subjects) {
    if (one.subject != Subject::collective || !one.total) continue;
    if (*one.total >= Rational{90}) {
      qualifying.emplace_back(*one.total, one.unit);
    } else if (one.rating && class_id(*one.rating) == "good") {
      ++in_base;
    }
  }
  std::sort(qualifying.rbegin(), qualifying.rend());
  const auto count = static_cast<std::int64_t>(qualifying.size());
  std::int64_t allowed = 0;
  for (std::int64_t kept = 1; kept <= count; ++kept) {
    if (5 * kept <= count + in_base - kept) allowed = kept;  // the demoted are good then
  }
  EXPECT_EQ(count, 9);
  EXPECT_EQ(in_base, 12);
  EXPECT_EQ(allowed, 3);

  const QuotaOutcome& quota = ratings().quotas.at(0);
  EXPECT_EQ(quota.qualifying, count);
  EXPECT_EQ(quota.in_base, in_base);
  EXPECT_EQ(quota.allowed, allowed);
  EXPECT_EQ(quota.kept, allowed);
  EXPECT_EQ(quota.line, qualifying.at(static_cast<std::size_t>(allowed) - 1).first);
  for (std::size_t index = 0; index < qualifying.size(); ++index) {
    const bool keeps = index < static_cast<std::size_t>(allowed);
    const std::string& unit = qualifying.at(index).second;
    EXPECT_EQ(class_id(rating(unit).rating.value()), keeps ? "excellent" : "good") << unit;
    if (!keeps) {
      EXPECT_THAT(changes(rating(unit)), ElementsAre("excellent-collectives: excellent > good"));
    }
  }
}

TEST(CityEvaluation, AHeadStandsNoHigherThanTheCollective) {
  for (const SubjectRating& head : ratings().subjects) {
    if (head.subject != Subject::head || !head.rating) continue;
    EXPECT_GE(head.rating, rating(head.unit).rating) << head.unit << ": classes go from the best down";
  }
  EXPECT_THAT(changes(rating("thcs-vinh-trai", Subject::head)),
              ElementsAre("thcs-vinh-trai: excellent > good"));
}

TEST(CityEvaluation, TheListOfFourFiveNamesThoseWhoseReportsWentWrong) {
  std::set<std::string>
      expected;  // from events.csv: nothing in time for a monthly, quarterly or yearly report
  std::map<std::string, int> in_time;
  for (const CsvRow& row : city().rows("events")) {
    const std::string& period = row.at("period");
    if (row.at("type") != "report" || city().row("units", "unit", row.at("unit")).at("kind") != "owner")
      continue;
    const bool yearly = period.size() == 4;
    if (!yearly) in_time[row.at("unit")] += amount(row.at("date").substr(8)) <= 5 ? 1 : 0;
  }
  for (const auto& [owner, reports] : in_time) {
    if (reports < 12 + 4) expected.insert(owner);
  }
  EXPECT_EQ(expected.size(), 6U);

  std::set<std::string> listed;
  for (const ListedUnit& one : ratings().shortcomings)
    listed.insert(one.unit);
  EXPECT_EQ(listed, expected) << "those that returned capital for a subjective cause are among them";
}

TEST(CityEvaluation, TheExcellentWithNinetyFivePercentAreProposedForReward) {
  std::vector<std::string> proposed;
  for (const ListedUnit& one : ratings().emulation)
    proposed.push_back(one.unit);
  EXPECT_THAT(proposed, ElementsAre("doi-qltt", "ban-chqs", "vp-thanh-uy")) << "by total";
}

}  // namespace
}  // namespace giaingan::testing
