#include "giaingan/assessment/questions.hpp"

#include <utility>

#include "commands.hpp"
#include "words.hpp"

namespace giaingan::tool {
namespace {

/// The question of a command line. @throws InvalidInput with everything that is wrong with it
/// @pre days and goal were checked when the command line was read
Question question_of(const CommandLine& request, const Inputs& inputs) {
  Question question{request.unit, *parse_goal(request.goal), *Date::parse(request.as_of),
                    Date::parse(request.by), request.level};
  std::vector<Diagnostic> problems = problems_of(inputs.policy, inputs.portfolio, question);
  if (!problems.empty()) throw InvalidInput(std::move(problems));
  refuse_missing(missing_levels(inputs.policy, inputs.portfolio, request.level), inputs.portfolio,
                 inputs.policy);
  return question;
}

}  // namespace

int run_why_not(const CommandLine& request) {
  const Inputs inputs = read_inputs(request);
  const WhyNot answer = why_not(inputs.policy, inputs.portfolio, question_of(request, inputs));
  print(request.format == Format::json
            ? why_not_document(inputs.policy, inputs.portfolio, answer)
            : why_not_in_words(inputs.policy, inputs.portfolio, answer, request.language));
  return done;
}

int run_what_would_it_take(const CommandLine& request) {
  const Inputs inputs = read_inputs(request);
  const WhatItTakes answer =
      what_would_it_take(inputs.policy, inputs.portfolio, question_of(request, inputs));
  print(request.format == Format::json
            ? what_it_takes_document(inputs.policy, inputs.portfolio, answer)
            : what_it_takes_in_words(inputs.policy, inputs.portfolio, answer, request.language));
  return done;
}

}  // namespace giaingan::tool
