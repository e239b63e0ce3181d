#include "giaingan/simulation/sweep.hpp"

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/input/watch.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <thread>

#include "unit/simulation/random_city.hpp"
#include "unit/simulation/simulated_city.hpp"

namespace giaingan {
namespace {

using testing::HasSubstr;

// A scenario whose draws differ, with rounds or without.
Scenario varied(RoundsHeld rounds) {
  auto model = simulated_city::slow_and_fast();
  for (auto& of : model.classes) {
    of.month_factors = {0, factor_one / 2, factor_one, factor_one * 2};
    of.year_factors = {factor_one / 2, factor_one};
  }
  auto scenario = simulated_city::scenario(simulated_city::two_owners(), model);
  scenario.rounds = rounds;
  return scenario;
}

struct Swept {
  SweepState state;
  std::vector<std::int64_t> rows;
};

Swept swept(const Sweep& sweep, std::int64_t draws, const SweepWork& work = {}) {
  Swept result{sweep.begin(), {}};
  RowsInMemory rows(sweep.width());
  sweep.run(result.state, draws, rows, work);
  result.rows.assign(rows.all().begin(), rows.all().end());
  return result;
}

TEST(Sweep, HasARowADrawAndCountsUnits) {
  for (const auto rounds : {RoundsHeld::simulated, RoundsHeld::recorded}) {
    const Sweep sweep(varied(rounds));
    EXPECT_EQ(sweep.goes_by_columns(0), rounds == RoundsHeld::recorded);
    const auto result = swept(sweep, 40);
    ASSERT_EQ(result.rows.size(), 40 * sweep.width());
    SweepState expected = sweep.begin();
    expected.draws = 40;
    for (std::size_t draw = 0; draw < 40; ++draw) {
      const auto outcome = sweep.side(0).outcome(draw);
      for (std::size_t i = 0; i < sweep.width(); ++i)
        EXPECT_EQ(result.rows[draw * sweep.width() + i], outcome.figures[i]) << draw << " " << i;
      for (std::size_t unit = 0; unit < 2; ++unit) {
        expected.sides[0].flagged[unit] += outcome.flagged[unit];
        const auto rated = outcome.classes[unit] == no_class ? 2 : outcome.classes[unit];
        ++expected.sides[0].classes[unit * 3 + static_cast<std::size_t>(rated)];
      }
    }
    EXPECT_EQ(result.state, expected);
  }
}

TEST(Sweep, IsTheSameForAnyNumberOfThreads) {
  for (const auto rounds : {RoundsHeld::simulated, RoundsHeld::recorded}) {
    const Sweep sweep(varied(rounds), varied(RoundsHeld::recorded));
    const auto one = swept(sweep, 300);
    for (const int threads : {2, 3, 8}) {
      const auto more = swept(sweep, 300, {.threads = threads});
      EXPECT_EQ(more.rows, one.rows) << threads;
      EXPECT_EQ(more.state, one.state) << threads;
      EXPECT_EQ(state_document(sweep, more.state), state_document(sweep, one.state));
    }
  }
}

TEST(Sweep, ComparesTwoScenariosOnCommonDraws) {
  const Sweep same(varied(RoundsHeld::recorded), varied(RoundsHeld::recorded));
  const auto result = swept(same, 100);
  RowsInMemory rows(same.width());
  rows.append(result.rows);
  const std::size_t disbursed = static_cast<std::size_t>(YearFigure::disbursed);
  const std::vector<OutcomeColumn> difference{{disbursed, same.first_column(1) + disbursed}, {disbursed}};
  const auto sums = summarize(rows, difference, {});
  EXPECT_EQ(sums[0].least, 0);
  EXPECT_EQ(sums[0].greatest, 0);
  EXPECT_NE(sums[1].least, sums[1].greatest);
}

TEST(Sweep, GoesOnWhereItWasCancelledOrSaved) {
  const Sweep sweep(varied(RoundsHeld::recorded));
  const auto whole = swept(sweep, 700);
  Watch watch;
  const Watching watching(&watch);
  SweepState state = sweep.begin();
  RowsInMemory rows(sweep.width());
  sweep.run(state, 300, rows, {.threads = 3});
  EXPECT_EQ(watch.done(), 300);
  EXPECT_EQ(watch.expected(), 300);
  watch.cancel();
  EXPECT_THROW(sweep.run(state, 700, rows, {.threads = 3}), Cancelled);
  watch.reset();
  EXPECT_EQ(state.draws, 300);
  EXPECT_EQ(rows.count(), 300);
  SweepState saved = read_state(sweep, state_document(sweep, state), "state");
  EXPECT_EQ(saved, state);
  sweep.run(saved, 700, rows);
  EXPECT_EQ(saved, whole.state);
  EXPECT_TRUE(std::ranges::equal(rows.all(), whole.rows));
}

TEST(Sweep, RefusesTheStateOfAnother) {
  const Sweep sweep(varied(RoundsHeld::recorded));
  auto other = varied(RoundsHeld::recorded);
  ++other.seed;
  const std::string document = state_document(Sweep(other), sweep.begin());
  const auto message = [&](const std::string& text) -> std::string {
    try {
      static_cast<void>(read_state(sweep, text, "state"));
    } catch (const InvalidInput& invalid) {
      return invalid.what();
    }
    return "";
  };
  EXPECT_THAT(message(document), HasSubstr("the state is of another sweep"));
  EXPECT_THAT(message("[]"), HasSubstr("the state has no \"sweep\""));
  EXPECT_THAT(message("{"), HasSubstr("the state is no JSON"));
  std::string good = state_document(sweep, sweep.begin());
  EXPECT_EQ(message(good), "");
  EXPECT_THAT(message(good.replace(good.find("\"draws\":0"), 9, "\"draws\":-1")),
              HasSubstr("this is no count"));
}

TEST(Sweep, SaysTheProblemOfTheFirstDrawForAnyNumberOfThreads) {
  for (const int threads : {1, 2, 8}) {
    // Draw 20 fails only once a later one has, if another thread can go through that.
    std::atomic<bool> later{threads == 1};
    auto scenario = varied(RoundsHeld::recorded);
    scenario.behaviour = HostBehaviour([&](const MonthAtHand& at_hand, std::span<std::int64_t>) {
      const std::uint64_t draw = at_hand.draw.number;
      if (draw < 20) return;
      while (draw == 20 && !later)
        std::this_thread::yield();
      later = true;
      throw std::runtime_error(std::to_string(draw));
    });
    const Sweep sweep(scenario);
    SweepState state = sweep.begin();
    RowsInMemory rows(sweep.width());
    try {
      sweep.run(state, 100, rows, {.threads = threads});
      FAIL();
    } catch (const std::runtime_error& error) {
      EXPECT_EQ(std::string(error.what()), "20");
    }
    EXPECT_EQ(state, sweep.begin());
    EXPECT_EQ(rows.count(), 0);
  }
}

}  // namespace
}  // namespace giaingan
