#include "policy_tests/test_document.hpp"

#include "giaingan/exact/ratio.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <utility>

#include "input/any_json.hpp"
#include "input/problems.hpp"
#include "input/text.hpp"

namespace giaingan::inline v1 {
namespace {

constexpr std::array questions{QuestionKind::assess,  QuestionKind::reallocate, QuestionKind::medium_term,
                               QuestionKind::revenue, QuestionKind::evaluate,   QuestionKind::obligations,
                               QuestionKind::tiers,   QuestionKind::rate,       QuestionKind::calendar};

using Names = std::vector<std::string_view>;

std::string listed(const Names& names) {
  std::string text;
  for (const std::string_view name : names)
    text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

/// The members that the object of a question may have; the first must be there.
Names members_of(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::assess:
      return {"as_of", "level", "after"};
    case QuestionKind::reallocate:
    case QuestionKind::medium_term:
      return {"round", "after"};
    case QuestionKind::revenue:
    case QuestionKind::evaluate:
      return {"as_of", "after"};
    case QuestionKind::obligations:
      return {"as_of", "unit"};
    case QuestionKind::tiers:
      return {"round"};
    case QuestionKind::calendar:
      return {"days"};
    case QuestionKind::rate:
      break;
  }
  return {"figures", "total"};
}

/// Reads objects of one document and notes what is wrong with them.
class Reader {
 public:
  Reader(const std::string& file, std::vector<Diagnostic>& problems) : file_(file), problems_(problems) {}

  void report(const std::string& pointer, std::string code, std::string message, std::string expected,
              std::string remedy) {
    problems_.push_back(test_problem(file_, pointer, std::move(code), std::move(message), std::move(expected),
                                     std::move(remedy)));
  }
  /// Whether it is an object; its members beyond the known ones are problems.
  bool object(const Json& json, const std::string& pointer, const Names& known) {
    if (!is(json, Json::Kind::object, pointer)) return false;
    for (const auto& [name, value] : json.members) {
      if (std::ranges::find(known, name) != known.end()) continue;
      const std::string_view meant = closest(name, known);
      report(pointer_to(pointer, name), "policy_test.unread", "nothing reads the key " + in_quotes(name),
             "one of " + listed(known),
             meant.empty() ? "delete it" : "did you mean " + std::string(meant) + "?");
    }
    return true;
  }
  bool is(const Json& json, Json::Kind kind, const std::string& pointer) {
    if (json.kind == kind) return true;
    report(pointer, "policy_test.wrong_kind", "this is " + kind_text(json.kind), kind_text(kind),
           "write it as " + kind_text(kind));
    return false;
  }
  /// The text of a member, empty without one.
  std::string text(const Json& object, const char* name, const std::string& pointer) {
    const Json* member = object.find(name);
    return member != nullptr && is(*member, Json::Kind::string, pointer_to(pointer, name)) ? member->text
                                                                                           : "";
  }

 private:
  const std::string& file_;
  std::vector<Diagnostic>& problems_;
};

/// An exact number, written as text or, if whole, as a number.
std::optional<Rational> read_number(Reader& reader, const Json& json, const std::string& pointer) {
  const bool written = json.kind == Json::Kind::string || json.kind == Json::Kind::number;
  const auto ratio = written ? parse_ratio(json.text) : std::nullopt;
  if (ratio) return Rational(*ratio);
  reader.report(pointer, "policy_test.not_a_number", in_quotes(json.text) + " is no exact number",
                R"(an integer, or text such as "41.5%", "0.415" or "83/200")", "correct the number");
  return std::nullopt;
}

void read_figures(Reader& reader, const Json& request, CaseQuestion& question) {
  const Json* figures = request.find("figures");
  const Json* total = request.find("total");
  if ((figures == nullptr) == (total == nullptr)) {
    reader.report(question.pointer, "policy_test.missing", "the question is of figures or of a total",
                  "figures or total, one of them", figures == nullptr ? "add one" : "leave one of them out");
  } else if (total != nullptr) {
    question.total = read_number(reader, *total, question.pointer + "/total");
  } else if (reader.is(*figures, Json::Kind::object, question.pointer + "/figures")) {
    for (const auto& [metric, value] : figures->members) {
      const auto number = read_number(reader, value, pointer_to(question.pointer + "/figures", metric));
      if (number) question.figures.insert_or_assign(metric, *number);
    }
  }
}

void report_no_day(Reader& reader, const std::string& pointer, const std::string& text) {
  reader.report(pointer, "policy_test.not_a_day", in_quotes(text) + " is not a day", "YYYY-MM-DD",
                "correct the day");
}

void read_days(Reader& reader, const Json& request, CaseQuestion& question) {
  const Json& days = *request.find("days");
  if (!reader.is(days, Json::Kind::array, question.pointer + "/days")) return;
  for (std::size_t i = 0; i < days.items.size(); ++i) {
    const std::string pointer = question.pointer + "/days/" + std::to_string(i);
    if (!reader.is(days.items[i], Json::Kind::string, pointer)) continue;
    if (const auto day = Date::parse(days.items[i].text)) {
      question.days.push_back(*day);
    } else {
      report_no_day(reader, pointer, days.items[i].text);
    }
  }
}

CaseQuestion read_question(Reader& reader, QuestionKind kind, const Json& request,
                           const std::string& pointer) {
  CaseQuestion question{.kind = kind, .pointer = pointer};
  const Names members = members_of(kind);
  if (!reader.object(request, pointer, members)) return question;
  if (kind == QuestionKind::rate) {
    read_figures(reader, request, question);
    return question;
  }
  const std::string needed(members.front());
  if (request.find(needed) == nullptr) {
    reader.report(pointer, "policy_test.missing", "the question doesn't say \"" + needed + "\"",
                  needed == "round" ? "the id of one of the policy's" : "days as YYYY-MM-DD", "add it");
  } else if (needed == "days") {
    read_days(reader, request, question);
  } else if (needed == "as_of") {
    const std::string day = reader.text(request, "as_of", pointer);
    question.as_of = Date::parse(day);
    if (!question.as_of && request.find("as_of")->kind == Json::Kind::string)
      report_no_day(reader, pointer + "/as_of", day);
  }
  question.round = reader.text(request, "round", pointer);
  question.level = reader.text(request, "level", pointer);
  question.unit = reader.text(request, "unit", pointer);
  const Json* after = request.find("after");
  if (after == nullptr || !reader.is(*after, Json::Kind::array, pointer + "/after")) return question;
  for (std::size_t i = 0; i < after->items.size(); ++i) {
    const Json& round = after->items[i];
    if (reader.is(round, Json::Kind::string, pointer + "/after/" + std::to_string(i)))
      question.after.push_back(round.text);
  }
  return question;
}

void read_questions(Reader& reader, const Json& json, TestCase& test) {
  for (const QuestionKind kind : questions) {
    const Json* request = json.find(question_text(kind));
    if (request == nullptr) continue;
    const std::string pointer = pointer_to(test.pointer, question_text(kind));
    if (test.question) {
      reader.report(pointer, "policy_test.second_question", "the case asks a second question",
                    "one question a case", "make it a case of its own");
    } else {
      test.question = read_question(reader, kind, *request, pointer);
    }
  }
}

void read_facts(Reader& reader, const Json& json, TestCase& test) {
  const Json* given = json.find("given");
  if (given != nullptr && reader.is(*given, Json::Kind::object, test.pointer + "/given")) test.given = given;
  test.data = reader.text(json, "data", test.pointer);
  if (given != nullptr && json.find("data") != nullptr) {
    reader.report(test.pointer + "/given", "policy_test.unread",
                  "nothing reads the given facts, for the case names a dataset too", "given or data",
                  "leave one of them out");
  }
}

/// Whether a part of a case says something.
bool says(Reader& reader, const Json* part, Json::Kind kind, const std::string& pointer) {
  return part != nullptr && reader.is(*part, kind, pointer) &&
         (!part->members.empty() || !part->items.empty());
}

/// Reports objects without members, which every object meets.
void report_empty(Reader& reader, const Json& expected, const std::string& pointer) {
  if (expected.kind == Json::Kind::object && expected.members.empty()) {
    reader.report(pointer, "policy_test.expects_nothing", "an object without members is met by anything",
                  "what of it must come out", "add it, or delete the object");
  }
  for (const auto& [name, value] : expected.members)
    report_empty(reader, value, pointer_to(pointer, name));
  for (std::size_t i = 0; i < expected.items.size(); ++i)
    report_empty(reader, expected.items[i], pointer + "/" + std::to_string(i));
}

void check_diagnostics(Reader& reader, const Json& list, const std::string& list_pointer) {
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const std::string pointer = list_pointer + "/" + std::to_string(i);
    const Json& each = list.items[i];
    if (!reader.object(each, pointer, {"code", "pointer", "file", "row", "column"})) continue;
    if (each.find("code") == nullptr)
      reader.report(pointer, "policy_test.missing", "the diagnostic has no code", "its code", "add it");
  }
}

void read_expectation(Reader& reader, const Json& json, TestCase& test) {
  const Json* expect = json.find("expect");
  const Json* refused = json.find("refused");
  const Json* refused_for = json.find("refused_for");
  if (says(reader, expect, Json::Kind::object, test.pointer + "/expect")) test.expect = expect;
  if (says(reader, refused, Json::Kind::array, test.pointer + "/refused")) test.refused = refused;
  if (says(reader, refused_for, Json::Kind::array, test.pointer + "/refused_for"))
    test.refused_for = refused_for;
  if ((expect != nullptr) + (refused != nullptr) + (refused_for != nullptr) > 1) {
    reader.report(test.pointer + (refused != nullptr ? "/refused" : "/refused_for"), "policy_test.unread",
                  "the case expects two things that exclude each other",
                  "one of expect, refused and refused_for", "leave the others out");
  } else if (test.expect == nullptr && !expects_refusal(test) && test.problems.empty()) {
    reader.report(test.pointer + "/expect", "policy_test.expects_nothing", "the case expects nothing",
                  "a part of the result document, or refused: the diagnostics that are to come",
                  "say what must come out");
  }
  if (test.expect != nullptr && !test.question) {
    std::string all;
    for (const QuestionKind kind : questions)
      all += (all.empty() ? "one of " : ", ") + std::string(question_text(kind));
    reader.report(test.pointer, "policy_test.asks_nothing", "the case asks nothing", all, "add a question");
  }
  if (test.expect != nullptr) report_empty(reader, *test.expect, test.pointer + "/expect");
  if (test.refused != nullptr) check_diagnostics(reader, *test.refused, test.pointer + "/refused");
  if (test.refused_for != nullptr)
    check_diagnostics(reader, *test.refused_for, test.pointer + "/refused_for");
}

/// The day that a document or a case says apart from its question.
std::optional<Date> read_at(Reader& reader, const Json& json, const std::string& pointer) {
  if (json.find("at") == nullptr) return std::nullopt;
  const std::string text = reader.text(json, "at", pointer);
  const auto day = Date::parse(text);
  if (!day && json.find("at")->kind == Json::Kind::string) report_no_day(reader, pointer + "/at", text);
  return day;
}

/// @param at the day that the document says for all its cases
TestCase read_case(const std::string& file, const Json& json, const std::string& pointer,
                   std::optional<Date> at) {
  TestCase test;
  test.pointer = pointer;
  test.name = pointer;
  Reader reader(file, test.problems);
  Names known{"name", "note", "at", "given", "data", "with"};
  for (const QuestionKind kind : questions)
    known.emplace_back(question_text(kind));
  known.insert(known.end(), {"expect", "refused", "refused_for"});
  if (!reader.object(json, pointer, known)) return test;
  if (const std::string name = reader.text(json, "name", pointer); !name.empty()) {
    test.name = name;
  } else {
    reader.report(pointer, "policy_test.missing", "the case has no name", "what it proves, in a line",
                  "add \"name\"");
  }
  const auto own = read_at(reader, json, pointer);
  test.at = own ? own : at;
  if (test.at) test.at_pointer = own ? pointer + "/at" : "/at";
  read_facts(reader, json, test);
  const Json* with = json.find("with");
  if (with != nullptr && reader.is(*with, Json::Kind::object, pointer + "/with")) test.with = with;
  read_questions(reader, json, test);
  if (!test.at && test.question) test.at = test.question->as_of;
  if (test.question && asks_of_no_facts(test.question->kind) &&
      (test.given != nullptr || !test.data.empty())) {
    reader.report(pointer + (test.given != nullptr ? "/given" : "/data"), "policy_test.unread",
                  std::string("the question ") + question_text(test.question->kind) +
                      " is answered from the policy alone: nothing reads facts beside it",
                  "the question alone", "leave the facts out, or ask another question");
  }
  read_expectation(reader, json, test);
  return test;
}

/// The parser speaks of policies, for those it was made.
Diagnostic of_test(Diagnostic problem) {
  constexpr std::string_view policy = "policy.";
  if (problem.code.starts_with(policy)) problem.code = "policy_test." + problem.code.substr(policy.size());
  if (problem.expected == "a policy document (JSON)") problem.expected = "a test document (JSON)";
  return problem;
}

[[noreturn]] void refuse(std::vector<Diagnostic> problems) {
  for (Diagnostic& problem : problems)
    problem = of_test(std::move(problem));
  throw InvalidInput(std::move(problems));
}

/// Tests may expect numbers of any length, such as a mean's, whose digits the second reading keeps.
Json parse(const NamedDocument& tests) {
  const Limits limits;
  Problems problems(limits);
  std::vector<Diagnostic> found;
  try {
    const auto checked = parse_json(tests.text, tests.name, limits, problems);
    problems.throw_if_any();
  } catch (const InvalidInput& invalid) {
    std::ranges::copy_if(invalid.diagnostics(), std::back_inserter(found), [](const Diagnostic& problem) {
      return problem.code != "policy.integer_too_large";
    });
  }
  if (!found.empty()) refuse(std::move(found));
  return std::move(*parse_any_json(tests.text).root);
}

}  // namespace

const char* question_text(QuestionKind kind) noexcept {
  switch (kind) {
    case QuestionKind::assess:
      return "assess";
    case QuestionKind::reallocate:
      return "reallocate";
    case QuestionKind::medium_term:
      return "medium_term";
    case QuestionKind::revenue:
      return "revenue";
    case QuestionKind::evaluate:
      return "evaluate";
    case QuestionKind::obligations:
      return "obligations";
    case QuestionKind::tiers:
      return "tiers";
    case QuestionKind::calendar:
      return "calendar";
    case QuestionKind::rate:
      break;
  }
  return "rate";
}

Diagnostic test_problem(const std::string& file, const std::string& pointer, std::string code,
                        std::string message, std::string expected, std::string remedy) {
  return {.code = std::move(code),
          .place = Place{.file = file, .row = 0, .column = {}, .pointer = pointer},
          .message = std::move(message),
          .expected = std::move(expected),
          .remedy = std::move(remedy)};
}

TestDocument read_test_document(const NamedDocument& tests) {
  TestDocument document;
  document.root = std::make_unique<const Json>(parse(tests));
  std::vector<Diagnostic> problems;
  Reader reader(tests.name, problems);
  if (reader.object(*document.root, "", {"policy", "at", "cases", "note"})) {
    const auto at = read_at(reader, *document.root, "");
    document.policy = reader.text(*document.root, "policy", "");
    const Json* cases = document.root->find("cases");
    if (cases == nullptr) {
      reader.report("", "policy_test.missing", "the document has no cases", "\"cases\": a list", "add it");
    } else if (reader.is(*cases, Json::Kind::array, "/cases")) {
      if (cases->items.empty())
        reader.report("/cases", "policy_test.missing", "there is no case", "at least one", "add one");
      for (std::size_t i = 0; i < cases->items.size(); ++i)
        document.cases.push_back(read_case(tests.name, cases->items[i], "/cases/" + std::to_string(i), at));
    }
  }
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  return document;
}

}  // namespace giaingan::inline v1
