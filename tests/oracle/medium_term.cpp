#include "oracle/medium_term.hpp"

#include <algorithm>
#include <optional>

namespace oracle {
namespace {

struct Party {
  std::string project;
  std::optional<Rational> ratio;
  Integer amount;  // in steps
  std::size_t tier = 0;
};

Integer used_of(const Facts& facts, const Project& project, Date day) {
  Integer used = project.medium_term_used;
  for (const Allocation& allocation : facts.allocations) {
    if (allocation.project != project.id || allocation.carried_from) continue;
    used += allocation.plan;
    for (const PlanChange& change : facts.plan_changes) {
      if (change.allocation == allocation.id && change.date <= day) used += change.change;
    }
  }
  return used;
}

bool before(const Party& a, const Party& b, int direction) {
  if (a.ratio.has_value() != b.ratio.has_value()) return a.ratio.has_value();
  if (a.ratio != b.ratio) return direction > 0 ? *a.ratio < *b.ratio : *a.ratio > *b.ratio;
  return a.project < b.project;
}

void sort_by_ratio(std::vector<Party>& parties, int direction) {
  std::sort(parties.begin(), parties.end(),
            [&](const Party& a, const Party& b) { return before(a, b, direction); });
}

std::map<std::string, int> precedence(std::vector<Party> parties, Round::Tie tie) {
  std::sort(parties.begin(), parties.end(), [&](const Party& a, const Party& b) {
    if (tie == Round::Tie::ratio_desc) return before(a, b, -1);
    if (tie == Round::Tie::amount_desc && a.amount != b.amount) return a.amount > b.amount;
    return a.project < b.project;
  });
  std::map<std::string, int> places;
  for (std::size_t i = 0; i < parties.size(); ++i)
    places[parties[i].project] = static_cast<int>(i);
  return places;
}

class Parties {
 public:
  Parties(const Facts& facts, const MediumTermAdjustment& adjustment)
      : facts_(facts), adjustment_(adjustment) {
    for (const Project& project : facts.projects) {
      if (gives(project)) {
        add_giving(project);
      } else {
        add_taking(project);
      }
    }
  }

  std::vector<Party> giving;
  std::vector<Party> taking;

 private:
  bool gives(const Project& project) const {
    if (!project.medium_term_plan) return false;
    return adjustment_.found.count(project.id) != 0 ||
           std::any_of(facts_.events.begin(), facts_.events.end(), [&](const Event& event) {
             return event.period == project.id && event.date <= adjustment_.as_of &&
                    adjustment_.donor_events.count(event.type) != 0;
           });
  }

  std::optional<Rational> ratio(const Project& project) const {
    if (project.medium_term_plan.value_or(0) == 0) return std::nullopt;
    return Rational(used_of(facts_, project, adjustment_.as_of), *project.medium_term_plan);
  }

  void add_giving(const Project& project) {
    const Integer unused = std::max(
        Integer(0), Integer(*project.medium_term_plan - used_of(facts_, project, adjustment_.as_of)));
    giving.push_back(
        {project.id, ratio(project), floor(Rational(unused) * adjustment_.share) / adjustment_.step});
  }

  void add_taking(const Project& project) {
    if (adjustment_.barred.count(project.id) != 0) return;
    if (project.settled_on && *project.settled_on <= adjustment_.as_of) return;
    if (!project.medium_term_plan && adjustment_.outside == MediumTermAdjustment::Outside::barred) return;
    Integer requested = 0;
    Integer absorbable = 0;
    std::optional<std::size_t> tier;
    for (const Request& request : facts_.requests) {
      const auto allocation =
          std::find_if(facts_.allocations.begin(), facts_.allocations.end(),
                       [&](const Allocation& each) { return each.id == request.allocation; });
      if (request.round != adjustment_.id || allocation->project != project.id) continue;
      requested += request.requested;
      absorbable += request.absorbable;
      for (std::size_t i = 0; i < adjustment_.tiers.size(); ++i) {
        if (adjustment_.tiers[i].condition(*allocation, project)) tier = std::min(tier.value_or(i), i);
      }
    }
    if (!tier) return;
    Integer need = std::min(requested, absorbable);
    if (project.total_investment) {
      const Integer before_the_plan =
          std::max(Integer(0), Integer(Integer(project.funded_before) - project.medium_term_used));
      const Integer room = *project.total_investment - before_the_plan - project.medium_term_plan.value_or(0);
      need = std::min(need, std::max(Integer(0), room));
    }
    taking.push_back({project.id, ratio(project), need / adjustment_.step, *tier});
  }

  const Facts& facts_;
  const MediumTermAdjustment& adjustment_;
};

}  // namespace

MediumTermState adjust(const Facts& facts, const MediumTermAdjustment& adjustment) {
  Parties parties(facts, adjustment);
  MediumTermState state;
  Instance instance;
  instance.pools = {"all"};
  instance.unmatched = adjustment.unmatched;
  instance.cut_order = adjustment.cut_order;
  for (const auto& tier : adjustment.tiers)
    instance.tiers.push_back(tier.within);

  const auto giving_places = precedence(parties.giving, adjustment.tie);
  sort_by_ratio(parties.giving, 1);
  for (const Party& party : parties.giving) {
    instance.donors.push_back({party.project, party.amount});
    instance.releases.push_back(
        {party.project, instance.donors.size() - 1, 0, party.amount, giving_places.at(party.project)});
    state.releases[party.project] = party.amount * adjustment.step;
  }
  const auto taking_places = precedence(parties.taking, adjustment.tie);
  sort_by_ratio(parties.taking, -1);
  for (const Party& party : parties.taking) {
    instance.needs.push_back(
        {party.project, 0, std::nullopt, party.tier, party.amount, taking_places.at(party.project)});
    state.needs[party.project] = party.amount * adjustment.step;
  }

  const Division division = divide(instance);
  for (std::size_t i = 0; i < parties.giving.size(); ++i) {
    const Integer cut = division.cuts[i] * adjustment.step;
    if (cut != 0) state.changes[parties.giving[i].project] = -cut;
    state.returned += cut;
  }
  for (std::size_t i = 0; i < parties.taking.size(); ++i) {
    const Integer addition = division.additions[i] * adjustment.step;
    if (addition != 0) state.changes[parties.taking[i].project] = addition;
    state.returned -= addition;
  }
  return state;
}

}  // namespace oracle
