// The calendar of obligations through the C ABI.
#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "giaingan.h"

namespace {

/// The example city and what is asked of it; everything is released at the end.
class CalendarOfTheCity : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream file(GIAINGAN_SOURCE_DIR "/policies/lang-son-city-2024.json", std::ios::binary);
    const std::string text(std::istreambuf_iterator<char>(file), {});
    ASSERT_EQ(giaingan_policy_from_json(text.c_str(), -1, nullptr, &policy, nullptr), GIAINGAN_OK);
    ASSERT_EQ(giaingan_portfolio_read(GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024", 2024, &city,
                                      nullptr),
              GIAINGAN_OK);
  }
  void TearDown() override {
    giaingan_result_release(result);
    giaingan_portfolio_release(city);
    giaingan_policy_release(policy);
  }
  void list(const char* unit) {
    ASSERT_EQ(giaingan_list_obligations(policy, city, 2024, 9, 30, unit, &result, nullptr), GIAINGAN_OK);
  }
  [[nodiscard]] giaingan_column column(const char* table, const char* name) const {
    giaingan_column found{};
    EXPECT_EQ(giaingan_result_column(result, table, name, &found, nullptr), GIAINGAN_OK) << name;
    return found;
  }
  [[nodiscard]] std::vector<std::string> texts(const char* table, const char* name) const {
    const giaingan_column found = column(table, name);
    EXPECT_EQ(found.type, GIAINGAN_UTF8);
    const auto* bytes = static_cast<const char*>(found.data);
    std::vector<std::string> values;
    for (int64_t row = 0; row < found.length; ++row)
      values.emplace_back(bytes + found.offsets[row], bytes + found.offsets[row + 1]);
    return values;
  }

  giaingan_policy* policy = nullptr;
  giaingan_portfolio* city = nullptr;
  giaingan_result* result = nullptr;
};

constexpr int32_t day_2024_03_08 = 19'790;

TEST_F(CalendarOfTheCity, HasARowADutyAndOneAReading) {
  list("bqlda");
  const auto obligations = texts("obligations", "obligation");
  ASSERT_EQ(obligations.size(), 22U);
  EXPECT_EQ(obligations[2], "detailed-plan");
  EXPECT_EQ(texts("obligations", "status")[2], "in_time");
  EXPECT_EQ(static_cast<const int32_t*>(column("obligations", "last_day").data)[2], day_2024_03_08 + 1);
  const giaingan_column status = column("obligations", "status");
  ASSERT_NE(status.valid, nullptr) << "dates that no event fulfils have no status";
  EXPECT_EQ(obligations[3], "programme-procedures");
  EXPECT_EQ(status.valid[3], 0);

  const giaingan_column row = column("readings", "obligation_row");
  const auto shifts = texts("readings", "holiday");
  std::vector<std::string> of_the_plan;
  for (int64_t i = 0; i < row.length; ++i) {
    if (static_cast<const int64_t*>(row.data)[i] != 2) continue;
    of_the_plan.push_back(
        shifts[static_cast<std::size_t>(i)] + " " +
        std::to_string(static_cast<const int32_t*>(column("readings", "last_day").data)[i] - day_2024_03_08));
  }
  EXPECT_EQ(of_the_plan,
            (std::vector<std::string>{"none 1", "next_working_day 3", "previous_working_day 0"}));
}

TEST_F(CalendarOfTheCity, LeadsFromADutyToItsEvidence) {
  list("bqlda");
  const giaingan_column evidence = column("obligations", "evidence_row");
  ASSERT_NE(evidence.valid, nullptr);
  EXPECT_EQ(evidence.valid[3], 0);
  const auto objects = texts("evidence", "object");
  const auto obligations = texts("obligations", "obligation");
  const auto periods = texts("obligations", "period");
  for (std::size_t i = 0; i < obligations.size(); ++i) {
    if (evidence.valid[i] == 0) continue;
    const auto at = static_cast<std::size_t>(static_cast<const int64_t*>(evidence.data)[i]);
    EXPECT_EQ(objects.at(at), obligations[i] + " " + periods[i]);
  }
}

TEST_F(CalendarOfTheCity, IsAnICalendarToo) {
  list("phong-tckh");
  char* text = nullptr;
  int64_t size = 0;
  ASSERT_EQ(giaingan_result_icalendar(result, "en", &text, &size, nullptr), GIAINGAN_OK);
  const std::string stream(text, static_cast<std::size_t>(size));
  giaingan_text_release(text);
  EXPECT_TRUE(stream.starts_with("BEGIN:VCALENDAR\r\n"));
  EXPECT_TRUE(stream.ends_with("END:VCALENDAR\r\n"));
  EXPECT_NE(stream.find("UID:lang-son-city-2024/reallocation-2/2024-09/phong-tckh@giaingan\r\n"),
            std::string::npos);
}

TEST_F(CalendarOfTheCity, RefusesWhatThereIsNoCalendarOf) {
  giaingan_error* error = nullptr;
  EXPECT_EQ(giaingan_list_obligations(policy, city, 2024, 9, 30, "nobody", &result, &error),
            GIAINGAN_INVALID_ARGUMENT);
  EXPECT_STREQ(giaingan_error_text(error), "the portfolio has no unit \"nobody\"");
  giaingan_error_release(error);
  EXPECT_EQ(result, nullptr);
  EXPECT_EQ(giaingan_list_obligations(policy, city, 2024, 2, 30, nullptr, &result, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_list_obligations(nullptr, city, 2024, 9, 30, nullptr, &result, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_list_obligations(policy, nullptr, 2024, 9, 30, nullptr, &result, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_list_obligations(policy, city, 2024, 9, 30, nullptr, nullptr, nullptr),
            GIAINGAN_INVALID_ARGUMENT);

  char* text = nullptr;
  EXPECT_EQ(giaingan_result_icalendar(nullptr, "vi", &text, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  ASSERT_EQ(giaingan_evaluate(policy, city, 2024, 9, 30, &result, nullptr), GIAINGAN_OK);
  EXPECT_EQ(giaingan_result_icalendar(result, "vi", &text, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  giaingan_result_release(result);
  list(nullptr);
  EXPECT_EQ(giaingan_result_icalendar(result, "fr", &text, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_result_icalendar(result, "vi", nullptr, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(text, nullptr);

  const char* const without = R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
      "bases": [{"id": "c", "title": {"vi": "a", "en": "b"}, "plan": "current"}], "disbursement": {"basis": "c"}})";
  giaingan_policy* silent = nullptr;
  ASSERT_EQ(giaingan_policy_from_json(without, -1, nullptr, &silent, nullptr), GIAINGAN_OK);
  giaingan_result* none = nullptr;
  EXPECT_EQ(giaingan_list_obligations(silent, city, 2024, 9, 30, nullptr, &none, nullptr),
            GIAINGAN_INVALID_ARGUMENT);
  giaingan_policy_release(silent);
}

}  // namespace
