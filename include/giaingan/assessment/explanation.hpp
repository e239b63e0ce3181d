/// @file
/// Evidence in words.
#pragma once

#include "giaingan/figures/evidence.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// The languages that officers read.
enum class Language { vi, en };

/// One line: the subject, its figures, what they were held against and how it came out, the distance in đồng,
/// the clause, and whether the value was assumed.
[[nodiscard]] std::string explanation(const Policy& policy, const Evidence& evidence, Language language);

/// The parts of it, for a text that has said the rest: what was compared, as `65,00 % >= 70,00 %`, and what
/// the object is called, as `Số báo cáo định kỳ chậm`.
[[nodiscard]] std::string comparison_in_words(const Policy& policy, const Evidence& evidence,
                                              Language language);
[[nodiscard]] std::string object_in_words(const Policy& policy, const Evidence& evidence, Language language);

/// `91,20 %`, `1.234 đồng`, `8,5 điểm`: one number as officers read it. @param others what a percentage must
/// not read the same as unless it is equal, at the cost of more decimals
[[nodiscard]] std::string number_in_words(const Policy& policy, const Rational& number, Quantity quantity,
                                          std::span<const Rational> others, Language language);

/// Assumed values that are explained by one note, and so are one assumption to a reader.
struct AssumptionNote {
  Text note;
  std::vector<std::size_t> assumptions;  ///< among the policy's
};

/// The notes of the policy's assumptions in the order of the document, each once. A reader knows them by
/// their place, counted from 1.
[[nodiscard]] std::vector<AssumptionNote> assumption_notes(const Policy& policy);

/// The places in assumption_notes, counted from 1, of what a citation rests on; empty: nothing is assumed.
[[nodiscard]] std::vector<std::size_t> assumption_numbers(const Policy& policy, const Citation& citation);

/// The clause in words: `điểm 4.2, văn bản /UBND-TCKH (UBND thành phố Lạng Sơn)`; empty without a citation.
[[nodiscard]] std::string citation_text(const Policy& policy, const Citation& citation, Language language);

/// Everything that was compared to judge one unit as of a day: milestones, rank, runs below the average,
/// criteria and classes, duties. Empty if nothing is said of a unit of that id.
[[nodiscard]] std::vector<Evidence> unit_evidence(const Policy& policy, const Portfolio& portfolio,
                                                  Date as_of, const std::string& unit);

/// Evidence of one unit as a JSON document.
/// @param evidence of unit_evidence for this portfolio, day and unit
[[nodiscard]] std::string evidence_document(const Policy& policy, const Portfolio& portfolio,
                                            const std::string& unit, Date as_of,
                                            const std::vector<Evidence>& evidence);

}  // namespace giaingan::inline v1
