// "What would it take" against a search that tries one đồng after the other and lets the slow oracle judge
// each: small random worlds, with every kind of goal, reference, tie and rounding.
#include "giaingan/assessment/questions.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "differential/bridge.hpp"
#include "differential/rubric_json.hpp"
#include "differential/seeds.hpp"
#include "oracle/draws.hpp"

namespace differential {
namespace {

using oracle::Draws;
using oracle::Rational;

constexpr int year = 2024;
constexpr int as_of_month = 6;
constexpr std::int64_t most_tried = 30;

// A policy as the oracle and as the library read it.
struct AskedWorld {
  oracle::Facts facts;    // as known on the day
  oracle::Facts unknown;  // with what comes later
  oracle::Reading reading;
  oracle::Ranking ranking;
  std::vector<oracle::Milestone> milestones;
  oracle::BelowAverage below;
  oracle::Evaluation evaluation;
  std::string policy;
};

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : draws_(seed) {}

  AskedWorld make() {
    world_.facts.year = year;
    add_units();
    add_figures();
    world_.unknown = world_.facts;
    add_later_facts();
    if (draws_.chance(35)) {
      world_.reading.compare_at = draws_.one_of<Rational>({Rational(1, 10), Rational(1, 4), Rational(1, 20)});
    }
    world_.reading.basis.name = "current";
    add_ranking();
    add_milestones();
    add_below_average();
    add_rubric();
    write_policy();
    return world_;
  }

 private:
  void add_units() {
    world_.facts.units.push_back({"city", "city", ""});
    const std::int64_t owners = draws_.between(2, 4);
    for (std::int64_t i = 0; i < owners; ++i) {
      const std::string owner = "u" + std::to_string(i);
      world_.facts.units.push_back({owner, "owner", "city"});
      for (std::int64_t j = draws_.between(1, 2); j > 0; --j) {
        oracle::Allocation allocation;
        allocation.id = owner + "-" + std::to_string(j);
        allocation.project = "p" + std::to_string(draws_.between(0, 5));
        allocation.owner = owner;
        allocation.plan = draws_.chance(8) ? 0 : draws_.between(2, 14);
        world_.facts.allocations.push_back(allocation);
      }
    }
  }

  void add_figures() {
    std::map<std::string, bool> projects;
    for (const oracle::Allocation& allocation : world_.facts.allocations) {
      projects[allocation.project] = true;
      std::int64_t disbursed = 0;
      for (int month = 1; month <= as_of_month; ++month) {
        disbursed = std::min(disbursed + draws_.between(0, allocation.owner == "u0" ? 1 : 3),
                             std::max(allocation.plan, disbursed));
        if (draws_.chance(15)) continue;
        world_.facts.disbursements.push_back(
            {allocation.id, month, disbursed, oracle::Disbursement::Kind::actual});
      }
    }
    for (const auto& [id, used] : projects) {
      oracle::Project project;
      project.id = id;
      world_.facts.projects.push_back(project);
    }
    for (int month = 1; month <= as_of_month; ++month)
      world_.facts.references.push_back(
          {"province", month, "current", 10, draws_.between(0, 8), std::nullopt});
    if (draws_.chance(20))
      world_.facts.events.push_back({"u0", "violation", "", {year, 5, 2}, std::nullopt, ""});
  }

  void add_later_facts() {
    const std::string& id = world_.facts.allocations.front().id;
    world_.unknown.disbursements.push_back({id, 8, 9, oracle::Disbursement::Kind::actual});
    world_.unknown.plan_changes.push_back({id, {year, 7, 1}, 5, "d", ""});
    world_.unknown.references.push_back({"province", 8, "current", 10, 9, std::nullopt});
    world_.unknown.events.push_back({"u1", "violation", "", {year, 7, 2}, std::nullopt, ""});
  }

  void add_ranking() {
    using Ties = oracle::Ranking::Ties;
    using Tiebreak = oracle::Ranking::Tiebreak;
    world_.ranking.ties = draws_.one_of<Ties>({Ties::standard, Ties::dense, Ties::ordinal});
    world_.ranking.tiebreak =
        draws_.one_of<Tiebreak>({Tiebreak::id, Tiebreak::plan_desc, Tiebreak::disbursed_desc});
  }

  void add_milestones() {
    for (const int month : {4, 6, 9}) {
      oracle::Milestone milestone;
      milestone.id = "m" + std::to_string(month);
      milestone.by = oracle::last_day(year, month);
      milestone.ratio = Rational(draws_.between(1, 10), 10);
      if (draws_.chance(40)) milestone.op = oracle::Milestone::Operator::above;
      milestone.reading = world_.reading;
      world_.milestones.push_back(milestone);
    }
  }

  oracle::Average average(const std::string& name) {
    using Kind = oracle::Average::Kind;
    oracle::Average made;
    made.name = name;
    made.reading.basis = world_.reading.basis;
    made.kind = draws_.one_of<Kind>({Kind::weighted, Kind::weighted, Kind::mean, Kind::norm, Kind::external});
    made.level = draws_.chance(50) ? "owner" : "project";
    made.norm = Rational(draws_.between(1, 9), 10);
    made.reference = "province";
    return made;
  }

  void add_below_average() {
    using Combine = oracle::BelowAverage::Combine;
    using Month = oracle::BelowAverage::Month;
    world_.below.months = static_cast<int>(draws_.between(1, 3));
    world_.below.reading = world_.reading;
    for (std::int64_t i = draws_.between(1, 2); i > 0; --i)
      world_.below.references.push_back(average("a" + std::to_string(i)));
    world_.below.combine = draws_.one_of<Combine>({Combine::any, Combine::all, Combine::each});
    if (draws_.chance(40)) world_.below.undefined = Month::skipped;
    if (draws_.chance(40)) world_.below.unreported = draws_.one_of<Month>({Month::skipped, Month::breaks});
  }

  oracle::Criterion criterion(const std::string& id, const std::string& metric, const Rational& bound,
                              bool more) {
    oracle::Criterion made{.id = id, .metric = metric};
    made.missing = made.not_assigned = oracle::Criterion::Missing::zero;
    const std::int64_t points = metric == "final_ratio" ? draws_.between(8, 20) : draws_.between(2, 6);
    made.bands = {{.values = {.to = bound}, .points = more ? 0 : points},
                  {.values = {.from = bound}, .points = more ? points : 0}};
    if (more && draws_.chance(50)) {
      made.bands = {
          {.values = {.to = 0}, .points = 0},
          {.values = {.from = 0, .to = bound}, .points = 0, .points_to = points},
          {.values = {.from = bound}, .points = draws_.chance(60) ? points : draws_.between(0, points)}};
    }
    // Now and then more is worse again: what is reached can be lost.
    if (more && draws_.chance(40)) {
      made.bands = {{.values = {.to = bound}, .points = 0},
                    {.values = {.from = bound, .to = bound + Rational(1, 5)}, .points = points},
                    {.values = {.from = bound + Rational(1, 5)}, .points = 0}};
    }
    return made;
  }

  // Points by the ratio reached and the months below the average, of which both move.
  oracle::Criterion table() {
    oracle::Criterion made{.id = "c5"};
    made.missing = made.not_assigned = oracle::Criterion::Missing::zero;
    // Where no other bound is.
    const Rational low(2 * draws_.between(0, 3) + 1, 20);
    const Rational high(2 * draws_.between(4, 9) + 1, 20);
    const Rational months = draws_.between(1, 4);
    made.table_metrics = {"final_ratio", "months_below_average"};
    made.rows = {{.cells = {{{.to = low}}, {}}, .points = 0},
                 {.cells = {{{.from = low}}, {{.from = months}}}, .points = draws_.between(0, 6)},
                 {.cells = {{{.from = low, .to = high}}, {{.to = months}}}, .points = draws_.between(8, 20)},
                 {.cells = {{{.from = high}}, {{.to = months}}}, .points = draws_.between(0, 24)}};
    return made;
  }

  void add_rubric() {
    oracle::Rubric rubric;
    rubric.criteria.push_back(criterion("c1", "final_ratio", Rational(draws_.between(3, 10), 10), true));
    rubric.criteria.push_back(criterion("c2", "months_below_average", draws_.between(1, 4), false));
    rubric.criteria.push_back(criterion("c3", "milestones_missed", draws_.between(1, 2), false));
    if (draws_.chance(50)) {
      rubric.criteria.push_back(criterion("c4", "disbursed", Rational(draws_.between(3, 10), 10), true));
      rubric.criteria.back().over = "plan";
    }
    if (draws_.chance(60)) rubric.criteria.push_back(table());
    std::int64_t most = 0;
    for (const oracle::Criterion& one : rubric.criteria)
      most += static_cast<std::int64_t>(numerator(oracle::most(one)));
    const std::int64_t excellent = draws_.between(most * 2 / 3, most);
    const std::int64_t good = draws_.between(2, excellent - 1);
    const Rational completed = draws_.between(1, good - 1);
    rubric.classes = {{"e", {.from = excellent}},
                      {"g", {.from = good, .to = excellent}},
                      {"c", {.from = completed, .to = good}},
                      {"n", {.to = completed}}};
    using Operator = oracle::Condition::Operator;
    if (draws_.chance(40)) rubric.vetoes.push_back({"v", {"flagged", Operator::at_least, 1}, "n"});
    if (draws_.chance(40))
      rubric.caps.push_back(
          {"l", {"final_ratio", Operator::below, Rational(draws_.between(3, 10), 10)}, "g"});
    if (draws_.chance(60)) {
      oracle::Quota quota{.limited = "e", .of = "g", .share = Rational(draws_.between(0, 4), 4)};
      using Tie = oracle::Quota::Tie;
      quota.tie = draws_.one_of<Tie>({Tie::none, Tie::all, Tie::metrics});
      quota.tie_metrics = {{"final_ratio", oracle::TieMetric::Better::higher}};
      rubric.quotas.push_back(quota);
    }
    world_.evaluation.collectives = world_.evaluation.heads = rubric;
  }

  // ---- As a document

  std::string average_json(const oracle::Average& average) const {
    using Kind = oracle::Average::Kind;
    const std::map<Kind, std::string> kinds = {{Kind::weighted, R"("weighted")"},
                                               {Kind::mean, R"("mean", "level": ")" + average.level + "\""},
                                               {Kind::norm, R"("norm", "value": )" + text(average.norm)},
                                               {Kind::external, R"("external", "reference": "province")"}};
    return R"({"id": ")" + average.name + R"(", "basis": "current", )" + title + R"(, "kind": )" +
           kinds.at(average.kind) + "}";
  }

  template <class Parts, class Json>
  static std::string list(const Parts& parts, Json json) {
    std::string text;
    for (const auto& part : parts)
      text += (text.empty() ? "" : ",\n  ") + json(part);
    return "[" + text + "]";
  }

  std::string rubric_json() const {
    const oracle::Rubric& rubric = world_.evaluation.collectives;
    const auto quota = [](const std::string& subject, const oracle::Quota& one) {
      const std::string tie =
          one.tie == oracle::Quota::Tie::none ? R"("none")"
          : one.tie == oracle::Quota::Tie::all
              ? R"("all")"
              : R"("metrics", "tie_metrics": [{"metric": "final_ratio", "better": "higher"}])";
      return R"({"id": "q-)" + subject + R"(", )" + title + R"(, "subject": ")" + subject +
             R"(", "class": "e", "base_class": "g", "share": )" + text(one.share) + R"(, "tie": )" + tie +
             "}";
    };
    std::string quotas;
    for (const oracle::Quota& one : rubric.quotas)
      quotas = quota("collective", one) + ", " + quota("head", one);
    return R"({"basis": "current", "heads": "not_above_collective", "criteria": )" +
           list(rubric.criteria, criterion_json) + R"(, "classes": )" +
           list(rubric.classes,
                [](const oracle::Class& one) {
                  return R"({"id": ")" + one.id + R"(", )" + title + interval_json(one.totals) + "}";
                }) +
           R"(, "vetoes": )" + list(rubric.vetoes, limit_json) + R"(, "caps": )" +
           list(rubric.caps, limit_json) + R"(, "quotas": [)" + quotas + "]}";
  }

  void write_policy() {
    using oracle::BelowAverage;
    using oracle::Ranking;
    const std::string at =
        world_.reading.compare_at ? R"(, "compare_at": )" + text(*world_.reading.compare_at) : "";
    const auto gap = [](BelowAverage::Month month) {
      return month == BelowAverage::Month::skipped  ? "skipped"
             : month == BelowAverage::Month::counts ? "counts"
                                                    : "breaks";
    };
    const std::map<Ranking::Tiebreak, std::string> tiebreaks = {
        {Ranking::Tiebreak::id, "id"},
        {Ranking::Tiebreak::plan_desc, "larger_plan"},
        {Ranking::Tiebreak::disbursed_desc, "larger_disbursed"}};
    const std::string ties = world_.ranking.ties == Ranking::Ties::standard ? "standard"
                             : world_.ranking.ties == Ranking::Ties::dense
                                 ? "dense"
                                 : R"(ordinal", "tiebreak": ")" + tiebreaks.at(world_.ranking.tiebreak);
    const char* const combine = world_.below.combine == BelowAverage::Combine::any   ? "any"
                                : world_.below.combine == BelowAverage::Combine::all ? "all"
                                                                                     : "each";
    world_.policy =
        R"({"schema": 1, "id": "p", "year": 2024, )" + title + R"(, "bases": [{"id": "current", )" + title +
        R"(, "plan": "current"}], "averages": )" +
        list(world_.below.references, [&](const oracle::Average& one) { return average_json(one); }) +
        R"(, "disbursement": {"basis": "current", "ties": ")" + ties + "\"" + at + R"(}, "milestones": )" +
        list(world_.milestones,
             [](const oracle::Milestone& one) {
               return R"({"id": ")" + one.id + R"(", )" + title + R"(, "by": ")" + date_of(one.by).text() +
                      R"(", "ratio": )" + text(one.ratio) + R"(, "operator": ")" +
                      (one.op == oracle::Milestone::Operator::above ? ">" : ">=") +
                      R"(", "basis": "current"})";
             }) +
        R"(, "below_average": {"basis": "current", "months": )" + std::to_string(world_.below.months) +
        R"(, "combine": ")" + combine + R"(", "undefined": ")" + gap(world_.below.undefined) +
        R"(", "unreported": ")" + gap(world_.below.unreported) +
        R"(", "violation_events": ["violation"], "references": )" +
        list(world_.below.references, [](const oracle::Average& one) { return "\"" + one.name + "\""; }) +
        at + R"(}, "evaluation": )" + rubric_json() + "}";
  }

  Draws draws_;
  AskedWorld world_;
};

// ---- The slow search

struct Asking {
  std::string unit;
  std::string goal;
  int month;   // by whose end
  int judged;  // the month that is looked at
  int last;    // the last that decides
};

std::int64_t known(const oracle::Facts& facts, const oracle::Allocation& allocation, int month) {
  return static_cast<std::int64_t>(
      oracle::disbursed_at(facts, allocation, month, month, oracle::Reading::Estimates::ignored));
}

std::int64_t room(const oracle::Facts& facts, const oracle::Allocation& allocation, const Asking& asking) {
  std::int64_t least = allocation.plan;
  for (int month = asking.month; month <= std::max(asking.month, asking.last); ++month)
    least = std::min(least, std::max<std::int64_t>(allocation.plan - known(facts, allocation, month), 0));
  return least;
}

// The facts with so much more: allocations by id, each up to its plan, the rest on the first.
oracle::Facts after(const oracle::Facts& facts, const Asking& asking, std::int64_t amount) {
  std::vector<std::pair<const oracle::Allocation*, std::int64_t>> parts;
  for (const oracle::Allocation& allocation : facts.allocations) {
    if (allocation.owner == asking.unit) parts.emplace_back(&allocation, 0);
  }
  std::sort(parts.begin(), parts.end(),
            [](const auto& a, const auto& b) { return a.first->id < b.first->id; });
  for (auto& [allocation, part] : parts) {
    part = std::min(amount, room(facts, *allocation, asking));
    amount -= part;
  }
  parts.front().second += amount;
  oracle::Facts changed = facts;
  for (const auto& [allocation, part] : parts) {
    if (part == 0) continue;
    const std::int64_t before = known(facts, *allocation, asking.month);
    std::erase_if(changed.disbursements, [&, id = allocation->id](const oracle::Disbursement& row) {
      return row.allocation == id && row.month == asking.month;
    });
    for (oracle::Disbursement& row : changed.disbursements) {
      if (row.allocation == allocation->id && row.month > asking.month) row.disbursed += part;
    }
    changed.disbursements.push_back(
        {allocation->id, asking.month, before + part, oracle::Disbursement::Kind::actual});
  }
  return changed;
}

bool is_below(const oracle::UnitBelow& unit, int month) {
  return unit.current_run > 0 && unit.runs.back().months.back().month == month;
}

std::map<std::string, std::string> classes(const AskedWorld& world, const oracle::Facts& facts, int judged,
                                           bool heads) {
  oracle::Metrics metrics;
  std::vector<oracle::Subject> subjects;
  const oracle::Date day = oracle::last_day(year, judged);
  for (const oracle::RankedUnit& unit : oracle::rank(facts, "owner", world.reading, world.ranking, judged)) {
    auto& of = metrics[unit.unit];
    of["plan"] = Rational(unit.figures.plan);
    of["disbursed"] = Rational(unit.figures.disbursed);
    if (unit.ratio) of["final_ratio"] = *unit.ratio;
    of["milestones_missed"] = of["months_below_average"] = of["flagged"] = 0;
    for (const oracle::Milestone& milestone : world.milestones) {
      const auto result = oracle::milestone(facts, "owner", unit.unit, milestone, day);
      if (result.status == oracle::MilestoneResult::Status::missed) of["milestones_missed"] += 1;
    }
  }
  std::map<std::string, std::map<int, bool>> months;
  for (const oracle::UnitBelow& unit : oracle::below_average(facts, world.below, judged)) {
    for (const oracle::Run& run : unit.runs) {
      for (const oracle::MonthBelow& month : run.months)
        months[unit.unit][month.month] = true;
    }
    if (unit.flagged) metrics[unit.unit]["flagged"] = 1;
  }
  for (const std::string& unit : oracle::units_at(facts, "owner")) {
    metrics[unit]["months_below_average"] = Rational(months[unit].size());
    metrics["head of " + unit] = metrics[unit];
    subjects.push_back({unit, ""});
    subjects.push_back({"head of " + unit, unit});
  }
  std::map<std::string, std::string> found;
  for (const oracle::Scored& scored : oracle::evaluate(world.evaluation, subjects, metrics)) {
    if (heads == !scored.subject.collective.empty())
      found[heads ? scored.subject.collective : scored.subject.id] = scored.class_id;
  }
  return found;
}

// What was found before for the same unit, month and amount.
using Memo = std::map<std::tuple<int, std::int64_t, bool>, std::map<std::string, std::string>>;

bool holds(const AskedWorld& world, const Asking& asking, std::int64_t amount, Memo& memo) {
  const oracle::Facts facts = amount == 0 ? world.facts : after(world.facts, asking, amount);
  const auto colon = asking.goal.find(':');
  const std::string kind = asking.goal.substr(0, colon);
  const std::string id = colon == std::string::npos ? "" : asking.goal.substr(colon + 1);
  const oracle::Date day = oracle::last_day(year, asking.judged);
  if (kind == "milestone") {
    for (const oracle::Milestone& milestone : world.milestones) {
      if (milestone.id != id) continue;
      return oracle::milestone(facts, "owner", asking.unit, milestone, day).status ==
             oracle::MilestoneResult::Status::met;
    }
  }
  if (kind == "rank") {
    for (const auto& unit : oracle::rank(facts, "owner", world.reading, world.ranking, asking.judged)) {
      if (unit.unit == asking.unit) return unit.rank && *unit.rank <= std::stoi(id);
    }
  }
  if (kind == "not-below") {
    for (const auto& unit : oracle::below_average(facts, world.below, asking.judged)) {
      if (unit.unit == asking.unit && is_below(unit, asking.judged)) return false;
    }
    return true;
  }
  if (kind == "leave-list") {
    for (const auto& entry : oracle::review_list(facts, world.below, day)) {
      if (entry.unit == asking.unit) return false;
    }
    return true;
  }
  const bool head = kind == "head-class";
  auto& found = memo[{asking.month, amount, head}];
  if (found.empty()) found = classes(world, facts, asking.judged, head);
  const std::string got = found[asking.unit];
  const std::string order = "egcn";
  return !got.empty() && order.find(got) <= order.find(id);
}

// ---- The comparison

struct Tried {
  std::map<std::string, int> reached;  // by kind of goal
  int exact = 0;                       // of those not below
  int rounded = 0;
  int already = 0;
  int not_reachable = 0;
  int beyond_plan = 0;
  int lost_again = 0;
};

void compare(const AskedWorld& world, const giaingan::Policy& policy, const giaingan::Portfolio& portfolio,
             const Asking& asking, std::optional<giaingan::Date> by, Memo& memo, Tried& tried) {
  const auto goal = giaingan::parse_goal(asking.goal);
  ASSERT_TRUE(goal) << asking.goal;
  const giaingan::Question question{asking.unit, *goal, giaingan::month_end(year, {as_of_month}), by, ""};
  ASSERT_TRUE(giaingan::problems_of(policy, portfolio, question).empty());
  const auto answer = giaingan::what_would_it_take(policy, portfolio, question);
  const std::string what = asking.unit + " " + asking.goal + " by " + std::to_string(asking.month);

  std::vector<bool> with;
  for (std::int64_t amount = 0; amount <= most_tried; ++amount)
    with.push_back(holds(world, asking, amount, memo));
  const auto first = std::find(with.begin(), with.end(), true) - with.begin();

  EXPECT_EQ(answer.now.holds, with[0]) << what;
  EXPECT_EQ(answer.status == giaingan::TakesStatus::already, with[0]) << what;
  if (!answer.addition || answer.addition->value > most_tried) {
    EXPECT_GT(first, most_tried) << what << " " << giaingan::obstacle_text(answer.obstacle);
    tried.not_reachable += answer.addition ? 0 : 1;
    return;
  }
  EXPECT_EQ(answer.addition->value, first) << what;
  EXPECT_TRUE(answer.proven_least) << what;
  if (with[0]) {
    ++tried.already;
    return;
  }
  ++tried.reached[asking.goal.substr(0, asking.goal.find(':'))];
  if (asking.goal == "not-below") ++(world.reading.compare_at ? tried.rounded : tried.exact);
  EXPECT_TRUE(answer.applied->standing.holds) << what;
  EXPECT_FALSE(answer.one_less->standing.holds) << what;
  EXPECT_EQ(answer.one_less->amount.value, first - 1) << what;
  std::int64_t left = 0;
  for (const oracle::Allocation& allocation : world.facts.allocations) {
    if (allocation.owner == asking.unit) left += room(world.facts, allocation, asking);
  }
  EXPECT_EQ(answer.room.value, left) << what;
  EXPECT_EQ(answer.status == giaingan::TakesStatus::beyond_plan, first > left) << what;
  tried.beyond_plan += first > left ? 1 : 0;
  auto lost = first;
  while (lost <= std::min(left, most_tried) && with[static_cast<std::size_t>(lost)])
    ++lost;
  if (lost <= std::min(left, most_tried) && first <= left) {
    ASSERT_TRUE(answer.lost_again) << what << " lost again from " << lost;
    EXPECT_EQ(answer.lost_again->value, lost) << what;
    ++tried.lost_again;
  } else {
    EXPECT_FALSE(answer.lost_again) << what;
  }
}

void try_everything(std::uint64_t seed, Tried& tried) {
  const AskedWorld world = Maker(seed).make();
  const auto policy = giaingan::Policy::from_json(world.policy);
  const auto portfolio = portfolio_of(world.unknown);
  Draws draws(seed + 1'000'000);
  const std::string unit = draws.chance(75) ? "u0" : "u1";
  Memo memo;
  for (const int month : {4, 6, 9}) {
    compare(world, policy, portfolio,
            {unit, "milestone:m" + std::to_string(month), month, std::max(month, as_of_month), month},
            std::nullopt, memo, tried);
  }
  for (const int by : {as_of_month, static_cast<int>(draws.between(3, 9))}) {
    const int judged = std::max(by, as_of_month);
    const auto day = by == as_of_month ? std::nullopt : std::optional(giaingan::month_end(year, {by}));
    const std::string rank = std::to_string(draws.between(1, 2));
    std::vector<std::string> goals = {"rank:" + rank, "not-below", "leave-list"};
    // The slow oracle takes longest for classes.
    if (seed % 4 == 0)
      goals.insert(goals.end(), {"class:e", "class:g", "class:c", "head-class:e", "head-class:g"});
    for (const std::string& goal : goals)
      compare(world, policy, portfolio, {unit, goal, by, judged, judged}, day, memo, tried);
  }
}

TEST(WhatItTakes, SmallRandomWorldsAsTriedByTheOracleOneDongAfterTheOther) {
  const auto [first, end] = seeds(120);
  Tried tried;
  for (std::uint64_t seed = first; seed < end; ++seed) {
    try_everything(seed, tried);
    if (testing::Test::HasFailure()) FAIL() << "first at seed " << seed << "\n" << Maker(seed).make().policy;
  }
  for (const char* const kind : {"milestone", "rank", "not-below", "leave-list", "class", "head-class"})
    EXPECT_GT(tried.reached[kind], 5) << kind;
  EXPECT_GT(tried.exact, 20);
  EXPECT_GT(tried.rounded, 20);
  EXPECT_GT(tried.already, 20);
  EXPECT_GT(tried.not_reachable, 5);
  EXPECT_GT(tried.beyond_plan, 5);
  EXPECT_GT(tried.lost_again, 2);
}

}  // namespace
}  // namespace differential
