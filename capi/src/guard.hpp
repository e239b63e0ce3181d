/// @file
/// The one place where C++ exceptions become a status and an error object.
#pragma once

#include "giaingan/calendar/date.hpp"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "giaingan.h"

namespace giaingan::capi {

/// The call itself is wrong.
class InvalidArgument : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Sets the error for the exception that is being handled, and returns its status.
giaingan_status status_of_current_exception(giaingan_error** error) noexcept;

/// Runs `body`; whatever it throws ends here.
template <class Body>
giaingan_status guarded(giaingan_error** error, Body body) noexcept {
  if (error != nullptr) *error = nullptr;
  try {
    body();
    return GIAINGAN_OK;
  } catch (...) {
    return status_of_current_exception(error);
  }
}

/// @throws InvalidArgument if the pointer is NULL
template <class T>
T& required(T* pointer, std::string_view name) {
  if (pointer == nullptr) throw InvalidArgument(std::string(name) + " is NULL");
  return *pointer;
}

/// A text given as pointer and size. @throws InvalidArgument if the pointer is NULL or the size below -1
[[nodiscard]] std::string_view text_of(const char* text, std::int64_t size, std::string_view name);

/// @throws InvalidArgument if there is no such day
[[nodiscard]] Date day_of(int32_t year, int32_t month, int32_t day);

}  // namespace giaingan::capi
