#include "sim/spec/department_complaints.hpp"

#include <algorithm>

namespace outpost {
namespace {

std::string name_of(Role role) {
  return std::string(role_names[static_cast<std::size_t>(role)]);
}

void check_department(const std::string& name, const DepartmentSpec& department, const ScenarioSpec& spec,
                      std::vector<Complaint>& found) {
  const std::string where = "departments." + name;
  const StaffSpec& staff = department.staff;
  if (!is_of_departments(department.role)) {
    found.push_back({where + ".role", "a department has units of the role department_crew or specialist, and " +
                                          name_of(department.role) + " stands under [staff]; write one of the two"});
  }
  if (department.post == DepartmentPost::depot && !department_called(name)) {
    found.push_back({where, "\"" + name +
                                "\" has no depot: only the seven of [places.departments] do; give post = "
                                "\"command_room\" or \"county_room\""});
  }
  if (staff.rosters.empty()) {
    found.push_back({where, "give at least one roster, such as rosters = [\"office\"]"});
  }
  for (const std::string& roster : staff.rosters) {
    if (!spec.rosters.contains(roster)) {
      found.push_back({where + ".rosters", "there is no roster \"" + roster + "\"; define [rosters." + roster + "]"});
    }
  }
  if (staff.reach && (*staff.reach == Reach::village || *staff.reach == Reach::grid)) {
    found.push_back({where + ".reach",
                     "its units wait for a town or a county, and have no village or grid of their "
                     "own; write \"town\" or \"county\""});
  }
}

void check_kind(const std::string& name, const KindSpec& kind, const ScenarioSpec& spec,
                std::vector<Complaint>& found) {
  const std::string where = "demand.kind." + name;
  const auto department = spec.departments.find(kind.department);
  if (!kind.department.empty() && department == spec.departments.end()) return;  // the reader says so
  bool is_asked = false;
  for (const auto& [key, roles] : {std::pair{".roles", &kind.roles}, std::pair{".verify", &kind.course.verify},
                                   std::pair{".check_roles", &kind.course.check_roles}}) {
    for (const Role role : *roles) {
      if (!is_of_departments(role)) continue;
      is_asked = true;
      if (kind.department.empty()) {
        const auto fits = std::find_if(spec.departments.begin(), spec.departments.end(),
                                       [role = role](const auto& entry) { return entry.second.role == role; });
        found.push_back({where + key, name_of(role) + " may come, and it is not said of which department; give " +
                                          (fits == spec.departments.end()
                                               ? "department, and define it under [departments.NAME]"
                                               : "department, such as department = \"" + fits->first + "\"")});
        break;
      }
      const Role own = department->second.role;
      if (role == own || !is_of_departments(own)) continue;
      found.push_back({where + key, "the department " + kind.department + " has units of the role " + name_of(own) +
                                        ", and none of the role " + name_of(role) + "; write " + name_of(own) +
                                        " in its place, or name another department"});
      break;
    }
  }
  if (is_asked || kind.department.empty()) return;
  found.push_back({where + ".department", "no unit of a department may answer; name its role, such as roles = [\"" +
                                              name_of(department->second.role) + "\"], or leave department out"});
}

}  // namespace

bool is_staffed(const ScenarioSpec& spec, Role role) {
  return spec.staff.contains(role) || std::any_of(spec.departments.begin(), spec.departments.end(),
                                                  [role](const auto& entry) { return entry.second.role == role; });
}

std::optional<Department> department_called(const std::string& name) {
  const auto found = std::find(department_names.begin(), department_names.end(), name);
  if (found == department_names.end()) return std::nullopt;
  return static_cast<Department>(found - department_names.begin());
}

void check_departments(const ScenarioSpec& spec, std::vector<Complaint>& found) {
  for (const auto& [role, staff] : spec.staff) {
    if (!is_of_departments(role)) continue;
    found.push_back({"staff." + name_of(role),
                     "units of this role belong to departments; write [departments.NAME] with "
                     "role = \"" +
                         name_of(role) + "\" in place of this section"});
  }
  for (const auto& [name, department] : spec.departments) check_department(name, department, spec, found);
  for (const auto& [name, kind] : spec.demand.kinds) check_kind(name, kind, spec, found);
}

void check_settlements(const ScenarioSpec& spec, std::vector<Complaint>& found) {
  for (const auto& [name, kind] : spec.demand.kinds) {
    const SettlementSpec& settlement = kind.settlement;
    const std::string where = "demand.kind." + name + ".settlement";
    if (settlement == SettlementSpec{}) continue;
    if (!settlement.base) {
      found.push_back({where, "give base, the chance that such a dispute is settled, such as base = 0.6"});
      continue;
    }
    for (std::size_t role = 0; role < role_count; ++role) {
      if (!settlement.by_role[role]) continue;
      if (std::find(kind.roles.begin(), kind.roles.end(), static_cast<Role>(role)) != kind.roles.end()) continue;
      const std::string word{role_names[role]};
      found.push_back({where + ".by_role." + word,
                       word + " does not answer this kind, and mediates nothing of it; name it in roles, or leave it "
                              "out here"});
    }
    if (settlement.recurs.value() + settlement.escalates.value() > 1.0) {
      found.push_back({where + ".escalates",
                       "recurs and escalates are shares of the same unsettled disputes, and together more than all of "
                       "them; lower one of them"});
    }
    if (settlement.escalates > Share{} && settlement.escalates_to.empty()) {
      found.push_back({where + ".escalates", "give escalates_to, the kind of incident that unsettled ones grow into"});
    }
    if (settlement.escalates == Share{} && !settlement.escalates_to.empty()) {
      found.push_back({where + ".escalates_to",
                       "none of them grows into it; give escalates, the share that does, or leave escalates_to out"});
    }
  }
}

}  // namespace outpost
