# Everything comes from the system's packages; nothing is downloaded (docs/architecture.md).
find_package(Boost 1.74 REQUIRED)
find_package(tomlplusplus 3 REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(nlohmann_json 3 REQUIRED)
find_package(Eigen3 3.4 REQUIRED NO_MODULE)
find_package(CLI11 2 REQUIRED)
find_package(Freetype REQUIRED)
find_package(PNG REQUIRED)
find_package(Threads REQUIRED)
find_package(ZLIB REQUIRED)
find_package(BZip2 REQUIRED)
find_package(EXPAT REQUIRED)

# Random123, libosmium and protozero are header-only and ship no package files for CMake.
find_path(RANDOM123_INCLUDE Random123/philox.h REQUIRED)
add_library(outpost_random123 INTERFACE)
target_include_directories(outpost_random123 SYSTEM INTERFACE ${RANDOM123_INCLUDE})

find_path(OSMIUM_INCLUDE osmium/version.hpp REQUIRED)
find_path(PROTOZERO_INCLUDE protozero/version.hpp REQUIRED)
add_library(outpost_osmium INTERFACE)
target_include_directories(outpost_osmium SYSTEM INTERFACE ${OSMIUM_INCLUDE} ${PROTOZERO_INCLUDE})
target_link_libraries(outpost_osmium INTERFACE ZLIB::ZLIB BZip2::BZip2 EXPAT::EXPAT Threads::Threads)

# Nor does jemalloc; sanitizers bring an allocator of their own.
if(NOT OUTPOST_SANITIZE)
  find_library(OUTPOST_JEMALLOC jemalloc REQUIRED)
endif()

if(OUTPOST_BUILD_VIZ)
  find_package(PkgConfig REQUIRED)
  find_package(SFML 2.5 COMPONENTS graphics REQUIRED)
  find_package(OpenGL REQUIRED)
  pkg_check_modules(IMGUI REQUIRED IMPORTED_TARGET imgui)
endif()
