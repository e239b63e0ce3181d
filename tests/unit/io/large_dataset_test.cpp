// Files larger than the pieces in which they are read (256 KiB), whose rows are added together.
#include <gmock/gmock.h>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "unit/io/dataset_folder.hpp"

namespace {

using namespace dataset_folder;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr int many = 10'000;
constexpr std::size_t piece = std::size_t{1} << 18;

std::string id(int i) {
  return "a" + std::to_string(100'000 + i);
}

// Every row has a plan of its own; a hundred in a row share the locality, and texts change within a part.
std::string allocation_row(int i) {
  return id(i) + ",p1,north,ward " + std::to_string(i / 100) + ",source " + std::to_string(i % 3) + ",,," +
         std::to_string(1'000 + i) + "\n";
}

// One row an allocation on line 2 + i, months in turn.
std::string disbursement_row(int i) {
  return id(i) + ",2024-0" + std::to_string(1 + i % 9) + "," + std::to_string(i) + ",\n";
}

const std::string allocations_header =
    "allocation,project,owner,locality,source,programme,carried_from,plan\n";

Files large_files() {
  Files files;
  files["units.csv"] = "unit,name,kind,parent\nnorth,Ban A,owner,\n";
  files["allocations.csv"] = allocations_header;
  files["disbursements.csv"] = disbursements("");
  for (int i = 0; i < many; ++i) {
    files["allocations.csv"] += allocation_row(i);
    files["disbursements.csv"] += disbursement_row(i);
  }
  return files;
}

// A file with other lines in the place of some, by their number.
std::string with_lines(const std::string& text, const std::map<int, std::string>& others) {
  std::string result;
  int line = 1;
  for (std::size_t begin = 0; begin < text.size(); ++line) {
    const std::size_t end = text.find('\n', begin) + 1;
    const auto other = others.find(line);
    result += other == others.end() ? text.substr(begin, end - begin) : other->second;
    begin = end;
  }
  return result;
}

std::vector<std::string> problems_of_lines(const std::string& file,
                                           const std::map<int, std::string>& others) {
  Files files = large_files();
  files[file] = with_lines(files[file], others);
  return problems_of(files);
}

std::string message_of_lines(const std::string& file, const std::map<int, std::string>& others) {
  Files files = large_files();
  files[file] = with_lines(files[file], others);
  const Folder folder(files);
  try {
    static_cast<void>(read_dataset(folder.path(), 2024));
  } catch (const InvalidInput& invalid) {
    return invalid.what();
  }
  return {};
}

void expect_all_rows(const Facts& facts) {
  ASSERT_EQ(facts.allocations.size(), std::size_t{many});
  for (int i = 0; i < many; ++i) {
    const auto& row = facts.allocations[static_cast<std::size_t>(i)];
    ASSERT_EQ(row.id, id(i));
    ASSERT_EQ(row.plan, Dong{1'000 + i}) << row.id;
    ASSERT_EQ(facts.names[static_cast<std::size_t>(row.locality)], "ward " + std::to_string(i / 100))
        << row.id;
    ASSERT_EQ(facts.names[static_cast<std::size_t>(row.source)], "source " + std::to_string(i % 3)) << row.id;
    ASSERT_EQ(facts.disbursed.reported[static_cast<std::size_t>(i)], 1U << (i % 9)) << row.id;
    ASSERT_EQ(facts.disbursed.at(i, {13}), Dong{i}) << row.id;
  }
}

TEST(LargeDataset, ReadsEveryRowOfFilesOfSeveralPieces) {
  const Files files = large_files();
  ASSERT_GT(files.at("allocations.csv").size(), piece);
  const Folder folder(files);
  expect_all_rows(*read_dataset(folder.path(), 2024));
}

// The last byte of a piece, and of the file, at any place of a line.
TEST(LargeDataset, ReadsTheSameWhereverPiecesEnd) {
  Files files = large_files();
  const std::string rows = files["allocations.csv"].substr(allocations_header.size());
  for (std::size_t shift = 0; shift < 48; ++shift) {
    // Empty lines hold no record and move what follows by a byte each.
    files["allocations.csv"] = allocations_header + std::string(shift, '\n') + rows;
    const Folder folder(files);
    expect_all_rows(*read_dataset(folder.path(), 2024));
    if (HasFailure()) FAIL() << "moved by " << shift;
  }
}

TEST(LargeDataset, ReadsAFileThatEndsWithAPiece) {
  for (const std::size_t size : {piece - 1, piece, piece + 1, 2 * piece}) {
    Files files = valid_files();
    const std::string before = "unit,name,kind,parent\ncity,";
    const std::string after = ",city,\nnorth,b,owner,city";
    const std::string name(size - before.size() - after.size(), 'x');
    files["units.csv"] = before + name + after;
    const Folder folder(files);
    const Portfolio portfolio = read_dataset(folder.path(), 2024);
    ASSERT_EQ(portfolio->units.size(), 2U);
    EXPECT_EQ(portfolio->units[0].name, name);
    EXPECT_EQ(portfolio->units[1].name, "b");
  }
}

TEST(LargeDataset, ReadsLinesAndQuotedFieldsLongerThanAPiece) {
  const std::string line(3 * piece + 17, 'x');
  std::string lines;
  for (int i = 0; lines.size() < 2 * piece; ++i)
    lines += "line " + std::to_string(i) + (i % 2 == 0 ? "\r\n" : "\n");
  Files files = valid_files();
  files["units.csv"] = "\xef\xbb\xbfunit,name,kind,parent\r\ncity," + line + ",city,\r\nnorth,\"" + lines +
                       "\",owner,city\r\nsouth,last,owner,city";
  const Folder folder(files);
  const Portfolio portfolio = read_dataset(folder.path(), 2024);
  ASSERT_EQ(portfolio->units.size(), 3U);
  EXPECT_EQ(portfolio->units[0].name, line);
  EXPECT_EQ(portfolio->units[1].name, lines);
  EXPECT_EQ(portfolio->units[2].name, "last");
}

// Only the file's first bytes are a byte order mark.
TEST(LargeDataset, KeepsAByteOrderMarkThatBeginsALaterPiece) {
  const std::string before = "unit,name,kind,parent\ncity,";
  const std::string after = ",city,\n";
  Files files = valid_files();
  files["units.csv"] =
      before + std::string(piece - before.size() - after.size(), 'x') + after + "north,b,owner,city\n";
  const Folder plain(files);
  files["units.csv"].insert(piece,
                            "\xef\xbb\xbf"
                            "a,a,owner,city\n");
  const Folder marked(files);
  EXPECT_EQ(read_dataset(plain.path(), 2024)->units.size(), 2U);
  const Portfolio portfolio = read_dataset(marked.path(), 2024);
  ASSERT_EQ(portfolio->units.size(), 3U);
  EXPECT_EQ(portfolio->units[2].id,
            "\xef\xbb\xbf"
            "a");
}

TEST(LargeDataset, CountsLinesBeyondALongOne) {
  Files files = valid_files();
  files["units.csv"] = "unit,name,kind,parent\ncity," + std::string(2 * piece, 'x') + ",city,\nnorth,\"" +
                       std::string(piece, '\n') + "\",owner,city\nsouth,a,owner,nowhere\n";
  EXPECT_THAT(problems_of(files),
              ElementsAre("dataset.unknown_id units.csv:" + std::to_string(4 + piece) + " parent"));
}

// On both sides of where rows are added, and in the last row.
TEST(LargeDataset, NamesProblemsAtTheirRows) {
  std::map<int, std::string> others;
  std::vector<std::string> expected;
  for (const int line : {2, 4'096, 4'097, 4'098, 8'193, 8'194, many + 1}) {
    others[line] = id(line - 2) + ",2024-01,1.5,\n";
    expected.push_back("dataset.not_an_integer disbursements.csv:" + std::to_string(line) + " disbursed");
  }
  EXPECT_EQ(problems_of_lines("disbursements.csv", others), expected);

  // The builder's own findings have the rows of the file too.
  expected.clear();
  for (auto& [line, text] : others) {
    text = id(line - 2) + ",2024-01,-1,\n";
    expected.push_back("dataset.negative_amount disbursements.csv:" + std::to_string(line) + " disbursed");
  }
  EXPECT_EQ(problems_of_lines("disbursements.csv", others), expected);
}

TEST(LargeDataset, GoesOnAfterFaultsInAnyPart) {
  EXPECT_THAT(problems_of_lines("disbursements.csv", {{3, "a1\"00,2024-01,1,\n"},
                                                      {5'000, "a,b\n"},
                                                      {6'000, "a\rb\n"},
                                                      {many + 1, id(0) + ",\"2024-01,1,\n"}}),
              ElementsAre("dataset.misplaced_quote disbursements.csv:3 allocation",
                          "dataset.wrong_field_count disbursements.csv:5000",
                          "dataset.bare_return disbursements.csv:6000",
                          "dataset.unterminated_quote disbursements.csv:10001 month"));
}

// A key of the first part stands again in its last row, in the second part and in the third.
TEST(LargeDataset, FindsKeysThatRepeatInAnotherPart) {
  EXPECT_THAT(problems_of_lines("disbursements.csv", {{4'097, disbursement_row(0)},
                                                      {4'098, disbursement_row(1)},
                                                      {9'000, disbursement_row(7'000)},
                                                      {many + 1, disbursement_row(0)}}),
              ElementsAre("dataset.duplicate_key disbursements.csv:4097 allocation",
                          "dataset.duplicate_key disbursements.csv:4098 allocation",
                          "dataset.duplicate_key disbursements.csv:9000 allocation",
                          "dataset.duplicate_key disbursements.csv:10001 allocation"));
  EXPECT_THAT(message_of_lines("disbursements.csv", {{many + 1, disbursement_row(5'000)}}),
              HasSubstr("\"a105000\" at 2024-06 stands already in row 5002"));
  Files files = large_files();
  files["allocations.csv"] += allocation_row(0) + allocation_row(5'000);
  EXPECT_THAT(problems_of(files), ElementsAre("dataset.duplicate_key allocations.csv:10002 allocation",
                                              "dataset.duplicate_key allocations.csv:10003 allocation"));
}

TEST(LargeDataset, CountsTheRowsOfAllPartsThatNameAnUnknownId) {
  const std::string unknown = "nobody,2024-01,1,\n";
  const std::map<int, std::string> others{{3, unknown}, {5'000, unknown}, {many, unknown}};
  EXPECT_THAT(problems_of_lines("disbursements.csv", others),
              ElementsAre("dataset.unknown_id disbursements.csv:3 allocation"));
  EXPECT_THAT(message_of_lines("disbursements.csv", others), HasSubstr("2 more row(s) of the file name it"));
}

// Whether rows of the first part or of the last could not be read, their ids are called unknown nowhere.
TEST(LargeDataset, CallsNoIdUnknownWhereAnyPartHasGaps) {
  for (const int line : {2, 5'000, many + 1}) {
    EXPECT_THAT(problems_of_lines("allocations.csv", {{line, "x\n"}}),
                ElementsAre("dataset.wrong_field_count allocations.csv:" + std::to_string(line)));
  }
}

TEST(LargeDataset, KeepsItsLimitOfRowsOverAllParts) {
  Limits limits;
  limits.max_rows = many;
  EXPECT_THAT(problems_of(large_files(), limits), IsEmpty());
  limits.max_rows = many - 1;
  EXPECT_THAT(problems_of(large_files(), limits),
              ElementsAre("dataset.too_many_rows allocations.csv:10001",
                          "dataset.too_many_rows disbursements.csv:10001"));
}

}  // namespace
