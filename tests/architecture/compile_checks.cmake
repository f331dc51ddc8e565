# What the compiler itself must say: every header stands alone, and some mistakes do not compile. A sanitizer adds
# nothing to either, so its builds go without.
if(OUTPOST_SANITIZE)
  return()
endif()

# Where the files of a folder are compiled as one, the first of them includes for the others.
if(NOT OUTPOST_JOIN)
  include(architecture/headers_alone.cmake)
endif()

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
