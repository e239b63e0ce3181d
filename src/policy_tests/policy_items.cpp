#include "policy_tests/policy_items.hpp"

#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/rational.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace giaingan::inline v1 {
namespace {

/// A value and where it stands, out of its wrapping if it has one.
struct At {
  const Json* json = nullptr;
  std::string pointer;
};

At unwrapped(const At& value) {
  const Json* inner = value.json == nullptr ? nullptr : value.json->find("value");
  return inner == nullptr ? value : At{inner, value.pointer + "/value"};
}

At member(const At& object, std::string_view name) {
  if (object.json == nullptr) return {};
  return unwrapped({object.json->find(name), pointer_to(object.pointer, name)});
}

std::vector<At> items(const At& list) {
  std::vector<At> found;
  for (std::size_t i = 0; list.json != nullptr && i < list.json->items.size(); ++i)
    found.push_back(unwrapped({&list.json->items[i], list.pointer + "/" + std::to_string(i)}));
  return found;
}

std::vector<At> items(const At& object, std::string_view name) {
  return items(member(object, name));
}

std::string text(const At& value) {
  return value.json == nullptr ? "" : value.json->text;
}

std::string text(const At& object, std::string_view name) {
  return text(member(object, name));
}

/// A part's own id, or its place in the list that it stands in, as loading names it.
std::string id_or_place(const At& part, std::size_t place) {
  const std::string id = text(part, "id");
  return id.empty() ? std::to_string(place) : id;
}

/// The list that a part has, or its section's.
std::vector<At> own_or(const At& part, const At& section, std::string_view name) {
  return items(member(part, name).json != nullptr ? part : section, name);
}

/// A source's own tiers, its section's, or those of the round that it names.
std::vector<At> tiers_of_revenue(const Json& policy, const At& source, const At& section) {
  std::vector<At> own = own_or(source, section, "tiers");
  std::string named = text(source, "tiers_of_round");
  if (named.empty()) named = text(section, "tiers_of_round");
  if (!own.empty() || named.empty()) return own;
  const At reallocation = member({&policy, ""}, "reallocation");
  for (const At& round : items(reallocation, "rounds")) {
    if (text(round, "id") == named) return own_or(round, reallocation, "tiers");
  }
  return own;
}

std::string exact(const std::string& written) {
  const auto ratio = parse_ratio(written);
  if (!ratio) return written;
  const Rational number(*ratio);
  const std::string den = number.denominator_text();
  return number.numerator_text() + (den == "1" ? "" : "/" + den);
}

void note(std::vector<std::string>& cases, const std::string& name) {
  if (std::ranges::find(cases, name) == cases.end()) cases.push_back(name);
}

}  // namespace

PolicyItems::PolicyItems(const Json& policy) {
  const auto section = [&](const char* name, void (PolicyItems::*read)(const Json&)) {
    if (policy.find(name) != nullptr) (this->*read)(policy);
  };
  ranking(policy);
  section("below_average", &PolicyItems::below_average);
  section("reallocation", &PolicyItems::reallocation);
  section("revenue", &PolicyItems::revenue);
  section("medium_term", &PolicyItems::medium_term);
  section("evaluation", &PolicyItems::evaluation);
  section("obligations", &PolicyItems::obligations);
  section("project_checks", &PolicyItems::project_checks);
}

void PolicyItems::add(const std::string& kind, const std::string& name, const std::string& id,
                      const std::string& pointer) {
  const auto standing = std::ranges::find(coverage_.items, pointer, &CoveredItem::pointer);
  items_.emplace(std::pair(kind, name), static_cast<std::size_t>(standing - coverage_.items.begin()));
  // Rounds share the tiers of their section: one item, found by the name of each.
  if (standing == coverage_.items.end()) coverage_.items.push_back({"", pointer, kind, id, {}});
}

void PolicyItems::add_edge(const std::string& scale, const Json& edge, const std::string& pointer) {
  const std::string value = exact(edge.text);
  if (edges_.emplace(std::pair(scale, value), coverage_.edges.size()).second)
    coverage_.edges.push_back({"", pointer, value, {}});
}

void PolicyItems::add_edges(const std::string& scale, const Json& bands, const std::string& pointer) {
  for (const char* bound : {"from", "to"}) {
    for (const At& band : items({&bands, pointer})) {
      const At edge = member(band, bound);
      if (edge.json != nullptr) add_edge(scale, *edge.json, edge.pointer);
    }
  }
}

void PolicyItems::table(const std::string& criterion, const Json& rows, const std::string& pointer) {
  const std::vector<At> all = items({&rows, pointer});
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string id = criterion + "/" + id_or_place(all[i], i);
    add("row", id, id, all[i].pointer);
  }
  for (const char* bound : {"from", "to"}) {
    for (const At& row : all) {
      for (const At& cell : items(row, "when")) {
        const At edge = member(cell, bound);
        const std::string scale = "criterion " + criterion + " " + text(cell, "metric");
        if (edge.json != nullptr) add_edge(scale, *edge.json, edge.pointer);
      }
    }
  }
}

void PolicyItems::exercise(const std::string& kind, const std::string& name, const std::string& case_name) {
  const auto item = items_.find({kind, name});
  if (item != items_.end()) note(coverage_.items[item->second].cases, case_name);
}

void PolicyItems::stand_at(const std::string& scale, const std::string& value, const std::string& case_name) {
  const auto edge = edges_.find({scale, value});
  if (edge != edges_.end()) note(coverage_.edges[edge->second].cases, case_name);
}

void PolicyItems::ranking(const Json& policy) {
  const At root{&policy, ""};
  for (const At& average : items(root, "averages"))
    add("average", text(average, "id"), text(average, "id"), average.pointer);
  // Every policy has the section, for its basis; it is about ranks where it says what equal ones are.
  const At ranks = member(root, "disbursement");
  if (member(ranks, "ties").json != nullptr) add("rule", "disbursement", "disbursement", ranks.pointer);
  for (const At& milestone : items(root, "milestones"))
    add("milestone", text(milestone, "id"), text(milestone, "id"), milestone.pointer);
}

void PolicyItems::below_average(const Json& policy) {
  const At section = member({&policy, ""}, "below_average");
  add("rule", "below_average", "below_average", section.pointer);
  for (const At& reference : items(section, "references"))
    add("reference", text(reference), text(reference), reference.pointer);
  for (const At& type : items(section, "violation_events"))
    add("violation", text(type), text(type), type.pointer);
}

void PolicyItems::reallocation(const Json& policy) {
  const At section = member({&policy, ""}, "reallocation");
  for (const At& round : items(section, "rounds")) {
    const std::string id = text(round, "id");
    add("round", id, id, round.pointer);
    for (const At& tier : own_or(round, section, "tiers"))
      add("tier", id + "/" + text(tier, "id"), text(tier, "id"), tier.pointer);
    for (const char* bars : {"bars", "barring_findings"}) {
      for (const At& bar : own_or(round, section, bars))
        add("bar", id + "/" + text(bar), text(bar), bar.pointer);
    }
  }
}

void PolicyItems::revenue(const Json& policy) {
  const At section = member({&policy, ""}, "revenue");
  for (const At& source : items(section, "sources")) {
    const std::string id = text(source, "source");
    add("source", id, id, source.pointer);
    for (const At& tier : tiers_of_revenue(policy, source, section))
      add("tier", id + "/" + text(tier, "id"), text(tier, "id"), tier.pointer);
  }
}

void PolicyItems::medium_term(const Json& policy) {
  const At section = member({&policy, ""}, "medium_term");
  for (const At& adjustment : items(section, "adjustments")) {
    const std::string id = text(adjustment, "id");
    add("adjustment", id, id, adjustment.pointer);
    const At donors = member(adjustment, "donors");
    for (const At& finding : items(donors, "findings"))
      add("ground", id + "/" + text(finding), text(finding), finding.pointer);
    for (const At& event : items(donors, "events"))
      add("ground", id + "/" + text(event, "type"), text(event, "type"), event.pointer);
    for (const At& tier : own_or(adjustment, section, "tiers"))
      add("tier", id + "/" + text(tier, "id"), text(tier, "id"), tier.pointer);
    for (const char* bars : {"bars", "barring_findings"}) {
      for (const At& bar : own_or(adjustment, section, bars))
        add("bar", id + "/" + text(bar), text(bar), bar.pointer);
    }
  }
}

void PolicyItems::evaluation(const Json& policy) {
  const At section = member({&policy, ""}, "evaluation");
  const At heads = member(section, "heads");
  if (text(heads) == "not_above_collective") add("heads", "heads", text(heads), heads.pointer);
  for (const At& criterion : items(section, "criteria")) {
    const std::string id = text(criterion, "id");
    const At rows = member(member(criterion, "table"), "rows");
    const At bands = member(criterion, "bands");
    if (rows.json != nullptr) {
      table(id, *rows.json, rows.pointer);
    } else if (bands.json != nullptr) {
      const std::vector<At> all = items(bands);
      for (std::size_t i = 0; i < all.size(); ++i) {
        const std::string band = id + "/" + id_or_place(all[i], i);
        add("band", band, band, all[i].pointer);
      }
      add_edges("criterion " + id, *bands.json, bands.pointer);
    } else {
      add("criterion", id, id, criterion.pointer);
    }
  }
  const At classes = member(section, "classes");
  for (const At& each : items(classes))
    add("class", text(each, "id"), text(each, "id"), each.pointer);
  if (classes.json != nullptr) add_edges("classes", *classes.json, classes.pointer);
  for (const auto& [list, kind] : {std::pair("vetoes", "veto"), {"caps", "cap"}, {"quotas", "quota"}}) {
    for (const At& each : items(section, list))
      add(kind, text(each, "id"), text(each, "id"), each.pointer);
  }
  for (const char* list : {"shortcomings", "emulation"}) {
    const At conditions = member(section, list);
    if (conditions.json != nullptr) add("list", list, list, conditions.pointer);
  }
}

void PolicyItems::obligations(const Json& policy) {
  for (const At& duty : items(member({&policy, ""}, "obligations"), "duties"))
    add("duty", text(duty, "id"), text(duty, "id"), duty.pointer);
}

void PolicyItems::project_checks(const Json& policy) {
  const At section = member({&policy, ""}, "project_checks");
  const auto groups = [&](const At& limits, const std::string& check) {
    for (const At& limit : items(limits))
      add("check", check + "/" + text(limit, "group"), check + "/" + text(limit, "group"), limit.pointer);
  };
  groups(member(member(section, "funding_limits"), "years"), "funding_limits");
  for (const At& check : items(section, "date_checks"))
    add("check", text(check, "id"), text(check, "id"), check.pointer);
  for (const At& step : items(section, "settlement"))
    groups(member(step, "months"), text(step, "id"));
  for (const char* check : {"investment_raised", "total_investment", "medium_term", "reconciliation"}) {
    if (member(section, check).json != nullptr)
      add("check", check, check, pointer_to(section.pointer, check));
  }
}

std::size_t PolicyCoverage::exercised() const noexcept {
  return static_cast<std::size_t>(
      std::ranges::count_if(items, [](const CoveredItem& item) { return !item.cases.empty(); }));
}

namespace {

auto identity(const CoveredItem& item) {
  return std::tie(item.file, item.pointer, item.kind, item.id);
}

auto identity(const CoveredEdge& edge) {
  return std::tie(edge.file, edge.pointer, edge.value);
}

/// Each of both once, those of `more` that `all` hasn't behind it.
template <class Covered>
void add_all(std::vector<Covered>& all, const std::vector<Covered>& more) {
  std::map<decltype(identity(more.front())), std::size_t> known;
  all.reserve(all.size() + more.size());  // what identifies an item stays where it is
  for (std::size_t i = 0; i < all.size(); ++i)
    known.emplace(identity(all[i]), i);
  for (const Covered& each : more) {
    const auto found = known.find(identity(each));
    if (found == known.end()) {
      all.push_back(each);
      continue;
    }
    for (const std::string& name : each.cases)
      note(all[found->second].cases, name);
  }
}

}  // namespace

PolicyCoverage merged(const PolicyCoverage& one, const PolicyCoverage& other) {
  PolicyCoverage both = one;
  add_all(both.items, other.items);
  add_all(both.edges, other.edges);
  return both;
}

}  // namespace giaingan::inline v1
