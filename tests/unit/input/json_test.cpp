#include "input/json.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace giaingan {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// `code pointer` of the problems of a text.
std::vector<std::string> problems_of(const std::string& text, const Limits& limits = {}) {
  Problems problems(limits);
  (void)parse_json(text, "p.json", limits, problems);
  std::vector<std::string> found;
  try {
    problems.throw_if_any();
  } catch (const InvalidInput& invalid) {
    for (const Diagnostic& diagnostic : invalid.diagnostics()) {
      found.push_back(diagnostic.code + " " + diagnostic.place.pointer);
    }
  }
  return found;
}

TEST(Json, KeepsNumbersAsWrittenAndMembersInOrder) {
  const Limits limits;
  Problems problems(limits);
  const auto tree =
      parse_json(R"({"b": 9007199254740993, "a": [-1, "x", true, null]})", "p.json", limits, problems);
  ASSERT_TRUE(tree);
  EXPECT_TRUE(problems.empty());
  ASSERT_EQ(tree->members.size(), 2U);
  EXPECT_EQ(tree->find("b")->text, "9007199254740993") << "a double would make it ...992";
  const Json& list = *tree->find("a");
  ASSERT_EQ(list.items.size(), 4U);
  EXPECT_EQ(list.items[0].text, "-1");
  EXPECT_EQ(list.items[1].kind, Json::Kind::string);
  EXPECT_TRUE(list.items[2].boolean);
  EXPECT_EQ(list.items[3].kind, Json::Kind::null);
  EXPECT_EQ(tree->find("c"), nullptr);
}

TEST(Json, PointsToEveryProblem) {
  EXPECT_THAT(problems_of(R"({"a": [1, 0.5], "a/b": {"~": 1e3}, "a": 2})"),
              ElementsAre("policy.json_float /a/1", "policy.json_float /a~1b/~0", "policy.duplicate_key /a"));
  EXPECT_THAT(problems_of(R"([9223372036854775808, -9223372036854775809])"),
              ElementsAre("policy.integer_too_large /0", "policy.integer_too_large /1"));
  EXPECT_THAT(problems_of(R"([9223372036854775807, -9223372036854775808])"), IsEmpty());
}

TEST(Json, EndsAtItsLimits) {
  EXPECT_THAT(problems_of("[[[1]]]", {.max_depth = 3}), IsEmpty());
  EXPECT_THAT(problems_of("[[[1]]]", {.max_depth = 2}), ElementsAre("policy.too_deep /0/0"));
  EXPECT_THAT(problems_of("[1, 2]", {.max_policy_bytes = 5}), ElementsAre("policy.too_large "));
}

TEST(Json, RefusesWhatIsNoJson) {
  for (const char* text :
       {"", " ", "{", "[1,]", "{\"a\" 1}", "nul", "\"\xff\"", "[1] 2", "{'a': 1}", "[01]"}) {
    EXPECT_THAT(problems_of(text), ElementsAre("policy.not_json ")) << text;
  }
}

TEST(Json, QuotesTheEndAloneOfWhatIsLong) {
  for (const std::string& text : {"[" + std::string(100'000, '9') + "]", "[\"" + std::string(100'000, 'x')}) {
    const Limits limits;
    Problems problems(limits);
    try {
      (void)parse_json(text, "f", limits, problems);
      problems.throw_if_any();
      FAIL();
    } catch (const InvalidInput& refused) {
      EXPECT_LT(refused.diagnostics().front().message.size(), 300U) << text.substr(0, 2);
    }
  }
}

}  // namespace
}  // namespace giaingan
