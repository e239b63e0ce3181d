#include "giaingan/input/diagnostic.hpp"

#include <gtest/gtest.h>

#include <string>

#include "input/problems.hpp"

namespace giaingan {
namespace {

TEST(Diagnostic, IsOneLineWithItsPlace) {
  const Diagnostic row{.code = "dataset.unknown_id",
                       .place = {.file = "allocations.csv", .row = 7, .column = "owner"},
                       .message = "no unit \"x\ny\"",
                       .expected = "the id of a unit",
                       .remedy = "mend it"};
  EXPECT_EQ(to_text(row),
            "allocations.csv:7: column owner: no unit \"x y\"; expected the id of a unit; mend it "
            "[dataset.unknown_id]");
  const Diagnostic pointer{
      .code = "policy.x", .place = {.file = "p.json", .pointer = "/a/0"}, .message = "m"};
  EXPECT_EQ(to_text(pointer), "p.json: /a/0: m [policy.x]");
}

TEST(Problems, ListsUpToTheLimitAndCountsTheRest) {
  Problems problems({.max_diagnostics = 2});
  EXPECT_TRUE(problems.empty());
  EXPECT_NO_THROW(problems.throw_if_any());
  for (const char* code : {"a", "b", "c", "d"})
    problems.add({.code = code, .message = "m"});
  try {
    problems.throw_if_any();
    FAIL() << "nothing was thrown";
  } catch (const InvalidInput& invalid) {
    ASSERT_EQ(invalid.diagnostics().size(), 3U);
    EXPECT_EQ(invalid.diagnostics()[1].code, "b");
    EXPECT_EQ(invalid.diagnostics()[2].message, "2 further problems are not listed");
  }
}

}  // namespace
}  // namespace giaingan
