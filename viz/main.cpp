#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>

#include "analysis/experiment/scenario_run.hpp"
#include "analysis/experiment/surroundings_error.hpp"
#include "analysis/picture/png.hpp"
#include "scenarios/read/error.hpp"
#include "scenarios/read/quantity.hpp"
#include "scenarios/read/scenario.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/rules/dispatch.hpp"
#include "viz/window/surroundings.hpp"
#include "viz/window/window.hpp"

namespace {

using namespace outpost;

// As in `outpost`: 2 the input is wrong, 3 we are wrong, 4 the surroundings are wrong.
constexpr int input_is_wrong = 2;
constexpr int we_are_wrong = 3;
constexpr int surroundings_are_wrong = 4;

struct Options {
  std::string scenario{};
  std::string at{};
  std::string size = "1440x900";
  std::string lang = "en";
  std::string theme = "dark";
  std::optional<std::uint32_t> seed{};
  std::optional<std::int64_t> days{};
  std::string cache{};
  bool no_cache = false;
  viz::WindowOptions window{};
};

void add_options(CLI::App& app, Options& options) {
  app.add_option("SCENARIO", options.scenario, "scenario (.toml)")->required();
  app.add_option("--font", options.window.font, "font file to look in first, such as one with Chinese characters");
  app.add_option("--seed", options.seed, "seed of the run (default: the scenario's)");
  app.add_option("--days", options.days, "days to run (default: the scenario's)")->check(CLI::Range(1, 3650));
  app.add_option("--at", options.at, "moment to begin at, such as \"D2 08:30\" (default: 08:00 of the first day)");
  app.add_option("--size", options.size, "width x height of the window in pixels");
  app.add_option("--lang", options.lang, "en or zh")->check(CLI::IsMember({"en", "zh"}));
  app.add_option("--theme", options.theme, "dark or light")->check(CLI::IsMember({"dark", "light"}));
  app.add_option("--screenshot", options.window.screenshot, "write the window to a picture (.png) and close");
  app.add_option("--state", options.window.state_file, "keep writing clock and widgets to this file, for tests");
  auto* cache = app.add_option("--cache", options.cache, "folder of the cache files of cities");
  app.add_flag("--no-cache", options.no_cache, "make the city anew, and keep nothing")->excludes(cache);
  app.footer(
      "Keys: Space plays and stops; Left and Right go back and forward a minute, with Shift ten; Home and End; [ and ] "
      "halve and double the speed; F12 saves a picture; Ctrl+Q closes. Drag the map to move it, turn the wheel to "
      "zoom.\n"
      "Exit status: 0 closed; 2 the input is wrong; 3 we are wrong; 4 no display, or a picture cannot be written.\n"
      "Example: outpost-viz scenarios/cities/jinsha.toml --lang zh");
}

[[noreturn]] void refuse(const std::string& what) {
  throw analysis::InputError("outpost-viz: error: " + what);
}

void read_size(Options& options) {
  char rest = '\0';
  viz::WindowOptions& window = options.window;
  if (std::sscanf(options.size.c_str(), "%dx%d%c", &window.width, &window.height, &rest) != 2 || window.width < 800 ||
      window.height < 500 || window.width > 7680 || window.height > 4320) {
    refuse("--size " + options.size + " is no size; write width x height in pixels, from 800x500 to 7680x4320");
  }
}

scenarios::CacheFolder cache_of(const Options& options) {
  if (options.no_cache) return {};
  const auto notice = [](const std::string& text) { std::cerr << "notice: " << text << "\n"; };
  if (!options.cache.empty()) return scenarios::CacheFolder{options.cache, notice};
  return scenarios::CacheFolder::usual(notice);
}

void show(Options& options) {
  read_size(options);
  scenarios::ScenarioFile file = scenarios::read_scenario(options.scenario, rules::vocabulary());
  if (options.days) file.spec.run.days = *options.days;
  const analysis::LoadedScenario loaded = analysis::load_scenario(std::move(file), cache_of(options));
  const auto seed = options.seed.value_or(static_cast<std::uint32_t>(loaded.setting->spec.run.seed));
  viz::Session session{loaded.setting, analysis::run_replication(loaded.setting, {seed, 0})};
  if (!options.at.empty()) {
    const SimTime at = scenarios::read_moment(options.at);
    if (at > session.end()) refuse("--at \"" + options.at + "\" lies after the end of the run");
    session.seek(at);
  }
  session.set_language(options.lang == "zh" ? analysis::Language::zh : analysis::Language::en);
  session.set_theme(options.theme == "light" ? analysis::Theme::light : analysis::Theme::dark);
  viz::Window{session, options.window}.run();
}

int act(Options& options) {
  try {
    show(options);
    return 0;
  } catch (const scenarios::ScenarioError& wrong) {
    std::cerr << wrong.what() << "\n";
    return input_is_wrong;
  } catch (const analysis::InputError& wrong) {
    std::cerr << wrong.what() << "\n";
    return input_is_wrong;
  } catch (const analysis::PictureError& wrong) {
    std::cerr << "outpost-viz: " << wrong.what() << "\n";
    return surroundings_are_wrong;
  } catch (const BrokenRun& broken) {
    std::cerr << "outpost-viz: broken invariant: " << broken.what() << "\n  seed " << broken.key().seed
              << ", replication " << broken.key().replication << ", simulated time "
              << broken.at().time_since_epoch().count() << " ms, event number " << broken.event_number() << "\n";
    return we_are_wrong;
  } catch (const std::exception& broken) {
    std::cerr << "outpost-viz: broken invariant: " << broken.what() << "\n";
    return we_are_wrong;
  }
}

}  // namespace

int main(int count, char** words) {
  CLI::App app{"Shows a scenario's city in a window, and plays one run of it."};
  Options options;
  add_options(app, options);
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help
    std::cerr << "outpost-viz: " << error.what() << "\nSee `outpost-viz --help`.\n";
    return input_is_wrong;
  }
  if (const auto why = viz::why_no_display()) {
    std::cerr << "outpost-viz: " << *why << "\n";
    return surroundings_are_wrong;
  }
  return act(options);
}
