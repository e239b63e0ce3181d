#include "assessment/value_neighbours.hpp"

#include "giaingan/calendar/date.hpp"
#include "giaingan/exact/ratio.hpp"
#include "giaingan/exact/rational.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "input/any_json.hpp"

namespace giaingan::inline v1 {
namespace {

using Tokens = std::vector<std::string>;

/// What no rule reads, and names by which the rest of a document and the data go.
constexpr std::array<std::string_view, 7> no_value{"title", "note", "cite",  "assumed",
                                                   "id",    "name", "metric"};

template <class AnyJsonValue>
AnyJsonValue* child_of(AnyJsonValue& parent, const std::string& token) {
  if (parent.kind == Json::Kind::object) return parent.find(token);
  std::size_t place = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), place);
  const bool whole = error == std::errc() && end == token.data() + token.size();
  return parent.kind == Json::Kind::array && whole && place < parent.items.size() ? &parent.items[place]
                                                                                  : nullptr;
}

template <class AnyJsonValue>
AnyJsonValue* at(AnyJsonValue& root, const std::string& pointer) {
  const auto tokens = tokens_of(pointer);
  AnyJsonValue* value = tokens ? &root : nullptr;
  for (std::size_t i = 0; value != nullptr && i < tokens->size(); ++i)
    value = child_of(*value, (*tokens)[i]);
  return value;
}

bool is_scalar(const Json& json) {
  return json.kind != Json::Kind::object && json.kind != Json::Kind::array;
}

/// The values at a place and below it: scalars, and lists of them.
void add_values(const Json& json, const std::string& pointer, std::vector<std::string>& values) {
  if (is_scalar(json) || (json.kind == Json::Kind::array && std::ranges::all_of(json.items, is_scalar))) {
    values.push_back(pointer);
    return;
  }
  for (std::size_t i = 0; i < json.items.size(); ++i)
    add_values(json.items[i], pointer_to(pointer, std::to_string(i)), values);
  for (const auto& [name, member] : json.members) {
    if (std::ranges::find(no_value, name) == no_value.end())
      add_values(member, pointer_to(pointer, name), values);
  }
}

Json text_json(std::string text, Json::Kind kind = Json::Kind::string) {
  return {.kind = kind, .text = std::move(text)};
}

/// `37%` and `39%` of `38%`; of `1/3` what the numerator makes of it.
std::vector<std::string> next_numbers(const std::string& text) {
  const std::size_t slash = text.find('/');
  const bool percent = text.ends_with('%');
  const std::string digits =
      text.substr(0, slash == std::string::npos ? text.size() - (percent ? 1 : 0) : slash);
  const std::size_t point = digits.find('.');
  const std::size_t decimals = point == std::string::npos ? 0 : digits.size() - point - 1;
  std::string whole = digits;
  std::erase(whole, '.');
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(whole.data(), whole.data() + whole.size(), number);
  if (error != std::errc() || end != whole.data() + whole.size()) return {};
  std::vector<std::string> next;
  for (const std::int64_t by : {1, -1}) {
    if (number + by < 0) continue;
    std::string made = std::to_string(number + by);
    if (decimals > 0) {
      if (made.size() <= decimals) made.insert(0, decimals + 1 - made.size(), '0');
      made.insert(made.size() - decimals, ".");
    }
    next.push_back(made + (slash == std::string::npos ? (percent ? "%" : "") : text.substr(slash)));
  }
  return next;
}

/// The words in quotes of what a diagnostic expects.
std::vector<std::string> quoted_words(const std::string& expected) {
  std::vector<std::string> words;
  for (std::size_t from = expected.find('"'); from != std::string::npos;) {
    const std::size_t to = expected.find('"', from + 1);
    if (to == std::string::npos) break;
    words.push_back(expected.substr(from + 1, to - from - 1));
    from = expected.find('"', to + 1);
  }
  return words;
}

/// Makes the policies next to one document's.
class Neighbours {
 public:
  Neighbours(Json document, std::size_t most) : document_(std::move(document)), most_(most) {}

  std::vector<NeighbourPolicy> find(const std::string& pointer) {
    const Json* place = at(document_, pointer);
    if (place == nullptr) return {};
    std::vector<std::string> values;
    const Json* wrapped = place->kind == Json::Kind::object ? place->find("value") : nullptr;
    add_values(wrapped == nullptr ? *place : *wrapped,
               wrapped == nullptr ? pointer : pointer_to(pointer, "value"), values);
    for (const std::string& value : values) {
      for (const Json& other : others(value))
        add(value, other);
    }
    if (found_.empty()) without(pointer);
    return std::move(found_);
  }

 private:
  /// The document without a rule that holds no value of its own.
  void without(const std::string& pointer) {
    const std::size_t slash = pointer.rfind('/');
    Json changed = document_;
    Json* const parent = at(changed, pointer.substr(0, slash));
    const std::string token = pointer.substr(slash + 1);
    if (parent->kind == Json::Kind::object) {
      std::erase_if(parent->members, [&](const Json::Member& each) { return each.name == token; });
    } else {
      parent->items.erase(parent->items.begin() + std::stol(token));
    }
    (void)load({pointer, text_of(*at(document_, pointer)), ""}, changed);
  }

  std::vector<Json> others(const std::string& pointer) const {
    const Json& value = *at(document_, pointer);
    std::vector<Json> others;
    if (value.kind == Json::Kind::boolean) {
      others.push_back({.kind = Json::Kind::boolean, .boolean = !value.boolean});
    } else if (value.kind == Json::Kind::array) {
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        Json shorter = value;
        shorter.items.erase(shorter.items.begin() + static_cast<std::ptrdiff_t>(i));
        others.push_back(std::move(shorter));
      }
    } else if (const auto day = Date::parse(value.text); value.kind == Json::Kind::string && day) {
      for (const int by : {1, -1})
        others.push_back(text_json(day->plus_days(by).text()));
    } else if (value.kind == Json::Kind::number || parse_ratio(value.text)) {
      for (std::string& next : next_numbers(value.text))
        others.push_back(text_json(std::move(next), value.kind));
    } else {
      for (std::string& word : other_words(pointer, value))
        others.push_back(text_json(std::move(word)));
    }
    return others;
  }

  /// What loading names when it is given a word that nobody means.
  std::vector<std::string> other_words(const std::string& pointer, const Json& value) const {
    const std::string owner = pointer.ends_with("/value") ? pointer.substr(0, pointer.size() - 6) : pointer;
    const std::string key = owner.substr(owner.rfind('/') + 1);
    std::vector<std::string> words;
    if (key == "level" || key == "donor_level") {
      words = {"project"};
    } else if (key == "basis") {
      const Json* bases = document_.find("bases");
      for (const Json& basis : bases == nullptr ? std::vector<Json>() : bases->items)
        if (const Json* id = basis.find("id")) words.push_back(id->text);
    } else {
      Json asked = document_;
      *at(asked, pointer) = text_json("?");
      try {
        (void)Policy::from_json(indented_text(asked));
      } catch (const InvalidInput& refused) {
        for (const Diagnostic& each : refused.diagnostics())
          if (each.place.pointer == pointer) words = quoted_words(each.expected);
      }
    }
    std::erase(words, value.text);
    return words;
  }

  void add(const std::string& pointer, const Json& other) {
    if (found_.size() >= most_) return;
    const Json& before = *at(document_, pointer);
    ChangedValue change{pointer, text_of(before), text_of(other)};
    change.with.members.push_back({pointer, other});
    if (try_to_add(change)) return;
    for (const std::string& twin : equal_bounds(pointer, before))
      if (twin != pointer) change.with.members.push_back({twin, other});
    if (change.with.members.size() > 1) (void)try_to_add(change);
  }

  bool try_to_add(const ChangedValue& change) {
    Json changed = document_;
    for (const auto& [pointer, value] : change.with.members)
      *at(changed, pointer) = value;
    return load(change, changed);
  }

  bool load(const ChangedValue& change, const Json& changed) {
    try {
      std::string document = indented_text(changed);
      Policy policy = Policy::from_json(document);
      found_.push_back({change, std::move(policy), std::move(document)});
      return true;
    } catch (const InvalidInput&) {
      return false;
    }
  }

  /// The bounds in the same list that say the same number.
  std::vector<std::string> equal_bounds(const std::string& pointer, const Json& value) const {
    std::vector<std::string> equal;
    const auto tokens = tokens_of(pointer);
    std::string list;
    std::string so_far;
    const Json* here = &document_;
    for (const std::string& token : *tokens) {
      if (here->kind == Json::Kind::array) list = so_far;
      here = child_of(*here, token);
      so_far = pointer_to(so_far, token);
    }
    std::vector<std::string> values;
    if (!list.empty()) add_values(*at(document_, list), list, values);
    for (const std::string& each : values) {
      const std::string owner = each.ends_with("/value") ? each.substr(0, each.size() - 6) : each;
      const bool bound = owner.ends_with("/from") || owner.ends_with("/to");
      const Json& other = *at(document_, each);
      if (bound && other.kind == value.kind && other.text == value.text) equal.push_back(each);
    }
    return equal;
  }

  static std::string text_of(const Json& json) {
    if (json.kind == Json::Kind::object) return "";  // a rule is not shown whole
    if (json.kind != Json::Kind::array) return shown(json);
    std::string text;
    for (const Json& item : json.items)
      text += (text.empty() ? "" : ", ") + shown(item);
    return "[" + text + "]";
  }

  Json document_;
  std::size_t most_;
  std::vector<NeighbourPolicy> found_;
};

/// The document with a value written into it, of which it says nothing.
Json with_written(const Json& document, const Assumption& assumed) {
  Json written = document;
  const std::size_t slash = assumed.pointer.rfind('/');
  Json* const parent = at(written, assumed.pointer.substr(0, slash));
  auto value = parse_any_json(assumed.value).root;
  if (parent != nullptr && parent->kind == Json::Kind::object && value)
    parent->members.push_back({assumed.pointer.substr(slash + 1), *std::move(value)});
  return written;
}

}  // namespace

std::vector<NeighbourPolicy> neighbours_at(const Json& document, const Assumption& assumed,
                                           std::size_t most) {
  if (at(document, assumed.pointer) != nullptr) return Neighbours(document, most).find(assumed.pointer);
  auto found = Neighbours(with_written(document, assumed), most).find(assumed.pointer);
  // Without it the document is as it was.
  std::erase_if(found, [](const NeighbourPolicy& each) { return each.change.after.empty(); });
  return found;
}

}  // namespace giaingan::inline v1
