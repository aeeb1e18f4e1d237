#include "desk/mail_texts.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/utf8.h"

namespace decorum::desk {
namespace {

constexpr std::string_view close = "\n\n-- \n{organisation}, social media desk\n";

template <class Use>
void each_field(std::string_view text, const Use& use) {
  std::size_t done = 0;
  for (std::size_t open = text.find('{'); open != std::string_view::npos;
       open = text.find('{', done)) {
    const std::size_t end = text.find('}', open);
    use(text.substr(done, open - done), text.substr(open + 1, end - open - 1));
    done = end + 1;
  }
  use(text.substr(done), std::string_view());
}

// One line that cannot pass for a header or another line of the mail.
std::string on_one_line(std::string_view value) {
  std::string line;
  for (const char c : value.substr(0, mail_field_bytes_max)) {
    const auto code = static_cast<unsigned char>(c);
    line += code < 0x20 || code == 0x7f ? ' ' : c;
  }
  while (!line.empty() && !base::is_valid_utf8(line)) line.pop_back();
  return line;
}

base::Result<std::string> filled(std::string_view text,
                                 const std::map<std::string, std::string>& fields) {
  std::string out;
  std::string missing;
  each_field(text, [&](std::string_view before, std::string_view name) {
    out += before;
    if (name.empty()) return;
    const auto value = fields.find(std::string(name));
    if (value == fields.end() || value->second.empty()) {
      if (missing.empty()) missing = name;
      return;
    }
    out += on_one_line(value->second);
  });
  if (missing.empty()) return out;
  return base::fail(fmt::format("the mail has no {}", missing), fmt::format("/{}", missing));
}

}  // namespace

const std::vector<MailText>& mail_texts() {
  static const std::vector<MailText> texts{
      {"acknowledge-policy", "Somebody is asked to confirm that they have read a policy",
       "Please read: our social media policy",
       "Hello {name},\n\nthere is a version of our social media policy that you are asked to "
       "read. Say here that you have; no account is needed:\n\n{link}"},
      {"approval-asked", "A draft waits for somebody with your role",
       "To approve: a draft for {account}",
       "Hello {name},\n\n{from} asks for your approval of a draft for {account}. {why}\n\n"
       "Read and decide here: {url}\n\nNobody approves what they wrote themselves. Until you or a "
       "deputy decides, it stays with us."},
      {"approval-refused", "A draft that you wrote was sent back",
       "Sent back: your draft for {account}",
       "Hello {name},\n\n{from} sent your draft for {account} back. The reason stands beside it: "
       "{url}"},
      {"assigned", "A case was given to you", "Yours: case {case}, {site}",
       "Hello {name},\n\n{from} gave you case {case} on {site}. It is due {due}.\n\n{url}"},
      {"brief", "The chief executive's brief in a crisis", "Brief at {time}: {topic}",
       "Hello {name},\n\nWhere we stand with “{topic}” at {time}:\n\n"
       "Conversations: {conversations}\nOpen: {open}\nHolding line: {holding}\n"
       "Who may speak: {speakers}\nNext brief: {next}\n\nThe log and the texts: {url}"},
      {"brief-reminder", "A brief is due soon", "Brief due at {time}: {topic}",
       "Hello {name},\n\nthe chief executive's brief on “{topic}” is due at {time}. Write it "
       "here: {url}"},
      {"crisis-declared", "A crisis was declared", "Crisis: {topic}",
       "Hello {name},\n\n{from} declared a crisis: “{topic}”. Everything that was scheduled or "
       "waiting is held back, on all accounts. Until it is stood down these may speak: "
       "{speakers}.\n\nThe holding line and the log: {url}"},
      {"crisis-over", "A crisis was stood down", "Stood down: {topic}",
       "Hello {name},\n\n{from} stood the crisis “{topic}” down. Nothing that was held back goes "
       "out by itself: {held} posts are offered to you one by one, here: {url}"},
      {"due-warning", "A deadline is near", "Due {due}: case {case}",
       "Hello {name},\n\ncase {case} on {site} is due {due}, and nothing has gone out yet."
       "\n\n{url}"},
      {"escalation", "A deadline has passed", "Overdue: case {case}",
       "Hello {name},\n\ncase {case} on {site} was due {due} and is with nobody who answers. "
       "Please take it, or say that you have seen it:\n\n{acknowledge}\n\nIf we hear nothing by "
       "{next}, it goes to the next in line. The case: {url}"},
      {"hand-over", "Somebody with an account is asked to help", "A question for you: case {case}",
       "Hello {name},\n\nsomebody wrote to us on {site}, and you can help. Read it and answer "
       "here: {url}\n\nThe answer is due {due}."},
      {"hand-over-answered", "What came back from a team", "Answered by {from}: case {case}",
       "Hello {name},\n\n{from} answered on case {case}. It waits for your reply: {url}"},
      {"hand-over-link", "Somebody without an account is asked to help",
       "A question for you: case {case}",
       "Hello {name},\n\nsomebody wrote to us on {site}, and you can help. Read it and answer "
       "here; the link works once and needs no account:\n\n{link}\n\nThe answer is due "
       "{due}. Please do not pass the link on."},
      {"invitation", "Somebody new gets an account", "Your account at the social media desk",
       "Hello {name},\n\nan account was set up for you. Choose a password here; the link works "
       "once, and for some days only:\n\n{link}"},
      {"password-reset", "Somebody forgot their password",
       "A new password for the social media desk",
       "Hello {name},\n\nsomebody, perhaps you, asked for a new password. Choose one here; the "
       "link works once, and for a short time only:\n\n{link}\n\nIf it was not you, do nothing: "
       "your password stays as it is."},
      {"research-asked", "Facts are to be found out", "To find out by {due}: case {case}",
       "Hello {name},\n\na post makes a claim that no fact sheet answers yet. Please find out what "
       "is so, with sources, by {due}: {url}"},
      {"send-failed", "A post could not be sent", "Not sent: a post for {account}",
       "Hello {name},\n\nour post for {account} did not go out. {trouble} Decide here: {url}"},
      {"sending-unknown", "A post may have gone out, or not", "Did it go out? A post for {account}",
       "Hello {name},\n\n{site} did not say whether our post for {account} arrived. It is not sent "
       "again by itself. Please look on the site, and say here what you found: {url}"},
  };
  return texts;
}

const MailText* mail_text_named(std::string_view id) {
  const std::vector<MailText>& texts = mail_texts();
  const auto found = std::ranges::find(texts, id, &MailText::id);
  return found == texts.end() ? nullptr : &*found;
}

std::vector<std::string> fields_of(const MailText& mail) {
  std::vector<std::string> names;
  for (const std::string_view text : {mail.subject, mail.text, close}) {
    each_field(text, [&](std::string_view, std::string_view name) {
      if (!name.empty() && std::ranges::find(names, name) == names.end()) names.emplace_back(name);
    });
  }
  return names;
}

base::Result<Mail> mail_of(std::string_view id, const std::map<std::string, std::string>& fields) {
  const MailText* mail = mail_text_named(id);
  if (mail == nullptr) return base::fail(fmt::format("there is no mail '{}'", id), "/template");
  auto subject = filled(mail->subject, fields);
  if (!subject) return tl::unexpected(subject.error());
  auto text = filled(fmt::format("{}{}", mail->text, close), fields);
  if (!text) return tl::unexpected(text.error());
  return Mail{std::move(*subject), std::move(*text)};
}

}  // namespace decorum::desk
