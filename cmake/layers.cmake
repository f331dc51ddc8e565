# outpost_layer(NAME FOLDER... MAY_USE layer... USES package...): the library outpost_NAME of every .cpp in the folders.
# A layer links exactly the layers that it may include; tests/architecture holds every #include against the same table.
set(outpost_beside_goldens location picture planning verify report bench cli viz) # layers that no golden runs
function(outpost_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 layer "" "" "MAY_USE;USES")
  set(sources)
  foreach(folder IN LISTS layer_UNPARSED_ARGUMENTS)
    file(GLOB found CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.cpp)
    list(APPEND sources ${found})
  endforeach()
  list(FILTER sources EXCLUDE REGEX "/analysis/cli/main\\.cpp$")
  add_library(outpost_${name} STATIC ${sources})
  list(TRANSFORM layer_MAY_USE PREPEND outpost_)
  target_link_libraries(outpost_${name} PUBLIC outpost_flags ${layer_MAY_USE} ${layer_USES})
  outpost_precompile(outpost_${name})
  if(OUTPOST_RUNS_GOLDENS_ALONE AND name IN_LIST outpost_beside_goldens)
    target_compile_options(outpost_${name} PRIVATE -O0)
  endif()
endfunction()
