#include "assessment/decided_verdicts.hpp"

#include "giaingan/assessment/medium_term_run.hpp"
#include "giaingan/assessment/policy_levels.hpp"
#include "giaingan/assessment/round_run.hpp"
#include "giaingan/assessment/year_evaluation.hpp"
#include "giaingan/rules/project_checks.hpp"
#include "giaingan/rules/revenue_plans.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <variant>

#include "assessment/verdict_list.hpp"
#include "io/json_writer.hpp"

namespace giaingan::inline v1 {
namespace {

Decides rule_of(std::string_view kind) {
  using enum Decides;
  static const std::map<std::string_view, Decides> rules{{"rank", rank},
                                                         {"milestone", milestone},
                                                         {"flagged", below_average},
                                                         {"obligation", obligation},
                                                         {"first_flagged", below_average},
                                                         {"review", below_average},
                                                         {"class_by_total", rating},
                                                         {"class", rating},
                                                         {"shortcomings", rating},
                                                         {"emulation", rating}};
  const auto found = rules.find(kind);
  return found == rules.end() ? round : found->second;
}

/// Gathers the verdicts of the rules that are asked.
class Gathering {
 public:
  Gathering(const Policy& policy, const Portfolio& portfolio, Date as_of, const std::vector<Decides>& asked)
      : policy_(policy), portfolio_(portfolio), facts_(*portfolio), as_of_(as_of), asked_(asked) {}

  DecidedVerdicts gather() {
    ask_listed();
    if (asks(Decides::rating) && policy_->evaluation) add_points();
    if (asks(Decides::round) && policy_->reallocation) add_rejections();
    if (asks(Decides::project_check) && policy_->project_checks) add_checks();
    if (asks(Decides::revenue) && policy_->revenue) add_revenue();
    if (asks(Decides::medium_term) && policy_->medium_term) add_medium_term();
    return std::move(verdicts_);
  }

 private:
  [[nodiscard]] bool asks(Decides rule) const { return std::ranges::find(asked_, rule) != asked_.end(); }

  void say(Decides of, std::string kind, std::string subject, std::string object, VerdictValue value) {
    verdicts_.insert_or_assign({of, std::move(kind), std::move(subject), std::move(object)},
                               std::move(value));
  }

  [[nodiscard]] static std::string id_of(const std::vector<Project>& projects, Index project) {
    return project == none ? std::string() : projects[static_cast<std::size_t>(project)].id;
  }
  [[nodiscard]] std::string allocation_id(Index allocation) const {
    return facts_.allocations[static_cast<std::size_t>(allocation)].id;
  }

  void ask_listed() {
    using enum Decides;
    const bool assessed = asks(rank) || asks(milestone) || asks(below_average) || asks(obligation);
    const AllSaid said = findings_of(policy_, portfolio_, as_of_, {assessed, asks(rating), asks(round)});
    for (const auto& [key, verdict] : said.verdicts) {
      const char* const kind = verdict_kind_text(key.kind);
      if (asks(rule_of(kind))) say(rule_of(kind), kind, key.subject, key.object, verdict.value);
    }
  }

  void add_points() {
    for (const SubjectRating& rating : evaluate_year(policy_, portfolio_, as_of_).subjects) {
      const std::string subject = subject_text(rating.subject);
      for (const CriterionScore& score : rating.criteria) {
        say(Decides::rating, "points", rating.unit,
            subject + " " + policy_->evaluation->criteria[score.criterion].id, number(score.points));
      }
      say(Decides::rating, "total", rating.unit, subject, number(rating.total));
    }
  }
  static VerdictValue number(const std::optional<Rational>& number) {
    if (!number) return {};
    return number->numerator_text() + "/" + number->denominator_text();
  }

  void add_rejections() {
    for (const Round& round : policy_->reallocation->rounds) {
      for (const RejectedRequest& each : run_round(policy_, portfolio_, round).rejected)
        say(Decides::round, "rejection", allocation_id(each.allocation), round.id,
            std::string(rejection_text(each.rejection)));
    }
  }

  void add_checks() {
    const ProjectChecksResult result = check_projects(*policy_->project_checks, portfolio_, as_of_);
    for (const ProjectFinding& each : result.findings) {
      const std::string code = project_finding_text(each.code);
      say(Decides::project_check, "project_check", id_of(facts_.projects, each.project),
          each.check.empty() ? code : code + " " + each.check, true);
    }
    for (const LedgerDifference& each : result.ledger_differences) {
      say(Decides::project_check, "ledger_difference", allocation_id(each.allocation),
          each.left_system + " " + each.right_system + " " + ledger_figure_text(each.figure),
          each.difference ? VerdictValue(each.difference->value) : VerdictValue(true));
    }
  }

  void add_revenue() {
    const RevenuePolicy& section = *policy_->revenue;
    const RevenueResult result = review_revenue_plans(section, portfolio_, as_of_);
    for (const SourcePlans& plans : result.sources) {
      const std::string& source = section.sources[plans.source].source;
      say(Decides::revenue, "shortfall", source, "",
          plans.shortfall ? VerdictValue(plans.shortfall->value) : VerdictValue());
      for (const RevenueAllocation& each : plans.allocations) {
        if (each.cut.value != 0)
          say(Decides::revenue, "revenue_cut", allocation_id(each.allocation), source, each.cut.value);
      }
    }
  }

  void add_medium_term() {
    for (const MediumTermAdjustment& adjustment : policy_->medium_term->adjustments) {
      const MediumTermResult result = run_adjustment(policy_, portfolio_, adjustment);
      for (const MediumTermDonor& each : result.donors)
        say(Decides::medium_term, "medium_term_cut", id_of(facts_.projects, each.project), adjustment.id,
            each.cut.value);
      for (const MediumTermRecipient& each : result.recipients)
        say(Decides::medium_term, "medium_term_addition", id_of(facts_.projects, each.project), adjustment.id,
            each.addition.value);
      for (const RejectedProject& each : result.rejected)
        say(Decides::medium_term, "medium_term_rejection", id_of(facts_.projects, each.project),
            adjustment.id, std::string(medium_term_rejection_text(each.rejection)));
    }
  }

  const Policy& policy_;
  const Portfolio& portfolio_;
  const Facts& facts_;
  Date as_of_;
  const std::vector<Decides>& asked_;
  DecidedVerdicts verdicts_;
};

}  // namespace

DecidedVerdicts decided_verdicts(const Policy& policy, const Portfolio& portfolio, Date as_of,
                                 const std::vector<Decides>& asked) {
  return Gathering(policy, portfolio, as_of, asked).gather();
}

void add_units_of(const DecidedKey& verdict, const Facts& facts, std::set<std::string>& units) {
  const bool of_allocation =
      verdict.of == Decides::round || verdict.kind == "revenue_cut" || verdict.kind == "ledger_difference";
  const bool of_project = verdict.of == Decides::medium_term || verdict.kind == "project_check";
  const bool of_unit = !of_allocation && !of_project && verdict.kind != "shortfall";
  if (of_unit && std::ranges::find(facts.units, verdict.subject, &Unit::id) != facts.units.end()) {
    units.insert(verdict.subject);
    return;
  }
  // Of a level below units the subject is a project or an allocation.
  for (const Allocation& each : facts.allocations) {
    const bool its_own = !of_project && each.id == verdict.subject;
    const bool its_project = !of_allocation && each.project != none &&
                             facts.projects[static_cast<std::size_t>(each.project)].id == verdict.subject;
    if ((its_own || its_project) && each.owner != none)
      units.insert(facts.units[static_cast<std::size_t>(each.owner)].id);
  }
}

std::string verdict_json(const VerdictValue& value) {
  JsonWriter writer(JsonLayout::compact);
  const auto write = [&](const auto& each) {
    if constexpr (!std::is_same_v<std::decay_t<decltype(each)>, std::monostate>) writer.value(each);
  };
  if (std::holds_alternative<std::monostate>(value)) return {};
  std::visit(write, value);
  std::string text = writer.take();
  while (text.ends_with('\n'))
    text.pop_back();
  return text;
}

}  // namespace giaingan::inline v1
