// Questions back through the C ABI.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "capi/results.hpp"
#include "giaingan.h"

namespace {

class QuestionsOfTheCity : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(giaingan_portfolio_read(GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024", 2024, &city,
                                      nullptr),
              GIAINGAN_OK);
  }
  void TearDown() override {
    giaingan_result_release(result);
    giaingan_error_release(error);
    giaingan_portfolio_release(city);
    giaingan_policy_release(policy);
  }
  giaingan_status takes(const char* unit, const char* goal, const char* by = nullptr,
                        const char* level = nullptr) {
    return giaingan_what_would_it_take(policy, city, 2024, 9, 30, unit, goal, by, level, &result, &error);
  }
  [[nodiscard]] std::string document() const {
    const char* json = "";
    EXPECT_EQ(giaingan_result_json(result, &json, nullptr, nullptr), GIAINGAN_OK);
    return json;
  }

  giaingan_policy* policy = capi::new_policy();
  giaingan_portfolio* city = nullptr;
  giaingan_result* result = nullptr;
  giaingan_error* error = nullptr;
};

using testing::HasSubstr;

TEST_F(QuestionsOfTheCity, SayWhatItTakesAndThatItWasChecked) {
  ASSERT_EQ(takes("bql-cho", "milestone:2024-q3"), GIAINGAN_OK);
  EXPECT_THAT(document(), HasSubstr(R"("addition": 2708553792)"));
  EXPECT_THAT(document(), HasSubstr(R"("verdict": "met")"));
  EXPECT_EQ(capi::texts_of(result, "evidence", "distance"), std::vector<std::string>{"2708553792"});
}

TEST_F(QuestionsOfTheCity, SayWhyNot) {
  ASSERT_EQ(giaingan_why_not(policy, city, 2024, 9, 30, "bqlda", "flagged", nullptr, &result, &error),
            GIAINGAN_OK);
  EXPECT_THAT(document(), HasSubstr(R"("verdict": "not_flagged")"));
  EXPECT_EQ(capi::texts_of(result, "evidence", "rule").front(), "below_average.run");
}

TEST_F(QuestionsOfTheCity, RefuseWhatCantBeAsked) {
  EXPECT_EQ(takes("bql-cho", "rich"), GIAINGAN_INVALID_ARGUMENT);
  giaingan_error_release(error);
  EXPECT_EQ(takes("bql-cho", "flagged"), GIAINGAN_INVALID_ARGUMENT);
  giaingan_error_release(error);
  EXPECT_EQ(takes("bql-cho", "not-below", "30/9/2024"), GIAINGAN_INVALID_ARGUMENT);
  giaingan_error_release(error);
  EXPECT_EQ(takes("bql-cho", "not-below", nullptr, "moon"), GIAINGAN_INVALID_ARGUMENT);
  giaingan_error_release(error);
  EXPECT_EQ(takes("nobody", "class:best"), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_THAT(giaingan_error_text(error), HasSubstr("no unit \"nobody\""));
  EXPECT_THAT(giaingan_error_text(error), HasSubstr("no class \"best\""));
}

}  // namespace
