// Simulated years through the C ABI: a host's behaviour, and what is wrong.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <numeric>
#include <set>
#include <string>
#include <utility>

#include "capi/results.hpp"
#include "giaingan.h"

namespace {

using capi::numbers;
using capi::texts_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

giaingan_portfolio* city() {
  giaingan_portfolio* portfolio = nullptr;
  EXPECT_EQ(giaingan_portfolio_read(GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024", 2024, &portfolio,
                                    nullptr),
            GIAINGAN_OK);
  return portfolio;
}

/// A call, and what it came to.
struct Call {
  explicit Call(const std::string& scenarios, giaingan_behaviour behaviour = nullptr, void* context = nullptr,
                int32_t threads = 1)
      : status(giaingan_simulate(capi::policy_text.data(), static_cast<int64_t>(capi::policy_text.size()),
                                 nullptr, 0, portfolio, scenarios.c_str(), -1, behaviour, context, threads,
                                 &result, &error)) {}
  ~Call() {
    giaingan_result_release(result);
    giaingan_error_release(error);
    giaingan_portfolio_release(portfolio);
  }
  Call(const Call&) = delete;
  Call& operator=(const Call&) = delete;

  [[nodiscard]] std::string document() const {
    const char* text = nullptr;
    int64_t size = 0;
    EXPECT_EQ(giaingan_result_json(result, &text, &size, nullptr), GIAINGAN_OK);
    return {text, static_cast<std::size_t>(size)};
  }

  giaingan_portfolio* portfolio = city();
  giaingan_result* result = nullptr;
  giaingan_error* error = nullptr;
  giaingan_status status;
};

std::string scenario(const std::string& draws, const std::string& kind) {
  return R"({"draws": )" + draws +
         R"(, "scenarios": [{"id": "s", "rounds": "recorded", "behaviour": {"kind": ")" + kind +
         R"("}, "against_with": {"/below_average/months": 2}}]})";
}

int32_t half_of_the_rest(void* context, int32_t month, int64_t seed, int64_t draw, int64_t allocations,
                         const int64_t* plan, const int64_t* before, int64_t* disbursed) {
  const int32_t failing = context == nullptr ? 0 : *static_cast<int32_t*>(context);
  if (month == failing) return 7;
  EXPECT_EQ(seed, 0);
  for (int64_t i = 0; i < allocations; ++i)
    disbursed[i] = before[i] + (plan[i] > before[i] ? (plan[i] - before[i]) / (2 + draw % 3) : 0);
  return 0;
}

TEST(CApi, SimulatesByABehaviourOfTheHosts) {
  const Call call(scenario("30", "host"), half_of_the_rest);
  ASSERT_EQ(call.status, GIAINGAN_OK) << giaingan_error_text(call.error);
  EXPECT_THAT(texts_of(call.result, "scenarios", "id"), ElementsAre("s"));
  EXPECT_THAT(numbers(call.result, "scenarios", "draws"), ElementsAre(30));
  const auto disbursed = numbers(call.result, "draws:s", "disbursed");
  ASSERT_EQ(disbursed.size(), 30U);
  EXPECT_EQ(disbursed[0], disbursed[3]);
  EXPECT_GT(disbursed[0], disbursed[2]);
  const auto flagged = numbers(call.result, "draws:s", "flagged");
  const auto counted = numbers(call.result, "units", "flagged");
  const auto sides = numbers(call.result, "units", "side");
  int64_t of_first_side = 0;
  for (std::size_t i = 0; i < counted.size(); ++i)
    of_first_side += sides[i] == 0 ? counted[i] : 0;
  EXPECT_EQ(std::accumulate(flagged.begin(), flagged.end(), int64_t{0}), of_first_side);
  EXPECT_EQ(numbers(call.result, "quantiles", "value").size(),
            5 * numbers(call.result, "figures", "least").size());
  const Call again(scenario("30", "host"), half_of_the_rest, nullptr, 3);
  EXPECT_EQ(again.document(), call.document());
}

TEST(CApi, SimulatesASweepInParts) {
  const auto text = [](const std::string& draws, const std::string& first) {
    return R"({"draws": )" + draws + R"(, "first_draw": )" + first +
           R"(, "seed": 7, "scenarios": [{"id": "s", "behaviour": {"kind": "absorption"}}]})";
  };
  const Call whole(text("9", "2"));
  const Call first(text("4", "2"));
  const Call rest(text("5", "6"));
  ASSERT_EQ(whole.status, GIAINGAN_OK) << giaingan_error_text(whole.error);
  EXPECT_THAT(numbers(whole.result, "scenarios", "first_draw"), ElementsAre(2));
  EXPECT_THAT(numbers(whole.result, "draws:s", "draw"), ElementsAre(2, 3, 4, 5, 6, 7, 8, 9, 10));
  for (const char* column : {"draw", "flagged", "moved", "disbursed"}) {
    auto joined = numbers(first.result, "draws:s", column);
    for (const int64_t number : numbers(rest.result, "draws:s", column))
      joined.push_back(number);
    EXPECT_EQ(joined, numbers(whole.result, "draws:s", column)) << column;
  }
  for (const auto& [table, column] : {std::pair{"units", "flagged"}, std::pair{"rated", "draws"}}) {
    auto sums = numbers(first.result, table, column);
    const auto more = numbers(rest.result, table, column);
    ASSERT_EQ(sums.size(), more.size());
    std::ranges::transform(sums, more, sums.begin(), std::plus());
    EXPECT_EQ(sums, numbers(whole.result, table, column)) << table;
  }
  const auto rated = numbers(whole.result, "rated", "draws");
  const auto units = texts_of(whole.result, "rated", "unit");
  EXPECT_EQ(std::accumulate(rated.begin(), rated.end(), int64_t{0}),
            9 * static_cast<int64_t>(std::set(units.begin(), units.end()).size()));
}

TEST(CApi, SaysWhatIsWrongWithASimulation) {
  int32_t month = 5;
  const Call failing(scenario("2", "host"), half_of_the_rest, &month);
  EXPECT_EQ(failing.status, GIAINGAN_INVALID_ARGUMENT);
  EXPECT_THAT(giaingan_error_text(failing.error), HasSubstr("the behaviour returned 7 in month 5 of draw 0"));
  const Call nobody(scenario("2", "host"));
  EXPECT_EQ(nobody.status, GIAINGAN_INVALID_INPUT);
  EXPECT_THAT(giaingan_error_text(nobody.error), HasSubstr("nobody says how projects behave"));
  giaingan_error* error = nullptr;
  EXPECT_EQ(
      giaingan_simulate(nullptr, 0, nullptr, 0, nullptr, nullptr, 0, nullptr, nullptr, 1, nullptr, &error),
      GIAINGAN_INVALID_ARGUMENT);
  giaingan_error_release(error);
}

}  // namespace
