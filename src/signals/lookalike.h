// Letters that pass for a Latin letter.
//
// The table is a small hand-written part of the relation in Unicode's confusables.txt (UTS #39,
// Unicode 15.0): Cyrillic, Greek, Armenian and Cherokee letters, small capitals, and other Latin
// letters that a reader takes for a basic one. Full-width, mathematical and circled letters are not
// here: compatibility folding has undone them before.
#pragma once

namespace decorum::signals {

// 'a'..'z', or 0 when the (case-folded) code point passes for no Latin letter.
char lookalike(char32_t code);

}  // namespace decorum::signals
