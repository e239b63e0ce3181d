#include "policy/dating.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace giaingan::inline v1 {
namespace {

/// The days of one value; nothing: without end on that side.
struct Period {
  std::optional<Date> from;
  std::optional<Date> to;

  [[nodiscard]] bool holds(Date day) const { return (!from || *from <= day) && (!to || day <= *to); }
  [[nodiscard]] std::string text() const {
    return (from ? "from " + from->text() : "from the beginning") + (to ? " to " + to->text() : " on");
  }
};

/// Bounds of bands are called from and to as well: they are numbers, and no number is written like a day.
bool is_like_a_day(const Json* json) {
  constexpr std::size_t digits_of_year = 4;
  return json != nullptr && json->kind == Json::Kind::string && json->text.size() > digits_of_year &&
         json->text.find_first_not_of("0123456789") == digits_of_year && json->text[digits_of_year] == '-';
}

/// The member that says the day, if the object is of those whose `from` and `to` are days.
const Json* day_member(const Json& object, std::string_view key) {
  const Json* member = object.find(key);
  return member != nullptr && (is_wrapped_value(object) || is_like_a_day(member)) ? member : nullptr;
}

bool is_dated(const Json& object) {
  return day_member(object, "from") != nullptr || day_member(object, "to") != nullptr;
}

const Json* alternatives_of(const Json& json) {
  return json.kind == Json::Kind::object ? json.find("dated") : nullptr;
}

std::optional<Date> day_at(const Json& object, std::string_view key) {
  const Json* member = day_member(object, key);
  return member != nullptr && member->kind == Json::Kind::string ? Date::parse(member->text) : std::nullopt;
}

Period period_of(const Json& object) {
  return {day_at(object, "from"), day_at(object, "to")};
}

void drop_period(Json& object) {
  const bool wrapped = is_wrapped_value(object);
  std::erase_if(object.members, [&](const Json::Member& member) {
    return (member.name == "from" || member.name == "to") && (wrapped || is_like_a_day(&member.value));
  });
}

class DateChecks {
 public:
  DateChecks(const OriginMarks& marks, Problems& problems) : marks_(marks), problems_(problems) {}

  void check(const Json& json) {
    if (json.kind == Json::Kind::object) check_period(json);
    if (const Json* alternatives = alternatives_of(json)) check_alternatives(json, *alternatives);
    for (const auto& [name, value] : json.members)
      check(value);
    for (const Json& item : json.items)
      check(item);
  }

 private:
  void report(const Json& at, std::string code, std::string message, std::string expected,
              std::string remedy) {
    problems_.add(
        {std::move(code), marks_.of(at), std::move(message), std::move(expected), std::move(remedy)});
  }

  void check_period(const Json& object) {
    for (const std::string_view key : {"from", "to"}) {
      const Json* member = day_member(object, key);
      if (member == nullptr || day_at(object, key)) continue;
      report(*member, "policy.wrong_value", shown(*member) + " can't stand here", "a day as \"YYYY-MM-DD\"",
             "write one");
    }
    const Period period = period_of(object);
    if (period.from && period.to && *period.to < *period.from) {
      report(object, "policy.ends_before_it_begins", "this holds " + period.text(),
             "a \"to\" on or after \"from\"", "mend one of the two days");
    }
  }

  void check_alternatives(const Json& object, const Json& alternatives) {
    const bool list = alternatives.kind == Json::Kind::array && !alternatives.items.empty();
    const bool wrapped = list && std::ranges::all_of(alternatives.items, is_wrapped_value);
    if (!wrapped || object.members.size() != 1) {
      report(
          object, "policy.wrong_value", "this isn't a list of dated values",
          "{\"dated\": [{\"value\": …, \"to\": day}, {\"value\": …, \"from\": day}]} and nothing beside it",
          "write cite, assumed and note into each of the values");
      return;
    }
    for (std::size_t i = 1; i < alternatives.items.size(); ++i)
      check_neighbours(alternatives.items[i - 1], alternatives.items[i]);
  }

  void check_neighbours(const Json& earlier, const Json& later) {
    const auto to = day_at(earlier, "to");
    const auto from = day_at(later, "from");
    const std::string expected = "values in order, each from the day after the one before it ends";
    if (!to || !from || *from <= *to) {
      report(later, "policy.dated_overlap",
             "this holds " + period_of(later).text() + ", the value before it " + period_of(earlier).text(),
             expected,
             to ? "let it begin on " + to->plus_days(1).text()
                : "say up to which day the value before it holds");
    } else if (*from != to->plus_days(1)) {
      const Period gap{to->plus_days(1), from->plus_days(-1)};
      report(later, "policy.dated_gap", "no value holds " + gap.text(), expected,
             "let it begin on " + to->plus_days(1).text() + ", or say what holds between");
    }
  }

  const OriginMarks& marks_;
  Problems& problems_;
};

void report_none(const Json& at, const Period& period, Date day, const OriginMarks& marks,
                 Problems& problems) {
  problems.add({.code = "policy.not_in_force",
                .place = marks.of(at),
                .message = "on " + day.text() + " nothing holds here, only " + period.text(),
                .expected = "what holds on the day that is asked about",
                .remedy = "say what held then, or ask about another day"});
}

class Selection {
 public:
  Selection(Date day, const OriginMarks& marks, Problems& problems)
      : day_(day), marks_(marks), problems_(problems) {}

  void keep(Json& json) {
    choose(json);
    if (is_wrapped_value(json) && is_dated(json)) unwrap(json);
    std::erase_if(json.members, [&](const Json::Member& member) { return is_left_out(member.value); });
    std::erase_if(json.items, [&](const Json& item) { return is_left_out(item); });
    for (auto& [name, value] : json.members)
      keep(value);
    for (Json& item : json.items)
      keep(item);
    if (json.kind == Json::Kind::object) drop_period(json);
  }

 private:
  [[nodiscard]] bool is_left_out(const Json& json) const {
    return json.kind == Json::Kind::object && !is_wrapped_value(json) && !period_of(json).holds(day_);
  }

  void choose(Json& json) {
    if (alternatives_of(json) == nullptr) return;
    auto& alternatives = json.find("dated")->items;
    const auto holding =
        std::ranges::find_if(alternatives, [&](const Json& each) { return period_of(each).holds(day_); });
    if (holding == alternatives.end()) {
      const Period all{day_at(alternatives.front(), "from"), day_at(alternatives.back(), "to")};
      report_none(json, all, day_, marks_, problems_);
      json.members.clear();
      return;
    }
    Json chosen = std::move(*holding);
    json = std::move(chosen);
  }

  void unwrap(Json& json) {
    const Period period = period_of(json);
    if (!period.holds(day_)) report_none(json, period, day_, marks_, problems_);
    drop_period(json);
    if (json.members.size() > 1) return;
    Json value = std::move(json.members.front().value);
    json = std::move(value);
  }

  Date day_;
  const OriginMarks& marks_;
  Problems& problems_;
};

}  // namespace

bool is_wrapped_value(const Json& json) {
  if (json.kind != Json::Kind::object || json.find("value") == nullptr) return false;
  return std::ranges::all_of(json.members, [](const Json::Member& member) {
    const auto names = {"value", "cite", "assumed", "note", "from", "to"};
    return std::ranges::find(names, member.name) != names.end();
  });
}

bool has_dates(const Json& tree) {
  if (tree.kind == Json::Kind::object && (is_dated(tree) || alternatives_of(tree) != nullptr)) return true;
  return std::ranges::any_of(tree.members,
                             [](const Json::Member& member) { return has_dates(member.value); }) ||
         std::ranges::any_of(tree.items, has_dates);
}

std::set<Date> days_of_change(const Json& tree) {
  std::set<Date> days;
  if (tree.kind == Json::Kind::object) {
    const Period period = period_of(tree);
    if (period.from) days.insert(*period.from);
    if (period.to) days.insert(period.to->plus_days(1));
  }
  for (const auto& [name, value] : tree.members)
    days.merge(days_of_change(value));
  for (const Json& item : tree.items)
    days.merge(days_of_change(item));
  return days;
}

void require_to_hold(const Json& tree, Date day, const OriginMarks& marks, Problems& problems) {
  if (const Period period = period_of(tree); !period.holds(day))
    report_none(tree, period, day, marks, problems);
}

void check_dates(const Json& tree, const OriginMarks& marks, Problems& problems) {
  DateChecks(marks, problems).check(tree);
}

void keep_what_holds(Json& tree, Date day, const OriginMarks& marks, Problems& problems) {
  Selection(day, marks, problems).keep(tree);
}

}  // namespace giaingan::inline v1
