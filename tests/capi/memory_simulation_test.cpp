// Memory runs out while years are simulated: by the caller's thread, by several, by a behaviour of the
// host's.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "failing_allocations.hpp"
#include "giaingan.h"

namespace {

using capi::fail_every_allocation;
using capi::settled;

constexpr char policy[] =
    R"({"schema": 1, "id": "p", "title": {"vi": "p", "en": "p"}, "year": 2024, "documents": [],
        "bases": [{"id": "current", "title": {"vi": "b", "en": "b"}, "plan": "current"}],
        "averages": [{"id": "all", "title": {"vi": "a", "en": "a"}, "kind": "weighted", "basis": "current"}],
        "disbursement": {"basis": "current"},
        "below_average": {"basis": "current", "level": "owner", "months": 3, "combine": "any",
            "references": ["all"]}})";

int32_t half_of_the_rest(void* /*context*/, int32_t /*month*/, int64_t /*seed*/, int64_t draw,
                         int64_t allocations, const int64_t* plan, const int64_t* before,
                         int64_t* disbursed) {
  for (int64_t i = 0; i < allocations; ++i)
    disbursed[i] = before[i] + (plan[i] > before[i] ? (plan[i] - before[i]) / (2 + draw % 3) : 0);
  return 0;
}

constexpr char host[] =
    R"({"draws": 3, "scenarios": [{"id": "s", "behaviour": {"kind": "host"},
                                   "against_with": {"/below_average/months": 2}}]})";

class Simulation : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(giaingan_portfolio_read(GIAINGAN_SOURCE_DIR "/bindings/conformance/columns", 2024, &portfolio,
                                      nullptr),
              GIAINGAN_OK);
    before = document();
  }
  void TearDown() override {
    EXPECT_EQ(document(), before) << "the inputs are as they were";
    giaingan_portfolio_release(portfolio);
  }
  [[nodiscard]] std::string document() const {
    giaingan_result* result = nullptr;
    const char* json = "";
    EXPECT_EQ(giaingan_simulate(policy, -1, nullptr, 0, portfolio, host, -1, half_of_the_rest, nullptr, 1,
                                &result, nullptr),
              GIAINGAN_OK);
    EXPECT_EQ(giaingan_result_json(result, &json, nullptr, nullptr), GIAINGAN_OK);
    std::string text = json;
    giaingan_result_release(result);
    return text;
  }

  void simulate_with(const char* scenarios, giaingan_behaviour behaviour, int32_t threads,
                     giaingan_status expected) const {
    fail_every_allocation([&] {
      giaingan_result* result = nullptr;
      giaingan_error* error = nullptr;
      const giaingan_status status = giaingan_simulate(policy, -1, nullptr, 0, portfolio, scenarios, -1,
                                                       behaviour, nullptr, threads, &result, &error);
      EXPECT_EQ(result != nullptr, status == GIAINGAN_OK);
      giaingan_result_release(result);
      const bool as_expected = status == expected;
      const giaingan_status settled_as = settled(status, error);
      return as_expected ? GIAINGAN_OK : settled_as;
    });
  }

  giaingan_portfolio* portfolio = nullptr;
  std::string before;
};

TEST_F(Simulation, RunsOutOfMemory) {
  simulate_with(host, half_of_the_rest, 1, GIAINGAN_OK);
}

TEST_F(Simulation, RunsOutOfMemoryInThreadsOfItsOwn) {
  simulate_with(host, half_of_the_rest, 3, GIAINGAN_OK);
}

TEST_F(Simulation, RunsOutOfMemoryWhileWrongScenariosAreRefused) {
  simulate_with(R"({"draws": 0, "scenarios": [{"id": "s", "behaviour": {"kind": "hope"}}]})", nullptr, 1,
                GIAINGAN_INVALID_INPUT);
}

}  // namespace
