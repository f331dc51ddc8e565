#pragma once

#include <array>
#include <string_view>

#include "analysis/picture/colour.hpp"
#include "sim/world/world.hpp"

namespace outpost::analysis {

enum class Theme : std::uint8_t { dark, light };
inline constexpr std::array<std::string_view, 2> theme_names{"dark", "light"};

/// The colours of pictures and of the window. Units, priorities, text and backgrounds are at least 20 (CIE76) from each
/// other for normal sight and the three kinds of colour blindness (Machado 2009), and contrast with the background by
/// at least 3:1; a shape or a digit doubles each of them.
struct Palette {
  Colour background{};
  Colour panel{};
  Colour text{};
  Colour dim_text{};
  Colour accent{};
  // Units
  Colour unit_off{};
  Colour unit_available{};
  Colour unit_en_route{};
  Colour unit_on_scene{};
  Colour unit_returning{};
  Colour unit_overdue{};
  Colour rim{};                         // around symbols
  std::array<Colour, 4> priority{};     // 1 to 4
  std::array<Colour, 4> on_priority{};  // the digit on it
  // The ground
  Colour urban{};
  Colour rural{};
  Colour estate{};  // and the wall around it
  Colour wall{};
  Colour hamlet{};
  Colour field_strip{};  // the lines between strips of fields
  Colour industrial{};
  Colour trading{};
  Colour school_grounds{};
  Colour water{};
  Colour bank{};
  Colour water_afar{};              // the sea and great rivers beside a prefecture
  std::array<Colour, 6> density{};  // from few residents per square kilometre to many: one hue, lightness alone
  Colour county_border{};
  Colour town_border{};
  Colour community_border{};
  Colour grid_border{};
  std::array<Colour, street_class_count> street{};
  std::array<Colour, street_class_count> street_edge{};
  Colour road_on_density{};  // main roads where the ground tells densities
  Colour road_edge_on_density{};
  Colour bridge{};  // its parapets
  // Buildings: homes are roofs, from near in the hue of their grid, so that neighbouring grids differ
  Colour roof{};
  std::array<Colour, 6> grid_hue{};
  Colour workplace{};
  Colour school{};
  Colour market{};
  Colour hospital{};
  Colour park{};
  Colour post{};
  Colour station{};
};

constexpr Palette dark_palette() {
  Palette p;
  p.background = rgb(0x0E1420);
  p.panel = rgb(0x151C2B);
  p.text = rgb(0xE6EAF2);
  p.dim_text = rgb(0x9AA6BA);
  p.accent = rgb(0x56B4E9);
  p.unit_off = rgb(0x6B7485);
  p.unit_available = rgb(0x56B4E9);
  p.unit_en_route = rgb(0xF0E442);
  p.unit_on_scene = rgb(0xE08A00);
  p.unit_returning = rgb(0x9B5DE5);
  p.unit_overdue = rgb(0xFF4D5E);
  p.rim = rgb(0x0B0F18);
  p.priority = {rgb(0xFF4D5E), rgb(0xE08A00), rgb(0x56B4E9), rgb(0x8A93A6)};
  p.on_priority = {rgb(0x0B0F18), rgb(0x0B0F18), rgb(0x0B0F18), rgb(0x0B0F18)};
  p.urban = rgb(0x212B3F);
  p.rural = rgb(0x172722);
  p.estate = rgb(0x2A3550);
  p.wall = rgb(0x5D6A86);
  p.hamlet = rgb(0x2B3029);
  p.field_strip = rgb(0x22382F);
  p.industrial = rgb(0x2E2B44);
  p.trading = rgb(0x3D2B40);
  p.school_grounds = rgb(0x3B3424);
  p.water = rgb(0x1D4163);
  p.bank = rgb(0x356A98);
  p.water_afar = rgb(0x163050);
  p.density = {rgb(0x1B2130), rgb(0x2C2A38), rgb(0x473440), rgb(0x6E4446), rgb(0x9E5F4C), rgb(0xD98A5A)};
  p.county_border = rgb(0xD9CBEF);
  p.town_border = rgb(0x8F86A6);
  p.community_border = rgb(0x93A3BF);
  p.grid_border = rgb(0x55647F);
  p.street = {rgb(0x8A7A50), rgb(0x66738C), rgb(0x46546D), rgb(0x3A465C), rgb(0x3A465C)};
  p.street_edge = {rgb(0x0E1420), rgb(0x0E1420), rgb(0x0E1420), rgb(0x0E1420), rgb(0x0E1420)};
  p.road_on_density = rgb(0xB9C2D2);
  p.road_edge_on_density = rgb(0x0E1420);
  p.bridge = rgb(0xA9B4C8);
  p.roof = rgb(0x9A8674);
  p.grid_hue = {rgb(0x5F82A8), rgb(0x8D7BA6), rgb(0x5E9389), rgb(0xA07C62), rgb(0x7F8E58), rgb(0xA26B84)};
  p.workplace = rgb(0x7A8296);
  p.school = rgb(0xD9A441);
  p.market = rgb(0xC97BD1);
  p.hospital = rgb(0xE0716C);
  p.park = rgb(0x2F6B45);
  p.post = rgb(0xC8D2E4);
  p.station = rgb(0x7DB7FF);
  return p;
}

constexpr Palette light_palette() {
  Palette p;
  p.background = rgb(0xF5F7FA);
  p.panel = rgb(0xFFFFFF);
  p.text = rgb(0x1B1F2A);
  p.dim_text = rgb(0x4A5366);
  p.accent = rgb(0x005A9C);
  p.unit_off = rgb(0x7A8296);
  p.unit_available = rgb(0x005A9C);
  p.unit_en_route = rgb(0xA67C00);
  p.unit_on_scene = rgb(0x009E73);
  p.unit_returning = rgb(0x1B1F2A);
  p.unit_overdue = rgb(0xA50026);
  p.rim = rgb(0xFFFFFF);
  p.priority = {rgb(0xA50026), rgb(0xA67C00), rgb(0x005A9C), rgb(0x7A8296)};
  p.on_priority = {rgb(0xFFFFFF), rgb(0xFFFFFF), rgb(0xFFFFFF), rgb(0xFFFFFF)};
  p.urban = rgb(0xE3DACE);
  p.rural = rgb(0xDCEBD0);
  p.estate = rgb(0xEEE7DC);
  p.wall = rgb(0xB3A48F);
  p.hamlet = rgb(0xEFE3C4);
  p.field_strip = rgb(0xBAD3A6);
  p.industrial = rgb(0xDAD5E6);
  p.trading = rgb(0xF3DBE8);
  p.school_grounds = rgb(0xF3EACB);
  p.water = rgb(0x8FC1E3);
  p.bank = rgb(0x5E97C0);
  p.water_afar = rgb(0xC6DFF0);
  p.density = {rgb(0xFBF3E8), rgb(0xF7E0C8), rgb(0xF0C29E), rgb(0xE29A76), rgb(0xC96C55), rgb(0xA3403B)};
  p.county_border = rgb(0x3F2A57);
  p.town_border = rgb(0x7C55A3);
  p.community_border = rgb(0x7C4F9E);
  p.grid_border = rgb(0x8A62AB);
  p.street = {rgb(0xFBD58B), rgb(0xFFFFFF), rgb(0xFFFFFF), rgb(0xFFFFFF), rgb(0xC2B8A8)};
  p.street_edge = {rgb(0xC39A45), rgb(0xB4AFA6), rgb(0xC6C2BA), rgb(0xD2CEC6), rgb(0xEBE7DF)};
  p.road_on_density = rgb(0xFFFFFF);
  p.road_edge_on_density = rgb(0x8F857B);
  p.bridge = rgb(0x6E675C);
  p.roof = rgb(0xB0937E);
  p.grid_hue = {rgb(0x7F9DBD), rgb(0xA18FBC), rgb(0x74AA9D), rgb(0xC09C80), rgb(0x9BA870), rgb(0xBC869D)};
  p.workplace = rgb(0x8E94A3);
  p.school = rgb(0xD08A1E);
  p.market = rgb(0xB057B8);
  p.hospital = rgb(0xC4423F);
  p.park = rgb(0x9CCB8F);
  p.post = rgb(0x2B3347);
  p.station = rgb(0x0B3D91);
  return p;
}

constexpr Palette palette_of(Theme theme) {
  return theme == Theme::dark ? dark_palette() : light_palette();
}

/// Statuses on the board's six: planned work can be left for a call, so it is available; mobilising and travelling are
/// on the way, writing up is still at work.
constexpr Colour colour_of(const Palette& palette, Status status) {
  switch (status) {
    case Status::off_duty:
      return palette.unit_off;
    case Status::free:
    case Status::on_round:
    case Status::going:
    case Status::visiting:
    case Status::at_counter:
    case Status::in_meeting:
      return palette.unit_available;
    case Status::mobilising:
    case Status::travelling:
      return palette.unit_en_route;
    case Status::on_scene:
    case Status::writing_up:
      return palette.unit_on_scene;
    case Status::returning:
      return palette.unit_returning;
  }
  return palette.unit_off;
}

}  // namespace outpost::analysis
