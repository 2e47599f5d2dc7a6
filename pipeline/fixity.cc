#include "pipeline/fixity.h"

#include <openssl/evp.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <memory>
#include <vector>

#include "pipeline/listing.h"

namespace muistio {
namespace {

using Digest = std::array<unsigned char, 32>;

std::string hex_of(const Digest& digest) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * digest.size());
  for (const unsigned char byte : digest) {
    hex += digits[byte >> 4];
    hex += digits[byte & 15];
  }
  return hex;
}

// Reads to the end; errno of what went wrong, or 0.
int digest_file(SourceFile& source, Digest& digest) {
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(),
                                                                   EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  static std::vector<char> buffer(256 << 10);
  while (true) {
    const ssize_t size =
        pread(source.file.number(), buffer.data(), buffer.size(), static_cast<off_t>(source.bytes));
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return errno;
    if (size == 0) break;
    EVP_DigestUpdate(context.get(), buffer.data(), static_cast<std::size_t>(size));
    source.bytes += static_cast<std::uint64_t>(size);
  }
  EVP_DigestFinal_ex(context.get(), digest.data(), nullptr);
  return 0;
}

}  // namespace

std::string sha256_of(std::string_view bytes) {
  Digest digest{};
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
  return hex_of(digest);
}

SourceFile open_source(const std::string& path, bool follow_link, std::uint64_t longest) {
  SourceFile source;
  source.file = open_for_reading(path, follow_link);
  struct stat status {};
  Digest digest{};
  if (!source.file || fstat(source.file.number(), &status) != 0) {
    source.trouble = errno;
  } else if (!S_ISREG(status.st_mode)) {
    source.trouble = ENXIO;
  } else if (static_cast<std::uint64_t>(status.st_size) > longest) {
    source.bytes = static_cast<std::uint64_t>(status.st_size);
    source.trouble = EFBIG;
  } else {
    source.trouble = digest_file(source, digest);
  }
  if (source.trouble != 0) {
    source.file = Descriptor();
  } else {
    source.sha256 = hex_of(digest);
  }
  return source;
}

}  // namespace muistio
