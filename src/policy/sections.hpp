/// @file
/// The readers of a policy's sections. Each takes the section's node and what earlier sections have named.
#pragma once

#include "giaingan/policy/basis.hpp"
#include "giaingan/policy/disbursement_policy.hpp"
#include "giaingan/policy/evaluation_policy.hpp"
#include "giaingan/policy/medium_term_policy.hpp"
#include "giaingan/policy/obligations_policy.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/policy/project_checks_policy.hpp"
#include "giaingan/policy/reallocation_policy.hpp"
#include "giaingan/policy/revenue_policy.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/object_reader.hpp"

namespace giaingan::inline v1 {

/// What a section may refer to by name.
struct NamedParts {
  std::optional<int> year;  ///< nothing if the document's is wrong: days aren't held against a guess
  std::vector<Basis> bases;
  std::vector<Average> averages;
  std::vector<Milestone> milestones;
};

[[nodiscard]] std::vector<LegalDocument> read_documents(ReadingContext& context,
                                                        const std::vector<Node>& items);
[[nodiscard]] AllocationFilter read_allocation_filter(ReadingContext& context, const Node& node);
/// The filter at `key`; missing: every allocation.
[[nodiscard]] AllocationFilter read_allocation_filter(ObjectReader& reader, std::string_view key);
[[nodiscard]] std::vector<Basis> read_bases(ReadingContext& context, const std::vector<Node>& items);
[[nodiscard]] std::vector<Average> read_averages(ReadingContext& context, const std::vector<Node>& items,
                                                 const NamedParts& named);
[[nodiscard]] std::vector<Milestone> read_milestones(ReadingContext& context, const std::vector<Node>& items,
                                                     const NamedParts& named);
[[nodiscard]] DisbursementPolicy read_disbursement(ReadingContext& context, const Node& node,
                                                   const NamedParts& named);
[[nodiscard]] BelowAveragePolicy read_below_average(ReadingContext& context, const Node& node,
                                                    const NamedParts& named);
[[nodiscard]] ReallocationPolicy read_reallocation(ReadingContext& context, const Node& node,
                                                   const NamedParts& named);

/// @param rounds the rounds whose tiers a source may name; null: the policy has none
[[nodiscard]] RevenuePolicy read_revenue(ReadingContext& context, const Node& node, const NamedParts& named,
                                         const ReallocationPolicy* rounds);
[[nodiscard]] MediumTermPolicy read_medium_term(ReadingContext& context, const Node& node,
                                                const NamedParts& named);
/// @param others all other sections, which the rubric's metrics are computed from
[[nodiscard]] EvaluationPolicy read_evaluation(ReadingContext& context, const Node& node,
                                               const NamedParts& named, const PolicySections& others);
[[nodiscard]] ObligationsPolicy read_obligations(ReadingContext& context, const Node& node,
                                                 const NamedParts& named);
[[nodiscard]] ProjectChecksPolicy read_project_checks(ReadingContext& context, const Node& node,
                                                      const NamedParts& named);

/// The units at `key`; missing: all.
[[nodiscard]] UnitFilter read_unit_filter(ObjectReader& reader, std::string_view key);
/// The step at `compare_at` that compared figures are rounded to, if there is one.
[[nodiscard]] std::optional<Ratio> read_compare_at(ObjectReader& reader);
/// The comparison at `key`: `>=` (also if missing) or `>`.
[[nodiscard]] Comparison read_comparison(ObjectReader& reader, std::string_view key);

/// The part of that id; an unknown id is a problem at `key`, and a neutral part is returned so that reading
/// goes on.
template <class Part>
[[nodiscard]] Part part_of_id(ObjectReader& reader, std::string_view key, const std::string& id,
                              const std::vector<Part>& parts, const std::string& section) {
  std::string expected;
  for (const Part& part : parts) {
    if (part.id == id) return part;
    expected += (expected.empty() ? "" : ", ") + part.id;
  }
  if (!id.empty()) {
    reader.problem(key, "policy.unknown_id", "\"" + id + "\" is not defined under /" + section,
                   expected.empty() ? "an id of /" + section : "one of " + expected,
                   "define it there, or mend the id");
  }
  return {};
}

[[nodiscard]] inline Basis named_basis(ObjectReader& reader, std::string_view key, const NamedParts& named) {
  return part_of_id(reader, key, reader.text(key), named.bases, "bases");
}
[[nodiscard]] inline Average named_average(ObjectReader& reader, std::string_view key,
                                           const NamedParts& named) {
  return part_of_id(reader, key, reader.text(key), named.averages, "averages");
}

/// Reports `id` at `reader` if one of the earlier `parts` has it already.
template <class Part>
void report_second(ObjectReader& reader, const std::vector<Part>& parts, const std::string& id) {
  for (const Part& part : parts) {
    if (part.id != id || id.empty()) continue;
    reader.problem("id", "policy.duplicate_id", "the id \"" + id + "\" stands twice", "every id once",
                   "rename one");
    return;
  }
}

}  // namespace giaingan::inline v1
