#include "review/names.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "review/look.h"
#include "review/word_lists.h"
#include "spelling/letters.h"

namespace decorum::review {
namespace {

constexpr std::size_t name_words_max = 8;

// What is known of one word without its neighbours.
struct Mark {
  std::string plain;  // folded, without a possessive ending
  bool ordinary = false;     // stands in the dictionary in lower case
  bool first_name = false;
  bool place = false;        // or another word that is no person
  bool organisation = false, business = false, place_word = false;
  bool initial = false;      // would have a capital anyway
  bool strong_title = false, weak_title = false;
};

bool is_strong_title(std::string_view word) {
  return one_of(word, {"mr", "mrs", "ms", "mx", "dr", "prof", "professor", "sir", "dame", "cllr",
                       "councillor", "rev", "revd", "reverend", "messrs", "mme", "mgr"});
}

// Also words of other meanings: what follows must look like a name.
bool is_weak_title(std::string_view word) {
  return one_of(word, {"miss",   "judge",   "lord",     "lady",    "justice",   "pc",      "dc",
                       "di",     "sgt",     "sergeant", "inspector", "capt",    "captain", "major",
                       "colonel", "father", "sister",   "brother", "rabbi",     "imam",    "canon",
                       "bishop", "baroness", "baron",   "constable", "aunt",    "auntie",  "uncle",
                       "nurse",  "surgeon", "doctor",   "lt",      "cpl",       "pastor",  "dean"});
}

// Words that begin sentences and posts and are no part of a name.
bool opens_a_post(std::string_view word) {
  static const std::unordered_set<std::string_view> words{
      "the", "our", "your", "a", "an", "this", "that", "these", "those", "join", "meet", "thank",
      "thanks", "welcome", "congratulations", "congrats", "dear", "hello", "hi", "hey", "visit",
      "see", "read", "ask", "book", "watch", "at", "in", "on", "from", "for", "with",
      "when", "what",
      "how", "new", "today", "tomorrow", "happy", "well", "good", "great", "if", "as",
      "why", "where",
      "who", "and", "but", "so", "my", "her", "his", "their", "we", "all", "every", "please",
      "sorry", "remember", "former", "did", "does", "do", "is", "are", "can", "yes", "no", "not",
      "warm", "big", "huge", "many", "some", "both", "following", "according", "job", "ex", "after",
      "before", "by", "to", "of", "it", "he", "she", "they", "you", "i", "let", "come", "go",
      "apply", "listen", "follow", "photo", "film", "picture", "image", "credit", "reminder",
      "update", "breaking", "news", "about", "don't", "like", "only", "have", "has", "had", "was",
      "were", "there", "here", "last", "next", "free", "one", "two", "everyone", "everybody",
      "anyone", "anybody", "nobody", "would", "could", "should", "may", "might", "shame", "sadly",
      "former", "while", "since", "until", "because", "unlike", "even", "just", "also", "today's"};
  return words.contains(word);
}

bool is_person_cue(std::string_view word) {
  static const std::unordered_set<std::string_view> words{
      "colleague", "colleagues", "friend", "friends", "neighbour", "neighbours", "chair",
      "chairman",
      "chairwoman", "chairperson", "manager", "director", "officer", "adviser", "advisor",
      "apprentice", "trustee", "warden", "nurse", "midwife", "teacher", "headteacher", "tutor",
      "lecturer", "son", "daughter", "wife", "husband", "partner", "mother", "father", "mum", "dad",
      "brother", "sister", "boss", "student", "pupil", "patient", "client", "volunteer", "intern",
      "secretary", "treasurer", "president", "editor", "author", "curator", "librarian", "engineer",
      "councillor", "minister", "mayor", "governor", "caretaker", "cleaner", "driver", "chef",
      "cook", "receptionist", "assistant", "archivist", "ranger", "resident", "tenant", "founder",
      "trainee", "graduate", "researcher", "solicitor", "doctor", "professor", "coach", "captain",
      "goalkeeper", "speaker", "baby", "boyfriend", "girlfriend", "landlord", "named", "called",
      "hi", "hello", "hey", "dear", "thanks", "you", "congratulations", "congrats", "sorry", "aunt",
      "uncle", "cousin", "nan", "grandad", "granny", "carer", "consultant", "surgeon", "artist",
      "poet", "singer", "photographer", "reporter", "journalist", "carpenter", "plumber", "porter",
      "registrar", "rector", "vicar", "headmaster", "headmistress", "bursar", "steward", "guide"};
  return words.contains(word);
}

bool is_particle(std::string_view word) {
  return one_of(word, {"de", "da", "di", "du", "la", "le", "van", "von", "der", "den", "bin", "ibn",
                       "al", "el", "ap", "ab", "dos", "ten", "ter", "y", "mac", "ni", "nic"});
}

bool is_locative(std::string_view word) {
  return one_of(word, {"in", "at", "near", "around", "outside", "towards", "toward", "through",
                       "via", "between", "across", "behind", "past", "into", "throughout", "over",
                       "beyond", "opposite", "within", "inside", "along", "off", "to", "from",
                       "leaving", "visit", "on", "north", "south", "east", "west"});
}

// Words of place names that are surnames too, behind a first name.
bool may_be_surname(std::string_view word) {
  return one_of(word, {"hill", "wood", "woods", "marsh", "park", "lane", "mills", "dale", "rivers",
                       "west", "north", "bridge", "heath", "grove", "green", "law", "mead",
                       "church",
                       "castle", "hall", "lodge", "field", "fields", "day", "banks",
                       "brook", "cross", "lake", "moor", "stone", "pool", "guide", "way", "house",
                       "place", "ford", "frost", "moss", "wells", "page", "keel", "lock", "price",
                       "power", "sales", "close", "court", "glass", "gates", "parish", "coffee",
                       "webb", "beach", "mount", "summers", "winter", "winters", "waters", "forest",
                       "ridge", "tower", "market", "bay", "office", "board", "sands", "fell",
                       "nursery", "cooper", "coates", "press", "chambers", "waterman", "strand",
                       "ward", "wall", "glen", "vale", "garden", "hills", "mill", "meadows",
                       "pond", "shore", "haven", "holiday", "fen", "firth", "kirk", "dam"});
}

std::string without_accents(std::string_view word) {
  std::string plain;
  for (std::size_t at = 0; at < word.size();) {
    const base::CodePoint point = base::decode_at(word, at);
    base::append_utf8(plain, spelling::without_accent(point.code));
    at += point.length;
  }
  return plain;
}

// Whoever is thanked or greeted stands behind "to".
bool greets(std::string_view word) {
  return one_of(word, {"thanks", "done", "congratulations", "congrats", "welcome", "due", "wishes",
                       "goodbye", "farewell", "hello", "talk", "talked", "spoke", "according",
                       "luck", "love", "grateful", "married", "say", "speak", "listen", "birthday",
                       "wedding", "tribute", "regards", "credit", "awarded", "gave", "given"});
}

class Finder {
 public:
  Finder(Reading& reading, const spelling::Dictionary* dictionary,
         const std::vector<std::string>& own_names)
      : reading_(reading), dictionary_(dictionary) {
    marks_.reserve(reading.words.size());
    for (std::size_t i = 0; i < reading.words.size(); ++i) marks_.push_back(mark(i));
    taken_.assign(reading.words.size(), false);
    for (const std::string& own : own_names) find_own(own);
  }

  void run() {
    add_mentions();
    for (std::size_t i = 0; i < marks_.size();) {
      if (!may_be_part(i)) {
        ++i;
        continue;
      }
      std::size_t end = i + 1;
      while (end < marks_.size() && end - i < name_words_max && continues(end)) ++end;
      split(i, end);
      i = end;
    }
    find_again();
    std::ranges::sort(reading_.names, {}, [](const Name& name) { return name.span.start; });
  }

 private:
  const Word& word(std::size_t i) const { return reading_.words[i]; }

  Mark mark(std::size_t i) const {
    Mark out;
    const Word& at = word(i);
    out.initial = at.first || i == 0;
    if (!at.capital && !at.number) {
      out.ordinary = true;
      out.organisation = one_of(at.folded, {"plc", "ltd", "llp"});
      return out;
    }
    const NameWords& lists = name_words();
    out.plain = std::string(without_possessive(at.folded));
    out.ordinary = dictionary_ != nullptr && dictionary_->knows_as_ordinary(out.plain);
    out.first_name = lists.first_names.contains(out.plain) ||
                     lists.first_names.contains(without_accents(out.plain));
    out.place = lists.places.contains(out.plain) || lists.no_persons.contains(out.plain);
    out.organisation = lists.organisations.contains(out.plain);
    out.business = lists.businesses.contains(out.plain);
    out.place_word = lists.place_words.contains(out.plain);
    out.strong_title = is_strong_title(out.plain);
    out.weak_title = is_weak_title(out.plain);
    if (!out.initial) {
      const std::string_view gap = gap_before(reading_, i);
      out.initial = gap.find_first_of(".!?:\n\"*|/") != std::string_view::npos ||
                    gap.find("\u201c") != std::string_view::npos ||
                    gap.find("\u2018") != std::string_view::npos;
      // "Dr. Shah", "J. Shah": the point ends no sentence.
      if (i > 0 && gap == ". " && is_short_form(i - 1)) out.initial = false;
    }
    return out;
  }

  bool is_short_form(std::size_t i) const {
    if (!word(i).capital) return false;
    const std::string_view plain = word(i).folded;
    return plain.size() == 1 || is_strong_title(plain) ||
           one_of(plain, {"st", "sgt", "capt", "lt", "col"});
  }

  bool may_be_part(std::size_t i) const {
    return word(i).capital && !word(i).aside && !taken_[i];
  }

  // Does the word at `i` go on with the name that holds the word before it?
  bool continues(std::size_t i) const {
    if (taken_[i] || word(i).aside) return false;
    const std::string_view gap = gap_before(reading_, i);
    if (word(i - 1).folded.ends_with("'s") && marks_[i].initial) return false;
    const bool near = gap == " " || gap == "\u00a0" || gap == " & " || gap == "&" ||
                      (gap == ". " && is_short_form(i - 1));
    if (!near) return false;
    if (word(i).capital) return true;
    if (one_of(word(i).folded, {"plc", "ltd", "llp"})) return true;
    // "van der Berg"
    std::size_t next = i;
    while (next < marks_.size() && next < i + 3 && is_particle(word(next).folded)) ++next;
    return next > i && next < marks_.size() && word(next).capital && !word(next).aside &&
           gap_before(reading_, next) == " ";
  }

  // The words [first, end) in capitals: what names are there?
  void split(std::size_t first, std::size_t end) {
    while (first < end && marks_[first].initial && opens_a_post(marks_[first].plain) &&
           !(first + 1 < end && marks_[first].first_name)) {
      ++first;
    }
    if (first == end || shouted(first, end)) return;
    if (const std::size_t at = organisation_in(first, end); at != 0) {
      if (at < end) split(at, end);
      return;
    }
    if (is_place(first, end)) return;
    for (std::size_t i = first; i < end;) {
      const std::size_t behind = person_at(i, end);
      if (behind != i) {
        i = behind;
        continue;
      }
      if (end - first == 1) single(i);
      ++i;
    }
    if (end - first >= 2) unknown_run(first, end);
  }

  // A line in capitals tells no names.
  bool shouted(std::size_t first, std::size_t end) const {
    std::size_t loud = 0;
    for (std::size_t i = first; i < end; ++i) loud += word(i).all_capitals ? 1U : 0U;
    return end - first >= 3 && loud == end - first;
  }

  void add(std::size_t first, std::size_t end, Name::Kind kind) {
    Name name;
    name.kind = kind;
    name.first_word = static_cast<std::uint32_t>(first);
    name.end_word = static_cast<std::uint32_t>(end);
    name.span = span_of(reading_, first, end);
    const Word& last = word(end - 1);
    if (last.folded.ends_with("'s") && last.text.ends_with("s")) {
      // The apostrophe is one byte or three.
      const std::size_t apostrophe = last.text.ends_with("'s") ? 2 : 4;
      if (last.text.size() > apostrophe) name.span.end -= static_cast<std::uint32_t>(apostrophe);
    }
    for (std::size_t i = first; i < end; ++i) {
      taken_[i] = true;
      if (kind == Name::Kind::person && !is_particle(marks_[i].plain) &&
          !marks_[i].strong_title && !marks_[i].weak_title && marks_[i].plain.size() > 2) {
        known_.insert(marks_[i].plain);
      }
    }
    reading_.names.push_back(name);
  }

  void add_mentions() {
    for (const post::Entity& entity : reading_.entities) {
      if (entity.kind != post::Entity::Kind::mention) continue;
      const auto [first, end] = reading_.words_in(entity.span);
      Name name;
      name.span = entity.span;
      name.first_word = name.end_word = static_cast<std::uint32_t>(first);
      name.mention = true;
      reading_.names.push_back(name);
    }
  }

  void find_own(const std::string& own) {
    const std::vector<std::string> wanted = words_of(own);
    if (wanted.empty()) return;
    for (std::size_t i = 0; i + wanted.size() <= marks_.size(); ++i) {
      bool same = !taken_[i] && !word(i).aside;
      for (std::size_t k = 0; same && k < wanted.size(); ++k) {
        same = equal_folded(without_possessive(word(i + k).folded), wanted[k]);
      }
      // A short own name is written in capitals, else it may be any word.
      if (same && wanted.size() == 1 && !word(i).capital) same = false;
      if (same) add(i, i + wanted.size(), Name::Kind::organisation);
    }
  }

  static bool equal_folded(std::string_view folded, std::string_view other) {
    return std::ranges::equal(folded, other, [](char a, char b) {
      return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
    });
  }

  // Adds the organisation in these words and says where it ends; 0 when there is none.
  std::size_t organisation_in(std::size_t first, std::size_t end) {
    std::size_t last = 0;
    for (std::size_t i = end; i-- > first;) {
      const Mark& at = marks_[i];
      const bool named = i > first && (at.organisation || (at.business && named_before(first, i)));
      // "Bank of England", "University of the Arts"
      if (const std::size_t of = behind_of(i); at.organisation && of != 0) return added(first, of);
      if (named && last == 0) last = i + 1;
    }
    if (last == 0) {
      const bool joined = end - first >= 2 && joined_by_and(first, end);
      return joined ? added(first, end) : known_body(first);
    }
    // A first name and a surname that means something: "Elizabeth Park", "Colin Bank".
    if (last - first == 2 && marks_[first].first_name && !marks_[first].ordinary &&
        may_be_surname(marks_[last - 1].plain)) {
      return 0;
    }
    if (marks_[first].strong_title) return 0;
    return added(first, last);
  }

  std::size_t added(std::size_t first, std::size_t end) {
    add(first, end, Name::Kind::organisation);
    return end;
  }

  bool named_before(std::size_t first, std::size_t i) const {
    for (std::size_t k = first; k < i; ++k) {
      if (!marks_[k].ordinary && !marks_[k].strong_title && !marks_[k].weak_title) return true;
    }
    // Ordinary words that have a capital in the middle of a sentence: "Tarn Valley Plating".
    return i > first;
  }

  // "of England" behind the word: where it ends, or 0.
  std::size_t behind_of(std::size_t i) const {
    std::size_t at = i + 1;
    if (at >= marks_.size() || !one_of(word(at).folded, {"of", "for"})) return 0;
    if (gap_before(reading_, at) != " ") return 0;
    ++at;
    if (at < marks_.size() && word(at).folded == "the") ++at;
    std::size_t end = at;
    while (end < marks_.size() && may_be_part(end) && end - at < 4 &&
           gap_before(reading_, end) == " ") {
      ++end;
    }
    return end > at ? end : 0;
  }

  bool joined_by_and(std::size_t first, std::size_t end) const {
    for (std::size_t i = first + 1; i < end; ++i) {
      if (gap_before(reading_, i).find('&') != std::string_view::npos) return true;
    }
    return false;
  }

  // "BBC", "NHS": bodies that everybody knows by their letters.
  std::size_t known_body(std::size_t first) {
    if (!word(first).all_capitals) return 0;
    static const std::unordered_set<std::string_view> bodies{
        "bbc", "nhs", "hmrc", "dwp", "dvla", "itv", "bt", "edf", "ofsted", "ofcom",
        "ofgem", "nspcc",
        "rspca", "rspb", "rnli", "ico", "fca", "cma", "asa", "ons", "bma", "rcn", "tuc", "gmb",
        "nasuwt", "neu", "ucu", "cbi", "cipd", "acas", "hse", "mod", "ncsc", "ukhsa", "who", "nato",
        "rac", "gmc", "nmc", "sra", "rhs", "ee", "kpmg", "ey", "ibm", "bp", "hsbc", "rbs", "tsb",
        "dhl", "ups", "lner", "gwr", "tfl", "cps", "mps", "fbi", "cia", "rmt", "aslef", "rfu"};
    const std::string plain = marks_[first].plain;
    if (plain == "who" && !one_of(word(first).text, {"WHO"})) return 0;
    if (!bodies.contains(plain)) return 0;
    return added(first, first + 1);
  }

  bool is_place(std::size_t first, std::size_t end) const {
    if (end - first < 2 || !marks_[end - 1].place_word) return false;
    if (marks_[first].strong_title) return false;
    const bool person = marks_[first].first_name && may_be_surname(marks_[end - 1].plain) &&
                        (!marks_[first].ordinary || end - first > 2);
    return !person || (first > 0 && is_locative(word(first - 1).folded) &&
                       !one_of(word(first - 1).folded, {"to", "from"}));
  }

  bool surname(std::size_t i) const {
    const Mark& at = marks_[i];
    if (at.strong_title || at.weak_title) return false;
    if (word(i).all_capitals && word(i).span.end - word(i).span.start > 1) return false;
    if (at.place && at.ordinary && !may_be_surname(at.plain)) return false;
    // Towns are surnames too ("Jack Lincoln"), days and peoples are not.
    if (name_words().no_persons.contains(at.plain)) return false;
    return !at.place_word || may_be_surname(at.plain);
  }

  // Adds the person who begins at `i` and says where the name ends; `i` when nobody does.
  std::size_t person_at(std::size_t i, std::size_t end) {
    std::size_t at = i;
    while (at < end && marks_[at].strong_title) ++at;
    const bool strong = at > i;
    if (!strong && at < end && marks_[at].weak_title && at + 1 < end &&
        (marks_[at + 1].first_name || !marks_[at + 1].ordinary) && !marks_[at + 1].place) {
      ++at;
    }
    const bool titled = at > i;
    std::size_t behind = at;
    while (behind < end && behind - at < 4 && goes_on(at, behind, strong)) ++behind;
    if (titled) {
      if (behind == at) return i;
      add(i, behind, Name::Kind::person);
      return behind;
    }
    if (behind - at < 2 || !is_full_name(at, behind)) return i;
    add(i, behind, Name::Kind::person);
    return behind;
  }

  bool goes_on(std::size_t first, std::size_t i, bool titled) const {
    if (i > first && word(i - 1).folded.ends_with("'s")) return false;
    if (i > first && gap_before(reading_, i).find('&') != std::string_view::npos) return false;
    if (is_particle(word(i).folded)) return i > first;
    if (!word(i).capital) return false;
    if (marks_[i].plain.size() == 1) return true;
    if (i == first && !titled && marks_[i].place && !marks_[i].first_name) return false;
    return surname(i) || (i == first && marks_[i].first_name);
  }

  // Two words or more: a first name that is no ordinary word, or one that is before a word that is
  // none.
  bool is_full_name(std::size_t first, std::size_t end) const {
    const Mark& head = marks_[first];
    if (!head.first_name) return false;
    if (!head.ordinary) return true;
    for (std::size_t i = first + 1; i < end; ++i) {
      if (!marks_[i].ordinary && !is_particle(marks_[i].plain)) return !marks_[i].place;
    }
    // "Mark Baker", but not "the Rose Garden" nor "Grace Period".
    const bool article = first > 0 && one_of(word(first - 1).folded, {"the", "a", "an", "our"});
    return !head.initial && !article && !is_season(head.plain) && dictionary_ != nullptr &&
           dictionary_->rarity(head.plain) > 0 && !one_of(head.plain, {"hope", "faith", "joy"});
  }

  static bool is_season(std::string_view word) {
    return one_of(word, {"may", "april", "june", "dawn", "eve", "noel", "will", "june", "august"});
  }

  // One word alone: a first name that is no ordinary word, or any new word beside a cue.
  void single(std::size_t i) {
    const Mark& at = marks_[i];
    if (at.place || at.strong_title || at.weak_title || word(i).number) return;
    if (at.plain.size() < 2) return;
    const bool cued = has_cue(i);
    if (word(i).all_capitals) {
      const bool road = at.plain.find_first_of("0123456789") != std::string::npos;
      if (!at.ordinary && !road && at.plain.size() <= 6) add(i, i + 1, Name::Kind::other);
      return;
    }
    if (at.first_name && !at.ordinary && dictionary_ != nullptr) {
      if (i == 0 || !one_of(word(i - 1).folded, {"in", "at", "near"})) {
        add(i, i + 1, Name::Kind::person);
        return;
      }
    }
    if (cued && !at.initial && (at.first_name || (!at.ordinary && !at.organisation))) {
      add(i, i + 1, Name::Kind::person);
      return;
    }
    if (known_.contains(at.plain)) return add(i, i + 1, Name::Kind::person);
    if (at.first_name || at.ordinary || at.place_word || at.organisation) return;
    if (at.plain.find_first_of("0123456789") != std::string::npos) return;
    if (dictionary_ != nullptr && (!at.initial || !dictionary_->knows(word(i).text))) {
      const bool place = i > 0 && one_of(word(i - 1).folded, {"in", "at", "near", "to", "around"});
      if (!place) add(i, i + 1, Name::Kind::other);
    }
  }

  bool has_cue(std::size_t i) const {
    if (i == 0) return false;
    const std::string_view gap = gap_before(reading_, i);
    if (gap != " " && gap != ", ") return false;
    const Word& before = word(i - 1);
    if (before.sentence != word(i).sentence || !is_person_cue(before.folded)) return false;
    // "Thank you, Nkechi", but not "if you, London"
    if (before.folded == "you") return i >= 2 && word(i - 2).folded == "thank";
    return true;
  }

  // Words in capitals of which something is no ordinary word, and that are nothing else.
  void unknown_run(std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) {
      if (taken_[i]) return;
    }
    if (marks_[first].strong_title || marks_[first].weak_title) return;
    bool strange = false;
    bool place = false;
    for (std::size_t i = first; i < end; ++i) {
      strange = strange || (!marks_[i].ordinary && !marks_[i].place && !word(i).all_capitals);
      place = place || marks_[i].place;
    }
    const bool locative = first > 0 && is_locative(word(first - 1).folded);
    const bool greeted = first > 1 && locative && greets(word(first - 2).folded);
    const bool titled = first > 0 && (is_strong_title(word(first - 1).folded) ||
                                      has_cue(first) || greeted);
    if (!strange) {
      if (!place && dictionary_ != nullptr && !is_award(end - 1)) {
        add(first, end, Name::Kind::other);
      }
      return;
    }
    if (place || (locative && !titled)) return;
    if (dictionary_ == nullptr && marks_[first].initial) return;
    const bool all_strange = std::ranges::all_of(
        marks_.begin() + static_cast<std::ptrdiff_t>(first),
        marks_.begin() + static_cast<std::ptrdiff_t>(end), [](const Mark& at) {
          return (!at.ordinary || at.first_name) && !at.place_word && !at.organisation;
        });
    if (titled && !place) return add(first, end, Name::Kind::person);
    add(first, end, all_strange && end - first == 2 && !marks_[first].initial ? Name::Kind::person
                                                                              : Name::Kind::other);
  }

  bool is_award(std::size_t i) const { return marks_[i].place || marks_[i].place_word; }

  // A part of a full name that comes again alone.
  void find_again() {
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      if (!may_be_part(i) || !known_.contains(marks_[i].plain)) continue;
      if (marks_[i].ordinary && marks_[i].initial) continue;
      add(i, i + 1, Name::Kind::person);
    }
  }

  Reading& reading_;
  const spelling::Dictionary* dictionary_;
  std::vector<Mark> marks_;
  std::vector<bool> taken_;
  std::unordered_set<std::string> known_;  // parts of the persons found
};

}  // namespace

void find_names(Reading& reading, const spelling::Dictionary* dictionary,
                const std::vector<std::string>& own_names) {
  reading.names.clear();
  Finder(reading, dictionary, own_names).run();
}

}  // namespace decorum::review
