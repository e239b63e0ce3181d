// The n-th allocation of a scenario fails, for every n: nothing leaks, nothing crashes, and the call says so.
#pragma once

#include <cstdint>
#include <functional>

#include "giaingan.h"

namespace capi {

/// What a scenario came to: the first status that isn't GIAINGAN_OK, and whether its error object fits.
// By reference: the call that fills `error` may come after the value of an argument is read.
giaingan_status settled(giaingan_status status, giaingan_error*& error);

/// Fails the n-th allocation of a scenario for n = 1, 2, … until it passes without a failure; then the first
/// ones again, throwing what is no std::exception, which is GIAINGAN_INTERNAL_ERROR.
void fail_every_allocation(const std::function<giaingan_status()>& scenario);

}  // namespace capi
