#include "policy_tests/comparison.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "input/text.hpp"
#include "policy_tests/json_text.hpp"
#include "policy_tests/test_document.hpp"

namespace giaingan::inline v1 {
namespace {

/// What tells the items of an array of results apart, the first that an item has.
constexpr std::array<std::string_view, 18> keys{
    "unit",  "allocation", "pool", "tier",  "criterion", "milestone", "reference", "average",  "project",
    "month", "obligation", "step", "quota", "finding",   "source",    "basis",     "grouping", "round"};
/// Two items with the same key may differ in these: a unit's collective and its head, two caps, two duties.
constexpr std::array<std::string_view, 12> further_keys{
    "subject", "id",        "obligation",  "period",       "reference", "finding",
    "check",   "criterion", "left_system", "right_system", "figure",    "holiday"};

std::optional<std::string_view> key_of(const Json& item) {
  for (const std::string_view key : keys) {
    const Json* value = item.find(key);
    if (value != nullptr && value->kind == Json::Kind::string) return key;
  }
  return std::nullopt;
}

bool agree(const Json& expected, const Json& got, std::string_view member) {
  const Json* one = expected.find(member);
  const Json* other = got.find(member);
  return one != nullptr && other != nullptr && same(*one, *other);
}

/// Whether an item of a result is one that a test expects something of.
bool is_meant(const Json& expected, const Json& got, std::string_view key) {
  return agree(expected, got, key) && std::ranges::all_of(further_keys, [&](std::string_view further) {
           return expected.find(further) == nullptr || agree(expected, got, further);
         });
}

/// `unit=a,subject=head`
std::string name_of(const Json& expected, std::string_view key) {
  std::string name = std::string(key) + "=" + expected.find(key)->text;
  for (const std::string_view further : further_keys) {
    const Json* value = expected.find(further);
    if (further != key && value != nullptr) name += "," + std::string(further) + "=" + value->text;
  }
  return name;
}

bool is_exact_number(const Json& json) {
  return json.kind == Json::Kind::object && json.find("num") != nullptr && json.find("den") != nullptr;
}

/// Where one step of the comparison is.
struct Spot {
  std::string pointer;  ///< in the test document
  std::string at;       ///< in the result, items by their keys
  std::string path;     ///< names alone
  const Json* nearest;  ///< the innermost object of the result around it that says what it rests on
};

Spot member_of(const Spot& spot, const std::string& name) {
  return {pointer_to(spot.pointer, name), spot.at + "/" + name,
          spot.path + (spot.path.empty() ? "" : "/") + name, spot.nearest};
}

Spot item_of(const Spot& spot, std::size_t place, const std::string& name) {
  return {spot.pointer + "/" + std::to_string(place), spot.at + "/" + name, spot.path, spot.nearest};
}

class Comparer {
 public:
  explicit Comparer(const std::string& test_file) : test_file_(test_file) {}

  void compare(const Json& expected, const Json& got, Spot spot) {
    // What the document as a whole cites says nothing of one figure in it.
    const bool says =
        got.find("cite") != nullptr || got.find("evidence") != nullptr || got.find("steps") != nullptr;
    if (says && !spot.at.empty()) spot.nearest = &got;
    if (is_exact_number(expected) && is_exact_number(got)) {
      compare_numbers(expected, got, spot);
    } else if (expected.kind == Json::Kind::object && got.kind == Json::Kind::object) {
      compare_members(expected, got, spot);
    } else if (expected.kind == Json::Kind::array && got.kind == Json::Kind::array) {
      compare_items(expected, got, spot);
    } else if (!same(expected, got)) {
      differ(readable_text(expected), readable_text(got), spot);
    }
  }

  ComparedResult result;

 private:
  void differ(std::string expected, std::string got, const Spot& spot) {
    result.differences.push_back(
        {.pointer = spot.pointer,
         .at = spot.at,
         .expected = std::move(expected),
         .got = std::move(got),
         .rests_on = spot.nearest == nullptr ? std::vector<std::string>{} : rests_on(*spot.nearest)});
  }

  void unknown_member(const std::string& name, const Json& got, const Spot& spot) {
    std::vector<std::string_view> known;
    known.reserve(got.members.size());
    for (const auto& [member, value] : got.members)
      known.push_back(member);
    std::string expected;
    for (const std::string_view each : known)
      expected += (expected.empty() ? "one of " : ", ") + std::string(each);
    const std::string_view meant = closest(name, known);
    result.problems.push_back(test_problem(
        test_file_, pointer_to(spot.pointer, name), "policy_test.unread_expectation",
        "the result has no member " + in_quotes(name) + " at " + (spot.at.empty() ? "its top" : spot.at),
        expected, meant.empty() ? "delete it" : "did you mean " + std::string(meant) + "?"));
  }

  void compare_members(const Json& expected, const Json& got, const Spot& spot) {
    result.named.push_back({spot.path, &expected, &got});
    for (const auto& [name, value] : expected.members) {
      const Json* member = got.find(name);
      member == nullptr ? unknown_member(name, got, spot) : compare(value, *member, member_of(spot, name));
    }
  }

  /// Numerator and denominator together are one figure.
  void compare_numbers(const Json& expected, const Json& got, const Spot& spot) {
    result.named.push_back({spot.path, &expected, &got});
    bool equal = true;
    for (const auto& [name, value] : expected.members) {
      const Json* member = got.find(name);
      if (member == nullptr) unknown_member(name, got, spot);
      equal = equal && (member == nullptr || same(value, *member));
    }
    if (!equal) differ(readable_text(expected), readable_text(got), spot);
  }

  void compare_items(const Json& expected, const Json& got, const Spot& spot) {
    const bool objects = !expected.items.empty() && std::ranges::all_of(expected.items, [](const Json& item) {
      return item.kind == Json::Kind::object;
    });
    const bool keyed = objects && std::ranges::all_of(expected.items, [](const Json& item) {
                         return key_of(item).has_value();
                       });
    if (keyed) {
      for (std::size_t i = 0; i < expected.items.size(); ++i)
        compare_with_best(expected.items[i], got,
                          item_of(spot, i, name_of(expected.items[i], *key_of(expected.items[i]))));
    } else if (objects && expected.items.size() == got.items.size()) {
      for (std::size_t i = 0; i < expected.items.size(); ++i)
        compare(expected.items[i], got.items[i], item_of(spot, i, std::to_string(i)));
    } else if (!same(expected, got)) {
      differ(readable_text(expected), readable_text(got), spot);
    }
  }

  /// With the item that has the same keys; of several with the one that differs least.
  void compare_with_best(const Json& expected, const Json& got, const Spot& spot) {
    const std::string_view key = *key_of(expected);
    std::optional<ComparedResult> best;
    const auto wrong = [](const ComparedResult& each) {
      return each.differences.size() + each.problems.size();
    };
    for (const Json& item : got.items) {
      if (!is_meant(expected, item, key)) continue;
      Comparer with_item(test_file_);
      with_item.compare(expected, item, spot);
      if (!best || wrong(with_item.result) < wrong(*best)) best = std::move(with_item.result);
    }
    if (!best) {
      differ(readable_text(expected), none_of(got, key), spot);
      return;
    }
    std::ranges::move(best->differences, std::back_inserter(result.differences));
    std::ranges::move(best->problems, std::back_inserter(result.problems));
    std::ranges::move(best->named, std::back_inserter(result.named));
  }

  /// What there is instead of the item.
  static std::string none_of(const Json& got, std::string_view key) {
    constexpr std::size_t most = 10;
    std::string text = "nothing";
    for (std::size_t i = 0; i < std::min(got.items.size(), most); ++i) {
      const Json* value = got.items[i].find(key);
      text += (i == 0 ? "; there are " + std::string(key) + " " : ", ") +
              (value == nullptr ? "?" : json_text(*value));
    }
    if (got.items.size() > most) text += " and " + std::to_string(got.items.size() - most) + " more";
    return text;
  }

  const std::string& test_file_;
};

}  // namespace

bool same(const Json& one, const Json& other) {
  if (one.kind != other.kind || one.boolean != other.boolean || one.text != other.text) return false;
  if (one.members.size() != other.members.size()) return false;
  return std::ranges::equal(one.items, other.items, same) &&
         std::ranges::all_of(one.members, [&](const Json::Member& member) {
           const Json* twin = other.find(member.name);
           return twin != nullptr && same(member.value, *twin);
         });
}

ComparedResult compare_result(const Json& expected, const Json& got, const std::string& test_file,
                              const std::string& pointer) {
  Comparer comparer(test_file);
  comparer.compare(expected, got, {.pointer = pointer, .at = "", .path = "", .nearest = nullptr});
  return std::move(comparer.result);
}

}  // namespace giaingan::inline v1
