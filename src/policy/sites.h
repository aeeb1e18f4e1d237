// The sites posts come from and go to: how long a text each takes, in which unit it counts, and
// what of a text it does not count as it stands. Read from data/sites.yaml, which names the source
// of every number and how far it is to be trusted. Plain values; measuring is policy/text_length.h.
//
//   auto sites = read_sites("sites.yaml", bytes);
//   if (!sites) std::cerr << render(sites.error(), ...);
//   if (const Site* x = sites->find("x")) measure(text, *x);
//
// Bounds: 64 sites, 16 caps or parts each, and those of policy/yaml.h.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "policy/load.h"
#include "policy/mistake.h"

namespace decorum::policy {

// The site a text is measured for when none is named: it has no limits.
inline constexpr std::string_view default_site = "web";

enum class Unit : std::uint8_t { codepoint, grapheme, utf16, byte, weighted, septet };

// "codepoint", "grapheme", ...
std::string_view name_of(Unit unit);

enum class Trust : std::uint8_t { verified, vendor, unverified };

// A number about a site, and where it is from.
struct SiteFact {
  std::int64_t limit = 0;
  std::string source;
  std::chrono::sys_days date{};
  Trust trust = Trust::unverified;

  bool operator==(const SiteFact&) const = default;
};

struct Cap {
  enum class Alphabet : std::uint8_t { any, gsm7, other };
  Unit unit = Unit::codepoint;
  SiteFact fact;
  Alphabet alphabet = Alphabet::any;  // the cap holds only for texts (not) in GSM's alphabet
  std::optional<std::int64_t> each;   // the limit of each part of a message sent in several

  bool operator==(const Cap&) const = default;
};

// Weights of code points, in hundredths or whatever `scale` says; those of no range weigh
// `otherwise`.
struct Weights {
  struct Range {
    char32_t first = 0;
    char32_t last = 0;
    std::int64_t weight = 0;

    bool operator==(const Range&) const = default;
  };
  std::int64_t scale = 1;
  std::int64_t otherwise = 1;
  std::vector<Range> ranges;

  bool operator==(const Weights&) const = default;
};

// What is not counted as it stands.
struct Counting {
  bool nfc = false;                       // the text is normalised first
  std::optional<std::int64_t> url;        // each URL counts as this many
  bool url_without_protocol = false;      // also one without http:// or https://
  bool mention_without_server = false;    // "@user@host" counts as "@user"
  std::optional<std::int64_t> emoji;      // each emoji cluster counts as this many (weighted only)
  bool emoji_as_bytes = false;            // or as its UTF-8 bytes

  bool operator==(const Counting&) const = default;
};

struct SitePart {
  std::string id;  // "title", "comment", ...
  std::vector<Cap> caps;

  bool operator==(const SitePart&) const = default;
};

struct Site {
  std::string id;
  std::string title;
  std::vector<Cap> caps;  // of the text; all hold at once; none: no limit
  Counting counting;
  Weights weights;               // for caps in Unit::weighted
  bool empty_allowed = true;     // an empty text is valid
  bool forbids_marks = false;    // U+FEFF, U+FFFE and U+FFFF make a text invalid
  std::vector<SitePart> parts;   // the site's other texts
  std::optional<SiteFact> hashtags, mentions, links, media, alt;
  std::string note;

  bool operator==(const Site&) const = default;
};

struct Sites {
  std::string version;  // a date, as the file has it
  std::string hash;     // "sha256:..." of the file; decisions that used it name it
  std::vector<Site> sites;  // in the order of the file

  const Site* find(std::string_view id) const;
};

tl::expected<Sites, std::vector<Mistake>> read_sites(std::string_view path, std::string_view bytes);

// The limits that a policy may tighten (policy/load.h). The text's is that of the first cap.
std::vector<SiteLimit> limits_of(const Sites& sites);

}  // namespace decorum::policy
