#include "verify/certificate_check.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <utility>

namespace giaingan::inline v1::verify {
namespace {

constexpr Why a_proof{
    "lát cắt chỉ chứng minh được tổng của bậc khi sức chứa của nó (số sau dấu …) bằng phần bậc trên cộng "
    "phần bậc này",
    "a cut proves a tier's total only if its capacity, here behind the dots, is what earlier tiers and this "
    "one were given"};
constexpr Why a_capacity{
    "cộng sức chứa các đường ra khỏi tập phía nguồn, trừ phần bậc trên chảy ngược vào",
    "the capacities of what leaves the source's side, less what earlier tiers send back into it"};
constexpr Why a_side{
    "phía nguồn gồm nguồn, rồi các đơn vị, nhóm vốn, giới hạn có trong đợt, mỗi cái một lần, theo thứ tự",
    "the source's side is the source, then donors, pools and rooms of the round, each once, in order"};

const char* const room_words[] = {"medium_term_plan", "total_investment", "owner"};

/// A node of the network, by what and which it is.
struct Node {
  enum class Kind { source, donor, pool, room };
  Kind kind = Kind::source;
  std::size_t which = 0;
  std::size_t place = 0;  ///< in the order of certificates
};

class Certificates {
 public:
  Certificates(Faults& faults, const Parties& parties) : faults_(faults), parties_(parties) {
    add("source\n", Node::Kind::source, 0);
    for (std::size_t i = 0; i < parties.donors.size(); ++i)
      add("donor\n" + parties.donor_level.ids[parties.donors[i].unit], Node::Kind::donor, i);
    for (std::size_t i = 0; i < parties.pools.size(); ++i)
      add("pool\n" + parties.pools[i], Node::Kind::pool, i);
    for (const std::size_t room : rooms_in_order(parties))
      add(key_of(parties.rooms[room]), Node::Kind::room, room);
  }

  /// The nodes of a certificate; nothing if they are no set of the round's nodes.
  std::optional<Side> side_of(ObjectCheck& row) {
    const Json* list = row.take("source_side", a_side);
    if (list == nullptr) return std::nullopt;
    const Spot spot = row.spot().member("source_side");
    if (list->kind != Json::Kind::array || list->items.empty()) {
      faults_.add("verify.wrong_value", spot.pointer(), shown_value(*list), "[…]", a_side);
      return std::nullopt;
    }
    Side side{std::vector<bool>(parties_.donors.size()), std::vector<bool>(parties_.pools.size()),
              std::vector<bool>(parties_.rooms.size())};
    const auto keys = keys_of_rows(list, {"node", "id"});
    std::size_t next = 0;
    bool whole = true;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      ObjectCheck node(faults_, &list->items[i], spot.item(i), a_side);
      node.take("node", a_side);
      node.take("id", a_side);
      node.finish();
      faults_.compared();
      const auto known = nodes_.find(keys[i]);
      if (known != nodes_.end() && (i == 0 ? known->second.place == 0 : known->second.place >= next)) {
        next = known->second.place + 1;
        put(known->second, side);
        continue;
      }
      faults_.add("verify.wrong_node", spot.item(i).pointer(), shown_key(keys[i]), "", a_side);
      whole = false;
    }
    return whole ? std::optional(std::move(side)) : std::nullopt;
  }

 private:
  void add(std::string key, Node::Kind kind, std::size_t which) {
    nodes_.emplace(std::move(key), Node{kind, which, nodes_.size()});
  }

  static void put(const Node& node, Side& side) {
    if (node.kind == Node::Kind::donor) side.donors[node.which] = true;
    if (node.kind == Node::Kind::pool) side.pools[node.which] = true;
    if (node.kind == Node::Kind::room) side.rooms[node.which] = true;
  }

  Faults& faults_;
  const Parties& parties_;
  std::unordered_map<std::string, Node> nodes_;
};

}  // namespace

const char* word_of(RoomKind kind) {
  return room_words[static_cast<std::size_t>(kind)];
}

std::string key_of(const Room& room) {
  return std::string(word_of(room.kind)) + "\n" + room.id;
}

std::vector<std::size_t> rooms_in_order(const Parties& parties) {
  std::vector<std::size_t> order(parties.rooms.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    const Room& one = parties.rooms[a];
    const Room& other = parties.rooms[b];
    return one.kind != other.kind ? one.kind < other.kind : one.id < other.id;
  });
  return order;
}

void check_certificate(ObjectCheck& root, const Parties& parties, const Round& round, const Moved& moved,
                       const Totals& totals) {
  Faults& faults = root.faults();
  Certificates certificates(faults, parties);
  std::vector<std::int64_t> earlier(round.tiers.size() + 1, 0);
  std::vector<std::string> tiers;
  tiers.reserve(round.tiers.size());
  for (std::size_t i = 0; i < round.tiers.size(); ++i) {
    earlier[i + 1] = earlier[i] + totals.of_tier[i];
    tiers.push_back(round.tiers[i].id);
  }
  check_rows(root, "certificate", {"tier"}, tiers, a_proof, [&](std::size_t i, ObjectCheck& row) {
    row.is("tier", tiers[i], as_in_policy);
    row.is("earlier", in_dong(earlier[i], round.step), as_summed);
    row.is("total", in_dong(totals.of_tier[i], round.step), as_summed);
    const auto side = certificates.side_of(row);
    if (!side) {
      row.take("capacity", a_capacity);
      return;
    }
    const std::int64_t capacity = shown(capacity_of(parties, moved, i, *side) * round.step.value);
    const std::int64_t given = in_dong(earlier[i + 1], round.step);
    row.is("capacity", capacity, a_capacity);
    if (capacity == given) return;
    const auto side_with = [](std::int64_t sum) { return "[… " + std::to_string(sum) + "]"; };
    faults.add("verify.no_proof", row.spot().member("source_side").pointer(), side_with(capacity),
               side_with(given), a_proof);
  });
}

}  // namespace giaingan::inline v1::verify
