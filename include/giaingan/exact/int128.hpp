/// @file
/// 128-bit integers, in which every product of two amounts is taken.
#pragma once

namespace giaingan::inline v1 {

/// A signed integer of 128 bits: holds any product of two `std::int64_t`.
__extension__ typedef __int128 Int128;

}  // namespace giaingan::inline v1
