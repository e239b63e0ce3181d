#include "giaingan/assessment/metric_findings.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <variant>

namespace giaingan::inline v1 {
namespace {

MissingEffect effect_of(MissingMetric missing) {
  switch (missing) {
    case MissingMetric::zero:
      return MissingEffect::no_points;
    case MissingMetric::skip_and_rescale:
      return MissingEffect::not_scored;
    case MissingMetric::error:
      break;
  }
  return MissingEffect::not_rated;
}

bool reads(const std::vector<MetricCondition>& conditions, const std::string& metric) {
  return std::ranges::find(conditions, metric, &MetricCondition::metric) != conditions.end();
}

/// Gathers who reads one metric.
class Readers {
 public:
  Readers(const EvaluationPolicy& policy, const std::string& metric) : policy_(policy), metric_(metric) {}

  std::vector<MetricReader> find() && {
    for (const Criterion& criterion : policy_.criteria)
      look_at(criterion);
    for (const ClassLimit& veto : policy_.vetoes)
      look_at("veto", veto);
    for (const ClassLimit& cap : policy_.caps)
      look_at("cap", cap);
    for (const Quota& quota : policy_.quotas) {
      if (std::ranges::find(quota.tie_metrics, metric_, &TieMetric::metric) != quota.tie_metrics.end())
        add("quota", quota.id, quota.title, MissingEffect::decides_nothing);
    }
    if (policy_.shortcomings && reads(policy_.shortcomings->conditions, metric_))
      add("shortcomings", "", policy_.shortcomings->title, MissingEffect::never_holds);
    if (policy_.emulation && reads(policy_.emulation->conditions, metric_))
      add("emulation", "", policy_.emulation->title, MissingEffect::never_holds);
    return std::move(found_);
  }

 private:
  void add(const char* part, const std::string& id, const Text& title, MissingEffect effect) {
    found_.push_back({part, id, title, effect});
  }

  /// What it is divided by decides first: without that nothing was assigned.
  void look_at(const Criterion& criterion) {
    const std::vector<std::string> metrics = metrics_of(criterion);
    if (std::ranges::find(metrics, metric_) == metrics.end()) return;
    const bool table = std::holds_alternative<TabledScore>(criterion.score);
    const bool assigned = !table && metrics.size() > 1 && metrics.back() == metric_;
    add("criterion", criterion.id, criterion.title,
        effect_of(assigned ? criterion.not_assigned : criterion.missing));
  }

  void look_at(const char* part, const ClassLimit& limit) {
    if (reads(limit.conditions, metric_)) add(part, limit.id, limit.title, MissingEffect::never_holds);
  }

  const EvaluationPolicy& policy_;
  const std::string& metric_;
  std::vector<MetricReader> found_;
};

}  // namespace

const char* missing_effect_text(MissingEffect effect) noexcept {
  switch (effect) {
    case MissingEffect::no_points:
      return "no_points";
    case MissingEffect::not_scored:
      return "not_scored";
    case MissingEffect::not_rated:
      return "not_rated";
    case MissingEffect::never_holds:
      return "never_holds";
    case MissingEffect::decides_nothing:
      break;
  }
  return "decides_nothing";
}

std::vector<UnprovidedMetric> unprovided_metrics(const EvaluationPolicy& policy,
                                                 const EvaluationResult& result) {
  std::set<std::string> units;
  for (const SubjectRating& rating : result.subjects)
    units.insert(rating.unit);
  std::vector<UnprovidedMetric> found;
  for (const std::string& id : result.unprovided) {
    const auto metric = std::ranges::find(policy.host_metrics, id, &HostMetric::id);
    found.push_back({.metric = id,
                     .title = metric->title,
                     .units = static_cast<std::int64_t>(units.size()),
                     .readers = Readers(policy, id).find()});
  }
  return found;
}

std::vector<UnratedForMetric> unrated_for_metrics(const EvaluationPolicy& policy,
                                                  const EvaluationResult& result) {
  std::map<std::pair<std::size_t, std::string>, std::set<std::string>> units;
  for (const MissingForRating& each : result.missing) {
    const bool of_host =
        std::ranges::find(policy.host_metrics, each.metric, &HostMetric::id) != policy.host_metrics.end();
    if (of_host) units[{each.criterion, each.metric}].insert(each.unit);
  }
  std::vector<UnratedForMetric> found;
  found.reserve(units.size());
  for (const auto& [key, ids] : units)
    found.push_back({key.first, key.second, {ids.begin(), ids.end()}});
  return found;
}

}  // namespace giaingan::inline v1
