// The end of a research task, which undo needs too.
#pragma once

#include "desk/act.h"

namespace decorum::desk {

// The task is over; what was due before is due again, and the case waits for what is still open.
Acted end_of_research(const Situation& situation, cases::ResearchClosed event);

}  // namespace decorum::desk
