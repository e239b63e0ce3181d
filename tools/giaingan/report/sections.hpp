/// @file
/// The sections of the page, each a pure function of the contents and a language.
#pragma once

#include "giaingan/assessment/explanation.hpp"

#include <string>
#include <string_view>

#include "report/contents.hpp"
#include "report/markup.hpp"

namespace giaingan::tool {

/// Where a section stands: in which language, and what its ids begin with, so that both languages share a
/// page.
struct Reading {
  Language language = Language::vi;

  [[nodiscard]] std::string id(const std::string& name) const {
    return (language == Language::vi ? "vi-" : "en-") + name;
  }
};

[[nodiscard]] Markup key_figures(const ReportContents& contents, Reading reading);
[[nodiscard]] Markup ranking_section(const ReportContents& contents, Reading reading);
[[nodiscard]] Markup below_average_section(const ReportContents& contents, Reading reading);
[[nodiscard]] Markup rounds_section(const ReportContents& contents, Reading reading);
[[nodiscard]] Markup evaluation_section(const ReportContents& contents, Reading reading);
[[nodiscard]] Markup duties_section(const ReportContents& contents, Reading reading);
[[nodiscard]] Markup simulation_section(const ReportContents& contents, Reading reading);
/// What was found about the data, left out, or reads as if it contradicted a decision.
[[nodiscard]] Markup remarks_section(const ReportContents& contents, Reading reading);
[[nodiscard]] Markup assumptions_section(const ReportContents& contents, Reading reading);
/// What the report was made of.
[[nodiscard]] Markup made_by_section(const ReportContents& contents, Reading reading);

/// A section with its heading and what it rests on, below which its parts stand.
[[nodiscard]] Markup section(Reading reading, const std::string& name, const std::string& heading,
                             const Markup& content);
/// A paragraph that reads less loudly.
[[nodiscard]] Markup note(const std::string& reads);
/// The lines of a text as a list, indented as they are; empty without any.
[[nodiscard]] Markup lines(std::string_view plain);
/// The same without the first line, which a heading says.
[[nodiscard]] Markup lines_below_title(const std::string& plain);

}  // namespace giaingan::tool
