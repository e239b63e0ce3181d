// Functions for x86-64 processors with AVX-512: the intrinsics, and how such functions are marked.
#pragma once

#if defined(__x86_64__)
#pragma GCC diagnostic push
#if !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // left open on purpose in the header: GCC bug 105593
#pragma GCC diagnostic ignored "-Wuninitialized"        // likewise
#endif
#include <immintrin.h>
#pragma GCC diagnostic pop

#define GIAINGAN_AVX512_FEATURES "avx512f,avx512bw,avx512dq,avx512vl"
// What is written in intrinsics.
#define GIAINGAN_AVX512 gnu::target(GIAINGAN_AVX512_FEATURES)
// Loops that compilers use vectors for; g++ would otherwise keep to half of their width.
#if defined(__clang__)
#define GIAINGAN_AVX512_LOOP gnu::target(GIAINGAN_AVX512_FEATURES)
#else
#define GIAINGAN_AVX512_LOOP gnu::target(GIAINGAN_AVX512_FEATURES ",prefer-vector-width=512")
#endif
#endif
