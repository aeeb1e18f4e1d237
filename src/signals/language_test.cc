#include "signals/language.h"

#include <gtest/gtest.h>

namespace decorum::signals {
namespace {

Language language_of(std::string_view text, std::string_view desk = "en",
                     std::string_view said = "") {
  Folded folded;
  fold(text, folded);
  return identify(folded, desk, said);
}

TEST(Identify, ShortTextReadsAsTheDesksLanguage) {
  for (const std::string_view text : {"", "ok", "Merci", "???", "\U0001f600", "@user #tag"}) {
    EXPECT_EQ(language_of(text).code, "en") << text;
    EXPECT_FALSE(is_foreign(language_of(text), "en")) << text;
    EXPECT_EQ(language_of(text, "cy-GB").code, "cy") << text;
  }
}

struct Sample {
  std::string_view code;
  std::string_view text;
};

// Invented posts to an institute, in the languages its desk may see.
constexpr Sample foreign_posts[] = {
    {"cy", "Rwy'n dal i aros am fy nhystysgrif, a allwch chi fy helpu os gwelwch yn dda?"},
    {"cy", "Diolch yn fawr iawn am y cyfarfod ddoe, roedd yn ddiddorol dros ben"},
    {"fr", "Bonjour, je n'ai toujours pas reçu mon certificat après six semaines"},
    {"fr", "votre service est nul, personne ne repond jamais au telephone"},
    {"de", "Ich warte seit sechs Wochen auf meine Urkunde und niemand antwortet mir"},
    {"de", "Das war gestern eine wirklich gute Veranstaltung, vielen Dank dafür"},
    {"es", "Todavía no he recibido mi certificado y nadie contesta mis mensajes"},
    {"es", "sois unos ladrones, devolvedme el dinero de la matricula ya mismo"},
    {"it", "Buongiorno, quando si aprono le iscrizioni per il prossimo corso?"},
    {"it", "Siete dei ladri e non rispondete mai alle nostre domande"},
    {"pt", "Ainda não recebi o meu certificado, podem ajudar-me por favor?"},
    {"nl", "Ik wacht al zes weken op mijn diploma en niemand geeft antwoord"},
    {"pl", "Czekam na certyfikat już sześć tygodni i nikt nie odpowiada na maile"},
    {"cs", "Už šest týdnů čekám na svůj certifikát a nikdo mi neodpovídá"},
    {"ro", "Astept de sase saptamani certificatul si nimeni nu imi raspunde"},
    {"hu", "Már hat hete várok a bizonyítványomra, és senki sem válaszol"},
    {"sv", "Jag har väntat på mitt intyg i sex veckor och ingen svarar"},
    {"da", "Jeg har ventet på mit bevis i seks uger, og ingen svarer mig"},
    {"fi", "Olen odottanut todistustani kuusi viikkoa eikä kukaan vastaa"},
    {"tr", "Altı haftadır sertifikamı bekliyorum ve kimse cevap vermiyor"},
    {"id", "Saya sudah menunggu sertifikat saya selama enam minggu dan tidak ada jawaban"},
    {"vi", "Tôi đã chờ giấy chứng nhận sáu tuần rồi mà không ai trả lời"},
    {"ru", "Я жду сертификат уже шесть недель"},
    {"ru", "Спасибо"},
    {"uk", "Я чекаю на свій сертифікат вже шість тижнів"},
    {"el", "Περιμένω το πιστοποιητικό μου"},
    {"ar", "أنتظر شهادتي منذ ستة أسابيع"},
    {"he", "אני מחכה לתעודה שלי כבר שבועות"},
    {"hi", "मैं छह हफ्ते से अपने प्रमाणपत्र का इंतजार कर रहा हूं"},
    {"zh", "我等我的证书已经六个星期了"},
    {"ja", "証明書を六週間待っています"},
    {"ko", "여섯 주 동안 인증서를 기다리고 있습니다"},
    {"th", "ฉันรอใบรับรองมาหกสัปดาห์แล้ว"},
};

TEST(Identify, NamesTheLanguageOfForeignPosts) {
  for (const Sample& sample : foreign_posts) {
    const Language language = language_of(sample.text);
    EXPECT_EQ(language.code, sample.code) << sample.text;
    EXPECT_TRUE(is_foreign(language, "en")) << sample.text << " " << language.confidence;
  }
}

TEST(Identify, EnglishStaysEnglish) {
  for (const std::string_view text :
       {"Where is my certificate? I have been waiting six weeks now.",
        "lol omg cant even rn smh",
        "brass monkey funky monkey",
        "wooosh! orange fans mad",
        "DALE JR LETS GO @ Talladega Superspeedway",
        "Go go Power Rangers!",
        "Happy birthday to my bro!!! love u man",
        "Met José Álvarez and François from Orléans at the conference",
        "im gonna b late 2nite sry m8",
        "( ˘ω˘ ) https://example.org/x",
        "@anna @ben @cho #tag #other https://example.org/une-page-en-francais",
        "The word привет means hello in Russian, as they say"}) {
    const Language language = language_of(text);
    EXPECT_FALSE(is_foreign(language, "en")) << text << " " << language.code;
  }
}

TEST(Identify, TheSitesTagAloneDecidesNothing) {
  EXPECT_FALSE(is_foreign(language_of("Where is my certificate, please?", "en", "fr"), "en"));
  EXPECT_FALSE(is_foreign(language_of("ok great", "en", "ja"), "en"));
  EXPECT_FALSE(is_foreign(language_of("ok great thing there", "en", "\"<>\n"), "en"));
}

TEST(Identify, ADeskInAnotherLanguageStillSeesEnglish) {
  EXPECT_EQ(language_of("Where is my certificate? I have been waiting", "cy").code, "en");
  EXPECT_TRUE(is_foreign({"cy", 0.95F}, "en"));
  EXPECT_FALSE(is_foreign({"cy", 0.6F}, "en"));
  EXPECT_FALSE(is_foreign({"en", 0.99F}, "en"));
}

TEST(Identify, ALongTextCostsNoMoreThanItsBeginning) {
  std::string text;
  while (text.size() < 200'000) text += "Ich warte auf meine Urkunde und niemand antwortet. ";
  EXPECT_EQ(language_of(text).code, "de");
}

}  // namespace
}  // namespace decorum::signals
