// Policies of several documents through the C ABI.
#include <gmock/gmock.h>

#include <array>
#include <cstdint>
#include <string>

#include "capi/results.hpp"
#include "giaingan.h"

namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

const std::string nation = R"({"schema": 1, "id": "n", "title": {"vi": "a", "en": "b"}, "partial": true,
  "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
  "averages": [{"id": "city", "title": {"vi": "a", "en": "b"}, "kind": "weighted", "basis": "current"}],
  "below_average": {"basis": "current", "references": ["city"], "combine": "any",
                    "months": {"dated": [{"value": 3, "to": "2024-06-30"}, {"value": 0, "from": "2024-07-01"}]}}})";
const std::string city = R"({"schema": 1, "id": "c", "title": {"vi": "a", "en": "b"}, "year": 2024,
  "extends": "n.json", "disbursement": {"basis": "current"}})";

struct Loaded {
  giaingan_status status = GIAINGAN_OK;
  int32_t year = 0;
  std::string problem;  ///< `code file pointer` of the first one
};

Loaded load(int32_t month, int32_t day, const int64_t* sizes = nullptr, int64_t count = 2) {
  const std::array names{"city/c.json", "city/n.json"};
  const std::array documents{city.c_str(), nation.c_str()};
  giaingan_policy* policy = nullptr;
  giaingan_error* error = nullptr;
  Loaded loaded{giaingan_policy_from_documents(names.data(), documents.data(), sizes, count,
                                               month == 0 ? 0 : 2024, month, day, &policy, &error)};
  loaded.year = giaingan_policy_year(policy);
  giaingan_diagnostic first;
  if (giaingan_error_diagnostic(error, 0, &first) == GIAINGAN_OK)
    loaded.problem = std::string(first.code) + " " + first.file + " " + first.pointer;
  EXPECT_EQ(policy == nullptr, loaded.status != GIAINGAN_OK);
  EXPECT_EQ(error == nullptr, loaded.status == GIAINGAN_OK);
  giaingan_policy_release(policy);
  giaingan_error_release(error);
  return loaded;
}

TEST(PolicyDocuments, AreReadAsOnePolicyOfADay) {
  const Loaded june = load(6, 30);
  EXPECT_EQ(june.status, GIAINGAN_OK) << june.problem;
  EXPECT_EQ(june.year, 2024);
  const std::array<int64_t, 2> sizes{static_cast<int64_t>(city.size()), static_cast<int64_t>(nation.size())};
  EXPECT_EQ(load(6, 30, sizes.data()).status, GIAINGAN_OK);
}

TEST(PolicyDocuments, ProblemsStandWhereTheyWereWritten) {
  const Loaded july = load(7, 1);
  EXPECT_EQ(july.status, GIAINGAN_INVALID_INPUT);
  EXPECT_EQ(july.problem, "policy.wrong_value city/n.json /below_average/months/dated/1/value");
  EXPECT_EQ(load(0, 0).problem, "policy.no_day city/c.json ");
  EXPECT_EQ(load(6, 30, nullptr, 1).problem, "policy.missing_parent city/c.json /extends");
  const std::array<int64_t, 2> short_sizes{static_cast<int64_t>(city.size()), 10};
  EXPECT_EQ(load(6, 30, short_sizes.data()).problem, "policy.not_json city/n.json ");
}

TEST(PolicyDocuments, WrongCallsAreRefused) {
  EXPECT_EQ(load(2, 30).status, GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(load(6, 0).status, GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(load(6, 30, nullptr, 0).status, GIAINGAN_INVALID_ARGUMENT);
  const std::array<int64_t, 2> negative{-2, -1};
  EXPECT_EQ(load(6, 30, negative.data()).status, GIAINGAN_INVALID_ARGUMENT);
  const std::array names{"c.json", static_cast<const char*>(nullptr)};
  const std::array documents{city.c_str(), nation.c_str()};
  giaingan_policy* policy = nullptr;
  const auto call = [&](const char* const* given_names, const char* const* given, giaingan_policy** out) {
    return giaingan_policy_from_documents(given_names, given, nullptr, 2, 0, 0, 0, out, nullptr);
  };
  EXPECT_EQ(call(nullptr, documents.data(), &policy), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(call(documents.data(), nullptr, &policy), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(call(documents.data(), documents.data(), nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(call(names.data(), documents.data(), &policy), GIAINGAN_INVALID_ARGUMENT);
}

std::string resolved(int32_t month, int32_t day) {
  const std::array names{"city/c.json", "city/n.json"};
  const std::array documents{city.c_str(), nation.c_str()};
  char* text = nullptr;
  int64_t size = 0;
  giaingan_error* error = nullptr;
  const giaingan_status status = giaingan_resolve_policy(
      names.data(), documents.data(), nullptr, 2, month == 0 ? 0 : 2024, month, day, &text, &size, &error);
  std::string document(text == nullptr ? giaingan_error_text(error) : text);
  EXPECT_EQ(status == GIAINGAN_OK, text != nullptr);
  EXPECT_TRUE(text == nullptr || static_cast<int64_t>(document.size()) == size);
  giaingan_text_release(text);
  giaingan_error_release(error);
  return document;
}

TEST(PolicyDocuments, AreResolvedIntoOneThatLoadsByItself) {
  const std::string document = resolved(6, 30);
  EXPECT_EQ(document.find("extends"), std::string::npos);
  EXPECT_EQ(document.find("dated"), std::string::npos);
  giaingan_policy* policy = nullptr;
  ASSERT_EQ(giaingan_policy_from_json(document.c_str(), -1, nullptr, &policy, nullptr), GIAINGAN_OK);
  EXPECT_EQ(giaingan_policy_year(policy), 2024);
  giaingan_policy_release(policy);
  EXPECT_NE(resolved(7, 1).find("policy.wrong_value"), std::string::npos);
  EXPECT_NE(resolved(0, 0).find("policy.no_day"), std::string::npos);
  EXPECT_EQ(giaingan_resolve_policy(nullptr, nullptr, nullptr, 1, 0, 0, 0, nullptr, nullptr, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
}

TEST(PolicyDocuments, AreTestedEachCaseOnItsDay) {
  const std::array names{"city/c.json", "city/n.json"};
  const std::array documents{city.c_str(), nation.c_str()};
  const std::string tests = R"({"cases": [
    {"name": "june", "at": "2024-06-30", "refused": [{"code": "policy.no_day"}]},
    {"name": "july", "at": "2024-07-01", "refused": [{"code": "policy.wrong_value"}]},
    {"name": "in june", "given": {"units": [{"unit": "a", "kind": "owner"}],
      "allocations": [{"allocation": "x", "project": "p", "owner": "a", "plan": 100}]},
     "assess": {"as_of": "2024-06-30"}, "expect": {"averages": {"city": {"num": 0, "den": 100}}}}]})";
  giaingan_result* result = nullptr;
  giaingan_error* error = nullptr;
  ASSERT_EQ(giaingan_test_policy_documents(names.data(), documents.data(), nullptr, 2, tests.c_str(), -1,
                                           nullptr, nullptr, &result, &error),
            GIAINGAN_OK)
      << giaingan_error_text(error);
  EXPECT_THAT(capi::texts_of(result, "cases", "verdict"), ElementsAre("failed", "passed", "passed"));
  EXPECT_THAT(capi::texts_of(result, "coverage", "file"), Contains("city/n.json"));
  EXPECT_EQ(capi::texts_of(result, "coverage", "file").size(),
            capi::texts_of(result, "coverage", "pointer").size());
  giaingan_result_release(result);
  EXPECT_EQ(giaingan_test_policy_documents(names.data(), documents.data(), nullptr, 0, tests.c_str(), -1,
                                           nullptr, nullptr, &result, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(result, nullptr);
}

}  // namespace
