// How alike two prints are, part by part: what compare() (logo.h) judges by.
#pragma once

#include "media/logo.h"

namespace decorum::media {

// Box laid on box, whatever their ratios. Neither print is blank.
struct Likeness {
  double shape = 0;   // correlation of the shapes, -1..1
  double lines = 0;   // correlation of the lines
  double worst = 0;   // 0..1: the largest difference of shape that is as wide as a tenth of the box
  double colour = 0;  // 0..255: how far the ink or the ground is from the approved colours
};
Likeness likeness(const LogoPrint& candidate, const LogoPrint& approved);

// The best correlation when the candidate is moved and made larger or smaller (0.6 to 1.7 times
// a side): what is missing or added has moved the edges of the box.
double moved_likeness(const LogoPrint& candidate, const LogoPrint& approved);

// The same after the candidate was turned, or mirrored and turned, as fits best.
double turned_likeness(const LogoPrint& candidate, const LogoPrint& approved);

// How much of the candidate's ink has a colour that the approved logo has, 0 to 1.
double shared_colours(const LogoPrint& candidate, const LogoPrint& approved);

// How often a line across the logo enters ink, on the mean of its rows or of its columns, whichever
// is more: 1 for a plain shape, more for a lettered one, which nothing is like by chance.
double busyness(const LogoPrint& print);

}  // namespace decorum::media
