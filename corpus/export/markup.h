// Text as it stands in XML and HTML.
#pragma once

#include <string>
#include <string_view>

namespace muistio {

// For contents and for attributes in double quotes. Characters that XML cannot hold are
// left out.
std::string escaped_markup(std::string_view text);

}  // namespace muistio
