# Options, and the compile settings that every target of ours shares.
option(GIAINGAN_BUILD_TOOL "Build the command-line tool giaingan" ${PROJECT_IS_TOP_LEVEL})
option(GIAINGAN_BUILD_TESTS "Build the tests" ${PROJECT_IS_TOP_LEVEL})
option(GIAINGAN_BUILD_BENCHMARKS "Build the benchmarks" OFF)
option(GIAINGAN_INSTALL "Make install rules" ${PROJECT_IS_TOP_LEVEL})
option(GIAINGAN_DEVELOPER "Warnings are errors (for the project's own developers)" OFF)
set(GIAINGAN_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize takes them (address,undefined or thread)")
option(GIAINGAN_COVERAGE "Instrument for coverage" OFF)

# Developers build the same sources in many folders (presets, worktrees, packaging tests): ccache shares them.
find_program(GIAINGAN_CCACHE ccache)
if(GIAINGAN_DEVELOPER AND GIAINGAN_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER env CCACHE_NOHASHDIR=1 CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} ${GIAINGAN_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_C_COMPILER_LAUNCHER})
endif()

add_library(giaingan_settings INTERFACE)
target_compile_features(giaingan_settings INTERFACE cxx_std_20)
if(GIAINGAN_DEVELOPER)
  target_compile_options(
    giaingan_settings INTERFACE -Wall -Wextra -Wconversion -Wsign-conversion -Wshadow -Wpedantic -Werror
                               -Wno-missing-field-initializers # designated initializers name what differs
                               # False alarms of g++ 12 about std::string at -O3.
                               $<$<AND:$<CONFIG:Release>,$<COMPILE_LANG_AND_ID:CXX,GNU>>:-Wno-restrict>
                               $<$<AND:$<CONFIG:Release>,$<COMPILE_LANG_AND_ID:CXX,GNU>>:-Wno-maybe-uninitialized>)
endif()
if(GIAINGAN_SANITIZE)
  target_compile_options(giaingan_settings INTERFACE -fsanitize=${GIAINGAN_SANITIZE} -fno-omit-frame-pointer
                                                     -fno-sanitize-recover=all)
  target_link_options(giaingan_settings INTERFACE -fsanitize=${GIAINGAN_SANITIZE})
  # False alarms of g++ 12 about Boost's integers between the checks of its sanitizers.
  target_compile_options(giaingan_settings INTERFACE $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-maybe-uninitialized>)
endif()
if(GIAINGAN_COVERAGE)
  target_compile_options(giaingan_settings INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(giaingan_settings INTERFACE --coverage)
endif()
