#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "base/unicode.h"
#include "review/draft_media.h"
#include "review/kind_list.h"

namespace decorum::review {
namespace {

using namespace std::string_view_literals;

enum class Find : std::size_t {
  missing, too_short, filename, opening, repeats, words, too_long, captions, many, place,
};
const std::vector<std::string>& find_names() {
  static const std::vector<std::string> names = {"missing", "short", "filename", "opening",
                                                 "repeats", "words", "long",     "captions",
                                                 "many",    "place"};
  return names;
}

struct Options {
  std::vector<std::size_t> find;
  bool alt_required = true, decoration = true;
  std::int64_t alt_min = 5;
  std::optional<std::int64_t> alt_max;
  std::vector<std::vector<std::string>> avoid;  // openings as words
  const std::vector<policy::SiteTightening>* sites = nullptr;
};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

bool ends_like_a_file(std::string_view alt) {
  constexpr std::array endings = {".jpg"sv, ".jpeg"sv, ".png"sv,  ".gif"sv, ".webp"sv, ".svg"sv,
                                  ".heic"sv, ".bmp"sv, ".tiff"sv, ".tif"sv, ".mp4"sv,  ".mov"sv,
                                  ".avif"sv, ".pdf"sv, ".psd"sv};
  // "a guide to saving as .png" ends so too, but has a blank before the point.
  return std::ranges::any_of(endings, [&](std::string_view ending) {
    return alt.size() > ending.size() && alt.ends_with(ending) &&
           alt[alt.size() - ending.size() - 1] != ' ';
  });
}

// What cameras, telephones and programs call their files: "IMG_2041", "screenshot 2026-01-02 at
// 10.11", "WhatsApp Image 2026-03-01", "banner_final_v2", "3f2a9c...".
bool looks_like_a_file(std::string_view given) {
  const std::string alt = lower(trimmed(given));
  if (ends_like_a_file(alt)) return true;
  constexpr std::array starts = {"img"sv,        "dsc"sv,   "dscn"sv,    "dscf"sv,  "pxl"sv,
                                 "mvimg"sv,      "gopr"sv,  "p100"sv,    "image"sv, "photo"sv,
                                 "screenshot"sv, "screen shot"sv, "screen grab"sv, "scan"sv,
                                 "whatsapp image"sv, "whatsapp video"sv, "untitled"sv, "unnamed"sv,
                                 "download"sv,   "picture"sv, "capture"sv, "file"sv,
                                 "copy of img"sv, "document"sv};
  for (const std::string_view start : starts) {
    if (!alt.starts_with(start)) continue;
    // Nothing but numbers, signs and the words that name a time may follow.
    std::string rest = alt.substr(start.size());
    for (const std::string_view word : {" at "sv, "am"sv, "pm"sv, "copy"sv, "edited"sv}) {
      if (const std::size_t at = rest.find(word); at != std::string::npos) {
        rest.replace(at, word.size(), " ");
      }
    }
    const bool digits = rest.find_first_of("0123456789") != std::string::npos;
    if (digits && rest.find_first_not_of("0123456789 ._-:()#") == std::string::npos) return true;
  }
  if (alt.find(' ') != std::string::npos) return false;
  const bool joined = alt.find('_') != std::string::npos;
  const bool digits = alt.find_first_of("0123456789") != std::string::npos;
  const bool hexadecimal =
      alt.size() >= 12 && digits && alt.find_first_not_of("0123456789abcdef-") == std::string::npos;
  return joined || hexadecimal;
}

// Words that say that there is a picture and not what it shows.
bool says_nothing(const std::vector<std::string>& alt) {
  static const std::unordered_set<std::string> empty_words = {
      "a",     "an",   "the",   "image",   "photo", "picture", "pic",  "photograph", "graphic",
      "alt",   "text", "alt-text", "description", "here", "tbc", "tbd", "n", "na", "none", "null",
      "logo",  "banner", "illustration", "placeholder", "todo", "caption"};
  return std::ranges::all_of(alt, [](const std::string& w) { return empty_words.contains(w); });
}

bool opens_with(const std::vector<std::string>& alt, const std::vector<std::string>& start) {
  std::size_t from = 0;
  while (from < alt.size() && (alt[from] == "a" || alt[from] == "an" || alt[from] == "the" ||
                               alt[from] == "this" || alt[from] == "is")) {
    ++from;
  }
  if (start.empty() || alt.size() < from + start.size()) return false;
  return std::equal(start.begin(), start.end(), alt.begin() + static_cast<std::ptrdiff_t>(from));
}

std::size_t shared_words(const std::vector<std::string>& wanted_words,
                         const std::unordered_set<std::string>& given) {
  return static_cast<std::size_t>(std::ranges::count_if(
      wanted_words, [&](const std::string& word) { return given.contains(word); }));
}

// Nearly the same words; a description of two or three may stand in any text.
bool is_same_text(const std::vector<std::string>& alt, const std::vector<std::string>& text) {
  if (alt == text) return !alt.empty();
  constexpr std::size_t words_min = 4;
  if (alt.size() < words_min || text.size() < words_min) return false;
  const std::unordered_set<std::string> in_alt(alt.begin(), alt.end());
  const std::unordered_set<std::string> in_text(text.begin(), text.end());
  return shared_words(alt, in_text) * 20 >= alt.size() * 17 &&
         shared_words(text, in_alt) * 20 >= text.size() * 17;
}

// Which words of the picture the description leaves out.
std::vector<std::string> left_out(const post::DraftMedia& medium,
                                  const std::vector<std::string>& alt) {
  const std::unordered_set<std::string> told(alt.begin(), alt.end());
  std::vector<std::string> out;
  const std::vector<std::string> shown = plain_words(medium.words_in_picture);
  for (const std::string& word : shown) {
    if (!told.contains(word) && std::ranges::find(out, word) == out.end()) out.push_back(word);
  }
  // An article or two may go: a fifth of the words.
  return out.size() * 5 <= shown.size() ? std::vector<std::string>() : out;
}

std::string first_words(const std::vector<std::string>& list) {
  constexpr std::size_t most = 4;
  std::string text;
  for (std::size_t i = 0; i < std::min(list.size(), most); ++i) {
    text += (i > 0 ? " " : "") + list[i];
  }
  return list.size() > most ? text + " …" : text;
}

class MediaCheck {
 public:
  MediaCheck(const Options& options, const Subject& subject, Hits& hits)
      : options_(options), subject_(subject), hits_(hits), text_(plain_words(subject.draft.text)) {}

  void run() {
    check_count();
    for (std::size_t i = 0; i < subject_.draft.media.size(); ++i) {
      const post::DraftMedia& medium = subject_.draft.media[i];
      if (is_picture(medium)) check_alt(i);
      if (!is_picture(medium) && medium.alt && !trimmed(*medium.alt).empty()) check_words_of(i);
      if (is_timed(medium) && !medium.captions) {
        tell(Find::captions, i, "{} has no captions: add them for those who do not hear it.");
      }
      if (is_picture(medium)) check_place(i);
    }
  }

 private:
  void tell(Find what, std::size_t medium, std::string_view message,
            std::vector<std::pair<std::string_view, std::string>> fields = {}) {
    if (!wanted(options_.find, what)) return;
    Hit hit;
    hit.fields = std::move(fields);
    hit.fields.emplace_back("which", which_medium(subject_.draft, medium, false));
    const bool begins = message.starts_with("{}");
    add_hit(hits_, std::move(hit), options_.find,
            fmt::format(fmt::runtime(message), which_medium(subject_.draft, medium, begins)));
  }

  const policy::SiteTightening* tightening() const {
    const auto found =
        std::ranges::find(*options_.sites, subject_.site.id, &policy::SiteTightening::site);
    return found == options_.sites->end() ? nullptr : &*found;
  }

  void check_count() {
    std::optional<std::int64_t> limit;
    if (subject_.site.media) limit = subject_.site.media->limit;
    const policy::SiteTightening* tighter = tightening();
    if (tighter != nullptr && tighter->media_max) {
      limit = std::min(limit.value_or(*tighter->media_max), *tighter->media_max);
    }
    const auto count = static_cast<std::int64_t>(subject_.draft.media.size());
    if (!limit || count <= *limit || !wanted(options_.find, Find::many)) return;
    Hit hit;
    hit.fields = {{"count", std::to_string(count)}, {"limit", std::to_string(*limit)}};
    add_hit(hits_, std::move(hit), options_.find,
            fmt::format("There are {} pictures or films; at most {} go with a post here.", count,
                        *limit));
  }

  void check_alt(std::size_t i) {
    const post::DraftMedia& medium = subject_.draft.media[i];
    const policy::SiteTightening* tighter = tightening();
    const bool required = options_.alt_required || (tighter != nullptr && tighter->alt_required);
    const bool decoration = medium.alt && medium.alt->empty();
    if (!medium.alt || (decoration && !options_.decoration) ||
        (!decoration && trimmed(*medium.alt).empty())) {
      if (required) {
        tell(Find::missing, i, "{} has no description: say in a sentence what it shows and why.");
      }
      return;
    }
    if (decoration) {
      if (!trimmed(medium.words_in_picture).empty()) {
        tell(Find::words, i,
             "{} is marked as decoration but shows words: put them into its description.",
             {{"words", first_words(plain_words(medium.words_in_picture))}});
      }
      return;
    }
    check_words_of(i);
  }

  // One remark on how the description is written is enough; the gravest.
  void check_words_of(std::size_t i) {
    const std::string& alt = *subject_.draft.media[i].alt;
    const std::vector<std::string> alt_words = plain_words(alt);
    const auto length = static_cast<std::int64_t>(base::count_graphemes(trimmed(alt)));
    check_length(i, length);
    if (looks_like_a_file(alt)) {
      return tell(Find::filename, i, "{} is described by a file's name: say what it shows.");
    }
    if (length < options_.alt_min || says_nothing(alt_words)) {
      return tell(Find::too_short, i, "The description of {} says too little: what does it show?",
                  {{"limit", std::to_string(options_.alt_min)}});
    }
    if (is_same_text(alt_words, text_)) {
      return tell(Find::repeats, i,
                  "The description of {} repeats the post: say what can be seen instead.");
    }
    for (const auto& start : options_.avoid) {
      if (!opens_with(alt_words, start)) continue;
      tell(Find::opening, i,
           "The description of {} need not say that it is one: begin with what it shows.",
           {{"words", first_words(start)}});
      break;
    }
    check_pictured_words(i, alt_words);
  }

  void check_length(std::size_t i, std::int64_t length) {
    std::optional<std::int64_t> limit = options_.alt_max;
    if (subject_.site.alt) {
      limit = std::min(limit.value_or(subject_.site.alt->limit), subject_.site.alt->limit);
    }
    if (!limit || length <= *limit) return;
    tell(Find::too_long, i, "The description of {} is longer than what fits here: make it shorter.",
         {{"count", std::to_string(length)}, {"limit", std::to_string(*limit)}});
  }

  void check_pictured_words(std::size_t i, const std::vector<std::string>& alt_words) {
    const std::vector<std::string> untold = left_out(subject_.draft.media[i], alt_words);
    if (untold.empty()) return;
    tell(Find::words, i, "{} shows words that its description leaves out: add them.",
         {{"words", first_words(untold)}});
  }

  void check_place(std::size_t i) {
    const post::DraftMedia& medium = subject_.draft.media[i];
    if (!wanted(options_.find, Find::place)) return;
    const SeenPicture* seen = seen_picture(subject_, i);
    if (seen != nullptr && seen->metadata.place) {
      tell(Find::place, i, "{} holds the place where it was taken: save it without.");
    } else if (seen == nullptr && !medium.file.empty()) {
      Hit hit;
      hit.not_looked_up = true;
      hit.message = fmt::format("{} could not be read, so whether it holds a place is not known.",
                                which_medium(subject_.draft, i));
      hits_.add(std::move(hit));
    }
  }

  const Options& options_;
  const Subject& subject_;
  Hits& hits_;
  std::vector<std::string> text_;
};

}  // namespace

// Pictures, films and sound of a draft, and how they are described. Fields:
//   find: [missing, short, filename, opening, repeats, words, long, captions, many, place]; all
//   alt_required: true      a picture without a description is a finding; false: only on sites
//                           where the policy's sites.yaml asks for one
//   decoration: true        an empty description says that a picture is decoration, and may stay
//   alt_min: 5, alt_max     characters; the site's own limit holds besides
//   avoid: [image of, ...]  how no description begins
// Messages: {which}, {words}, {limit}, {count}. A check that looks for several things says of each
// what it says by itself.
Run compile_media(Settings& settings, const Setup& setup) {
  auto options = std::make_shared<Options>();
  options->find = settings.choices_if("find", find_names());
  options->alt_required = settings.flag_if("alt_required", true);
  options->decoration = settings.flag_if("decoration", true);
  options->alt_min = settings.number_if("alt_min", 1, 1'000).value_or(5);
  options->alt_max = settings.number_if("alt_max", 1, 100'000);
  std::vector<std::string> avoid = settings.texts_if("avoid");
  if (avoid.empty()) {
    avoid = {"image of",       "photo of",      "picture of",    "photograph of",
             "image showing",  "photo showing", "picture showing", "graphic of",
             "graphic showing", "image shows",  "photo shows",   "picture shows"};
  }
  for (const std::string& start : avoid) options->avoid.push_back(plain_words(start));
  options->sites = &setup.policy.sites;
  return [options](const Subject& subject, Hits& hits) {
    if (!subject.draft.media.empty()) MediaCheck(*options, subject, hits).run();
  };
}

}  // namespace decorum::review
