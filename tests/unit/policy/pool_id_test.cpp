#include "giaingan/policy/pool_id.hpp"

#include <gmock/gmock.h>

#include <set>
#include <string>
#include <vector>

namespace giaingan {
namespace {

using testing::ElementsAre;

TEST(PoolId, TellsEveryTupleFromEveryOther) {
  const std::vector<std::string> values{"", "a", "b", "/", "+", "%", "a/b", "a+b", "%2F", "%25", "a%", "2F"};
  std::set<std::string> ids;
  for (const std::string& one : values) {
    for (const std::string& other : values) {
      const std::vector<std::string> tuple{one, other};
      const std::string id = pool_id(tuple);
      EXPECT_TRUE(ids.insert(id).second) << id;
      EXPECT_EQ(pool_values(id), tuple) << id;
      EXPECT_THAT(pools_of_id(id), ElementsAre(id)) << "it isn't one of pools that exchange";
    }
  }
}

TEST(PoolId, IsReadAsAPersonWritesIt) {
  EXPECT_THAT(pool_values("5% + x/carried_over"), ElementsAre("5% + x", "carried_over"));
  EXPECT_THAT(pool_values("land"), ElementsAre("land"));
  EXPECT_THAT(pool_values("/"), ElementsAre("", ""));
}

TEST(PoolId, OfPoolsThatExchangeDoesNotDependOnTheirOrder) {
  EXPECT_EQ(exchange_id({"b", "a", "b"}), "a+b");
  EXPECT_EQ(exchange_id({"b", ""}), "+b");
  EXPECT_THAT(pools_of_id("+b"), ElementsAre("", "b"));
}

}  // namespace
}  // namespace giaingan
