#include "channels/html_text.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/utf8.h"
#include "post/post.h"

namespace decorum::channels {
namespace {

struct Named {
  std::string_view name;
  char32_t code;
};

// Sorted by byte.
constexpr auto names = std::to_array<Named>(
    {{"AElig", 198}, {"Aacute", 193}, {"Agrave", 192}, {"Aring", 197}, {"Auml", 196},
     {"Ccedil", 199}, {"Dagger", 8225}, {"Eacute", 201}, {"Egrave", 200}, {"Iacute", 205},
     {"NewLine", 10}, {"Ntilde", 209}, {"Oacute", 211}, {"Oslash", 216}, {"Ouml", 214},
     {"Scaron", 352}, {"Tab", 9}, {"Uacute", 218}, {"Uuml", 220}, {"aacute", 225},
     {"acirc", 226}, {"acute", 180}, {"aelig", 230}, {"agrave", 224}, {"amp", 38},
     {"apos", 39}, {"aring", 229}, {"asymp", 8776}, {"atilde", 227}, {"auml", 228},
     {"bdquo", 8222}, {"brvbar", 166}, {"bull", 8226}, {"ccedil", 231}, {"cent", 162},
     {"check", 10003}, {"copy", 169}, {"curren", 164}, {"dagger", 8224}, {"darr", 8595},
     {"deg", 176}, {"divide", 247}, {"eacute", 233}, {"ecirc", 234}, {"egrave", 232},
     {"emsp", 8195}, {"ensp", 8194}, {"eth", 240}, {"euml", 235}, {"euro", 8364},
     {"frac12", 189}, {"frac14", 188}, {"frac34", 190}, {"ge", 8805}, {"gt", 62},
     {"hearts", 9829}, {"hellip", 8230}, {"iacute", 237}, {"icirc", 238}, {"iexcl", 161},
     {"igrave", 236}, {"infin", 8734}, {"iquest", 191}, {"iuml", 239}, {"laquo", 171},
     {"larr", 8592}, {"ldquo", 8220}, {"le", 8804}, {"lrm", 8206}, {"lsaquo", 8249},
     {"lsquo", 8216}, {"lt", 60}, {"macr", 175}, {"mdash", 8212}, {"micro", 181},
     {"middot", 183}, {"minus", 8722}, {"nbsp", 160}, {"ndash", 8211}, {"ne", 8800},
     {"not", 172}, {"ntilde", 241}, {"oacute", 243}, {"ocirc", 244}, {"oelig", 339},
     {"ograve", 242}, {"ordf", 170}, {"ordm", 186}, {"oslash", 248}, {"otilde", 245},
     {"ouml", 246}, {"para", 182}, {"permil", 8240}, {"plusmn", 177}, {"pound", 163},
     {"quot", 34}, {"raquo", 187}, {"rarr", 8594}, {"rdquo", 8221}, {"reg", 174},
     {"rlm", 8207}, {"rsaquo", 8250}, {"rsquo", 8217}, {"sbquo", 8218}, {"scaron", 353},
     {"sect", 167}, {"shy", 173}, {"sup1", 185}, {"sup2", 178}, {"sup3", 179},
     {"szlig", 223}, {"thinsp", 8201}, {"thorn", 254}, {"times", 215}, {"trade", 8482},
     {"uacute", 250}, {"uarr", 8593}, {"ucirc", 251}, {"ugrave", 249}, {"uml", 168},
     {"uuml", 252}, {"yacute", 253}, {"yen", 165}, {"yuml", 255}, {"zwj", 8205},
     {"zwnj", 8204}});
static_assert(std::is_sorted(names.begin(), names.end(),
                             [](const Named& a, const Named& b) { return a.name < b.name; }));

// What numbers 128 to 159 mean on pages: the bytes of windows-1252 (HTML, "numeric character
// reference end state").
constexpr std::array<char32_t, 32> windows_1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_letter(char c) { return small(c) >= 'a' && small(c) <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

char32_t code_of_number(std::string_view digits, std::uint32_t base) {
  std::uint32_t code = 0;
  for (const char c : digits) {
    const std::uint32_t value = is_digit(c) ? static_cast<std::uint32_t>(c - '0')
                                            : static_cast<std::uint32_t>(small(c) - 'a') + 10;
    code = std::min<std::uint32_t>(code * base + value, 0x110000);
  }
  if (code >= 128 && code < 160) return windows_1252[code - 128];
  return code == 0 ? 0xFFFD : code;
}

// The entity at `at` ("&"): its code and length with the semicolon, or a length of 0.
struct Entity {
  char32_t code = 0;
  std::size_t length = 0;
};

Entity entity_at(std::string_view text, std::size_t at) {
  constexpr std::size_t longest = 12;  // "&#x0010FFFF;"
  const std::string_view rest = text.substr(at, longest);
  const std::size_t end = rest.find(';');
  if (end == std::string_view::npos || end < 2) return {};
  const std::string_view body = rest.substr(1, end - 1);
  if (body[0] != '#') {
    const auto found =
        std::lower_bound(names.begin(), names.end(), body,
                         [](const Named& named, std::string_view name) {
                           return named.name < name;
                         });
    if (found == names.end() || found->name != body) return {};
    return {found->code, end + 1};
  }
  const bool hex = body.size() > 1 && small(body[1]) == 'x';
  const std::string_view digits = body.substr(hex ? 2 : 1);
  const auto fits = [hex](char c) { return is_digit(c) || (hex && small(c) >= 'a' &&
                                                           small(c) <= 'f'); };
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), fits)) return {};
  return {code_of_number(digits, hex ? 16 : 10), end + 1};
}

// What a tag means for the text around it.
enum class Break : std::uint8_t {
  newline,    // one line's end more
  line,       // starts a line
  paragraph,  // starts after an empty line
  entry,      // starts a line with a dash
  cell,       // a blank
};

struct TagMeaning {
  std::string_view name;
  Break at;
};

constexpr auto tags = std::to_array<TagMeaning>(
    {{"address", Break::paragraph}, {"article", Break::paragraph}, {"aside", Break::paragraph},
     {"blockquote", Break::paragraph}, {"br", Break::newline}, {"dd", Break::line},
     {"div", Break::line}, {"dl", Break::paragraph}, {"dt", Break::line},
     {"figcaption", Break::line}, {"figure", Break::paragraph}, {"footer", Break::paragraph},
     {"h1", Break::paragraph}, {"h2", Break::paragraph}, {"h3", Break::paragraph},
     {"h4", Break::paragraph}, {"h5", Break::paragraph}, {"h6", Break::paragraph},
     {"header", Break::paragraph}, {"hr", Break::paragraph}, {"li", Break::entry},
     {"ol", Break::paragraph}, {"p", Break::paragraph}, {"pre", Break::paragraph},
     {"section", Break::paragraph}, {"table", Break::paragraph}, {"td", Break::cell},
     {"th", Break::cell}, {"tr", Break::line}, {"ul", Break::paragraph}});

// What stands inside these is not read; sorted by byte.
constexpr auto silent = std::to_array<std::string_view>(
    {"applet", "audio", "canvas", "head", "iframe", "math", "noembed", "noframes", "object",
     "script", "select", "style", "svg", "template", "textarea", "title", "video"});

class Writer {
 public:
  explicit Writer(std::size_t size) { out_.reserve(size); }

  void put(char32_t code) {
    if (code == 0xA0) code = ' ';
    if (code == ' ' || code == '\t' || code == '\n' || code == '\r' || code == '\f') {
      blank_ = true;
      return;
    }
    if (code < 0x20 || code == 0x7f) return;
    settle();
    base::append_utf8(out_, code);
  }

  void put_break(Break at) {
    switch (at) {
      case Break::newline: lines_ = std::min(lines_ + 1, 2); break;
      case Break::line: lines_ = std::max(lines_, 1); break;
      case Break::paragraph: lines_ = 2; break;
      case Break::entry: lines_ = std::max(lines_, 1); break;
      case Break::cell: blank_ = true; break;
    }
    entry_ = entry_ || at == Break::entry;
  }

  std::string take() { return std::move(out_); }

 private:
  void settle() {
    if (!out_.empty()) {
      if (lines_ > 0) {
        out_.append(static_cast<std::size_t>(lines_), '\n');
      } else if (blank_) {
        out_.push_back(' ');
      }
    }
    if (entry_) out_ += "- ";
    lines_ = 0;
    blank_ = entry_ = false;
  }

  std::string out_;
  int lines_ = 0;
  bool blank_ = false, entry_ = false;
};

class Reader {
 public:
  explicit Reader(std::string_view html) : html_(html), writer_(html.size()) {}

  HtmlText read() {
    while (at_ < html_.size()) {
      const char c = html_[at_];
      if (c == '<' && at_ + 1 < html_.size() && read_markup()) continue;
      if (c == '&') {
        const Entity entity = entity_at(html_, at_);
        if (entity.length > 0) {
          writer_.put(entity.code);
          at_ += entity.length;
          continue;
        }
      }
      const base::CodePoint point = base::decode_at(html_, at_);
      writer_.put(point.code);
      at_ += point.length;
    }
    return {writer_.take(), std::move(links_)};
  }

 private:
  // Passes over what starts with "<"; false where that is only a sign.
  bool read_markup() {
    const char next = html_[at_ + 1];
    if (next == '!') {
      const bool comment = html_.substr(at_, 4) == "<!--";
      pass_to(comment ? "-->" : ">", comment ? at_ + 4 : at_ + 2);
      return true;
    }
    if (next == '?') {
      pass_to(">", at_ + 2);
      return true;
    }
    const bool closing = next == '/';
    const std::size_t name_at = at_ + (closing ? 2 : 1);
    if (name_at >= html_.size() || !is_letter(html_[name_at])) return false;
    read_tag(name_at, closing);
    return true;
  }

  void pass_to(std::string_view end, std::size_t from) {
    const std::size_t found = html_.find(end, std::min(from, html_.size()));
    at_ = found == std::string_view::npos ? html_.size() : found + end.size();
  }

  void read_tag(std::size_t name_at, bool closing) {
    std::string name;
    at_ = name_at;
    while (at_ < html_.size() && (is_letter(html_[at_]) || is_digit(html_[at_]))) {
      if (name.size() < 16) name.push_back(small(html_[at_]));
      ++at_;
    }
    const bool empty = read_attributes(name == "a" && !closing);
    if (!closing && !empty && std::binary_search(silent.begin(), silent.end(), name)) {
      pass_over_content(name);
      return;
    }
    for (const TagMeaning& tag : tags) {
      if (tag.name != name) continue;
      if (!closing) {
        writer_.put_break(tag.at);
      } else if (tag.at == Break::entry) {
        writer_.put_break(Break::line);
      } else if (tag.at != Break::newline) {
        writer_.put_break(tag.at);
      }
    }
  }

  // From after a tag's name to after its ">". Says whether it ends in "/>".
  bool read_attributes(bool want_link) {
    bool slash = false;
    while (at_ < html_.size() && html_[at_] != '>') {
      const char c = html_[at_];
      slash = c == '/';
      if (!is_letter(c)) {
        ++at_;
        continue;
      }
      const std::size_t start = at_;
      while (at_ < html_.size() && !is_blank(html_[at_]) && html_[at_] != '=' &&
             html_[at_] != '>' && html_[at_] != '/') {
        ++at_;
      }
      const std::string_view name = html_.substr(start, at_ - start);
      const std::string_view value = read_value();
      const bool href = name.size() == 4 && small(name[0]) == 'h' && small(name[1]) == 'r' &&
                        small(name[2]) == 'e' && small(name[3]) == 'f';
      if (want_link && href) keep_link(value);
    }
    if (at_ < html_.size()) ++at_;
    return slash;
  }

  std::string_view read_value() {
    while (at_ < html_.size() && is_blank(html_[at_])) ++at_;
    if (at_ >= html_.size() || html_[at_] != '=') return {};
    ++at_;
    while (at_ < html_.size() && is_blank(html_[at_])) ++at_;
    if (at_ >= html_.size()) return {};
    const char quote = html_[at_];
    if (quote == '"' || quote == '\'') {
      const std::size_t start = at_ + 1;
      const std::size_t end = std::min(html_.find(quote, start), html_.size());
      at_ = std::min(end + 1, html_.size());
      return html_.substr(start, end - start);
    }
    const std::size_t start = at_;
    while (at_ < html_.size() && !is_blank(html_[at_]) && html_[at_] != '>') ++at_;
    return html_.substr(start, at_ - start);
  }

  void keep_link(std::string_view value) {
    if (value.empty() || links_.size() == html_links_max ||
        value.size() > post::url_bytes_max) {
      return;
    }
    std::string link = without_entities(value);
    if (std::find(links_.begin(), links_.end(), link) == links_.end()) {
      links_.push_back(std::move(link));
    }
  }

  void pass_over_content(std::string_view name) {
    while (at_ < html_.size()) {
      at_ = html_.find("</", at_);
      if (at_ == std::string_view::npos) break;
      at_ += 2;
      std::size_t same = 0;
      while (same < name.size() && at_ + same < html_.size() &&
             small(html_[at_ + same]) == name[same]) {
        ++same;
      }
      if (same < name.size()) continue;
      pass_to(">", at_ + same);
      return;
    }
    at_ = html_.size();
  }

  std::string_view html_;
  std::size_t at_ = 0;
  Writer writer_;
  std::vector<std::string> links_;
};

}  // namespace

HtmlText html_text(std::string_view html) { return Reader(html).read(); }

std::string without_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Entity entity = text[at] == '&' ? entity_at(text, at) : Entity{};
    if (entity.length > 0) {
      base::append_utf8(out, entity.code);
      at += entity.length;
    } else {
      out.push_back(text[at++]);
    }
  }
  return out;
}

}  // namespace decorum::channels
