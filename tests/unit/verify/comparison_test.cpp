// A document held against what must stand in it: nothing goes unseen, and every fault has its place.
#include "verify/comparison.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "verify/saved_document.hpp"

namespace giaingan::verify {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr Why why{"vì", "because"};

using Lines = std::vector<std::string>;

template <class Check>
Lines faults_in(const std::string& text, Check check) {
  const SavedDocument saved = read_saved(text);
  Faults faults;
  ObjectCheck root(faults, &saved.root.value(), Spot(), why);
  check(root);
  root.finish();
  Lines lines;
  for (const RoundProblem& problem : faults.take())
    lines.push_back(problem.code + " " + problem.pointer + ": " + problem.found + " / " + problem.required);
  return lines;
}

TEST(Comparison, SeesEveryKindOfDifference) {
  const auto check = [](ObjectCheck& root) {
    root.is("a", std::int64_t{1}, why);
    root.is("t", "x", why);
    root.is("b", true, why);
    root.is_null("n", why);
  };
  EXPECT_THAT(faults_in(R"({"a": 1, "t": "x", "b": true, "n": null})", check), IsEmpty());
  EXPECT_THAT(faults_in(R"({"n": null, "b": true, "t": "x", "a": 1})", check), IsEmpty());
  EXPECT_THAT(faults_in(R"({"a": "1", "t": "y", "b": false, "n": 0})", check),
              ElementsAre("verify.wrong_value /a: \"1\" / 1", "verify.wrong_value /t: \"y\" / \"x\"",
                          "verify.wrong_value /b: false / true", "verify.wrong_value /n: 0 / null"));
  EXPECT_THAT(faults_in(R"({"a": 1, "a": 2, "t": "x", "b": true, "n": null, "m~/": [1]})", check),
              ElementsAre("verify.unknown_member /a: 2 / ", "verify.unknown_member /m~0~1: […] / "));
  EXPECT_THAT(faults_in(R"({"a": 1.0, "b": true, "n": null})", check),
              ElementsAre("verify.wrong_value /a: 1.0 / 1", "verify.missing /t:  / {\"t\": …}"));
}

TEST(Comparison, KeepsIntegersOfAnyLength) {
  const std::string digits = "123456789012345678901234567890";
  EXPECT_THAT(
      faults_in("{\"a\": " + digits + "}", [&](ObjectCheck& root) { root.is_digits("a", digits, why); }),
      IsEmpty());
}

TEST(Comparison, ARowTooManyOrTooFewThrowsOnlyItselfOut) {
  const Lines required = {"a", "b", "c", "d"};
  EXPECT_THAT(align({"a", "b", "c", "d"}, required).row_of, ElementsAre(0, 1, 2, 3));
  const Alignment doubled = align({"a", "b", "b", "c", "d"}, required);
  EXPECT_THAT(doubled.row_of, ElementsAre(0, 1, 3, 4));
  EXPECT_THAT(doubled.stray, ElementsAre(2));
  const Alignment dropped = align({"a", "c", "d"}, required);
  EXPECT_THAT(dropped.row_of, ElementsAre(0, Alignment::nowhere, 1, 2));
  EXPECT_THAT(dropped.gap, ElementsAre(Pair(1, 1)));
  const Alignment last = align({"a", "b", "c", "d", "d"}, required);
  EXPECT_THAT(last.stray, ElementsAre(4));
  EXPECT_THAT(align({"b", "a", "c", "d"}, required).row_of, ElementsAre(0, 1, 2, 3));
}

TEST(Comparison, RefusesWhatIsNoJson) {
  EXPECT_FALSE(read_saved("{").root);
  EXPECT_FALSE(read_saved("").root);
  EXPECT_FALSE(read_saved(std::string(100, '[') + std::string(100, ']')).root);
  EXPECT_EQ(read_saved("{\"a\": }").found, "byte 7");
}

}  // namespace
}  // namespace giaingan::verify
