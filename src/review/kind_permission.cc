#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/time.h"
#include "review/draft_media.h"
#include "review/kind_list.h"

namespace decorum::review {
namespace {

enum class Find : std::size_t { record, expired, licence, consent, children, origin };

class PermissionCheck {
 public:
  PermissionCheck(const std::vector<std::size_t>& find, const Subject& subject, Hits& hits)
      : find_(find), subject_(subject), hits_(hits) {}

  void run(std::size_t i) {
    const post::DraftMedia& medium = subject_.draft.media[i];
    check_origin(i, medium);
    if (medium.permission && medium.permission->until &&
        *medium.permission->until < day_of(subject_)) {
      tell(Find::expired, i,
           "The permission for {} has run out: ask for it again, or take another.",
           base::format_date(*medium.permission->until));
    }
    if (medium.consent) return;
    if (medium.children) {
      tell(Find::children, i,
           "{} shows children: their parents' consent is on record before it goes out.");
    } else if (medium.people) {
      tell(Find::consent, i, "{} shows people who can be recognised: note that they agreed.");
    }
  }

 private:
  void check_origin(std::size_t i, const post::DraftMedia& medium) {
    const bool on_record = medium.permission && !medium.permission->by.empty();
    switch (medium.origin) {
      case post::Origin::licensed:
        if (on_record || !medium.licence.empty()) return;
        return tell(Find::record, i, "{} is licensed: name the licence, or who gave it.");
      case post::Origin::permission:
        if (on_record) return;
        return tell(Find::record, i,
                    "{} is used by permission: note who gave it, for what, until when.");
      case post::Origin::creative_commons:
        if (!medium.licence.empty()) return;
        return tell(Find::licence, i,
                    "Name the Creative Commons licence of {}, such as CC BY 4.0.");
      case post::Origin::unsaid:
        // Without a credit it is another check's.
        if (medium.credit.empty() || medium.kind == "document" || on_record) return;
        return tell(Find::origin, i,
                    "Note whose {} is and why we may use it: our own, licensed, by permission.");
      case post::Origin::own:
      case post::Origin::public_domain: return;
    }
  }

  void tell(Find what, std::size_t i, std::string_view message, std::string until = {}) {
    if (!wanted(find_, what)) return;
    const bool begins = message.starts_with("{}");
    Hit hit;
    hit.fields = {{"which", which_medium(subject_.draft, i, false)}, {"until", std::move(until)}};
    add_hit(hits_, std::move(hit), find_,
            fmt::format(fmt::runtime(message), which_medium(subject_.draft, i, begins)));
  }

  const std::vector<std::size_t>& find_;
  const Subject& subject_;
  Hits& hits_;
};

}  // namespace

// Whether a picture, film or sound may be used. Fields:
//   find: [record, expired, licence, consent, children, origin]; all
// record: licensed or by permission, and neither a licence nor who gave it is on record; expired:
// the permission ends before the draft goes out; licence: Creative Commons without which one;
// origin: nobody noted where it comes from; consent, children: somebody can be recognised and
// nobody noted that they, or their parents, agreed. Messages: {which}, {until}.
Run compile_permission(Settings& settings, const Setup& /*setup*/) {
  const auto find = settings.choices_if(
      "find", {"record", "expired", "licence", "consent", "children", "origin"});
  return [find](const Subject& subject, Hits& hits) {
    PermissionCheck check(find, subject, hits);
    for (std::size_t i = 0; i < subject.draft.media.size(); ++i) check.run(i);
  };
}

}  // namespace decorum::review
