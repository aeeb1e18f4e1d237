// Writing HTML: what a person wrote is escaped here, so no text of a policy becomes markup.
//
//   Html html;
//   html.open("section", "id=\"rules\"").element("h2", "Rules").close("section");
//
// Element and attribute names are ours; `attributes` are written as they are: whoever passes a
// text in one escapes it with xml_escaped.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "render/label.h"

namespace decorum::render {

class Html {
 public:
  Html& open(std::string_view name, std::string_view attributes = {}) {
    out_ += '<';
    out_ += name;
    if (!attributes.empty()) out_ += ' ';
    out_ += attributes;
    out_ += '>';
    return *this;
  }
  Html& close(std::string_view name) {
    out_ += fmt::format("</{}>\n", name);
    return *this;
  }
  Html& text(std::string_view words) {
    out_ += xml_escaped(clean_label(words));
    return *this;
  }
  // Ready markup, made here.
  Html& raw(std::string_view markup) {
    out_ += markup;
    return *this;
  }
  // An element with a text; nothing when there is no text.
  Html& element(std::string_view name, std::string_view words, std::string_view attributes = {}) {
    if (words.empty()) return *this;
    return open(name, attributes).text(words).close(name);
  }
  Html& paragraph(std::string_view words, std::string_view attributes = {}) {
    return element("p", words, attributes);
  }
  Html& link(std::string_view url, std::string_view words) {
    return open("a", fmt::format("href=\"{}\"", xml_escaped(url))).text(words).raw("</a>");
  }
  Html& list(const std::vector<std::string>& items, std::string_view attributes = {}) {
    if (items.empty()) return *this;
    open("ul", attributes);
    for (const std::string& item : items) element("li", item);
    return close("ul");
  }
  // "Label: text" as a term and its description; nothing when there is no text.
  Html& term(std::string_view label, std::string_view words) {
    if (words.empty()) return *this;
    return element("dt", label).element("dd", words);
  }
  // The head of a table, with its caption for those who do not see it beside its heading.
  Html& table(std::string_view caption, std::initializer_list<std::string_view> columns,
              std::string_view attributes = {}) {
    open("table", attributes).element("caption", caption).open("thead").open("tr");
    for (const std::string_view column : columns) element("th", column, "scope=\"col\"");
    return close("tr").close("thead").open("tbody");
  }
  Html& end_table() { return close("tbody").close("table"); }
  Html& cell(std::string_view words) { return open("td").text(words).close("td"); }
  Html& row_head(std::string_view words, std::string_view attributes = {}) {
    return open("th", fmt::format("scope=\"row\" {}", attributes)).text(words).close("th");
  }

  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace decorum::render
