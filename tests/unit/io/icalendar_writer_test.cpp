#include "io/icalendar_writer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace giaingan {
namespace {

std::vector<std::string> lines_of(const std::string& stream) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < stream.size();) {
    const std::size_t end = stream.find("\r\n", at);
    if (end == std::string::npos) return {"a line without its end"};
    lines.push_back(stream.substr(at, end - at));
    at = end + 2;
  }
  return lines;
}

std::string unfolded(const std::string& stream) {
  std::string whole;
  for (const std::string& line : lines_of(stream)) {
    if (line.starts_with(' ')) {
      whole.erase(whole.size() - 1);
      whole += line.substr(1);
    } else {
      whole += line;
    }
    whole += "\n";
  }
  return whole;
}

std::string text_line(std::string_view value) {
  ICalendarWriter writer;
  writer.text("X", value);
  return writer.take();
}

TEST(ICalendarWriter, EscapesTextAndNothingElse) {
  EXPECT_EQ(text_line("a\\b;c,d\ne\r\nf\rg:\"h\"\ti"), "X:a\\\\b\\;c\\,d\\ne\\nf\\ng:\"h\"\ti\r\n");
  EXPECT_EQ(text_line(std::string_view("a\x01\x7F", 3)), "X:a\uFFFD\uFFFD\r\n");
  ICalendarWriter writer;
  writer.line("DTSTART;VALUE=DATE", "20240309");
  EXPECT_EQ(writer.take(), "DTSTART;VALUE=DATE:20240309\r\n");
}

TEST(ICalendarWriter, FoldsAfter75OctetsAndNotBefore) {
  EXPECT_EQ(lines_of(text_line(std::string(73, 'a'))).size(), 1U);
  const auto two = lines_of(text_line(std::string(74, 'a')));
  ASSERT_EQ(two.size(), 2U);
  EXPECT_EQ(two[0].size(), 75U);
  EXPECT_EQ(two[1], " a");
  const auto three = lines_of(text_line(std::string(73 + 74 + 1, 'a')));
  ASSERT_EQ(three.size(), 3U);
  EXPECT_EQ(three[1].size(), 75U) << "the space belongs to the line";
}

TEST(ICalendarWriter, CutsNoCharacter) {
  // 72 octets and then a character of three: its first octet would be the last that fits
  const auto lines = lines_of(text_line(std::string(72, 'a') + "ế" + "b"));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].size(), 74U);
  EXPECT_EQ(lines[1], " ếb");
}

RC_GTEST_PROP(ICalendarWriter, UnfoldsToWhatWasWritten, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::element<std::string>("a", "đ", "ế", "😀", " ", "báo cáo", "x:"));
  std::string value;
  for (const std::string& piece : pieces)
    value += piece;
  const std::string stream = text_line(value);
  RC_ASSERT(unfolded(stream) == "X:" + value + "\n");
  for (const std::string& line : lines_of(stream)) {
    RC_ASSERT(line.size() <= 75U);
    const std::size_t first = line.starts_with(' ') ? 1 : 0;
    RC_ASSERT(line.size() == first || (static_cast<unsigned char>(line[first]) & 0xC0U) != 0x80U);
  }
}

}  // namespace
}  // namespace giaingan
