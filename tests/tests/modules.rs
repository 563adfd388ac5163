//! Real libraries: what loads, what does not, and that the host survives all of it.

use ivw_core::abi::ABI_VERSION;
use ivw_core::host::Host;
use ivw_core::log::Capture;
use ivw_core::module::{self, Found, Outcome};
use ivw_core::network::PortRef;
use ivw_core::prelude::*;
use ivw_tests::{module_path, run_alone};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt as _;

const DOUBLE: &str = "org.ivw.fixture.Double";
const PANIC_IN_PROCESS: &str = "org.ivw.fixture.PanicInProcess";
const PANIC_IN_CREATE: &str = "org.ivw.fixture.PanicInCreate";
const PANIC_IN_DROP: &str = "org.ivw.fixture.PanicInDrop";
const ENDLESS: &str = "org.ivw.fixture.Endless";
const ABSURD: &str = "org.ivw.fixture.Absurd";
const THREADS: &str = "org.ivw.fixture.Threads";
const RAMP: &str = "org.ivw.fixture.Ramp";
const SUM: &str = "org.ivw.fixture.Sum";

fn host_with_fixture() -> Host {
    let host = Host::new();
    let module = module::load(&module_path("fixture")).expect("the fixture loads");
    module.start(host.for_module("Fixture")).expect("the fixture starts");
    host
}

/// The fixture's library with other bytes, of the same length, in all places.
fn altered_fixture(folder: &Path, from: &str, to: &str) -> PathBuf {
    assert_eq!(from.len(), to.len());
    let mut bytes = std::fs::read(module_path("fixture")).expect("the fixture was built");
    let mut n = 0;
    for at in 0..bytes.len() - from.len() {
        if bytes[at..].starts_with(from.as_bytes()) {
            bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
            n += 1;
        }
    }
    assert!(n > 0, "the fixture does not contain {from}");
    let path = folder.join(module::library_name("altered"));
    std::fs::write(&path, bytes).expect("a temporary folder can be written to");
    path
}

/// A library from a line of C.
fn c_library(folder: &Path, code: &str) -> PathBuf {
    let source = folder.join("code.c");
    let path = folder.join(module::library_name("c"));
    std::fs::write(&source, code).expect("a temporary folder can be written to");
    let status =
        Command::new("cc").args(["-shared", "-fPIC", "-o"]).args([&path, &source]).status();
    assert!(status.expect("tests need a C compiler").success());
    path
}

#[track_caller]
fn check_refusal(path: &Path, expected: &str) -> Error {
    let error = module::load(path).expect_err("it must not load");
    let text = error.to_string();
    let file = path.file_name().and_then(|file| file.to_str()).expect("tests name files in ASCII");
    assert!(text.contains(expected), "{text}");
    assert!(text.contains(file), "{text}");
    assert!(text.len() < 400, "{text}");
    let lines: Vec<_> = error.detail().expect("a refusal has three lines").lines().collect();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].contains(&*path.to_string_lossy()), "{lines:?}");
    assert!(lines[1].contains(&format!("{}.{}", ABI_VERSION.0, ABI_VERSION.1)), "{lines:?}");
    assert!(lines[2].starts_with("to mend it, "), "{lines:?}");
    eprintln!("{}\n", lines.join("\n"));
    error
}

#[test]
fn a_processor_of_a_module_works() -> Result<()> {
    let host = host_with_fixture();
    let id = host.add(DOUBLE)?;
    host.set("Double.value", 21.0)?;
    host.update();
    assert_eq!(host.failures(), []);
    let volume = host.output(PortRef { processor: id, port: 0 }).expect("there is data");
    assert_eq!(volume.downcast::<Volume>()?.voxel_at(0)[0], 42.0);
    Ok(())
}

#[test]
fn a_panic_in_process_is_the_error_of_that_processor_only() -> Result<()> {
    let host = host_with_fixture();
    host.add(PANIC_IN_PROCESS)?;
    let fine = host.add(DOUBLE)?;
    host.update();
    let failures = host.failures();
    assert_eq!(failures.len(), 1, "{failures:?}");
    let error = failures[0].1.to_string();
    assert!(error.contains("in the middle of it"), "{error}");
    assert!(error.contains("module \"Fixture\"") && error.contains("--without Fixture"), "{error}");
    assert!(host.output(PortRef { processor: fine, port: 0 }).is_some());
    Ok(())
}

#[test]
fn a_panic_while_creating_is_an_error() {
    let error = host_with_fixture().add(PANIC_IN_CREATE).expect_err("it cannot be made");
    assert!(error.to_string().contains("cannot be made"), "{error}");
}

/// Whether a host still does what it is for.
fn goes_on(host: &Host) -> Result<()> {
    let id = host.add(DOUBLE)?;
    host.update();
    assert!(host.output(PortRef { processor: id, port: 0 }).is_some());
    Ok(())
}

#[test]
fn a_panic_while_a_processor_goes_away_is_logged_and_the_host_goes_on() -> Result<()> {
    let name = "a_panic_while_a_processor_goes_away_is_logged_and_the_host_goes_on";
    if !run_alone(name, &[]) {
        return Ok(());
    }
    let capture = Capture::new(100);
    let listener = tracing_subscriber::registry().with(capture.clone());
    tracing::subscriber::set_global_default(listener).expect("it is the first one");
    let host = host_with_fixture();
    host.add(PANIC_IN_DROP)?;
    host.update();
    host.clear()?;
    let records = capture.records();
    let said = |record: &ivw_core::log::Record| {
        let text = format!("{} {}", record.message, record.fields);
        text.contains("cannot go") && text.contains("--without Fixture")
    };
    assert!(records.iter().any(said), "{records:?}");
    goes_on(&host)
}

#[test]
fn a_processor_that_never_ends_can_be_cancelled() -> Result<()> {
    let host = host_with_fixture();
    let endless = host.add(ENDLESS)?;
    let runs = {
        let host = host.clone();
        std::thread::spawn(move || host.update())
    };
    // Whoever cancels before it runs has to do so again.
    while !runs.is_finished() {
        host.cancel();
        std::thread::yield_now();
    }
    runs.join().expect("the host did not panic");
    host.edit("Remove it", ivw_core::network::Edit::Remove(endless))?;
    goes_on(&host)
}

#[test]
fn more_memory_than_there_is_becomes_an_error() -> Result<()> {
    for list in [false, true] {
        let host = host_with_fixture();
        host.add(ABSURD)?;
        host.set("Absurd.list", list)?;
        host.update();
        let failures = host.failures();
        assert_eq!(failures.len(), 1, "{failures:?}");
        goes_on(&host)?;
    }
    Ok(())
}

#[test]
fn threads_of_a_module_may_log_and_die() -> Result<()> {
    if !run_alone("threads_of_a_module_may_log_and_die", &[]) {
        return Ok(());
    }
    let capture = Capture::new(100);
    let listener = tracing_subscriber::registry().with(capture.clone());
    tracing::subscriber::set_global_default(listener).expect("it is the first one");
    let host = host_with_fixture();
    host.add(THREADS)?;
    host.update();
    assert_eq!(host.failures(), []);
    let records = capture.records();
    assert!(
        records.iter().any(|record| record.message == "hello from a thread"
            && record.target == "ivw_module_fixture"),
        "{records:?}"
    );
    Ok(())
}

#[test]
fn a_module_can_be_left_out_by_the_name_of_its_file_or_its_own() -> Result<()> {
    let folder = tempfile::tempdir()?;
    std::fs::copy(module_path("fixture"), folder.path().join(module::library_name("other")))?;
    for name in ["other", "Other", "fixture"] {
        let host = Host::new();
        host.load_modules_without(&[name.to_owned()], &[], &[folder.path().to_owned()]);
        let modules = host.modules();
        assert!(matches!(modules[0].outcome, Outcome::LeftOut), "{name}: {}", modules[0]);
        assert!(modules[0].error().is_none());
        assert!(host.factories().classes().is_empty());
    }
    Ok(())
}

#[test]
fn two_modules_exchange_a_type_of_data_that_the_host_does_not_know() -> Result<()> {
    let name = "two_modules_exchange_a_type_of_data_that_the_host_does_not_know";
    if !run_alone(name, &[]) {
        return Ok(());
    }
    let host = Host::new();
    host.set_setting("sender.gain", "10");
    // The one that depends on the other comes first.
    let found = module::search_in(&[ivw_tests::target_dir()], &["receiver", "sender"]);
    host.load_found(&found);
    for report in host.modules() {
        assert!(report.error().is_none(), "{report}");
    }
    host.add(RAMP)?;
    let sum = host.add(SUM)?;
    host.connect("Ramp.signal", "Sum.signal")?;
    let value = || {
        host.update();
        assert_eq!(host.failures(), []);
        let volume = host.output(PortRef { processor: sum, port: 0 }).expect("there is data");
        Ok::<_, Error>(volume.downcast::<Volume>()?.voxel_at(0)[0])
    };
    assert_eq!(value()?, 30.0);
    host.set("Ramp.samples", 5)?;
    assert_eq!(value()?, 100.0);

    // A port of another type does not take it, and the type is named.
    let error = host.connect("Ramp.signal", "Sum.volume").expect_err("a signal is no volume");
    assert!(error.to_string().contains("org.ivw.fixture.Signal/1"), "{error}");

    // What a module calls its own stays with a workspace.
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("signal.inv");
    host.save(&path)?;
    assert_eq!(host.open(&path)?, [""; 0]);
    let text = std::fs::read_to_string(&path)?;
    assert!(text.contains("<Connection src=\"Ramp.signal\" dst=\"Sum.signal\""), "{text}");
    let factories = host.factories();
    let spec = &factories.get(RAMP)?.spec;
    assert_eq!(spec.properties[0].semantics, "org.ivw.fixture.Dial");
    assert_eq!(spec.outports[0].class_id, "org.ivw.fixture.Signal.outport");
    assert_eq!(spec.outports[0].color, [240, 200, 60]);
    Ok(())
}

#[test]
fn files_that_come_with_a_module_are_installed_beside_it() -> Result<()> {
    let name = "files_that_come_with_a_module_are_installed_beside_it";
    if !run_alone(name, &[]) {
        return Ok(());
    }
    let installed = tempfile::tempdir()?;
    let library = module::library_name("sender");
    std::fs::copy(module_path("sender"), installed.path().join(&library))?;
    let data = installed.path().join("ivw_module_sender");
    std::fs::create_dir(&data)?;
    std::fs::write(data.join("gain.txt"), "7\n")?;

    let host = Host::new();
    let folders = [installed.path().to_owned(), ivw_tests::target_dir()];
    host.load_found(&module::search_in(&folders, &["sender", "receiver"]));
    host.add(RAMP)?;
    let sum = host.add(SUM)?;
    host.connect("Ramp.signal", "Sum.signal")?;
    host.update();
    assert_eq!(host.failures(), []);
    let volume = host.output(PortRef { processor: sum, port: 0 }).expect("there is data");
    assert_eq!(volume.downcast::<Volume>()?.voxel_at(0)[0], 21.0);
    Ok(())
}

#[test]
fn a_module_whose_needs_are_missing_is_named_and_can_be_left_out() {
    let host = Host::new();
    let found = module::search_in(&[ivw_tests::target_dir()], &["receiver", "fixture"]);
    host.load_found(&found);
    let modules = host.modules();
    let error = modules[0].error().expect("it needs another one").to_string();
    assert!(error.contains("\"Receiver\"") && error.contains("\"Sender\""), "{error}");
    assert!(error.contains("--without Receiver"), "{error}");
    assert!(modules[1].error().is_none());
    assert!(host.factories().get(SUM).is_err());
}

#[test]
fn a_taken_identifier_keeps_only_that_processor_out() {
    let host = Host::new();
    let found = module::search_in(&[ivw_tests::target_dir()], &["fixture"]);
    let reports = module::load_found(&found, |module| host.for_module(&module.info().name));
    let Outcome::Loaded { info, processors, refused, load_ms } = &reports[0].outcome else {
        panic!("{}", reports[0])
    };
    assert_eq!((info.name.as_str(), info.abi), ("Fixture", ABI_VERSION));
    let mut expected =
        [DOUBLE, PANIC_IN_CREATE, PANIC_IN_PROCESS, PANIC_IN_DROP, ENDLESS, ABSURD, THREADS];
    expected.sort_unstable();
    assert_eq!(processors, &expected);
    let refused: Vec<_> = refused.iter().map(ToString::to_string).collect();
    assert_eq!(refused.len(), 2, "{refused:?}");
    assert!(refused[0].contains("the declaration of PanicInDeclare panicked"), "{refused:?}");
    assert!(refused[1].contains(DOUBLE), "{refused:?}");
    assert!(*load_ms > 0.0);
    assert!(host.factories().get(DOUBLE).is_ok());
}

#[test]
fn a_file_is_opened_once_by_whatever_name_and_a_reload_is_another_library() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = module_path("fixture");
    let link = folder.path().join("link.so");
    std::os::unix::fs::symlink(&path, &link)?;
    let mapped = || {
        let maps = std::fs::read_to_string("/proc/self/maps").expect("Linux has it");
        maps.lines().filter(|l| l.contains(" 00000000 ") && l.contains("ivw_module_")).count()
    };

    let begin = Instant::now();
    module::load(&path)?;
    let first = begin.elapsed();
    let begin = Instant::now();
    module::load(&link)?;
    let second = begin.elapsed();
    let begin = Instant::now();
    let n_mapped = mapped();
    let copy = module::reload(&path)?;
    eprintln!("load {first:?}, again {second:?}, reload {:?}", begin.elapsed());
    assert!(mapped() > n_mapped);

    // The copy starts on its own, beside the first one.
    let host = Host::new();
    copy.start(host.for_module("Fixture"))?;
    assert!(host.add(DOUBLE).is_ok());
    Ok(())
}

#[test]
fn a_panic_while_starting_leaves_nothing_behind() {
    if !run_alone("a_panic_while_starting_leaves_nothing_behind", &[("IVW_FIXTURE_PANIC", "1")]) {
        return;
    }
    let host = Host::new();
    let module = module::load(&module_path("fixture")).expect("it loads");
    let error = module.start(host.for_module("Fixture")).expect_err("it was asked to panic");
    assert!(error.to_string().contains("module \"Fixture\": "), "{error}");
    assert!(error.to_string().contains("asked to panic"), "{error}");
    assert!(host.factories().classes().is_empty());
}

#[test]
fn a_module_that_fails_to_prepare_does_not_start_and_others_do() {
    let name = "a_module_that_fails_to_prepare_does_not_start_and_others_do";
    if !run_alone(name, &[("IVW_FIXTURE_PANIC", "prepare")]) {
        return;
    }
    let found = ["fixture", "sender"].map(|name| Found {
        name: name.to_owned(),
        path: Some(module_path(name)),
        searched: Vec::new(),
    });
    let host = Host::new();
    host.load_found(&found);
    let reports = host.modules();
    let error = reports[0].error().expect("it was asked to panic").to_string();
    assert!(error.contains("module \"Fixture\": "), "{error}");
    assert!(error.contains("asked to panic ahead"), "{error}");
    assert!(matches!(reports[1].outcome, Outcome::Loaded { .. }), "{}", reports[1]);
}

#[test]
fn what_a_module_logs_reaches_the_listeners_of_the_host_by_its_own_target() {
    // A process of its own: what others listen to decides which details are asked for.
    if !run_alone("what_a_module_logs_reaches_the_listeners_of_the_host_by_its_own_target", &[]) {
        return;
    }
    let capture = Capture::new(100);
    let filter = EnvFilter::new("off,ivw_module_fixture=info");
    let listener = tracing_subscriber::registry().with(filter).with(capture.clone());
    tracing::subscriber::with_default(listener, host_with_fixture);
    let records = capture.records();
    assert_eq!(records.len(), 1, "{records:?}");
    assert_eq!(records[0].target, "ivw_module_fixture");
    assert_eq!(records[0].level, tracing::Level::INFO);
    assert_eq!(records[0].message, "hello from the fixture");
    assert_eq!(records[0].fields, "answer=42 in start{module=fixture}");
}

#[test]
fn another_layout_is_refused_in_three_lines() {
    let error = check_refusal(&module_path("stranger"), "has another layout");
    assert!(error.to_string().contains("ModuleRoot"), "{error}");
    assert!(error.detail().unwrap().contains("ivw-core 1.9.2"));
}

#[test]
fn another_major_version_is_refused_and_another_minor_one_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let version = format!("{}.{}.0-ivw-core-", ABI_VERSION.0, ABI_VERSION.1);
    let next = format!("{}.{}.0-ivw-core-", ABI_VERSION.0 + 1, ABI_VERSION.1);
    let path = altered_fixture(folder.path(), &version, &next);
    check_refusal(&path, "was built for another version of ivw");

    let folder = tempfile::tempdir().unwrap();
    let later = format!("{}.{}.0-ivw-core-", ABI_VERSION.0, ABI_VERSION.1 + 1);
    let path = altered_fixture(folder.path(), &version, &later);
    assert!(module::load(&path).is_ok());
}

#[test]
fn a_library_without_a_root_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = c_library(folder.path(), "int answer(void) { return 42; }");
    check_refusal(&path, "is a library, but not an ivw module");
}

#[test]
fn a_root_of_something_else_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let code = "const char _1as_0lib_1header_0root_bmodule_bloader[256] = \"something else\";";
    let path = c_library(folder.path(), code);
    check_refusal(&path, "has another foundation");
}

#[test]
fn a_library_that_lacks_something_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let code = "int missing(void); int answer(void) { return missing(); }";
    let path = c_library(folder.path(), code);
    check_refusal(&path, "undefined symbol: missing");
}

#[test]
fn a_text_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(module::library_name("text"));
    std::fs::write(&path, "this is no library, however long it may be or become").unwrap();
    check_refusal(&path, "cannot be opened as a library");
    check_refusal(&folder.path().join("nowhere.so"), "cannot be read");
}

#[test]
fn bad_modules_in_a_folder_do_not_keep_out_the_good_one() {
    let folder = tempfile::tempdir().unwrap();
    let name = |name| folder.path().join(module::library_name(name));
    std::fs::write(name("a_text"), "no library").unwrap();
    for good in ["fixture", "stranger"] {
        std::fs::copy(module_path(good), name(good)).unwrap();
    }
    let host = Host::new();
    host.load_modules(&["nowhere"], &[folder.path().to_owned()]);
    let outcome = |name: &str| {
        let report = host.modules().into_iter().find(|report| report.name == name);
        report.expect("every module has a report").error().is_none()
    };
    assert_eq!(
        ["nowhere", "a_text", "stranger", "fixture"].map(outcome),
        [false, false, false, true]
    );
    assert!(host.add(DOUBLE).is_ok());
}
