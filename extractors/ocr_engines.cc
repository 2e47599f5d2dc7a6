#include "extractors/ocr_engines.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace muistio {
namespace {

constexpr const char* model_names[] = {"fin", "swe", "osd"};
// Swedish first: Finnish words are read as well as with Finnish first, and "å" is no longer "ä"
// (word errors on 48 rasterised papers 1.22 instead of 1.56 %).
constexpr const char* languages = "swe+fin";
// On a page that turns out to be in Swedish some words are read again with that model alone:
// beside the Finnish one it still takes "från" for "frän" and "hålls" for "hälls". In other
// words and in figures the two together are better.
constexpr const char* swedish = "swe";

std::map<std::string, std::vector<char>, std::less<>>& models() {
  static std::map<std::string, std::vector<char>, std::less<>> held;
  return held;
}

// Where Debian puts the models, or where TESSDATA_PREFIX says.
std::filesystem::path model_folder() {
  if (const char* folder = std::getenv("TESSDATA_PREFIX")) return folder;
  return "/usr/share/tesseract-ocr/5/tessdata";
}

// Called by Tesseract with "FOLDER/fin.traineddata".
bool read_held_model(const char* file_name, std::vector<char>* data) {
  const auto held = models().find(std::filesystem::path(file_name).stem().string());
  if (held == models().end()) return false;
  *data = held->second;
  return true;
}

using Engine = std::unique_ptr<tesseract::TessBaseAPI>;

Engine make_engine(const char* language, tesseract::OcrEngineMode mode) {
  auto engine = std::make_unique<tesseract::TessBaseAPI>();
  if (engine->Init(nullptr, 0, language, mode, nullptr, 0, nullptr, nullptr, false,
                   read_held_model) != 0) {
    return nullptr;
  }
  return engine;
}

Engine make_text_engine(const char* language) {
  Engine made = make_engine(language, tesseract::OEM_LSTM_ONLY);
  if (!made) return made;
  made->SetPageSegMode(tesseract::PSM_AUTO);
  // Light print on dark fields has been turned; what is hard to read is not tried in negative, too.
  made->SetVariable("invert_threshold", "0");
  return made;
}

}  // namespace

Result<Done> load_models() {
  for (const char* name : model_names) {
    if (models().contains(name)) continue;
    const auto path = model_folder() / (std::string(name) + ".traineddata");
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    std::vector<char> bytes(error ? 0 : size);
    std::ifstream file(path, std::ios::binary);
    if (bytes.empty() || !file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) {
      return Error{
          ErrorCode::not_installed, path.string(),
          std::string("the OCR model is missing; install the package tesseract-ocr-") + name};
    }
    models()[name] = std::move(bytes);
  }
  return Done{};
}

tesseract::TessBaseAPI* text_engine() {
  static const Engine engine = make_text_engine(languages);
  return engine.get();
}

tesseract::TessBaseAPI* swedish_engine() {
  static const Engine engine = make_text_engine(swedish);
  return engine.get();
}

tesseract::TessBaseAPI* orientation_engine() {
  static const Engine engine = [] {
    Engine made = make_engine("osd", tesseract::OEM_TESSERACT_ONLY);
    if (made) made->SetPageSegMode(tesseract::PSM_OSD_ONLY);
    return made;
  }();
  return engine.get();
}

}  // namespace muistio
