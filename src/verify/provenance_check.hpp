/// @file
/// What a saved round says it was made of.
#pragma once

#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/facts.hpp"

#include "verify/comparison.hpp"

namespace giaingan::inline v1::verify {

/// Checks the member `made_by`: the question, the digests of policy and dataset, the results applied before.
/// The version may be any, for the verifier doesn't depend on who found the round. Digests of a dataset are
/// compared where both the document and the facts have them: facts from columns have none.
void check_provenance(ObjectCheck& root, const PolicySections& policy, const Facts& facts,
                      const Round& round);

}  // namespace giaingan::inline v1::verify
