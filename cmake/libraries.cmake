# Every library muistio stands on, all of them Debian packages (scripts/packages).
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

pkg_check_modules(POPPLER REQUIRED IMPORTED_TARGET poppler-cpp)
# poppler's own classes, which it does not promise to keep: used where our code for them compiles.
pkg_check_modules(POPPLER_CLASSES IMPORTED_TARGET poppler)
function(muistio_try_poppler_classes result file)
  if(NOT POPPLER_CLASSES_FOUND OR DEFINED ${result})
    return()
  endif()
  set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
  try_compile(${result} ${CMAKE_BINARY_DIR}/${result}
    SOURCES ${PROJECT_SOURCE_DIR}/extractors/${file}
    CMAKE_FLAGS "-DINCLUDE_DIRECTORIES=${PROJECT_SOURCE_DIR};${POPPLER_CLASSES_INCLUDE_DIRS}"
    CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON)
endfunction()
muistio_try_poppler_classes(MUISTIO_POPPLER_CLASSES pdf_file_walk.cc)
if(MUISTIO_POPPLER_CLASSES)
  muistio_try_poppler_classes(MUISTIO_POPPLER_IMAGES pdf_file_images.cc)
endif()
if(NOT MUISTIO_POPPLER_CLASSES)
  message(STATUS "PDFs are read through poppler's C++ interface alone, which takes twice as long (libpoppler-private-dev)")
endif()
if(NOT MUISTIO_POPPLER_IMAGES)
  message(STATUS "Scans are drawn by poppler, which makes reading them a tenth slower")
endif()
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-uc icu-i18n)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(DEFLATE REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(VOIKKO REQUIRED IMPORTED_TARGET libvoikko)
pkg_check_modules(TESSERACT REQUIRED IMPORTED_TARGET tesseract lept)
pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)
# Hands out small pieces of memory faster than libc, of which reading PDFs takes thousands a page.
# Sanitizers have an allocator of their own.
if(NOT MUISTIO_SANITIZE)
  pkg_check_modules(TCMALLOC IMPORTED_TARGET libtcmalloc_minimal)
  if(NOT TCMALLOC_FOUND)
    message(STATUS "Memory comes from libc, which makes a load a fifteenth slower (libgoogle-perftools-dev)")
  endif()
endif()
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)

# libstemmer ships neither a pkg-config file nor a CMake package.
find_library(STEMMER_LIBRARY stemmer REQUIRED)
find_path(STEMMER_INCLUDE_DIR libstemmer.h REQUIRED)
add_library(stemmer INTERFACE)
target_link_libraries(stemmer INTERFACE ${STEMMER_LIBRARY})
target_include_directories(stemmer SYSTEM INTERFACE ${STEMMER_INCLUDE_DIR})
