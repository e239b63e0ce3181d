/// A dataset given as columns, in every type that a column may have, is the dataset of its files: whatever is
/// asked of both is answered alike.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "giaingan.h"
#include "results.hpp"
#include "support/csv_table.hpp"

namespace {

using giaingan::testing::CsvRow;
using Json = nlohmann::json;

const std::string city = GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024";

struct Release {
  void operator()(giaingan_builder* builder) const { giaingan_builder_release(builder); }
  void operator()(giaingan_policy* policy) const { giaingan_policy_release(policy); }
  void operator()(giaingan_portfolio* portfolio) const { giaingan_portfolio_release(portfolio); }
  void operator()(giaingan_result* result) const { giaingan_result_release(result); }
};
using Policy = std::unique_ptr<giaingan_policy, Release>;
using Portfolio = std::unique_ptr<giaingan_portfolio, Release>;

/// What the fields of a column of the dataset's files are; each may be given in several types.
enum class Field { text, amount, year, month, date, number };

Field field_of(const std::string& column) {
  static const std::map<std::string, Field> fields{{"plan", Field::amount},
                                                   {"change", Field::amount},
                                                   {"disbursed", Field::amount},
                                                   {"scheduled", Field::amount},
                                                   {"committed", Field::amount},
                                                   {"requested", Field::amount},
                                                   {"absorbable", Field::amount},
                                                   {"amount", Field::amount},
                                                   {"estimated", Field::amount},
                                                   {"collected", Field::amount},
                                                   {"total_investment", Field::amount},
                                                   {"funded_before", Field::amount},
                                                   {"medium_term_plan", Field::amount},
                                                   {"medium_term_used", Field::amount},
                                                   {"first_funded_year", Field::year},
                                                   {"carried_from", Field::year},
                                                   {"month", Field::month},
                                                   {"date", Field::date},
                                                   {"approved_on", Field::date},
                                                   {"started_on", Field::date},
                                                   {"completed_on", Field::date},
                                                   {"settlement_submitted_on", Field::date},
                                                   {"settled_on", Field::date},
                                                   {"percent", Field::number},
                                                   {"value", Field::number}};
  const auto found = fields.find(column);
  return found == fields.end() ? Field::text : found->second;
}

/// In which type each kind of field is given.
using Types = std::map<Field, giaingan_type>;

const Types as_numbers{{Field::amount, GIAINGAN_INT64},
                       {Field::year, GIAINGAN_INT32},
                       {Field::month, GIAINGAN_INT32},
                       {Field::date, GIAINGAN_DATE}};
const Types as_wide_numbers{{Field::amount, GIAINGAN_FLOAT64},
                            {Field::year, GIAINGAN_INT64},
                            {Field::month, GIAINGAN_INT64},
                            {Field::date, GIAINGAN_UTF8}};
const Types as_texts{{Field::amount, GIAINGAN_INT64},
                     {Field::year, GIAINGAN_INT64},
                     {Field::month, GIAINGAN_UTF8},
                     {Field::date, GIAINGAN_UTF8}};

/// Days since 1970-01-01 of a YYYY-MM-DD.
int32_t days_of(const std::string& date) {
  const std::chrono::year_month_day day{
      std::chrono::year(std::stoi(date.substr(0, 4))),
      std::chrono::month(static_cast<unsigned>(std::stoi(date.substr(5, 2)))),
      std::chrono::day(static_cast<unsigned>(std::stoi(date.substr(8, 2))))};
  return static_cast<int32_t>(std::chrono::sys_days(day).time_since_epoch().count());
}

/// A month YYYY-MM as its number in the budget year (January of the next year is 13), any other number
/// itself.
int64_t number_of(const std::string& field) {
  if (field.empty()) return 0;
  const bool month = field.size() == 7 && field[4] == '-';
  return month ? (std::stoll(field) - 2024) * 12 + std::stoll(field.substr(5)) : std::stoll(field);
}

/// A column of one type, with room for the values of any.
struct Column {
  Column(std::string named, giaingan_type given) : name(std::move(named)), type(given) {}

  void add(const std::string& field) {
    valid.push_back(field.empty() ? 0 : 1);
    if (type == GIAINGAN_UTF8) {
      data.insert(data.end(), field.begin(), field.end());
      offsets.push_back(static_cast<int64_t>(data.size()));
    } else if (type == GIAINGAN_DATE) {
      append(field.empty() ? 0 : days_of(field));
    } else if (type == GIAINGAN_FLOAT64) {
      append(field.empty() ? 0.0 : static_cast<double>(std::stoll(field)));
    } else {
      const int64_t number = number_of(field);
      if (type == GIAINGAN_INT32) append(static_cast<int32_t>(number));
      if (type == GIAINGAN_INT64) append(number);
    }
  }

  [[nodiscard]] giaingan_column view() const {
    return {name.c_str(),
            data.data(),
            type == GIAINGAN_UTF8 ? offsets.data() : nullptr,
            valid.data(),
            static_cast<int64_t>(valid.size()),
            0,
            type};
  }

  std::string name;
  giaingan_type type;
  std::vector<char> data;
  std::vector<int64_t> offsets{0};
  std::vector<uint8_t> valid;

 private:
  template <typename Value>
  void append(Value value) {
    const auto* bytes = reinterpret_cast<const char*>(&value);
    data.insert(data.end(), bytes, bytes + sizeof value);
  }
};

std::vector<Column> columns_of(const std::vector<CsvRow>& rows, const Types& types) {
  std::vector<Column> columns;
  for (const auto& [name, unused] : rows.at(0)) {
    const auto type = types.find(field_of(name));
    Column& column = columns.emplace_back(name, type == types.end() ? GIAINGAN_UTF8 : type->second);
    for (const CsvRow& row : rows)
      column.add(row.at(name));
  }
  return columns;
}

/// Every file of the city, as columns.
Portfolio city_of_columns(const Types& types) {
  giaingan_builder* made = nullptr;
  EXPECT_EQ(giaingan_builder_create(2024, &made, nullptr), GIAINGAN_OK);
  const std::unique_ptr<giaingan_builder, Release> builder(made);
  const std::vector<std::string> tables{
      "units",    "projects",   "allocations", "plan_changes", "disbursements", "schedule", "commitments",
      "requests", "references", "ledgers",     "events",       "revenues",      "metrics"};
  std::size_t files = 0;
  for (const auto& file : std::filesystem::directory_iterator(city))
    files += static_cast<std::size_t>(file.path().extension() == ".csv");
  EXPECT_EQ(files, tables.size()) << "a file of the city isn't given";
  for (const std::string& table : tables) {
    const auto columns = columns_of(giaingan::testing::read_csv(city + "/" + table + ".csv"), types);
    std::vector<giaingan_column> views;
    for (const Column& column : columns)
      views.push_back(column.view());
    giaingan_error* error = nullptr;
    EXPECT_EQ(giaingan_builder_add(builder.get(), table.c_str(), views.data(),
                                   static_cast<int64_t>(views.size()), &error),
              GIAINGAN_OK)
        << table << ": " << giaingan_error_text(error);
    giaingan_error_release(error);
  }
  giaingan_portfolio* portfolio = nullptr;
  giaingan_error* error = nullptr;
  EXPECT_EQ(giaingan_builder_finish(builder.get(), &portfolio, &error), GIAINGAN_OK)
      << giaingan_error_text(error);
  giaingan_error_release(error);
  return Portfolio(portfolio);
}

/// The document of a result, but for what it was made of: columns have no digest.
Json document(giaingan_result* given) {
  const std::unique_ptr<giaingan_result, Release> result(given);
  const char* text = nullptr;
  int64_t size = 0;
  EXPECT_EQ(giaingan_result_json(result.get(), &text, &size, nullptr), GIAINGAN_OK);
  Json json = Json::parse(std::string(text, static_cast<std::size_t>(size)));
  EXPECT_EQ(json.erase("made_by"), 1U);
  return json;
}

/// Whatever reads the dataset: every one of its files is read by one of these at least.
Json everything(const giaingan_portfolio* portfolio) {
  const Policy policy(capi::new_policy());
  Json answers;
  giaingan_result* result = nullptr;
  EXPECT_EQ(giaingan_assess(policy.get(), portfolio, 2024, 12, 31, nullptr, &result, nullptr), GIAINGAN_OK);
  answers["assessment"] = document(result);
  for (const char* round : {"2024-06", "2024-09", "2024-11"}) {
    EXPECT_EQ(giaingan_reallocate(policy.get(), portfolio, round, &result, nullptr, nullptr), GIAINGAN_OK);
    answers[round] = document(result);
  }
  EXPECT_EQ(giaingan_evaluate(policy.get(), portfolio, 2024, 12, 31, &result, nullptr), GIAINGAN_OK);
  answers["evaluation"] = document(result);
  EXPECT_EQ(giaingan_review_revenue_plans(policy.get(), portfolio, 2024, 9, 30, &result, nullptr, nullptr),
            GIAINGAN_OK);
  answers["revenue"] = document(result);
  return answers;
}

class DatasetColumns : public testing::TestWithParam<Types> {};

TEST_P(DatasetColumns, AreTheDatasetOfTheFiles) {
  giaingan_portfolio* read = nullptr;
  ASSERT_EQ(giaingan_portfolio_read(city.c_str(), 2024, &read, nullptr), GIAINGAN_OK);
  const Portfolio files(read);
  const Portfolio columns = city_of_columns(GetParam());
  ASSERT_NE(columns, nullptr);
  const Json expected = everything(files.get());
  const Json given = everything(columns.get());
  for (const auto& [question, answer] : expected.items())
    EXPECT_EQ(given.at(question), answer)
        << question << ": " << Json::diff(answer, given.at(question)).dump(1).substr(0, 800);
}

INSTANTIATE_TEST_SUITE_P(EveryType, DatasetColumns, testing::Values(as_numbers, as_wide_numbers, as_texts));

}  // namespace
