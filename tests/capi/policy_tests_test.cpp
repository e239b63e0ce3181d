// Policy tests through the C ABI: documents in, a document and tables out.
#include <gmock/gmock.h>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>

#include "capi/results.hpp"
#include "giaingan.h"

namespace {

using capi::numbers;
using capi::texts_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string folder = GIAINGAN_SOURCE_DIR "/policies/tests";

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Runs tests of the policy of the regulation 366; the status is what the call came to.
struct Tested {
  explicit Tested(const std::string& tests,
                  const std::string& policy = text_of(folder + "/../regulation-366-2025.json"),
                  const char* from = nullptr)
      : status(giaingan_test_policy(policy.c_str(), -1, "rates.json", tests.c_str(),
                                    static_cast<int64_t>(tests.size()), nullptr, from, &result, &error)) {}
  ~Tested() {
    giaingan_result_release(result);
    giaingan_error_release(error);
  }
  Tested(const Tested&) = delete;
  Tested& operator=(const Tested&) = delete;

  giaingan_result* result = nullptr;
  giaingan_error* error = nullptr;
  giaingan_status status;
};

std::string rated(const std::string& name, const std::string& expect) {
  return R"({"name": ")" + name + R"(", "given": {"units": [{"unit": "a", "kind": "owner"}],
    "metrics": [{"unit": "a", "metric": "rating_points", "value": 60}]},
    "evaluate": {"as_of": "2026-01-31"}, "expect": )" +
         expect + "}";
}

TEST(CApi, RunsPolicyTests) {
  const Tested run(
      R"({"policy": "not read", "cases": [)" +
      rated("passes", R"({"subjects": [{"unit": "a", "class": "completed"}]})") + "," +
      rated("fails", R"({"as_of": "2026-01-30", "subjects": [{"unit": "a", "class": "good"}]})") + "," +
      rated("is wrong", R"({"subject": []})") + "]}");
  ASSERT_EQ(run.status, GIAINGAN_OK) << giaingan_error_text(run.error);
  EXPECT_THAT(texts_of(run.result, "cases", "case"), ElementsAre("passes", "fails", "is wrong"));
  EXPECT_THAT(texts_of(run.result, "cases", "verdict"), ElementsAre("passed", "failed", "wrong"));
  EXPECT_THAT(numbers(run.result, "differences", "case_row"), ElementsAre(1, 1));
  EXPECT_THAT(texts_of(run.result, "differences", "at"), ElementsAre("/as_of", "/subjects/unit=a/class"));
  EXPECT_THAT(texts_of(run.result, "differences", "expected"), ElementsAre("\"2026-01-30\"", "\"good\""));
  EXPECT_THAT(texts_of(run.result, "differences", "got"), ElementsAre("\"2026-01-31\"", "\"completed\""));
  EXPECT_THAT(numbers(run.result, "problems", "case_row"), ElementsAre(2));
  EXPECT_THAT(texts_of(run.result, "problems", "pointer"), ElementsAre("/cases/2/expect/subject"));
  EXPECT_THAT(texts_of(run.result, "problems", "text"), ElementsAre(HasSubstr("did you mean subjects?")));
  const auto pointers = texts_of(run.result, "coverage", "pointer");
  const auto cases = numbers(run.result, "coverage", "cases");
  ASSERT_EQ(pointers.size(), cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i)
    EXPECT_EQ(cases[i], pointers[i] == "/evaluation/classes/2" ? 1 : 0) << pointers[i];
  EXPECT_EQ(texts_of(run.result, "edges", "value").size(), 5U);

  const char* json = nullptr;
  int64_t size = 0;
  ASSERT_EQ(giaingan_result_json(run.result, &json, &size, nullptr), GIAINGAN_OK);
  EXPECT_THAT(std::string(json), HasSubstr("\"policy\": \"rates.json\""));
  EXPECT_THAT(std::string(json), HasSubstr("\"failed\": 1"));
  char* words = nullptr;
  EXPECT_EQ(giaingan_result_explain(run.result, 0, "vi", &words, nullptr, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
}

TEST(CApi, RunsTheShippedPolicyTests) {
  const std::string tests = text_of(folder + "/regulation-366-2025.test.json");
  const Tested run(tests);
  ASSERT_EQ(run.status, GIAINGAN_OK) << giaingan_error_text(run.error);
  for (const std::string& verdict : texts_of(run.result, "cases", "verdict"))
    EXPECT_EQ(verdict, "passed");
}

TEST(CApi, FindsDatasetsOfPolicyTestsFromAFolderOnly) {
  const std::string policy = text_of(folder + "/../lang-son-city-2024.json");
  const std::string tests = R"({"cases": [{"name": "n", "data": "docs/examples/lang-son-city-2024",
      "assess": {"as_of": "2024-09-30"}, "expect": {"month": "2024-09"}}]})";
  const Tested found(tests, policy, GIAINGAN_SOURCE_DIR);
  ASSERT_EQ(found.status, GIAINGAN_OK) << giaingan_error_text(found.error);
  EXPECT_THAT(texts_of(found.result, "cases", "verdict"), ElementsAre("passed"));
  const Tested lost(tests, policy);
  ASSERT_EQ(lost.status, GIAINGAN_OK);
  EXPECT_THAT(texts_of(lost.result, "problems", "code"), ElementsAre("policy_test.no_folder"));
}

TEST(CApi, RefusesWhatAreNoPolicyTests) {
  const Tested broken("[");
  EXPECT_EQ(broken.status, GIAINGAN_INVALID_INPUT);
  EXPECT_EQ(broken.result, nullptr);
  EXPECT_THAT(giaingan_error_text(broken.error), HasSubstr("tests: "));
  const Tested no_policy(R"({"cases": [)" + rated("n", R"({"as_of": "2026-01-31"})") + "]}", "{}");
  EXPECT_EQ(no_policy.status, GIAINGAN_INVALID_INPUT);
  EXPECT_THAT(giaingan_error_text(no_policy.error), HasSubstr("rates.json: "));
  giaingan_result* result = nullptr;
  EXPECT_EQ(giaingan_test_policy(nullptr, 0, nullptr, "{}", -1, nullptr, nullptr, &result, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_test_policy("{}", -1, nullptr, "{}", -1, nullptr, nullptr, nullptr, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
}

}  // namespace
