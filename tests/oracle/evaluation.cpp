#include "oracle/evaluation.hpp"

#include <algorithm>

namespace oracle {
namespace {

std::optional<Rational> find(const Metrics& metrics, const std::string& subject, const std::string& metric) {
  const auto row = metrics.find(subject);
  if (row == metrics.end()) return std::nullopt;
  const auto cell = row->second.find(metric);
  if (cell == row->second.end()) return std::nullopt;
  return cell->second;
}

bool holds(const Condition& condition, const Metrics& metrics, const std::string& subject) {
  const auto value = find(metrics, subject, condition.metric);
  if (!value) return false;
  switch (condition.op) {
    case Condition::Operator::at_least:
      return *value >= condition.value;
    case Condition::Operator::above:
      return *value > condition.value;
    case Condition::Operator::at_most:
      return *value <= condition.value;
    case Condition::Operator::below:
      return *value < condition.value;
    case Condition::Operator::equal:
      return *value == condition.value;
  }
  return false;
}

Rational points_in(const Band& band, const Rational& value) {
  if (!band.points_to) return band.points;
  const Rational& from = *band.values.from;
  const Rational& to = *band.values.to;
  return band.points + (value - from) / (to - from) * (*band.points_to - band.points);
}

bool takes(const std::vector<Interval>& cell, const Rational& value) {
  if (cell.empty()) return true;
  for (const Interval& interval : cell) {
    if (contains(interval, value)) return true;
  }
  return false;
}

// Where one metric of the table is missing there is nothing to look up.
ScoredCriterion score_table(const Criterion& criterion, const Metrics& metrics, const std::string& subject) {
  ScoredCriterion scored;
  scored.criterion = criterion.id;
  std::vector<Rational> values;
  for (const std::string& metric : criterion.table_metrics) {
    const auto value = find(metrics, subject, metric);
    if (value) values.push_back(*value);
  }
  if (values.size() < criterion.table_metrics.size()) {
    if (criterion.missing == Criterion::Missing::zero) scored.points = 0;
    scored.error = criterion.missing == Criterion::Missing::error;
    return scored;
  }
  scored.points = 0;
  for (std::size_t i = 0; i < criterion.rows.size(); ++i) {
    bool all = true;
    for (std::size_t metric = 0; metric < values.size(); ++metric)
      all = all && takes(criterion.rows[i].cells[metric], values[metric]);
    if (!all) continue;
    scored.band = i;
    scored.points = criterion.rows[i].points;
  }
  return scored;
}

ScoredCriterion score(const Criterion& criterion, const Metrics& metrics, const std::string& subject) {
  if (!criterion.rows.empty()) return score_table(criterion, metrics, subject);
  ScoredCriterion scored;
  scored.criterion = criterion.id;
  scored.value = find(metrics, subject, criterion.metric);
  Criterion::Missing treatment = criterion.missing;
  if (!criterion.over.empty()) {
    const auto assigned = find(metrics, subject, criterion.over);
    if (!assigned || *assigned <= 0) {
      treatment = criterion.not_assigned;
      scored.value = std::nullopt;
    } else if (scored.value) {
      scored.value = *scored.value / *assigned;
    }
  }
  if (!scored.value) {
    if (treatment == Criterion::Missing::zero) scored.points = 0;
    scored.error = treatment == Criterion::Missing::error;
    return scored;
  }
  scored.points = 0;
  for (std::size_t i = 0; i < criterion.bands.size(); ++i) {
    if (!contains(criterion.bands[i].values, *scored.value)) continue;
    scored.band = i;
    scored.points = points_in(criterion.bands[i], *scored.value);
  }
  return scored;
}

// Something that gives points, up to a maximum, or drops out.
struct Item {
  std::optional<Rational> points;
  Rational most;
};

// The items' points, rescaled to all of them if some dropped out; none: all did, or what is left has no
// maximum to rescale to.
std::optional<Rational> rescaled(const std::vector<Item>& items) {
  Rational sum = 0;
  Rational most_of_all = 0;
  Rational most_of_scored = 0;
  std::size_t scored = 0;
  for (const Item& item : items) {
    most_of_all += item.most;
    if (!item.points) continue;
    ++scored;
    sum += *item.points;
    most_of_scored += item.most;
  }
  if (scored == items.size() && scored > 0) return sum;
  if (scored == 0 || most_of_scored == 0) return std::nullopt;
  return sum * most_of_all / most_of_scored;
}

// Σ weight·points: each part is rescaled in itself and is then one item of the whole.
std::optional<Rational> total(const Rubric& rubric, const std::vector<ScoredCriterion>& scored) {
  std::vector<Item> whole;
  std::map<std::string, std::vector<Item>> parts;
  for (std::size_t i = 0; i < scored.size(); ++i) {
    const Criterion& criterion = rubric.criteria[i];
    if (scored[i].error) return std::nullopt;
    Item item{std::nullopt, criterion.weight * most(criterion)};
    if (scored[i].points) item.points = criterion.weight * *scored[i].points;
    (criterion.part.empty() ? whole : parts[criterion.part]).push_back(item);
  }
  for (const auto& [name, items] : parts) {
    Item part{rescaled(items), 0};
    bool dropped = true;
    for (const Item& item : items) {
      part.most += item.most;
      if (item.points) dropped = false;
    }
    if (!part.points && !dropped) return std::nullopt;
    whole.push_back(part);
  }
  return rescaled(whole);
}

std::size_t place(const Rubric& rubric, const std::string& class_id) {
  std::size_t i = 0;
  while (rubric.classes[i].id != class_id)
    ++i;
  return i;
}

void move(Scored& scored, Step::Kind kind, const std::string& id, const std::string& after) {
  scored.steps.push_back({kind, id, scored.class_id, after});
  scored.class_id = after;
}

// Bands, vetoes, caps.
void classify(const Rubric& rubric, const Metrics& metrics, Scored& scored) {
  if (!scored.total) return;
  for (const Class& one : rubric.classes) {
    if (contains(one.totals, *scored.total)) move(scored, Step::Kind::bands, "", one.id);
  }
  for (const Limit& veto : rubric.vetoes) {
    if (holds(veto.condition, metrics, scored.subject.id)) {
      move(scored, Step::Kind::veto, veto.id, veto.class_id);
    }
  }
  for (const Limit& cap : rubric.caps) {
    if (!holds(cap.condition, metrics, scored.subject.id)) continue;
    if (place(rubric, scored.class_id) < place(rubric, cap.class_id)) {
      move(scored, Step::Kind::cap, cap.id, cap.class_id);
    }
  }
}

// Whether a is to be kept rather than b, of equal totals, by the named metrics and then the id.
bool wins_tie(const Quota& quota, const Metrics& metrics, const Scored& a, const Scored& b) {
  for (const TieMetric& tie : quota.tie_metrics) {
    const auto of_a = find(metrics, a.subject.id, tie.metric);
    const auto of_b = find(metrics, b.subject.id, tie.metric);
    if (of_a.has_value() != of_b.has_value()) return of_a.has_value();
    if (!of_a || *of_a == *of_b) continue;
    return tie.better == TieMetric::Better::higher ? *of_a > *of_b : *of_a < *of_b;
  }
  return a.subject.id < b.subject.id;
}

void apply(const Quota& quota, const Rubric& rubric, const Metrics& metrics, std::vector<Scored*>& group) {
  std::vector<Scored*> qualifying;
  int base = 0;
  for (Scored* scored : group) {
    if (scored->class_id == quota.limited) qualifying.push_back(scored);
    if (scored->class_id == quota.of) ++base;
  }
  const int size = static_cast<int>(qualifying.size());
  const int kept = quota_size(quota, size, base);
  std::vector<Scored*> demoted;
  for (Scored* scored : qualifying) {
    int higher = 0;
    int not_lower = 0;  // itself included
    int wins = 0;       // those before it among equals
    for (const Scored* other : qualifying) {
      if (*other->total > *scored->total) ++higher;
      if (*other->total >= *scored->total) ++not_lower;
      if (*other->total == *scored->total && wins_tie(quota, metrics, *other, *scored)) ++wins;
    }
    bool stays = not_lower <= kept;
    const bool tied_across = !stays && higher < kept;
    if (tied_across && quota.tie == Quota::Tie::all) stays = true;
    if (tied_across && quota.tie == Quota::Tie::metrics) stays = higher + wins < kept;
    if (!stays) demoted.push_back(scored);
  }
  for (Scored* scored : demoted) {
    move(*scored, Step::Kind::quota, "", rubric.classes[place(rubric, scored->class_id) + 1].id);
  }
}

}  // namespace

bool contains(const Interval& interval, const Rational& value) {
  using Includes = Interval::Includes;
  const bool with_from = interval.includes == Includes::from || interval.includes == Includes::both;
  const bool with_to = interval.includes == Includes::to || interval.includes == Includes::both;
  if (interval.from && (with_from ? value < *interval.from : value <= *interval.from)) return false;
  return !interval.to || (with_to ? value <= *interval.to : value < *interval.to);
}

Rational most(const Criterion& criterion) {
  Rational highest = criterion.rows.empty() ? criterion.bands.front().points : criterion.rows.front().points;
  for (const TableRow& row : criterion.rows)
    highest = std::max(highest, row.points);
  for (const Band& band : criterion.bands) {
    highest = std::max(highest, band.points);
    if (band.points_to) highest = std::max(highest, *band.points_to);
  }
  return highest;
}

int quota_size(const Quota& quota, int qualifying, int base) {
  int largest = 0;
  for (int k = 0; k <= qualifying; ++k) {
    const int of = quota.base == Quota::Base::after ? base + qualifying - k : base;
    const Rational share = quota.share * of;
    Integer allowed;
    switch (quota.rounding) {
      case Quota::Rounding::down:
        allowed = floor(share);
        break;
      case Quota::Rounding::half_up:
        allowed = floor(share + Rational(1, 2));
        break;
      case Quota::Rounding::up:
        allowed = ceil(share);
        break;
    }
    if (k <= allowed) largest = k;
  }
  return largest;
}

std::vector<Scored> evaluate(const Evaluation& evaluation, const std::vector<Subject>& subjects,
                             const Metrics& metrics) {
  std::vector<Scored> results;
  for (const Subject& subject : subjects) {
    const bool head = !subject.collective.empty();
    const Rubric& rubric = head ? evaluation.heads : evaluation.collectives;
    Scored scored;
    scored.subject = subject;
    for (const Criterion& criterion : rubric.criteria) {
      scored.criteria.push_back(score(criterion, metrics, subject.id));
    }
    scored.total = total(rubric, scored.criteria);
    classify(rubric, metrics, scored);
    results.push_back(scored);
  }
  std::vector<Scored*> collectives;
  std::vector<Scored*> heads;
  for (Scored& scored : results) {
    (scored.subject.collective.empty() ? collectives : heads).push_back(&scored);
  }
  for (const Quota& quota : evaluation.collectives.quotas) {
    apply(quota, evaluation.collectives, metrics, collectives);
  }
  for (Scored* head : heads) {
    if (evaluation.head_class == Evaluation::Heads::free || head->class_id.empty()) continue;
    for (const Scored* collective : collectives) {
      if (collective->subject.id != head->subject.collective || collective->class_id.empty()) continue;
      if (place(evaluation.heads, head->class_id) < place(evaluation.heads, collective->class_id)) {
        move(*head, Step::Kind::collective, "", collective->class_id);
      }
    }
  }
  for (const Quota& quota : evaluation.heads.quotas)
    apply(quota, evaluation.heads, metrics, heads);
  return results;
}

std::vector<std::string> shortcomings(const Evaluation& evaluation, const std::vector<Subject>& subjects,
                                      const Metrics& metrics) {
  std::vector<std::string> listed;
  for (const Subject& subject : subjects) {
    if (!subject.collective.empty()) continue;
    std::size_t count = 0;
    for (const Condition& condition : evaluation.shortcomings) {
      if (holds(condition, metrics, subject.id)) ++count;
    }
    const bool all = evaluation.combine_shortcomings == Evaluation::Combine::all;
    if (all ? count == evaluation.shortcomings.size() : count > 0) listed.push_back(subject.id);
  }
  std::sort(listed.begin(), listed.end());
  return listed;
}

std::vector<std::string> emulation(const Evaluation& evaluation, const std::vector<Scored>& scored,
                                   const Metrics& metrics) {
  std::vector<const Scored*> chosen;
  for (const Scored& one : scored) {
    if (!one.subject.collective.empty() || !one.total || one.class_id != evaluation.emulated_class) continue;
    const bool meets =
        std::all_of(evaluation.emulation.begin(), evaluation.emulation.end(),
                    [&](const Condition& condition) { return holds(condition, metrics, one.subject.id); });
    if (meets) chosen.push_back(&one);
  }
  std::sort(chosen.begin(), chosen.end(), [](const Scored* a, const Scored* b) {
    return *a->total != *b->total ? *a->total > *b->total : a->subject.id < b->subject.id;
  });
  std::vector<std::string> listed;
  for (const Scored* one : chosen)
    listed.push_back(one->subject.id);
  return listed;
}

}  // namespace oracle
