#include "giaingan/simulation/scenario_file.hpp"

#include "giaingan/input/diagnostic.hpp"

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

#include "input/json.hpp"
#include "input/problems.hpp"
#include "input/text.hpp"
#include "policy/object_reader.hpp"
#include "policy_tests/changed_policy.hpp"
#include "policy_tests/json_text.hpp"
#include "simulation/behaviour_reader.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr std::int64_t most_draws = 1'000'000'000;
constexpr std::int64_t last_first_draw = 1'000'000'000'000'000'000;

/// Reads one document.
class ScenarioReader {
 public:
  ScenarioReader(const NamedDocument& scenarios, const NamedDocument& policy,
                 const std::optional<NamedDocument>& against, const Portfolio& portfolio,
                 const HostBehaviour& host, const Limits& limits)
      : file_(scenarios.name),
        policy_(policy),
        against_(against),
        portfolio_(portfolio),
        host_(host),
        problems_(limits),
        context_{file_, problems_},
        root_(parse_json(scenarios.text, file_, limits, problems_)) {}

  SweepPlan read() {
    problems_.throw_if_any();
    SweepPlan plan;
    ObjectReader reader(context_, {&*root_, ""});
    draws_ = reader.integer_or("draws", 1, most_draws, 1);
    seed_ = reader.integer_or("seed", 0, std::numeric_limits<std::int64_t>::max(), 0);
    first_draw_ = reader.integer_or("first_draw", 0, last_first_draw, 0);
    plan.quantile_texts = reader.texts("quantiles");
    if (!reader.has("quantiles")) plan.quantile_texts = {"5%", "25%", "50%", "75%", "95%"};
    for (const std::string& text : plan.quantile_texts) {
      const auto quantile = parse_ratio(text);
      if (!quantile || quantile->num < 0 || quantile->num > quantile->den) {
        reader.problem("quantiles", "simulation.quantile", in_quotes(text) + " is no quantile",
                       "an exact number from 0 to 1, as \"5%\"", "correct it");
      } else {
        plan.quantiles.push_back(*quantile);
      }
    }
    const std::vector<Node> items = reader.items("scenarios");
    if (items.empty())
      reader.problem("scenarios", "simulation.no_scenario", "there is no scenario", "at least one",
                     "add {\"id\": …, \"behaviour\": …}");
    reader.finish();
    for (const Node& item : items)
      read_scenario(item, plan);
    problems_.throw_if_any();
    return plan;
  }

 private:
  // A problem of what a scenario makes of policy or data names the scenario, not a file that is in order.
  template <class Make>
  auto made(const std::string& pointer, Make make) -> std::optional<decltype(make())> {
    try {
      return make();
    } catch (const InvalidInput& invalid) {
      for (Diagnostic each : invalid.diagnostics()) {
        if (each.place.file != file_) {
          each.message = each.place.file + each.place.pointer + ": " + each.message;
          each.place = Place{.file = file_, .row = 0, .column = {}, .pointer = pointer};
        }
        problems_.add(std::move(each));
      }
    }
    return std::nullopt;
  }

  void read_scenario(const Node& item, SweepPlan& plan) {
    ObjectReader reader(context_, item);
    const std::string id = reader.text("id");
    check_id(reader, id, plan);
    const std::int64_t draws = reader.integer_or("draws", 1, most_draws, draws_);
    const std::int64_t seed = reader.integer_or("seed", 0, std::numeric_limits<std::int64_t>::max(), seed_);
    const std::int64_t first_draw = reader.integer_or("first_draw", 0, last_first_draw, first_draw_);
    const auto rounds = reader.choice<RoundsHeld>(
        "rounds", {{"simulated", RoundsHeld::simulated}, {"recorded", RoundsHeld::recorded}},
        RoundsHeld::simulated);
    const std::int64_t last =
        reader.integer_or("last_month", 1, months_in_budget_year, months_in_budget_year);
    const auto with = reader.member("with");
    const auto against_with = reader.member("against_with");
    const auto portfolio = made(item.pointer + "/plan_changes", [&] { return changed_portfolio(reader); });
    std::optional<Behaviour> behaviour;
    if (const auto node = reader.member("behaviour"))
      behaviour = read_behaviour(context_, *node, portfolio.value_or(portfolio_), host_);
    else
      reader.problem("", "simulation.no_behaviour", "the scenario doesn't say how projects behave",
                     "\"behaviour\": {\"kind\": \"absorption\"} or {\"kind\": \"recorded\"}", "add it");
    reader.finish();
    const auto policy =
        made(item.pointer + "/with", [&] { return policy_with(policy_, with, "/with", item); });
    const bool compared = against_ || against_with;
    std::optional<Policy> other;
    if (compared) {
      const char* const key = against_with ? "/against_with" : "/with";
      other = made(item.pointer + key, [&] {
        return policy_with(against_ ? *against_ : policy_, against_with ? against_with : with, key, item);
      });
    }
    if (!policy || !portfolio || !behaviour || (compared && !other)) return;
    Scenario scenario{.id = id,
                      .policy = *policy,
                      .portfolio = *portfolio,
                      .behaviour = std::move(*behaviour),
                      .rounds = rounds,
                      .last = {static_cast<int>(last)},
                      .seed = static_cast<std::uint64_t>(seed),
                      .first_draw = first_draw,
                      .policy_changes = changes_text(with)};
    std::optional<Scenario> against;
    if (other) {
      against = scenario;
      against->policy = *other;
      against->policy_changes = changes_text(against_with ? against_with : with);
    }
    plan.sweeps.push_back({std::move(scenario), std::move(against), draws});
  }

  void check_id(ObjectReader& reader, const std::string& id, const SweepPlan& plan) {
    const auto good = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
             c == '_';
    };
    if (!id.empty() && !std::ranges::all_of(id, good))
      reader.problem("id", "simulation.id", in_quotes(id) + " can't name files",
                     "letters a-z and A-Z, digits, - and _", "give it another id");
    const auto same = [&](const PlannedSweep& each) { return each.scenario.id == id; };
    if (std::ranges::any_of(plan.sweeps, same))
      reader.problem("id", "simulation.duplicate_id", "a scenario before has the id " + in_quotes(id),
                     "another id for each scenario", "give one of them another id");
  }

  static std::vector<std::string> changes_text(const std::optional<Node>& with) {
    std::vector<std::string> changes;
    if (!with || with->json->kind != Json::Kind::object) return changes;
    changes.reserve(with->json->members.size());
    for (const auto& [pointer, value] : with->json->members)
      changes.push_back(pointer + " = " + json_text(value));
    return changes;
  }

  Policy policy_with(const NamedDocument& policy, const std::optional<Node>& with, const char* key,
                     const Node& item) {
    if (!with) return Policy::from_json(policy.text, policy.name);
    return Policy::from_json(changed_policy(policy.text, *with->json, file_, item.pointer + key),
                             policy.name);
  }

  Portfolio changed_portfolio(ObjectReader& reader) {
    std::vector<PlanChange> changes;
    for (const Node& item : reader.items("plan_changes")) {
      ObjectReader row(context_, item);
      const std::string id = row.text("allocation");
      PlanChange change;
      change.date = row.date("date");
      change.change = Dong{row.integer("change", std::numeric_limits<std::int64_t>::min(),
                                       std::numeric_limits<std::int64_t>::max())};
      change.decision = row.text_or("decision", "scenario");
      const auto& allocations = portfolio_->allocations;
      const auto found = std::ranges::lower_bound(allocations, id, {}, &Allocation::id);
      if (found == allocations.end() || found->id != id) {
        row.problem("allocation", "simulation.unknown_allocation", "there is no allocation " + in_quotes(id),
                    "the id of an allocation of the dataset", "correct the id");
      } else {
        change.allocation = static_cast<Index>(found - allocations.begin());
        changes.push_back(std::move(change));
      }
      row.finish();
    }
    return changes.empty() ? portfolio_ : with_plan_changes(portfolio_, changes);
  }

  std::string file_;
  const NamedDocument& policy_;
  const std::optional<NamedDocument>& against_;
  const Portfolio& portfolio_;
  const HostBehaviour& host_;
  Problems problems_;
  ReadingContext context_;
  std::optional<Json> root_;
  std::int64_t draws_ = 1;
  std::int64_t seed_ = 0;
  std::int64_t first_draw_ = 0;
};

}  // namespace

Sweep sweep_of(const PlannedSweep& planned) {
  return planned.against ? Sweep(planned.scenario, *planned.against) : Sweep(planned.scenario);
}

std::vector<SweepInMemory> run_in_memory(const SweepPlan& plan, const SweepWork& work) {
  std::vector<SweepInMemory> all;
  all.reserve(plan.sweeps.size());
  for (const PlannedSweep& planned : plan.sweeps) {
    SweepInMemory& one = all.emplace_back(SweepInMemory{sweep_of(planned), {}, nullptr});
    one.state = one.sweep.begin();
    one.rows = std::make_unique<RowsInMemory>(one.sweep.width());
    one.sweep.run(one.state, planned.draws, *one.rows, work);
  }
  return all;
}

SweepPlan read_scenarios(const NamedDocument& scenarios, const NamedDocument& policy,
                         const std::optional<NamedDocument>& against, const Portfolio& portfolio,
                         const HostBehaviour& host, const Limits& limits) {
  SweepPlan plan = ScenarioReader(scenarios, policy, against, portfolio, host, limits).read();
  plan.question = {.command = "simulate", .scenarios = sha256(scenarios.text).text()};
  if (against) plan.question.against = sha256(against->text).text();
  return plan;
}

}  // namespace giaingan::inline v1
