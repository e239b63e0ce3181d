/// @file
/// What changed between two policies, two datasets or two days: which verdicts differ, and which changes make
/// each differ (§9 of the rules).
#pragma once

#include "giaingan/assessment/rubric_equivalence.hpp"
#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/rational.hpp"
#include "giaingan/input/limits.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace giaingan::inline v1 {

/// One side of a comparison.
struct ComparisonSide {
  std::string_view policy;             ///< the document
  std::string policy_name = "policy";  ///< what diagnostics call it
  Portfolio portfolio;
  Date as_of;
  /// What the document was resolved from and for which day, as a policy read from there says it
  /// (PolicySections); empty: the document is what there is.
  std::vector<NamedDigest> sources{};
  std::optional<Date> policy_day{};
};

/// What a side of a comparison was made from.
struct MadeFrom {
  std::vector<NamedDigest> policy;
  std::optional<Date> policy_day;
  Provenance facts;
};

/// @param policy the side's own
[[nodiscard]] MadeFrom made_from(const ComparisonSide& side, const Policy& policy);

/// Where a change lies.
enum class ChangePlace { policy, data, day };

/// One value that differs between the sides.
struct Change {
  ChangePlace place = ChangePlace::policy;
  /// Of the policy: a JSON pointer in which items of arrays go by their id.
  std::string pointer;
  /// Of the data: the file, the columns and values that tell the row apart, and the column; without a column
  /// the whole row is there on one side only.
  std::string file;
  std::vector<std::pair<std::string, std::string>> row;
  std::string column;
  std::optional<std::string> before;  ///< of the policy: JSON; nothing: not there
  std::optional<std::string> after;
  /// A title, a note, a citation …: no verdict hangs on it. Such changes are made first, all together.
  bool wording = false;
};

/// What a verdict says: nothing (there is none), yes or no, a number (a rank, đồng), a word.
using VerdictValue = std::variant<std::monostate, bool, std::int64_t, std::string>;

/// What is said of a subject. Kinds, with what `subject` and `object` name:
/// - `rank` (unit), `milestone` (unit, milestone), `flagged` and `first_flagged` (unit, reference or
/// nothing),
///   `review` (unit): §2 and §3
/// - `obligation` (unit, obligation and period)
/// - `class_by_total` and `class` (unit, `collective` or `head`), `shortcomings` and `emulation` (unit)
/// - `cut`, `addition`, `tier` (allocation, round), `pool_cut`, `pool_added`, `pool_returned` (pool, round):
///   each round as the data hold it, without proposals of earlier rounds
struct Verdict {
  std::string kind;
  std::string subject;
  std::string object;
  VerdictValue value;
  Citation citation;
};

/// How the changes behind a difference were found.
enum class CauseKind {
  smallest,     ///< no fewer changes do it: all smaller sets were tried
  minimal,      ///< each of them is needed, but another, smaller set may do it too
  not_reduced,  ///< the set does it; the limit was reached before it was known whether all are needed
};

/// `smallest`, `minimal`, `not_reduced`.
[[nodiscard]] const char* cause_text(CauseKind kind) noexcept;

/// A verdict that differs: applying `changes` to the first side alone gives the second side's.
struct VerdictDifference {
  Verdict a;
  Verdict b;
  std::vector<std::size_t> changes;  ///< among the comparison's changes
  CauseKind kind = CauseKind::not_reduced;
  std::size_t alternatives = 0;  ///< other sets of the same size that do it too; only if `smallest`
};

/// What some changes together owe of a difference.
struct TotalShare {
  std::vector<std::size_t> changes;
  Rational share;
};

/// A total that differs, as `plan`, `disbursed`, `ratio`, `milestones_missed`, `flagged`, `review`,
/// `obligations_late`, `obligations_missing`, `classed` (object: subject and class), `shortcomings`,
/// `emulation`, `cut`, `added`, `returned` (object: round).
struct TotalDifference {
  std::string total;
  std::string object;
  std::optional<Rational> a;  ///< nothing: undefined
  std::optional<Rational> b;
  std::vector<TotalShare> shares;  ///< their sum is b − a; empty where they can't be told
  bool grouped = false;            ///< some changes were taken together
  Text reason;                     ///< why there are no shares
};

/// How far a comparison looks.
struct ComparisonLimits {
  std::size_t evaluations = 1000;  ///< states in which all smaller sets are tried
  std::size_t reductions = 2000;   ///< further states to reduce sets beyond that
  std::size_t shared_changes = 8;  ///< changes (or groups) that a total is divided among: 2^n states
  Limits input{};
};

/// What differs between two sides.
struct SidesComparison {
  Policy policy_a;
  Policy policy_b;
  Date as_of_a;
  Date as_of_b;
  MadeFrom from_a;
  MadeFrom from_b;
  std::vector<Change> changes;                 ///< of the policy, then of the data, then of the day
  std::vector<VerdictDifference> differences;  ///< by kind, subject, object
  std::vector<TotalDifference> totals;
  std::optional<RubricComparison> rubrics;  ///< where a change is of the section `evaluation`
  std::size_t verdicts = 0;                 ///< how many were compared
  std::size_t exact_up_to = 0;              ///< sets of so many changes were all tried
  std::size_t states = 0;                   ///< states between the sides that were looked at
  std::size_t unloadable = 0;               ///< of those, states that no policy or dataset can be in
};

/// Compares two sides. The smallest set of a verdict is the least number of changes which, made to the first
/// side alone, give the verdict of the second; of several such sets the first in the order of changes is
/// given. A share is what a change adds to the total on average over all orders in which the changes can be
/// made one by one (Shapley), every state on the way being one that loads; changes that don't load without
/// one another are taken together, many by section and file. States that don't load are no candidates.
/// @throws InvalidInput if a side can't be used: its policy, or a level that its data haven't got
[[nodiscard]] SidesComparison compare(const ComparisonSide& a, const ComparisonSide& b,
                                      const ComparisonLimits& limits = {});

/// The comparison as a JSON document, its last byte a line break.
[[nodiscard]] std::string comparison_document(const SidesComparison& comparison);

/// What compare_rubrics() said of the rubrics of two policies, as a JSON document, its last byte a line
/// break.
[[nodiscard]] std::string rubrics_document(const Policy& a, const Policy& b,
                                           const RubricComparison& comparison);

}  // namespace giaingan::inline v1
