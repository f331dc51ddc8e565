#include "sim/city/employment.hpp"

#include "sim/base/stream.hpp"
#include "sim/city/ages.hpp"
#include "sim/city/catchments.hpp"
#include "sim/city/workplaces.hpp"

namespace outpost {
namespace {

constexpr int school_age = 6;
constexpr int retirement_age = 60;

class Employment {
 public:
  Employment(City& city, const CitySpec& spec, const std::vector<std::int64_t>& usual_residents)
      : city_(city),
        spec_(spec),
        workplaces_(city, spec, usual_residents),
        catchments_(school_catchments(city, pupils_per_resident(spec), usual_residents)),
        staff_(city.premises.size()),
        pupils_(city.premises.size()) {}

  void occupy(CommunityId id) {
    const Community& community = city_.communities[id];
    const std::vector<PremisesId>& schools = catchments_[id];
    const bool guests = schools.empty() || !community.premises.contains(schools.front());
    SchoolPlaces places{city_, schools, guests};
    std::uint64_t serial = 0;
    for (const ResidentId resident : community.residents) {
      Stream stream{{static_cast<std::uint32_t>(spec_.seed), 0}, Draw::employment, owner_of(community.code, serial)};
      ++serial;
      Resident& row = city_.residents[resident];
      if (row.age >= school_age && row.age < adult_age) {
        if (!schools.empty()) enrol(row, places.school_for(city_.households[row.household].building));
      } else if (row.age >= adult_age && row.age < retirement_age && stream.chance(spec_.employed)) {
        employ_one(row, community.town, stream);
      }
    }
  }

  void count() {
    for (const PremisesId id : city_.premises.ids()) {
      city_.premises[id].staff = staff_[id];
      city_.premises[id].pupils = pupils_[id];
    }
  }

 private:
  static double pupils_per_resident(const CitySpec& spec) {
    const AgePyramid pyramid = age_pyramid(spec);
    double share = 0.0;
    for (int age = school_age; age < adult_age; ++age) share += pyramid[static_cast<std::size_t>(age)];
    return share;
  }

  void enrol(Resident& pupil, PremisesId school) {
    pupil.occupation = Occupation::pupil;
    pupil.day_place = city_.premises[school].building;
    ++pupils_[school];
  }

  void employ_one(Resident& worker, TownId home, Stream& stream) {
    worker.occupation = Occupation::works_elsewhere;
    if (!stream.chance(spec_.working_in_town)) return;
    const auto place = workplaces_.draw(stream, home);
    if (!place) return;
    worker.occupation = Occupation::works;
    worker.day_place = city_.premises[*place].building;
    ++staff_[*place];
  }

  City& city_;
  const CitySpec& spec_;
  Workplaces workplaces_;
  Table<CommunityId, std::vector<PremisesId>> catchments_;
  Table<PremisesId, std::uint32_t> staff_;
  Table<PremisesId, std::uint32_t> pupils_;
};

}  // namespace

void employ(City& city, const CitySpec& spec, const std::vector<std::int64_t>& usual_residents) {
  require(usual_residents.size() == city.communities.size(), "every community has its usual residents");
  Employment employment{city, spec, usual_residents};
  for (const CommunityId community : city.communities.ids()) employment.occupy(community);
  employment.count();
}

}  // namespace outpost
