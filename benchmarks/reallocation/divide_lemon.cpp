// LEMON's network simplex on an instance: the largest total of every tier with the earlier tiers fixed
// allocation by allocation at the amounts of ADDITIONS, which is what ours found.
//
//   benchmark_divide_lemon INSTANCE ADDITIONS
//
// The time is the processor's for making the graph and solving it once a tier; it finds totals alone.
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <cstdio>
#include <ctime>
#include <exception>
#include <stdexcept>

#include "instance_file.hpp"

namespace {

using giaingan::Instance;
using Graph = lemon::SmartDigraph;
using Simplex = lemon::NetworkSimplex<Graph, std::int64_t, std::int64_t>;

std::vector<std::int64_t> totals(const Instance& instance, const std::vector<std::int64_t>& additions) {
  Graph graph;
  const auto nodes = [&graph](std::size_t many) {
    std::vector<Graph::Node> made(many);
    for (Graph::Node& node : made)
      node = graph.addNode();
    return made;
  };
  const Graph::Node source = graph.addNode();
  const Graph::Node sink = graph.addNode();
  const auto donors = nodes(instance.donor_limits.size());
  const auto pools = nodes(instance.pools);
  const auto rooms = nodes(instance.rooms.size());
  const auto room_or_sink = [&](std::size_t room) { return room == Instance::outside ? sink : rooms[room]; };
  Graph::ArcMap<std::int64_t> lower(graph, 0);
  Graph::ArcMap<std::int64_t> upper(graph, 0);
  Graph::ArcMap<std::int64_t> cost(graph, 0);
  std::int64_t everything = 0;
  for (std::size_t i = 0; i < donors.size(); ++i)
    upper[graph.addArc(source, donors[i])] = instance.donor_limits[i];
  for (const Instance::Release& release : instance.releases) {
    upper[graph.addArc(donors[release.donor], pools[release.pool])] = release.amount;
    everything += release.amount;
  }
  for (std::size_t i = 0; i < rooms.size(); ++i)
    upper[graph.addArc(rooms[i], room_or_sink(instance.rooms[i].within))] = instance.rooms[i].limit;
  std::vector<Graph::Arc> needs;
  for (const Instance::Need& need : instance.needs)
    needs.push_back(graph.addArc(pools[need.pool], room_or_sink(need.room)));
  const Graph::Arc back = graph.addArc(sink, source);
  upper[back] = everything;
  cost[back] = -1;

  std::vector<std::int64_t> found;
  std::int64_t so_far = 0;
  Simplex simplex(graph);
  for (std::size_t tier = 0; tier < instance.tiers.size(); ++tier) {
    for (std::size_t i = 0; i < needs.size(); ++i) {
      if (instance.needs[i].tier == tier) upper[needs[i]] = instance.needs[i].amount;
    }
    simplex.reset().lowerMap(lower).upperMap(upper).costMap(cost);
    if (simplex.run() != Simplex::OPTIMAL) throw std::runtime_error("LEMON finds no flow");
    found.push_back(simplex.flow(back) - so_far);
    so_far += found.back();
    for (std::size_t i = 0; i < needs.size(); ++i) {
      if (instance.needs[i].tier == tier) lower[needs[i]] = upper[needs[i]] = additions[i];
    }
  }
  return found;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::fputs("benchmark_divide_lemon INSTANCE ADDITIONS\n", stderr);
    return 2;
  }
  try {
    const Instance instance = benchmark::read_instance(arguments[1], giaingan::WithinTier::ratio_desc);
    const std::vector<std::int64_t> additions = benchmark::read_amounts(arguments[2]);
    if (additions.size() != instance.needs.size())
      throw std::runtime_error("not the additions of this instance");
    const std::clock_t start = std::clock();
    const std::vector<std::int64_t> found = totals(instance, additions);
    benchmark::print_outcome(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, found);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "benchmark_divide_lemon: %s\n", error.what());
    return 1;
  }
}
