#include "scenarios/read/scenario.hpp"

#include <algorithm>

#include "scenarios/read/divisions.hpp"
#include "scenarios/read/file.hpp"
#include "scenarios/read/measured.hpp"
#include "scenarios/read/parameter_reader.hpp"
#include "scenarios/read/place_tables.hpp"
#include "scenarios/read/toml_source.hpp"

namespace outpost::scenarios {
namespace {

/// Names of rules: the program has them, and they were checked as they were read.
bool is_of_the_program(NameFamily family) {
  return family == NameFamily::dispatch_rule || family == NameFamily::idle_rule || family == NameFamily::round_rule;
}

constexpr std::int64_t newest_schema = 1;
constexpr std::size_t most_layers = 32;

SourcePosition position_of(const TomlNode& node, const std::string& file) {
  return {file, node.at.line, node.at.column};
}

/// Reads the first keys of every layer, which say what the layer stands on, and then all layers from the oldest to the
/// one that the user named.
class ScenarioReading {
 public:
  ScenarioReading(const Vocabulary& vocabulary, const ReadOptions& options)
      : vocabulary_(vocabulary), options_(options) {}

  ScenarioFile read(ScenarioLayer first) {
    home_ = first.folder;
    add_layers(std::move(first));
    const bool complete = !is_broken_;
    for (std::size_t row = layers_.size(); row-- > 0;) {
      ParameterReader reader{layers_[row], home_, vocabulary_, options_, findings_, file_.content};
      parameters::visit_scenario(file_.spec, reader);
      reader.finish();
    }
    // Without the layers below, what is left out would look like a fault.
    if (complete) check_whole(options_.open_files);
    return finished();
  }

  ScenarioFile put_over(const ScenarioFile& base, const ScenarioLayer& layer, const SourcePosition& fallback) {
    file_ = base;
    home_ = layer.folder;
    layers_.push_back(layer);
    fallback_ = fallback;
    for (const std::string& file : base.files) findings_.opened(file);
    findings_.opened(layer.name);
    ParameterReader reader{layers_.front(), home_, vocabulary_, options_, findings_, file_.content};
    parameters::visit_scenario(file_.spec, reader);
    reader.finish();
    // What the layer does not touch was checked with the scenario itself.
    check_whole(options_.open_files && (findings_.has_seen("city") || findings_.has_seen("metric")));
    return finished();
  }

 private:
  void add_layers(ScenarioLayer layer);
  std::optional<ScenarioLayer> open_layer(const ScenarioLayer& from, const TomlNode& extends);
  /// The others of a list, the last first: parts that may stand on any scenario.
  std::vector<ScenarioLayer> open_parts(const ScenarioLayer& from, const TomlNode& extends);
  void check_schema(const ScenarioLayer& layer);
  void choose_preset(const ScenarioLayer& layer, bool extends);

  void check_whole(bool with_files);
  ScenarioFile finished();
  void check_codes();
  void check_names();
  void check_divisions();
  void read_metric_matrix();
  void read_place_tables();
  void check_counts();
  template <class Rows, class Read>
  void read_table(const std::string& key, const FileName& file, const std::string& noun, Rows& rows, const Read& read);
  void warn();

  const std::string& main_name() const { return layers_.front().name; }
  SourcePosition where(const std::string& key) const {
    const SourcePosition found = findings_.position_of(key, main_name());
    return fallback_ && found == SourcePosition{.file = main_name()} ? *fallback_ : found;
  }
  void complain(const std::string& key, std::string message) { findings_.error(where(key), key, std::move(message)); }
  /// How messages show the file that a key names.
  std::string shown_file(const std::string& key, const FileName& file) const;

  const Vocabulary& vocabulary_;
  const ReadOptions& options_;
  std::filesystem::path home_{};
  std::vector<ScenarioLayer> layers_{};  // the file that the user named first, the oldest last
  std::vector<std::filesystem::path> identities_{};
  bool is_broken_ = false;                    // a layer could not be read
  std::optional<SourcePosition> fallback_{};  // none: the beginning of the main file
  std::optional<DivisionTree> divisions_{};   // what the scenario is about, where it is generated
  Findings findings_{};
  ScenarioFile file_{};
};

void ScenarioReading::add_layers(ScenarioLayer layer) {
  while (true) {
    findings_.opened(layer.name);
    std::error_code ignored;
    identities_.push_back(
        std::filesystem::weakly_canonical(layer.folder / std::filesystem::path{layer.name}.filename(), ignored));
    check_schema(layer);
    const TomlNode* extends = layer.table.find("extends");
    choose_preset(layer, extends != nullptr);
    std::optional<ScenarioLayer> below;
    std::vector<ScenarioLayer> parts;
    if (extends != nullptr && extends->is_list() && !extends->items.empty()) {
      parts = open_parts(layer, *extends);
      extends = &extends->items.front();
    }
    if (extends != nullptr) {
      below = open_layer(layer, *extends);
      is_broken_ = is_broken_ || !below;
    }
    layers_.push_back(std::move(layer));
    for (ScenarioLayer& part : parts) layers_.push_back(std::move(part));
    if (!below) return;
    layer = std::move(*below);
  }
}

std::vector<ScenarioLayer> ScenarioReading::open_parts(const ScenarioLayer& from, const TomlNode& extends) {
  std::vector<ScenarioLayer> parts;
  for (std::size_t row = extends.items.size(); row-- > 1;) {
    std::optional<ScenarioLayer> part = open_layer(from, extends.items[row]);
    if (!part) {
      is_broken_ = true;
      continue;
    }
    findings_.opened(part->name);
    std::error_code ignored;
    identities_.push_back(
        std::filesystem::weakly_canonical(part->folder / std::filesystem::path{part->name}.filename(), ignored));
    check_schema(*part);
    for (const char* key : {"extends", "preset"}) {
      if (const TomlNode* found = part->table.find(key)) {
        findings_.error(position_of(*found, part->name), key,
                        std::string(key) + " stands in a part that is put over another scenario; only the first that " +
                            from.name + " extends may have it");
      }
    }
    parts.push_back(std::move(*part));
  }
  return parts;
}

std::optional<ScenarioLayer> ScenarioReading::open_layer(const ScenarioLayer& from, const TomlNode& extends) {
  const SourcePosition at = position_of(extends, from.name);
  const auto refuse = [&](std::string message) -> std::optional<ScenarioLayer> {
    findings_.error(at, "extends", std::move(message));
    return std::nullopt;
  };
  const auto written = extends.text();
  if (!written || written->empty()) return refuse("extends must be the name of a scenario, such as \"town.toml\"");
  if (!options_.open_files) return refuse("extends names a file, but files may not be opened here");
  const std::filesystem::path path = beside(from.folder, *written);
  const FileText text = read_file(path, most_text_bytes);
  if (!text.bytes) {
    return refuse("extends names " + in_quotes(*written) + ", which " + text.fault +
                  "; write the name of a scenario, as seen from the folder of this one");
  }
  std::error_code ignored;
  const std::filesystem::path identity = std::filesystem::weakly_canonical(path, ignored);
  const std::string name = name_beside(from.name, *written);
  const auto met = std::find(identities_.begin(), identities_.end(), identity);
  if (met != identities_.end()) {
    std::string circle;
    for (auto row = static_cast<std::size_t>(met - identities_.begin()); row < layers_.size(); ++row) {
      circle += layers_[row].name + " > ";
    }
    return refuse("extends goes in a circle: " + circle + from.name + " > " + name + "; remove one of these extends");
  }
  if (identities_.size() >= most_layers) {
    return refuse("extends takes in more than " + std::to_string(most_layers) + " files; join some of them");
  }
  return ScenarioLayer{parse_toml(*text.bytes, name), name, path.parent_path()};
}

void ScenarioReading::check_schema(const ScenarioLayer& layer) {
  const TomlNode* schema = layer.table.find("schema");
  if (schema == nullptr) {
    findings_.error({.file = layer.name}, "schema", "schema is missing; write schema = 1 in the first line");
    return;
  }
  const SourcePosition at = position_of(*schema, layer.name);
  const auto number = schema->whole();
  if (number && *number > newest_schema) {
    findings_.error(at, "schema",
                    "schema " + to_text(*number) + " is newer than the newest that this program reads, " +
                        to_text(newest_schema) + "; read it with a newer program");
  } else if (!number || *number != newest_schema) {
    findings_.error(at, "schema", "schema must be the number of a schema; write schema = 1");
  }
}

void ScenarioReading::choose_preset(const ScenarioLayer& layer, bool extends) {
  const TomlNode* preset = layer.table.find("preset");
  if (preset == nullptr) {
    if (!extends) file_.spec = nantong_preset();
    return;
  }
  const SourcePosition at = position_of(*preset, layer.name);
  const auto name = preset->text();
  const std::vector<std::string> known{"nantong", "empty"};
  if (extends) {
    findings_.error(at, "preset", "preset stands in the file that extends no other; leave it out here");
  } else if (name == "nantong") {
    file_.spec = nantong_preset();
  } else if (!name) {
    findings_.error(at, "preset", "preset must be one of " + quoted_list(known));
  } else if (name != "empty") {
    findings_.error(at, "preset", "there is no preset " + in_quotes(*name) + "; " + suggestion(*name, known));
    file_.spec = nantong_preset();
  }
}

std::string ScenarioReading::shown_file(const std::string& key, const FileName& file) const {
  const SourcePosition at = where(key);
  for (const ScenarioLayer& layer : layers_) {
    if (layer.name != at.file) continue;
    const std::filesystem::path shown = std::filesystem::path{layer.name}.parent_path();
    const auto relative = std::filesystem::path{file.resolved}.lexically_relative(layer.folder.lexically_normal());
    if (!relative.empty() && std::filesystem::path{file.written}.is_relative()) {
      return (shown / relative).lexically_normal().string();
    }
  }
  return file.resolved;
}

ScenarioFile ScenarioReading::finished() {
  findings_.throw_errors();
  warn();
  file_.warnings = findings_.take_warnings();
  file_.files = findings_.files();
  for (const auto& [key, at] : findings_.positions()) file_.positions[key] = at;
  return std::move(file_);
}

void ScenarioReading::check_whole(bool with_files) {
  check_codes();
  check_names();
  if (with_files) {
    check_divisions();
    read_metric_matrix();
    read_place_tables();
    check_counts();
  }
  for (const Complaint& complaint : complaints_about(file_.spec)) {
    if (findings_.is_faulty(complaint.where)) continue;
    complain(complaint.where, complaint.where + ": " + complaint.what);
  }
}

void ScenarioReading::check_codes() {
  const auto is_code = [](const std::string& code, std::initializer_list<std::size_t> lengths) {
    return std::find(lengths.begin(), lengths.end(), code.size()) != lengths.end() &&
           code.find_first_not_of("0123456789") == std::string::npos;
  };
  const CitySpec& city = file_.spec.city;
  if (!city.division.empty() && !is_code(city.division, {4, 6, 9, 12})) {
    complain("city.division", "city.division is " + in_quotes(city.division) +
                                  "; write a code of the division table: 4 digits for a prefecture, 6 for a county, 9 "
                                  "for a town, 12 for a village or community, such as \"320612001\"");
  }
  if (!is_code(city.code, {9})) {
    complain("city.code", "city.code is " + in_quotes(city.code) + "; write 9 digits, such as \"990000001\"");
  }
}

void ScenarioReading::check_names() {
  struct Family {
    std::string what{};
    std::string section{};
    std::vector<std::string> known{};
  };
  const auto names_of = [](const auto& entries) {
    std::vector<std::string> names;
    for (const auto& [name, entry] : entries) names.push_back(name);
    return names;
  };
  const ScenarioSpec& spec = file_.spec;
  const std::map<NameFamily, Family> families{
      {NameFamily::profile, {"profile", "demand.profile", names_of(spec.demand.profiles)}},
      {NameFamily::kind, {"kind", "demand.kind", names_of(spec.demand.kinds)}},
      {NameFamily::desk, {"desk", "command.desk", names_of(spec.command.rooms.desks)}},
      {NameFamily::department, {"department", "departments", names_of(spec.departments)}},
      {NameFamily::roster, {"roster", "rosters", names_of(spec.rosters)}}};
  for (const auto& [key, references] : findings_.references()) {
    for (const NameReference& reference : references) {
      if (is_of_the_program(reference.family) || reference.family == NameFamily::unit) continue;
      const auto& [what, section, known] = families.at(reference.family);
      if (std::find(known.begin(), known.end(), reference.name) != known.end()) continue;
      const auto near = nearest(reference.name, known);
      findings_.error(
          reference.at, key,
          "there is no " + what + " " + in_quotes(reference.name) + "; " +
              (near ? "did you mean \"" + *near + "\"?" : "define [" + section + "." + reference.name + "]"));
    }
  }
}

void ScenarioReading::check_divisions() {
  const CitySpec& city = file_.spec.city;
  if (city.kind != CityKind::generated || city.division.empty() || city.divisions.empty()) return;
  if (findings_.is_faulty("city.division") || findings_.is_faulty("city.divisions")) return;
  const FileText text = read_file(city.divisions.resolved, most_table_bytes);
  if (!text.bytes) {
    complain("city.divisions", "the division table " + text.fault + "; name another file");
    return;
  }
  try {
    const auto rows = read_division_rows(*text.bytes, shown_file("city.divisions", city.divisions));
    divisions_ = find_divisions(rows, city.division);
    if (!divisions_) complain("city.division", no_such_division(rows, city.division));
  } catch (const ScenarioError& error) {
    findings_.errors_of(error, "city.divisions");
  }
}

void ScenarioReading::read_metric_matrix() {
  MetricSpec& metric = file_.spec.metric;
  if (metric.kind != MetricKind::matrix || file_.spec.city.kind != CityKind::points) return;
  if (metric.matrix_file.empty() || findings_.is_faulty("metric")) return;
  const FileText text = read_file(metric.matrix_file.resolved, most_table_bytes);
  if (!text.bytes) {
    complain("metric.matrix", "the matrix " + text.fault + "; name another file");
    return;
  }
  try {
    metric.matrix =
        read_matrix(*text.bytes, shown_file("metric.matrix", metric.matrix_file), file_.spec.city.places.size());
  } catch (const ScenarioError& error) {
    findings_.errors_of(error, "metric.matrix");
  }
}

template <class Rows, class Read>
void ScenarioReading::read_table(const std::string& key, const FileName& file, const std::string& noun, Rows& rows,
                                 const Read& read) {
  if (file.empty() || findings_.is_faulty(key)) return;
  const FileText text = read_file(file.resolved, most_table_bytes);
  if (!text.bytes) {
    complain(key, noun + ' ' + text.fault + "; name another file");
    return;
  }
  try {
    rows = read(*text.bytes, shown_file(key, file));
  } catch (const ScenarioError& error) {
    findings_.errors_of(error, key);
  }
}

void ScenarioReading::read_place_tables() {
  CitySpec& city = file_.spec.city;
  PlacesSpec& places = file_.spec.places;
  read_table("city.population_table", city.population_table, "the population table", city.counts,
             read_population_table);
  read_table("places.stations", places.stations, "the table of stations", places.station_rows, read_station_table);
  read_table("places.posts", places.posts, "the table of posts", places.post_rows, read_post_table);
}

// The default population is that of a town: whatever is larger has to say how many people it has.
void ScenarioReading::check_counts() {
  if (!divisions_ || divisions_->level >= DivisionLevel::town || findings_.has_seen("city.population")) return;
  if (findings_.is_faulty("city.population_table")) return;
  const std::vector<PlaceCount>& counts = file_.spec.city.counts;
  const auto is_counted = [&counts](std::uint64_t code) {
    return std::any_of(counts.begin(), counts.end(), [code](const PlaceCount& row) { return row.code == code; });
  };
  if (is_counted(divisions_->code)) return;
  for (const CountyDivision& county : divisions_->counties) {
    if (divisions_->level == DivisionLevel::prefecture && is_counted(county.code)) continue;
    complain(counts.empty() ? "city.division" : "city.population_table",
             std::to_string(county.code) + " (" + county.name + ") has no residents: give city.population, or a row " +
                 "for it in city.population_table");
    return;
  }
}

void ScenarioReading::warn() {
  const ScenarioSpec& spec = file_.spec;
  const auto unused = [this](const std::string& key, const std::string& why) {
    if (findings_.has_seen(key)) findings_.warning(where(key), key + " is not used: " + why);
  };
  if (spec.metric.kind != MetricKind::matrix) unused("metric.matrix", "metric.kind is not \"matrix\"");
  if (spec.city.kind != CityKind::points) unused("city.place", "city.kind is not \"points\"");
  if (spec.city.kind != CityKind::imported) {
    for (const char* key : {"city.streets", "city.nodes", "city.arcs", "city.areas"}) {
      unused(key, "city.kind is not \"imported\"");
    }
  } else if (spec.city.arcs.empty() && !spec.city.attribution.empty()) {
    unused("city.attribution", "the street map names its licence");
  }
  if (spec.city.kind == CityKind::points) unused("city.population_table", "abstract points have no residents");
  if (spec.city.kind != CityKind::generated) unused("city.divisions", "city.kind is not \"generated\"");
  const auto has_people = [&spec](Role role) {
    if (is_of_departments(role)) return true;
    const auto found = spec.staff.find(role);
    return found != spec.staff.end() && !(found->second.heads && *found->second.heads == 0);
  };
  for (const auto& [name, kind] : spec.demand.kinds) {
    if (kind.rate.per_day == 0.0 || std::any_of(kind.roles.begin(), kind.roles.end(), has_people)) continue;
    findings_.warning(where("demand.kind." + name),
                      "nobody answers the kind \"" + name + "\": every role that may has heads = 0");
  }
}

}  // namespace

SourcePosition position_of(const ScenarioFile& file, std::string key) {
  while (!key.empty()) {
    const auto found = file.positions.find(key);
    if (found != file.positions.end()) return found->second;
    const std::size_t dot = key.rfind('.');
    key.resize(dot == std::string::npos ? 0 : dot);
  }
  return {.file = file.files.empty() ? std::string("scenario") : file.files.front()};
}

ScenarioFile read_scenario(const std::filesystem::path& path, const Vocabulary& vocabulary) {
  const std::string name = path.string();
  const FileText text = read_file(path, most_text_bytes);
  if (!text.bytes) {
    throw ScenarioError{{.file = name}, "the scenario " + text.fault + "; write the name of a scenario file (.toml)"};
  }
  return read_scenario_text(*text.bytes, name, path.parent_path(), vocabulary);
}

ScenarioFile read_scenario_text(std::string_view text, const std::string& name, const std::filesystem::path& folder,
                                const Vocabulary& vocabulary, const ReadOptions& options) {
  ScenarioReading reading{vocabulary, options};
  return reading.read({parse_toml(text, name), name, folder});
}

ScenarioFile with_layer(const ScenarioFile& base, const ScenarioLayer& layer, const SourcePosition& fallback,
                        const Vocabulary& vocabulary) {
  const ReadOptions options{};
  ScenarioReading reading{vocabulary, options};
  return reading.put_over(base, layer, fallback);
}

}  // namespace outpost::scenarios
