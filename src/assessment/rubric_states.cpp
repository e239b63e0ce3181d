#include "assessment/rubric_states.hpp"

#include "giaingan/exact/rounding.hpp"
#include "giaingan/policy/engine_metrics.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "assessment/figure_domains.hpp"
#include "assessment/joint_states.hpp"
#include "assessment/rubric_probe.hpp"

namespace giaingan::inline v1 {
namespace {

using Cuts = std::set<Rational>;

/// Whole values within a sloping piece that are looked at one by one.
constexpr std::int64_t most_whole_values = 1000;

/// What the rubrics read of one metric.
struct Read {
  Cuts own;                        ///< where what is read of the metric by itself changes
  std::map<std::string, Cuts> by;  ///< the same of what it is divided by
  bool divides = false;            ///< others are divided by it
  bool by_itself = false;          ///< something is read of it by itself
};

/// What the rubrics read of every metric.
struct Reads {
  std::map<std::string, Read> of;
  std::vector<std::set<std::string>> by_tables;  ///< metrics that tables read together; no metric in two
};

/// Where a comparison with the bound turns, figures being rounded to the step first; the bound itself is
/// where points that follow the value bend.
void add_cut(Cuts& cuts, const Ratio& bound, const std::optional<Ratio>& step) {
  cuts.insert(Rational(bound));
  if (!step) return;
  const Rational rounded = round_to_step(Rational(bound), *step, Rounding::half_up);
  const Rational half_step = Rational(*step) / Rational(2);
  cuts.insert(rounded - half_step);
  cuts.insert(rounded + half_step);
}

void add_cuts(Cuts& cuts, const Interval& interval, const std::optional<Ratio>& step) {
  if (interval.from) add_cut(cuts, *interval.from, step);
  if (interval.to) add_cut(cuts, *interval.to, step);
}

/// Reads of a metric, by itself or divided by another.
void add_quotient(Reads& reads, const std::string& metric, const std::string& over, Cuts cuts) {
  Read& read = reads.of[metric];
  if (over.empty()) {
    read.by_itself = true;
    read.own.merge(cuts);
  } else {
    read.by[over].merge(cuts);
    reads.of[over].divides = true;
  }
}

/// Joins metrics with all that others read together with any of them.
void join_metrics(std::vector<std::set<std::string>>& by_tables, std::set<std::string> metrics) {
  std::erase_if(by_tables, [&](std::set<std::string>& other) {
    const bool meets =
        std::ranges::any_of(other, [&](const std::string& metric) { return metrics.contains(metric); });
    if (meets) metrics.merge(other);
    return meets;
  });
  by_tables.push_back(std::move(metrics));
}

void add_table(Reads& reads, const TabledScore& table, const std::optional<Ratio>& step) {
  for (std::size_t i = 0; i < table.metrics.size(); ++i) {
    Cuts cuts;
    for (const TableRow& row : table.rows) {
      for (const Interval& interval : row.cells[i])
        add_cuts(cuts, interval, step);
    }
    add_quotient(reads, table.metrics[i], "", std::move(cuts));
  }
  join_metrics(reads.by_tables, {table.metrics.begin(), table.metrics.end()});
}

void add_criterion(Reads& reads, const Criterion& criterion, const std::optional<Ratio>& step) {
  if (const auto* table = std::get_if<TabledScore>(&criterion.score)) return add_table(reads, *table, step);
  if (const auto* banded = std::get_if<BandedScore>(&criterion.score)) {
    Cuts cuts;
    for (const ScoreBand& band : banded->bands)
      add_cuts(cuts, band.interval, step);
    return add_quotient(reads, banded->metric, banded->over, std::move(cuts));
  }
  const auto& proportional = std::get<ProportionalScore>(criterion.score);
  add_quotient(reads, proportional.done, proportional.assigned, {Rational(0), Rational(1)});
}

Reads reads_of(const std::array<const EvaluationPolicy*, 2>& rubrics, Subject subject) {
  Reads reads;
  for (const EvaluationPolicy* rubric : rubrics) {
    for (const Criterion& criterion : rubric->criteria) {
      if (concerns_subject(criterion.subjects, subject)) add_criterion(reads, criterion, rubric->compare_at);
    }
    for (const ClassLimit* limit : limits_of(*rubric, subject)) {
      for (const MetricCondition& condition : limit->conditions) {
        Read& read = reads.of[condition.metric];
        read.by_itself = true;
        add_cut(read.own, condition.value.value, rubric->compare_at);
      }
    }
  }
  return reads;
}

/// Which numbers are looked at: those that the metric can be, or all between those too, where a whole number
/// divided by a whole number is meant, or there are too many.
enum class Numbers { possible, between_too };

/// What lies on the line of one metric.
class Line {
 public:
  /// @param over what the metric's values are multiples of; empty: they are its values
  Line(const RubricProbe& probe, const FigureDomains& domains, std::string metric, std::string over,
       const Figures& given, Numbers numbers)
      : probe_(probe),
        domains_(domains),
        metric_(std::move(metric)),
        over_(std::move(over)),
        given_(given),
        is_whole_(numbers == Numbers::possible && domains.is_whole(metric_)),
        numbers_(numbers) {}

  /// Its states. @param decided the parts of the rubrics that hang on this metric here
  std::vector<MetricState> states(Cuts cuts, const RubricParts& decided) {
    decided_ = &decided;
    if (over_.empty()) cuts.merge(domains_.bounds(metric_));
    if (!domains_.may_be_negative(metric_)) cuts.insert(Rational(0));
    std::optional<Rational> last;
    for (const Rational& cut : cuts) {
      last ? add_between(*last, cut) : add_point(cut - Rational(1));
      add_point(cut);
      last = cut;
    }
    add_point(last ? last->floor() + Rational(1) : Rational(0));
    // Last, so that an example misses a figure only where it has to.
    if (domains_.can_be(metric_, std::nullopt)) add_missing();
    return std::move(states_);
  }

  /// Whether points follow the value anywhere here.
  [[nodiscard]] bool slopes() const noexcept { return slopes_; }

 private:
  [[nodiscard]] bool is_possible_here(const Rational& value) const {
    if (numbers_ == Numbers::possible) return domains_.can_be(metric_, value);
    // A multiple of another metric has no bounds of its own but its sign.
    return over_.empty() ? domains_.is_within(metric_, value)
                         : value.sign() >= 0 || domains_.may_be_negative(metric_);
  }

  [[nodiscard]] MetricPiece piece(Rational from, Rational to, bool missing = false) const {
    return {metric_, over_, missing, domains_.is_whole(metric_), std::move(from), std::move(to)};
  }

  [[nodiscard]] Seen at(const std::optional<Rational>& value) const {
    Figures figures = given_;
    figures[metric_] = value;
    return probe_.look(figures, *decided_);
  }

  void add_missing() {
    const Seen seen = at(std::nullopt);
    add(piece({}, {}, true), seen, seen);
  }
  void add_point(const Rational& value) {
    if (!is_possible_here(value)) return;
    const Seen seen = at(value);
    add(piece(value, value), seen, seen);
  }
  void add_between(const Rational& from, const Rational& to) {
    const Rational third = (to - from) / Rational(3);
    const Seen early = at(from + third);
    const Seen late = at(to - third);
    const Rational first_whole = from.floor() + Rational(1);
    if (early.points == late.points) {
      const Rational within = is_whole_ ? first_whole : (from + to) / Rational(2);
      if (within < to) add_point(within);
      return;
    }
    if (is_whole_ && to - first_whole <= Rational(most_whole_values)) {
      for (Rational value = first_whole; value < to; value = value + Rational(1))
        add_point(value);
    } else if (is_possible_here(is_whole_ ? first_whole : (from + to) / Rational(2))) {
      add(piece(from, to), early, late);
      states_.back().is_stretch = true;
      slopes_ = true;
    }
  }

  /// From what is seen a third of the way and two thirds, straight on to both ends.
  void add(MetricPiece piece, const Seen& early, const Seen& late) {
    MetricState state;
    state.pieces.push_back(std::move(piece));
    state.failing = early.failing;
    for (std::size_t i = 0; i < early.parts.size(); ++i) {
      CriterionPart part = early.parts[i];
      part.from = Rational(2) * early.points[i] - late.points[i];
      part.to = Rational(2) * late.points[i] - early.points[i];
      state.parts.push_back(std::move(part));
    }
    states_.push_back(std::move(state));
  }

  const RubricProbe& probe_;
  const FigureDomains& domains_;
  std::string metric_;
  std::string over_;
  const Figures& given_;
  bool is_whole_;
  Numbers numbers_;
  const RubricParts* decided_ = nullptr;
  std::vector<MetricState> states_;
  bool slopes_ = false;
};

Text read_together(const std::string& metric) {
  return {"\"" + metric + "\" được đọc cùng các chỉ tiêu khác theo cách không tách ra được",
          "\"" + metric + "\" is read together with other metrics in a way that can't be taken apart"};
}

/// Builds the states of all groups.
class States {
 public:
  States(const EvaluationPolicy& a, const EvaluationPolicy& b, Subject subject, const RubricLimits& limits)
      : probe_(a, b, subject), domains_(a, b), reads_(reads_of({&a, &b}, subject)), limits_(limits) {}

  MetricStates all() {
    MetricStates states;
    std::set<std::string> in_tables;
    for (const std::set<std::string>& metrics : reads_.by_tables) {
      states.groups.push_back(together(metrics));
      if (states.groups.back().empty()) return {{}, doubt_};
      in_tables.insert(metrics.begin(), metrics.end());
    }
    for (const auto& [metric, read] : reads_.of) {
      if (in_tables.contains(metric)) continue;
      if (read.divides) {
        states.groups.push_back(star(metric));
        if (states.groups.back().empty()) return {{}, doubt_};
      } else if (read.by.empty()) {
        states.groups.push_back({{single(metric, read.own)}});
      }
    }
    states.doubt = doubt_;
    return states;
  }

 private:
  std::vector<MetricState> single(const std::string& metric, const Cuts& cuts) {
    const RubricParts decided = probe_.parts_reading(metric);
    return Line(probe_, domains_, metric, "", nothing_, Numbers::possible).states(cuts, decided);
  }

  /// Metrics that tables read together; nothing if quotients read any of them too, or they are too many.
  StateGroup together(const std::set<std::string>& metrics) {
    std::vector<std::vector<MetricState>> choices;
    choices.reserve(metrics.size());
    std::size_t combinations = 1;
    for (const std::string& metric : metrics) {
      const Read& read = reads_.of[metric];
      if (read.divides || !read.by.empty()) {
        doubt_ = read_together(metric);
        return {};
      }
      choices.push_back(single(metric, read.own));
      combinations *= choices.back().size();
      if (combinations <= limits_.cells) continue;
      doubt_ = Text{"các bảng đọc chung các chỉ tiêu theo quá nhiều tổ hợp",
                    "tables read metrics together in too many combinations"};
      return {};
    }
    return joint_states(choices, [this, tables = probe_.tables_reading(metrics)](const Figures& figures) {
      return probe_.look(figures, tables);
    });
  }

  /// A metric that others are divided by, and those others; nothing if they can't be told from the rest.
  StateGroup star(const std::string& divisor) {
    std::vector<std::string> divided;
    bool own = reads_.of[divisor].by_itself;
    for (const auto& [metric, read] : reads_.of) {
      if (!read.by.contains(divisor)) continue;
      if (read.by.size() > 1 || read.divides) {
        doubt_ = read_together(metric);
        return {};
      }
      own = own || read.by_itself;
      divided.push_back(metric);
    }
    if (!reads_.of[divisor].by.empty()) {
      doubt_ = read_together(divisor);
      return {};
    }
    StateGroup group;
    for (const std::optional<Rational>& value : divisors(divisor, divided, own)) {
      group.push_back(beside(divisor, value, divided, own));
    }
    return group;
  }

  /// What the divisor is looked at: missing, and one number of every piece of its line between the numbers at
  /// which the order of cuts on the lines of those divided by it changes.
  std::vector<std::optional<Rational>> divisors(const std::string& divisor,
                                                const std::vector<std::string>& divided, bool own) {
    std::vector<std::optional<Rational>> values;
    if (domains_.can_be(divisor, std::nullopt)) values.emplace_back();
    if (domains_.is_listed(divisor)) {
      for (const Rational& value : domains_.bounds(divisor)) {
        if (domains_.can_be(divisor, value)) values.emplace_back(value);
      }
      return values;
    }
    Cuts cuts = reads_.of[divisor].own;
    cuts.insert(Rational(0));
    cuts.merge(domains_.bounds(divisor));
    if (own) {
      for (const std::string& metric : divided) {
        for (const Rational& share : reads_.of[metric].by[divisor]) {
          for (const Rational& value : reads_.of[metric].own) {
            if (share.sign() != 0 && value.sign() == share.sign()) cuts.insert(value / share);
          }
        }
      }
    }
    const auto add = [&](const Rational& value) {
      if (domains_.is_within(divisor, value)) values.emplace_back(value);
    };
    std::optional<Rational> last;
    for (const Rational& cut : cuts) {
      last ? add((*last + cut) / Rational(2)) : add(cut - Rational(1));
      add(cut);
      last = cut;
    }
    add(*last + Rational(1));
    return values;
  }

  StateFactors beside(const std::string& divisor, const std::optional<Rational>& value,
                      const std::vector<std::string>& divided, bool own) {
    const bool divides = value && value->sign() > 0;
    const Figures given{{divisor, value}};
    MetricState fixed;
    const Seen seen =
        probe_.look(given, divides ? probe_.parts_reading(divisor) : probe_.parts_reading_or_over(divisor));
    fixed.pieces.push_back({divisor, "", !value, domains_.is_whole(divisor), value.value_or(Rational(0)),
                            value.value_or(Rational(0))});
    fixed.failing = seen.failing;
    for (std::size_t i = 0; i < seen.parts.size(); ++i) {
      CriterionPart part = seen.parts[i];
      part.from = part.to = seen.points[i];
      fixed.parts.push_back(std::move(part));
    }
    StateFactors factors{{std::move(fixed)}};
    for (const std::string& metric : divided) {
      const Read& read = reads_.of[metric];
      Cuts cuts = read.own;
      if (divides) {
        for (const Rational& share : read.by.at(divisor))
          cuts.insert(share * *value);
      }
      // Where nothing is read of either by itself, their quotient is all that matters, any number.
      const bool quotient = divides && !own;
      Line line(probe_, domains_, metric, quotient ? divisor : "", given,
                divides ? Numbers::between_too : Numbers::possible);
      const RubricParts decided = divides ? probe_.parts_of(metric) : probe_.parts_reading(metric);
      factors.push_back(line.states(std::move(cuts), decided));
      if (divides && own && line.slopes()) doubt_ = read_together(metric);
    }
    return factors;
  }

  RubricProbe probe_;
  FigureDomains domains_;
  Reads reads_;
  RubricLimits limits_;
  Figures nothing_;
  std::optional<Text> doubt_;
};

}  // namespace

bool concerns_subject(Subjects subjects, Subject subject) noexcept {
  return subjects == Subjects::both ||
         (subjects == Subjects::collectives) == (subject == Subject::collective);
}

std::vector<const ClassLimit*> limits_of(const EvaluationPolicy& policy, Subject subject) {
  std::vector<const ClassLimit*> limits;
  for (const auto* all : {&policy.vetoes, &policy.caps}) {
    for (const ClassLimit& limit : *all) {
      if (concerns_subject(limit.subjects, subject)) limits.push_back(&limit);
    }
  }
  return limits;
}

MetricStates metric_states(const EvaluationPolicy& a, const EvaluationPolicy& b, Subject subject,
                           const RubricLimits& limits) {
  return States(a, b, subject, limits).all();
}

}  // namespace giaingan::inline v1
