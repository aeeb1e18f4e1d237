// A kind of check: the fields its YAML may hold, how they are compiled, and what it does with a
// draft. One kind a file (kind_NAME.cc), all listed in kinds.cc. Each file ends in one function:
//
//   Run compile_existence(Settings& settings, const Setup& setup) {
//     auto words = std::make_shared<const Phrases>(settings.texts("words"));
//     return [words](const Subject& subject, Hits& hits) {
//       for (const PhraseHit& hit : words->find(subject.reading)) hits.add({.span = hit.span});
//     };
//   }
//
// compile_... runs once for each check of a policy and notes mistakes in `settings`; every field
// that it does not ask for is a mistake. The Run it returns is const, may be called by several
// threads, and does no I/O. What it looks for and cannot see (a picture that was not read, no past)
// it says as a hit with `not_looked_up`.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "media/logo.h"
#include "media/picture.h"
#include "policy/policy.h"
#include "policy/sites.h"
#include "post/draft.h"
#include "review/finding.h"
#include "review/reading.h"
#include "review/settings.h"
#include "signals/read.h"
#include "spelling/dictionary.h"

namespace decorum::review {

// What checks are compiled with; all of it outlives them. Pointers may be null.
struct Setup {
  const policy::Policy& policy;
  const policy::Sites& sites;
  const spelling::Dictionary* dictionary = nullptr;
  const signals::ReaderSet* readers = nullptr;
  // The approved logos, as policy.brand->logos: an empty place for one that could not be read.
  std::vector<std::optional<media::LogoPrint>> logos;
};

// One of our own earlier posts.
struct PastPost {
  std::string id, text, url;
  std::optional<base::Time> posted_at;
  enum class State : std::uint8_t { standing, withdrawn, complained_of };
  State state = State::standing;
  std::vector<std::uint32_t> pairs{};  // of `text`, see review/shingles.h; empty: not counted yet
};

// A picture of the draft, looked at.
struct SeenPicture {
  std::string error;  // why it could not be read; empty: it was
  media::Metadata metadata;
  std::optional<media::LogoPrint> print;
  std::uint32_t width = 0, height = 0;  // pixels
  std::size_t bytes = 0;
};

// What is known besides the draft.
struct Around {
  base::Time now{};
  const std::vector<PastPost>* past = nullptr;        // null: not looked up
  std::vector<std::optional<SeenPicture>> pictures;   // one a medium; none: it was not looked at
};

// What a check sees.
struct Subject {
  const post::Draft& draft;
  const Reading& reading;
  const policy::Site& site;
  const policy::Account* account = nullptr;  // null: none named
  const Around& around;
  const signals::Signals& signals;           // of the text; all unknown without `readers`
  // The places in the text that raised a signal, strongest first.
  std::function<std::vector<signals::Evidence>(signals::Signal)> evidence;
};

// A place that a check found. The message is the check's, with these fields put in; a hit may bring
// its own message where the check's cannot fit.
struct Hit {
  base::Span span{};
  std::vector<std::pair<std::string_view, std::string>> fields{};  // "instead" -> "colour"
  std::optional<Fix> fix{};
  std::vector<std::string> suggestions{};
  std::string message{};       // instead of the check's
  bool not_looked_up = false;  // severity info: it could not be seen
  bool apart = false;          // about a picture, not the text: told beside whatever else is found
};

class Hits {
 public:
  void add(Hit hit);
  // At most this many of one check are kept.
  static constexpr std::size_t most = 200;
  std::vector<Hit>& all() { return hits_; }
  std::size_t left_out() const { return left_out_; }
  void clear() {
    hits_.clear();
    left_out_ = 0;
  }

 private:
  std::vector<Hit> hits_;
  std::size_t left_out_ = 0;
};

using Run = std::function<void(const Subject&, Hits&)>;

struct Kind {
  std::string_view name;   // as in YAML: "existence"
  std::string_view about;  // one line for documents and messages
  // What a message may hold in braces, besides {text} (the words found): "instead", "limit", ...
  std::vector<std::string_view> fields;
  Run (*compile)(Settings&, const Setup&);
  bool signals = false;  // does it look at Subject::signals? They are read only for such kinds
};

// All kinds in alphabetical order.
std::span<const Kind> kinds();
const Kind* kind_named(std::string_view name);  // null: there is none

}  // namespace decorum::review
