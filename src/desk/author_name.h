// What an author calls themselves on a site, as it is kept: the text of kind "author".
#pragma once

#include <string>

#include "post/post.h"

namespace decorum::desk {

struct AuthorName {
  std::string handle, name;
};
template <class V>
void describe(V& v, AuthorName& name) {
  v.field("handle", name.handle, {.most = post::name_bytes_max});
  v.field("name", name.name, {.most = post::name_bytes_max});
}

}  // namespace decorum::desk
