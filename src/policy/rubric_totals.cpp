#include "policy/rubric_totals.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <variant>

namespace giaingan::inline v1 {
namespace {

/// More pieces than any rubric of whole points has.
constexpr std::size_t most_pieces = 2000;

/// The most points of a criterion and the least.
std::pair<Ratio, Ratio> extremes(const Criterion& criterion) {
  if (const auto* proportional = std::get_if<ProportionalScore>(&criterion.score)) {
    return {std::max(proportional->max, Ratio{0, 1}), Ratio{0, 1}};
  }
  if (const auto* table = std::get_if<TabledScore>(&criterion.score)) {
    if (table->rows.empty()) return {};
    const auto [least, most] = std::ranges::minmax(table->rows, {}, &TableRow::points);
    return {most.points, least.points};
  }
  const auto& bands = std::get<BandedScore>(criterion.score).bands;
  if (bands.empty()) return {};
  Ratio most = bands.front().points;
  Ratio least = most;
  for (const ScoreBand& band : bands) {
    most = std::max({most, band.points, band.points_to.value_or(band.points)});
    least = std::min({least, band.points, band.points_to.value_or(band.points)});
  }
  return {most, least};
}

bool gives_nothing_if_missing(const Criterion& criterion) {
  return criterion.missing == MissingMetric::zero || criterion.not_assigned == MissingMetric::zero;
}

/// The least that a criterion gives, whatever is missing.
Ratio least_points(const Criterion& criterion) {
  const Ratio least = extremes(criterion).second;
  return gives_nothing_if_missing(criterion) ? std::min(least, Ratio{0, 1}) : least;
}

bool can_drop_out(const Criterion& criterion) {
  return criterion.missing == MissingMetric::skip_and_rescale ||
         criterion.not_assigned == MissingMetric::skip_and_rescale;
}

/// What a criterion adds to a total. Both ends of a linear band count as reached.
std::vector<TotalsPiece> pieces_of(const Criterion& criterion) {
  const Rational weight(criterion.weight);
  std::vector<TotalsPiece> pieces;
  const auto add = [&](const Ratio& one, const Ratio& other) {
    pieces.push_back({weight * Rational(std::min(one, other)), weight * Rational(std::max(one, other))});
  };
  if (const auto* proportional = std::get_if<ProportionalScore>(&criterion.score)) {
    add({0, 1}, proportional->max);
  } else if (const auto* table = std::get_if<TabledScore>(&criterion.score)) {
    for (const TableRow& row : table->rows)
      add(row.points, row.points);
  } else {
    for (const ScoreBand& band : std::get<BandedScore>(criterion.score).bands)
      add(band.points, band.points_to.value_or(band.points));
  }
  if (gives_nothing_if_missing(criterion)) add({0, 1}, {0, 1});
  return merged(std::move(pieces));
}

}  // namespace

bool concerns(Subjects subjects, Subject subject) {
  return subjects == Subjects::both ||
         (subjects == Subjects::collectives) == (subject == Subject::collective);
}

bool is_rated(const EvaluationPolicy& policy, Subject subject) {
  if (subject == Subject::head && policy.heads == Heads::not_rated) return false;
  return std::ranges::any_of(
      policy.criteria, [&](const Criterion& criterion) { return concerns(criterion.subjects, subject); });
}

std::vector<TotalsPiece> merged(std::vector<TotalsPiece> pieces) {
  std::ranges::sort(pieces, [](const TotalsPiece& a, const TotalsPiece& b) { return a.from < b.from; });
  std::vector<TotalsPiece> apart;
  for (TotalsPiece& piece : pieces) {
    if (!apart.empty() && piece.from <= apart.back().to) {
      apart.back().to = std::max(apart.back().to, piece.to);
    } else {
      apart.push_back(std::move(piece));
    }
  }
  return apart;
}

Ratio most_points(const Criterion& criterion) {
  return extremes(criterion).first;
}

Range reachable_totals(const EvaluationPolicy& policy, Subject subject) {
  Rational most = 0;
  Rational least = 0;
  Rational worst_share = 1;  // of its own maximum that one criterion can give
  bool drops_out = false;
  bool only_takes_away = false;
  for (const Criterion& criterion : policy.criteria) {
    if (!concerns(criterion.subjects, subject)) continue;
    const Ratio high = criterion.max;
    const Ratio lowest = least_points(criterion);
    most = most + Rational(criterion.weight) * high;
    least = least + Rational(criterion.weight) * lowest;
    drops_out = drops_out || can_drop_out(criterion);
    if (high > Ratio{0, 1}) {
      worst_share = std::min(worst_share, Rational(lowest) / high);
    } else {
      only_takes_away = only_takes_away || lowest < Ratio{0, 1};
    }
  }
  if (!drops_out) return {.from = least, .to = most};
  // Rescaling multiplies what a criterion without a maximum takes away.
  if (only_takes_away) return {.from = std::nullopt, .to = most};
  return {.from = std::min(least, worst_share * most), .to = most};
}

std::optional<std::vector<TotalsPiece>> all_totals(const EvaluationPolicy& policy, Subject subject) {
  std::vector<TotalsPiece> totals;
  for (const Criterion& criterion : policy.criteria) {
    if (!concerns(criterion.subjects, subject)) continue;
    if (can_drop_out(criterion)) return std::nullopt;
    const std::vector<TotalsPiece> added = pieces_of(criterion);
    if (totals.empty()) {
      totals = added;
      continue;
    }
    std::vector<TotalsPiece> sums;
    for (const TotalsPiece& total : totals) {
      for (const TotalsPiece& piece : added)
        sums.push_back({total.from + piece.from, total.to + piece.to});
    }
    totals = merged(std::move(sums));
    if (totals.size() > most_pieces) return std::nullopt;
  }
  return totals;
}

}  // namespace giaingan::inline v1
