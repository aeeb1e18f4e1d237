// A file of a policy folder: its path inside the folder, with `/`, and its bytes. cli reads them.
#pragma once

#include <string>

namespace decorum::policy {

struct PolicyFile {
  std::string path;   // "protocol.yaml", "words/threat.yaml", "cases/neutral.case"
  std::string bytes;  // as they lie on the disk, not yet known to be text
};

}  // namespace decorum::policy
