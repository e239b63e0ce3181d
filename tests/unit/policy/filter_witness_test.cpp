#include "policy/filter_witness.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

namespace giaingan {
namespace {

using Answer = Witness::Answer;

Answer answer(const std::vector<Asked>& asked) {
  return find_witness(asked).answer;
}

TEST(FilterWitness, KnowsWhatAProjectBringsAndTheClosedLists) {
  const AllocationFilter no_project{.project = {""}};
  const AllocationFilter urgent{.priority = {"urgent"}};
  const AllocationFilter none{.priority = {""}};
  EXPECT_EQ(answer({{&no_project, true}, {&urgent, true}}), Answer::nobody);
  EXPECT_EQ(answer({{&no_project, true}, {&none, true}}), Answer::some);
  const AllocationFilter groups{.group = {"national", "A", "B", "C", ""}};
  EXPECT_EQ(answer({{&groups, false}}), Answer::nobody) << "there is no other group";
  const AllocationFilter wrong{.phase = {"transitonal"}};
  EXPECT_EQ(answer({{&wrong, true}}), Answer::nobody);
  const AllocationFilter carried{.carried_over = CarriedOver::only};
  const AllocationFilter of_the_year{.carried_over = CarriedOver::excluded};
  EXPECT_EQ(answer({{&carried, false}, {&of_the_year, false}}), Answer::nobody);
}

TEST(FilterWitness, NamesWhatItFound) {
  const AllocationFilter land{.source = {"land", "budget"}};
  const AllocationFilter budget{.source = {"budget"}};
  const AllocationFilter urgent{.priority = {"urgent"}};
  EXPECT_EQ(attributes_text(find_witness({{&land, true}, {&budget, false}, {&urgent, false}}).attributes),
            R"(source "land", priority "")");
  EXPECT_EQ(attributes_text(find_witness({}).attributes), "any");
}

TEST(FilterWitness, GivesUpOnConditionsThatBranchTooOften) {
  std::vector<AllocationFilter> conditions(40);
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    conditions[i].source = {"s" + std::to_string(i)};
    conditions[i].owner = {"o" + std::to_string(i)};
    conditions[i].programme = {"p" + std::to_string(i % 7)};
  }
  const AllocationFilter one_of_them{.any_of = conditions};
  std::vector<Asked> asked{{&one_of_them, true}};
  for (const AllocationFilter& condition : conditions)
    asked.push_back({&condition, false});
  EXPECT_NE(answer(asked), Answer::some);
}

// Against every allocation of a small world.
TEST(FilterWitness, AgreesWithTryingEveryAllocation) {
  struct Kind {
    bool carried;
    std::string source, project, phase, priority;
  };
  std::vector<Kind> kinds;
  for (const bool carried : {false, true})
    for (const char* source : {"", "a", "b", "other"}) {
      kinds.push_back({carried, source, "", "", ""});
      for (const char* phase : {"", "preparation", "new_start", "transitional", "completed"})
        for (const char* priority : {"", "x", "y", "other"})
          kinds.push_back({carried, source, "p", phase, priority});
    }
  std::mt19937_64 draws(7);
  const auto upto = [&](std::uint64_t most) { return draws() % (most + 1); };
  const auto list = [&](const std::vector<std::string>& words) {
    std::vector<std::string> some;
    if (upto(2) != 0) return some;
    for (const std::string& word : words)
      if (upto(1) == 0) some.push_back(word);
    return some;
  };
  const auto plain = [&] {
    return AllocationFilter{.carried_over = static_cast<CarriedOver>(upto(5) < 4 ? 0 : 1 + upto(1)),
                            .source = list({"", "a", "b"}),
                            .phase = list({"", "preparation", "new_start", "completed"}),
                            .priority = list({"", "x", "y"})};
  };
  const auto has = [](const std::vector<std::string>& names, const std::string& text) {
    return names.empty() || std::ranges::find(names, text) != names.end();
  };
  const auto meets = [&](auto&& self, const AllocationFilter& filter, const Kind& kind) -> bool {
    if (filter.carried_over == CarriedOver::only && !kind.carried) return false;
    if (filter.carried_over == CarriedOver::excluded && kind.carried) return false;
    if (!has(filter.source, kind.source) || !has(filter.phase, kind.phase) ||
        !has(filter.priority, kind.priority))
      return false;
    bool any = filter.any_of.empty();
    for (const auto& part : filter.any_of)
      any = any || self(self, part, kind);
    for (const auto& part : filter.none_of)
      any = any && !self(self, part, kind);
    return any;
  };
  int nobody = 0;
  for (int round = 0; round < 2000; ++round) {
    std::vector<AllocationFilter> filters(1 + upto(3));
    for (AllocationFilter& filter : filters) {
      filter = plain();
      for (std::uint64_t i = upto(2); i > 0; --i)
        filter.any_of.push_back(plain());
      for (std::uint64_t i = upto(1); i > 0; --i)
        filter.none_of.push_back(plain());
    }
    std::vector<Asked> asked;
    for (const AllocationFilter& filter : filters)
      asked.push_back({&filter, upto(1) == 0});
    const bool some = std::ranges::any_of(kinds, [&](const Kind& kind) {
      return std::ranges::all_of(
          asked, [&](const Asked& each) { return meets(meets, *each.condition, kind) == each.holds; });
    });
    EXPECT_EQ(answer(asked), some ? Answer::some : Answer::nobody) << round;
    nobody += some ? 0 : 1;
  }
  EXPECT_GT(nobody, 100);
}

}  // namespace
}  // namespace giaingan
