# Where the programs find the scenarios that come with them: those of the checkout that they were built from, and, once
# installed, those beside them. A header says it: as a flag it would keep the compiler's cache from serving two checkouts.
include(GNUInstallDirs)
configure_file(${PROJECT_SOURCE_DIR}/cmake/bundled_folders.hpp.in
               ${PROJECT_BINARY_DIR}/generated/bundled/bundled_folders.hpp @ONLY)
add_library(outpost_bundled INTERFACE)
target_include_directories(outpost_bundled INTERFACE ${PROJECT_BINARY_DIR}/generated/bundled)
