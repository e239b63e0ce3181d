// A small city and a policy with every rule that a simulated year goes through.
#pragma once

#include "giaingan/simulation/year_simulation.hpp"

#include <string>

#include "unit/rules/round_city.hpp"

namespace simulated_city {

using namespace giaingan;

/// Half the plan by June, one round then, flagged after two months below the city's average.
inline Policy policy(const std::string& more = "") {
  return Policy::from_json(R"({"schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
    "bases": [{"id": "current", "title": {"vi": "a", "en": "b"}, "plan": "current"}],
    "averages": [{"id": "city", "title": {"vi": "a", "en": "b"}, "kind": "weighted", "basis": "current"}],
    "disbursement": {"basis": "current"},
    "milestones": [{"id": "half", "title": {"vi": "a", "en": "b"}, "basis": "current", "by": "2024-09-30", "ratio": "50%"}],
    "below_average": {"basis": "current", "months": 2, "references": ["city"], "combine": "any"},
    "reallocation": {"basis": "current", "required_ratio": "50%",
      "tiers": [{"id": "all", "title": {"vi": "a", "en": "b"}}],
      "rounds": [{"id": "r1", "title": {"vi": "a", "en": "b"}, "report_before": "2024-06-20",
                  "as_of": "2024-06-10"}]},
    "evaluation": {"basis": "current", "level": "owner",
      "criteria": [
        {"id": "ratio", "title": {"vi": "a", "en": "b"}, "metric": "final_ratio", "missing": "error",
         "bands": [{"id": "low", "to": "80%", "points": 0}, {"id": "high", "from": "80%", "points": 10}]},
        {"id": "runs", "title": {"vi": "a", "en": "b"}, "metric": "times_flagged", "missing": "zero",
         "bands": [{"id": "none", "to": 1, "points": 5}, {"id": "some", "from": 1, "points": 0}]}],
      "classes": [{"id": "good", "title": {"vi": "a", "en": "b"}, "from": 10},
                  {"id": "poor", "title": {"vi": "a", "en": "b"}, "to": 10}]})" +
                           more + "}");
}

/// Without rounds.
inline Scenario scenario(Portfolio portfolio, Behaviour behaviour) {
  return {.id = "s",
          .policy = policy(),
          .portfolio = std::move(portfolio),
          .behaviour = std::move(behaviour),
          .rounds = RoundsHeld::simulated,
          .last = {12},
          .seed = 7};
}

/// Two owners with 100 đồng each: `slow`, and `fast`, which can absorb 100 more.
inline Portfolio two_owners() {
  return round_city::City{
      {{.id = "d", .owner = "slow", .plan = 100, .disbursed = 10},
       {.id = "f", .owner = "fast", .plan = 100, .disbursed = 90, .requested = 100, .absorbable = 100}},
      {},
      {}}
      .portfolio();
}

/// Disburses each month a share of the plan in force: of the slow owner 2 %, of the fast one 18 %.
inline AbsorptionModel slow_and_fast() {
  AbsorptionModel model;
  model.class_by = {ClassKey::owner};
  for (const auto& [id, share] : {std::pair{"fast", 18}, std::pair{"slow", 2}}) {
    AbsorptionClass of;
    of.id = id;
    of.share.fill(*share_of({share, 100}));
    model.classes.push_back(of);
  }
  return model;
}

inline std::int64_t figure(const YearSimulation& simulation, const YearOutcome& outcome,
                           const std::string& column) {
  const auto place = std::ranges::find(simulation.columns(), column);
  return outcome.figures.at(static_cast<std::size_t>(place - simulation.columns().begin()));
}

}  // namespace simulated_city
