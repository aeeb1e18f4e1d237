#include "post/draft.h"

namespace decorum::post {

const std::vector<std::string>& relationships() {
  static const std::vector<std::string> ties = {
      "none",   "employee",  "member",  "client", "supplier",
      "family", "financial", "trustee", "other"};
  return ties;
}

}  // namespace decorum::post
