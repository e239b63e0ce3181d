#include "policy_tests/policy_on_days.hpp"

#include "giaingan/input/limits.hpp"
#include "giaingan/policy/resolved_policy.hpp"

#include <utility>

#include "input/any_json.hpp"
#include "input/json.hpp"
#include "input/problems.hpp"
#include "policy/resolution.hpp"

namespace giaingan::inline v1 {
namespace {

PolicyOfDay load(std::span<const NamedDocument> documents, std::optional<Date> day) {
  PolicyOfDay loaded;
  const Limits limits;
  Problems unreported(limits);  // loading reports them
  const auto resolution = resolve(documents, day, limits, unreported);
  if (resolution) loaded.document = indented_text(resolution->tree);
  try {
    loaded.policy = Policy::from_documents(documents, day);
  } catch (const InvalidInput& invalid) {
    loaded.refused.assign(invalid.diagnostics().begin(), invalid.diagnostics().end());
    return loaded;
  }
  loaded.items.emplace(*parse_any_json(loaded.document).root);
  return loaded;
}

/// With each item where it was written, and not where it stands in the resolved document.
PolicyCoverage written(PolicyCoverage coverage, const Policy& policy) {
  const auto move_to_origin = [&](auto& each) {
    const Place place = policy.written_at(each.pointer);
    each.file = place.file;
    each.pointer = place.pointer;
  };
  for (CoveredItem& each : coverage.items)
    move_to_origin(each);
  for (CoveredEdge& each : coverage.edges)
    move_to_origin(each);
  return coverage;
}

}  // namespace

PolicyOnDays::PolicyOnDays(std::span<const NamedDocument> documents)
    : documents_(documents), changes_(days_of_change(documents)) {}

PolicyOfDay& PolicyOnDays::on(std::optional<Date> day) {
  const auto key = dated() ? day : std::nullopt;
  if (const auto known = days_.find(key); known != days_.end()) return known->second;
  return days_.emplace(key, load(documents_, key)).first->second;
}

PolicyCoverage PolicyOnDays::coverage() && {
  if (dated()) (void)on(changes_.front().plus_days(-1));
  for (const Date change : changes_)
    (void)on(change);
  PolicyCoverage all;
  for (auto& [day, loaded] : days_) {
    // On a day on which the policy doesn't hold there is nothing to exercise.
    if (!loaded.policy || !loaded.items) continue;
    all = merged(all, written(std::move(*loaded.items).take(), *loaded.policy));
  }
  return all;
}

}  // namespace giaingan::inline v1
