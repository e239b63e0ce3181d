#include "assessment/round_rooms.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace giaingan::inline v1 {
namespace {

Cap cap_of(NodeKind room) {
  return room == NodeKind::owner              ? Cap::owner_capacity
         : room == NodeKind::total_investment ? Cap::total_investment
                                              : Cap::medium_term_plan;
}

}  // namespace

std::vector<RoomUse> rooms_of(const ReallocationResult& result) {
  std::map<std::pair<NodeKind, std::string>, RoomUse> rooms;
  for (const Recipient& recipient : result.recipients) {
    std::optional<NetworkNode> within;
    for (auto node = recipient.rooms.rbegin(); node != recipient.rooms.rend(); ++node) {
      const auto bound = std::ranges::find(recipient.caps, cap_of(node->kind), &CapRoom::cap);
      RoomUse& room =
          rooms.try_emplace({node->kind, node->id}, RoomUse{*node, within, bound->whole_steps, {}})
              .first->second;
      room.used.value += recipient.addition.value;
      within = *node;
    }
  }
  std::vector<RoomUse> listed;
  listed.reserve(rooms.size());
  for (auto& [key, room] : rooms)
    listed.push_back(std::move(room));
  return listed;
}

}  // namespace giaingan::inline v1
