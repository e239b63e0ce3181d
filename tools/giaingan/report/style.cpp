#include "report/style.hpp"

namespace giaingan::tool {

std::string_view style_sheet() noexcept {
  return R"CSS(
:root { --ink: #1b1f24; --soft: #57606a; --rule: #d0d7de; --ground: #ffffff; --tint: #f6f8fa; --link: #0058a3;
  --blue: #0072b2; --red: #c44e00; color-scheme: light; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 1240px; padding: 0 12px 40px; color: var(--ink); background: var(--ground);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
  overflow-wrap: break-word; }
h1 { font-size: 1.55rem; line-height: 1.25; margin: .4em 0 .1em; }
h2 { font-size: 1.2rem; line-height: 1.3; margin: 2.6em 0 .4em; padding-top: .6em; border-top: 2px solid var(--ink); }
h3 { font-size: 1rem; margin: 1.8em 0 .4em; }
p { margin: .4em 0; max-width: 75ch; }
.note { color: var(--soft); font-size: .875rem; }
.switch { display: inline-block; margin: 12px 0 0; padding: 0; border: 0; }
.switch legend { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.choice { position: absolute; opacity: 0; }
.bar-of-choices { display: flex; gap: 6px; margin-top: 12px; }
.bar-of-choices label { min-height: 44px; padding: 9px 16px; border: 1px solid var(--soft); border-radius: 6px;
  cursor: pointer; }
#choose-vi:checked ~ .bar-of-choices [for=choose-vi], #choose-en:checked ~ .bar-of-choices [for=choose-en],
#print-all:checked ~ .bar-of-choices [for=print-all] {
  background: var(--ink); color: var(--ground); }
#choose-vi:focus-visible ~ .bar-of-choices [for=choose-vi],
#print-all:focus-visible ~ .bar-of-choices [for=print-all],
#choose-en:focus-visible ~ .bar-of-choices [for=choose-en] { outline: 3px solid var(--blue); outline-offset: 2px; }
#choose-vi:checked ~ .reading-en, #choose-en:checked ~ .reading-vi,
#choose-vi:checked ~ .bar-of-choices .words-en, #choose-en:checked ~ .bar-of-choices .words-vi { display: none; }
.folded { display: none; }
nav ul { list-style: none; margin: 12px 0; padding: 0; display: flex; flex-wrap: wrap; gap: 2px 16px; }
nav a { display: inline-block; padding: 6px 0; }
a { color: var(--link); }
.cards { list-style: none; margin: 16px 0; padding: 0; display: grid; gap: 10px;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 230px), 1fr)); }
.cards li { padding: 10px 14px; background: var(--tint); border-left: 4px solid var(--blue); border-radius: 4px; }
.cards .warn { border-left-color: var(--red); }
.cards b { display: block; white-space: nowrap; font-size: 1.4rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
.cards span { display: block; font-size: .875rem; color: var(--soft); }
.scroll { overflow-x: auto; margin: 12px 0; }
.scroll:focus-visible { outline: 3px solid var(--blue); }
table { border-collapse: collapse; font-size: .8125rem; line-height: 1.4; }
caption { text-align: left; font-weight: 600; padding: 4px 0; }
th, td { padding: 4px 10px; border-bottom: 1px solid var(--rule); vertical-align: top; }
thead th { border-bottom: 2px solid var(--ink); vertical-align: bottom; background: var(--tint); }
tbody th { font-weight: 500; }
.w { text-align: left; min-width: 8em; } tbody th.w { min-width: 10em; } .s { text-align: left; white-space: nowrap; }
.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
thead .n { white-space: normal; min-width: 5.5em; } thead .s { white-space: normal; }
tbody tr:nth-child(even) { background: var(--tint); }
summary { cursor: pointer; padding: 10px 0; font-weight: 600; color: var(--link); }
figure { margin: 16px 0; }
figcaption { font-size: .8125rem; color: var(--soft); margin-top: 4px; }
.drawing { display: block; overflow: visible; }
.drawing text { fill: var(--ink); font-size: 13px; }
.drawing .value { font-weight: 600; font-variant-numeric: tabular-nums; }
.drawing .tick { fill: var(--soft); font-size: 11px; }
.drawing .label, .drawing .value { paint-order: stroke; stroke: var(--ground); stroke-width: 3px; }
.casing { stroke: var(--ground); stroke-width: 4; stroke-opacity: .75; }
.grid { stroke: var(--rule); stroke-width: 1; }
.bar { stroke: var(--blue); stroke-width: 1; }
.bar.below { stroke: var(--red); }
.hatch-ground { fill: #ffe3cf; } .hatch-stripe { stroke: var(--red); stroke-width: 1.6; fill: none; }
.line { stroke: var(--ink); stroke-width: 2; }
.line.average { stroke-dasharray: none; } .line.second { stroke-dasharray: 7 4; } .line.third { stroke-dasharray: 2 3; }
.curve { stroke-width: 2; fill: none; stroke-linecap: round; }
.curve.unit { stroke: var(--red); stroke-width: 3; }
.curve.average { stroke: var(--ink); } .curve.second { stroke: var(--blue); stroke-dasharray: 7 4; }
.curve.third { stroke: var(--soft); stroke-dasharray: 2 3; }
.dot.unit { fill: var(--red); } .dot.average { fill: var(--ground); stroke: var(--ink); stroke-width: 1.5; }
.marked { fill: #ffe3cf; }
.legend { list-style: none; margin: 6px 0 0; padding: 0; font-size: .8125rem; display: flex; flex-wrap: wrap;
  gap: 2px 18px; }
.sample { vertical-align: -1px; }
.pair { display: grid; gap: 0 24px; grid-template-columns: minmax(0, 1fr); align-items: start; }
.band { fill-opacity: .45; } .node { fill: var(--ink); stroke: none; }
.pool-0 { fill: #0072b2; } .pool-1 { fill: #e69f00; } .pool-2 { fill: #009e73; } .pool-3 { fill: #cc79a7; }
.pool-4 { fill: #56b4e9; } .pool-5 { fill: #d55e00; } .pool-6 { fill: #8a7f00; }
.drawing .pool-number { font-weight: 700; paint-order: stroke; stroke: var(--ground); stroke-width: 4px; }
.end { height: 100%; display: flex; flex-direction: column; justify-content: center; font-size: 12px;
  line-height: 1.25; overflow: hidden; }
.end span { overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
.end b { font-variant-numeric: tabular-nums; } .end.giver { text-align: right; }
.whisker { stroke: var(--soft); stroke-width: 2; } .range { fill: #9ecae1; } .range.inner { fill: var(--blue); } .middle { stroke: var(--ink); stroke-width: 3; }
.mean { fill: var(--ground); stroke: var(--ink); stroke-width: 1.5; }
.lines { list-style: none; margin: 8px 0; padding: 0; font-size: .875rem; max-width: 95ch; }
.lines li { margin: 2px 0; } .depth-0 { font-weight: 600; margin-top: 10px !important; }
.depth-1 { padding-left: 0; } .depth-2 { padding-left: 1.4em; } .depth-3, .depth-4 { padding-left: 2.8em; }
.assumed li { margin: .5em 0; font-size: .875rem; } code { font-size: .8125rem; overflow-wrap: anywhere; }
.made { font-size: .8125rem; overflow-wrap: anywhere; }
.made dt { font-weight: 600; margin-top: .6em; } .made dd { margin: 0; }
footer { margin-top: 3em; border-top: 1px solid var(--rule); }
@media (min-width: 860px) { tbody th.w { min-width: 17em; } .pair tbody th { min-width: 0; }
   .pair { grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); } }
@media print {
  @page { size: A4; margin: 14mm 12mm; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  .bar-of-choices, nav, .choice { display: none; }
  #print-all:checked ~ main details::details-content { content-visibility: visible; height: auto; display: block; }
  #print-all:not(:checked) ~ main details:not([open]) .folded { display: inline; font-weight: normal; }
  h2, caption { break-after: avoid; } h3 { break-after: avoid; }
  figure, .cards li, tr { break-inside: avoid; }
  .scroll { overflow: visible; }
  table { font-size: 7pt; width: 100%; } th, td { padding: 2px 4px; }
  .w, tbody th.w, thead .n { min-width: 0; } .s { white-space: normal; }
  .n { white-space: normal; overflow-wrap: normal; word-break: keep-all; }
  .pair { grid-template-columns: minmax(0, 4fr) minmax(0, 6fr); break-inside: avoid; }
  h3 { margin-top: 1em; } h2 { margin-top: 1.6em; } figure { margin: 8px 0; } .legend { font-size: 8pt; }
  .lines { font-size: 8.5pt; } .assumed li { font-size: 8.5pt; } a { color: inherit; text-decoration: none; }
}
)CSS";
}

}  // namespace giaingan::tool
