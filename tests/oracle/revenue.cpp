#include "oracle/revenue.hpp"

#include <algorithm>
#include <set>

#include "oracle/disbursement.hpp"

namespace oracle {
namespace {

struct Giving {
  const Allocation* allocation = nullptr;
  Ratio unit_ratio;
  Ratio own_ratio;
  Integer release;  // in steps
  std::optional<std::size_t> tier;
};

Integer plan_on(const Facts& facts, const Allocation& allocation, Date day) {
  Integer plan = allocation.plan;
  for (const PlanChange& change : facts.plan_changes) {
    if (change.allocation == allocation.id && change.date <= day) plan += change.change;
  }
  return plan;
}

Integer committed_at(const Facts& facts, const std::string& allocation, int month) {
  Integer committed = 0;
  int latest = 0;
  for (const Commitment& row : facts.commitments) {
    if (row.allocation != allocation || row.month > month || row.month < latest) continue;
    latest = row.month;
    committed = row.committed;
  }
  return committed;
}

Project project_of(const Facts& facts, const Allocation& allocation) {
  for (const Project& project : facts.projects) {
    if (project.id == allocation.project) return project;
  }
  return {};
}

class Day {
 public:
  Day(const Facts& facts, const RevenueSource& source)
      : facts_(facts), source_(source), month_(month_of(facts.year, source.as_of)) {}

  RevenueState state() {
    find_giving();
    find_shortfall();
    cut();
    find_ledger();
    return state_;
  }

 private:
  Figures figures(const Allocation& allocation) const {
    const auto estimates = source_.estimates == Round::Estimates::counted ? Reading::Estimates::counted
                                                                          : Reading::Estimates::ignored;
    return {plan_on(facts_, allocation, source_.as_of),
            month_ == 0 ? Integer(0) : disbursed_at(facts_, allocation, month_, month_, estimates)};
  }

  bool in_scope(const Allocation& allocation) const {
    return source_.in_scope(allocation, project_of(facts_, allocation));
  }

  std::string unit(const Allocation& allocation) const {
    return source_.level == "allocation" ? allocation.id : unit_of(facts_, allocation, source_.level);
  }

  Ratio unit_ratio(const Allocation& allocation) const {
    const std::string own = unit(allocation);
    if (own.empty()) return std::nullopt;
    Figures sum{0, 0};
    for (const Allocation& other : facts_.allocations) {
      if (!in_scope(other) || unit(other) != own) continue;
      sum.plan += figures(other).plan;
      sum.disbursed += figures(other).disbursed;
    }
    return ratio(sum);
  }

  void find_giving() {
    for (const Allocation& allocation : facts_.allocations) {
      if (!in_scope(allocation) || allocation.source != source_.source) continue;
      const Figures own = figures(allocation);
      state_.plans += own.plan;
      Giving giving{&allocation, unit_ratio(allocation), ratio(own), 0, std::nullopt};
      for (std::size_t tier = source_.tiers.size(); tier-- > 0;) {
        if (source_.tiers[tier](allocation, project_of(facts_, allocation))) giving.tier = tier;
      }
      const Integer least = std::max(own.disbursed, committed_at(facts_, allocation.id, month_));
      if (own.plan > least) giving.release = (own.plan - least) / source_.step;
      if (!giving.tier) state_.without_tier.push_back(allocation.id);
      giving_.push_back(giving);
    }
    std::sort(state_.without_tier.begin(), state_.without_tier.end());
  }

  void find_shortfall() {
    for (const Metric& metric : facts_.metrics) {
      if (metric.unit == source_.offset_unit && metric.metric == source_.offset_metric)
        state_.offset = std::max(Integer(0), floor(metric.value));
    }
    int latest = 0;
    for (const Revenue& row : facts_.revenues) {
      if (row.source != source_.source || row.month > month_ || row.month < latest) continue;
      latest = row.month;
      collected_ = row.collected;
      const std::int64_t expected = source_.expected == RevenueSource::Expected::collected
                                        ? row.collected
                                        : std::max(row.estimated, row.collected);
      state_.shortfall = std::max(Integer(0), Integer(state_.plans - expected - state_.offset));
    }
  }

  static bool before(const Ratio& a, const Ratio& b, int direction) {
    if (a.has_value() != b.has_value()) return a.has_value();
    if (!a) return false;
    return direction > 0 ? *a < *b : *a > *b;
  }

  static void sort_by_ratio(std::vector<Giving>& giving, int direction) {
    std::sort(giving.begin(), giving.end(), [&](const Giving& a, const Giving& b) {
      if (a.unit_ratio != b.unit_ratio) return before(a.unit_ratio, b.unit_ratio, direction);
      if (a.own_ratio != b.own_ratio) return before(a.own_ratio, b.own_ratio, direction);
      return a.allocation->id < b.allocation->id;
    });
  }

  // The tie rule's order, as a place of each allocation.
  std::map<std::string, int> precedence(std::vector<Giving> giving) const {
    sort_by_ratio(giving, -1);
    std::stable_sort(giving.begin(), giving.end(), [&](const Giving& a, const Giving& b) {
      if (source_.tie == Round::Tie::ratio_desc) return false;
      if (source_.tie == Round::Tie::amount_desc && a.release != b.release) return a.release > b.release;
      return a.allocation->id < b.allocation->id;
    });
    std::map<std::string, int> places;
    for (std::size_t i = 0; i < giving.size(); ++i)
      places[giving[i].allocation->id] = static_cast<int>(i);
    return places;
  }

  // A round of one pool in which one recipient asks for what is left to cut.
  void cut_tier(std::vector<Giving> giving, Integer& left) {
    const auto places = precedence(giving);
    sort_by_ratio(giving, 1);
    Instance instance;
    instance.pools = {"all"};
    instance.tiers = {Within::ratio_desc};
    instance.cut_order = source_.cut_order;
    Integer most = 0;
    for (const Giving& each : giving)
      most += each.release;
    instance.donors = {{"all", most}};
    for (const Giving& each : giving)
      instance.releases.push_back({each.allocation->id, 0, 0, each.release, places.at(each.allocation->id)});
    instance.needs = {{"shortfall", 0, std::nullopt, 0, std::min(left, most), 0}};
    const Division division = divide(instance);
    for (std::size_t i = 0; i < giving.size(); ++i) {
      left -= division.cuts[i];
      if (division.cuts[i] > 0) state_.cuts[giving[i].allocation->id] = division.cuts[i] * source_.step;
    }
  }

  void cut() {
    if (!state_.shortfall) return;
    Integer left = ceil(Rational(*state_.shortfall, source_.step));
    for (std::size_t tier = source_.tiers.size(); tier-- > 0;) {
      std::vector<Giving> giving;
      for (const Giving& each : giving_) {
        if (each.tier == tier) giving.push_back(each);
      }
      if (!giving.empty()) cut_tier(giving, left);
    }
    Integer sum = 0;
    for (const auto& [allocation, amount] : state_.cuts)
      sum += amount;
    state_.uncovered = std::max(Integer(0), Integer(*state_.shortfall - sum));
  }

  void find_ledger() {
    if (!collected_) return;
    state_.ceiling = std::min(state_.plans, *collected_);
    Integer entered = 0;
    std::set<std::string> with_row;
    for (const LedgerRow& row : facts_.ledgers) {
      const bool ours = std::any_of(giving_.begin(), giving_.end(), [&](const Giving& giving) {
        return giving.allocation->id == row.allocation;
      });
      if (!ours || row.month != month_ || row.system != source_.ledger) continue;
      entered += row.plan;
      with_row.insert(row.allocation);
    }
    if (with_row.empty()) entered = state_.plans;
    // Unknown, if rows are missing that could still lead beyond the ceiling.
    if (with_row.empty() || with_row.size() == giving_.size() || entered > *state_.ceiling)
      state_.excess = std::max(Integer(0), Integer(entered - *state_.ceiling));
  }

  const Facts& facts_;
  const RevenueSource& source_;
  int month_ = 0;
  std::vector<Giving> giving_;
  std::optional<Integer> collected_;
  RevenueState state_;
};

}  // namespace

RevenueState revenue_state(const Facts& facts, const RevenueSource& source) {
  return Day(facts, source).state();
}

}  // namespace oracle
