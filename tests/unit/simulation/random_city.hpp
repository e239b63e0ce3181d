// Random small cities and policies whose years can be gone through as columns: every kind of reference,
// combination, gap and level, plans that come, change and go, milestones of part of the capital, rubrics with
// slopes, quotas and heads.
#pragma once

#include "giaingan/simulation/year_simulation.hpp"

#include <string>
#include <vector>

#include "oracle/draws.hpp"

namespace random_city {

using namespace giaingan;
using oracle::Draws;
using Words = std::vector<std::string>;

inline const std::string title = R"("title": {"vi": "a", "en": "b"})";

inline std::string item(const std::string& id, const std::string& more) {
  return R"({"id": ")" + id + "\", " + title + ", " + more + "}";
}

inline std::string joined(const Words& items) {
  std::string text;
  for (const std::string& each : items)
    text += (text.empty() ? "" : ", ") + each;
  return text;
}

inline std::string random_milestones(Draws& draws) {
  Words milestones;
  for (const char* day : {"2024-03-20", "2024-06-30", "2024-12-31"}) {
    if (draws.chance(40)) continue;
    milestones.push_back(
        item(day, R"("basis": "all", "by": ")" + std::string(day) + R"(", "ratio": ")" +
                      std::to_string(10 + 20 * static_cast<int>(milestones.size())) + R"(%", "operator": ")" +
                      draws.one_of(Words{">=", ">"}) + R"(", "level": ")" +
                      draws.one_of(Words{"minimum", "minimum", "target"}) + "\"" +
                      (draws.chance(40) ? R"(, "scope": {"source": ["s1"]})" : "") +
                      (draws.chance(40) ? R"(, "applies_to": {"unit": ["u1", "u2", "city"]})" : "")));
  }
  return joined(milestones);
}

inline std::string random_criteria(Draws& draws, bool minimum) {
  const auto missing = [&] { return draws.one_of(Words{"zero", "zero", "skip_and_rescale", "error"}); };
  const auto banded = [&](const std::string& metric, const std::string& bound) {
    return item(metric, R"("metric": ")" + metric + R"(", "missing": ")" + missing() +
                            R"(", "bands": [{"to": )" + bound + R"(, "points": 0}, {"from": )" + bound +
                            R"(, "points": 10}])");
  };
  Words criteria{
      banded("months_below_average", "3"),     banded("times_flagged", "1"), banded("flagged", "1"),
      banded("schedule_adherence", "\"80%\""), banded("disbursed", "100"),   banded("index", "1")};
  if (minimum) criteria.push_back(banded("milestones_missed", "1"));
  const std::string slope = draws.chance(50) ? R"(, "points_to": 10)" : "";
  criteria.push_back(
      item("ratio", R"("metric": "final_ratio", "missing": ")" + missing() +
                        R"(", "bands": [{"to": "50%", "points": 0}, {"from": "50%", "to": "90%",
                                        "points": 5)" +
                        slope + R"(}, {"from": "90%", "points": 10}])"));
  return joined(criteria);
}

inline Policy random_policy(Draws& draws) {
  const std::string combine = draws.one_of(Words{"any", "all", "each", "by_level"});
  Words references;
  for (const char* id : {"weighted", "mean", "norm", "published"}) {
    if (draws.chance(40)) references.push_back("\"" + std::string(id) + "\"");
  }
  if (references.empty()) references = {"\"weighted\""};
  const std::string of_kind =
      combine == "by_level"
          ? R"(, "reference_of_kind": [{"kind": "owner", "reference": )" + references.front() + "}]"
          : "";
  const std::string milestones = random_milestones(draws);
  const bool minimum = milestones.find("minimum") != std::string::npos;
  const std::string compare = draws.chance(30) ? R"(, "compare_at": "1%")" : "";
  const auto one_of = [&](const Words& words) { return draws.one_of(words); };
  const std::string text =
      R"({"schema": 1, "id": "p", )" + title + R"(, "year": 2024, "bases": [)" +
      item("all", R"("plan": "current")") + ", " +
      item("first", R"("plan": "initial", "scope": {"source": ["s1"]})") + R"(], "averages": [)" +
      item("weighted", R"("kind": "weighted", "basis": "all")") + ", " +
      item("mean", R"("kind": "mean", "level": ")" + one_of({"owner", "city"}) + R"(", "basis": "all")") +
      ", " + item("norm", R"("kind": "norm", "value": "40%", "basis": "all")") + ", " +
      item("published", R"("kind": "external", "reference": "province", "basis": "all")") +
      R"(], "disbursement": {"basis": "all", "level": ")" + one_of({"owner", "city"}) + "\"" + compare +
      R"(}, "milestones": [)" + milestones + R"(], "below_average": {"basis": "all", "level": ")" +
      one_of({"owner", "owner", "city", "source"}) + R"(", "months": )" +
      std::to_string(draws.between(1, 4)) + R"(, "references": [)" + joined(references) +
      R"(], "combine": ")" + combine + "\"" + of_kind + R"(, "first_month": )" +
      std::to_string(draws.between(1, 3)) + R"(, "last_month": )" + std::to_string(draws.between(9, 12)) +
      R"(, "undefined": ")" + one_of({"breaks", "skipped"}) + R"(", "unreported": ")" +
      one_of({"counts", "breaks", "skipped"}) + "\"" + compare + R"(}, "evaluation": {"basis": ")" +
      one_of({"all", "first"}) + R"(", "level": ")" + one_of({"owner", "owner", "city"}) +
      R"(", "heads": ")" + one_of({"not_rated", "independent", "not_above_collective"}) +
      R"(", "last_month": )" + std::to_string(draws.between(11, 13)) + R"(, "host_metrics": [)" +
      R"({"id": "index", )" + title + "}" + R"(], "criteria": [)" + random_criteria(draws, minimum) +
      R"(], "classes": [)" + item("good", R"("from": 50)") + ", " + item("fair", R"("from": 20, "to": 50)") +
      ", " + item("poor", R"("to": 20)") + R"(], "caps": [)" +
      item("flagged", R"("class": "fair", "when": [{"metric": "flagged", "operator": ">=", "value": 1}])") +
      R"(], "quotas": [)" + item("few", R"("class": "good", "share": "50%", "base_class": "fair")") + "]}}";
  return Policy::from_json(text);
}

inline Portfolio random_portfolio(Draws& draws) {
  const std::int64_t scale =
      draws.one_of(std::vector<std::int64_t>{1, 10, 1'000'000'007, std::int64_t{1} << 53});
  PortfolioBuilder builder(2024);
  const std::vector<std::string_view> unit{"city", "u1", "u2", "u3", "u4"};
  const std::vector<std::string_view> kind{"city", "owner", "owner", "owner", "owner"};
  const std::vector<std::string_view> parent{"", "city", "city", "", "city"};
  builder.add_units({unit, unit, kind, parent});
  const auto count = static_cast<std::size_t>(draws.between(1, 8));
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < count; ++i)
    ids.push_back("a" + std::to_string(i));
  const std::vector<std::string_view> id(ids.begin(), ids.end());
  std::vector<std::string_view> owner;
  std::vector<std::string_view> source;
  std::vector<std::int64_t> plan;
  const std::vector<std::string_view> empty(count);
  const std::vector<int> carried(count);
  const bool one_each = count <= 4 && draws.chance(50);
  for (std::size_t i = 0; i < count; ++i) {
    owner.push_back(one_each ? unit[1 + i] : unit[1 + draws.below(4)]);
    source.push_back(draws.chance(70) ? "s1" : "s2");
    plan.push_back(draws.between(0, 6) * scale);
  }
  builder.add_allocations({.allocation = id,
                           .project = empty,
                           .owner = owner,
                           .locality = empty,
                           .source = source,
                           .programme = empty,
                           .carried_from = carried,
                           .plan = plan,
                           .assigned_by = {}});
  std::vector<std::string_view> changed;
  std::vector<std::string_view> decision;
  std::vector<Date> date;
  std::vector<std::int64_t> change;
  for (std::size_t i = 0; i < count; ++i) {
    if (!draws.chance(40)) continue;
    changed.push_back(id[i]);
    decision.push_back("d");
    date.push_back(*Date::from(2024, static_cast<unsigned>(draws.between(1, 12)), 15));
    change.push_back(draws.chance(40) ? -plan[i] : draws.between(0, 4) * scale);
  }
  builder.add_plan_changes({changed, date, change, decision, {}});
  std::vector<BudgetMonth> month(count, BudgetMonth{12});
  std::vector<std::int64_t> scheduled(count, 3 * scale);
  builder.add_schedule({id, month, scheduled});
  std::vector<Reference> references;
  for (int number = 1; number <= 13; ++number) {
    if (draws.chance(70))
      references.push_back({"province", {number}, "all", {}, {}, Ratio{draws.between(0, 100), 100}, 0});
  }
  builder.add_references(references);
  std::vector<MetricRow> metrics;
  for (const char* each : {"u1", "u2", "city"}) {
    if (draws.chance(70)) metrics.push_back({each, "index", {draws.between(-2, 3), 2}});
  }
  builder.add_metrics(metrics);
  return std::move(builder).build();
}

inline AbsorptionModel random_model(Draws& draws) {
  AbsorptionModel model;
  model.class_by = {ClassKey::source};
  const auto fill = [&](AbsorptionClass& of) {
    for (auto& share : of.share)
      share = *share_of({draws.between(0, 25), 100});
    const auto factors = [&](std::vector<std::uint32_t>& to) {
      to.clear();
      const auto count = draws.between(1, 5);
      for (std::int64_t i = 0; i < count; ++i)
        to.push_back(*factor_of({draws.between(0, 30), 10}));
    };
    factors(of.year_factors);
    factors(of.month_factors);
  };
  AbsorptionClass first;
  first.id = "s1";
  fill(first);
  model.classes = {first};
  fill(model.others);
  return model;
}

inline Scenario random_scenario(Draws& draws) {
  const Portfolio portfolio = random_portfolio(draws);
  return {.id = "s",
          .policy = random_policy(draws),
          .portfolio = portfolio,
          .behaviour = random_model(draws),
          .rounds = RoundsHeld::recorded,
          .last = {static_cast<int>(draws.between(9, 13))},
          .seed = static_cast<std::uint64_t>(draws.between(0, 1000))};
}

}  // namespace random_city
