#include "io/json_writer.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

namespace giaingan {
namespace {

TEST(JsonWriter, WritesMembersInTheOrderOfTheCalls) {
  JsonWriter writer;
  writer.begin_object().member("b", 1).key("a").begin_array().value("x").null().value(true).end_array();
  writer.key("empty").begin_object().end_object().key("none").begin_array().end_array();
  writer.member("missing", std::optional<Dong>()).member("amount", Dong{-5}).end_object();
  EXPECT_EQ(
      writer.take(),
      "{\n  \"b\": 1,\n  \"a\": [\n    \"x\",\n    null,\n    true\n  ],\n  \"empty\": {},\n  \"none\": [],\n"
      "  \"missing\": null,\n  \"amount\": -5\n}\n");
}

TEST(JsonWriter, KeepsIntegersOfAnySize) {
  JsonWriter writer;
  writer.begin_array().value(std::numeric_limits<std::int64_t>::min());
  writer.digits("123456789012345678901234567890").end_array();
  EXPECT_EQ(writer.take(), "[\n  -9223372036854775808,\n  123456789012345678901234567890\n]\n");
}

TEST(JsonWriter, EveryTextComesBackAsItWas) {
  std::string all;
  for (char c = 0; c < 127; ++c)
    all += c;
  all += "\x7fgiải ngân";
  JsonWriter writer;
  writer.value(all);
  EXPECT_EQ(nlohmann::json::parse(writer.take()).get<std::string>(), all);
}

}  // namespace
}  // namespace giaingan
