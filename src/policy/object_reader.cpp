#include "policy/object_reader.hpp"

#include <algorithm>
#include <charconv>

namespace giaingan::inline v1 {
namespace {

const Json& empty_object() {
  static const Json object{.kind = Json::Kind::object};
  return object;
}

/// A value as it stands in the document, if that is one line: a scalar, or an array of them; else nothing.
std::string in_one_line(const Json& json) {
  if (json.kind == Json::Kind::object) return "";
  if (json.kind != Json::Kind::array) return shown(json);
  std::string text;
  for (const Json& item : json.items) {
    if (item.kind == Json::Kind::object || item.kind == Json::Kind::array) return "";
    text += (text.empty() ? "[" : ", ") + shown(item);
  }
  return text.empty() ? "[]" : text + "]";
}

constexpr const char* a_day = "a day as \"YYYY-MM-DD\"";

bool is_wrapped(const Json& json) {
  return json.kind == Json::Kind::object && json.find("value") != nullptr;
}

}  // namespace

ObjectReader::ObjectReader(ReadingContext& context, Node node, const Citation& inherited)
    : context_(context), node_(std::move(node)) {
  if (node_.json->kind != Json::Kind::object) {
    wrong_value(node_, "an object");
    node_.json = &empty_object();
  }
  citation_ = read_citation(*node_.json, node_.pointer, inherited, "");
  known_ = {"cite", "assumed", "note"};
}

bool ObjectReader::has(std::string_view key) const {
  return node_.json->find(key) != nullptr;
}

const Json* ObjectReader::take(std::string_view key) {
  known_.emplace_back(key);
  return node_.json->find(key);
}

void ObjectReader::problem(std::string_view key, std::string code, std::string message, std::string expected,
                           std::string remedy) {
  const std::string pointer = key.empty() ? node_.pointer : pointer_to(node_.pointer, key);
  context_.problems.add({std::move(code), Place{.file = context_.file, .pointer = pointer},
                         std::move(message), std::move(expected), std::move(remedy)});
}

void ObjectReader::missing(std::string_view key) {
  problem("", "policy.missing_key", "the key \"" + std::string(key) + "\" is missing", "a value for it",
          "add \"" + std::string(key) + "\"");
}

void ObjectReader::wrong_value(const Node& node, const std::string& expected) {
  if (node.json->reported) return;
  context_.problems.add({.code = "policy.wrong_value",
                         .place = Place{.file = context_.file, .pointer = node.pointer},
                         .message = shown(*node.json) + " can't stand here",
                         .expected = expected,
                         .remedy = "write one"});
}

std::optional<Node> ObjectReader::scalar(std::string_view key, Presence presence) {
  const Json* json = take(key);
  if (json == nullptr) {
    if (presence == Presence::required) missing(key);
    return std::nullopt;
  }
  const std::string pointer = pointer_to(node_.pointer, key);
  if (!is_wrapped(*json)) return Node{json, pointer};
  for (const auto& [name, member] : json->members) {
    if (name == "from" || name == "to") {
      wrong_value({&member, pointer_to(pointer, name)}, a_day);
    } else if (name != "value" && name != "cite" && name != "assumed" && name != "note") {
      context_.problems.add({.code = "policy.unknown_key",
                             .place = Place{.file = context_.file, .pointer = pointer_to(pointer, name)},
                             .message = "the key \"" + name + "\" has no meaning here",
                             .expected = "value, cite, assumed, note, from or to",
                             .remedy = "delete it"});
    }
  }
  const Json& value = *json->find("value");
  own_citations_.emplace_back(key, read_citation(*json, pointer, citation_, in_one_line(value)));
  return Node{&value, pointer_to(pointer, "value")};
}

Citation ObjectReader::citation_of(std::string_view key) const {
  const auto own = std::ranges::find(own_citations_, key, &std::pair<std::string, Citation>::first);
  return own == own_citations_.end() ? citation_ : own->second;
}

Citation ObjectReader::whole_citation() const {
  Citation whole = citation_;
  for (const auto& [key, own] : own_citations_)
    whole = resting_on(std::move(whole), own);
  return whole;
}

Citation ObjectReader::assume(std::string_view key, std::string_view value, const Text& note) {
  Citation citation = citation_;
  citation.assumed = true;
  citation.note = note;
  citation.assumptions = {pointer_to(node_.pointer, key)};
  context_.assumptions.push_back({citation.assumptions.front(), std::string(value), citation});
  return citation;
}

/// A note in one language stands for both.
Text ObjectReader::read_note(const Node& node) {
  const Json& json = *node.json;
  if (json.kind == Json::Kind::string) return {json.text, json.text};
  const auto in = [&json](std::string_view language) {
    const Json* text = json.kind == Json::Kind::object ? json.find(language) : nullptr;
    return text != nullptr && text->kind == Json::Kind::string ? text->text : std::string();
  };
  Text note{in("vi"), in("en")};
  if (note.vi.empty() || note.en.empty() || json.members.size() != 2)
    wrong_value(node, "a string, or the note in both languages as {\"vi\": text, \"en\": text}");
  return note;
}

Citation ObjectReader::read_citation(const Json& object, const std::string& pointer,
                                     const Citation& inherited, const std::string& value) {
  Citation citation = inherited;
  const auto wrong = [&](std::string_view key, const std::string& expected) {
    wrong_value({object.find(key), pointer_to(pointer, key)}, expected);
  };
  if (const Json* cite = object.find("cite")) {
    citation = {};
    const Json* document = cite->kind == Json::Kind::object ? cite->find("doc") : nullptr;
    const Json* clause = cite->kind == Json::Kind::object ? cite->find("clause") : nullptr;
    const bool whole = document != nullptr && document->kind == Json::Kind::string && clause != nullptr &&
                       clause->kind == Json::Kind::string && cite->members.size() == 2;
    if (!whole) {
      wrong("cite", "an object {\"doc\": id of a document, \"clause\": text}");
    } else {
      citation.document = document->text;
      citation.clause = clause->text;
      if (std::ranges::find(context_.documents, document->text, &LegalDocument::id) ==
          context_.documents.end()) {
        context_.problems.add(
            {.code = "policy.unknown_document",
             .place = Place{.file = context_.file, .pointer = pointer_to(pointer, "cite") + "/doc"},
             .message = "the document \"" + document->text + "\" is not listed",
             .expected = "the id of one of /documents",
             .remedy = "list it under /documents, or mend the id"});
      }
    }
  }
  if (const Json* assumed = object.find("assumed")) {
    if (assumed->kind != Json::Kind::boolean) wrong("assumed", "true or false");
    citation.assumed = assumed->boolean;
    citation.assumptions.clear();
    if (assumed->boolean) citation.assumptions.push_back(pointer);
  }
  if (const Json* note = object.find("note")) citation.note = read_note({note, pointer_to(pointer, "note")});
  const Json* assumed = object.find("assumed");
  if (assumed != nullptr && assumed->boolean) {
    if (object.find("note") == nullptr) {
      context_.problems.add({.code = "policy.assumed_without_note",
                             .place = Place{.file = context_.file, .pointer = pointer},
                             .message = "an assumed value says nothing of why it was chosen",
                             .expected = "a \"note\" beside \"assumed\"",
                             .remedy = "add the note"});
    }
    context_.assumptions.push_back({pointer, value, citation});
  }
  return citation;
}

std::string ObjectReader::text(std::string_view key) {
  const auto node = scalar(key, Presence::required);
  if (!node) return "";
  if (node->json->kind != Json::Kind::string || node->json->text.empty()) {
    wrong_value(*node, "a string that is not empty");
    return "";
  }
  return node->json->text;
}

std::string ObjectReader::text_or(std::string_view key, std::string_view otherwise) {
  if (has(key)) return text(key);
  known_.emplace_back(key);
  return std::string(otherwise);
}

std::optional<Cited<Ratio>> ObjectReader::optional_ratio(std::string_view key) {
  if (has(key)) return ratio(key);
  known_.emplace_back(key);
  return std::nullopt;
}

Cited<Ratio> ObjectReader::ratio_or(std::string_view key, Ratio otherwise) {
  return optional_ratio(key).value_or(Cited<Ratio>{otherwise, citation_});
}

std::optional<Ratio> ObjectReader::exact_number(const Node& node) {
  const bool readable = node.json->kind == Json::Kind::string || node.json->kind == Json::Kind::number;
  const auto value = readable ? parse_ratio(node.json->text) : std::nullopt;
  if (!value)
    wrong_value(node, "an exact number: an integer, or a string such as \"0.5\", \"50%\" or \"1/3\"");
  return value;
}

Cited<Ratio> ObjectReader::ratio(std::string_view key) {
  const auto node = scalar(key, Presence::required);
  if (!node) return {};
  const auto value = exact_number(*node);
  if (!value) return {};
  return {*value, citation_of(key)};
}

std::string ObjectReader::exact_or_name(std::string_view key) {
  const auto node = scalar(key, Presence::required);
  if (!node) return "";
  const bool readable = node->json->kind == Json::Kind::string || node->json->kind == Json::Kind::number;
  if (!readable || node->json->text.empty()) {
    wrong_value(*node, "an exact number or a name");
    return "";
  }
  return node->json->text;
}

bool ObjectReader::flag_or(std::string_view key, bool otherwise) {
  const auto node = scalar(key, Presence::optional);
  if (!node) return otherwise;
  if (node->json->kind != Json::Kind::boolean) {
    wrong_value(*node, "true or false");
    return otherwise;
  }
  return node->json->boolean;
}

namespace {

/// `; 2024-02 ends on 2024-02-29`, of a day that its month doesn't have.
std::string end_of_its_month(const std::string& text) {
  constexpr std::size_t up_to_day = 8;
  const auto first = Date::parse(text.substr(0, up_to_day) + "01");
  if (text.size() != up_to_day + 2 || !first) return "";
  return "; " + text.substr(0, up_to_day - 1) + " ends on " + first->plus_months(1).plus_days(-1).text();
}

}  // namespace

std::optional<Date> ObjectReader::optional_date(std::string_view key) {
  if (has(key)) return date(key);
  known_.emplace_back(key);
  return std::nullopt;
}

Date ObjectReader::date(std::string_view key) {
  const auto node = scalar(key, Presence::required);
  if (!node) return {};
  const auto day = node->json->kind == Json::Kind::string ? Date::parse(node->json->text) : std::nullopt;
  if (!day) wrong_value(*node, "a day as \"YYYY-MM-DD\"" + end_of_its_month(node->json->text));
  return day.value_or(Date{});
}

std::int64_t ObjectReader::integer(std::string_view key, std::int64_t least, std::int64_t most) {
  return good_integer(key, least, most).value_or(least);
}

std::optional<std::int64_t> ObjectReader::good_integer(std::string_view key, std::int64_t least,
                                                       std::int64_t most) {
  const auto node = scalar(key, Presence::required);
  if (!node) return std::nullopt;
  std::int64_t value = least;
  const std::string& digits = node->json->text;
  const bool number = node->json->kind == Json::Kind::number;
  if (number) std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (!number || node->json->reported || value < least || value > most) {
    wrong_value(*node, "an integer from " + std::to_string(least) + " to " + std::to_string(most));
    return std::nullopt;
  }
  return value;
}

std::int64_t ObjectReader::integer_or(std::string_view key, std::int64_t least, std::int64_t most,
                                      std::int64_t otherwise) {
  if (has(key)) return integer(key, least, most);
  known_.emplace_back(key);
  return otherwise;
}

Text ObjectReader::bilingual(std::string_view key) {
  const Json* json = take(key);
  if (json == nullptr) {
    missing(key);
    return {};
  }
  ObjectReader reader(context_, {json, pointer_to(node_.pointer, key)}, citation_);
  Text text{reader.text("vi"), reader.text("en")};
  reader.finish();
  return text;
}

std::vector<Node> ObjectReader::items(std::string_view key) {
  const auto node = scalar(key, Presence::optional);
  std::vector<Node> found;
  if (!node) return found;
  if (node->json->kind != Json::Kind::array) {
    wrong_value(*node, "an array");
    return found;
  }
  for (std::size_t i = 0; i < node->json->items.size(); ++i) {
    found.push_back({&node->json->items[i], pointer_to(node->pointer, std::to_string(i))});
  }
  return found;
}

std::vector<Ratio> ObjectReader::ratios(std::string_view key) {
  std::vector<Ratio> found;
  for (const Node& item : items(key)) {
    if (const auto value = exact_number(item)) found.push_back(*value);
  }
  return found;
}

std::vector<std::string> ObjectReader::texts(std::string_view key) {
  std::vector<std::string> found;
  for (const Node& item : items(key)) {
    if (item.json->kind == Json::Kind::string) {
      found.push_back(item.json->text);
    } else {
      wrong_value(item, "a string");
    }
  }
  return found;
}

std::optional<Node> ObjectReader::member(std::string_view key) {
  const Json* json = take(key);
  if (json == nullptr) return std::nullopt;
  return Node{json, pointer_to(node_.pointer, key)};
}

void ObjectReader::finish() {
  for (const auto& [key, value] : node_.json->members) {
    if (std::ranges::find(known_, key) != known_.end()) continue;
    // Days are gone by now: what is left of them isn't one.
    if (key == "from" || key == "to") {
      wrong_value({&value, pointer_to(node_.pointer, key)}, a_day);
      continue;
    }
    std::string expected;
    for (const std::string& known : known_)
      expected += (expected.empty() ? "" : ", ") + known;
    for (const std::string day : {"from", "to"}) {
      if (std::ranges::find(known_, day) == known_.end()) expected += ", " + day;
    }
    problem(key, "policy.unknown_key", "the key \"" + key + "\" has no meaning here", "one of " + expected,
            "mend the spelling, or delete it");
  }
}

}  // namespace giaingan::inline v1
