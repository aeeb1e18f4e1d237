// Groups of digits that may belong together, and windows of neighbouring groups: what the finders
// of numbers look at. "+44 (0)20 7946-0123" is a cluster of 44, 0, 20, 7946 and 0123.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "signals/personal_text.h"

namespace decorum::signals {

struct Cluster {
  std::vector<Range> groups;
  bool plus = false;          // a "+" before the first group
  std::size_t extension = 0;  // where "x204" or "ext. 204" after the last group ends; 0: none
};

// `count` groups of the cluster from `first` on, which must exist.
class Window {
 public:
  Window(const PersonalText& text, const Cluster& cluster, std::size_t first, std::size_t count);

  static constexpr std::size_t digits_max = 20;
  std::string digits;  // of all groups; empty when there are more than digits_max

  Range operator[](std::size_t i) const { return cluster_.groups[first_ + i]; }
  std::size_t count() const { return count_; }
  Range range() const { return {(*this)[0].from, (*this)[count_ - 1].to}; }
  bool plus() const { return cluster_.plus && first_ == 0; }
  // Does it reach to the cluster's ends?
  bool whole() const { return first_ == 0 && count_ == cluster_.groups.size(); }
  bool to_end() const { return first_ + count_ == cluster_.groups.size(); }
  // Between group i and the next.
  std::string_view gap(std::size_t i) const {
    return text_.substr((*this)[i].to, (*this)[i + 1].from - (*this)[i].to);
  }
  std::string_view group(std::size_t i) const {
    return text_.substr((*this)[i].from, (*this)[i].size());
  }
  // The one character in every gap; 0 when they differ, or there is none.
  char joiner() const;
  bool sized(std::initializer_list<std::size_t> sizes) const;
  // One group, or groups joined by spaces or by hyphens.
  bool plainly_joined() const { return count_ == 1 || joiner() == ' ' || joiner() == '-'; }

 private:
  std::string_view text_;
  const Cluster& cluster_;
  std::size_t first_;
  std::size_t count_;
};

}  // namespace decorum::signals
