// The fields of one check, read by its kind; as policy/reader.h reads the rest of a policy. Every
// mistake is noted with its place and an empty value goes on.
//
//   settings.texts("words");                      // required list of texts
//   settings.number_if("max", 0, 100);            // optional whole number
//   settings.list("pairs")                        // deeper values: Setting, with `at` for mistakes
//
// Fields that no one asked for are mistakes too (`finish`, called by the rulebook).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/mistake.h"
#include "policy/rules.h"

namespace decorum::review {

class Settings {
 public:
  // `check` outlives this.
  Settings(const policy::ReviewCheck& check, std::vector<policy::Mistake>& mistakes);

  std::string text(std::string_view name);
  std::string text_if(std::string_view name, std::string otherwise = {});
  bool flag_if(std::string_view name, bool otherwise = false);
  std::int64_t number(std::string_view name, std::int64_t least, std::int64_t most);
  std::optional<std::int64_t> number_if(std::string_view name, std::int64_t least,
                                        std::int64_t most);
  std::optional<double> real_if(std::string_view name, double least, double most);
  std::vector<std::string> texts(std::string_view name);
  std::vector<std::string> texts_if(std::string_view name);
  // One of `words`; the index in them.
  std::optional<std::size_t> choice_if(std::string_view name,
                                       const std::vector<std::string>& words);
  // A list each of whose texts is one of `words`.
  std::vector<std::size_t> choices_if(std::string_view name, const std::vector<std::string>& words);
  // The field as it stands, of any shape; null when it is not there.
  const policy::Setting* any_if(std::string_view name);
  // "signal: number" pairs and the like.
  std::vector<std::pair<std::string, double>> numbers_by_name(std::string_view name, double least,
                                                              double most);

  const policy::ReviewCheck& check() const { return check_; }
  void mistake(const policy::Setting& at, std::string code, std::string what,
               std::string expected = {}, std::string suggestion = {});
  // A mistake of the whole check.
  void mistake(std::string code, std::string what, std::string expected = {});
  void finish();

 private:
  const policy::Setting* find(std::string_view name, bool required);
  std::string named(std::string_view name) const;
  void wrong_type(const policy::Setting& at, const std::string& what, std::string expected);
  std::string text_of(const policy::Setting* found, std::string_view name, std::string otherwise);
  std::optional<std::int64_t> number_of(const policy::Setting* found, std::string_view name,
                                        std::int64_t least, std::int64_t most);
  std::optional<double> real_of(const policy::Setting& found, const std::string& what,
                                double least, double most);
  std::vector<std::string> texts_of(const policy::Setting* found, std::string_view name);
  std::optional<std::size_t> choice_of(const policy::Setting& found, const std::string& what,
                                       const std::vector<std::string>& words);

  const policy::ReviewCheck& check_;
  std::vector<policy::Mistake>& mistakes_;
  std::vector<std::string> known_;
};

}  // namespace decorum::review
