#include "corpus/compression.h"

#include <zlib.h>

#include <algorithm>

namespace muistio {
namespace {

constexpr std::size_t first_guess = 4;  // Times the size of the stream.

Bytef* bytes_of(const char* text) {
  return reinterpret_cast<Bytef*>(const_cast<char*>(text));
}

// What is there to inflate must fit zlib's 32-bit counters.
constexpr std::size_t longest_stream = 1u << 30;

}  // namespace

std::string compressed(std::string_view bytes) {
  uLongf size = compressBound(bytes.size());
  std::string stream(size, '\0');
  const int result = compress2(bytes_of(stream.data()), &size, bytes_of(bytes.data()), bytes.size(),
                               Z_BEST_SPEED + 3);
  assert(result == Z_OK);
  (void)result;
  stream.resize(size);
  return stream;
}

Result<std::string> decompressed(std::string_view stream, std::size_t most) {
  const Error damaged{ErrorCode::bad_corpus, "", "a compressed part of the corpus is damaged"};
  if (stream.size() > longest_stream || most > longest_stream) return damaged;
  z_stream state{};
  if (inflateInit(&state) != Z_OK) return damaged;
  state.next_in = bytes_of(stream.data());
  state.avail_in = static_cast<uInt>(stream.size());
  std::string bytes;
  int result = Z_OK;
  while (result == Z_OK && bytes.size() < most) {
    const std::size_t done = bytes.size();
    bytes.resize(std::min(most, std::max(done * 2, stream.size() * first_guess + 64)));
    state.next_out = bytes_of(bytes.data() + done);
    state.avail_out = static_cast<uInt>(bytes.size() - done);
    result = inflate(&state, Z_NO_FLUSH);
    bytes.resize(bytes.size() - state.avail_out);
    if (result == Z_OK && state.avail_out > 0) break;  // Wants more than there is.
  }
  const bool whole = result == Z_STREAM_END && state.avail_in == 0;
  inflateEnd(&state);
  if (!whole) return damaged;
  return bytes;
}

}  // namespace muistio
