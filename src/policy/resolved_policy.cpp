#include "giaingan/policy/resolved_policy.hpp"

#include <cstddef>
#include <set>
#include <utility>

#include "input/json.hpp"
#include "input/problems.hpp"
#include "policy/origins.hpp"
#include "policy/resolution.hpp"

namespace giaingan::inline v1 {
namespace {

void list_values(const Json& json, const std::string& pointer, const Origins& origins,
                 std::vector<ResolvedValue>& values) {
  if (json.members.empty() && json.items.empty()) {
    values.push_back({pointer, indented_text(json), origins.at(pointer)});
    return;
  }
  for (const auto& [name, value] : json.members)
    list_values(value, pointer_to(pointer, name), origins, values);
  for (std::size_t i = 0; i < json.items.size(); ++i)
    list_values(json.items[i], pointer_to(pointer, std::to_string(i)), origins, values);
}

}  // namespace

std::vector<Date> days_of_change(std::span<const NamedDocument> documents, const Limits& limits) {
  Problems unreported(limits);
  const std::set<Date> days = days_of_change(documents, limits, unreported);
  return {days.begin(), days.end()};
}

ResolvedPolicy resolve_policy(std::span<const NamedDocument> documents, std::optional<Date> day,
                              const Limits& limits) {
  (void)Policy::from_documents(documents, day, limits);
  Problems problems(limits);
  const auto resolution = resolve(documents, day, limits, problems);
  problems.throw_if_any();
  ResolvedPolicy resolved{indented_text(resolution->tree) + "\n", {}};
  list_values(resolution->tree, "", resolution->origins, resolved.values);
  return resolved;
}

}  // namespace giaingan::inline v1
