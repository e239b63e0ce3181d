#include "portfolio/text_block.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace giaingan {
namespace {

TEST(TextBlock, GivesEveryTextBack) {
  TextBlock block;
  EXPECT_EQ(block.size(), 0U);
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 500; ++i)
    texts.emplace_back(i * 7 % 23, static_cast<char>('a' + i % 26));
  for (const std::string& text : texts)
    block.push_back(text);
  ASSERT_EQ(block.size(), texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i)
    EXPECT_EQ(block[i], texts[i]);
}

}  // namespace
}  // namespace giaingan
