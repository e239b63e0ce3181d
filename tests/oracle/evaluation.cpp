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

ScoredCriterion score(const Criterion& criterion, const std::optional<Rational>& value) {
  ScoredCriterion scored;
  scored.criterion = criterion.id;
  scored.value = value;
  if (!value) {
    if (criterion.missing == Criterion::Missing::zero) scored.points = 0;
    return scored;
  }
  scored.points = 0;
  for (std::size_t i = 0; i < criterion.bands.size(); ++i) {
    if (!contains(criterion.bands[i].values, *value)) continue;
    scored.band = i;
    scored.points = points_in(criterion.bands[i], *value);
  }
  return scored;
}

// Σ weight·points over the scored criteria, rescaled to all of them.
std::optional<Rational> total(const Rubric& rubric, const std::vector<ScoredCriterion>& scored) {
  Rational sum = 0;
  Rational most_of_all = 0;
  Rational most_of_scored = 0;
  int count = 0;
  bool rescale = false;
  for (std::size_t i = 0; i < scored.size(); ++i) {
    const Criterion& criterion = rubric.criteria[i];
    most_of_all += criterion.weight * most(criterion);
    if (scored[i].points) {
      sum += criterion.weight * *scored[i].points;
      most_of_scored += criterion.weight * most(criterion);
      ++count;
    } else if (criterion.missing == Criterion::Missing::error) {
      return std::nullopt;
    } else {
      rescale = true;
    }
  }
  if (count == 0) return std::nullopt;
  if (!rescale) return sum;
  if (most_of_scored == 0) return std::nullopt;
  return sum * most_of_all / most_of_scored;
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
  Rational highest = criterion.bands.front().points;
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
      scored.criteria.push_back(score(criterion, find(metrics, subject.id, criterion.metric)));
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
