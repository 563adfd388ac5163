//! Arrays of any layout in memory, in and out of volumes, layers and buffers, in both orders of axes.

use ivw_core::host::Host;
use ivw_core::module;
use ivw_core::prelude::*;
use ivw_core::script::ScriptRequest;
use ivw_tests::{module_path, workspace_dir};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::sync::{Mutex, MutexGuard, OnceLock};

/// The host with Python; tests take turns.
fn host() -> MutexGuard<'static, Host> {
    static HOST: OnceLock<Mutex<Host>> = OnceLock::new();
    let host = HOST.get_or_init(|| {
        let host = Host::new();
        let venv = workspace_dir().join(".venv/bin/python");
        if std::env::var_os("IVW_PYTHON").is_none() && venv.is_file() {
            host.set_setting("python", venv.to_string_lossy());
        }
        let module = module::load(&module_path("python3")).expect("the module loads");
        module.start(host.for_module("Python3")).expect("Python starts");
        Mutex::new(host)
    });
    host.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn run(host: &Host, text: &str) -> Result<String> {
    let request = ScriptRequest::RunText { text: text.to_owned(), name: String::new() };
    Ok(host.script_engine()?.request(&request)?.text)
}

/// An array, and how it lies in memory, as `array_laws.py` makes it.
#[derive(Clone, Debug)]
struct Case {
    dtype: &'static str,
    components: usize,
    lengths: Vec<usize>,
    /// Axes with lower ranks are farther apart in memory.
    ranks: Vec<u8>,
    /// Every which element of memory is one of the array, along each axis.
    steps: Vec<i8>,
    is_swapped: bool,
    /// Bytes in front of the first element.
    shift: usize,
    order: &'static str,
    is_read_only: bool,
    seed: u32,
}

impl Case {
    fn python(&self) -> String {
        let truth = |on: bool| if on { "True" } else { "False" };
        format!(
            "{{'dtype': '{}', 'components': {}, 'lengths': {:?}, 'ranks': {:?}, 'steps': {:?}, \
             'swapped': {}, 'shift': {}, 'order': '{}', 'read_only': {}, 'seed': {}}}",
            self.dtype,
            self.components,
            self.lengths,
            self.ranks,
            self.steps,
            truth(self.is_swapped),
            self.shift,
            self.order,
            truth(self.is_read_only),
            self.seed
        )
    }
}

fn cases() -> impl Strategy<Value = Case> {
    let dtypes = ["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8"];
    let layout = (
        proptest::collection::vec(1_usize..6, 1..4),
        proptest::collection::vec(any::<u8>(), 4),
        proptest::collection::vec(proptest::sample::select(vec![1_i8, 2, 3, -1, -2]), 4),
        0_usize..8,
    );
    let kind = (
        proptest::sample::select(dtypes.to_vec()),
        1_usize..5,
        any::<bool>(),
        proptest::sample::select(vec!["zyx", "xyz"]),
        any::<bool>(),
        any::<u32>(),
    );
    (layout, kind).prop_map(|((lengths, ranks, steps, shift), kind)| {
        let (dtype, components, is_swapped, order, is_read_only, seed) = kind;
        Case {
            dtype,
            components,
            lengths,
            ranks,
            steps,
            is_swapped,
            shift,
            order,
            is_read_only,
            seed,
        }
    })
}

#[test]
fn arrays_of_any_layout_go_in_and_out_in_both_orders() -> Result<()> {
    let host = host();
    let folder = workspace_dir().join("ivw-module-python3/inviwopy/tests");
    run(&host, &format!("import sys; sys.path.insert(0, r'{}')", folder.display()))?;
    run(&host, "import array_laws")?;
    let config = ProptestConfig { cases: 500, failure_persistence: None, ..Default::default() };
    TestRunner::new(config)
        .run(&cases(), |case| {
            run(&host, &format!("array_laws.check({})", case.python()))
                .map(|_| ())
                .map_err(|error| TestCaseError::fail(error.to_string()))
        })
        .map_err(|error| Error::new(error.to_string()))
}

#[test]
fn the_run_may_ask_for_the_older_order() -> Result<()> {
    let host = host();
    let made =
        "import numpy as np; from inviwopy import data; v = data.Volume(np.zeros((2, 3, 4)))";
    run(&host, made)?;
    assert_eq!(run(&host, "tuple(v.dimensions)")?, "(4, 3, 2)");
    host.set_setting("numpy-order", "xyz");
    run(&host, made)?;
    let (dims, shape) = (run(&host, "tuple(v.dimensions)"), run(&host, "v.data.shape"));
    host.set_setting("numpy-order", "sideways");
    let error = run(&host, made).unwrap_err().to_string();
    host.set_setting("numpy-order", "zyx");
    assert_eq!((dims?.as_str(), shape?.as_str()), ("(2, 3, 4)", "(2, 3, 4)"));
    assert!(error.contains("set it to zyx or xyz"), "{error}");
    Ok(())
}
