#include "assessment/rubric_totals_search.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "assessment/planar_sums.hpp"
#include "figures/rescaled_points.hpp"

namespace giaingan::inline v1 {
namespace {

using Masks = std::array<std::uint64_t, 2>;  // by rubric

constexpr std::size_t most_parts = 64;  // of a kind in one rubric, so that masks hold them

std::uint64_t bit(std::size_t i) {
  return std::uint64_t{1} << i;
}

/// The criteria that a state drops, and those that it says anything of.
struct Dropping {
  Masks dropped{};
  Masks decided{};
};

Dropping dropping_of(const MetricState& state) {
  Dropping of;
  for (const CriterionPart& part : state.parts) {
    of.decided[part.rubric] |= bit(part.criterion);
    if (part.kind == CriterionPart::Kind::dropped) of.dropped[part.rubric] |= bit(part.criterion);
  }
  return of;
}

/// What each criterion's points count, once it is known which criteria drop out.
struct Weights {
  std::array<std::vector<Rational>, 2> of_criterion;
  std::array<bool, 2> has_total{};
};

Weights weights_of(const std::array<const EvaluationPolicy*, 2>& rubrics, Subject subject,
                   const Masks& dropped) {
  Weights weights;
  for (std::size_t r = 0; r < 2; ++r) {
    const auto& criteria = rubrics[r]->criteria;
    // The total is linear in the points: one point of one criterion shows what its points count.
    const auto total = [&](std::optional<std::size_t> one) {
      PointsByPart points;
      for (std::size_t i = 0; i < criteria.size(); ++i) {
        if (!concerns_subject(criteria[i].subjects, subject)) continue;
        const Rational weight(criteria[i].weight);
        const bool drops = (dropped[r] & bit(i)) != 0;
        points.add(criteria[i].part, drops ? std::nullopt : std::optional(i == one ? weight : Rational(0)),
                   weight * Rational(criteria[i].max));
      }
      return points.total().points;
    };
    weights.has_total[r] = total(std::nullopt).has_value();
    for (std::size_t i = 0; i < criteria.size(); ++i) {
      const bool counts = weights.has_total[r] && concerns_subject(criteria[i].subjects, subject) &&
                          (dropped[r] & bit(i)) == 0;
      weights.of_criterion[r].push_back(counts ? *total(i) : Rational(0));
    }
  }
  return weights;
}

/// What a choice of states has come to so far, beside its totals.
struct Marks {
  std::array<bool, 2> error{};
  Masks failing{};                      ///< limits of which a condition doesn't hold
  std::array<std::size_t, 2> lowest{};  ///< class that the limits decided so far allow at most

  friend auto operator<=>(const Marks&, const Marks&) = default;
};

/// Some states of one factor that lie on one line of the plane, side by side.
struct Joined {
  PlanarSum sum;
  Marks marks;
  struct Part {
    const MetricState* state;
    PlanarSum sum;
    bool turned;  ///< the canonical stretch goes against the state's own direction
  };
  std::vector<Part> parts;
};

struct Node;

/// How a sum is reached: one that was reached before, and a choice of states added to it.
struct Step {
  const Node* before = nullptr;
  const Joined* last = nullptr;  ///< nothing: only its limits were settled
  PlanarSum sum;
};

/// Sums that choices of states reach, of equal marks: each point by one of the steps at least.
struct Node {
  PlanarSum sum;
  Marks marks;
  std::vector<Step> steps;  ///< empty at the start
};

using Layer = std::deque<Node>;  // nodes stay where they are
using Reached = std::map<std::pair<Marks, PlanarSum>, Step>;

/// Joins states of equal marks whose stretches and points follow one another on one line, so that a criterion
/// whose points rise without a jump is one stretch.
std::vector<Joined> joined(std::vector<Joined> single) {
  std::vector<Joined> all;
  for (Joined& each : single) {
    bool taken = false;
    for (Joined& other : all) {
      if (other.marks != each.marks) continue;
      auto both = union_of(other.sum, each.sum);
      if (!both) continue;
      other.sum = std::move(*both);
      other.parts.insert(other.parts.end(), each.parts.begin(), each.parts.end());
      taken = true;
      break;
    }
    if (!taken) all.push_back(std::move(each));
  }
  return all;
}

/// The direction of a stretch, whatever its length.
Planar direction_of(const Stretch& stretch) {
  const Planar& along = stretch.along;
  return along.a.sign() == 0 ? Planar{Rational(0), Rational(1)} : Planar{Rational(1), along.b / along.a};
}

/// Joins those of the nodes on one line that follow one another.
void join_along(std::vector<Node>& on_line, std::vector<Node>& joined) {
  std::ranges::sort(on_line, [](const Node& one, const Node& other) {
    const auto excludes = [](const Node& node) {
      return !node.sum.stretches.empty() && !node.sum.stretches.front().with_start;
    };
    return std::pair(one.sum.base, excludes(one)) < std::pair(other.sum.base, excludes(other));
  });
  std::optional<Node> last;
  for (Node& node : on_line) {
    const auto both = last ? union_of(last->sum, node.sum) : std::nullopt;
    if (!both) {
      if (last) joined.push_back(std::move(*last));
      last = std::move(node);
    } else if (*both != last->sum) {
      last->sum = *both;
      last->steps.insert(last->steps.end(), node.steps.begin(), node.steps.end());
    }
  }
  if (last) joined.push_back(std::move(*last));
}

/// Joins nodes of equal marks whose points follow one another on one line.
std::vector<Node> joined(std::vector<Node> nodes) {
  std::set<Planar> directions;
  for (const Node& node : nodes) {
    if (node.sum.stretches.size() == 1) directions.insert(direction_of(node.sum.stretches.front()));
  }
  for (const Planar& direction : directions) {
    std::map<Rational, std::vector<Node>> lines;
    std::vector<Node> done;
    for (Node& node : nodes) {
      const auto& stretches = node.sum.stretches;
      const bool may_lie =
          stretches.empty() || (stretches.size() == 1 && direction_of(stretches.front()) == direction);
      (may_lie ? lines[cross(node.sum.base, direction)] : done).push_back(std::move(node));
    }
    for (auto& [offset, on_line] : lines)
      join_along(on_line, done);
    nodes = std::move(done);
  }
  return nodes;
}

/// The nodes of all that was reached.
Layer layer_of(Reached reached) {
  Layer layer;
  for (auto each = reached.begin(); each != reached.end();) {
    const Marks marks = each->first.first;
    std::vector<Node> alike;
    for (; each != reached.end() && each->first.first == marks; ++each)
      alike.push_back({each->first.second, marks, {each->second}});
    for (Node& node : joined(std::move(alike)))
      layer.push_back(std::move(node));
  }
  return layer;
}

/// The figures at a share of each piece. Whole numbers that are multiples of another metric are made whole by
/// a larger such metric, where that can be.
Figures figures_of(const std::vector<MetricPiece>& pieces, const std::vector<Rational>& shares) {
  Figures figures;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const MetricPiece& piece = pieces[i];
    figures[piece.metric] =
        piece.missing ? std::nullopt : std::optional(piece.from + shares[i] * (piece.to - piece.from));
  }
  for (const MetricPiece& piece : pieces) {
    if (piece.over.empty() || !piece.whole || !figures[piece.metric]) continue;
    auto& divisor = figures[piece.over];
    const auto multiple = (*figures[piece.metric] * *divisor).to_ratio();
    if (multiple) divisor = *divisor * Rational(reduced(*multiple).den);
  }
  for (const MetricPiece& piece : pieces) {
    auto& value = figures[piece.metric];
    if (!piece.over.empty() && value) value = *value * *figures[piece.over];
  }
  return figures;
}

/// A number of a line and the class of all of its numbers.
struct ClassCell {
  LineCell cell;
  std::optional<std::size_t> rating;
};

/// The line of totals cut at all bounds of a rubric's classes.
std::vector<ClassCell> class_cells(const EvaluationPolicy& rubric) {
  std::set<Rational> cuts;
  for (const RatingClass& each : rubric.classes) {
    if (each.totals.from) cuts.insert(Rational(*each.totals.from));
    if (each.totals.to) cuts.insert(Rational(*each.totals.to));
  }
  std::vector<ClassCell> cells;
  const auto add = [&](const LineCell& cell) {
    const Rational number = number_in(cell);
    ClassCell made{cell, std::nullopt};
    for (std::size_t i = 0; i < rubric.classes.size() && !made.rating; ++i) {
      if (contains(rubric.classes[i].totals, number)) made.rating = i;
    }
    cells.push_back(made);
  };
  std::optional<Rational> last;
  for (const Rational& cut : cuts) {
    add({last, cut});
    add({cut, cut});
    last = cut;
  }
  add({last, std::nullopt});
  return cells;
}

class Search {
 public:
  Search(const EvaluationPolicy& a, const EvaluationPolicy& b, Subject subject,
         const std::vector<StateGroup>& groups, TellApart tell_apart, const RubricLimits& limits)
      : rubrics_{&a, &b},
        subject_(subject),
        groups_(groups),
        tell_apart_(tell_apart),
        most_(limits),
        limits_{limits_of(a, subject), limits_of(b, subject)},
        cells_{class_cells(a), class_cells(b)} {}

  SearchOutcome run() {
    SearchOutcome outcome;
    for (std::size_t r = 0; r < 2; ++r) {
      if (rubrics_[r]->criteria.size() > most_parts || limits_[r].size() > most_parts) {
        outcome.gave_up = Text{"bảng điểm có quá nhiều tiêu chí hoặc điều kiện khống chế",
                               "a rubric has too many criteria or limits"};
        return outcome;
      }
    }
    const auto patterns = drop_patterns();
    if (!patterns) {
      outcome.gave_up = Text{"có quá nhiều cách để các tiêu chí bị loại ra",
                             "there are too many ways in which criteria can drop out"};
      return outcome;
    }
    for (const Masks& dropped : *patterns) {
      outcome = search(dropped);
      if (outcome.found || outcome.gave_up) return outcome;
    }
    return outcome;
  }

 private:
  /// All that can drop out together; nothing if that is too much.
  [[nodiscard]] std::optional<std::set<Masks>> drop_patterns() const {
    std::set<Masks> patterns{Masks{}};
    for (const StateGroup& group : groups_) {
      std::set<Masks> of_group;
      for (const StateFactors& factors : group) {
        std::set<Masks> of_factors{Masks{}};
        for (const auto& states : factors) {
          std::set<Masks> next;
          for (const MetricState& state : states) {
            const Dropping of = dropping_of(state);
            for (const Masks& each : of_factors)
              next.insert({each[0] | of.dropped[0], each[1] | of.dropped[1]});
          }
          of_factors = std::move(next);
        }
        of_group.merge(of_factors);
      }
      std::set<Masks> next;
      for (const Masks& each : patterns) {
        for (const Masks& other : of_group)
          next.insert({each[0] | other[0], each[1] | other[1]});
      }
      if (next.size() > most_.patterns) return std::nullopt;
      patterns = std::move(next);
    }
    return patterns;
  }

  /// What the states of a factor come to, of those that drop what the pattern says.
  [[nodiscard]] std::vector<Joined> options(const std::vector<MetricState>& states, const Masks& dropped,
                                            const Weights& weights) const {
    std::vector<Joined> single;
    for (const MetricState& state : states) {
      const Dropping of = dropping_of(state);
      if ((dropped[0] & of.decided[0]) != of.dropped[0] || (dropped[1] & of.decided[1]) != of.dropped[1])
        continue;
      std::array<Rational, 2> from;
      std::array<Rational, 2> to;
      Joined made{{}, {}, {}};
      made.marks.failing = state.failing;
      for (const CriterionPart& part : state.parts) {
        if (part.kind == CriterionPart::Kind::error) made.marks.error[part.rubric] = true;
        const Rational& weight = weights.of_criterion[part.rubric][part.criterion];
        from[part.rubric] = from[part.rubric] + weight * part.from;
        to[part.rubric] = to[part.rubric] + weight * part.to;
      }
      const Planar base{from[0], from[1]};
      made.sum = sum_of(base, {Planar{to[0], to[1]} - base, false, false});
      made.parts.push_back({&state, made.sum, made.sum.base != base});
      single.push_back(std::move(made));
    }
    // Stretches first: a point may join two of them.
    (void)std::ranges::stable_partition(single,
                                        [](const Joined& each) { return !each.sum.stretches.empty(); });
    std::size_t before = 0;
    do {
      before = single.size();
      single = joined(std::move(single));
    } while (single.size() < before);
    return single;
  }

  /// Whether a limit's conditions all hold, once the last group that any of them reads has been taken.
  void settle(Marks& marks, std::size_t group) const {
    for (std::size_t r = 0; r < 2; ++r) {
      for (std::size_t i = 0; i < limits_[r].size(); ++i) {
        if (last_group_[r][i] != group) continue;
        if ((marks.failing[r] & bit(i)) == 0)
          marks.lowest[r] = std::max(marks.lowest[r], limits_[r][i]->limit);
        marks.failing[r] &= ~bit(i);
      }
      // Without a total there is no class, whatever else holds.
      if (marks.error[r]) marks.lowest[r] = 0;
    }
  }

  void find_last_groups() {
    for (std::size_t r = 0; r < 2; ++r) {
      last_group_[r].assign(limits_[r].size(), 0);
      for (std::size_t i = 0; i < limits_[r].size(); ++i) {
        for (std::size_t g = 0; g < groups_.size(); ++g) {
          if (reads_any(groups_[g], *limits_[r][i])) last_group_[r][i] = g;
        }
      }
    }
  }
  [[nodiscard]] static bool reads_any(const StateGroup& group, const ClassLimit& limit) {
    for (const auto& states : group.front()) {
      for (const MetricPiece& piece : states.front().pieces) {
        if (std::ranges::find(limit.conditions, piece.metric, &MetricCondition::metric) !=
            limit.conditions.end())
          return true;
      }
    }
    return false;
  }

  SearchOutcome search(const Masks& dropped) {
    find_last_groups();
    const Weights weights = weights_of(rubrics_, subject_, dropped);
    std::vector<std::vector<std::vector<std::vector<Joined>>>> all;  // group, alternative, factor
    for (const StateGroup& group : groups_) {
      auto& alternatives = all.emplace_back();
      for (const StateFactors& factors : group) {
        auto& of_factors = alternatives.emplace_back();
        for (const auto& states : factors)
          of_factors.push_back(options(states, dropped, weights));
      }
    }
    // Nodes point to those before them, so all layers stay.
    std::deque<Layer> layers(1);
    Marks at_first;
    for (std::size_t r = 0; r < 2; ++r)
      at_first.error[r] = !weights.has_total[r];
    layers.back().push_back({{}, at_first, {}});
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      const Layer& before_group = layers.back();
      Reached after_group;
      for (const auto& factors : all[g]) {
        const Layer* layer = &before_group;
        for (const auto& choices : factors) {
          auto reached = extended(*layer, choices);
          if (!reached) return {std::nullopt, too_many_sums()};
          layer = &layers.emplace_back(layer_of(std::move(*reached)));
        }
        for (const Node& node : *layer) {
          Marks settled = node.marks;
          settle(settled, g);
          after_group.emplace(std::pair(settled, node.sum), Step{&node, nullptr, node.sum});
        }
      }
      layers.push_back(layer_of(std::move(after_group)));
    }
    for (const Node& node : layers.back()) {
      if (const auto place = apart(node)) return {figures_at(node, place->point), std::nullopt};
    }
    return {};
  }

  /// All that adding one of the choices reaches; nothing if that is too much.
  [[nodiscard]] std::optional<Reached> extended(const Layer& layer,
                                                const std::vector<Joined>& choices) const {
    Reached reached;
    for (const Node& node : layer) {
      for (const Joined& choice : choices) {
        Marks marks = node.marks;
        for (std::size_t r = 0; r < 2; ++r) {
          marks.error[r] = marks.error[r] || choice.marks.error[r];
          marks.failing[r] |= choice.marks.failing[r];
        }
        PlanarSum sum = node.sum + choice.sum;
        Step step{&node, &choice, sum};
        reached.emplace(std::pair(marks, std::move(sum)), std::move(step));
        if (reached.size() > most_.sums) return std::nullopt;
      }
    }
    return reached;
  }

  static Text too_many_sums() {
    return {"có quá nhiều tổng điểm phải xét", "there are too many totals to look at"};
  }

  /// A place of the sum where the rubrics differ.
  [[nodiscard]] std::optional<PlaceInSum> apart(const Node& node) const {
    const PlanarSum& sum = node.sum;
    const Marks& marks = node.marks;
    const LineCell anywhere;
    if (tell_apart_ == TellApart::totals) {
      if (marks.error[0] && marks.error[1]) return std::nullopt;
      if (marks.error[0] != marks.error[1]) return place_in(sum, anywhere, anywhere);
      return unequal(sum);
    }
    for (const ClassCell& a : cells(0, marks)) {
      for (const ClassCell& b : cells(1, marks)) {
        if (final_class(0, marks, a.rating) == final_class(1, marks, b.rating)) continue;
        if (auto place = place_in(sum, a.cell, b.cell)) return place;
      }
    }
    return std::nullopt;
  }

  [[nodiscard]] static std::optional<PlaceInSum> unequal(const PlanarSum& sum) {
    // Equal everywhere is equal at the base and along every stretch.
    bool equal = sum.base.a == sum.base.b;
    for (const Stretch& stretch : sum.stretches)
      equal = equal && stretch.along.a == stretch.along.b;
    if (equal) return std::nullopt;
    return place_in(sum, {}, {});
  }

  [[nodiscard]] std::vector<ClassCell> cells(std::size_t r, const Marks& marks) const {
    if (marks.error[r]) return {{LineCell{}, std::nullopt}};
    return cells_[r];
  }

  [[nodiscard]] std::optional<std::string> final_class(std::size_t r, const Marks& marks,
                                                       const std::optional<std::size_t>& by_total) const {
    if (!by_total) return std::nullopt;
    return rubrics_[r]->classes[std::max(*by_total, marks.lowest[r])].id;
  }

  /// The figures behind a point of a node.
  [[nodiscard]] static Figures figures_at(const Node& end, Planar point) {
    std::vector<MetricPiece> pieces;
    std::vector<Rational> shares;
    for (const Node* node = &end; node != nullptr && !node->steps.empty();) {
      const Node* before = nullptr;
      for (const Step& step : node->steps) {
        const auto place = place_in(step.sum, {point.a, point.a}, {point.b, point.b});
        if (!place) continue;
        if (step.last != nullptr) {
          const Planar added = added_by(*step.last, step.sum, *place);
          add_pieces(*step.last, added, pieces, shares);
          point = point - added;
        }
        before = step.before;
        break;
      }
      node = before;
    }
    return figures_of(pieces, shares);
  }

  /// What a choice adds to reach a place of the sum of a step: it goes as far along as all that is parallel.
  [[nodiscard]] static Planar added_by(const Joined& choice, const PlanarSum& sum, const PlaceInSum& place) {
    if (choice.sum.stretches.empty()) return choice.sum.base;
    const Planar& along = choice.sum.stretches.front().along;
    const auto same = std::ranges::find_if(
        sum.stretches, [&](const Stretch& each) { return cross(each.along, along).sign() == 0; });
    return choice.sum.base + place.at[static_cast<std::size_t>(same - sum.stretches.begin())] * along;
  }

  /// Of states on one line, the one that reaches the point, and where along its pieces.
  static void add_pieces(const Joined& choice, const Planar& point, std::vector<MetricPiece>& pieces,
                         std::vector<Rational>& shares) {
    for (const Joined::Part& part : choice.parts) {
      Rational share(0);
      if (part.sum.stretches.empty()) {
        if (part.sum.base != point) continue;
        if (part.state->is_stretch) share = Rational(Ratio{1, 2});
      } else {
        const Planar& along = part.sum.stretches.front().along;
        share = share_of(point, part.sum.base, along);
        if (share.sign() <= 0 || share >= Rational(1)) continue;
        if (part.turned) share = Rational(1) - share;
      }
      for (const MetricPiece& piece : part.state->pieces) {
        pieces.push_back(piece);
        shares.push_back(share);
      }
      return;
    }
  }

  std::array<const EvaluationPolicy*, 2> rubrics_;
  Subject subject_;
  const std::vector<StateGroup>& groups_;
  TellApart tell_apart_;
  RubricLimits most_;
  std::array<std::vector<const ClassLimit*>, 2> limits_;
  std::array<std::vector<ClassCell>, 2> cells_;
  std::array<std::vector<std::size_t>, 2> last_group_;
};

}  // namespace

SearchOutcome search_difference(const EvaluationPolicy& a, const EvaluationPolicy& b, Subject subject,
                                const std::vector<StateGroup>& groups, TellApart tell_apart,
                                const RubricLimits& limits) {
  return Search(a, b, subject, groups, tell_apart, limits).run();
}

}  // namespace giaingan::inline v1
