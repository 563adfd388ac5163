//! What a property costs from Python: `cargo xtask bench examples`.
//!
//! Runs a script in the embedded Python and prints its JSON lines, times in seconds.
//! Properties are those of a processor in the network, where everybody may ask for them.

use ivw_core::error::Result;
use ivw_core::host::Host;
use ivw_core::script::ScriptRequest;

const SCRIPT: &str = r#"
import json, sys, timeit
import inviwopy as ivw
from inviwopy.properties import *

repeat, path = int(sys.argv[1]), sys.argv[2]


class Holder(ivw.Processor):
    def __init__(self, id, name):
        ivw.Processor.__init__(self, id, name)
        self.number = FloatProperty("number", "Number", 0.5)
        self.vector = FloatVec3Property("vector", "Vector")
        self.file = FileProperty("file", "File", "x")
        self.addProperties([self.number, self.vector, self.file])

    @staticmethod
    def processorInfo():
        return ivw.ProcessorInfo("org.test.Holder", "Holder")

    def getProcessorInfo(self):
        return self.processorInfo()

    def process(self):
        n = 20_000
        for what, statement, limit in [
            ("get a float", "number.value", 500e-9),
            ("set a float", "number.value = next(values)", 500e-9),
            ("get a vec3", "vector.value", 500e-9),
            ("get a path", "file.value", None),
        ]:
            values = iter([i / n for i in range(n)] * repeat)
            names = {"number": self.number, "vector": self.vector, "file": self.file, "values": values}
            best = min(timeit.repeat(statement, globals=names, number=n, repeat=repeat)) / n
            lines.append({"case": f"{what} of a property in process()", "ours_s": best, "at_most": limit})


lines = []
ivw.app.network.addProcessor(Holder("Holder", "Holder"))
assert lines, "the processor did not run"
with open(path, "w") as file:
    file.writelines(json.dumps({k: v for k, v in line.items() if v is not None}) + "\n" for line in lines)
"#;

fn main() -> Result<()> {
    let quick = std::env::args().any(|argument| argument == "--quick");
    let repeat = if quick { "5" } else { "25" };
    let host = Host::new();
    host.load_modules(&["python3"], &[]);
    let engine = host.script_engine()?;
    let folder = tempfile::tempdir()?;
    let (script, lines) = (folder.path().join("properties.py"), folder.path().join("lines.json"));
    std::fs::write(&script, SCRIPT)?;
    let arguments = vec![repeat.to_owned(), lines.to_string_lossy().into_owned()];
    engine.request(&ScriptRequest::Run { path: script, arguments })?;
    print!("{}", std::fs::read_to_string(lines)?);
    Ok(())
}
