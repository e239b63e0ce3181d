// The n-th allocation fails, for every n of a whole year through the C ABI: nothing leaks, nothing crashes,
// the inputs stay as they were, and the call says so.
#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "arrow.hpp"
#include "failing_allocations.hpp"
#include "giaingan.h"
#include "rated_units.hpp"
#include "tested_policy.hpp"

namespace {

using capi::fail_every_allocation;
using capi::settled;

const std::string& policy_text() {
  static const std::string text = [] {
    std::ifstream file(GIAINGAN_SOURCE_DIR "/policies/lang-son-city-2024.json", std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }();
  return text;
}

giaingan_status load(giaingan_policy** policy) {
  giaingan_error* error = nullptr;
  return settled(giaingan_policy_from_json(policy_text().data(), static_cast<int64_t>(policy_text().size()),
                                           nullptr, policy, &error),
                 error);
}

/// Two owners, two allocations, one of them slow.
giaingan_status build(giaingan_builder* builder, giaingan_portfolio** portfolio) {
  static const char ids[] = "ab";
  static const int64_t offsets[] = {0, 1, 2};
  static const char kinds[] = "ownerowner";
  static const int64_t kind_offsets[] = {0, 5, 10};
  static const int64_t plans[] = {1'000'000'000, 1'000'000'000};
  static const int64_t disbursed[] = {100'000'000, 900'000'000};
  static const int32_t months[] = {3, 3};
  const giaingan_column units[] = {{"unit", ids, offsets, nullptr, 2, 0, GIAINGAN_UTF8},
                                   {"kind", kinds, kind_offsets, nullptr, 2, 0, GIAINGAN_UTF8}};
  const giaingan_column allocations[] = {{"allocation", ids, offsets, nullptr, 2, 0, GIAINGAN_UTF8},
                                         {"project", ids, offsets, nullptr, 2, 0, GIAINGAN_UTF8},
                                         {"owner", ids, offsets, nullptr, 2, 0, GIAINGAN_UTF8},
                                         {"plan", plans, nullptr, nullptr, 2, 0, GIAINGAN_INT64}};
  const giaingan_column figures[] = {{"allocation", ids, offsets, nullptr, 2, 0, GIAINGAN_UTF8},
                                     {"month", months, nullptr, nullptr, 2, 0, GIAINGAN_INT32},
                                     {"disbursed", disbursed, nullptr, nullptr, 2, 0, GIAINGAN_INT64}};
  giaingan_error* error = nullptr;
  giaingan_status status = settled(giaingan_builder_add(builder, "units", units, 2, &error), error);
  error = nullptr;
  if (status == GIAINGAN_OK)
    status = settled(giaingan_builder_add(builder, "allocations", allocations, 4, &error), error);
  error = nullptr;
  if (status == GIAINGAN_OK)
    status = settled(giaingan_builder_add(builder, "disbursements", figures, 3, &error), error);
  error = nullptr;
  if (status == GIAINGAN_OK) status = settled(giaingan_builder_finish(builder, portfolio, &error), error);
  return status;
}

giaingan_status build(giaingan_portfolio** portfolio) {
  giaingan_builder* builder = nullptr;
  giaingan_error* error = nullptr;
  giaingan_status status = settled(giaingan_builder_create(2024, &builder, &error), error);
  if (status == GIAINGAN_OK) status = build(builder, portfolio);
  giaingan_builder_release(builder);
  return status;
}

TEST(Memory, RunsOutWhileAPolicyIsRead) {
  fail_every_allocation([] {
    giaingan_policy* policy = nullptr;
    const giaingan_status status = load(&policy);
    giaingan_policy_release(policy);
    return status;
  });
}

TEST(Memory, RunsOutWhileAWrongPolicyIsRefused) {
  fail_every_allocation([] {
    giaingan_policy* policy = nullptr;
    giaingan_error* error = nullptr;
    const giaingan_status status = giaingan_policy_from_json(
        "{\"year\": 1.5, \"id\": 3, \"title\": {\"vi\": \"a\", \"en\": \"b\"},"
        " \"bases\": [{\"id\": \"c\", \"title\": {\"vi\": \"a\", \"en\": \"b\"},"
        " \"plan\": \"current\"}], \"milestones\": [{\"id\": \"m\", \"by\": \"2024-03-31\","
        " \"ratio\": \"no ratio at all\", \"basis\": \"c\"}]}",
        -1, "the name of a document that needs memory", &policy, &error);
    giaingan_error_release(error);
    return status == GIAINGAN_INVALID_INPUT ? GIAINGAN_OK : status;
  });
}

TEST(Memory, RunsOutWhileAPortfolioIsBuilt) {
  fail_every_allocation([] {
    giaingan_portfolio* portfolio = nullptr;
    const giaingan_status status = build(&portfolio);
    giaingan_portfolio_release(portfolio);
    return status;
  });
}

/// Two units, one of them by a dictionary.
TEST(Memory, RunsOutWhileAnArrowTableIsAdded) {
  capi::ArrowColumn ids("unit", "u", 2);
  ids.buffer(std::vector<int32_t>{0, 1, 2});
  ids.buffer("ab");
  capi::ArrowColumn kinds("kind", "c", 2);
  kinds.buffer(std::vector<int8_t>{0, 0});
  capi::ArrowColumn values("", "u", 1);
  values.buffer(std::vector<int32_t>{0, 5});
  values.buffer("owner");
  kinds.dictionary(values);
  const capi::ArrowTable table({&ids, &kinds});
  fail_every_allocation([&] {
    giaingan_builder* builder = nullptr;
    giaingan_error* error = nullptr;
    giaingan_status status = settled(giaingan_builder_create(2024, &builder, &error), error);
    error = nullptr;
    if (status == GIAINGAN_OK) {
      status =
          settled(giaingan_builder_add_arrow(builder, "units", &table.schema, &table.array, &error), error);
    }
    giaingan_builder_release(builder);
    return status;
  });
}

class Evaluations : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(load(&policy), GIAINGAN_OK);
    ASSERT_EQ(build(&portfolio), GIAINGAN_OK);
    before = document();
  }
  void TearDown() override {
    EXPECT_EQ(document(), before) << "the inputs are as they were";
    giaingan_portfolio_release(portfolio);
    giaingan_policy_release(policy);
  }
  std::string document() {
    giaingan_result* result = nullptr;
    const char* json = "";
    EXPECT_EQ(giaingan_assess(policy, portfolio, 2024, 6, 30, nullptr, &result, nullptr), GIAINGAN_OK);
    EXPECT_EQ(giaingan_result_json(result, &json, nullptr, nullptr), GIAINGAN_OK);
    std::string text = json;
    giaingan_result_release(result);
    return text;
  }

  giaingan_policy* policy = nullptr;
  giaingan_portfolio* portfolio = nullptr;
  std::string before;
};

TEST_F(Evaluations, RunOutOfMemoryWhileAssessing) {
  fail_every_allocation([&] {
    giaingan_result* result = nullptr;
    giaingan_error* error = nullptr;
    const giaingan_status status =
        settled(giaingan_assess(policy, portfolio, 2024, 6, 30, nullptr, &result, &error), error);
    giaingan_result_release(result);
    return status;
  });
}

TEST_F(Evaluations, RunOutOfMemoryWhileATableIsLentToArrow) {
  giaingan_result* result = nullptr;
  ASSERT_EQ(giaingan_assess(policy, portfolio, 2024, 6, 30, nullptr, &result, nullptr), GIAINGAN_OK);
  fail_every_allocation([&] {
    ArrowSchema schema{};
    ArrowArray array{};
    giaingan_error* error = nullptr;
    const giaingan_status status =
        settled(giaingan_result_to_arrow(result, "units", &schema, &array, &error), error);
    EXPECT_EQ(schema.release != nullptr, status == GIAINGAN_OK);
    EXPECT_EQ(array.release != nullptr, status == GIAINGAN_OK);
    if (array.release != nullptr) array.release(&array);
    if (schema.release != nullptr) schema.release(&schema);
    return status;
  });
  giaingan_result_release(result);
}

TEST_F(Evaluations, RunOutOfMemoryWhileJudging) {
  fail_every_allocation([&] {
    giaingan_result* result = nullptr;
    giaingan_error* error = nullptr;
    const giaingan_status status =
        settled(giaingan_judge(policy, portfolio, 2024, 6, 30, nullptr, &result, &error), error);
    giaingan_result_release(result);
    return status;
  });
}

TEST_F(Evaluations, RunOutOfMemoryWhileReallocating) {
  fail_every_allocation([&] {
    giaingan_result* result = nullptr;
    giaingan_portfolio* after = nullptr;
    giaingan_error* error = nullptr;
    const giaingan_status status =
        settled(giaingan_reallocate(policy, portfolio, "2024-06", &result, &after, &error), error);
    giaingan_result_release(result);
    giaingan_portfolio_release(after);
    return status;
  });
}

TEST_F(Evaluations, RunOutOfMemoryWhileVerifying) {
  giaingan_result* result = nullptr;
  const char* json = "";
  ASSERT_EQ(giaingan_reallocate(policy, portfolio, "2024-06", &result, nullptr, nullptr), GIAINGAN_OK);
  ASSERT_EQ(giaingan_result_json(result, &json, nullptr, nullptr), GIAINGAN_OK);
  fail_every_allocation([&] {
    giaingan_portfolio* after = nullptr;
    giaingan_error* error = nullptr;
    const giaingan_status status =
        settled(giaingan_verify_round(policy, portfolio, json, -1, &after, &error), error);
    giaingan_portfolio_release(after);
    return status;
  });
  giaingan_result_release(result);
}

TEST_F(Evaluations, RunOutOfMemoryWhileReplaying) {
  giaingan_result* result = nullptr;
  giaingan_portfolio* after = nullptr;
  const char* json = "";
  ASSERT_EQ(giaingan_reallocate(policy, portfolio, "2024-06", &result, &after, nullptr), GIAINGAN_OK);
  giaingan_result_release(result);
  ASSERT_EQ(giaingan_reallocate(policy, after, "2024-09", &result, nullptr, nullptr), GIAINGAN_OK);
  ASSERT_EQ(giaingan_result_json(result, &json, nullptr, nullptr), GIAINGAN_OK);
  fail_every_allocation([&] {
    giaingan_error* error = nullptr;
    return settled(giaingan_replay(policy, portfolio, json, -1, &error), error);
  });
  // The answer is another, and so is what it costs to say so.
  std::string changed = json;
  changed.replace(changed.find("\"outcome\""), 9, "\"income\" ");
  fail_every_allocation([&] {
    giaingan_error* error = nullptr;
    const giaingan_status status = giaingan_replay(policy, portfolio, changed.c_str(), -1, &error);
    giaingan_error_release(error);
    return status == GIAINGAN_INVALID_INPUT ? GIAINGAN_OK : status;
  });
  giaingan_result_release(result);
  giaingan_portfolio_release(after);
}

TEST_F(Evaluations, RunOutOfMemoryWhileReviewingRevenue) {
  fail_every_allocation([&] {
    giaingan_result* result = nullptr;
    giaingan_portfolio* after = nullptr;
    giaingan_error* error = nullptr;
    const giaingan_status status = settled(
        giaingan_review_revenue_plans(policy, portfolio, 2024, 6, 30, &result, &after, &error), error);
    giaingan_result_release(result);
    giaingan_portfolio_release(after);
    return status;
  });
}

TEST_F(Evaluations, RunOutOfMemoryWhileAdjustingTheMediumTermPlan) {
  fail_every_allocation([&] {
    giaingan_result* result = nullptr;
    giaingan_portfolio* after = nullptr;
    giaingan_error* error = nullptr;
    const giaingan_status status = settled(
        giaingan_adjust_medium_term(policy, portfolio, "trung-han-2024", &result, &after, &error), error);
    giaingan_result_release(result);
    giaingan_portfolio_release(after);
    return status;
  });
}

TEST_F(Evaluations, RunOutOfMemoryWhileListingObligations) {
  fail_every_allocation([&] {
    giaingan_result* result = nullptr;
    giaingan_error* error = nullptr;
    char* text = nullptr;
    giaingan_status status =
        settled(giaingan_list_obligations(policy, portfolio, 2024, 6, 30, nullptr, &result, &error), error);
    error = nullptr;
    if (status == GIAINGAN_OK)
      status = settled(giaingan_result_icalendar(result, "vi", &text, nullptr, &error), error);
    giaingan_text_release(text);
    giaingan_result_release(result);
    return status;
  });
}

TEST_F(Evaluations, RunOutOfMemoryWhileAsked) {
  fail_every_allocation([&] {
    giaingan_result* result = nullptr;
    giaingan_error* error = nullptr;
    giaingan_status status = settled(
        giaingan_why_not(policy, portfolio, 2024, 6, 30, "a", "milestone:2024-q2", nullptr, &result, &error),
        error);
    giaingan_result_release(result);
    error = nullptr;
    if (status != GIAINGAN_OK) return status;
    status = settled(giaingan_what_would_it_take(policy, portfolio, 2024, 6, 30, "a", "not-below", nullptr,
                                                 nullptr, &result, &error),
                     error);
    giaingan_result_release(result);
    return status;
  });
}

TEST_F(Evaluations, RunOutOfMemoryWhileExplaining) {
  fail_every_allocation([&] {
    giaingan_result* result = nullptr;
    giaingan_error* error = nullptr;
    char* words = nullptr;
    giaingan_status status =
        settled(giaingan_assess(policy, portfolio, 2024, 3, 31, nullptr, &result, &error), error);
    error = nullptr;
    if (status == GIAINGAN_OK)
      status = settled(giaingan_result_explain(result, 0, "vi", &words, nullptr, &error), error);
    giaingan_text_release(words);
    giaingan_result_release(result);
    return status;
  });
}

// A small policy, so that the failures are not nearly all within its reading.
constexpr char small_policy[] =
    R"({"schema": 1, "id": "p", "title": {"vi": "p", "en": "p"}, "year": 2024, "documents": [],
        "bases": [{"id": "current", "title": {"vi": "b", "en": "b"}, "plan": "current"}],
        "averages": [], "disbursement": {"basis": "current"},
        "milestones": [{"id": "m", "title": {"vi": "m", "en": "m"}, "by": "2024-03-31", "ratio": "50%",
                        "level": "minimum", "basis": "current"}],
        "evaluation": {"basis": "current",
          "criteria": [{"id": "r", "title": {"vi": "r", "en": "r"}, "metric": "final_ratio", "missing": "zero",
                        "bands": [{"to": "50%", "points": 0}, {"from": "50%", "points": 1}]}],
          "classes": [{"id": "g", "title": {"vi": "g", "en": "g"}, "from": 1},
                      {"id": "n", "title": {"vi": "n", "en": "n"}, "to": 1}]}})";

TEST_F(Evaluations, RunOutOfMemoryInASession) {
  fail_every_allocation([&] {
    giaingan_session* session = nullptr;
    giaingan_builder* builder = nullptr;
    giaingan_portfolio* none = nullptr;
    giaingan_policy* read = nullptr;
    giaingan_result* digests = nullptr;
    const char* const name = "a name";
    const char* const text = small_policy;
    giaingan_error* error = nullptr;
    giaingan_status status = settled(giaingan_session_create(&session, &error), error);
    const auto next = [&](auto call) {
      error = nullptr;
      if (status == GIAINGAN_OK) status = settled(call(), error);
    };
    next([&] { return giaingan_session_set_limit(session, "max_rows", 100, &error); });
    next([&] {
      return giaingan_session_policy(session, &name, &text, nullptr, 1, 2024, 6, 30, &read, &error);
    });
    next([&] { return giaingan_session_builder(session, 2024, &builder, &error); });
    if (status == GIAINGAN_OK) status = build(builder, &none);
    next([&] { return giaingan_digests(read, none, &digests, &error); });
    giaingan_session_cancel(session);
    giaingan_result* result = nullptr;
    if (status == GIAINGAN_OK) {
      const giaingan_status cancelled = giaingan_assess(read, none, 2024, 6, 30, nullptr, &result, &error);
      giaingan_error_release(error);
      if (cancelled != GIAINGAN_CANCELLED) status = cancelled;
    }
    giaingan_result_release(digests);
    giaingan_portfolio_release(none);
    giaingan_builder_release(builder);
    giaingan_policy_release(read);
    giaingan_session_release(session);
    return status;
  });
}

TEST_F(Evaluations, RunOutOfMemoryWhileComparing) {
  std::string other = small_policy;
  other.replace(other.find("\"50%\""), 5, "\"95%\"");
  fail_every_allocation([&] {
    giaingan_result* result = nullptr;
    giaingan_error* error = nullptr;
    const giaingan_status status =
        settled(giaingan_compare(small_policy, -1, portfolio, 2024, 3, 31, other.c_str(), -1, portfolio, 2024,
                                 6, 30, &result, &error),
                error);
    giaingan_result_release(result);
    return status;
  });
}

TEST_F(Evaluations, RunOutOfMemoryWhileComparingRubrics) {
  giaingan_policy* small = nullptr;
  giaingan_policy* stricter = nullptr;
  std::string other = small_policy;
  other.replace(other.rfind("{\"to\": \"50%\""), 12, "{\"to\": \"60%\"");
  other.replace(other.rfind("{\"from\": \"50%\""), 14, "{\"from\": \"60%\"");
  ASSERT_EQ(giaingan_policy_from_json(small_policy, -1, nullptr, &small, nullptr), GIAINGAN_OK);
  ASSERT_EQ(giaingan_policy_from_json(other.c_str(), -1, nullptr, &stricter, nullptr), GIAINGAN_OK);
  fail_every_allocation([&] {
    giaingan_result* result = nullptr;
    giaingan_error* error = nullptr;
    const giaingan_status status = settled(giaingan_compare_rubrics(small, stricter, &result, &error), error);
    giaingan_result_release(result);
    return status;
  });
  giaingan_policy_release(small);
  giaingan_policy_release(stricter);
}

giaingan_status rate(const giaingan_policy* policy, const capi::RatedUnits& units) {
  giaingan_ratings* collectives = nullptr;
  giaingan_ratings* heads = nullptr;
  giaingan_result* legend = nullptr;
  giaingan_result* unit = nullptr;
  giaingan_error* error = nullptr;
  const auto count = static_cast<int64_t>(units.metrics.size());
  giaingan_status status =
      settled(giaingan_ratings_create(policy, GIAINGAN_SUBJECT_COLLECTIVE, nullptr, units.metrics.data(),
                                      units.denominators.data(), count, &collectives, &error),
              error);
  error = nullptr;
  if (status == GIAINGAN_OK) {
    status = settled(giaingan_ratings_create(policy, GIAINGAN_SUBJECT_HEAD, collectives, units.metrics.data(),
                                             units.denominators.data(), count, &heads, &error),
                     error);
  }
  error = nullptr;
  if (status == GIAINGAN_OK) status = settled(giaingan_ratings_legend(heads, &legend, &error), error);
  error = nullptr;
  if (status == GIAINGAN_OK)
    status = settled(giaingan_ratings_explain(heads, 1, "a unit", &unit, &error), error);
  giaingan_result_release(unit);
  giaingan_result_release(legend);
  giaingan_ratings_release(heads);
  giaingan_ratings_release(collectives);
  return status;
}

TEST_F(Evaluations, RunOutOfMemoryWhileRatingColumns) {
  const capi::RatedUnits units;
  fail_every_allocation([&] { return rate(policy, units); });
}

TEST_F(Evaluations, RunOutOfMemoryWhileWrongColumnsAreRefused) {
  capi::RatedUnits units;
  units.tens.back() = 0;
  fail_every_allocation([&] {
    giaingan_ratings* ratings = nullptr;
    giaingan_error* error = nullptr;
    const giaingan_status status = giaingan_ratings_create(
        policy, GIAINGAN_SUBJECT_COLLECTIVE, nullptr, units.metrics.data(), units.denominators.data(),
        static_cast<int64_t>(units.metrics.size()), &ratings, &error);
    giaingan_error_release(error);
    return status == GIAINGAN_INVALID_INPUT ? GIAINGAN_OK : status;
  });
}

TEST(Memory, RunsOutWhilePoliciesAreTested) {
  fail_every_allocation([] {
    giaingan_result* result = nullptr;
    giaingan_error* error = nullptr;
    const giaingan_status status =
        settled(giaingan_test_policy(capi::tested_policy.c_str(), -1, nullptr, capi::small_tests.c_str(), -1,
                                     nullptr, nullptr, &result, &error),
                error);
    giaingan_result_release(result);
    return status;
  });
}

}  // namespace
