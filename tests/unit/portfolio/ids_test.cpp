#include "portfolio/ids.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace giaingan {
namespace {

using Words = std::vector<std::string>;

// Adds the words one by one as a plain map does, looking up others in between, and compares all in the end.
void compare_with_map(const Words& words, const Words& asked, std::mt19937& random) {
  Ids ids;
  std::map<std::string, Index> expected;
  const auto expect_found = [&](const std::string& word) {
    const auto known = expected.find(word);
    ASSERT_EQ(ids.find(word), known == expected.end() ? none : known->second) << word;
  };
  for (const std::string& word : words) {
    const auto [known, is_new] = expected.try_emplace(word, static_cast<Index>(expected.size()));
    ASSERT_EQ(ids.add(word), std::pair(known->second, is_new)) << word;
    ASSERT_EQ(ids.size(), expected.size());
    for (std::size_t count = asked.empty() ? 0 : random() % 3; count > 0; --count)
      expect_found(asked[random() % asked.size()]);
  }
  for (const auto& [word, number] : expected) {
    expect_found(word);
    EXPECT_EQ(ids[number], word);
  }
  for (const std::string& word : asked)
    expect_found(word);
  const Order order(ids);
  ASSERT_EQ(order.by_word().size(), expected.size());
  Index place = 0;
  for (const auto& [word, number] : expected) {
    EXPECT_EQ(order.place(number), place) << word;
    EXPECT_EQ(order.by_word()[static_cast<std::size_t>(place++)], number) << word;
  }
  EXPECT_EQ(order.place(none), none);
}

// Few different words, so that most come again; some empty, some the beginning of others, some not ASCII.
Words random_words(std::size_t count, std::mt19937& random) {
  const Words letters{"a", "b", "ă", "ở", "\xff", "0"};
  Words words(count);
  for (std::string& word : words) {
    for (std::size_t length = random() % 4; length > 0; --length)
      word += letters[random() % letters.size()];
  }
  return words;
}

// The words, and then others.
Words followed_by(Words words, const Words& others) {
  words.insert(words.end(), others.begin(), others.end());
  return words;
}

TEST(Ids, KnowsNoWordAtFirst) {
  const Ids ids;
  EXPECT_EQ(ids.find(""), none);
  EXPECT_EQ(ids.find("a"), none);
  EXPECT_EQ(ids.size(), 0U);
  EXPECT_TRUE(Order(ids).by_word().empty());
}

TEST(Ids, TakesTheEmptyWordForAWord) {
  Ids ids;
  EXPECT_EQ(ids.add(""), std::pair(Index{0}, true));
  EXPECT_EQ(ids.add(""), std::pair(Index{0}, false));
  EXPECT_EQ(ids.add("a"), std::pair(Index{1}, true));
  EXPECT_EQ(ids.find(""), 0);
  Ids other;
  EXPECT_EQ(other.add("a"), std::pair(Index{0}, true));
  EXPECT_EQ(other.find(""), none);
  EXPECT_EQ(other.add(""), std::pair(Index{1}, true));
  EXPECT_EQ(other.find(""), 1);
  EXPECT_EQ(other.find("a"), 0);
}

// What was looked up last is no word of the list's, though it may still be asked for.
TEST(Ids, FindsNothingThatWasOnlyAskedFor) {
  Ids ids;
  ids.add("a");
  ids.add("c");
  EXPECT_EQ(ids.find("b"), none);
  EXPECT_EQ(ids.find("b"), none);
  EXPECT_EQ(ids.add("b"), std::pair(Index{2}, true));
  EXPECT_EQ(ids.find("b"), 2);
}

TEST(Ids, NumbersWordsInWhateverOrderAsAMapDoes) {
  std::mt19937 random(1);
  for (int round = 0; round < 400; ++round) {
    Words words = random_words(random() % 200, random);
    const Words asked = random_words(40, random);
    switch (round % 5) {
      case 0:  // ascending, each once or several times
        std::ranges::sort(words);
        break;
      case 1:  // ascending twice: files that keep one order
        std::ranges::sort(words);
        words = followed_by(words, words);
        break;
      case 2:  // ascending, and then one by one out of order
        std::ranges::sort(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(words.size() / 2));
        break;
      case 3:
        std::ranges::sort(words, std::greater<>());
        break;
      default:
        break;
    }
    compare_with_map(words, asked, random);
    if (HasFailure()) FAIL() << "round " << round;
  }
}

// Whichever way the ascending order is left, and whatever is asked for before and after.
TEST(Ids, NumbersEverySequenceOfSixOutOfFiveWordsAsAMapDoes) {
  std::mt19937 random(2);
  const Words words{"", "aa", "aaa", "ab", "b"};
  for (int code = 0; code < 5 * 5 * 5 * 5 * 5 * 5; ++code) {
    Words sequence;
    for (int rest = code; sequence.size() < 6; rest /= 5)
      sequence.push_back(words[static_cast<std::size_t>(rest % 5)]);
    compare_with_map(sequence, {}, random);
    if (HasFailure()) FAIL() << "code " << code;
  }
}

}  // namespace
}  // namespace giaingan
