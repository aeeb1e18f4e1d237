// The page around the drawing: title, legend, notes.
#include <algorithm>
#include <array>
#include <utility>

#include <fmt/core.h>

#include "render/chart.h"
#include "render/figure.h"
#include "render/label.h"
#include "render/palette.h"
#include "render/svg_figure.h"

namespace decorum::render {
namespace {

struct Page {
  Size size;  // points
  std::string_view width, height;
};
constexpr std::array pages = {Page{{1190.6, 841.9}, "420mm", "297mm"},   // A3, landscape
                              Page{{841.9, 1190.6}, "297mm", "420mm"}};  // and upright
constexpr double upright_gain_min = 1.15;  // the page is turned only for larger print than this
constexpr double margin = 34;
constexpr double head_height = 50;
constexpr double legend_row = 15;
constexpr double legend_size = 9;
constexpr double note_height = 12;
constexpr double scale_max = 1.3;
constexpr std::size_t note_rows_max = 8;
constexpr double title_size = 22;
constexpr double title_size_min = 13;
constexpr std::string_view fonts = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif";

// Writes one entry after another and goes to the next row where the page ends. With `out` null it
// only counts the rows.
class Legend {
 public:
  Legend(std::string* out, double width, Point at) : out_(out), width_(width), at_(at) {}

  void kind(NodeKind kind) {
    const bool question = kind == NodeKind::question;
    const Point at = next(23, word_of(kind));
    if (out_ == nullptr) return;
    append_frame(*out_, {at.x + 9, at.y - 3.5}, {18, 11},
                 {.radius = question ? 5.0 : 2.0,
                  .fill = question ? ground : colour_of(kind),
                  .stroke = colour_of(kind)});
  }
  void line(std::string_view dashes, std::string_view words) {
    const Point at = next(31, words);
    if (out_ == nullptr) return;
    const Point from{at.x, at.y - 3.5};
    const Point base{at.x + 20, from.y};
    append_arrow(*out_, {{{from, from, base, base}, {at.x + 26, from.y}}, Link::Head::at_to},
                 dashes);
  }
  void person(std::string_view words) {
    const Point at = next(person_width + 2, words);
    if (out_ != nullptr) append_person(*out_, {at.x, at.y + 0.5});
  }
  double rows() const { return rows_; }

 private:
  // Where the entry's sign goes; its words are written `sign` further on.
  Point next(double sign, std::string_view words) {
    const double wide = sign + width_of(words, {.size = legend_size});
    if (x_ > 0 && x_ + wide > width_) {
      x_ = 0;
      ++rows_;
    }
    const Point at{at_.x + x_, at_.y + (rows_ - 1) * legend_row};
    if (out_ != nullptr) append_text(*out_, {at.x + sign, at.y}, {.size = legend_size}, words);
    x_ += wide + 14;
    return at;
  }

  std::string* out_;
  double width_;
  Point at_;
  double x_ = 0;
  double rows_ = 1;
};

// A colour and its word for each kind in use, then the kinds of line. Answers the rows it takes.
double legend(std::string* out, const Chart& chart, double width, Point at) {
  Legend legend(out, width, at);
  for (std::size_t number = 0; number < node_kind_count; ++number) {
    const auto kind = static_cast<NodeKind>(number);
    if (std::any_of(chart.nodes.begin(), chart.nodes.end(),
                    [&](const ChartNode& node) { return node.kind == kind; })) {
      legend.kind(kind);
    }
  }
  legend.line(solid, "answer");
  legend.line(dashed, "inferred: not in the source");
  legend.line(dotted, "comes back");
  legend.person("the machine proposes, a person decides");
  return legend.rows();
}

std::string description_of(const Chart& chart) {
  std::size_t questions = 0;
  for (const ChartNode& node : chart.nodes) {
    if (node.kind == NodeKind::question) ++questions;
  }
  return fmt::format("Flow chart of {} questions and {} outcomes, beginning with: {}", questions,
                     chart.nodes.size() - questions, chart.nodes[chart.start].title);
}

// One line of words, cut at the width.
void line_of_text(std::string& out, Point at, const TextStyle& style, std::string_view words,
                  double width) {
  const Font font{.size = style.size, .bold = style.bold};
  for (const std::string& line : wrapped(words, font, width, 1)) append_text(out, at, style, line);
}

void page_head(std::string& out, const Chart& chart, const Page& page) {
  out += fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" "
      "viewBox=\"0 0 {} {}\" role=\"img\" aria-labelledby=\"chart-title chart-description\" "
      "font-family=\"{}\">\n"
      "<title id=\"chart-title\">{}</title>\n<desc id=\"chart-description\">{}</desc>\n"
      "<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n",
      page.width, page.height, page.size.width, page.size.height, fonts, xml_escaped(chart.title),
      xml_escaped(description_of(chart)), paper);
  const double width = page.size.width - 2 * margin;
  // A long title is set smaller before it is cut.
  const double wide = width_of(chart.title, {.size = title_size, .bold = true});
  const double size = std::clamp(title_size * width / std::max(wide, 1.0), title_size_min,
                                 title_size);
  line_of_text(out, {margin, margin + 18}, {.size = size, .bold = true}, chart.title, width + 1);
  line_of_text(out, {margin, margin + 36}, {.size = 11, .colour = soft_ink},
               chart.organisation + " · response chart · " + chart.version, width);
}

// What stands below the drawing. Two notes or more stand in two columns, none in both.
struct Foot {
  std::array<std::vector<std::string>, 2> columns;
  double height = 0;
};

Foot foot_for(const Chart& chart, const Page& page) {
  Foot foot;
  const double whole = page.size.width - 2 * margin;
  const std::size_t left = (chart.notes.size() + 1) / 2;
  for (std::size_t index = 0; index < chart.notes.size(); ++index) {
    const double width = chart.notes.size() == 1 ? whole : page.size.width / 2 - margin - 12;
    std::vector<std::string>& column = foot.columns[index < left ? 0 : 1];
    for (std::string& line : wrapped(chart.notes[index], {.size = legend_size}, width, 3)) {
      if (column.size() < note_rows_max) column.push_back(std::move(line));
    }
  }
  const std::size_t rows = std::max(foot.columns[0].size(), foot.columns[1].size());
  foot.height = 15 + legend_row * legend(nullptr, chart, whole, {}) +
                note_height * static_cast<double>(rows);
  return foot;
}

void page_foot(std::string& out, const Chart& chart, const Page& page, const Foot& foot) {
  const double y = page.size.height - margin - foot.height + 22;
  const double legend_rows = legend(&out, chart, page.size.width - 2 * margin, {margin, y});
  for (std::size_t column = 0; column < 2; ++column) {
    double line = y + 4 + (legend_rows - 1) * legend_row;
    for (const std::string& words : foot.columns[column]) {
      line += note_height;
      append_text(out, {column == 0 ? margin : page.size.width / 2, line},
                  {.size = legend_size, .colour = soft_ink}, words);
    }
  }
}

// A chart laid out for one page.
struct Sheet {
  const Page* page = nullptr;
  Foot foot;
  Size area;
  Figure figure;
  double scale = 0;
};

base::Result<Sheet> sheet_for(const Chart& chart, const Page& page) {
  Sheet sheet;
  sheet.page = &page;
  sheet.foot = foot_for(chart, page);
  sheet.area = {page.size.width - 2 * margin,
                page.size.height - 2 * margin - head_height - sheet.foot.height};
  auto figure = figure_of(chart, sheet.area);
  if (!figure) return tl::unexpected(figure.error());
  sheet.figure = std::move(*figure);
  sheet.scale = std::min({sheet.area.width / sheet.figure.size.width,
                          sheet.area.height / sheet.figure.size.height, scale_max});
  return sheet;
}

}  // namespace

base::Result<std::string> to_svg(const Chart& chart) {
  if (chart.nodes.size() > drawn_nodes_max || chart.edges.size() > drawn_edges_max) {
    return base::fail(fmt::format(
        "the chart has {} boxes and {} arrows; at most {} and {} are drawn (try --format dot)",
        chart.nodes.size(), chart.edges.size(), drawn_nodes_max, drawn_edges_max));
  }
  auto sheet = sheet_for(chart, pages[0]);
  if (!sheet) return tl::unexpected(sheet.error());
  auto upright = sheet_for(chart, pages[1]);
  if (!upright) return tl::unexpected(upright.error());
  if (upright->scale > sheet->scale * upright_gain_min) sheet = std::move(upright);
  const Size drawn = sheet->figure.size;
  const double left = margin + (sheet->area.width - drawn.width * sheet->scale) / 2;
  const double top = margin + head_height + (sheet->area.height - drawn.height * sheet->scale) / 2;
  std::string out;
  page_head(out, chart, *sheet->page);
  out += fmt::format("<g transform=\"translate({:.1f} {:.1f}) scale({:.4f})\">\n", left, top,
                     sheet->scale);
  append_figure(out, chart, sheet->figure);
  out += "</g>\n";
  page_foot(out, chart, *sheet->page, sheet->foot);
  out += "</svg>\n";
  return out;
}

}  // namespace decorum::render
