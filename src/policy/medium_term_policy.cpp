#include "giaingan/policy/medium_term_policy.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

#include "policy/sections.hpp"

namespace giaingan::inline v1 {
namespace {

const Words<WithinTier> within_words = {{"ratio_desc", WithinTier::ratio_desc},
                                        {"proportional", WithinTier::proportional},
                                        {"equal", WithinTier::equal}};

/// The members of the array at `key`, each once, each by its word. @param words pairs of a text and a value
template <class T, class WordList>
std::vector<T> choices(ObjectReader& reader, std::string_view key, const WordList& words) {
  std::vector<T> found;
  for (const std::string& text : reader.texts(key)) {
    const auto word = std::ranges::find_if(words, [&](const auto& each) { return each.first == text; });
    if (word == words.end()) {
      std::string expected;
      for (const auto& each : words)
        expected += (expected.empty() ? "\"" : ", \"") + std::string(each.first) + "\"";
      reader.problem(key, "policy.wrong_value", "\"" + text + "\" can't stand here", "any of " + expected,
                     "mend the word");
    } else if (std::ranges::find(found, word->second) != found.end()) {
      reader.problem(key, "policy.duplicate_id", "\"" + text + "\" stands twice", "every word once",
                     "delete one");
    } else {
      found.push_back(word->second);
    }
  }
  return found;
}

std::vector<ProjectFindingCode> findings(ObjectReader& reader, std::string_view key) {
  std::vector<std::pair<std::string_view, ProjectFindingCode>> words;
  words.reserve(project_finding_codes.size());
  for (const ProjectFindingCode code : project_finding_codes)
    words.emplace_back(project_finding_text(code), code);
  return choices<ProjectFindingCode>(reader, key, words);
}

MediumTermDonors read_donors(ObjectReader& parent) {
  MediumTermDonors donors;
  const auto node = parent.member("donors");
  if (!node) {
    parent.problem("", "policy.missing_key", "the key \"donors\" is missing", "who gives", "add \"donors\"");
    return donors;
  }
  ObjectReader reader(parent.context(), *node, parent.citation());
  donors.findings = findings(reader, "findings");
  donors.events = reader.texts("events");
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

std::vector<Tier> read_tiers(ObjectReader& parent) {
  std::vector<Tier> tiers;
  for (const Node& item : parent.items("tiers")) {
    ObjectReader reader(parent.context(), item, parent.citation());
    Tier tier{.id = reader.text("id"),
              .title = reader.bilingual("title"),
              .condition = read_allocation_filter(reader, "condition")};
    tier.within = reader.choice<WithinTier>("within_tier", within_words, WithinTier::ratio_desc);
    tier.citation = reader.whole_citation();
    reader.finish();
    report_second(reader, tiers, tier.id);
    tiers.push_back(std::move(tier));
  }
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
  adjustment.effective = reader.optional_date("effective").value_or(adjustment.as_of.plus_days(1));
  adjustment.donors = read_donors(reader);
  adjustment.bars = {Bar::settled};
  reader.allow("bars");
  const std::vector<std::pair<std::string_view, Bar>> bars{
      {"outside_medium_term_plan", Bar::outside_medium_term_plan}, {"settled", Bar::settled}};
  if (reader.has("bars")) adjustment.bars = choices<Bar>(reader, "bars", bars);
  adjustment.barring_findings = findings(reader, "barring_findings");
  adjustment.tiers = read_tiers(reader);
  adjustment.cut_order = reader.choice<CutOrder>(
      "cut_order",
      {{"worst_ratio_first", CutOrder::worst_ratio_first}, {"proportional", CutOrder::proportional}},
      adjustment.cut_order);
  adjustment.ties = reader.choice<RemainderTies>("ties",
                                                 {{"id", RemainderTies::id},
                                                  {"ratio_desc", RemainderTies::ratio_desc},
                                                  {"amount_desc", RemainderTies::amount_desc}},
                                                 adjustment.ties);
  adjustment.unmatched = reader.choice<Unmatched>(
      "unmatched", {{"stay", Unmatched::stay}, {"return", Unmatched::return_to_above}}, adjustment.unmatched);
  adjustment.step = {reader.integer_or("step", 1, std::numeric_limits<std::int64_t>::max(), 1)};
  adjustment.citation = reader.citation();
  adjustment.settings = reader.settings();
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
