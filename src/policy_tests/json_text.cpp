#include "policy_tests/json_text.hpp"

#include <algorithm>
#include <iterator>

#include "io/json_writer.hpp"

namespace giaingan::inline v1 {
namespace {

/// A member as text, empty if the object hasn't it.
std::string text_of(const Json& object, std::string_view member) {
  const Json* value = object.find(member);
  return value == nullptr || value->kind == Json::Kind::null ? "" : value->text;
}

std::string comparison_line(const Json& evidence) {
  const Json* left = evidence.find("left");
  const Json* right = evidence.find("right");
  const Json* holds = evidence.find("holds");
  if (left == nullptr || right == nullptr) return "";
  std::string line = text_of(evidence, "rule");
  if (const std::string object = text_of(evidence, "object"); !object.empty()) line += " " + object;
  line += ": " + readable_text(*left) + " " + text_of(evidence, "comparison") + " " + readable_text(*right);
  if (holds != nullptr && holds->kind == Json::Kind::boolean)
    line += holds->boolean ? ", which holds" : ", which doesn't hold";
  return line;
}

}  // namespace

void write_json(JsonWriter& writer, const Json& value) {
  switch (value.kind) {
    case Json::Kind::null:
      writer.null();
      break;
    case Json::Kind::boolean:
      writer.value(value.boolean);
      break;
    case Json::Kind::number:
      writer.digits(value.text);
      break;
    case Json::Kind::string:
      writer.value(value.text);
      break;
    case Json::Kind::array:
      writer.begin_array();
      for (const Json& item : value.items)
        write_json(writer, item);
      writer.end_array();
      break;
    case Json::Kind::object:
      writer.begin_object();
      for (const auto& [name, member] : value.members)
        write_json(writer.key(name), member);
      writer.end_object();
      break;
  }
}

std::string json_text(const Json& value) {
  JsonWriter writer(JsonLayout::compact);
  write_json(writer, value);
  std::string text = writer.take();
  while (text.ends_with('\n'))
    text.pop_back();
  return text;
}

std::string readable_text(const Json& value) {
  const Json* num = value.find("num");
  const Json* den = value.find("den");
  if (num == nullptr || den == nullptr) return json_text(value);
  const bool whole = den->text == "1";
  std::string text = num->text + (whole ? "" : "/" + den->text);
  const std::string decimal = text_of(value, "decimal");
  if (!decimal.empty() && whole) return text;
  if (!decimal.empty()) text += " = " + decimal;
  if (const std::string percent = text_of(value, "percent"); !percent.empty()) text += " = " + percent + " %";
  return text;
}

std::vector<std::string> rests_on(const Json& object) {
  std::vector<std::string> lines;
  const auto add = [&](const Json& evidence) {
    if (std::string line = comparison_line(evidence); !line.empty()) lines.push_back(std::move(line));
  };
  if (const Json* evidence = object.find("evidence")) {
    if (evidence->kind == Json::Kind::object) add(*evidence);
    for (const Json& each : evidence->items)
      add(each);
  }
  // A class has no evidence of its own: it rests on the steps that led to it.
  if (const Json* steps = object.find("steps")) {
    for (const Json& step : steps->items) {
      if (text_of(step, "before") != text_of(step, "after"))
        std::ranges::move(rests_on(step), std::back_inserter(lines));
    }
  }
  const Json* cite = object.find("cite");
  if (cite == nullptr || cite->kind != Json::Kind::object) return lines;
  std::string clause = text_of(*cite, "doc");
  if (const std::string number = text_of(*cite, "clause"); !number.empty())
    clause += (clause.empty() ? "" : " ") + number;
  const Json* assumed = cite->find("assumed");
  if (assumed != nullptr && assumed->boolean) clause += clause.empty() ? "assumed" : ", assumed";
  if (!clause.empty()) lines.push_back(clause);
  return lines;
}

}  // namespace giaingan::inline v1
