// Two pieces of work that do not touch each other's data. Nothing left of `render` starts a thread,
// so whoever has threads (cli) hands in how the two are run:
//
//   both([&] { words = compile(lists); }, [&] { models = load(files); });
#pragma once

#include <functional>

namespace decorum::base {

using Work = std::function<void()>;

// Returns when both are done. What either throws comes out.
using SideBySide = std::function<void(const Work&, const Work&)>;

inline void one_after_the_other(const Work& first, const Work& second) {
  first();
  second();
}

}  // namespace decorum::base
