// What stands around a number or address in a draft: does it lead to a private person, or to an
// organisation that wants to be found? Used by the kind personal_data.
//
// The lists are data of the check; all phrases are matched as review/phrases.h says.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "review/phrases.h"
#include "review/reading.h"

namespace decorum::review {

struct PlaceWords {
  Phrases personal;  // "her number", "my mobile"
  Phrases home;      // "lives at", "her house"
  Phrases offices;   // "press office", "call us", "enquiries"
  Phrases purposes;  // "to book", "for details"
  Phrases samples;   // "for example", "looks like"
  Phrases numbers;   // "order", "invoice", "isbn": another kind of number follows
  Phrases vehicles;  // "owner of", "parked"
};

// The draft's words around a place, one draft long.
class Places {
 public:
  Places(const PlaceWords& words, const Reading& reading);

  // Hits in the sentence of the place, and in the one before it where nothing of the kind stands
  // there already.
  bool personal(base::Span place) const { return near(personal_, place); }
  bool home(base::Span place) const { return near(home_, place); }
  bool office(base::Span place) const { return near(offices_, place); }
  bool purpose(base::Span place) const { return near(purposes_, place); }
  bool sample(base::Span place) const { return near(samples_, place); }
  bool vehicle(base::Span place) const { return near(vehicles_, place); }
  // Within three words before it.
  bool numbered(base::Span place) const;
  // Is a person named in the sentence, or a first name?
  bool person(base::Span place) const;
  // Does a word with a capital stand in the text that is part of an address: "Marge" for "marge_k"?
  bool names_part_of(std::string_view local_part) const;
  // "Margaret Ellis, 14 Rosebank Close, Otley LS21 3AB": a person right before the house number.
  bool addressed(base::Span place) const;
  // "our", "we" or "us" within some words before the place.
  bool ours(base::Span place, std::size_t reach) const;

 private:
  bool near(const std::vector<PhraseHit>& hits, base::Span place) const;

  const Reading& reading_;
  std::vector<PhraseHit> personal_, home_, offices_, purposes_, samples_, numbers_, vehicles_;
};

// A postcode with the house, street and town before it: "27 Beech Grove, Ashby LE65 2QT".
base::Span whole_address(const Reading& reading, base::Span postcode);
// House numbers with their streets: "14 Acacia Avenue", "Flat 2, 9 Priory Walk".
std::vector<base::Span> street_addresses(const Reading& reading);

// Does the part of an e-mail address before the "@" name a person: "jo.bloggs", "kirsty84"?
// `roles` are names of desks: "info", "press", in small letters.
bool names_person(std::string_view local_part, const std::vector<std::string>& roles);

}  // namespace decorum::review
