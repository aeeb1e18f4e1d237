#include "desk/send_seal.h"

#include "base/shape.h"
#include "record/event.h"

namespace decorum::desk {
namespace {

struct SealedMedia {
  std::string kind, url;
  std::optional<std::string> alt, credit;
};

template <class Visitor>
void describe(Visitor& v, SealedMedia& media) {
  v.field("kind", media.kind);
  v.field("url", media.url);
  v.field("alt", media.alt);
  v.field("credit", media.credit);
}

struct Sealed {
  std::string site, account, in_reply_to, text;
  std::vector<SealedMedia> media;
};

template <class Visitor>
void describe(Visitor& v, Sealed& sealed) {
  v.field("site", sealed.site);
  v.field("account", sealed.account);
  v.field("in_reply_to", sealed.in_reply_to);
  v.field("text", sealed.text);
  v.field("media", sealed.media);
}

}  // namespace

std::string seal_of(const channels::Outgoing& outgoing, std::string_view site,
                    std::string_view salt) {
  Sealed sealed{std::string(site), outgoing.account, outgoing.in_reply_to, outgoing.text, {}};
  for (const post::Media& media : outgoing.media) {
    sealed.media.push_back({media.kind, media.url, media.alt, media.credit});
  }
  return record::salted_digest(salt, base::write_shape(sealed));
}

}  // namespace decorum::desk
