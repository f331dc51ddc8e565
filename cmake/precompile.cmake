# Precompiled headers, where OUTPOST_PRECOMPILE asks for them: half of the time of a compiler goes into reading the same
# headers again. The release build goes without, so that every file must name what it includes.
set(outpost_often_read
    <algorithm> <array> <chrono> <cstdint> <filesystem> <functional> <map> <memory> <optional> <random> <set> <span>
    <sstream> <string> <string_view> <unordered_map> <utility> <variant> <vector>)

# outpost_precompile(TARGET [HEADER...]): what nearly every file reads, the headers named, and the world of a target
# that links it.
function(outpost_precompile target)
  if(NOT OUTPOST_PRECOMPILE)
    return()
  endif()
  set(headers ${outpost_often_read} ${ARGN})
  get_target_property(linked ${target} LINK_LIBRARIES)
  if(linked MATCHES "outpost_(world|engine|measures|experiment|location|verify|report|planning|bench)")
    list(APPEND headers "${PROJECT_SOURCE_DIR}/sim/world/world.hpp")
  endif()
  if("CLI11::CLI11" IN_LIST linked)
    list(APPEND headers <CLI/CLI.hpp>)
  endif()
  if("nlohmann_json::nlohmann_json" IN_LIST linked)
    list(APPEND headers <nlohmann/json.hpp>)
  endif()
  target_precompile_headers(${target} PRIVATE ${headers})
endfunction()
