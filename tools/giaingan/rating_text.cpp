// How one unit's points and class came about, criterion by criterion and step by step.
#include "rating_text.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "commands.hpp"
#include "names.hpp"
#include "text_table.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

const std::string& title_of(const std::vector<ClassLimit>& limits, const std::string& id, Language language) {
  const Text& title = std::ranges::find(limits, id, &ClassLimit::id)->title;
  return language == Language::vi ? title.vi : title.en;
}

bool with_from(const Interval& interval) {
  return interval.includes == IncludedBounds::from || interval.includes == IncludedBounds::both;
}

bool with_to(const Interval& interval) {
  return interval.includes == IncludedBounds::to || interval.includes == IncludedBounds::both;
}

/// The text of one subject's rating, or of a collective's and its head's where the points are the same.
class RatingText {
 public:
  RatingText(const Inputs& inputs, Language language)
      : policy_(inputs.policy), rubric_(*inputs.policy->evaluation), language_(language) {}

  [[nodiscard]] std::string points_of(const SubjectRating& rating) const {
    TextTable table;
    table.column(say(language_, "Tiêu chí", "Criterion"), Align::left);
    table.column(say(language_, "Số liệu", "Figure"), Align::right);
    table.column(say(language_, "Khoảng", "Band"), Align::left);
    table.column(say(language_, "Điểm", "Points"), Align::right);
    table.column(say(language_, "Hệ số", "Weight"), Align::right);
    table.column(say(language_, "Điểm × hệ số", "Points × weight"), Align::right);
    table.column(say(language_, "Căn cứ", "By"), Align::left);
    for (const CriterionScore& score : rating.criteria) {
      const Criterion& criterion = rubric_.criteria[score.criterion];
      table.row({say(language_, criterion.title), figure(criterion, score), band(criterion, score),
                 exact_points(score.points), number(Rational(criterion.weight)),
                 exact_points(weighted(score)),
                 clause(policy_, score_citation(criterion, score), language_)});
    }
    return table.text() + total(rating);
  }

  /// @param shared how many steps from the first one are those of the collective
  [[nodiscard]] std::string steps_of(const SubjectRating& rating, std::size_t shared) const {
    std::string text;
    if (shared > 0) {
      text = "    1" + (shared > 1 ? "–" + std::to_string(shared) : "") + ". " +
             say(language_, "Như tập thể", "As the collective") + "\n";
    }
    for (std::size_t i = shared; i < rating.steps.size(); ++i) {
      const ClassStep& step = rating.steps[i];
      text += "    " + std::to_string(i + 1) + ". " + step_kind_name(step.kind, language_) +
              (step.kind == ClassStepKind::band ? "" : " \"" + step_name(rubric_, step, language_) + "\"") +
              ": " + outcome(step) + comparisons(step) + " – " + clause(policy_, step.citation, language_) +
              "\n";
    }
    return text;
  }

 private:
  [[nodiscard]] std::string number(const Rational& value) const {
    return number_in_words(policy_, value, Quantity::count, {}, language_);
  }

  [[nodiscard]] std::string exact_points(const std::optional<Rational>& value) const {
    return value ? number(*value) : "–";
  }

  [[nodiscard]] std::optional<Rational> weighted(const CriterionScore& score) const {
    if (!score.points) return std::nullopt;
    return *score.points * Rational(rubric_.criteria[score.criterion].weight);
  }

  [[nodiscard]] static Quantity quantity_of(const Criterion& criterion) {
    const auto* banded = std::get_if<BandedScore>(&criterion.score);
    return banded != nullptr && banded->over.empty() ? metric_quantity(banded->metric) : Quantity::ratio;
  }

  [[nodiscard]] std::string figure(const Criterion& criterion, const CriterionScore& score) const {
    if (const auto* table = std::get_if<TabledScore>(&criterion.score)) return figures(*table, score);
    return score.value ? figure(*score.value, quantity_of(criterion), score) : "–";
  }

  [[nodiscard]] std::string figure(const Rational& value, Quantity quantity,
                                   const CriterionScore& score) const {
    std::vector<Rational> bounds;  // no percentage may seem to lie on a bound that it only comes near
    for (const Evidence& one : score.evidence) {
      if (one.quantity == Quantity::ratio && one.right) bounds.push_back(*one.right);
    }
    return number_in_words(policy_, value, quantity, bounds, language_);
  }

  [[nodiscard]] std::string figures(const TabledScore& table, const CriterionScore& score) const {
    std::string text;
    for (std::size_t i = 0; i < score.values.size(); ++i) {
      const std::string& metric = table.metrics[i];
      text += (text.empty() ? "" : "; ") + metric_name(metric) + " " +
              figure(score.values[i], metric_quantity(metric), score);
    }
    return text.empty() ? "–" : text;
  }

  /// What a row takes of each metric that it names.
  [[nodiscard]] std::string row(const TabledScore& table, const TableRow& row) const {
    std::string text;
    for (std::size_t i = 0; i < table.metrics.size(); ++i) {
      std::string any_of;
      for (const Interval& each : row.cells[i])
        any_of += (any_of.empty() ? " " : say(language_, " hoặc ", " or ")) +
                  interval(each, metric_quantity(table.metrics[i]));
      if (!any_of.empty()) text += (text.empty() ? "" : "; ") + metric_name(table.metrics[i]) + any_of;
    }
    return text.empty() ? say(language_, "mọi số liệu", "any figure") : text;
  }

  [[nodiscard]] std::string metric_name(const std::string& metric) const {
    Evidence named;
    named.object = metric;
    return object_in_words(policy_, named, language_);
  }

  /// The band hit; of a criterion that wasn't scored, why.
  [[nodiscard]] std::string band(const Criterion& criterion, const CriterionScore& score) const {
    const std::string lacking =
        say(language_, " (không có số liệu: ", " (no figure of: ") + metric_name(score.missing_metric) + ")";
    switch (score.status) {
      case CriterionStatus::missing_zero:
        return say(language_, "tính 0 điểm", "counts as 0 points") + lacking;
      case CriterionStatus::missing_skipped:
        return say(language_, "không chấm", "dropped") + lacking;
      case CriterionStatus::missing_error:
        return say(language_, "chưa chấm được", "can't be scored") + lacking;
      case CriterionStatus::scored:
        break;
    }
    if (const auto* proportional = std::get_if<ProportionalScore>(&criterion.score))
      return say(language_, "theo tỷ lệ, tối đa ", "in proportion, at most ") +
             number(Rational(proportional->max));
    if (!score.band) return say(language_, "ngoài các khoảng", "in no band");
    if (const auto* table = std::get_if<TabledScore>(&criterion.score))
      return row(*table, table->rows[*score.band]);
    return interval(std::get<BandedScore>(criterion.score).bands[*score.band].interval,
                    quantity_of(criterion));
  }

  [[nodiscard]] std::string interval(const Interval& of, Quantity quantity) const {
    const auto bound = [&](Ratio value) {
      return number_in_words(policy_, Rational(value), quantity, {}, language_);
    };
    if (of.from && of.from == of.to) return bound(*of.from);
    std::string text;
    if (of.from)
      text = (with_from(of) ? say(language_, "từ ", "from ") : say(language_, "trên ", "above ")) +
             bound(*of.from);
    if (of.to) {
      text += (text.empty() ? "" : " ") +
              (with_to(of) ? say(language_, "đến hết ", "up to ") : say(language_, "dưới ", "below ")) +
              bound(*of.to);
    }
    return text.empty() ? say(language_, "mọi số liệu", "any figure") : text;
  }

  /// From the sum to the total: what was made good for what, part by part, and the total.
  [[nodiscard]] std::string total(const SubjectRating& rating) const {
    Rational sum(0);
    std::map<std::string, Rational> of_part;
    std::map<std::string, Rational> factors;
    for (const CriterionScore& score : rating.criteria) {
      const Rational points = weighted(score).value_or(Rational(0));
      const std::string& part = rubric_.criteria[score.criterion].part;
      sum = sum + points;
      if (!score.rescaled_by) continue;
      of_part[part] = of_part[part] + points;
      factors.insert_or_assign(part, *score.rescaled_by);
    }
    std::string text =
        say(language_, "  Cộng điểm × hệ số: ", "  Sum of points × weight: ") + number(sum) + "\n";
    for (const auto& [part, factor] : factors) {
      text += say(language_, "  Quy đổi phần ", "  Rescaled, part ") + part + ": " + number(of_part[part]) +
              " × " + fraction(factor) + " = " + number(of_part[part] * factor) + "\n";
    }
    if (rating.rescaled_by && *rating.rescaled_by != Rational(1))
      text += say(language_, "  Quy đổi cả bảng điểm: × ", "  Rescaled as a whole: × ") +
              fraction(*rating.rescaled_by) + "\n";
    return text + say(language_, "  Tổng điểm: ", "  Total: ") +
           (rating.total ? number(*rating.total)
                         : say(language_, "không có, nên không xếp loại", "none, so there is no class")) +
           "\n";
  }

  [[nodiscard]] static std::string fraction(const Rational& factor) {
    const std::string whole = factor.denominator_text();
    return factor.numerator_text() + (whole == "1" ? "" : "/" + whole);
  }

  [[nodiscard]] std::string class_name(std::size_t rating) const {
    return say(language_, rubric_.classes[rating].title);
  }

  [[nodiscard]] std::string outcome(const ClassStep& step) const {
    if (step.before && *step.before != step.after)
      return class_name(*step.before) + " → " + class_name(step.after);
    if (!step.before) return "→ " + class_name(step.after);
    const std::string kept = say(language_, "giữ ", "stays ") + class_name(step.after);
    if (!step.applies) return say(language_, "không xét được, ", "not decided, ") + kept;
    return *step.applies ? kept : say(language_, "không áp dụng, ", "does not apply, ") + kept;
  }

  [[nodiscard]] std::string comparisons(const ClassStep& step) const {
    std::string text;
    for (const Evidence& one : step.evidence) {
      text += text.empty() ? "; " : ", ";
      if (step.kind == ClassStepKind::veto || step.kind == ClassStepKind::cap)
        text += object_in_words(policy_, one, language_) + ": ";
      text += comparison_in_words(policy_, one, language_);
    }
    return text;
  }

  const Policy& policy_;
  const EvaluationPolicy& rubric_;
  Language language_;
};

/// Whether a head's points came about as his collective's.
bool same_points(const SubjectRating& collective, const SubjectRating& head) {
  return collective.subject == Subject::collective && head.subject == Subject::head &&
         collective.unit == head.unit && collective.total == head.total &&
         std::ranges::equal(collective.criteria, head.criteria, {}, &CriterionScore::criterion,
                            &CriterionScore::criterion);
}

/// How many steps, from the first one, a head took as his collective did. @pre same_points
std::size_t shared_steps(const SubjectRating& collective, const SubjectRating& head) {
  const auto differs =
      std::ranges::mismatch(collective.steps, head.steps, [](const ClassStep& left, const ClassStep& right) {
        return left.kind == right.kind && left.id == right.id && left.applies == right.applies &&
               left.before == right.before && left.after == right.after;
      });
  return static_cast<std::size_t>(differs.in2 - head.steps.begin());
}

}  // namespace

std::string subject_name(Subject subject, Language language) {
  return subject == Subject::collective ? say(language, "tập thể", "collective")
                                        : say(language, "người đứng đầu", "head");
}

std::string step_name(const EvaluationPolicy& rubric, const ClassStep& step, Language language) {
  switch (step.kind) {
    case ClassStepKind::veto:
      return title_of(rubric.vetoes, step.id, language);
    case ClassStepKind::cap:
      return title_of(rubric.caps, step.id, language);
    case ClassStepKind::quota:
      return say(language, std::ranges::find(rubric.quotas, step.id, &Quota::id)->title);
    case ClassStepKind::collective:
      return say(language, "Không cao hơn tập thể", "Not above the collective");
    case ClassStepKind::band:
      break;
  }
  return step.id;
}

std::string step_kind_name(ClassStepKind kind, Language language) {
  switch (kind) {
    case ClassStepKind::band:
      return say(language, "Theo điểm", "By points");
    case ClassStepKind::veto:
      return say(language, "Trường hợp loại trừ", "Veto");
    case ClassStepKind::cap:
      return say(language, "Mức trần", "Cap");
    case ClassStepKind::collective:
      return say(language, "So với tập thể", "Against the collective");
    case ClassStepKind::quota:
      break;
  }
  return say(language, "Tỷ lệ khống chế", "Quota");
}

std::string ratings_text(const Inputs& inputs, std::span<const SubjectRating> ratings, Language language) {
  if (!inputs.policy->evaluation) return "";
  const RatingText texts(inputs, language);
  std::string text;
  for (std::size_t i = 0; i < ratings.size(); ++i) {
    const SubjectRating& rating = ratings[i];
    if (rating.criteria.empty()) continue;  // the rubric rates no such subject
    text += unit_name(inputs.portfolio, rating.unit) + " – " + subject_name(rating.subject, language) + "\n";
    const bool as_collective = i > 0 && same_points(ratings[i - 1], rating);
    text += as_collective ? say(language, "  Điểm như của tập thể\n", "  Points as of the collective\n")
                          : texts.points_of(rating);
    const std::string steps =
        texts.steps_of(rating, as_collective ? shared_steps(ratings[i - 1], rating) : 0);
    if (!steps.empty()) text += say(language, "  Các bước xếp loại\n", "  Steps to the class\n") + steps;
  }
  return text.empty() ? text
                      : say(language, "CÁCH TÍNH ĐIỂM VÀ XẾP LOẠI\n", "HOW POINTS AND CLASSES CAME ABOUT\n") +
                            text + "\n";
}

}  // namespace giaingan::tool
