#include "assessment/tried_figures.hpp"

#include "giaingan/figures/metric_table.hpp"
#include "giaingan/rules/evaluation.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "assessment/figure_domains.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr std::size_t units_at_once = 512;

/// A metric over another, of which bands have bounds.
struct Quotient {
  std::string metric;
  std::string over;
  std::vector<Rational> values;
};

void insert_bounds(const Interval& interval, std::set<Rational>& values) {
  if (interval.from) values.insert(Rational(*interval.from));
  if (interval.to) values.insert(Rational(*interval.to));
}

/// The values, what lies halfway between them, and what lies a step beyond each.
std::vector<Rational> with_neighbours(const std::set<Rational>& values) {
  std::set<Rational> all = values;
  for (auto value = values.begin(); value != values.end(); ++value) {
    all.insert(*value - 1);
    all.insert(*value + 1);
    if (value != values.begin()) all.insert((*value + *std::prev(value)) / 2);
  }
  return {all.begin(), all.end()};
}

/// What is tried of two rubrics' figures.
class Trials {
 public:
  Trials(const EvaluationPolicy& a, const EvaluationPolicy& b) : domains_(a, b) {
    for (const EvaluationPolicy* rubric : {&a, &b}) {
      for (const std::string& metric : rating_metrics(*rubric))
        bounds_[metric].merge(domains_.bounds(metric));
      for (const Criterion& criterion : rubric->criteria)
        std::visit([this](const auto& score) { add(score); }, criterion.score);
      for (const auto* limits : {&rubric->vetoes, &rubric->caps}) {
        for (const ClassLimit& limit : *limits) {
          for (const MetricCondition& condition : limit.conditions)
            bounds_[condition.metric].insert(Rational(condition.value.value));
        }
      }
    }
    for (auto& [metric, bounds] : bounds_) {
      bounds.insert({Rational(0), Rational(1)});
      std::vector<std::optional<Rational>>& values = values_[metric];
      for (const Rational& value : with_neighbours(bounds))
        if (domains_.can_be(metric, value)) values.emplace_back(value);
      if (domains_.can_be(metric, std::nullopt)) values.emplace_back(std::nullopt);
    }
  }

  [[nodiscard]] std::vector<std::string> metrics() const {
    std::vector<std::string> metrics;
    metrics.reserve(values_.size());
    for (const auto& each : values_)
      metrics.push_back(each.first);
    return metrics;
  }

  /// The next figures: of each metric one of its values, and of some quotients one of theirs.
  Figures next() {
    Figures figures;
    for (const auto& [metric, values] : values_)
      if (!values.empty()) figures[metric] = values[below(values.size())];
    for (const Quotient& quotient : quotients_) {
      const auto over = figures.find(quotient.over);
      if (below(2) == 0 || over == figures.end() || !over->second) continue;
      const Rational value = quotient.values[below(quotient.values.size())] * *over->second;
      if (domains_.can_be(quotient.metric, value)) figures[quotient.metric] = value;
    }
    return figures;
  }

 private:
  void add(const BandedScore& banded) {
    std::set<Rational> values;
    for (const ScoreBand& band : banded.bands)
      insert_bounds(band.interval, values);
    if (banded.over.empty()) {
      bounds_[banded.metric].merge(values);
    } else if (!values.empty()) {
      quotients_.push_back({banded.metric, banded.over, with_neighbours(values)});
    }
  }
  void add(const ProportionalScore& proportional) {
    quotients_.push_back({proportional.done, proportional.assigned, {Rational(0), Ratio{1, 2}, Rational(1)}});
  }
  void add(const TabledScore& table) {
    for (const TableRow& row : table.rows) {
      for (std::size_t i = 0; i < table.metrics.size(); ++i) {
        for (const Interval& interval : row.cells[i])
          insert_bounds(interval, bounds_[table.metrics[i]]);
      }
    }
  }

  /// A number below `end`, by a generator whose numbers the language's standard fixes.
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(draws_() % end); }

  FigureDomains domains_;
  std::map<std::string, std::set<Rational>> bounds_;
  std::map<std::string, std::vector<std::optional<Rational>>> values_;
  std::vector<Quotient> quotients_;
  std::mt19937_64 draws_{1};  // NOLINT: the same figures in every run
};

/// By unit the class that it is given.
std::map<std::string, std::string> classes_of(const EvaluationPolicy& rubric, Subject subject,
                                              const MetricTable& table) {
  std::map<std::string, std::string> classes;
  for (const SubjectRating& rating : evaluate(rubric, table).subjects) {
    if (rating.subject == subject && rating.rating) classes[rating.unit] = rubric.classes[*rating.rating].id;
  }
  return classes;
}

EvaluationPolicy before_quotas(EvaluationPolicy rubric) {
  rubric.quotas.clear();
  if (rubric.heads == Heads::not_above_collective) rubric.heads = Heads::independent;
  return rubric;
}

}  // namespace

std::optional<Figures> figures_told_apart(const EvaluationPolicy& a, const EvaluationPolicy& b,
                                          Subject subject, std::size_t tried_at_most) {
  const std::array rubrics{before_quotas(a), before_quotas(b)};
  Trials trials(a, b);
  for (std::size_t first = 0; first < tried_at_most; first += units_at_once) {
    std::vector<std::string> units;
    for (std::size_t i = first; i < std::min(first + units_at_once, tried_at_most); ++i)
      units.push_back(std::to_string(i));
    MetricTable table(units, trials.metrics());
    std::map<std::string, Figures> tried;
    for (const std::string& unit : units) {
      const Figures& figures = tried[unit] = trials.next();
      for (const auto& [metric, value] : figures)
        table.set(unit, metric, value);
    }
    const auto by_a = classes_of(rubrics[0], subject, table);
    const auto by_b = classes_of(rubrics[1], subject, table);
    for (const std::string& unit : units) {
      const auto of = [&](const auto& classes) {
        const auto found = classes.find(unit);
        return found == classes.end() ? std::string() : found->second;
      };
      if (of(by_a) != of(by_b)) return std::move(tried[unit]);
    }
  }
  return std::nullopt;
}

}  // namespace giaingan::inline v1
