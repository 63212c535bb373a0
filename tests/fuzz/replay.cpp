// Replays a committed corpus through its harness with any compiler: openitem_fuzz_replay HARNESS FOLDER. Ends with 1 when a
// promise is broken, with 2 when there is nothing to replay.

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "harness.hpp"

namespace {

using openitem::fuzz::Bytes;

const std::map<std::string, void (*)(Bytes)> harnesses = {{"arrow_import", openitem::fuzz::arrow_import},
                                                          {"flat_form", openitem::fuzz::flat_form},
                                                          {"item_columns", openitem::fuzz::item_columns},
                                                          {"money", openitem::fuzz::money},
                                                          {"dates", openitem::fuzz::dates},
                                                          {"terms", openitem::fuzz::terms},
                                                          {"struct_reader", openitem::fuzz::struct_reader},
                                                          {"scorecard_json", openitem::fuzz::scorecard_json},
                                                          {"canary", openitem::fuzz::canary}};

/// Exactly as long as the input, so that a sanitizer sees a byte too many.
std::vector<std::uint8_t> read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  bytes.shrink_to_fit();
  return bytes;
}

bool keeps_its_promises(void (*harness)(Bytes), const std::filesystem::path& path) {
  try {
    harness(read(path));
    return true;
  } catch (const std::exception& broken) {
    std::printf("BROKEN by %s: %s\n", path.filename().c_str(), broken.what());
    return false;
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3 || !harnesses.contains(arguments[1])) {
    std::fputs("usage: openitem_fuzz_replay HARNESS FOLDER\n", stderr);
    return 2;
  }
  int inputs = 0;
  int broken = 0;
  for (const auto& entry : std::filesystem::directory_iterator(arguments[2])) {
    ++inputs;
    if (!keeps_its_promises(harnesses.at(arguments[1]), entry.path())) ++broken;
  }
  std::printf("%s: %d inputs, %d broken\n", arguments[1], inputs, broken);
  if (inputs == 0) return 2;
  return broken == 0 ? 0 : 1;
}
