#include "giaingan/policy/reallocation_policy.hpp"

#include "giaingan/policy/pool_id.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <utility>

#include "policy/division_settings.hpp"

namespace giaingan::inline v1 {
namespace {

/// A round with what is settled only when all of it has been read: settings of the section are defaults that
/// a round may override one by one.
struct Draft {
  Round round;
  WithinTier within = WithinTier::ratio_desc;
  std::vector<std::optional<WithinTier>> within_of_tier;  ///< where a tier has its own
  std::vector<std::string> exchange_pointers;             ///< of the pools of every exchange
  bool has_basis = false;
  bool has_required_ratio = false;
};

/// Above 0, as an exact number or as the id of a milestone, which brings its operator along.
void read_required_ratio(ObjectReader& reader, Draft& draft, const NamedParts& named) {
  Round& round = draft.round;
  reader.allow("operator");
  reader.allow("required_ratio");
  if (reader.has("operator")) round.comparison = read_comparison(reader, "operator");
  if (!reader.has("required_ratio")) return;
  draft.has_required_ratio = true;
  const std::string text = reader.exact_or_name("required_ratio");
  const auto milestone = std::ranges::find(named.milestones, text, &Milestone::id);
  if (milestone != named.milestones.end()) {
    round.milestone = milestone->id;
    round.required_ratio = {milestone->ratio.value,
                            resting_on(resting_on(milestone->ratio.citation, milestone->citation),
                                       reader.citation_of("required_ratio"))};
    round.comparison = milestone->comparison;
  } else if (const auto ratio = parse_ratio(text)) {
    round.milestone.clear();
    round.required_ratio = {*ratio, reader.citation_of("required_ratio")};
  } else if (!text.empty()) {
    std::string expected = "an exact number such as \"30%\", or the id of a milestone";
    for (const Milestone& known : named.milestones)
      expected += ", " + known.id;
    reader.problem("required_ratio", "policy.unknown_id",
                   "\"" + text + "\" is neither a number nor a milestone", expected,
                   "mend it, or define the milestone");
    return;
  }
  if (!text.empty() && round.required_ratio.value <= Ratio{0, 1}) {
    reader.problem("required_ratio", "policy.bad_required_ratio", "nobody can fall below a ratio of 0",
                   "a ratio above 0", "mend the ratio");
    round.required_ratio.value = {1, 1};
  }
}

void read_forecast(ObjectReader& reader, Forecast& forecast) {
  forecast.method = reader.choice<ForecastMethod>("method", {{"linear", ForecastMethod::linear},
                                                             {"schedule", ForecastMethod::schedule},
                                                             {"estimate", ForecastMethod::estimate}});
  forecast.last = {static_cast<int>(reader.integer_or("last", 12, 13, 12))};
}

void read_release(ObjectReader& reader, Release& release) {
  release = {};
  release.formula = reader.choice<ReleaseFormula>("formula", {{"to_milestone", ReleaseFormula::to_milestone},
                                                              {"to_forecast", ReleaseFormula::to_forecast},
                                                              {"share", ReleaseFormula::share}});
  if (release.formula == ReleaseFormula::share) {
    release.share = reader.ratio("share");
    if (release.share.value < Ratio{0, 1} || release.share.value > Ratio{1, 1}) {
      reader.problem("share", "policy.bad_share", "nobody can release this share", "from 0 to 1",
                     "mend the share");
    }
  }
  if (release.formula == ReleaseFormula::to_forecast) {
    if (const auto node = reader.member("forecast")) {
      ObjectReader forecast(reader.context(), *node, reader.citation());
      read_forecast(forecast, release.forecast);
      forecast.finish();
    } else {
      reader.problem("", "policy.missing_key", "the key \"forecast\" is missing", "its method",
                     "add \"forecast\"");
    }
  }
  release.citation = resting_on(reader.whole_citation(), release.share.citation);
}

void read_recipients(ObjectReader& reader, RecipientRule& rule, const NamedParts& named) {
  rule = {.level = reader.text_or("level", "")};
  rule.criterion = reader.choice<RecipientCriterion>(
      "criterion",
      {{"required_ratio", RecipientCriterion::required_ratio}, {"average", RecipientCriterion::average}},
      RecipientCriterion::required_ratio);
  if (rule.criterion == RecipientCriterion::average) rule.average = named_average(reader, "average", named);
  rule.citation = reader.whole_citation();
}

void read_tiers(ObjectReader& parent, Draft& draft) {
  draft.within_of_tier.clear();
  draft.round.tiers = read_tiers(parent, [&](ObjectReader& reader, const Tier&) {
    draft.within_of_tier.push_back(read_within_tier(reader));
  });
}

void read_exchange(ObjectReader& parent, Draft& draft) {
  draft.round.exchange.clear();
  draft.exchange_pointers.clear();
  std::set<std::string> seen;
  for (const Node& item : parent.items("exchange")) {
    ObjectReader reader(parent.context(), item, parent.citation());
    Exchange exchange{.pools = reader.texts("pools"), .citation = reader.citation()};
    reader.finish();
    if (exchange.pools.size() < 2) {
      reader.problem("pools", "policy.bad_exchange", "one pool alone has nobody to exchange with",
                     "at least two pools", "name the others, or delete the exchange");
    }
    for (std::string& pool : exchange.pools) {
      pool = pool_id(pool_values(pool));
      if (seen.insert(pool).second) continue;
      reader.problem("pools", "policy.duplicate_id", "the pool \"" + pool + "\" stands in two places",
                     "every pool once", "join the exchanges, or delete one mention");
    }
    draft.round.exchange.push_back(std::move(exchange));
    draft.exchange_pointers.push_back(reader.pointer() + "/pools");
  }
}

/// Reads the member at `key` as an object, if there is one.
template <class Read>
void read_object(ObjectReader& parent, std::string_view key, Read&& read) {
  const auto node = parent.member(key);
  if (!node) return;
  ObjectReader reader(parent.context(), *node, parent.citation());
  read(reader);
  reader.finish();
}

/// Every setting that may stand in the section as a default or in a round.
void read_settings(ObjectReader& reader, Draft& draft, const NamedParts& named) {
  Round& round = draft.round;
  for (const std::string_view key : {"basis", "exchange", "tiers"})
    reader.allow(key);
  if (reader.has("basis")) {
    round.basis = named_basis(reader, "basis", named);
    draft.has_basis = true;
  }
  read_required_ratio(reader, draft, named);
  if (const auto step = read_compare_at(reader)) round.compare_at = step;
  round.donor_level = reader.text_or("donor_level", round.donor_level);
  read_object(reader, "release", [&](ObjectReader& object) { read_release(object, round.release); });
  if (const auto node = reader.member("exempt"))
    round.exempt = read_allocation_filter(reader.context(), *node);
  read_object(reader, "recipients",
              [&](ObjectReader& object) { read_recipients(object, round.recipients, named); });
  if (auto bars = choices<Bar>(
          reader, "bars",
          {{"outside_medium_term_plan", Bar::outside_medium_term_plan}, {"settled", Bar::settled}}))
    round.bars = std::move(*bars);
  if (auto findings = read_findings(reader, "barring_findings"))
    round.barring_findings = std::move(*findings);
  round.resupplement = reader.flag_or("resupplement", round.resupplement == Resupplement::allowed)
                           ? Resupplement::allowed
                           : Resupplement::barred;
  round.owner_capacity = reader.text_or("owner_capacity", round.owner_capacity);
  if (auto keys = choices<PoolKey>(reader, "pool_by",
                                   {{"source", PoolKey::source},
                                    {"programme", PoolKey::programme},
                                    {"carried_from", PoolKey::carried_from},
                                    {"carried_over", PoolKey::carried_over},
                                    {"locality", PoolKey::locality},
                                    {"owner", PoolKey::owner},
                                    {"assigned_by", PoolKey::assigned_by},
                                    {"project", PoolKey::project}}))
    round.pool_by = std::move(*keys);
  if (reader.has("exchange")) read_exchange(reader, draft);
  draft.within = read_within_tier(reader).value_or(draft.within);
  if (reader.has("tiers")) read_tiers(reader, draft);
  round.ties = read_ties(reader, round.ties);
  round.unmatched = read_unmatched(reader, round.unmatched);
  round.cut_order = read_cut_order(reader, round.cut_order);
  round.step = read_step(reader, round.step);
  auto& own = round.settings.own;
  std::erase_if(own, [&](const auto& setting) { return reader.has(setting.first); });
  std::ranges::move(reader.settings().own, std::back_inserter(own));
}

void check_parts(ObjectReader& reader, const Draft& draft) {
  const Round& round = draft.round;
  const auto missing = [&](std::string_view key, const std::string& expected) {
    reader.problem("", "policy.missing_key", "the key \"" + std::string(key) + "\" is missing", expected,
                   "add \"" + std::string(key) + "\" here or to the section");
  };
  if (!draft.has_basis) missing("basis", "the id of a basis");
  if (!draft.has_required_ratio) missing("required_ratio", "a ratio above 0, or the id of a milestone");
  if (round.tiers.empty()) missing("tiers", "at least one tier");
  if (round.basis.plan != PlanBasis::current) {
    reader.problem("basis", "policy.basis_not_current",
                   "the basis \"" + round.basis.id + "\" is not of the current plan",
                   "a basis with \"plan\": \"current\", since rounds move plan as it stands",
                   "name another basis");
  }
  const RecipientRule& recipients = round.recipients;
  if (recipients.criterion == RecipientCriterion::average && !recipients.average.id.empty() &&
      recipients.average.basis.id != round.basis.id) {
    reader.problem("recipients", "policy.mixed_bases",
                   "the average \"" + recipients.average.id + "\" is on the basis \"" +
                       recipients.average.basis.id + "\", the round is on \"" + round.basis.id + "\"",
                   "one basis on both sides", "name an average on the round's basis");
  }
}

/// Reports exchanges whose pools can't exist; what several rounds share is reported once.
void check_exchanges(ReadingContext& context, const Draft& draft, std::set<std::string>& reported) {
  const std::size_t parts = draft.round.pool_by.size();
  for (std::size_t i = 0; i < draft.exchange_pointers.size(); ++i) {
    for (const std::string& pool : draft.round.exchange[i].pools) {
      const std::size_t found = pool_values(pool).size();
      if (found == parts || !reported.insert(draft.exchange_pointers[i] + " " + pool).second) continue;
      context.problems.add(
          {.code = "policy.impossible_pool",
           .place = Place{.file = context.file, .pointer = draft.exchange_pointers[i]},
           .message = "the pool \"" + pool + "\" has " + std::to_string(found) +
                      " parts, while pool_by of round \"" + draft.round.id + "\" names " +
                      std::to_string(parts),
           .expected =
               "one value for each key of pool_by, joined by / (a value may be empty; write % / + in a "
               "value as %25 %2F %2B)",
           .remedy = "mend the pool, or pool_by"});
    }
  }
}

void check_year(ObjectReader& reader, const Round& round, int year) {
  const Date first = Date::from(year, 1, 1).value_or(Date{});
  const Date last = month_end(year, BudgetMonth{months_in_budget_year});
  const auto check = [&](std::string_view key, Date day) {
    if (day >= first && day <= last) return;
    reader.problem(key, "policy.outside_year", day.text() + " is outside the budget year",
                   "a day from " + first.text() + " to " + last.text(), "mend the day");
  };
  check("report_before", round.report_before);
  check("as_of", round.as_of);
  if (round.effective != round.report_before) check("effective", round.effective);
}

void check_dates(ObjectReader& reader, const Round& round) {
  if (round.as_of > round.report_before) {
    reader.problem("as_of", "policy.round_dates",
                   "figures of " + round.as_of.text() + " are not known before " + round.report_before.text(),
                   "as_of on or before report_before", "mend one of them");
  } else if (round.effective <= round.as_of) {
    reader.problem("effective", "policy.round_dates",
                   "plan changes of " + round.effective.text() + " would change the figures of " +
                       round.as_of.text() + " that they are made from",
                   "a day after as_of", "mend one of them");
  }
}

void check_order(ObjectReader& reader, const Round& round, const Round& before) {
  if (round.report_before <= before.report_before) {
    reader.problem("report_before", "policy.rounds_out_of_order",
                   "the round is not later than \"" + before.id + "\" before it", "rounds by report_before",
                   "mend the day or the order");
  } else if (round.as_of < before.effective) {
    reader.problem("as_of", "policy.rounds_out_of_order",
                   "the round would not see what \"" + before.id + "\" moves on " + before.effective.text(),
                   "a day on or after " + before.effective.text(), "mend one of them");
  }
}

Round finished(Draft draft) {
  Round& round = draft.round;
  if (round.recipients.level.empty()) round.recipients.level = round.donor_level;
  for (std::size_t i = 0; i < round.tiers.size(); ++i)
    round.tiers[i].within = draft.within_of_tier[i].value_or(draft.within);
  return std::move(round);
}

Draft section_defaults(const Citation& citation) {
  Draft draft;
  draft.round.release.citation = citation;
  draft.round.recipients.citation = citation;
  draft.round.bars = {Bar::outside_medium_term_plan, Bar::settled};
  draft.round.barring_findings = {ProjectFindingCode::funding_past_limit};
  draft.round.pool_by = {PoolKey::source, PoolKey::programme, PoolKey::carried_over};
  return draft;
}

}  // namespace

ReallocationPolicy read_reallocation(ReadingContext& context, const Node& node, const NamedParts& named) {
  ObjectReader section(context, node);
  ReallocationPolicy policy{.citation = section.citation()};
  Draft defaults = section_defaults(section.citation());
  read_settings(section, defaults, named);
  const std::vector<Node> items = section.items("rounds");
  section.finish();
  if (items.empty()) {
    section.problem("rounds", "policy.no_round", "no round is named", "at least one object with an id",
                    "add the rounds");
  }
  std::set<std::string> reported;
  for (const Node& item : items) {
    ObjectReader reader(context, item, section.citation());
    Draft draft = defaults;
    Round& round = draft.round;
    round.id = reader.text("id");
    round.title = reader.bilingual("title");
    round.report_before = reader.date("report_before");
    round.as_of = reader.date("as_of");
    round.effective = reader.optional_date("effective").value_or(round.report_before);
    round.citation = reader.citation();
    read_settings(reader, draft, named);
    reader.finish();
    report_second(reader, policy.rounds, round.id);
    check_parts(reader, draft);
    check_exchanges(context, draft, reported);
    if (named.year) check_year(reader, round, *named.year);
    check_dates(reader, round);
    if (!policy.rounds.empty()) check_order(reader, round, policy.rounds.back());
    for (const Round& before : policy.rounds)
      round.earlier.push_back(before.id);
    policy.rounds.push_back(finished(std::move(draft)));
  }
  return policy;
}

}  // namespace giaingan::inline v1
