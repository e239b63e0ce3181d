// The n-th allocation fails, for every n of a whole year through the C ABI: nothing leaks, nothing crashes,
// the inputs stay as they were, and the call says so.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <new>
#include <string>
#include <vector>

#include "arrow.hpp"
#include "giaingan.h"
#include "rated_units.hpp"
#include "tested_policy.hpp"

namespace {

// Counting is on only while a scenario runs; GoogleTest's own allocations are left alone. Atomic, for a
// scenario may start threads.
std::atomic<bool> counting{false};
std::atomic<std::int64_t> allocations_left{-1};  // the one that makes it 0 fails; below: none does
std::atomic<std::int64_t> living{0};

void* counted(std::size_t size) {
  if (counting && allocations_left > 0 && --allocations_left == 0) return nullptr;
  void* const memory = std::malloc(size == 0 ? 1 : size);
  if (memory != nullptr && counting) ++living;
  return memory;
}

void* counted_or_throw(std::size_t size) {
  void* const memory = counted(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void give_back(void* memory) noexcept {
  if (memory != nullptr && counting) --living;
  std::free(memory);
}

}  // namespace

// The library's allocations come here too: it takes these operators from the program.
void* operator new(std::size_t size) {
  return counted_or_throw(size);
}
void* operator new[](std::size_t size) {
  return counted_or_throw(size);
}
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return counted(size);
}
void* operator new[](std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return counted(size);
}
void operator delete(void* memory) noexcept {
  give_back(memory);
}
void operator delete[](void* memory) noexcept {
  give_back(memory);
}
void operator delete(void* memory, std::size_t /*size*/) noexcept {
  give_back(memory);
}
void operator delete[](void* memory, std::size_t /*size*/) noexcept {
  give_back(memory);
}
void operator delete(void* memory, const std::nothrow_t& /*tag*/) noexcept {
  give_back(memory);
}
void operator delete[](void* memory, const std::nothrow_t& /*tag*/) noexcept {
  give_back(memory);
}

namespace {

const std::string& policy_text() {
  static const std::string text = [] {
    std::ifstream file(GIAINGAN_SOURCE_DIR "/policies/lang-son-city-2024.json", std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  }();
  return text;
}

/// What a scenario came to: the first status that isn't GIAINGAN_OK, and whether its error object fits.
// By reference: the call that fills `error` may come after the value of an argument is read.
giaingan_status settled(giaingan_status status, giaingan_error*& error) {
  if (status == GIAINGAN_OK) return status;
  const bool fits = error == nullptr || giaingan_error_status(error) == status;
  giaingan_error_release(error);
  return fits ? status : GIAINGAN_INTERNAL_ERROR;
}

giaingan_status load(giaingan_policy** policy) {
  giaingan_error* error = nullptr;
  return settled(giaingan_policy_from_json(policy_text().data(), static_cast<int64_t>(policy_text().size()),
                                           nullptr, policy, &error),
                 error);
}

/// Two owners, two allocations, one of them slow.
giaingan_status build(giaingan_portfolio** portfolio) {
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
  giaingan_builder* builder = nullptr;
  giaingan_error* error = nullptr;
  giaingan_status status = settled(giaingan_builder_create(2024, &builder, &error), error);
  error = nullptr;
  if (status == GIAINGAN_OK)
    status = settled(giaingan_builder_add(builder, "units", units, 2, &error), error);
  error = nullptr;
  if (status == GIAINGAN_OK)
    status = settled(giaingan_builder_add(builder, "allocations", allocations, 4, &error), error);
  error = nullptr;
  if (status == GIAINGAN_OK)
    status = settled(giaingan_builder_add(builder, "disbursements", figures, 3, &error), error);
  error = nullptr;
  if (status == GIAINGAN_OK) status = settled(giaingan_builder_finish(builder, portfolio, &error), error);
  giaingan_builder_release(builder);
  return status;
}

/// Fails the n-th allocation of a scenario for n = 1, 2, … until it passes without a failure.
template <class Scenario>
void fail_every_allocation(Scenario scenario) {
  ASSERT_EQ(scenario(), GIAINGAN_OK) << "without failures it passes; statics are made on the way";
  std::int64_t failures = 0;
  // Beyond the first thousand every 29th is enough: the later ones repeat the same code on other rows.
  for (std::int64_t nth = 1;; nth += nth < 1000 ? 1 : 29) {
    living = 0;
    allocations_left = nth;
    counting = true;
    const giaingan_status status = scenario();
    counting = false;
    const bool reached = allocations_left <= 0;
    ASSERT_EQ(living, 0) << "leaked when allocation " << nth << " failed";
    if (!reached) {
      ASSERT_EQ(status, GIAINGAN_OK);
      break;
    }
    ++failures;
    // The library may do without what it couldn't have, but it never reports anything else.
    ASSERT_TRUE(status == GIAINGAN_OUT_OF_MEMORY || status == GIAINGAN_OK)
        << "allocation " << nth << ": " << status;
  }
  EXPECT_GT(failures, 5);
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

TEST(Memory, RunsOutWhileDocumentsAreReadAsOnePolicy) {
  static const char* const names[] = {"c.json", "n.json"};
  static const char* const documents[] = {
      R"({"schema": 1, "id": "c", "title": {"vi": "a", "en": "b"}, "year": 2024, "extends": "n.json",
          "overrides": {"/disbursement/decimals": 2}, "adds": {"/bases/current/to": "2024-12-31"}})",
      R"({"schema": 1, "id": "n", "title": {"vi": "a", "en": "b"}, "partial": true,
          "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
          "disbursement": {"basis": "current", "decimals": 3}})"};
  const auto on_day = [](int32_t day, giaingan_status expected) {
    fail_every_allocation([&] {
      giaingan_policy* policy = nullptr;
      giaingan_error* error = nullptr;
      const giaingan_status status = giaingan_policy_from_documents(names, documents, nullptr, 2, 2024 * day,
                                                                    6 * day, day, &policy, &error);
      giaingan_error_release(error);
      giaingan_policy_release(policy);
      return status == expected ? GIAINGAN_OK : status;
    });
  };
  on_day(1, GIAINGAN_OK);
  on_day(0, GIAINGAN_INVALID_INPUT);
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

/// A panel whose columns are partly copied, asked everything by so many threads.
giaingan_status ask_a_panel(int32_t threads) {
  static const std::vector<double> plans(200, 7);
  static const std::vector<std::int64_t> disbursed(200, 3);
  const giaingan_column plan{nullptr, plans.data(), nullptr, nullptr, 200, 0, GIAINGAN_FLOAT64};
  const giaingan_column paid{nullptr, disbursed.data(), nullptr, nullptr, 200, 0, GIAINGAN_INT64};
  const giaingan_column plan_by_month[] = {plan, plan, plan};
  const giaingan_column paid_by_month[] = {paid, paid, paid};
  static int32_t rank[3][200];
  static uint8_t run[200];
  int32_t* const ranks[] = {rank[0], rank[1], rank[2]};
  static uint8_t longest[200];
  static uint16_t below[200];
  std::fill(std::begin(run), std::end(run), uint8_t{77});
  std::fill(std::begin(longest), std::end(longest), uint8_t{77});
  std::fill(std::begin(below), std::end(below), uint16_t{77});

  giaingan_panel* panel = nullptr;
  giaingan_error* error = nullptr;
  giaingan_status status =
      settled(giaingan_panel_create(plan_by_month, paid_by_month, 1, 3, &panel, &error), error);
  error = nullptr;
  if (status == GIAINGAN_OK)
    status = settled(giaingan_panel_rank(panel, GIAINGAN_RANK_STANDARD, threads, ranks, &error), error);
  error = nullptr;
  if (status == GIAINGAN_OK) {
    status = settled(giaingan_panel_below_average(panel, nullptr, nullptr, 3, GIAINGAN_GAP_SKIPPED, threads,
                                                  below, nullptr, run, longest, nullptr, &error),
                     error);
    const uint8_t expected = status == GIAINGAN_OK ? 0 : 77;
    const auto as_expected = [&](uint16_t at) { return at == expected; };
    EXPECT_TRUE(std::all_of(std::begin(run), std::end(run), as_expected) &&
                std::all_of(std::begin(longest), std::end(longest), as_expected) &&
                std::all_of(std::begin(below), std::end(below), as_expected))
        << "the buffers are filled, or as they were";
  }
  giaingan_panel_release(panel);
  return status;
}

TEST(Memory, RunsOutWhileAPanelIsAsked) {
  fail_every_allocation([] { return ask_a_panel(1); });
}

TEST(Memory, RunsOutWhileAPanelIsAskedByThreads) {
  fail_every_allocation([] { return ask_a_panel(3); });
}

TEST(Memory, RunsOutWhileAWrongPanelIsRefused) {
  fail_every_allocation([] {
    static const double broken[] = {0.5, -1};
    static const std::int64_t negative[] = {-1, 1};
    const giaingan_column plan{nullptr, broken, nullptr, nullptr, 2, 0, GIAINGAN_FLOAT64};
    const giaingan_column paid{nullptr, negative, nullptr, nullptr, 2, 0, GIAINGAN_INT64};
    giaingan_panel* panel = nullptr;
    giaingan_error* error = nullptr;
    const giaingan_status status = giaingan_panel_create(&plan, &paid, 1, 1, &panel, &error);
    giaingan_error_release(error);
    return status == GIAINGAN_INVALID_INPUT ? GIAINGAN_OK : status;
  });
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
