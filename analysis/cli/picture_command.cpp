#include <iostream>

#include "analysis/cli/command.hpp"
#include "analysis/experiment/scenario_run.hpp"
#include "analysis/experiment/surroundings_error.hpp"
#include "analysis/picture/png.hpp"
#include "analysis/picture/timeline.hpp"
#include "analysis/picture/town_map.hpp"
#include "scenarios/read/quantity.hpp"

namespace outpost::cli {
namespace {

struct PictureOptions {
  CacheOptions cache{};
  std::string scenario{};
  std::string out{};
  std::string at{};
  std::string camera{};
  std::string size = "1600x1200";
  std::string theme = "light";
  std::string lang = "both";
  std::string font{};
  double scale = 100.0;
  std::optional<std::uint32_t> seed{};
  std::uint32_t replication = 0;
};

/// "1600x1200".
std::pair<int, int> size_of(const std::string& text) {
  int width = 0;
  int height = 0;
  char rest = '\0';
  if (std::sscanf(text.c_str(), "%dx%d%c", &width, &height, &rest) != 2 || width < 100 || height < 100 ||
      width > 10'000 || height > 10'000) {
    refuse("picture",
           "--size " + text + " is no size; write width x height in pixels, 100 to 10000 each, such as 1600x1200");
  }
  return {width, height};
}

void aim(analysis::MapView& view, const std::string& camera) {
  double metres_per_pixel = 0.0;
  double x = 0.0;
  double y = 0.0;
  char rest = '\0';
  if (std::sscanf(camera.c_str(), "%lf,%lf,%lf%c", &metres_per_pixel, &x, &y, &rest) != 3 ||
      !(metres_per_pixel >= 0.01 && metres_per_pixel <= 10'000.0) || !(std::abs(x) < 1e7) || !(std::abs(y) < 1e7)) {
    refuse("picture",
           "--camera " + camera + " is no camera; write METRES_PER_PIXEL,X,Y in metres, such as 4,1200,-300");
  }
  view.metres_per_pixel = metres_per_pixel;
  view.centre = {metres(x), metres(y)};
}

int draw(const PictureOptions& options) {
  const auto [width, height] = size_of(options.size);
  if (!(options.scale >= 50.0 && options.scale <= 400.0))
    refuse("picture", "--scale is in per cent, 50 to 400");  // not NaN either
  const analysis::LoadedScenario loaded = analysis::load_scenario(options.scenario, cache_folder(options.cache));
  analysis::MapView view = analysis::fit(loaded.setting->city, width, height);
  if (!options.camera.empty()) aim(view, options.camera);
  view.scale = options.scale / 100.0;
  view.theme = options.theme == "dark" ? analysis::Theme::dark : analysis::Theme::light;
  for (std::size_t i = 0; i < analysis::language_names.size(); ++i) {
    if (analysis::language_names[i] == options.lang) view.language = static_cast<analysis::Language>(i);
  }
  analysis::Lettering lettering{options.font.empty() ? std::nullopt : std::optional{options.font}};
  analysis::Moment moment;
  if (!options.at.empty()) {
    const SimTime at = moment_of("picture", options.at);
    const SimTime end = SimTime{} + loaded.setting->spec.run.warm_up + loaded.setting->spec.run.days * one_day;
    if (at > end) {
      refuse("picture", "--at \"" + options.at + "\" lies after the end of the run; the last moment is D" +
                            std::to_string(day_of(end)) + " 00:00");
    }
    const auto seed = options.seed.value_or(static_cast<std::uint32_t>(loaded.setting->spec.run.seed));
    const RunRecord record = analysis::run_replication(loaded.setting, {seed, options.replication});
    moment = analysis::Timeline{loaded.setting, record}.moment_at(at);
    view.shows_moment = true;
  }
  const analysis::Canvas canvas = analysis::draw_map(loaded.setting, view, moment, lettering);
  for (const std::string& warning : lettering.warnings()) std::cerr << "warning: " << warning << "\n";
  analysis::write_png(canvas, options.out);
  std::cout << "wrote " << options.out << ": " << width << " x " << height << " pixels, " << view.metres_per_pixel
            << " m in a pixel\n";
  return Exit::done;
}

}  // namespace

void add_picture(Program& program) {
  auto options = std::make_shared<PictureOptions>();
  CLI::App* command =
      program.app.add_subcommand("picture", "draws the map of a scenario, alone or at a moment, without a display");
  command->add_option("SCENARIO", options->scenario, "scenario (.toml)")->required();
  command->add_option("--out", options->out, "picture to write (.png)")->required();
  command->add_option("--at", options->at, "moment of the run to show, such as \"D3 08:30\"; days count from 0");
  command->add_option("--camera", options->camera, "METRES_PER_PIXEL,X,Y (default: the whole city)");
  command->add_option("--size", options->size, "width x height in pixels");
  command->add_option("--scale", options->scale, "size of text and symbols, per cent")->check(CLI::Range(50.0, 400.0));
  command->add_option("--theme", options->theme, "light or dark")->check(CLI::IsMember({"light", "dark"}));
  command->add_option("--lang", options->lang, "en, zh or both")->check(CLI::IsMember({"en", "zh", "both"}));
  command->add_option("--font", options->font, "font file to look in first");
  command->add_option("--seed", options->seed, "seed of the run that --at looks at (default: the scenario's)")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{4'294'967'295}));
  command->add_option("--replication", options->replication, "replication of the run that --at looks at");
  add_cache_options(*command, options->cache);
  command->footer("Example: outpost picture scenarios/cities/jinsha.toml --at \"D2 18:30\" --out jinsha.png");
  command->callback([&program, options] { program.action = [options] { return draw(*options); }; });
}

}  // namespace outpost::cli
