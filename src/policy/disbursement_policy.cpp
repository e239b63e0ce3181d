#include <algorithm>
#include <cstddef>
#include <utility>

#include "policy/sections.hpp"

namespace giaingan::inline v1 {
namespace {

/// The most units that a list of the fastest or slowest may ask for.
constexpr std::int64_t longest_list = 1'000'000;

Milestone read_milestone(ObjectReader& reader, const NamedParts& named) {
  Milestone milestone{.id = reader.text("id"),
                      .title = reader.bilingual("title"),
                      .by = reader.date("by"),
                      .ratio = reader.ratio("ratio"),
                      .comparison = read_comparison(reader, "operator")};
  milestone.level = reader.choice<MilestoneLevel>(
      "level", {{"minimum", MilestoneLevel::minimum}, {"target", MilestoneLevel::target}},
      MilestoneLevel::minimum);
  milestone.applies_to = read_unit_filter(reader, "applies_to");
  milestone.scope = read_allocation_filter(reader, "scope");
  milestone.basis = named_basis(reader, "basis", named);
  milestone.citation = reader.whole_citation();
  if (milestone.ratio.value < Ratio{0, 1}) {
    reader.problem("ratio", "policy.negative_ratio", "a milestone below zero can't be missed",
                   "a ratio of 0 or more", "mend the ratio");
  }
  return milestone;
}

// Whether the text is a level, levels joined by `/`, or the tree, which joins none.
bool is_level(std::string_view level) {
  if (level == "tree") return true;
  for (;;) {
    const auto slash = level.find('/');
    const auto part = level.substr(0, slash);
    if (part.empty() || part == "tree") return false;
    if (slash == std::string_view::npos) return true;
    level.remove_prefix(slash + 1);
  }
}

// The section's level. A tree holds every allocation several times: nobody is ranked in it.
std::string read_level(ObjectReader& reader) {
  std::string level = reader.text_or("level", "owner");
  if (!is_level(level) || level == "tree") {
    reader.problem("level", "policy.bad_level", "\"" + level + "\" can't be the level of units",
                   "a level such as owner or source, or levels joined by \"/\"", "mend the level");
  }
  return level;
}

BudgetMonth read_month(ObjectReader& reader, std::string_view key, int otherwise) {
  return {static_cast<int>(reader.integer_or(key, 1, months_in_budget_year, otherwise))};
}

void read_references(ObjectReader& reader, BelowAveragePolicy& section, const NamedParts& named) {
  for (const std::string& id : reader.texts("references")) {
    if (!id.empty() && std::ranges::find(section.references, id, &Average::id) != section.references.end()) {
      reader.problem("references", "policy.duplicate_reference", "the average \"" + id + "\" stands twice",
                     "each average once", "delete one of the two");
      continue;
    }
    section.references.push_back(part_of_id(reader, "references", id, named.averages, "averages"));
  }
  if (section.references.empty()) {
    reader.problem("references", "policy.no_reference", "no reference average is named",
                   "at least one id of /averages", "add the averages that units are held against");
  }
  for (const Average& reference : section.references) {
    if (reference.basis.id == section.basis.id || reference.id.empty()) continue;
    reader.problem("references", "policy.mixed_bases",
                   "the average \"" + reference.id + "\" is on the basis \"" + reference.basis.id +
                       "\", the units are on \"" + section.basis.id + "\"",
                   "one basis on both sides", "name an average on the rule's own basis");
  }
}

void read_reference_of_kind(ObjectReader& reader, BelowAveragePolicy& section) {
  const std::vector<Node> items = reader.items("reference_of_kind");
  for (const Node& item : items) {
    ObjectReader entry(reader.context(), item);
    const std::string kind = entry.text("kind");
    const std::string id = entry.text("reference");
    if (std::ranges::find(section.reference_of_kind, kind, &std::pair<std::string, std::size_t>::first) !=
        section.reference_of_kind.end()) {
      entry.problem("kind", "policy.duplicate_kind", "the kind \"" + kind + "\" is given a reference twice",
                    "one reference for each kind", "delete one of the two");
    }
    const auto reference = std::ranges::find(section.references, id, &Average::id);
    if (reference == section.references.end()) {
      entry.problem("reference", "policy.unknown_id", "\"" + id + "\" is not one of the rule's references",
                    "an id of ../references", "list it there, or mend the id");
    } else {
      section.reference_of_kind.emplace_back(
          kind, static_cast<std::size_t>(reference - section.references.begin()));
    }
    entry.finish();
  }
  if (section.combine == CombineReferences::by_level && items.empty()) {
    reader.problem("reference_of_kind", "policy.no_reference_of_kind",
                   "by_level holds each unit against the reference of its kind, and no kind is given one",
                   "at least one {\"kind\", \"reference\"}",
                   "add the reference of each kind of unit, or combine the references with any, all or each");
  }
}

// The further bases that ratios are shown on, each once and none of them the section's own.
void read_headlines(ObjectReader& reader, DisbursementPolicy& section, const NamedParts& named) {
  for (const std::string& id : reader.texts("headlines")) {
    Basis basis = part_of_id(reader, "headlines", id, named.bases, "bases");
    const bool again = std::ranges::find(section.headlines, basis.id, &Basis::id) != section.headlines.end();
    if (!basis.id.empty() && (again || basis.id == section.basis.id)) {
      reader.problem("headlines", "policy.duplicate_headline",
                     "the basis \"" + id + "\" is shown already" + (again ? "" : " as the section's own"),
                     "each basis once, beside the section's own", "delete it here");
      continue;
    }
    section.headlines.push_back(std::move(basis));
  }
}

// The further levels whose totals are shown, each once.
void read_groupings(ObjectReader& reader, DisbursementPolicy& section) {
  section.groupings = reader.texts("groupings");
  for (auto level = section.groupings.begin(); level != section.groupings.end(); ++level) {
    if (std::find(section.groupings.begin(), level, *level) != level) {
      reader.problem("groupings", "policy.duplicate_grouping", "the level \"" + *level + "\" stands twice",
                     "each level once", "delete one of the two");
    }
    if (!is_level(*level)) {
      reader.problem("groupings", "policy.bad_level", "\"" + *level + "\" can't be a level",
                     "a level such as owner or source, levels joined by \"/\", or tree",
                     "write it as owner/source, tree alone");
    }
  }
}

}  // namespace

UnitFilter read_unit_filter(ObjectReader& parent, std::string_view key) {
  UnitFilter filter;
  if (const auto node = parent.member(key)) {
    ObjectReader reader(parent.context(), *node);
    filter.unit = reader.texts("unit");
    filter.kind = reader.texts("kind");
    reader.finish();
  }
  return filter;
}

std::optional<Ratio> read_compare_at(ObjectReader& reader) {
  const auto step = reader.optional_ratio("compare_at");
  if (!step) return std::nullopt;
  // Rounding multiplies by the step's terms; this bound keeps every product inside 128 bits.
  constexpr std::int64_t largest_term = 1'000'000'000;
  if (step->value <= Ratio{0, 1} || step->value.num > largest_term || step->value.den > largest_term) {
    reader.problem("compare_at", "policy.bad_step", "figures can't be rounded to this step",
                   "a positive step such as \"0.01%\", its terms at most 10^9", "mend the step");
    return std::nullopt;
  }
  return step->value;
}

std::vector<Milestone> read_milestones(ReadingContext& context, const std::vector<Node>& items,
                                       const NamedParts& named) {
  std::vector<Milestone> milestones;
  for (const Node& item : items) {
    ObjectReader reader(context, item);
    Milestone milestone = read_milestone(reader, named);
    reader.finish();
    report_second(reader, milestones, milestone.id);
    milestones.push_back(std::move(milestone));
  }
  std::ranges::stable_sort(milestones, {}, &Milestone::by);
  return milestones;
}

DisbursementPolicy read_disbursement(ReadingContext& context, const Node& node, const NamedParts& named) {
  ObjectReader reader(context, node);
  DisbursementPolicy section{.basis = named_basis(reader, "basis", named), .citation = reader.citation()};
  section.level = read_level(reader);
  section.ties = reader.choice<RankTies>(
      "ties", {{"standard", RankTies::standard}, {"dense", RankTies::dense}, {"ordinal", RankTies::ordinal}},
      RankTies::standard);
  section.tiebreak = reader.choice<RankTiebreak>("tiebreak",
                                                 {{"larger_plan", RankTiebreak::larger_plan},
                                                  {"larger_disbursed", RankTiebreak::larger_disbursed},
                                                  {"id", RankTiebreak::id}},
                                                 RankTiebreak::id);
  read_headlines(reader, section, named);
  read_groupings(reader, section);
  section.top = static_cast<int>(reader.integer_or("top", 0, longest_list, 0));
  section.bottom = static_cast<int>(reader.integer_or("bottom", 0, longest_list, 0));
  section.averages = named.averages;
  section.milestones = named.milestones;
  section.compare_at = read_compare_at(reader);
  section.decimals = static_cast<int>(reader.integer_or("decimals", 0, 9, 2));
  section.settings = reader.settings();
  reader.finish();
  return section;
}

BelowAveragePolicy read_below_average(ReadingContext& context, const Node& node, const NamedParts& named) {
  ObjectReader reader(context, node);
  BelowAveragePolicy section{.basis = named_basis(reader, "basis", named), .citation = reader.citation()};
  section.level = read_level(reader);
  section.months = {static_cast<int>(reader.integer("months", 1, months_in_budget_year)),
                    reader.citation_of("months")};
  section.first_month = read_month(reader, "first_month", 1);
  section.last_month = read_month(reader, "last_month", 12);
  if (section.last_month < section.first_month) {
    reader.problem("last_month", "policy.months_reversed", "the last month lies before the first",
                   "first_month <= last_month", "mend one of them");
  }
  section.spans_years = reader.flag_or("spans_years", false);
  if (section.spans_years && section.first_month != BudgetMonth{1}) {
    reader.problem("spans_years", "policy.gap_between_years",
                   "a run can't go on from December to a first month after January", "first_month 1",
                   "set first_month to 1, or spans_years to false");
  }
  read_references(reader, section, named);
  section.combine = reader.choice<CombineReferences>("combine", {{"any", CombineReferences::any},
                                                                 {"all", CombineReferences::all},
                                                                 {"each", CombineReferences::each},
                                                                 {"by_level", CombineReferences::by_level}});
  read_reference_of_kind(reader, section);
  section.undefined = reader.choice<MonthGap>(
      "undefined", {{"breaks", MonthGap::breaks}, {"skipped", MonthGap::skipped}}, MonthGap::breaks);
  section.unreported = reader.choice<MonthGap>(
      "unreported",
      {{"breaks", MonthGap::breaks}, {"skipped", MonthGap::skipped}, {"counts", MonthGap::counts}},
      MonthGap::counts);
  section.compare_at = read_compare_at(reader);
  section.violation_events = reader.texts("violation_events");
  section.settings = reader.settings();
  reader.finish();
  return section;
}

}  // namespace giaingan::inline v1
