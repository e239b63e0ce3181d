#include "verify/comparison.hpp"

#include <algorithm>
#include <utility>

namespace giaingan::inline v1::verify {
namespace {

constexpr std::int64_t most_kept = 1000;

constexpr Why unknown_member{"không quy tắc nào kiểm được mục này, nên không thể tin nó",
                             "nothing checks this member, so nobody may rely on it"};

std::string quoted(std::string_view text) {
  return "\"" + std::string(text) + "\"";
}

/// Not more of a text than fits a line, cut between characters.
std::string beginning(const std::string& text) {
  constexpr std::size_t most = 200;
  if (text.size() <= most) return text;
  std::size_t end = most;
  while ((static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return text.substr(0, end) + "…";
}

}  // namespace

std::string shown_key(std::string key) {
  std::ranges::replace(key, '\n', ' ');
  return quoted(beginning(key));
}

std::string Spot::pointer() const {
  if (above_ == nullptr) return "";
  return pointer_to(above_->pointer(), name_.data() == nullptr ? std::to_string(index_) : name_);
}

void Faults::add(std::string code, std::string pointer, std::string found, std::string required,
                 const Why& why) {
  if (++count_ > most_kept) return;
  problems_.push_back(
      {std::move(code), std::move(pointer), std::move(found), std::move(required), {why.vi, why.en}});
}

std::string shown_value(const Json& value) {
  switch (value.kind) {
    case Json::Kind::null:
      return "null";
    case Json::Kind::boolean:
      return value.boolean ? "true" : "false";
    case Json::Kind::number:
      return beginning(value.text);
    case Json::Kind::string:
      return quoted(beginning(value.text));
    case Json::Kind::array:
      return "[…]";
    case Json::Kind::object:
      break;
  }
  return "{…}";
}

ObjectCheck::ObjectCheck(Faults& faults, const Json* node, Spot spot, const Why& why)
    : faults_(faults), node_(node), spot_(spot) {
  if (node_ == nullptr) return;
  if (node_->kind != Json::Kind::object) {
    faults_.add("verify.wrong_value", spot_.pointer(), shown_value(*node_), "{…}", why);
    node_ = nullptr;
    return;
  }
  taken_.resize(node_->members.size());
}

const Json* ObjectCheck::take(std::string_view name, const Why& why) {
  if (node_ == nullptr) return nullptr;
  // Members are asked for in the order in which documents have them.
  for (std::size_t tried = 0; tried < taken_.size(); ++tried) {
    const std::size_t i = (next_ + tried) % taken_.size();
    if (taken_[i] || node_->members[i].name != name) continue;
    taken_[i] = true;
    next_ = i + 1;
    return &node_->members[i].value;
  }
  faults_.add("verify.missing", spot_.member(name).pointer(), "", "{\"" + std::string(name) + "\": …}", why);
  return nullptr;
}

void ObjectCheck::compare(std::string_view name, Json::Kind kind, std::string_view required, const Why& why) {
  const Json* value = take(name, why);
  if (value == nullptr) return;
  faults_.compared();
  const bool same =
      value->kind == kind && (kind == Json::Kind::boolean ? value->boolean == (required == "true")
                              : kind == Json::Kind::null  ? true
                                                          : value->text == required);
  if (same) return;
  faults_.add("verify.wrong_value", spot_.member(name).pointer(), shown_value(*value),
              kind == Json::Kind::string ? quoted(required) : std::string(required), why);
}

void ObjectCheck::is(std::string_view name, std::int64_t required, const Why& why) {
  compare(name, Json::Kind::number, std::to_string(required), why);
}

void ObjectCheck::is(std::string_view name, bool required, const Why& why) {
  compare(name, Json::Kind::boolean, required ? "true" : "false", why);
}

void ObjectCheck::is(std::string_view name, std::string_view required, const Why& why) {
  compare(name, Json::Kind::string, required, why);
}

void ObjectCheck::is_null(std::string_view name, const Why& why) {
  compare(name, Json::Kind::null, "null", why);
}

void ObjectCheck::is_digits(std::string_view name, std::string_view required, const Why& why) {
  compare(name, Json::Kind::number, required, why);
}

void ObjectCheck::finish() {
  if (node_ == nullptr) return;
  for (std::size_t i = 0; i < taken_.size(); ++i) {
    if (taken_[i]) continue;
    const Json::Member& member = node_->members[i];
    faults_.add("verify.unknown_member", spot_.member(member.name).pointer(), shown_value(member.value), "",
                unknown_member);
  }
}

Alignment align(const std::vector<std::string>& rows, const std::vector<std::string>& required) {
  Alignment alignment;
  alignment.row_of.assign(required.size(), Alignment::nowhere);
  std::size_t row = 0;
  std::size_t next = 0;
  const auto is_at = [&](std::size_t r, std::size_t n) {
    return r < rows.size() && n < required.size() && rows[r] == required[n];
  };
  while (row < rows.size() && next < required.size()) {
    if (is_at(row + 1, next) && is_at(row, next + 1)) {
      // Two keys that stand in each other's place: row by row.
      alignment.row_of[next++] = row++;
      alignment.row_of[next++] = row++;
    } else if (!is_at(row, next) && is_at(row + 1, next)) {
      alignment.stray.push_back(row++);
    } else if (!is_at(row, next) && is_at(row, next + 1)) {
      alignment.gap.emplace_back(next++, row);
    } else {
      alignment.row_of[next++] = row++;
    }
  }
  for (; row < rows.size(); ++row)
    alignment.stray.push_back(row);
  for (; next < required.size(); ++next)
    alignment.gap.emplace_back(next, row);
  return alignment;
}

std::vector<std::string> keys_of_rows(const Json* list, const std::vector<std::string_view>& members) {
  std::vector<std::string> keys;
  if (list == nullptr || list->kind != Json::Kind::array) return keys;
  keys.reserve(list->items.size());
  for (const Json& row : list->items) {
    std::string key = members.empty() ? row.text : "";
    for (const std::string_view name : members) {
      const Json* value = row.find(name);
      key += value == nullptr ? "" : value->text;
      if (name != members.back()) key += '\n';
    }
    keys.push_back(std::move(key));
  }
  return keys;
}

void report_strays(Faults& faults, const Spot& list, const std::vector<std::string>& rows,
                   const std::vector<std::string>& required, const Alignment& alignment, const Why& why) {
  for (const std::size_t row : alignment.stray)
    faults.add("verify.stray_row", list.item(row).pointer(), shown_key(rows[row]), "", why);
  for (const auto& [which, row] : alignment.gap)
    faults.add("verify.missing_row", list.item(row).pointer(), "", shown_key(required[which]), why);
}

void check_texts(ObjectCheck& parent, std::string_view name, const std::vector<std::string>& required,
                 const Why& why) {
  const Json* list = parent.take(name, why);
  if (list == nullptr) return;
  const Spot spot = parent.spot().member(name);
  const auto rows = keys_of_rows(list, {});
  if (list->kind != Json::Kind::array) {
    parent.faults().add("verify.wrong_value", spot.pointer(), shown_value(*list), "[…]", why);
    return;
  }
  const Alignment alignment = align(rows, required);
  report_strays(parent.faults(), spot, rows, required, alignment, why);
  for (std::size_t i = 0; i < required.size(); ++i) {
    const std::size_t row = alignment.row_of[i];
    if (row == Alignment::nowhere) continue;
    parent.faults().compared();
    const Json& text = list->items[row];
    if (text.kind == Json::Kind::string && text.text == required[i]) continue;
    parent.faults().add("verify.wrong_value", spot.item(row).pointer(), shown_value(text),
                        quoted(required[i]), why);
  }
}

}  // namespace giaingan::inline v1::verify
