#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "review/review_for_test.h"

namespace decorum::review {
namespace {

using post::DraftMedia;

const std::string post_text = "Six new managers start today in Leeds";

post::Draft draft_with(const std::vector<DraftMedia>& media) {
  post::Draft draft;
  draft.text = post_text;
  draft.media = media;
  return draft;
}

std::string told(const std::string& fields, const std::vector<DraftMedia>& media,
                 const Around& around = {}) {
  return ReviewTest(rule_with("kind: media\n" + fields)).told(draft_with(media), around);
}

DraftMedia picture(std::string alt) {
  DraftMedia medium;
  medium.alt = std::move(alt);
  return medium;
}

struct Row {
  std::string alt;
  std::string find;  // empty: nothing is found
};

TEST(Media, JudgesDescriptions) {
  const std::vector<Row> table = {
      {"Six people at a long table, laughing at something off to the left", ""},
      {"Bar chart: 62 of 100 members booked early", ""},
      {"The Leeds office at dusk", ""},
      {"Map of the venue; the step-free entrance is on Wharf Road", ""},
      {"", ""},  // decoration
      {"   ", "missing"},
      {"\n", "missing"},
      {"Man", "short"},
      {"🎉", "short"},
      {"image", "short"},
      {"A photograph", "short"},
      {"alt text", "short"},
      {"Photo description here", "short"},
      {"n/a tbc", "short"},
      {"IMG_2041.jpg", "filename"},
      {"IMG_2041", "filename"},
      {"img 2041", "filename"},
      {"DSC00012.JPG", "filename"},
      {"PXL_20260104_101112", "filename"},
      {"screenshot 2026-01-02", "filename"},
      {"Screenshot 2026-01-02 at 10.11.12", "filename"},
      {"Screen Shot 2026-01-02 at 10.11.12 AM", "filename"},
      {"WhatsApp Image 2026-03-01 at 11.02.33", "filename"},
      {"Photo 3", "filename"},
      {"image(1)", "filename"},
      {"banner_final_v2", "filename"},
      {"our autumn banner.png", "filename"},
      {"3f2a9c01-77de-4b1a-9c44-0d8e5f6a7b10", "filename"},
      {"1600x900_hero", "filename"},
      {"Screenshot of the booking page with the date field open", ""},
      {"Photo 51 by Rosalind Franklin on a wall", ""},
      {"Image of six people", "opening"},
      {"A photo of six people", "opening"},
      {"The picture of the chair", "opening"},
      {"This is an image of six people", "opening"},
      {"PHOTO OF the team", "opening"},
      {"photograph of the team", "opening"},
      {"Six people hold an image of Leeds", ""},
      {"Imagery from the archive", ""},
      {"Six new managers start today in Leeds", "repeats"},
      {"Six new managers start today in Leeds.", "repeats"},
      {"six NEW managers start today, in Leeds!", "repeats"},
      {"Six new managers in Leeds", ""},
  };
  for (const auto& [alt, find] : table) {
    for (const std::string sort :
         {"missing", "short", "filename", "opening", "repeats", "words", "long"}) {
      EXPECT_EQ(told("find: [" + sort + "]", {picture(alt)}),
                sort == find ? "R1 warning [] Look.\n" : "")
          << "'" << alt << "', " << sort;
    }
  }
}

TEST(Media, MissingDescriptionsAndDecoration) {
  const DraftMedia none;
  EXPECT_EQ(told("severity: error", {none}),
            "R1 error [] The picture has no description: say in a sentence what it shows and "
            "why.\n");
  EXPECT_EQ(told("alt_required: false", {none}), "");
  EXPECT_EQ(told("decoration: false", {picture("")}),
            "R1 warning [] The picture has no description: say in a sentence what it shows and "
            "why.\n");
  EXPECT_EQ(told("find: [missing]\nmessage: 'Describe {which}.'",
                 {picture("Six people at a table"), none}),
            "R1 warning [] Describe picture 2.\n");
  DraftMedia document;
  document.kind = "document";
  EXPECT_EQ(told("severity: error", {document}), "");
}

TEST(Media, WordsInThePictureBelongIntoTheDescription) {
  const auto shows = [](std::string alt, std::string words) {
    DraftMedia medium = picture(std::move(alt));
    medium.words_in_picture = std::move(words);
    return medium;
  };
  const std::string find = "find: [words]\nmessage: 'Add: {words}'";
  EXPECT_EQ(told(find, {shows("Poster: Open Floor, 3 May, Leeds", "OPEN FLOOR 3 May Leeds")}), "");
  EXPECT_EQ(told(find, {shows("A poster on a wall", "Open Floor 3 May")}),
            "R1 warning [] Add: open floor 3 may\n");
  EXPECT_EQ(told(find, {shows("Poster for Open Floor on a wall", "Open Floor on 3 May in Leeds")}),
            "R1 warning [] Add: 3 may in leeds\n");
  EXPECT_EQ(told(find, {shows("", "Sale ends soon")}), "R1 warning [] Add: sale ends soon\n");
  EXPECT_EQ(told(find, {shows("Poster: the door opens at six, free entry",
                              "The doors open at six, free entry")}),
            "R1 warning [] Add: doors open\n");
}

TEST(Media, FilmAndSoundNeedCaptions) {
  DraftMedia film;
  film.kind = "video";
  EXPECT_EQ(told("find: [captions]\nmessage: 'Caption {which}.'", {film}),
            "R1 warning [] Caption the film.\n");
  film.captions = true;
  EXPECT_EQ(told("severity: error", {film}), "");
  DraftMedia sound;
  sound.kind = "audio";
  EXPECT_EQ(told("severity: error", {sound}),
            "R1 error [] The recording has no captions: add them for those who do not hear it.\n");
}

TEST(Media, NoMoreThanTheSiteOrThePolicyAllows) {
  const ReviewTest test(rule_with("kind: media\nfind: [many]\nmessage: '{count} of {limit}'"));
  post::Draft draft = draft_with({5, picture("Six people at a table")});
  EXPECT_EQ(test.told(draft), "");  // the web has no limit
  draft.site = "mastodon";
  EXPECT_EQ(test.told(draft), "R1 warning [] 5 of 4\n");
  draft.media.pop_back();
  EXPECT_EQ(test.told(draft), "");
}

TEST(Media, DescriptionsFitTheSite) {
  const ReviewTest test(
      rule_with("kind: media\nfind: [long]\nalt_max: 1200\nmessage: '{count} of {limit}'"));
  post::Draft draft = draft_with({picture(std::string(1100, 'e') + " end")});
  EXPECT_EQ(test.told(draft), "");
  draft.site = "x";
  EXPECT_EQ(test.told(draft), "R1 warning [] 1104 of 1000\n");
  draft.site = "web";
  draft.media[0].alt = std::string(1300, 'e');
  EXPECT_EQ(test.told(draft), "R1 warning [] 1300 of 1200\n");
}

TEST(Media, PlacesInFilesAreFound) {
  DraftMedia with_file = picture("Six people at a table");
  with_file.file = "team.jpg";
  Around around;
  around.pictures.resize(1);
  around.pictures[0].emplace();
  EXPECT_EQ(told("find: [place]", {with_file}, around), "");
  around.pictures[0]->metadata.place = media::Coordinates{51.5, -0.1};
  EXPECT_EQ(told("severity: error", {with_file}, around),
            "R1 error [] The picture holds the place where it was taken: save it without.\n");
  around.pictures[0]->error = "the file is empty";
  const std::string unread =
      "R1 info [] The picture could not be read, so whether it holds a place is not known.\n";
  EXPECT_EQ(told("find: [place]", {with_file}, around), unread);
  EXPECT_EQ(told("find: [place]", {with_file}), unread);
  EXPECT_EQ(told("find: [missing]", {with_file}), "");
  EXPECT_EQ(told("find: [place]", {picture("Six people at a table")}), "");
}

TEST(Media, UnknownFieldsAreMistakes) {
  for (const std::string fields :
       {"find: [short, tall]", "alt_min: 0", "alt_min: five", "alt_required: maybe",
        "avoid: image of", "max: 3", "decoration: 1", "message: '{alt}'", "alt_max: -1"}) {
    EXPECT_NE(ReviewTest(rule_with("kind: media\n" + fields)).mistakes(), "") << fields;
  }
}

}  // namespace
}  // namespace decorum::review
