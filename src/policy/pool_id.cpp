#include "giaingan/policy/pool_id.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace giaingan::inline v1 {
namespace {

constexpr std::array<std::pair<char, std::string_view>, 3> escapes = {
    {{'%', "%25"}, {'/', "%2F"}, {'+', "%2B"}}};

std::vector<std::string> split(std::string_view text, char mark) {
  std::vector<std::string> parts{""};
  for (const char letter : text) {
    if (letter == mark) {
      parts.emplace_back();
    } else {
      parts.back() += letter;
    }
  }
  return parts;
}

std::string escaped(const std::string& value) {
  std::string text;
  for (const char letter : value) {
    const auto escape = std::ranges::find(escapes, letter, &std::pair<char, std::string_view>::first);
    text += escape == escapes.end() ? std::string(1, letter) : std::string(escape->second);
  }
  return text;
}

std::string unescaped(std::string_view text) {
  std::string value;
  while (!text.empty()) {
    const auto escape =
        std::ranges::find_if(escapes, [&](const auto& each) { return text.starts_with(each.second); });
    value += escape == escapes.end() ? text.front() : escape->first;
    text.remove_prefix(escape == escapes.end() ? 1 : escape->second.size());
  }
  return value;
}

}  // namespace

std::string pool_id(std::span<const std::string> values) {
  std::string id;
  for (std::size_t i = 0; i < values.size(); ++i)
    id += (i == 0 ? "" : "/") + escaped(values[i]);
  return id;
}

std::vector<std::string> pool_values(std::string_view id) {
  std::vector<std::string> values = split(id, '/');
  for (std::string& value : values)
    value = unescaped(value);
  return values;
}

std::string exchange_id(std::vector<std::string> pools) {
  std::ranges::sort(pools);
  pools.erase(std::unique(pools.begin(), pools.end()), pools.end());
  std::string id;
  for (const std::string& pool : pools)
    id += (&pool == &pools.front() ? "" : "+") + pool;
  return id;
}

std::vector<std::string> pools_of_id(std::string_view id) {
  return split(id, '+');
}

}  // namespace giaingan::inline v1
