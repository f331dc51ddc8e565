#pragma once

#include "sim/spec/parameters.hpp"

namespace outpost::parameters {

template <class Spec, class Visitor>
void visit_department(Spec& department, Visitor& v) {
  v.text("name", department.name, "name of the department or profession");
  v.choice("role", department.role, std::span{role_names},
           "department_crew, or specialist: a judge, prosecutor, lawyer or mediator with few hours", "programme");
  v.choice("post", department.post, std::span{department_post_names},
           "where its units wait: at its depots ([places.departments]), in the command room of every town, or in that "
           "of every county",
           "assumption");
  v.value("per_post", department.per_post,
          About<double>{"units at each of these; 0.5: one at every other", 0.0, 100.0, "assumption; range 0.25-4"});
  v.value("crew", department.staff.crew,
          About<std::int64_t>{"people who move together as one unit", 1, 20, "assumption; two of a department"});
  visit_units(department.staff, v);
}

}  // namespace outpost::parameters
