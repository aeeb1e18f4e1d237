// Spans of a text against one another, and what of a text stands aside from its sentences.
#pragma once

#include <span>
#include <vector>

#include "base/utf8.h"
#include "review/kind.h"

namespace decorum::review {

bool overlap(base::Span a, base::Span b);

// `sorted` are in order and do not overlap. Logarithmic.
bool overlaps_any(std::span<const base::Span> sorted, base::Span span);

// URLs, mentions, hashtags, cashtags, e-mail addresses and code, in order; joined where they
// overlap. Emoji are not among them.
std::vector<base::Span> aside_spans(const Reading& reading);

// The entities of one kind, in order.
std::vector<post::Entity> entities_of(const Reading& reading, post::Entity::Kind kind);

// Does what a sentence says rest on something: a source stated with the draft, a link in the
// sentence, or one in the next sentence when that says what it is ("Source: https://…")?
bool has_source(const Subject& subject, std::size_t sentence);

// A policy's tightening of the site that a draft is for; null: none.
const policy::SiteTightening* tightening_of(const policy::Policy& policy, const policy::Site& site);

}  // namespace decorum::review
