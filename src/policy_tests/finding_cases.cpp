#include "policy_tests/finding_cases.hpp"

#include "giaingan/calendar/budget_month.hpp"
#include "giaingan/rules/evaluation.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include "assessment/class_steps.hpp"
#include "assessment/rubric_probe.hpp"
#include "policy_tests/best_figures.hpp"
#include "policy_tests/rubric_cases.hpp"

namespace giaingan::inline v1 {
namespace {

using GivenFigures = std::map<std::string, Rational>;

void write_ids(JsonWriter& writer, const char* key, const std::vector<std::string>& ids) {
  writer.key(key).begin_array();
  for (const std::string& id : ids)
    writer.value(id);
  writer.end_array();
}

/// Writes the members of a case that pins a finding, all but its name. False: nothing was written, for
/// nothing can be pinned.
class CaseWriter {
 public:
  CaseWriter(JsonWriter& writer, const PolicyDraft& draft) : writer_(writer), draft_(draft) {}

  bool pin(const CoverFault& fault) {
    if (fault.kind == CoverFaultKind::covered) {
      const CoverFault* const overlap = overlap_of(fault);
      return overlap != nullptr && pin(*overlap);
    }
    if (fault.box.empty()) {
      // No figures can show it, but the policy is refused for it.
      writer_.key("refused_for").begin_array().begin_object().member("code", fault_code(fault));
      writer_.member("pointer", fault.pointer).end_object().end_array();
      return true;
    }
    if (fault.of == Cover::classes) {
      writer_.key("rate").begin_object().member("total", number_text(fault.witness.front())).end_object();
      writer_.key("expect").begin_object();
      write_ids(writer_, "classes", fault.rows);
      writer_.end_object();
      return true;
    }
    GivenFigures figures;
    for (std::size_t i = 0; i < fault.axes.size(); ++i) {
      const auto& [metric, over] = fault.axes[i];
      if (over.empty()) {
        figures.insert_or_assign(metric, fault.witness[i]);
      } else {
        add_quotient(metric, over, fault.witness[i], figures);
      }
    }
    write_figures(writer_, figures);
    expect_held_by(fault.criterion, fault.rows);
    return true;
  }

  bool pin(const PolicyFinding& finding) {
    if (const auto* figures = std::get_if<FiguresWitness>(&finding.witness)) return pin(finding, *figures);
    if (const auto* milestones = std::get_if<MilestonesWitness>(&finding.witness)) return pin(*milestones);
    if (const auto* duty = std::get_if<DutyWitness>(&finding.witness)) return pin(*duty);
    if (const auto* round = std::get_if<RoundDayWitness>(&finding.witness)) return pin(*round);
    if (const auto* days = std::get_if<DaysWitness>(&finding.witness)) return pin(*days);
    if (const auto* tiers = std::get_if<TiersWitness>(&finding.witness)) return pin(*tiers);
    return finding.code == "class_unreached" && pin_class(finding.subject);
  }

 private:
  /// Where a covered row meets those that cover it.
  [[nodiscard]] const CoverFault* overlap_of(const CoverFault& covered) const {
    const auto found = std::ranges::find_if(draft_.faults, [&](const CoverFault& each) {
      return each.kind == CoverFaultKind::overlap && each.file == covered.file &&
             each.pointer == covered.pointer &&
             std::ranges::find(each.rows, covered.rows.front()) != each.rows.end();
    });
    return found == draft_.faults.end() ? nullptr : &*found;
  }

  /// Figures of both metrics that give the quotient: in whole numbers, if they can be that.
  void add_quotient(const std::string& metric, const std::string& over, const Rational& quotient,
                    GivenFigures& figures) const {
    const EvaluationPolicy& rubric = *draft_.rubric;
    const MetricDomain above = domain_of(rubric, metric);
    const MetricDomain below = domain_of(rubric, over);
    std::vector<Rational> divisors{Rational(1)};
    if (const auto exact = quotient.to_ratio()) divisors.emplace_back(exact->den);
    std::ranges::copy(below.values, std::back_inserter(divisors));
    for (const auto& bound : {below.from, below.to})
      if (bound) divisors.emplace_back(*bound);
    const auto found = std::ranges::find_if(divisors, [&](const Rational& divisor) {
      return divisor.sign() > 0 && contains(below, divisor) && contains(above, quotient * divisor);
    });
    const Rational divisor = found == divisors.end() ? Rational(1) : *found;
    figures.insert_or_assign(metric, quotient * divisor);
    figures.insert_or_assign(over, divisor);
  }

  void expect_held_by(const std::string& criterion, const std::vector<std::string>& rows) {
    writer_.key("expect").begin_object().key("criteria").begin_array();
    writer_.begin_object().member("criterion", criterion);
    write_ids(writer_, "held_by", rows);
    writer_.end_object().end_array().end_object();
  }

  bool pin(const PolicyFinding& finding, const FiguresWitness& witness) {
    const EvaluationPolicy& rubric = *draft_.rubric;
    const auto criterion = std::ranges::find(rubric.criteria, finding.subject, &Criterion::id);
    if (criterion == rubric.criteria.end())
      return pin_limit(finding.subject, best_figures(rubric, witness.figures));
    const CriterionScore score = score_of(*criterion, witness.figures);
    const auto* banded = std::get_if<BandedScore>(&criterion->score);
    if (banded == nullptr || !score.band) return false;
    write_figures(writer_, witness.figures);
    expect_held_by(criterion->id, {banded->bands[*score.band].id});
    return true;
  }

  [[nodiscard]] CriterionScore score_of(const Criterion& criterion, const GivenFigures& figures) const {
    EvaluationPolicy alone;
    alone.compare_at = draft_.rubric->compare_at;
    alone.criteria = {criterion};
    alone.criteria.front().subjects = Subjects::both;
    return evaluate(alone, table_of({figures.begin(), figures.end()})).subjects.front().criteria.front();
  }

  /// Ratings of the figures before quotas.
  [[nodiscard]] std::vector<SubjectRating> rated(const GivenFigures& figures) const {
    EvaluationPolicy before_quotas = *draft_.rubric;
    before_quotas.quotas.clear();
    return evaluate(before_quotas, table_of({figures.begin(), figures.end()})).subjects;
  }

  void expect_class(const GivenFigures& figures, const SubjectRating& rating, const ClassStep& step) {
    const auto& classes = draft_.rubric->classes;
    write_figures(writer_, figures);
    writer_.key("expect").begin_object();
    writer_.key(rating.subject == Subject::collective ? "collective" : "head").begin_object();
    writer_.member("class", classes[*rating.rating].id).key("steps").begin_array();
    writer_.begin_object().member("step", step_text(step.kind)).member("id", step.id);
    writer_.member("after", classes[step.after].id).member("applies", step.applies);
    writer_.end_object().end_array().end_object().end_object();
  }

  /// That the limit applies, and the class that comes out all the same.
  bool pin_limit(const std::string& id, const GivenFigures& figures) {
    for (const SubjectRating& rating : rated(figures)) {
      const auto step = std::ranges::find(rating.steps, id, &ClassStep::id);
      const bool limits = step != rating.steps.end() &&
                          (step->kind == ClassStepKind::veto || step->kind == ClassStepKind::cap);
      if (!limits || !rating.rating) continue;
      expect_class(figures, rating, *step);
      return true;
    }
    return false;
  }

  /// That a total lies in the class, and another class comes out.
  bool pin_class(const std::string& id) {
    const EvaluationPolicy& rubric = *draft_.rubric;
    const GivenFigures figures = best_figures(rubric, {});
    for (const SubjectRating& rating : rated(figures)) {
      if (!rating.rating || rubric.classes[rating.steps.front().after].id != id ||
          rubric.classes[*rating.rating].id == id)
        continue;
      expect_class(figures, rating, rating.steps.front());
      return true;
    }
    return false;
  }

  void write_unit(const UnitFilter& filter) {
    writer_.begin_object().member("unit", filter.unit.empty() ? std::string("u") : filter.unit.front());
    writer_.member("kind", filter.kind.empty() ? std::string("owner") : filter.kind.front()).end_object();
  }
  static std::string unit_of(const UnitFilter& filter) {
    return filter.unit.empty() ? "u" : filter.unit.front();
  }

  [[nodiscard]] const Milestone& milestone(const std::string& id) const {
    return *std::ranges::find(draft_.policy->disbursement.milestones, id, &Milestone::id);
  }

  void write_status(const std::vector<std::string>& milestones, const char* status) {
    for (const std::string& id : milestones)
      writer_.begin_object().member("milestone", id).member("status", status).end_object();
  }

  /// One allocation with the ratio, reached by the first of the days and looked at on the last.
  bool pin(const MilestonesWitness& witness) {
    const Milestone& first = milestone(witness.missed.front());
    const Milestone& last = milestone(witness.met.empty() ? witness.missed.back() : witness.met.back());
    const int year = draft_.policy->year;
    const auto month = month_as_of(year, first.by);
    const auto ratio = witness.ratio.to_ratio();
    if (!month || !ratio) return false;
    const std::string unit = unit_of(last.applies_to);
    writer_.key("given").begin_object().key("units").begin_array();
    write_unit(last.applies_to);
    writer_.end_array().key("allocations").begin_array();
    writer_.begin_object().member("allocation", "a").member("project", "p").member("owner", unit);
    writer_.member("plan", ratio->den).end_object().end_array();
    writer_.key("disbursements").begin_array().begin_object().member("allocation", "a");
    writer_.member("month", month_text(year, *month)).member("disbursed", ratio->num);
    writer_.end_object().end_array().end_object();
    writer_.key("assess").begin_object().member("as_of", last.by.text()).end_object();
    writer_.key("expect").begin_object().key("units").begin_array().begin_object().member("unit", unit);
    writer_.key("milestones").begin_array();
    write_status(witness.missed, "missed");
    write_status(witness.met, "met");
    writer_.end_array().end_object().end_array().end_object();
    return true;
  }

  /// The last day, which nobody works.
  bool pin(const DutyWitness& witness) {
    const ObligationsPolicy& section = *draft_.policy->obligations;
    const Obligation& duty = *std::ranges::find(section.obligations, witness.duty, &Obligation::id);
    const auto* once = std::get_if<OneOff>(&duty.due);
    if (once == nullptr) return false;
    const Date last = last_day({duty.phrase, once->day, duty.shift}, section.working_days);
    writer_.key("given").begin_object().key("units").begin_array();
    write_unit(duty.applies_to);
    writer_.end_array().end_object();
    writer_.key("obligations").begin_object().member("as_of", last.text()).end_object();
    writer_.key("expect").begin_object().key("obligations").begin_array().begin_object();
    writer_.member("unit", unit_of(duty.applies_to)).member("obligation", duty.id);
    writer_.member("last_day", last.text()).member("last_day_is_working_day", false);
    writer_.end_object().end_array().end_object();
    return true;
  }

  void ask_of_days(const std::vector<Date>& days) {
    writer_.key("calendar").begin_object().key("days").begin_array();
    for (const Date day : days)
      writer_.value(day.text());
    writer_.end_array().end_object();
    writer_.key("expect").begin_object().key("days").begin_array();
  }

  /// The day before which the round is reported, which nobody works.
  bool pin(const RoundDayWitness& witness) {
    const auto& rounds = draft_.policy->reallocation->rounds;
    const Round& round = *std::ranges::find(rounds, witness.round, &Round::id);
    ask_of_days({round.report_before.plus_days(-1)});
    writer_.begin_object().member("working_day", false).key("last_day_of").begin_array();
    writer_.begin_object().member("round", round.id).end_object().end_array().end_object();
    writer_.end_array().end_object();
    return true;
  }

  /// Days that the calendar names and that are what the week makes them.
  bool pin(const DaysWitness& witness) {
    const WorkingDays week;
    ask_of_days(witness.days);
    for (const Date day : witness.days) {
      writer_.begin_object().member("day", day.text()).member("working_day", week.is_working_day(day));
      writer_.member("by_the_week", week.is_working_day(day)).member("in_the_calendar", true).end_object();
    }
    writer_.end_array().end_object();
    return true;
  }

  /// An allocation with the attributes.
  bool pin(const TiersWitness& witness) {
    const auto value_of = [&](std::string_view key, const std::string& otherwise) {
      const auto found =
          std::ranges::find(witness.attributes, key, &std::pair<std::string, std::string>::first);
      return found == witness.attributes.end() ? otherwise : found->second;
    };
    const std::string owner = value_of("owner", "u");
    const std::string allocation = value_of("allocation", "a");
    const std::string project = value_of("project", "p");
    writer_.key("given").begin_object().key("units").begin_array();
    writer_.begin_object().member("unit", owner).member("kind", "owner").end_object().end_array();
    writer_.key("allocations").begin_array().begin_object().member("allocation", allocation);
    writer_.member("project", project).member("owner", owner).member("plan", 1);
    for (const char* column : {"locality", "source", "programme", "assigned_by"})
      write_if_any(column, value_of(column, ""));
    if (value_of("carried_over", "no") == "yes")
      writer_.member("carried_from", std::to_string(draft_.policy->year - 1));
    writer_.end_object().end_array();
    if (!project.empty()) {
      writer_.key("projects").begin_array().begin_object().member("project", project);
      for (const char* column : {"group", "phase", "priority"})
        write_if_any(column, value_of(column, ""));
      writer_.end_object().end_array();
    }
    writer_.end_object().key("tiers").begin_object().member("round", witness.round).end_object();
    writer_.key("expect").begin_object().key("allocations").begin_array();
    writer_.begin_object().member("allocation", allocation);
    if (witness.tiers.empty()) {
      writer_.key("tier").null();
    } else {
      writer_.key("tiers").begin_array();
      for (const std::string& tier : witness.tiers)
        writer_.begin_object().member("tier", tier).member("met", true).end_object();
      writer_.end_array();
    }
    writer_.end_object().end_array().end_object();
    return true;
  }
  void write_if_any(const char* column, const std::string& value) {
    if (!value.empty()) writer_.member(column, value);
  }

  JsonWriter& writer_;
  const PolicyDraft& draft_;
};

std::string name_of(const CoverFault& fault) {
  std::string rows;
  for (const std::string& row : fault.rows)
    rows += (rows.empty() ? "" : " + ") + row;
  const std::string where = fault.box.empty() ? "" : ": " + witness_text(fault);
  return fault_code(fault) + " " + (fault.criterion.empty() ? "classes" : fault.criterion) +
         (rows.empty() ? ", held by nothing" : ", held by " + rows) + where;
}

std::string name_of(const PolicyFinding& finding) {
  return finding.code + " " + finding.subject + ": " + finding.message.en;
}

template <class Found>
std::vector<std::string> one_case(const Found& found, const PolicyDraft& draft) {
  JsonWriter writer(JsonLayout::compact);
  writer.begin_object().member("name", name_of(found));
  if (!CaseWriter(writer, draft).pin(found)) return {};
  writer.end_object();
  return {writer.take()};
}

/// Why a finding that shows somewhere has no case.
Text why_none(const PolicyFinding& finding) {
  if (std::holds_alternative<DutyWitness>(finding.witness))
    return {"nhiệm vụ định kỳ có nhiều ngày cuối", "a recurring duty has many last days"};
  if (std::holds_alternative<QuotaWitness>(finding.witness)) {
    return {"không tìm được số liệu đưa một đơn vị vào loại bị tỷ lệ này làm rỗng",
            "no figures were found that put a unit into the class that the quota empties"};
  }
  if (std::holds_alternative<MilestonesWitness>(finding.witness)) {
    return {"trước mốc chưa có cuối tháng nào để đo tỷ lệ",
            "there is no month-end before the milestone at which a ratio could be taken"};
  }
  if (std::holds_alternative<FiguresWitness>(finding.witness)) {
    return {"danh sách, và bước giới hạn mà số liệu ấy không tới, chỉ thấy được khi đánh giá cả năm",
            "lists, and limits that these figures don't come to, show only where a whole year is rated"};
  }
  return {"không tìm được số liệu nào cho thấy điều này", "no figures were found that show it"};
}

}  // namespace

PinnedCases cases_of(const CoverFault& fault, const PolicyDraft& draft) {
  return {one_case(fault, draft),
          {"không tìm được số liệu nào cho thấy điều này", "no figures were found that show it"}};
}

PinnedCases cases_of(const PolicyFinding& finding, const PolicyDraft& draft) {
  const std::string name = name_of(finding);
  if (const auto* totals = std::get_if<TotalsWitness>(&finding.witness))
    return {cases_at(*totals, name, draft), why_none(finding)};
  if (const auto* limit = std::get_if<NeverHoldsWitness>(&finding.witness))
    return {cases_at(*limit, finding.subject, name, draft), why_none(finding)};
  if (const auto* quota = std::get_if<QuotaWitness>(&finding.witness))
    return {cases_at(*quota, name, draft), why_none(finding)};
  return {one_case(finding, draft), why_none(finding)};
}

}  // namespace giaingan::inline v1
