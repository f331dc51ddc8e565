#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sim/city/streets.hpp"

namespace outpost::test {

/// A street network read off a drawing. Letters are junctions, four columns or two rows apart for every `block`:
///
///     a---b===c       --- residential street   === arterial   ... path, no cars
///     |       :       |   residential street   :   path, no cars
///     d->-e-<-f       a > or < in it makes a street one-way for everything on wheels
///
/// Streets are numbered in reading order: across the drawing row by row, then down it row by row.
struct AsciiCity {
  StreetNetwork streets{};
  std::map<char, NodeId> junctions{};

  NodeId junction(char name) const { return junctions.at(name); }
  /// The street between two neighbours, whichever end it starts from.
  StreetId street(char a, char b) const {
    for (const StreetId id : streets.streets.ids()) {
      const Street& row = streets.streets[id];
      const bool joins = row.from == junction(a) && row.to == junction(b);
      if (joins || (row.from == junction(b) && row.to == junction(a))) return id;
    }
    throw std::invalid_argument(std::string("no street ") + a + b);
  }
  /// On the street between two neighbours, `walked` from the first.
  Spot spot(char a, char b, Length walked) const {
    const StreetId id = street(a, b);
    const Street& row = streets.streets[id];
    return spot_on(streets, id, row.from == junction(a) ? walked : row.length - walked);
  }
  /// At a junction, by the lowest street that ends there.
  Spot at(char name) const {
    for (const StreetId id : streets.streets.ids()) {
      const Street& row = streets.streets[id];
      if (row.from == junction(name)) return spot_on(streets, id, Length{});
      if (row.to == junction(name)) return spot_on(streets, id, row.length);
    }
    throw std::invalid_argument(std::string("no street ends at ") + name);
  }
};

namespace ascii {

inline bool is_junction(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

inline Street drawn_street(NodeId from, NodeId to, Length length, std::string_view line) {
  Street street{.from = from, .to = to, .length = length};
  if (line.find('=') != line.npos) street.street_class = StreetClass::arterial;
  if (line.find_first_of(".:") != line.npos) {
    street.street_class = StreetClass::path;
    street.forward = street.backward = WaySet::no_cars();
  }
  if (line.find('>') != line.npos) street.backward = WaySet::walking();
  if (line.find('<') != line.npos) street.forward = WaySet::walking();
  return street;
}

}  // namespace ascii

inline AsciiCity ascii_city(std::string_view drawing, Length block = metres(100)) {
  std::vector<std::string> rows(1);
  for (const char c : drawing) {
    if (c == '\n') {
      rows.emplace_back();
    } else {
      rows.back() += c;
    }
  }
  const auto at = [&rows](std::size_t row, std::size_t column) {
    return row < rows.size() && column < rows[row].size() ? rows[row][column] : ' ';
  };
  AsciiCity city;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t column = 0; column < rows[row].size(); ++column) {
      const char name = at(row, column);
      if (!ascii::is_junction(name)) continue;
      if (city.junctions.count(name) > 0) throw std::invalid_argument("a junction is drawn once");
      city.junctions[name] = city.streets.nodes.push_back(
          {block * static_cast<std::int64_t>(column) / 4, -(block * static_cast<std::int64_t>(row) / 2)});
    }
  }
  const auto follow = [&](std::size_t row, std::size_t column, bool across, std::string_view signs) {
    std::string line;
    for (std::size_t step = 1;; ++step) {
      const char c = across ? at(row, column + step) : at(row + step, column);
      if (signs.find(c) != signs.npos) {
        line += c;
        continue;
      }
      const std::size_t block_steps = across ? 4 : 2;
      if (line.empty()) return;
      if (!ascii::is_junction(c) || step % block_steps != 0) throw std::invalid_argument("a street ends at a junction");
      city.streets.streets.push_back(ascii::drawn_street(city.junction(at(row, column)), city.junction(c),
                                                         block * static_cast<std::int64_t>(step / block_steps), line));
      return;
    }
  };
  for (const bool across : {true, false}) {
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (std::size_t column = 0; column < rows[row].size(); ++column) {
        if (ascii::is_junction(at(row, column))) follow(row, column, across, across ? "-=.<>" : "|:");
      }
    }
  }
  return city;
}

}  // namespace outpost::test
