#include "input/json.hpp"

#include <cstddef>
#include <cstdint>
#include <unordered_set>
#include <utility>

#include <nlohmann/json.hpp>

namespace giaingan::inline v1 {
namespace {

/// What the library says of a text that isn't JSON, without its own error number in brackets, which helps
/// nobody here, as UTF-8 even where it quotes what isn't, and with the end alone of what it quotes at length.
std::string readable(std::string message) {
  if (const auto end = message.find("] "); end != std::string::npos) message.erase(0, end + 2);
  constexpr std::size_t most_quoted = 60;
  for (const std::string_view before_quoted : {"last read: '", "number overflow parsing '"}) {
    const auto quoted = message.find(before_quoted);
    if (quoted == std::string::npos) continue;
    const std::size_t begin = quoted + before_quoted.size();
    if (message.size() - begin > most_quoted)
      message.replace(begin, message.size() - begin - most_quoted, "…");
  }
  const auto utf8 = nlohmann::json(message).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return nlohmann::json::parse(utf8).get<std::string>();
}

/// Builds the tree from the parser's events. The library's own tree would keep the last of two equal keys and
/// turn 0.1 into a double, both silently.
class TreeBuilder {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  TreeBuilder(const std::string& file, const Limits& limits, Problems& problems)
      : file_(file), limits_(limits), problems_(problems) {}

  bool null() { return place({}) != nullptr; }
  bool boolean(bool value) { return place({.kind = Json::Kind::boolean, .boolean = value}) != nullptr; }
  bool number_integer(number_integer_t value) {
    return place({.kind = Json::Kind::number, .text = std::to_string(value)}) != nullptr;
  }
  bool number_unsigned(number_unsigned_t value) {
    if (value > static_cast<number_unsigned_t>(INT64_MAX)) return too_large(std::to_string(value));
    return place({.kind = Json::Kind::number, .text = std::to_string(value)}) != nullptr;
  }
  bool number_float(number_float_t /*value*/, const string_t& text) {
    if (text.find_first_of(".eE") == string_t::npos) return too_large(text);
    report("policy.json_float", "the number " + text + " is a floating-point number",
           "an exact number: an integer, or a string such as \"0.5\", \"50%\" or \"1/3\"",
           "write \"" + text + "\" in quotation marks");
    return place({.kind = Json::Kind::string, .text = text, .reported = true}) != nullptr;
  }
  bool string(string_t& value) {
    if (value.find('\0') != string_t::npos) {
      report("policy.nul", "the text has a NUL character", "text that every language can hold",
             "remove \\u0000");
    }
    return place({.kind = Json::Kind::string, .text = value}) != nullptr;
  }
  bool binary(binary_t& /*value*/) { return false; }
  bool start_object(std::size_t /*size*/) { return open({.kind = Json::Kind::object}); }
  bool key(string_t& name) {
    if (!keys_.back().insert(name).second) {
      problems_.add({.code = "policy.duplicate_key",
                     .place = Place{.file = file_, .pointer = pointer_to(pointers_.back(), name)},
                     .message = "the key \"" + name + "\" stands twice in one object",
                     .expected = "every key once",
                     .remedy = "delete one of the two"});
    }
    key_ = name;
    return true;
  }
  bool end_object() { return close(); }
  bool start_array(std::size_t /*size*/) { return open({.kind = Json::Kind::array}); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::json::exception& error) {
    const std::string message = readable(error.what());
    problems_.add({.code = "policy.not_json",
                   .place = Place{.file = file_},
                   .message = "not a JSON document (byte " + std::to_string(position) + "): " + message,
                   .expected = "UTF-8 JSON as RFC 8259 defines it",
                   .remedy = "mend the text there"});
    return false;
  }

  Json root;

 private:
  std::string here() const {
    if (open_.empty()) return "";
    const Json& parent = *open_.back();
    return pointer_to(pointers_.back(),
                      parent.kind == Json::Kind::object ? key_ : std::to_string(parent.items.size()));
  }
  void report(std::string code, std::string message, std::string expected, std::string remedy) {
    problems_.add({std::move(code), Place{.file = file_, .pointer = here()}, std::move(message),
                   std::move(expected), std::move(remedy)});
  }
  bool too_large(const std::string& text) {
    report("policy.integer_too_large", "the integer " + text + " is beyond 64 bits",
           "an integer from -9223372036854775808 to 9223372036854775807", "write a smaller number");
    return place({.kind = Json::Kind::number, .text = "0", .reported = true}) != nullptr;
  }
  Json* place(Json value) {
    if (open_.empty()) {
      root = std::move(value);
      return &root;
    }
    Json& parent = *open_.back();
    if (parent.kind == Json::Kind::array) return &parent.items.emplace_back(std::move(value));
    return &parent.members.emplace_back(Json::Member{key_, std::move(value)}).value;
  }
  bool open(Json value) {
    if (open_.size() >= static_cast<std::size_t>(limits_.max_depth)) {
      report("policy.too_deep", "nested deeper than " + std::to_string(limits_.max_depth) + " levels",
             "a flatter document", "remove the nesting, or raise max_depth");
      return false;
    }
    std::string pointer = here();
    open_.push_back(place(std::move(value)));
    pointers_.push_back(std::move(pointer));
    keys_.emplace_back();
    return true;
  }
  bool close() {
    open_.pop_back();
    keys_.pop_back();
    pointers_.pop_back();
    return true;
  }

  const std::string& file_;
  const Limits& limits_;
  Problems& problems_;
  // A parent's children may move while it grows, but only after the open child was closed.
  std::vector<Json*> open_;
  std::vector<std::string> pointers_;
  std::vector<std::unordered_set<std::string>>
      keys_;  // of each open object: looking through all would be slow
  std::string key_;
};

}  // namespace

const Json* Json::find(std::string_view name) const noexcept {
  for (const auto& [key, value] : members) {
    if (key == name) return &value;
  }
  return nullptr;
}

Json* Json::find(std::string_view name) noexcept {
  return const_cast<Json*>(std::as_const(*this).find(name));  // NOLINT(cppcoreguidelines-pro-type-const-cast)
}

std::string kind_text(Json::Kind kind) {
  switch (kind) {
    case Json::Kind::null:
      return "null";
    case Json::Kind::boolean:
      return "true or false";
    case Json::Kind::number:
      return "a number";
    case Json::Kind::string:
      return "a string";
    case Json::Kind::array:
      return "an array";
    case Json::Kind::object:
      break;
  }
  return "an object";
}

std::string pointer_to(const std::string& pointer, std::string_view token) {
  std::string extended = pointer + "/";
  for (const char c : token) {
    if (c == '~') {
      extended += "~0";
    } else if (c == '/') {
      extended += "~1";
    } else {
      extended += c;
    }
  }
  return extended;
}

std::optional<std::vector<std::string>> tokens_of(std::string_view pointer) {
  if (!pointer.starts_with('/')) return std::nullopt;
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < pointer.size(); ++i) {
    if (pointer[i] == '/') {
      tokens.emplace_back();
    } else if (pointer[i] != '~') {
      tokens.back() += pointer[i];
    } else if (const auto escaped = pointer.substr(i, 2); escaped == "~0" || escaped == "~1") {
      tokens.back() += escaped == "~0" ? '~' : '/';
      ++i;
    } else {
      return std::nullopt;
    }
  }
  return tokens;
}

std::string shown(const Json& json) {
  switch (json.kind) {
    case Json::Kind::string:
      return "\"" + json.text + "\"";
    case Json::Kind::number:
      return json.text;
    case Json::Kind::boolean:
      return json.boolean ? "true" : "false";
    default:
      return kind_text(json.kind);
  }
}

namespace {

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump();
}

void write(const Json& json, const std::string& indentation, std::string& text) {
  const bool object = json.kind == Json::Kind::object;
  if (!object && json.kind != Json::Kind::array) {
    const bool string = json.kind == Json::Kind::string;
    text += string ? quoted(json.text) : json.kind == Json::Kind::null ? "null" : shown(json);
    return;
  }
  const std::string inner = indentation + "  ";
  bool first = true;
  const auto begin = [&] {
    text += (first ? "\n" : ",\n") + inner;
    first = false;
  };
  text += object ? "{" : "[";
  for (const auto& [name, value] : json.members) {
    begin();
    text += quoted(name) + ": ";
    write(value, inner, text);
  }
  for (const Json& item : json.items) {
    begin();
    write(item, inner, text);
  }
  if (!first) text += "\n" + indentation;
  text += object ? "}" : "]";
}

}  // namespace

std::string indented_text(const Json& json) {
  std::string text;
  write(json, "", text);
  return text;
}

std::optional<Json> parse_json(std::string_view text, const std::string& file, const Limits& limits,
                               Problems& problems) {
  if (static_cast<std::int64_t>(text.size()) > limits.max_policy_bytes) {
    problems.add({.code = "policy.too_large",
                  .place = Place{.file = file},
                  .message = "the document has " + std::to_string(text.size()) + " bytes",
                  .expected = "at most " + std::to_string(limits.max_policy_bytes),
                  .remedy = "shorten it, or raise max_policy_bytes"});
    return std::nullopt;
  }
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    problems.add({.code = "policy.not_json",
                  .place = Place{.file = file},
                  .message = "the document is empty",
                  .expected = "a policy document (JSON)",
                  .remedy = "write the document into it, or name another file"});
    return std::nullopt;
  }
  // The parser would take it for the end of the text and never look at what follows.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    problems.add({.code = "policy.not_json",
                  .place = Place{.file = file},
                  .message = "a NUL byte stands at offset " + std::to_string(nul),
                  .expected = "a policy document (JSON)",
                  .remedy = "write the document anew; the file is damaged or isn't text"});
    return std::nullopt;
  }
  TreeBuilder builder(file, limits, problems);
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) return std::nullopt;
  return std::move(builder.root);
}

}  // namespace giaingan::inline v1
