// Where in a JSON document a reader stands: cheap to keep, written out only for an error.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace decorum::post {

// At most `steps_max` steps deep; the names are not copied and must outlive the path.
class JsonPath {
 public:
  static constexpr std::size_t steps_max = 8;  // posts/0/media/0/alt is the deepest of ours

  void enter(std::string_view name) { steps_[size_++] = {name, 0}; }
  void enter(std::size_t index) { steps_[size_++] = {{}, index}; }
  void leave() { --size_; }

  // Objects and lists that are open here.
  std::size_t depth() const { return size_ + 1; }

  // RFC 6901: "/media/3/alt", "" at the top. Names longer than 64 bytes are cut.
  std::string pointer() const;

  // What a sentence about this place starts with: "alt", "each entry of media", "a line".
  std::string subject() const;

 private:
  struct Step {
    std::string_view name;  // empty for an entry of a list
    std::size_t index = 0;
  };
  std::array<Step, steps_max> steps_;
  std::size_t size_ = 0;
};

}  // namespace decorum::post
