#include "verify/round_check.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <utility>

#include "verify/certificate_check.hpp"
#include "verify/division_check.hpp"
#include "verify/evidence_check.hpp"
#include "verify/findings.hpp"
#include "verify/parties.hpp"
#include "verify/provenance_check.hpp"
#include "verify/reasons.hpp"

namespace giaingan::inline v1::verify {
namespace {

constexpr Why as_in_data{"phải đúng như bộ số liệu cho ngày của đợt",
                         "it must be what the dataset says on the day of the round"};
constexpr Why as_worked_out{"phải đúng kết quả tính lại từ chính sách và bộ số liệu",
                            "it must be what the policy and the dataset give when worked out anew"};
constexpr Why as_listed{"hai chỗ ghi cùng một khoản phải ghi một số",
                        "what two places say of one allocation must be the same"};
constexpr Why as_seen{
    "các đợt trước mà bộ số liệu đã có quyết định; đợt tính sau đợt khác thì kiểm với --after",
    "the earlier rounds whose decisions the dataset holds; a round that was computed after "
    "others is verified with --after"};
constexpr Why an_amount{"phải là số đồng nguyên, không âm, bội số của bước",
                        "it must be whole đồng, not negative, and a multiple of the step"};
std::optional<std::int64_t> number_of(const Json* value) {
  if (value == nullptr || value->kind != Json::Kind::number) return std::nullopt;
  std::int64_t number = 0;
  const char* end = value->text.data() + value->text.size();
  const auto [read, error] = std::from_chars(value->text.data(), end, number);
  return error == std::errc() && read == end ? std::optional(number) : std::nullopt;
}

using Keys = std::vector<std::string>;

/// Goes through one document.
class RoundCheck {
 public:
  RoundCheck(const PolicySections& policy, const Facts& facts, const Round& round, const Bars& bars,
             const Json& document)
      : policy_(policy),
        facts_(facts),
        round_(round),
        document_(document),
        parts_(policy),
        parties_(parties_of(facts, round, bars)) {}

  RoundVerification check() {
    name_rows();
    read_moved();
    totals_ = totals_of(parties_, round_, moved_);
    ObjectCheck root(faults_, &document_, Spot(), as_worked_out);
    check_provenance(root, policy_, facts_, round_);
    heading(root);
    tiers(root);
    pools(root);
    moves(root);
    tier_rows_ = rows_of("certificate", {"tier"}, tier_keys());
    check_certificate(root, parties_, round_, moved_, totals_);
    rooms(root);
    donors(root);
    releases(root);
    takers(root);
    refusals(root);
    findings(root);
    assumed(root);
    root.finish();
    breaches();
    return result();
  }

 private:
  [[nodiscard]] const std::string& id(std::size_t allocation) const {
    return facts_.allocations[allocation].id;
  }
  [[nodiscard]] std::int64_t dong(std::int64_t steps) const { return in_dong(steps, round_.step); }

  void name_rows() {
    for (const Donor& donor : parties_.donors)
      donor_keys_.push_back(parties_.donor_level.ids[donor.unit]);
    for (const Release& release : parties_.releases)
      release_keys_.push_back(id(release.allocation));
    for (const Taker& taker : parties_.takers)
      taker_keys_.push_back(id(taker.allocation));
    room_order_ = rooms_in_order(parties_);
    for (const std::size_t room : room_order_)
      room_keys_.push_back(key_of(parties_.rooms[room]));
  }

  // ---- What was moved

  /// The amounts of a list's rows, by the rows that must be there, in steps; what can't be an amount is a
  /// fault.
  std::vector<std::int64_t> amounts_of(std::string_view list, std::string_view member, const Keys& keys,
                                       std::vector<std::size_t>& row_of) {
    const Json* rows = document_.find(list);
    row_of = align(keys_of_rows(rows, {"allocation"}), keys).row_of;
    std::vector<std::int64_t> amounts(keys.size(), 0);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (row_of[i] == nowhere || rows->items[row_of[i]].kind != Json::Kind::object) continue;
      const Json* value = rows->items[row_of[i]].find(member);
      if (value == nullptr) continue;
      const auto amount = number_of(value);
      const std::int64_t step = round_.step.value;
      if (amount && *amount >= 0) amounts[i] = *amount / step;
      if (amount && *amount >= 0 && *amount % step == 0) continue;
      sound_ = false;
      faults_.add("verify.not_an_amount",
                  "/" + std::string(list) + "/" + std::to_string(row_of[i]) + "/" + std::string(member),
                  shown_value(*value), std::to_string(dong(amounts[i])), an_amount);
    }
    return amounts;
  }

  void read_moved() {
    moved_.cuts = amounts_of("donor_allocations", "cut", release_keys_, release_rows_);
    moved_.additions = amounts_of("recipients", "addition", taker_keys_, taker_rows_);
  }

  /// What the short list says of every allocation, đồng.
  [[nodiscard]] std::unordered_map<std::string_view, std::int64_t> listed(std::string_view list) const {
    std::unordered_map<std::string_view, std::int64_t> amounts;
    const Json* rows = document_.find(list);
    if (rows == nullptr) return amounts;
    for (const Json& row : rows->items) {
      const Json* allocation = row.find("allocation");
      const auto amount = number_of(row.find("amount"));
      if (allocation != nullptr && amount) amounts.emplace(allocation->text, *amount);
    }
    return amounts;
  }

  // ---- The members, in the order of the document

  void heading(ObjectCheck& root) {
    root.is("round", round_.id, as_in_policy);
    root.is("as_of", round_.as_of.text(), as_in_policy);
    root.is("policy", policy_.id, as_in_policy);
    root.is("year", static_cast<std::int64_t>(policy_.year), as_in_policy);
    parts_.month(root, "month", parties_.standing.month, as_worked_out);
    root.is("report_before", round_.report_before.text(), as_in_policy);
    root.is("effective", round_.effective.text(), as_in_policy);
    root.is("basis", round_.basis.id, as_in_policy);
    root.is("operator", comparison_text(round_.comparison), as_in_policy);
    parts_.ratio(root, "required_ratio", round_.required_ratio.value, as_in_policy);
    parts_.citation(root, "required_ratio_cite", round_.required_ratio.citation);
    parts_.citation(root, "cite", round_.citation);
    parts_.citation(root, "as_of_cite", round_.settings.deciding(round_.citation, {"as_of"}));
    root.is("step", round_.step, as_in_policy);
    Keys seen;
    for (const std::string& earlier : round_.earlier) {
      const bool known = std::ranges::any_of(facts_.plan_changes, [&](const PlanChange& change) {
        return change.decision == earlier && change.date <= round_.as_of;
      });
      if (known) seen.push_back(earlier);
    }
    check_texts(root, "earlier_rounds_seen", seen, as_seen);
    root.is("outcome", outcome(parties_, moved_), as_worked_out);
    parts_.citation(root, "pools_cite", round_.settings.deciding(round_.citation, {"pool_by", "unmatched"}));
    Citation cuts = resting_on(round_.release.citation, round_.required_ratio.citation);
    cuts = resting_on(std::move(cuts),
                      round_.settings.deciding(round_.citation, {"donor_level", "exempt", "cut_order",
                                                                 "unmatched", "ties", "step"}));
    parts_.citation(root, "cuts_cite", cuts);
  }

  void tiers(ObjectCheck& root) {
    check_rows(root, "tiers", {"tier"}, tier_keys(), as_in_policy, [&](std::size_t i, ObjectCheck& row) {
      const Tier& tier = round_.tiers[i];
      row.is("tier", tier.id, as_in_policy);
      parts_.text(row, "title", tier.title);
      Citation citation = resting_on(tier.citation, criterion_citation(round_));
      citation = resting_on(std::move(citation),
                            round_.settings.deciding(
                                round_.citation, {"within_tier", "bars", "barring_findings", "resupplement",
                                                  "owner_capacity", "pool_by", "ties", "step"}));
      parts_.citation(row, "additions_cite", citation);
    });
  }

  [[nodiscard]] Keys tier_keys() const {
    Keys keys;
    for (const Tier& tier : round_.tiers)
      keys.push_back(tier.id);
    return keys;
  }

  void pools(ObjectCheck& root) {
    pool_rows_ = rows_of("pools", {"pool"}, parties_.pools);
    check_rows(root, "pools", {"pool"}, parties_.pools, as_summed, [&](std::size_t i, ObjectCheck& row) {
      row.is("pool", parties_.pools[i], as_worked_out);
      row.is("cut", dong(totals_.cut_of_pool[i]), as_summed);
      row.is("added", dong(totals_.added_in_pool[i]), as_summed);
      row.is("returned", dong(totals_.cut_of_pool[i]) - dong(totals_.added_in_pool[i]), as_summed);
    });
  }

  void moves(ObjectCheck& root) {
    Keys cut;
    std::vector<std::size_t> releases;
    for (std::size_t i = 0; i < moved_.cuts.size(); ++i) {
      if (moved_.cuts[i] == 0) continue;
      cut.push_back(release_keys_[i]);
      releases.push_back(i);
    }
    check_rows(root, "cuts", {"allocation"}, cut, as_listed, [&](std::size_t i, ObjectCheck& row) {
      row.is("allocation", cut[i], as_listed);
      row.is("amount", dong(moved_.cuts[releases[i]]), as_listed);
    });
    Keys added;
    std::vector<std::size_t> takers;
    for (std::size_t i = 0; i < moved_.additions.size(); ++i) {
      if (moved_.additions[i] == 0) continue;
      added.push_back(taker_keys_[i]);
      takers.push_back(i);
    }
    check_rows(root, "additions", {"allocation"}, added, as_listed, [&](std::size_t i, ObjectCheck& row) {
      row.is("allocation", added[i], as_listed);
      row.is("amount", dong(moved_.additions[takers[i]]), as_listed);
      row.is("tier", round_.tiers[parties_.takers[takers[i]].tier].id, as_worked_out);
    });
  }

  void rooms(ObjectCheck& root) {
    room_rows_ = rows_of("rooms", {"node", "id"}, room_keys_);
    check_rows(root, "rooms", {"node", "id"}, room_keys_, as_worked_out,
               [&](std::size_t i, ObjectCheck& row) {
                 const std::size_t which = room_order_[i];
                 const Room& room = parties_.rooms[which];
                 row.is("node", word_of(room.kind), as_worked_out);
                 row.is("id", room.id, as_worked_out);
                 if (room.within == nowhere) {
                   row.is_null("within", as_worked_out);
                 } else {
                   const Room& within = parties_.rooms[room.within];
                   ObjectCheck outer(faults_, row.take("within", as_worked_out), row.spot().member("within"),
                                     as_worked_out);
                   outer.is("node", word_of(within.kind), as_worked_out);
                   outer.is("id", within.id, as_worked_out);
                   outer.finish();
                 }
                 row.is("limit", dong(room.limit), as_worked_out);
                 row.is("used", dong(totals_.used_of_room[which]), as_summed);
               });
  }

  void donors(ObjectCheck& root) {
    donor_rows_ = rows_of("donors", {"unit"}, donor_keys_);
    check_rows(root, "donors", {"unit"}, donor_keys_, as_worked_out, [&](std::size_t i, ObjectCheck& row) {
      const Donor& donor = parties_.donors[i];
      const Sums& sums = parties_.donor_level.sums[donor.unit];
      row.is("unit", donor_keys_[i], as_worked_out);
      row.is("plan", sums.plan, as_in_data);
      row.is("disbursed", sums.disbursed, as_in_data);
      parts_.ratio(row, "ratio", sums.ratio(), as_in_data);
      row.is("wanted", shown(donor.wanted), as_worked_out);
      row.is("limit", dong(donor.limit), as_worked_out);
      row.is("cut", dong(totals_.cut_of_donor[i]), as_summed);
      parts_.comparing(row, "evidence", donor_comparing(parties_, round_, donor.unit));
    });
  }

  void releases(ObjectCheck& root) {
    const auto cuts = listed("cuts");
    const auto bounds = cut_bounds(parties_, moved_, totals_);
    check_rows(root, "donor_allocations", {"allocation"}, release_keys_, as_worked_out,
               [&](std::size_t i, ObjectCheck& row) {
                 const Release& release = parties_.releases[i];
                 const std::size_t allocation = release.allocation;
                 const Standing& standing = parties_.standing;
                 row.is("allocation", release_keys_[i], as_worked_out);
                 row.is("unit", donor_keys_[release.donor], as_worked_out);
                 row.is("pool", parties_.pools[release.pool], as_worked_out);
                 row.is("plan", standing.of[allocation].plan, as_in_data);
                 row.is("disbursed", standing.of[allocation].disbursed, as_in_data);
                 row.is("committed", standing.committed[allocation], as_in_data);
                 row.is("floor", release.floor, as_worked_out);
                 std::optional<std::int64_t> forecast;
                 if (standing.forecast[allocation]) forecast = shown(*standing.forecast[allocation]);
                 row.is("forecast", forecast, as_worked_out);
                 row.is("exempt", release.exempt, as_in_policy);
                 row.is("wanted", dong(release.wanted), as_worked_out);
                 row.is("limit", dong(release.limit), as_worked_out);
                 row.is("release", dong(release.most), as_worked_out);
                 const auto cut = cuts.find(release_keys_[i]);
                 row.is("cut", cut == cuts.end() ? std::int64_t{0} : cut->second, as_listed);
                 row.is("bound_by", bounds[i], as_worked_out);
               });
  }

  void takers(ObjectCheck& root) {
    const auto additions = listed("additions");
    const auto stopped = stops(parties_, moved_, totals_);
    check_rows(
        root, "recipients", {"allocation"}, taker_keys_, as_worked_out, [&](std::size_t i, ObjectCheck& row) {
          const Taker& taker = parties_.takers[i];
          const Sums& sums = parties_.standing.of[taker.allocation];
          row.is("allocation", taker_keys_[i], as_worked_out);
          row.is("unit", parties_.recipient_level.ids[taker.unit], as_worked_out);
          row.is("tier", round_.tiers[taker.tier].id, as_worked_out);
          row.is("pool", parties_.pools[taker.pool], as_worked_out);
          row.is("plan", sums.plan, as_in_data);
          row.is("disbursed", sums.disbursed, as_in_data);
          ObjectCheck caps(faults_, row.take("caps", as_worked_out), row.spot().member("caps"),
                           as_worked_out);
          for (const Cap& cap : taker.caps)
            caps.is(cap.name, shown(cap.room), as_worked_out);
          caps.finish();
          row.is("need", dong(taker.need), as_worked_out);
          row.is("need_bound_by", taker.bound_by, as_worked_out);
          rooms_of(row, taker);
          const auto addition = additions.find(taker_keys_[i]);
          row.is("addition", addition == additions.end() ? std::int64_t{0} : addition->second, as_listed);
          row.is("stopped_by", stopped[i].by, as_worked_out);
          if (!stopped[i].at.empty()) row.is("stopped_at", stopped[i].at, as_worked_out);
          if (stopped[i].tier != nowhere) row.is("taken_by", round_.tiers[stopped[i].tier].id, as_worked_out);
          parts_.comparing(row, "evidence", recipient_comparing(parties_, round_, taker.unit));
        });
  }

  /// The rooms that a recipient fills, from the innermost outwards.
  void rooms_of(ObjectCheck& row, const Taker& taker) {
    std::vector<std::size_t> chain;
    Keys keys;
    for (std::size_t room = taker.room; room != nowhere; room = parties_.rooms[room].within) {
      chain.push_back(room);
      keys.push_back(key_of(parties_.rooms[room]));
    }
    check_rows(row, "rooms", {"node", "id"}, keys, as_worked_out, [&](std::size_t i, ObjectCheck& room) {
      room.is("node", word_of(parties_.rooms[chain[i]].kind), as_worked_out);
      room.is("id", parties_.rooms[chain[i]].id, as_worked_out);
    });
  }

  void refusals(ObjectCheck& root) {
    Keys keys;
    for (const Refusal& refusal : parties_.refusals)
      keys.push_back(id(refusal.allocation));
    check_rows(root, "rejected", {"allocation"}, keys, as_worked_out, [&](std::size_t i, ObjectCheck& row) {
      const Refusal& refusal = parties_.refusals[i];
      row.is("allocation", keys[i], as_worked_out);
      row.is("rejection", refusal.rejection, as_worked_out);
      if (!refusal.reason.empty()) row.is("reason", refusal.reason, as_worked_out);
      if (refusal.compared) parts_.comparing(row, "evidence", *refusal.compared);
      parts_.citation(row, "cite", refusal.citation);
    });
  }

  void findings(ObjectCheck& root) {
    std::vector<Finding> findings = parties_.findings;
    find_unknown_rounds(policy_, facts_, findings);
    for (std::size_t i = 0; i < moved_.cuts.size(); ++i) {
      const Release& release = parties_.releases[i];
      if (moved_.cuts[i] > 0)
        find_overtaken(facts_, round_, release.allocation, dong(moved_.cuts[i]), release.floor, findings);
    }
    std::ranges::sort(findings);
    Keys keys;
    for (const Finding& finding : findings)
      keys.push_back(finding.code + "\n" + finding.subject);
    check_rows(root, "findings", {"finding", "subject"}, keys, as_worked_out,
               [&](std::size_t i, ObjectCheck& row) {
                 const Finding& finding = findings[i];
                 row.is("finding", finding.code, as_worked_out);
                 row.is("subject", finding.subject, as_worked_out);
                 if (!finding.at.empty()) row.is("at", finding.at, as_worked_out);
                 if (finding.amount) row.is("amount", *finding.amount, as_in_data);
                 if (!finding.date) return;
                 row.is("date", finding.date->text(), as_in_data);
                 row.is("decision", finding.decision, as_in_data);
               });
  }

  void assumed(ObjectCheck& root) {
    Keys keys;
    for (const Assumption& assumption : policy_.assumptions)
      keys.push_back(assumption.pointer);
    check_rows(root, "assumed", {"pointer"}, keys, as_in_policy, [&](std::size_t i, ObjectCheck& row) {
      const Assumption& assumption = policy_.assumptions[i];
      row.is("pointer", assumption.pointer, as_in_policy);
      row.is("value", assumption.value, as_in_policy);
      parts_.text(row, "note", assumption.citation.note);
      parts_.citation(row, "cite", assumption.citation);
    });
  }

  // ---- What must not be

  [[nodiscard]] std::vector<std::size_t> rows_of(std::string_view list,
                                                 const std::vector<std::string_view>& key,
                                                 const Keys& keys) const {
    return align(keys_of_rows(document_.find(list), key), keys).row_of;
  }

  void breaches() {
    const auto broken = bounds_broken(parties_, round_, moved_, totals_);
    for (const Breach& breach : broken)
      report(breach);
    // Where amounts or bounds are broken there is no flow whose order could be asked about.
    if (!broken.empty() || !sound_) return;
    for (const Breach& breach : unfair(parties_, round_, moved_))
      report(breach);
  }

  void report(const Breach& breach) {
    const auto add = [&](const char* list, const std::vector<std::size_t>& rows, std::size_t which,
                         const char* member, std::int64_t steps) {
      std::string pointer = std::string("/") + list;
      if (rows[which] != nowhere) pointer += "/" + std::to_string(rows[which]) + "/" + member;
      faults_.add(breach.code, std::move(pointer), std::to_string(dong(steps)), breach.required, breach.why);
    };
    const std::size_t which = breach.which;
    switch (breach.party) {
      case Party::release:
        return add("donor_allocations", release_rows_, which, "cut", moved_.cuts[which]);
      case Party::taker:
        return add("recipients", taker_rows_, which, "addition", moved_.additions[which]);
      case Party::donor:
        return add("donors", donor_rows_, which, "cut", totals_.cut_of_donor[which]);
      case Party::pool:
        return add("pools", pool_rows_, which, "cut", totals_.cut_of_pool[which]);
      case Party::tier:
        return add("certificate", tier_rows_, which, "total", totals_.of_tier[which]);
      case Party::room:
        break;
    }
    const auto place = static_cast<std::size_t>(std::ranges::find(room_order_, which) - room_order_.begin());
    add("rooms", room_rows_, place, "used", totals_.used_of_room[which]);
  }

  RoundVerification result() {
    RoundVerification verification{.round = round_.id,
                                   .problem_count = faults_.count(),
                                   .values = faults_.values(),
                                   .tiers = static_cast<std::int64_t>(round_.tiers.size())};
    for (std::size_t i = 0; i < moved_.cuts.size(); ++i) {
      if (moved_.cuts[i] == 0) continue;
      ++verification.cuts;
      move(verification, parties_.releases[i].allocation, -dong(moved_.cuts[i]));
    }
    for (std::size_t i = 0; i < moved_.additions.size(); ++i) {
      if (moved_.additions[i] == 0) continue;
      ++verification.additions;
      move(verification, parties_.takers[i].allocation, dong(moved_.additions[i]));
    }
    verification.problems = faults_.take();
    if (verification.problem_count > 0) verification.plan_changes.clear();
    return verification;
  }

  void move(RoundVerification& verification, std::size_t allocation, std::int64_t amount) const {
    verification.plan_changes.push_back(
        {static_cast<Index>(allocation), round_.effective, {amount}, round_.id});
  }

  const PolicySections& policy_;
  const Facts& facts_;
  const Round& round_;
  const Json& document_;
  Parts parts_;
  Parties parties_;
  Faults faults_;
  bool sound_ = true;  ///< every amount is one
  Moved moved_;
  Totals totals_;
  Keys donor_keys_;
  Keys release_keys_;
  Keys taker_keys_;
  Keys room_keys_;                       ///< in the order of certificates
  std::vector<std::size_t> room_order_;  ///< the same as places among the rooms
  std::vector<std::size_t> donor_rows_, release_rows_, taker_rows_, room_rows_, pool_rows_, tier_rows_;
};

}  // namespace

RoundVerification check_round(const PolicySections& policy, const Facts& facts, const Round& round,
                              const Bars& bars, const Json& document) {
  return RoundCheck(policy, facts, round, bars, document).check();
}

}  // namespace giaingan::inline v1::verify
