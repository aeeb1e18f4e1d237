// Letters that are none: bold, italic, circled, full-width, struck out.
// It has no fields of its own.
#include "review/kind_list.h"
#include "review/styled_letters.h"

namespace decorum::review {

Run compile_lettering(Settings&, const Setup&) {
  return [](const Subject& subject, Hits& hits) {
    for (StyledRun& run : styled_runs(subject.reading.text)) {
      Hit hit{.span = run.span};
      if (run.plain.empty()) {
        hit.message =
            "A line through or under each letter is lost on screen readers. Say it in words.";
      } else {
        hit.fields = {{"instead", run.plain}};
        hit.fix = Fix{run.span, std::move(run.plain)};
      }
      hits.add(std::move(hit));
    }
  };
}

}  // namespace decorum::review
