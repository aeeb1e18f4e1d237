include(GoogleTest)

# decorum_module(NAME SOURCES a.cc… [TESTS a_test.cc…] [USES module…] [LINKS target…])
#
# Makes the library decorum_NAME from a folder of src/, and one test program NAME_test from its
# unit tests. Warnings are errors in both. USES names other folders of src/, LINKS outside
# libraries. Sources are listed by hand, so that a forgotten file is seen in review.
add_library(decorum_flags INTERFACE)
target_compile_options(decorum_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Woverloaded-virtual -Wnull-dereference -Werror)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
  # What Vectorscan asks of the processor anyway (SSE4.2), and the carry-less product that lets
  # simdjson use its vector code instead of its fallback: every such processor since 2010.
  target_compile_options(decorum_flags INTERFACE -march=westmere)
endif()
target_include_directories(decorum_flags INTERFACE ${CMAKE_SOURCE_DIR}/src)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports false positives inside std::string and std::optional at -O2 with these two.
  target_compile_options(decorum_flags INTERFACE -Wno-restrict -Wno-maybe-uninitialized
    -Wno-null-dereference)
else()
  # libstdc++ 12's stable_sort calls a function that clang 19 calls deprecated.
  target_compile_options(decorum_flags INTERFACE -Wno-deprecated-declarations)
endif()

function(decorum_module name)
  cmake_parse_arguments(arg "" "" "SOURCES;TESTS;USES;LINKS" ${ARGN})
  add_library(decorum_${name} STATIC ${arg_SOURCES})
  list(TRANSFORM arg_USES PREPEND decorum_)
  target_link_libraries(decorum_${name} PUBLIC decorum_flags ${arg_USES} ${arg_LINKS})
  if(arg_TESTS AND BUILD_TESTING)
    add_executable(${name}_test ${arg_TESTS})
    target_link_libraries(${name}_test PRIVATE decorum_${name} GTest::gtest_main)
    # Each case is a test of its own, so that a skipped one is counted and named.
    gtest_discover_tests(${name}_test TEST_PREFIX ${name}. DISCOVERY_MODE PRE_TEST
      WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} PROPERTIES LABELS unit TIMEOUT 300)
  endif()
endfunction()
