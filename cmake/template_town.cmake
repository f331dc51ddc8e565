# The division rows that `outpost new` writes beside its scenario are those of the bundled town, built into the program so
# that it needs no file of its own when it is installed.
set(town ${PROJECT_SOURCE_DIR}/scenarios/data/divisions-jinsha.csv)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${town})
file(READ ${town} OUTPOST_TEMPLATE_DIVISIONS)
configure_file(${PROJECT_SOURCE_DIR}/cmake/template_town.hpp.in ${PROJECT_BINARY_DIR}/generated/template_town.hpp @ONLY)
