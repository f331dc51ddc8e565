# cmake -D COMPILER=... -D TOP=... -D FILE=... -P must_not_compile.cmake
#
# The file's first line is "// error: REGEX". With MISTAKE defined the compiler must refuse the file and say what REGEX
# matches; without, it must accept it: so the file fails for its mistake and for nothing else.
set(ENV{LC_ALL} C)
set(compile ${COMPILER} -std=c++20 -fsyntax-only -I${TOP})

file(STRINGS ${FILE} first LIMIT_COUNT 1)
if(NOT first MATCHES "^// error: (.+)$")
  message(FATAL_ERROR "${FILE}: the first line is not \"// error: REGEX\"")
endif()
set(expected ${CMAKE_MATCH_1})

execute_process(COMMAND ${compile} ${FILE} RESULT_VARIABLE status ERROR_VARIABLE said)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${FILE}: does not even compile without its mistake\n${said}")
endif()

execute_process(COMMAND ${compile} -DMISTAKE ${FILE} RESULT_VARIABLE status ERROR_VARIABLE said)
if(status EQUAL 0)
  message(FATAL_ERROR "${FILE}: compiles with its mistake")
endif()
if(NOT said MATCHES "error: [^\n]*(${expected})")
  message(FATAL_ERROR "${FILE}: no error says \"${expected}\"\n${said}")
endif()
