// Runs another program and measures it from outside: time, processor time, memory, and how long it
// took until the first byte came out.
#pragma once

#include <string>
#include <vector>

namespace decorum::bench {

struct Measured {
  int status = -1;                 // its exit code; -1 when it could not be started
  double seconds = 0;              // from its start to its end
  double processor_seconds = 0;    // its own and the system's on its behalf
  double first_byte_seconds = -1;  // from its start to its first byte of output; -1 for none
  double memory_mb = 0;            // the most it held, in 10^6 bytes
};

// `arguments` starts with the program. Its standard input is the file `input`, its output is read
// and dropped, its standard error is ours.
Measured measure(const std::vector<std::string>& arguments, const std::string& input);

}  // namespace decorum::bench
