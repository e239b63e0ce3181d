// Comparisons through the C ABI: documents in, documents out.
#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "capi/results.hpp"
#include "giaingan.h"

namespace {

const std::string& city_folder() {
  static const std::string folder = GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024";
  return folder;
}

class Comparisons : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(giaingan_portfolio_read(city_folder().c_str(), 2024, &portfolio, nullptr), GIAINGAN_OK);
    other = capi::policy_text;
    other.replace(other.find("\"months\": 3"), 11, "\"months\": 4");
  }
  void TearDown() override { giaingan_portfolio_release(portfolio); }

  giaingan_status compare(giaingan_result** result, giaingan_error** error) const {
    return giaingan_compare(capi::policy_text.data(), static_cast<int64_t>(capi::policy_text.size()),
                            portfolio, 2024, 6, 30, other.c_str(), -1, portfolio, 2024, 6, 30, result, error);
  }

  giaingan_portfolio* portfolio = nullptr;
  std::string other;
};

TEST_F(Comparisons, GiveTheirDocument) {
  giaingan_result* result = nullptr;
  ASSERT_EQ(compare(&result, nullptr), GIAINGAN_OK);
  const char* json = nullptr;
  int64_t size = 0;
  ASSERT_EQ(giaingan_result_json(result, &json, &size, nullptr), GIAINGAN_OK);
  const std::string document(json, static_cast<std::size_t>(size));
  EXPECT_NE(document.find("\"/below_average/months\""), std::string::npos);
  EXPECT_NE(document.find("\"cause\": \"smallest\""), std::string::npos);
  giaingan_result_release(result);
}

TEST_F(Comparisons, OfAWrongPolicyListItsProblems) {
  other = "{}";
  giaingan_result* result = nullptr;
  giaingan_error* error = nullptr;
  ASSERT_EQ(compare(&result, &error), GIAINGAN_INVALID_INPUT);
  EXPECT_EQ(result, nullptr);
  giaingan_diagnostic diagnostic;
  ASSERT_EQ(giaingan_error_diagnostic(error, 0, &diagnostic), GIAINGAN_OK);
  EXPECT_STREQ(diagnostic.file, "policy_b");
  giaingan_error_release(error);
}

TEST_F(Comparisons, AskForAllOfTheirArguments) {
  giaingan_result* result = nullptr;
  EXPECT_EQ(
      giaingan_compare("{}", -1, nullptr, 2024, 6, 30, "{}", -1, portfolio, 2024, 6, 30, &result, nullptr),
      GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(
      giaingan_compare("{}", -1, portfolio, 2024, 6, 31, "{}", -1, portfolio, 2024, 6, 30, &result, nullptr),
      GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(compare(nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_compare_rubrics(nullptr, nullptr, &result, nullptr), GIAINGAN_INVALID_ARGUMENT);
}

TEST_F(Comparisons, OfRubricsSayWhetherTheyAreEquivalent) {
  giaingan_policy* policy = capi::new_policy();
  giaingan_result* result = nullptr;
  ASSERT_EQ(giaingan_compare_rubrics(policy, policy, &result, nullptr), GIAINGAN_OK);
  const char* json = nullptr;
  ASSERT_EQ(giaingan_result_json(result, &json, nullptr, nullptr), GIAINGAN_OK);
  EXPECT_NE(std::string(json).find("\"equivalence\": \"equivalent\""), std::string::npos);
  giaingan_result_release(result);
  giaingan_policy_release(policy);
}

}  // namespace
