#include "giaingan/policy/policy.hpp"

#include "giaingan/policy/policy_draft.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "input/json.hpp"
#include "input/problems.hpp"
#include "policy/cover_report.hpp"
#include "policy/object_reader.hpp"
#include "policy/origins.hpp"
#include "policy/resolution.hpp"
#include "policy/resting_citations.hpp"
#include "policy/sections.hpp"

namespace giaingan::inline v1 {
namespace {

/// What `year` can be, so that month 13 and every date of it exist.
constexpr std::int64_t first_year = 1900;
constexpr std::int64_t last_year = 9000;

PolicySections read_sections(ReadingContext& context, const Node& root) {
  ObjectReader reader(context, root);
  PolicySections sections;
  context.documents = read_documents(context, reader.items("documents"));
  sections.documents = context.documents;
  (void)reader.text_or("$schema", "none");
  for (const auto key : {"extends", "adds", "overrides", "removes", "partial"})
    reader.allow(key);
  (void)reader.integer("schema", schema_version, schema_version);
  sections.id = reader.text("id");
  sections.title = reader.bilingual("title");
  const auto year = reader.good_integer("year", first_year, last_year);
  sections.year = static_cast<int>(year.value_or(first_year));

  NamedParts named{.year = year ? std::optional(sections.year) : std::nullopt};
  named.bases = read_bases(context, reader.items("bases"));
  named.averages = read_averages(context, reader.items("averages"), named);
  named.milestones = read_milestones(context, reader.items("milestones"), named);
  sections.bases = named.bases;
  sections.averages = named.averages;
  if (const auto node = reader.member("disbursement")) {
    sections.disbursement = read_disbursement(context, *node, named);
  } else {
    reader.problem("", "policy.missing_key", "the key \"disbursement\" is missing", "the section of §2",
                   "add \"disbursement\"");
  }
  if (const auto node = reader.member("below_average")) {
    sections.below_average = read_below_average(context, *node, named);
  }
  if (const auto node = reader.member("reallocation")) {
    sections.reallocation = read_reallocation(context, *node, named);
  }
  if (const auto node = reader.member("revenue")) {
    const auto& rounds = sections.reallocation;
    sections.revenue = read_revenue(context, *node, named, rounds ? &*rounds : nullptr);
  }
  if (const auto node = reader.member("medium_term")) {
    sections.medium_term = read_medium_term(context, *node, named);
  }
  if (const auto node = reader.member("obligations")) {
    sections.obligations = read_obligations(context, *node, named);
  }
  if (const auto node = reader.member("project_checks")) {
    sections.project_checks = read_project_checks(context, *node, named);
  }
  // The last, for its metrics are computed from the others.
  if (const auto node = reader.member("evaluation")) {
    sections.evaluation = read_evaluation(context, *node, named, sections);
  }
  reader.finish();
  return sections;
}

/// The sections of a policy and the faults of its covers, which aren't among the problems yet.
struct ReadPolicy {
  std::shared_ptr<PolicySections> sections = std::make_shared<PolicySections>();
  std::shared_ptr<const Origins> origins;
  std::vector<CoverFault> faults;
};

ReadPolicy read_policy(std::span<const NamedDocument> documents, std::optional<Date> day,
                       const Limits& limits, Problems& problems) {
  ReadPolicy read;
  auto resolution = resolve(documents, day, limits, problems);
  if (!resolution) return read;
  Problems found(limits);
  ReadingContext context{documents.front().name, found};
  *read.sections = read_sections(context, {&resolution->tree, ""});
  rest_rubric_on_rules(*read.sections);
  read.sections->assumptions = std::move(context.assumptions);
  read.sections->sources = std::move(resolution->sources);
  read.sections->day = resolution->day;
  read.faults = std::move(context.cover_faults);
  const Origins& origins = resolution->origins;
  problems.take(std::move(found), [&](const Place& place) { return origins.at(place.pointer); });
  for (CoverFault& fault : read.faults) {
    const Place written = origins.at(fault.pointer);
    fault.file = written.file;
    fault.pointer = written.pointer;
  }
  read.origins = std::make_shared<const Origins>(std::move(resolution->origins));
  return read;
}

/// The same rubric without anything that rates.
EvaluationPolicy metrics_alone(EvaluationPolicy rubric) {
  rubric.criteria.clear();
  rubric.classes.clear();
  rubric.vetoes.clear();
  rubric.caps.clear();
  rubric.quotas.clear();
  rubric.shortcomings.reset();
  rubric.emulation.reset();
  return rubric;
}

}  // namespace

std::optional<int> budget_year_of(std::string_view document, const Limits& limits) {
  Problems unreported(limits);
  const auto tree = parse_json(document, "", limits, unreported);
  if (!tree || tree->kind != Json::Kind::object || tree->find("year") == nullptr) return std::nullopt;
  ReadingContext context{"", unreported};
  const auto year = ObjectReader(context, {&*tree, ""}).good_integer("year", first_year, last_year);
  return year ? std::optional(static_cast<int>(*year)) : std::nullopt;
}

Policy::Policy(std::shared_ptr<const PolicySections> sections, std::shared_ptr<const Origins> origins)
    : sections_(std::move(sections)), origins_(std::move(origins)) {}

Policy Policy::from_json(std::string_view document, const std::string& file, const Limits& limits) {
  const NamedDocument alone{document, file};
  return from_documents({&alone, 1}, {}, limits);
}

Policy Policy::from_documents(std::span<const NamedDocument> documents, std::optional<Date> day,
                              const Limits& limits) {
  Problems problems(limits);
  ReadPolicy read = read_policy(documents, day, limits, problems);
  report_faults(read.faults, problems);
  problems.throw_if_any();
  return {std::move(read.sections), std::move(read.origins)};
}

Place Policy::written_at(std::string_view pointer) const {
  return origins_->at(pointer);
}

PolicyDraft PolicyDraft::from_json(std::string_view document, const std::string& file, const Limits& limits) {
  const NamedDocument alone{document, file};
  return from_documents({&alone, 1}, {}, limits);
}

PolicyDraft PolicyDraft::from_documents(std::span<const NamedDocument> documents, std::optional<Date> day,
                                        const Limits& limits) {
  Problems problems(limits);
  ReadPolicy read = read_policy(documents, day, limits, problems);
  if (!problems.empty()) report_faults(read.faults, problems);
  problems.throw_if_any();
  std::optional<EvaluationPolicy> rubric = read.sections->evaluation;
  if (!read.faults.empty()) read.sections->evaluation = metrics_alone(*std::move(read.sections->evaluation));
  return {Policy(std::move(read.sections), std::move(read.origins)), std::move(rubric),
          std::move(read.faults)};
}

}  // namespace giaingan::inline v1
