// Who could have had more: the halving of time against one search a claim.
#include "verify/order_check.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

#include "oracle/draws.hpp"

namespace giaingan::verify {
namespace {

using oracle::Draws;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Places = std::vector<std::size_t>;

/// The definition: claim i can rise if its end leads back to its start, through residual lines of what isn't
/// a claim and of later claims.
Places by_search(std::size_t nodes, const std::vector<Line>& others, const std::vector<Line>& claims) {
  Places found;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (claims[i].flow == claims[i].upper) continue;
    std::vector<bool> reached(nodes);
    reached[claims[i].to] = true;
    for (bool grown = true; grown;) {
      grown = false;
      const auto go = [&](const Line& line) {
        if (line.flow < line.upper && reached[line.from] && !reached[line.to])
          grown = reached[line.to] = true;
        if (line.flow > line.lower && reached[line.to] && !reached[line.from])
          grown = reached[line.from] = true;
      };
      for (const Line& line : others)
        go(line);
      for (std::size_t later = i + 1; later < claims.size(); ++later)
        go(claims[later]);
    }
    if (reached[claims[i].from]) found.push_back(i);
  }
  return found;
}

std::vector<Line> random_lines(Draws& draws, std::size_t nodes, std::size_t count) {
  std::vector<Line> lines;
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t lower = draws.between(0, 1);
    const std::int64_t upper = lower + draws.between(0, 2);
    lines.push_back({draws.below(nodes), draws.below(nodes), lower, upper, draws.between(lower, upper)});
  }
  return lines;
}

TEST(OrderCheck, IsTheDefinitionOnRandomNetworks) {
  Draws draws(5);
  std::size_t some = 0;
  std::size_t none = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::size_t nodes = 2 + draws.below(9);
    const auto others = random_lines(draws, nodes, draws.below(9));
    const auto claims = random_lines(draws, nodes, draws.below(12));
    const Places expected = by_search(nodes, others, claims);
    ASSERT_EQ(could_have_more(nodes, others, claims), expected) << "instance " << i;
    (expected.empty() ? none : some) += 1;
  }
  EXPECT_GT(some, 2000U);
  EXPECT_GT(none, 2000U);
}

// Pools p1 = p2 = 1, room j1 = 1; a (p1, j1), b (p1, j2), c (p2, j1). Nodes: source 0, sink 1, p1 2, p2 3, j1
// 4, j2 5.
TEST(OrderCheck, KnowsTheTrapOfServingOneByOne) {
  const std::vector<Line> others = {{0, 2, 0, 1, 1}, {0, 3, 0, 1, 1}, {4, 1, 0, 1, 1}, {5, 1, 0, 9, 1}};
  // b and c have one each: a would gain only if the total fell.
  EXPECT_THAT(
      could_have_more(6, others, std::vector<Line>{{2, 4, 0, 1, 0}, {2, 5, 0, 1, 1}, {3, 4, 0, 1, 1}}),
      IsEmpty());
  // One pool: whoever comes first can take from the other.
  const std::vector<Line> one_pool = {{0, 2, 0, 1, 1}};
  EXPECT_THAT(could_have_more(3, one_pool, std::vector<Line>{{2, 1, 0, 1, 0}, {2, 1, 0, 1, 1}}),
              ElementsAre(0));
  EXPECT_THAT(could_have_more(3, one_pool, std::vector<Line>{{2, 1, 0, 1, 1}, {2, 1, 0, 1, 0}}), IsEmpty());
}

}  // namespace
}  // namespace giaingan::verify
