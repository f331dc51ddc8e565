# Version, commit and compiler for the provenance of results; only what includes version.hpp is rebuilt by a commit.
find_package(Git QUIET)
set(OUTPOST_COMMIT "unknown")
set(OUTPOST_DIRTY "false")
if(GIT_FOUND AND EXISTS ${PROJECT_SOURCE_DIR}/.git)
  execute_process(COMMAND ${GIT_EXECUTABLE} -C ${PROJECT_SOURCE_DIR} rev-parse HEAD
                  OUTPUT_VARIABLE OUTPOST_COMMIT OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  execute_process(COMMAND ${GIT_EXECUTABLE} -C ${PROJECT_SOURCE_DIR} status --porcelain --untracked-files=no
                  OUTPUT_VARIABLE outpost_changes OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(outpost_changes)
    set(OUTPOST_DIRTY "true")
  endif()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/.git/HEAD)
endif()
string(TOUPPER "${CMAKE_BUILD_TYPE}" outpost_type)
string(STRIP "${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${outpost_type}} -ffp-contract=off" OUTPOST_FLAGS)
configure_file(${PROJECT_SOURCE_DIR}/cmake/version.hpp.in ${PROJECT_BINARY_DIR}/generated/outpost_version.hpp @ONLY)
add_library(outpost_version INTERFACE)
target_include_directories(outpost_version INTERFACE ${PROJECT_BINARY_DIR}/generated)
