#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "review/figure_span.h"
#include "review/kind_list.h"
#include "review/look.h"
#include "review/phrases.h"
#include "review/text_flags.h"

namespace decorum::review {
namespace {

enum class Find : std::uint8_t { figure, research, proven, date };

struct Lists {
  std::vector<std::size_t> find;
  bool anywhere = false;  // a link anywhere in the text is the source
  Phrases studies, show, sayings, proven, sources, records, groups, offers, amounts, changes, plans,
      turnout, dates;
};

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// One draft's claims.
class Claims {
 public:
  Claims(const Lists& lists, const Reading& reading, Hits& hits)
      : lists_(lists),
        reading_(reading),
        hits_(hits),
        show_(flags_of(lists.show, reading)),
        records_(flags_of(lists.records, reading)),
        groups_(flags_of(lists.groups, reading)),
        offers_(flags_of(lists.offers, reading)),
        amounts_(flags_of(lists.amounts, reading)),
        changes_(flags_of(lists.changes, reading)),
        plans_(flags_of(lists.plans, reading)),
        turnout_(flags_of(lists.turnout, reading)),
        sources_(lists.sources.find(reading)),
        studies_(lists.studies.find(reading)),
        sayings_(lists.sayings.find(reading)),
        proven_(lists.proven.find(reading)),
        dates_(lists.dates.find(reading)),
        spans_{reading, groups_, changes_} {}

  void run() {
    for (std::size_t s = 0; s < reading_.sentences.size(); ++s) {
      const Sentence& at = reading_.sentences[s];
      if (at.first_word == at.end_word || is_sourced(s)) continue;
      if (asks(reading_, s) && !tells_by_asking(at)) continue;
      if (wants(Find::research)) find_research(at);
      if (wants(Find::proven)) find_proven(at);
      if (wants(Find::figure)) find_figures(at);
      if (wants(Find::date)) find_dates(at);
    }
  }

 private:
  const Word& word(std::size_t i) const { return reading_.words[i]; }
  std::string_view folded(std::size_t i) const {
    return i < reading_.words.size() ? reading_.words[i].folded : std::string_view();
  }
  bool wants(Find what) const {
    if (lists_.find.empty()) return what != Find::date;
    return std::ranges::find(lists_.find, static_cast<std::size_t>(what)) != lists_.find.end();
  }

  // "Did you know that ...?" asserts.
  bool tells_by_asking(const Sentence& at) const {
    return at.end_word - at.first_word > 3 && folded(at.first_word + 1) == "you" &&
           folded(at.first_word + 2) == "know";
  }

  bool is_sourced(std::size_t s) const {
    const std::size_t count = reading_.sentences.size();
    const bool linked = lists_.anywhere ? link_in(reading_, 0, count)
                                        : link_in(reading_, s > 0 ? s - 1 : 0, s + 2);
    if (linked) return true;
    const Sentence& at = reading_.sentences[s];
    const Sentence& next = reading_.sentences[std::min(s + 1, count - 1)];
    for (const PhraseHit& hit : sources_) {
      if (hit.first_word < at.first_word || hit.first_word >= next.end_word) continue;
      // What follows the sentence must begin with the source.
      if (hit.first_word >= at.end_word && hit.first_word > at.end_word + 1) continue;
      if (names_source(hit.end_word)) return true;
    }
    return own_record(at) || named_speaker(at) || in_brackets(at);
  }

  // "according to" a study says nothing; to the Home Office, our survey, does.
  bool names_source(std::size_t first) const {
    const std::size_t end = std::min(reading_.words.size(), first + 7);
    for (std::size_t i = first; i < end; ++i) {
      if (i > first && gap_before(reading_, i).starts_with(',')) return false;
      if (word(i).capital && !word(i).first) return true;
      if (one_of(folded(i), {"our", "my"}) || word(i).aside) return true;
      // "the county transport survey", but not "the research"
      if (records_[i] && i >= first + 2 && folded(first) == "the") return true;
    }
    return false;
  }

  // "in our 2026 survey"
  bool own_record(const Sentence& at) const {
    for (std::size_t i = at.first_word; i < at.end_word; ++i) {
      if (!records_[i]) continue;
      if (any_before(reading_, i, 4, {"our", "my", "annual"})) return true;
      if (i > at.first_word && folded(i - 1).ends_with("'s") && word(i - 1).capital) return true;
    }
    return false;
  }

  // "the Ramblers found that ...", "..., says the Met Office"
  bool named_speaker(const Sentence& at) const {
    for (const Name& name : reading_.names) {
      if (name.first_word < at.first_word || name.first_word >= at.end_word) continue;
      const std::size_t from = name.first_word > at.first_word + 2 ? name.first_word - 2U
                                                                    : at.first_word;
      const std::size_t to = std::min<std::size_t>(at.end_word, name.end_word + 3U);
      for (std::size_t i = from; i < to; ++i) {
        if (i >= name.first_word && i < name.end_word) continue;
        if (show_[i] || one_of(folded(i), {"according", "told", "reports", "reported", "source",
                                           "estimates", "wrote", "writes", "calculates"})) {
          return true;
        }
      }
      // "research by Leeds University"
      if (name.first_word > at.first_word &&
          one_of(folded(name.first_word - 1), {"by", "from", "at", "the", "of"}) &&
          any_in(studies_, at.first_word, name.first_word)) {
        return true;
      }
    }
    return false;
  }

  // "(ONS, 2026)"
  bool in_brackets(const Sentence& at) const {
    for (std::size_t i = at.first_word; i < at.end_word; ++i) {
      if (!word(i).capital || gap_before(reading_, i).find('(') == std::string_view::npos) continue;
      for (std::size_t k = i + 1; k < std::min<std::size_t>(at.end_word, i + 7); ++k) {
        if (is_digits(folded(k)) && folded(k).size() == 4) return true;
      }
    }
    return false;
  }

  void add(base::Span span) {
    for (const Hit& hit : hits_.all()) {
      if (hit.span.start < span.end && span.start < hit.span.end) return;
    }
    Hit hit;
    hit.span = span;
    hits_.add(std::move(hit));
  }

  void find_research(const Sentence& at) {
    for (const PhraseHit& hit : studies_) {
      if (hit.first_word < at.first_word || hit.first_word >= at.end_word) continue;
      if (in_attributed_quotation(reading_, hit.first_word)) continue;
      if (any_before(reading_, hit.first_word, 2, {"our", "my", "your", "her", "his"})) continue;
      const std::size_t end = std::min<std::size_t>(at.end_word, hit.end_word + 4U);
      for (std::size_t i = hit.end_word; i < end; ++i) {
        if (gap_before(reading_, i).find_first_of(":;(") != std::string_view::npos) break;
        if (!show_[i]) continue;
        const bool tells_us = folded(i + 1) == "us";
        add(span_of(reading_, hit.first_word, tells_us ? i + 2 : i + 1));
        break;
      }
    }
    add_all(sayings_, at);
  }

  void find_proven(const Sentence& at) { add_all(proven_, at); }

  void add_all(const std::vector<PhraseHit>& hits, const Sentence& at) {
    for (const PhraseHit& hit : hits) {
      if (hit.first_word < at.first_word || hit.first_word >= at.end_word) continue;
      if (in_attributed_quotation(reading_, hit.first_word)) continue;
      if (!denied_before(reading_, hit.first_word, 3)) add(hit.span);
    }
  }

  void find_figures(const Sentence& at) {
    for (std::size_t i = at.first_word; i < at.end_word; ++i) {
      const Word& here = word(i);
      if (here.aside || in_attributed_quotation(reading_, i)) continue;
      const bool found = percentage(i, at) || ratio(i, at) || fraction(i, at) || multiple(i, at) ||
                         money(i, at) || count(i, at) || change(i, at) ||
                         average(i, at);
      static_cast<void>(found);
    }
  }

  bool ours(std::size_t i, std::size_t reach) const {
    return any_before(reading_, i, reach,
                      {"we", "we've", "we'd", "i", "i've", "our", "my", "us", "you"});
  }
  bool did(std::size_t i, std::size_t reach) const {
    return any_before(reading_, i, reach, {"we", "we've", "we'd", "i", "i've"});
  }
  bool flag_near(const Flags& flags, std::size_t i, std::size_t before, std::size_t after) const {
    const std::size_t from = i > before ? i - before : 0;
    const std::size_t to = std::min(reading_.words.size(), i + 1 + after);
    for (std::size_t k = from; k < to; ++k) {
      if (flags[k] && word(k).sentence == word(i).sentence) return true;
    }
    return false;
  }
  // Of what is meant to come: no fact.
  bool planned(std::size_t i) const { return flag_near(plans_, i, 6, 0); }

  // Where a percentage at `i` ends in the text; 0 when it is none.
  std::uint32_t percent_end(std::size_t i) const {
    if (!number_of(word(i))) return 0;
    const std::string_view gap = gap_after(reading_, i);
    const std::size_t sign = gap.find_first_not_of(" \u00a0");
    if (word(i).number && sign != std::string_view::npos && gap[sign] == '%') {
      return word(i).span.end + static_cast<std::uint32_t>(sign) + 1;
    }
    if (one_of(folded(i + 1), {"percent", "pc", "pct"})) return word(i + 1).span.end;
    if (folded(i + 1) == "per" && folded(i + 2) == "cent") return word(i + 2).span.end;
    if (folded(i + 1) == "percentage" && folded(i + 2).starts_with("point")) {
      return word(i + 2).span.end;
    }
    return 0;
  }

  bool percentage(std::size_t i, const Sentence& at) {
    const std::uint32_t end = percent_end(i);
    if (end == 0) return false;
    const double value = *number_of(word(i));
    if (value >= 100 && value != 150 && value < 1000 && folded(i + 1) != "increase" &&
        folded(i + 1) != "rise" && folded(i + 1) != "of") {
      return true;  // "100% behind you": an absolute, not a figure
    }
    if (flag_near(offers_, i, 3, 5) || planned(i) || did(i, 4)) return true;
    std::size_t next = i + 1;
    while (next < at.end_word && word(next).span.start < end) ++next;
    const bool joined = next < at.end_word && folded(next) == "of";
    std::size_t last = joined ? spans_.counted_end(next, at) : spans_.comparative_end(next, at);
    if (last == 0) last = next;
    const std::uint32_t start = spans_.start_of_change(i, start_of_number(i));
    add({start, last > next ? word(last - 1).span.end : end});
    return true;
  }

  // "£", "over", ranges: only the sign belongs to the figure.
  std::uint32_t start_of_number(std::size_t i) const {
    const std::string_view gap = gap_before(reading_, i);
    const bool range = i > 0 && word(i - 1).number && (gap == "-" || gap == "\u2013");
    return range ? word(i - 1).span.start : word(i).span.start;
  }

  // "one in five", "7 out of 10"
  bool ratio(std::size_t i, const Sentence& at) {
    const auto part = number_of(word(i));
    if (!part || *part < 1 || percent_end(i) != 0) return false;
    std::size_t k = i + 1;
    if (folded(k) == "out" && folded(k + 1) == "of") {
      k += 2;
    } else if (folded(k) == "in") {
      ++k;
    } else {
      return false;
    }
    if (folded(k) == "every") ++k;
    if (k >= at.end_word) return false;
    if (word(k).number && !is_digits(word(k).text) && word(k).text != "1,000") return false;
    const auto whole = number_of(word(k));
    if (!whole || *whole <= *part || *whole > 1000 || *part > 99) return false;
    if (percent_end(k) != 0 || gap_after(reading_, k).starts_with(":")) return false;
    if (flag_near(offers_, i, 2, 6) || any_after(reading_, k, 2, {"our", "my"})) return false;
    if (any_before(reading_, i, 3, {"rated", "scored", "score", "rating", "got", "gradient"})) {
      return false;
    }
    const std::size_t last = spans_.counted_end(k + 1, at);
    add(span_of(reading_, i, last != 0 ? last : k + 1));
    return true;
  }

  // "half of UK firms", "two thirds of pupils"
  bool fraction(std::size_t i, const Sentence& at) {
    const std::string_view here = folded(i);
    const std::size_t hyphen = here.find('-');
    const std::string_view unit =
        hyphen == std::string_view::npos ? here : here.substr(hyphen + 1);
    const bool whole_word = one_of(unit, {"half", "majority"});
    if (!whole_word && !one_of(unit, {"third", "thirds", "quarter", "quarters", "fifth", "fifths",
                                      "tenth", "tenths", "sixth", "eighth"})) {
      return false;
    }
    std::size_t first = i;
    const bool numerator = i > at.first_word &&
                           (one_of(folded(i - 1), {"a", "one", "vast"}) || number_of(word(i - 1)));
    if (!whole_word && !numerator && hyphen == std::string_view::npos) return false;
    if (!whole_word && numerator && number_of(word(i - 1))) --first;
    if (changed_by(first)) {
      if (!one_of(folded(i - 1), {"our"}) && !did(i, 5) && !planned(i)) {
        if (folded(first - 1) == "a") --first;
        add({spans_.start_of_change(first, word(first).span.start), word(i).span.end});
      }
      return true;
    }
    if (folded(i + 1) != "of" && !(unit == "half" && folded(i + 1) == "the")) return false;
    const std::size_t end = std::min<std::size_t>(at.end_word, i + 6);
    for (std::size_t k = i + 2; k < end; ++k) {
      if (one_of(folded(k), {"our", "your", "my", "us", "you"})) return false;
      const bool group_next = k + 1 < at.end_word && groups_[k + 1] != 0;
      if (one_of(folded(k), {"the", "this", "that"}) && !group_next) break;
      const bool many = folded(k).size() > 4 && folded(k).ends_with('s') &&
                        !folded(k).ends_with("'s") && !folded(k).ends_with("ss");
      if (!groups_[k] && !many) continue;
      if (did(i, 4) || planned(i)) return false;
      while (first > at.first_word && one_of(folded(first - 1), {"a", "the", "vast"})) --first;
      const std::size_t last = spans_.counted_end(i + 1, at);
      add(span_of(reading_, first, last != 0 ? last : i + 1));
      return true;
    }
    return false;
  }

  // "fell by (a) third"
  bool changed_by(std::size_t i) const {
    if (i < 2) return false;
    const std::size_t by = one_of(folded(i - 1), {"a", "one", "around", "almost"}) ? i - 2 : i - 1;
    return folded(by) == "by" && by > 0 && flag_near(changes_, by, 3, 0);
  }

  // "twice as likely", "three times more", "has doubled"
  bool multiple(std::size_t i, const Sentence& at) {
    const std::string_view here = folded(i);
    const std::string_view next = folded(i + 1);
    std::size_t first = i;
    std::size_t end = 0;
    if (here == "twice" && one_of(next, {"as", "the"})) end = i + 2;
    if (here == "times" && i > at.first_word && number_of(word(i - 1)) &&
        one_of(next, {"as", "more", "less", "higher", "lower", "bigger", "larger", "faster",
                      "likelier", "better", "greater", "the", "smaller", "safer", "worse"})) {
      first = i - 1;
      end = i + 2;
    }
    // "twice as likely", "three times more likely"; but "twice the size"
    if (end != 0 && folded(end - 1) == "the") --end;
    if (end != 0 && one_of(folded(end - 1), {"as", "more", "less"}) && end < at.end_word &&
        !spans_.parts(end) && folded(end) != "than") {
      ++end;
    }
    if (one_of(here, {"twofold", "threefold", "fourfold", "fivefold", "tenfold"}) ||
        (here == "fold" && i > 0 && number_of(word(i - 1)))) {
      end = i + 1;
    }
    if (one_of(here, {"doubled", "tripled", "trebled", "quadrupled", "halved"}) &&
        (any_before(reading_, i, 2, {"has", "have", "had"}) ||
         any_after(reading_, i, 6, {"since", "last", "year", "years", "decade", "months", "month",
                                    "between", "during", "overnight", "within"}))) {
      end = i + 1;
      if (i > at.first_word && one_of(folded(i - 1), {"has", "have", "had"})) --first;
    }
    if (here == "double" && next == "the" &&
        one_of(folded(i + 2), {"rate", "risk", "number", "chance", "national", "average", "level",
                               "amount"})) {
      end = i + 3;
    }
    if (end == 0) return false;
    if (ours(i, 5) || planned(i) || flag_near(offers_, i, 2, 3)) return true;
    add(span_of(reading_, first, std::min<std::size_t>(end, at.end_word)));
    return true;
  }

  // Where an amount of money that begins at `i` ends, in words; 0: none. `big`: millions.
  std::size_t amount_end(std::size_t i, bool& big) const {
    if (!number_of(word(i))) return 0;
    const std::string_view gap = gap_before(reading_, i);
    const bool sign = gap.ends_with("\u00a3") || gap.ends_with("$") || gap.ends_with("\u20ac");
    std::size_t end = i + 1;
    const std::string_view here = word(i).folded;
    big = sign && (here.ends_with("bn") || here.ends_with("m") || here.ends_with("tn") ||
                   *number_of(word(i)) >= 1e6);
    if (one_of(folded(end), {"million", "billion", "trillion", "bn", "m"})) {
      ++end;
      big = true;
    }
    if (sign) return end;
    if (one_of(folded(end), {"pounds", "euros", "dollars"})) return end + 1;
    return 0;
  }

  bool money(std::size_t i, const Sentence& at) {
    bool big = false;
    const std::size_t end = amount_end(i, big);
    if (end == 0) return false;
    if (did(i, 10) || planned(i)) return true;
    const bool our_price = ours(i, 10);
    bool fits = false;
    for (std::size_t k = i; k-- > at.first_word && i - k <= 8;) {
      if (gap_after(reading_, k).starts_with(',')) break;  // another thing's price
      const bool saved = folded(k).starts_with("sav") || folded(k).starts_with("earn");
      if (our_price && !saved) continue;
      const bool whose = any_flag(groups_, k + 1, i);
      // "the repairs cost £1.2 million": what was paid once
      const bool once = one_of(folded(k), {"cost", "costing", "worth", "spent", "paid"}) &&
                        spans_.period_end(end, at) == end;
      if (amounts_[k] && (whose || (big && !once))) fits = true;
      if (one_of(folded(k), {"average", "typical", "typically", "median"})) fits = true;
    }
    if (big && !fits && !our_price) fits = flag_near(amounts_, end - 1, 0, 4);
    if (fits) {
      const std::string_view gap = gap_before(reading_, i);
      std::uint32_t start = word(i).span.start;
      if (gap.ends_with("\u00a3")) start -= 2;
      if (gap.ends_with("$")) start -= 1;
      if (gap.ends_with("\u20ac")) start -= 3;
      add({start, word(spans_.period_end(end, at) - 1).span.end});
    }
    return true;
  }

  static bool any_flag(const Flags& flags, std::size_t first, std::size_t end) {
    for (std::size_t i = first; i < end; ++i) {
      if (flags[i]) return true;
    }
    return false;
  }

  // "12,000 people", "1.2 million adults", "millions of families"
  bool count(std::size_t i, const Sentence& at) {
    std::size_t end = i + 1;
    const auto value = number_of(word(i));
    const bool vague = one_of(folded(i), {"thousands", "millions", "billions"});
    if (!value && !vague) return false;
    bool large = vague;
    if (one_of(folded(end), {"million", "billion", "thousand"})) {
      ++end;
      large = true;
    }
    if (value && word(i).number) {
      const bool year = is_digits(word(i).text) && word(i).text.size() == 4 && *value < 2200;
      large = large || (*value >= 1000 && !year && *value < 1e9);
    }
    if (!large || (vague && folded(end) != "of")) return false;
    const std::size_t to = std::min<std::size_t>(at.end_word, end + 4);
    for (std::size_t k = end; k < to; ++k) {
      if (!groups_[k]) continue;
      if (ours(i, 12) || planned(i) || flag_near(turnout_, i, 3, 9) ||
          flag_near(offers_, i, 4, 4)) {
        return true;
      }
      const std::size_t last = spans_.counted_end(end, at);
      add(span_of(reading_, i, last != 0 ? last : end));
      return true;
    }
    return false;
  }

  // "the average manager spends 23 hours a week in meetings"
  bool average(std::size_t i, const Sentence& at) {
    if (!number_of(word(i)) || i + 1 >= at.end_word || ours(i, 8)) return false;
    if (!one_of(folded(i + 1), {"hours", "days", "minutes", "weeks", "times"})) return false;
    if (!any_before(reading_, i, 8, {"average", "typical"}) || planned(i)) return false;
    if (!flag_near(groups_, i, 8, 0)) return false;
    add(span_of(reading_, i, spans_.period_end(i + 2, at)));
    return true;
  }

  // "rose from 31 to 24"
  bool change(std::size_t i, const Sentence& at) {
    if (!changes_[i] || ours(i, 5) || planned(i)) return false;
    if (any_after(reading_, i, 10, {"our", "my"})) return false;
    for (std::size_t k = i + 1; k + 3 < at.end_word && k <= i + 2; ++k) {
      if (folded(k) != "from" || !number_of(word(k + 1))) continue;
      for (std::size_t m = k + 2; m + 1 < at.end_word && m <= k + 4; ++m) {
        if (folded(m) != "to" || !number_of(word(m + 1))) continue;
        if (folded(m + 1).ends_with("am") || folded(m + 1).ends_with("pm")) return false;
        add(span_of(reading_, i, m + 2));
        return true;
      }
    }
    return false;
  }

  void find_dates(const Sentence& at) {
    const std::vector<PhraseHit>& words = dates_;
    if (!any_in(words, at.first_word, at.end_word)) return;
    for (std::size_t i = at.first_word; i < at.end_word; ++i) {
      if (!is_digits(word(i).text) || word(i).text.size() != 4 || word(i).aside) continue;
      const double year = *number_of(word(i));
      if (year < 1000 || year > 2025 || ours(i, 12) || word(i).quoted) continue;
      if (i > 0 && one_of(folded(i - 1), {"in", "since", "from", "until", "year"})) {
        add(word(i).span);
      }
    }
  }

  const Lists& lists_;
  const Reading& reading_;
  Hits& hits_;
  Flags show_, records_, groups_, offers_, amounts_, changes_, plans_, turnout_;
  std::vector<PhraseHit> sources_, studies_, sayings_, proven_, dates_;
  FigureSpan spans_;
};

}  // namespace

// Figures, research and the like that name no source. Fields:
//   find: [figure, research, proven, date]      all but date when left out
//   within: next|text                           where a link counts: beside the sentence, anywhere
//   studies, show: what has shown something ("research", "a * study"), and that it has ("shows")
//   sayings, proven: whole phrases
//   sources: what begins to name a source; records: nouns of own records ("our 2026 survey")
//   groups: whom figures are about; offers: beside these a figure is an offer, a price or a score
//   amounts: verbs that make money a fact; changes: "rose", "fell"; plans: of what is to come
//   turnout: verbs of those who came to something of ours; dates: words that make a year a claim
Run compile_claim(Settings& settings, const Setup& /*setup*/) {
  auto lists = std::make_shared<Lists>();
  lists->find = settings.choices_if("find", {"figure", "research", "proven", "date"});
  lists->anywhere = settings.choice_if("within", {"next", "text"}).value_or(0) == 1;
  const auto phrases = [&](std::string_view name) { return Phrases(settings.texts_if(name)); };
  lists->studies = phrases("studies");
  lists->show = phrases("show");
  lists->sayings = phrases("sayings");
  lists->proven = phrases("proven");
  lists->sources = phrases("sources");
  lists->records = phrases("records");
  lists->groups = phrases("groups");
  lists->offers = phrases("offers");
  lists->amounts = phrases("amounts");
  lists->changes = phrases("changes");
  lists->plans = phrases("plans");
  lists->turnout = phrases("turnout");
  lists->dates = phrases("dates");
  return [lists](const Subject& subject, Hits& hits) {
    if (!subject.draft.sources.empty() || !subject.draft.links.empty()) return;
    Claims(*lists, subject.reading, hits).run();
  };
}

}  // namespace decorum::review
