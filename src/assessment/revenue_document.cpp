#include "giaingan/assessment/revenue_document.hpp"

#include <cstddef>
#include <string>

#include "assessment/document_parts.hpp"
#include "assessment/made_by.hpp"
#include "io/json_writer.hpp"

namespace giaingan::inline v1 {
namespace {

/// Writes one result; a member function a section.
class RevenueWriter {
 public:
  RevenueWriter(JsonWriter& writer, const Policy& policy, const Portfolio& portfolio,
                const RevenueResult& result)
      : writer_(writer),
        parts_(writer, *policy),
        policy_(*policy->revenue),
        facts_(*portfolio),
        result_(result) {}

  void sources();
  void plan_changes();
  void findings();

 private:
  void source(const SourcePlans& plans);
  void tiers(const RevenueSource& source, const SourcePlans& plans);
  void allocations(const RevenueSource& source, const SourcePlans& plans);
  void cuts(const RevenueSource& source, const SourcePlans& plans);
  void ledger(const RevenueSource& source, const SourcePlans& plans);
  [[nodiscard]] const std::string& id(Index allocation) const {
    return facts_.allocations[static_cast<std::size_t>(allocation)].id;
  }
  void tier(const RevenueSource& source, const std::optional<std::size_t>& tier) {
    writer_.member("tier", tier ? std::optional(source.tiers[*tier].id) : std::nullopt);
  }

  JsonWriter& writer_;
  DocumentParts parts_;
  const RevenuePolicy& policy_;
  const Facts& facts_;
  const RevenueResult& result_;
};

void RevenueWriter::tiers(const RevenueSource& source, const SourcePlans& plans) {
  writer_.key("tiers").begin_array();
  for (const RevenueTier& each : plans.tiers) {
    const Tier& tier = source.tiers[each.tier];
    writer_.begin_object().member("tier", tier.id);
    parts_.text("title", tier.title);
    writer_.member("release", each.release).member("cut", each.cut);
    parts_.citation("cuts_cite", cut_citation(source, tier));
    writer_.end_object();
  }
  writer_.end_array();
}

void RevenueWriter::allocations(const RevenueSource& source, const SourcePlans& plans) {
  writer_.key("allocations").begin_array();
  for (const RevenueAllocation& each : plans.allocations) {
    writer_.begin_object().member("allocation", id(each.allocation)).member("unit", each.unit);
    tier(source, each.tier);
    writer_.member("plan", each.amounts.plan).member("disbursed", each.amounts.disbursed);
    writer_.member("committed", each.committed).member("floor", each.floor).member("release", each.release);
    writer_.member("cut", each.cut).member("bound_by", revenue_cut_bound_text(each.bound_by)).end_object();
  }
  writer_.end_array();
}

void RevenueWriter::cuts(const RevenueSource& source, const SourcePlans& plans) {
  writer_.key("cuts").begin_array();
  for (const RevenueAllocation& each : plans.allocations) {
    if (each.cut.value == 0) continue;
    writer_.begin_object().member("allocation", id(each.allocation)).member("amount", each.cut);
    tier(source, each.tier);
    writer_.end_object();
  }
  writer_.end_array();
}

void RevenueWriter::ledger(const RevenueSource& source, const SourcePlans& plans) {
  writer_.key("ledger");
  if (!plans.ledger) {
    writer_.null();
    return;
  }
  const bool by_ledger = plans.ledger->entered_by == EnteredBy::ledger;
  writer_.begin_object().member("system", source.ledger).member("ceiling", plans.ledger->ceiling);
  writer_.member("entered_by", by_ledger ? "ledger" : "plans").member("entered", plans.ledger->entered);
  writer_.member("without_row", static_cast<std::int64_t>(plans.ledger->without_row));
  writer_.member("excess", plans.ledger->excess);
  parts_.evidence("evidence", plans.ledger->evidence);
  writer_.end_object();
}

void RevenueWriter::source(const SourcePlans& plans) {
  const RevenueSource& source = policy_.sources[plans.source];
  writer_.begin_object().member("source", source.source);
  parts_.text("title", source.title);
  writer_.member("basis", source.basis.id);
  parts_.month("revenue_month", plans.revenue_month);
  writer_.member("plans", plans.plans)
      .member("estimated", plans.estimated)
      .member("collected", plans.collected)
      .member("unallocated", unallocated(plans));
  writer_.member("expected_by", source.expected == ExpectedRevenue::collected ? "collected" : "estimate");
  writer_.member("expected", plans.expected).member("offset", plans.offset);
  writer_.member("shortfall", plans.shortfall).member("cut", plans.cut).member("uncovered", plans.uncovered);
  parts_.evidence("evidence", plans.evidence);
  parts_.citation("offset_cite", source.offset.citation);
  ledger(source, plans);
  tiers(source, plans);
  cuts(source, plans);
  allocations(source, plans);
  writer_.end_object();
}

void RevenueWriter::sources() {
  writer_.key("sources").begin_array();
  for (const SourcePlans& plans : result_.sources)
    source(plans);
  writer_.end_array();
}

void RevenueWriter::plan_changes() {
  writer_.key("plan_changes").begin_array();
  for (const PlanChange& change : result_.plan_changes) {
    writer_.begin_object().member("allocation", id(change.allocation)).member("date", change.date.text());
    writer_.member("change", change.change).member("decision", change.decision).end_object();
  }
  writer_.end_array();
}

void RevenueWriter::findings() {
  writer_.key("findings").begin_array();
  for (const RevenueFinding& finding : result_.findings) {
    writer_.begin_object().member("finding", finding.code).member("source", finding.source);
    writer_.member("subject", finding.subject).end_object();
  }
  writer_.end_array();
}

}  // namespace

std::string revenue_document(const Policy& policy, const Portfolio& portfolio, const RevenueResult& result) {
  JsonWriter writer;
  DocumentParts parts(writer, *policy);
  RevenueWriter sections(writer, policy, portfolio, result);
  begin_result(writer, policy, portfolio, question_of(result)).member("as_of", result.as_of.text());
  parts.heading(policy, portfolio);
  parts.month("month", result.month);
  parts.citation("cite", policy->revenue->citation);
  sections.sources();
  sections.plan_changes();
  sections.findings();
  parts.assumptions();
  writer.end_object();
  return writer.take();
}

Portfolio with_revenue_cuts(const Portfolio& portfolio, const RevenueResult& result,
                            std::string_view document) {
  return with_plan_changes(portfolio, result.plan_changes,
                           after_result(portfolio->provenance, question_of(result), document));
}

}  // namespace giaingan::inline v1
