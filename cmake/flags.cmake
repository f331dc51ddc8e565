# Flags for our own code only; third-party headers are system headers.
add_library(outpost_flags INTERFACE)
target_compile_features(outpost_flags INTERFACE cxx_std_20)
target_compile_options(outpost_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Werror
  # Where files are compiled as one, a local name may be the name of something in another of them, and g++ takes
  # what is nameless in any of them for something of a header.
  $<$<NOT:$<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>>:-Wshadow>
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:$<TARGET_PROPERTY:UNITY_BUILD>>>:-Wno-subobject-linkage>
  # g++ 12 sees overlapping copies in every "text" + std::string (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  # A fused multiply-add rounds once where two operations round twice: digests would depend on the CPU.
  -ffp-contract=off)
target_include_directories(outpost_flags INTERFACE ${PROJECT_SOURCE_DIR})
set(CMAKE_CXX_EXTENSIONS OFF)

if(OUTPOST_SANITIZE)
  # For the whole build: a sanitizer that sees only some of the objects reports containers wrongly.
  add_compile_options(-fsanitize=${OUTPOST_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${OUTPOST_SANITIZE})
  # In instrumented code g++ 12 sees uninitialised members inside the standard library; the plain builds still look.
  target_compile_options(outpost_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
if(OUTPOST_TIDY)
  set(CMAKE_CXX_CLANG_TIDY clang-tidy-14)
endif()
