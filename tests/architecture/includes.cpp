#include "tests/architecture/includes.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

#include "tests/architecture/include_table.hpp"

namespace outpost::architecture {
namespace {

bool is_name_letter(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}
bool is_blank(char letter) {
  return std::isspace(static_cast<unsigned char>(letter)) != 0;
}

std::vector<std::string_view> words_of(std::string_view list) {
  std::vector<std::string_view> words;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    if (end > 0) words.push_back(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return words;
}

bool names(std::string_view list, std::string_view word) {
  const auto words = words_of(list);
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool lies_in(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/';
}

bool lies_in_one_of(std::string_view path, std::string_view folders) {
  const auto list = words_of(folders);
  return std::any_of(list.begin(), list.end(), [&](std::string_view folder) { return lies_in(path, folder); });
}

bool begins_with_one_of(std::string_view text, std::string_view beginnings) {
  const auto list = words_of(beginnings);
  return std::any_of(list.begin(), list.end(), [&](std::string_view begin) { return text.starts_with(begin); });
}

const Layer* layer_of(std::string_view path) {
  const Layer* best = nullptr;
  for (const Layer& layer : layers) {
    if (lies_in(path, layer.folder) && (best == nullptr || layer.folder.size() > best->folder.size())) best = &layer;
  }
  return best;
}

std::optional<std::string_view> third_party_of(std::string_view header) {
  for (const ThirdParty& party : third_parties) {
    if (begins_with_one_of(header, party.beginnings)) return party.name;
  }
  return std::nullopt;
}

// Our own folders, as the beginning of what a file includes.
bool is_ours(std::string_view header) {
  return lies_in_one_of(header, "sim scenarios analysis viz tests");
}

// <vector>, <cstdint>: neither folder nor ending. <math.h> and its like count too, so that a ban can name them.
bool is_standard(std::string_view header) {
  return header.find_first_of("/.") == std::string_view::npos || names("math.h time.h stdlib.h", header);
}

bool concerns(const Ban& ban, std::string_view path) {
  return lies_in(path, ban.folder) && !begins_with_one_of(path, ban.but_not);
}

// What one #include says against the table.
std::optional<std::string> complaint_about(const Layer& layer, std::string_view path, std::string_view header) {
  const std::string included = "includes " + std::string(header);
  if (is_ours(header)) {
    const bool known = lies_in(header, layer.folder) || lies_in_one_of(header, layer.may_include);
    if (known && !lies_in_one_of(header, layer.may_not_include)) return std::nullopt;
    return included + ", which " + std::string(layer.folder) + " may not";
  }
  if (const auto party = third_party_of(header)) {
    if (names(layer.third_party, *party)) return std::nullopt;
    if (!names(layer.third_party_in_sources, *party)) {
      return included + ", but " + std::string(layer.folder) + " knows no " + std::string(*party);
    }
    if (path.ends_with(".cpp")) return std::nullopt;
    return included + ", which belongs in .cpp files";
  }
  if (!is_standard(header)) return included + ", which no row of include_table.hpp knows";
  for (const Ban& ban : bans) {
    if (concerns(ban, path) && names(ban.headers, header)) return included + ": " + std::string(ban.reason);
  }
  if (header == "iostream" && path.ends_with(".hpp")) return included + ", whose global streams no header drags in";
  return std::nullopt;
}

// The part of an #include that names a header, without its brackets; none on other lines.
std::optional<std::string_view> header_on(std::string_view line) {
  const auto skip_blanks = [&] {
    while (!line.empty() && is_blank(line.front())) line.remove_prefix(1);
  };
  skip_blanks();
  if (!line.starts_with("#")) return std::nullopt;
  line.remove_prefix(1);
  skip_blanks();
  if (!line.starts_with("include")) return std::nullopt;
  line.remove_prefix(7);
  skip_blanks();
  const bool bracketed = line.starts_with("<") || line.starts_with("\"");
  if (bracketed) line.remove_prefix(1);
  return line.substr(0, line.find_first_of(bracketed ? ">\"" : " \t\r"));
}

// A name and what stands before it: "std", another qualifier, "." for a member, or nothing.
struct Mention {
  std::string_view name;
  std::string_view before;
  bool called = false;
};

std::vector<Mention> mentions_in(std::string_view line) {
  std::vector<Mention> found;
  std::string_view before;  // what stands left of the next name
  std::size_t at = 0;
  while (at < line.size()) {
    const std::string_view rest = line.substr(at);
    std::size_t length = 1;
    if (is_name_letter(rest.front())) {
      while (length < rest.size() && is_name_letter(rest[length])) ++length;
      std::size_t next = length;
      while (next < rest.size() && is_blank(rest[next])) ++next;
      found.push_back({rest.substr(0, length), before, next < rest.size() && rest[next] == '('});
      before = found.back().name;
    } else if (rest.starts_with("::")) {
      // A leading :: is the global namespace, where the C library lives too.
      if (before.empty() || before == "return") before = "std";
      length = 2;
    } else if (rest.starts_with("->") || rest.front() == '.') {
      before = ".";
      length = rest.front() == '.' ? 1 : 2;
    } else if (!is_blank(rest.front())) {
      before = {};
    }
    at += length;
  }
  return found;
}

// Whether a mention is what the ban means. A declaration `double log(double x)` has a type before the name; a call has
// an operator, a bracket or a keyword there.
bool is_meant(const Ban& ban, const Mention& mention) {
  if (names(ban.anywhere, mention.name)) return true;
  const bool of_std = names("std this_thread", mention.before);
  if (names(ban.with_std, mention.name)) return of_std;
  const bool plain_call =
      mention.called && (mention.before.empty() || names("return else do and or not", mention.before));
  return names(ban.calls, mention.name) && (of_std || plain_call);
}

}  // namespace

std::string code_of(std::string_view text) {
  std::string code(text);
  const auto blank = [&](std::size_t begin, std::size_t end) {
    for (std::size_t at = begin; at < std::min(end, code.size()); ++at) {
      if (code[at] != '\n') code[at] = ' ';
    }
  };
  std::size_t at = 0;
  bool in_include = false;
  while (at < text.size()) {
    const std::string_view rest = text.substr(at);
    std::size_t end = at + 1;
    if (rest.starts_with("#include")) {
      in_include = true;
      end = at + 8;
    } else if (rest.front() == '\n') {
      in_include = false;
    } else if (rest.starts_with("//")) {
      end = std::min(text.find('\n', at), text.size());
      blank(at, end);
    } else if (rest.starts_with("/*")) {
      const std::size_t close = text.find("*/", at + 2);
      end = close == std::string_view::npos ? text.size() : close + 2;
      blank(at, end);
    } else if (rest.starts_with("R\"")) {
      const std::size_t open = std::min(text.find('(', at), text.size());
      const std::string closing = std::string(")").append(text.substr(at + 2, open - at - 2)).append("\"");
      const std::size_t close = text.find(closing, open);
      end = close == std::string_view::npos ? text.size() : close + closing.size();
      blank(at, end);
    } else if ((rest.front() == '"' && !in_include) ||
               (rest.front() == '\'' && (at == 0 || !is_name_letter(text[at - 1])))) {
      // The ' of 1'000 has a digit before it and opens nothing.
      while (end < text.size() && text[end] != rest.front() && text[end] != '\n') end += text[end] == '\\' ? 2 : 1;
      blank(at + 1, end);
      end = std::min(end + 1, text.size());
    }
    at = end;
  }
  return code;
}

std::vector<std::string> complaints(std::string_view path, std::string_view text) {
  std::vector<std::string> found;
  std::size_t number = 0;
  const auto complain = [&](const std::string& words) {
    found.push_back(std::string(path) + ":" + std::to_string(number) + ": " + words);
  };
  const Layer* const layer = layer_of(path);
  if (layer == nullptr) {
    complain("lies in no layer of include_table.hpp");
    return found;
  }
  const std::string code = code_of(text);
  std::string_view rest = code;
  while (!rest.empty()) {
    ++number;
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (const auto header = header_on(line)) {
      if (const auto words = complaint_about(*layer, path, *header)) complain(*words);
      continue;
    }
    for (const Mention& mention : mentions_in(line)) {
      for (const Ban& ban : bans) {
        if (concerns(ban, path) && is_meant(ban, mention)) {
          complain("says " + std::string(mention.name) + ": " + std::string(ban.reason));
        }
      }
    }
  }
  return found;
}

}  // namespace outpost::architecture
