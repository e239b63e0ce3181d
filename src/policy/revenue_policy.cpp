#include "giaingan/policy/revenue_policy.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/division_settings.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

/// A source with what is settled only when all of it has been read: settings of the section are defaults that
/// a source may override one by one.
struct Draft {
  RevenueSource source;
  bool has_basis = false;
  bool has_expected = false;
  std::vector<std::string_view> given;  ///< those of the settings with defaults that the document gives
};

/// A setting that the policy may leave out, and what is then assumed.
struct Default {
  std::string_view key;
  std::string_view value;
  Text note;
};

const std::vector<Default>& defaults_of_sources() {
  static const std::vector<Default> defaults{
      {"level",
       "\"owner\"",
       {"Chính sách không nêu cấp của đơn vị mà tỷ lệ quyết định ai bị giảm trước: lấy chủ đầu tư.",
        "The policy doesn't say whose ratio orders the cuts: the owner's is taken."}},
      {"cut_order",
       "\"worst_ratio_first\"",
       {"Chính sách không nêu trong cùng thứ tự ưu tiên giảm của ai trước: nơi giải ngân chậm nhất trước.",
        "The policy doesn't say who is cut first within a priority: the slowest are."}},
      {"ledger",
       "\"tabmis\"",
       {"Chính sách không nêu hệ thống nhập kế hoạch: lấy TABMIS.",
        "The policy doesn't name the system in which plans are entered: TABMIS is taken."}}};
  return defaults;
}

/// The tiers of a round of /reallocation, or a list of the source's own.
void read_tiers_of(ObjectReader& reader, RevenueSource& source, const ReallocationPolicy* rounds) {
  reader.allow("tiers");
  reader.allow("tiers_of_round");
  const bool own = reader.has("tiers");
  const bool of_round = reader.has("tiers_of_round");
  if (own && of_round) {
    reader.problem("tiers", "policy.two_values", "the tiers are given twice, here and as those of a round",
                   "either \"tiers\" or \"tiers_of_round\"", "delete one of them");
  }
  if (own || of_round) {
    std::erase_if(source.settings.own, [](const auto& setting) {
      return setting.first == "tiers" || setting.first == "tiers_of_round";
    });
  }
  // What a tier of a round says of its division has no meaning in an own list.
  if (own) source.tiers = read_tiers(reader, [](ObjectReader&, Tier&) {});
  if (!of_round) return;
  const std::vector<Round> none;
  source.tiers = part_of_id(reader, "tiers_of_round", reader.text("tiers_of_round"),
                            rounds == nullptr ? none : rounds->rounds, "reallocation/rounds")
                     .tiers;
}

/// What every source may have; the offset is each one's own, lest one sum be counted for several.
void read_settings(ObjectReader& reader, Draft& draft, const NamedParts& named,
                   const ReallocationPolicy* rounds) {
  RevenueSource& source = draft.source;
  reader.allow("basis");
  if (reader.has("basis")) {
    draft.has_basis = true;
    source.basis = named_basis(reader, "basis", named);
  }
  reader.allow("expected");
  if (reader.has("expected")) {
    draft.has_expected = true;
    source.expected = reader.choice<ExpectedRevenue>(
        "expected", {{"collected", ExpectedRevenue::collected}, {"estimate", ExpectedRevenue::estimate}});
  }
  if (reader.has("level")) source.level_at = reader.pointer() + "/level";
  source.level = reader.text_or("level", source.level);
  read_tiers_of(reader, source, rounds);
  source.cut_order = read_cut_order(reader, source.cut_order);
  source.ties = read_ties(reader, source.ties);
  source.step = read_step(reader, source.step);
  source.ledger = reader.text_or("ledger", source.ledger);
  for (const Default& each : defaults_of_sources()) {
    if (reader.has(each.key)) draft.given.push_back(each.key);
  }
  auto& own = source.settings.own;
  std::erase_if(own, [&](const auto& setting) { return reader.has(setting.first); });
  std::ranges::move(reader.settings().own, std::back_inserter(own));
}

/// Nothing can be made good unless the policy says so; and that is an assumption like any other.
RevenueOffset no_offset(ObjectReader& reader) {
  return {.citation = reader.assume(
              "offset", "0",
              {"Chính sách không nêu khoản tăng thu khác nào để bù đắp: coi như không có.",
               "The policy names no other revenue that could make a shortfall good: none is taken."})};
}

/// So is each setting that neither the section nor the source gives.
void assume_defaults(ObjectReader& reader, Draft& draft) {
  for (const Default& each : defaults_of_sources()) {
    if (std::ranges::find(draft.given, each.key) != draft.given.end()) continue;
    draft.source.settings.own.emplace_back(each.key, reader.assume(each.key, each.value, each.note));
  }
  if (draft.source.level_at.empty()) draft.source.level_at = reader.pointer() + "/level";
}

RevenueOffset read_offset(ObjectReader& reader) {
  reader.allow("offset");
  if (!reader.has("offset")) return no_offset(reader);
  const auto node = reader.member("offset");
  const bool metric = node->json->kind == Json::Kind::object && node->json->find("value") == nullptr;
  if (!metric) {
    const Dong amount{reader.integer("offset", 0, most)};
    return {.amount = amount, .citation = reader.citation_of("offset")};
  }
  ObjectReader offset(reader.context(), *node, reader.citation());
  RevenueOffset found{
      .unit = offset.text("unit"), .metric = offset.text("metric"), .citation = offset.citation()};
  offset.finish();
  return found;
}

void check_parts(ObjectReader& reader, const Draft& draft) {
  const RevenueSource& source = draft.source;
  const auto missing = [&](const std::string& key, const std::string& expected) {
    reader.problem("", "policy.missing_key", "the key \"" + key + "\" is missing", expected,
                   "add \"" + key + "\" here or to the section");
  };
  if (!draft.has_basis) missing("basis", "the id of a basis");
  if (!draft.has_expected) missing("expected", "\"collected\" or \"estimate\"");
  if (source.tiers.empty() && !reader.has("tiers_of_round"))
    missing("tiers", "at least one tier, or \"tiers_of_round\"");
  if (draft.has_basis && source.basis.plan != PlanBasis::current) {
    reader.problem("basis", "policy.basis_not_current",
                   "the basis \"" + source.basis.id + "\" is not of the current plan",
                   "a basis with \"plan\": \"current\", since plan is cut as it stands",
                   "name another basis");
  }
}

/// One metric makes good one source's shortfall only.
void check_offset(ObjectReader& reader, const RevenueSource& source,
                  const std::vector<RevenueSource>& earlier) {
  for (const RevenueSource& other : earlier) {
    if (source.offset.metric.empty() || other.offset.metric != source.offset.metric ||
        other.offset.unit != source.offset.unit)
      continue;
    reader.problem("offset", "policy.offset_counted_twice",
                   "the metric \"" + source.offset.metric + "\" of \"" + source.offset.unit +
                       "\" already makes good what \"" + other.source + "\" lacks",
                   "a metric of its own", "split the metric, or leave one offset out");
    return;
  }
}

void report_second_source(ObjectReader& reader, const std::vector<RevenueSource>& earlier,
                          const std::string& source) {
  if (source.empty() || std::ranges::find(earlier, source, &RevenueSource::source) == earlier.end()) return;
  reader.problem("source", "policy.duplicate_id", "the source \"" + source + "\" stands twice",
                 "every source once", "delete one");
}

}  // namespace

RevenuePolicy read_revenue(ReadingContext& context, const Node& node, const NamedParts& named,
                           const ReallocationPolicy* rounds) {
  ObjectReader section(context, node);
  RevenuePolicy policy{.citation = section.citation()};
  Draft defaults;
  read_settings(section, defaults, named, rounds);
  const std::vector<Node> items = section.items("sources");
  section.finish();
  if (items.empty()) {
    section.problem("sources", "policy.no_source", "no source is named", "at least one object with a source",
                    "add the sources");
  }
  for (const Node& item : items) {
    ObjectReader reader(context, item, section.citation());
    Draft draft = defaults;
    RevenueSource& source = draft.source;
    source.source = reader.text("source");
    source.title = reader.bilingual("title");
    source.citation = reader.citation();
    read_settings(reader, draft, named, rounds);
    assume_defaults(reader, draft);
    source.offset = read_offset(reader);
    reader.finish();
    report_second_source(reader, policy.sources, source.source);
    check_parts(reader, draft);
    check_offset(reader, source, policy.sources);
    policy.sources.push_back(std::move(source));
  }
  return policy;
}

}  // namespace giaingan::inline v1
