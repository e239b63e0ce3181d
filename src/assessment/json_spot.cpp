#include "assessment/json_spot.hpp"

#include <algorithm>
#include <vector>

#include "input/json.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr std::string_view between_values = " \t\r\n,:{}[]";

/// An object or array that is open.
struct Open {
  bool is_array = false;
  std::size_t index = 0;
  std::string name{};         ///< of the member, once its value is due
  bool name_is_next = false;  ///< of an object
  std::size_t begin = 0;
};

std::string pointer_of(const std::vector<Open>& open) {
  std::string pointer;
  for (const Open& each : open) {
    if (!each.is_array && each.name_is_next) break;
    pointer = pointer_to(pointer, each.is_array ? std::to_string(each.index) : each.name);
  }
  return pointer;
}

/// One past the string or the number or word that begins there.
std::size_t end_of_scalar(std::string_view json, std::size_t begin) {
  if (json[begin] != '"') return std::min(json.find_first_of(between_values, begin), json.size());
  std::size_t at = begin + 1;
  while (at < json.size() && json[at] != '"')
    at += json[at] == '\\' ? 2U : 1U;
  return std::min(at + 1, json.size());
}

/// Goes through a document up to a byte.
class Walk {
 public:
  explicit Walk(std::string_view json) : json_(json) {}

  JsonSpot to(std::size_t byte) {
    for (std::size_t at = 0; at < json_.size() && at <= byte;) {
      const char c = json_[at];
      if ((c == '}' || c == ']') && at == byte) break;
      if (c == '{' || c == '[') {
        if (at == byte) return {pointer_of(open_), at};
        open_.push_back({.is_array = c == '[', .name_is_next = c == '{', .begin = at});
        ++at;
      } else if (between_values.find(c) != std::string_view::npos) {
        separator(c);
        ++at;
      } else {
        const std::size_t end = end_of_scalar(json_, at);
        const bool is_name = !open_.empty() && open_.back().name_is_next;
        if (is_name) name(json_.substr(at + 1, end - at - 2));
        // Behind a string nothing of it can follow.
        if (byte < end || (byte == end && c != '"')) return {pointer_of(open_), at};
        at = end;
      }
    }
    if (open_.empty()) return {};
    const std::size_t begin = open_.back().begin;
    open_.pop_back();
    return {pointer_of(open_), begin};
  }

 private:
  void separator(char c) {
    if (open_.empty()) return;
    if (c == '}' || c == ']') {
      open_.pop_back();
    } else if (c == ',') {
      Open& innermost = open_.back();
      ++innermost.index;
      innermost.name_is_next = !innermost.is_array;
    }
  }
  void name(std::string_view text) {
    open_.back().name = text;
    open_.back().name_is_next = false;
  }

  std::string_view json_;
  std::vector<Open> open_;
};

}  // namespace

JsonSpot spot_of(std::string_view json, std::size_t byte) {
  return Walk(json).to(byte);
}

std::size_t end_of_value(std::string_view json, std::size_t begin) {
  std::size_t depth = 0;
  std::size_t at = begin;
  do {
    const char c = json[at];
    if (c == '"') {
      at = end_of_scalar(json, at);
      continue;
    }
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') {
      if (depth == 0) return at;
      --depth;
    }
    at = depth == 0 && between_values.find(c) == std::string_view::npos ? end_of_scalar(json, at) : at + 1;
  } while (depth > 0 && at < json.size());
  return at;
}

std::string shown_value_at(std::string_view json, std::size_t begin) {
  if (begin >= json.size()) return {};
  return shown_text(json.substr(begin, end_of_value(json, begin) - begin));
}

std::string shown_text(std::string_view text) {
  constexpr std::size_t most = 80;
  std::string shown;
  bool after_space = false;
  for (const char c : text) {
    const bool is_space = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (shown.size() >= most && (static_cast<unsigned char>(c) & 0xC0U) != 0x80U) return shown + "…";
    if (!is_space) {
      shown += c;
    } else if (!after_space) {
      shown += ' ';
    }
    after_space = is_space;
  }
  return shown;
}

}  // namespace giaingan::inline v1
