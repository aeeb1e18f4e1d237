#include "review/reposts.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_set>

#include "review/look.h"

namespace decorum::review {
namespace {

using WordSet = std::unordered_set<std::string_view>;

const WordSet things = {
    "photo",    "photos",  "photograph", "photographs", "picture", "pictures",     "pic",
    "pics",     "image",   "images",     "meme",        "memes",   "cartoon",      "cartoons",
    "graphic",  "graphics", "infographic", "infographics", "video", "videos",      "clip",
    "clips",    "gif",     "gifs",       "drawing",     "drawings", "illustration", "illustrations",
    "artwork",  "painting", "poster",    "diagram",     "slide",   "slides",       "snap",
    "shot",     "chart",   "charts",     "graph",       "graphs",  "screenshot",   "screenshots",
    "sketch",   "comic",   "animation"};
const WordSet these = {"this", "these", "that", "those"};
const WordSet articles = {"this", "these", "that", "those", "the", "a", "an", "some"};
// Taken without asking, in so many words.
const WordSet taken = {"nicked", "pinched", "stole",   "stolen",   "swiped", "lifted",
                       "ripped", "poached", "yoinked", "borrowed", "filched"};
// Also what one does with one's own.
const WordSet saved = {"grabbed", "saved", "pulled", "copied", "downloaded", "snagged",
                       "screenshotted", "screengrabbed", "taken"};
const WordSet found = {"found", "saw", "spotted", "seen", "discovered"};
const WordSet somewhere = {"online",    "internet", "web",      "net",    "google",   "pinterest",
                           "instagram", "insta",    "facebook", "twitter", "tiktok",  "reddit",
                           "tumblr",    "flickr",   "whatsapp", "feed",   "timeline", "somewhere",
                           "linkedin",  "youtube",  "telegram", "snapchat"};
const WordSet strangers = {"someone", "somebody", "another", "someone's", "somebody's", "friend",
                           "friend's", "stranger", "post", "thread", "twe" "et", "story", "article",
                           "blog", "programme", "show", "film", "website", "site", "page", "chat",
                           "group", "channel", "account", "video"};
const WordSet ours = {"my", "mine", "our", "ours", "own"};
const WordSet owners = {"owner",  "owners", "artist",  "artists", "creator",   "creators",
                        "author", "maker",  "whoever", "photographer", "photographers"};
const WordSet reposting = {"reposting", "re-posting", "resharing", "re-sharing", "regramming"};
// Who reposts what is their own says why now.
const WordSet reasons = {"case",  "missed", "miss",  "reminder", "again", "our",     "ours",
                         "we",    "my",     "mine",  "last",     "evening", "morning", "afternoon",
                         "closes", "close", "closing", "deadline", "booking", "bookings", "crowd",
                         "weekend", "monday", "corrected", "correction", "typo", "link", "fixed",
                         "earlier", "yesterday", "still", "places", "tomorrow"};
const WordSet makers = {"take", "draw", "make", "paint", "shoot", "create", "design"};
const WordSet made = {"took", "made", "drew", "painted", "shot", "created", "designed"};
const WordSet knowing = {"know", "sure", "idea", "remember", "find", "tell", "clue"};

// One sentence's words, by their number in it.
class SentenceWords {
 public:
  SentenceWords(const Reading& reading, const Sentence& sentence)
      : reading_(reading), first_(sentence.first_word), end_(sentence.end_word) {}

  std::size_t size() const { return end_ - first_; }
  std::string_view at(std::size_t i) const {
    return i < size() ? reading_.words[first_ + i].folded : std::string_view();
  }
  bool in(std::size_t i, const WordSet& set) const { return i < size() && set.contains(at(i)); }
  // The first of `set` in [from, from + reach); size() when there is none.
  std::size_t next(std::size_t from, std::size_t reach, const WordSet& set) const {
    for (std::size_t i = from; i < std::min(from + reach, size()); ++i) {
      if (in(i, set)) return i;
    }
    return size();
  }
  bool has(const WordSet& set) const { return next(0, size(), set) < size(); }
  base::Span span(std::size_t from, std::size_t end) const {
    return span_of(reading_, first_ + from, first_ + end);
  }

 private:
  const Reading& reading_;
  std::size_t first_, end_;
};

using Place = std::optional<std::pair<std::size_t, std::size_t>>;  // words [first, end)

// "from Google", "off the internet", "online" behind a word: the end of it.
std::size_t with_where(const SentenceWords& s, std::size_t end) {
  const std::size_t reach = s.next(end, 4, somewhere);
  return reach < s.size() ? reach + 1 : end;
}

bool from_ours(const SentenceWords& s, std::size_t from) {
  return (s.at(from) == "from" || s.at(from) == "off") && s.next(from + 1, 3, ours) < s.size();
}

// "nicked this from", "borrowed this lovely image", "grabbed this photo off Facebook", and of a
// picture: "pulled off the internet".
Place taken_at(const SentenceWords& s, std::size_t i) {
  const bool strong = s.in(i, taken);
  if (!strong && !s.in(i, saved)) return {};
  if (s.at(i + 1) == "from" || s.at(i + 1) == "off") {
    const std::size_t where = i + (s.at(i + 2) == "the" ? 3 : 2);
    return s.in(where, somewhere) && s.has(things) ? Place({i, where + 1}) : Place();
  }
  if (!s.in(i + 1, these)) return {};
  const std::size_t thing = s.next(i + 2, 3, things);
  if (thing < s.size()) {
    if (from_ours(s, thing + 1)) return {};
    const std::size_t end = with_where(s, thing + 1);
    return strong || end > thing + 1 ? Place({i, end}) : Place();
  }
  const bool from = s.at(i + 2) == "from" || s.at(i + 2) == "off";
  if (!from || from_ours(s, i + 2)) return {};
  const std::size_t end = with_where(s, i + 3);
  if (strong) return Place({i, i + 3});
  return end > i + 3 ? Place({i, end}) : Place();
}

// "found this photo online", "came across a cartoon in my feed".
Place found_at(const SentenceWords& s, std::size_t i) {
  std::size_t next = i + 1;
  const bool across = (s.at(i) == "came" || s.at(i) == "stumbled" || s.at(i) == "ran") &&
                      (s.at(i + 1) == "across" || s.at(i + 1) == "upon" || s.at(i + 1) == "into");
  if (across) next = i + 2;
  else if (!s.in(i, found)) return {};
  if (!s.in(next, articles)) return {};
  const std::size_t thing = s.next(next + 1, 3, things);
  if (thing == s.size()) return {};
  const std::size_t where = s.next(thing + 1, 5, somewhere);
  return where < s.size() ? Place({i, where + 1}) : Place();
}

// "a photo of the old hall that we *found on Google*", "a chart ... which we *took from Twitter*".
Place further_on(const SentenceWords& s, std::size_t thing) {
  static const WordSet found_it = {"found", "took", "saved", "grabbed", "copied", "downloaded",
                                   "nicked", "borrowed", "lifted", "pinched", "screenshotted",
                                   "swiped", "pulled", "spotted"};
  static const WordSet across = {"came", "stumbled", "ran", "happened"};
  static const WordSet ends = {"you", "your", "our", "my", "ours", "were", "are"};
  constexpr std::size_t reach_most = 10;
  for (std::size_t i = thing + 1; i < std::min(thing + reach_most, s.size()); ++i) {
    if (s.at(i) == "you") return {};
    const bool going_round =
        s.at(i) == "doing" && s.at(i + 1) == "the" && s.at(i + 2) == "rounds";
    const bool two = s.in(i, across) && (s.at(i + 1) == "across" || s.at(i + 1) == "upon");
    if (!s.in(i, found_it) && !two && !going_round) continue;
    const std::size_t behind = going_round ? i + 3 : (two ? i + 2 : i + 1);
    static const WordSet ways = {"on", "from", "off", "in", "via", "online", "through"};
    if (!s.in(behind, ways)) continue;
    const std::size_t where = s.next(behind, 3, somewhere);
    if (where == s.size() || s.next(behind, where - behind, ends) < s.size()) return {};
    return Place({i, where + 1});
  }
  return {};
}

// Behind the word for it: "a picture I found online", "images from Google".
Place thing_at(const SentenceWords& s, std::size_t i) {
  if (!s.in(i, things)) return {};
  std::size_t next = i + 1;
  if (s.at(next) == "i" || s.at(next) == "we" || s.at(next) == "that") ++next;
  if (s.at(next) == "i" || s.at(next) == "we") ++next;
  if (const Place place = further_on(s, i)) return place;
  if (s.in(next, found) || s.in(next, taken) || s.in(next, saved)) {
    const std::size_t where = s.next(next + 1, 4, somewhere);
    if (where < s.size() && s.next(next + 1, where - next, ours) == s.size()) {
      return Place({next, where + 1});
    }
  }
  if (s.at(i + 1) != "from" && s.at(i + 1) != "off") return {};
  const std::size_t where = i + (s.at(i + 2) == "the" ? 3 : 2);
  const bool shop = s.at(where) == "linkedin" || s.at(where) == "youtube";  // a post there names
  if (!s.in(where, somewhere) || shop) return {};
  return Place({i + 1, where + (s.at(where + 1) == "images" ? 2U : 1U)});
}

// "Source: Google", "image via Google", "credit: unknown".
Place source_at(const SentenceWords& s, std::size_t i) {
  static const WordSet engines = {"google", "internet", "pinterest", "web", "unknown"};
  const bool label = s.at(i) == "source" || s.at(i) == "credit" || s.at(i) == "credits";
  const bool via = s.in(i, things) && (s.at(i + 1) == "via" || s.at(i + 1) == "courtesy" ||
                                       s.at(i + 1) == "by");
  if (!label && !via) return {};
  std::size_t where = i + (via ? 2 : 1);
  while (s.at(where) == "the" || s.at(where) == "of") ++where;
  if (!s.in(where, engines) || where + 2 < s.size()) return {};
  return Place({i, where + (s.at(where + 1) == "images" ? 2U : 1U)});
}

// "not my picture", "this photo is not ours", "I did not take this photo".
Place denied_at(const SentenceWords& s, std::size_t i) {
  static const WordSet no = {"not", "isn't", "isnt", "aren't", "arent", "wasn't"};
  static const WordSet did_not = {"didn't", "didnt"};
  if (s.in(i, no)) {
    const bool my = s.at(i + 1) == "my" || s.at(i + 1) == "our";
    const std::size_t thing = my ? s.next(i + 2, 2, things) : s.size();
    if (thing < s.size()) return Place({i, thing + 1});
    const bool mine = s.at(i + 1) == "mine" || s.at(i + 1) == "ours" ||
                      (my && s.at(i + 2) == "own");
    const std::size_t back = i < 3 ? 0 : i - 3;
    const std::size_t before = s.next(back, i - back, things);
    if (mine && before < i) return Place({before, i + (my ? 3 : 2)});
    if (my && s.at(i + 2) == "work") return Place({i, i + 3});
  }
  const bool two = s.at(i) == "did" && s.at(i + 1) == "not";
  const std::size_t verb = two ? i + 2 : i + 1;
  if ((!two && !s.in(i, did_not)) || !s.in(verb, makers) || !s.in(verb + 1, articles)) return {};
  const std::size_t thing = s.next(verb + 2, 2, things);
  return thing < s.size() ? Place({i, thing + 1}) : Place();
}

// "screenshot from somebody's story".
Place screenshot_at(const SentenceWords& s, std::size_t i) {
  static const WordSet shots = {"screenshot", "screenshots", "screengrab", "screengrabs"};
  if (!s.in(i, shots)) return {};
  const std::size_t from = s.at(i + 1) == "taken" ? i + 2 : i + 1;
  if (s.at(from) != "from" && s.at(from) != "off" && s.at(from) != "of") return {};
  if (s.next(from + 1, 2, ours) < s.size()) return {};
  const bool foreign = s.next(from + 1, 5, somewhere) < s.size() ||
                       (s.at(from) != "of" && s.next(from + 1, 5, strangers) < s.size());
  return foreign ? Place({i, from + 1}) : Place();
}

// "reposting this", "reposted from".
Place reposted_at(const SentenceWords& s, std::size_t i) {
  if (s.in(i, reposting) && s.in(i + 1, these)) {
    return s.has(reasons) ? Place() : Place({i, i + 2});
  }
  const bool repost = s.at(i) == "reposted" || s.at(i) == "repost" || s.at(i) == "reshared";
  if (!repost || s.at(i + 1) != "from" || from_ours(s, i + 1)) return {};
  return Place({i, i + 2});
}

// A credit that names nobody: "credit to the owner", "artist unknown", "no idea who took this".
Place nobody_at(const SentenceWords& s, std::size_t i) {
  if ((s.at(i) == "credit" || s.at(i) == "credits") &&
      (s.at(i + 1) == "to" || s.at(i + 1) == "goes" || s.at(i + 1) == "go")) {
    const std::size_t owner = s.next(i + 2, 4, owners);
    if (owner < s.size()) return Place({i, owner + 1});
  }
  const bool unknown_behind = s.at(i + 1) == "unknown" &&
                              (s.in(i, owners) || s.at(i) == "source" || s.at(i) == "credit");
  const bool unknown_before = s.at(i) == "unknown" && s.in(i + 1, owners);
  if ((unknown_behind || unknown_before) && (s.has(things) || unknown_behind)) {
    return Place({i, i + 2});
  }
  if (s.in(i, knowing) && (s.at(i + 1) == "who" || s.at(i + 1) == "whose") &&
      (s.in(i + 2, made) || s.in(i + 2, things))) {
    const std::size_t thing = s.next(i + 2, 4, things);
    if (thing < s.size()) return Place({i, thing + 1});
    static const WordSet it = {"it", "this", "these", "them"};
    static const WordSet by_hand = {"took",    "drew",     "painted", "shot", "made",
                                    "created", "designed"};
    if (s.in(i + 2, by_hand) && s.in(i + 3, it)) return Place({i, i + 4});
  }
  return {};
}

// "We used this photo without permission."
Place unasked_at(const SentenceWords& s, std::size_t i) {
  static const WordSet leave = {"permission", "asking", "credit", "consent"};
  if (s.at(i) != "without" || !s.in(i + 1, leave)) return {};
  static const WordSet uses = {"used", "using", "borrowed", "posted", "posting", "reposted",
                               "sharing", "shared", "taken", "took"};
  const std::size_t from = i > 8 ? i - 8 : 0;
  const bool used = s.next(from, i - from, uses) < s.size();
  return used && s.next(from, i - from, things) < s.size() ? Place({i, i + 2}) : Place();
}

Place repost_in(const SentenceWords& s) {
  constexpr Place (*finders[])(const SentenceWords&, std::size_t) = {
      taken_at, found_at, denied_at, screenshot_at, reposted_at, nobody_at, source_at, unasked_at,
      thing_at};
  for (std::size_t i = 0; i < s.size(); ++i) {
    for (const auto finder : finders) {
      if (const Place place = finder(s, i)) return place;
    }
  }
  return {};
}

bool is_place_of_many(const Reading& reading, const Name& name) {
  for (std::size_t i = name.first_word; i < name.end_word; ++i) {
    if (somewhere.contains(reading.words[i].folded)) return true;
  }
  return false;
}

// A mention beside it, or a name in its sentence or the next, or a link there.
bool is_credited(const Reading& reading, std::size_t sentence,
                 const std::vector<std::string>& own) {
  const std::size_t before = sentence == 0 ? 0 : sentence - 1;
  const std::size_t end = std::min(sentence + 2, reading.sentences.size());
  if (link_in(reading, sentence, end)) return true;
  const std::uint32_t start = reading.sentences[before].span.start;
  const std::uint32_t here = reading.sentences[sentence].span.start;
  const std::uint32_t stop = reading.sentences[end - 1].span.end;
  return std::ranges::any_of(reading.names, [&](const Name& name) {
    if (name.span.start < start || name.span.start >= stop || is_own(reading, name, own)) {
      return false;
    }
    if (name.mention) return true;
    return name.span.start >= here && name.kind != Name::Kind::other &&
           !is_place_of_many(reading, name);
  });
}

// Does a capitalised word, a mention or a link come within three words?
bool somebody_at(const Reading& reading, std::size_t word) {
  for (std::size_t i = word; i < std::min(word + 3, reading.words.size()); ++i) {
    const Word& one = reading.words[i];
    if (one.aside || (one.capital && !somewhere.contains(one.folded))) return true;
  }
  return false;
}

bool credits_at(const Reading& reading, std::size_t i) {
  static const WordSet ways = {"by", "credit", "credits", "courtesy", "via", "copyright"};
  static const WordSet labels = {"credit", "credits", "source", "courtesy", "copyright",
                                 "photographer", "artist", "illustrator"};
  const std::string_view word = reading.words[i].folded;
  const std::string_view gap = gap_after(reading, i);
  const bool marked = gap.find(':') != std::string_view::npos ||
                      gap.find("©") != std::string_view::npos ||
                      gap.find('/') != std::string_view::npos;
  const std::string_view next =
      i + 1 < reading.words.size() ? reading.words[i + 1].folded : std::string_view();
  if (word == "via" || word == "repost") return somebody_at(reading, i + 1);
  if (labels.contains(word)) {
    const bool joined = next == "of" || next == "to" || next == "by";
    return (marked || joined) && somebody_at(reading, i + 1 + (joined ? 1 : 0));
  }
  if (!things.contains(word)) return false;
  if (marked) return somebody_at(reading, i + 1);
  return ways.contains(next) && somebody_at(reading, i + 2);
}

}  // namespace

std::vector<base::Span> uncredited_reposts(const Reading& reading,
                                           const std::vector<std::string>& own) {
  std::vector<base::Span> spans;
  if (names_a_source(reading)) return spans;
  for (std::size_t i = 0; i < reading.sentences.size(); ++i) {
    const SentenceWords sentence(reading, reading.sentences[i]);
    const Place place = repost_in(sentence);
    if (place && !is_credited(reading, i, own)) {
      spans.push_back(sentence.span(place->first, place->second));
    }
  }
  return spans;
}

bool names_a_source(const Reading& reading) {
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    if (credits_at(reading, i)) return true;
  }
  // A camera or the sign of copyright, and a name.
  for (const std::string_view sign : {"📷", "📸", "🎥", "🎬", "🎨", "©", "h/t", "H/T"}) {
    const std::size_t at = reading.text.find(sign);
    if (at == std::string_view::npos) continue;
    const auto behind = static_cast<std::uint32_t>(at + sign.size());
    const auto [first, end] =
        reading.words_in({behind, static_cast<std::uint32_t>(reading.text.size())});
    if (first < end && somebody_at(reading, first)) return true;
  }
  return false;
}

}  // namespace decorum::review
