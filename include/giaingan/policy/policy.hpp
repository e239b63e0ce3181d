/// @file
/// A policy: everything of a jurisdiction and a year that the rules need, as data.
#pragma once

#include "giaingan/calendar/date.hpp"
#include "giaingan/input/diagnostic.hpp"
#include "giaingan/input/digest.hpp"
#include "giaingan/input/limits.hpp"
#include "giaingan/input/named_document.hpp"
#include "giaingan/policy/basis.hpp"
#include "giaingan/policy/citation.hpp"
#include "giaingan/policy/disbursement_policy.hpp"
#include "giaingan/policy/evaluation_policy.hpp"
#include "giaingan/policy/medium_term_policy.hpp"
#include "giaingan/policy/obligations_policy.hpp"
#include "giaingan/policy/project_checks_policy.hpp"
#include "giaingan/policy/reallocation_policy.hpp"
#include "giaingan/policy/revenue_policy.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace giaingan::inline v1 {

/// The sections of a policy document, fully resolved: a rule is given its section and needs nothing else of
/// it.
struct PolicySections {
  std::string id;
  Text title;
  int year = 0;  ///< the budget year (năm ngân sách)
  std::vector<LegalDocument> documents;
  std::vector<Basis> bases;
  std::vector<Average> averages;
  DisbursementPolicy disbursement;
  std::optional<BelowAveragePolicy> below_average;
  std::optional<ReallocationPolicy> reallocation;
  std::optional<RevenuePolicy> revenue;
  std::optional<MediumTermPolicy> medium_term;
  std::optional<EvaluationPolicy> evaluation;
  std::optional<ObligationsPolicy> obligations;
  std::optional<ProjectChecksPolicy> project_checks;
  std::vector<Assumption> assumptions;  ///< in the order of the document
  /// The documents that the policy was read from, each by its `id`, with the digest of its bytes: the policy
  /// itself, then what it extends, nearest first.
  std::vector<NamedDigest> sources;
  std::optional<Date> day;  ///< the day whose dated values these are; nothing if no value has a date
};

/// The budget year that a document names, even if the document has problems; nothing if it can't be told. For
/// hosts that report the problems of a policy and of a dataset in one run.
[[nodiscard]] std::optional<int> budget_year_of(std::string_view document, const Limits& limits = {});

/// The name of the document that this one extends, seen from where `name` is: of `city/a.json` that extends
/// `../nation/b.json` it is `nation/b.json`. Nothing if it extends none, or that can't be told. For hosts
/// that gather the documents of a policy; no file is looked at.
[[nodiscard]] std::optional<std::string> parent_of(std::string_view document, const std::string& name,
                                                   const Limits& limits = {});

class Origins;

/// An immutable policy, cheap to copy, safe to read from any number of threads. It can't exist in a wrong
/// state.
class Policy {
 public:
  /// Reads a policy document that extends no other and has no dated values.
  /// @param file the name that diagnostics give it
  /// @throws InvalidInput with every problem of the document
  [[nodiscard]] static Policy from_json(std::string_view document, const std::string& file = "policy",
                                        const Limits& limits = {});

  /// Reads a policy with the documents that it extends, as all of it stands on one day.
  /// @param documents the policy itself, then, in any order, those that it extends; further ones are not read
  /// @param day the day whose policy is meant; nothing: a policy with dated values is refused
  /// @throws InvalidInput with every problem, each where the value concerned was written
  /// @pre documents is not empty
  [[nodiscard]] static Policy from_documents(std::span<const NamedDocument> documents,
                                             std::optional<Date> day = {}, const Limits& limits = {});

  /// Where what stands at a pointer of the resolved policy was written: in which document, at which pointer.
  [[nodiscard]] Place written_at(std::string_view pointer) const;

  [[nodiscard]] const PolicySections& operator*() const noexcept { return *sections_; }
  [[nodiscard]] const PolicySections* operator->() const noexcept { return sections_.get(); }

 private:
  friend struct PolicyDraft;
  Policy(std::shared_ptr<const PolicySections> sections, std::shared_ptr<const Origins> origins);
  std::shared_ptr<const PolicySections> sections_;
  std::shared_ptr<const Origins> origins_;
};

}  // namespace giaingan::inline v1
