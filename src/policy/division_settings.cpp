#include "policy/division_settings.hpp"

#include <cstdint>
#include <limits>

#include "policy/tier_checks.hpp"

namespace giaingan::inline v1 {

std::optional<std::vector<ProjectFindingCode>> read_findings(ObjectReader& reader, std::string_view key) {
  std::vector<std::pair<std::string_view, ProjectFindingCode>> words;
  words.reserve(project_finding_codes.size());
  for (const ProjectFindingCode code : project_finding_codes)
    words.emplace_back(project_finding_text(code), code);
  return choices<ProjectFindingCode>(reader, key, words);
}

std::optional<WithinTier> read_within_tier(ObjectReader& reader) {
  reader.allow("within_tier");
  if (!reader.has("within_tier")) return std::nullopt;
  return reader.choice<WithinTier>("within_tier", {{"ratio_desc", WithinTier::ratio_desc},
                                                   {"proportional", WithinTier::proportional},
                                                   {"equal", WithinTier::equal}});
}

CutOrder read_cut_order(ObjectReader& reader, CutOrder otherwise) {
  return reader.choice<CutOrder>(
      "cut_order",
      {{"worst_ratio_first", CutOrder::worst_ratio_first}, {"proportional", CutOrder::proportional}},
      otherwise);
}

RemainderTies read_ties(ObjectReader& reader, RemainderTies otherwise) {
  return reader.choice<RemainderTies>("ties",
                                      {{"id", RemainderTies::id},
                                       {"ratio_desc", RemainderTies::ratio_desc},
                                       {"amount_desc", RemainderTies::amount_desc}},
                                      otherwise);
}

Unmatched read_unmatched(ObjectReader& reader, Unmatched otherwise) {
  return reader.choice<Unmatched>(
      "unmatched", {{"stay", Unmatched::stay}, {"return", Unmatched::return_to_above}}, otherwise);
}

Dong read_step(ObjectReader& reader, Dong otherwise) {
  return {reader.integer_or("step", 1, std::numeric_limits<std::int64_t>::max(), otherwise.value)};
}

std::vector<Tier> read_tiers(ObjectReader& parent,
                             const std::function<void(ObjectReader&, Tier&)>& read_rest) {
  std::vector<Tier> tiers;
  std::vector<std::string> pointers;
  for (const Node& item : parent.items("tiers")) {
    ObjectReader reader(parent.context(), item, parent.citation());
    Tier tier{.id = reader.text("id"),
              .title = reader.bilingual("title"),
              .condition = read_allocation_filter(reader, "condition"),
              .citation = reader.citation()};
    read_rest(reader, tier);
    reader.finish();
    report_second(reader, tiers, tier.id);
    tiers.push_back(std::move(tier));
    pointers.push_back(item.pointer);
  }
  refuse_unreachable_tiers(parent.context(), tiers, pointers);
  return tiers;
}

}  // namespace giaingan::inline v1
