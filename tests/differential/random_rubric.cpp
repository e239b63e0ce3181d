#include "differential/random_rubric.hpp"

#include <algorithm>
#include <limits>

namespace differential {
namespace {

using giaingan::Ratio;

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

bool within(giaingan::Int128 number) {
  return number >= least && number <= most;
}

}  // namespace

RandomColumns::RandomColumns(std::vector<std::string> names)
    : names_(std::move(names)), values_(names_.size()) {
  for (std::size_t i = 0; i < values_.size(); ++i) {
    if (i % 2 == 1) values_[i].num_stride = 3;
    if (i % 4 >= 2) values_[i].den_stride = 2;
  }
}

void RandomColumns::add(const std::string& unit, const std::vector<std::optional<Ratio>>& row) {
  units_.push_back(unit);
  for (std::size_t i = 0; i < row.size(); ++i) {
    Values& column = values_[i];
    // What stands where a value is missing must not be read.
    const Ratio value = row[i].value_or(Ratio{most, 0});
    column.num.resize(units_.size() * static_cast<std::size_t>(column.num_stride));
    column.den.resize(units_.size() * static_cast<std::size_t>(column.den_stride));
    column.num[(units_.size() - 1) * static_cast<std::size_t>(column.num_stride)] = value.num;
    column.den[(units_.size() - 1) * static_cast<std::size_t>(column.den_stride)] = value.den;
    column.valid.push_back(row[i] ? 1 : 0);
    column.whole = column.whole && (!row[i] || value.den == 1);
    column.missing = column.missing || !row[i];
  }
}

std::size_t RandomColumns::row_of(const std::string& unit) const {
  return static_cast<std::size_t>(std::ranges::find(units_, unit) - units_.begin());
}

giaingan::MetricTable RandomColumns::table() const {
  giaingan::MetricTable table(units_, names_);
  const auto given = columns();
  for (std::size_t row = 0; row < units_.size(); ++row) {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const Values& column = values_[i];
      if (column.valid[row] == 0) continue;
      table.set(units_[row], names_[i],
                giaingan::Rational(Ratio{column.num[row * static_cast<std::size_t>(column.num_stride)],
                                         column.den[row * static_cast<std::size_t>(column.den_stride)]}));
    }
  }
  return table;
}

std::vector<giaingan::MetricColumn> RandomColumns::columns() const {
  std::vector<giaingan::MetricColumn> made;
  for (std::size_t i = 0; i < names_.size(); ++i) {
    const Values& column = values_[i];
    made.push_back({names_[i], column.num.data(), column.whole ? nullptr : column.den.data(),
                    column.missing ? column.valid.data() : nullptr, column.num_stride, column.den_stride});
  }
  return made;
}

RandomRubric::RandomRubric(std::uint64_t seed)
    : draws_(seed), bits_(draws_.one_of<int>({3, 3, 3, 6, 12, 31, 50, 61, 63})) {
  using giaingan::Heads;
  policy_.heads = draws_.chance(60) ? Heads::not_above_collective : Heads::independent;
  if (draws_.chance(30)) policy_.compare_at = draws_.one_of<Ratio>({{1, 10}, {1, 3}, {1, 2}, {5, 1}});
  const std::int64_t criteria = draws_.between(1, 5);
  for (std::int64_t i = 0; i < criteria; ++i)
    policy_.criteria.push_back(draws_.chance(12)   ? in_proportion()
                               : draws_.chance(20) ? tabled()
                                                   : banded(static_cast<std::size_t>(i)));
  add_classes();
  for (std::int64_t i = draws_.between(0, 3); i > 0; --i)
    policy_.vetoes.push_back(limit("veto " + std::to_string(i)));
  for (std::int64_t i = draws_.between(0, 3); i > 0; --i)
    policy_.caps.push_back(limit("cap " + std::to_string(i)));
  add_quotas();
}

// Small, or of many bits; now and then negative.
Ratio RandomRubric::number() {
  const std::int64_t top = bits_ == 63 ? most : (std::int64_t{1} << bits_) - 1;
  const std::int64_t den = draws_.chance(60) ? 1 : draws_.between(1, std::min<std::int64_t>(top, 100));
  return {draws_.between(draws_.chance(20) ? -top : 0, top), den};
}

Ratio RandomRubric::points() {
  if (draws_.chance(1)) return {most - draws_.between(0, 9), draws_.between(1, 9)};
  return {draws_.between(-2, 20), draws_.one_of<int>({1, 1, 1, 2, 3})};
}

// A bound in other terms, one unit of them less or more, or any number.
Ratio RandomRubric::near_bound() {
  if (bounds_.empty() || draws_.chance(20))
    return draws_.chance(5) ? Ratio{draws_.chance(50) ? least : most, 1} : number();
  const Ratio bound = draws_.one_of(bounds_);
  const std::int64_t factor =
      draws_.chance(50) ? 1 : draws_.between(1, std::int64_t{1} << draws_.between(1, 50));
  const giaingan::Int128 num = giaingan::Int128{bound.num} * factor + draws_.between(-1, 1);
  const giaingan::Int128 den = giaingan::Int128{bound.den} * factor;
  if (!within(num) || !within(den)) return bound;
  return {static_cast<std::int64_t>(num), static_cast<std::int64_t>(den)};
}

giaingan::Subjects RandomRubric::subjects() {
  using giaingan::Subjects;
  return draws_.one_of<Subjects>(
      {Subjects::both, Subjects::both, Subjects::both, Subjects::collectives, Subjects::heads});
}

giaingan::Comparison RandomRubric::comparison() {
  using giaingan::Comparison;
  return draws_.one_of<Comparison>({Comparison::at_least, Comparison::more_than, Comparison::at_most,
                                    Comparison::less_than, Comparison::equal});
}

std::string RandomRubric::metric() {
  return "m" + std::to_string(draws_.between(0, 3));
}

// In rising order; a bound belongs to one side, or to none where there are gaps.
std::vector<giaingan::Interval> RandomRubric::intervals(std::size_t count, bool with_gaps) {
  using giaingan::IncludedBounds;
  std::vector<Ratio> edges;
  for (std::size_t i = 1; i < count; ++i)
    edges.push_back(number());
  std::ranges::sort(edges);
  bounds_.insert(bounds_.end(), edges.begin(), edges.end());
  std::vector<giaingan::Interval> made(count);
  bool from_open = false;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) made[i].from = edges[i - 1];
    if (i + 1 < count) made[i].to = edges[i];
    const bool to_closed = draws_.chance(25);
    made[i].includes = from_open ? (to_closed ? IncludedBounds::to : IncludedBounds::neither)
                                 : (to_closed ? IncludedBounds::both : IncludedBounds::from);
    from_open = to_closed || (with_gaps && draws_.chance(50));
  }
  if (with_gaps && count > 1) made.erase(made.begin() + static_cast<std::ptrdiff_t>(draws_.below(count)));
  if (draws_.chance(30)) std::ranges::reverse(made);
  return made;
}

giaingan::Criterion RandomRubric::banded(std::size_t number) {
  using giaingan::MissingMetric;
  giaingan::Criterion made;
  giaingan::BandedScore score;
  score.metric = metric();
  const bool follows = draws_.chance(30);
  const std::size_t count = draws_.chance(5) ? 30 : 1 + draws_.below(6);
  for (const auto& interval : intervals(count, draws_.chance(10))) {
    giaingan::ScoreBand band{"", interval, points(), {}};
    if (follows && interval.from && interval.to && draws_.chance(60)) band.points_to = points();
    made.max = std::max({made.max, band.points, band.points_to.value_or(band.points)});
    score.bands.push_back(band);
  }
  made.id = "c" + std::to_string(number);
  made.score = score;
  made.weight = draws_.one_of<Ratio>({{1, 1}, {1, 1}, {2, 1}, {1, 2}, {5, 3}});
  made.missing = draws_.one_of<MissingMetric>(
      {MissingMetric::zero, MissingMetric::zero, MissingMetric::skip_and_rescale, MissingMetric::error});
  made.subjects = subjects();
  if (draws_.chance(20)) std::get<giaingan::BandedScore>(made.score).over = metric();
  made.not_assigned = draws_.one_of<MissingMetric>(
      {MissingMetric::zero, MissingMetric::skip_and_rescale, MissingMetric::error});
  made.part = draws_.one_of<std::string>({"", "", "a", "b"});
  return made;
}

giaingan::Criterion RandomRubric::in_proportion() {
  giaingan::Criterion made;
  const Ratio max{draws_.between(0, 30), draws_.between(1, 2)};
  made.score = giaingan::ProportionalScore{metric(), metric(), max};
  made.max = max;
  made.missing = draws_.one_of<giaingan::MissingMetric>(
      {giaingan::MissingMetric::zero, giaingan::MissingMetric::skip_and_rescale});
  made.not_assigned = giaingan::MissingMetric::skip_and_rescale;
  made.part = draws_.one_of<std::string>({"", "a"});
  made.subjects = subjects();
  return made;
}

// Of rows that overlap the first counts. More rows than a machine word has bits now and then.
giaingan::Criterion RandomRubric::tabled() {
  using giaingan::MissingMetric;
  giaingan::Criterion made;
  giaingan::TabledScore table;
  table.metrics = {"m0", "m1", "m2", "m3"};
  table.metrics.resize(1 + draws_.below(4));
  const std::size_t rows = draws_.chance(5) ? 150 : 1 + draws_.below(8);
  for (std::size_t i = 0; i < rows; ++i) {
    giaingan::TableRow row{std::to_string(i), {}, points()};
    for (std::size_t metric = 0; metric < table.metrics.size(); ++metric) {
      auto& cell = row.cells.emplace_back();
      if (draws_.chance(60)) cell = intervals(1 + draws_.below(4), true);
    }
    made.max = std::max(made.max, row.points);
    table.rows.push_back(row);
  }
  made.id = "t" + std::to_string(draws_.below(1'000'000));
  made.score = table;
  made.missing = draws_.one_of<MissingMetric>(
      {MissingMetric::zero, MissingMetric::zero, MissingMetric::skip_and_rescale, MissingMetric::error});
  made.part = draws_.one_of<std::string>({"", "a"});
  made.subjects = subjects();
  return made;
}

giaingan::ClassLimit RandomRubric::limit(const std::string& id) {
  giaingan::ClassLimit made;
  made.id = id;
  for (std::int64_t i = draws_.between(1, 3); i > 0; --i) {
    giaingan::MetricCondition condition;
    condition.metric = metric();
    condition.comparison = comparison();
    condition.value.value = near_bound();
    bounds_.push_back(condition.value.value);
    made.conditions.push_back(condition);
  }
  made.limit = draws_.below(policy_.classes.size());
  made.subjects = subjects();
  return made;
}

void RandomRubric::add_classes() {
  const std::int64_t count = draws_.between(1, 4);
  std::int64_t edge = draws_.between(0, 20);
  for (std::int64_t i = 0; i < count; ++i) {
    giaingan::RatingClass one;
    one.id = std::to_string(i);
    if (i > 0) one.totals.from = Ratio{edge, 2};
    edge += draws_.between(1, 20);
    if (i + 1 < count) one.totals.to = Ratio{edge, 2};
    policy_.classes.insert(policy_.classes.begin(), one);
  }
}

void RandomRubric::add_quotas() {
  using giaingan::QuotaTie;
  const std::size_t classes = policy_.classes.size();
  for (std::int64_t i = classes < 2 ? 0 : draws_.between(0, 3); i > 0; --i) {
    giaingan::Quota made;
    made.id = "quota " + std::to_string(i);
    made.subject = draws_.chance(60) ? giaingan::Subject::collective : giaingan::Subject::head;
    made.rated = draws_.below(classes - 1);
    made.base_class = draws_.chance(80) ? made.rated + 1 : (made.rated + 2) % classes;
    made.share.value = {draws_.between(0, 6), draws_.one_of<int>({6, 7, 10})};
    made.base = draws_.chance(60) ? giaingan::QuotaBase::after : giaingan::QuotaBase::before;
    made.rounding = draws_.one_of<giaingan::Rounding>(
        {giaingan::Rounding::down, giaingan::Rounding::half_up, giaingan::Rounding::up});
    made.tie = draws_.one_of<QuotaTie>({QuotaTie::none_of_tied, QuotaTie::all_of_tied, QuotaTie::by_metrics});
    if (made.tie == QuotaTie::by_metrics) {
      made.tie_metrics = {{metric(), draws_.chance(50) ? giaingan::TieMetric::Better::higher
                                                       : giaingan::TieMetric::Better::lower}};
    }
    policy_.quotas.push_back(made);
  }
}

RandomColumns RandomRubric::columns(std::size_t units) {
  RandomColumns made({"m0", "m1", "m2", "m3", "not read"});
  std::vector<bool> whole;
  std::vector<int> missing;
  for (std::size_t i = 0; i < made.names().size(); ++i) {
    whole.push_back(draws_.chance(40));
    missing.push_back(draws_.one_of<int>({0, 0, 5, 40, 100}));
  }
  for (std::size_t unit = 0; unit < units; ++unit) {
    std::vector<std::optional<Ratio>> row;
    for (std::size_t i = 0; i < whole.size(); ++i) {
      Ratio value = near_bound();
      if (whole[i]) value = {value.num / value.den, 1};
      row.push_back(draws_.chance(missing[i]) ? std::nullopt : std::optional(value));
    }
    made.add("u" + std::to_string(100'000 + unit), row);
  }
  return made;
}

}  // namespace differential
