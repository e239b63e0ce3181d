// Eight threads on one policy and one portfolio: the same bytes as alone, and under ThreadSanitizer (`./dev
// threads`) no race.
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "capi/rated_units.hpp"
#include "capi/results.hpp"
#include "giaingan.h"

namespace {

constexpr std::size_t thread_count = 8;

/// Runs the same on every thread, all at once.
template <class Work>
void on_every_thread(Work work) {
  std::atomic<std::size_t> waiting{thread_count};
  std::vector<std::thread> threads;
  threads.reserve(thread_count);
  for (std::size_t i = 0; i < thread_count; ++i) {
    threads.emplace_back([&, i] {
      --waiting;
      while (waiting > 0)
        std::this_thread::yield();
      work(i);
    });
  }
  for (std::thread& each : threads)
    each.join();
}

std::string document_of(const giaingan_result* result) {
  const char* json = nullptr;
  int64_t size = 0;
  EXPECT_EQ(giaingan_result_json(result, &json, &size, nullptr), GIAINGAN_OK);
  return {json, static_cast<std::size_t>(size)};
}

/// A behaviour of the host's, called from all threads at once.
int32_t a_tenth_more(void* /*context*/, int32_t /*month*/, int64_t /*seed*/, int64_t draw,
                     int64_t allocations, const int64_t* plan, const int64_t* before, int64_t* disbursed) {
  for (int64_t i = 0; i < allocations; ++i)
    disbursed[i] = before[i] + plan[i] / (10 + draw);
  return 0;
}

class Threads : public testing::Test {
 protected:
  void SetUp() override {
    policy = capi::new_policy();
    ASSERT_EQ(giaingan_session_create(&session, nullptr), GIAINGAN_OK);
    ASSERT_EQ(giaingan_session_portfolio(session, GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024",
                                         2024, &portfolio, nullptr),
              GIAINGAN_OK);
  }
  void TearDown() override {
    giaingan_portfolio_release(portfolio);
    giaingan_policy_release(policy);
    giaingan_session_release(session);
  }

  /// Everything that one thread asks, one document behind the other.
  [[nodiscard]] std::string year() const {
    return verdicts() + rates() + simulated() + in_a_session_of_its_own();
  }

  [[nodiscard]] std::string verdicts() const {
    giaingan_result* assessed = nullptr;
    giaingan_result* moved = nullptr;
    giaingan_portfolio* after = nullptr;
    giaingan_result* evaluated = nullptr;
    giaingan_result* duties = nullptr;
    EXPECT_EQ(giaingan_assess(policy, portfolio, 2024, 11, 30, nullptr, &assessed, nullptr), GIAINGAN_OK);
    EXPECT_EQ(giaingan_reallocate(policy, portfolio, "2024-11", &moved, &after, nullptr), GIAINGAN_OK);
    EXPECT_EQ(giaingan_evaluate(policy, after, 2024, 12, 31, &evaluated, nullptr), GIAINGAN_OK);
    EXPECT_EQ(giaingan_list_obligations(policy, portfolio, 2024, 12, 31, nullptr, &duties, nullptr),
              GIAINGAN_OK);
    std::string all;
    for (const giaingan_result* each : {assessed, moved, evaluated, duties})
      all += document_of(each);
    char* text = nullptr;
    EXPECT_EQ(giaingan_result_explain(assessed, 0, "vi", &text, nullptr, nullptr), GIAINGAN_OK);
    all += text;
    giaingan_text_release(text);
    for (giaingan_result* each : {assessed, moved, evaluated, duties})
      giaingan_result_release(each);
    giaingan_portfolio_release(after);
    return all;
  }

  /// The ratings of units from columns of the thread's own, under the policy that all share.
  [[nodiscard]] std::string rates() const {
    const capi::RatedUnits units;
    giaingan_ratings* ratings = nullptr;
    giaingan_result* legend = nullptr;
    giaingan_result* unit = nullptr;
    EXPECT_EQ(giaingan_ratings_create(policy, GIAINGAN_SUBJECT_COLLECTIVE, nullptr, units.metrics.data(),
                                      units.denominators.data(), static_cast<int64_t>(units.metrics.size()),
                                      &ratings, nullptr),
              GIAINGAN_OK);
    EXPECT_EQ(giaingan_ratings_legend(ratings, &legend, nullptr), GIAINGAN_OK);
    EXPECT_EQ(giaingan_ratings_explain(ratings, 1, "u", &unit, nullptr), GIAINGAN_OK);
    giaingan_column classes;
    EXPECT_EQ(giaingan_ratings_column(ratings, "class", &classes, nullptr), GIAINGAN_OK);
    std::string all = document_of(unit);
    for (int64_t i = 0; i < classes.length; ++i)
      all += std::to_string(static_cast<const int16_t*>(classes.data)[i]);
    for (const std::string& id : capi::texts_of(legend, "classes", "class"))
      all += id;
    giaingan_result_release(unit);
    giaingan_result_release(legend);
    giaingan_ratings_release(ratings);
    return all;
  }

  /// Years simulated on the portfolio that all share, by threads of this call's own.
  [[nodiscard]] std::string simulated() const {
    static const char scenarios[] =
        R"({"draws": 4, "scenarios": [{"id": "s", "rounds": "recorded", "behaviour": {"kind": "host"}}]})";
    giaingan_result* result = nullptr;
    EXPECT_EQ(giaingan_simulate(capi::policy_text.c_str(), -1, nullptr, 0, portfolio, scenarios, -1,
                                a_tenth_more, nullptr, 2, &result, nullptr),
              GIAINGAN_OK);
    std::string all = document_of(result);
    giaingan_result_release(result);
    return all;
  }

  /// A session that this thread alone works in, and a builder, while the others work in theirs.
  [[nodiscard]] std::string in_a_session_of_its_own() const {
    giaingan_session* own = nullptr;
    giaingan_portfolio* read = nullptr;
    giaingan_result* judged = nullptr;
    EXPECT_EQ(giaingan_session_create(&own, nullptr), GIAINGAN_OK);
    EXPECT_EQ(giaingan_session_portfolio(own, GIAINGAN_SOURCE_DIR "/bindings/conformance/columns", 2024,
                                         &read, nullptr),
              GIAINGAN_OK);
    EXPECT_EQ(giaingan_judge(policy, read, 2024, 6, 30, nullptr, &judged, nullptr), GIAINGAN_OK);
    int64_t done = 0;
    EXPECT_EQ(giaingan_session_progress(own, &done, nullptr), GIAINGAN_OK);
    std::string all = document_of(judged) + std::to_string(done);
    giaingan_result_release(judged);
    giaingan_portfolio_release(read);
    giaingan_session_release(own);
    return all;
  }

  giaingan_policy* policy = nullptr;
  giaingan_portfolio* portfolio = nullptr;
  giaingan_session* session = nullptr;
};

TEST_F(Threads, AskTheSameAtOnceAndGetTheSameBytes) {
  const std::string alone = year();
  std::array<std::string, thread_count> said;
  on_every_thread([&](std::size_t i) { said[i] = year(); });
  for (const std::string& each : said)
    EXPECT_EQ(each, alone);
}

TEST_F(Threads, OwnAndGiveUpTheSameObjects) {
  giaingan_result* result = nullptr;
  ASSERT_EQ(giaingan_assess(policy, portfolio, 2024, 11, 30, nullptr, &result, nullptr), GIAINGAN_OK);
  const std::string before = document_of(result);
  on_every_thread([&](std::size_t) {
    for (int round = 0; round < 100; ++round) {
      giaingan_policy_retain(policy);
      giaingan_portfolio_retain(portfolio);
      giaingan_result_retain(result);
      giaingan_session_retain(session);
      EXPECT_EQ(giaingan_policy_year(policy), 2024);
      giaingan_session_release(session);
      giaingan_result_release(result);
      giaingan_portfolio_release(portfolio);
      giaingan_policy_release(policy);
    }
  });
  EXPECT_EQ(document_of(result), before);
  giaingan_result_release(result);
}

TEST_F(Threads, WorkInOneSessionWhileOthersWatchAndEndIt) {
  std::atomic<int> cancelled{0};
  on_every_thread([&](std::size_t i) {
    if (i == 0) {  // watches, then ends the others' work
      int64_t done = 0;
      while (done < 200) {
        EXPECT_EQ(giaingan_session_progress(session, &done, nullptr), GIAINGAN_OK);
        std::this_thread::yield();
      }
      EXPECT_EQ(giaingan_session_set_limit(session, "max_rows", 1000, nullptr), GIAINGAN_OK);
      return giaingan_session_cancel(session);
    }
    giaingan_status status = GIAINGAN_OK;
    while (status == GIAINGAN_OK) {
      giaingan_result* result = nullptr;
      status = giaingan_assess(policy, portfolio, 2024, 11, 30, nullptr, &result, nullptr);
      giaingan_result_release(result);
    }
    if (status == GIAINGAN_CANCELLED) ++cancelled;
  });
  EXPECT_EQ(cancelled, 7);
}

TEST_F(Threads, AskOnePanelWithThreadsOfItsOwn) {
  std::vector<int64_t> plan(5000);
  std::vector<int64_t> paid(5000);
  for (std::size_t i = 0; i < plan.size(); ++i) {
    plan[i] = static_cast<int64_t>(1 + i * 7919 % 1000);
    paid[i] = static_cast<int64_t>(i * 104729 % 1000);
  }
  const giaingan_column plans{nullptr, plan.data(), nullptr, nullptr, 5000, 0, GIAINGAN_INT64};
  const giaingan_column paids{nullptr, paid.data(), nullptr, nullptr, 5000, 0, GIAINGAN_INT64};
  giaingan_panel* panel = nullptr;
  ASSERT_EQ(giaingan_panel_create(&plans, &paids, 1, 1, &panel, nullptr), GIAINGAN_OK);
  std::array<std::vector<int32_t>, thread_count> ranks;
  on_every_thread([&](std::size_t i) {
    ranks[i].resize(plan.size());
    int32_t* const rank = ranks[i].data();
    EXPECT_EQ(giaingan_panel_rank(panel, GIAINGAN_RANK_STANDARD, 3, &rank, nullptr), GIAINGAN_OK);
  });
  for (const auto& each : ranks)
    EXPECT_EQ(each, ranks[0]);
  giaingan_panel_release(panel);
}

}  // namespace
