#include "giaingan/exact/int128.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include "report/charts.hpp"
#include "report/drawing.hpp"

namespace giaingan::tool {
namespace {

constexpr int all_flows = 260;  // pixels that everything that flows is thick
constexpr int least_slot = 54;  // of an end, so that three lines of its label fit
constexpr int least_pool = 16;
constexpr int gap = 6;
constexpr int head = 22;
constexpr std::size_t pool_colours = 7;

// Of the width's thousandths between the labels.
constexpr int giver_edge = 30;
constexpr int pool_start = 485;
constexpr int pool_end = 515;
constexpr int taker_edge = 970;

/// One end or pool: its stretch of the height, and where the next flow leaves or enters it.
struct Slot {
  int top = 0;
  int height = 0;
  int node_top = 0;
  int node_height = 0;
  int next = 0;
};

std::int64_t sum(const std::vector<Flow>& flows) {
  std::int64_t all = 0;
  for (const Flow& flow : flows)
    all += flow.amount.value;
  return all;
}

/// How thick so much is; never too thin to be seen.
int thickness(std::int64_t amount, std::int64_t all) {
  return std::max(1, static_cast<int>(Int128{amount} * all_flows / all));
}

std::vector<int> node_heights(const std::vector<Flow>& flows, std::size_t count, std::size_t Flow::*at,
                              std::int64_t all) {
  std::vector<int> heights(count, 0);
  for (const Flow& flow : flows)
    heights[flow.*at] += thickness(flow.amount.value, all);
  return heights;
}

std::vector<Slot> stacked(const std::vector<int>& heights, int least) {
  std::vector<Slot> slots;
  slots.reserve(heights.size());
  int y = 0;
  for (const int height : heights) {
    const int room = std::max(least, height);
    const int node = y + (room - height) / 2;
    slots.push_back({.top = y, .height = room, .node_top = node, .node_height = height, .next = node});
    y += room + gap;
  }
  return slots;
}

int height_of(const std::vector<Slot>& slots) {
  return slots.empty() ? 0 : slots.back().top + slots.back().height;
}

void centre(std::vector<Slot>& slots, int height) {
  const int down = head + (height - height_of(slots)) / 2;
  for (Slot& slot : slots) {
    slot.top += down;
    slot.node_top += down;
    slot.next += down;
  }
}

std::string pool_class(std::size_t pool) {
  return "pool-" + std::to_string(pool % pool_colours);
}

std::string point(int x, int y) {
  return std::to_string(x) + "," + std::to_string(y);
}

Markup band(std::size_t pool, int from_x, int from_y, int to_x, int to_y, int thick) {
  const int middle = (from_x + to_x) / 2;
  const std::string path = "M" + point(from_x, from_y) + " C" + point(middle, from_y) + " " +
                           point(middle, to_y) + " " + point(to_x, to_y) + " L" + point(to_x, to_y + thick) +
                           " C" + point(middle, to_y + thick) + " " + point(middle, from_y + thick) + " " +
                           point(from_x, from_y + thick) + " Z";
  return element("path", {{"class", "band " + pool_class(pool)}, {"d", path}}, Markup());
}

Markup node(const std::string& kind, int x, int width, const Slot& slot) {
  return element("rect",
                 {{"class", kind},
                  {"x", std::to_string(x)},
                  {"y", std::to_string(slot.node_top)},
                  {"width", std::to_string(width)},
                  {"height", std::to_string(slot.node_height)}},
                 Markup());
}

/// The words beside an end, in as many lines as its stretch has.
Markup label(const char* side, const char* x, const FlowEnd& end, const Slot& slot) {
  const Markup inside = element("div", {{"class", std::string("end ") + side}},
                                element("b", end.value) + element("span", end.label));
  return element(
      "foreignObject",
      {{"x", x}, {"y", std::to_string(slot.top)}, {"width", "35%"}, {"height", std::to_string(slot.height)}},
      inside);
}

}  // namespace

Markup flow_chart(const DrawingText& texts, const Flows& flows, const std::string& given,
                  const std::string& taken) {
  const std::int64_t all = std::max<std::int64_t>(1, std::max(sum(flows.given), sum(flows.taken)));
  auto givers = stacked(node_heights(flows.given, flows.givers.size(), &Flow::end, all), least_slot);
  auto takers = stacked(node_heights(flows.taken, flows.takers.size(), &Flow::end, all), least_slot);
  const auto pools_in = node_heights(flows.given, flows.pools.size(), &Flow::pool, all);
  auto pools = node_heights(flows.taken, flows.pools.size(), &Flow::pool, all);
  std::ranges::transform(pools, pools_in, pools.begin(), [](int out, int in) { return std::max(out, in); });
  auto middle = stacked(pools, least_pool);
  const int height = std::max({height_of(givers), height_of(takers), height_of(middle)});
  centre(givers, height);
  centre(takers, height);
  centre(middle, height);

  Markup shapes;
  for (const Flow& flow : flows.given) {
    const int thick = thickness(flow.amount.value, all);
    shapes += band(flow.pool, giver_edge, givers[flow.end].next, pool_start, middle[flow.pool].next, thick);
    givers[flow.end].next += thick;
    middle[flow.pool].next += thick;
  }
  for (Slot& pool : middle)
    pool.next = pool.node_top;
  for (const Flow& flow : flows.taken) {
    const int thick = thickness(flow.amount.value, all);
    shapes += band(flow.pool, pool_end, middle[flow.pool].next, taker_edge, takers[flow.end].next, thick);
    takers[flow.end].next += thick;
    middle[flow.pool].next += thick;
  }
  Markup labels = words("tick", "35%", "12", "end", given) + words("tick", "65%", "12", "start", taken);
  for (std::size_t i = 0; i < givers.size(); ++i) {
    shapes += node("node", 0, giver_edge, givers[i]);
    labels += label("giver", "0", flows.givers[i], givers[i]);
  }
  for (std::size_t i = 0; i < takers.size(); ++i) {
    shapes += node("node", taker_edge, 1000 - taker_edge, takers[i]);
    labels += label("taker", "65%", flows.takers[i], takers[i]);
  }
  Markup legend;
  for (std::size_t i = 0; i < middle.size(); ++i) {
    shapes += node("node " + pool_class(i), pool_start, pool_end - pool_start, middle[i]);
    const int y = middle[i].node_top + middle[i].node_height / 2 + 4;
    labels += words("pool-number", "50%", std::to_string(y), "middle", std::to_string(i + 1));
    const std::string kind = "node " + pool_class(i);
    legend += legend_line(box_shape(kind.c_str(), "0", "0", "28", "12"),
                          std::to_string(i + 1) + ". " + flows.pools[i].label + ": " + flows.pools[i].value);
  }
  const std::string whole = std::to_string(height + head + 2);
  const Markup stretched = element("svg",
                                   {{"x", "36%"},
                                    {"y", "0"},
                                    {"width", "28%"},
                                    {"height", whole},
                                    {"viewBox", "0 0 1000 " + whole},
                                    {"preserveAspectRatio", "none"}},
                                   shapes);
  return figure(texts, height + head + 2, stretched + labels, legend);
}

}  // namespace giaingan::tool
