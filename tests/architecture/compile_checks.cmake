# What the compiler itself must say: every header stands alone, and some mistakes do not compile. A sanitizer adds
# nothing to either, so its builds go without.
if(OUTPOST_SANITIZE)
  return()
endif()

# One generated .cpp for every header, which includes only it. Compiling the header itself would warn of its
# "#pragma once in main file".
set(outpost_headers)
foreach(folder sim scenarios analysis viz tests)
  if(folder STREQUAL "viz" AND NOT OUTPOST_BUILD_VIZ)
    continue()
  endif()
  file(GLOB_RECURSE found CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/${folder}/*.hpp)
  list(APPEND outpost_headers ${found})
endforeach()
set(outpost_header_sources)
foreach(header IN LISTS outpost_headers)
  string(MAKE_C_IDENTIFIER ${header} name)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/headers_alone/${name}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "#include \"${header}\"\n" @ONLY)
  list(APPEND outpost_header_sources ${source})
endforeach()
add_library(headers_alone OBJECT ${outpost_header_sources})
target_link_libraries(headers_alone PRIVATE outpost_test_support outpost_cli)
if(OUTPOST_BUILD_VIZ)
  target_link_libraries(headers_alone PRIVATE outpost_viz)
endif()
# Nothing of it is ever run: compile fast. Lint sees the headers where they are used.
target_compile_options(headers_alone PRIVATE -O0)
set_target_properties(headers_alone PROPERTIES CXX_CLANG_TIDY "")

# One file for every mistake that the types must refuse; must_not_compile.cmake says how such a file is made.
function(outpost_must_not_compile file name)
  add_test(NAME "${name}"
           COMMAND ${CMAKE_COMMAND} -D COMPILER=${CMAKE_CXX_COMPILER} -D TOP=${PROJECT_SOURCE_DIR} -D FILE=${file}
                   -P ${PROJECT_SOURCE_DIR}/tests/architecture/must_not_compile.cmake)
endfunction()
file(GLOB outpost_mistakes CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/architecture/must_not_compile/*.cpp)
foreach(file IN LISTS outpost_mistakes)
  get_filename_component(name ${file} NAME_WE)
  string(REPLACE "_" " " name ${name})
  outpost_must_not_compile(${file} "architecture: the compiler refuses ${name}")
endforeach()
foreach(harmless a_mistake_that_compiles a_mistake_refused_for_another_reason a_control_that_does_not_compile)
  string(REPLACE "_" " " name ${harmless})
  set(name "architecture: the check of what must not compile notices ${name}")
  outpost_must_not_compile(${PROJECT_SOURCE_DIR}/tests/architecture/must_not_compile/unfit/${harmless}.cpp "${name}")
  set_tests_properties("${name}" PROPERTIES WILL_FAIL TRUE)
endforeach()
