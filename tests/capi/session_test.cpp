// Sessions: limits, progress and cancellation of long work through the C ABI.
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "capi/results.hpp"
#include "giaingan.h"

namespace {

const char* const city = GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024";

std::string document_of(giaingan_result* result) {
  const char* json = nullptr;
  int64_t size = 0;
  EXPECT_EQ(giaingan_result_json(result, &json, &size, nullptr), GIAINGAN_OK);
  std::string document(json, static_cast<std::size_t>(size));
  giaingan_result_release(result);
  return document;
}

class Session : public testing::Test {
 protected:
  void SetUp() override {
    policy = capi::new_policy();
    ASSERT_EQ(giaingan_session_create(&session, nullptr), GIAINGAN_OK);
    ASSERT_EQ(giaingan_session_portfolio(session, city, 2024, &portfolio, nullptr), GIAINGAN_OK);
  }
  void TearDown() override {
    giaingan_portfolio_release(portfolio);
    giaingan_session_release(session);
    giaingan_policy_release(policy);
  }

  [[nodiscard]] std::pair<int64_t, int64_t> progress() const {
    int64_t done = -1;
    int64_t expected = -1;
    EXPECT_EQ(giaingan_session_progress(session, &done, &expected), GIAINGAN_OK);
    EXPECT_LE(done, expected);
    return {done, expected};
  }
  void limit_steps(int64_t steps) const {
    ASSERT_EQ(giaingan_session_set_limit(session, "max_steps", steps, nullptr), GIAINGAN_OK);
  }

  giaingan_policy* policy = nullptr;
  giaingan_portfolio* portfolio = nullptr;
  giaingan_session* session = nullptr;
};

/// One of the calls that a session watches. Gives the status, and the document of a result.
using Call = std::function<giaingan_status(const giaingan_policy*, const giaingan_portfolio*, std::string&)>;

// By reference: the call that makes the result may come after the value of an argument is read.
giaingan_status taken(giaingan_status status, giaingan_result*& result, std::string& document) {
  EXPECT_EQ(result != nullptr, status == GIAINGAN_OK);
  if (status == GIAINGAN_OK) document = document_of(result);
  return status;
}

std::vector<std::pair<std::string, Call>> calls() {
  return {
      {"assess",
       [](const auto* policy, const auto* facts, std::string& document) {
         giaingan_result* result = nullptr;
         return taken(giaingan_assess(policy, facts, 2024, 11, 30, nullptr, &result, nullptr), result,
                      document);
       }},
      {"reallocate",
       [](const auto* policy, const auto* facts, std::string& document) {
         giaingan_result* result = nullptr;
         return taken(giaingan_reallocate(policy, facts, "2024-11", &result, nullptr, nullptr), result,
                      document);
       }},
      {"what would it take",
       [](const auto* policy, const auto* facts, std::string& document) {
         giaingan_result* result = nullptr;
         return taken(giaingan_what_would_it_take(policy, facts, 2024, 11, 30, "bqlda", "rank:1", nullptr,
                                                  nullptr, &result, nullptr),
                      result, document);
       }},
      {"simulate",
       [](const auto* /*policy*/, const auto* facts, std::string& document) {
         static const char scenarios[] =
             R"({"draws": 20, "scenarios": [{"id": "s", "rounds": "recorded", "behaviour": {"kind": "absorption"}}]})";
         // With other numbers of threads from call to call: the steps are the same.
         static int32_t threads = 0;
         giaingan_result* result = nullptr;
         return taken(giaingan_simulate(capi::policy_text.c_str(), -1, nullptr, 0, facts, scenarios, -1,
                                        nullptr, nullptr, 1 + threads++ % 3, &result, nullptr),
                      result, document);
       }},
      {"compare",
       [](const auto* /*policy*/, const auto* facts, std::string& document) {
         giaingan_result* result = nullptr;
         const std::string& text = capi::policy_text;
         return taken(giaingan_compare(text.c_str(), -1, facts, 2024, 10, 31, text.c_str(), -1, facts, 2024,
                                       11, 30, &result, nullptr),
                      result, document);
       }},
  };
}

TEST_F(Session, CountsTheSameStepsWheneverTheSameIsAsked) {
  const auto [read, known] = progress();
  EXPECT_GT(read, 0);
  EXPECT_EQ(read, known) << "all files were read to their end";
  for (const auto& [name, call] : calls()) {
    std::vector<int64_t> steps;
    for (int i = 0; i < 2; ++i) {
      giaingan_session_reset(session);
      std::string document;
      ASSERT_EQ(call(policy, portfolio, document), GIAINGAN_OK) << name;
      steps.push_back(progress().first);
    }
    EXPECT_EQ(steps[0], steps[1]) << name;
    EXPECT_GT(steps[0], 0) << name;
  }
}

TEST_F(Session, EndsWorkAtAnyStepAndLeavesInputsAsTheyWere) {
  for (const auto& [name, call] : calls()) {
    giaingan_session_reset(session);
    std::string expected;
    ASSERT_EQ(call(policy, portfolio, expected), GIAINGAN_OK);
    const int64_t needed = progress().first;
    const int64_t stride = needed / 40 + 1;
    for (int64_t most = 0; most < needed; most += stride) {
      giaingan_session_reset(session);
      limit_steps(most);
      std::string document;
      ASSERT_EQ(call(policy, portfolio, document), GIAINGAN_CANCELLED) << name << " after " << most;
    }
    giaingan_session_reset(session);
    limit_steps(needed);
    std::string document;
    EXPECT_EQ(call(policy, portfolio, document), GIAINGAN_OK) << name;
    EXPECT_EQ(document, expected) << name;
    limit_steps(INT64_MAX);
  }
}

TEST_F(Session, KnowsFromTheFirstDrawHowManyAreToCome) {
  giaingan_session_reset(session);
  limit_steps(10);
  giaingan_result* none = nullptr;
  EXPECT_EQ(
      giaingan_simulate(capi::policy_text.c_str(), -1, nullptr, 0, portfolio,
                        R"({"draws": 5000, "scenarios": [{"id": "s", "behaviour": {"kind": "absorption"}}]})",
                        -1, nullptr, nullptr, 1, &none, nullptr),
      GIAINGAN_CANCELLED);
  EXPECT_GE(progress().second, 5000);
}

TEST_F(Session, EndsTheReadingOfADataset) {
  giaingan_session_reset(session);
  limit_steps(1);
  giaingan_portfolio* none = portfolio;
  giaingan_error* error = nullptr;
  EXPECT_EQ(giaingan_session_portfolio(session, city, 2024, &none, &error), GIAINGAN_CANCELLED);
  EXPECT_EQ(none, nullptr);
  EXPECT_EQ(giaingan_error_status(error), GIAINGAN_CANCELLED);
  EXPECT_STREQ(giaingan_status_text(giaingan_error_status(error)), "cancelled");
  EXPECT_STRNE(giaingan_error_text(error), "");
  giaingan_error_release(error);
}

TEST_F(Session, BeginsNothingWhileItIsCancelled) {
  giaingan_session_cancel(session);
  for (const auto& [name, call] : calls()) {
    std::string document;
    EXPECT_EQ(call(policy, portfolio, document), GIAINGAN_CANCELLED) << name;
  }
  giaingan_portfolio* none = nullptr;
  EXPECT_EQ(giaingan_session_portfolio(session, city, 2024, &none, nullptr), GIAINGAN_CANCELLED);
  giaingan_builder* builder = nullptr;
  EXPECT_EQ(giaingan_session_builder(session, 2024, &builder, nullptr), GIAINGAN_CANCELLED);
  giaingan_session_reset(session);
  EXPECT_EQ(giaingan_session_builder(session, 2024, &builder, nullptr), GIAINGAN_OK);
  giaingan_builder_release(builder);
}

TEST_F(Session, IsCancelledByAnotherThreadWhileItWorks) {
  std::thread other([&] {
    while (progress().first < 1000)
      std::this_thread::yield();
    giaingan_session_cancel(session);
  });
  giaingan_status status = GIAINGAN_OK;
  while (status == GIAINGAN_OK) {
    std::string document;
    status = calls().front().second(policy, portfolio, document);
  }
  other.join();
  EXPECT_EQ(status, GIAINGAN_CANCELLED);
}

TEST_F(Session, OutlivesItsHandleInWhatWasMadeInIt) {
  giaingan_session_cancel(session);
  giaingan_session_release(std::exchange(session, nullptr));
  std::string document;
  EXPECT_EQ(calls().front().second(policy, portfolio, document), GIAINGAN_CANCELLED);
}

TEST_F(Session, HandsItselfOnToPortfoliosAfterARound) {
  giaingan_result* result = nullptr;
  giaingan_portfolio* after = nullptr;
  ASSERT_EQ(giaingan_reallocate(policy, portfolio, "2024-11", &result, &after, nullptr), GIAINGAN_OK);
  giaingan_result_release(result);
  giaingan_session_cancel(session);
  std::string document;
  EXPECT_EQ(calls().front().second(policy, after, document), GIAINGAN_CANCELLED);
  giaingan_portfolio_release(after);
}

TEST_F(Session, RefusesWhatIsBeyondItsLimits) {
  const auto refused = [&](const char* name, int64_t value) {
    giaingan_session* strict = nullptr;
    EXPECT_EQ(giaingan_session_create(&strict, nullptr), GIAINGAN_OK);
    EXPECT_EQ(giaingan_session_set_limit(strict, name, value, nullptr), GIAINGAN_OK) << name;
    const char* const names[] = {"p.json"};
    const char* const documents[] = {capi::policy_text.c_str()};
    giaingan_policy* none = nullptr;
    giaingan_portfolio* nothing = nullptr;
    giaingan_error* error = nullptr;
    giaingan_status status =
        giaingan_session_policy(strict, names, documents, nullptr, 1, 0, 0, 0, &none, &error);
    if (status == GIAINGAN_OK) status = giaingan_session_portfolio(strict, city, 2024, &nothing, &error);
    giaingan_diagnostic first{};
    if (status == GIAINGAN_INVALID_INPUT) {
      EXPECT_EQ(giaingan_error_diagnostic(error, 0, &first), GIAINGAN_OK);
    }
    std::string code = status == GIAINGAN_INVALID_INPUT ? first.code : giaingan_status_text(status);
    giaingan_error_release(error);
    giaingan_policy_release(none);
    giaingan_portfolio_release(nothing);
    giaingan_session_release(strict);
    return code;
  };
  EXPECT_EQ(refused("max_policy_bytes", 100), "policy.too_large");
  EXPECT_EQ(refused("max_depth", 2), "policy.too_deep");
  EXPECT_EQ(refused("max_file_bytes", 10), "dataset.file_too_large");
  EXPECT_EQ(refused("max_rows", 1), "dataset.too_many_rows");
  EXPECT_EQ(refused("max_diagnostics", 1), "ok");
}

TEST_F(Session, RefusesLimitsThatAreNone) {
  for (const auto& [name, value] : std::vector<std::pair<const char*, int64_t>>{
           {"max_stairs", 1}, {"max_depth", 0}, {"max_depth", INT64_MAX}, {"max_steps", -1}, {nullptr, 1}})
    EXPECT_EQ(giaingan_session_set_limit(session, name, value, nullptr), GIAINGAN_INVALID_ARGUMENT);
}

TEST_F(Session, DigestsAreThoseOfResults) {
  giaingan_result* assessed = nullptr;
  giaingan_result* digests = nullptr;
  ASSERT_EQ(giaingan_assess(policy, portfolio, 2024, 11, 30, nullptr, &assessed, nullptr), GIAINGAN_OK);
  ASSERT_EQ(giaingan_digests(policy, portfolio, &digests, nullptr), GIAINGAN_OK);
  const std::vector<std::string> of = capi::texts_of(digests, "sources", "of");
  const std::vector<std::string> names = capi::texts_of(digests, "sources", "name");
  const std::vector<std::string> digits = capi::texts_of(digests, "sources", "sha256");
  const std::string document = document_of(assessed);
  ASSERT_GT(of.size(), 3U);
  EXPECT_EQ(of.front(), "policy");
  EXPECT_EQ(of.back(), "dataset");
  std::size_t at = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    at = document.find("\"" + names[i] + "\"", at);
    ASSERT_NE(at, std::string::npos) << names[i];
    EXPECT_EQ(document.find(digits[i], at), document.find("\"sha256\": \"", at) + 11) << names[i];
  }
  giaingan_result_release(digests);
  EXPECT_EQ(giaingan_digests(nullptr, nullptr, &digests, nullptr), GIAINGAN_INVALID_ARGUMENT);
}

}  // namespace
