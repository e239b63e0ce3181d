#include "policy/class_reach.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "policy/exact_text.hpp"
#include "policy/metric_pieces.hpp"

namespace giaingan::inline v1 {
namespace {

using TotalsBySet = std::map<LimitSet, std::vector<TotalsPiece>>;

constexpr std::array both_subjects{Subject::collective, Subject::head};

const ClassLimit& limit_of(const EvaluationPolicy& policy, std::size_t number) {
  const std::size_t vetoes = policy.vetoes.size();
  return number < vetoes ? policy.vetoes[number] : policy.caps[number - vetoes];
}

std::size_t limit_count(const EvaluationPolicy& policy) {
  return policy.vetoes.size() + policy.caps.size();
}

bool has(LimitSet set, std::size_t number) {
  return (set >> number & 1U) != 0;
}

/// The class that a class becomes under the limits that hold: vetoes set it, caps lower it. A greater number
/// is a lower class.
std::size_t limited(const EvaluationPolicy& policy, LimitSet set, std::size_t rating) {
  for (std::size_t i = 0; i < limit_count(policy); ++i) {
    if (!has(set, i)) continue;
    const std::size_t limit = limit_of(policy, i).limit;
    rating = i < policy.vetoes.size() ? limit : std::max(rating, limit);
  }
  return rating;
}

bool meets_any(const Interval& band, const std::vector<TotalsPiece>& pieces) {
  return std::ranges::any_of(
      pieces, [&](const TotalsPiece& piece) { return meets(band, {.from = piece.from, .to = piece.to}); });
}

/// What one kind of subject can reach, class by class.
struct Reach {
  TotalsBySet totals;
  std::vector<bool> by_total;
  std::vector<bool> after_limits;
  std::vector<bool> in_the_end;
  std::vector<const Quota*> emptied_by;  ///< the quota that keeps nobody in the class
  bool held_to_collective = false;       ///< a collective's class takes heads out of some class
};

void take_limits(const EvaluationPolicy& policy, Reach& reach) {
  for (const auto& [set, pieces] : reach.totals) {
    for (std::size_t i = 0; i < policy.classes.size(); ++i) {
      if (!meets_any(policy.classes[i].totals, pieces)) continue;
      reach.by_total[i] = true;
      reach.after_limits[limited(policy, set, i)] = true;
    }
  }
}

/// A quota keeps somebody if it has a share of somebody; whom it can't keep it lowers by one class.
void take_quotas(const EvaluationPolicy& policy, Subject subject, Reach& reach) {
  for (const Quota& quota : policy.quotas) {
    if (quota.subject != subject || !reach.in_the_end[quota.rated]) continue;
    const bool base = quota.base == QuotaBase::after || reach.in_the_end[quota.base_class];
    reach.in_the_end[quota.rated + 1] = true;
    if (base && quota.share.value > Ratio{0, 1}) continue;
    reach.in_the_end[quota.rated] = false;
    reach.emptied_by[quota.rated] = &quota;
  }
}

/// Whether a collective can be without a class, so that its head is held to none: what a criterion needs is
/// missing or was not assigned.
bool can_be_unrated(const EvaluationPolicy& policy, FiguresKnown known) {
  return std::ranges::any_of(policy.criteria, [&](const Criterion& criterion) {
    if (!concerns(criterion.subjects, Subject::collective)) return false;
    const auto figure = figure_of(criterion);
    const bool missing = known == FiguresKnown::some && criterion.missing != MissingMetric::zero;
    if (!figure) return missing && std::ranges::any_of(metrics_of(criterion), can_be_missing);
    return (!figure->over.empty() && criterion.not_assigned != MissingMetric::zero) ||
           (missing && can_be_missing(figure->metric));
  });
}

/// Heads take the lower of both classes.
/// @param held the classes of heads that are held to nobody
void hold_to(const std::vector<bool>& collective, std::vector<bool> held, Reach& head) {
  const auto best = static_cast<std::size_t>(std::ranges::find(collective, true) - collective.begin());
  if (best == collective.size()) return;  // no collective is rated, so no head is held to one
  for (std::size_t i = 0; i < held.size(); ++i) {
    for (std::size_t other = 0; other < held.size(); ++other)
      held[std::max(i, other)] = held[std::max(i, other)] || (head.in_the_end[i] && collective[other]);
  }
  head.held_to_collective = held != head.in_the_end;
  head.in_the_end = std::move(held);
}

/// Of collectives, then heads; nothing if it can't be told.
std::optional<std::array<Reach, 2>> explored(const EvaluationPolicy& policy, FiguresKnown known) {
  std::array<Reach, 2> both;
  const std::vector<bool> nobody(policy.classes.size());
  for (const Subject subject : both_subjects) {
    Reach& reach = both[static_cast<std::size_t>(subject)];
    auto totals = totals_by_limits(policy, subject, known);
    if (!totals) return std::nullopt;
    reach = {.totals = std::move(*totals),
             .by_total = nobody,
             .after_limits = nobody,
             .in_the_end = {},
             .emptied_by = std::vector<const Quota*>(policy.classes.size())};
    take_limits(policy, reach);
    reach.in_the_end = reach.after_limits;
    if (subject == Subject::head && policy.heads == Heads::not_above_collective)
      hold_to(both[0].in_the_end, can_be_unrated(policy, known) ? reach.in_the_end : nobody, reach);
    take_quotas(policy, subject, reach);
  }
  return both;
}

bool reaches(const std::array<Reach, 2>& both, std::vector<bool> Reach::*step, std::size_t rating) {
  return (both[0].*step)[rating] || (both[1].*step)[rating];
}

std::string listed(const std::string& list, const std::string& more) {
  return list + (list.empty() ? "" : ", ") + more;
}

std::vector<TotalsPiece> all_pieces(const std::array<Reach, 2>& both) {
  std::vector<TotalsPiece> pieces;
  for (const Reach& reach : both) {
    for (const auto& each : reach.totals)
      pieces.insert(pieces.end(), each.second.begin(), each.second.end());
  }
  return merged(std::move(pieces));
}

/// The totals next to a class in which none lies: below, above, or both.
TotalsWitness nearest(const Interval& totals, const std::vector<TotalsPiece>& pieces) {
  std::optional<Rational> below;
  std::optional<Rational> above;
  for (const TotalsPiece& piece : pieces) {
    const bool lower = totals.from && piece.to <= Rational(*totals.from);
    if (lower) below = piece.to;
    if (!lower && !above) above = piece.from;
  }
  TotalsWitness found;
  for (auto& total : {below, above})
    if (total) found.totals.push_back(*total);
  return found;
}

/// The figures that several criteria read, each with these criteria; empty where all are free of each other.
Text shared_figures(const EvaluationPolicy& policy) {
  std::map<Figure, std::string> criteria;
  std::map<Figure, int> count;
  for (const Criterion& criterion : policy.criteria) {
    const auto figure = figure_of(criterion);
    if (!figure) continue;
    criteria[*figure] = listed(criteria[*figure], "\"" + criterion.id + "\"");
    ++count[*figure];
  }
  Text text;
  for (const auto& [figure, ids] : criteria) {
    if (count[figure] < 2) continue;
    const std::string name = "\"" + figure.metric + (figure.over.empty() ? "" : "\"/\"" + figure.over) + "\"";
    text.vi += "; các tiêu chí " + ids + " cùng đọc " + name + " nên không thể cùng đạt điểm tối đa";
    text.en += "; the criteria " + ids + " read the same " + name + " and can't all be at their best";
  }
  return text;
}

/// Whether a total would lie in the class if no two criteria read the same figure.
bool reached_if_free(const EvaluationPolicy& policy, std::size_t rating) {
  return std::ranges::any_of(both_subjects, [&](Subject subject) {
    const auto totals = is_rated(policy, subject) ? all_totals(policy, subject) : std::nullopt;
    return totals && meets_any(policy.classes[rating].totals, *totals);
  });
}

/// Why nobody is in a class, and where that shows.
struct Reason {
  Text text;
  FindingWitness shows{};
};

Reason without_total(const EvaluationPolicy& policy, const std::array<Reach, 2>& both, std::size_t rating) {
  TotalsWitness witness = nearest(policy.classes[rating].totals, all_pieces(both));
  std::string around;
  for (const Rational& total : witness.totals)
    around = listed(around, exact_text(total));
  const Text shared = reached_if_free(policy, rating) ? shared_figures(policy) : Text{};
  return {{"không tổng điểm nào rơi vào loại này, cũng không bị hạ xuống loại này; tổng điểm gần nhất: " +
               around + shared.vi,
           "no total lies in this class and nothing lowers anyone into it; the nearest totals: " + around +
               shared.en},
          std::move(witness)};
}

/// The sets of limits under which a total lies in the class.
std::vector<LimitSet> sets_with_totals(const EvaluationPolicy& policy, const std::array<Reach, 2>& both,
                                       std::size_t rating) {
  std::vector<LimitSet> sets;
  for (const Reach& reach : both) {
    for (const auto& [set, pieces] : reach.totals)
      if (meets_any(policy.classes[rating].totals, pieces)) sets.push_back(set);
  }
  return sets;
}

/// Limits of which one holds in each of the sets and lowers the class: few, the commonest first.
std::vector<std::size_t> lowering(const EvaluationPolicy& policy, std::vector<LimitSet> sets,
                                  std::size_t rating) {
  std::vector<std::size_t> chosen;
  while (!sets.empty()) {
    std::size_t best = 0;
    std::ptrdiff_t most = 0;
    for (std::size_t i = 0; i < limit_count(policy); ++i) {
      if (limit_of(policy, i).limit <= rating) continue;
      const auto held = std::ranges::count_if(sets, [&](LimitSet set) { return has(set, i); });
      if (held <= most) continue;
      best = i;
      most = held;
    }
    if (most == 0) break;
    chosen.push_back(best);
    std::erase_if(sets, [&](LimitSet set) { return has(set, best); });
  }
  std::ranges::sort(chosen);
  return chosen;
}

/// A total of the class, as a witness that only limits keep everybody out. @pre some piece meets the class
std::string a_total_in(const Interval& band, const std::vector<TotalsPiece>& pieces) {
  const auto piece = std::ranges::find_if(
      pieces, [&](const TotalsPiece& each) { return meets(band, {.from = each.from, .to = each.to}); });
  return exact_text(contains(band, piece->to) ? piece->to : band.from ? Rational(*band.from) : piece->from);
}

Text taken_out(const EvaluationPolicy& policy, const std::array<Reach, 2>& both, std::size_t rating) {
  Text limits;
  for (const std::size_t number : lowering(policy, sets_with_totals(policy, both, rating), rating)) {
    const ClassLimit& limit = limit_of(policy, number);
    const std::string lowered = policy.classes[limit.limit].id;
    limits.vi = listed(limits.vi, "\"" + limit.id + "\" (xuống \"" + lowered + "\")");
    limits.en = listed(limits.en, "\"" + limit.id + "\" (to \"" + lowered + "\")");
  }
  const std::string total = a_total_in(policy.classes[rating].totals, all_pieces(both));
  return {
      "có tổng điểm thuộc loại này (như " + total + ") nhưng số liệu thế nào cũng bị hạ loại: " + limits.vi,
      "totals lie in this class, such as " + total +
          ", but whatever the figures, a limit lowers it: " + limits.en};
}

Text quota_keeps_nobody(const EvaluationPolicy& policy, const Quota& quota) {
  const std::string base = policy.classes[quota.base_class].id;
  if (quota.share.value > Ratio{0, 1}) {
    return {"tỷ lệ khống chế \"" + quota.id + "\" không giữ lại ai: không ai ở loại làm gốc \"" + base + "\"",
            "the quota \"" + quota.id + "\" keeps nobody: nobody is in its base class \"" + base + "\""};
  }
  return {"tỷ lệ khống chế \"" + quota.id + "\" không giữ lại ai: 0 % số \"" + base + "\"",
          "the quota \"" + quota.id + "\" keeps nobody: 0 % of \"" + base + "\""};
}

/// Why nobody is in a class. @pre nobody is
Reason reason(const EvaluationPolicy& policy, const std::array<Reach, 2>& both, std::size_t rating) {
  for (const Reach& reach : both) {
    if (const Quota* quota = reach.emptied_by[rating])
      return {quota_keeps_nobody(policy, *quota), QuotaWitness{quota->id}};
  }
  if (reaches(both, &Reach::after_limits, rating) && both[1].held_to_collective) {
    return {{"người đứng đầu không được xếp cao hơn tập thể, mà không tập thể nào đạt loại này hoặc cao hơn",
             "heads are not above their collective, and no collective is in this class or above it"}};
  }
  return reaches(both, &Reach::by_total, rating) ? Reason{taken_out(policy, both, rating)}
                                                 : without_total(policy, both, rating);
}

PolicyFinding unreached(const std::string& rating, Reason why) {
  return {FindingWeight::mistake, "class_unreached", rating, std::move(why.text), std::move(why.shows)};
}

PolicyFinding only_without_figure(const std::string& rating, Reason why) {
  return {FindingWeight::notice,
          "class_only_without_figures",
          rating,
          {"chỉ khi thiếu số liệu mới có ai vào loại này: " + why.text.vi,
           "nobody is in this class unless some figure is missing: " + why.text.en},
          std::move(why.shows)};
}

}  // namespace

void add_unreached_classes(const EvaluationPolicy& policy, std::vector<PolicyFinding>& findings) {
  const auto known = explored(policy, FiguresKnown::all);
  const auto lacking = explored(policy, FiguresKnown::some);
  if (!known || !lacking) return;
  for (std::size_t i = 0; i < policy.classes.size(); ++i) {
    if (reaches(*known, &Reach::in_the_end, i)) continue;
    const std::string& id = policy.classes[i].id;
    Reason why = reason(policy, *known, i);
    // Who slips past limits by lacking a figure is no reason for a class.
    const bool meant = reaches(*lacking, &Reach::in_the_end, i) && !reaches(*known, &Reach::by_total, i);
    findings.push_back(meant ? only_without_figure(id, std::move(why)) : unreached(id, std::move(why)));
  }
}

}  // namespace giaingan::inline v1
