#include "differential/evaluation_bridge.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "differential/bridge.hpp"

namespace differential {
namespace {

std::size_t place(const oracle::Rubric& rubric, const std::string& class_id) {
  std::size_t i = 0;
  while (rubric.classes[i].id != class_id)
    ++i;
  return i;
}

giaingan::Interval interval_of(const oracle::Interval& interval) {
  giaingan::Interval made;
  if (interval.from) made.from = ratio_of(*interval.from);
  if (interval.to) made.to = ratio_of(*interval.to);
  switch (interval.includes) {
    case oracle::Interval::Includes::from:
      made.includes = giaingan::IncludedBounds::from;
      break;
    case oracle::Interval::Includes::to:
      made.includes = giaingan::IncludedBounds::to;
      break;
    case oracle::Interval::Includes::both:
      made.includes = giaingan::IncludedBounds::both;
      break;
    case oracle::Interval::Includes::neither:
      made.includes = giaingan::IncludedBounds::neither;
      break;
  }
  return made;
}

giaingan::MetricCondition condition_of(const oracle::Condition& condition) {
  giaingan::MetricCondition made;
  made.metric = condition.metric;
  made.value.value = ratio_of(condition.value);
  switch (condition.op) {
    case oracle::Condition::Operator::at_least:
      made.comparison = giaingan::Comparison::at_least;
      break;
    case oracle::Condition::Operator::above:
      made.comparison = giaingan::Comparison::more_than;
      break;
    case oracle::Condition::Operator::at_most:
      made.comparison = giaingan::Comparison::at_most;
      break;
    case oracle::Condition::Operator::below:
      made.comparison = giaingan::Comparison::less_than;
      break;
    case oracle::Condition::Operator::equal:
      made.comparison = giaingan::Comparison::equal;
      break;
  }
  return made;
}

giaingan::MissingMetric missing_of(oracle::Criterion::Missing missing) {
  switch (missing) {
    case oracle::Criterion::Missing::zero:
      return giaingan::MissingMetric::zero;
    case oracle::Criterion::Missing::skip_and_rescale:
      return giaingan::MissingMetric::skip_and_rescale;
    case oracle::Criterion::Missing::error:
      break;
  }
  return giaingan::MissingMetric::error;
}

giaingan::TabledScore table_of(const oracle::Criterion& criterion) {
  giaingan::TabledScore table;
  table.metrics = criterion.table_metrics;
  for (const oracle::TableRow& row : criterion.rows) {
    giaingan::TableRow& made = table.rows.emplace_back();
    made.points = ratio_of(row.points);
    for (const auto& cell : row.cells) {
      auto& any_of = made.cells.emplace_back();
      for (const oracle::Interval& interval : cell)
        any_of.push_back(interval_of(interval));
    }
  }
  return table;
}

giaingan::Criterion criterion_of(const oracle::Criterion& criterion) {
  giaingan::Criterion made;
  made.id = criterion.id;
  made.weight = ratio_of(criterion.weight);
  made.max = ratio_of(oracle::most(criterion));
  made.missing = missing_of(criterion.missing);
  made.not_assigned = missing_of(criterion.not_assigned);
  made.part = criterion.part;
  if (!criterion.rows.empty()) {
    made.score = table_of(criterion);
    return made;
  }
  giaingan::BandedScore score;
  score.metric = criterion.metric;
  score.over = criterion.over;
  for (const oracle::Band& band : criterion.bands) {
    giaingan::ScoreBand one;
    one.interval = interval_of(band.values);
    one.points = ratio_of(band.points);
    if (band.points_to) one.points_to = ratio_of(*band.points_to);
    score.bands.push_back(one);
  }
  made.score = score;
  return made;
}

giaingan::ClassLimit limit_of(const oracle::Rubric& rubric, const oracle::Limit& limit) {
  giaingan::ClassLimit made;
  made.id = limit.id;
  made.conditions = {condition_of(limit.condition)};
  made.limit = place(rubric, limit.class_id);
  return made;
}

giaingan::Quota quota_of(const oracle::Rubric& rubric, const oracle::Quota& quota,
                         giaingan::Subject subject) {
  giaingan::Quota made;
  made.subject = subject;
  made.rated = place(rubric, quota.limited);
  made.base_class = place(rubric, quota.of);
  made.share.value = ratio_of(quota.share);
  made.base =
      quota.base == oracle::Quota::Base::after ? giaingan::QuotaBase::after : giaingan::QuotaBase::before;
  using Rounding = oracle::Quota::Rounding;
  if (quota.rounding == Rounding::half_up) made.rounding = giaingan::Rounding::half_up;
  if (quota.rounding == Rounding::up) made.rounding = giaingan::Rounding::up;
  if (quota.tie == oracle::Quota::Tie::all) made.tie = giaingan::QuotaTie::all_of_tied;
  if (quota.tie == oracle::Quota::Tie::metrics) made.tie = giaingan::QuotaTie::by_metrics;
  for (const oracle::TieMetric& tie : quota.tie_metrics) {
    made.tie_metrics.push_back({tie.metric, tie.better == oracle::TieMetric::Better::higher
                                                ? giaingan::TieMetric::Better::higher
                                                : giaingan::TieMetric::Better::lower});
  }
  return made;
}

// The parts of both rubrics as one list that keeps the order of both; a part of both stands once.
template <class Made, class Part, class Make>
std::vector<Made> merged(const std::vector<Part>& collectives, const std::vector<Part>& heads, Make make) {
  std::vector<Made> list;
  for (const Part& part : collectives) {
    list.push_back(make(part));
    list.back().subjects = giaingan::Subjects::collectives;
  }
  auto next = list.begin();
  for (const Part& part : heads) {
    const auto shared =
        std::find_if(list.begin(), list.end(), [&](const Made& made) { return made.id == part.id; });
    if (shared != list.end()) {
      shared->subjects = giaingan::Subjects::both;
      next = shared + 1;
    } else {
      next = list.insert(next, make(part));
      next->subjects = giaingan::Subjects::heads;
      ++next;
    }
  }
  return list;
}

}  // namespace

giaingan::EvaluationPolicy evaluation_policy_of(const oracle::Evaluation& evaluation) {
  const oracle::Rubric& collectives = evaluation.collectives;
  const oracle::Rubric& heads = evaluation.heads;
  giaingan::EvaluationPolicy policy;
  policy.heads = evaluation.head_class == oracle::Evaluation::Heads::free
                     ? giaingan::Heads::independent
                     : giaingan::Heads::not_above_collective;
  policy.criteria = merged<giaingan::Criterion>(collectives.criteria, heads.criteria, criterion_of);
  for (const oracle::Class& one : collectives.classes) {
    policy.classes.push_back({one.id, {}, interval_of(one.totals), {}});
  }
  const auto limit = [&](const oracle::Limit& part) { return limit_of(collectives, part); };
  policy.vetoes = merged<giaingan::ClassLimit>(collectives.vetoes, heads.vetoes, limit);
  policy.caps = merged<giaingan::ClassLimit>(collectives.caps, heads.caps, limit);
  for (const oracle::Quota& quota : collectives.quotas) {
    policy.quotas.push_back(quota_of(collectives, quota, giaingan::Subject::collective));
  }
  for (const oracle::Quota& quota : heads.quotas) {
    policy.quotas.push_back(quota_of(heads, quota, giaingan::Subject::head));
  }
  giaingan::ShortcomingsList shortcomings;
  if (evaluation.combine_shortcomings == oracle::Evaluation::Combine::all) {
    shortcomings.combine = giaingan::CombineConditions::all;
  }
  for (const auto& condition : evaluation.shortcomings) {
    shortcomings.conditions.push_back(condition_of(condition));
  }
  policy.shortcomings = shortcomings;
  giaingan::EmulationList emulation;
  emulation.rated = place(collectives, evaluation.emulated_class);
  for (const auto& condition : evaluation.emulation)
    emulation.conditions.push_back(condition_of(condition));
  policy.emulation = emulation;
  return policy;
}

giaingan::MetricTable metrics_of(const oracle::RatedWorld& world) {
  std::vector<std::string> units;
  for (const oracle::Subject& subject : world.subjects) {
    if (subject.collective.empty()) units.push_back(subject.id);
  }
  giaingan::MetricTable table(units, {"m0", "m1", "m2", "flag"});
  for (const std::string& unit : units) {
    const auto row = world.metrics.find(unit);
    if (row == world.metrics.end()) continue;
    for (const auto& [metric, value] : row->second) {
      table.set(unit, metric, giaingan::Rational(ratio_of(value)));
    }
  }
  return table;
}

}  // namespace differential
