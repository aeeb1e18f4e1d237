// E-mail of hostile bytes: what is read is bounded text, headers are one line, links lead to pages.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/utf8.h"
#include "channels/mail_in.h"

namespace {

namespace base = decorum::base;
namespace channels = decorum::channels;

void require(bool holds) {
  if (!holds) std::abort();
}

void require_line(std::string_view text) {
  require(base::is_valid_utf8(text));
  require(text.find_first_of("\r\n") == std::string_view::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto draft = channels::read_mail(bytes);
  if (!draft) {
    require(!draft.error().what.empty());
    return 0;
  }
  require_line(draft->from_name);
  require_line(draft->from_address);
  require_line(draft->subject);
  require_line(draft->message_id);
  require(base::is_valid_utf8(draft->text));
  require(draft->text.size() <= channels::mail_text_bytes_max);
  require(draft->links.size() <= channels::mail_links_max);
  for (const auto& link : draft->links) {
    require(link.substr(0, 7) == "http://" || link.substr(0, 8) == "https://");
  }
  require(draft->attachments.size() <= channels::mail_attachments_max);
  for (const auto& attachment : draft->attachments) {
    require_line(attachment.name);
    require_line(attachment.type);
  }
  return 0;
}
