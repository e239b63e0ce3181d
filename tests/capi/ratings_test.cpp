// Ratings through the C ABI: columns of every shape, every wrong argument, what a unit's rating rests on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "giaingan.h"

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Values = std::vector<int64_t>;

/// Two criteria, a veto, a cap, a quota for each subject; heads not above their collective.
const char* const rubric = R"({
  "schema": 1, "id": "ratings", "year": 2024, "title": {"vi": "t", "en": "t"},
  "bases": [{"id": "current", "title": {"vi": "t", "en": "t"}, "plan": "current"}],
  "averages": [{"id": "all", "title": {"vi": "t", "en": "t"}, "kind": "weighted", "basis": "current"}],
  "disbursement": {"level": "owner", "basis": "current", "ties": "standard"},
  "evaluation": {
    "basis": "current", "heads": "not_above_collective",
    "host_metrics": [{"id": "led", "title": {"vi": "t", "en": "t"}},
      {"id": "late_reports", "title": {"vi": "t", "en": "t"}}, {"id": "breaches", "title": {"vi": "t", "en": "t"}}],
    "criteria": [
      {"id": "ratio", "title": {"vi": "t", "en": "t"}, "metric": "final_ratio", "missing": "error",
       "bands": [{"id": "low", "to": "58%", "points": 0}, {"id": "high", "from": "58%", "points": "7.5"}]},
      {"id": "reports", "title": {"vi": "t", "en": "t"}, "metric": "late_reports", "missing": "zero",
       "bands": [{"id": "none", "to": 1, "points": "2.5"}, {"id": "some", "from": 1, "points": 0}]},
      {"id": "leading", "title": {"vi": "t", "en": "t"}, "metric": "led", "missing": "skip_and_rescale",
       "subjects": "heads", "bands": [{"id": "any", "points": 1}]}],
    "classes": [
      {"id": "good", "title": {"vi": "t", "en": "t"}, "from": 7},
      {"id": "done", "title": {"vi": "t", "en": "t"}, "from": 2, "to": 7},
      {"id": "not_done", "title": {"vi": "t", "en": "t"}, "to": 2}],
    "vetoes": [{"id": "violated", "title": {"vi": "t", "en": "t"}, "class": "not_done",
                "when": [{"metric": "breaches", "operator": ">=", "value": 1}]}],
    "caps": [{"id": "late", "title": {"vi": "t", "en": "t"}, "class": "done",
              "when": [{"metric": "late_reports", "operator": ">", "value": 4}]}],
    "quotas": [{"id": "best", "title": {"vi": "t", "en": "t"}, "subject": "collective", "class": "good",
                "share": "1/2", "base_class": "done"}]}})";

giaingan_column column_of(const char* name, const Values& values, const uint8_t* valid = nullptr) {
  return {name, values.data(), nullptr, valid, static_cast<int64_t>(values.size()), 0, GIAINGAN_INT64};
}

/// The text of an error, which is released.
std::string text(giaingan_error* error) {
  std::string words = giaingan_error_text(error);
  giaingan_error_release(error);
  return words;
}

template <class T>
std::vector<T> values(const giaingan_column& column) {
  const T* const first = static_cast<const T*>(column.data);
  return {first, first + column.length};
}

std::vector<std::string> texts(const giaingan_result* result, const char* table, const char* name) {
  giaingan_column column{};
  EXPECT_EQ(giaingan_result_column(result, table, name, &column, nullptr), GIAINGAN_OK) << table << name;
  std::vector<std::string> found;
  for (int64_t i = 0; i < column.length; ++i) {
    found.emplace_back(static_cast<const char*>(column.data) + column.offsets[i],
                       static_cast<std::size_t>(column.offsets[i + 1] - column.offsets[i]));
  }
  return found;
}

/// Four units: at 58 % exactly, one đồng short of it, with five reports late and with a violation.
class RatingsInC : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(giaingan_policy_from_json(rubric, -1, nullptr, &policy, nullptr), GIAINGAN_OK);
    ratings = create(GIAINGAN_SUBJECT_COLLECTIVE, nullptr);
  }
  void TearDown() override {
    giaingan_ratings_release(ratings);
    giaingan_policy_release(policy);
  }

  std::vector<giaingan_column> metrics() const {
    return {column_of("late_reports", late, late_valid.data()), column_of("final_ratio", disbursed),
            column_of("breaches", violations), column_of("led", led, led_valid.data())};
  }
  std::vector<giaingan_column> denominators() const {
    std::vector<giaingan_column> made(4);
    made[1] = column_of(nullptr, plan);
    return made;
  }

  giaingan_ratings* create(giaingan_subject subject, const giaingan_ratings* collectives) {
    giaingan_ratings* made = nullptr;
    giaingan_error* error = nullptr;
    EXPECT_EQ(giaingan_ratings_create(policy, subject, collectives, metrics().data(), denominators().data(),
                                      4, &made, &error),
              GIAINGAN_OK)
        << text(error);
    return made;
  }

  /// Status and text of a call that is refused.
  std::string refused(giaingan_status expected, const std::vector<giaingan_column>& columns,
                      const std::vector<giaingan_column>& dens, giaingan_subject subject = 1,
                      const giaingan_ratings* collectives = nullptr) {
    giaingan_ratings* made = ratings;
    giaingan_error* error = nullptr;
    EXPECT_EQ(giaingan_ratings_create(policy, subject, collectives, columns.data(), dens.data(),
                                      static_cast<int64_t>(columns.size()), &made, &error),
              expected);
    EXPECT_EQ(made, nullptr);
    return text(error);
  }

  static giaingan_column column(const giaingan_ratings* of, const char* name) {
    giaingan_column found{};
    EXPECT_EQ(giaingan_ratings_column(of, name, &found, nullptr), GIAINGAN_OK) << name;
    EXPECT_STREQ(found.name, name);
    EXPECT_EQ(found.valid, nullptr);
    return found;
  }
  static std::vector<int16_t> bands(const giaingan_ratings* of, const char* criterion) {
    giaingan_column found{};
    EXPECT_EQ(giaingan_ratings_bands(of, criterion, &found, nullptr), GIAINGAN_OK) << criterion;
    EXPECT_STREQ(found.name, criterion);
    EXPECT_EQ(found.type, GIAINGAN_INT16);
    return values<int16_t>(found);
  }

  static std::vector<int8_t> limit(const giaingan_ratings* of, int64_t row, const char* id) {
    giaingan_column found{};
    EXPECT_EQ(giaingan_ratings_limit(of, row, &found, nullptr), GIAINGAN_OK) << id;
    EXPECT_STREQ(found.name, id);
    EXPECT_EQ(found.type, GIAINGAN_INT8);
    return values<int8_t>(found);
  }
  static std::vector<int8_t> demoted(const giaingan_ratings* of) {
    giaingan_column found{};
    EXPECT_EQ(giaingan_ratings_demoted(of, "best", &found, nullptr), GIAINGAN_OK);
    EXPECT_EQ(found.type, GIAINGAN_INT8);
    return values<int8_t>(found);
  }

  Values disbursed{2900000000, 2899999999, 5000000000, 5000000000};
  Values plan{5000000000, 5000000000, 5000000000, 5000000000};
  Values late{0, 0, 5, 7};
  std::vector<uint8_t> late_valid{1, 1, 1, 0};
  Values violations{0, 0, 0, 2};
  Values led{1, 1, 1, 1};
  std::vector<uint8_t> led_valid{1, 0, 1, 1};
  giaingan_policy* policy = nullptr;
  giaingan_ratings* ratings = nullptr;
};

TEST_F(RatingsInC, GiveEveryStepAsColumns) {
  EXPECT_THAT(bands(ratings, "ratio"), ElementsAre(1, 0, 1, 1));
  EXPECT_THAT(bands(ratings, "reports"), ElementsAre(0, 0, 1, GIAINGAN_BAND_MISSING_ZERO));
  EXPECT_THAT(values<int64_t>(column(ratings, "total_num")), ElementsAre(20, 5, 15, 15));
  EXPECT_THAT(values<int64_t>(column(ratings, "total_den")), ElementsAre(2)) << "of all";
  EXPECT_THAT(values<int16_t>(column(ratings, "class_by_total")), ElementsAre(0, 1, 0, 0));
  EXPECT_THAT(values<int16_t>(column(ratings, "class_after_limits")), ElementsAre(0, 1, 1, 2));
  EXPECT_THAT(limit(ratings, 0, "violated"), ElementsAre(0, 0, 0, 1));
  EXPECT_THAT(limit(ratings, 1, "late"), ElementsAre(0, 0, 1, -1));
  EXPECT_THAT(values<int16_t>(column(ratings, "class")), ElementsAre(0, 1, 1, 2)) << "1 of 2 may stay";
  EXPECT_THAT(demoted(ratings), ElementsAre(0, 0, 0, 0));
  EXPECT_EQ(column(ratings, "class").type, GIAINGAN_INT16);
}

TEST_F(RatingsInC, HoldHeadsToTheirCollectives) {
  giaingan_ratings* heads = create(GIAINGAN_SUBJECT_HEAD, ratings);
  EXPECT_THAT(bands(heads, "leading"), ElementsAre(0, GIAINGAN_BAND_MISSING_SKIPPED, 0, 0));
  // 11, 5/2 rescaled by 11/10, 17/2, 17/2.
  EXPECT_THAT(values<int64_t>(column(heads, "total_num")), ElementsAre(22, 11, 17, 17));
  EXPECT_THAT(values<int64_t>(column(heads, "total_den")), ElementsAre(2, 4, 2, 2));
  EXPECT_THAT(values<int16_t>(column(heads, "class")), ElementsAre(0, 1, 1, 2));
  giaingan_column found{};
  giaingan_error* error = nullptr;
  EXPECT_EQ(giaingan_ratings_demoted(heads, "best", &found, &error), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_THAT(text(error), HasSubstr("\"best\" doesn't concern a head"));
  giaingan_ratings_release(heads);

  const auto of_heads = [&](const giaingan_ratings* collectives, giaingan_subject subject = 2) {
    return refused(GIAINGAN_INVALID_ARGUMENT, metrics(), denominators(), subject, collectives);
  };
  EXPECT_THAT(of_heads(nullptr), HasSubstr("collectives is NULL"));
  EXPECT_THAT(of_heads(ratings, 1), HasSubstr("nobody is held to a collective's class"));
  EXPECT_THAT(of_heads(nullptr, 3), HasSubstr("no GIAINGAN_SUBJECT_ value"));
  heads = create(GIAINGAN_SUBJECT_HEAD, ratings);
  EXPECT_THAT(of_heads(heads), HasSubstr("ratings of heads"));
  giaingan_ratings_release(heads);

  giaingan_policy* other = nullptr;
  ASSERT_EQ(giaingan_policy_from_json(rubric, -1, nullptr, &other, nullptr), GIAINGAN_OK);
  std::swap(policy, other);
  EXPECT_THAT(of_heads(ratings), HasSubstr("under another policy"));
  std::swap(policy, other);
  giaingan_policy_release(other);

  auto fewer = metrics();
  auto fewer_dens = denominators();
  for (giaingan_column& each : fewer)
    each.length = 3;
  fewer_dens[1].length = 3;
  EXPECT_THAT(refused(GIAINGAN_INVALID_ARGUMENT, fewer, fewer_dens, 2, ratings),
              HasSubstr("collectives has 4 rows, metrics[0] has 3"));
}

TEST_F(RatingsInC, ExplainPlacesAndBits) {
  giaingan_result* legend = nullptr;
  ASSERT_EQ(giaingan_ratings_legend(ratings, &legend, nullptr), GIAINGAN_OK);
  EXPECT_THAT(texts(legend, "criteria", "criterion"), ElementsAre("ratio", "reports", "leading"));
  EXPECT_THAT(texts(legend, "bands", "band"), ElementsAre("low", "high", "none", "some", "any"));
  EXPECT_THAT(texts(legend, "bands", "from_num"), ElementsAre("", "29", "", "1", ""));
  EXPECT_THAT(texts(legend, "bands", "from_den"), ElementsAre("", "50", "", "1", ""));
  EXPECT_THAT(texts(legend, "bands", "points_num"), ElementsAre("0", "15", "5", "0", "1"));
  EXPECT_THAT(texts(legend, "classes", "class"), ElementsAre("good", "done", "not_done"));
  EXPECT_THAT(texts(legend, "limits", "limit"), ElementsAre("violated", "late"));
  EXPECT_THAT(texts(legend, "quotas", "quota"), ElementsAre("best"));
  EXPECT_THAT(texts(legend, "quotas", "line_num"), ElementsAre("10"));
  giaingan_column found{};
  const auto numbers = [&](const char* table, const char* name) {
    EXPECT_EQ(giaingan_result_column(legend, table, name, &found, nullptr), GIAINGAN_OK) << name;
    return values<int64_t>(found);
  };
  EXPECT_THAT(numbers("bands", "criterion_row"), ElementsAre(0, 0, 1, 1, 2));
  EXPECT_THAT(numbers("limits", "class_row"), ElementsAre(2, 1));
  EXPECT_THAT(numbers("quotas", "qualifying"), ElementsAre(1));
  EXPECT_THAT(numbers("quotas", "in_base"), ElementsAre(2));
  EXPECT_THAT(numbers("quotas", "allowed"), ElementsAre(1));
  EXPECT_THAT(numbers("quotas", "kept"), ElementsAre(1));
  ASSERT_EQ(giaingan_result_column(legend, "criteria", "concerns_subject", &found, nullptr), GIAINGAN_OK);
  EXPECT_THAT(values<uint8_t>(found), ElementsAre(1, 1, 0));
  giaingan_result_release(legend);
}

TEST_F(RatingsInC, ExplainOneUnitInFull) {
  giaingan_result* result = nullptr;
  ASSERT_EQ(giaingan_ratings_explain(ratings, 1, "Ban QLDA", &result, nullptr), GIAINGAN_OK);
  EXPECT_THAT(texts(result, "subjects", "unit"), ElementsAre("Ban QLDA", "Ban QLDA"));
  EXPECT_THAT(texts(result, "subjects", "class"), ElementsAre("done", "done"));
  EXPECT_THAT(texts(result, "subjects", "total_num"), ElementsAre("5", "11"));
  char* words = nullptr;
  ASSERT_EQ(giaingan_result_explain(result, 0, "en", &words, nullptr, nullptr), GIAINGAN_OK);
  EXPECT_THAT(words, HasSubstr("58"));
  giaingan_text_release(words);
  const char* json = nullptr;
  ASSERT_EQ(giaingan_result_json(result, &json, nullptr, nullptr), GIAINGAN_OK);
  EXPECT_THAT(json, HasSubstr("2899999999"));
  EXPECT_THAT(json, HasSubstr("\"quotas\": []"));
  giaingan_result_release(result);

  for (const int64_t row : {int64_t{-1}, int64_t{4}}) {
    giaingan_error* error = nullptr;
    EXPECT_EQ(giaingan_ratings_explain(ratings, row, "u", &result, &error), GIAINGAN_INVALID_ARGUMENT);
    EXPECT_EQ(result, nullptr);
    EXPECT_THAT(text(error), HasSubstr("there is no row " + std::to_string(row) + " of 4"));
  }
}

TEST_F(RatingsInC, BorrowMembersOfStructs) {
  Values rows{2900000000, 5000000000, -1, 2899999999, 5000000000, -1};
  auto columns = metrics();
  auto dens = denominators();
  for (giaingan_column& each : columns)
    each.length = 2;
  columns[1].data = rows.data();
  dens[1].data = rows.data() + 1;
  columns[1].stride = dens[1].stride = 24;
  dens[1].length = 2;
  giaingan_ratings* made = nullptr;
  ASSERT_EQ(giaingan_ratings_create(policy, 1, nullptr, columns.data(), dens.data(), 4, &made, nullptr),
            GIAINGAN_OK);
  EXPECT_THAT(bands(made, "ratio"), ElementsAre(1, 0));
  giaingan_ratings_release(made);
}

TEST_F(RatingsInC, RateNobody) {
  auto columns = metrics();
  for (giaingan_column& each : columns)
    each = {each.name, nullptr, nullptr, nullptr, 0, 0, GIAINGAN_INT64};
  giaingan_ratings* made = nullptr;
  ASSERT_EQ(giaingan_ratings_create(policy, 1, nullptr, columns.data(), nullptr, 4, &made, nullptr),
            GIAINGAN_OK);
  EXPECT_EQ(column(made, "class").length, 0);
  EXPECT_TRUE(bands(made, "leading").empty());
  giaingan_ratings_release(made);
}

TEST_F(RatingsInC, RefuseNegativeValuesOfMetricsThatCountOrMeasure) {
  disbursed[1] = -1;
  EXPECT_THAT(refused(GIAINGAN_INVALID_INPUT, metrics(), denominators()),
              HasSubstr("input:2: column final_ratio: the value is negative: -1"));
}

TEST_F(RatingsInC, ReportAllProblemsAtOnce) {
  auto columns = metrics();
  columns[2].name = "capital_returned";
  columns[3] = columns[0];
  plan = {5000000000, 0, 5, -3};
  const std::string says = refused(GIAINGAN_INVALID_INPUT, columns, denominators());
  EXPECT_THAT(says, HasSubstr("column breaches: the rubric reads this metric, and no column has it"));
  EXPECT_THAT(says, HasSubstr("column late_reports: two columns have this metric"));
  const std::string dens = refused(GIAINGAN_INVALID_INPUT, metrics(), denominators());
  EXPECT_THAT(dens, HasSubstr("input:2: column final_ratio: the denominator is 0"));
  EXPECT_THAT(dens, HasSubstr("input:4: column final_ratio: the denominator is -3"));
  const std::vector<uint8_t> valid{1, 0, 1, 0};
  columns = metrics();
  columns[1].valid = valid.data();
  giaingan_ratings* made = nullptr;
  ASSERT_EQ(
      giaingan_ratings_create(policy, 1, nullptr, columns.data(), denominators().data(), 4, &made, nullptr),
      GIAINGAN_OK)
      << "where a value is missing its denominator isn't read";
  EXPECT_THAT(bands(made, "ratio"),
              ElementsAre(1, GIAINGAN_BAND_MISSING_ERROR, 1, GIAINGAN_BAND_MISSING_ERROR));
  EXPECT_THAT(values<int16_t>(column(made, "class_by_total")), ElementsAre(0, -1, 0, -1));
  EXPECT_THAT(values<int16_t>(column(made, "class")), ElementsAre(1, -1, 1, -1)) << "half of 1 is nobody";
  EXPECT_THAT(demoted(made), ElementsAre(1, 0, 0, 0));
  EXPECT_THAT(values<int64_t>(column(made, "total_den")), ElementsAre(2, 0, 2, 0));
  giaingan_ratings_release(made);
}

TEST_F(RatingsInC, RefuseWrongColumns) {
  const auto metric = [&](auto change) {
    auto columns = metrics();
    change(columns[1]);
    return refused(GIAINGAN_INVALID_ARGUMENT, columns, denominators());
  };
  using Column = giaingan_column&;
  EXPECT_THAT(metric([](Column of) { of.type = GIAINGAN_FLOAT64; }),
              HasSubstr("metrics[1] is not GIAINGAN_INT64"));
  EXPECT_THAT(metric([](Column of) { of.length = 3; }), HasSubstr("metrics[1] has 3 rows, metrics[0] has 4"));
  EXPECT_THAT(metric([](Column of) { of.stride = -8; }), HasSubstr("metrics[1] has a stride"));
  EXPECT_THAT(metric([](Column of) { of.stride = 12; }), HasSubstr("metrics[1] has a stride"));
  EXPECT_THAT(metric([](Column of) { of.data = nullptr; }), HasSubstr("metrics[1] has no data"));
  EXPECT_THAT(metric([](Column of) { of.name = nullptr; }), HasSubstr("metrics[1].name is NULL"));
  EXPECT_THAT(metric([](Column of) { of.data = static_cast<const char*>(of.data) + 1; }),
              HasSubstr("doesn't lie at a multiple of 8"));
  const auto denominator = [&](auto change) {
    auto columns = denominators();
    change(columns[1]);
    return refused(GIAINGAN_INVALID_ARGUMENT, metrics(), columns);
  };
  EXPECT_THAT(denominator([](Column of) { of.length = 3; }), HasSubstr("denominators[1] has 3 rows"));
  EXPECT_THAT(denominator([](Column of) { of.type = GIAINGAN_INT32; }), HasSubstr("denominators[1] is not"));
  EXPECT_THAT(denominator([this](Column of) { of.valid = late_valid.data(); }),
              HasSubstr("denominators[1] has `valid`"));
  auto longest = metrics();
  for (const int64_t length : {int64_t{-1}, int64_t{1} << 31}) {
    longest[0].length = length;
    EXPECT_THAT(refused(GIAINGAN_INVALID_ARGUMENT, longest, denominators()), HasSubstr("not 0 to 2^31 - 1"));
  }
}

TEST_F(RatingsInC, RefuseNullAndUnknownNames) {
  const auto columns = metrics();
  giaingan_ratings* made = ratings;
  const auto make = [&](const giaingan_policy* rules, const giaingan_column* given, int64_t count) {
    return giaingan_ratings_create(rules, 1, nullptr, given, nullptr, count, &made, nullptr);
  };
  EXPECT_EQ(make(nullptr, columns.data(), 4), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(made, nullptr);
  EXPECT_EQ(make(policy, nullptr, 4), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(make(policy, columns.data(), 0), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_ratings_create(policy, 1, nullptr, columns.data(), nullptr, 4, nullptr, nullptr),
            GIAINGAN_INVALID_ARGUMENT);

  giaingan_column found{};
  giaingan_result* result = nullptr;
  giaingan_error* error = nullptr;
  EXPECT_EQ(giaingan_ratings_column(nullptr, "class", &found, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_ratings_column(ratings, nullptr, &found, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_ratings_column(ratings, "class", nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_ratings_column(ratings, "klass", &found, &error), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_THAT(text(error), HasSubstr("there are total_num"));
  EXPECT_EQ(giaingan_ratings_bands(nullptr, "ratio", &found, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_ratings_bands(ratings, nullptr, &found, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_ratings_bands(ratings, "ratio", nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_ratings_bands(ratings, "rati", &found, &error), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_THAT(text(error), HasSubstr("no criterion \"rati\""));
  EXPECT_EQ(giaingan_ratings_bands(ratings, "leading", &found, &error), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_THAT(text(error), HasSubstr("doesn't concern a collective"));
  EXPECT_EQ(giaingan_ratings_limit(nullptr, 0, &found, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_ratings_limit(ratings, 0, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  for (const int64_t row : {int64_t{-1}, int64_t{2}}) {
    EXPECT_EQ(giaingan_ratings_limit(ratings, row, &found, &error), GIAINGAN_INVALID_ARGUMENT);
    EXPECT_THAT(text(error), HasSubstr("there is no limit " + std::to_string(row) + " of 2"));
  }
  EXPECT_EQ(giaingan_ratings_demoted(nullptr, "best", &found, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_ratings_demoted(ratings, nullptr, &found, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_ratings_demoted(ratings, "best", nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_ratings_demoted(ratings, "b", &found, &error), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_THAT(text(error), HasSubstr("no quota \"b\""));
  EXPECT_EQ(giaingan_ratings_legend(nullptr, &result, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_ratings_legend(ratings, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_ratings_explain(nullptr, 0, "u", &result, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_ratings_explain(ratings, 0, nullptr, &result, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_ratings_explain(ratings, 0, "u", nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
}

TEST_F(RatingsInC, LiveUntilTheirLastOwnerReleasesThem) {
  EXPECT_EQ(giaingan_ratings_retain(nullptr), nullptr);
  giaingan_ratings_release(nullptr);
  giaingan_ratings* second = giaingan_ratings_retain(ratings);
  EXPECT_EQ(second, ratings);
  giaingan_ratings_release(second);
  EXPECT_THAT(bands(ratings, "ratio"), ElementsAre(1, 0, 1, 1));
  giaingan_policy_release(policy);
  policy = nullptr;
  EXPECT_THAT(bands(ratings, "ratio"), ElementsAre(1, 0, 1, 1)) << "they own the policy too";
}

}  // namespace
