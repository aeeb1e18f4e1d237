#include "render/svg_figure.h"

#include <algorithm>

#include <fmt/core.h>

#include "render/label.h"

namespace decorum::render {
namespace {

void head(std::string& out, Point base, Point tip) {
  const double dx = tip.x - base.x;
  const double dy = tip.y - base.y;
  out += fmt::format("<path d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}L{:.1f} {:.1f}z\" fill=\"{}\"/>\n",
                     tip.x, tip.y, base.x - dy * 0.45, base.y + dx * 0.45, base.x + dy * 0.45,
                     base.y - dx * 0.45, line_colour);
}

std::string_view dashes_of(const ChartEdge& edge) {
  if (edge.kind != ChartEdge::Kind::answer) return dotted;
  return edge.inferred.empty() ? "" : dashed;
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
      // Widths are estimated a tenth too wide; the figure stands close to the words.
      const double left = centre.x - width_of(line.words, line.font) / 2.2 - person_width / 2 + 1;
      append_person(out, {left, baseline + 0.6});
    }
    append_text(out, {centre.x + shift, baseline},
                {.size = line.font.size,
                 .colour = line.tone == Tone::soft ? soft_ink : ink,
                 .bold = line.font.bold,
                 .centred = true},
                line.words);
    y += line_height_of(line.font);
  }
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
  append_text(out, {centre.x, top + box.band - 4},
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
  append_frame(out, box.centre, box.size,
               {.radius = question ? 11.0 : 3.0,
                .fill = question ? ground : paper,
                .stroke = colour_of(node.kind),
                .width = question ? 1.4 : 1.1,
                .dashed = !node.inferred.empty()});
  if (!question) band(out, node.kind, box);
  box_lines(out, box);
  out += "</g>\n";
}

void edge(std::string& out, const Chart& chart, const ChartEdge& edge, const EdgeFigure& drawn) {
  const bool answer = edge.kind == ChartEdge::Kind::answer;
  out += fmt::format("<g class=\"{}\" data-from=\"{}\" data-to=\"{}\"><title>{}{}</title>\n",
                     answer ? "answer" : "back", xml_escaped(chart.nodes[edge.from].id),
                     xml_escaped(chart.nodes[edge.to].id), xml_escaped(edge.label),
                     edge.inferred.empty() ? "" : ". Inferred: " + xml_escaped(edge.inferred));
  for (const Arrow& line : drawn.arrows) append_arrow(out, line, dashes_of(edge));
  append_frame(out, drawn.chip.centre, drawn.chip.size,
               {.radius = std::min(drawn.chip.size.height / 2, 10.0),
                .fill = paper,
                .stroke = line_colour,
                .width = edge.confirmed || edge.only_person ? 1.6 : 0.8,
                .dashed = !edge.inferred.empty()});
  box_lines(out, drawn.chip);
  out += "</g>\n";
}

void panel(std::string& out, const Panel& panel) {
  append_frame(out, panel.centre, panel.size,
               {.radius = 8, .fill = panel_ground, .stroke = panel_line, .width = 0.8});
  append_arrow(out, panel.arrow, "");
}

void post(std::string& out, const Figure& figure) {
  append_arrow(out, figure.post_arrow, "");
  const Box& box = figure.post;
  append_frame(out, box.centre, box.size,
               {.radius = box.size.height / 2, .fill = ink, .stroke = ink});
  append_text(out, {box.centre.x, box.centre.y + 4},
              {.size = box.lines[0].font.size, .colour = paper, .bold = true, .centred = true},
              box.lines[0].words);
}

}  // namespace

void append_text(std::string& out, Point at, const TextStyle& style, std::string_view words) {
  out += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" font-size=\"{:.1f}\" fill=\"{}\"", at.x, at.y,
                     style.size, style.colour);
  if (style.bold) out += " font-weight=\"bold\"";
  if (style.centred) out += " text-anchor=\"middle\"";
  out += fmt::format(">{}</text>\n", xml_escaped(words));
}

// Head and shoulders: a person.
void append_person(std::string& out, Point at) {
  out += fmt::format(
      "<path d=\"M{:.1f} {:.1f}a3 3.4 0 0 1 6 0z\" fill=\"{}\"/>"
      "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"1.7\" fill=\"{}\"/>\n",
      at.x, at.y, ink, at.x + 3, at.y - 5, ink);
}

void append_frame(std::string& out, Point centre, Size size, const Frame& look) {
  out += fmt::format(
      "<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" rx=\"{:.1f}\" "
      "fill=\"{}\" stroke=\"{}\" stroke-width=\"{}\"{}/>\n",
      centre.x - size.width / 2, centre.y - size.height / 2, size.width, size.height, look.radius,
      look.fill, look.stroke, look.width, look.dashed ? " stroke-dasharray=\"4 3\"" : "");
}

void append_arrow(std::string& out, const Arrow& arrow, std::string_view dashes) {
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

void append_figure(std::string& out, const Chart& chart, const Figure& figure) {
  for (const Panel& each : figure.panels) panel(out, each);
  post(out, figure);
  for (std::size_t index = 0; index < chart.edges.size(); ++index) {
    edge(out, chart, chart.edges[index], figure.edges[index]);
  }
  for (std::size_t index = 0; index < chart.nodes.size(); ++index) {
    node(out, chart.nodes[index], figure.nodes[index]);
  }
}

}  // namespace decorum::render
