/// @file
/// The readers of a policy's sections. Each takes the section's node and what earlier sections have named.
#pragma once

#include "giaingan/policy/basis.hpp"
#include "giaingan/policy/disbursement_policy.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "policy/object_reader.hpp"

namespace giaingan::inline v1 {

/// What a section may refer to by name.
struct NamedParts {
  int year = 0;
  std::vector<Basis> bases;
  std::vector<Average> averages;
  std::vector<Milestone> milestones;
};

[[nodiscard]] std::vector<LegalDocument> read_documents(ReadingContext& context,
                                                        const std::vector<Node>& items);
[[nodiscard]] AllocationFilter read_allocation_filter(ReadingContext& context, const Node& node);
[[nodiscard]] std::vector<Basis> read_bases(ReadingContext& context, const Node& node);
[[nodiscard]] std::vector<Average> read_averages(ReadingContext& context, const Node& node,
                                                 const NamedParts& named);
[[nodiscard]] std::vector<Milestone> read_milestones(ReadingContext& context, const std::vector<Node>& items,
                                                     const NamedParts& named);
[[nodiscard]] DisbursementPolicy read_disbursement(ReadingContext& context, const Node& node,
                                                   const NamedParts& named);
[[nodiscard]] BelowAveragePolicy read_below_average(ReadingContext& context, const Node& node,
                                                    const NamedParts& named);

/// The basis, average or milestone that `key` of `reader` names; an unknown name is a problem at that key.
[[nodiscard]] Basis named_basis(ObjectReader& reader, std::string_view key, const NamedParts& named);
[[nodiscard]] Average named_average(ObjectReader& reader, std::string_view key, const NamedParts& named);
/// The comparison at `key`, `>=` if missing.
[[nodiscard]] Comparison read_comparison(ObjectReader& reader, std::string_view key);

}  // namespace giaingan::inline v1
