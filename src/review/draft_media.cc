#include "review/draft_media.h"

#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"

namespace decorum::review {

bool is_picture(const post::DraftMedia& medium) { return medium.kind == "image"; }

bool is_timed(const post::DraftMedia& medium) {
  return medium.kind == "video" || medium.kind == "audio";
}

std::string which_medium(const post::Draft& draft, std::size_t medium, bool sentence) {
  const std::string& kind = draft.media[medium].kind;
  std::string noun = "document";
  if (kind == "image") noun = "picture";
  if (kind == "video") noun = "film";
  if (kind == "audio") noun = "recording";
  if (draft.media.size() == 1) return (sentence ? "The " : "the ") + noun;
  if (sentence) noun[0] = static_cast<char>(noun[0] - 'a' + 'A');
  return fmt::format("{} {}", noun, medium + 1);
}

const SeenPicture* seen_picture(const Subject& subject, std::size_t medium) {
  const auto& pictures = subject.around.pictures;
  if (medium >= pictures.size() || !pictures[medium]) return nullptr;
  return pictures[medium]->error.empty() ? &*pictures[medium] : nullptr;
}

std::chrono::sys_days day_of(const Subject& subject) {
  return std::chrono::floor<std::chrono::days>(
      subject.draft.publish_at.value_or(subject.around.now));
}

std::vector<std::string> plain_words(std::string_view text) {
  Reading reading;
  const std::string mended = base::mended(text);
  read_words(mended, reading);
  std::vector<std::string> words;
  for (const Word& word : reading.words) words.emplace_back(word.folded);
  return words;
}

void add_hit(Hits& hits, Hit hit, const std::vector<std::size_t>& find, std::string message) {
  hit.apart = hit.span.start == hit.span.end;
  if (find.size() != 1) hit.message = std::move(message);
  hits.add(std::move(hit));
}

}  // namespace decorum::review
