// Lists of many cases, and one act on one of them.
#pragma once

#include "bench/store_posts.h"

namespace decorum::bench {

void measure_cases(const StoreBench& bench);

}  // namespace decorum::bench
