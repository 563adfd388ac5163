// The kernel behind the processor Threshold.
//
// What ivw knows is in Rust: here are plain numbers. No exception may leave a function that Rust
// calls, so they are noexcept.

#include <algorithm>
#include <cstddef>
#include <cstdint>

// Writes 1 for each of `n` values that is at least the threshold, otherwise 0.
extern "C" void {{crate}}_threshold(const float* values, std::uint8_t* marks, std::size_t n,
                                    float threshold) noexcept {
    std::transform(values, values + n, marks, [threshold](float value) {
        return static_cast<std::uint8_t>(value >= threshold);
    });
}
