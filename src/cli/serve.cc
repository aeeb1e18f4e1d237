// decorum serve: the desk, over HTTP.
#include <charconv>
#include <csignal>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>

#include <fmt/core.h>

#include "channels/file_channel.h"
#include "channels/mail.h"
#include "cli/command.h"
#include "cli/data.h"
#include "cli/files.h"
#include "cli/find.h"
#include "cli/make_in_use.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/serve_loops.h"
#include "desk/draft_perform.h"
#include "desk/people.h"
#include "desk/perform.h"
#include "desk/send_draft.h"
#include "desk/send_mail.h"
#include "desk/sign_in.h"
#include "http/auth.h"
#include "http/chain.h"
#include "http/handlers_cases.h"
#include "http/handlers_check.h"
#include "http/handlers_desk.h"
#include "http/handlers_links.h"
#include "http/handlers_outgoing.h"
#include "http/handlers_people.h"
#include "http/handlers_policy.h"
#include "http/handlers_posts.h"
#include "http/handlers_session.h"
#include "http/listen.h"
#include "http/live.h"
#include "http/server.h"
#include "http/system_routes.h"
#include "policy/zone_time.h"
#include "record/head.h"
#include "sqlite/sqlite_store.h"

namespace decorum::cli {
namespace {

constexpr std::size_t past_posts_held = 200'000;
constexpr base::Duration replay_every = std::chrono::seconds(1);
constexpr auto grace = std::chrono::seconds(20);
constexpr std::size_t secret_file_bytes = 4096;
constexpr std::size_t drill_bytes_max = 1u << 20;

// One channel that several accounts share, asked by one thread at a time.
class Shared final : public channels::Channel {
 public:
  explicit Shared(std::unique_ptr<channels::Channel> channel) : channel_(std::move(channel)) {}

  channels::Abilities abilities() const override { return channel_->abilities(); }
  channels::Fetched fetch(const std::string& cursor) override {
    const std::lock_guard lock(mutex_);
    return channel_->fetch(cursor);
  }
  channels::Receipt send(const channels::Outgoing& outgoing) override {
    const std::lock_guard lock(mutex_);
    return channel_->send(outgoing);
  }

 private:
  std::mutex mutex_;
  std::unique_ptr<channels::Channel> channel_;
};

struct Wishes {
  std::string policy, store = "sqlite:decorum.sqlite", listen = "127.0.0.1:8080";
  std::string key_file, certificate, certificate_key, page, origin;
  std::string replay, sent;
  double replay_speed = 1;
  std::string smtp, smtp_user, smtp_password_file, mail_from;
  std::string smtp_security = "starttls";
  std::vector<std::string> hosts, proxies;
  int workers = 16;
};

const Help help = {
    .usage = "decorum serve [OPTIONS]",
    .about =
        "Serves the desk: its API, live events, and everything that goes on by itself: sealing\n"
        "the record each second, deadlines, what leaves the house, what channels bring.\n\n"
        "The first start makes the store and a key file beside it, and prints a link with which\n"
        "the first administrator sets themselves up; there is no password to begin with. Keep\n"
        "the key file apart from backups: it opens the secrets that the store holds.\n\n"
        "SIGTERM and SIGINT end it: no further connection is taken, requests under way are\n"
        "answered. SIGHUP reads the certificate again.\n",
    .examples = "  decorum serve\n"
                "  decorum serve --policy policies/council --store sqlite:/var/lib/desk.db\n"
                "  decorum serve --listen 0.0.0.0:8443 --certificate cert.pem --key cert.key\n"
                "  decorum serve --replay data/samples/day.jsonl --replay-speed 20\n"};

void declare(CLI::App& app, Wishes& w) {
  app.add_option("--policy", w.policy,
                 "The policy's folder, for a store that has none yet")
      ->type_name("DIR");
  app.add_option("--store", w.store, "Where everything is kept (default: sqlite:decorum.sqlite)")
      ->type_name("STORE");
  app.add_option("--listen", w.listen, "ADDRESS:PORT or unix:PATH (default: 127.0.0.1:8080)")
      ->type_name("ADDR");
  app.add_option("--key-file", w.key_file,
                 "The key that secrets are locked with (default: STORE.key)")
      ->type_name("FILE");
  app.add_option("--certificate", w.certificate, "Certificate chain (PEM): speaks TLS")
      ->type_name("FILE");
  app.add_option("--key", w.certificate_key, "The certificate's key (PEM)")->type_name("FILE");
  app.add_option("--page", w.page, "How people reach it, for links in mails")->type_name("URL");
  app.add_option("--host", w.hosts, "A name that it answers to; may be given more than once")
      ->type_name("NAME");
  app.add_option("--trusted-proxy", w.proxies, "A proxy whose word for addresses is taken")
      ->type_name("ADDR");
  app.add_option("--origin", w.origin, "The record's name, chosen once (default: made of --page)")
      ->type_name("NAME");
  app.add_option("--replay", w.replay, "Plays a day of posts (JSON Lines) as if they came in now")
      ->type_name("FILE");
  app.add_option("--replay-speed", w.replay_speed, "How much faster than it was (default: 1)")
      ->check(CLI::Range(0.01, 1e6));
  app.add_option("--sent", w.sent, "Where a replayed day's replies are written")
      ->type_name("FILE");
  app.add_option("--smtp", w.smtp, "HOST:PORT that takes our mail")->type_name("ADDR");
  app.add_option("--smtp-security", w.smtp_security, "starttls (default), tls, or none")
      ->check(CLI::IsMember({"starttls", "tls", "none"}));
  app.add_option("--smtp-user", w.smtp_user, "Who signs in there")->type_name("NAME");
  app.add_option("--smtp-password-file", w.smtp_password_file, "A file with the password")
      ->type_name("FILE");
  app.add_option("--mail-from", w.mail_from, "The address that our mail is from")
      ->type_name("ADDRESS");
  app.add_option("--workers", w.workers, "Requests worked on at a time (default: 16)")
      ->check(CLI::Range(1, 256));
}

struct Listen {
  std::string address;
  int port = 0;
};

Listen listen_of(const std::string& text) {
  if (text.starts_with("unix:")) return {text, 0};
  const std::size_t colon = text.rfind(':');
  Listen listen;
  if (colon != std::string::npos) {
    listen.address = text.substr(0, colon);
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + colon + 1, end, listen.port);
    if (read.ec == std::errc{} && read.ptr == end && listen.port >= 0 && listen.port < 65536 &&
        !listen.address.empty()) {
      if (listen.address.front() == '[') {
        listen.address = listen.address.substr(1, listen.address.size() - 2);
      }
      return listen;
    }
  }
  throw CannotRun(fmt::format("--listen {}: write ADDRESS:PORT, as 127.0.0.1:8080", text));
}

std::string store_path(const std::string& store) {
  constexpr std::string_view prefix = "sqlite:";
  if (store.starts_with(prefix) && store.size() > prefix.size()) return store.substr(prefix.size());
  throw CannotRun(fmt::format("--store {}: write sqlite:PATH", store));
}

// What one SMTP server takes, or why there is none.
std::function<desk::Attempt(const desk::Letter&)> mail_delivery(const Wishes& w,
                                                                const desk::Desk& desk) {
  if (w.smtp.empty()) {
    return [](const desk::Letter&) {
      return desk::Attempt{desk::Attempt::Kind::refused,
                           "no mail server is named; start the desk with --smtp"};
    };
  }
  const std::size_t colon = w.smtp.rfind(':');
  channels::MailServer server;
  server.host = w.smtp.substr(0, colon);
  if (colon != std::string::npos) {
    const char* end = w.smtp.data() + w.smtp.size();
    if (std::from_chars(w.smtp.data() + colon + 1, end, server.port).ptr != end) {
      throw CannotRun(fmt::format("--smtp {}: write HOST:PORT", w.smtp));
    }
  }
  if (!channels::is_mail_address(w.mail_from)) {
    throw CannotRun("--smtp needs --mail-from, the address that our mail is from");
  }
  using Security = channels::MailServer::Security;
  server.security = w.smtp_security == "tls"    ? Security::tls
                    : w.smtp_security == "none" ? Security::none
                                                : Security::starttls;
  server.user = w.smtp_user;
  if (!w.smtp_password_file.empty()) {
    server.password = read_file(w.smtp_password_file, secret_file_bytes);
    while (!server.password.empty() && server.password.back() == '\n') server.password.pop_back();
  }
  const auto mailer = std::make_shared<channels::Mailer>(server);
  const std::string from = w.mail_from;
  return [mailer, from, &desk](const desk::Letter& letter) {
    channels::Letter message;
    message.from = {"", from};
    message.to = {{letter.name, letter.address}};
    message.subject = letter.mail.subject;
    message.text = letter.mail.text;
    message.message_id = letter.key + from.substr(from.find('@'));
    message.date = desk.now();
    return desk::attempt_of(mailer->send(message));
  };
}

// The policy in force: the store's own, once it has versions; else the folder's.
std::shared_ptr<const desk::InUse> policy_to_serve(const Wishes& w, store::Store& store,
                                                   base::Time now) {
  std::vector<policy::PolicyFile> files;
  store.read([&](store::Snapshot& in) {
    const auto version = desk::version_on(in, policy::local_day("UTC", now));
    if (version) files = desk::files_of(in, version->files);
  });
  if (!files.empty() && !w.policy.empty()) {
    say_error("the store has its own versions of the policy, so --policy is not read; change it "
              "at the desk");
  }
  if (files.empty()) files = read_folder(find_policy(w.policy), {});
  auto made = make_in_use(std::move(files));
  if (made) return *made;
  throw CannotRun(fmt::format("{} ({})", made.error().what, made.error().where));
}

desk::KeyOf key_of(const desk::Vault& vault) {
  return [&vault](const desk::RecordKey& key) {
    const auto seed = vault.unlock(key.locked_seed, "record-key");
    if (!seed) {
      throw std::runtime_error(
          "the record's key cannot be unlocked: is this the store's key file?");
    }
    auto pair = record::make_key_pair(*seed);
    if (!pair) throw std::runtime_error("the record's key is damaged");
    return std::move(*pair);
  };
}

void begin_record_once(desk::Desk& desk, const desk::Vault& vault, const std::string& origin) {
  bool is_begun = false;
  desk.store().read([&](store::Snapshot& in) { is_begun = !desk::record_keys(in).empty(); });
  if (is_begun) return;
  const std::string seed = desk::random_bytes(record::seed_bytes);
  const auto pair = record::make_key_pair(seed);
  desk.write("command", [&](desk::Writing& writing) {
    desk::begin_record(writing, origin, pair->public_key(), vault.lock(seed, "record-key"));
  });
}

// "https://desk.example.org:8443/x" as "desk.example.org/decorum".
std::string origin_of(const Wishes& w, const std::string& page) {
  if (!w.origin.empty()) {
    if (record::is_origin(w.origin)) return w.origin;
    throw CannotRun(fmt::format("--origin {}: printable letters without blanks and +", w.origin));
  }
  std::string host = page.substr(page.find("://") + 3);
  host = host.substr(0, host.find_first_of(":/"));
  return (host.empty() ? "localhost" : host) + "/decorum";
}

void publish_live(http::LiveHub& live, const std::vector<desk::Writing::Written>& written) {
  for (const desk::Writing::Written& one : written) {
    http::LiveEvent event{one.event, one.kind, {}, "{}"};
    if (one.case_id) {
      const std::string id = base::to_text(one.case_id);
      event.topics.push_back("case:" + id);
      event.data = fmt::format("{{\"case\":\"{}\"}}", id);
    }
    live.publish(std::move(event));
  }
}

// Waits for a signal that ends the program; reads the certificate again at SIGHUP.
void wait_for_the_end(http::Server& server, const sigset_t& signals) {
  while (true) {
    int signal = 0;
    sigwait(&signals, &signal);
    if (signal != SIGHUP) return;
    if (auto again = server.reload_certificate(); !again) say_error(again.error().what);
  }
}

sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return signals;
}

// Everything that serves, in the order in which it is made and, backwards, ended.
class Serving {
 public:
  explicit Serving(const Wishes& w)
      : w_(w),
        listen_(listen_of(w.listen)),
        page_(w.page.empty() ? default_page() : w.page),
        store_(sqlite::open_store(store_path(w.store), {})),
        vault_(w.key_file.empty() ? store_path(w.store) + ".key" : w.key_file),
        desk_(*store_, clock_, policy_to_serve(w, *store_, clock_.now()),
              [this](const auto& written) { publish_live(live_, written); }),
        past_(past_posts_held),
        outgoing_{desk_, draft_tools(), topic_tools()},
        policy_{desk_, make_in_use, [this] { return checks(); }} {
    begin_record_once(desk_, vault_, origin_of(w, page_));
    desk::keep_first_version(desk_, "command");
    store_->read([&](store::Snapshot& in) { desk::load_past(in, past_); });
    connect_channels();
    make_outbox();
  }

  void run(const sigset_t& signals) {
    const http::Router router(http::with_system_routes(routes(), metrics_, [this] {
      return std::vector<http::Readiness>{{"store", is_store_ready()}};
    }));
    const http::ChainParts parts{router,  http::desk_guard(desk_), addresses_, persons_, log_,
                                 metrics_, [this] { return clock_.now(); }};
    http::ServerSettings settings = settings_of_listener();
    http::fill_in(settings, parts);
    http::Server server(std::move(settings), http::entry_of(parts));
    if (auto started = server.start(); !started) {
      throw CannotRun(started.error().what);
    }
    metrics_.watch([&server] { return server.counts(); });
    Loops loops(desk_, log_, {key_of(vault_), make_in_use, outbox_.get(), &channels_});
    loops.start();
    tell(server.port());
    wait_for_the_end(server, signals);
    log_.event(clock_.now(), http::Level::info, "ending");
    server.stop(grace);
    loops.stop();
    while (desk::seal_waiting(*store_, key_of(vault_), clock_.now()) > 0) {
    }
  }

 private:
  std::string default_page() const {
    return fmt::format("{}://{}", w_.certificate.empty() ? "http" : "https", w_.listen);
  }

  bool is_store_ready() {
    try {
      store_->read([](store::Snapshot& in) { in.leaves(); });
      return true;
    } catch (const store::StoreError&) {
      return false;
    }
  }

  void connect_channels() {
    if (w_.replay.empty()) return;
    channels::FileChannelSetup setup;
    setup.path = w_.replay;
    setup.sent_path = w_.sent.empty() ? store_path(w_.store) + ".sent.jsonl" : w_.sent;
    setup.speed = w_.replay_speed;
    auto file = std::make_unique<channels::FileChannel>(setup, [this] { return clock_.now(); });
    channels_.push_back({"replay", std::make_unique<Shared>(std::move(file)), replay_every});
  }

  channels::Channel* channel_of(std::string_view) {
    return channels_.empty() ? nullptr : channels_.front().channel.get();
  }

  desk::DraftTools draft_tools() {
    desk::DraftTools tools;
    tools.look = [this](store::Snapshot& in, const desk::InUse& in_use, base::Time now) {
      return desk::lookup_in(desk_.presence(), in, in_use, now);
    };
    tools.abilities =
        [this](std::string_view account) -> std::optional<channels::Abilities> {
      const channels::Channel* channel = channel_of(account);
      if (channel == nullptr) return std::nullopt;
      return channel->abilities();
    };
    tools.past = &past_;
    return tools;
  }

  desk::TopicTools topic_tools() {
    desk::TopicTools tools;
    tools.look = draft_tools().look;
    for (const policy::PolicyFile& file :
         read_files_ending(find_data() / "drills", ".json", drill_bytes_max)) {
      auto drill = desk::read_drill(file.bytes);
      if (!drill) throw CannotRun(fmt::format("{}: {}", file.path, drill.error().what));
      tools.drills.push_back(std::move(*drill));
    }
    return tools;
  }

  desk::PolicyChecks checks() {
    const std::string zone = desk_.in_use()->policy->info.time_zone;
    return {open_context(), policy::local_day(zone, clock_.now())};
  }

  void make_outbox() {
    desk::MailCourier mail;
    mail.look = draft_tools().look;
    mail.organisation = desk_.in_use()->policy->info.organisation;
    mail.page = page_;
    mail.deliver = mail_delivery(w_, desk_);
    std::map<std::string, desk::Courier, std::less<>> couriers;
    couriers.emplace("mail", desk::mail_courier(desk_, std::move(mail)));
    desk::DraftCourier drafts;
    drafts.channel = [this](std::string_view account) { return channel_of(account); };
    drafts.past = &past_;
    couriers.emplace("send", desk::draft_courier(std::move(drafts)));
    outbox_ = std::make_unique<desk::Outbox>(desk_, std::move(couriers), desk::OutboxOptions{});
    outbox_->recover();
  }

  std::vector<http::Route> routes() {
    std::vector<http::Route> all;
    const auto add = [&](std::vector<http::Route> some) {
      for (http::Route& route : some) all.push_back(std::move(route));
    };
    add(http::session_routes({desk_, vault_, slowdown_}));
    add(http::people_routes(desk_));
    add(http::case_routes(desk_));
    add(http::post_routes(desk_));
    add(http::outgoing_routes(outgoing_));
    add(http::policy_routes(policy_));
    add(http::desk_routes(desk_, live_));
    add(http::check_routes(desk_));
    add(http::link_routes(desk_));
    return all;
  }

  http::ServerSettings settings_of_listener() {
    http::ServerSettings settings;
    settings.address = listen_.address;
    settings.port = listen_.port;
    settings.inherited = http::inherited_listeners();
    settings.certificate_file = w_.certificate;
    settings.key_file = w_.certificate_key;
    settings.worker_threads = w_.workers;
    settings.trusted_proxies = w_.proxies;
    settings.hosts = w_.hosts;
    return settings;
  }

  void tell(int port) {
    std::string page = page_;
    if (w_.page.empty() && port > 0) {
      const std::string_view scheme = w_.certificate.empty() ? "http" : "https";
      page = fmt::format("{}://{}:{}", scheme, listen_.address, port);
    }
    log_.event(clock_.now(), http::Level::info, "started",
               {{"port", fmt::format("{}", port)}, {"store", store_->about()}});
    write_out(fmt::format("Decorum serves {} at {}\n",
                          desk_.in_use()->policy->info.organisation, page));
    if (const auto secret = desk::first_set_up(desk_)) {
      write_out(fmt::format("Nobody has a sign-in yet. The first administrator sets themselves up, "
                            "once, with a POST of name, email and password to\n{}/api/set-up/{}\n",
                            page, *secret));
    }
  }

  const Wishes& w_;
  const Listen listen_;
  const std::string page_;
  desk::SystemClock clock_;
  http::Log log_;
  http::Metrics metrics_;
  http::LiveHub live_;
  http::RateLimiter addresses_{http::rates_of_addresses()}, persons_{http::rates_of_persons()};
  std::unique_ptr<store::Store> store_;
  desk::Vault vault_;
  desk::Slowdown slowdown_;
  desk::Desk desk_;
  desk::PastPosts past_;
  std::vector<NamedChannel> channels_;
  const http::OutgoingParts outgoing_;
  const http::PolicyParts policy_;
  std::unique_ptr<desk::Outbox> outbox_;
};

}  // namespace

int run_serve(Arguments arguments) {
  Wishes wishes;
  Options options(help);
  declare(options.app(), wishes);
  if (auto done = options.parse(arguments)) return *done;
  const sigset_t signals = block_signals();
  try {
    Serving serving(wishes);
    serving.run(signals);
  } catch (const store::StoreError& error) {
    throw CannotRun(error.what());
  }
  return exit_good;
}

}  // namespace decorum::cli
