// What each kind of check is compiled by; kinds.cc lists those that a policy may name.
#pragma once

#include "review/kind.h"

namespace decorum::review {

Run compile_allegation(Settings& settings, const Setup& setup);
Run compile_attack(Settings& settings, const Setup& setup);
Run compile_brand(Settings& settings, const Setup& setup);
Run compile_calendar(Settings& settings, const Setup& setup);
Run compile_capitals(Settings& settings, const Setup& setup);
Run compile_claim(Settings& settings, const Setup& setup);
Run compile_comparison(Settings& settings, const Setup& setup);
Run compile_credit(Settings& settings, const Setup& setup);
Run compile_disclosure(Settings& settings, const Setup& setup);
Run compile_emoji(Settings& settings, const Setup& setup);
Run compile_existence(Settings& settings, const Setup& setup);
Run compile_facts(Settings& settings, const Setup& setup);
Run compile_hashtag(Settings& settings, const Setup& setup);
Run compile_length(Settings& settings, const Setup& setup);
Run compile_lettering(Settings& settings, const Setup& setup);
Run compile_link(Settings& settings, const Setup& setup);
Run compile_logo(Settings& settings, const Setup& setup);
Run compile_measure(Settings& settings, const Setup& setup);
Run compile_media(Settings& settings, const Setup& setup);
Run compile_near(Settings& settings, const Setup& setup);
Run compile_opinion(Settings& settings, const Setup& setup);
Run compile_pattern(Settings& settings, const Setup& setup);
Run compile_permission(Settings& settings, const Setup& setup);
Run compile_personal_data(Settings& settings, const Setup& setup);
Run compile_proceedings(Settings& settings, const Setup& setup);
Run compile_quotation(Settings& settings, const Setup& setup);
Run compile_repetition(Settings& settings, const Setup& setup);
Run compile_reply(Settings& settings, const Setup& setup);
Run compile_secret(Settings& settings, const Setup& setup);
Run compile_signal(Settings& settings, const Setup& setup);
Run compile_similarity(Settings& settings, const Setup& setup);
Run compile_spelling(Settings& settings, const Setup& setup);
Run compile_substitution(Settings& settings, const Setup& setup);

}  // namespace decorum::review
