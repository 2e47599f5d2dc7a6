// Action::who as single persons and bodies: papers name several in one breath.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace muistio {

// "Outi Kivi, Pentti Salo ja Oiva" as three. What is not clearly a list of names stays one.
std::vector<std::string> doers_in(std::string_view who);

}  // namespace muistio
