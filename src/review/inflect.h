// The forms of an English word or phrase beside those of another that is to stand for it:
// "utilise" for "use" also gives "utilises", "utilised", "utilising", and each with "-ize".
//
//   for (const Form& form : forms("reach out to", "contact")) ...
//   // {"reach out to", "contact"}, {"reached out to", "contacted"}, ...
//
// Regular rules and a short table of verbs that have the same form for the past and after "has"
// ("found"); a verb with two forms ("gave", "given") has no past here. Forms that do not exist do
// no harm: nobody writes them. Only words of ASCII letters take other forms; others stand as they
// are.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace decorum::review {

struct Form {
  std::string from, to;
  bool operator==(const Form&) const = default;
};

// At most nine. The first is the pair itself.
std::vector<Form> forms(std::string_view from, std::string_view to);

// `to` with the capitals of `model`: all, the first, or as it is.
std::string with_capitals_of(std::string_view model, std::string_view to);

}  // namespace decorum::review
