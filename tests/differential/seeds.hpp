// Which random worlds a test tries: a few thousand by default, as many as asked for by `./dev fuzz`.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

namespace differential {

struct Seeds {
  std::uint64_t first = 0;
  std::uint64_t end = 0;  // one past the last
};

// The number in an environment variable, or `otherwise` where it isn't set. Throws if it is no number, so
// that a mistyped count fails the test rather than passing for a run.
inline std::uint64_t number_in_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::stoull(text);
}

// GIAINGAN_FIRST_SEED and GIAINGAN_SEEDS (how many), else the first `usual` seeds.
inline Seeds seeds(std::uint64_t usual) {
  const std::uint64_t first = number_in_environment("GIAINGAN_FIRST_SEED", 0);
  return {first, first + number_in_environment("GIAINGAN_SEEDS", usual)};
}

}  // namespace differential
