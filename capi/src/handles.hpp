/// @file
/// What stands behind the opaque handles of giaingan.h.
#pragma once

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/input/limits.hpp"
#include "giaingan/input/watch.hpp"
#include "giaingan/policy/policy.hpp"
#include "giaingan/portfolio/portfolio.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "giaingan.h"

namespace giaingan::capi {

/// Nothing is begun under a watch that has ended its work. Null: no watch. @throws Cancelled
inline void require_open(const std::shared_ptr<Watch>& watch) {
  if (watch) watch->take(0);
}

/// A new text that giaingan_text_release takes.
[[nodiscard]] char* new_text(const std::string& words);

/// An immutable value with the number of its owners.
template <class Value>
struct Counted {
  explicit Counted(Value content) : value(std::move(content)) {}

  Value value;
  std::atomic<std::int64_t> owners{1};
};

/// Adds an owner. @return the handle
template <class Handle>
Handle* retain(Handle* handle) noexcept {
  if (handle != nullptr) handle->owners.fetch_add(1, std::memory_order_relaxed);
  return handle;
}

/// Takes an owner away; the last one frees.
template <class Handle>
void release(Handle* handle) noexcept {
  if (handle != nullptr && handle->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete handle;
}

}  // namespace giaingan::capi

struct giaingan_error {
  giaingan_status status;
  std::string text;
  std::vector<giaingan::Diagnostic> diagnostics;
};

struct giaingan_policy : giaingan::capi::Counted<giaingan::Policy> {
  using Counted::Counted;
};

struct giaingan_portfolio : giaingan::capi::Counted<giaingan::Portfolio> {
  using Counted::Counted;
  giaingan_portfolio(giaingan::Portfolio content, std::shared_ptr<giaingan::Watch> of_session)
      : Counted(std::move(content)), watch(std::move(of_session)) {}

  std::shared_ptr<giaingan::Watch> watch;  ///< of its session; null without one
};

struct giaingan_builder {
  int budget_year;
  giaingan::PortfolioBuilder rows;
  giaingan::Limits limits{};
  std::shared_ptr<giaingan::Watch> watch{};  ///< of its session; null without one
};
