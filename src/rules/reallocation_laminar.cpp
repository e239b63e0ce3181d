#include "rules/reallocation_laminar.hpp"

#include "giaingan/exact/int128.hpp"

#include <algorithm>
#include <optional>
#include <ranges>
#include <utility>

namespace giaingan::inline v1 {
namespace {

bool less(const Level& a, const Level& b) {
  return Int128{a.num} * b.den < Int128{b.num} * a.den;
}

/// What takes part in a room: a claim, or a full room within it. It asks for weight × level until it stops.
struct Part {
  std::int64_t most;
  std::int64_t weight;

  [[nodiscard]] Level stops_at() const { return {most, weight}; }
};

/// The level at which the parts fill the limit, and the part that the room around sees then; nothing if they
/// never do. @param parts sorted by the level at which they stop
struct Full {
  Level level;
  std::size_t stopped;  ///< how many parts have stopped before
};
std::optional<Full> fill(std::span<const Part> parts, std::int64_t limit) {
  Int128 asked = 0;
  std::int64_t weights = 0;
  for (const Part& part : parts) {
    asked += part.most;
    weights += part.weight;
  }
  if (asked <= limit) return std::nullopt;
  std::int64_t left = limit;
  std::size_t stopped = 0;
  for (; stopped < parts.size(); ++stopped) {
    const Part& part = parts[stopped];
    if (less({left, weights}, part.stops_at())) break;
    left -= part.most;
    weights -= part.weight;
  }
  return Full{{left, weights}, stopped};
}

}  // namespace

std::vector<std::size_t> outwards(std::span<const LaminarRoom> rooms) {
  std::vector<std::size_t> inner(rooms.size(), 0);
  for (const LaminarRoom& room : rooms) {
    if (room.within != LaminarRoom::outside) ++inner[room.within];
  }
  std::vector<std::size_t> order;
  for (std::size_t room = 0; room < rooms.size(); ++room) {
    if (inner[room] == 0) order.push_back(room);
  }
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::size_t within = rooms[order[i]].within;
    if (within != LaminarRoom::outside && --inner[within] == 0) order.push_back(within);
  }
  return order;
}

std::vector<Level> laminar_levels(std::span<const LaminarClaim> claims, std::span<const LaminarRoom> rooms) {
  std::vector<std::vector<Part>> parts(rooms.size());
  for (const LaminarClaim& claim : claims) {
    if (claim.room != LaminarRoom::outside) parts[claim.room].push_back({claim.most, claim.weight});
  }
  std::vector<std::optional<Level>> level_of(rooms.size());
  const std::vector<std::size_t> order = outwards(rooms);
  for (const std::size_t room : order) {
    auto& own = parts[room];
    std::ranges::sort(own, [](const Part& a, const Part& b) { return less(a.stops_at(), b.stops_at()); });
    if (const auto full = fill(own, rooms[room].limit)) {
      level_of[room] = full->level;
      own.resize(full->stopped);
      own.push_back({full->level.num, full->level.den});
    }
    if (rooms[room].within != LaminarRoom::outside) {
      auto& around = parts[rooms[room].within];
      around.insert(around.end(), own.begin(), own.end());
    }
    own = {};
  }
  for (const std::size_t room : std::views::reverse(order)) {
    const std::size_t within = rooms[room].within;
    if (within == LaminarRoom::outside || !level_of[within]) continue;
    if (!level_of[room] || less(*level_of[within], *level_of[room])) level_of[room] = level_of[within];
  }
  std::vector<Level> levels;
  levels.reserve(claims.size());
  for (const LaminarClaim& claim : claims) {
    Level level{claim.most, claim.weight};
    if (claim.room != LaminarRoom::outside && level_of[claim.room] && less(*level_of[claim.room], level))
      level = *level_of[claim.room];
    levels.push_back(level);
  }
  return levels;
}

}  // namespace giaingan::inline v1
