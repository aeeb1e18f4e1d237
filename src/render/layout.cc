#include "render/layout.h"

#include <memory>
#include <mutex>

#include <fmt/core.h>
#include <gvc.h>

// The one plug-in that is needed is linked. Looking for plug-ins, as gvContext does, would read a
// file that the system keeps of them, open libraries for fonts and pictures, and lose memory.
extern "C" gvplugin_library_t gvplugin_dot_layout_LTX_library;

namespace decorum::render {
namespace {

constexpr double points_per_inch = 72;

// Graphviz takes char* and does not write to it.
char* text(const char* words) { return const_cast<char*>(words); }

GVC_t* new_context() {
  static char name[] = "gvplugin_dot_layout_LTX_library";
  static const lt_symlist_t builtins[] = {{name, &gvplugin_dot_layout_LTX_library},
                                          {nullptr, nullptr}};
  constexpr int no_search = 0;
  return gvContextPlugins(builtins, no_search);
}

struct GraphCloser {
  GVC_t* context;
  void operator()(Agraph_t* graph) const {
    gvFreeLayout(context, graph);
    agclose(graph);
  }
};
struct ContextFreer {
  void operator()(GVC_t* context) const { gvFreeContext(context); }
};

std::string last_message;
int keep_message(char* message) {
  last_message = message;
  return 0;
}

void set(void* object, const char* name, const std::string& value) {
  agsafeset(object, text(name), text(value.c_str()), text(""));
}

void set_graph(Agraph_t* graph, Direction direction) {
  set(graph, "rankdir", direction == Direction::right ? "LR" : "TB");
  set(graph, "nodesep", direction == Direction::right ? "0.14" : "0.2");
  set(graph, "ranksep", direction == Direction::right ? "0.42" : "0.34");
  // Bounds of the work on ranks and crossings; far above what a chart of a policy needs.
  set(graph, "nslimit", "20");
  set(graph, "mclimit", "2");
}

std::vector<Agnode_t*> add_boxes(Agraph_t* graph, std::span<const Size> boxes) {
  std::vector<Agnode_t*> nodes;
  for (std::size_t index = 0; index < boxes.size(); ++index) {
    Agnode_t* node = agnode(graph, text(fmt::format("n{}", index).c_str()), 1);
    set(node, "label", "");
    set(node, "shape", "box");
    set(node, "fixedsize", "true");
    set(node, "width", fmt::format("{:.4f}", boxes[index].width / points_per_inch));
    set(node, "height", fmt::format("{:.4f}", boxes[index].height / points_per_inch));
    nodes.push_back(node);
  }
  return nodes;
}

const char* direction_of(Link::Head head) {
  switch (head) {
    case Link::Head::none: return "none";
    case Link::Head::at_to: return "forward";
    case Link::Head::at_from: return "back";
  }
  return "none";
}

std::vector<Agedge_t*> add_links(Agraph_t* graph, std::span<const Link> links,
                                 const std::vector<Agnode_t*>& nodes) {
  std::vector<Agedge_t*> edges;
  for (std::size_t index = 0; index < links.size(); ++index) {
    const Link& link = links[index];
    Agedge_t* edge = agedge(graph, nodes[link.from], nodes[link.to],
                            text(fmt::format("e{}", index).c_str()), 1);
    set(edge, "dir", direction_of(link.head));
    set(edge, "weight", std::to_string(link.weight));
    set(edge, "arrowsize", "0.7");
    edges.push_back(edge);
  }
  return edges;
}

Curve curve_of(Agedge_t* edge, double height, Link::Head head) {
  Curve curve;
  const splines* all = ED_spl(edge);
  if (all == nullptr || all->size < 1) return curve;
  const bezier& piece = all->list[0];
  for (int index = 0; index < static_cast<int>(piece.size); ++index) {
    curve.points.push_back({piece.list[index].x, height - piece.list[index].y});
  }
  if (curve.points.empty()) return curve;
  switch (head) {
    case Link::Head::none: curve.tip = curve.points.back(); break;
    case Link::Head::at_to:
      curve.tip = piece.eflag != 0 ? Point{piece.ep.x, height - piece.ep.y} : curve.points.back();
      break;
    case Link::Head::at_from:
      curve.tip = piece.sflag != 0 ? Point{piece.sp.x, height - piece.sp.y} : curve.points.front();
      break;
  }
  return curve;
}

}  // namespace

base::Result<Placement> place(std::span<const Size> boxes, std::span<const Link> links,
                              Direction direction) {
  static std::mutex one_at_a_time;
  const std::lock_guard lock(one_at_a_time);
  last_message.clear();
  agseterrf(keep_message);
  agseterr(AGERR);
  const std::unique_ptr<GVC_t, ContextFreer> context(new_context());
  if (!context) return base::fail("Graphviz cannot be started");
  const std::unique_ptr<Agraph_t, GraphCloser> graph(agopen(text("chart"), Agdirected, nullptr),
                                                     GraphCloser{context.get()});
  if (!graph) return base::fail("Graphviz cannot open a graph");
  set_graph(graph.get(), direction);
  const std::vector<Agnode_t*> nodes = add_boxes(graph.get(), boxes);
  const std::vector<Agedge_t*> edges = add_links(graph.get(), links, nodes);
  if (gvLayout(context.get(), graph.get(), "dot") != 0) {
    return base::fail("Graphviz cannot lay out the chart: " + last_message);
  }
  Placement placement;
  placement.size = {GD_bb(graph.get()).UR.x, GD_bb(graph.get()).UR.y};
  for (Agnode_t* node : nodes) {
    placement.centres.push_back({ND_coord(node).x, placement.size.height - ND_coord(node).y});
  }
  for (std::size_t index = 0; index < edges.size(); ++index) {
    placement.curves.push_back(curve_of(edges[index], placement.size.height, links[index].head));
  }
  return placement;
}

}  // namespace decorum::render
