#include "spelling/index.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <tuple>

#include <xxhash.h>

#include "spelling/sound.h"

namespace decorum::spelling {
namespace {

using base::fail;
using base::Result;

constexpr std::string_view magic = "decorum spelling";
constexpr std::uint32_t version = 1;
constexpr std::size_t section_count = 6;
constexpr std::size_t pair_bytes = 8;
// Rarer words are not looked for by their sound.
constexpr std::uint8_t sound_rarity_max = 80;

struct Header {
  char magic[16] = {};
  std::uint64_t checksum = 0;  // XXH3 of everything behind this field
  std::uint32_t version = 0;
  std::uint32_t root = 0;
  std::array<std::uint64_t, section_count> sizes{};  // bytes
};

constexpr std::size_t checked_from = offsetof(Header, version);

void append_u32(std::string& out, std::uint32_t value) {
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out.append(bytes, sizeof value);
}

std::string sounds_of(const std::vector<IndexWord>& words) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> sounds;
  for (std::size_t i = 0; i < words.size(); ++i) {
    constexpr std::uint8_t unfit = mark::never_proposed | mark::in_capitals | mark::possessive;
    if ((words[i].marks & unfit) != 0 || words[i].rarity > sound_rarity_max) continue;
    sounds.emplace_back(sound_key(words[i].text), static_cast<std::uint32_t>(i));
  }
  // Common words first, as a reader takes only so many.
  std::sort(sounds.begin(), sounds.end(), [&](const auto& a, const auto& b) {
    if (a.first != b.first) return a.first < b.first;
    const auto rarity_a = words[a.second].rarity, rarity_b = words[b.second].rarity;
    return rarity_a != rarity_b ? rarity_a < rarity_b : a.second < b.second;
  });
  std::string out;
  for (const auto& [key, number] : sounds) {
    append_u32(out, key);
    append_u32(out, number);
  }
  return out;
}

std::string_view text_at(std::string_view texts, std::uint32_t offset) {
  if (offset >= texts.size()) return {};
  return texts.substr(offset, texts.find('\0', offset) - offset);
}

}  // namespace

std::string write_index(std::vector<IndexWord> words, Pairs american_to_british) {
  std::sort(words.begin(), words.end(),
            [](const IndexWord& a, const IndexWord& b) { return a.text < b.text; });
  std::sort(american_to_british.begin(), american_to_british.end());
  std::array<std::string, section_count> sections;
  std::vector<std::string> texts;
  for (const IndexWord& word : words) {
    texts.push_back(word.text);
    sections[1] += static_cast<char>(word.rarity);
    sections[2] += static_cast<char>(word.marks);
  }
  Header header;
  std::tie(sections[0], header.root) = write_graph(texts);
  sections[3] = sounds_of(words);
  for (const auto& [american, british] : american_to_british) {
    for (const std::string& text : {american, british}) {
      append_u32(sections[4], static_cast<std::uint32_t>(sections[5].size()));
      sections[5] += text;
      sections[5] += '\0';
    }
  }
  std::string body;
  for (std::size_t i = 0; i < section_count; ++i) {
    header.sizes[i] = sections[i].size();
    body += sections[i];
  }
  std::memcpy(header.magic, magic.data(), magic.size());
  header.version = version;
  std::string out(sizeof(Header), '\0');
  std::memcpy(out.data(), &header, sizeof header);
  out += body;
  header.checksum = XXH3_64bits(out.data() + checked_from, out.size() - checked_from);
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

Result<Index> open_index(std::string_view bytes) {
  Header header;
  if (bytes.size() < sizeof header) return fail("the spelling index is cut short");
  std::memcpy(&header, bytes.data(), sizeof header);
  if (std::string_view(header.magic, magic.size()) != magic) {
    return fail("this is not a spelling index");
  }
  if (header.version != version) return fail("the spelling index is of another version");
  if (header.checksum != XXH3_64bits(bytes.data() + checked_from, bytes.size() - checked_from)) {
    return fail("the spelling index is damaged; build it again");
  }
  std::array<std::string_view, section_count> sections;
  std::size_t at = sizeof header;
  for (std::size_t i = 0; i < section_count; ++i) {
    if (header.sizes[i] > bytes.size() - at) return fail("the spelling index is cut short");
    sections[i] = bytes.substr(at, header.sizes[i]);
    at += header.sizes[i];
  }
  return Index{Graph(sections[0], header.root), sections[1], sections[2], sections[3], sections[4],
               sections[5]};
}

std::uint8_t Index::rarity_of(std::uint32_t number) const {
  return number < rarity.size() ? static_cast<std::uint8_t>(rarity[number]) : 0;
}

std::uint8_t Index::marks_of(std::uint32_t number) const {
  return number < marks.size() ? static_cast<std::uint8_t>(marks[number]) : 0;
}

std::vector<std::uint32_t> Index::sounding(std::uint32_t key, std::size_t most) const {
  std::size_t low = 0, high = sounds.size() / pair_bytes;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (read_u32(sounds, middle * pair_bytes) < key) low = middle + 1;
    else high = middle;
  }
  std::vector<std::uint32_t> numbers;
  for (std::size_t at = low * pair_bytes; at + pair_bytes <= sounds.size(); at += pair_bytes) {
    if (numbers.size() == most || read_u32(sounds, at) != key) break;
    numbers.push_back(read_u32(sounds, at + 4));
  }
  return numbers;
}

std::optional<std::string_view> Index::british_of(std::string_view american) const {
  std::size_t low = 0, high = pairs.size() / pair_bytes;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    const std::string_view here = text_at(texts, read_u32(pairs, middle * pair_bytes));
    if (here == american) return text_at(texts, read_u32(pairs, middle * pair_bytes + 4));
    if (here < american) low = middle + 1;
    else high = middle;
  }
  return std::nullopt;
}

}  // namespace decorum::spelling
