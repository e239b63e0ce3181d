#include "giaingan/simulation/outcome_rows.hpp"

#include "giaingan/input/diagnostic.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <limits>
#include <string>

#include "oracle/draws.hpp"

namespace giaingan {
namespace {

using testing::ElementsAre;

class Folder {
 public:
  explicit Folder(const std::string& name) : path_(std::filesystem::path(testing::TempDir()) / name) {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path operator/(const char* name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

TEST(OutcomeRows, AreSummedUpExactly) {
  RowsInMemory rows(2);
  rows.append(std::vector<std::int64_t>{5, 1, 3, 1, 4, 1});
  rows.append(std::vector<std::int64_t>{1, 9});
  const std::vector<OutcomeColumn> columns{{0}, {1}, {0, 1}};
  const auto sums = summarize(rows, columns, std::vector<Ratio>{{0, 1}, {1, 4}, {26, 100}, {1, 2}, {1, 1}});
  EXPECT_EQ(sums[0].count, 4);
  EXPECT_EQ(sums[0].mean, Rational(Ratio{13, 4}));
  EXPECT_EQ(sums[0].least, 1);
  EXPECT_EQ(sums[0].greatest, 5);
  EXPECT_THAT(sums[0].quantiles, ElementsAre(1, 1, 3, 3, 5));
  EXPECT_EQ(sums[1].mean, Rational(3));
  EXPECT_THAT(sums[1].quantiles, ElementsAre(1, 1, 1, 1, 9));
  EXPECT_EQ(sums[2].mean, Rational(Ratio{1, 4}));  // 4, 2, 3, -8
  EXPECT_THAT(sums[2].quantiles, ElementsAre(-8, -8, 2, 2, 4));
}

TEST(OutcomeRows, HaveTheQuantilesOfTheSortedValues) {
  oracle::Draws draws(1);
  for (const std::int64_t most :
       {std::int64_t{3}, std::int64_t{5000}, std::numeric_limits<std::int64_t>::max()}) {
    for (int round = 0; round < 20; ++round) {
      RowsInMemory rows(1);
      std::vector<std::int64_t> values;
      const auto count = draws.between(1, 300);
      for (std::int64_t i = 0; i < count; ++i)
        values.push_back(draws.between(-most, most));
      rows.append(values);
      std::vector<Ratio> asked;
      for (std::int64_t p = 0; p <= 40; ++p)
        asked.push_back({p, 40});
      const auto summary = summarize(rows, std::vector<OutcomeColumn>{{0}}, asked).front();
      std::ranges::sort(values);
      for (std::int64_t p = 0; p <= 40; ++p) {
        const std::int64_t rank = std::max<std::int64_t>((p * count + 39) / 40, 1);
        ASSERT_EQ(summary.quantiles[static_cast<std::size_t>(p)], values[static_cast<std::size_t>(rank - 1)])
            << p << " of " << count;
      }
    }
  }
}

TEST(OutcomeRows, WithoutADrawHaveNothingToSay) {
  const RowsInMemory rows(1);
  const auto summary = summarize(rows, std::vector<OutcomeColumn>{{0}}, std::vector<Ratio>{{1, 2}}).front();
  EXPECT_EQ(summary.count, 0);
  EXPECT_TRUE(summary.quantiles.empty());
}

TEST(OutcomeRows, InAFileAreGoneOnWithAndCutOff) {
  const Folder folder("outcome_rows");
  const auto file = folder / "rows";
  {
    RowsInFile rows(file, 2, 0);
    rows.append(std::vector<std::int64_t>{1, -2, 3, 4});
    rows.append(std::vector<std::int64_t>{5, 6});
    EXPECT_EQ(rows.count(), 3);
  }
  RowsInFile rows(file, 2, 2);
  rows.append(std::vector<std::int64_t>{7, 8});
  std::vector<std::int64_t> all;
  rows.visit([&](std::span<const std::int64_t> some) { all.insert(all.end(), some.begin(), some.end()); });
  EXPECT_THAT(all, ElementsAre(1, -2, 3, 4, 7, 8));
  EXPECT_THROW(RowsInFile(file, 2, 4), InvalidInput);
  EXPECT_THROW(RowsInFile(folder / "none/rows", 2, 0), InvalidInput);
}

}  // namespace
}  // namespace giaingan
