// A sweep's state as a document, so that another process can go on with it.
#include "giaingan/input/diagnostic.hpp"
#include "giaingan/simulation/sweep.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>

#include "assessment/made_by.hpp"
#include "input/any_json.hpp"
#include "input/json.hpp"
#include "io/json_writer.hpp"

namespace giaingan::inline v1 {
namespace {

// ---- What a sweep is

void put(std::string& text, const std::string& word) {
  text += std::to_string(word.size()) + ":" + word + "\n";
}
void put(std::string& text, std::int64_t number) {
  text += std::to_string(number) + "\n";
}

void put_class(std::string& text, const AbsorptionClass& of) {
  put(text, of.id);
  for (const std::uint32_t share : of.share)
    put(text, share);
  for (const auto* factors : {&of.year_factors, &of.month_factors}) {
    put(text, static_cast<std::int64_t>(factors->size()));
    for (const std::uint32_t factor : *factors)
      put(text, factor);
  }
}

void put_scenario(std::string& text, const Scenario& scenario, std::int64_t first_draw) {
  put(text, scenario.id);
  put(text, static_cast<std::int64_t>(scenario.seed));
  put(text, first_draw);
  put(text, scenario.last.number);
  put(text, scenario.rounds == RoundsHeld::simulated ? "simulated" : "recorded");
  for (const NamedDigest& source : scenario.policy->sources)
    put(text, source.name + " " + source.digest.text());
  for (const NamedDigest& file : scenario.portfolio->provenance.files)
    put(text, file.name + " " + file.digest.text());
  for (const Allocation& allocation : scenario.portfolio->allocations) {
    put(text, allocation.id);
    put(text, allocation.plan.value);
  }
  for (const PlanChange& change : scenario.portfolio->plan_changes) {
    put(text, change.allocation);
    put(text, change.date.text() + " " + change.decision);
    put(text, change.change.value);
  }
  if (const auto* model = std::get_if<AbsorptionModel>(&scenario.behaviour)) {
    put(text, "absorption");
    for (const ClassKey key : model->class_by)
      put(text, class_key_text(key));
    for (const AbsorptionClass& of : model->classes)
      put_class(text, of);
    put_class(text, model->others);
  } else {
    put(text, std::holds_alternative<HostBehaviour>(scenario.behaviour) ? "host" : "recorded");
  }
}

// ---- Reading

class StateReader {
 public:
  StateReader(const std::string& file) : file_(file) {}

  [[noreturn]] void refuse(const std::string& pointer, std::string message, std::string expected) const {
    throw InvalidInput(
        {{.code = "simulation.state",
          .place = Place{.file = file_, .row = 0, .column = {}, .pointer = pointer},
          .message = std::move(message),
          .expected = std::move(expected),
          .remedy = "resume with the policy, data and scenarios that the state was saved of, or "
                    "begin the sweep anew"}});
  }

  [[nodiscard]] const Json& member(const Json& object, const char* name) const {
    const Json* found = object.find(name);
    if (found == nullptr)
      refuse("", std::string("the state has no \"") + name + "\"", "a state that a sweep has saved");
    return *found;
  }

  [[nodiscard]] std::int64_t number(const Json& value, const std::string& pointer) const {
    std::int64_t number = -1;
    const char* const end = value.text.data() + value.text.size();
    const auto [rest, error] = std::from_chars(value.text.data(), end, number);
    if (value.kind != Json::Kind::number || error != std::errc() || rest != end || number < 0)
      refuse(pointer, "this is no count", "a whole number of 0 or more");
    return number;
  }

  void counts(const Json& side, const char* name, std::vector<std::int64_t>& to,
              const std::string& pointer) const {
    const Json& items = member(side, name);
    if (items.items.size() != to.size())
      refuse(pointer + "/" + name, std::to_string(items.items.size()) + " counts", std::to_string(to.size()));
    for (std::size_t i = 0; i < to.size(); ++i)
      to[i] = number(items.items[i], pointer + "/" + name + "/" + std::to_string(i));
  }

 private:
  const std::string& file_;
};

SweepState read_counts(const Sweep& sweep, const Json& root, const StateReader& reader) {
  SweepState state = sweep.begin();
  state.draws = reader.number(reader.member(root, "draws"), "/draws");
  const Json& sides = reader.member(root, "sides");
  if (sides.items.size() != state.sides.size())
    reader.refuse("/sides", std::to_string(sides.items.size()) + " sides",
                  std::to_string(state.sides.size()));
  for (std::size_t i = 0; i < state.sides.size(); ++i) {
    const std::string pointer = "/sides/" + std::to_string(i);
    reader.counts(sides.items[i], "flagged", state.sides[i].flagged, pointer);
    reader.counts(sides.items[i], "classes", state.sides[i].classes, pointer);
  }
  return state;
}

}  // namespace

Digest Sweep::digest() const {
  return digest_from(side(0).scenario().first_draw);
}

Digest Sweep::digest_from(std::int64_t first_draw) const {
  std::string text;
  put(text, std::string(library_version()));
  for (std::size_t i = 0; i < sides(); ++i)
    put_scenario(text, side(i).scenario(), first_draw);
  return sha256(text);
}

std::string state_document(const Sweep& sweep, const SweepState& state) {
  JsonWriter writer(JsonLayout::compact);
  writer.begin_object()
      .member("sweep", sweep.digest().text())
      .member("first_draw", sweep.side(0).scenario().first_draw)
      .member("draws", state.draws);
  writer.key("sides").begin_array();
  for (const UnitCounts& side : state.sides) {
    writer.begin_object();
    for (const auto& [name, counts] :
         {std::pair{"flagged", &side.flagged}, std::pair{"classes", &side.classes}}) {
      writer.key(name).begin_array();
      for (const std::int64_t count : *counts)
        writer.value(count);
      writer.end_array();
    }
    writer.end_object();
  }
  writer.end_array().end_object();
  return writer.take();
}

SweepPart read_part(const Sweep& sweep, std::string_view document, const std::string& file) {
  const StateReader reader(file);
  const AnyJson read = parse_any_json(document);
  if (!read.root) reader.refuse("", "the state is no JSON", "a state that a sweep has saved");
  const Json& root = *read.root;
  const std::string& of = reader.member(root, "sweep").text;
  const std::int64_t first_draw = reader.number(reader.member(root, "first_draw"), "/first_draw");
  const std::string expected = sweep.digest_from(first_draw).text();
  if (of != expected) reader.refuse("/sweep", "the state is of another sweep", expected);
  SweepPart part{first_draw, read_counts(sweep, root, reader)};
  if (first_draw > std::numeric_limits<std::int64_t>::max() - part.state.draws)
    reader.refuse("/draws", "there can't be so many draws from that one on",
                  "the draws that were gone through");
  return part;
}

SweepState read_state(const Sweep& sweep, std::string_view document, const std::string& file) {
  SweepPart part = read_part(sweep, document, file);
  const std::int64_t first_draw = sweep.side(0).scenario().first_draw;
  if (part.first_draw != first_draw)
    StateReader(file).refuse("/first_draw", "the state begins with draw " + std::to_string(part.first_draw),
                             std::to_string(first_draw));
  return std::move(part.state);
}

}  // namespace giaingan::inline v1
