// Text as it stands in XML, HTML and links.
#pragma once

#include <string>
#include <string_view>

namespace muistio {

// For contents and for attributes in double quotes. Characters that XML cannot hold are
// left out.
std::string escaped_markup(std::string_view text);

// A path as a relative link (RFC 3986). What is percent-encoded in it already stays as it is.
std::string uri_reference(std::string_view path);

}  // namespace muistio
