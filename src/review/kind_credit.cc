#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "review/draft_media.h"
#include "review/kind_list.h"
#include "review/look.h"
#include "review/reposts.h"

namespace decorum::review {
namespace {

enum class Find : std::size_t { media, repost };

// Words of a credit that name nobody.
bool is_filler(const std::string& word) {
  static const std::unordered_set<std::string> fillers = {
      "photo",  "photos",  "photograph", "photography", "photographer", "image", "images",
      "picture", "pictures", "pic", "credit", "credits", "by", "of", "via", "courtesy", "from",
      "the",
      "source", "cc", "cc-by", "by-sa", "by-nc", "by-nd", "sa", "nc", "nd", "licence", "license",
      "licensed", "under", "copyright", "4.0", "3.0", "2.0", "2.5", "1.0", "a", "an", "and", "on",
      "artwork", "illustration", "video", "film", "c", "with", "permission"};
  return fillers.contains(word);
}

// Is most of what a credit names also in the text or the description?
bool is_visible(const std::string& credit, const std::vector<std::string>& seen) {
  std::size_t names = 0;
  std::size_t shown = 0;
  for (const std::string& word : plain_words(credit)) {
    if (is_filler(word)) continue;
    ++names;
    shown += std::ranges::find(seen, word) != seen.end();
  }
  return names == 0 || shown * 2 >= names;
}

// Creative Commons licences ask for the author's name; CC0 and the public domain mark do not.
bool demands_credit(const post::DraftMedia& medium) {
  std::string licence;
  for (const char c : medium.licence) {
    if (c >= 'A' && c <= 'Z') licence += static_cast<char>(c - 'A' + 'a');
    else if (c != ' ' && c != '-') licence += c;
  }
  if (licence.starts_with("cc0") || licence.starts_with("cczero") ||
      licence.find("publicdomain") != std::string::npos) {
    return false;
  }
  return medium.origin == post::Origin::creative_commons || licence.starts_with("ccby") ||
         licence.starts_with("creativecommons");
}

// What the file says of whose it is.
std::string credit_in_file(const Subject& subject, std::size_t medium) {
  const SeenPicture* seen = seen_picture(subject, medium);
  if (seen == nullptr) return {};
  const decorum::media::Metadata& metadata = seen->metadata;
  if (!metadata.credit.empty()) return metadata.credit;
  return metadata.by_line.empty() ? metadata.copyright : metadata.by_line;
}

void check_medium(const std::vector<std::size_t>& find, const Subject& subject, std::size_t i,
                  bool text_credits, Hits& hits) {
  const post::DraftMedia& medium = subject.draft.media[i];
  const std::string which = which_medium(subject.draft, i, false);
  const bool ours = medium.origin == post::Origin::own ||
                    medium.origin == post::Origin::public_domain;
  if (ours || medium.kind == "document") return;
  Hit hit;
  hit.fields = {{"which", which}};
  if (!medium.credit.empty()) {
    if (!demands_credit(medium)) return;
    std::vector<std::string> seen = plain_words(subject.draft.text);
    for (std::string& word : plain_words(medium.alt.value_or(std::string()))) {
      seen.push_back(std::move(word));
    }
    if (is_visible(medium.credit, seen)) return;
    hit.suggestions = {medium.credit};
    add_hit(hits, std::move(hit), find,
            fmt::format("The licence of {} asks for its author where readers see it: put “{}” "
                        "into the text or the description.", which, medium.credit));
    return;
  }
  if (text_credits) return;
  if (std::string found = credit_in_file(subject, i); !found.empty()) {
    hit.suggestions.push_back(std::move(found));
  }
  const std::string_view why = medium.origin == post::Origin::unsaid
                                   ? "credit them, or note that it is our own."
                                   : "it is not ours and has no credit.";
  add_hit(hits, std::move(hit), find, fmt::format("Say whose work {} is: {}", which, why));
}

}  // namespace

// Work of others without their name. Fields:
//   find: [media, repost]; both
// media: a picture, film or sound that is neither our own nor in the public domain, without a
// credit in its field or in the text; or one whose licence asks for a credit that readers see, and
// they do not. repost: words that say that it was found, taken or borrowed somewhere, without a
// name or handle. Messages: {which}.
Run compile_credit(Settings& settings, const Setup& setup) {
  const auto find = settings.choices_if("find", {"media", "repost"});
  auto own = std::make_shared<const std::vector<std::string>>(own_names_of(setup.policy));
  return [find, own](const Subject& subject, Hits& hits) {
    if (wanted(find, Find::media) && !subject.draft.media.empty()) {
      const bool text_credits = names_a_source(subject.reading);
      for (std::size_t i = 0; i < subject.draft.media.size(); ++i) {
        check_medium(find, subject, i, text_credits, hits);
      }
    }
    if (!wanted(find, Find::repost)) return;
    const bool credited = std::ranges::any_of(
        subject.draft.media, [](const post::DraftMedia& one) { return !one.credit.empty(); });
    if (credited) return;
    for (const base::Span& span : uncredited_reposts(subject.reading, *own)) {
      Hit hit;
      hit.span = span;
      add_hit(hits, std::move(hit), find,
              "This is somebody else's work: name them, or link to where it is theirs.");
    }
  };
}

}  // namespace decorum::review
