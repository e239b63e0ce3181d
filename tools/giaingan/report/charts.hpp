/// @file
/// The drawings of the page: SVG whose widths follow the screen and whose letters don't shrink with it.
#pragma once

#include "giaingan/exact/dong.hpp"
#include "giaingan/exact/rational.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "report/markup.hpp"
#include "report/sections.hpp"

namespace giaingan::tool {

/// What a drawing is called and says, for those who don't see it.
struct DrawingText {
  std::string id;     ///< unique in the page
  std::string title;  ///< also the caption below it
  std::string description;
};

/// A figure of a drawing with its caption. @param legend below it; may be empty
[[nodiscard]] Markup figure(const DrawingText& texts, int height, const Markup& drawing,
                            const Markup& legend = {});

/// One bar.
struct Bar {
  std::string label;
  std::string value;                ///< as printed
  std::optional<Rational> ratio{};  ///< nothing: no bar, only the label
  bool below = false;               ///< hatched
};

/// A line across all bars.
struct AverageLine {
  std::string label;  ///< title and value
  Rational value;
};

/// Bars of percentages, one below the other. The first line is the one that bars are above or below.
[[nodiscard]] Markup bar_chart(const DrawingText& texts, const std::vector<Bar>& bars,
                               const std::vector<AverageLine>& lines, const std::string& below);

/// A curve over the months; a point where the figure is defined.
struct Curve {
  std::string label;
  std::vector<std::optional<Rational>> at;  ///< index m-1: month m
};

/// The first curve against the others. @param marked index m-1: months to be shaded
[[nodiscard]] Markup curve_chart(const DrawingText& texts, const std::vector<Curve>& curves,
                                 const std::vector<bool>& marked, const std::string& marks);

/// Something that capital flows out of or into.
struct FlowEnd {
  std::string label;
  std::string value;  ///< as printed
};

/// Capital that flows between an end and a pool.
struct Flow {
  std::size_t end = 0;   ///< among the givers or takers
  std::size_t pool = 0;  ///< among the pools
  Dong amount;           ///< above 0
};

/// From givers through pools to takers.
struct Flows {
  std::vector<FlowEnd> givers;
  std::vector<FlowEnd> takers;
  std::vector<FlowEnd> pools;
  std::vector<Flow> given;
  std::vector<Flow> taken;
};

/// @pre what a pool is given is what is taken from it
[[nodiscard]] Markup flow_chart(const DrawingText& texts, const Flows& flows, const std::string& given,
                                const std::string& taken);

/// A figure's spread over many draws, in its own numbers.
struct Spread {
  std::string label;
  std::string value;      ///< as printed
  std::size_t group = 0;  ///< spreads of one group have one scale
  std::string from;       ///< the ends of the scale, as printed
  std::string to;
  Rational least;
  Rational greatest;
  std::vector<Rational> quantiles;  ///< ascending
  std::optional<Rational> mean;
};

/// Spreads one below the other.
[[nodiscard]] Markup spread_chart(const DrawingText& texts, const std::vector<Spread>& spreads,
                                  const Markup& legend);

}  // namespace giaingan::tool
