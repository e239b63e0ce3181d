// Published totals against the sum of their published parts.
#include "giaingan/exact/dong.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "published_figures.hpp"

namespace giaingan::testing {
namespace {

/// `437488.9+475727.3`, a part may be negative: `31926+-9236.5`.
Dong sum_of(const std::string& parts) {
  Dong sum;
  for (std::size_t start = 0; start <= parts.size();) {
    const std::size_t end = std::min(parts.find('+', start), parts.size());
    sum = checked_add(sum, dong_of_billions(parts.substr(start, end - start))).value();
    start = end + 1;
  }
  return sum;
}

TEST(Identities, PartsAddUpToTheDongAndDifferencesAreAsStated) {
  std::vector<std::string> off;
  const std::vector<CsvRow> rows = data_rows("identity_checks.csv");
  EXPECT_EQ(rows.size(), 18U);
  for (const CsvRow& row : rows) {
    const Dong sum = sum_of(row.at("parts"));
    EXPECT_EQ(sum, dong_of_billions(row.at("sum_of_parts"))) << row.at("identity");
    const Dong difference = checked_subtract(dong_of_billions(row.at("printed_total")), sum).value();
    EXPECT_EQ(difference, dong_of_billions(row.at("difference"))) << row.at("identity");
    if (difference != Dong{}) off.push_back(row.at("identity"));
  }
  EXPECT_THAT(off, ::testing::ElementsAre("ODA 10T/2020", "Nghệ An CTMTQG 20/11/2023", "Cà Mau KH 2025",
                                          "Đồng Nai KH trừ bổ sung"))
      << "totals that their own sources print wrongly";
}

}  // namespace
}  // namespace giaingan::testing
