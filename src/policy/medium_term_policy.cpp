#include "giaingan/policy/medium_term_policy.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "policy/division_settings.hpp"

namespace giaingan::inline v1 {
namespace {

std::vector<DonorEvent> read_donor_events(ObjectReader& parent) {
  std::vector<DonorEvent> events;
  for (const Node& item : parent.items("events")) {
    ObjectReader reader(parent.context(), item, parent.citation());
    DonorEvent event{.type = reader.text("type"), .title = reader.bilingual("title")};
    reader.finish();
    event.citation = reader.whole_citation();
    if (!event.type.empty() && std::ranges::find(events, event.type, &DonorEvent::type) != events.end()) {
      reader.problem("type", "policy.duplicate_id", "the type \"" + event.type + "\" stands twice",
                     "every type once", "delete one");
    }
    events.push_back(std::move(event));
  }
  return events;
}

MediumTermDonors read_donors(ObjectReader& parent) {
  MediumTermDonors donors;
  const auto node = parent.member("donors");
  if (!node) {
    parent.problem("", "policy.missing_key", "the key \"donors\" is missing", "who gives", "add \"donors\"");
    return donors;
  }
  ObjectReader reader(parent.context(), *node, parent.citation());
  donors.findings = read_findings(reader, "findings").value_or(donors.findings);
  donors.events = read_donor_events(reader);
  donors.share = reader.ratio_or("share", {1, 1});
  reader.finish();
  if (donors.findings.empty() && donors.events.empty()) {
    reader.problem("", "policy.no_donor", "nothing makes a project give", "\"findings\" or \"events\"",
                   "add one of them");
  }
  if (donors.share.value < Ratio{0, 1} || donors.share.value > Ratio{1, 1}) {
    reader.problem("share", "policy.bad_share", "nobody can release this share", "from 0 to 1",
                   "mend the share");
  }
  donors.citation = resting_on(reader.whole_citation(), donors.share.citation);
  return donors;
}

std::vector<Tier> read_tiers_of(ObjectReader& parent) {
  std::vector<Tier> tiers = read_tiers(parent, [](ObjectReader& reader, Tier& tier) {
    tier.within = read_within_tier(reader).value_or(WithinTier::ratio_desc);
    tier.citation = reader.whole_citation();
  });
  if (tiers.empty()) {
    parent.problem("", "policy.missing_key", "the key \"tiers\" is missing or empty", "at least one tier",
                   "add \"tiers\"");
  }
  return tiers;
}

void check_days(ObjectReader& reader, const MediumTermAdjustment& adjustment, const NamedParts& named,
                const std::vector<MediumTermAdjustment>& earlier) {
  if (named.year) {
    const Date first = Date::from(*named.year, 1, 1).value_or(Date{});
    const Date last = month_end(*named.year, BudgetMonth{months_in_budget_year});
    if (adjustment.as_of < first || adjustment.as_of > last) {
      reader.problem("as_of", "policy.outside_year", adjustment.as_of.text() + " is outside the budget year",
                     "a day from " + first.text() + " to " + last.text(), "mend the day");
    }
  }
  if (adjustment.effective <= adjustment.as_of) {
    reader.problem("effective", "policy.round_dates",
                   "changes of " + adjustment.effective.text() + " would change the figures of " +
                       adjustment.as_of.text() + " that they are made from",
                   "a day after as_of", "mend one of them");
  }
  if (!earlier.empty() && adjustment.as_of < earlier.back().effective) {
    reader.problem("as_of", "policy.rounds_out_of_order",
                   "the adjustment would not see what \"" + earlier.back().id + "\" moves on " +
                       earlier.back().effective.text(),
                   "a day on or after " + earlier.back().effective.text(), "mend one of them");
  }
}

MediumTermAdjustment read_adjustment(ObjectReader& reader) {
  MediumTermAdjustment adjustment{.id = reader.text("id"), .title = reader.bilingual("title")};
  adjustment.as_of = reader.date("as_of");
  const std::optional<Date> effective = reader.optional_date("effective");
  adjustment.effective = effective.value_or(adjustment.as_of.plus_days(1));
  adjustment.donors = read_donors(reader);
  adjustment.bars = {Bar::settled};
  if (auto bars = choices<Bar>(
          reader, "bars",
          {{"outside_medium_term_plan", Bar::outside_medium_term_plan}, {"settled", Bar::settled}}))
    adjustment.bars = std::move(*bars);
  if (auto findings = read_findings(reader, "barring_findings"))
    adjustment.barring_findings = std::move(*findings);
  adjustment.tiers = read_tiers_of(reader);
  adjustment.cut_order = read_cut_order(reader, adjustment.cut_order);
  adjustment.ties = read_ties(reader, adjustment.ties);
  adjustment.unmatched = read_unmatched(reader, adjustment.unmatched);
  adjustment.step = read_step(reader, adjustment.step);
  adjustment.citation = reader.citation();
  adjustment.settings = reader.settings();
  if (!effective) {
    adjustment.settings.own.emplace_back(
        "effective",
        reader.assume("effective", "\"" + adjustment.effective.text() + "\"",
                      {"Chính sách không nêu ngày áp dụng: lấy ngày sau ngày của số liệu.",
                       "The policy names no day of effect: the day after that of the figures is taken."}));
  }
  return adjustment;
}

}  // namespace

MediumTermPolicy read_medium_term(ReadingContext& context, const Node& node, const NamedParts& named) {
  ObjectReader section(context, node);
  MediumTermPolicy policy{.citation = section.citation()};
  const std::vector<Node> items = section.items("adjustments");
  section.finish();
  if (items.empty()) {
    section.problem("adjustments", "policy.no_round", "no adjustment is named",
                    "at least one object with an id", "add the adjustments");
  }
  for (const Node& item : items) {
    ObjectReader reader(context, item, section.citation());
    MediumTermAdjustment adjustment = read_adjustment(reader);
    reader.finish();
    report_second(reader, policy.adjustments, adjustment.id);
    check_days(reader, adjustment, named, policy.adjustments);
    policy.adjustments.push_back(std::move(adjustment));
  }
  return policy;
}

}  // namespace giaingan::inline v1
