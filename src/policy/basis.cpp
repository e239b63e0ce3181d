#include <utility>

#include "policy/sections.hpp"

namespace giaingan::inline v1 {
namespace {

Basis read_basis(ObjectReader& reader, std::string id) {
  Basis basis{.id = std::move(id), .title = reader.bilingual("title")};
  basis.plan = reader.choice<PlanBasis>("plan", {{"current", PlanBasis::current},
                                                 {"initial", PlanBasis::initial},
                                                 {"without_supplements", PlanBasis::without_supplements}});
  if (basis.plan == PlanBasis::without_supplements)
    basis.supplements_until = reader.date("supplements_until");
  basis.assigned_by = reader.texts("assigned_by");
  basis.scope = read_allocation_filter(reader, "scope");
  basis.estimates = reader.choice<Estimates>(
      "estimates", {{"ignored", Estimates::ignored}, {"counted", Estimates::counted}}, Estimates::ignored);
  basis.citation = reader.whole_citation();
  return basis;
}

Average read_average(ObjectReader& reader, std::string id, const NamedParts& named) {
  Average average{.id = std::move(id), .title = reader.bilingual("title")};
  average.kind = reader.choice<AverageKind>("kind", {{"weighted", AverageKind::weighted},
                                                     {"mean", AverageKind::mean},
                                                     {"norm", AverageKind::norm},
                                                     {"external", AverageKind::external}});
  average.basis = named_basis(reader, "basis", named);
  if (average.kind == AverageKind::mean) average.level = reader.text("level");
  if (average.kind == AverageKind::norm) average.norm = reader.ratio("value");
  if (average.kind == AverageKind::external) average.reference = reader.text("reference");
  average.citation = reader.whole_citation();
  return average;
}

}  // namespace

std::vector<Basis> read_bases(ReadingContext& context, const std::vector<Node>& items) {
  std::vector<Basis> bases;
  for (const Node& item : items) {
    ObjectReader reader(context, item);
    Basis basis = read_basis(reader, reader.text("id"));
    reader.finish();
    report_second(reader, bases, basis.id);
    bases.push_back(std::move(basis));
  }
  return bases;
}

std::vector<Average> read_averages(ReadingContext& context, const std::vector<Node>& items,
                                   const NamedParts& named) {
  std::vector<Average> averages;
  for (const Node& item : items) {
    ObjectReader reader(context, item);
    Average average = read_average(reader, reader.text("id"), named);
    reader.finish();
    report_second(reader, averages, average.id);
    averages.push_back(std::move(average));
  }
  return averages;
}

Comparison read_comparison(ObjectReader& reader, std::string_view key) {
  return reader.choice<Comparison>(key, {{">=", Comparison::at_least}, {">", Comparison::more_than}},
                                   Comparison::at_least);
}

}  // namespace giaingan::inline v1
