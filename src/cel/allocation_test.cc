// Counts what this test program takes from the heap: comparing numbers, bools and texts that exist
// already must take nothing.
#include <array>
#include <atomic>
#include <cstdlib>
#include <new>
#include <string>

#include <gtest/gtest.h>

#include "cel/cel.h"

// The thread sanitizer brings an operator new of its own.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define DECORUM_THREAD_SANITIZER
#endif
#endif
#ifndef DECORUM_THREAD_SANITIZER

namespace {

std::atomic<std::size_t> allocations{0};

}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  ++allocations;
  return std::malloc(size);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }

namespace decorum::cel {
namespace {

TEST(Allocation, ScalarWorkTakesNothingFromTheHeap) {
  Environment env = standard_environment();
  env.declare("sentiment.positive", Type::double_type());
  env.declare("irony", Type::double_type());
  env.declare("followers", Type::int_type());
  env.declare("text", Type::string_type());
  env.declare("later", Type::double_type());
  const std::array slots{Value(0.9), Value(0.1), Value(500),
                         Value::borrowed("a text that is too long to be kept inside a string"),
                         Value::unknown()};
  for (const char* source :
       {"sentiment.positive >= 0.75 && irony < 0.3", "irony > 0.5 || !(followers + 1 < 100)",
        "later > 0.5 || sentiment.positive > 0.5", "text.contains('too long') ? true : false",
        "text.startsWith('a text') && text != ''", "size(text) > 10 && -irony < 0.0",
        "math.greatest(irony, sentiment.positive) > 0.8"}) {
    const auto program = compile(env, source);
    ASSERT_TRUE(program.has_value()) << source;
    const std::size_t before = allocations;
    const Value answer = evaluate(**program, slots);
    const std::size_t after = allocations;
    EXPECT_TRUE(answer.is_true()) << source;
    EXPECT_EQ(after - before, 0U) << source;
  }
}

TEST(Allocation, TheCounterCounts) {
  const std::size_t before = allocations;
  const Value text = Value::string(std::string(100, 'x'));
  EXPECT_GT(allocations, before);
  EXPECT_EQ(text.text().size(), 100U);
}

}  // namespace
}  // namespace decorum::cel

#endif
