// The frame of the handbook: title page, contents, chapters in their order.
#include "render/handbook.h"

#include <array>

#include <fmt/core.h>

#include "render/handbook_parts.h"

namespace decorum::render {
namespace {

using policy::Policy;

struct Chapter {
  std::string_view id, title;
  bool (*there)(const Policy&);
  void (*write)(HandbookPage&);
};

bool always(const Policy&) { return true; }
bool has_handbook(const Policy& policy) { return policy.handbook.has_value(); }

// In the order in which a newcomer asks: what is expected of me, what do I do with a post, what
// may I post, who is who, what when it goes wrong, and where is it written.
constexpr std::array chapters = {
    Chapter{"introduction", "About this guide", has_handbook, write_introduction},
    Chapter{"advice", "What to do, and what not", has_handbook, write_advice},
    Chapter{"chart", "Responding to posts: the chart", always, write_chart},
    Chapter{"questions", "The questions, one by one", always, write_questions},
    Chapter{"outcomes", "What follows", always, write_outcomes},
    Chapter{"rules", "Before you post: the rules",
            [](const Policy& p) { return !p.review.rules.empty(); }, write_rules},
    Chapter{"sites", "What each site takes", always, write_sites},
    Chapter{"brand", "Name, words and tone", [](const Policy& p) { return p.brand.has_value(); },
            write_brand},
    Chapter{"accounts", "Our accounts", always, write_accounts},
    Chapter{"calendar", "Days and matters that need care",
            [](const Policy& p) { return !p.calendar.windows.empty(); }, write_calendar},
    Chapter{"problems", "When something goes wrong",
            [](const Policy& p) { return p.handbook && !p.handbook->problems.empty(); },
            write_problems},
    Chapter{"community", "Our own communities",
            [](const Policy& p) { return p.community.has_value(); }, write_community},
    Chapter{"complaints", "Complaints", [](const Policy& p) { return p.complaints.has_value(); },
            write_complaints},
    Chapter{"contacts", "Who does what", always, write_contacts},
    Chapter{"deadlines", "Hours and deadlines", always, write_deadlines},
    Chapter{"facts", "Fact sheets", [](const Policy& p) { return !p.facts.empty(); }, write_facts},
    Chapter{"retention", "What is kept, and how long",
            [](const Policy& p) { return !p.retention.kinds.empty(); }, write_retention},
    Chapter{"glossary", "Glossary", always, write_glossary},
    Chapter{"sources", "Sources and this edition", always, write_sources},
};

void write_head(HandbookPage& page) {
  const policy::PolicyInfo& info = page.policy.info;
  page.html.raw("<!DOCTYPE html>\n")
      .open("html", fmt::format("lang=\"{}\"", xml_escaped(info.language)))
      .raw("\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<meta name=\"generator\" content=\"Decorum\">\n")
      .raw(fmt::format("<meta name=\"author\" content=\"{}\">\n",
                       xml_escaped(clean_label(info.organisation))))
      .element("title", info.title)
      .open("style")
      .raw(handbook_style())
      .close("style")
      .close("head")
      .open("body")
      .raw("<a class=\"skip\" href=\"#contents\">To the contents</a>\n");
}

void write_title(HandbookPage& page) {
  const policy::PolicyInfo& info = page.policy.info;
  page.html.open("header", "class=\"cover\"")
      .paragraph(info.organisation, "class=\"organisation\"")
      .element("h1", info.title)
      .open("dl", "class=\"edition\"")
      .term("Version", info.version)
      .term("In force from", in_words(info.in_force_from))
      .term("To be reviewed by", in_words(info.review_by))
      .term("Kept by", page.policy.roles.title_of(info.owner))
      .term("Written by", info.author)
      .close("dl")
      .close("header");
}

void write_contents(HandbookPage& page) {
  page.html.open("nav", "id=\"contents\" aria-labelledby=\"contents-title\"")
      .element("h2", "Contents", "id=\"contents-title\"")
      .open("ol");
  for (const Chapter& chapter : chapters) {
    if (!chapter.there(page.policy)) continue;
    page.html.open("li").link(fmt::format("#{}", chapter.id), chapter.title).close("li");
  }
  page.html.close("ol").close("nav");
}

}  // namespace

std::string handbook_html(const Policy& policy, const policy::Sites& sites,
                          std::span<const policy::PolicyFile> files) {
  HandbookPage page{policy, sites, files, {}};
  write_head(page);
  write_title(page);
  write_contents(page);
  page.html.open("main");
  int number = 0;
  for (const Chapter& chapter : chapters) {
    if (!chapter.there(policy)) continue;
    page.html
        .open("section",
              fmt::format("id=\"{0}\" class=\"chapter {0}\" aria-labelledby=\"heading-{0}\"",
                          chapter.id))
        .element("h2", fmt::format("{}. {}", ++number, chapter.title),
                 fmt::format("id=\"heading-{}\"", chapter.id));
    chapter.write(page);
    page.html.close("section");
  }
  page.html.close("main").close("body").close("html");
  return page.html.take();
}

}  // namespace decorum::render
