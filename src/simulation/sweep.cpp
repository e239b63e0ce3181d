#include "giaingan/simulation/sweep.hpp"

#include "giaingan/input/watch.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <utility>

#include "figures/parallel.hpp"
#include "simulation/year_columns.hpp"

namespace giaingan::inline v1 {
namespace {

// Draws that are handed over together.
constexpr std::size_t draws_at_once = 256;

struct Side {
  explicit Side(Scenario scenario) : simulation(std::move(scenario)) {
    if (YearColumns::serve(simulation)) columns.emplace(simulation);
  }

  YearSimulation simulation;
  std::optional<YearColumns> columns;
};

UnitCounts no_counts(const YearSimulation& simulation) {
  const auto& rubric = simulation.scenario().policy->evaluation;
  const std::size_t classes = rubric ? rubric->classes.size() + 1 : 0;
  return {std::vector<std::int64_t>(simulation.units().size()),
          std::vector<std::int64_t>(simulation.rated().size() * classes)};
}

void count(const YearOutcome& outcome, UnitCounts& counts) {
  for (std::size_t unit = 0; unit < outcome.flagged.size(); ++unit)
    counts.flagged[unit] += outcome.flagged[unit];
  if (outcome.classes.empty()) return;
  const std::size_t classes = counts.classes.size() / outcome.classes.size();
  for (std::size_t unit = 0; unit < outcome.classes.size(); ++unit) {
    const std::int16_t rated = outcome.classes[unit];
    ++counts.classes[unit * classes + (rated == no_class ? classes - 1 : static_cast<std::size_t>(rated))];
  }
}

void add(const std::vector<std::int64_t>& from, std::vector<std::int64_t>& to) {
  for (std::size_t i = 0; i < from.size(); ++i)
    to[i] += from[i];
}

}  // namespace

struct Sweep::Parts {
  std::vector<std::unique_ptr<const Side>> sides;
};

Sweep::Sweep(Scenario scenario) {
  auto parts = std::make_unique<Parts>();
  parts->sides.push_back(std::make_unique<const Side>(std::move(scenario)));
  parts_ = std::move(parts);
}

Sweep::Sweep(Scenario scenario, Scenario against) {
  auto parts = std::make_unique<Parts>();
  parts->sides.push_back(std::make_unique<const Side>(std::move(scenario)));
  parts->sides.push_back(std::make_unique<const Side>(std::move(against)));
  parts_ = std::move(parts);
}

Sweep::Sweep(Sweep&&) noexcept = default;
Sweep& Sweep::operator=(Sweep&&) noexcept = default;
Sweep::~Sweep() = default;

std::size_t Sweep::sides() const noexcept {
  return parts_->sides.size();
}

const YearSimulation& Sweep::side(std::size_t number) const noexcept {
  return parts_->sides[number]->simulation;
}

bool Sweep::goes_by_columns(std::size_t number) const noexcept {
  return parts_->sides[number]->columns.has_value();
}

std::size_t Sweep::first_column(std::size_t number) const noexcept {
  std::size_t first = 0;
  for (std::size_t i = 0; i < number; ++i)
    first += side(i).columns().size();
  return first;
}

std::size_t Sweep::width() const noexcept {
  return first_column(sides());
}

SweepState Sweep::begin() const {
  SweepState state;
  state.sides.reserve(sides());
  for (std::size_t i = 0; i < sides(); ++i)
    state.sides.push_back(no_counts(side(i)));
  return state;
}

namespace {

// What one thread works with: made once, used for all its draws.
class SweepWorker {
 public:
  SweepWorker(const std::vector<std::unique_ptr<const Side>>& sides) : sides_(&sides) {
    for (const auto& side : sides) {
      workers_.emplace_back();
      if (side->columns) workers_.back().emplace(*side->columns);
      counts_.push_back(no_counts(side->simulation));
    }
  }

  void go_through(std::uint64_t draw, std::span<std::int64_t> row) {
    auto place = row.begin();
    for (std::size_t i = 0; i < workers_.size(); ++i) {
      if (workers_[i]) {
        workers_[i]->outcome(draw, outcome_);
      } else {
        outcome_ = (*sides_)[i]->simulation.outcome(draw);
      }
      place = std::ranges::copy(outcome_.figures, place).out;
      count(outcome_, counts_[i]);
    }
  }

  void hand_over(std::vector<UnitCounts>& to) {
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      add(counts_[i].flagged, to[i].flagged);
      add(counts_[i].classes, to[i].classes);
      std::ranges::fill(counts_[i].flagged, 0);
      std::ranges::fill(counts_[i].classes, 0);
    }
  }

 private:
  const std::vector<std::unique_ptr<const Side>>* sides_;
  std::vector<std::optional<YearColumns::Worker>> workers_;
  std::vector<UnitCounts> counts_;
  YearOutcome outcome_;
};

// The first failure in the order of draws, whichever thread came upon it.
class FirstFailure {
 public:
  void keep(std::size_t draw, std::exception_ptr failure) {
    const std::lock_guard lock(mutex_);
    if (!failure_ || draw < draw_) {
      draw_ = draw;
      failure_ = std::move(failure);
    }
  }
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  std::mutex mutex_;
  std::size_t draw_ = 0;
  std::exception_ptr failure_;
};

}  // namespace

void Sweep::run(SweepState& state, std::int64_t draws, OutcomeRows& rows, const SweepWork& work) const {
  const auto threads = static_cast<std::size_t>(std::max(work.threads, 1));
  std::vector<std::optional<SweepWorker>> workers(threads);
  std::vector<std::int64_t> numbers;
  const auto first = static_cast<std::uint64_t>(side(0).scenario().first_draw);
  expect_steps(std::max<std::int64_t>(draws - state.draws, 0));
  while (state.draws < draws) {
    const auto some = static_cast<std::size_t>(
        std::min<std::int64_t>(draws - state.draws, static_cast<std::int64_t>(draws_at_once)));
    numbers.resize(some * width());
    std::atomic<std::size_t> next{0};
    FirstFailure failure;
    for_each_part(threads, work.threads, [&](std::size_t thread) {
      for (std::size_t i = next++; i < some; i = next++) {
        try {
          take_steps();
          if (!workers[thread]) workers[thread].emplace(parts_->sides);
          workers[thread]->go_through(first + static_cast<std::uint64_t>(state.draws) + i,
                                      std::span(numbers).subspan(i * width(), width()));
        } catch (...) {
          failure.keep(i, std::current_exception());
        }
      }
    });
    failure.rethrow();
    rows.append(numbers);
    for (auto& worker : workers) {
      if (worker) worker->hand_over(state.sides);
    }
    state.draws += static_cast<std::int64_t>(some);
  }
}

}  // namespace giaingan::inline v1
