// handbook.yaml.
#include "policy/loaders.h"

namespace decorum::policy {
namespace {

constexpr std::size_t entries_max = 200;

std::vector<Advice> load_advice(Fields& file, std::string_view key, bool required) {
  std::vector<Advice> all;
  for_each_in(file, key, required, entries_max, [&](const YamlNode& item) {
    Fields fields(file.reader(), item, item, "a piece of advice");
    Advice advice;
    advice.title = fields.text("title");
    advice.text = fields.text("text");
    advice.cites = fields.cites_if("cites");
    advice.rules = fields.list_of_refers_if("rules", Refers::rule);
    fields.done();
    all.push_back(std::move(advice));
  });
  return all;
}

}  // namespace

Handbook load_handbook(Reader& reader, const YamlNode& root) {
  Handbook handbook;
  Fields file(reader, root, root, "handbook.yaml");
  handbook.introduction = file.texts("introduction");
  handbook.dos = load_advice(file, "dos", true);
  handbook.donts = load_advice(file, "donts", true);
  handbook.problems = load_advice(file, "problems", false);
  for_each_in(file, "links", false, entries_max, [&](const YamlNode& item) {
    Fields fields(reader, item, item, "a link");
    handbook.links.push_back({fields.text("title"), fields.url("url")});
    fields.done();
  });
  file.done();
  return handbook;
}

}  // namespace decorum::policy
