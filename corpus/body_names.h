// Which names of bodies mean the same one: papers write "Hallitus" where others write
// "Mallilan kunnanhallitus".
#pragma once

#include <map>
#include <string>

#include "corpus/database.h"
#include "corpus/result.h"

namespace muistio {

// Short names of bodies, in lower case, with the full name that each stands for. A full name ends
// in the short one; those who met under the one met under the other too, and no other full name
// will do. Bodies whose papers name nobody are never joined.
Result<std::map<std::string, std::string>> find_full_names_of_bodies(Database& database);

}  // namespace muistio
