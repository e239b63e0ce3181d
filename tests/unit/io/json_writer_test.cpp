#include "io/json_writer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

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

// Objects and arrays within one another, empty ones, and every kind of value.
JsonWriter& write_everything(JsonWriter& writer) {
  writer.begin_object().member("a: b,", "x: y, {z}").key("list").begin_array().value(1).value("two").null();
  writer.begin_array().end_array().begin_object().end_object();
  writer.begin_object().key("in").begin_array().value(false).value(-7).end_array().end_object().end_array();
  writer.key("nothing").begin_object().end_object().key("none").null().member("truth", true);
  return writer.key("digits").digits("-12345678901234567890123").end_object();
}

TEST(JsonWriter, WritesCompactlyTheSameDocumentWithoutWhiteSpace) {
  JsonWriter compact(JsonLayout::compact);
  const std::string text = write_everything(compact).take();
  EXPECT_EQ(text,
            "{\"a: b,\":\"x: y, {z}\",\"list\":[1,\"two\",null,[],{},{\"in\":[false,-7]}],"
            "\"nothing\":{},\"none\":null,\"truth\":true,\"digits\":-12345678901234567890123}\n");
  JsonWriter indented;
  EXPECT_EQ(nlohmann::ordered_json::parse(text),
            nlohmann::ordered_json::parse(write_everything(indented).take()));
}

TEST(JsonWriter, IndentsByTwoSpacesALevel) {
  JsonWriter writer;
  EXPECT_EQ(write_everything(writer).take(), R"({
  "a: b,": "x: y, {z}",
  "list": [
    1,
    "two",
    null,
    [],
    {},
    {
      "in": [
        false,
        -7
      ]
    }
  ],
  "nothing": {},
  "none": null,
  "truth": true,
  "digits": -12345678901234567890123
}
)");
}

std::string written(const std::string& text) {
  JsonWriter writer(JsonLayout::compact);
  return writer.value(text).take();
}

// Alone, first, last, twice, and between others: plain bytes are copied together, the others one by one.
TEST(JsonWriter, EscapesEveryByteThatMustBeWhereverItStands) {
  for (int code = 0; code < 0x80; ++code) {
    const std::string byte(1, static_cast<char>(code));
    for (const std::string& text :
         {byte, byte + "ngân", "giải " + byte, byte + byte, "giải" + byte + "ngân" + byte + byte + "x"}) {
      const std::string document = written(text);
      EXPECT_EQ(nlohmann::json::parse(document).get<std::string>(), text) << code;
      for (const char c : document.substr(0, document.size() - 1))
        EXPECT_TRUE(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) << code;
    }
    const bool plain = code >= 0x20 && code != 0x7f && byte != "\"" && byte != "\\";
    EXPECT_EQ(written(byte) == "\"" + byte + "\"\n", plain) << code;
  }
  EXPECT_EQ(written("\n\t\x1f\x7f\"\\/"), "\"\\n\\u0009\\u001f\\u007f\\\"\\\\/\"\n");
  EXPECT_EQ(written(""), "\"\"\n");
}

TEST(JsonWriter, EscapesNamesAsWellAsTexts) {
  JsonWriter writer(JsonLayout::compact);
  writer.begin_object().member("a\"b\n", "c").end_object();
  EXPECT_EQ(writer.take(), "{\"a\\\"b\\n\":\"c\"}\n");
}

TEST(JsonWriter, HandsALargeDocumentOverPieceByPiece) {
  const auto write_much = [](JsonWriter& writer) -> JsonWriter& {
    writer.begin_object().key("all").begin_array();
    for (int i = 0; i < 20'000; ++i)
      write_everything(writer);
    return writer.end_array().end_object();
  };
  for (const JsonLayout layout : {JsonLayout::compact, JsonLayout::indented}) {
    std::string document;
    std::size_t pieces = 0;
    std::size_t longest = 0;
    JsonWriter by_pieces(layout, [&](std::string_view piece) {
      document += piece;
      ++pieces;
      longest = std::max(longest, piece.size());
    });
    write_much(by_pieces).finish();
    JsonWriter whole(layout);
    EXPECT_EQ(document, write_much(whole).take());
    EXPECT_GT(pieces, document.size() / 100'000);
    EXPECT_LT(longest, 100'000U);
  }
}

// Texts are looked through eight bytes at a time.
TEST(JsonWriter, EscapesAByteAtEveryPlaceOfATextAndNoOther) {
  for (int byte = 0; byte < 128; ++byte) {
    for (std::size_t size = 1; size <= 20; ++size) {
      for (std::size_t place = 0; place < size; ++place) {
        std::string text(size, 'x');
        text[place] = static_cast<char>(byte);
        JsonWriter writer(JsonLayout::compact);
        const std::string written = writer.value(text).take();
        ASSERT_EQ(nlohmann::json::parse(written).get<std::string>(), text) << byte;
        const bool plain = byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7f;
        ASSERT_EQ(written.size() == size + 3, plain) << byte;
      }
    }
  }
}

}  // namespace
}  // namespace giaingan
