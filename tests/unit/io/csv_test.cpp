#include "io/csv.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan {
namespace {

constexpr std::size_t never = std::numeric_limits<std::size_t>::max();

// What a handler was told, as text.
class Log : public CsvHandler {
 public:
  explicit Log(std::size_t stop_after = never) : stop_after_(stop_after) {}

  Answer record(std::int64_t line, std::span<const std::string_view> fields) override {
    text += std::to_string(line) + ":";
    for (const std::string_view field : fields)
      text.append("[").append(field).append("]");
    text += ";";
    return ++records_ >= stop_after_ ? Answer::stop : Answer::go_on;
  }
  void fault(std::int64_t line, std::size_t field, CsvFault fault) override {
    text += std::to_string(line) + "!" + std::to_string(field) + "mub"[static_cast<std::size_t>(fault)] + ";";
  }

  std::string text;

 private:
  std::size_t stop_after_;
  std::size_t records_ = 0;
};

std::string whole(std::string_view text, std::size_t stop_after = never) {
  Log log(stop_after);
  parse_csv(text, log);
  return log.text;
}

// The text cut before the bytes of those numbers, and read as a file is: what a piece leaves begins the next.
std::string in_pieces(std::string_view text, const std::vector<std::size_t>& cuts,
                      std::size_t stop_after = never) {
  Log log(stop_after);
  CsvReader reader(log);
  std::string held;
  std::size_t begin = 0;
  for (const std::size_t cut : cuts) {
    held += text.substr(begin, cut - begin);
    begin = cut;
    held.erase(0, reader.feed(held));
    if (reader.stopped()) return log.text;
  }
  reader.finish(held += text.substr(begin));
  return log.text;
}

std::vector<std::size_t> every(std::size_t size, std::string_view text) {
  std::vector<std::size_t> cuts;
  for (std::size_t cut = size; cut < text.size(); cut += size)
    cuts.push_back(cut);
  return cuts;
}

// RFC 4180 byte by byte, with the log that it must give.
class SlowReader {
 public:
  std::string read(std::string_view text) {
    while (!text.empty()) {
      const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
      read_line(text.substr(0, size));
      text.remove_prefix(size);
    }
    if (record_line_ != 0) fault('u');
    return log_;
  }

 private:
  void read_line(std::string_view line) {
    ++line_;
    std::string_view content = line;
    if (content.ends_with('\n')) content.remove_suffix(1);
    if (content.ends_with('\r')) content.remove_suffix(1);
    if (record_line_ == 0) {
      if (content.empty()) return;
      record_line_ = line_;
      fields_.assign(1, "");
      quotes_ = Quotes::not_yet;
    }
    if (content.find('\r') != std::string_view::npos) return fault('b');
    for (const char c : content) {
      if (!take(c)) return fault('m');
    }
    if (quotes_ == Quotes::open) {
      fields_.back() += line.substr(content.size());
      return;
    }
    log_ += std::to_string(record_line_) + ":";
    for (const std::string& field : fields_)
      log_ += "[" + field + "]";
    log_ += ";";
    record_line_ = 0;
  }
  // Whether the byte may stand there.
  bool take(char c) {
    if (quotes_ == Quotes::open) {
      if (c == '"') {
        quotes_ = Quotes::closed;
      } else {
        fields_.back() += c;
      }
    } else if (c == ',') {
      fields_.emplace_back();
      quotes_ = Quotes::not_yet;
    } else if (c == '"') {
      if (quotes_ == Quotes::not_yet && !fields_.back().empty()) return false;
      if (quotes_ == Quotes::closed) fields_.back() += c;
      quotes_ = Quotes::open;
    } else {
      if (quotes_ == Quotes::closed) return false;
      fields_.back() += c;
    }
    return true;
  }
  void fault(char which) {
    log_ += std::to_string(record_line_) + "!" + std::to_string(fields_.size() - 1) + which + ";";
    record_line_ = 0;
  }

  enum class Quotes { not_yet, open, closed };
  std::string log_;
  std::int64_t line_ = 0;
  std::int64_t record_line_ = 0;
  std::vector<std::string> fields_;
  Quotes quotes_ = Quotes::not_yet;
};

std::string slowly(std::string_view text) {
  return SlowReader().read(text);
}

TEST(Csv, ReadsRecordsWithTheLineTheyBeginOn) {
  EXPECT_EQ(whole("a,b\r\n\r\n\"c\r\nd\",\"\"\"\",\n\nlast"), "1:[a][b];3:[c\r\nd][\"][];6:[last];");
  EXPECT_EQ(whole(""), "");
  EXPECT_EQ(whole("\n\r\n\r"), "");
  EXPECT_EQ(whole(","), "1:[][];");
  EXPECT_EQ(whole("\"\""), "1:[];");
  EXPECT_EQ(whole(" a , b \r"), "1:[ a ][ b ];");
}

TEST(Csv, LeavesOutWhatItCannotReadAndGoesOnWithTheNextLine) {
  EXPECT_EQ(whole("a,b\"c\nd\n"), "1!1m;2:[d];");
  EXPECT_EQ(whole("\"a\"b,c\nd\n"), "1!0m;2:[d];");
  EXPECT_EQ(whole("a\rb\nc\n"), "1!0b;2:[c];");
  EXPECT_EQ(whole("a,\"b\nc\rd\ne\n"), "1!1b;3:[e];");
  EXPECT_EQ(whole("a\nb,\"c\nd\n"), "1:[a];2!1u;");
  EXPECT_EQ(whole("a,\"b\nc\"d\n\"e\n\"\n"), "1!1m;3:[e\n];");
}

TEST(Csv, StopsWhenItIsTold) {
  const std::string_view text = "a\n\"b\"\nc\n\"d";
  EXPECT_EQ(whole(text, 1), "1:[a];");
  EXPECT_EQ(whole(text, 2), "1:[a];2:[b];");
  EXPECT_EQ(whole(text, 4), "1:[a];2:[b];3:[c];4!0u;");
  for (std::size_t stop_after = 1; stop_after <= 4; ++stop_after) {
    for (std::size_t size = 1; size <= text.size(); ++size)
      EXPECT_EQ(in_pieces(text, every(size, text), stop_after), whole(text, stop_after))
          << stop_after << " records, pieces of " << size;
  }
  Log log(1);
  CsvReader reader(log);
  EXPECT_EQ(reader.feed("a\nb\n"), 4U);
  EXPECT_TRUE(reader.stopped());
  EXPECT_EQ(reader.feed("c\n"), 2U);
  reader.finish("d\n");
  EXPECT_EQ(log.text, "1:[a];");
}

// Texts of up to seven bytes out of one of each kind, against reading byte by byte.
TEST(Csv, ReadsEverySmallTextAsItIsReadByteByByte) {
  constexpr std::string_view bytes = "a,\"\r\n";
  for (std::size_t size = 0; size <= 7; ++size) {
    std::size_t count = 1;
    for (std::size_t i = 0; i < size; ++i)
      count *= bytes.size();
    for (std::size_t code = 0; code < count; ++code) {
      std::string text;
      for (std::size_t rest = code; text.size() < size; rest /= bytes.size())
        text += bytes[rest % bytes.size()];
      const std::string expected = slowly(text);
      ASSERT_EQ(whole(text), expected) << ::testing::PrintToString(text);
      ASSERT_EQ(in_pieces(text, every(1, text)), expected) << ::testing::PrintToString(text);
      if (size > 5) continue;
      for (std::size_t cut = 0; cut <= size; ++cut)
        ASSERT_EQ(in_pieces(text, {cut}), expected) << ::testing::PrintToString(text) << " cut at " << cut;
    }
  }
}

// Every text in two and in three pieces, wherever they are cut.
TEST(Csv, ReadsTheSameInWhateverPieces) {
  for (const std::string_view text :
       {"unit,name\r\na,\"two\r\nlines\"\r\n\r\nb,c", "a,\"x\n\ny\"\n\"z\"\"\n\",\n", "a\rb\nc,\"d\re\nf\"\n",
        "a\n\"b,c\nd\n\ne", "\"a\"\r\n\"b\"\rc\n\"d\"x\ne\r", "\n\n,\n\"\",\"\"\n\r\n\"\n\n\"\n"}) {
    const std::string expected = slowly(text);
    ASSERT_EQ(whole(text), expected) << text;
    for (std::size_t second = 0; second <= text.size(); ++second) {
      for (std::size_t first = 0; first <= second; ++first)
        ASSERT_EQ(in_pieces(text, {first, second}), expected)
            << text << " cut at " << first << ", " << second;
    }
  }
}

TEST(Csv, ReadsRandomTextsAsTheyAreReadByteByByte) {
  std::mt19937 random(4180);
  const std::vector<std::string> words{"a",    "giải ngân", ",",    ",",  "\"", "\"",
                                       "\"\"", "\n",        "\r\n", "\r", " "};
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (std::size_t count = random() % 60; count > 0; --count)
      text += words[random() % words.size()];
    const std::string expected = slowly(text);
    ASSERT_EQ(whole(text), expected) << ::testing::PrintToString(text);
    std::vector<std::size_t> cuts;
    for (std::size_t cut = 0; cut < text.size(); cut += random() % 9)
      cuts.push_back(cut);
    ASSERT_EQ(in_pieces(text, cuts), expected) << ::testing::PrintToString(text);
  }
}

// Keeps the fields as they were given.
class Kept : public CsvHandler {
 public:
  Answer record(std::int64_t /*line*/, std::span<const std::string_view> fields) override {
    records.emplace_back(fields.begin(), fields.end());
    return Answer::go_on;
  }
  void fault(std::int64_t /*line*/, std::size_t /*field*/, CsvFault /*fault*/) override {}

  std::vector<std::vector<std::string_view>> records;
};

TEST(Csv, KeepsTheFieldsOfAllRecordsUntilTheCallReturns) {
  Kept kept;
  CsvReader reader(kept);
  const std::string text = "plain,one\n\"quoted\",\"t\"\"wo\"\n\"three\nlines\n\",\nplain,\"four\"\n";
  reader.feed(text);
  using Fields = std::vector<std::string_view>;
  EXPECT_EQ(kept.records,
            (std::vector<Fields>{
                {"plain", "one"}, {"quoted", "t\"wo"}, {"three\nlines\n", ""}, {"plain", "four"}}));
  kept.records.clear();
  reader.finish("\"last\",\"\"");
  EXPECT_EQ(kept.records, std::vector<Fields>{(Fields{"last", ""})});
}

// Separators are looked for eight bytes at a time: wherever they stand, and next to every other byte.
TEST(Csv, FindsSeparatorsAtEveryPlaceBesideEveryByte) {
  for (int byte = 0; byte < 256; ++byte) {
    if (byte == '"' || byte == '\r') continue;
    for (std::size_t shift = 0; shift < 17; ++shift) {
      std::string text(shift, 'x');
      for (const char separator : {',', '\n', ',', ','}) {
        text += static_cast<char>(byte);
        text += separator;
        text += static_cast<char>(byte);
      }
      ASSERT_EQ(whole(text), slowly(text)) << byte << " " << shift;
    }
  }
}

}  // namespace
}  // namespace giaingan
