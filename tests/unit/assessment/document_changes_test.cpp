#include "assessment/document_changes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "input/problems.hpp"

namespace giaingan {
namespace {

Json json(const std::string& text) {
  Problems problems{Limits{}};
  auto parsed = parse_json(text, "test", {}, problems);
  problems.throw_if_any();
  return std::move(*parsed);
}

std::vector<std::string> pointers(const std::string& a, const std::string& b) {
  std::vector<std::string> found;
  for (const DocumentChange& each : document_changes(json(a), json(b)))
    found.push_back(each.pointer);
  return found;
}

TEST(DocumentChanges, ItemsGoByTheirIds) {
  EXPECT_EQ(pointers(R"({"x":[{"id":"p","v":1},{"id":"q/r","v":2}]})",
                     R"({"x":[{"id":"n","v":0},{"id":"p","v":1},{"id":"q/r","v":3}]})"),
            (std::vector<std::string>{"/x/n", "/x/q~1r/v"}));
}

TEST(DocumentChanges, TheOrderOfItemsIsAChangeTheOrderOfMembersIsNone) {
  EXPECT_EQ(pointers(R"({"a":1,"x":[{"id":"p"},{"id":"q"}]})", R"({"x":[{"id":"q"},{"id":"p"}],"a":1})"),
            std::vector<std::string>{"/x/order"});
}

TEST(DocumentChanges, WhatIsThereOnOneSideOnlyHasNoOtherValue) {
  const auto changes = document_changes(json(R"({"a":[1,2],"b":"x"})"), json(R"({"a":[2],"c":{"d":null}})"));
  ASSERT_EQ(changes.size(), 3U);
  EXPECT_EQ(changes[0].before, "[1,2]");
  EXPECT_EQ(changes[0].after, "[2]");
  EXPECT_EQ(changes[1].before, "\"x\"");
  EXPECT_FALSE(changes[1].after);
  EXPECT_FALSE(changes[2].before);
  EXPECT_EQ(changes[2].after, R"({"d":null})");
}

// Whatever is taken, what is left are the changes that weren't.
TEST(DocumentChanges, EverySubsetLeadsToADocumentOnTheWay) {
  const Json a =
      json(R"({"t":[{"id":"p","v":1},{"id":"q"},{"id":"r","w":[{"m":1},{"m":2}]}],"o":{"k":true}})");
  const Json b =
      json(R"({"t":[{"id":"s"},{"id":"r","w":[{"m":1},{"m":5}]},{"id":"p","v":9},{"id":"u"}],"n":"-0.5"})");
  const auto all = document_changes(a, b);
  ASSERT_EQ(all.size(), 8U);
  for (unsigned mask = 0; mask < 256; ++mask) {
    std::vector<bool> taken;
    std::vector<std::string> left;
    for (std::size_t i = 0; i < all.size(); ++i) {
      taken.push_back((mask >> i & 1U) != 0);
      if (!taken.back()) left.push_back(all[i].pointer);
    }
    std::vector<std::string> found;
    for (const DocumentChange& each : document_changes(json(changed_document(a, b, taken)), b))
      found.push_back(each.pointer);
    // In another order of items, changes come in another order.
    std::ranges::sort(found);
    std::ranges::sort(left);
    EXPECT_EQ(found, left) << mask;
  }
  EXPECT_TRUE(document_changes(json(changed_document(a, b, std::vector<bool>(8, true))), b).empty());
  EXPECT_TRUE(document_changes(json(changed_document(a, b, std::vector<bool>(8))), a).empty());
}

}  // namespace
}  // namespace giaingan
