#include "signals/unmask.h"

#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

namespace decorum::signals {
namespace {

// The words of the project's models; none when these are not there.
const KnownWords& model_words() {
  static const KnownWords words = [] {
    std::ifstream file("models/features.model", std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const auto features = read_features(bytes);
    return features ? KnownWords(*features) : KnownWords();
  }();
  return words;
}

// Words of a rarity each, as features would hold them.
KnownWords few_words() {
  Features features;
  features.idf.assign(feature_rows, 40);
  for (const char* text : {"you", "are", "an", "idiot", "really", "thank", "so", "much", "damn"}) {
    features.words.push_back({text, true, {}});
  }
  features.words.back().numbers.marks = word_mark::profanity;
  return KnownWords(features);
}

std::string plain_of(std::string_view text, const KnownWords& known = model_words()) {
  Unmasked plain;
  return unmask(text, known, plain) ? plain.text : std::string(text);
}

// A line each, "disguised | plain".
constexpr std::string_view disguises = R"(
you 1d1ot | you idiot
what a 5tup1d thing | what a stupid thing
y0u ar3 4n 1d107 | you are an idiot
5ub5cr1b3 t0 my ch4nn3l | subscribe to my channel
FR33 PR1Z3S | FREE PRIZES
a$$ | ass
stup!d $tuff | stupid stuff
what a f@ke | what a fake
you id*ot | you idiot
b**tard | bastard
you i d i o t! | you idiot!
such a i d i o t | such a idiot
you i.d.i.o.t | you idiot
you i-d-i-o-t, you | you idiot, you
you i*d*i*o*t | you idiot
s_t_u_p_i_d | stupid
y o u   a r e   s t u p i d | you are stupid
W I N N E R  and  F R E E   P R I Z E | WINNER and FREE PRIZE
so stuuuupid | so stupid
STUPIDDDD | STUPID
sssttuuuppiidd | stupid
you іdіоt | you idiot
γου αrε αn ιdιοτ | you are an idiot
ʏᴏᴜ ᴀʀᴇ ᴀɴ ɪᴅɪᴏᴛ | you are an idiot
ｙｏｕ ａｒｅ ＳＯ ｄｕｍｂ | you are SO dumb
𝒚𝒐𝒖 𝓼𝓽𝓾𝓹𝓲𝓭 𝙞𝙙𝙞𝙤𝙩 | you stupid idiot
ⓨⓞⓤ 🅘🅓🅘🅞🅣 | you IDIOT
y̶o̶u̶ i̶d̶i̶o̶t̶ | you idiot
i̴̟̊d͈̀í̢̞ǫ̷̍t͓͂ | idiot
ʇoᴉpᴉ uɐ ǝɹɐ noʎ | you are an idiot
you are an ʇoᴉpᴉ, really | you are an idiot, really
thankyousomuch | thank you so much
ThankYouSoMuch | Thank You So Much
youaresostupid | you are so stupid
)";

constexpr std::string_view ordinary = R"(
Back at 4pm, no, 5am, or 10.30am on the 1st, 2nd, 3rd or 21st
gr8 to see u 2day m8, w8 for me, b4 it is 2 l8, h8 to miss it
ref AB12CD34, flight BA0117, room 4B, form SA100, part X5-200
the iPhone5s, the PS4, MP3s, H1N1, G20, B2B, 3D, 4K, 1080p and WW2
SW1A 1AA, W1T 4AB, E17 6QG, N1 9GU, M25, A40
call 0800 123 4567, 07700 900123 or +44 20 7946 0000
$20, US$50, $1.5m, £1,000, €3, 50p, 90s music, 100k views, 5GB
U.S.A., U. S. A., B.B.C., U.K., N.A.T.O., e.g. this, i.e. that, a.m.
J. R. R. Tolkien and C. S. Lewis met B B C people
P R E S S  R E L E A S E
S P R I N G   S A L E
W E L C O M E everybody
u r a star, i c u, x o x o, a b c d e, options a / b / c / d
1 2 3 4 5 and a 2 b 4 c
well-known, state-of-the-art, re-sign, x-ray, co-op, e-mail, T-shirt, A-level
j.smith99@example.com, http://ex4mple.com/5tup1d, www.4cc0unt.com/a1, fr33stuff.com/x
@5tup1d, @user_99, @i_d_i_o_t, #Br3xit, #winNow2026, #ThankYouSoMuch
café, naïve, résumé, Müller, Straße, élève, Łódź, był, niño, İstanbul, ağaç, ěščřž
Tiếng Việt có dấu, Đà Nẵng, Điện Biên
Привет, как дела? Вот новая школа и кот.
Ελληνικά λόγια, και άλλα πολλά
Հայերեն, ᏣᎳᎩ, 日本語, 한국어, العربية, עברית, हिन्दी, ไทย
5 µm, 10 Ω, a β-blocker, the α-helix, Δx, π, σ, 25 ℃, № 5, ½, m², x³, H₂O
the 1ˢᵗ and ™ © ® ℠
:) ;-) :D <3 xD :-P ^_^ o_O T_T ¯\_(ツ)_/¯ (╯°□°)╯
🅱 🅰️ 🅾️ ℹ️ Ⓜ️ 🆗 🇬🇧 👍🏽 👨‍👩‍👧 ❤️ 1️⃣
so good, soo good, sooo good, yesss, nooo, hmmm, ahhh, zzz, www, ooo
hahahahahahaha, lololololol, zzzzzzzzz
YouTube, PayPal, LinkedIn, McDonald, eBay, JavaScript, GitHub, TechCrunch
2*3=6, a*b, *really*, **bold**, _this_, ~~that~~, 5* hotel, f***, C++, C#
and/or, he/she, 24/7, w/o, c/o, rock'n'roll, 'tis, o'clock, don't, y'all
antidisestablishmentarianism, Donaudampfschifffahrtsgesellschaft
wow!great, yes!no, this|that, either/or, one+one, AT&T, Q&A, R&B
d, I, a. A? I! x
)";

std::vector<std::string_view> lines_of(std::string_view table) {
  std::vector<std::string_view> out;
  while (!table.empty()) {
    const std::size_t end = table.find('\n');
    if (end > 0) out.push_back(table.substr(0, end));
    table.remove_prefix(std::min(table.size(), end + 1));
  }
  return out;
}

TEST(Unmask, ReadsWhatIsDisguised) {
  if (model_words().empty()) GTEST_SKIP() << "no features in ./models";
  for (const std::string_view line : lines_of(disguises)) {
    const std::size_t bar = line.rfind(" | ");
    EXPECT_EQ(plain_of(line.substr(0, bar)), line.substr(bar + 3));
  }
}

TEST(Unmask, LeavesOrdinaryTextAsItIs) {
  if (model_words().empty()) GTEST_SKIP() << "no features in ./models";
  for (const std::string_view line : lines_of(ordinary)) {
    EXPECT_EQ(plain_of(line), line);
    // Each piece by itself too: no other part may be what keeps it.
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t comma = std::min(line.find(", ", at), line.size());
      EXPECT_EQ(plain_of(line.substr(at, comma - at)), line.substr(at, comma - at));
      at = comma + 2;
    }
  }
}

TEST(Unmask, LeavesAHeadingOverText) {
  if (model_words().empty()) GTEST_SKIP() << "no features in ./models";
  const std::string text = "O U R   A N N U A L   R E P O R T\nis out, and it is good to read";
  EXPECT_EQ(plain_of(text), text);
}

TEST(Unmask, DropsInvisibleCharactersInsideWordsOnly) {
  const KnownWords known = few_words();
  EXPECT_EQ(plain_of("you id\u200bi\u200do\u00adt", known), "you idiot");
  EXPECT_EQ(plain_of("you \u200eidi\u2060ot\u200f", known), "you \u200eidiot\u200f");
  EXPECT_EQ(plain_of("\u202etoidi\u202c", known), "idiot");
  EXPECT_EQ(plain_of("می\u200cخواهم \U0001F468\u200d\U0001F469", known),
            "می\u200cخواهم \U0001F468\u200d\U0001F469");
  EXPECT_EQ(plain_of("\u202eשלום\u202c", known), "\u202eשלום\u202c");
}

TEST(Unmask, ReadsDigitsOnlyWhereAKnownWordComesOut) {
  const KnownWords known = few_words();
  EXPECT_EQ(plain_of("1d1ot", known), "idiot");
  EXPECT_EQ(plain_of("1m8ec1le", known), "1m8ec1le");
  EXPECT_EQ(plain_of("d4mn", known), "damn");
  EXPECT_EQ(plain_of("c4mn", known), "c4mn");
}

TEST(Unmask, AMaskedRudeWordComesFirst) {
  Features features;
  features.idf.assign(feature_rows, 40);
  features.words = {{"dawn", true, {}}, {"damn", true, {}}, {"darn", true, {}}};
  EXPECT_EQ(plain_of("da*n", KnownWords(features)), "damn");
  EXPECT_EQ(plain_of("d**n", KnownWords(features)), "d**n");
  features.words[2].numbers.marks = word_mark::profanity;
  EXPECT_EQ(plain_of("da*n", KnownWords(features)), "darn");
  EXPECT_EQ(plain_of("d**n", KnownWords(features)), "darn");
}

TEST(Unmask, NothingIsDoneWithoutKnownWordsOrForVeryLongText) {
  EXPECT_EQ(plain_of("you 1d1ot", KnownWords()), "you 1d1ot");
  std::string text = "1d1ot ";
  while (text.size() <= unmask_bytes_max) text += text;
  EXPECT_EQ(plain_of(text, few_words()), text);
}

bool is_edge(std::string_view text, std::size_t at) {
  return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xc0U) != 0x80U;
}

void expect_whole(std::string_view text, const KnownWords& known) {
  Unmasked plain;
  if (!unmask(text, known, plain)) return;
  EXPECT_TRUE(may_be_disguised(text));
  EXPECT_LE(plain.text.size(), 2 * text.size() + 2);
  ASSERT_EQ(plain.origin.size(), plain.text.size() + 1);
  EXPECT_EQ(plain.origin.back(), text.size());
  for (std::size_t k = 0; k < plain.text.size(); ++k) {
    EXPECT_LE(plain.origin[k], plain.origin[k + 1]);
    const base::Span place = plain.place(k, k + 1);
    EXPECT_LT(place.start, place.end);
    EXPECT_TRUE(is_edge(text, place.start) && is_edge(text, place.end)) << text << " at " << k;
  }
  Unmasked again;
  EXPECT_FALSE(unmask(plain.text, known, again)) << text << " -> " << plain.text;
}

TEST(Unmask, PlacesAreWholeAndASecondTimeChangesNothing) {
  if (model_words().empty()) GTEST_SKIP() << "no features in ./models";
  for (const std::string_view line : lines_of(disguises)) expect_whole(line, model_words());
  // Pieces of the tables put together in any order, cut anywhere.
  const std::vector<std::string_view> one = lines_of(disguises), other = lines_of(ordinary);
  for (std::size_t seed = 0; seed < 3000; ++seed) {
    const std::string_view first = one[seed % one.size()];
    const std::string_view second = other[seed * 7 % other.size()];
    const std::string_view third = one[seed * 11 / 3 % one.size()];
    std::string text(first.substr(seed % 5));
    text += second.substr(0, seed * 13 % (second.size() + 1));
    text += third.substr(seed % (third.size() + 1));
    expect_whole(base::mended(text), model_words());
  }
}

TEST(ReadTokens, SpansLeadToThePost) {
  const KnownWords known = few_words();
  const std::string text = "well, y o u \u0456d\u0456\u043et are a d4mn 1d1ot";
  Unmasked plain;
  TokenRow row;
  ASSERT_TRUE(read_tokens("well, \u0456d\u0456\u043et, a d4mn 1d1ot", known, plain, row));
  std::vector<std::string> places;
  const std::string source = "well, \u0456d\u0456\u043et, a d4mn 1d1ot";
  for (const Token& token : row.tokens) {
    places.push_back(source.substr(token.span.start, token.span.end - token.span.start));
  }
  const std::vector<std::string> wanted = {"well", ",", "\u0456d\u0456\u043et", ",",
                                           "a",    "d4mn", "1d1ot"};
  EXPECT_EQ(places, wanted);
  EXPECT_EQ(row.text_of(row.tokens.back()), "idiot");
}

TEST(ReadTokens, AStretchedWordKeepsItsFlag) {
  const KnownWords known = few_words();
  Unmasked plain;
  TokenRow row;
  ASSERT_TRUE(read_tokens("you idiooot", known, plain, row));
  EXPECT_EQ(row.text_of(row.tokens[1]), "idiot");
  EXPECT_TRUE(row.tokens[1].is(token_flag::lengthened));
  EXPECT_FALSE(row.tokens[0].is(token_flag::lengthened));
}

TEST(ReadTokens, OrdinaryTextGivesTheSameTokens) {
  const KnownWords known = few_words();
  Unmasked plain;
  TokenRow row, other;
  EXPECT_FALSE(read_tokens("you are really an idiot", known, plain, row));
  tokenise("you are really an idiot", other);
  EXPECT_EQ(row.text, other.text);
}

TEST(KnownWords, AreCutApartWhereTheyWereRunTogether) {
  const KnownWords known = few_words();
  std::vector<std::size_t> ends;
  ASSERT_TRUE(cut_into_words("thankyousomuch", known, ends));
  EXPECT_EQ(ends, (std::vector<std::size_t>{5, 8, 10, 14}));
  EXPECT_FALSE(cut_into_words("thankqqqqqqqqq", known, ends));
  EXPECT_TRUE(ends.empty());
  EXPECT_FALSE(cut_into_words("", known, ends));
  EXPECT_FALSE(cut_into_words(std::string(cut_bytes_max + 1, 'a'), known, ends));
}

TEST(KnownWords, KnowRarityAndRudeness) {
  const KnownWords known = few_words();
  EXPECT_EQ(known.rarity("idiot"), 40);
  EXPECT_EQ(known.rarity("idiots"), 0);
  EXPECT_EQ(known.rarity(""), 0);
  EXPECT_TRUE(known.is_rude("damn"));
  EXPECT_FALSE(known.is_rude("idiot"));
  EXPECT_EQ(KnownWords().rarity("idiot"), 0);
}

}  // namespace
}  // namespace decorum::signals
