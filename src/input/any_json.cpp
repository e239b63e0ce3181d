#include "input/any_json.hpp"

#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace giaingan::inline v1 {
namespace {

constexpr std::size_t deepest = 64;

/// Builds the tree from the parser's events, for the library's own would make doubles of long integers.
class TreeOfEvents {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  bool null() { return put({}); }
  bool boolean(bool truth) { return put({.kind = Json::Kind::boolean, .boolean = truth}); }
  bool number_integer(number_integer_t number) { return put_number(std::to_string(number)); }
  bool number_unsigned(number_unsigned_t number) { return put_number(std::to_string(number)); }
  bool number_float(number_float_t /*number*/, const string_t& digits) { return put_number(digits); }
  bool string(string_t& text) { return put({.kind = Json::Kind::string, .text = std::move(text)}); }
  bool binary(binary_t& /*bytes*/) { return false; }
  bool start_object(std::size_t /*size*/) { return open({.kind = Json::Kind::object}); }
  bool key(string_t& name) {
    key_ = std::move(name);
    return true;
  }
  bool end_object() { return close(); }
  bool start_array(std::size_t /*size*/) { return open({.kind = Json::Kind::array}); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t byte, const std::string& /*token*/,
                   const nlohmann::json::exception& /*fault*/) {
    fault_at = byte;
    return false;
  }

  Json root;
  std::size_t fault_at = 0;
  bool too_deep = false;

 private:
  bool put_number(std::string digits) { return put({.kind = Json::Kind::number, .text = std::move(digits)}); }
  bool put(Json value) {
    place(std::move(value));
    return true;
  }
  Json* place(Json value) {
    if (open_.empty()) {
      root = std::move(value);
      return &root;
    }
    Json& parent = *open_.back();
    if (parent.kind == Json::Kind::array) return &parent.items.emplace_back(std::move(value));
    return &parent.members.emplace_back(Json::Member{std::move(key_), std::move(value)}).value;
  }
  bool open(Json value) {
    if (open_.size() == deepest) {
      too_deep = true;
      return false;
    }
    open_.push_back(place(std::move(value)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  std::vector<Json*> open_;  // a parent's children move only while none of them is open
  std::string key_;
};

}  // namespace

AnyJson parse_any_json(std::string_view text) {
  // The parser would take it for the end of the text and never look at what follows.
  const std::size_t nul = text.find('\0');
  if (nul != std::string_view::npos) return {.fault = AnyJsonFault::nul_byte, .byte = nul + 1};
  TreeOfEvents events;
  if (nlohmann::json::sax_parse(text.begin(), text.end(), &events)) return {.root = std::move(events.root)};
  return {.fault = events.too_deep ? AnyJsonFault::too_deep : AnyJsonFault::not_json,
          .byte = events.fault_at};
}

}  // namespace giaingan::inline v1
