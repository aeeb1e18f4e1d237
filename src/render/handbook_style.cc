// The look of the handbook: calm, text first, the colours of render/palette.h. On paper chapters
// begin pages, contents show page numbers, and the chart has a page of its own. Colours are written
// out, because WeasyPrint 57 knows no variables inside shorthands.
#include "render/handbook_parts.h"

namespace decorum::render {

namespace {

constexpr std::string_view style = R"css(
* { box-sizing: border-box; }
html { font-family: Inter, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; font-size: 16px;
  line-height: 1.5; color: #1f2933; background: #fff; }
body { max-width: 58rem; margin: 0 auto; padding: 0 1.25rem 4rem; }
h1, h2, h3, h4 { line-height: 1.2; font-weight: 650; }
h1 { font-size: 2.4rem; margin: 0 0 1.5rem; max-width: 20ch; }
h2 { font-size: 1.6rem; margin: 0 0 1rem; color: #0f6b66; }
h3 { font-size: 1.1rem; margin: 1.5rem 0 .4rem; }
h4 { font-size: 1rem; margin: 0 0 .25rem; }
p { margin: 0 0 .7rem; max-width: 70ch; }
a { color: #0f6b66; text-underline-offset: 2px; }
a:focus-visible { outline: 3px solid #0f6b66; outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; background: #fff; padding: .5rem; }
.cover { padding: 4.5rem 0 2rem; border-bottom: 4px solid #0f6b66; margin-bottom: 2rem; }
.organisation { color: #52606d; font-size: 1.1rem; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .2rem 1rem;
  margin: .4rem 0 1rem; }
dt { font-weight: 600; }
dd { margin: 0; }
nav ol { padding-left: 1.4rem; }
nav li { margin: .2rem 0; }
.chapter { padding-top: 2.5rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)); gap: .9rem; }
.card { border: 1px solid #d9d3c5; border-radius: 6px; padding: .9rem 1.1rem;
  background: #fbfaf6; margin: 0 0 .9rem; }
.cards .card { margin: 0; }
.card h3 { margin-top: 0; }
.card > :last-child { margin-bottom: 0; }
.do { border-left: 4px solid #0f6b66; }
.dont { border-left: 4px solid #9a3324; }
.problem { border-left: 4px solid #8a5a0a; }
.rule-id { display: inline-block; min-width: 3.2rem; color: #0f6b66;
  font-variant-numeric: tabular-nums; }
.tag { font-size: .78rem; font-weight: 650; border: 1px solid currentColor; border-radius: 3px;
  padding: 0 .3rem; white-space: nowrap; }
.checks { list-style: none; padding: 0; margin: 0 0 .6rem; }
.checks li { margin: .25rem 0; }
.error > .tag, .bad > .tag { color: #9a3324; }
.warning > .tag { color: #8a5a0a; }
.info > .tag { color: #52606d; }
.good > .tag { color: #0f6b66; }
.example { border-left: 2px solid #d9d3c5; padding-left: .8rem; margin: .5rem 0; }
.example p { margin: .15rem 0; }
.definition, .unsure, .inferred, .why, .cites, .rules-of { font-size: .9rem; color: #52606d; }
.cites, .rules-of { margin: .3rem 0 0; }
.cites a, .rules-of a { color: inherit; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; font-size: .92rem; }
caption { position: absolute; left: -99rem; }
th, td { text-align: left; vertical-align: top; overflow-wrap: anywhere;
  padding: .4rem .6rem .4rem 0;
  border-bottom: 1px solid #d9d3c5; }
thead th { border-bottom: 2px solid #1f2933; }
tbody th { font-weight: 600; }
.answers { table-layout: fixed; }
.answers th:nth-child(1) { width: 18%; }
.answers th:nth-child(2) { width: 40%; }
.answers th:nth-child(3) { width: 16%; }
.answers td .inferred { margin: .2rem 0 0; }
.chart-figure { margin: 1rem 0; }
.chart-figure svg { width: 100%; height: auto; }
figcaption { font-size: .85rem; color: #52606d; }
.logos { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 1rem; }
.logo { margin: 0; border: 1px solid #d9d3c5; border-radius: 6px; padding: 1rem; }
.logo img { height: 6rem; max-width: 100%; object-fit: contain; display: block; margin: 0 0 .5rem; }
.logo.old img { opacity: .45; }
.hash { font-family: "DejaVu Sans Mono", monospace; font-size: .75rem; overflow-wrap: anywhere; }
.contact h3 { margin-bottom: .1rem; }
.contact p { margin: 0 0 .2rem; }
@media print {
  @page { size: A4; margin: 22mm 20mm 20mm;
    @top-left { content: string(guide); font: 8pt Inter, sans-serif; color: #52606d; }
    @bottom-right { content: counter(page); font: 8pt Inter, sans-serif; color: #52606d; }
    @bottom-left { content: string(chapter); font: 8pt Inter, sans-serif; color: #52606d; } }
  @page :first { @top-left { content: none; } @bottom-left { content: none; }
    @bottom-right { content: none; } }
  @page chart { size: A3 landscape; margin: 12mm; }
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; }
  h1 { string-set: guide content(); bookmark-level: none; }
  h2 { string-set: chapter content(); bookmark-level: 1; }
  h3 { bookmark-level: 2; }
  .contact h3, .do h4, .dont h4, .rule h3 { bookmark-level: none; }
  .skip { display: none; }
  .cover { padding-top: 70mm; border: 0; margin: 0; }
  .cover h1 { border-bottom: 1.2mm solid #0f6b66; padding-bottom: 6mm; max-width: none;
    font-size: 27pt; }
  nav, .chapter { break-before: page; padding-top: 0; }
  nav a { color: inherit; text-decoration: none; }
  nav a::after { content: leader(".") target-counter(attr(href url), page); }
  .introduction, .brand, .accounts { break-before: page; }
  .card, .contact, .example, tr, figure, dt, dd { break-inside: avoid; }
  h2, h3, h4, thead, .rule > p { break-after: avoid; }
  .questions .card { break-inside: auto; }
  .cards { display: block; }
  .cards .card { margin: 0 0 3mm; }
  .chart-figure { page: chart; break-before: page; break-after: page; margin: 0; }
  .chart-figure svg { width: 100%; height: 255mm; }
  .logos { display: block; }
  .logo { display: inline-block; width: 46%; margin: 0 2% 4mm 0; vertical-align: top; }
  .logo img { height: 22mm; }
  dl { display: block; }
  dt { display: inline; }
  dt::after { content: ": "; }
  dd { display: inline; }
  dd::after { content: "\A"; white-space: pre; }
  .glossary dd::after, .tips dd::after, .clauses dd::after { content: "\A"; white-space: pre; }
}
)css";

}  // namespace

std::string_view handbook_style() { return style; }

}  // namespace decorum::render
