// Tables through the Arrow C Data Interface: in with every layout that a host may have, out without a copy,
// and arrays that can't be followed.
#include "arrow.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "results.hpp"

namespace {

using capi::ArrowColumn;
using capi::ArrowTable;
using testing::ElementsAre;
using testing::HasSubstr;

/// Texts with 32-bit offsets.
std::unique_ptr<ArrowColumn> utf8(const char* name, const std::vector<std::string>& values) {
  auto column = std::make_unique<ArrowColumn>(name, "u", static_cast<int64_t>(values.size()));
  std::vector<int32_t> offsets{0};
  std::string bytes;
  for (const std::string& value : values) {
    bytes += value;
    offsets.push_back(static_cast<int32_t>(bytes.size()));
  }
  column->buffer(offsets);
  column->buffer(bytes);
  return column;
}

template <class T>
std::unique_ptr<ArrowColumn> numbers_of(const char* name, const char* format, const std::vector<T>& values) {
  auto column = std::make_unique<ArrowColumn>(name, format, static_cast<int64_t>(values.size()));
  column->buffer(values);
  return column;
}

giaingan_builder* new_builder() {
  giaingan_builder* builder = nullptr;
  EXPECT_EQ(giaingan_builder_create(2024, &builder, nullptr), GIAINGAN_OK);
  return builder;
}

giaingan_status add(giaingan_builder* builder, const char* table, const std::vector<ArrowColumn*>& columns,
                    giaingan_error** error = nullptr) {
  const ArrowTable made(columns);
  return giaingan_builder_add_arrow(builder, table, &made.schema, &made.array, error);
}

/// An allocation of the owner "a", without which no portfolio is made.
void add_allocation(giaingan_builder* builder) {
  const auto allocations = utf8("allocation", {"x"});
  const auto projects = utf8("project", {"p"});
  const auto owners = utf8("owner", {"a"});
  const auto plans = numbers_of<int64_t>("plan", "l", {1});
  EXPECT_EQ(add(builder, "allocations", {allocations.get(), projects.get(), owners.get(), plans.get()}),
            GIAINGAN_OK);
}

/// What the two owners come to in June; the builder is used up.
std::string assessed(giaingan_builder* builder) {
  giaingan_portfolio* portfolio = nullptr;
  giaingan_error* error = nullptr;
  EXPECT_EQ(giaingan_builder_finish(builder, &portfolio, &error), GIAINGAN_OK) << giaingan_error_text(error);
  giaingan_error_release(error);
  giaingan_policy* policy = capi::new_policy();
  giaingan_result* result = nullptr;
  EXPECT_EQ(giaingan_assess(policy, portfolio, 2024, 6, 30, nullptr, &result, nullptr), GIAINGAN_OK);
  const char* json = "";
  EXPECT_EQ(giaingan_result_json(result, &json, nullptr, nullptr), GIAINGAN_OK);
  std::string document = json;
  giaingan_result_release(result);
  giaingan_policy_release(policy);
  giaingan_portfolio_release(portfolio);
  giaingan_builder_release(builder);
  return document;
}

/// Two owners through columns of our own layout: what the same facts through Arrow must come to.
std::string expected_document() {
  const char ids[] = "ab";
  const int64_t offsets[] = {0, 1, 2};
  const char kinds[] = "ownerowner";
  const int64_t kind_offsets[] = {0, 5, 10};
  const int64_t plans[] = {1'000'000'000, 2'000'000'000};
  const int64_t disbursed[] = {100'000'000, 900'000'000};
  const int32_t months[] = {3, 3};
  const giaingan_column units[] = {{"unit", ids, offsets, nullptr, 2, 0, GIAINGAN_UTF8},
                                   {"kind", kinds, kind_offsets, nullptr, 2, 0, GIAINGAN_UTF8}};
  const giaingan_column allocations[] = {{"allocation", ids, offsets, nullptr, 2, 0, GIAINGAN_UTF8},
                                         {"project", ids, offsets, nullptr, 2, 0, GIAINGAN_UTF8},
                                         {"owner", ids, offsets, nullptr, 2, 0, GIAINGAN_UTF8},
                                         {"plan", plans, nullptr, nullptr, 2, 0, GIAINGAN_INT64}};
  const giaingan_column figures[] = {{"allocation", ids, offsets, nullptr, 2, 0, GIAINGAN_UTF8},
                                     {"month", months, nullptr, nullptr, 2, 0, GIAINGAN_INT32},
                                     {"disbursed", disbursed, nullptr, nullptr, 2, 0, GIAINGAN_INT64}};
  giaingan_builder* builder = new_builder();
  EXPECT_EQ(giaingan_builder_add(builder, "units", units, 2, nullptr), GIAINGAN_OK);
  EXPECT_EQ(giaingan_builder_add(builder, "allocations", allocations, 4, nullptr), GIAINGAN_OK);
  EXPECT_EQ(giaingan_builder_add(builder, "disbursements", figures, 3, nullptr), GIAINGAN_OK);
  return assessed(builder);
}

TEST(Arrow, TakesTextsNumbersAndNulls) {
  giaingan_builder* builder = new_builder();
  const auto ids = utf8("unit", {"a", "b"});
  const auto names = utf8("name", {"not there", "nor this"});
  names->valid({0b00});
  const auto kinds = utf8("kind", {"owner", "owner"});
  EXPECT_EQ(add(builder, "units", {ids.get(), names.get(), kinds.get()}), GIAINGAN_OK);
  const auto allocations = utf8("allocation", {"a", "b"});
  const auto projects = utf8("project", {"a", "b"});
  const auto owners = utf8("owner", {"a", "b"});
  const auto plans = numbers_of<double>("plan", "g", {1e9, 2e9});
  EXPECT_EQ(add(builder, "allocations", {allocations.get(), projects.get(), owners.get(), plans.get()}),
            GIAINGAN_OK);
  const auto months = numbers_of<uint8_t>("month", "C", {3, 3});
  const auto disbursed = numbers_of<uint64_t>("disbursed", "L", {100'000'000, 900'000'000});
  EXPECT_EQ(add(builder, "disbursements", {allocations.get(), months.get(), disbursed.get()}), GIAINGAN_OK);
  EXPECT_EQ(assessed(builder), expected_document());
}

TEST(Arrow, TakesSlicesDictionariesAndViews) {
  giaingan_builder* builder = new_builder();
  // Rows 1 and 2 of three, by an offset of the column.
  const auto ids = utf8("unit", {"gone", "a", "b"});
  ids->array.offset = 1;
  ids->array.length = 2;
  // The same text once: codes 1 and 1 of a dictionary.
  const auto kinds = numbers_of<uint8_t>("kind", "C", {1, 1});
  const auto values = utf8("", {"treasury", "owner"});
  kinds->dictionary(*values);
  EXPECT_EQ(add(builder, "units", {ids.get(), kinds.get()}), GIAINGAN_OK);

  // Views: "a" stands in the view, a text above 12 bytes in a buffer.
  struct View {
    int32_t size;
    std::array<char, 4> prefix;
    int32_t buffer;
    int32_t offset;
  };
  const std::string long_text = "a name of more than twelve bytes";
  ArrowColumn allocations("allocation", "vu", 2);
  allocations.buffer(std::vector<View>{{1, {'a'}, 0, 0}, {1, {'b'}, 0, 0}});
  allocations.buffer(std::vector<int64_t>{});
  ArrowColumn sources("source", "vu", 2);
  sources.buffer(std::vector<View>{{32, {'a', ' ', 'n', 'a'}, 0, 2}, {0, {}, 0, 0}});
  sources.buffer("__" + long_text);
  sources.buffer(std::vector<int64_t>{34});
  // The whole table is sliced: rows 1 and 2 of three.
  const auto projects = utf8("project", {"gone", "a", "b"});
  const auto owners = utf8("owner", {"gone", "a", "b"});
  const auto plans = numbers_of<int64_t>("plan", "l", {7, 1'000'000'000, 2'000'000'000});
  const auto all_allocations = utf8("allocation", {"gone", "a", "b"});
  ArrowTable table({all_allocations.get(), projects.get(), owners.get(), plans.get()});
  table.array.offset = 1;
  table.array.length = 2;
  EXPECT_EQ(giaingan_builder_add_arrow(builder, "allocations", &table.schema, &table.array, nullptr),
            GIAINGAN_OK);
  const auto months = utf8("month", {"2024-03", "2024-03"});
  const auto disbursed = numbers_of<int64_t>("disbursed", "l", {100'000'000, 900'000'000});
  EXPECT_EQ(add(builder, "disbursements", {&allocations, months.get(), disbursed.get()}), GIAINGAN_OK);
  EXPECT_EQ(assessed(builder), expected_document());

  giaingan_builder* other = new_builder();
  const auto short_ids = utf8("unit", {"a", "b"});
  const auto kind = utf8("kind", {"owner", "owner"});
  EXPECT_EQ(add(other, "units", {short_ids.get(), kind.get()}), GIAINGAN_OK);
  const auto short_projects = utf8("project", {"a", "b"});
  const auto short_owners = utf8("owner", {"a", "b"});
  const auto short_plans = numbers_of<int64_t>("plan", "l", {1'000'000'000, 2'000'000'000});
  EXPECT_EQ(add(other, "allocations",
                {&allocations, short_projects.get(), short_owners.get(), &sources, short_plans.get()}),
            GIAINGAN_OK);
  giaingan_portfolio* portfolio = nullptr;
  ASSERT_EQ(giaingan_builder_finish(other, &portfolio, nullptr), GIAINGAN_OK);
  giaingan_policy* policy = capi::new_policy();
  giaingan_result* result = nullptr;
  ASSERT_EQ(giaingan_assess(policy, portfolio, 2024, 6, 30, "source", &result, nullptr), GIAINGAN_OK);
  EXPECT_THAT(capi::texts_of(result, "units", "unit"), testing::Contains(long_text));
  giaingan_result_release(result);
  giaingan_policy_release(policy);
  giaingan_portfolio_release(portfolio);
  giaingan_builder_release(other);
}

TEST(Arrow, TakesDatesAndExactNumbers) {
  giaingan_builder* builder = new_builder();
  const auto ids = utf8("unit", {"a"});
  const auto kinds = utf8("kind", {"owner"});
  EXPECT_EQ(add(builder, "units", {ids.get(), kinds.get()}), GIAINGAN_OK);
  const auto metrics = utf8("metric", {"m"});
  const auto values = numbers_of<int16_t>("value", "s", {-3});
  EXPECT_EQ(add(builder, "metrics", {ids.get(), metrics.get(), values.get()}), GIAINGAN_OK);
  const auto types = utf8("type", {"violation"});
  const auto dates = numbers_of<int32_t>("date", "tdD", {19'875});
  EXPECT_EQ(add(builder, "events", {ids.get(), types.get(), dates.get()}), GIAINGAN_OK);
  // A timestamp is no date: the message names the type that was given, and the one to give.
  const auto stamps = numbers_of<int64_t>("date", "tsn:", {0});
  giaingan_error* error = nullptr;
  EXPECT_EQ(add(builder, "events", {ids.get(), types.get(), stamps.get()}, &error), GIAINGAN_INVALID_INPUT);
  EXPECT_THAT(giaingan_error_text(error), HasSubstr("Arrow's \"tsn:\""));
  EXPECT_THAT(giaingan_error_text(error), HasSubstr("GIAINGAN_DATE"));
  giaingan_error_release(error);
  add_allocation(builder);
  giaingan_portfolio* portfolio = nullptr;
  EXPECT_EQ(giaingan_builder_finish(builder, &portfolio, nullptr), GIAINGAN_OK);
  giaingan_portfolio_release(portfolio);
  giaingan_builder_release(builder);
}

/// A change to a good table of units that makes it impossible to follow, and what the error says.
struct Broken {
  const char* name;
  giaingan_status status;
  const char* says;
  std::function<void(ArrowTable&, ArrowColumn& unit, ArrowColumn& kind)> change;
};

TEST(Arrow, RefusesArraysThatCannotBeFollowed) {
  constexpr giaingan_status argument = GIAINGAN_INVALID_ARGUMENT;
  constexpr giaingan_status input = GIAINGAN_INVALID_INPUT;
  const std::vector<Broken> all{
      {"released table", argument, "released",
       [](auto& table, auto&, auto&) { table.array.release = nullptr; }},
      {"released schema", argument, "released",
       [](auto& table, auto&, auto&) { table.schema.release = nullptr; }},
      {"moved-out child", argument, "released",
       [](auto&, auto& unit, auto&) { unit.array.release = nullptr; }},
      {"no struct", argument, "\"+s\"", [](auto& table, auto&, auto&) { table.schema.format = "u"; }},
      {"no format", argument, "\"+s\"", [](auto& table, auto&, auto&) { table.schema.format = nullptr; }},
      {"children of another number", argument, "children",
       [](auto& table, auto&, auto&) { --table.array.n_children; }},
      {"no children", argument, "children",
       [](auto& table, auto&, auto&) { table.array.children = nullptr; }},
      {"a NULL child", argument, "child",
       [](auto& table, auto&, auto&) { table.array.children[1] = nullptr; }},
      {"negative length", argument, "negative length",
       [](auto& table, auto&, auto&) { table.array.length = -1; }},
      {"negative offset", argument, "negative offset",
       [](auto& table, auto&, auto&) { table.array.offset = -1; }},
      {"too long", argument, "at most", [](auto& table, auto&, auto&) { table.array.length = INT64_MAX; }},
      {"no name", argument, "no name", [](auto&, auto& unit, auto&) { unit.schema.name = nullptr; }},
      {"null rows", argument, "null as a whole",
       [](auto& table, auto&, auto&) {
         static const uint8_t bits = 1;
         table.array.buffers[0] = &bits;
         table.array.null_count = 1;
       }},
      {"short child", input, "too few", [](auto&, auto& unit, auto&) { unit.array.length = 1; }},
      {"child of negative length", input, "too few",
       [](auto&, auto& unit, auto&) { unit.array.length = -2; }},
      {"child of negative offset", input, "too few",
       [](auto&, auto& unit, auto&) { unit.array.offset = -1; }},
      {"child beyond memory", input, "too few",
       [](auto&, auto& unit, auto&) { unit.array.offset = INT64_MAX; }},
      {"one buffer", input, "buffers", [](auto&, auto& unit, auto&) { unit.array.n_buffers = 1; }},
      {"no buffers", input, "buffers", [](auto&, auto& unit, auto&) { unit.array.buffers = nullptr; }},
      {"no offsets", input, "no offsets", [](auto&, auto& unit, auto&) { unit.array.buffers[1] = nullptr; }},
      {"no bytes", input, "no data", [](auto&, auto& unit, auto&) { unit.array.buffers[2] = nullptr; }},
      {"falling offsets", input, "falls at row 2",
       [](auto&, auto& unit, auto&) {
         static const std::array<int32_t, 3> offsets{0, 1, 0};
         unit.array.buffers[1] = offsets.data();
       }},
      {"negative offsets", input, "negative offset",
       [](auto&, auto& unit, auto&) {
         static const std::array<int32_t, 3> offsets{-1, 1, 2};
         unit.array.buffers[1] = offsets.data();
       }},
      {"another type", input, "Arrow's \"f\"", [](auto&, auto& unit, auto&) { unit.schema.format = "f"; }},
      {"a code beyond the dictionary", input, "code outside its dictionary at row 2",
       [](auto&, auto&, auto& kind) {
         static const std::array<int8_t, 2> codes{0, 1};
         kind.array.buffers[1] = codes.data();
       }},
      {"a negative code", input, "code outside its dictionary at row 1",
       [](auto&, auto&, auto& kind) {
         static const std::array<int8_t, 2> codes{-1, 0};
         kind.array.buffers[1] = codes.data();
       }},
      {"no dictionary", input, "no dictionary",
       [](auto&, auto&, auto& kind) { kind.array.dictionary = nullptr; }},
      {"a dictionary of numbers", input, "a dictionary of Arrow's \"l\"",
       [](auto&, auto&, auto& kind) { kind.schema.dictionary->format = "l"; }},
      {"a broken dictionary", input, "a dictionary that has no offsets",
       [](auto&, auto&, auto& kind) { kind.array.dictionary->buffers[1] = nullptr; }},
      {"codes that are no numbers", input, "no whole numbers",
       [](auto&, auto&, auto& kind) { kind.schema.format = "g"; }},
  };
  for (const Broken& broken : all) {
    SCOPED_TRACE(broken.name);
    giaingan_builder* builder = new_builder();
    const auto ids = utf8("unit", {"a", "b"});
    const auto kinds = numbers_of<int8_t>("kind", "c", {0, 0});
    const auto values = utf8("", {"owner"});
    kinds->dictionary(*values);
    {
      ArrowTable table({ids.get(), kinds.get()});
      broken.change(table, *ids, *kinds);
      giaingan_error* error = nullptr;
      EXPECT_EQ(giaingan_builder_add_arrow(builder, "units", &table.schema, &table.array, &error),
                broken.status);
      EXPECT_THAT(giaingan_error_text(error), HasSubstr(broken.says));
      giaingan_error_release(error);
    }
    // The builder is as it was: the good table can still be added, and nothing of the bad one is there.
    const auto good = utf8("unit", {"a", "b"});
    const auto kind = utf8("kind", {"owner", "owner"});
    EXPECT_EQ(add(builder, "units", {good.get(), kind.get()}), GIAINGAN_OK);
    add_allocation(builder);
    giaingan_portfolio* portfolio = nullptr;
    EXPECT_EQ(giaingan_builder_finish(builder, &portfolio, nullptr), GIAINGAN_OK);
    giaingan_portfolio_release(portfolio);
    giaingan_builder_release(builder);
  }
}

TEST(Arrow, RefusesNull) {
  giaingan_builder* builder = new_builder();
  const ArrowTable table({});
  constexpr giaingan_status wrong = GIAINGAN_INVALID_ARGUMENT;
  EXPECT_EQ(giaingan_builder_add_arrow(nullptr, "units", &table.schema, &table.array, nullptr), wrong);
  EXPECT_EQ(giaingan_builder_add_arrow(builder, nullptr, &table.schema, &table.array, nullptr), wrong);
  EXPECT_EQ(giaingan_builder_add_arrow(builder, "units", nullptr, &table.array, nullptr), wrong);
  EXPECT_EQ(giaingan_builder_add_arrow(builder, "units", &table.schema, nullptr, nullptr), wrong);
  giaingan_builder_release(builder);
  giaingan_column column{};
  const auto plan = numbers_of<int64_t>("plan", "l", {1});
  EXPECT_EQ(giaingan_column_from_arrow(nullptr, &plan->array, &column, nullptr), wrong);
  EXPECT_EQ(giaingan_column_from_arrow(&plan->schema, nullptr, &column, nullptr), wrong);
  EXPECT_EQ(giaingan_column_from_arrow(&plan->schema, &plan->array, nullptr, nullptr), wrong);
}

TEST(Arrow, RefusesViewsOutsideTheirBuffers) {
  struct View {
    int32_t size, prefix, buffer, offset;
  };
  for (const View& view : {View{-1, 0, 0, 0}, View{13, 0, 1, 0}, View{13, 0, -1, 0}, View{13, 0, 0, -1},
                           View{13, 0, 0, 8}, View{INT32_MAX, 0, 0, INT32_MAX}}) {
    ArrowColumn ids("unit", "vu", 1);
    ids.buffer(std::vector<View>{view});
    ids.buffer("twenty bytes of text");
    ids.buffer(std::vector<int64_t>{20});
    const auto kinds = utf8("kind", {"owner"});
    giaingan_builder* builder = new_builder();
    giaingan_error* error = nullptr;
    EXPECT_EQ(add(builder, "units", {&ids, kinds.get()}, &error), GIAINGAN_INVALID_INPUT);
    EXPECT_THAT(giaingan_error_text(error), testing::AnyOf(HasSubstr("outside its buffers at row 1"),
                                                           HasSubstr("negative size at row 1")));
    giaingan_error_release(error);
    giaingan_builder_release(builder);
  }
}

TEST(Arrow, RefusesWrongValuesWithTheirRows) {
  giaingan_builder* builder = new_builder();
  const auto ids = utf8("unit", {"a", "b"});
  ids->valid({0b01});
  const auto kinds = utf8("kind", {"owner", "owner"});
  EXPECT_EQ(add(builder, "units", {ids.get(), kinds.get()}), GIAINGAN_OK);
  const auto allocations = utf8("allocation", {"x"});
  const auto plans = numbers_of<uint64_t>("plan", "L", {uint64_t{1} << 63});
  const auto owners = utf8("owner", {"a"});
  const auto projects = utf8("project", {"p"});
  EXPECT_EQ(add(builder, "allocations", {allocations.get(), projects.get(), owners.get(), plans.get()}),
            GIAINGAN_OK);
  giaingan_portfolio* portfolio = nullptr;
  giaingan_error* error = nullptr;
  EXPECT_EQ(giaingan_builder_finish(builder, &portfolio, &error), GIAINGAN_INVALID_INPUT);
  EXPECT_EQ(portfolio, nullptr);
  const std::string text = giaingan_error_text(error);
  EXPECT_THAT(text, HasSubstr("units:2"));
  EXPECT_THAT(text, HasSubstr("allocations:1"));
  giaingan_error_release(error);
  giaingan_builder_release(builder);
}

class ArrowOut : public testing::Test {
 protected:
  void SetUp() override {
    giaingan_policy* policy = capi::new_policy();
    giaingan_portfolio* portfolio = nullptr;
    ASSERT_EQ(giaingan_portfolio_read(GIAINGAN_SOURCE_DIR "/docs/examples/lang-son-city-2024", 2024,
                                      &portfolio, nullptr),
              GIAINGAN_OK);
    ASSERT_EQ(giaingan_assess(policy, portfolio, 2024, 6, 30, nullptr, &result, nullptr), GIAINGAN_OK);
    giaingan_policy_release(policy);
    giaingan_portfolio_release(portfolio);
  }
  void TearDown() override { giaingan_result_release(result); }

  giaingan_result* result = nullptr;
};

bool bit(const void* bits, int64_t place) {
  return (static_cast<const uint8_t*>(bits)[place / 8] >> (place % 8) & 1) != 0;
}

TEST_F(ArrowOut, LendsEveryColumnOfEveryTableWithoutACopy) {
  int64_t bools = 0;
  int64_t nulls = 0;
  for (int64_t t = 0; t < giaingan_result_table_count(result); ++t) {
    const char* const table = giaingan_result_table_name(result, t);
    SCOPED_TRACE(table);
    ArrowSchema schema;
    ArrowArray array;
    ASSERT_EQ(giaingan_result_to_arrow(result, table, &schema, &array, nullptr), GIAINGAN_OK);
    int64_t rows = 0;
    int64_t columns = 0;
    ASSERT_EQ(giaingan_result_table_size(result, table, &rows, &columns, nullptr), GIAINGAN_OK);
    EXPECT_STREQ(schema.format, "+s");
    EXPECT_STREQ(schema.name, table);
    EXPECT_EQ(array.length, rows);
    ASSERT_EQ(array.n_children, columns);
    ASSERT_EQ(schema.n_children, columns);
    for (int64_t c = 0; c < columns; ++c) {
      giaingan_column column;
      ASSERT_EQ(giaingan_result_column_at(result, table, c, &column, nullptr), GIAINGAN_OK);
      SCOPED_TRACE(column.name);
      const ArrowSchema& type = *schema.children[c];
      const ArrowArray& values = *array.children[c];
      EXPECT_STREQ(type.name, column.name);
      EXPECT_EQ(values.length, rows);
      EXPECT_EQ(values.offset, 0);
      switch (column.type) {
        case GIAINGAN_UTF8:
          EXPECT_STREQ(type.format, "U");
          ASSERT_EQ(values.n_buffers, 3);
          EXPECT_EQ(values.buffers[1], column.offsets);
          EXPECT_EQ(values.buffers[2], column.data);
          break;
        case GIAINGAN_BOOL:
          EXPECT_STREQ(type.format, "b");
          for (int64_t row = 0; row < rows; ++row)
            EXPECT_EQ(bit(values.buffers[1], row), static_cast<const uint8_t*>(column.data)[row] != 0);
          ++bools;
          break;
        default:
          EXPECT_STREQ(type.format, column.type == GIAINGAN_DATE    ? "tdD"
                                    : column.type == GIAINGAN_INT32 ? "i"
                                                                    : "l");
          ASSERT_EQ(values.n_buffers, 2);
          EXPECT_EQ(values.buffers[1], column.data);
      }
      EXPECT_EQ(values.buffers[0] == nullptr, column.valid == nullptr);
      int64_t missing = 0;
      for (int64_t row = 0; column.valid != nullptr && row < rows; ++row) {
        EXPECT_EQ(bit(values.buffers[0], row), column.valid[row] != 0);
        missing += column.valid[row] == 0;
      }
      EXPECT_EQ(values.null_count, missing);
      nulls += missing;
    }
    array.release(&array);
    schema.release(&schema);
    EXPECT_EQ(array.release, nullptr);
    EXPECT_EQ(schema.release, nullptr);
  }
  EXPECT_GT(bools, 0);
  EXPECT_GT(nulls, 0);
}

TEST_F(ArrowOut, SharesTheResultUntilTheLastChildIsReleased) {
  const std::vector<std::string> expected = capi::texts_of(result, "units", "unit");
  ArrowSchema schema;
  ArrowArray array;
  ASSERT_EQ(giaingan_result_to_arrow(result, "units", &schema, &array, nullptr), GIAINGAN_OK);
  giaingan_result_release(result);
  result = nullptr;
  // A child is moved out, as consumers may: the parent no longer releases it.
  ASSERT_STREQ(schema.children[0]->name, "unit");
  ArrowArray moved = *array.children[0];
  array.children[0]->release = nullptr;
  ArrowSchema moved_schema = *schema.children[0];
  schema.children[0]->release = nullptr;
  array.release(&array);
  schema.release(&schema);

  EXPECT_STREQ(moved_schema.format, "U");
  const auto* offsets = static_cast<const int64_t*>(moved.buffers[1]);
  const auto* bytes = static_cast<const char*>(moved.buffers[2]);
  std::vector<std::string> texts;
  for (int64_t row = 0; row < moved.length; ++row)
    texts.emplace_back(bytes + offsets[row], bytes + offsets[row + 1]);
  EXPECT_EQ(texts, expected);
  moved.release(&moved);
  moved_schema.release(&moved_schema);
}

TEST_F(ArrowOut, RefusesWhatIsNotThere) {
  ArrowSchema schema{};
  ArrowArray array{};
  giaingan_error* error = nullptr;
  EXPECT_EQ(giaingan_result_to_arrow(result, "nothing", &schema, &array, &error), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_THAT(giaingan_error_text(error), HasSubstr("\"nothing\""));
  giaingan_error_release(error);
  EXPECT_EQ(schema.release, nullptr);
  EXPECT_EQ(array.release, nullptr);
  EXPECT_EQ(giaingan_result_to_arrow(nullptr, "units", &schema, &array, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_result_to_arrow(result, nullptr, &schema, &array, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_result_to_arrow(result, "units", nullptr, &array, nullptr), GIAINGAN_INVALID_ARGUMENT);
  EXPECT_EQ(giaingan_result_to_arrow(result, "units", &schema, nullptr, nullptr), GIAINGAN_INVALID_ARGUMENT);
}

TEST(ArrowColumns, AreLentToPanelsByAddress) {
  const auto plan = numbers_of<int64_t>("plan", "l", {7, 100, 200});
  const auto disbursed = numbers_of<int64_t>("disbursed", "l", {7, 40, 90});
  std::array<giaingan_column, 2> lent{};
  for (std::size_t i = 0; i < 2; ++i) {
    ArrowColumn& column = i == 0 ? *plan : *disbursed;
    column.array.offset = 1;
    column.array.length = 2;
    ASSERT_EQ(giaingan_column_from_arrow(&column.schema, &column.array, &lent[i], nullptr), GIAINGAN_OK);
    EXPECT_EQ(lent[i].data, static_cast<const int64_t*>(column.array.buffers[1]) + 1);
    EXPECT_EQ(lent[i].length, 2);
    EXPECT_EQ(lent[i].type, GIAINGAN_INT64);
    EXPECT_STREQ(lent[i].name, column.schema.name);
  }
  giaingan_panel* panel = nullptr;
  ASSERT_EQ(giaingan_panel_create(&lent[0], &lent[1], 3, 1, &panel, nullptr), GIAINGAN_OK);
  std::array<int32_t, 2> rank{};
  std::array<int32_t*, 1> buffers{rank.data()};
  EXPECT_EQ(giaingan_panel_rank(panel, GIAINGAN_RANK_STANDARD, 1, buffers.data(), nullptr), GIAINGAN_OK);
  EXPECT_THAT(rank, ElementsAre(2, 1));
  giaingan_panel_release(panel);
}

TEST(ArrowColumns, AreRefusedWhereTheyWouldHaveToBeCopied) {
  const auto refused = [](ArrowColumn& column, const char* says) {
    giaingan_column lent{};
    giaingan_error* error = nullptr;
    EXPECT_EQ(giaingan_column_from_arrow(&column.schema, &column.array, &lent, &error),
              GIAINGAN_INVALID_ARGUMENT);
    EXPECT_THAT(giaingan_error_text(error), HasSubstr(says));
    giaingan_error_release(error);
    EXPECT_EQ(lent.data, nullptr);
  };
  const auto narrow = utf8("unit", {"a"});
  refused(*narrow, "Arrow's \"u\"");
  const auto nulls = numbers_of<int64_t>("plan", "l", {1});
  nulls->valid({0});
  refused(*nulls, "nulls");
  const auto coded = numbers_of<int8_t>("kind", "c", {0});
  coded->dictionary(*narrow);
  refused(*coded, "dictionary");
  const auto empty = numbers_of<int64_t>("plan", "l", {1});
  empty->array.buffers[1] = nullptr;
  refused(*empty, "no data");
  const auto far = numbers_of<int64_t>("plan", "l", {1});
  far->array.offset = INT64_MAX;
  refused(*far, "offset");
  const auto few = numbers_of<int64_t>("plan", "l", {1});
  few->array.n_buffers = 1;
  refused(*few, "buffers");
  const auto gone = numbers_of<int64_t>("plan", "l", {1});
  gone->array.release = nullptr;
  refused(*gone, "released");
  const auto nameless = numbers_of<int64_t>(nullptr, "l", {1});
  refused(*nameless, "no name");
}

}  // namespace
