/// @file
/// How the page looks on a screen, on a phone and on paper.
#pragma once

#include <string_view>

namespace giaingan::tool {

/// The style sheet of the page. Colours are those of Okabe and Ito, which colour-blind readers tell apart;
/// nothing is said by colour alone.
[[nodiscard]] std::string_view style_sheet() noexcept;

}  // namespace giaingan::tool
