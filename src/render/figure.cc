#include "render/figure.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace decorum::render {
namespace {

constexpr double padding = 7;
// How wide boxes and the words of chips are; narrow ones use the height of the page.
struct Widths {
  double node;
  double chip_text;
};
constexpr std::array widths_tried = {Widths{164, 104}, Widths{142, 92}};
constexpr double band_height = 15;
constexpr double panel_padding = 11;
constexpr double panel_gap = 12;   // between its columns and rows
constexpr double chip_gap = 14;    // from a chip to its outcome inside a panel
constexpr double panel_distance = 22;  // from a panel that stands apart to the chart
constexpr std::size_t panel_columns_max = 12;
constexpr std::size_t inside_columns_max = 5;
constexpr std::size_t many_boxes = 160;  // above this fewer shapes are tried
constexpr std::size_t title_lines_max = 6;
constexpr std::size_t note_lines_max = 3;
constexpr Font question_font{.size = 11.5, .bold = true};
constexpr Font outcome_font{.size = 10.5, .bold = true};
constexpr Font chip_font{.size = 9.5, .bold = false};
constexpr Font note_font{.size = 8.5, .bold = false};
constexpr Font cites_font{.size = 7.5, .bold = false};
constexpr int chip_weight = 8;  // a chip stays beside its question
constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

void append(Box& box, std::string_view words, const Font& font, Tone tone, double width,
            std::size_t lines_max) {
  for (std::string& line : balanced(words, font, width, lines_max)) {
    box.lines.push_back({std::move(line), font, tone});
  }
}

double height_of(const Box& box) {
  double height = box.band + 2 * padding;
  for (const TextLine& line : box.lines) height += line_height_of(line.font);
  return height;
}

Box box_for_node(const ChartNode& node, const Widths& widths) {
  const bool question = node.kind == NodeKind::question;
  const double width = widths.node - 2 * padding;
  Box box;
  box.band = question ? 0 : band_height;
  append(box, node.title, question ? question_font : outcome_font, Tone::strong, width,
         title_lines_max);
  for (const std::string& note : node.notes) {
    append(box, note, note_font, Tone::plain, width, note_lines_max);
  }
  append(box, node.cites, cites_font, Tone::soft, width, 1);
  box.size = {widths.node, height_of(box)};
  return box;
}

Box box_for_edge(const ChartEdge& edge, double text_width) {
  Box box;
  append(box, edge.label, chip_font, Tone::strong, text_width, title_lines_max);
  if (edge.confirmed) {
    append(box, "a person confirms", note_font, Tone::person, text_width, 1);
  }
  if (edge.only_person) {
    append(box, "only a person says so", note_font, Tone::person, text_width, 1);
  }
  double width = 0;
  for (const TextLine& line : box.lines) {
    const double figure = line.tone == Tone::person ? person_width : 0;
    width = std::max(width, width_of(line.words, line.font) + figure);
  }
  box.size = {width + 2 * padding, height_of(box) - padding};
  return box;
}

Box box_for_post() {
  Box box;
  box.lines.push_back({"a post", question_font, Tone::strong});
  box.size = {width_of("a post", question_font) + 3 * padding, height_of(box)};
  return box;
}

// Answers that end at an outcome which nothing else leads to or from, question by question.
std::vector<Panel> panels_of(const Chart& chart) {
  std::vector<std::size_t> degree(chart.nodes.size(), 0);
  for (const ChartEdge& edge : chart.edges) {
    ++degree[edge.to];
    ++degree[edge.from];
  }
  std::vector<Panel> panels(chart.nodes.size());
  for (std::size_t index = 0; index < chart.edges.size(); ++index) {
    const ChartEdge& edge = chart.edges[index];
    const bool outcome = chart.nodes[edge.to].kind != NodeKind::question;
    if (edge.kind != ChartEdge::Kind::answer || !outcome || degree[edge.to] != 1) continue;
    panels[edge.from].question = edge.from;
    panels[edge.from].edges.push_back(index);
  }
  std::erase_if(panels, [](const Panel& panel) { return panel.edges.size() < panel_edges_min; });
  return panels;
}

double node_width(const Figure& figure) { return figure.nodes.front().size.width; }

// Puts a panel's chips and outcomes into rows; their centres count from the panel's upper left.
void arrange(const Chart& chart, Figure& figure, Panel& panel, std::size_t columns) {
  const double width = node_width(figure);
  double top = panel_padding;
  columns = std::min(columns, panel.edges.size());
  for (std::size_t first = 0; first < panel.edges.size(); first += columns) {
    const std::size_t end = std::min(first + columns, panel.edges.size());
    double chips = 0;
    double boxes = 0;
    for (std::size_t at = first; at < end; ++at) {
      chips = std::max(chips, figure.edges[panel.edges[at]].chip.size.height);
      boxes = std::max(boxes, figure.nodes[chart.edges[panel.edges[at]].to].size.height);
    }
    for (std::size_t at = first; at < end; ++at) {
      const double x = panel_padding + width / 2 +
                       static_cast<double>(at - first) * (width + panel_gap);
      figure.edges[panel.edges[at]].chip.centre = {x, top + chips / 2};
      Box& box = figure.nodes[chart.edges[panel.edges[at]].to];
      box.centre = {x, top + chips + chip_gap + box.size.height / 2};
    }
    top += chips + chip_gap + boxes + panel_gap;
  }
  const double cells = static_cast<double>(columns);
  panel.size = {2 * panel_padding + cells * width + (cells - 1) * panel_gap,
                top - panel_gap + panel_padding};
}

// What Graphviz is asked to place, and where its answers go.
struct Plan {
  std::vector<Size> sizes;
  std::vector<Link> links;
  std::vector<Point*> centres;
  std::vector<Arrow*> arrows;

  std::size_t add(const Size& size, Point* centre) {
    sizes.push_back(size);
    centres.push_back(centre);
    return sizes.size() - 1;
  }
  void add(const Link& link, Arrow& arrow) {
    arrow.head = link.head;
    links.push_back(link);
    arrows.push_back(&arrow);
  }
};

// The edges that are not in a panel. What comes back runs against the flow: it is placed as if the
// question led to the outcome, with its head at the question.
void plan_edges(const Chart& chart, Figure& figure, const std::vector<bool>& in_panel,
                const std::vector<std::size_t>& place_of_node, Plan& plan) {
  for (std::size_t index = 0; index < chart.edges.size(); ++index) {
    if (in_panel[index]) continue;
    const ChartEdge& edge = chart.edges[index];
    EdgeFigure& drawn = figure.edges[index];
    const std::size_t chip = plan.add(drawn.chip.size, &drawn.chip.centre);
    drawn.arrows.resize(2);
    const bool answer = edge.kind == ChartEdge::Kind::answer;
    const std::size_t first = place_of_node[answer ? edge.from : edge.to];
    const std::size_t last = place_of_node[answer ? edge.to : edge.from];
    if (answer) {
      plan.add({first, chip, Link::Head::none, chip_weight}, drawn.arrows[0]);
      plan.add({chip, last, Link::Head::at_to, 1}, drawn.arrows[1]);
    } else {
      plan.add({first, chip, Link::Head::at_from, 1}, drawn.arrows[0]);
      plan.add({chip, last, Link::Head::none, 1}, drawn.arrows[1]);
    }
  }
}

void move(Point& point, Point by) {
  point.x += by.x;
  point.y += by.y;
}

// The chips and outcomes of a placed panel, with a short arrow between each pair.
void settle(const Chart& chart, Figure& figure, Panel& panel) {
  const Point corner{panel.centre.x - panel.size.width / 2,
                     panel.centre.y - panel.size.height / 2};
  for (const std::size_t index : panel.edges) {
    EdgeFigure& edge = figure.edges[index];
    Box& box = figure.nodes[chart.edges[index].to];
    move(edge.chip.centre, corner);
    move(box.centre, corner);
    const Point from{edge.chip.centre.x, edge.chip.centre.y + edge.chip.size.height / 2};
    const Point tip{box.centre.x, box.centre.y - box.size.height / 2};
    const Point base{tip.x, tip.y - 6};
    edge.arrows = {{{{from, from, base, base}, tip}, Link::Head::at_to}};
  }
}

// How a chart is laid out. `apart`: the panel of the first question is not part of the flow but
// stands in the free corner below it (or beside it, when the flow runs down).
struct Shape {
  Direction direction = Direction::right;
  bool apart = false;
  std::size_t columns = 1;  // of panels
  Widths widths = widths_tried[0];
};

bool stands_apart(const Chart& chart, const Shape& shape, const Panel& panel) {
  return shape.apart && panel.question == chart.start;
}

// Chips and boxes with their sizes; nothing is placed yet.
Figure prepared(const Chart& chart, const Shape& shape) {
  Figure figure;
  figure.post = box_for_post();
  for (const ChartNode& node : chart.nodes) {
    figure.nodes.push_back(box_for_node(node, shape.widths));
  }
  for (const ChartEdge& edge : chart.edges) {
    figure.edges.push_back({box_for_edge(edge, shape.widths.chip_text), {}});
  }
  figure.panels = panels_of(chart);
  for (Panel& panel : figure.panels) arrange(chart, figure, panel, shape.columns);
  return figure;
}

base::Result<Figure> laid_out(const Chart& chart, const Shape& shape) {
  Figure figure = prepared(chart, shape);
  std::vector<bool> edge_inside(chart.edges.size(), false);
  std::vector<bool> node_inside(chart.nodes.size(), false);
  for (const Panel& panel : figure.panels) {
    for (const std::size_t edge : panel.edges) {
      edge_inside[edge] = true;
      node_inside[chart.edges[edge].to] = true;
    }
  }
  Plan plan;
  std::vector<std::size_t> places(chart.nodes.size(), nowhere);
  const std::size_t post = plan.add(figure.post.size, &figure.post.centre);
  for (std::size_t node = 0; node < chart.nodes.size(); ++node) {
    if (node_inside[node]) continue;
    places[node] = plan.add(figure.nodes[node].size, &figure.nodes[node].centre);
  }
  plan.add({post, places[chart.start], Link::Head::at_to, chip_weight}, figure.post_arrow);
  for (Panel& panel : figure.panels) {
    if (stands_apart(chart, shape, panel)) continue;
    const std::size_t place = plan.add(panel.size, &panel.centre);
    plan.add({places[panel.question], place, Link::Head::at_to, chip_weight}, panel.arrow);
  }
  plan_edges(chart, figure, edge_inside, places, plan);
  auto placed = place(plan.sizes, plan.links, shape.direction);
  if (!placed) return tl::unexpected(placed.error());
  figure.size = placed->size;
  for (std::size_t at = 0; at < plan.centres.size(); ++at) *plan.centres[at] = placed->centres[at];
  for (std::size_t at = 0; at < plan.arrows.size(); ++at) {
    plan.arrows[at]->curve = std::move(placed->curves[at]);
  }
  return figure;
}

// How far what is drawn reaches along one axis, of all that begins before `limit` on the other.
double reach(const Chart& chart, const Figure& figure, bool downwards, double limit) {
  double furthest = 0;
  const auto take = [&](Point low, Point high) {
    const double across = downwards ? low.x : low.y;
    if (across < limit) furthest = std::max(furthest, downwards ? high.y : high.x);
  };
  const auto take_box = [&](const Box& box) {
    take({box.centre.x - box.size.width / 2, box.centre.y - box.size.height / 2},
         {box.centre.x + box.size.width / 2, box.centre.y + box.size.height / 2});
  };
  take_box(figure.post);
  std::vector<bool> inside(chart.nodes.size(), false);
  for (const Panel& panel : figure.panels) {
    for (const std::size_t edge : panel.edges) inside[chart.edges[edge].to] = true;
  }
  for (std::size_t node = 0; node < figure.nodes.size(); ++node) {
    if (!inside[node]) take_box(figure.nodes[node]);
  }
  for (const EdgeFigure& edge : figure.edges) {
    if (edge.arrows.empty()) continue;
    take_box(edge.chip);
    for (const Arrow& arrow : edge.arrows) {
      for (const Point& point : arrow.curve.points) take(point, point);
    }
  }
  return furthest;
}

// Places a panel that stands apart, and the straight arrow to it. Nothing is in the arrow's way:
// the first question stands alone in its rank.
void set_apart(const Chart& chart, Figure& figure, Panel& panel, Direction direction) {
  const Box& question = figure.nodes[panel.question];
  Point from;
  Point tip;
  if (direction == Direction::right) {
    const double left = std::max(0.0, question.centre.x - panel.size.width / 2);
    const double top =
        reach(chart, figure, true, left + panel.size.width + panel_gap) + panel_distance;
    panel.centre = {left + panel.size.width / 2, top + panel.size.height / 2};
    from = {question.centre.x, question.centre.y + question.size.height / 2};
    tip = {question.centre.x, top};
  } else {
    const double top = std::max(0.0, question.centre.y - panel.size.height / 2);
    const double left =
        reach(chart, figure, false, top + panel.size.height + panel_gap) + panel_distance;
    panel.centre = {left + panel.size.width / 2, top + panel.size.height / 2};
    from = {question.centre.x + question.size.width / 2, question.centre.y};
    tip = {left, question.centre.y};
  }
  const double length = std::max(tip.x - from.x, tip.y - from.y);
  const double share = 1 - 7 / std::max(length, 8.0);
  const Point base{from.x + (tip.x - from.x) * share, from.y + (tip.y - from.y) * share};
  panel.arrow = {{{from, from, base, base}, tip}, Link::Head::at_to};
  figure.size.width = std::max(figure.size.width, panel.centre.x + panel.size.width / 2);
  figure.size.height = std::max(figure.size.height, panel.centre.y + panel.size.height / 2);
}

// A laid out figure with its panels filled. A panel that stands apart gets the shape's columns only
// now: Graphviz knows nothing of it.
Figure completed(const Chart& chart, Figure figure, const Shape& shape) {
  for (Panel& panel : figure.panels) {
    if (stands_apart(chart, shape, panel)) {
      arrange(chart, figure, panel, shape.columns);
      set_apart(chart, figure, panel, shape.direction);
    }
    settle(chart, figure, panel);
  }
  return figure;
}

// Keeps the figure with the largest scale on the area.
struct Best {
  Size area;
  double scale = 0;
  Figure figure;

  void offer(Figure candidate) {
    const double its =
        std::min(area.width / candidate.size.width, area.height / candidate.size.height);
    if (its <= scale) return;
    scale = its;
    figure = std::move(candidate);
  }
};

// Every shape with one direction and one pair of widths. `first` is the fewest columns tried.
base::Result<void> offer_all(const Chart& chart, Shape shape, bool apart, std::size_t first,
                             Best& best) {
  for (std::size_t columns = first; columns <= inside_columns_max; ++columns) {
    shape.columns = columns;
    auto figure = laid_out(chart, shape);
    if (!figure) return tl::unexpected(figure.error());
    best.offer(completed(chart, std::move(*figure), shape));
  }
  if (!apart) return {};
  shape.apart = true;
  const auto flow = laid_out(chart, shape);
  if (!flow) return tl::unexpected(flow.error());
  for (shape.columns = 1; shape.columns <= panel_columns_max; ++shape.columns) {
    best.offer(completed(chart, *flow, shape));
  }
  return {};
}

}  // namespace

base::Result<Figure> figure_of(const Chart& chart, Size area) {
  Best best{area, 0, {}};
  const std::vector<Panel> panels = panels_of(chart);
  const bool many = chart.nodes.size() + chart.edges.size() > many_boxes;
  const bool apart = std::any_of(panels.begin(), panels.end(), [&](const Panel& panel) {
    return panel.question == chart.start;
  });
  const std::size_t first = panels.empty() || many ? inside_columns_max : 1;
  for (const Widths& widths : widths_tried) {
    for (const Direction direction : {Direction::right, Direction::down}) {
      const auto offered = offer_all(
          chart, {.direction = direction, .apart = false, .columns = 1, .widths = widths}, apart,
          first, best);
      if (!offered) return tl::unexpected(offered.error());
    }
    if (many) break;
  }
  return std::move(best.figure);
}

}  // namespace decorum::render
