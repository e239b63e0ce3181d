/// @file
/// Evidence in words.
#pragma once

#include "giaingan/figures/evidence.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <string>
#include <vector>

namespace giaingan::inline v1 {

/// The languages that officers read.
enum class Language { vi, en };

/// One line: the subject, its figures, what they were held against and how it came out, the distance in đồng,
/// the clause, and whether the value was assumed.
[[nodiscard]] std::string explanation(const Policy& policy, const Evidence& evidence, Language language);

/// The clause in words: `điểm 4.2, văn bản /UBND-TCKH (UBND thành phố Lạng Sơn)`; empty without a citation.
[[nodiscard]] std::string citation_text(const Policy& policy, const Citation& citation, Language language);

/// Everything that was compared to judge one unit as of a day: milestones, rank, runs below the average,
/// criteria and classes, duties. Empty if nothing is said of a unit of that id.
[[nodiscard]] std::vector<Evidence> unit_evidence(const Policy& policy, const Portfolio& portfolio,
                                                  Date as_of, const std::string& unit);

/// Evidence as a JSON document.
[[nodiscard]] std::string evidence_document(const Policy& policy, const std::string& unit, Date as_of,
                                            const std::vector<Evidence>& evidence);

}  // namespace giaingan::inline v1
