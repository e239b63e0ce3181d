#include "giaingan/figures/panel.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "guard.hpp"
#include "handles.hpp"

using namespace giaingan;
using namespace giaingan::capi;

// A panel with the columns that couldn't be borrowed.
struct giaingan_panel {
  std::vector<std::vector<std::int64_t>> copies;
  Panel panel;
  std::atomic<std::int64_t> owners{1};
};

namespace {

constexpr std::ptrdiff_t value_bytes = 8;

std::ptrdiff_t bytes_between(const giaingan_column& column) {
  return column.stride == 0 ? value_bytes : column.stride;
}

void check_shape(const giaingan_column& column, const std::string& name, std::int64_t length) {
  if (column.type != GIAINGAN_INT64 && column.type != GIAINGAN_FLOAT64)
    throw InvalidArgument(name + " is neither GIAINGAN_INT64 nor GIAINGAN_FLOAT64");
  if (column.length != length) {
    throw InvalidArgument(name + " has " + std::to_string(column.length) + " rows, plan[0] has " +
                          std::to_string(length));
  }
  if (column.valid != nullptr) throw InvalidArgument(name + " has `valid`: every amount must be there");
  if (column.stride < 0) throw InvalidArgument(name + " has a negative stride");
  if (column.data == nullptr && length > 0) throw InvalidArgument(name + " has no data");
}

template <class T>
T value_at(const giaingan_column& column, std::size_t row) {
  T value;
  std::memcpy(
      &value,
      static_cast<const char*>(column.data) + static_cast<std::ptrdiff_t>(row) * bytes_between(column),
      sizeof value);
  return value;
}

std::optional<std::int64_t> amount_at(const giaingan_column& column, std::size_t row) {
  if (column.type == GIAINGAN_INT64) return value_at<std::int64_t>(column, row);
  constexpr double limit = 9007199254740992.0;  // 2^53: beyond it a double no longer holds every whole number
  const auto number = value_at<double>(column, row);
  if (!(number > -limit && number < limit) || std::trunc(number) != number) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

bool can_be_borrowed(const giaingan_column& column) {
  return column.type == GIAINGAN_INT64 && bytes_between(column) % value_bytes == 0 &&
         reinterpret_cast<std::uintptr_t>(column.data) % alignof(std::int64_t) == 0;
}

struct Values {
  const std::int64_t* first;
  std::ptrdiff_t stride;
};

// Borrows columns, or copies those that can't be, and gathers what is wrong with their values.
class Intake {
 public:
  Values take(const giaingan_column& column, const std::string& name) {
    if (can_be_borrowed(column))
      return {static_cast<const std::int64_t*>(column.data), bytes_between(column) / value_bytes};
    auto& copy = copies.emplace_back();
    const auto rows = static_cast<std::size_t>(column.length);
    copy.reserve(rows);
    for (std::size_t row = 0; row < rows; ++row) {
      const auto amount = amount_at(column, row);
      if (!amount) not_whole(name, row);
      copy.push_back(amount.value_or(0));
    }
    return {copy.data(), 1};
  }

  // The panel over what was taken. @throws InvalidInput with the broken values and whatever the panel finds
  Panel panel(BudgetMonth first, std::vector<RatioColumns> months) {
    try {
      Panel checked(first, std::move(months));
      if (problems_.empty()) return checked;
    } catch (const InvalidInput& found) {
      problems_.insert(problems_.end(), found.diagnostics().begin(), found.diagnostics().end());
    }
    if (left_out_ > 0) {
      problems_.push_back({.code = "input.more_problems",
                           .place = Place{},
                           .message = std::to_string(left_out_) + " further broken amounts are not listed",
                           .expected = "",
                           .remedy = "mend those above and make the panel again"});
    }
    throw InvalidInput(std::move(problems_));
  }

  std::vector<std::vector<std::int64_t>> copies;

 private:
  void not_whole(const std::string& name, std::size_t row) {
    if (problems_.size() >= static_cast<std::size_t>(Limits{}.max_diagnostics)) {
      ++left_out_;
      return;
    }
    problems_.push_back(
        {.code = "panel.not_whole",
         .place = Place{.file = "", .row = static_cast<std::int64_t>(row) + 1, .column = name, .pointer = ""},
         .message = "the amount is not a whole number below 2^53",
         .expected = "whole đồng",
         .remedy = "give the column as GIAINGAN_INT64, or round at the source"});
  }

  std::vector<Diagnostic> problems_;
  std::int64_t left_out_ = 0;
};

void check_months(int32_t first_month, int32_t months) {
  const std::int64_t last = std::int64_t{first_month} + months - 1;
  if (first_month < 1 || months < 1 || last > months_in_budget_year) {
    throw InvalidArgument("months " + std::to_string(first_month) + " to " + std::to_string(last) +
                          " are asked for; a panel has one or more of the months 1 to 13");
  }
}

int checked_threads(int32_t threads) {
  constexpr int32_t most = 256;
  if (threads < 1 || threads > most)
    throw InvalidArgument("threads is " + std::to_string(threads) + ", not 1 to " + std::to_string(most));
  return threads;
}

RankTies ties_of(giaingan_rank_ties ties) {
  if (ties == GIAINGAN_RANK_STANDARD) return RankTies::standard;
  if (ties == GIAINGAN_RANK_DENSE) return RankTies::dense;
  throw InvalidArgument("ties is " + std::to_string(ties) + ", no GIAINGAN_RANK_ value");
}

std::vector<std::optional<Ratio>> references(const Panel& panel, const int64_t* plan,
                                             const int64_t* disbursed) {
  if ((plan == nullptr) != (disbursed == nullptr))
    throw InvalidArgument("reference_plan and reference_disbursed: one is NULL and the other isn't");
  std::vector<std::optional<Ratio>> bounds;
  for (std::size_t m = 0; m < panel.months(); ++m) {
    const Amounts amounts = plan == nullptr ? panel.totals()[m] : Amounts{{plan[m]}, {disbursed[m]}};
    if (amounts.plan.value < 0 || amounts.disbursed.value < 0)
      throw InvalidArgument("a reference of month index " + std::to_string(m) + " is negative");
    bounds.push_back(amounts.ratio());
  }
  return bounds;
}

// Where runs are to be written; any may be null.
struct RunBuffers {
  uint8_t* current;
  uint8_t* longest;
  uint8_t* first_flagged;

  [[nodiscard]] bool wanted() const {
    return current != nullptr || longest != nullptr || first_flagged != nullptr;
  }
};

// How runs are formed.
struct RunRule {
  int last;
  int flag_after;
  MonthBits skipped;  // for every unit
};

// Runs of every combination of months, looked up for units without a month of their own that is taken out.
std::vector<MonthRuns> all_runs(const RunRule& rule) {
  std::vector<MonthRuns> runs(std::size_t{1} << rule.last);
  for (std::size_t months = 0; months < runs.size(); ++months) {
    runs[months] =
        runs_of(static_cast<MonthBits>(months & ~rule.skipped), rule.skipped, rule.last, rule.flag_after);
  }
  return runs;
}

// The months of the panel that have no reference.
MonthBits months_without(const std::vector<std::optional<Ratio>>& bounds, BudgetMonth first) {
  unsigned months = 0;
  for (std::size_t m = 0; m < bounds.size(); ++m)
    months |= bounds[m] ? 0U : 1U << (static_cast<std::size_t>(first.number) + m - 1);
  return static_cast<MonthBits>(months);
}

// The caller's buffer, or one of our own where he wants none.
class Marks {
 public:
  Marks(uint16_t* buffer, std::size_t units)
      : own_(buffer == nullptr ? units : 0),
        marks_(buffer == nullptr ? std::span<MonthBits>(own_) : std::span<MonthBits>(buffer, units)) {}
  [[nodiscard]] std::span<MonthBits> all() const { return marks_; }

 private:
  std::vector<MonthBits> own_;
  std::span<MonthBits> marks_;
};

// Writes one member of the runs of every unit.
void write_member(uint8_t* out, uint8_t MonthRuns::*member, std::span<const MonthBits> below,
                  std::span<const MonthBits> skipped, const RunRule& rule,
                  const std::vector<MonthRuns>& known) {
  if (out == nullptr) return;
  // No allocation: other buffers have been written already.
  std::array<uint8_t, std::size_t{1} << months_in_budget_year> of_months;
  std::transform(known.begin(), known.end(), of_months.begin(),
                 [&](const MonthRuns& runs) { return runs.*member; });
  const uint8_t* const looked_up = of_months.data();
  for (std::size_t unit = 0; unit < below.size(); ++unit)
    out[unit] = looked_up[below[unit]];
  for (std::size_t unit = 0; unit < skipped.size(); ++unit) {
    if (skipped[unit] == 0) continue;
    const auto months = static_cast<MonthBits>(skipped[unit] | rule.skipped);
    out[unit] = runs_of(below[unit], months, rule.last, rule.flag_after).*member;
  }
}

}  // namespace

giaingan_status giaingan_panel_create(const giaingan_column* plan, const giaingan_column* disbursed,
                                      int32_t first_month, int32_t months, giaingan_panel** panel,
                                      giaingan_error** error) {
  if (panel != nullptr) *panel = nullptr;
  return guarded(error, [&] {
    giaingan_panel*& out = required(panel, "panel");
    check_months(first_month, months);
    const std::int64_t length = required(plan, "plan").length;
    if (length < 0 || length > std::numeric_limits<std::int32_t>::max())
      throw InvalidArgument("plan[0] has " + std::to_string(length) + " rows, not 0 to 2^31 - 1");
    required(disbursed, "disbursed");
    Intake intake;
    std::vector<RatioColumns> columns;
    for (std::size_t m = 0; m < static_cast<std::size_t>(months); ++m) {
      const std::string index = "[" + std::to_string(m) + "]";
      check_shape(plan[m], "plan" + index, length);
      check_shape(disbursed[m], "disbursed" + index, length);
      const Values den = intake.take(plan[m], "plan" + index);
      const Values num = intake.take(disbursed[m], "disbursed" + index);
      columns.push_back({num.first, den.first, static_cast<std::size_t>(length), num.stride, den.stride});
    }
    Panel checked = intake.panel({first_month}, std::move(columns));
    out = new giaingan_panel{std::move(intake.copies), std::move(checked)};
  });
}

giaingan_panel* giaingan_panel_retain(giaingan_panel* panel) {
  return retain(panel);
}
void giaingan_panel_release(giaingan_panel* panel) {
  release(panel);
}

giaingan_status giaingan_panel_total(const giaingan_panel* panel, int32_t month, int64_t* plan,
                                     int64_t* disbursed, giaingan_error** error) {
  return guarded(error, [&] {
    const Panel& of = required(panel, "panel").panel;
    const auto totals = of.totals();
    const std::int64_t index = std::int64_t{month} - of.first().number;
    if (index < 0 || index >= static_cast<std::int64_t>(totals.size()))
      throw InvalidArgument("month " + std::to_string(month) + " is not one of the panel's");
    std::int64_t& plan_out = required(plan, "plan");
    std::int64_t& disbursed_out = required(disbursed, "disbursed");
    plan_out = totals[static_cast<std::size_t>(index)].plan.value;
    disbursed_out = totals[static_cast<std::size_t>(index)].disbursed.value;
  });
}

giaingan_status giaingan_panel_rank(const giaingan_panel* panel, giaingan_rank_ties ties, int32_t threads,
                                    int32_t* const* rank, giaingan_error** error) {
  return guarded(error, [&] {
    const Panel& of = required(panel, "panel").panel;
    required(rank, "rank");
    of.rank(ties_of(ties), {rank, of.months()}, {.threads = checked_threads(threads)});
  });
}

giaingan_status giaingan_panel_below_average(const giaingan_panel* panel, const int64_t* reference_plan,
                                             const int64_t* reference_disbursed, int32_t months_in_a_row,
                                             giaingan_gap gap, int32_t threads, uint16_t* below,
                                             uint16_t* undefined, uint8_t* current_run, uint8_t* longest_run,
                                             uint8_t* first_flagged, giaingan_error** error) {
  return guarded(error, [&] {
    const Panel& of = required(panel, "panel").panel;
    if (months_in_a_row < 1 || months_in_a_row > months_in_budget_year)
      throw InvalidArgument("months_in_a_row is " + std::to_string(months_in_a_row) + ", not 1 to 13");
    if (gap != GIAINGAN_GAP_BREAKS && gap != GIAINGAN_GAP_SKIPPED)
      throw InvalidArgument("gap is " + std::to_string(gap) + ", no GIAINGAN_GAP_ value");
    const PanelWork work{.threads = checked_threads(threads)};
    const auto bounds = references(of, reference_plan, reference_disbursed);
    const RunBuffers runs{current_run, longest_run, first_flagged};
    const bool skips = gap == GIAINGAN_GAP_SKIPPED && runs.wanted();
    const RunRule rule{.last = of.first().number + static_cast<int>(of.months()) - 1,
                       .flag_after = months_in_a_row,
                       .skipped = skips ? months_without(bounds, of.first()) : MonthBits{0}};
    const Marks below_marks(below, of.units());
    const Marks undefined_marks(undefined, skips || undefined != nullptr ? of.units() : 0);
    const auto known = runs.wanted() ? all_runs(rule) : std::vector<MonthRuns>();
    of.mark_below(bounds, below_marks.all(), work);
    if (!undefined_marks.all().empty()) of.mark_undefined(undefined_marks.all(), work);
    if (!runs.wanted()) return;
    const auto skipped = skips ? undefined_marks.all() : std::span<MonthBits>();
    const auto write = [&](uint8_t* out, uint8_t MonthRuns::*member) {
      write_member(out, member, below_marks.all(), skipped, rule, known);
    };
    write(runs.current, &MonthRuns::current);
    write(runs.longest, &MonthRuns::longest);
    write(runs.first_flagged, &MonthRuns::first_flagged);
  });
}
