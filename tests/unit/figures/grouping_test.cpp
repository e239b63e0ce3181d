#include "giaingan/figures/grouping.hpp"

#include <gmock/gmock.h>

#include "unit/figures/small_year.hpp"

namespace {

using namespace small_year;
using ::testing::ElementsAre;

// city > d1 (department) > school (owner); board (owner) under the city; d2 has nobody.
Portfolio portfolio() {
  Rows rows;
  rows.units = {{"city", "city"},          {"d2", "department", "city"}, {"d1", "department", "city"},
                {"school", "owner", "d1"}, {"board", "owner", "city"},   {"Z", "locality", "city"},
                {"W", "locality", "city"}};
  rows.allocations = {
      {"a", "school", 1, "land", "Z"}, {"b", "board", 1, "budget", "Y", "ntm"}, {"c", "d1", 1}};
  rows.allocations[1].project = "q";
  return rows.build();
}

TEST(Grouping, TakesTheOwnerOrItsNearestAncestorOfTheKind) {
  const auto owners = group_by_level(portfolio(), "owner");
  EXPECT_THAT(owners.ids, ElementsAre("board", "school"));
  EXPECT_THAT(owners.of_allocation, ElementsAre(1, 0, none)) << "a department is no owner";
  const auto departments = group_by_level(portfolio(), "department");
  EXPECT_THAT(departments.ids, ElementsAre("d1", "d2")) << "with or without allocations";
  EXPECT_THAT(departments.of_allocation, ElementsAre(0, none, 0));
  EXPECT_THAT(group_by_level(portfolio(), "city").of_allocation, ElementsAre(0, 0, 0));
}

TEST(Grouping, NamesTheUnitOfAGroup) {
  const auto portfolio_here = portfolio();
  const auto owners = group_by_level(portfolio_here, "owner");
  ASSERT_EQ(owners.unit.size(), 2U);
  EXPECT_EQ(portfolio_here->units[static_cast<std::size_t>(owners.unit[1])].id, "school");
}

TEST(Grouping, TakesColumns) {
  const auto sources = group_by_level(portfolio(), "source");
  EXPECT_THAT(sources.ids, ElementsAre("budget", "land"));
  EXPECT_THAT(sources.of_allocation, ElementsAre(1, 0, 0));
  EXPECT_THAT(sources.unit, ElementsAre(none, none));
  const auto programmes = group_by_level(portfolio(), "programme");
  EXPECT_THAT(programmes.ids, ElementsAre("ntm"));
  EXPECT_THAT(programmes.of_allocation, ElementsAre(none, 0, none));
  EXPECT_THAT(group_by_level(portfolio(), "project").ids, ElementsAre("p", "q"));
  EXPECT_THAT(group_by_level(portfolio(), "allocation").of_allocation, ElementsAre(0, 1, 2));
}

TEST(Grouping, ListsTheLevelsThereAre) {
  EXPECT_THAT(levels_of(portfolio()), ElementsAre("carried_over", "locality", "source", "programme",
                                                  "project", "allocation", "city", "department", "owner"));
}

TEST(Grouping, ListsLocalitiesThatAreUnits) {
  const auto localities = group_by_level(portfolio(), "locality");
  EXPECT_THAT(localities.ids, ElementsAre("W", "Y", "Z"));
  EXPECT_THAT(localities.of_allocation, ElementsAre(2, 1, none));
  EXPECT_NE(localities.unit[0], none);
  EXPECT_EQ(localities.unit[1], none);
  EXPECT_NE(localities.unit[2], none);
}

TEST(Grouping, TellsCarriedOverCapitalFromTheYearsOwn) {
  Rows rows;
  rows.units = {{"u"}};
  rows.allocations = {{"a", "u", 1}, {"b", "u", 1}};
  EXPECT_THAT(group_by_level(rows.build(), "carried_over").ids, ElementsAre("current_year"));
  rows.allocations[1].carried_from = 2023;
  const auto both = group_by_level(rows.build(), "carried_over");
  EXPECT_THAT(both.ids, ElementsAre("carried_over", "current_year"));
  EXPECT_THAT(both.of_allocation, ElementsAre(1, 0));
}

TEST(Grouping, JoinsLevels) {
  const auto pairs = group_by_level(portfolio(), "city/source");
  EXPECT_EQ(pairs.level, "city/source");
  EXPECT_THAT(pairs.ids, ElementsAre("city/budget", "city/land"));
  EXPECT_THAT(pairs.of_allocation, ElementsAre(1, 0, 0));
  const auto threes = group_by_level(portfolio(), "source/project/locality");
  EXPECT_THAT(threes.ids, ElementsAre("budget/q/Y", "land/p/Z"));
  EXPECT_THAT(threes.of_allocation, ElementsAre(1, 0, none)) << "c has no locality";
}

// "a/b" with "c", and "a" with "b/c", must not be one group.
TEST(Grouping, KeepsJoinedIdsApart) {
  Rows rows;
  rows.units = {{"a/b"}, {"a"}, {"50%"}};
  rows.allocations = {{"1", "a/b", 1, "c"}, {"2", "a", 1, "b/c"}, {"3", "50%", 1, "c"}};
  const auto pairs = group_by_level(rows.build(), "owner/source");
  EXPECT_THAT(pairs.ids, ElementsAre("50%25/c", "a%2Fb/c", "a/b%2Fc"));
  EXPECT_THAT(pairs.of_allocation, ElementsAre(1, 2, 0));
}

TEST(Grouping, UngroupedHasNoGroups) {
  EXPECT_THAT(ungrouped(portfolio()).ids, ElementsAre());
  EXPECT_THAT(ungrouped(portfolio()).of_allocation, ElementsAre(none, none, none));
}

}  // namespace
