#include "io/rows_digest.hpp"

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/io/dataset.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "unit/io/dataset_folder.hpp"

namespace giaingan {
namespace {

Digest in_pieces(const std::vector<std::string>& pieces, bool in_order) {
  RowsDigest rows;
  for (const std::string& piece : pieces)
    rows.add(std::string(piece));  // it needn't live any longer
  EXPECT_EQ(rows.in_order(), in_order);
  return rows.take();
}

TEST(RowsDigest, IsThatOfTheFileIfItsRowsStandInOrder) {
  const std::string file = "unit,name\na,1\na,2\nb,1\n";
  EXPECT_EQ(in_pieces({file}, true), sha256(file));
  EXPECT_EQ(in_pieces({"unit,name\n", "a,1\na,2\n", "b,1\n"}, true), sha256(file));
  EXPECT_EQ(digest_in_order(file), sha256(file));
}

TEST(RowsDigest, SeesTheOrderAcrossPieces) {
  static_cast<void>(in_pieces({"h\nb\n", "a\n"}, false));
  static_cast<void>(in_pieces({"h\n", "b\n", "a\n"}, false));
  static_cast<void>(in_pieces({"z\n", "a\n"}, true));           // a header has no order among rows
  static_cast<void>(in_pieces({"h\n\x7f\n", "\x80\n"}, true));  // bytes, whatever the sign of char
}

TEST(RowsDigest, PutsRowsInOrderBelowTheHeader) {
  EXPECT_EQ(digest_in_order("h\nb\na\n"), sha256("h\na\nb\n"));
  EXPECT_EQ(digest_in_order("h\nc\nb\na"), sha256("h\na\nb\nc\n"));
  EXPECT_EQ(digest_in_order("h\na\nb\na\n\n"), sha256("h\n\na\na\nb\n"));
  EXPECT_EQ(digest_in_order("h"), sha256("h"));
  EXPECT_EQ(digest_in_order(""), sha256(""));
}

TEST(RowsDigest, GivesTheLastRowItsLineFeed) {
  EXPECT_EQ(in_pieces({"h\na\n", "b"}, true), sha256("h\na\nb\n"));
  EXPECT_EQ(in_pieces({"h"}, true), sha256("h"));  // as head -n 1 does
}

TEST(RowsDigest, TakesAFileWithALineBreakWithinQuotationMarksAsItStands) {
  EXPECT_EQ(in_pieces({"h\nb,\"x\ny\"\na"}, true), sha256("h\nb,\"x\ny\"\na"));
  static_cast<void>(in_pieces({"h\nb,\"x\"\na\n"}, false));
}

TEST(RowsDigest, OfAnyOrderOfAnyRowsIsThatOfTheSortedOnes) {
  std::mt19937 draws(2024);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same cases in every run
  for (int seed = 0; seed < 200; ++seed) {
    std::vector<std::string> rows(draws() % 40);
    for (std::string& row : rows)
      row = std::string(draws() % 3, static_cast<char>('a' + draws() % 3)) + "\n";
    std::string given = "head\n";
    for (const std::string& row : rows)
      given += row;
    std::ranges::sort(rows, {}, [](const std::string& row) { return row.substr(0, row.size() - 1); });
    std::string sorted = "head\n";
    for (const std::string& row : rows)
      sorted += row;
    EXPECT_EQ(digest_in_order(given), sha256(sorted)) << given;
  }
}

TEST(RowsDigest, OfEveryFileIsThatOfItsSortedRowsInTheProvenance) {
  dataset_folder::Files files = dataset_folder::valid_files();
  files["metrics.csv"] = "unit,metric,value\nnorth,score,-1.25\nnorth,other,2";
  files["revenues.csv"] = "\xef\xbb\xbfsource,month,estimated,collected\r\nland,2024-01,100,20\r\n";
  const dataset_folder::Folder folder(files);
  const auto portfolio = read_dataset(folder.path(), 2024);
  const auto& sources = portfolio->provenance.files;
  ASSERT_EQ(sources.size(), files.size());
  EXPECT_TRUE(std::ranges::is_sorted(sources, {}, &NamedDigest::name));
  for (const NamedDigest& file : sources) {
    const std::string& text = files.at(file.name);
    EXPECT_EQ(file.digest, digest_in_order(text)) << file.name;
  }
  EXPECT_EQ(sources[5].name, "metrics.csv");
  EXPECT_EQ(sources[5].digest, sha256("unit,metric,value\nnorth,other,2\nnorth,score,-1.25\n"));
  EXPECT_TRUE(portfolio->provenance.applied.empty());
}

TEST(RowsDigest, OfALargeFileInPartsIsThatOfTheWhole) {
  dataset_folder::Files files = dataset_folder::valid_files();
  std::string text = "unit,metric,value\n";
  for (int i = 0; i < 40'000; ++i)
    text += "north,m" + std::to_string(i % 10) + "-" + std::to_string(100'000 - i) + ",1\n";
  files["metrics.csv"] = text;
  const dataset_folder::Folder folder(files);
  EXPECT_EQ(read_dataset(folder.path(), 2024)->provenance.files[5].digest, digest_in_order(text));
}

TEST(RowsDigest, IsLostWithChangesThatNoResultSays) {
  const dataset_folder::Folder folder(dataset_folder::valid_files());
  const auto portfolio = read_dataset(folder.path(), 2024);
  EXPECT_TRUE(with_plan_changes(portfolio, {})->provenance.files.empty());
  EXPECT_TRUE(with_medium_term_changes(portfolio, {})->provenance.files.empty());
  const Provenance after = after_result(portfolio->provenance, {.command = "reallocate"}, "{}");
  const auto moved = with_plan_changes(portfolio, {}, after);
  EXPECT_EQ(moved->provenance.files, portfolio->provenance.files);
  ASSERT_EQ(moved->provenance.applied.size(), 1U);
  EXPECT_EQ(moved->provenance.applied[0].digest, sha256("{}"));
}

}  // namespace
}  // namespace giaingan
