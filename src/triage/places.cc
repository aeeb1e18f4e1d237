#include "triage/places.h"

#include "policy/names.h"
#include "triage/decide.h"

namespace decorum::triage {

std::vector<signals::Evidence> evidence_of(const signals::ReaderSet& readers,
                                           const post::Post& post,
                                           const signals::Signals& signals, std::size_t slot,
                                           signals::Scratch& scratch) {
  std::vector<signals::Evidence> places;
  if (slot < signals::signal_count) {
    return readers.evidence(post, signals, static_cast<signals::Signal>(slot), scratch, places_max);
  }
  if (slot >= policy::slot_of_words(0)) {
    places = readers.word_evidence(post, slot - policy::slot_of_words(0), scratch);
  } else if (slot == policy::slot_of(policy::Name::personal_data_count)) {
    for (const signals::PersonalDatum& datum : signals.personal_data) {
      places.push_back({datum.span, 1});
    }
  }
  if (places.size() > places_max) places.resize(places_max);
  return places;
}

}  // namespace decorum::triage
