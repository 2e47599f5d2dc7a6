# How every target of the project is compiled.
add_library(muistio_compiling INTERFACE)
target_include_directories(muistio_compiling INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(muistio_compiling INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
  # Designated initializers leave out what has its default on purpose; g++ 12 sees overlaps in std::string that are none (GCC bug 105651).
  -Wno-missing-field-initializers $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
target_compile_definitions(muistio_compiling INTERFACE MUISTIO_VERSION="${PROJECT_VERSION}")
if(MUISTIO_SANITIZE)
  target_compile_options(muistio_compiling INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  target_link_options(muistio_compiling INTERFACE -fsanitize=address,undefined)
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
find_program(LLD ld.lld)
if(LLD)
  add_link_options(-fuse-ld=lld)
endif()

# A library of one folder: all its .cc files, by its name muistio_<folder>.
function(muistio_library folder)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cc)
  add_library(muistio_${folder} STATIC ${sources})
  target_link_libraries(muistio_${folder} PUBLIC muistio_compiling PRIVATE ${ARGN})
endfunction()
