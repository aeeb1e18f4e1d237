// TLS, with a certificate that the test makes.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>

#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "http/server.h"
#include "http/server_for_test.h"

namespace decorum::http {
namespace {

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* held) const {
    Free(held);
  }
};
template <class T, auto Free>
using Held = std::unique_ptr<T, Freed<Free>>;

// A folder with cert.pem and key.pem of a name, signed by itself.
struct Identity {
  Identity() {
    char made[] = "/tmp/decorum-tls-XXXXXX";
    folder = ::mkdtemp(made);
    make("localhost");
  }
  ~Identity() { std::filesystem::remove_all(folder); }

  void make(const std::string& name) const {
    const Held<EVP_PKEY, EVP_PKEY_free> key(EVP_EC_gen("P-256"));
    const Held<X509, X509_free> certificate(X509_new());
    constexpr long day_s = 86'400;
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -day_s);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), day_s);
    X509_NAME* subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), subject);
    X509_set_pubkey(certificate.get(), key.get());
    ASSERT_GT(X509_sign(certificate.get(), key.get(), EVP_sha256()), 0);
    const Held<BIO, BIO_free_all> certificate_out(BIO_new_file(certificate_file().c_str(), "w"));
    ASSERT_EQ(PEM_write_bio_X509(certificate_out.get(), certificate.get()), 1);
    const Held<BIO, BIO_free_all> key_out(BIO_new_file(key_file().c_str(), "w"));
    ASSERT_EQ(PEM_write_bio_PrivateKey(key_out.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                       nullptr), 1);
  }
  std::string certificate_file() const { return folder + "/cert.pem"; }
  std::string key_file() const { return folder + "/key.pem"; }
  ServerSettings settings() const {
    ServerSettings out;
    out.certificate_file = certificate_file();
    out.key_file = key_file();
    return out;
  }

  std::string folder;
};

// A client that trusts the certificate as it is in the folder now.
struct TlsClient {
  TlsClient(int port, const Identity& identity, int version_max = TLS1_3_VERSION)
      : context(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_load_verify_locations(context.get(), identity.certificate_file().c_str(), nullptr);
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_max_proto_version(context.get(), version_max);
    SSL_CTX_set_security_level(context.get(), 0);
    bio.reset(BIO_new_ssl_connect(context.get()));
    BIO_set_conn_hostname(bio.get(), fmt::format("127.0.0.1:{}", port).c_str());
    connected = BIO_do_connect(bio.get()) == 1;
  }
  std::string ask_and_read_to_end(std::string_view bytes) {
    BIO_write(bio.get(), bytes.data(), static_cast<int>(bytes.size()));
    std::string all;
    char buffer[4096];
    for (int count = 0; (count = BIO_read(bio.get(), buffer, sizeof buffer)) > 0;) {
      all.append(buffer, static_cast<std::size_t>(count));
    }
    SSL* ssl = nullptr;
    BIO_get_ssl(bio.get(), &ssl);
    ended_well = (SSL_get_shutdown(ssl) & SSL_RECEIVED_SHUTDOWN) != 0;
    return all;
  }

  Held<SSL_CTX, SSL_CTX_free> context;
  Held<BIO, BIO_free_all> bio;
  bool connected = false;
  bool ended_well = false;  // with close_notify: nothing was cut
};

constexpr std::string_view two_requests =
    "GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

TEST(Tls, AnswersOverTls) {
  const Identity identity;
  Running running(
      [](const Request& request) {
        Response response = echo(request);
        if (request.path == "/b") response.body.assign(3u << 20, request.secure ? 's' : 'p');
        return response;
      },
      identity.settings());
  TlsClient client(running.server.port(), identity);
  ASSERT_TRUE(client.connected);
  const std::string all = client.ask_and_read_to_end(two_requests);
  EXPECT_NE(all.find("GET /a []"), std::string::npos);
  EXPECT_TRUE(all.ends_with(std::string(3u << 20, 's')));
  EXPECT_TRUE(client.ended_well);
}

TEST(Tls, RefusesOldVersionsAndPlainText) {
  const Identity identity;
  Running running(echo, identity.settings());
  EXPECT_FALSE(TlsClient(running.server.port(), identity, TLS1_1_VERSION).connected);
  EXPECT_TRUE(TlsClient(running.server.port(), identity, TLS1_2_VERSION).connected);
  EXPECT_EQ(running.client().ask(get_a).status, 0) << "plain text on a TLS port";
}

TEST(Tls, CutsOffWhoeverDoesNotShakeHands) {
  const Identity identity;
  ServerSettings settings = identity.settings();
  settings.limits.handshake_ms = 40;
  Running running(echo, std::move(settings));
  RawClient silent = running.client();
  EXPECT_EQ(silent.read_to_end(), "");
}

TEST(Tls, ReadsItsCertificateAgain) {
  const Identity identity;
  Running running(echo, identity.settings());
  ASSERT_TRUE(TlsClient(running.server.port(), identity).connected);
  identity.make("renewed");
  EXPECT_FALSE(TlsClient(running.server.port(), identity).connected) << "it shows the old one";
  ASSERT_TRUE(running.server.reload_certificate().has_value());
  EXPECT_TRUE(TlsClient(running.server.port(), identity).connected);
  std::ofstream(identity.key_file()) << "nonsense";
  EXPECT_FALSE(running.server.reload_certificate().has_value());
  EXPECT_TRUE(TlsClient(running.server.port(), identity).connected) << "the last good one stays";
}

TEST(Tls, RefusesAKeyOfAnotherCertificate) {
  const Identity identity, other;
  ServerSettings settings = identity.settings();
  settings.key_file = other.key_file();
  EXPECT_FALSE(Server(settings, echo).start().has_value());
}

}  // namespace
}  // namespace decorum::http
