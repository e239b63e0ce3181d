/// @file
/// What drawings are made of.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "report/markup.hpp"

namespace giaingan::tool {

[[nodiscard]] Markup line_shape(const char* kind, const std::string& x1, const std::string& y1,
                                const std::string& x2, const std::string& y2);
[[nodiscard]] Markup box_shape(const char* kind, const std::string& x, const std::string& y,
                               const std::string& width, const std::string& height);
/// @param anchor `start`, `middle` or `end`: where of the words the place is
[[nodiscard]] Markup words(const char* kind, const std::string& x, const std::string& y, const char* anchor,
                           std::string_view reads);

/// The hatching that tells bars apart without colour. @param id unique in the page
[[nodiscard]] Markup hatching(const std::string& id);

/// A line of a legend: a sample of how something is drawn, and what it is.
[[nodiscard]] Markup legend_line(const Markup& sample, const std::string& reads);
/// A stretch of a line, as a sample.
[[nodiscard]] Markup line_sample(const char* kind);

/// How many characters of a label fit beside a value, on a phone too.
[[nodiscard]] std::size_t beside(const std::string& value);

/// A text in lines of about so many characters, broken at blanks.
[[nodiscard]] std::vector<std::string> wrapped(const std::string& reads, std::size_t characters);

}  // namespace giaingan::tool
