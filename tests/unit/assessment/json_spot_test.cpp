#include "assessment/json_spot.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace giaingan {
namespace {

constexpr std::string_view document = R"({"a": [1, {"b/~": "x\"y"}, []], "c": {}, "d": 23})";

std::string pointer_at(std::string_view text) {
  return spot_of(document, document.find(text)).pointer;
}

TEST(JsonSpot, IsTheInnermostValueThatAByteBelongsTo) {
  EXPECT_EQ(spot_of(document, 0).pointer, "");
  EXPECT_EQ(pointer_at("[1"), "/a");
  EXPECT_EQ(pointer_at("1,"), "/a/0");
  EXPECT_EQ(pointer_at("{\"b"), "/a/1");
  EXPECT_EQ(pointer_at("y\""), "/a/1/b~1~0") << "behind an escaped quotation mark";
  EXPECT_EQ(pointer_at("[]"), "/a/2");
  EXPECT_EQ(pointer_at("{}"), "/c");
  EXPECT_EQ(pointer_at("3}"), "/d");
}

TEST(JsonSpot, OfTheByteBehindANumberIsTheNumber) {
  EXPECT_EQ(spot_of(document, document.find("23") + 2).pointer, "/d");
  EXPECT_EQ(spot_of(document, document.find("1,") + 1).pointer, "/a/0");
}

TEST(JsonSpot, OfANameIsTheMember) {
  EXPECT_EQ(pointer_at("c\""), "/c");
  EXPECT_EQ(document.substr(spot_of(document, document.find("c\"")).begin).substr(0, 3), "\"c\"");
}

TEST(JsonSpot, OfWhatStandsBetweenIsWhatHoldsIt) {
  EXPECT_EQ(pointer_at("], \"c"), "/a");
  EXPECT_EQ(spot_of(document, document.size() - 1).pointer, "/d") << "the byte behind the number";
  EXPECT_EQ(spot_of(document, document.size()).pointer, "");
  EXPECT_EQ(spot_of("", 0).pointer, "");
}

TEST(JsonSpot, OfEveryByteBeginsNoLaterThanTheByteAndShowsAValue) {
  for (std::size_t byte = 0; byte < document.size(); ++byte) {
    const JsonSpot spot = spot_of(document, byte);
    EXPECT_LE(spot.begin, byte);
    EXPECT_FALSE(shown_value_at(document, spot.begin).empty()) << byte;
  }
}

TEST(JsonSpot, ShowsAValueInOneLineAndTheBeginningOfALongOne) {
  EXPECT_EQ(shown_value_at("[1,\n   2] ", 0), "[1, 2]");
  EXPECT_EQ(shown_value_at("{\"a\": \"]}\"}, 3", 0), "{\"a\": \"]}\"}");
  EXPECT_EQ(shown_value_at("\"cut o", 0), "\"cut o");
  EXPECT_EQ(shown_value_at("{\"a\": [", 0), "{\"a\": [");
  EXPECT_EQ(shown_value_at("12", 2), "");
  const std::string long_text = shown_value_at("\"" + std::string(79, 'a') + "đồng và hơn nữa\"", 0);
  EXPECT_EQ(long_text, "\"" + std::string(79, 'a') + "…");
}

}  // namespace
}  // namespace giaingan
