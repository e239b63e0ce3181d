#include "assessment/rating_unmet.hpp"

#include <algorithm>
#include <utility>

#include "assessment/goal_judge.hpp"

namespace giaingan::inline v1 {
namespace {

/// What holds where the comparison doesn't; of "equal" there is none to be named.
Comparison opposite(Comparison comparison) {
  switch (comparison) {
    case Comparison::at_least:
      return Comparison::less_than;
    case Comparison::more_than:
      return Comparison::at_most;
    case Comparison::at_most:
      return Comparison::more_than;
    case Comparison::less_than:
      return Comparison::at_least;
    case Comparison::equal:
      break;
  }
  return Comparison::equal;
}

class Unmet {
 public:
  Unmet(const EvaluationPolicy& rubric, const EvaluationResult& result, const SubjectRating& rating,
        std::size_t wanted)
      : rubric_(rubric), result_(result), rating_(rating), wanted_(wanted) {}

  std::vector<UnmetCondition> find() {
    if (!rating_.rating) {
      add_missing();
      return std::move(found_);
    }
    if (*rating_.rating <= wanted_) return {};
    if (rating_.steps.front().after > wanted_) add_points();
    for (const ClassStep& step : rating_.steps) {
      if (step.kind == ClassStepKind::collective) {
        add_collective(step);  // which binds even where the head is no better by itself
      } else if (step.applies == true && stands_against(step)) {
        add_step(step);
      }
    }
    return std::move(found_);
  }

 private:
  void add(Evidence line) { found_.push_back(unmet_condition(std::move(line))); }

  [[nodiscard]] Evidence line(std::string rule, std::string object, const Citation& citation) const {
    Evidence evidence;
    evidence.rule = std::move(rule);
    evidence.subject = rating_.unit;
    evidence.object = std::move(object);
    evidence.quantity = Quantity::points;
    evidence.holds = false;
    evidence.citation = citation;
    return evidence;
  }

  void add_missing() {
    for (const CriterionScore& score : rating_.criteria) {
      if (score.missing_metric.empty()) continue;
      Evidence missing = line("evaluation.missing", score.missing_metric,
                              score_citation(rubric_.criteria[score.criterion], score));
      missing.holds = std::nullopt;
      add(std::move(missing));
    }
  }

  // The total against the class's bound, and what each criterion gave of what it could.
  void add_points() {
    const RatingClass& wanted = rubric_.classes[wanted_];
    if (wanted.totals.from) {
      const auto includes = wanted.totals.includes;
      const bool reaching = includes == IncludedBounds::from || includes == IncludedBounds::both;
      Evidence total = line("evaluation.class", wanted.id, wanted.citation);
      total.left = rating_.total;
      total.comparison = reaching ? Comparison::at_least : Comparison::more_than;
      total.right = Rational(*wanted.totals.from);
      add(std::move(total));
    }
    for (const CriterionScore& score : rating_.criteria) {
      const Criterion& criterion = rubric_.criteria[score.criterion];
      const Rational weight(criterion.weight);
      if (!score.points || *score.points >= Rational(criterion.max)) continue;
      Evidence lost = line("evaluation.points", criterion.id, score_citation(criterion, score));
      lost.left = weight * *score.points;
      lost.right = weight * Rational(criterion.max);
      add(std::move(lost));
    }
  }

  /// Whether a veto, cap or quota alone keeps the subject below the class.
  [[nodiscard]] bool stands_against(const ClassStep& step) const {
    const auto limit_of = [&](const std::vector<ClassLimit>& limits) {
      return std::ranges::find(limits, step.id, &ClassLimit::id)->limit;
    };
    switch (step.kind) {
      case ClassStepKind::veto:
        return limit_of(rubric_.vetoes) > wanted_;
      case ClassStepKind::cap:
        return limit_of(rubric_.caps) > wanted_;
      case ClassStepKind::quota:
        return step.before && *step.before <= wanted_ && step.after > wanted_;
      case ClassStepKind::collective:
      case ClassStepKind::band:
        break;
    }
    return false;
  }

  void add_step(const ClassStep& step) {
    for (Evidence evidence : step.evidence) {
      if (step.kind == ClassStepKind::quota) {
        if (evidence.holds == true) continue;
      } else if (evidence.comparison != Comparison::equal) {
        evidence.comparison = opposite(evidence.comparison);
        evidence.holds = false;
      }
      add(std::move(evidence));
    }
  }

  // Classes by their place from the best, 1: the collective's must not be the greater.
  void add_collective(const ClassStep& step) {
    const SubjectRating* collective = rating_of(result_, rating_.unit, Subject::collective);
    if (collective == nullptr || !collective->rating || *collective->rating <= wanted_) return;
    Evidence above = line("evaluation.collective", rubric_.classes[wanted_].id, step.citation);
    above.quantity = Quantity::count;
    above.left = Rational(static_cast<std::int64_t>(*collective->rating) + 1);
    above.comparison = Comparison::at_most;
    above.right = Rational(static_cast<std::int64_t>(wanted_) + 1);
    add(std::move(above));
  }

  const EvaluationPolicy& rubric_;
  const EvaluationResult& result_;
  const SubjectRating& rating_;
  std::size_t wanted_;
  std::vector<UnmetCondition> found_;
};

}  // namespace

const SubjectRating* rating_of(const EvaluationResult& result, const std::string& unit, Subject subject) {
  const auto found = std::ranges::find_if(result.subjects, [&](const SubjectRating& rating) {
    return rating.unit == unit && rating.subject == subject;
  });
  return found == result.subjects.end() ? nullptr : &*found;
}

std::vector<UnmetCondition> unmet_for_class(const EvaluationPolicy& rubric, const EvaluationResult& result,
                                            const std::string& unit, Subject subject, std::size_t wanted) {
  const SubjectRating* rating = rating_of(result, unit, subject);
  if (rating == nullptr) return {};
  return Unmet(rubric, result, *rating, wanted).find();
}

}  // namespace giaingan::inline v1
