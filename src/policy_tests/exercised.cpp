#include "policy_tests/exercised.hpp"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>

namespace giaingan::inline v1 {
namespace {

std::string text(const Json& object, std::string_view member) {
  const Json* value = object.find(member);
  return value == nullptr ? "" : value->text;
}

bool is_true(const Json& object, std::string_view member) {
  const Json* value = object.find(member);
  return value != nullptr && value->kind == Json::Kind::boolean && value->boolean;
}

const std::vector<Json>& items_of(const Json& object, std::string_view member) {
  static const std::vector<Json> none;
  const Json* value = object.find(member);
  return value == nullptr ? none : value->items;
}

/// Whether an expectation names one of these members of a result.
bool names(const Json& expected, std::initializer_list<std::string_view> members) {
  return std::ranges::any_of(members,
                             [&](std::string_view member) { return expected.find(member) != nullptr; });
}

/// An exact number of a result as edges are written; empty if undefined.
std::string exact(const Json* number) {
  if (number == nullptr || number->find("num") == nullptr) return "";
  const std::string den = text(*number, "den");
  return text(*number, "num") + (den == "1" ? "" : "/" + den);
}

/// Goes through what one case names.
class Noter {
 public:
  Noter(PolicyItems& items, const TestCase& test, const Portfolio& portfolio)
      : items_(items), test_(test), portfolio_(portfolio) {}

  void note(const NamedObject& named) {
    switch (test_.question->kind) {
      case QuestionKind::assess:
        return assessment(named);
      case QuestionKind::reallocate:
        return round(named);
      case QuestionKind::medium_term:
        return adjustment(named);
      case QuestionKind::revenue:
        return revenue(named);
      case QuestionKind::evaluate:
        return evaluation(named);
      case QuestionKind::obligations:
        return duty(named);
      case QuestionKind::rate:  // figures of nobody: no part of the policy computed them
      case QuestionKind::calendar:
      case QuestionKind::tiers:  // says what conditions hold, and gives nobody anything
        return;
    }
  }

 private:
  void exercise(const std::string& kind, const std::string& name) { items_.exercise(kind, name, test_.name); }

  void assessment(const NamedObject& named) {
    constexpr std::string_view averages = "averages/";
    if (named.path.starts_with(averages)) exercise("average", named.path.substr(averages.size()));
    if (named.path == "units" && names(*named.expected, {"ratio", "rank"})) exercise("rule", "disbursement");
    if (named.path == "units/milestone" || named.path == "units/milestones") milestone(named);
    if (named.path == "below_average") below_average(named);
    if (named.path == "review" && names(*named.expected, {"violations"})) {
      for (const Json& violation : items_of(*named.got, "violations"))
        exercise("violation", text(violation, "type"));
    }
    duty(named);
    project_check(named);
  }

  /// Only a decided milestone says something of its ratio and day.
  void milestone(const NamedObject& named) {
    const std::string status = text(*named.got, "status");
    if (names(*named.expected, {"status", "shortfall"}) && (status == "met" || status == "missed"))
      exercise("milestone", text(*named.got, "milestone"));
  }

  void below_average(const NamedObject& named) {
    if (!names(*named.expected, {"flagged", "current_run", "longest_run", "first_flagged", "times_flagged"}))
      return;
    if (is_true(*named.got, "flagged")) exercise("rule", "below_average");
    for (const Json& run : items_of(*named.got, "runs")) {
      for (const Json& month : items_of(run, "months")) {
        for (const Json& reference : items_of(month, "references")) {
          if (is_true(reference, "below")) exercise("reference", text(reference, "reference"));
        }
      }
    }
  }

  void duty(const NamedObject& named) {
    if (named.path == "obligations" &&
        names(*named.expected, {"status", "days", "fulfilled_on", "last_day", "readings"}))
      exercise("duty", text(*named.got, "obligation"));
  }

  std::string group_of(const std::string& project) const {
    const auto found = std::ranges::find(portfolio_->projects, project, &Project::id);
    return found == portfolio_->projects.end() ? "" : found->group;
  }

  void project_check(const NamedObject& named) {
    if (named.path == "reconciliation" || named.path == "reconciliation_by_source")
      exercise("check", "reconciliation");
    if (named.path != "project_checks") return;
    const std::string finding = text(*named.got, "finding");
    const std::string check = text(*named.got, "check");
    const std::string group = group_of(text(*named.got, "project"));
    if (finding == "funding_past_limit") exercise("check", "funding_limits/" + group);
    if (finding == "settlement_overdue") exercise("check", check + "/" + group);
    if (finding == "new_start_late" || finding == "procedures_late") exercise("check", check);
    if (finding == "investment_raised") exercise("check", finding);
    if (finding == "above_total_investment") exercise("check", "total_investment");
    if (finding == "above_medium_term" || finding == "outside_medium_term") exercise("check", "medium_term");
  }

  /// A refused request or project and what barred it: a bar of its own, or a finding.
  void bar(const NamedObject& named) {
    if (named.path != "rejected" || !names(*named.expected, {"rejection", "reason"})) return;
    const std::string rejection = text(*named.got, "rejection");
    exercise("bar",
             test_.question->round + "/" + (rejection == "barred" ? text(*named.got, "reason") : rejection));
  }

  void tier(const NamedObject& named, const std::string& of) {
    if (names(*named.expected, {"tier", "addition", "amount", "need"}))
      exercise("tier", of + "/" + text(*named.got, "tier"));
  }

  void round(const NamedObject& named) {
    const std::string& id = test_.question->round;
    if (names(*named.expected, {"cuts", "additions", "recipients", "rejected", "donors", "pools"}))
      exercise("round", id);
    if (named.path == "additions" || named.path == "recipients") tier(named, id);
    bar(named);
  }

  void adjustment(const NamedObject& named) {
    const std::string& id = test_.question->round;
    if (names(*named.expected, {"cut", "added", "donors", "recipients", "rejected", "medium_term_changes"}) &&
        named.path.empty())
      exercise("adjustment", id);
    if (named.path == "recipients") tier(named, id);
    if (named.path == "donors" && names(*named.expected, {"grounds", "release", "cut"})) {
      for (const Json& ground : items_of(*named.got, "grounds"))
        exercise("ground", id + "/" + ground.text);
    }
    bar(named);
  }

  void revenue(const NamedObject& named) {
    if (named.path == "sources") {
      source_ = text(*named.got, "source");
      if (names(*named.expected, {"shortfall", "cut", "cuts", "uncovered", "tiers", "allocations", "ledger"}))
        exercise("source", source_);
    }
    if ((named.path == "sources/tiers" && names(*named.expected, {"release", "cut"})) ||
        ((named.path == "sources/cuts" || named.path == "sources/allocations") &&
         names(*named.expected, {"amount", "tier", "cut"})))
      exercise("tier", source_ + "/" + text(*named.got, "tier"));
  }

  void evaluation(const NamedObject& named) {
    if (named.path == "subjects") subject(named);
    if (named.path == "subjects/criteria" && names(*named.expected, {"band", "points"}))
      criterion(*named.got);
    if (named.path == "subjects/steps" && names(*named.expected, {"applies", "after"})) step(*named.got);
    if (named.path == "quotas" && names(*named.expected, {"allowed", "kept", "line"}))
      exercise("quota", text(*named.got, "quota"));
    if (named.path == "shortcomings" || named.path == "emulation") exercise("list", named.path);
  }

  /// A total rests on every criterion; a class on the step that came to it.
  void subject(const NamedObject& named) {
    if (names(*named.expected, {"total"})) {
      for (const Json& each : items_of(*named.got, "criteria"))
        criterion(each);
    }
    if (!names(*named.expected, {"class"})) return;
    const Json* total = named.got->find("total");
    items_.stand_at("classes", exact(total), test_.name);
    for (const Json& each : items_of(*named.got, "steps")) {
      const bool decides =
          text(each, "before") != text(each, "after") && text(each, "after") == text(*named.got, "class");
      if (decides) step(each);
    }
  }

  void criterion(const Json& got) {
    if (text(got, "status") != "scored") return;
    const std::string id = text(got, "criterion");
    exercise("criterion", id);
    const std::string scale = "criterion " + id;
    exercise("band", id + "/" + text(got, "band"));
    exercise("row", id + "/" + text(got, "band"));
    items_.stand_at(scale, exact(got.find("value")), test_.name);
    for (const Json& each : items_of(got, "metrics"))
      items_.stand_at(scale + " " + text(each, "metric"), exact(each.find("value")), test_.name);
  }

  void step(const Json& got) {
    const std::string kind = text(got, "step");
    if (kind == "band") exercise("class", text(got, "after"));
    if (kind == "collective" && is_true(got, "applies")) exercise("heads", "heads");
    if ((kind == "veto" || kind == "cap") && is_true(got, "applies")) exercise(kind, text(got, "id"));
    if (kind == "quota" && is_true(got, "applies")) exercise(kind, text(got, "id"));
  }

  PolicyItems& items_;
  const TestCase& test_;
  const Portfolio& portfolio_;
  std::string source_;  ///< named last: its tiers and cuts are named after it
};

}  // namespace

void note_exercised(PolicyItems& items, const TestCase& test, const std::vector<NamedObject>& named,
                    const Portfolio& portfolio) {
  Noter noter(items, test, portfolio);
  for (const NamedObject& each : named)
    noter.note(each);
}

}  // namespace giaingan::inline v1
