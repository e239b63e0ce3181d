/// @file
/// The inputs as they would stand after rounds that are proposed (--after), and the round that is asked for.
#pragma once

#include "giaingan/assessment/explanation.hpp"

#include <string>
#include <vector>

#include "inputs.hpp"

namespace giaingan::tool {

/// The round asked for. @throws InvalidInput if the policy hasn't it
[[nodiscard]] const Round& asked_round(const CommandLine& request, const Inputs& inputs);

/// The inputs as they would stand if these rounds had been decided as proposed: proposals that are computed,
/// in the policy's order, then saved results in the order given, each checked before it is applied.
/// @param known the rounds that may come first
/// @throws InvalidInput with every id that none of them has
[[nodiscard]] Inputs moved_by(Inputs inputs, const CommandLine& request,
                              const std::vector<std::string>& known);

/// Reads the inputs, moved by rounds where all of the policy may have been decided. @throws InvalidInput
[[nodiscard]] Inputs read_moved(const CommandLine& request);

/// Says at the top which rounds the figures take into account though nobody has decided them.
[[nodiscard]] std::string proposed_text(const Inputs& inputs, Language language);

}  // namespace giaingan::tool
