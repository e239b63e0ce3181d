// Policies with one section of interest, written as text with something changed in it.
#pragma once

#include "giaingan/input/diagnostic.hpp"
#include "giaingan/policy/policy.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <vector>

namespace section_text {

/// A text with one part of it replaced. The part must be there.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t place = text.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  return text.replace(place, from.size(), to);
}

/// `code pointer` of every problem of a policy document.
inline std::vector<std::string> problems_in(const std::string& document) {
  std::vector<std::string> found;
  try {
    (void)giaingan::Policy::from_json(document, "p.json");
  } catch (const giaingan::InvalidInput& error) {
    for (const giaingan::Diagnostic& diagnostic : error.diagnostics()) {
      EXPECT_FALSE(diagnostic.message.empty() || diagnostic.expected.empty() || diagnostic.remedy.empty());
      found.push_back(diagnostic.code + " " + diagnostic.place.pointer);
    }
  }
  return found;
}

}  // namespace section_text
