#include "policy/sections.hpp"

namespace giaingan::inline v1 {

AllocationFilter read_allocation_filter(ReadingContext& context, const Node& node) {
  ObjectReader reader(context, node);
  AllocationFilter filter;
  filter.carried_over = reader.choice<CarriedOver>(
      "carried_over",
      {{"included", CarriedOver::included}, {"excluded", CarriedOver::excluded}, {"only", CarriedOver::only}},
      CarriedOver::included);
  filter.allocation = reader.texts("allocation");
  filter.owner = reader.texts("owner");
  filter.locality = reader.texts("locality");
  filter.source = reader.texts("source");
  filter.programme = reader.texts("programme");
  filter.assigned_by = reader.texts("assigned_by");
  filter.project = reader.texts("project");
  filter.group = reader.texts("group");
  filter.phase = reader.texts("phase");
  filter.priority = reader.texts("priority");
  for (const Node& item : reader.items("any_of"))
    filter.any_of.push_back(read_allocation_filter(context, item));
  for (const Node& item : reader.items("none_of"))
    filter.none_of.push_back(read_allocation_filter(context, item));
  reader.finish();
  return filter;
}

AllocationFilter read_allocation_filter(ObjectReader& reader, std::string_view key) {
  const auto node = reader.member(key);
  return node ? read_allocation_filter(reader.context(), *node) : AllocationFilter{};
}

}  // namespace giaingan::inline v1
