// Draws the placed chart as a page. Attributes instead of a style sheet, because the programs that
// turn SVG into print understand those best.
#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "render/chart.h"
#include "render/figure.h"
#include "render/label.h"
#include "render/palette.h"

namespace decorum::render {
namespace {

// A3, landscape, in points; what the drawing may fill is what title and legend leave.
constexpr Size page{1190.6, 841.9};
constexpr double margin = 34;
constexpr double head_height = 50;
constexpr double legend_height = 30;
constexpr double legend_size = 9;
constexpr double note_height = 12;
constexpr double scale_max = 1.3;
constexpr std::size_t note_lines_max = 12;
constexpr std::string_view fonts = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

struct TextStyle {
  double size;
  std::string_view colour = ink;
  bool bold = false;
  bool centred = false;
};

void text(std::string& out, Point at, const TextStyle& style, std::string_view words) {
  out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{:.1f}\" fill=\"{}\"", at.x, at.y,
                     style.size, style.colour);
  if (style.bold) out += " font-weight=\"bold\"";
  if (style.centred) out += " text-anchor=\"middle\"";
  out += fmt::format(">{}</text>\n", xml_escaped(words));
}

// Head and shoulders: a person.
void person(std::string& out, Point at) {
  out += fmt::format(
      "<path d=\"M{:.1f} {:.1f}a3 3.4 0 0 1 6 0z\" fill=\"{}\"/>"
      "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"1.7\" fill=\"{}\"/>\n",
      at.x, at.y, ink, at.x + 3, at.y - 5, ink);
}

void box_lines(std::string& out, const Box& box) {
  const Point centre = box.centre;
  double y = centre.y - box.size.height / 2 + box.band;
  double height = 0;
  for (const TextLine& line : box.lines) height += line_height_of(line.font);
  y += (box.size.height - box.band - height) / 2;
  for (const TextLine& line : box.lines) {
    const double baseline = y + line.font.size * 0.98;
    const bool figure = line.tone == Tone::person;
    const double shift = figure ? person_width / 2 : 0;
    if (figure) {
      person(out, {centre.x - width_of(line.words, line.font) / 2 / 1.1 - person_width / 2 + 1,
                   baseline + 0.6});
    }
    text(out, {centre.x + shift, baseline},
         {.size = line.font.size,
          .colour = line.tone == Tone::soft ? soft_ink : ink,
          .bold = line.font.bold,
          .centred = true},
         line.words);
    y += line_height_of(line.font);
  }
}

struct Frame {
  double radius = 0;
  std::string_view fill = paper;
  std::string_view stroke = ink;
  double width = 1;
  bool dashed = false;
};

void frame(std::string& out, Point centre, Size size, const Frame& look) {
  out += fmt::format(
      "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"{:.1f}\" "
      "fill=\"{}\" stroke=\"{}\" stroke-width=\"{}\"{}/>\n",
      centre.x - size.width / 2, centre.y - size.height / 2, size.width, size.height, look.radius,
      look.fill, look.stroke, look.width, look.dashed ? " stroke-dasharray=\"4 3\"" : "");
}

// The upper part of an outcome, in the colour of what is done and with its word.
void band(std::string& out, NodeKind kind, const Box& box) {
  const Point centre = box.centre;
  const double left = centre.x - box.size.width / 2;
  const double top = centre.y - box.size.height / 2;
  out += fmt::format(
      "<path d=\"M{:.1f} {:.1f}v-{:.1f}a3 3 0 0 1 3 -3h{:.1f}a3 3 0 0 1 3 3v{:.1f}z\" "
      "fill=\"{}\"/>\n",
      left, top + box.band, box.band - 3, box.size.width - 6, box.band - 3, colour_of(kind));
  text(out, {centre.x, top + box.band - 4},
       {.size = 9, .colour = paper, .bold = true, .centred = true}, word_of(kind));
}

std::string tooltip(const ChartNode& node) {
  std::string words = node.title;
  if (!node.inferred.empty()) words += ". Inferred: " + node.inferred;
  return words;
}

void node(std::string& out, const ChartNode& node, const Box& box) {
  const bool question = node.kind == NodeKind::question;
  out += fmt::format("<g class=\"{}\" data-id=\"{}\"><title>{}</title>\n",
                     question ? "question" : "outcome", xml_escaped(node.id),
                     xml_escaped(tooltip(node)));
  frame(out, box.centre, box.size,
        {.radius = question ? 11.0 : 3.0,
         .fill = question ? ground : paper,
         .stroke = colour_of(node.kind),
         .width = question ? 1.4 : 1.1,
         .dashed = !node.inferred.empty()});
  if (!question) band(out, node.kind, box);
  box_lines(out, box);
  out += "</g>\n";
}

void head(std::string& out, Point base, Point tip) {
  const double dx = tip.x - base.x;
  const double dy = tip.y - base.y;
  out += fmt::format("<path d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}L{:.1f} {:.1f}z\" fill=\"{}\"/>\n",
                     tip.x, tip.y, base.x - dy * 0.45, base.y + dx * 0.45, base.x + dy * 0.45,
                     base.y - dx * 0.45, line_colour);
}

constexpr std::string_view dotted = " stroke-dasharray=\"0.1 4\" stroke-linecap=\"round\"";
constexpr std::string_view dashed = " stroke-dasharray=\"5 3\"";

std::string_view dashes_of(const ChartEdge& edge) {
  if (edge.kind != ChartEdge::Kind::answer) return dotted;
  return edge.inferred.empty() ? "" : dashed;
}

void arrow(std::string& out, const Arrow& arrow, std::string_view dashes) {
  const Curve& curve = arrow.curve;
  if (curve.points.empty()) return;
  out += fmt::format("<path fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"{} d=\"M{:.1f} {:.1f}",
                     line_colour, dashes == dotted ? 2.0 : 1.2, dashes,
                     curve.points[0].x, curve.points[0].y);
  for (std::size_t index = 1; index + 2 < curve.points.size(); index += 3) {
    out += fmt::format("C{:.1f} {:.1f} {:.1f} {:.1f} {:.1f} {:.1f}", curve.points[index].x,
                       curve.points[index].y, curve.points[index + 1].x, curve.points[index + 1].y,
                       curve.points[index + 2].x, curve.points[index + 2].y);
  }
  out += "\"/>\n";
  if (arrow.head == Link::Head::at_to) head(out, curve.points.back(), curve.tip);
  if (arrow.head == Link::Head::at_from) head(out, curve.points.front(), curve.tip);
}

void edge(std::string& out, const Chart& chart, const ChartEdge& edge, const EdgeFigure& drawn) {
  const bool answer = edge.kind == ChartEdge::Kind::answer;
  out += fmt::format("<g class=\"{}\" data-from=\"{}\" data-to=\"{}\"><title>{}{}</title>\n",
                     answer ? "answer" : "back", xml_escaped(chart.nodes[edge.from].id),
                     xml_escaped(chart.nodes[edge.to].id), xml_escaped(edge.label),
                     edge.inferred.empty() ? "" : ". Inferred: " + xml_escaped(edge.inferred));
  for (const Arrow& line : drawn.arrows) arrow(out, line, dashes_of(edge));
  frame(out, drawn.chip.centre, drawn.chip.size,
        {.radius = std::min(drawn.chip.size.height / 2, 10.0),
         .fill = paper,
         .stroke = line_colour,
         .width = edge.confirmed || edge.only_person ? 1.6 : 0.8,
         .dashed = !edge.inferred.empty()});
  box_lines(out, drawn.chip);
  out += "</g>\n";
}

void panel(std::string& out, const Panel& panel) {
  frame(out, panel.centre, panel.size,
        {.radius = 8, .fill = panel_ground, .stroke = panel_line, .width = 0.8});
  arrow(out, panel.arrow, "");
}

void post(std::string& out, const Figure& figure) {
  arrow(out, figure.post_arrow, "");
  const Box& box = figure.post;
  frame(out, box.centre, box.size, {.radius = box.size.height / 2, .fill = ink, .stroke = ink});
  text(out, {box.centre.x, box.centre.y + 4},
       {.size = box.lines[0].font.size, .colour = paper, .bold = true, .centred = true},
       box.lines[0].words);
}

// Legend: a colour and its word for each kind in use, then the kinds of line.
double legend_kinds(std::string& out, const Chart& chart, double x, double y) {
  for (std::size_t number = 0; number < node_kind_count; ++number) {
    const auto kind = static_cast<NodeKind>(number);
    if (std::none_of(chart.nodes.begin(), chart.nodes.end(),
                     [&](const ChartNode& node) { return node.kind == kind; })) {
      continue;
    }
    const bool question = kind == NodeKind::question;
    frame(out, {x + 9, y - 3.5}, {18, 11},
          {.radius = question ? 5.0 : 2.0,
           .fill = question ? ground : colour_of(kind),
           .stroke = colour_of(kind)});
    text(out, {x + 23, y}, {.size = legend_size}, word_of(kind));
    x += 23 + width_of(word_of(kind), {.size = legend_size}) + 14;
  }
  return x;
}

void legend(std::string& out, const Chart& chart, double y) {
  double x = legend_kinds(out, chart, margin, y);
  struct Entry {
    std::string_view dashes, words;
  };
  constexpr std::array entries = {
      Entry{"", "answer"},
      Entry{dashed, "inferred: not in the source"},
      Entry{dotted, "comes back"},
  };
  for (const Entry& entry : entries) {
    const Point from{x, y - 3.5};
    const Point base{x + 20, from.y};
    arrow(out, {{{from, from, base, base}, {x + 26, from.y}}, Link::Head::at_to}, entry.dashes);
    text(out, {x + 31, y}, {.size = legend_size}, entry.words);
    x += 31 + width_of(entry.words, {.size = legend_size}) + 14;
  }
  person(out, {x, y + 0.5});
  text(out, {x + 10, y}, {.size = legend_size}, "the machine proposes, a person decides");
}

std::string description_of(const Chart& chart) {
  std::size_t questions = 0;
  for (const ChartNode& node : chart.nodes) questions += node.kind == NodeKind::question ? 1 : 0;
  return fmt::format("Flow chart of {} questions and {} outcomes, beginning with: {}", questions,
                     chart.nodes.size() - questions, chart.nodes[chart.start].title);
}

void page_head(std::string& out, const Chart& chart) {
  out += fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"420mm\" height=\"297mm\" "
      "viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"chart-title chart-description\" "
      "font-family=\"{}\">\n"
      "<title id=\"chart-title\">{}</title>\n<desc id=\"chart-description\">{}</desc>\n"
      "<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n",
      page.width, page.height, fonts, xml_escaped(chart.title),
      xml_escaped(description_of(chart)), paper);
  const Font title_font{.size = 22, .bold = true};
  const auto titles = wrapped(chart.title, title_font, page.width - 2 * margin, 1);
  text(out, {margin, margin + 18}, {.size = 22, .bold = true}, titles.empty() ? "" : titles[0]);
  const std::string line = chart.organisation + " · response chart · " + chart.version;
  const auto lines = wrapped(line, {.size = 11}, page.width - 2 * margin, 1);
  text(out, {margin, margin + 36}, {.size = 11, .colour = soft_ink}, lines.empty() ? "" : lines[0]);
}

// The notes in lines of half the page's width.
std::vector<std::string> note_lines(const Chart& chart) {
  std::vector<std::string> lines;
  for (const std::string& note : chart.notes) {
    const double width = page.width / 2 - margin - 12;
    for (std::string& line : wrapped(note, {.size = legend_size}, width, 2)) {
      if (lines.size() < note_lines_max) lines.push_back(std::move(line));
    }
  }
  return lines;
}

void foot_of_page(std::string& out, const Chart& chart, const std::vector<std::string>& notes,
                  double y) {
  legend(out, chart, y);
  const std::size_t rows = (notes.size() + 1) / 2;
  for (std::size_t index = 0; index < notes.size(); ++index) {
    const double row = static_cast<double>(index % rows + 1);
    text(out, {index < rows ? margin : page.width / 2, y + 4 + row * note_height},
         {.size = legend_size, .colour = soft_ink}, notes[index]);
  }
}

}  // namespace

base::Result<std::string> to_svg(const Chart& chart) {
  if (chart.nodes.size() > drawn_nodes_max || chart.edges.size() > drawn_edges_max) {
    return base::fail(fmt::format(
        "the chart has {} boxes and {} arrows; at most {} and {} are drawn (try --format dot)",
        chart.nodes.size(), chart.edges.size(), drawn_nodes_max, drawn_edges_max));
  }
  const std::vector<std::string> notes = note_lines(chart);
  const double rows = static_cast<double>((notes.size() + 1) / 2);
  const double foot = legend_height + note_height * rows;
  const Size area{page.width - 2 * margin, page.height - 2 * margin - head_height - foot};
  auto figure = figure_of(chart, area);
  if (!figure) return tl::unexpected(figure.error());
  const Size drawn = figure->size;
  const double scale =
      std::min({area.width / drawn.width, area.height / drawn.height, scale_max});
  std::string out;
  page_head(out, chart);
  out += fmt::format("<g transform=\"translate({:.1f} {:.1f}) scale({:.4f})\">\n",
                     margin + (area.width - drawn.width * scale) / 2,
                     margin + head_height + (area.height - drawn.height * scale) / 2, scale);
  for (const Panel& each : figure->panels) panel(out, each);
  post(out, *figure);
  for (std::size_t index = 0; index < chart.edges.size(); ++index) {
    edge(out, chart, chart.edges[index], figure->edges[index]);
  }
  for (std::size_t index = 0; index < chart.nodes.size(); ++index) {
    node(out, chart.nodes[index], figure->nodes[index]);
  }
  out += "</g>\n";
  foot_of_page(out, chart, notes, page.height - margin - foot + legend_height - 8);
  out += "</svg>\n";
  return out;
}

}  // namespace decorum::render
