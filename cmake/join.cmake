# outpost_join(TARGET SOURCE...): where OUTPOST_JOIN asks for it, the sources of a folder are compiled as one, which
# takes a third of the time: their headers are read once, and their templates made once. So a name of a nameless
# namespace stands once in a folder. The builds that do not join hold every file to its own includes.
function(outpost_join target)
  if(NOT OUTPOST_JOIN)
    return()
  endif()
  foreach(source IN LISTS ARGN)
    get_filename_component(folder ${source} DIRECTORY)
    file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR} ${folder})
    string(REPLACE "/" "_" folder ${folder})
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder})
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()
