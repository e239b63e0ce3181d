#include "giaingan/assessment/comparison.hpp"

#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/assessment/year_evaluation.hpp"
#include "giaingan/io/dataset.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <bit>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "assessment/fact_rows.hpp"

namespace giaingan {
namespace {

std::string city_policy() {
  std::ifstream file(GIAINGAN_SOURCE_DIR "/policies/lang-son-city-2024.json", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const Portfolio& city() {
  static const Portfolio portfolio =
      read_dataset(GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024", 2024);
  return portfolio;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

const Date june = *Date::parse("2024-06-30");
const Date december = *Date::parse("2024-12-31");

Portfolio built_from(const std::vector<FactTable>& tables, int year) {
  std::vector<const FactTable*> all;
  for (const FactTable& table : tables)
    all.push_back(&table);
  return portfolio_of(all, year);
}

TEST(FactRows, BuildTheSameFacts) {
  const auto rows = fact_rows(city());
  const auto again = fact_rows(built_from(rows, 2024));
  ASSERT_EQ(rows.size(), 14U);
  std::size_t count = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i].rows, again[i].rows) << rows[i].file;
    count += rows[i].rows.size();
  }
  EXPECT_GT(count, 15'000U);
  const Policy policy = Policy::from_json(city_policy());
  // Facts from rows come from no files, which is all that their documents may tell.
  const Portfolio rebuilt = with_provenance(built_from(rows, 2024), city()->provenance);
  EXPECT_TRUE(assessment_document(policy, rebuilt, assess(policy, rebuilt, december)) ==
              assessment_document(policy, city(), assess(policy, city(), december)));
}

TEST(FactRows, MonthsOfAnotherYearAreRefused) {
  EXPECT_THROW((void)built_from(fact_rows(city()), 2023), InvalidInput);
}

TEST(Comparison, NothingDiffersFromItself) {
  const std::string policy = city_policy();
  const SidesComparison same = compare({policy, "p", city(), december}, {policy, "p", city(), december});
  EXPECT_TRUE(same.changes.empty());
  EXPECT_TRUE(same.differences.empty());
  EXPECT_TRUE(same.totals.empty());
  EXPECT_GT(same.verdicts, 1000U);
}

TEST(Comparison, WordsAloneMakeNoDifference) {
  const std::string policy = city_policy();
  const std::string renamed = replaced(policy, "city of Lạng Sơn", "town of Lạng Sơn");
  const SidesComparison sides = compare({policy, "a", city(), december}, {renamed, "b", city(), december});
  ASSERT_EQ(sides.changes.size(), 1U);
  EXPECT_TRUE(sides.changes[0].wording);
  EXPECT_TRUE(sides.differences.empty());
}

TEST(Comparison, AWrongSideIsRefusedWithItsPlace) {
  const std::string policy = city_policy();
  const std::string other = replaced(policy, "\"year\": 2024", "\"year\": 2023");
  EXPECT_THROW((void)compare({policy, "a", city(), june}, {other, "b", city(), june}), InvalidInput);
}

// By itself neither change moves the unit's verdict, both together do; the rows decide which unit it is.
TEST(Comparison, ARowOfTheDataIsAChange) {
  const std::string policy = city_policy();
  auto rows = fact_rows(city());
  auto& table = *std::ranges::find(rows, std::string_view("allocations.csv"), &FactTable::file);
  auto& plan = table.rows.begin()->second[6];
  const std::string before = plan;
  plan = std::to_string(std::stoll(plan) + 1'000'000'000'000);
  const Portfolio more = built_from(rows, 2024);
  const SidesComparison sides = compare({policy, "a", city(), june}, {policy, "b", more, june});
  ASSERT_EQ(sides.changes.size(), 1U);
  EXPECT_EQ(sides.changes[0].file, "allocations.csv");
  EXPECT_EQ(sides.changes[0].column, "plan");
  EXPECT_EQ(sides.changes[0].before, before);
  ASSERT_FALSE(sides.differences.empty());
  for (const VerdictDifference& each : sides.differences)
    EXPECT_EQ(each.changes, std::vector<std::size_t>{0});
  const auto total = std::ranges::find(sides.totals, "plan", &TotalDifference::total);
  ASSERT_NE(total, sides.totals.end());
  EXPECT_EQ(total->shares.at(0).share, Rational(1'000'000'000'000));
}

// Every subset of five changes, made by hand and judged directly. Two of them don't load without each other.
class ByHand {
 public:
  using Key = std::array<std::string, 3>;
  static constexpr unsigned states = 32;
  static constexpr unsigned all = states - 1;

  ByHand() {
    for (unsigned mask = 0; mask < states; ++mask) {
      std::string text = city_policy();
      for (std::size_t i = 0; i < replacements_.size(); ++i) {
        if ((mask >> i & 1U) != 0) text = replaced(text, replacements_[i][0], replacements_[i][1]);
      }
      last_ = text;
      try {
        judge(mask, Policy::from_json(text), (mask & 16U) != 0 ? december : june);
      } catch (const InvalidInput&) {
      }
    }
  }

  [[nodiscard]] const std::string& last() const { return last_; }
  [[nodiscard]] bool loads(unsigned mask) const { return !said_[mask].empty(); }
  [[nodiscard]] std::size_t differing() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        said_[0], [&](const auto& each) { return said_[all].at(each.first) != each.second; }));
  }
  // How many changes it takes, and how many sets of so many do it.
  [[nodiscard]] std::pair<std::size_t, std::size_t> least(const Key& key) const {
    std::map<std::size_t, std::size_t> sets;
    for (unsigned mask = 0; mask < states; ++mask) {
      if (does_it(mask, key)) ++sets[static_cast<std::size_t>(std::popcount(mask))];
    }
    return *sets.begin();
  }
  [[nodiscard]] bool does_it(unsigned mask, const Key& key) const {
    return loads(mask) && said_[mask].at(key) == said_[all].at(key);
  }
  // The mean over all orders of what each change, or both of the pair, add to the number of excellent units.
  [[nodiscard]] std::vector<Rational> shares() const {
    const std::array<unsigned, 4> players{1, 2, 4 | 8, 16};
    std::vector<Rational> shares(players.size(), Rational(0));
    std::array<std::size_t, 4> order{0, 1, 2, 3};
    std::int64_t orders = 0;
    do {
      unsigned mask = 0;
      for (const std::size_t i : order) {
        const unsigned next = mask | players[i];
        shares[i] = shares[i] + excellent_[next] - excellent_[mask];
        mask = next;
      }
      ++orders;
    } while (std::ranges::next_permutation(order).found);
    for (Rational& share : shares)
      share = share / Rational(orders);
    return shares;
  }

 private:
  void judge(unsigned mask, const Policy& policy, Date day) {
    auto& said = said_[mask];
    const MonthlyAssessment assessment = assess(policy, city(), day);
    for (const auto& unit : assessment.below_average->units)
      said[{"flagged", unit.id, unit.reference}] = unit.flagged ? "yes" : "no";
    const EvaluationResult evaluation = evaluate_year(policy, city(), day);
    for (const auto& rating : evaluation.subjects) {
      const bool rated = rating.rating.has_value();
      said[{"class", rating.unit, subject_text(rating.subject)}] =
          rated ? policy->evaluation->classes[*rating.rating].id : "none";
      if (rated && *rating.rating == 0 && rating.subject == Subject::collective)
        excellent_[mask] = excellent_[mask] + Rational(1);
    }
  }

  // In the order of the document, as changes are; then the day.
  std::array<std::array<std::string, 2>, 4> replacements_{{{"\"months\": 3", "\"months\": 5"},
                                                           {"\"weight\": 5", "\"weight\": 12"},
                                                           {"\"from\": 90", "\"from\": 80"},
                                                           {"\"to\": 90", "\"to\": 80"}}};
  std::string last_;
  std::array<std::map<Key, std::string>, states> said_;
  std::array<Rational, states> excellent_;
};

unsigned mask_of(const std::vector<std::size_t>& changes) {
  unsigned mask = 0;
  for (const std::size_t each : changes)
    mask |= 1U << each;
  return mask;
}

TEST(Comparison, SmallestSetsAndSharesAreThoseOfEverySubset) {
  const ByHand by_hand;
  const std::string policy = city_policy();
  const SidesComparison sides = compare({policy, "a", city(), june}, {by_hand.last(), "b", city(), december});
  ASSERT_EQ(sides.changes.size(), 5U);
  ASSERT_FALSE(by_hand.loads(4));
  std::map<std::size_t, int> sizes;
  std::size_t compared = 0;
  for (const VerdictDifference& each : sides.differences) {
    if (each.a.kind != "flagged" && each.a.kind != "class") continue;
    const ByHand::Key key{each.a.kind, each.a.subject, each.a.object};
    const auto [size, sets] = by_hand.least(key);
    EXPECT_EQ(each.kind, CauseKind::smallest);
    EXPECT_EQ(each.changes.size(), size) << each.a.subject;
    EXPECT_EQ(each.alternatives, sets - 1) << each.a.subject;
    EXPECT_TRUE(by_hand.does_it(mask_of(each.changes), key)) << each.a.subject;
    ++sizes[size];
    ++compared;
  }
  EXPECT_EQ(compared, by_hand.differing());
  EXPECT_GE(sizes.size(), 2U);
  EXPECT_GT(sides.unloadable, 0U);

  const auto total = std::ranges::find_if(sides.totals, [](const TotalDifference& each) {
    return each.total == "classed" && each.object == "collective excellent";
  });
  ASSERT_NE(total, sides.totals.end());
  EXPECT_TRUE(total->grouped);  // the pair
  const auto shares = by_hand.shares();
  ASSERT_EQ(total->shares.size(), shares.size());
  int owing = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    EXPECT_EQ(total->shares[i].share, shares[i]) << i;
    owing += shares[i].sign() != 0 ? 1 : 0;
  }
  EXPECT_GE(owing, 2);
  for (const TotalDifference& each : sides.totals) {
    Rational sum(0);
    for (const TotalShare& share : each.shares)
      sum = sum + share.share;
    EXPECT_EQ(sum, *each.b - *each.a) << each.total << " " << each.object;
  }
}

// Beyond the limit a set of which each member is needed is given, and it says so.
TEST(Comparison, SetsAreReducedWhereNotAllCanBeTried) {
  const ByHand by_hand;
  const std::string policy = city_policy();
  ComparisonLimits limits;
  limits.evaluations = 0;
  limits.shared_changes = 2;
  const SidesComparison sides =
      compare({policy, "a", city(), june}, {by_hand.last(), "b", city(), december}, limits);
  EXPECT_EQ(sides.exact_up_to, 0U);
  for (const VerdictDifference& each : sides.differences) {
    EXPECT_EQ(each.kind, CauseKind::minimal);
    if (each.a.kind != "flagged" && each.a.kind != "class") continue;
    const ByHand::Key key{each.a.kind, each.a.subject, each.a.object};
    const unsigned mask = mask_of(each.changes);
    EXPECT_TRUE(by_hand.does_it(mask, key));
    for (const std::size_t without : each.changes)
      EXPECT_FALSE(mask != 1U << without && by_hand.does_it(mask & ~(1U << without), key));
  }
  for (const TotalDifference& each : sides.totals)
    EXPECT_EQ(each.shares.size(), 2U) << each.total;  // the policy, the day
  limits.reductions = 0;
  const SidesComparison given_up =
      compare({policy, "a", city(), june}, {by_hand.last(), "b", city(), december}, limits);
  for (const VerdictDifference& each : given_up.differences) {
    EXPECT_EQ(each.kind, CauseKind::not_reduced);
    EXPECT_EQ(each.changes.size(), 5U);
  }
}

}  // namespace
}  // namespace giaingan
