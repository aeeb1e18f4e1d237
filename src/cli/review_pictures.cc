#include "cli/review_pictures.h"

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

#include "base/result.h"
#include "cli/command.h"
#include "cli/files.h"
#include "media/logo.h"
#include "media/picture.h"

namespace decorum::cli {
namespace {

namespace fs = std::filesystem;

// Is `path` below `folder`? Both are canonical.
bool is_below(const fs::path& path, const fs::path& folder) {
  const auto [left, rest] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return left == folder.end() && rest != path.end();
}

base::Result<fs::path> path_of(const std::string& file, const fs::path& folder) {
  std::error_code code;
  const fs::path root = fs::canonical(folder, code);
  if (code) return base::fail("its folder cannot be read");
  const fs::path path = fs::canonical(root / file, code);
  // What stands outside is not told apart from what is not there.
  if (code || !is_below(path, root) || !fs::is_regular_file(path, code)) {
    return base::fail("there is no such file in the folder of the draft's media");
  }
  return path;
}

review::SeenPicture look_at(const std::string& file, const fs::path& folder) {
  review::SeenPicture seen;
  const auto path = path_of(file, folder);
  if (!path) {
    seen.error = path.error().what;
    return seen;
  }
  std::string bytes;
  try {
    bytes = read_file(*path, media::picture_bytes_max);
  } catch (const CannotRun&) {
    seen.error = "the file cannot be read or is too large";
    return seen;
  }
  seen.bytes = bytes.size();
  seen.metadata = media::read_metadata(bytes);
  const auto picture = media::decode(bytes);
  if (!picture) {
    seen.error = picture.error().what;
    return seen;
  }
  seen.width = picture->file_width;
  seen.height = picture->file_height;
  seen.print = media::print_of(*picture);
  return seen;
}

}  // namespace

std::vector<std::optional<review::SeenPicture>> look_at_pictures(const post::Draft& draft,
                                                                 const fs::path& folder) {
  std::vector<std::optional<review::SeenPicture>> seen(draft.media.size());
  for (std::size_t i = 0; i < draft.media.size(); ++i) {
    const post::DraftMedia& medium = draft.media[i];
    if (medium.kind == "image" && !medium.file.empty()) seen[i] = look_at(medium.file, folder);
  }
  return seen;
}

fs::path picture_folder(const std::string& file, const std::string& media_root) {
  if (!media_root.empty()) return media_root;
  const fs::path parent = file == "-" ? fs::path() : fs::path(file).parent_path();
  return parent.empty() ? fs::path(".") : parent;
}

}  // namespace decorum::cli
