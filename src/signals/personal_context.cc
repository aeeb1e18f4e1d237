#include "signals/personal_context.h"

#include <algorithm>

#include <re2/re2.h>

namespace decorum::signals {
namespace {

// Adds what `regex` finds within `reach` bytes of a hint, at most a few times.
void search_near(PersonalText& text, std::string_view kind, std::string_view hint,
                 std::size_t reach, const re2::RE2& regex) {
  const std::string_view all = text.text();
  constexpr int hints_max = 8;
  std::size_t at = all.find(hint);
  for (int i = 0; i < hints_max && at != std::string_view::npos; ++i, at = all.find(hint, at + 1)) {
    if (is_letter_char(text.before(at))) continue;
    const std::size_t from = at > reach ? at - reach : 0;
    const std::size_t to = std::min(at + hint.size() + reach, all.size());
    // The nearest after the word, or else one before it.
    for (const Range part : {Range{at + hint.size(), to}, Range{from, at}}) {
      const re2::StringPiece piece(all.data(), part.to);
      re2::StringPiece match;
      if (!regex.Match(piece, part.from, part.to, re2::RE2::UNANCHORED, &match, 1)) continue;
      const auto start = static_cast<std::size_t>(match.data() - all.data());
      const Range range{start, start + match.size()};
      const bool glued = range.from == at + hint.size();  // "sort code12-34-56"
      if ((text.joined_before(range.from) && !glued) || text.joined_at(range.to)) continue;
      if (text.add(kind, range)) break;
    }
  }
}

void search_context(PersonalText& text) {
  static const re2::RE2 date(
      "(?:0?[1-9]|[12][0-9]|3[01])(?:[-/. ])(?:0?[1-9]|1[0-2])[-/. ](?:19|20)?[0-9]{2}\\b|"
      "(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12][0-9]|3[01])/(?:19|20)?[0-9]{2}\\b|"
      "(?:19|20)[0-9]{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12][0-9]|3[01])\\b|"
      "(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?[ -](?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|"
      "sep|oct|nov|dec)[a-z]*[ ,-]+(?:(?:19|20)|')?[0-9]{2}\\b|"
      "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (?:0?[1-9]|[12][0-9]|3[01])"
      "(?:st|nd|rd|th)?,? (?:19|20)[0-9]{2}\\b");
  for (const std::string_view hint : {"born", "dob", "d.o.b", "birth", "birthday", "birthdate"}) {
    search_near(text, "date_of_birth", hint, 36, date);
  }
  static const re2::RE2 passport("[0-9]{9}\\b|[0-9]{3} [0-9]{3} [0-9]{3}\\b|[a-z]{1,2}[0-9]{7}\\b");
  search_near(text, "passport", "passport", 40, passport);
  static const re2::RE2 account(
      "[0-9]{2}[-. ]?[0-9]{2}[-. ]?[0-9]{2}(?:[^0-9]{1,40}[0-9]{8})?\\b|"
      "[0-9]{8}[^0-9]{1,40}[0-9]{2}[-. ][0-9]{2}[-. ][0-9]{2}\\b");
  for (const std::string_view hint : {"sort code", "sortcode", "s/c"}) {
    search_near(text, "sort_code_account", hint, 32, account);
  }
}

bool has_hint(std::string_view text) {
  for (const std::string_view hint : {"born", "dob", "d.o.b", "birth", "passport", "sort", "s/c"}) {
    if (text.find(hint) != std::string_view::npos) return true;
  }
  return false;
}

// Runs a pattern over the whole text, at most a few times.
void search_all(PersonalText& text, std::string_view kind, const re2::RE2& regex) {
  const re2::StringPiece all(text.text().data(), text.text().size());
  constexpr int found_most = 16;
  std::size_t from = 0;
  for (int i = 0; i < found_most; ++i) {
    re2::StringPiece match;
    if (!regex.Match(all, from, all.size(), re2::RE2::UNANCHORED, &match, 1)) return;
    const auto start = static_cast<std::size_t>(match.data() - all.data());
    from = start + match.size();
    if (!text.joined_before(start) && !text.joined_at(from)) {
      text.add(kind, {start, from});
    }
  }
}

// A sort code and an account number say together what each alone does not.
void search_accounts(PersonalText& text) {
  static const re2::RE2 pair(
      "[0-9]{2}-[0-9]{2}-[0-9]{2}[^0-9]{1,24}[0-9]{8}\\b|"
      "[0-9]{2} [0-9]{2} [0-9]{2}[ ,;/]{1,2}(?:(?:and )?(?:account|acct|acc|a/c)[^0-9]{0,16})?"
      "[0-9]{8}\\b|"
      "[0-9]{6}[ ,;/]{1,2}(?:account|acct|acc|a/c|ac)\\b[^0-9]{0,16}[0-9]{8}\\b|"
      "\\b[0-9]{8}[^0-9]{1,24}[0-9]{2}-[0-9]{2}-[0-9]{2}\\b|"
      "\\b[0-9]{8}[^0-9]{1,24}(?:sort|s/c|sc)[^0-9]{1,12}[0-9]{2}[-. ]?[0-9]{2}[-. ]?[0-9]{2}\\b");
  search_all(text, "sort_code_account", pair);
}

// Latitude and longitude to four decimals or more: a place, not a region.
void search_positions(PersonalText& text) {
  static const re2::RE2 position(
      "[-+]?[0-9]{1,2}\\.[0-9]{4,15}\u00b0? ?[ns]?[, ] ?(?:(?:lng|lon|long|longitude)[: ]{1,2})?"
      "[-+]?(?:1[0-7][0-9]|[0-9]{1,2})\\.[0-9]{4,15}");
  search_all(text, "coordinates", position);
}

}  // namespace

void find_by_context(PersonalText& text) {
  const DigitRuns& runs = text.digit_runs();
  if (runs.decimals >= 2) search_positions(text);
  // Both numbers together before one of them alone.
  constexpr std::size_t account_digits = 14;
  if (runs.eight && runs.digits >= account_digits) search_accounts(text);
  constexpr std::size_t date_digits = 4;
  constexpr std::size_t code_digits = 6;
  if ((runs.count > 1 && runs.digits >= date_digits) || runs.digits >= code_digits) {
    if (has_hint(text.text())) search_context(text);
  }
}

}  // namespace decorum::signals
