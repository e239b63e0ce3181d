// One reallocation round from the facts (rules.md §4 and §12, "Reallocation"): who gives, who may take, and
// how much. What is left is an Instance, which division.hpp divides.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "oracle/disbursement.hpp"
#include "oracle/division.hpp"
#include "oracle/facts.hpp"

namespace oracle {

struct Round {
  using Condition = std::function<bool(const Allocation&, const Project&)>;

  std::string id;
  Date as_of;
  Date effective;

  Condition in_scope = [](const Allocation&, const Project&) { return true; };
  Condition exempt = [](const Allocation&, const Project&) { return false; };

  enum class Estimates { ignored, counted } estimates = Estimates::ignored;
  Rational required_ratio = 1;
  enum class Operator { at_least, above } op = Operator::at_least;
  std::optional<Rational> compare_at;
  std::string donor_level = "owner";

  enum class Release { to_milestone, to_forecast, share } release = Release::to_milestone;
  enum class Forecast { linear, schedule, estimate } forecast = Forecast::linear;
  int forecast_month = 12;  // N: 12 or 13
  Rational share;

  std::string recipient_level = "owner";
  // The averages are those of the round's own figures: ΣX/ΣP, or the mean of the ratios of the recipients'
  // level; or one that none of them moves: a norm, or a figure published for the month.
  enum class Criterion {
    required_ratio,
    weighted_average,
    mean,
    fixed
  } criterion = Criterion::required_ratio;
  Average fixed;
  std::map<std::string, int> funding_years;    // the limit of each project group
  std::optional<std::string> capacity_metric;  // of the owner
  std::set<std::string> barred_allocations;    // with a listed finding
  // resupplement: false; the rounds whose cuts bar a project (a cut is a plan change that the round decided)
  std::set<std::string> earlier_rounds;

  std::vector<std::string> pool_by = {"source", "programme", "carried_from"};
  std::vector<std::set<std::string>> exchange;  // pools that may exchange: one pool, named by all joined by +

  struct Tier {
    Condition condition;
    Within within = Within::ratio_desc;
  };
  std::vector<Tier> tiers;
  enum class Tie { id, ratio_desc, amount_desc } tie = Tie::id;
  std::int64_t step = 1;
  Unmatched unmatched = Unmatched::stay;
  CutOrder cut_order = CutOrder::worst_ratio_first;
};

struct Reallocation {
  struct Pool {
    std::string id;
    Integer cut;
    Integer added;
    Integer returned;
    friend bool operator==(const Pool&, const Pool&) = default;
  };
  struct Cut {
    std::string allocation;
    Integer amount;
    friend bool operator==(const Cut&, const Cut&) = default;
  };
  struct Addition {
    std::string allocation;
    Integer amount;
    std::size_t tier = 0;  // the first is 0
    friend bool operator==(const Addition&, const Addition&) = default;
  };

  std::vector<Pool> pools;                    // by id, every pool that has an allocation in scope
  std::vector<Cut> cuts;                      // by allocation, without zeros
  std::vector<Addition> additions;            // by allocation, without zeros
  std::vector<std::string> without_forecast;  // donors' allocations, by id
};

// The round as an abstract instance, in steps.
Instance instance_of(const Facts& facts, const Round& round);

Reallocation reallocate(const Facts& facts, const Round& round);

// The facts with the round's plan changes.
Facts apply(const Facts& facts, const Round& round, const Reallocation& result);

}  // namespace oracle
