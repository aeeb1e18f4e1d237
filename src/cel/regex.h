// Regex: an RE2 pattern with bounded memory (1 MiB) and a search that counts its steps. Linear in
// the text whatever the pattern; a pattern that is wrong or too large is an error value when it is
// used. May be shared by threads.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "cel/meter.h"

namespace re2 {
class RE2;
}

namespace decorum::cel {

class Regex {
 public:
  explicit Regex(std::string_view pattern);
  ~Regex();
  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;

  bool is_valid() const;
  // What is wrong with the pattern, a whole sentence.
  std::string problem() const;

  Value search(std::string_view text, Meter& meter) const;

 private:
  std::unique_ptr<re2::RE2> pattern_;
};

}  // namespace decorum::cel
