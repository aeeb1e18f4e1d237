#include "signals/personal_data.h"

#include <algorithm>

#include "signals/personal_codes.h"
#include "signals/personal_context.h"
#include "signals/personal_links.h"
#include "signals/personal_numbers.h"
#include "signals/personal_text.h"

namespace decorum::signals {

void find_personal_data(std::string_view source, const Folded& folded,
                        std::vector<PersonalDatum>& out) {
  const bool link = may_hold_link(folded.text);
  const bool email = folded.traits.at_sign || may_hold_spelt_email(folded.text);
  if (!folded.traits.digit && !email && !link) return;
  PersonalText text(source, folded);
  if (link) find_link_credentials(text);
  if (email) find_emails(text);
  // What has check digits claims its place before what has none.
  constexpr std::size_t code_digits = 4;
  if (text.digit_runs().digits >= code_digits) {
    find_codes(text);
    find_by_context(text);
    find_numbers(text);
  }
  // A short code has a digit beside a letter, which `hidden` tells of among other things.
  if (folded.traits.hidden && folded.traits.digit) find_short_codes(text);
  const std::size_t begin = out.size();
  for (const Found& found : text.found()) {
    out.push_back({found.kind, folded.place(found.from, found.to)});
  }
  std::sort(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(),
            [](const PersonalDatum& a, const PersonalDatum& b) {
              return a.span.start < b.span.start;
            });
}

}  // namespace decorum::signals
