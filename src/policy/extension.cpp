#include "policy/extension.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "policy/dating.hpp"

namespace giaingan::inline v1 {
namespace {

/// What an item of a list goes by; nothing if by nothing.
std::optional<std::string> name_of(const Json& item) {
  for (const std::string_view key : {"id", "date", "group", "type", "source"}) {
    const Json* name = item.find(key);
    if (name != nullptr && is_wrapped_value(*name)) name = name->find("value");
    if (name != nullptr && name->kind == Json::Kind::string) return name->text;
  }
  return std::nullopt;
}

bool are_named(const Json& list) {
  return std::ranges::all_of(list.items, [](const Json& item) { return name_of(item).has_value(); });
}

bool is_of_what_stands_beside(std::string_view name) {
  const auto names = {"cite", "assumed", "note", "from", "to"};
  return std::ranges::find(names, name) != names.end();
}

/// Whether members can be added to it in place.
bool is_plain_object(const Json& json) {
  return json.kind == Json::Kind::object && !is_wrapped_value(json) && json.find("dated") == nullptr;
}

int depth_of(const Json& json) {
  int deepest = 0;
  for (const auto& [name, value] : json.members)
    deepest = std::max(deepest, depth_of(value));
  for (const Json& item : json.items)
    deepest = std::max(deepest, depth_of(item));
  const bool nests = json.kind == Json::Kind::object || json.kind == Json::Kind::array;
  return deepest + (nests ? 1 : 0);
}

std::string in_words(const Place& place) {
  return place.file + ": " + (place.pointer.empty() ? "/" : place.pointer);
}

/// The way down a pointer by ids: where it ends, or how far it goes.
struct Way {
  Json* holder = nullptr;  ///< the object or list that holds, or would hold, the value
  Json* value = nullptr;   ///< null: it isn't there
  int depth = 1;           ///< of the holder
  bool broken = false;     ///< the holder isn't there either
  bool twice = false;      ///< two items go by the name
};

/// The object or list that a token looks into.
Json& looked_into(Json& json, std::string_view token, int& depth) {
  if (!is_wrapped_value(json) || json.find(token) != nullptr) return json;
  ++depth;
  return *json.find("value");
}

Json* child_of(Json& holder, const std::string& token, bool& twice) {
  if (holder.kind != Json::Kind::array) return holder.find(token);
  Json* found = nullptr;
  for (Json& item : holder.items) {
    if (name_of(item) != token) continue;
    twice = twice || found != nullptr;
    found = &item;
  }
  return found;
}

Way way_to(Json& root, const std::vector<std::string>& tokens) {
  Way way{.value = &root, .depth = 0};
  for (const std::string& token : tokens) {
    if (way.value == nullptr) {
      way.broken = true;
      return way;
    }
    ++way.depth;
    way.holder = &looked_into(*way.value, token, way.depth);
    way.value = child_of(*way.holder, token, way.twice);
  }
  return way;
}

/// What there is, for somebody who named something else.
std::string names_in(const Json& holder) {
  std::string names;
  for (const auto& [name, value] : holder.members)
    names += (names.empty() ? "" : ", ") + name;
  for (const Json& item : holder.items)
    names += (names.empty() ? "" : ", ") + name_of(item).value_or("(an item without an id)");
  return names.empty() ? "a pointer to a value of the parent" : "one of " + names;
}

class Extension {
 public:
  Extension(Json& parent, const Json& child, const OriginMarks& marks, const Limits& limits,
            Problems& problems)
      : parent_(parent), marks_(marks), file_(marks.of(child).file), limits_(limits), problems_(problems) {}

  void apply(Json& child) {
    each_change(child, "overrides",
                [this](auto& way, auto& pointer, auto& value) { put(way, pointer, value); });
    remove_all(child);
    each_change(child, "adds", [this](auto& way, auto& pointer, auto& value) { add(way, pointer, value); });
    for (auto& [name, value] : child.members) {
      if (!is_of_its_document(name)) extend_member(parent_, name, value, "", true);
    }
  }

 private:
  void report(const Json& at, std::string code, std::string message, std::string expected,
              std::string remedy) {
    problems_.add(
        {std::move(code), marks_.of(at), std::move(message), std::move(expected), std::move(remedy)});
  }
  void wrong_value(const Json& at, std::string expected) {
    report(at, "policy.wrong_value", shown(at) + " can't stand here", std::move(expected), "write one");
  }

  [[nodiscard]] bool holds_own(const Json& json) const {
    return marks_.of(json).file == file_ ||
           std::ranges::any_of(json.members,
                               [this](const Json::Member& each) { return holds_own(each.value); }) ||
           std::ranges::any_of(json.items, [this](const Json& item) { return holds_own(item); });
  }

  /// The way to a place that the parent says something of; nothing, and a problem, if it can't be gone.
  std::optional<Way> find(const std::string& pointer, const Json& at) {
    const auto tokens = tokens_of(pointer);
    if (!tokens) {
      report(at, "policy.wrong_value", "\"" + pointer + "\" is not a pointer",
             "a JSON pointer in which an item goes by its id, as \"/obligations/duties/monthly-report\"",
             "write one");
      return std::nullopt;
    }
    const Way way = way_to(parent_, *tokens);
    if (way.twice) {
      report(at, "policy.ambiguous", "two items of the list go by a name in " + pointer, "one of each name",
             "override the whole list");
      return std::nullopt;
    }
    if (way.value != nullptr && holds_own(*way.value)) {
      report(at, "policy.overrides_itself",
             "a value at or under " + pointer + " is written in this very document",
             "a value that is wholly of what this document extends", "say once what is to stand there");
      return std::nullopt;
    }
    return way;
  }

  void missing(const Way& way, const std::string& pointer, const Json& at) {
    report(at, "policy.nothing_there", "nothing stands at " + pointer + " in what this document extends",
           names_in(*way.holder), "mend the pointer, or add the value in place");
  }

  template <class Change>
  void each_change(Json& child, std::string_view key, const Change& change) {
    Json* changes = child.find(key);
    if (changes == nullptr) return;
    if (changes->kind != Json::Kind::object) {
      wrong_value(*changes, "an object of values by their pointers");
      return;
    }
    for (auto& [pointer, value] : changes->members) {
      const auto way = find(pointer, value);
      if (!way) continue;
      if (way->broken || (way->value == nullptr && key == "overrides")) {
        missing(*way, pointer, value);
      } else if (way->depth + depth_of(value) > limits_.max_depth) {
        report(value, "policy.too_deep",
               "this would nest deeper than " + std::to_string(limits_.max_depth) + " levels",
               "a flatter document", "remove the nesting, or raise max_depth");
      } else {
        change(*way, pointer, value);
      }
    }
  }

  bool has_its_name(const Way& way, const std::string& token, const Json& value) {
    if (way.holder->kind != Json::Kind::array || name_of(value) == token) return true;
    report(value, "policy.other_name", "the item that stands at \"" + token + "\" goes by another name",
           "the id \"" + token + "\"", "write the same id in both places");
    return false;
  }

  void put(const Way& way, const std::string& pointer, Json& value) {
    if (has_its_name(way, tokens_of(pointer)->back(), value)) *way.value = std::move(value);
  }

  void add(const Way& way, const std::string& pointer, Json& value) {
    const std::string token = tokens_of(pointer)->back();
    if (way.value != nullptr) {
      redefined(value, *way.value, pointer);
    } else if (way.holder->kind == Json::Kind::array) {
      if (has_its_name(way, token, value)) way.holder->items.push_back(std::move(value));
    } else if (way.holder->kind == Json::Kind::object) {
      way.holder->members.push_back({token, std::move(value)});
    } else {
      report(value, "policy.nothing_there",
             "what stands above " + pointer + " is " + kind_text(way.holder->kind),
             "an object or a list that it can be added to", "override that value");
    }
  }

  void remove_all(const Json& child) {
    const Json* removes = child.find("removes");
    if (removes == nullptr) return;
    if (removes->kind != Json::Kind::array) {
      wrong_value(*removes, "a list of pointers");
      return;
    }
    for (const Json& pointer : removes->items) {
      if (pointer.kind != Json::Kind::string) {
        wrong_value(pointer, "a pointer");
      } else if (const auto way = find(pointer.text, pointer)) {
        remove(*way, pointer);
      }
    }
  }

  void remove(const Way& way, const Json& pointer) {
    if (way.value == nullptr) {
      missing(way, pointer.text, pointer);
      return;
    }
    std::erase_if(way.holder->members, [&](const Json::Member& each) { return &each.value == way.value; });
    if (way.holder->kind == Json::Kind::array)
      way.holder->items.erase(way.holder->items.begin() + (way.value - way.holder->items.data()));
  }

  void redefined(const Json& value, const Json& of_parent, const std::string& pointer) {
    const Place& place = marks_.of(of_parent);
    report(value, "policy.redefined", "this value is given already, at " + in_words(place),
           "a value that no document above gives",
           "delete one of the two, or write it under \"overrides\" at its pointer (" + pointer + ")");
  }

  void extend_member(Json& object, const std::string& name, Json& value, const std::string& above,
                     bool section) {
    const std::string pointer = pointer_to(above, name);
    Json* of_parent = object.find(name);
    if (of_parent == nullptr) {
      object.members.push_back({name, std::move(value)});
    } else if (of_parent->kind == Json::Kind::array && value.kind == Json::Kind::array) {
      extend_list(*of_parent, value, pointer);
    } else if (section && is_plain_object(*of_parent) && is_plain_object(value)) {
      extend_section(*of_parent, value, pointer);
    } else {
      redefined(value, *of_parent, pointer);
    }
  }

  void extend_section(Json& section, Json& more, const std::string& pointer) {
    for (auto& [name, value] : more.members) {
      if (is_of_what_stands_beside(name) && section.find(name) == nullptr) {
        report(value, "policy.speaks_of_parent",
               "this would hold for what " + in_words(marks_.of(section)) + " says as well",
               "it beside each value that it is meant for",
               "write it there, or under \"adds\" at " + pointer_to(pointer, name) + " if all is meant");
      } else {
        extend_member(section, name, value, pointer, false);
      }
    }
  }

  void extend_list(Json& list, Json& more, const std::string& pointer) {
    if (!are_named(list) || !are_named(more)) {
      redefined(more, list, pointer);
      return;
    }
    std::map<std::string, const Json*, std::less<>> known;
    for (const Json& item : list.items)
      known.emplace(*name_of(item), &item);
    std::vector<Json> added;
    for (Json& item : more.items) {
      const std::string name = *name_of(item);
      if (const auto found = known.find(name); found != known.end()) {
        redefined(item, *found->second, pointer_to(pointer, name));
      } else {
        added.push_back(std::move(item));
      }
    }
    std::ranges::move(added, std::back_inserter(list.items));
  }

  Json& parent_;
  const OriginMarks& marks_;
  std::string file_;
  const Limits& limits_;
  Problems& problems_;
};

}  // namespace

bool is_of_its_document(std::string_view name) {
  const auto names = {"$schema", "schema", "id",      "title", "year",      "cite",    "assumed", "note",
                      "from",    "to",     "extends", "adds",  "overrides", "removes", "partial"};
  return std::ranges::find(names, name) != names.end();
}

void extend(Json& parent, Json child, const OriginMarks& marks, const Limits& limits, Problems& problems) {
  Extension(parent, child, marks, limits, problems).apply(child);
}

}  // namespace giaingan::inline v1
