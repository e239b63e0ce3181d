#include "policy_tests/cases_document.hpp"

#include "input/any_json.hpp"
#include "io/json_writer.hpp"
#include "policy_tests/json_text.hpp"

namespace giaingan::inline v1 {

std::string document_of_cases(const std::vector<std::string>& cases, const std::string& policy,
                              std::optional<Date> day) {
  JsonWriter writer;
  writer.begin_object().member("policy", policy);
  if (day) writer.member("at", day->text());
  writer.key("cases").begin_array();
  for (const std::string& each : cases)
    write_json(writer, *parse_any_json(each).root);
  writer.end_array().end_object();
  return writer.take();
}

}  // namespace giaingan::inline v1
