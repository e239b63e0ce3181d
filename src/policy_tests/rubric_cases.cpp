#include "policy_tests/rubric_cases.hpp"

#include "giaingan/assessment/rubric_equivalence.hpp"
#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/policy/engine_metrics.hpp"
#include "giaingan/rules/evaluation.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <utility>

#include "assessment/class_steps.hpp"
#include "assessment/rubric_probe.hpp"
#include "io/exact_json.hpp"
#include "policy/exact_text.hpp"
#include "policy_tests/best_figures.hpp"

namespace giaingan::inline v1 {
namespace {

using GivenFigures = std::map<std::string, Rational>;

/// As far as a check that a person waits for looks for figures.
constexpr RubricLimits search_limits{.patterns = 256, .sums = 20'000, .cells = 5'000};

/// What a subject of a rubric has to come to some class.
struct FiguresOf {
  Subject subject = Subject::collective;
  GivenFigures figures;
};

/// Figures that come to a class before quotas: those that a rubric tells apart from the same rubric with
/// another name of that class.
std::optional<FiguresOf> figures_in(const EvaluationPolicy& rubric, std::size_t rating) {
  EvaluationPolicy renamed = rubric;
  renamed.classes[rating].id += "'";
  const auto found = compare_rubrics(rubric, renamed, search_limits).counterexample;
  if (!found) return std::nullopt;
  const std::set<std::string> read = rating_metrics(rubric);
  FiguresOf figures{found->subject, {}};
  for (const auto& [metric, value] : found->metrics)
    if (value && read.contains(metric)) figures.figures.emplace(metric, *value);
  return figures;
}

/// Figures that give a total.
std::optional<FiguresOf> figures_with(const EvaluationPolicy& rubric, const Rational& total) {
  const auto exact = total.to_ratio();
  if (!exact) return std::nullopt;
  EvaluationPolicy by_total = without_quotas(rubric);
  by_total.vetoes.clear();
  by_total.caps.clear();
  const auto band = [](const char* id, Interval totals) { return RatingClass{id, {}, totals, {}}; };
  by_total.classes = {band("above", {exact, {}, IncludedBounds::neither}),
                      band("there", {exact, exact, IncludedBounds::both}),
                      band("below", {{}, exact, IncludedBounds::neither})};
  return figures_in(by_total, 1);
}

std::vector<SubjectRating> rated(const EvaluationPolicy& rubric, const GivenFigures& figures) {
  return evaluate(without_quotas(rubric), table_of({figures.begin(), figures.end()})).subjects;
}

const SubjectRating* of_subject(const std::vector<SubjectRating>& ratings, Subject subject) {
  const auto found = std::ranges::find(ratings, subject, &SubjectRating::subject);
  return found == ratings.end() ? nullptr : &*found;
}

void write_class(JsonWriter& writer, const EvaluationPolicy& rubric, const SubjectRating& rating) {
  writer.key("class");
  if (rating.rating) {
    writer.value(rubric.classes[*rating.rating].id);
  } else {
    writer.null();
  }
}

std::string case_at_total(const EvaluationPolicy& rubric, const Rational& total, const std::string& name) {
  JsonWriter writer(JsonLayout::compact);
  writer.begin_object().member("name", name + ": " + exact_text(total));
  const auto found = figures_with(rubric, total);
  const auto ratings = found ? rated(rubric, found->figures) : std::vector<SubjectRating>();
  const SubjectRating* rating = found ? of_subject(ratings, found->subject) : nullptr;
  if (rating != nullptr) {
    write_figures(writer, found->figures);
    writer.key("expect").begin_object().key(subject_text(found->subject)).begin_object().key("total");
    write_exact(writer, total);
    write_class(writer, rubric, *rating);
    writer.end_object().end_object();
  } else {
    writer.key("rate").begin_object().member("total", number_text(total)).end_object();
    writer.key("expect").begin_object().key("classes").begin_array();
    for (const RatingClass& each : rubric.classes)
      if (contains(each.totals, total)) writer.value(each.id);
    writer.end_array().end_object();
  }
  writer.end_object();
  return writer.take();
}

/// What a limit does to one subject: nothing. Null where such subjects aren't rated.
void write_without(JsonWriter& writer, const EvaluationPolicy& rubric, const std::string& limit,
                   const SubjectRating* rating) {
  if (rating == nullptr) {
    writer.null();
    return;
  }
  writer.begin_object();
  write_class(writer, rubric, *rating);
  const auto step = std::ranges::find_if(rating->steps, [&](const ClassStep& each) {
    return each.id == limit && (each.kind == ClassStepKind::veto || each.kind == ClassStepKind::cap);
  });
  if (step != rating->steps.end()) {
    writer.key("steps").begin_array().begin_object().member("step", step_text(step->kind));
    writer.member("id", limit).member("applies", step->applies).end_object().end_array();
  }
  writer.end_object();
}

bool is_of_engine(const std::string& metric) {
  return std::ranges::find(engine_metrics, metric, &EngineMetricName::id) != std::end(engine_metrics);
}

/// An allocation that has the plan, the disbursed đồng and the ratio of the figures, as far as they say.
struct AllocationFigures {
  Rational plan;
  Rational disbursed;
};

AllocationFigures allocation_of(const GivenFigures& figures) {
  const auto value = [&](EngineMetric metric) {
    const auto found = figures.find(std::string(metric_id(metric)));
    return found == figures.end() ? std::nullopt : std::optional(found->second);
  };
  const auto ratio = value(EngineMetric::final_ratio);
  const auto exact = ratio ? ratio->to_ratio() : std::nullopt;
  const Rational plan = value(EngineMetric::plan).value_or(Rational(exact ? exact->den : 1));
  const Rational paid = ratio ? *ratio * plan : Rational(0);
  return {plan, value(EngineMetric::disbursed).value_or(paid)};
}

/// A unit with one allocation of its own, by its id.
using UnitFigures = std::map<std::string, GivenFigures>;

void write_metrics(JsonWriter& writer, const UnitFigures& units) {
  bool any = false;
  for (const auto& [unit, figures] : units) {
    for (const auto& [metric, value] : figures) {
      if (is_of_engine(metric)) continue;
      if (!any) writer.key("metrics").begin_array();
      any = true;
      writer.begin_object().member("unit", unit).member("metric", metric);
      writer.member("value", exact_text(value)).end_object();
    }
  }
  if (any) writer.end_array();
}

void write_facts(JsonWriter& writer, const PolicySections& policy, const EvaluationPolicy& rubric,
                 const UnitFigures& units) {
  writer.key("given").begin_object().key("units").begin_array();
  for (const auto& each : units)
    writer.begin_object().member("unit", each.first).member("kind", rubric.level).end_object();
  writer.end_array().key("allocations").begin_array();
  for (const auto& [unit, figures] : units) {
    writer.begin_object().member("allocation", "of-" + unit).member("project", "p").member("owner", unit);
    writer.key("plan").digits(allocation_of(figures).plan.numerator_text()).end_object();
  }
  writer.end_array().key("disbursements").begin_array();
  for (const auto& [unit, figures] : units) {
    writer.begin_object().member("allocation", "of-" + unit);
    writer.member("month", month_text(policy.year, rubric.last_month)).key("disbursed");
    writer.digits(allocation_of(figures).disbursed.numerator_text()).end_object();
  }
  writer.end_array();
  write_metrics(writer, units);
  writer.end_object();
}

/// One unit of the quota's class, and enough of its base, or of the class that it demotes to, that a tenth of
/// them would keep it.
std::optional<UnitFigures> units_under(const Quota& quota, const EvaluationPolicy& rubric) {
  constexpr std::size_t others = 10;
  const auto found = figures_in(rubric, quota.rated);
  if (!found) return std::nullopt;
  UnitFigures units{{"u", found->figures}};
  auto other = figures_in(rubric, quota.base_class);
  if (!other) other = figures_in(rubric, quota.rated + 1);
  for (std::size_t i = 0; other && i < others; ++i)
    units.emplace("other-" + std::to_string(i), other->figures);
  return units;
}

}  // namespace

std::string number_text(const Rational& number) {
  const std::string den = number.denominator_text();
  return number.numerator_text() + (den == "1" ? "" : "/" + den);
}

void write_figures(JsonWriter& writer, const GivenFigures& figures) {
  writer.key("rate").begin_object().key("figures").begin_object();
  for (const auto& [metric, value] : figures)
    writer.member(metric, number_text(value));
  writer.end_object().end_object();
}

std::vector<std::string> cases_at(const TotalsWitness& witness, const std::string& name,
                                  const PolicyDraft& draft) {
  std::vector<std::string> cases;
  cases.reserve(witness.totals.size());
  for (const Rational& total : witness.totals)
    cases.push_back(case_at_total(*draft.rubric, total, name));
  return cases;
}

std::vector<std::string> cases_at(const NeverHoldsWitness& witness, const std::string& limit,
                                  const std::string& name, const PolicyDraft& draft) {
  const EvaluationPolicy& rubric = *draft.rubric;
  std::vector<std::string> cases;
  cases.reserve(witness.figures.size());
  for (const GivenFigures& given : witness.figures) {
    const GivenFigures figures = best_figures(rubric, given);
    const auto ratings = rated(rubric, figures);
    std::string at;
    for (const auto& [metric, value] : given)
      at += (at.empty() ? ": " : ", ") + metric + " = " + exact_text(value);
    JsonWriter writer(JsonLayout::compact);
    writer.begin_object().member("name", name + at);
    write_figures(writer, figures);
    writer.key("expect").begin_object();
    for (const Subject subject : {Subject::collective, Subject::head}) {
      writer.key(subject_text(subject));
      write_without(writer, rubric, limit, of_subject(ratings, subject));
    }
    writer.end_object().end_object();
    cases.push_back(writer.take());
  }
  return cases;
}

std::vector<std::string> cases_at(const QuotaWitness& witness, const std::string& name,
                                  const PolicyDraft& draft) {
  const EvaluationPolicy& rubric = *draft.rubric;
  const Quota& quota = *std::ranges::find(rubric.quotas, witness.quota, &Quota::id);
  const auto units = units_under(quota, without_quotas(rubric));
  if (!units) return {};
  JsonWriter writer(JsonLayout::compact);
  writer.begin_object().member("name", name);
  write_facts(writer, *draft.policy, rubric, *units);
  writer.key("evaluate").begin_object();
  writer.member("as_of", month_end(draft.policy->year, {months_in_budget_year}).text()).end_object();
  writer.key("expect").begin_object().key("subjects").begin_array().begin_object().member("unit", "u");
  writer.member("subject", subject_text(quota.subject)).key("steps").begin_array().begin_object();
  writer.member("step", "quota").member("id", quota.id).member("before", rubric.classes[quota.rated].id);
  writer.member("after", rubric.classes[quota.rated + 1].id).member("applies", true);
  writer.end_object().end_array().end_object().end_array().end_object().end_object();
  return {writer.take()};
}

}  // namespace giaingan::inline v1
