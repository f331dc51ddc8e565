#pragma once

#include <filesystem>

namespace outpost::analysis {

/// Where the scenarios of the cases lie: beside the installed program, else in the checkout that it was built from.
std::filesystem::path bundled_verification_folder();

}  // namespace outpost::analysis
