// What holds after any call of the C library.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "giaingan.h"

namespace fuzz {

inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

/// A call gives what was asked for or an error that says why not, with every problem whole. Releases the
/// error.
inline void require_explained(giaingan_status status, giaingan_error*& error, bool given) {
  require(given == (status == GIAINGAN_OK), "a result without success, or the reverse");
  require((error != nullptr) == (status != GIAINGAN_OK), "an error without failure, or the reverse");
  require(status != GIAINGAN_INTERNAL_ERROR, "a fault of the library");
  require(giaingan_error_status(error) == status, "the error has another status");
  const std::int64_t count = giaingan_error_diagnostic_count(error);
  require((count > 0) == (status == GIAINGAN_INVALID_INPUT), "wrong input without a problem, or the reverse");
  for (std::int64_t i = 0; i < count; ++i) {
    giaingan_diagnostic each;
    require(giaingan_error_diagnostic(error, i, &each) == GIAINGAN_OK, "a problem can't be read");
    require(each.code[0] != '\0' && each.message[0] != '\0' && each.remedy[0] != '\0', "half a diagnostic");
  }
  giaingan_error_release(error);
  error = nullptr;
}

/// Takes numbers off the front of an input; zeros when there are no more.
class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : next_(data), left_(size) {}

  template <class T>
  T take() {
    T value{};
    const std::size_t size = sizeof(T) < left_ ? sizeof(T) : left_;
    std::memcpy(&value, next_, size);
    next_ += size;
    left_ -= size;
    return value;
  }
  [[nodiscard]] bool empty() const { return left_ == 0; }

 private:
  const std::uint8_t* next_;
  std::size_t left_;
};

}  // namespace fuzz
