#include "giaingan/assessment/medium_term_run.hpp"

#include "giaingan/assessment/round_run.hpp"
#include "giaingan/rules/project_checks.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "assessment/document_parts.hpp"
#include "assessment/made_by.hpp"
#include "io/json_writer.hpp"

namespace giaingan::inline v1 {
namespace {

/// Writes one adjustment; a member function a section.
class AdjustmentWriter {
 public:
  AdjustmentWriter(JsonWriter& writer, const Policy& policy, const Portfolio& portfolio,
                   const MediumTermAdjustment& adjustment, const MediumTermResult& result)
      : writer_(writer),
        parts_(writer, *policy),
        facts_(*portfolio),
        adjustment_(adjustment),
        result_(result) {}

  void tiers();
  void donors();
  void recipients();
  void rejected();
  void changes();
  void findings();

 private:
  void figures(const MediumTermFigures& figures) {
    writer_.member("medium_term_plan", figures.plan).member("used", figures.used);
    parts_.ratio("ratio", figures.ratio());
  }
  [[nodiscard]] const std::string& id(Index project) const {
    return facts_.projects[static_cast<std::size_t>(project)].id;
  }

  JsonWriter& writer_;
  DocumentParts parts_;
  const Facts& facts_;
  const MediumTermAdjustment& adjustment_;
  const MediumTermResult& result_;
};

void AdjustmentWriter::tiers() {
  writer_.key("tiers").begin_array();
  for (std::size_t i = 0; i < result_.tiers.size(); ++i) {
    const Tier& tier = adjustment_.tiers[i];
    writer_.begin_object().member("tier", tier.id);
    parts_.text("title", tier.title);
    writer_.member("need", result_.tiers[i].need).member("added", result_.tiers[i].added);
    parts_.citation("additions_cite", addition_citation(adjustment_, tier));
    writer_.end_object();
  }
  writer_.end_array();
}

void AdjustmentWriter::donors() {
  writer_.key("donors").begin_array();
  for (const MediumTermDonor& donor : result_.donors) {
    writer_.begin_object().member("project", id(donor.project)).key("grounds").begin_array();
    for (const std::string& ground : donor.grounds)
      writer_.value(ground);
    writer_.end_array();
    figures(donor.figures);
    writer_.member("release", donor.release).member("cut", donor.cut).key("evidence").begin_array();
    for (const Evidence& evidence : donor.evidence)
      parts_.evidence_item(evidence);
    writer_.end_array().end_object();
  }
  writer_.end_array();
}

void AdjustmentWriter::recipients() {
  writer_.key("recipients").begin_array();
  for (const MediumTermRecipient& recipient : result_.recipients) {
    writer_.begin_object().member("project", id(recipient.project));
    writer_.member("tier", adjustment_.tiers[recipient.tier].id);
    figures(recipient.figures);
    writer_.key("caps").begin_object().member("requested", recipient.requested);
    writer_.member("absorbable", recipient.absorbable);
    if (recipient.investment_room) writer_.member("total_investment", recipient.investment_room);
    writer_.end_object().member("need", recipient.need);
    writer_.member("need_bound_by", medium_term_cap_text(recipient.need_bound_by));
    writer_.member("addition", recipient.addition);
    writer_.member("stopped_by", medium_term_cap_text(recipient.stopped_by)).end_object();
  }
  writer_.end_array();
}

void AdjustmentWriter::rejected() {
  writer_.key("rejected").begin_array();
  for (const RejectedProject& rejected : result_.rejected) {
    writer_.begin_object().member("project", id(rejected.project));
    writer_.member("rejection", medium_term_rejection_text(rejected.rejection));
    if (!rejected.reason.empty()) writer_.member("reason", rejected.reason);
    if (rejected.evidence) parts_.evidence("evidence", *rejected.evidence);
    parts_.citation("cite", rejected.citation);
    writer_.end_object();
  }
  writer_.end_array();
}

void AdjustmentWriter::changes() {
  writer_.key("medium_term_changes").begin_array();
  for (const MediumTermChange& change : result_.changes) {
    writer_.begin_object().member("project", id(change.project)).member("date", change.date.text());
    writer_.member("change", change.change).member("decision", change.decision).end_object();
  }
  writer_.end_array();
}

void AdjustmentWriter::findings() {
  writer_.key("findings").begin_array();
  for (const MediumTermFinding& finding : result_.findings) {
    writer_.begin_object().member("finding", finding.code).member("subject", finding.subject);
    writer_.member("at", finding.at).end_object();
  }
  writer_.end_array();
}

}  // namespace

const MediumTermAdjustment* find_adjustment(const Policy& policy, std::string_view id) noexcept {
  if (!policy->medium_term) return nullptr;
  const auto& adjustments = policy->medium_term->adjustments;
  const auto found = std::ranges::find(adjustments, id, &MediumTermAdjustment::id);
  return found == adjustments.end() ? nullptr : &*found;
}

MediumTermResult run_adjustment(const Policy& policy, const Portfolio& portfolio,
                                const MediumTermAdjustment& adjustment) {
  std::vector<ProjectGround> grounds;
  if (policy->project_checks) {
    const auto checks = check_projects(*policy->project_checks, portfolio, adjustment.as_of);
    for (const ProjectFinding& finding : checks.findings)
      grounds.push_back({finding.project, finding.code, finding.evidence});
  }
  MediumTermResult result = adjust_medium_term(portfolio, adjustment, grounds);
  for (const std::string& id : unknown_rounds(policy, portfolio))
    result.findings.push_back({"unknown_round", id, ""});  // last in the order of codes
  return result;
}

std::string medium_term_document(const Policy& policy, const Portfolio& portfolio,
                                 const MediumTermAdjustment& adjustment, const MediumTermResult& result) {
  JsonWriter writer;
  DocumentParts parts(writer, *policy);
  AdjustmentWriter sections(writer, policy, portfolio, adjustment, result);
  begin_result(writer, policy, portfolio, question_of(adjustment)).member("adjustment", result.adjustment);
  writer.member("as_of", result.as_of.text());
  parts.heading(policy, portfolio);
  writer.member("effective", adjustment.effective.text());
  parts.citation("cite", adjustment.citation);
  parts.citation("cuts_cite", cut_citation(adjustment));
  writer.member("step", adjustment.step).member("cut", result.cut).member("added", result.added);
  writer.member("returned", result.returned);
  sections.tiers();
  sections.donors();
  sections.recipients();
  sections.rejected();
  sections.changes();
  sections.findings();
  parts.assumptions();
  writer.end_object();
  return writer.take();
}

Portfolio with_adjustment(const Portfolio& portfolio, const MediumTermAdjustment& adjustment,
                          const MediumTermResult& result, std::string_view document) {
  return with_medium_term_changes(portfolio, result.changes,
                                  after_result(portfolio->provenance, question_of(adjustment), document));
}

}  // namespace giaingan::inline v1
