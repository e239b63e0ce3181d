#include "assessment/document_changes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "io/json_writer.hpp"

namespace giaingan::inline v1 {
namespace {

void write(JsonWriter& writer, const Json& json) {
  switch (json.kind) {
    case Json::Kind::null:
      writer.null();
      return;
    case Json::Kind::boolean:
      writer.value(json.boolean);
      return;
    case Json::Kind::number:
      writer.digits(json.text);
      return;
    case Json::Kind::string:
      writer.value(json.text);
      return;
    case Json::Kind::array:
      writer.begin_array();
      for (const Json& item : json.items)
        write(writer, item);
      writer.end_array();
      return;
    case Json::Kind::object:
      writer.begin_object();
      for (const Json::Member& member : json.members)
        write(writer.key(member.name), member.value);
      writer.end_object();
      return;
  }
}

std::string compact(const Json& json) {
  JsonWriter writer(JsonLayout::compact);
  write(writer, json);
  std::string text = writer.take();
  text.pop_back();  // the line break
  return text;
}

bool same(const Json& a, const Json& b) {
  if (a.kind != b.kind || a.boolean != b.boolean || a.text != b.text) return false;
  if (!std::ranges::equal(a.items, b.items, same) || a.members.size() != b.members.size()) return false;
  return std::ranges::all_of(a.members, [&](const Json::Member& member) {
    const Json* other = b.find(member.name);
    return other != nullptr && same(member.value, *other);
  });
}

/// The text of a member, empty if it isn't there or no text.
const std::string& text_of(const Json& item, std::string_view name) {
  static const std::string nothing;
  const Json* value = item.find(name);
  return value != nullptr && value->kind == Json::Kind::string ? value->text : nothing;
}

bool tells_apart(const Json& array, std::string_view key) {
  std::set<std::string_view> seen;
  return std::ranges::all_of(array.items, [&](const Json& item) {
    const std::string& text = text_of(item, key);
    return !text.empty() && seen.insert(text).second;
  });
}

/// The member by which the items of both arrays are told apart; empty if there is none.
std::string_view key_of(const Json& a, const Json& b) {
  static constexpr std::array<std::string_view, 6> keys{"id", "date", "group", "source", "type", "metric"};
  for (const std::string_view key : keys) {
    if (tells_apart(a, key) && tells_apart(b, key)) return key;
  }
  return {};
}

const Json* item_named(const Json& array, std::string_view key, const std::string& name) {
  const auto found =
      std::ranges::find_if(array.items, [&](const Json& item) { return text_of(item, key) == name; });
  return found == array.items.end() ? nullptr : &*found;
}

std::vector<std::string> names_of(const Json& array, std::string_view key) {
  std::vector<std::string> names;
  names.reserve(array.items.size());
  for (const Json& item : array.items)
    names.push_back(text_of(item, key));
  return names;
}

/// The names of `others` put among `names`, each right behind the one before it.
std::vector<std::string> joined(std::vector<std::string> names, const std::vector<std::string>& others) {
  auto behind = names.begin();
  for (const std::string& other : others) {
    const auto found = std::ranges::find(names, other);
    behind = (found == names.end() ? names.insert(behind, other) : found) + 1;
  }
  return names;
}

std::string list_text(const std::vector<std::string>& names) {
  JsonWriter writer(JsonLayout::compact);
  writer.begin_array();
  for (const std::string& name : names)
    writer.value(name);
  std::string text = writer.end_array().take();
  text.pop_back();
  return text;
}

/// Walks through two documents at once, always in the same order. Whoever answers says of each change whether
/// it is applied.
class Walk {
 public:
  using Answer = std::function<bool(DocumentChange change)>;
  /// @param texts whether the answer looks at what stood there and what stands there now
  Walk(Answer answer, bool texts) : answer_(std::move(answer)), texts_(texts) {}

  Json merged(const Json& a, const Json& b, const std::string& pointer) {
    using Kind = Json::Kind;
    if (a.kind == Kind::object && b.kind == Kind::object) return merged_members(a, b, pointer);
    if (a.kind == Kind::array && b.kind == Kind::array) {
      const bool objects = std::ranges::all_of(a.items, is_object) && std::ranges::all_of(b.items, is_object);
      const std::string_view key = objects ? key_of(a, b) : std::string_view();
      if (!key.empty() && (!a.items.empty() || !b.items.empty())) return merged_named(a, b, key, pointer);
      if (objects && a.items.size() == b.items.size()) return merged_in_place(a, b, pointer);
    }
    if (same(a, b)) return a;
    return ask(pointer, &a, &b) ? b : a;
  }

 private:
  static bool is_object(const Json& json) { return json.kind == Json::Kind::object; }

  bool ask(const std::string& pointer, const Json* before, const Json* after) {
    return answer_(change(pointer, before, after));
  }
  bool ask_item(const std::string& pointer, const Json* before, const Json* after) {
    DocumentChange item = change(pointer, before, after);
    item.is_item = true;
    return answer_(std::move(item));
  }
  DocumentChange change(const std::string& pointer, const Json* before, const Json* after) const {
    const auto text = [this](const Json* json) {
      return json != nullptr && texts_ ? std::optional(compact(*json)) : std::nullopt;
    };
    return {pointer, text(before), text(after)};
  }

  Json merged_members(const Json& a, const Json& b, const std::string& pointer) {
    Json object{.kind = Json::Kind::object};
    for (const Json::Member& member : a.members) {
      const std::string at = pointer_to(pointer, member.name);
      const Json* other = b.find(member.name);
      if (other != nullptr) {
        object.members.push_back({member.name, merged(member.value, *other, at)});
      } else if (!ask(at, &member.value, nullptr)) {
        object.members.push_back(member);
      }
    }
    for (const Json::Member& member : b.members) {
      if (a.find(member.name) == nullptr && ask(pointer_to(pointer, member.name), nullptr, &member.value))
        object.members.push_back(member);
    }
    return object;
  }

  Json merged_in_place(const Json& a, const Json& b, const std::string& pointer) {
    Json array{.kind = Json::Kind::array};
    for (std::size_t i = 0; i < a.items.size(); ++i)
      array.items.push_back(merged(a.items[i], b.items[i], pointer_to(pointer, std::to_string(i))));
    return array;
  }

  Json merged_named(const Json& a, const Json& b, std::string_view key, const std::string& pointer) {
    const std::vector<std::string> names_a = names_of(a, key);
    const std::vector<std::string> names_b = names_of(b, key);
    const auto of_both = [&](const std::vector<std::string>& names, const Json& other) {
      std::vector<std::string> common;
      std::ranges::copy_if(names, std::back_inserter(common),
                           [&](const std::string& name) { return item_named(other, key, name) != nullptr; });
      return common;
    };
    const std::vector<std::string> common_a = of_both(names_a, b);
    const std::vector<std::string> common_b = of_both(names_b, a);
    const bool reordered = common_a != common_b &&
                           answer_({pointer_to(pointer, "order"), list_text(common_a), list_text(common_b)});
    // The walk is the same whatever is answered; only then are the items put in order.
    std::map<std::string, Json> items;
    for (const std::string& name : joined(names_a, names_b)) {
      const std::string at = pointer_to(pointer, name);
      const Json* before = item_named(a, key, name);
      const Json* after = item_named(b, key, name);
      if (before != nullptr && after != nullptr) {
        items.emplace(name, merged(*before, *after, at));
      } else if (ask_item(at, before, after) == (after != nullptr)) {
        items.emplace(name, before != nullptr ? *before : *after);
      }
    }
    Json array{.kind = Json::Kind::array};
    for (const std::string& name : reordered ? joined(names_b, names_a) : joined(names_a, names_b)) {
      if (const auto item = items.find(name); item != items.end())
        array.items.push_back(std::move(item->second));
    }
    return array;
  }

  Answer answer_;
  bool texts_;
};

}  // namespace

std::vector<DocumentChange> document_changes(const Json& a, const Json& b) {
  std::vector<DocumentChange> changes;
  Walk walk(
      [&](DocumentChange change) {
        changes.push_back(std::move(change));
        return false;
      },
      true);
  (void)walk.merged(a, b, "");
  return changes;
}

std::string changed_document(const Json& a, const Json& b, const std::vector<bool>& taken) {
  std::size_t next = 0;
  Walk walk([&](const DocumentChange&) { return taken[next++]; }, false);
  return compact(walk.merged(a, b, ""));
}

}  // namespace giaingan::inline v1
