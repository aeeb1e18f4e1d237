#include "spelling/dictionary.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "spelling/index_for_test.h"

namespace decorum::spelling {
namespace {

const Dictionary& words() { return dictionary_for_test(); }

constexpr std::string_view right_words[] = {
    "accommodate", "achieve", "acquaintance", "across", "address", "advertise", "advertisement",
    "ageing", "analyse", "analysed", "anaesthetist", "apologise", "apologize", "archaeology",
    "armour", "artefact", "autumn", "axe", "behaviour", "benefited", "biased", "cancelled",
    "cancelling", "catalogue", "centre", "centred", "cheque", "civilisation", "colour",
    "colourful", "connection", "cosy", "councillor", "counselling", "criticise", "defence",
    "dialogue", "diarrhoea", "disc", "draught", "dreamt", "dyke", "encyclopaedia", "enrol",
    "enrolment", "equalled", "favourite", "fibre", "focused", "focussed", "foetus", "fulfil",
    "fulfilment", "furore", "grey", "gynaecology", "haemoglobin", "harbour", "homeopathy",
    "honour", "humour", "inquiry", "enquiry", "instalment", "jewellery", "judgement",
    "judgment", "kerb", "kilometre", "labelled", "labour", "learnt", "learned", "leukaemia",
    "licence", "license", "litre", "lustre", "manoeuvre", "marvellous", "meagre", "metre",
    "modelling", "mould", "moustache", "neighbour", "neighbourhood", "odour", "offence",
    "oestrogen", "organise", "organize", "orthopaedic", "paediatric", "panelled", "paralyse",
    "pedalling", "plough", "practice", "practise", "pretence", "programme", "program",
    "pyjamas", "quarrelled", "realise", "realize", "recognise", "rigour", "rumour", "saviour",
    "sceptic", "sceptical", "skilful", "smoulder", "spelt", "spelled", "storey", "sulphur",
    "theatre", "titbit", "towards", "travelled", "traveller", "travelling", "tumour", "tyre",
    "valour", "vapour", "vigour", "waggon", "wilful", "woollen", "yoghurt", "yogurt", "London",
    "Edinburgh", "Llandudno", "Aberystwyth", "Monday", "February", "Christmas", "Diwali",
    "Ramadan", "Hogmanay", "Shakespeare", "Bletchley", "don't", "can't", "won't", "isn't",
    "we're", "you've", "they'd", "o'clock", "it's", "London's", "children's",
    "well-kept", "state-of-the-art", "mother-in-law", "non-profit", "up-to-date", "1st", "2nd",
    "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "101st", "112th", "webinar",
    "webinars", "wellbeing", "GDPR", "onboarding", "neurodiverse", "decarbonise", "parkrun",
    "TikTok", "Bluesky", "mentee", "specialty", "café", "naïve", "BBC", "NHS", "iPhone",
    "LinkedIn", "WhatsApp", "ORGANISE", "Organise", "LONDON", "don’t",
};

// Misspelt, and what is meant.
constexpr std::pair<std::string_view, std::string_view> wrong_words[] = {
    {"abscence", "absence"}, {"accidently", "accidentally"}, {"accomodate", "accommodate"},
    {"accross", "across"}, {"acheive", "achieve"}, {"acknowlege", "acknowledge"},
    {"adress", "address"}, {"agressive", "aggressive"}, {"ammount", "amount"},
    {"anouncement", "announcement"}, {"anual", "annual"}, {"apparant", "apparent"},
    {"appearence", "appearance"}, {"apprentiships", "apprenticeships"},
    {"aproximately", "approximately"}, {"aquire", "acquire"}, {"arguement", "argument"},
    {"assasinate", "assassinate"}, {"atendance", "attendance"}, {"athiest", "atheist"},
    {"auxillary", "auxiliary"}, {"availible", "available"}, {"awfull", "awful"},
    {"basicly", "basically"}, {"becuase", "because"}, {"begining", "beginning"},
    {"beleive", "believe"}, {"benifit", "benefit"}, {"bouyant", "buoyant"},
    {"brillant", "brilliant"}, {"buisness", "business"}, {"carribean", "Caribbean"},
    {"catagory", "category"}, {"cemetary", "cemetery"}, {"chauffer", "chauffeur"},
    {"cheif", "chief"}, {"collegue", "colleague"}, {"comittment", "commitment"},
    {"comming", "coming"}, {"commited", "committed"}, {"commitee", "committee"},
    {"completly", "completely"}, {"conceed", "concede"}, {"concensus", "consensus"},
    {"conferance", "conference"}, {"congradulate", "congratulate"}, {"consious", "conscious"},
    {"contraversy", "controversy"}, {"convienient", "convenient"},
    {"councelling", "counselling"}, {"curiousity", "curiosity"}, {"definate", "definite"},
    {"deliverd", "delivered"}, {"desparate", "desperate"}, {"diffrent", "different"},
    {"dilema", "dilemma"}, {"dissapear", "disappear"}, {"dissapoint", "disappoint"},
    {"ecstacy", "ecstasy"}, {"eligable", "eligible"}, {"embarass", "embarrass"},
    {"enviroment", "environment"}, {"equiptment", "equipment"}, {"exagerate", "exaggerate"},
    {"excede", "exceed"}, {"excellant", "excellent"}, {"exercize", "exercise"},
    {"existance", "existence"}, {"experiance", "experience"}, {"facinating", "fascinating"},
    {"familar", "familiar"}, {"Febuary", "February"}, {"finaly", "finally"},
    {"foriegn", "foreign"}, {"forteen", "fourteen"}, {"fourty", "forty"}, {"freind", "friend"},
    {"fullfil", "fulfil"}, {"fundrasing", "fundraising"}, {"garantee", "guarantee"},
    {"gaurd", "guard"}, {"glamourous", "glamorous"}, {"GOVERMENT", "GOVERNMENT"},
    {"governers", "governors"}, {"grammer", "grammar"}, {"gratefull", "grateful"},
    {"greatful", "grateful"}, {"happend", "happened"}, {"harrass", "harass"},
    {"heigth", "height"}, {"heirarchy", "hierarchy"}, {"hieght", "height"},
    {"humourous", "humorous"}, {"hygeine", "hygiene"}, {"hypocracy", "hypocrisy"},
    {"ignorence", "ignorance"}, {"imediately", "immediately"}, {"immitate", "imitate"},
    {"inclusivness", "inclusiveness"}, {"independant", "independent"},
    {"indispensible", "indispensable"}, {"innoculate", "inoculate"},
    {"inteligence", "intelligence"}, {"interupt", "interrupt"}, {"intresting", "interesting"},
    {"irrelevent", "irrelevant"}, {"jewellry", "jewellery"}, {"judgemant", "judgement"},
    {"knowlege", "knowledge"}, {"labratory", "laboratory"}, {"libary", "library"},
    {"liesure", "leisure"}, {"lisence", "licence"}, {"maintenence", "maintenance"},
    {"managment", "management"}, {"manoeuver", "manoeuvre"}, {"medecine", "medicine"},
    {"membershp", "membership"}, {"millenium", "millennium"}, {"minature", "miniature"},
    {"mischievious", "mischievous"}, {"mispell", "misspell"}, {"neccessary", "necessary"},
    {"necesary", "necessary"}, {"neice", "niece"}, {"nieghbour", "neighbour"},
    {"noticable", "noticeable"}, {"ocassion", "occasion"}, {"occurence", "occurrence"},
    {"offical", "official"}, {"oportunity", "opportunity"}, {"orginal", "original"},
    {"paralell", "parallel"}, {"parliment", "parliament"}, {"particularily", "particularly"},
    {"passtime", "pastime"}, {"peice", "piece"}, {"percieve", "perceive"},
    {"perseverence", "perseverance"}, {"personel", "personnel"}, {"Portugese", "Portuguese"},
    {"posession", "possession"}, {"potatos", "potatoes"}, {"practicaly", "practically"},
    {"preceeding", "preceding"}, {"prefered", "preferred"}, {"privelege", "privilege"},
    {"probaly", "probably"}, {"profesional", "professional"}, {"proffesional", "professional"},
    {"pronounciation", "pronunciation"}, {"publically", "publicly"},
    {"quarentine", "quarantine"}, {"questionaire", "questionnaire"}, {"realy", "really"},
    {"reccomend", "recommend"}, {"recieve", "receive"}, {"Recieved", "Received"},
    {"recieving", "receiving"}, {"recomend", "recommend"}, {"refered", "referred"},
    {"refrence", "reference"}, {"registraton", "registration"}, {"relevent", "relevant"},
    {"religous", "religious"}, {"remeber", "remember"}, {"repitition", "repetition"},
    {"responsability", "responsibility"}, {"restaraunt", "restaurant"}, {"rythm", "rhythm"},
    {"safegaurding", "safeguarding"}, {"saftey", "safety"}, {"sence", "sense"},
    {"seperately", "separately"}, {"shedule", "schedule"}, {"sieze", "seize"},
    {"similiar", "similar"}, {"sincerly", "sincerely"}, {"speach", "speech"},
    {"strenght", "strength"}, {"succesful", "successful"}, {"sucess", "success"},
    {"supercede", "supersede"}, {"suprise", "surprise"}, {"sustainabilty", "sustainability"},
    {"tatoo", "tattoo"}, {"tendancy", "tendency"}, {"thankfull", "thankful"},
    {"therefor", "therefore"}, {"thier", "their"}, {"thoughout", "throughout"},
    {"tomatos", "tomatoes"}, {"tommorow", "tomorrow"}, {"truely", "truly"},
    {"twelth", "twelfth"}, {"tyrany", "tyranny"}, {"underate", "underrate"},
    {"unecessary", "unnecessary"}, {"unfortunatly", "unfortunately"}, {"untill", "until"},
    {"usefull", "useful"}, {"vaccuum", "vacuum"}, {"vegatable", "vegetable"},
    {"vetinary", "veterinary"}, {"visable", "visible"}, {"volonteer", "volunteer"},
    {"volunteeers", "volunteers"}, {"wellcome", "welcome"}, {"Wensday", "Wednesday"},
    {"whereever", "wherever"}, {"wierd", "weird"}, {"withold", "withhold"},
    {"writting", "writing"}, {"yeild", "yield"},
};

TEST(Dictionary, KnowsRightWords) {
  for (const std::string_view word : right_words) EXPECT_TRUE(words().knows(word)) << word;
}

TEST(Dictionary, DoesNotKnowMisspeltWordsAndProposesTheRightOneFirst) {
  for (const auto& [wrong, right] : wrong_words) {
    EXPECT_FALSE(words().knows(wrong)) << wrong;
    const std::vector<std::string> found = words().suggest(wrong);
    ASSERT_FALSE(found.empty()) << wrong;
    EXPECT_EQ(found.front(), right) << wrong;
    EXPECT_LE(found.size(), suggestions_max);
  }
}

TEST(Dictionary, DoesNotKnowWhatIsNoWord) {
  const std::string long_word(word_bytes_max + 1, 'a');
  for (const std::string_view word :
       {"", " ", "-", "--", "'", "’", "a b", "xqz", "1th", "2th", "11st", "21th", "th", "londoN",
        "lONDON", "london", "monday", "orgaNise", "color", "center", "jewelry", "\xff\xfe",
        "caf\xc3", "don't't", "co-xqz", "teh", "IPhone", "webinarz"}) {
    EXPECT_FALSE(words().knows(word)) << word;
  }
  EXPECT_FALSE(words().knows(long_word));
  EXPECT_TRUE(words().suggest(long_word).empty());
  EXPECT_TRUE(words().suggest("").empty());
  EXPECT_TRUE(words().suggest("q").empty());
}

TEST(Dictionary, ProposesInTheCapitalsOfTheWord) {
  EXPECT_EQ(words().suggest("Recieve").front(), "Receive");
  EXPECT_EQ(words().suggest("RECIEVE").front(), "RECEIVE");
  EXPECT_EQ(words().suggest("manchestor").front(), "Manchester");
  EXPECT_EQ(words().suggest("goverment's").front(), "government's");
}

TEST(Dictionary, ProposesWithinOneWordOfACompound) {
  EXPECT_EQ(words().suggest("re-negotation").front(), "re-negotiation");
  EXPECT_EQ(words().suggest("goverment-led").front(), "government-led");
}

TEST(Dictionary, NeverProposesCoarseWords) {
  for (const char* word : {"shitt", "fuk", "fukc", "cnut", "shiit"}) {
    for (const std::string& found : words().suggest(word)) {
      EXPECT_EQ(found.find("shit"), std::string::npos) << word;
      EXPECT_EQ(found.find("fuck"), std::string::npos) << word;
      EXPECT_NE(found, "cunt") << word;
    }
  }
}

TEST(Dictionary, CostsOfProposalsRise) {
  const std::vector<Proposal> found = words().propose("recieve");
  ASSERT_GE(found.size(), 2U);
  EXPECT_EQ(found.front().text, "receive");
  for (std::size_t i = 1; i < found.size(); ++i) EXPECT_GE(found[i].cost, found[i - 1].cost);
}

TEST(Dictionary, GivesTheBritishFormOfAmericanWords) {
  constexpr std::pair<const char*, const char*> pairs[] = {
      {"color", "colour"},         {"Color", "Colour"},           {"COLOR", "COLOUR"},
      {"colors", "colours"},       {"color's", "colour's"},       {"color’s", "colour’s"},
      {"center", "centre"},        {"centered", "centred"},       {"theater", "theatre"},
      {"traveling", "travelling"}, {"canceled", "cancelled"},     {"analyze", "analyse"},
      {"analyzes", "analyses"},    {"paralyzed", "paralysed"},    {"defense", "defence"},
      {"catalog", "catalogue"},    {"dialog", "dialogue"},        {"enroll", "enrol"},
      {"fulfillment", "fulfilment"}, {"skillful", "skilful"},     {"pediatric", "paediatric"},
      {"leukemia", "leukaemia"},   {"estrogen", "oestrogen"},     {"jewelry", "jewellery"},
      {"aluminum", "aluminium"},   {"mom", "mum"},                {"pajamas", "pyjamas"},
      {"skeptical", "sceptical"},  {"plow", "plough"},            {"gray", "grey"},
      {"practicing", "practising"}, {"maneuver", "manoeuvre"},    {"mustache", "moustache"},
      {"airplane", "aeroplane"},   {"artifact", "artefact"},      {"neighborhood",
      "neighbourhood"}};
  for (const auto& [american, british] : pairs) {
    EXPECT_EQ(words().british_form(american).value_or("-"), british) << american;
  }
}

TEST(Dictionary, LeavesWordsThatAreRightInBothAlone) {
  for (const char* word :
       {"check", "program", "draft", "practice", "license", "tire", "curb", "meter", "inquiry",
        "organize", "realized", "judgment", "yogurt", "percent", "colour", "xqz", "", "disk",
        "spelled", "learned", "toward", "licorice", "ton", "story", "adapter", "advisor"}) {
    EXPECT_EQ(words().british_form(word), std::nullopt) << word;
  }
}

TEST(Dictionary, TurnsIseAndIzeIntoEachOther) {
  constexpr std::pair<const char*, const char*> pairs[] = {
      {"organise", "organize"},         {"Organising", "Organizing"}, {"REALISED", "REALIZED"},
      {"organisation", "organization"}, {"recognises", "recognizes"}, {"prioritise", "prioritize"},
      {"organisational", "organizational"}};
  for (const auto& [ise, ize] : pairs) {
    EXPECT_EQ(words().ize_form(ise).value_or("-"), ize);
    EXPECT_EQ(words().ise_form(ize).value_or("-"), ise);
  }
  for (const char* word : {"advertise", "size", "prize", "rise", "wise", "exercise", "surprise",
                           "analyse", "supervise", "televise", "seize", "xqzise", ""}) {
    EXPECT_EQ(words().ize_form(word), std::nullopt) << word;
    EXPECT_EQ(words().ise_form(word), std::nullopt) << word;
  }
}

TEST(Dictionary, SaysHowRareAWordIs) {
  EXPECT_EQ(words().rarity("the"), 10);
  EXPECT_EQ(words().rarity("The"), 10);
  EXPECT_GT(words().rarity("syzygy"), 60);
  EXPECT_EQ(words().rarity("xqz"), 0);
  EXPECT_LT(words().rarity("house"), words().rarity("houseboat"));
}

TEST(Dictionary, TellsOrdinaryWordsFromNames) {
  for (const char* word : {"house", "House", "HOUSE", "well-kept"}) {
    EXPECT_TRUE(words().knows_as_ordinary(word)) << word;
  }
  for (const char* word : {"London", "Monday", "NATO", "xqz", ""}) {
    EXPECT_FALSE(words().knows_as_ordinary(word)) << word;
  }
}

TEST(Dictionary, RefusesBytesThatAreNotAWholeIndex) {
  const std::string& index = index_for_test();
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{50},
  index.size() - 1}) {
    EXPECT_FALSE(Dictionary::make(std::string_view(index).substr(0, size)).has_value()) << size;
  }
  for (const std::size_t place : {std::size_t{0}, std::size_t{20}, std::size_t{26}, std::size_t{40},
                                  std::size_t{200}, index.size() / 2, index.size() - 1}) {
    std::string damaged = index;
    damaged[place] = static_cast<char>(damaged[place] ^ 0x10);
    EXPECT_FALSE(Dictionary::make(damaged).has_value()) << place;
  }
  EXPECT_FALSE(Dictionary::make(index + "x").has_value());
}

}  // namespace
}  // namespace decorum::spelling
