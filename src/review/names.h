// Finds persons and organisations by the form of their names: titles, first names, capitals where
// an ordinary word has none, what organisations are called, mentions.
//
//   find_names(reading, dictionary, {"Quillmere Institute of Management", "QIM"});
//   for (const Name& name : reading.names) ...
//
// Fills Reading::names, in the order of the text and never overlapping; all else of the reading
// must be there. Sure names come as `person` or `organisation`; a name of which nothing but its
// form is known, and a mention, as `other`. Places, days, peoples, faiths and awards are no names.
// A later "Deshpande" or "Anjali" after "Anjali Deshpande" is the same person. Own names are
// organisations. Without a dictionary more capitalised words count as names.
//
// Linear in the text. The dictionary may be null.
#pragma once

#include <string>
#include <vector>

#include "review/reading.h"
#include "spelling/dictionary.h"

namespace decorum::review {

void find_names(Reading& reading, const spelling::Dictionary* dictionary,
                const std::vector<std::string>& own_names);

}  // namespace decorum::review
