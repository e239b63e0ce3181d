#include "giaingan/exact/step_function.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <vector>

#include "oracle/draws.hpp"

namespace giaingan {
namespace {

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr SimdLevel levels[] = {SimdLevel::baseline, SimdLevel::avx2, SimdLevel::avx512};

struct Value {
  std::int16_t piece;
  std::int64_t amount;
};

Rational place_of(const Step& step) {
  const auto* ratio = std::get_if<Ratio>(&step.at);
  return ratio != nullptr ? Rational(*ratio) : std::get<Rational>(step.at);
}

// By the definition, with rationals of any size.
Value value_at(Value first, const std::vector<Step>& steps, Ratio number) {
  Value value = first;
  for (const Step& step : steps) {
    const auto order = Rational(number) <=> place_of(step);
    const bool begun = step.begins == Step::Begins::at ? order >= 0 : order > 0;
    if (begun) value = {step.piece, step.amount};
  }
  return value;
}

void expect_exact(Value first, const std::vector<Step>& steps, const std::vector<Ratio>& numbers,
                  bool with_denominators) {
  const StepFunction function(first.piece, first.amount, steps);
  std::vector<std::int64_t> num;
  std::vector<std::int64_t> den;
  for (const Ratio number : numbers) {
    num.push_back(number.num);
    den.push_back(number.den);
  }
  for (const SimdLevel level : levels) {
    const FractionBlock block{num.data(), with_denominators ? den.data() : nullptr, num.size()};
    std::vector<std::int16_t> pieces(num.size(), -7);
    std::vector<std::int64_t> amounts(num.size(), 1'000);
    ASSERT_TRUE(function.apply(block, pieces.data(), amounts.data(), level));
    std::vector<std::int16_t> alone(num.size(), -7);
    ASSERT_TRUE(function.apply(block, alone.data(), nullptr, level));
    ASSERT_EQ(alone, pieces) << "the same without amounts";
    for (std::size_t i = 0; i < num.size(); ++i) {
      const Value expected = value_at(first, steps, block[i]);
      ASSERT_EQ(pieces[i], expected.piece) << num[i] << "/" << block[i].den;
      ASSERT_EQ(static_cast<std::uint64_t>(amounts[i]), static_cast<std::uint64_t>(expected.amount) + 1'000)
          << num[i] << "/" << block[i].den;
      ASSERT_EQ(function.piece_of(block[i]), expected.piece);
      ASSERT_EQ(function.amount_of(block[i]), expected.amount);
    }
  }
}

// Of 63 bits and less, and the neighbours of the bounds.
Ratio random_ratio(oracle::Draws& draws, int most_bits) {
  const int bits = static_cast<int>(draws.between(1, most_bits));
  const std::int64_t top = bits == 63 ? most : (std::int64_t{1} << bits) - 1;
  return {draws.between(-top, top), draws.between(1, std::max<std::int64_t>(top, 1))};
}

std::vector<Step> random_steps(oracle::Draws& draws, int most_bits) {
  std::vector<Rational> at;
  for (std::int64_t i = draws.between(0, 11); i > 0; --i) {
    at.emplace_back(random_ratio(draws, most_bits));
    if (draws.chance(3)) at.back() = at.back() * Rational(most) * Rational(most);
    if (draws.chance(3)) at.back() = at.back() / Rational(most);
  }
  std::sort(at.begin(), at.end());
  std::vector<Step> steps;
  for (const Rational& each : at) {
    if (!steps.empty() && place_of(steps.back()) == each && steps.back().begins == Step::Begins::just_above)
      continue;
    const bool above = draws.chance(40) || (!steps.empty() && place_of(steps.back()) == each);
    const auto ratio = draws.chance(50) ? each.to_ratio() : std::nullopt;
    steps.push_back({ratio ? std::variant<Ratio, Rational>(*ratio) : each,
                     above ? Step::Begins::just_above : Step::Begins::at,
                     static_cast<std::int16_t>(draws.between(-300, 300)),
                     draws.between(least / 4, most / 4)});
  }
  return steps;
}

TEST(StepFunction, IsExactForAnyNumbers) {
  for (std::uint64_t seed = 0; seed < 600; ++seed) {
    oracle::Draws draws(seed);
    const int bits = static_cast<int>(draws.between(2, 63));
    const auto steps = random_steps(draws, bits);
    std::vector<Ratio> numbers;
    for (int i = 0; i < 40; ++i)
      numbers.push_back(random_ratio(draws, bits));
    for (const Step& step : steps) {
      const auto ratio = place_of(step).to_ratio();
      if (!ratio) continue;
      numbers.push_back(*ratio);
      if (ratio->num < most) numbers.push_back({ratio->num + 1, ratio->den});
      if (ratio->num > least) numbers.push_back({ratio->num - 1, ratio->den});
    }
    const Value first{static_cast<std::int16_t>(draws.between(-5, 5)), draws.between(-9, 9)};
    expect_exact(first, steps, numbers, true);
    expect_exact(first, steps, numbers, false);
    if (HasFatalFailure()) FAIL() << "first at seed " << seed;
  }
}

// Every number of steps, of bounds that belong above or below, and numbers that fill no vectors, some, and
// more.
TEST(StepFunction, IsExactForAnyNumberOfStepsAndNumbers) {
  constexpr std::int64_t most_steps = 9;
  std::vector<Ratio> around;
  for (std::int64_t k = 0; k <= most_steps + 1; ++k) {
    for (const std::int64_t off : {-1, 0, 1})
      around.push_back({7 * k + off, 70});
  }
  for (std::int64_t count = 0; count <= most_steps; ++count) {
    for (const std::int64_t just_above_every : {1, 2, 100}) {
      std::vector<Step> steps;
      for (std::int64_t k = 1; k <= count; ++k) {
        const bool above = k % just_above_every == 0;
        steps.push_back({Rational(Ratio{k, 10}), above ? Step::Begins::just_above : Step::Begins::at,
                         static_cast<std::int16_t>(100 - 21 * k), 1'000'000'007 * (k - 5)});
      }
      for (const std::size_t numbers : {std::size_t{1}, std::size_t{31}, std::size_t{32}, std::size_t{100}}) {
        std::vector<Ratio> given;
        for (std::size_t i = 0; i < numbers; ++i)
          given.push_back(around[i % around.size()]);
        expect_exact({3, 9}, steps, given, true);
        expect_exact({3, 9}, steps, given, false);
        if (HasFatalFailure()) FAIL() << count << " steps, " << numbers << " numbers";
      }
    }
  }
}

// The last products that 64 bits hold, and the first that they don't.
TEST(StepFunction, IsExactWhereProductsCeaseToFit) {
  for (int bits = 59; bits <= 63; ++bits) {
    const std::int64_t edge = bits == 63 ? most : std::int64_t{1} << bits;
    std::vector<Ratio> numbers;
    for (const std::int64_t near : {edge / 100 - 1, edge / 100, edge / 100 + 1, edge - 1, edge}) {
      numbers.push_back({near, 1});
      numbers.push_back({-near, 1});
      numbers.push_back({1, near});
      numbers.push_back({-1, near});
      numbers.push_back({near, near});
      numbers.push_back({near / 100 * 29, near / 100 * 100});
      numbers.push_back({near / 100 * 29 - 1, near / 100 * 100});
    }
    const std::vector<Step> steps{{Rational(Ratio{-29, 100}), Step::Begins::at, 1, 10},
                                  {Rational(Ratio{29, 100}), Step::Begins::at, 2, 20},
                                  {Rational(Ratio{29, 100}), Step::Begins::just_above, 3, 30},
                                  {Rational(1), Step::Begins::just_above, 4, 40}};
    for (const Ratio alone : numbers) {
      expect_exact({0, 0}, steps, {alone}, true);
      expect_exact({0, 0}, steps, std::vector<Ratio>(32, alone), true);
      expect_exact({0, 0}, {{Rational(Ratio{1, 1'000}), Step::Begins::at, 1, 1}}, {alone}, true);
    }
    expect_exact({0, 0}, steps, numbers, true);
  }
}

TEST(StepFunction, IsExactAtTheEndsOfInt64) {
  const std::vector<Step> steps{{Rational(least) - Rational(1), Step::Begins::at, 1, 1},
                                {Rational(least), Step::Begins::just_above, 2, 2},
                                {Rational(most), Step::Begins::at, 3, 3},
                                {Rational(most), Step::Begins::just_above, 4, 4},
                                {Rational(most) + Rational(1), Step::Begins::at, 5, 5}};
  const std::vector<Ratio> numbers{{least, 1},    {least + 1, 1}, {most - 1, 1}, {most, 1},
                                   {least, most}, {most, most},   {0, most}};
  expect_exact({0, 0}, steps, numbers, true);
  expect_exact({0, 0}, steps, numbers, false);
}

TEST(StepFunction, SeesDenominatorsThatAreNone) {
  for (const std::int64_t none : {std::int64_t{0}, std::int64_t{-1}, least}) {
    const std::vector<std::int64_t> num(40, 1);
    std::vector<std::int64_t> den(40, most);
    const std::vector<Step> steps{{Rational(1), Step::Begins::at, 1, 1}};
    std::vector<std::int16_t> pieces(num.size());
    for (const std::size_t place : {std::size_t{0}, std::size_t{17}, std::size_t{31}, std::size_t{39}}) {
      for (const SimdLevel level : levels) {
        const FractionBlock block{num.data(), den.data(), num.size()};
        EXPECT_TRUE(StepFunction(0, 0, steps).apply(block, pieces.data(), nullptr, level));
        den[place] = none;
        EXPECT_FALSE(StepFunction(0, 0, steps).apply(block, pieces.data(), nullptr, level));
        EXPECT_FALSE(StepFunction(0, 0, {}).apply(block, pieces.data(), nullptr, level));
        den[place] = most;
      }
    }
  }
}

}  // namespace
}  // namespace giaingan
