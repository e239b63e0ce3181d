/// @file
/// The structs of the Arrow C Data Interface: their layout is fixed by its specification, so that libraries
/// exchange arrays without sharing code.
#pragma once

#include <cstdint>

// Hosts define them in headers of their own: giaingan.h only declares them.
extern "C" {

struct ArrowSchema {
  const char* format;  ///< the type: "l" is int64, "+s" a struct
  const char* name;
  const char* metadata;
  std::int64_t flags;
  std::int64_t n_children;
  ArrowSchema** children;
  ArrowSchema* dictionary;
  void (*release)(ArrowSchema*);  ///< NULL: released, or moved elsewhere
  void* private_data;
};

struct ArrowArray {
  std::int64_t length;
  std::int64_t null_count;  ///< -1: not counted
  std::int64_t offset;      ///< of the first row, in every buffer
  std::int64_t n_buffers;
  std::int64_t n_children;
  const void** buffers;
  ArrowArray** children;
  ArrowArray* dictionary;
  void (*release)(ArrowArray*);
  void* private_data;
};
}

namespace giaingan::capi {

constexpr std::int64_t arrow_flag_nullable = 2;

}  // namespace giaingan::capi
