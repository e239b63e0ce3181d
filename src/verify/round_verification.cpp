#include "giaingan/verify/round_verification.hpp"

#include "giaingan/input/diagnostic.hpp"

#include <algorithm>
#include <utility>

#include "verify/comparison.hpp"
#include "verify/round_check.hpp"
#include "verify/saved_document.hpp"

namespace giaingan::inline v1 {
namespace {

RoundVerification only(RoundProblem problem) {
  RoundVerification verification;
  verification.problems.push_back(std::move(problem));
  verification.problem_count = 1;
  return verification;
}

}  // namespace

RoundVerification verify_round(const Policy& policy, const Portfolio& portfolio, std::string_view document) {
  const verify::SavedDocument saved = verify::read_saved(document);
  if (!saved.root) {
    return only({"verify.not_json", "", saved.found, "{…}", {saved.fault.vi, saved.fault.en}});
  }
  if (saved.root->kind != Json::Kind::object) {
    return only({"verify.wrong_value",
                 "",
                 verify::shown_value(*saved.root),
                 "{…}",
                 {"kết quả của một đợt là một đối tượng JSON", "the result of a round is an object"}});
  }
  const Json* id = saved.root->find("round");
  const std::string name = id == nullptr ? "" : id->text;
  if (policy->reallocation) {
    const auto& rounds = policy->reallocation->rounds;
    const auto round = std::ranges::find(rounds, name, &Round::id);
    if (round != rounds.end()) {
      auto verification = verify::check_round(*policy, *portfolio, *round,
                                              verify::bars_of(*policy, *portfolio, *round), *saved.root);
      verification.document = sha256(document);
      return verification;
    }
  }
  return only({"verify.unknown_round",
               "/round",
               name.empty() ? "" : "\"" + name + "\"",
               "",
               {"chính sách không có đợt này; chỉ kiểm được kết quả của giaingan reallocate",
                "the policy has no such round; only results of giaingan reallocate can be verified"}});
}

Text problem_text(const RoundProblem& problem) {
  const std::string place = problem.pointer.empty() ? "/" : problem.pointer;
  const bool stray = problem.required.empty();
  const bool missing = problem.found.empty();
  Text text{place + ": ", place + ": "};
  if (missing) {
    text.vi += "thiếu " + problem.required;
    text.en += "missing " + problem.required;
  } else if (stray) {
    text.vi += "có " + problem.found + ", không được có";
    text.en += "found " + problem.found + ", which must not be there";
  } else {
    text.vi += "có " + problem.found + ", phải là " + problem.required;
    text.en += "found " + problem.found + ", must be " + problem.required;
  }
  text.vi += " (" + problem.why.vi + ")";
  text.en += " (" + problem.why.en + ")";
  return text;
}

void require_verified(const RoundVerification& verification, const std::string& file) {
  std::vector<Diagnostic> diagnostics;
  diagnostics.reserve(verification.problems.size());
  for (const RoundProblem& problem : verification.problems) {
    diagnostics.push_back(
        {.code = problem.code,
         .place = Place{.file = file, .pointer = problem.pointer},
         .message = problem.found.empty() ? "something is missing" : "found " + problem.found,
         .expected = problem.required.empty() ? "nothing there" : problem.required,
         .remedy = problem.why.en});
  }
  if (!diagnostics.empty()) throw InvalidInput(std::move(diagnostics));
}

Portfolio with_verified_round(const Portfolio& portfolio, const RoundVerification& verification,
                              const std::string& file) {
  try {
    Provenance provenance = portfolio->provenance;
    provenance.applied.push_back(
        {{.command = "reallocate", .round = verification.round}, verification.document});
    return with_plan_changes(portfolio, verification.plan_changes, std::move(provenance));
  } catch (const InvalidInput& invalid) {
    // The rows of these changes stand in no file of their own.
    std::vector<Diagnostic> diagnostics(invalid.diagnostics().begin(), invalid.diagnostics().end());
    for (Diagnostic& diagnostic : diagnostics)
      diagnostic.place = Place{.file = file};
    throw InvalidInput(std::move(diagnostics));
  }
}

}  // namespace giaingan::inline v1
