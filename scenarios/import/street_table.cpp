#include "scenarios/import/street_table.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "scenarios/import/connected_streets.hpp"
#include "scenarios/import/dropped_pieces.hpp"
#include "scenarios/import/kept_streets.hpp"
#include "scenarios/import/projection.hpp"
#include "scenarios/read/columns.hpp"
#include "scenarios/read/file.hpp"
#include "scenarios/read/limits.hpp"
#include "scenarios/read/measured.hpp"
#include "scenarios/read/nearest.hpp"
#include "scenarios/read/refused_records.hpp"
#include "scenarios/read/tables.hpp"

namespace outpost::scenarios {
namespace {

constexpr double longest_time = 86'400e3;  // ms; a day

/// The rows below a heading, and where its columns are. Foreign tables have more columns than are read.
struct Table {
  std::vector<CsvRow> rows{};
  CsvRow head{};
  bool foreign = false;  // laid out like the tables of JEMSS

  std::optional<std::size_t> column(std::string_view name) const {
    for (std::size_t i = 0; i < head.size(); ++i) {
      if (head[i].text == name) return i;
    }
    return std::nullopt;
  }
  std::optional<std::size_t> column(std::string_view own, std::string_view theirs) const {
    return column(foreign ? theirs : own);
  }
};

const CsvCell* cell_of(const CsvRow& row, std::optional<std::size_t> column) {
  return column && *column < row.size() && !row[*column].text.empty() ? &row[*column] : nullptr;
}

/// A table of our own begins with its heading. One of JEMSS holds a line "arcs,24437", then the heading, then as many
/// rows; other tables may stand before it.
Table table_of(std::string_view text, const std::string& name, std::string_view key, std::string_view word,
               const std::string& wanted) {
  std::vector<CsvRow> all = read_csv(text, name);
  if (all.empty()) throw ScenarioError{{.file = name}, "the table is empty; write the heading " + wanted};
  Table table;
  std::size_t head = 0;
  const auto has = [](const CsvRow& row, std::string_view heading) {
    return std::any_of(row.begin(), row.end(), [heading](const CsvCell& cell) { return cell.text == heading; });
  };
  if (!has(all.front(), key)) {
    const auto title = std::find_if(all.begin(), all.end(), [word](const CsvRow& row) {
      return row.size() > 1 && row[0].text == word && !row[1].text.empty() &&
             row[1].text.find_first_not_of("0123456789") == std::string::npos;
    });
    if (title == all.end() || title + 1 == all.end()) {
      throw ScenarioError{all.front().front().at,
                          "this is not the heading of a table of " + std::string(word) + "; write " + wanted};
    }
    table.foreign = true;
    head = static_cast<std::size_t>(title - all.begin()) + 1;
  }
  table.head = std::move(all[head]);
  Faults faults;
  for (std::size_t i = 0; i < table.head.size(); ++i) {
    const CsvCell& cell = table.head[i];
    if (const auto why = refused_heading(cell.text)) {
      faults.add(cell.at, "the column " + in_quotes(cell.text) + ' ' + *why);
    }
    for (std::size_t k = 0; k < i; ++k) {
      if (!cell.text.empty() && cell.text == table.head[k].text) {
        faults.add(cell.at, "the column " + in_quotes(cell.text) + " stands twice; leave one out");
      }
    }
  }
  faults.throw_all();
  for (std::size_t row = head + 1; row < all.size(); ++row) {
    const bool blank =
        std::all_of(all[row].begin(), all[row].end(), [](const CsvCell& cell) { return cell.text.empty(); });
    if (!blank) table.rows.push_back(std::move(all[row]));
  }
  return table;
}

/// Spreadsheets write the whole number 7 as 7.0.
std::string_view without_fraction(std::string_view id) {
  const bool zero = id.size() > 2 && id.substr(id.size() - 2) == ".0";
  return zero ? id.substr(0, id.size() - 2) : id;
}

struct Junctions {
  std::vector<Position> positions{};
  std::unordered_map<std::string, std::size_t> rows{};  // by id; asked, never walked through
};

Junctions read_junctions(const StreetTables& tables, ImportedStreets& found) {
  const Table table =
      table_of(tables.nodes, tables.nodes_name, "node", "nodes", "node,x_m,y_m or node,longitude,latitude");
  const auto id = table.column("node", "index");
  const bool in_metres_here = !table.foreign && table.column("x_m") && table.column("y_m");
  const auto x = in_metres_here ? table.column("x_m") : table.column("longitude", "x");
  const auto y = in_metres_here ? table.column("y_m") : table.column("latitude", "y");
  if (!id || !x || !y) {
    throw ScenarioError{table.head.front().at,
                        "the table of nodes lacks a column; write node,x_m,y_m or node,longitude,latitude"};
  }
  found.on_globe = !in_metres_here;
  Faults faults;
  Junctions junctions;
  std::vector<std::pair<double, double>> places;
  std::vector<SourcePosition> lines;
  for (const CsvRow& row : table.rows) {
    const CsvCell* name = cell_of(row, id);
    const CsvCell* east = cell_of(row, x);
    const CsvCell* north = cell_of(row, y);
    if (name == nullptr || east == nullptr || north == nullptr) {
      faults.add(row.front().at, "the row lacks a node or its place; write both");
      continue;
    }
    const double most_x = in_metres_here ? farthest_from_middle.in_metres() : 180.0;
    const double most_y = in_metres_here ? farthest_from_middle.in_metres() : 90.0;
    const auto at_x = number_in(*east, -most_x, most_x, table.head[*x].text, faults);
    const auto at_y = number_in(*north, -most_y, most_y, table.head[*y].text, faults);
    const auto [known, is_new] = junctions.rows.emplace(without_fraction(name->text), places.size());
    if (!is_new) {
      faults.add(name->at, "the node " + in_quotes(name->text) + " stands in line " +
                               std::to_string(lines[known->second].line) + " already; write every node once");
      continue;
    }
    places.emplace_back(at_x.value_or(0.0), at_y.value_or(0.0));
    lines.push_back(row.front().at);
  }
  if (places.empty() && faults.empty()) faults.add({.file = tables.nodes_name}, "the table has no nodes; write some");
  faults.throw_all();
  found.nodes_read = static_cast<std::int64_t>(places.size());

  double low_x = places.front().first;
  double high_x = low_x;
  double low_y = places.front().second;
  double high_y = low_y;
  for (const auto& [east, north] : places) {
    low_x = std::min(low_x, east);
    high_x = std::max(high_x, east);
    low_y = std::min(low_y, north);
    high_y = std::max(high_y, north);
  }
  if (found.on_globe) {
    found.origin_latitude = (low_y + high_y) / 2.0;
    found.origin_longitude = (low_x + high_x) / 2.0;
  }
  const Projection projection{found.origin_latitude, found.origin_longitude};
  for (std::size_t row = 0; row < places.size(); ++row) {
    const auto& [east, north] = places[row];
    const Position at = found.on_globe ? projection.of(north, east) : Position{metres(east), metres(north)};
    if (std::max(std::fabs(at.x.in_metres()), std::fabs(at.y.in_metres())) > farthest_from_middle.in_metres()) {
      faults.add(lines[row],
                 "the node lies more than 300 km from the middle of the others; is it longitude before "
                 "latitude?");
    }
    junctions.positions.push_back(at);
  }
  faults.throw_all();
  return junctions;
}

/// One direction of a street, as its row says.
struct Arc {
  std::size_t from = 0;
  std::size_t to = 0;
  Length length{};
  StreetClass street_class = StreetClass::residential;
  std::array<std::optional<Duration>, way_count> times{};
  SourcePosition at{};
  bool joined = false;  // is part of a street already
};

struct TimeColumns {
  std::array<std::optional<std::size_t>, way_count> column{};
  std::array<double, way_count> milliseconds{};  // in the column's unit
  bool has(Way way) const { return column[static_cast<std::size_t>(way)].has_value(); }
};

TimeColumns time_columns(const Table& table, const ArcColumnSpec& spec) {
  Faults faults;
  TimeColumns times;
  for (std::size_t way = 0; way < way_count; ++way) {
    const std::string& wanted = spec.times[way];
    const std::string own = std::string(way_names[way]) + "_s";
    times.column[way] = table.column(wanted.empty() ? own : wanted);
    times.milliseconds[way] = wanted.empty() ? 1000.0 : time_unit_milliseconds[static_cast<std::size_t>(spec.unit)];
    if (wanted.empty() || times.column[way]) continue;
    std::vector<std::string> known;
    for (const CsvCell& cell : table.head) known.push_back(cell.text);
    faults.add(table.head.front().at, "the table of arcs has no column " + in_quotes(wanted) +
                                          ", which city.arc_times." + std::string(way_names[way]) + " names; " +
                                          suggestion(wanted, known));
  }
  const bool any =
      std::any_of(times.column.begin(), times.column.end(), [](const auto& column) { return column.has_value(); });
  if (table.foreign && !any && faults.empty()) {
    faults.add(
        table.head.front().at,
        "nothing says which way of moving the times are for; write [city.arc_times] with car = \"mode_1\" or the "
        "like, and their unit");
  }
  faults.throw_all();
  return times;
}

class ArcReading {
 public:
  ArcReading(const StreetTables& tables, const ArcColumnSpec& spec, const Junctions& junctions)
      : table_(table_of(tables.arcs, tables.arcs_name, "from", "arcs",
                        "from,to,length_m,class,foot_s,e_bike_s,car_s,car_siren_s")),
        times_(time_columns(table_, spec)),
        junctions_(junctions) {
    from_ = table_.column("from", "fromNode");
    to_ = table_.column("to", "toNode");
    length_ = table_.column("length_m");
    class_ = table_.column("class");
    if (!from_ || !to_) throw ScenarioError{table_.head.front().at, "the table of arcs lacks a column; write from,to"};
  }

  const TimeColumns& times() const { return times_; }

  std::vector<Arc> read() {
    std::vector<Arc> arcs;
    for (const CsvRow& row : table_.rows) {
      if (auto arc = read_row(row)) arcs.push_back(std::move(*arc));
    }
    refuse_doubles(arcs);
    if (arcs.empty() && faults_.empty()) faults_.add(table_.head.front().at, "the table has no arcs; write some");
    faults_.throw_all();
    return arcs;
  }

 private:
  std::optional<std::size_t> junction(const CsvRow& row, std::optional<std::size_t> column, const char* which) {
    const CsvCell* cell = cell_of(row, column);
    if (cell == nullptr) {
      faults_.add(row.front().at, std::string("the row does not say ") + which + "; write the node");
      return std::nullopt;
    }
    const auto known = junctions_.rows.find(std::string(without_fraction(cell->text)));
    if (known != junctions_.rows.end()) return known->second;
    faults_.add(cell->at, "the node " + in_quotes(cell->text) +
                              " is not in the table of nodes; add it there, or correct "
                              "the arc");
    return std::nullopt;
  }

  std::optional<Arc> read_row(const CsvRow& row) {
    const auto from = junction(row, from_, "from where");
    const auto to = junction(row, to_, "to where");
    if (!from || !to) return std::nullopt;
    const std::size_t faults_before = faults_.count();
    Arc arc{.from = *from, .to = *to, .at = row.front().at};
    if (arc.from == arc.to) {
      faults_.add(arc.at, "the arc leads from the node " + in_quotes(row[*from_].text) +
                              " back to itself; leave it out, or "
                              "split it at a node between");
      return std::nullopt;
    }
    arc.length =
        std::max(straight_distance(junctions_.positions[arc.from], junctions_.positions[arc.to]), millimetres(1));
    if (const CsvCell* cell = cell_of(row, length_)) {
      const auto length = number_in(*cell, 0.0, longest_street.in_metres(), "length_m", faults_);
      if (length && metres(*length) <= Length{})
        faults_.add(cell->at, "length_m is 0; write a length of at least 0.001");
      if (length) arc.length = std::max(metres(*length), millimetres(1));
    }
    if (const CsvCell* cell = cell_of(row, class_)) {
      const auto found = std::find(street_class_names.begin(), street_class_names.end(), cell->text);
      if (found == street_class_names.end()) {
        faults_.add(cell->at, "there is no class " + in_quotes(cell->text) + "; " +
                                  suggestion(cell->text, {street_class_names.begin(), street_class_names.end()}));
      } else {
        arc.street_class = static_cast<StreetClass>(found - street_class_names.begin());
      }
    }
    for (std::size_t way = 0; way < way_count; ++way) {
      if (const CsvCell* cell = cell_of(row, times_.column[way])) arc.times[way] = time_in(*cell, way);
    }
    if (faults_.count() != faults_before) return std::nullopt;
    return arc;
  }

  std::optional<Duration> time_in(const CsvCell& cell, std::size_t way) {
    const std::string& heading = table_.head[*times_.column[way]].text;
    const auto number = number_in(cell, 0.0, longest_time / times_.milliseconds[way], heading, faults_);
    if (!number) return std::nullopt;
    if (*number <= 0.0) {
      faults_.add(cell.at, heading + " is 0; write a time above 0, or leave the field empty where " +
                               std::string(way_names[way]) + " may not pass");
      return std::nullopt;
    }
    // Whole milliseconds, rounded up: nobody arrives early. What is beyond a microsecond is the rounding of a decimal.
    const double microseconds = std::floor(*number * times_.milliseconds[way] * 1000.0 + 0.5);
    return Duration{std::max<std::int64_t>(1, (static_cast<std::int64_t>(microseconds) + 999) / 1000)};
  }

  /// Two streets may join the same junctions, but not with the same length, class and times.
  void refuse_doubles(const std::vector<Arc>& arcs) {
    std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> parallel;
    for (std::size_t row = 0; row < arcs.size(); ++row) {
      const Arc& arc = arcs[row];
      std::vector<std::size_t>& others = parallel[{arc.from, arc.to}];
      const auto same = std::find_if(others.begin(), others.end(), [&](std::size_t other) {
        return arcs[other].length == arc.length && arcs[other].street_class == arc.street_class &&
               arcs[other].times == arc.times;
      });
      if (same == others.end()) {
        others.push_back(row);
      } else {
        faults_.add(arc.at, "the arc stands in line " + std::to_string(arcs[*same].at.line) +
                                " already, with the same length and times; leave one out");
      }
    }
  }

  Table table_;
  TimeColumns times_;
  const Junctions& junctions_;
  std::optional<std::size_t> from_{};
  std::optional<std::size_t> to_{};
  std::optional<std::size_t> length_{};
  std::optional<std::size_t> class_{};
  Faults faults_{};
};

/// Who may pass an arc in its own direction; walkers without times of their own pass every street both ways.
WaySet open_to(const Arc& arc, const TimeColumns& times) {
  WaySet open;
  for (std::size_t row = 0; row < way_count; ++row) {
    const Way way = static_cast<Way>(row);
    Way rule = way;  // whose times decide
    if (way == Way::car && !times.has(way)) rule = Way::car_siren;
    if (way == Way::car_siren && !times.has(way)) rule = Way::car;
    if (!times.has(rule) || arc.times[static_cast<std::size_t>(rule)]) open = open.with(way);
  }
  return open;
}

/// The streets that the arcs make, and the line of each.
struct Joined {
  StreetNetwork network{};
  std::vector<std::uint32_t> lines{};
};

Joined joined_streets(std::vector<Arc> arcs, const Junctions& junctions, const TimeColumns& times) {
  std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> by_ends;
  for (std::size_t row = 0; row < arcs.size(); ++row) by_ends[{arcs[row].from, arcs[row].to}].push_back(row);
  Faults faults;
  Joined joined;
  for (const Position& position : junctions.positions) joined.network.nodes.push_back(position);
  const bool given =
      std::any_of(times.column.begin(), times.column.end(), [](const auto& column) { return column.has_value(); });
  for (Arc& arc : arcs) {
    if (arc.joined) continue;
    arc.joined = true;
    const Arc* back = nullptr;
    const auto others = by_ends.find({arc.to, arc.from});
    if (others != by_ends.end()) {
      for (const std::size_t row : others->second) {
        Arc& other = arcs[row];
        if (other.joined || other.length != arc.length || other.street_class != arc.street_class) continue;
        other.joined = true;
        back = &other;
        break;
      }
    }
    Street street{
        .from = NodeId{arc.from}, .to = NodeId{arc.to}, .length = arc.length, .street_class = arc.street_class};
    street.forward = open_to(arc, times);
    street.backward = back == nullptr ? WaySet{} : open_to(*back, times);
    if (!times.has(Way::foot)) {
      street.backward = street.backward.with(Way::foot);
    } else if (street.forward.has(Way::foot) != street.backward.has(Way::foot)) {
      faults.add(arc.at,
                 "walkers may pass this arc in one direction only; write the arc back with a time on foot, or "
                 "leave the field empty in both");
    }
    if (given) {
      street.given = joined.network.given_times.push_back(
          {arc.times, back == nullptr ? std::array<std::optional<Duration>, way_count>{} : back->times});
    }
    joined.network.streets.push_back(street);
    joined.lines.push_back(arc.at.line);
  }
  faults.throw_all();
  return joined;
}

}  // namespace

ImportedStreets read_street_tables(const StreetTables& tables, const ArcColumnSpec& columns) {
  ImportedStreets found;
  const Junctions junctions = read_junctions(tables, found);
  ArcReading reading{tables, columns, junctions};
  std::vector<Arc> arcs = reading.read();
  found.ways_read = static_cast<std::int64_t>(arcs.size());
  Joined joined = joined_streets(std::move(arcs), junctions, reading.times());
  found.junctions_read = found.nodes_read;
  found.streets_read = static_cast<std::int64_t>(joined.network.streets.size());
  keep_connected(joined.network);
  KeptStreets kept = kept_streets(joined.network);
  if (kept.network.streets.empty()) {
    throw ScenarioError{{.file = tables.arcs_name},
                        "no two junctions are joined by an arc that people may walk along; "
                        "give arcs with times on foot, or leave that column out"};
  }
  count_kept(joined.network, kept, found);
  for (const Street& street : kept.network.streets) {
    if (street.forward.has(Way::car) || street.backward.has(Way::car)) found.drivable_length += street.length;
  }
  note_dropped_pieces(
      joined.network, [&joined](StreetId street) { return "line " + std::to_string(joined.lines[street.row()]); },
      found);
  found.network = std::move(kept.network);
  return found;
}

ImportedStreets import_street_tables(const std::filesystem::path& nodes, const std::filesystem::path& arcs,
                                     const ArcColumnSpec& columns) {
  const auto text_of = [](const std::filesystem::path& file, const char* noun) {
    FileText text = read_file(file, most_table_bytes);
    if (!text.bytes) {
      throw ScenarioError{{.file = file.string()}, std::string(noun) + ' ' + text.fault + "; name another file"};
    }
    return std::move(*text.bytes);
  };
  const std::string node_text = text_of(nodes, "the table of nodes");
  const std::string arc_text = text_of(arcs, "the table of arcs");
  return read_street_tables({node_text, nodes.string(), arc_text, arcs.string()}, columns);
}

}  // namespace outpost::scenarios
