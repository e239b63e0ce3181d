#include "giaingan/figures/selection.hpp"

#include <gmock/gmock.h>

#include "unit/figures/small_year.hpp"

namespace {

using namespace small_year;
using ::testing::ElementsAre;

// a: land, ward, programme ntm, from central; b: budget, carried over; c: budget, owner y, project q of group
// B.
Portfolio portfolio() {
  Rows rows;
  rows.units = {{"x"}, {"y"}};
  rows.projects = {{.id = "p", .group = "C", .phase = "new_start"},
                   {.id = "q", .group = "B", .priority = "1"}};
  rows.allocations = {{"a", "x", 1, "land", "ward", "ntm", 0, "p", "central"},
                      {"b", "x", 1, "budget", "", "", 2023},
                      {"c", "y", 1, "budget", "", "", 0, "q"}};
  return rows.build();
}

std::vector<bool> selected(const AllocationFilter& filter) {
  return select_allocations(portfolio(), filter);
}

TEST(Selection, AsksNothingWhenEmpty) {
  EXPECT_THAT(selected({}), ElementsAre(true, true, true));
}

TEST(Selection, KnowsCarriedOverCapital) {
  EXPECT_THAT(selected({.carried_over = CarriedOver::only}), ElementsAre(false, true, false));
  EXPECT_THAT(selected({.carried_over = CarriedOver::excluded}), ElementsAre(true, false, true));
}

TEST(Selection, AsksEveryColumn) {
  EXPECT_THAT(selected({.allocation = {"c", "a"}}), ElementsAre(true, false, true));
  EXPECT_THAT(selected({.owner = {"x"}}), ElementsAre(true, true, false));
  EXPECT_THAT(selected({.locality = {"ward"}}), ElementsAre(true, false, false));
  EXPECT_THAT(selected({.source = {"budget"}}), ElementsAre(false, true, true));
  EXPECT_THAT(selected({.programme = {"ntm"}}), ElementsAre(true, false, false));
  EXPECT_THAT(selected({.assigned_by = {"central"}}), ElementsAre(true, false, false));
  EXPECT_THAT(selected({.project = {"q"}}), ElementsAre(false, false, true));
  EXPECT_THAT(selected({.group = {"C"}}), ElementsAre(true, true, false));
  EXPECT_THAT(selected({.phase = {"new_start"}}), ElementsAre(true, true, false));
  EXPECT_THAT(selected({.priority = {"1"}}), ElementsAre(false, false, true));
}

TEST(Selection, TakesTheEmptyTextAsNone) {
  EXPECT_THAT(selected({.programme = {""}}), ElementsAre(false, true, true));
  EXPECT_THAT(selected({.phase = {""}}), ElementsAre(false, false, true));
}

TEST(Selection, WantsAllParts) {
  EXPECT_THAT(selected({.owner = {"x"}, .source = {"budget"}}), ElementsAre(false, true, false));
}

TEST(Selection, CombinesConditions) {
  EXPECT_THAT(selected({.any_of = {{.owner = {"y"}}, {.source = {"land"}}}}), ElementsAre(true, false, true));
  EXPECT_THAT(selected({.none_of = {{.owner = {"y"}}, {.source = {"land"}}}}),
              ElementsAre(false, true, false));
}

}  // namespace
