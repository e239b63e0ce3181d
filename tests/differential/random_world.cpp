#include "differential/random_world.hpp"

#include <algorithm>

#include "oracle/draws.hpp"

namespace oracle {
namespace {

constexpr int kYear = 2024;

// What the amounts of a world are like.
enum class Style { tiny, common_ratio, huge, coarse };

struct Maker {
  Draws draws;
  World world;
  Style style = Style::tiny;
  std::int64_t divisor = 1;             // common_ratio: plans are multiples of it
  std::vector<std::int64_t> numerator;  // common_ratio: disbursed is plan / divisor · numerator[month]

  std::int64_t plan() {
    if (draws.chance(12)) return draws.between(0, 1);
    switch (style) {
      case Style::tiny:
        return draws.between(0, 12);
      case Style::common_ratio:
        return divisor * draws.between(1, 1'000'000'000'000);
      case Style::huge:
        return draws.between(std::int64_t{1} << 53, 400'000'000'000'000'000);
      case Style::coarse:
        break;
    }
    return 1'000'000'000 * draws.between(1, 300);
  }

  std::int64_t disbursed(std::int64_t plan, int month) {
    switch (style) {
      case Style::tiny:
        return draws.between(0, plan + 1);
      case Style::common_ratio: {
        const std::int64_t at = plan / divisor * numerator[static_cast<std::size_t>(month)];
        return std::max<std::int64_t>(0, at + (draws.chance(15) ? draws.between(-1, 1) : 0));
      }
      case Style::huge:
        return draws.chance(60) ? plan / 14 * month + draws.between(0, 2) : draws.between(0, plan);
      case Style::coarse:
        break;
    }
    return plan / 1000 * draws.between(0, 100 * month);
  }

  Date day() {
    const int month = static_cast<int>(draws.between(1, 13));
    const Date end = last_day(kYear, month);
    if (draws.chance(40)) return end;
    return {end.year, end.month, static_cast<int>(draws.between(1, end.day))};
  }

  void units() {
    world.facts.units = {{"city", "city", ""},
                         {"d1", "department", "city"},
                         {"d2", "department", draws.chance(50) ? "d1" : ""}};
    const int owners = static_cast<int>(draws.between(1, 5));
    for (int i = 1; i <= owners; ++i) {
      const std::string kind = draws.chance(88) ? "owner" : draws.one_of<std::string>({"ward", "department"});
      world.facts.units.push_back(
          {"o" + std::to_string(i), kind, draws.one_of<std::string>({"", "d1", "d2", "city", "o1"})});
    }
    if (world.facts.units[3].parent == "o1") world.facts.units[3].parent = "";
    for (int i = 1; i <= 3; ++i) {
      Project project;
      project.id = "p" + std::to_string(i);
      project.group = draws.one_of<std::string>({"A", "B", "C"});
      project.phase = draws.one_of<std::string>({"new_start", "transitional", "completed"});
      world.facts.projects.push_back(project);
    }
  }

  void changes(const Allocation& allocation) {
    std::vector<PlanChange> planned;
    for (std::int64_t count = draws.chance(50) ? 0 : draws.between(1, 3); count > 0; --count) {
      const std::int64_t amount =
          draws.chance(50) ? plan() / 3
                           : -draws.between(0, draws.chance(30) ? allocation.plan : allocation.plan / 2);
      planned.push_back(
          {allocation.id, day(), amount, "", draws.one_of<std::string>({"", "central", "city"})});
    }
    std::sort(planned.begin(), planned.end(),
              [](const PlanChange& a, const PlanChange& b) { return a.date < b.date; });
    Integer running = allocation.plan;
    for (const PlanChange& change : planned) {
      if (change.change == 0 || running + change.change < 0) continue;
      running += change.change;
      world.facts.plan_changes.push_back(change);
    }
  }

  void payments(const Allocation& allocation, int percent_reported, int percent_estimated) {
    const std::int64_t scale = allocation.plan == 0 && draws.chance(50) ? plan() : allocation.plan;
    std::int64_t last = 0;
    for (int month = 1; month <= 13; ++month) {
      if (draws.chance(percent_reported)) {
        std::int64_t now = disbursed(scale, month);
        if (style != Style::common_ratio && draws.chance(80)) now = std::max(now, last);
        last = now;
        world.facts.disbursements.push_back({allocation.id, month, now, Disbursement::Kind::actual});
      }
      if (draws.chance(percent_estimated)) {
        world.facts.disbursements.push_back(
            {allocation.id, month, disbursed(scale, month), Disbursement::Kind::estimate});
      }
    }
  }

  void schedule(const Allocation& allocation) {
    std::int64_t last = 0;
    for (int month = 1; month <= 13; ++month) {
      if (draws.chance(30)) continue;
      last = std::max(last, disbursed(allocation.plan, month));
      world.facts.schedule.push_back({allocation.id, month, last});
    }
  }

  void allocations() {
    const int percent_scheduled = draws.one_of<int>({0, 80});
    const int percent_reported = draws.one_of<int>({100, 90, 60});
    const int percent_estimated = draws.one_of<int>({0, 0, 30});
    const int count = static_cast<int>(draws.between(1, 7));
    for (int i = 1; i <= count; ++i) {
      Allocation allocation;
      allocation.id = "a" + std::to_string(i);
      allocation.project = "p" + std::to_string(draws.between(1, 3));
      allocation.owner = world.facts.units[3 + draws.below(world.facts.units.size() - 3)].id;
      allocation.locality = draws.one_of<std::string>({"l1", "l2", ""});
      allocation.source = draws.one_of<std::string>({"s1", "s1", "s2"});
      allocation.programme = draws.one_of<std::string>({"", "", "ntp"});
      if (draws.chance(20)) allocation.carried_from = kYear - 1;
      allocation.assigned_by = draws.one_of<std::string>({"", "central", "city"});
      allocation.plan = plan();
      changes(allocation);
      payments(allocation, percent_reported, percent_estimated);
      if (draws.chance(percent_scheduled)) schedule(allocation);
      world.facts.allocations.push_back(allocation);
    }
  }

  void reading() {
    Reading& made = world.reading;
    made.basis.name = "basis";
    if (draws.chance(15)) made.basis.plan = Basis::Plan::initial;
    if (draws.chance(20)) made.basis.without_supplements_after = day();
    if (draws.chance(12))
      made.basis.assigned_by = {draws.one_of<std::string>({"", "central", "city"}), "central"};
    if (draws.chance(20))
      made.scope.carried = draws.one_of<Scope::Carried>({Scope::Carried::only, Scope::Carried::without});
    if (draws.chance(12)) made.scope.sources = {draws.one_of<std::string>({"s1", "s2"})};
    if (draws.chance(6)) made.scope.programmes = {draws.one_of<std::string>({"", "ntp"})};
    if (draws.chance(6)) made.scope.assigned_by = {"central", ""};
    if (draws.chance(6)) made.scope.groups = {"A", "C"};
    if (draws.chance(6)) made.scope.phases = {"new_start"};
    if (draws.chance(40)) made.estimates = Reading::Estimates::counted;
    if (draws.chance(30)) made.compare_at = Rational(1, draws.one_of<int>({3, 10, 100}));
  }

  Rational some_ratio() {
    if (style == Style::common_ratio && draws.chance(60)) {
      return {numerator[1 + draws.below(13)], divisor};
    }
    return {draws.between(0, 12), draws.between(1, 12)};
  }

  void references() {
    for (int month = 1; month <= 13; ++month) {
      if (draws.chance(15)) continue;
      Reference row;
      row.reference = "province";
      row.month = month;
      row.basis = "basis";
      if (draws.chance(50)) {
        row.plan = plan();
        row.disbursed = disbursed(*row.plan, month);
      } else {
        row.percent = Rational(draws.between(0, 1000), 10);
      }
      world.facts.references.push_back(row);
    }
  }

  Average average(Average::Kind kind, const std::string& name) {
    Average made;
    made.name = name;
    made.kind = kind;
    made.reading = world.reading;
    made.level = world.level;
    made.norm = some_ratio();
    made.reference = "province";
    return made;
  }

  void policies() {
    using Kind = Average::Kind;
    world.level =
        draws.one_of<std::string>({"owner", "owner", "owner", "department", "source", "locality", "project",
                                   "carried_over", "owner/source", "source/carried_over/locality"});
    reading();
    world.ranking.ties =
        draws.one_of<Ranking::Ties>({Ranking::Ties::standard, Ranking::Ties::dense, Ranking::Ties::ordinal});
    world.ranking.tiebreak = draws.one_of<Ranking::Tiebreak>(
        {Ranking::Tiebreak::id, Ranking::Tiebreak::plan_desc, Ranking::Tiebreak::disbursed_desc});
    world.averages = {average(Kind::weighted, "weighted"), average(Kind::mean, "mean"),
                      average(Kind::norm, "norm"), average(Kind::external, "external")};
    for (int i = 0; i < 3; ++i) {
      Milestone milestone;
      milestone.id = "m" + std::to_string(i);
      milestone.by = day();
      milestone.ratio = some_ratio();
      milestone.op = draws.chance(60) ? Milestone::Operator::at_least : Milestone::Operator::above;
      milestone.level = draws.chance(70) ? Milestone::Level::minimum : Milestone::Level::target;
      milestone.reading = world.reading;
      if (!milestone.reading.scope.phases && draws.chance(25))
        milestone.reading.scope.phases = {"transitional"};
      world.milestones.push_back(milestone);
    }
    BelowAverage& below = world.below;
    below.level = world.level;
    below.reading = world.reading;
    below.months = static_cast<int>(draws.between(1, 4));
    below.first_month = draws.chance(70) ? 1 : static_cast<int>(draws.between(2, 6));
    below.last_month = draws.chance(60) ? 12 : static_cast<int>(draws.between(below.first_month, 13));
    const std::int64_t count = draws.chance(55) ? 1 : draws.between(2, 3);
    for (std::int64_t i = 0; i < count; ++i) {
      const auto kind =
          draws.one_of<Kind>({Kind::weighted, Kind::weighted, Kind::mean, Kind::norm, Kind::external});
      below.references.push_back(average(kind, "r" + std::to_string(i)));
    }
    using Combine = BelowAverage::Combine;
    below.combine = draws.one_of<Combine>(
        {Combine::any, Combine::any, Combine::all, Combine::all, Combine::each, Combine::by_level});
    below.reference_of_kind = {
        {draws.chance(80) ? world.level : "ward", draws.one_of(below.references).name}};
    using Month = BelowAverage::Month;
    below.undefined = draws.one_of<Month>({Month::breaks, Month::skipped});
    below.unreported = draws.one_of<Month>({Month::counts, Month::counts, Month::breaks, Month::skipped});
  }

  // Runs that some units ended the year before with, perhaps with a month skipped.
  void earlier_runs() {
    if (draws.chance(70)) return;
    const bool each = world.below.combine == BelowAverage::Combine::each;
    for (const std::string& unit : units_at(world.facts, world.below.level)) {
      if (draws.chance(40)) continue;
      std::vector<int> months;
      for (int month = -static_cast<int>(draws.between(0, 3)); month <= 0; ++month) {
        if (draws.chance(85)) months.push_back(month);
      }
      if (months.empty()) continue;
      const std::string reference = each ? "/" + draws.one_of(world.below.references).name : "";
      world.below.earlier_run[unit + reference] = months;
    }
  }

  void make() {
    style = draws.one_of<Style>(
        {Style::tiny, Style::tiny, Style::common_ratio, Style::common_ratio, Style::huge, Style::coarse});
    divisor = draws.between(2, 1000);
    for (int month = 0; month <= 13; ++month)
      numerator.push_back(divisor * month / 14);
    world.facts.year = kYear;
    units();
    allocations();
    references();
    policies();
    earlier_runs();
    world.as_of = draws.chance(40) ? day() : last_day(kYear, static_cast<int>(draws.between(4, 13)));
    for (std::int64_t i = draws.between(0, 2); i > 0; --i) {
      world.facts.events.push_back(
          {"o1", draws.one_of<std::string>({"violation", "report"}), "", day(), {}, ""});
    }
  }
};

struct RubricMaker {
  Draws draws;
  RatedWorld world;

  Rational value() { return {draws.between(0, 8), draws.one_of<int>({1, 2, 4})}; }

  Condition condition() {
    using Operator = Condition::Operator;
    return {draws.one_of<std::string>({"m0", "m1", "m2", "flag"}),
            draws.one_of<Operator>(
                {Operator::at_least, Operator::above, Operator::at_most, Operator::below, Operator::equal}),
            draws.chance(50) ? Rational(1) : value()};
  }

  // Bands that cover every number once: breaks in rising order, each belonging to one side.
  std::vector<Interval> cover(std::size_t count, const Rational& step) {
    std::vector<Interval> bands(count);
    Rational edge = value();
    bool from_closed = true;
    for (std::size_t i = 0; i + 1 < count; ++i) {
      edge += step * draws.between(1, 3);
      bands[i].to = edge;
      bands[i + 1].from = edge;
      const bool to_closed = draws.chance(25);
      using Includes = Interval::Includes;
      bands[i].includes = from_closed ? (to_closed ? Includes::both : Includes::from)
                                      : (to_closed ? Includes::to : Includes::neither);
      from_closed = !to_closed;
    }
    bands[count - 1].includes = from_closed ? Interval::Includes::from : Interval::Includes::neither;
    return bands;
  }

  // A table of two or three metrics that holds every combination once: rows are cut in two or three.
  void tabulate(Criterion& criterion) {
    criterion.bands.clear();
    criterion.metric.clear();
    criterion.table_metrics = {"m0", draws.chance(50) ? "m1" : "flag"};
    if (draws.chance(40)) criterion.table_metrics.emplace_back("m2");
    criterion.rows = {{.cells = std::vector<std::vector<Interval>>(criterion.table_metrics.size()),
                       .points = Rational(draws.between(0, 20))}};
    for (std::int64_t cuts = draws.between(1, 5); cuts > 0; --cuts) {
      TableRow& row = criterion.rows[draws.below(criterion.rows.size())];
      TableRow other = row;
      other.points = draws.between(0, 20);
      const std::size_t axis = draws.below(row.cells.size());
      if (!row.cells[axis].empty()) continue;
      const std::vector<Interval> parts = cover(2 + draws.below(3), Rational(1, 2));
      for (std::size_t i = 0; i < parts.size(); ++i)
        (i % 2 == 0 ? row : other).cells[axis].push_back(parts[i]);
      criterion.rows.push_back(other);
    }
  }

  // Adds to one of the rubrics or to both.
  template <class Part>
  void share(std::vector<Part> Rubric::*list, const Part& part) {
    const std::int64_t whom = draws.between(1, 6);
    if (whom != 1) (world.evaluation.collectives.*list).push_back(part);
    if (whom != 2) (world.evaluation.heads.*list).push_back(part);
  }

  void criteria() {
    using Missing = Criterion::Missing;
    for (std::int64_t i = draws.between(1, 5); i > 0; --i) {
      Criterion criterion;
      criterion.id = "c" + std::to_string(i);
      criterion.metric = "m" + std::to_string(draws.between(0, 2));
      for (const Interval& interval : cover(1 + draws.below(4), Rational(1, 2))) {
        Band band;
        band.values = interval;
        band.points = draws.between(0, 20);
        if (interval.from && interval.to && draws.chance(40)) band.points_to = Rational(draws.between(0, 20));
        criterion.bands.push_back(band);
      }
      criterion.weight = Rational(draws.between(1, 6), 2);
      const auto treatment = [this] {
        return draws.one_of<Missing>(
            {Missing::zero, Missing::skip_and_rescale, Missing::skip_and_rescale, Missing::error});
      };
      criterion.missing = treatment();
      criterion.not_assigned = treatment();
      if (draws.chance(40)) criterion.over = "m" + std::to_string(draws.between(0, 2));
      if (draws.chance(25)) {
        criterion.over.clear();
        tabulate(criterion);
      }
      if (draws.chance(60)) criterion.part = draws.chance(70) ? "p" : "q";
      share(&Rubric::criteria, criterion);
    }
  }

  void quotas(Rubric& rubric) {
    for (std::int64_t i = draws.between(0, 2); i > 0; --i) {
      Quota quota;
      const std::size_t limited = draws.below(3);
      const std::size_t base = draws.chance(80) ? limited + 1 : (limited + 2) % 4;
      quota.limited = rubric.classes[limited].id;
      quota.of = rubric.classes[base].id;
      quota.share =
          Rational{draws.between(0, 6), draws.one_of<int>({3, 5})};  // braces fix the order of draws
      quota.base = draws.chance(60) ? Quota::Base::after : Quota::Base::before;
      using Rounding = Quota::Rounding;
      quota.rounding = draws.one_of<Rounding>({Rounding::down, Rounding::half_up, Rounding::up});
      quota.tie = draws.one_of<Quota::Tie>({Quota::Tie::none, Quota::Tie::all, Quota::Tie::metrics});
      quota.tie_metrics = {{"m1", draws.chance(50) ? TieMetric::Better::higher : TieMetric::Better::lower}};
      rubric.quotas.push_back(quota);
    }
  }

  void rubrics() {
    criteria();
    const std::vector<Interval> totals = cover(4, 5);
    std::vector<Class> classes;
    for (std::size_t i = 0; i < 4; ++i)
      classes.push_back({std::string(1, "EGCN"[i]), totals[3 - i]});
    world.evaluation.collectives.classes = world.evaluation.heads.classes = classes;
    for (std::int64_t i = draws.between(0, 2); i > 0; --i) {
      share(&Rubric::vetoes, {"v" + std::to_string(i), condition(), classes[draws.below(4)].id});
    }
    for (std::int64_t i = draws.between(0, 2); i > 0; --i) {
      share(&Rubric::caps, {"l" + std::to_string(i), condition(), classes[draws.below(4)].id});
    }
    for (std::int64_t i = draws.between(1, 3); i > 0; --i)
      world.evaluation.shortcomings.push_back(condition());
    if (draws.chance(40)) world.evaluation.combine_shortcomings = Evaluation::Combine::all;
    world.evaluation.emulated_class = classes[draws.below(2)].id;
    for (std::int64_t i = draws.between(0, 2); i > 0; --i)
      world.evaluation.emulation.push_back(condition());
    quotas(world.evaluation.collectives);
    quotas(world.evaluation.heads);
  }

  RatedWorld make() {
    rubrics();
    world.evaluation.head_class =
        draws.chance(60) ? Evaluation::Heads::not_above_collective : Evaluation::Heads::free;
    for (std::int64_t i = draws.between(1, 9); i > 0; --i) {
      const std::string id = "u" + std::to_string(i);
      for (const std::string metric : {"m0", "m1", "m2", "flag"}) {
        if (draws.chance(15)) continue;
        world.metrics[id][metric] = metric == "flag" ? Rational(draws.between(0, 1)) : value();
      }
      world.metrics["head of " + id] = world.metrics[id];
      world.subjects.push_back({id, ""});
      world.subjects.push_back({"head of " + id, id});
    }
    return world;
  }
};

}  // namespace

World random_world(std::uint64_t seed) {
  Maker maker{Draws(seed), {}, {}, 1, {}};
  maker.make();
  return maker.world;
}

RatedWorld random_rated_world(std::uint64_t seed) {
  return RubricMaker{Draws(seed), {}}.make();
}

}  // namespace oracle
