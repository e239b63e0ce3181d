#include "giaingan/assessment/round_run.hpp"

#include <cstddef>
#include <string>

#include "assessment/document_parts.hpp"
#include "assessment/made_by.hpp"
#include "assessment/round_rooms.hpp"
#include "io/json_writer.hpp"

namespace giaingan::inline v1 {
namespace {

/// Writes one round; a member function a section.
class RoundWriter {
 public:
  RoundWriter(JsonWriter& writer, const Policy& policy, const Portfolio& portfolio, const Round& round,
              const ReallocationResult& result)
      : writer_(writer), parts_(writer, *policy), facts_(*portfolio), round_(round), result_(result) {}

  void citations();
  void pools();
  void moves();
  void donors();
  void recipients();
  void rejected();
  void certificate();
  void rooms();
  void findings();

 private:
  void donor_allocation(const DonorAllocation& donor);
  void recipient(const Recipient& recipient);
  [[nodiscard]] const std::string& id(Index allocation) const {
    return facts_.allocations[static_cast<std::size_t>(allocation)].id;
  }

  JsonWriter& writer_;
  DocumentParts parts_;
  const Facts& facts_;
  const Round& round_;
  const ReallocationResult& result_;
};

// Once for all cuts, for all additions of a tier and for all pools: what they stand on and what it assumes.
void RoundWriter::citations() {
  parts_.citation("pools_cite", pool_citation(round_));
  parts_.citation("cuts_cite", cut_citation(round_));
  writer_.key("tiers").begin_array();
  for (const Tier& tier : round_.tiers) {
    writer_.begin_object().member("tier", tier.id);
    parts_.text("title", tier.title);
    parts_.citation("additions_cite", addition_citation(round_, tier));
    writer_.end_object();
  }
  writer_.end_array();
}

void RoundWriter::pools() {
  writer_.key("pools").begin_array();
  for (const PoolTotals& pool : result_.pools) {
    writer_.begin_object().member("pool", pool.pool).member("cut", pool.cut).member("added", pool.added);
    writer_.member("returned", pool.returned).end_object();
  }
  writer_.end_array();
}

void RoundWriter::moves() {
  writer_.key("cuts").begin_array();
  for (const Cut& cut : result_.cuts) {
    writer_.begin_object().member("allocation", cut.allocation).member("amount", cut.amount).end_object();
  }
  writer_.end_array().key("additions").begin_array();
  for (const Addition& addition : result_.additions) {
    writer_.begin_object().member("allocation", addition.allocation).member("amount", addition.amount);
    writer_.member("tier", addition.tier).end_object();
  }
  writer_.end_array();
}

void RoundWriter::donor_allocation(const DonorAllocation& donor) {
  writer_.begin_object().member("allocation", id(donor.allocation));
  writer_.member("unit", result_.donors[donor.donor].unit).member("pool", result_.pools[donor.pool].pool);
  writer_.member("plan", donor.amounts.plan).member("disbursed", donor.amounts.disbursed);
  writer_.member("committed", donor.committed)
      .member("floor", donor.floor)
      .member("forecast", donor.forecast);
  writer_.member("exempt", donor.exempt).member("wanted", donor.wanted).member("limit", donor.limit);
  writer_.member("release", donor.release).member("cut", donor.cut);
  writer_.member("bound_by", cut_bound_text(donor.bound_by)).end_object();
}

void RoundWriter::donors() {
  writer_.key("donors").begin_array();
  for (const DonorUnit& donor : result_.donors) {
    writer_.begin_object().member("unit", donor.unit).member("plan", donor.amounts.plan);
    writer_.member("disbursed", donor.amounts.disbursed);
    parts_.ratio("ratio", donor.amounts.ratio());
    writer_.member("wanted", donor.wanted).member("limit", donor.limit).member("cut", donor.cut);
    parts_.evidence("evidence", donor.evidence);
    writer_.end_object();
  }
  writer_.end_array().key("donor_allocations").begin_array();
  for (const DonorAllocation& donor : result_.donor_allocations)
    donor_allocation(donor);
  writer_.end_array();
}

void RoundWriter::recipient(const Recipient& recipient) {
  writer_.begin_object().member("allocation", id(recipient.allocation)).member("unit", recipient.unit);
  writer_.member("tier", round_.tiers[recipient.tier].id).member("pool", result_.pools[recipient.pool].pool);
  writer_.member("plan", recipient.amounts.plan).member("disbursed", recipient.amounts.disbursed);
  writer_.key("caps").begin_object();
  for (const CapRoom& room : recipient.caps)
    writer_.member(cap_text(room.cap), room.room);
  writer_.end_object()
      .member("need", recipient.need)
      .member("need_bound_by", cap_text(recipient.need_bound_by));
  writer_.key("rooms").begin_array();
  for (const NetworkNode& room : recipient.rooms)
    writer_.begin_object().member("node", node_text(room.kind)).member("id", room.id).end_object();
  writer_.end_array();
  writer_.member("addition", recipient.addition).member("stopped_by", cap_text(recipient.stopped_by));
  if (!recipient.stopped_at.empty()) writer_.member("stopped_at", recipient.stopped_at);
  if (recipient.taken_by) writer_.member("taken_by", round_.tiers[*recipient.taken_by].id);
  parts_.evidence("evidence", recipient.evidence);
  writer_.end_object();
}

void RoundWriter::recipients() {
  writer_.key("recipients").begin_array();
  for (const Recipient& each : result_.recipients)
    recipient(each);
  writer_.end_array();
}

void RoundWriter::rejected() {
  writer_.key("rejected").begin_array();
  for (const RejectedRequest& request : result_.rejected) {
    writer_.begin_object().member("allocation", id(request.allocation));
    writer_.member("rejection", rejection_text(request.rejection));
    if (!request.reason.empty()) writer_.member("reason", request.reason);
    if (request.evidence) parts_.evidence("evidence", *request.evidence);
    parts_.citation("cite", request.citation);
    writer_.end_object();
  }
  writer_.end_array();
}

void RoundWriter::certificate() {
  writer_.key("certificate").begin_array();
  for (const TierCertificate& tier : result_.certificate) {
    writer_.begin_object()
        .member("tier", tier.tier)
        .member("earlier", tier.earlier)
        .member("total", tier.total);
    writer_.member("capacity", tier.capacity).key("source_side").begin_array();
    for (const NetworkNode& node : tier.source_side) {
      writer_.begin_object().member("node", node_text(node.kind)).member("id", node.id).end_object();
    }
    writer_.end_array().end_object();
  }
  writer_.end_array();
}

void RoundWriter::rooms() {
  const auto node = [&](const NetworkNode& room) {
    writer_.member("node", node_text(room.kind)).member("id", room.id);
  };
  writer_.key("rooms").begin_array();
  for (const RoomUse& room : rooms_of(result_)) {
    writer_.begin_object();
    node(room.room);
    writer_.key("within");
    if (room.within) {
      writer_.begin_object();
      node(*room.within);
      writer_.end_object();
    } else {
      writer_.null();
    }
    writer_.member("limit", room.limit).member("used", room.used).end_object();
  }
  writer_.end_array();
}

void RoundWriter::findings() {
  writer_.key("findings").begin_array();
  for (const ReallocationFinding& finding : result_.findings) {
    writer_.begin_object().member("finding", finding.code).member("subject", finding.subject);
    if (!finding.at.empty()) writer_.member("at", finding.at);
    if (finding.amount) writer_.member("amount", *finding.amount);
    if (finding.date) writer_.member("date", finding.date->text()).member("decision", finding.decision);
    writer_.end_object();
  }
  writer_.end_array();
}

}  // namespace

std::string round_document(const Policy& policy, const Portfolio& portfolio, const Round& round,
                           const ReallocationResult& result) {
  JsonWriter writer;
  DocumentParts parts(writer, *policy);
  RoundWriter sections(writer, policy, portfolio, round, result);
  begin_result(writer, policy, portfolio, question_of(round)).member("round", result.round);
  writer.member("as_of", result.as_of.text());
  parts.heading();
  parts.month("month", result.month);
  writer.member("report_before", round.report_before.text()).member("effective", round.effective.text());
  writer.member("basis", round.basis.id).member("operator", comparison_text(round.comparison));
  parts.ratio("required_ratio", round.required_ratio.value);
  parts.citation("required_ratio_cite", round.required_ratio.citation);
  parts.citation("cite", round.citation);
  parts.citation("as_of_cite", round.settings.deciding(round.citation, {"as_of"}));
  writer.member("step", round.step).key("earlier_rounds_seen").begin_array();
  for (const std::string& id : earlier_rounds_seen(portfolio, round))
    writer.value(id);
  writer.end_array();
  writer.member("outcome", outcome_text(result.outcome));
  sections.citations();
  sections.pools();
  sections.moves();
  sections.certificate();
  sections.rooms();
  sections.donors();
  sections.recipients();
  sections.rejected();
  sections.findings();
  parts.assumptions();
  writer.end_object();
  return writer.take();
}

}  // namespace giaingan::inline v1
