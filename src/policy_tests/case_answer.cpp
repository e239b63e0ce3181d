#include "policy_tests/case_answer.hpp"

#include "giaingan/assessment/medium_term_run.hpp"
#include "giaingan/assessment/metric_domains.hpp"
#include "giaingan/assessment/monthly_assessment.hpp"
#include "giaingan/assessment/obligations_calendar.hpp"
#include "giaingan/assessment/policy_levels.hpp"
#include "giaingan/assessment/rated_figures.hpp"
#include "giaingan/assessment/revenue_document.hpp"
#include "giaingan/assessment/round_run.hpp"
#include "giaingan/assessment/year_evaluation.hpp"
#include "giaingan/calendar/deadline.hpp"
#include "giaingan/figures/grouping.hpp"
#include "giaingan/figures/selection.hpp"
#include "giaingan/policy/engine_metrics.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "input/text.hpp"
#include "io/json_writer.hpp"
#include "policy/exact_text.hpp"

namespace giaingan::inline v1 {
namespace {

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : ", ") + name;
  return text;
}

std::vector<std::string> ids_of_rounds(const Policy& policy) {
  std::vector<std::string> ids;
  if (!policy->reallocation) return ids;
  for (const Round& round : policy->reallocation->rounds)
    ids.push_back(round.id);
  return ids;
}

std::vector<std::string> ids_of_adjustments(const Policy& policy) {
  std::vector<std::string> ids;
  if (!policy->medium_term) return ids;
  for (const MediumTermAdjustment& each : policy->medium_term->adjustments)
    ids.push_back(each.id);
  return ids;
}

/// Answers the question of one case.
class Answer {
 public:
  Answer(const Policy& policy, Portfolio portfolio, const CaseQuestion& question,
         const std::string& test_file)
      : policy_(policy), portfolio_(std::move(portfolio)), question_(question), test_file_(test_file) {}

  std::string document() {
    switch (question_.kind) {
      case QuestionKind::assess:
        return assessment();
      case QuestionKind::reallocate:
        return round();
      case QuestionKind::medium_term:
        return adjustment();
      case QuestionKind::revenue:
        return revenue();
      case QuestionKind::evaluate:
        return evaluation();
      case QuestionKind::tiers:
        return tiers();
      case QuestionKind::obligations:
      case QuestionKind::rate:  // are answered without facts
      case QuestionKind::calendar:
        break;
    }
    return obligations();
  }

 private:
  [[noreturn]] void refuse(const std::string& member, const std::string& message, const std::string& expected,
                           const std::string& remedy) const {
    const std::string pointer = member.empty() ? question_.pointer : question_.pointer + "/" + member;
    throw InvalidInput(
        {test_problem(test_file_, pointer, "policy_test.unanswerable", message, expected, remedy)});
  }

  void require_section(bool there, const char* section) const {
    if (!there) {
      refuse("", std::string("the policy has no section \"") + section + "\"",
             std::string("a policy with \"") + section + "\"", "ask something else, or name another policy");
    }
  }

  void require_levels(const std::vector<PolicyLevel>& missing) const {
    std::vector<Diagnostic> problems;
    problems.reserve(missing.size());
    for (const PolicyLevel& each : missing) {
      problems.push_back(test_problem(test_file_, question_.pointer, "level.unknown",
                                      "the policy's " + each.pointer + " names the level " +
                                          in_quotes(each.level) + ", and no unit of the facts is of it",
                                      "one of " + listed(levels_of(portfolio_)) + ", or several joined by /",
                                      "give units that kind"));
    }
    if (!problems.empty()) throw InvalidInput(std::move(problems));
  }

  void require_one_of(const std::string& id, const std::vector<std::string>& known, const std::string& member,
                      const char* what) const {
    if (std::ranges::find(known, id) != known.end()) return;
    refuse(member, "there is no such " + std::string(what) + " here: " + in_quotes(id),
           known.empty() ? "a policy that has one" : "one of " + listed(known), "correct the id");
  }

  /// Applies the rounds that come first, as proposed, in the policy's order.
  void apply_earlier(const std::vector<std::string>& may_come_first) {
    for (std::size_t i = 0; i < question_.after.size(); ++i)
      require_one_of(question_.after[i], may_come_first, "after/" + std::to_string(i), "earlier round");
    for (const std::string& id : may_come_first) {
      if (std::ranges::find(question_.after, id) == question_.after.end()) continue;
      const Round& each = *find_round(policy_, id);
      require_levels(missing_levels(portfolio_, each));
      portfolio_ = with_round(portfolio_, each, run_round(policy_, portfolio_, each));
    }
  }

  std::string assessment() {
    apply_earlier(ids_of_rounds(policy_));
    if (!question_.level.empty() && !has_level(portfolio_, question_.level)) {
      throw InvalidInput({test_problem(test_file_, question_.pointer + "/level", "level.unknown",
                                       "no unit of the facts is of the level " + in_quotes(question_.level),
                                       "one of " + listed(levels_of(portfolio_)) + ", or several joined by /",
                                       "correct the level, or give units that kind")});
    }
    require_levels(missing_levels(policy_, portfolio_, question_.level));
    return assessment_document(policy_, portfolio_,
                               question_.level.empty()
                                   ? assess(policy_, portfolio_, *question_.as_of)
                                   : assess(policy_, portfolio_, *question_.as_of, question_.level));
  }

  std::string round() {
    require_one_of(question_.round, ids_of_rounds(policy_), "round", "round");
    const Round& asked = *find_round(policy_, question_.round);
    apply_earlier(asked.earlier);
    require_levels(missing_levels(portfolio_, asked));
    return round_document(policy_, portfolio_, asked, run_round(policy_, portfolio_, asked));
  }

  /// Of each allocation which tiers' conditions it meets; the first is its tier.
  std::string tiers() const {
    require_one_of(question_.round, ids_of_rounds(policy_), "round", "round");
    const Round& asked = *find_round(policy_, question_.round);
    std::vector<std::vector<bool>> selected;
    selected.reserve(asked.tiers.size());
    for (const Tier& tier : asked.tiers)
      selected.push_back(select_allocations(portfolio_, tier.condition));
    JsonWriter writer;
    writer.begin_object().member("round", asked.id).key("allocations").begin_array();
    for (std::size_t i = 0; i < portfolio_->allocations.size(); ++i) {
      const auto first =
          std::ranges::find_if(selected, [&](const std::vector<bool>& tier) { return tier[i]; });
      writer.begin_object().member("allocation", portfolio_->allocations[i].id).key("tier");
      if (first == selected.end()) {
        writer.null();
      } else {
        writer.value(asked.tiers[static_cast<std::size_t>(first - selected.begin())].id);
      }
      writer.key("tiers").begin_array();
      for (std::size_t tier = 0; tier < asked.tiers.size(); ++tier)
        writer.begin_object()
            .member("tier", asked.tiers[tier].id)
            .member("met", selected[tier][i])
            .end_object();
      writer.end_array().end_object();
    }
    writer.end_array().end_object();
    return writer.take();
  }

  std::string adjustment() {
    require_one_of(question_.round, ids_of_adjustments(policy_), "round", "adjustment");
    apply_earlier(ids_of_rounds(policy_));
    const MediumTermAdjustment& asked = *find_adjustment(policy_, question_.round);
    return medium_term_document(policy_, portfolio_, asked, run_adjustment(policy_, portfolio_, asked));
  }

  std::string revenue() {
    require_section(policy_->revenue.has_value(), "revenue");
    apply_earlier(ids_of_rounds(policy_));
    require_levels(missing_revenue_levels(policy_, portfolio_));
    return revenue_document(policy_, portfolio_,
                            review_revenue_plans(*policy_->revenue, portfolio_, *question_.as_of));
  }

  std::string evaluation() {
    require_section(policy_->evaluation.has_value(), "evaluation");
    apply_earlier(ids_of_rounds(policy_));
    require_levels(missing_rubric_levels(policy_, portfolio_));
    return evaluation_document(policy_, portfolio_, evaluate_year(policy_, portfolio_, *question_.as_of),
                               *question_.as_of);
  }

  std::string obligations() {
    require_section(policy_->obligations.has_value(), "obligations");
    if (question_.unit.empty())
      return obligations_document(policy_, portfolio_,
                                  obligations_calendar(policy_, portfolio_, *question_.as_of));
    if (std::ranges::find(portfolio_->units, question_.unit, &Unit::id) == portfolio_->units.end())
      refuse("unit", "the facts have no unit " + in_quotes(question_.unit), "the id of a unit",
             "correct the id, or give the unit");
    return obligations_document(policy_, portfolio_,
                                obligations_calendar(policy_, portfolio_, *question_.as_of, question_.unit));
  }

  const Policy& policy_;
  Portfolio portfolio_;
  const CaseQuestion& question_;
  const std::string& test_file_;
};

void write_last_days(JsonWriter& writer, const PolicySections& policy, Date day,
                     const WorkingDays& working_days) {
  writer.key("last_day_of").begin_array();
  if (policy.reallocation) {
    for (const Round& round : policy.reallocation->rounds) {
      if (last_day({DeadlinePhrase::before, round.report_before, HolidayShift::unmoved}, working_days) == day)
        writer.begin_object().member("round", round.id).end_object();
    }
  }
  if (policy.obligations) {
    for (const Obligation& duty : policy.obligations->obligations) {
      const auto* once = std::get_if<OneOff>(&duty.due);
      if (once != nullptr && last_day({duty.phrase, once->day, duty.shift}, working_days) == day)
        writer.begin_object().member("obligation", duty.id).end_object();
    }
  }
  writer.end_array();
}

/// Figures that the rubric doesn't rate by, or that can't be.
std::vector<Diagnostic> problems_of_figures(const EvaluationPolicy& rubric, const CaseQuestion& question,
                                            const std::string& test_file) {
  const std::set<std::string> read = rating_metrics(rubric);
  std::vector<Diagnostic> problems;
  for (const auto& [metric, value] : question.figures) {
    const std::string pointer = pointer_to(question.pointer + "/figures", metric);
    if (!read.contains(metric)) {
      problems.push_back(test_problem(test_file, pointer, "policy_test.unread",
                                      "no criterion, veto or cap of this policy reads " + in_quotes(metric),
                                      "one of " + listed({read.begin(), read.end()}),
                                      "delete it, or correct the id"));
    } else if (const MetricDomain domain = domain_of(rubric, metric); !contains(domain, value)) {
      problems.push_back(test_problem(
          test_file, pointer, "metric.outside_domain", in_quotes(metric) + " can't be " + exact_text(value),
          domain_text(domain), "mend the value, or what /evaluation/host_metrics of the policy declares"));
    }
  }
  return problems;
}

}  // namespace

std::string calendar_answer(const Policy& policy, const CaseQuestion& question) {
  const WorkingDays week;
  const WorkingDays working_days = policy->obligations ? policy->obligations->working_days : week;
  const auto named = working_days.exceptions();
  JsonWriter writer;
  writer.begin_object().key("days").begin_array();
  for (const Date day : question.days) {
    writer.begin_object().member("day", day.text()).member("working_day", working_days.is_working_day(day));
    writer.member("by_the_week", week.is_working_day(day));
    writer.member("in_the_calendar", std::ranges::find(named, day, &ExceptionalDay::date) != named.end());
    write_last_days(writer, *policy, day, working_days);
    writer.end_object();
  }
  writer.end_array().end_object();
  return writer.take();
}

std::string rated_answer(const PolicyDraft& draft, const CaseQuestion& question,
                         const std::string& test_file) {
  if (!draft.rubric) {
    throw InvalidInput({test_problem(
        test_file, question.pointer, "policy_test.unanswerable", "the policy has no section \"evaluation\"",
        "a policy with \"evaluation\"", "ask something else, or name another policy")});
  }
  const EvaluationPolicy& rubric = *draft.rubric;
  if (question.total) return classes_of_total_document(rubric, *question.total);
  if (auto problems = problems_of_figures(rubric, question, test_file); !problems.empty())
    throw InvalidInput(std::move(problems));
  return rated_figures_document(rubric, question.figures);
}

std::string answer(const Policy& policy, const Portfolio& portfolio, const CaseQuestion& question,
                   const std::string& test_file) {
  return Answer(policy, portfolio, question, test_file).document();
}

}  // namespace giaingan::inline v1
