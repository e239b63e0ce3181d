/// @file
/// What officers call units, projects, pools and clauses, instead of their ids.
#pragma once

#include "giaingan/assessment/explanation.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/rules/project_checks.hpp"
#include "giaingan/rules/reallocation.hpp"

#include <string>

namespace giaingan::tool {

/// The unit's name; its id, if it has none or the dataset doesn't know it.
[[nodiscard]] std::string unit_name(const Portfolio& portfolio, const std::string& id);

/// `Trường Tiểu học Chi Lăng (da-019)`; the id alone, if the project has no name.
[[nodiscard]] std::string project_name(const Portfolio& portfolio, const std::string& id);

/// The name of the allocation's project, without an id; empty, if it has none.
[[nodiscard]] std::string project_of_allocation(const Portfolio& portfolio, Index allocation);

/// The title of one of the policy's averages; the id, if it has none of that id.
[[nodiscard]] std::string average_name(const Policy& policy, const std::string& id, Language language);

/// A pool's id in words: `nstp-can-doi, vốn kéo dài`; pools that exchange are joined by ` + `.
[[nodiscard]] std::string pool_name(const Round& round, const std::string& id, Language language);

/// What a project was found for.
[[nodiscard]] std::string project_finding_name(ProjectFindingCode code, Language language);

/// The clause, and the numbers of the assumptions that it rests on: `điểm 4.3, văn bản … [giả định 3, 5]`.
[[nodiscard]] std::string clause(const Policy& policy, const Citation& citation, Language language);

/// ` [giả định 3, 5]`: the numbers in the list that ends every text; empty if nothing is assumed.
[[nodiscard]] std::string assumed_mark(const Policy& policy, const Citation& citation, Language language);

}  // namespace giaingan::tool
