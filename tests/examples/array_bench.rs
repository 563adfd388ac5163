//! What arrays cost on their way between numpy and volumes: `cargo xtask bench examples`.
//!
//! Runs a script in the embedded Python and prints its JSON lines, times in seconds.

use ivw_core::error::Result;
use ivw_core::host::Host;
use ivw_core::script::ScriptRequest;

const SCRIPT: &str = r#"
import json, statistics, sys, time
import numpy as np
from inviwopy.data import Volume

n, repeat, path = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]


def median(work, repeat=repeat):
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        kept = work()
        times.append(time.perf_counter() - start)
        del kept
    return statistics.median(times)


array = np.random.default_rng(7).random((n, n, n), dtype=np.float32)
volume = Volume(array)
assert np.shares_memory(volume.data, volume.data) and not np.shares_memory(volume.data, array)
lines = [
    {"case": f"Volume(array) of {n}^3 f32 against np.copy",
     "ours_s": median(lambda: Volume(array)), "theirs_s": median(lambda: np.copy(array)), "at_most": 1.3},
    {"case": f"volume.data of {n}^3 f32",
     "ours_s": median(lambda: [volume.data for _ in range(1000)], 20) / 1000, "at_most": 3e-6},
    {"case": f"Volume(transposed array) of {n}^3 f32 against np.ascontiguousarray",
     "ours_s": median(lambda: Volume(array.T)), "theirs_s": median(lambda: np.ascontiguousarray(array.T)),
     "at_most": 1.3},
]
with open(path, "w") as file:
    file.writelines(json.dumps(line) + "\n" for line in lines)
"#;

fn main() -> Result<()> {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let [n, repeat] = if quick { ["256", "5"] } else { ["512", "7"] };
    let host = Host::new();
    host.load_modules(&["python3"], &[]);
    let engine = host.script_engine()?;
    let folder = tempfile::tempdir()?;
    let (script, lines) = (folder.path().join("arrays.py"), folder.path().join("lines.json"));
    std::fs::write(&script, SCRIPT)?;
    let arguments = vec![n.to_owned(), repeat.to_owned(), lines.to_string_lossy().into_owned()];
    engine.request(&ScriptRequest::Run { path: script, arguments })?;
    print!("{}", std::fs::read_to_string(lines)?);
    Ok(())
}
