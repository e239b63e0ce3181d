#include "giaingan/rules/rating_columns.hpp"

#include "giaingan/exact/int128.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/exact/step_function.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <stdexcept>
#include <utility>

#include "exact/any_negative.hpp"
#include "figures/rescaled_points.hpp"
#include "input/problems.hpp"
#include "rules/rating_block.hpp"
#include "rules/rating_loops.hpp"
#include "rules/rating_quotas.hpp"
#include "rules/rating_rubric.hpp"

namespace giaingan::inline v1 {
namespace {

/// Those of a caller's columns that are read.
class ColumnsRead {
 public:
  ColumnsRead(std::span<const MetricColumn> given, Problems& problems) : given_(given), problems_(problems) {}

  /// The place of a metric's column among those read; any if it isn't there, which is reported once.
  std::size_t find(const std::string& metric) {
    const auto known = std::ranges::find(names_, metric);
    if (known != names_.end()) return static_cast<std::size_t>(known - names_.begin());
    names_.push_back(metric);
    const auto first = std::ranges::find(given_, metric, &MetricColumn::metric);
    if (first == given_.end()) {
      report(metric, "ratings.no_column", "the rubric reads this metric, and no column has it",
             "add the column; if nobody has the metric, without a valid value");
    } else if (std::find_if(first + 1, given_.end(), [&](const MetricColumn& each) {
                 return each.metric == metric;
               }) != given_.end()) {
      report(metric, "ratings.second_column", "two columns have this metric", "give one of them");
    }
    blocks.emplace_back(first == given_.end() ? nothing_ : *first);
    return names_.size() - 1;
  }

  std::vector<ColumnBlock> blocks;

 private:
  void report(const std::string& metric, const char* code, const char* message, const char* remedy) {
    problems_.add({.code = code,
                   .place = Place{.file = "", .row = 0, .column = metric, .pointer = ""},
                   .message = message,
                   .expected = "one column for each metric of the rubric",
                   .remedy = remedy});
  }

  std::span<const MetricColumn> given_;
  Problems& problems_;
  std::vector<std::string> names_;
  MetricColumn nothing_;
};

void report_denominators(const MetricColumn& column, std::size_t units, Problems& problems) {
  if (column.den == nullptr) return;
  for (std::size_t row = 0; row < units; ++row) {
    const auto value = value_of(column, row);
    if (!value || value->den > 0) continue;
    problems.add({.code = "ratings.denominator",
                  .place = Place{.file = "",
                                 .row = static_cast<std::int64_t>(row) + 1,
                                 .column = column.metric,
                                 .pointer = ""},
                  .message = "the denominator is " + std::to_string(value->den),
                  .expected = "a denominator above 0, or a value marked as missing",
                  .remedy = "mark a ratio that is undefined as missing (valid 0)"});
  }
}

void report_negative(const MetricColumn& column, std::size_t units, Problems& problems) {
  if (!is_engine_metric(column.metric)) return;
  for (std::size_t row = 0; row < units; ++row) {
    const auto value = value_of(column, row);
    if (!value || value->num >= 0) continue;
    problems.add({.code = "ratings.negative",
                  .place = Place{.file = "",
                                 .row = static_cast<std::int64_t>(row) + 1,
                                 .column = column.metric,
                                 .pointer = ""},
                  .message = "the value is negative: " + std::to_string(value->num),
                  .expected = "0 or more: this metric counts, measures or sums what there is",
                  .remedy = "correct the value, or mark it as missing (valid 0)"});
  }
}

std::int16_t mark_of(MissingMetric missing) {
  switch (missing) {
    case MissingMetric::zero:
      return band_missing_zero;
    case MissingMetric::skip_and_rescale:
      return band_missing_skipped;
    case MissingMetric::error:
      break;
  }
  return band_missing_error;
}

/// What is to be done for a row beyond adding up amounts; bits.
enum RowNeeds : std::uint8_t { nothing_more = 0, exact_total = 1, no_total = 2 };

RowNeeds needs_without(MissingMetric missing) {
  switch (missing) {
    case MissingMetric::zero:
      return nothing_more;
    case MissingMetric::skip_and_rescale:
      return exact_total;
    case MissingMetric::error:
      break;
  }
  return no_total;
}

/// One piece of memory for all columns: what a rating gives back at once, the next one gets at once.
class ColumnMemory {
 public:
  ColumnMemory(std::size_t units, std::size_t bytes_a_unit, std::size_t columns)
      : units_(units),
        memory_(std::make_unique_for_overwrite<std::byte[]>(units * bytes_a_unit + (columns + 1) * apart)),
        taken_(up_to_line(reinterpret_cast<std::uintptr_t>(memory_.get())) -
               reinterpret_cast<std::uintptr_t>(memory_.get())) {}

  /// A new column, still to be written.
  template <class T>
  std::span<T> take() {
    T* const first = reinterpret_cast<T*>(&memory_[taken_]);
    std::uninitialized_default_construct_n(first, units_);
    taken_ += up_to_line(units_ * sizeof(T));
    return {first, units_};
  }
  std::unique_ptr<std::byte[]> release() { return std::move(memory_); }

 private:
  static constexpr std::size_t apart = 64;  // a line of the cache: no vector lies across two
  static std::size_t up_to_line(std::size_t bytes) { return (bytes + apart - 1) / apart * apart; }

  std::size_t units_;
  std::unique_ptr<std::byte[]> memory_;
  std::size_t taken_;
};

/// The columns of a rating while they are written.
struct Columns {
  std::vector<std::span<std::int16_t>> bands;
  std::span<std::int64_t> total_num;
  std::span<std::int16_t> class_by_total;
  std::span<std::int16_t> class_after_limits;
  std::span<std::int16_t> class_final;
  std::vector<std::span<std::int8_t>> limits;
  std::vector<std::span<std::int8_t>> demoted;
};

template <class T>
std::vector<std::span<const T>> read_only(const std::vector<std::span<T>>& columns) {
  return {columns.begin(), columns.end()};
}

/// Rates the units of a set of columns, block by block.
class Rating {
 public:
  Rating(const EvaluationPolicy& policy, Subject subject, std::span<const MetricColumn> metrics,
         std::size_t units, std::span<const std::int16_t> collectives, SimdLevel level, const Limits& limits)
      : policy_(policy),
        subject_(subject),
        units_(units),
        collectives_(collectives),
        level_(level),
        problems_(limits),
        columns_(metrics, problems_),
        rubric_(policy, subject, [this](const std::string& metric) { return columns_.find(metric); }) {
    for (std::size_t i = 0; i < policy.quotas.size(); ++i) {
      if (policy.quotas[i].subject == subject) quotas_.push_back(i);
    }
    find_tie_columns();
    problems_.throw_if_any();
    make_columns();
  }

  RatedColumns rate() {
    RatedColumns rated;
    rated.quotas = rate_all();
    rated.units = units_;
    rated.subject = subject_;
    rated.bands = read_only(to_.bands);
    rated.total_num = to_.total_num;
    rated.total_den = std::move(total_den_);
    rated.class_by_total = to_.class_by_total;
    rated.class_after_limits = to_.class_after_limits;
    rated.class_final = to_.class_final;
    rated.limits = read_only(to_.limits);
    rated.demoted = read_only(to_.demoted);
    rated.memory = std::move(memory_);
    return rated;
  }

  /// Rates what the columns hold now into those of a result that lives. @pre rate() has made it
  void rate_again(RatedColumns& rated) {
    total_den_.assign(1, rubric_.common_den);
    wide_.clear();
    for (const std::size_t number : quotas_)
      std::ranges::fill(to_.demoted[number], std::int8_t{0});
    rated.quotas = rate_all();
    rated.total_den = total_den_;
  }

 private:
  std::vector<QuotaOutcome> rate_all() {
    for (std::size_t first = 0; first < units_; first += units_a_block)
      rate_block(first, std::min(units_a_block, units_ - first));
    const TotalsOfRows totals{to_.total_num, total_den_, wide_};
    std::vector<QuotaOutcome> outcomes;
    outcomes.reserve(quotas_.size());
    for (std::size_t i = 0; i < quotas_.size(); ++i) {
      outcomes.push_back(apply_quota(policy_, quotas_[i], totals, tie_columns_[i],
                                     {to_.class_final, to_.demoted[quotas_[i]]}));
    }
    return outcomes;
  }

  void find_tie_columns() {
    std::vector<std::vector<std::size_t>> places;
    for (const std::size_t number : quotas_) {
      auto& of_one = places.emplace_back();
      for (const TieMetric& tie : policy_.quotas[number].tie_metrics)
        of_one.push_back(columns_.find(tie.metric));
    }
    for (const auto& of_one : places) {
      auto& found = tie_columns_.emplace_back();
      for (const std::size_t place : of_one)
        found.push_back(&columns_.blocks[place].column());
    }
  }

  void make_columns() {
    constexpr std::size_t classes = 3;
    const std::size_t shorts = rubric_.criteria.size() + classes;
    const std::size_t marks = rubric_.limits.size() + quotas_.size();
    ColumnMemory memory(units_, sizeof(std::int64_t) + shorts * sizeof(std::int16_t) + marks,
                        1 + shorts + marks);
    to_.total_num = memory.take<std::int64_t>();
    to_.bands.resize(policy_.criteria.size());
    for (const RatedCriterion& criterion : rubric_.criteria)
      to_.bands[criterion.number] = memory.take<std::int16_t>();
    to_.class_by_total = memory.take<std::int16_t>();
    // A step that changes nothing has the column of the one before.
    to_.class_after_limits = rubric_.limits.empty() ? to_.class_by_total : memory.take<std::int16_t>();
    const bool nothing_changes = quotas_.empty() && collectives_.empty();
    to_.class_final = nothing_changes ? to_.class_after_limits : memory.take<std::int16_t>();
    to_.limits.resize(policy_.vetoes.size() + policy_.caps.size());
    for (const RatedLimit& one : rubric_.limits)
      to_.limits[one.number] = memory.take<std::int8_t>();
    to_.demoted.resize(policy_.quotas.size());
    for (const std::size_t number : quotas_) {
      to_.demoted[number] = memory.take<std::int8_t>();
      std::ranges::fill(to_.demoted[number], std::int8_t{0});
    }
    memory_ = memory.release();
    total_den_ = {rubric_.common_den};
  }

  void rate_block(std::size_t first, std::size_t count) {
    first_ = first;
    count_ = count;
    for (ColumnBlock& block : columns_.blocks) {
      block.go_to(first, count);
      const std::span numbers(block.numbers().num, count);  // 0 where they are missing
      if (is_engine_metric(block.column().metric) && any_negative(numbers, level_)) refuse_values();
    }
    const bool nothing_to_score = rubric_.criteria.empty();
    const RowNeeds from_the_start =
        nothing_to_score ? no_total : (rubric_.common_den == 0 ? exact_total : nothing_more);
    std::fill_n(needs_.begin(), count, from_the_start);
    any_needs_ = from_the_start;
    std::fill_n(totals(), count, 0);
    for (const RatedCriterion& criterion : rubric_.criteria)
      score(criterion);
    classify();
    if (any_needs_ != nothing_more) finish_rows();
    limit();
    hold_to_collectives();
  }

  [[noreturn]] void refuse_values() {
    for (const ColumnBlock& block : columns_.blocks) {
      report_denominators(block.column(), units_, problems_);
      report_negative(block.column(), units_, problems_);
    }
    problems_.throw_if_any();
    throw std::logic_error("a value can't be, and then it can");
  }

  [[nodiscard]] std::int64_t* totals() { return &to_.total_num[first_]; }
  [[nodiscard]] std::int16_t* bands_of(const RatedCriterion& criterion) {
    return &to_.bands[criterion.number][first_];
  }
  void need(std::size_t i, RowNeeds what) {
    needs_[i] = static_cast<std::uint8_t>(needs_[i] | what);
    any_needs_ = static_cast<std::uint8_t>(any_needs_ | what);
  }

  void score(const RatedCriterion& criterion) {
    if (criterion.table) return score_by_table(criterion);
    criterion.assigned ? score_quotients(criterion) : score_by_bands(criterion);
  }

  void score_by_table(const RatedCriterion& criterion) {
    std::int16_t* const rows = bands_of(criterion);
    if (!criterion.table->look_up(columns_.blocks, {rows, count_}, level_)) refuse_values();
    for (std::size_t i = 0; i < count_; ++i) {
      if (rows[i] == band_missing_error) miss(criterion.criterion->missing, rows, i);
      if (rows[i] >= 0) totals()[i] += criterion.table->amounts[static_cast<std::size_t>(rows[i])];
    }
  }

  void score_by_bands(const RatedCriterion& criterion) {
    const ColumnBlock& block = columns_.blocks[criterion.column];
    std::int16_t* const bands = bands_of(criterion);
    if (!criterion.steps.apply(block.numbers(), bands, totals(), level_)) refuse_values();
    if (const std::uint8_t* const valid = block.valid()) {
      const std::int64_t of_zero = criterion.steps.amount_of(Rational());
      for (std::size_t i = 0; i < count_; ++i) {
        if (valid[i] != 0) continue;
        take_back(i, of_zero);
        miss(criterion.criterion->missing, bands, i);
      }
    }
    mark_slopes(criterion, bands);
  }

  /// Done over assigned: by bands, or in proportion.
  void score_quotients(const RatedCriterion& criterion) {
    std::int16_t* const bands = bands_of(criterion);
    quotient_num_.assign(count_, 0);
    quotient_den_.assign(count_, 1);
    std::vector<std::size_t> wide;
    for (std::size_t i = 0; i < count_; ++i) {
      const auto done = checked_value(criterion.column, i);
      const auto assigned = checked_value(*criterion.assigned, i);
      holds_[i] = 0;
      if (!assigned || assigned->num <= 0) {
        miss(criterion.criterion->not_assigned, holds_.data(), i);
      } else if (!done) {
        miss(criterion.criterion->missing, holds_.data(), i);
      } else if (const auto ratio = quotient(*done, *assigned)) {
        quotient_num_[i] = ratio->num;
        quotient_den_[i] = ratio->den;
      } else {
        wide.push_back(i);
      }
    }
    if (criterion.in_proportion()) {
      for (std::size_t i = 0; i < count_; ++i) {
        bands[i] = holds_[i] < 0 ? holds_[i] : std::int16_t{band_in_proportion};
        if (holds_[i] == 0) need(i, exact_total);
      }
      return;
    }
    criterion.steps.apply({quotient_num_.data(), quotient_den_.data(), count_}, bands, totals(), level_);
    const std::int64_t of_zero = criterion.steps.amount_of(Rational());
    for (std::size_t i = 0; i < count_; ++i) {
      if (holds_[i] >= 0) continue;
      take_back(i, of_zero);
      bands[i] = holds_[i];
    }
    for (const std::size_t i : wide) {
      const Rational value = value_in(criterion, first_ + i);
      take_back(i, of_zero);
      take_back(i, -criterion.steps.amount_of(value));
      bands[i] = criterion.steps.piece_of(value);
    }
    mark_slopes(criterion, bands);
  }

  [[nodiscard]] std::optional<Ratio> checked_value(std::size_t column, std::size_t i) {
    const auto value = value_of(columns_.blocks[column].column(), first_ + i);
    if (value && value->den <= 0) refuse_values();
    return value;
  }

  /// A quotient whose terms fit int64. @pre assigned is above 0
  [[nodiscard]] static std::optional<Ratio> quotient(Ratio done, Ratio assigned) {
    const Int128 num = Int128{done.num} * assigned.den;
    const Int128 den = Int128{done.den} * assigned.num;
    constexpr Int128 most = std::numeric_limits<std::int64_t>::max();
    if (num > most || num < -most || den > most) return std::nullopt;
    return Ratio{static_cast<std::int64_t>(num), static_cast<std::int64_t>(den)};
  }

  /// The kernel has taken a row for one of the value 0.
  void take_back(std::size_t i, std::int64_t amount) {
    totals()[i] = static_cast<std::int64_t>(static_cast<std::uint64_t>(totals()[i]) -
                                            static_cast<std::uint64_t>(amount));
  }

  void mark_slopes(const RatedCriterion& criterion, const std::int16_t* bands) {
    if (!criterion.has_slopes) return;
    for (std::size_t i = 0; i < count_; ++i) {
      if (bands[i] >= 0 && criterion.slopes[static_cast<std::size_t>(bands[i])]) need(i, exact_total);
    }
  }

  void miss(MissingMetric missing, std::int16_t* marks, std::size_t i) {
    marks[i] = mark_of(missing);
    need(i, needs_without(missing));
  }

  void classify() {
    rubric_.classes.apply({totals(), nullptr, count_}, &to_.class_by_total[first_], nullptr, level_);
  }

  void finish_rows() {
    if (total_den_.size() != units_) total_den_.resize(units_, rubric_.common_den);
    for (std::size_t i = 0; i < count_; ++i) {
      if (needs_[i] == nothing_more) continue;
      const std::size_t row = first_ + i;
      const auto total = (needs_[i] & no_total) != 0 ? std::nullopt : total_of(row);
      to_.class_by_total[row] = total ? rubric_.class_of(*total) : no_class;
      const auto ratio = total ? total->to_ratio() : std::nullopt;
      to_.total_num[row] = ratio ? ratio->num : 0;
      total_den_[row] = ratio ? ratio->den : 0;
      if (total && !ratio) wide_.emplace_back(static_cast<std::uint32_t>(row), *total);
    }
  }

  /// What a criterion compares in a row. @pre it was scored there
  [[nodiscard]] Rational value_in(const RatedCriterion& criterion, std::size_t row) const {
    Rational done = *value_of(columns_.blocks[criterion.column].column(), row);
    if (!criterion.assigned) return done;
    return done / Rational(*value_of(columns_.blocks[*criterion.assigned].column(), row));
  }

  /// Whether a criterion's points in a row are among the amounts.
  [[nodiscard]] bool among_amounts(const RatedCriterion& criterion, std::int16_t band) const {
    if (band < 0) return band != band_in_proportion;
    return !criterion.slopes[static_cast<std::size_t>(band)] && rubric_.common_den != 0;
  }

  /// Weight × points of a criterion in a row.
  [[nodiscard]] Rational points_of(const RatedCriterion& criterion, std::int16_t band,
                                   std::size_t row) const {
    if (band == band_in_proportion) return criterion.points_of_share(value_in(criterion, row));
    if (band < 0) return {};
    return criterion.points_in(static_cast<std::size_t>(band), value_in(criterion, row));
  }

  /// The total of a row with all its criteria marked; nothing if nothing that gives points was scored.
  [[nodiscard]] std::optional<Rational> total_of(std::size_t row) const {
    const bool drops_out = std::ranges::any_of(rubric_.criteria, [&](const RatedCriterion& criterion) {
      return to_.bands[criterion.number][row] == band_missing_skipped;
    });
    if (drops_out) return rescaled_total_of(row);
    Rational sum;
    if (rubric_.common_den != 0) sum = Ratio{to_.total_num[row], rubric_.common_den};
    for (const RatedCriterion& criterion : rubric_.criteria) {
      const std::int16_t band = to_.bands[criterion.number][row];
      if (!among_amounts(criterion, band)) sum = sum + points_of(criterion, band, row);
    }
    return sum;
  }

  [[nodiscard]] std::optional<Rational> rescaled_total_of(std::size_t row) const {
    PointsByPart points;
    for (const RatedCriterion& criterion : rubric_.criteria) {
      const std::int16_t band = to_.bands[criterion.number][row];
      const bool dropped = band == band_missing_skipped;
      points.add(criterion.criterion->part,
                 dropped ? std::nullopt : std::optional(points_of(criterion, band, row)),
                 criterion.reachable());
    }
    return points.total().points;
  }

  void limit() {
    const std::int16_t* const by_total = &to_.class_by_total[first_];
    std::int16_t* const classes = &to_.class_after_limits[first_];
    if (rubric_.limits.empty()) return;
    std::copy_n(by_total, count_, classes);
    const bool any_unclassed = lowest(by_total, count_) < 0;
    for (const RatedLimit& one : rubric_.limits) {
      judge(one);
      if (any_unclassed) leave_out_unclassed(by_total, states_.data(), count_);
      narrow(states_.data(), &to_.limits[one.number][first_], count_);
      if (one.kind == RatedLimit::Kind::veto) {
        set_class(states_.data(), one.limit, classes, count_);
      } else {
        lower_class(states_.data(), one.limit, classes, count_);
      }
    }
  }

  /// Finds the limit's state in each row of the block, classed or not.
  void judge(const RatedLimit& one) {
    if (one.conditions.empty()) std::fill_n(states_.begin(), count_, std::int16_t{limit_holds});
    std::int16_t* to = states_.data();  // the first condition's are the states
    for (const RatedCondition& condition : one.conditions) {
      const ColumnBlock& block = columns_.blocks[condition.column];
      if (!condition.holds.apply(block.numbers(), to, nullptr, level_)) refuse_values();
      if (block.valid() != nullptr) mark_undecided(block.valid(), to, count_);
      if (to == holds_.data()) combine(holds_.data(), states_.data(), count_);
      to = holds_.data();
    }
  }

  void hold_to_collectives() {
    const std::int16_t* const classes = &to_.class_after_limits[first_];
    std::int16_t* const held = &to_.class_final[first_];
    if (collectives_.empty()) {
      if (held != classes) std::copy_n(classes, count_, held);
      return;
    }
    for (std::size_t i = 0; i < count_; ++i)
      held[i] = classes[i] == no_class ? no_class : std::max(classes[i], collectives_[first_ + i]);
  }

  const EvaluationPolicy& policy_;
  Subject subject_;
  std::size_t units_;
  std::span<const std::int16_t> collectives_;
  SimdLevel level_;
  Problems problems_;
  ColumnsRead columns_;
  RatedRubric rubric_;
  std::vector<std::size_t> quotas_;
  std::vector<std::vector<const MetricColumn*>> tie_columns_;  // by quota
  Columns to_;
  std::unique_ptr<std::byte[]> memory_;
  std::vector<std::int64_t> total_den_;
  std::vector<WideTotal> wide_;

  // Of the block at hand.
  std::size_t first_ = 0;
  std::size_t count_ = 0;
  std::uint8_t any_needs_ = nothing_more;
  std::array<std::uint8_t, units_a_block> needs_{};
  std::array<std::int16_t, units_a_block> states_{};
  std::array<std::int16_t, units_a_block> holds_{};
  std::vector<std::int64_t> quotient_num_;
  std::vector<std::int64_t> quotient_den_;
};

}  // namespace

RatedColumns rate_columns(const EvaluationPolicy& policy, Subject subject,
                          std::span<const MetricColumn> metrics, std::size_t units,
                          std::span<const std::int16_t> collectives, SimdLevel level, const Limits& limits) {
  return Rating(policy, subject, metrics, units, collectives, level, limits).rate();
}

struct ColumnRater::State {
  Rating rating;
  std::optional<RatedColumns> rated{};
};

ColumnRater::ColumnRater(const EvaluationPolicy& policy, Subject subject,
                         std::span<const MetricColumn> metrics, std::size_t units,
                         std::span<const std::int16_t> collectives, SimdLevel level)
    : state_(new State{Rating(policy, subject, metrics, units, collectives, level, Limits{})}) {}
ColumnRater::ColumnRater(ColumnRater&&) noexcept = default;
ColumnRater& ColumnRater::operator=(ColumnRater&&) noexcept = default;
ColumnRater::~ColumnRater() = default;

const RatedColumns& ColumnRater::rate() {
  if (state_->rated) {
    state_->rating.rate_again(*state_->rated);
  } else {
    state_->rated = state_->rating.rate();
  }
  return *state_->rated;
}

MetricTable metrics_of_row(std::span<const MetricColumn> metrics, std::size_t row, const std::string& unit) {
  std::vector<std::string> names;
  for (const MetricColumn& each : metrics)
    names.push_back(each.metric);
  MetricTable table({unit}, names);
  for (const MetricColumn& each : metrics) {
    if (const auto value = value_of(each, row)) table.set(unit, each.metric, Rational(*value));
  }
  return table;
}

}  // namespace giaingan::inline v1
