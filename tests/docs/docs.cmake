# Every command of README.md and docs/ is run, one entry a page; label docs. Only a release build is quick enough.
find_program(OUTPOST_BASH bash REQUIRED)
file(GLOB_RECURSE pages CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/docs/*.md)
list(PREPEND pages README.md)
set(docs_scratch ${PROJECT_BINARY_DIR}/tests/docs)
foreach(page IN LISTS pages)
  string(MAKE_C_IDENTIFIER ${page} name)
  add_test(NAME "docs: the commands of ${page} do what the page says"
           COMMAND ${OUTPOST_BASH} ${CMAKE_CURRENT_SOURCE_DIR}/docs/run_commands.sh ${PROJECT_SOURCE_DIR}/${page}
                   ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR} ${docs_scratch}/${name} ${OUTPOST_REAL_DATA}/osm)
  list(APPEND docs_tests "docs: the commands of ${page} do what the page says")
endforeach()
add_test(NAME "docs: a page that is wrong is found"
         COMMAND ${OUTPOST_BASH} ${CMAKE_CURRENT_SOURCE_DIR}/docs/run_commands_test.sh ${docs_scratch}/self_test)
list(TRANSFORM pages PREPEND ${PROJECT_SOURCE_DIR}/ OUTPUT_VARIABLE page_files)
add_test(NAME "docs: every link leads to a file"
         COMMAND ${OUTPOST_BASH} ${CMAKE_CURRENT_SOURCE_DIR}/docs/links.sh ${page_files})
set_tests_properties(${docs_tests} "docs: a page that is wrong is found" "docs: every link leads to a file"
                     PROPERTIES LABELS docs TIMEOUT 300)
