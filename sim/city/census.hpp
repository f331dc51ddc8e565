#pragma once

#include <string>
#include <vector>

#include "sim/city/land.hpp"

namespace outpost {

/// How many people live in every community, in tree order, and in which households.
///
/// A place has the residents that its row of the population table says (CitySpec::counts), else its share of the place
/// above; the root, where it has no row, has CitySpec::population. Shares go by weights that follow from codes, kinds
/// and the seed alone: a row for a place changes nothing outside it, so that the total then differs from the sum asked
/// for above. Whole numbers; where no row says otherwise they add up exactly.
std::vector<CommunityCensus> take_census(const CitySpec& spec, const DivisionTree& divisions);

/// A community whose residents are known; `residents` are its usual ones too.
CommunityCensus counted(const CitySpec& spec, std::uint64_t code, std::string name, CommunityKind kind,
                        std::int64_t residents);

/// The city of a census on its land: settles every community, gives people work and schools. Requires what
/// lay_out_land() promises. The last step of generate_city().
City city_on_land(const CitySpec& spec, const DivisionTree& divisions, std::vector<CommunityCensus> censuses,
                  Land land);

}  // namespace outpost
