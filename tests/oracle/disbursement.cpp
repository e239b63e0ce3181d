#include "oracle/disbursement.hpp"

#include <algorithm>

namespace oracle {

Ratio ratio(const Figures& figures) {
  if (figures.plan <= 0) return std::nullopt;
  return Rational(figures.disbursed, figures.plan);
}

Rational round_half_up(const Rational& value, const Rational& step) {
  return Rational(floor(value / step + Rational(1, 2))) * step;
}

Rational compared(const Rational& value, const std::optional<Rational>& compare_at) {
  return compare_at ? round_half_up(value, *compare_at) : value;
}

std::string percent(const Rational& value, int decimals) {
  Integer scale = 1;
  for (int i = 0; i < decimals; ++i)
    scale *= 10;
  const Integer shown = floor(value * 100 * scale + Rational(1, 2));
  const Integer magnitude = shown < 0 ? Integer(-shown) : shown;
  std::string fraction = Integer(magnitude % scale).str();
  while (fraction.size() < static_cast<std::size_t>(decimals))
    fraction.insert(0, "0");
  const std::string whole = (shown < 0 ? "-" : "") + Integer(magnitude / scale).str();
  return decimals == 0 ? whole : whole + "." + fraction;
}

namespace {

bool contains(const std::optional<std::set<std::string>>& wanted, const std::string& value) {
  return !wanted || wanted->count(value) > 0;
}

const Project* find_project(const Facts& facts, const std::string& id) {
  for (const Project& project : facts.projects) {
    if (project.id == id) return &project;
  }
  return nullptr;
}

const Unit* find_unit(const Facts& facts, const std::string& id) {
  for (const Unit& unit : facts.units) {
    if (unit.id == id) return &unit;
  }
  return nullptr;
}

}  // namespace

bool in_scope(const Facts& facts, const Allocation& allocation, const Scope& scope) {
  if (!contains(scope.sources, allocation.source)) return false;
  if (!contains(scope.programmes, allocation.programme)) return false;
  if (!contains(scope.assigned_by, allocation.assigned_by)) return false;
  if (scope.carried == Scope::Carried::only && !allocation.carried_from) return false;
  if (scope.carried == Scope::Carried::without && allocation.carried_from) return false;
  const Project* project = find_project(facts, allocation.project);
  if (!contains(scope.groups, project ? project->group : "")) return false;
  return contains(scope.phases, project ? project->phase : "");
}

Integer plan_at(const Facts& facts, const Allocation& allocation, const Basis& basis, int month) {
  Integer plan = 0;
  if (contains(basis.assigned_by, allocation.assigned_by)) plan += allocation.plan;
  if (basis.plan == Basis::Plan::initial) return plan;
  for (const PlanChange& change : facts.plan_changes) {
    if (change.allocation != allocation.id) continue;
    if (change.date > last_day(facts.year, month)) continue;
    const bool supplement = change.change > 0;
    if (supplement && basis.without_supplements_after && change.date > *basis.without_supplements_after) {
      continue;
    }
    const std::string& giver = change.assigned_by.empty() ? allocation.assigned_by : change.assigned_by;
    if (!contains(basis.assigned_by, giver)) continue;
    plan += change.change;
  }
  return plan < 0 ? Integer(0)
                  : plan;  // a cut of what a left-out supplement had given leaves nothing, not less
}

std::vector<Disbursement> counted_rows(const Facts& facts, const Allocation& allocation, int as_of,
                                       Reading::Estimates estimates) {
  std::vector<Disbursement> known;
  int last_actual = 0;
  for (const Disbursement& row : facts.disbursements) {
    if (row.allocation != allocation.id || row.month > as_of) continue;
    known.push_back(row);
    if (row.kind == Disbursement::Kind::actual) last_actual = std::max(last_actual, row.month);
  }
  std::erase_if(known, [&](const Disbursement& row) {
    if (row.kind == Disbursement::Kind::actual) return false;
    return estimates == Reading::Estimates::ignored || row.month <= last_actual;
  });
  return known;
}

Integer disbursed_at(const Facts& facts, const Allocation& allocation, int month, int as_of,
                     Reading::Estimates estimates) {
  int latest = 0;
  Integer disbursed = 0;
  for (const Disbursement& row : counted_rows(facts, allocation, as_of, estimates)) {
    if (row.month > month || row.month < latest) continue;
    latest = row.month;
    disbursed = row.disbursed;
  }
  return disbursed;
}

std::string unit_of(const Facts& facts, const Allocation& allocation, const std::string& level) {
  if (const auto slash = level.find('/'); slash != std::string::npos) {
    const std::string first = unit_of(facts, allocation, level.substr(0, slash));
    const std::string rest = unit_of(facts, allocation, level.substr(slash + 1));
    return first.empty() || rest.empty() ? "" : first + "/" + rest;
  }
  if (level == "carried_over") return allocation.carried_from ? "carried_over" : "current_year";
  if (level == "locality") return allocation.locality;
  if (level == "source") return allocation.source;
  if (level == "programme") return allocation.programme;
  if (level == "project") return allocation.project;
  for (const Unit* unit = find_unit(facts, allocation.owner); unit != nullptr;
       unit = find_unit(facts, unit->parent)) {
    if (unit->kind == level) return unit->id;
  }
  return "";
}

std::vector<std::string> units_at(const Facts& facts, const std::string& level) {
  std::set<std::string> units;
  for (const Unit& unit : facts.units) {
    if (unit.kind == level) units.insert(unit.id);
  }
  for (const Allocation& allocation : facts.allocations) {
    const std::string unit = unit_of(facts, allocation, level);
    if (!unit.empty()) units.insert(unit);
  }
  return {units.begin(), units.end()};
}

namespace {

void add(Figures& sum, const Facts& facts, const Allocation& allocation, const Reading& reading, int month,
         int as_of) {
  if (month < 1) return;
  sum.plan += plan_at(facts, allocation, reading.basis, month);
  sum.disbursed += disbursed_at(facts, allocation, month, as_of, reading.estimates);
}

}  // namespace

Figures figures_of_unit(const Facts& facts, const std::string& level, const std::string& unit,
                        const Reading& reading, int month, int as_of) {
  Figures sum;
  for (const Allocation& allocation : facts.allocations) {
    if (!in_scope(facts, allocation, reading.scope)) continue;
    if (unit_of(facts, allocation, level) != unit) continue;
    add(sum, facts, allocation, reading, month, as_of);
  }
  return sum;
}

Figures figures_of_all(const Facts& facts, const Reading& reading, int month, int as_of) {
  Figures sum;
  for (const Allocation& allocation : facts.allocations) {
    if (in_scope(facts, allocation, reading.scope)) add(sum, facts, allocation, reading, month, as_of);
  }
  return sum;
}

bool reported(const Facts& facts, const std::string& level, const std::string& unit, const Reading& reading,
              int month, int as_of) {
  for (const Allocation& allocation : facts.allocations) {
    if (month < 1 || !in_scope(facts, allocation, reading.scope)) continue;
    if (unit_of(facts, allocation, level) != unit) continue;
    if (plan_at(facts, allocation, reading.basis, month) <= 0) continue;
    for (const Disbursement& row : counted_rows(facts, allocation, as_of, reading.estimates)) {
      if (row.month == month) return true;
    }
  }
  return false;
}

namespace {

bool counts_the_unit(const Facts& facts, const Scope& scope, const std::string& level,
                     const std::string& unit) {
  for (const Allocation& allocation : facts.allocations) {
    if (in_scope(facts, allocation, scope) && unit_of(facts, allocation, level) == unit) return true;
  }
  return false;
}

Ratio published(const Facts& facts, const std::string& reference, int month) {
  for (const Reference& row : facts.references) {
    if (row.reference != reference || row.month != month) continue;
    if (row.plan && row.disbursed) return ratio({*row.plan, *row.disbursed});
    if (row.percent) return *row.percent / 100;
  }
  return std::nullopt;
}

}  // namespace

AverageParts read_average(const Facts& facts, const Average& average, int month, int as_of,
                          const std::string& level, const std::string& unit) {
  AverageParts read;
  const Reading& reading = average.reading;
  switch (average.kind) {
    case Average::Kind::norm:
      read.fixed = average.norm;
      break;
    case Average::Kind::external:
      read.fixed = published(facts, average.reference, month);
      break;
    case Average::Kind::weighted:
      read.parts.push_back(figures_of_all(facts, reading, month, as_of));
      if (!unit.empty() && counts_the_unit(facts, reading.scope, level, unit)) read.part_of_unit = 0;
      break;
    case Average::Kind::mean:
      for (const std::string& other : units_at(facts, average.level)) {
        if (level == average.level && unit == other && counts_the_unit(facts, reading.scope, level, unit)) {
          read.part_of_unit = read.parts.size();
        }
        read.parts.push_back(figures_of_unit(facts, average.level, other, reading, month, as_of));
      }
      break;
  }
  return read;
}

Ratio value(AverageParts parts, const Integer& addition) {
  if (parts.part_of_unit) parts.parts[*parts.part_of_unit].disbursed += addition;
  Rational sum = 0;
  int count = 0;
  for (const Figures& part : parts.parts) {
    const Ratio own = ratio(part);
    if (!own) continue;
    sum += *own;
    ++count;
  }
  if (count == 0) return parts.fixed;
  return sum / count;
}

namespace {

// Whether a comes before b among units of equal ratio.
bool wins_tie(const RankedUnit& a, const RankedUnit& b, Ranking::Tiebreak tiebreak) {
  if (tiebreak == Ranking::Tiebreak::plan_desc && a.figures.plan != b.figures.plan) {
    return a.figures.plan > b.figures.plan;
  }
  if (tiebreak == Ranking::Tiebreak::disbursed_desc && a.figures.disbursed != b.figures.disbursed) {
    return a.figures.disbursed > b.figures.disbursed;
  }
  return a.unit < b.unit;
}

// The least d ≥ 0 after which `holds` does, where `holds` once true stays true as d grows.
template <class Holds>
Integer least_addition(const Holds& holds) {
  if (holds(Integer(0))) return 0;
  Integer no = 0;
  Integer yes = 1;
  while (!holds(yes)) {
    no = yes;
    yes *= 2;
  }
  while (yes - no > 1) {
    const Integer middle = (no + yes) / 2;
    (holds(middle) ? yes : no) = middle;
  }
  return yes;
}

}  // namespace

std::vector<RankedUnit> rank(const Facts& facts, const std::string& level, const Reading& reading,
                             const Ranking& ranking, int as_of) {
  std::vector<RankedUnit> units;
  for (const std::string& id : units_at(facts, level)) {
    RankedUnit unit;
    unit.unit = id;
    unit.figures = figures_of_unit(facts, level, id, reading, as_of, as_of);
    unit.ratio = ratio(unit.figures);
    unit.reported = reported(facts, level, id, reading, as_of, as_of);
    units.push_back(unit);
  }
  const auto shown = [&](const RankedUnit& unit) { return compared(*unit.ratio, reading.compare_at); };

  for (RankedUnit& unit : units) {
    if (!unit.ratio) continue;
    int higher = 0;
    int higher_in_ties = 0;
    std::set<Rational> higher_values;
    for (const RankedUnit& other : units) {
      if (!other.ratio) continue;
      if (shown(other) > shown(unit)) {
        ++higher;
        higher_values.insert(shown(other));
      } else if (shown(other) == shown(unit) && wins_tie(other, unit, ranking.tiebreak)) {
        ++higher_in_ties;
      }
    }
    switch (ranking.ties) {
      case Ranking::Ties::standard:
        unit.rank = 1 + higher;
        break;
      case Ranking::Ties::dense:
        unit.rank = 1 + static_cast<int>(higher_values.size());
        break;
      case Ranking::Ties::ordinal:
        unit.rank = 1 + higher + higher_in_ties;
        break;
    }
    if (higher_values.empty()) continue;
    const Rational next = *higher_values.begin();
    unit.to_next_rank = least_addition([&](const Integer& d) {
      const Rational raised(Integer(unit.figures.disbursed + d), unit.figures.plan);
      return compared(raised, reading.compare_at) >= next;
    });
  }

  std::sort(units.begin(), units.end(), [](const RankedUnit& a, const RankedUnit& b) {
    if (a.rank && b.rank && *a.rank != *b.rank) return *a.rank < *b.rank;
    if (a.rank.has_value() != b.rank.has_value()) return a.rank.has_value();
    return a.unit < b.unit;
  });
  return units;
}

MilestoneResult milestone(const Facts& facts, const std::string& level, const std::string& unit,
                          const Milestone& milestone, Date as_of) {
  const bool due = as_of >= milestone.by;
  MilestoneResult result;
  result.deciding_month = month_of(facts.year, due ? milestone.by : as_of);
  result.figures = figures_of_unit(facts, level, unit, milestone.reading, result.deciding_month,
                                   month_of(facts.year, as_of));
  if (!ratio(result.figures)) return result;

  const auto holds = [&](const Integer& d) {
    const auto& step = milestone.reading.compare_at;
    const Rational reached = compared(*ratio({result.figures.plan, result.figures.disbursed + d}), step);
    const Rational wanted = compared(milestone.ratio, step);
    return milestone.op == Milestone::Operator::at_least ? reached >= wanted : reached > wanted;
  };
  result.shortfall = least_addition(holds);
  if (!due) {
    result.status = MilestoneResult::Status::not_yet_due;
  } else {
    result.status = holds(0) ? MilestoneResult::Status::met : MilestoneResult::Status::missed;
  }
  return result;
}

std::optional<std::size_t> shown_milestone(const std::vector<Milestone>& milestones, Date as_of) {
  std::optional<std::size_t> latest_due;
  std::optional<std::size_t> next;
  for (std::size_t i = 0; i < milestones.size(); ++i) {
    if (milestones[i].level != Milestone::Level::minimum) continue;
    if (milestones[i].by <= as_of) {
      if (!latest_due || milestones[i].by > milestones[*latest_due].by) latest_due = i;
    } else if (!next || milestones[i].by < milestones[*next].by) {
      next = i;
    }
  }
  return latest_due ? latest_due : next;
}

ScheduleResult schedule(const Facts& facts, const std::string& level, const std::string& unit,
                        const Reading& reading, int as_of) {
  ScheduleResult result;
  for (const Allocation& allocation : facts.allocations) {
    if (!in_scope(facts, allocation, reading.scope)) continue;
    if (unit_of(facts, allocation, level) != unit) continue;
    int latest = 0;
    std::int64_t scheduled = 0;
    for (const Scheduled& row : facts.schedule) {
      if (row.allocation != allocation.id || row.month > as_of || row.month <= latest) continue;
      latest = row.month;
      scheduled = row.scheduled;
    }
    result.scheduled += scheduled;
  }
  const Figures own = figures_of_unit(facts, level, unit, reading, as_of, as_of);
  result.ahead = own.disbursed - result.scheduled;
  result.ratio = ratio({result.scheduled, own.disbursed});
  return result;
}

std::vector<std::string> disbursed_above_plan(const Facts& facts, Reading::Estimates estimates, int as_of) {
  std::vector<std::string> found;
  const Basis current;
  for (const Allocation& allocation : facts.allocations) {
    if (as_of < 1) continue;
    const Integer plan = plan_at(facts, allocation, current, as_of);
    if (disbursed_at(facts, allocation, as_of, as_of, estimates) > plan) {
      found.push_back(allocation.id);
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace oracle
