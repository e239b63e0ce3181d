#include "differential/saved_rounds.hpp"

#include <utility>

#include "differential/bridge.hpp"
#include "verify/saved_document.hpp"

namespace differential {
namespace {

using giaingan::Json;

const giaingan::Policy& small_policy() {
  static const auto policy = giaingan::Policy::from_json(R"({
    "schema": 1, "id": "p", "title": {"vi": "a", "en": "b"}, "year": 2024,
    "documents": [{"id": "d", "number": "1", "date": "2024", "issuer": "i", "title": "t"}],
    "bases": [{"id": "b", "title": {"vi": "a", "en": "b"}, "cite": {"doc": "d", "clause": "1"},
               "plan": "current"}],
    "disbursement": {"basis": "b"}})");
  return policy;
}

std::vector<giaingan::BarredAllocation> barred_of(const RoundWorld& world, const giaingan::Portfolio& facts) {
  std::vector<giaingan::BarredAllocation> barred;
  for (std::size_t i = 0; i < facts->allocations.size(); ++i) {
    if (world.oracle_round.barred_allocations.count(facts->allocations[i].id) != 0)
      barred.push_back({static_cast<giaingan::Index>(i), "listed_finding", {}, {}});
  }
  return barred;
}

std::string parent_of(const std::string& pointer) {
  return pointer.substr(0, pointer.rfind('/') == std::string::npos ? 0 : pointer.rfind('/'));
}

bool starts(const std::string& text, const std::string& start) {
  return text.rfind(start, 0) == 0;
}

// Goes through a document, changing one thing at a time.
class Mutator {
 public:
  Mutator(std::size_t stride, const std::function<void(const Mutation&)>& judge)
      : stride_(stride), judge_(judge) {}

  void visit(Json& node, const std::string& pointer) {
    switch (node.kind) {
      case Json::Kind::number:
        try_text(node, "+1", std::to_string(std::stoll(node.text) + 1), pointer);
        return try_text(node, "-1", std::to_string(std::stoll(node.text) - 1), pointer);
      case Json::Kind::string:
        return try_text(node, "text", node.text + "~", pointer);
      case Json::Kind::boolean:
        node.boolean = !node.boolean;
        judge({"truth", pointer});
        node.boolean = !node.boolean;
        return;
      case Json::Kind::null:
        node.kind = Json::Kind::number;
        try_text(node, "null", "0", pointer);
        node.kind = Json::Kind::null;
        return;
      case Json::Kind::array:
        return visit_rows(node, pointer);
      case Json::Kind::object:
        break;
    }
    visit_members(node, pointer);
  }

 private:
  void judge(const Mutation& mutation) {
    if (count_++ % stride_ == 0) judge_(mutation);
  }

  void try_text(Json& node, const char* what, std::string changed, const std::string& pointer) {
    std::swap(node.text, changed);
    judge({what, pointer});
    std::swap(node.text, changed);
  }

  void visit_members(Json& node, const std::string& pointer) {
    node.members.push_back({"surplus", {}});
    judge({"added member", pointer + "/surplus"});
    node.members.pop_back();
    for (std::size_t i = 0; i < node.members.size(); ++i) {
      const std::string place = giaingan::pointer_to(pointer, node.members[i].name);
      const Json::Member kept = node.members[i];
      node.members.erase(node.members.begin() + static_cast<std::ptrdiff_t>(i));
      judge({"dropped member", place});
      node.members.insert(node.members.begin() + static_cast<std::ptrdiff_t>(i), kept);
      visit(node.members[i].value, place);
    }
  }

  void visit_rows(Json& node, const std::string& pointer) {
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      const std::string place = pointer + "/" + std::to_string(i);
      const auto at = node.items.begin() + static_cast<std::ptrdiff_t>(i);
      const Json kept = *at;
      node.items.erase(at);
      judge({"dropped row", place});
      node.items.insert(node.items.begin() + static_cast<std::ptrdiff_t>(i), kept);
      node.items.insert(node.items.begin() + static_cast<std::ptrdiff_t>(i), kept);
      judge({"doubled row", place});
      node.items.erase(node.items.begin() + static_cast<std::ptrdiff_t>(i));
      if (i + 1 < node.items.size()) swap_ids(node, i, place);
      visit(node.items[i], place);
    }
  }

  void swap_ids(Json& list, std::size_t i, const std::string& place) {
    Json& row = list.items[i];
    Json& next = list.items[i + 1];
    if (row.kind != Json::Kind::object || row.members.front().value.kind != Json::Kind::string) return;
    std::string& id = row.members.front().value.text;
    std::string& other = next.members.front().value.text;
    if (id == other) return;
    std::swap(id, other);
    judge({"swapped ids", place});
    std::swap(id, other);
  }

  std::size_t stride_;
  const std::function<void(const Mutation&)>& judge_;
  std::size_t count_ = 0;
};

}  // namespace

SavedRound::SavedRound(std::uint64_t seed) : SavedRound(random_round_world(seed)) {}

SavedRound::SavedRound(const RoundWorld& world) : round(world.round), portfolio(portfolio_of(world.facts)) {
  const auto barred = barred_of(world, portfolio);
  for (const auto& one : barred)
    bars.emplace(one.allocation, giaingan::verify::Bar{one.reason, {}, {}});
  result = giaingan::reallocate(portfolio, round, barred);
}

std::string SavedRound::document(const giaingan::ReallocationResult& of) const {
  return giaingan::round_document(small_policy(), portfolio, round, of);
}

giaingan::RoundVerification SavedRound::verify(const Json& document) const {
  return giaingan::verify::check_round(*small_policy(), *portfolio, round, bars, document);
}

giaingan::RoundVerification SavedRound::verify(const giaingan::ReallocationResult& of) const {
  return verify(*giaingan::verify::read_saved(document(of)).root);
}

void restate(giaingan::ReallocationResult& result, const SavedRound& saved) {
  const auto id = [&](giaingan::Index allocation) {
    return saved.portfolio->allocations[static_cast<std::size_t>(allocation)].id;
  };
  for (auto& donor : result.donors)
    donor.cut = {};
  for (auto& pool : result.pools)
    pool.cut = pool.added = {};
  result.cuts.clear();
  result.additions.clear();
  for (const auto& donor : result.donor_allocations) {
    result.donors[donor.donor].cut.value += donor.cut.value;
    result.pools[donor.pool].cut.value += donor.cut.value;
    if (donor.cut.value > 0) result.cuts.push_back({id(donor.allocation), donor.cut});
  }
  for (auto& tier : result.certificate)
    tier.total = {};
  for (const auto& recipient : result.recipients) {
    result.pools[recipient.pool].added.value += recipient.addition.value;
    result.certificate[recipient.tier].total.value += recipient.addition.value;
    if (recipient.addition.value == 0) continue;
    result.additions.push_back(
        {id(recipient.allocation), recipient.addition, saved.round.tiers[recipient.tier].id});
  }
  for (auto& pool : result.pools)
    pool.returned.value = pool.cut.value - pool.added.value;
  std::int64_t earlier = 0;
  for (auto& tier : result.certificate) {
    tier.earlier.value = earlier;
    earlier += tier.total.value;
    tier.capacity.value = earlier;
  }
}

bool is_near(const std::string& problem, const std::string& pointer) {
  const std::string around = parent_of(pointer);
  return problem == pointer || (!around.empty() && starts(problem + "/", around + "/")) ||
         starts(problem, pointer + "/") || starts(pointer, problem + "/");
}

void mutate(Json& document, std::size_t stride, const std::function<void(const Mutation&)>& judge) {
  Mutator(stride, judge).visit(document, "");
}

}  // namespace differential
