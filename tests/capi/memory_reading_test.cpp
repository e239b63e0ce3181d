// Memory runs out while datasets are read from files, and while what results and ratings hold is asked for.
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <vector>

#include "arrow.hpp"
#include "failing_allocations.hpp"
#include "giaingan.h"
#include "rated_units.hpp"
#include "results.hpp"

namespace {

using capi::fail_every_allocation;
using capi::settled;

const char* const small = GIAINGAN_SOURCE_DIR "/bindings/conformance/columns";
const char* const broken = GIAINGAN_SOURCE_DIR "/bindings/conformance/broken/dataset";

/// A call with an error object, and what it is to come to.
struct Question {
  std::function<giaingan_status(giaingan_error**)> ask;
  giaingan_status expected = GIAINGAN_OK;
};

/// Asks them all. What a refusal says may be lost where memory runs out, its status isn't.
giaingan_status settled_all(const std::vector<Question>& questions) {
  for (const Question& question : questions) {
    giaingan_error* error = nullptr;
    const giaingan_status status = question.ask(&error);
    giaingan_error_release(error);
    if (status != question.expected) return status;
  }
  return GIAINGAN_OK;
}

TEST(Memory, RunsOutWhileFilesAreRead) {
  fail_every_allocation([] {
    giaingan_portfolio* portfolio = nullptr;
    giaingan_error* error = nullptr;
    const giaingan_status status = settled(giaingan_portfolio_read(small, 2024, &portfolio, &error), error);
    giaingan_portfolio_release(portfolio);
    return status;
  });
}

TEST(Memory, RunsOutWhileWrongFilesAreRefused) {
  fail_every_allocation([] {
    giaingan_portfolio* portfolio = nullptr;
    giaingan_error* error = nullptr;
    const giaingan_status status = giaingan_portfolio_read(broken, 2024, &portfolio, &error);
    giaingan_error_release(error);
    return status == GIAINGAN_INVALID_INPUT ? GIAINGAN_OK : status;
  });
}

TEST(Memory, RunsOutWhileFilesAreReadInASession) {
  giaingan_session* session = nullptr;
  ASSERT_EQ(giaingan_session_create(&session, nullptr), GIAINGAN_OK);
  fail_every_allocation([&] {
    giaingan_portfolio* portfolio = nullptr;
    giaingan_error* error = nullptr;
    const giaingan_status status =
        settled(giaingan_session_portfolio(session, small, 2024, &portfolio, &error), error);
    giaingan_portfolio_release(portfolio);
    return status;
  });
  giaingan_session_release(session);
}

class Results : public testing::Test {
 protected:
  void SetUp() override {
    policy = capi::new_policy();
    ASSERT_EQ(giaingan_portfolio_read(small, 2024, &portfolio, nullptr), GIAINGAN_OK);
    ASSERT_EQ(giaingan_assess(policy, portfolio, 2024, 6, 30, nullptr, &result, nullptr), GIAINGAN_OK);
  }
  void TearDown() override {
    giaingan_result_release(result);
    giaingan_portfolio_release(portfolio);
    giaingan_policy_release(policy);
  }

  giaingan_policy* policy = nullptr;
  giaingan_portfolio* portfolio = nullptr;
  giaingan_result* result = nullptr;
};

TEST_F(Results, RunOutOfMemoryWhileEvaluating) {
  fail_every_allocation([&] {
    giaingan_result* evaluated = nullptr;
    giaingan_error* error = nullptr;
    const giaingan_status status =
        settled(giaingan_evaluate(policy, portfolio, 2024, 6, 30, &evaluated, &error), error);
    giaingan_result_release(evaluated);
    return status;
  });
}

TEST_F(Results, RunOutOfMemoryWhileTheyAreRead) {
  const char* text = nullptr;
  int64_t size = 0;
  int64_t columns = 0;
  giaingan_column column;
  const auto read = [&](const char* table, const char* name, int64_t at, giaingan_status expected) {
    return std::vector<Question>{
        {[=, &size, &columns, this](auto** error) {
           return giaingan_result_table_size(result, table, &size, &columns, error);
         },
         expected},
        {[=, &column, this](auto** error) {
           return giaingan_result_column(result, table, name, &column, error);
         },
         expected},
        {[=, &column, this](auto** error) {
           return giaingan_result_column_at(result, table, at, &column, error);
         },
         expected},
    };
  };
  const std::vector<Question> good = read("units", "plan", 0, GIAINGAN_OK);
  const std::vector<Question> unknown =
      read("a table that isn't there", "nor is the column", -1, GIAINGAN_INVALID_ARGUMENT);
  const std::vector<Question> documents{
      {[&](auto** error) { return giaingan_result_json(result, &text, &size, error); }},
      {[&](auto** error) { return giaingan_result_json(nullptr, &text, &size, error); },
       GIAINGAN_INVALID_ARGUMENT}};
  fail_every_allocation([&] {
    for (const auto* questions : {&good, &unknown, &documents}) {
      const giaingan_status status = settled_all(*questions);
      if (status != GIAINGAN_OK) return status;
    }
    return GIAINGAN_OK;
  });
}

TEST_F(Results, RunOutOfMemoryWhileRatingsAreRead) {
  const capi::RatedUnits units;
  giaingan_ratings* ratings = nullptr;
  ASSERT_EQ(giaingan_ratings_create(policy, GIAINGAN_SUBJECT_COLLECTIVE, nullptr, units.metrics.data(),
                                    units.denominators.data(), static_cast<int64_t>(units.metrics.size()),
                                    &ratings, nullptr),
            GIAINGAN_OK);
  giaingan_column column;
  const giaingan_status wrong = GIAINGAN_INVALID_ARGUMENT;
  const std::vector<Question> questions{
      {[&](auto** error) { return giaingan_ratings_column(ratings, "total_num", &column, error); }},
      {[&](auto** error) { return giaingan_ratings_column(ratings, "no such column", &column, error); },
       wrong},
      {[&](auto** error) { return giaingan_ratings_bands(ratings, "disbursement", &column, error); },
       giaingan_ratings_bands(ratings, "disbursement", &column, nullptr)},
      {[&](auto** error) { return giaingan_ratings_bands(ratings, "no such criterion", &column, error); },
       wrong},
      {[&](auto** error) { return giaingan_ratings_limit(ratings, 0, &column, error); }},
      {[&](auto** error) { return giaingan_ratings_limit(ratings, 1000, &column, error); }, wrong},
      {[&](auto** error) { return giaingan_ratings_demoted(ratings, "no such quota", &column, error); },
       wrong}};
  fail_every_allocation([&] { return settled_all(questions); });
  giaingan_ratings_release(ratings);
}

TEST(Memory, RunsOutWhileFiguresAreLent) {
  capi::ArrowColumn plan("plan", "l", 2);
  plan.buffer(std::vector<int64_t>{10, 20});
  capi::ArrowColumn narrow("unit", "u", 1);
  narrow.buffer(std::vector<int32_t>{0, 1});
  narrow.buffer("a");
  giaingan_column lent{};
  giaingan_panel* panel = nullptr;
  ASSERT_EQ(giaingan_column_from_arrow(&plan.schema, &plan.array, &lent, nullptr), GIAINGAN_OK);
  ASSERT_EQ(giaingan_panel_create(&lent, &lent, 1, 1, &panel, nullptr), GIAINGAN_OK);
  int64_t sum = 0;
  giaingan_column column{};
  const std::vector<Question> questions{
      {[&](auto** error) { return giaingan_column_from_arrow(&plan.schema, &plan.array, &column, error); }},
      {[&](auto** error) {
         return giaingan_column_from_arrow(&narrow.schema, &narrow.array, &column, error);
       },
       GIAINGAN_INVALID_ARGUMENT},
      {[&](auto** error) { return giaingan_panel_total(panel, 1, &sum, nullptr, error); },
       giaingan_panel_total(panel, 1, &sum, nullptr, nullptr)},
      {[&](auto** error) { return giaingan_panel_total(panel, 13, &sum, &sum, error); },
       GIAINGAN_INVALID_ARGUMENT}};
  fail_every_allocation([&] { return settled_all(questions); });
  giaingan_panel_release(panel);
}

}  // namespace
