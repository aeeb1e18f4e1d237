// Reads a post: text in, Signals out.
//
//   auto set = ReaderSet::make({.model_files = contents}, lexicons);
//   Scratch scratch;                       // one a thread
//   Signals signals;
//   set->read(post, scratch, signals);     // a few microseconds
//   set->evidence(post, signals, Signal::abuse, scratch);  // only where a person will look
//
// A ReaderSet is immutable after it is made and may be shared by all threads; a Scratch belongs to
// one.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/side_by_side.h"
#include "post/lexicon.h"
#include "post/post.h"
#include "signals/composite.h"
#include "signals/signals.h"

namespace decorum::signals {

struct TokenRow;  // tokens and hashed features of one text, made once and shared by every head
struct Parts;     // what each token brings to every head, made once for all evidence of one text

// One source of signals. Cheap readers run first; a reader may look at what earlier ones said
// (troll is a composite). Readers never throw and never block.
class Reader {
 public:
  virtual ~Reader() = default;
  virtual std::string_view name() const = 0;
  // Changes whenever the reader would answer differently: part of the decision's `readers` hash.
  virtual std::string version() const = 0;
  // `parts` is memory of the row: empty when the row is new, and used again for its evidence.
  virtual void read(const post::Post& post, const TokenRow& row, Parts& parts,
                    Signals& out) const = 0;
  // Appends the places that led to `signal`; nothing when the reader does not fill it.
  virtual void evidence(const post::Post& post, const TokenRow& row, const Signals& signals,
                        Signal signal, Parts& parts, std::vector<Evidence>& out) const = 0;
};

class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(Scratch&&) noexcept;
  Scratch& operator=(Scratch&&) noexcept;

 private:
  friend class ReaderSet;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

class ReaderSet {
 public:
  ~ReaderSet();
  ReaderSet(ReaderSet&&) noexcept;
  ReaderSet& operator=(ReaderSet&&) noexcept;

  // Everything is bytes already read by the caller (cli or desk); nothing here touches files.
  struct Models {
    std::vector<std::string> model_files;  // the contents of models/*.model
    // compiled_words() of an earlier set, if it was kept; ignored when it does not fit.
    std::string compiled_words;
  };
  // Signals whose model is missing stay unknown. Models and words are made ready side by side.
  static base::Result<ReaderSet> make(const Models& models,
                                      std::span<const post::Lexicon> lexicons,
                                      std::string_view desk_language = "en",
                                      const base::SideBySide& both = base::one_after_the_other);

  void read(const post::Post& post, Scratch& scratch, Signals& out) const;

  // Up to `most` places that raised `signal`, strongest first: words (neighbours in one place),
  // emoji, hashtags and the like (signals/places.h).
  std::vector<Evidence> evidence(const post::Post& post, const Signals& signals, Signal signal,
                                 Scratch& scratch, std::size_t most = 3) const;
  // What the rules found of it, for fitting troll (signals/fit_troll.h).
  Cues cues(const post::Post& post, Scratch& scratch) const;
  // The places of lexicon number `lexicon`.
  std::vector<Evidence> word_evidence(const post::Post& post, std::size_t lexicon,
                                      Scratch& scratch) const;

  // The lexicons in compiled form, for Models: a caller that keeps them starts faster. They must
  // come back from a place that is trusted like the program itself.
  std::string compiled_words() const;
  // Were they compiled here, as none that fit were given?
  bool compiled_here() const;

  // "sha256:..." over all readers' names and versions.
  const std::string& version() const;

 private:
  ReaderSet();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace decorum::signals
