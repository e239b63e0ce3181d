/// @file
/// How projects behave, as a document of scenarios says it.
#pragma once

#include "giaingan/portfolio/portfolio.hpp"
#include "giaingan/simulation/scenario.hpp"

#include "policy/object_reader.hpp"

namespace giaingan::inline v1 {

/// Reads a behaviour. Problems go to the context; then the result is of no use.
/// @param host what the kind `host` is; empty: none is
/// @param portfolio what curves that the document doesn't give are fitted to
[[nodiscard]] Behaviour read_behaviour(ReadingContext& context, const Node& node, const Portfolio& portfolio,
                                       const HostBehaviour& host);

}  // namespace giaingan::inline v1
