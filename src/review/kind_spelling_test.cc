// The kind "spelling" with the dictionary as it was built.
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "review/fix.h"
#include "review/kind_list.h"

namespace decorum::review {
namespace {

const spelling::Dictionary& dictionary() {
  static const std::string index = [] {
    std::ifstream in(DECORUM_SPELLING_INDEX, std::ios::binary);
    return std::string{std::istreambuf_iterator<char>(in), {}};
  }();
  static const spelling::Dictionary made = spelling::Dictionary::make(index).value();
  return made;
}

policy::SettingField text_field(std::string name, std::string text) {
  policy::SettingField field;
  field.name = std::move(name);
  field.value.text = std::move(text);
  return field;
}

policy::SettingField list_field(std::string name, const std::vector<std::string>& texts) {
  policy::SettingField field;
  field.name = std::move(name);
  field.value.kind = policy::Setting::Kind::list;
  for (const std::string& text : texts) field.value.items.push_back(text_field("", text).value);
  return field;
}

policy::SettingField flag_field(std::string name, bool flag) {
  policy::SettingField field = text_field(std::move(name), flag ? "true" : "false");
  field.value.kind = policy::Setting::Kind::flag;
  field.value.flag = flag;
  return field;
}

struct Checked {
  std::vector<Hit> hits;
  std::vector<policy::Mistake> mistakes;
};

Checked checked(std::string_view text, std::vector<policy::SettingField> fields,
                const policy::Policy& policy = {},
                const spelling::Dictionary* words = &dictionary()) {
  const policy::Sites sites{};
  const policy::Site site{};
  policy::ReviewCheck check;
  check.kind = "spelling";
  check.settings = std::move(fields);
  Checked out;
  Settings settings(check, out.mistakes);
  const Run run = compile_spelling(settings, Setup{policy, sites, words, nullptr, {}});
  settings.finish();
  Reading reading;
  read(text, words, {}, reading);
  const post::Draft draft;
  const Around around{};
  const signals::Signals signals{};
  Hits hits;
  run(Subject{draft, reading, site, nullptr, around, signals, {}}, hits);
  out.hits = hits.all();
  return out;
}

// "[recieve>receive]" for each hit, "!" behind one with a fix.
std::string told(std::string_view text, std::vector<policy::SettingField> fields = {},
                 const policy::Policy& policy = {}) {
  std::string out;
  for (const Hit& hit : checked(text, std::move(fields), policy).hits) {
    out += "[" + std::string(text.substr(hit.span.start, hit.span.end - hit.span.start)) + ">" +
           (hit.suggestions.empty() ? "" : hit.suggestions.front()) + "]" + (hit.fix ? "!" : "");
  }
  return out;
}

struct Row {
  std::string_view text, told;
};

TEST(SpellingKind, FindsMisspeltWordsAndProposesWithoutAFix) {
  constexpr Row rows[] = {
      {"We will recieve your parcel.", "[recieve>receive]"},
      {"Recieve a discount today.", "[Recieve>Receive]"},
      {"The commitee meets in Feburary.", "[commitee>committee][Feburary>February]"},
      {"Our Goverment partners agree.", "[Goverment>Government]"},
      {"A seperate entrence, and a ramp.", "[seperate>separate][entrence>entrance]"},
      {"The goverment's plan is out.", "[goverment's>government's]"},
      {"ENVIROMENT WEEK STARTS TODAY", "[ENVIROMENT>ENVIRONMENT]"},
      {"Nkechi recieved the prize.", "[recieved>received]"},
      {"Put it in your calender.", "[calender>calendar]"},
      {"A long-runing campaign.", "[long-runing>long-running]"},
      {"“We definately will,” she said.", "[definately>definitely]"}};
  for (const Row& row : rows) EXPECT_EQ(told(row.text), row.told) << row.text;
}

TEST(SpellingKind, MendsContractionsAndWordsRunTogether) {
  constexpr Row rows[] = {
      {"We dont open on Sunday.", "[dont>don't]!"},
      {"Thats why we cycle.", "[Thats>That's]!"},
      {"Book now, i'll be there.", "[i'll>I'll]!"},
      {"Thank you alot for coming.", "[alot>a lot]!"},
      {"Bring atleast two pens.", "[atleast>at least]!"}};
  for (const Row& row : rows) EXPECT_EQ(told(row.text), row.told) << row.text;
}

TEST(SpellingKind, MendsAmericanForms) {
  constexpr Row rows[] = {
      {"Which color do you like?", "[color>colour]!"},
      {"Color the map with us.", "[Color>Colour]!"},
      {"A color-coded plan.", "[color-coded>colour-coded]!"},
      {"The center’s doors are open.", "[center’s>centre’s]!"},
      {"We traveled and analyzed.", "[traveled>travelled]![analyzed>analysed]!"},
      {"A gray morning.", "[gray>grey]!"}};
  for (const Row& row : rows) EXPECT_EQ(told(row.text), row.told) << row.text;
  for (const char* text : {"The Lincoln Center is in New York.", "Labor Party leaders met.",
                           "We read “The color of labor” together.", "Jane Gray spoke well.",
                           "Check the program of the draft meter.",
                           "See #color and color.com/labor"}) {
    EXPECT_EQ(told(text), "") << text;
  }
  EXPECT_EQ(told("A gray color.", {flag_field("american", false)}), "");
}

TEST(SpellingKind, HoldsToTheHousesForm) {
  const auto house = [](const char* form) {
    return std::vector<policy::SettingField>{text_field("house", form)};
  };
  EXPECT_EQ(told("We organize and realise.", house("ise")), "[organize>organise]!");
  EXPECT_EQ(told("We organize and realise.", house("ize")), "[realise>realize]!");
  EXPECT_EQ(told("We organize and realise.", house("either")), "");
  EXPECT_EQ(told("We organize and realise."), "");
  for (const char* text : {"Size, prize, seize and capsize.", "The World Health Organization met.",
                           "“We organize,” he said.", "Advertise, exercise, supervise, rise.",
                           "Organization Todt built it."}) {
    EXPECT_EQ(told(text, house("ise")), "") << text;
    EXPECT_EQ(told("Advertise, exercise, supervise, rise, wise.", house("ize")), "");
  }
}

TEST(SpellingKind, MendsWordsSaidTwice) {
  constexpr Row rows[] = {{"Leave the the car here.", "[the the>the]!"},
                          {"The the car park.", "[The the>The]!"},
                          {"Come to\nto the fair.", "[to\nto>to]!"}};
  for (const Row& row : rows) EXPECT_EQ(told(row.text), row.told) << row.text;
  for (const char* text :
       {"We had had rain.", "I know that that helps.", "Very very good, really really good.",
        "It is, is it not?", "Bye bye!", "No no no.", "New York New York, so so good.",
        "Knock, knock. Who is there? There there.", "It is what it is is is.",
        "Section 5 5 apples"}) {
    EXPECT_EQ(told(text), "") << text;
  }
  EXPECT_EQ(told("Leave the the car.", {flag_field("repeated", false)}), "");
}

TEST(SpellingKind, FindsConfusedWordsWithoutAFix) {
  EXPECT_EQ(told("You could of come."), "[of>have]");
  EXPECT_EQ(told("You could of come.", {flag_field("confusables", false)}), "");
}

// Ordinary posts: not one finding.
TEST(SpellingKind, LeavesOrdinaryTextAlone) {
  for (const char* text :
       {"Nkechi Okonkwo and Zbigniew met Anjali at Bletchley.",
        "Deshpande said so; Okafor agreed with Trethewey.",
        "Email info@quilmere.example or see https://exampel.org/recieve #recieve @recieve",
        "Run `recieve --verbos` first, then open readme.txt and setup.cfg.",
        "The NHS, BBC, GDPR and CSIRT, MPs and PDFs, B2B and COVID-19.",
        "It takes 10km, 5kWh, 3.5mm, 21st and 22nd, 1,204 people, 6.30pm.",
        "iPhone, LinkedIn, WhatsApp, eBay and PowerPoint users, please.",
        "Croeso i Gymru. Mae'r llyfrgell ar agor bob dydd Llun yn y bore.",
        "Nous sommes heureux de vous accueillir dans notre bibliothèque demain matin.",
        "Wir freuen uns auf euren Besuch im Museum am Samstag.",
        "She ended with “muchas gracias por todo” and sat down.",
        "Our webinar on onboarding, upskilling and wellbeing is a livestream.",
        "Sooo happy, yesss! Hooraaay!",
        "A timesheet, a workstream, a rewilded verge and a hydrotherapist.",
        "The children's playground, the teachers' room, Wales's coast, James’s hat.",
        "A well-kept, state-of-the-art, dog-friendly mother-in-law.",
        "We don't, can't, won't; they'd, you're, it's, who's, y'all, o'clock.",
        "Zoom, Teams, TikTok and Bluesky are all fine. Ask Siri or Alexa.",
        "ok, imho that's fine :tada: *b*llocks*", "wh- why not? A 24-year-old.", "", "   ", "x",
        "🎉🎉",
        "Fluoroquinolones and kintsugi, bodhrán and crwth."}) {
    EXPECT_EQ(told(text), "") << text;
  }
}

TEST(SpellingKind, AcceptsTheOrganisationsWords) {
  EXPECT_NE(told("Our recieveing and the Quilmer hat"), "");
  EXPECT_EQ(told("The recieve and recieve's box.", {list_field("accept", {"recieve"})}), "");
  policy::Policy policy;
  policy.glossary.push_back({"goverment", "one of ours"});
  policy.brand.emplace();
  policy.brand->names.push_back({"Definately Fine", false, "Definat"});
  EXPECT_EQ(told("A goverment in definately good shape.", {}, policy), "");
}

TEST(SpellingKind, HashtagsHandlesAndLinksAreNeverMisspelt) {
  for (const char* slip : {"recieve", "goverment", "Definately", "adress", "teh", "dont"}) {
    const std::string word = slip;
    for (const std::string& text : {
             "We like #" + word + " and #" + word + "_Week a lot.",
             "Thanks to @" + word + " and @" + word + "_uk for this.",
             "See https://" + word + ".example/" + word + "?" + word + "=" + word + " today.",
             "See www." + word + ".co.uk/" + word + " or " + word + ".com today.",
             "Write to " + word + "." + word + "@" + word + ".org today.",
         }) {
      EXPECT_EQ(told(text), "") << text;
    }
    EXPECT_NE(told("We like " + word + " here."), "") << word;
  }
}

// Every place where a policy names something, with a name that would else be misspelt.
TEST(SpellingKind, NamesOfThePolicyAreNeverMisspelt) {
  using Put = void (*)(policy::Policy&, const std::string&);
  const Put places[] = {
      [](policy::Policy& policy, const std::string& name) { policy.info.organisation = name; },
      [](policy::Policy& policy, const std::string& name) { policy.info.title = name; },
      [](policy::Policy& policy, const std::string& name) {
        policy.brand.emplace().names.push_back({name, false, ""});
      },
      [](policy::Policy& policy, const std::string& name) {
        policy.brand.emplace().names.push_back({"Our Body", false, name});
      },
      [](policy::Policy& policy, const std::string& name) {
        policy.glossary.push_back({name, "a word of ours"});
      },
      [](policy::Policy& policy, const std::string& name) {
        policy.accounts.accounts.emplace_back().name = name;
      },
      [](policy::Policy& policy, const std::string& name) {
        policy.accounts.accounts.emplace_back().handle = name;
      },
      [](policy::Policy& policy, const std::string& name) {
        policy.roles.people.emplace_back().name = name;
      },
      [](policy::Policy& policy, const std::string& name) {
        policy.roles.roles.emplace_back().title = name;
      },
      [](policy::Policy& policy, const std::string& name) {
        policy.roles.teams.emplace_back().title = name;
      },
      [](policy::Policy& policy, const std::string& name) {
        policy.facts.emplace_back().statement = name;
      },
  };
  for (const Put put : places) {
    policy::Policy policy;
    put(policy, "Recieve Goverment");
    for (const char* text : {"Goverment is what we are.", "Our recieve goverment is here.",
                             "RECIEVE GOVERMENT", "What Goverment's box is this, Recieve?"}) {
      EXPECT_EQ(told(text, {}, policy), "") << text;
      EXPECT_NE(told(text), "") << text;
    }
  }
}

TEST(SpellingKind, NoisesShortFormsAndNamesInSmallLettersAreLeftAlone) {
  for (const char* text : {"They said hahah and hehehe to that.", "Ohh and ughh, she said to them.",
                           "Send it to the bldg on the blvd by tmrw or nxt.",
                           "We met gary and james in york at the weekend."}) {
    EXPECT_EQ(told(text), "") << text;
  }
  EXPECT_NE(told("We need to finnish thhe report."), "");
}

TEST(SpellingKind, AWordThatThePolicyWritesIsStillConfused) {
  policy::Policy policy;
  policy.glossary.push_back({"of its own", "a term with small words"});
  EXPECT_EQ(told("Its never too late.", {}, policy), "[Its>It's]");
  EXPECT_EQ(told("Its never too late.", {list_field("accept", {"its"})}, policy), "");
}

TEST(SpellingKind, FindsOnlyWhatItIsAskedFor) {
  constexpr std::string_view text = "We recieve a color to organize the the. You could of come.";
  const auto find = [](std::vector<std::string> which) {
    return std::vector<policy::SettingField>{text_field("house", "ise"),
                                             list_field("find", which)};
  };
  EXPECT_EQ(told(text, find({"misspelt"})), "[recieve>receive]");
  EXPECT_EQ(told(text, find({"american"})), "[color>colour]!");
  EXPECT_EQ(told(text, find({"house"})), "[organize>organise]!");
  EXPECT_EQ(told(text, find({"repeated"})), "[the the>the]!");
  EXPECT_EQ(told(text, find({"confused"})), "[of>have]");
}

TEST(SpellingKind, TellsOfWrongFields) {
  EXPECT_EQ(checked("", {}).mistakes.size(), 0U);
  EXPECT_EQ(checked("", {text_field("language", "en-GB")}).mistakes.size(), 0U);
  EXPECT_EQ(checked("", {text_field("language", "fr")}).mistakes.size(), 1U);
  EXPECT_EQ(checked("", {text_field("house", "both")}).mistakes.size(), 1U);
  EXPECT_EQ(checked("", {list_field("find", {"mispelt"})}).mistakes.size(), 1U);
  EXPECT_EQ(checked("", {text_field("accept", "word")}).mistakes.size(), 1U);
  EXPECT_EQ(checked("", {text_field("american", "perhaps")}).mistakes.size(), 1U);
  EXPECT_EQ(checked("", {text_field("words", "x")}).mistakes.size(), 1U);
}

TEST(SpellingKind, SaysWhenThereIsNoDictionary) {
  const Checked out = checked("We recieve", {}, {}, nullptr);
  ASSERT_EQ(out.hits.size(), 1U);
  EXPECT_TRUE(out.hits[0].not_looked_up);
  EXPECT_FALSE(out.hits[0].message.empty());
}

TEST(SpellingKind, WhatItMendsStaysMended) {
  for (const char* text :
       {"We dont like the the gray color, thats alot.", "Organize the color-coded center center.",
        "Traveling traveling to to to theaters.", "DONT COLOR the The the", "im ive its"}) {
    std::string now = text;
    for (int round = 0; round < 2; ++round) {
      std::vector<Finding> findings;
      for (Hit& hit : checked(now, {text_field("house", "ise")}).hits) {
        Finding finding;
        finding.span = hit.span;
        finding.fix = hit.fix;
        findings.push_back(std::move(finding));
      }
      const Fixed fixed = apply_fixes(now, findings);
      if (round == 1) {
        EXPECT_EQ(fixed.text, now) << text;
      }
      now = fixed.text;
    }
  }
}

}  // namespace
}  // namespace decorum::review
