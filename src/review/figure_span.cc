#include "review/figure_span.h"

#include <algorithm>

#include "review/look.h"

namespace decorum::review {

bool FigureSpan::parts(std::size_t i) const {
  return word(i).aside || one_of(folded(i), {"is", "are", "was", "were", "has", "have", "had",
                                             "will", "would", "can", "in", "on", "at", "to",
                                             "for", "with", "from", "by", "and", "or", "but",
                                             "that", "who", "which", "since", "when", "if"});
}

bool FigureSpan::is_plural(std::size_t i) const {
  const std::string_view here = folded(i);
  return here.size() > 4 && here.ends_with('s') && !here.ends_with("'s") &&
         !here.ends_with("ss") && !here.ends_with("us") &&
         !one_of(here, {"leaves", "feels", "works", "takes", "drops", "fails", "lives", "suffers",
                        "needs", "wants", "thinks", "comes", "reports", "struggles", "misses",
                        "always", "sometimes", "loses", "starts", "stops"});
}

std::size_t FigureSpan::counted_end(std::size_t i, const Sentence& at) const {
  const std::size_t first = i < at.end_word && folded(i) == "of" ? i + 1 : i;
  const std::size_t end = std::min<std::size_t>(at.end_word, first + 4);
  for (std::size_t k = first; k < end && !parts(k); ++k) {
    if (k > i && gap_before(reading, k).find_first_not_of(" -\u2019'\n") !=
                     std::string_view::npos) {
      return 0;
    }
    if (!groups[k] && !is_plural(k)) continue;
    while (k + 1 < end && groups[k + 1] && gap_after(reading, k) == " ") ++k;
    return k + 1;
  }
  return 0;
}

std::uint32_t FigureSpan::start_of_change(std::size_t i, std::uint32_t start) const {
  for (std::size_t k = i; k-- > 0 && i - k <= 3 && word(k).sentence == word(i).sentence;) {
    if (gap_after(reading, k).find_first_not_of(" ") != std::string_view::npos) return start;
    if (changes[k]) {
      const bool helped = k > 0 && word(k - 1).sentence == word(i).sentence &&
                          one_of(folded(k - 1), {"has", "have", "had", "went", "gone", "go",
                                                 "goes"});
      return word(helped ? k - 1 : k).span.start;
    }
    if (!one_of(folded(k), {"by", "to", "a", "about", "around", "nearly", "almost", "over",
                            "more", "than", "roughly", "some", "up"})) {
      return start;
    }
  }
  return start;
}

std::size_t FigureSpan::comparative_end(std::size_t i, const Sentence& at) const {
  if (i >= at.end_word || parts(i)) return 0;
  const std::string_view here = folded(i);
  if (one_of(here, {"more", "less", "fewer"})) {
    const bool alone = i + 1 >= at.end_word || parts(i + 1) || folded(i + 1) == "than" ||
                       gap_after(reading, i) != " ";
    return alone ? i + 1 : i + 2;
  }
  const bool compares = here.size() > 4 && here.ends_with("er") &&
                        !one_of(here, {"after", "under", "other", "either", "never", "over",
                                       "their", "however", "whether", "together", "later"});
  return compares ? i + 1 : 0;
}

std::size_t FigureSpan::period_end(std::size_t i, const Sentence& at) const {
  if (i >= at.end_word || gap_before(reading, i).find_first_not_of(" ") !=
                              std::string_view::npos) {
    return i;
  }
  if (one_of(folded(i), {"annually", "yearly", "daily", "weekly", "monthly"})) return i + 1;
  const bool each = one_of(folded(i), {"a", "an", "each", "every", "per"});
  if (!each || i + 1 >= at.end_word) return i;
  const bool unit = one_of(folded(i + 1), {"year", "week", "month", "day", "hour", "minute",
                                           "annum", "quarter", "winter", "summer", "employee",
                                           "person", "head", "household", "time", "family",
                                           "worker", "patient", "child", "pupil", "student"});
  return unit ? i + 2 : i;
}

}  // namespace decorum::review
