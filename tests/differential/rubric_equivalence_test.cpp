// Whether two rubrics are equivalent, against every figure of a grid that is finer than their bounds.
#include "giaingan/assessment/rubric_equivalence.hpp"

#include "giaingan/figures/metric_table.hpp"
#include "giaingan/policy/engine_metrics.hpp"
#include "giaingan/rules/evaluation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "differential/seeds.hpp"
#include "oracle/draws.hpp"

namespace differential {
namespace {

using giaingan::Comparison;
using giaingan::Criterion;
using giaingan::Equivalence;
using giaingan::EvaluationPolicy;
using giaingan::Heads;
using giaingan::MissingMetric;
using giaingan::Ratio;
using giaingan::Rational;
using giaingan::Subject;
using giaingan::Subjects;

using Row = std::map<std::string, std::optional<Rational>>;

// Small rubrics of every kind, whose bounds are whole numbers and halves from 0 to 3.
class SmallRubric {
 public:
  explicit SmallRubric(std::uint64_t seed) : draws_(seed), with_tables_(draws_.below(2) == 0) {
    const char* metrics[] = {"h1", "h2", "reports_late", "final_ratio", "flagged"};
    for (std::size_t i = 0; i < 2; ++i)
      metrics_.insert(metrics[draws_.below(5)]);
    policy_.host_metrics = {{"h1", {}, {}}, {"h2", {}, domain()}};
    if (draws_.below(5) == 0) policy_.compare_at = Ratio{1, 2};
    policy_.heads = draws_.below(4) != 0   ? Heads::not_rated
                    : draws_.below(2) != 0 ? Heads::independent
                                           : Heads::not_above_collective;
    const auto count = 1 + draws_.below(3);
    for (std::uint64_t i = 0; i < count; ++i)
      policy_.criteria.push_back(criterion());
    const auto classes = 2 + draws_.below(2);
    std::optional<Ratio> to;
    for (std::uint64_t i = 0; i < classes; ++i) {
      giaingan::RatingClass rating;
      rating.id = "c" + std::to_string(i);
      rating.totals.to = to;
      if (i + 1 < classes)
        rating.totals.from = Ratio{static_cast<std::int64_t>(5 - 2 * i + draws_.below(2)), 1};
      to = rating.totals.from;
      policy_.classes.push_back(rating);
    }
    for (auto i = draws_.below(3); i > 0; --i) {
      const bool veto = draws_.below(2) != 0;
      giaingan::ClassLimit limit;
      limit.id = "l" + std::to_string(i);
      for (auto j = 1 + draws_.below(2); j > 0; --j)
        limit.conditions.push_back({metric(), static_cast<Comparison>(draws_.below(5)), {half(), {}}});
      limit.limit = veto ? policy_.classes.size() - 1 : draws_.below(policy_.classes.size());
      limit.subjects = subjects();
      (veto ? policy_.vetoes : policy_.caps).push_back(limit);
    }
  }

  const EvaluationPolicy& policy() const { return policy_; }
  const std::set<std::string>& metrics() const { return metrics_; }

  // The same rubric with values changed, or written otherwise.
  EvaluationPolicy changed() {
    EvaluationPolicy other = policy_;
    for (auto i = 1 + draws_.below(3); i > 0; --i)
      change(other);
    return other;
  }

 private:
  void change(EvaluationPolicy& other) {
    Criterion& criterion = other.criteria[draws_.below(other.criteria.size())];
    auto* banded = std::get_if<giaingan::BandedScore>(&criterion.score);
    if (auto* table = std::get_if<giaingan::TabledScore>(&criterion.score); table != nullptr) change(*table);
    switch (draws_.below(8)) {
      case 0:
        criterion.weight = Ratio{1 + static_cast<std::int64_t>(draws_.below(3)), 2};
        break;
      case 1:
        criterion.missing = static_cast<MissingMetric>(draws_.below(3));
        break;
      case 2:
        if (banded != nullptr) {
          auto& band = banded->bands[draws_.below(banded->bands.size())];
          band.points = points();
        }
        break;
      case 3:  // a bound moves
        if (banded != nullptr && banded->bands.size() > 1) {
          const Ratio bound = *banded->bands[0].interval.to;
          const Ratio moved{2 * bound.num + bound.den, 2 * bound.den};
          if (!banded->bands[1].interval.to || moved < *banded->bands[1].interval.to) {
            banded->bands[0].interval.to = moved;
            banded->bands[1].interval.from = moved;
          }
        }
        break;
      case 4:  // a band in two that say the same
        if (banded != nullptr && !banded->bands.back().points_to) {
          auto last = banded->bands.back();
          const Ratio from = last.interval.from.value_or(Ratio{0, 1});
          const Ratio within{from.num + from.den, from.den};
          banded->bands.back().interval.to = within;
          last.interval.from = within;
          banded->bands.push_back(last);
        }
        break;
      case 5:
        if (!other.vetoes.empty()) other.vetoes.pop_back();
        break;
      case 6:
        if (!other.caps.empty()) {
          auto& condition = other.caps[0].conditions[0];
          condition.value.value = half();
        }
        break;
      default: {  // criteria in another order
        std::swap(other.criteria.front(), other.criteria.back());
        break;
      }
    }
    for (Criterion& each : other.criteria)
      set_max(each);
  }

  // Rows of other points, in another order, or in two that say the same.
  void change(giaingan::TabledScore& table) {
    auto& row = table.rows[draws_.below(table.rows.size())];
    switch (draws_.below(3)) {
      case 0:
        row.points = points();
        break;
      case 1:
        std::swap(row, table.rows.back());
        break;
      default: {
        const std::size_t metric = draws_.below(table.metrics.size());
        auto twin = row;
        const std::vector<giaingan::Interval> cell = cells({Ratio{1, 1}});
        if (!row.cells[metric].empty()) break;
        row.cells[metric] = {cell[0]};
        twin.cells[metric] = {cell[1]};
        table.rows.push_back(twin);
        break;
      }
    }
  }

  // What lies below, between and above bounds.
  static std::vector<giaingan::Interval> cells(const std::vector<Ratio>& bounds) {
    std::vector<giaingan::Interval> made(bounds.size() + 1);
    for (std::size_t i = 0; i < bounds.size(); ++i)
      made[i].to = made[i + 1].from = bounds[i];
    return made;
  }

  giaingan::MetricDomain domain() {
    giaingan::MetricDomain domain;
    switch (draws_.below(5)) {
      case 0:
        domain.values = {{0, 1}, {1, 1}, {2, 1}};
        break;
      case 1:
        domain.from = Ratio{0, 1};
        domain.to = Ratio{2, 1};
        break;
      case 2:
        domain.whole = true;
        break;
      default:
        break;
    }
    return domain;
  }

  // Every combination of cells of one or both metrics a row, some with their neighbour in one.
  giaingan::TabledScore table() {
    giaingan::TabledScore table;
    table.metrics = {metrics_.begin(), metrics_.end()};
    if (table.metrics.size() > 1 && draws_.below(6) == 0) table.metrics.pop_back();
    table.rows.emplace_back();
    for (std::size_t i = 0; i < table.metrics.size(); ++i) {
      std::vector<giaingan::TableRow> rows;
      for (const auto& row : table.rows) {
        const auto split =
            draws_.below(4) == 0 ? std::vector<giaingan::Interval>{} : cells({half(), Ratio{7, 2}});
        for (std::size_t each = 0; each < std::max<std::size_t>(split.size(), 1); ++each) {
          rows.push_back(row);
          rows.back().cells.emplace_back();
          if (!split.empty()) rows.back().cells.back() = {split[each]};
        }
      }
      table.rows = std::move(rows);
    }
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      table.rows[i].id = std::to_string(i);
      table.rows[i].points = points();
    }
    return table;
  }

  Ratio half() { return {static_cast<std::int64_t>(draws_.below(7)), 2}; }
  Ratio points() { return {static_cast<std::int64_t>(draws_.below(5)), 1}; }
  std::string metric() {
    auto each = metrics_.begin();
    std::advance(each, static_cast<std::ptrdiff_t>(draws_.below(metrics_.size())));
    return *each;
  }
  Subjects subjects() {
    return draws_.below(4) != 0 ? Subjects::both : static_cast<Subjects>(draws_.below(3));
  }
  static void set_max(Criterion& criterion) {
    if (const auto* proportional = std::get_if<giaingan::ProportionalScore>(&criterion.score)) {
      criterion.max = proportional->max;
      return;
    }
    if (const auto* table = std::get_if<giaingan::TabledScore>(&criterion.score)) {
      criterion.max = std::ranges::max(table->rows, {}, &giaingan::TableRow::points).points;
      return;
    }
    const auto& bands = std::get<giaingan::BandedScore>(criterion.score).bands;
    criterion.max = bands[0].points;
    for (const auto& band : bands)
      criterion.max = std::max({criterion.max, band.points, band.points_to.value_or(band.points)});
  }

  Criterion criterion() {
    Criterion made;
    made.id = "k" + std::to_string(policy_.criteria.size());
    made.missing = static_cast<MissingMetric>(draws_.below(3));
    made.not_assigned = static_cast<MissingMetric>(draws_.below(3));
    made.weight = Ratio{1 + static_cast<std::int64_t>(draws_.below(2)), 1};
    made.subjects = subjects();
    if (draws_.below(4) == 0) made.part = "p";
    if (with_tables_ && draws_.below(2) == 0) {
      made.score = table();
    } else if (metrics_.size() > 1 && !with_tables_ && draws_.below(6) == 0) {
      made.score = giaingan::ProportionalScore{*metrics_.begin(), *metrics_.rbegin(), points()};
    } else {
      giaingan::BandedScore banded;
      banded.metric = *metrics_.begin();
      if (metrics_.size() > 1 && !with_tables_ && draws_.below(5) == 0) {
        banded.over = *metrics_.rbegin();
      } else {
        banded.metric = metric();
      }
      std::optional<Ratio> from;
      const auto count = 1 + draws_.below(3);
      for (std::uint64_t i = 0; i < count; ++i) {
        giaingan::ScoreBand band;
        band.id = std::to_string(i);
        band.interval.from = from;
        if (i + 1 < count)
          band.interval.to =
              Ratio{(from ? from->num : 0) + 1 + static_cast<std::int64_t>(draws_.below(2)), 1};
        band.points = points();
        if (band.interval.from && band.interval.to && draws_.below(2) == 0) band.points_to = points();
        from = band.interval.to;
        banded.bands.push_back(band);
      }
      made.score = banded;
    }
    set_max(made);
    return made;
  }

  oracle::Draws draws_;
  bool with_tables_;  // or with quotients: of metrics that both read nothing is decided
  std::set<std::string> metrics_;
  EvaluationPolicy policy_;
};

std::vector<std::optional<Rational>> grid(const EvaluationPolicy& policy, const std::string& metric) {
  std::vector<std::optional<Rational>> values;
  if (metric != "reports_late") values.emplace_back();
  for (std::int64_t eighth = -8; eighth <= 36; ++eighth) {
    const bool whole = metric == "reports_late" || metric == "flagged";
    const bool host = metric == "h1" || metric == "h2";
    if ((!host && eighth < 0) || (whole && eighth % 8 != 0) || (metric == "flagged" && eighth > 8)) continue;
    if (host && eighth % 2 != 0 && eighth % 3 != 0) continue;
    const Rational value(Ratio{eighth, 8});
    if (contains(giaingan::domain_of(policy, metric), value)) values.emplace_back(value);
  }
  return values;
}

using Classes = std::map<Subject, std::optional<std::string>>;

Classes classes_of(const EvaluationPolicy& policy, const Row& row) {
  std::vector<std::string> names;
  for (const auto& each : row)
    names.push_back(each.first);
  giaingan::MetricTable table({"u"}, names);
  for (const auto& [name, value] : row)
    table.set("u", name, value);
  Classes classes;
  for (const auto& rating : giaingan::evaluate(policy, table).subjects) {
    classes[rating.subject] = rating.rating ? std::optional(policy.classes[*rating.rating].id) : std::nullopt;
  }
  return classes;
}

// Whether some row of the grid gets two classes.
std::optional<Row> difference_on_grid(const EvaluationPolicy& a, const EvaluationPolicy& b,
                                      const std::set<std::string>& metrics) {
  std::vector<Row> rows{{}};
  for (const std::string& metric : metrics) {
    std::vector<Row> next;
    for (const Row& row : rows) {
      for (const auto& value : grid(a, metric)) {
        next.push_back(row);
        next.back()[metric] = value;
      }
    }
    rows = std::move(next);
  }
  for (const Row& row : rows) {
    if (classes_of(a, row) != classes_of(b, row)) return row;
  }
  return std::nullopt;
}

TEST(RubricEquivalence, AgreesWithEveryFigureOfAFineGrid) {
  std::map<Equivalence, int> outcomes;
  const Seeds range = seeds(300);
  for (std::uint64_t seed = range.first; seed < range.end; ++seed) {
    SmallRubric small(seed);
    const EvaluationPolicy& a = small.policy();
    const EvaluationPolicy b = small.changed();
    const auto comparison = giaingan::compare_rubrics(a, b);
    ++outcomes[comparison.equivalence];
    const auto on_grid = difference_on_grid(a, b, small.metrics());
    if (comparison.equivalence == Equivalence::equivalent) {
      EXPECT_FALSE(on_grid) << "seed " << seed;
    } else if (comparison.equivalence == Equivalence::different) {
      const auto& found = *comparison.counterexample;
      const Row row(found.metrics.begin(), found.metrics.end());
      for (const auto& [metric, value] : row)
        EXPECT_TRUE(!value || contains(giaingan::domain_of(a, metric), *value)) << "seed " << seed;
      EXPECT_NE(classes_of(a, row)[found.subject], classes_of(b, row)[found.subject]) << "seed " << seed;
      EXPECT_EQ(classes_of(a, row)[found.subject], found.class_a) << "seed " << seed;
      EXPECT_EQ(classes_of(b, row)[found.subject], found.class_b) << "seed " << seed;
    } else {
      EXPECT_FALSE(comparison.reason.en.empty());
    }
  }
  // Most is decided, both ways.
  const auto cases = static_cast<int>(range.end - range.first);
  EXPECT_GT(outcomes[Equivalence::equivalent], cases / 5);
  EXPECT_GT(outcomes[Equivalence::different], cases / 5);
  EXPECT_LT(outcomes[Equivalence::not_decided], cases / 5);
}

}  // namespace
}  // namespace differential
