#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "names.hpp"
#include "officer_notes.hpp"
#include "officer_tables.hpp"
#include "report/charts.hpp"
#include "report/html_table.hpp"
#include "report/sections.hpp"
#include "round_tables_text.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

constexpr std::size_t most_ends = 12;  // of more units, the rest of a side is drawn as one

/// What one unit, or the level above, gives to or takes from each pool.
struct End {
  std::string label;
  std::map<std::size_t, std::int64_t> of_pools;

  [[nodiscard]] std::int64_t total() const {
    std::int64_t all = 0;
    for (const auto& [pool, amount] : of_pools)
      all += amount;
    return all;
  }
};

/// The ends of one side by id, since units may share a name; the level above has no id.
using Side = std::map<std::string, End>;

/// The largest first, the smallest together at the end.
std::vector<End> largest_first(const Side& side, Language language) {
  std::vector<End> ends;
  ends.reserve(side.size());
  for (const auto& [id, end] : side)
    ends.push_back(end);
  std::ranges::stable_sort(ends, std::ranges::greater(), &End::total);
  if (ends.size() <= most_ends) return ends;
  const std::string others = std::to_string(ends.size() - (most_ends - 1));
  End rest{say(language, {"(" + others + " đơn vị khác)", "(" + others + " other units)"}), {}};
  for (std::size_t i = most_ends - 1; i < ends.size(); ++i) {
    for (const auto& [pool, amount] : ends[i].of_pools)
      rest.of_pools[pool] += amount;
  }
  ends.resize(most_ends - 1);
  ends.push_back(std::move(rest));
  return ends;
}

void add_side(const Side& side, const std::map<std::size_t, std::size_t>& places, Language language,
              std::vector<FlowEnd>& ends, std::vector<Flow>& flows) {
  for (const End& end : largest_first(side, language)) {
    for (const auto& [pool, moved] : end.of_pools)
      flows.push_back({.end = ends.size(), .pool = places.at(pool), .amount = Dong{moved}});
    ends.push_back({end.label, amount(Dong{end.total()}, language)});
  }
}

void add(Side& side, const std::string& id, const std::string& label, std::size_t pool, Dong amount) {
  if (amount.value == 0) return;
  End& end = side[id];
  end.label = label;
  end.of_pools[pool] += amount.value;
}

Flows flows_of(const ReportedRound& round, Language language) {
  const Portfolio& portfolio = round.inputs.portfolio;
  Side givers;
  Side takers;
  for (const DonorAllocation& each : round.result.donor_allocations) {
    const std::string& unit = round.result.donors[each.donor].unit;
    add(givers, unit, unit_name(portfolio, unit), each.pool, each.cut);
  }
  for (const Recipient& each : round.result.recipients)
    add(takers, each.unit, unit_name(portfolio, each.unit), each.pool, each.addition);
  const std::string above = say(language, "Trả cấp trên", "Returned to the level above");
  Flows flows;
  std::map<std::size_t, std::size_t> places;
  for (std::size_t i = 0; i < round.result.pools.size(); ++i) {
    const PoolTotals& pool = round.result.pools[i];
    add(takers, "", above, i, pool.returned);
    if (pool.cut.value == 0) continue;
    places[i] = flows.pools.size();
    flows.pools.push_back({pool_name(*round.round, pool.pool, language), amount(pool.cut, language)});
  }
  add_side(givers, places, language, flows.givers, flows.given);
  add_side(takers, places, language, flows.takers, flows.taken);
  return flows;
}

/// The same figures as the drawing.
TextTable flows_table(const Flows& flows, Language language) {
  TextTable table;
  table.column(say(language, "Chiều", "Direction"), Align::left);
  table.column(say(language, "Đơn vị", "Unit"), Align::left);
  table.column(say(language, "Nguồn", "Pool"), Align::left);
  table.column(say(language, "Số tiền", "Amount"), Align::right);
  for (const Flow& flow : flows.given)
    table.row({say(language, "giảm", "gives"), flows.givers[flow.end].label, flows.pools[flow.pool].label,
               amount(flow.amount, language)});
  for (const Flow& flow : flows.taken)
    table.row({say(language, "nhận", "receives"), flows.takers[flow.end].label, flows.pools[flow.pool].label,
               amount(flow.amount, language)});
  return table;
}

Markup flows_part(const ReportedRound& round, const std::string& key, Reading reading) {
  const Language language = reading.language;
  const Flows flows = flows_of(round, language);
  if (flows.given.empty()) return {};
  const std::string title = say(language, "Vốn chuyển từ đâu đến đâu: ", "Where capital goes from and to: ") +
                            say(language, round.round->title);
  const std::string givers = std::to_string(flows.givers.size());
  const std::string takers = std::to_string(flows.takers.size());
  const DrawingText texts{
      reading.id("flow-" + key), title,
      say(language,
          {givers + " bên giảm, " + takers + " bên nhận, qua " + std::to_string(flows.pools.size()) +
               " nguồn; trong một nguồn không xác định ai chuyển cho ai. Số liệu ở bảng ngay dưới.",
           givers + " give, " + takers + " receive, through " + std::to_string(flows.pools.size()) +
               " pools; within a pool it isn't decided who pays whom. The figures are in the table below."})};
  return flow_chart(texts, flows, say(language, "giảm vốn", "give"), say(language, "nhận vốn", "receive")) +
         html_table(flows_table(flows, language), reading.id("flows-" + key),
                    say(language, "Số liệu của hình (đồng)", "Figures of the drawing (VND)"), 1);
}

Markup round_part(const ReportedRound& round, std::size_t number, Reading reading) {
  const Language language = reading.language;
  const std::string key = std::to_string(number);
  const TextTable cuts = cuts_table(round.inputs, *round.round, round.result, language);
  const TextTable additions = additions_table(round.inputs, *round.round, round.result, language);
  Markup part = element("h3", say(language, round.round->title) + " (" + round.round->id + ")");
  part += lines(round_heading_text(round.inputs, *round.round, round.result, language));
  part += flows_part(round, key, reading);
  part += html_table(pools_table(*round.round, round.result, language), reading.id("pools-" + key),
                     say(language, "Theo từng nguồn (đồng)", "By pool (VND)"));
  Markup details;
  if (!cuts.empty())
    details +=
        html_table(cuts, reading.id("cuts-" + key), say(language, "Giảm kế hoạch (đồng)", "Cuts (VND)"));
  if (!additions.empty())
    details += html_table(additions, reading.id("additions-" + key),
                          say(language, "Tăng kế hoạch (đồng)", "Additions (VND)"));
  if (!round.result.rejected.empty())
    details += html_table(rejected_table(round.inputs, round.result, language), reading.id("refused-" + key),
                          say(language, "Đề nghị không xét", "Requests that aren't considered"));
  const Markup summary =
      element("summary", text(say(language, "Từng kế hoạch vốn: giảm, tăng, không xét, và vì sao",
                                  "Allocation by allocation: cuts, additions, refusals, and why")) +
                             element("span", {{"class", "folded"}},
                                     text(say(language, " – không in; xem trang HTML hoặc bảng tính",
                                              " – not printed; see the HTML page or the workbook"))));
  if (!details.empty()) part += element("details", summary + details);
  return part + lines(round_notes_text(round.inputs, *round.round, round.result, language));
}

}  // namespace

Markup rounds_section(const ReportContents& contents, Reading reading) {
  const Language language = reading.language;
  if (!contents.inputs.policy->reallocation) return {};
  Markup content;
  if (contents.rounds.empty()) {
    content = note(say(language, "Không có đợt nào được trình bày (--round ID để chọn đợt).",
                       "No round is shown (--round ID names one)."));
  } else {
    content =
        note(say(language,
                 "Các đợt là đề xuất, chỉ dùng số liệu đã biết đến ngày của đợt; chúng không làm thay đổi "
                 "số liệu ở các phần khác.",
                 "Rounds are proposals that see only what was known on their day; they change none of the "
                 "figures of the other sections."));
  }
  for (std::size_t i = 0; i < contents.rounds.size(); ++i)
    content += round_part(contents.rounds[i], i + 1, reading);
  return section(reading, "s-rounds", say(language, "Điều chỉnh, điều hòa vốn", "Reallocation rounds"),
                 content);
}

}  // namespace giaingan::tool
