#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ivw_fuzz::target("itf")(bytes));
