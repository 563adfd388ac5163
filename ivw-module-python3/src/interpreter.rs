//! Starts a Python inside this process, and runs what sets it up.
//!
//! Nothing here links libpython: the chosen one is opened for all libraries to see, and a dozen
//! functions of its stable interface are looked up by name.

#![allow(unsafe_code)]

use crate::choice::Python;
use ivw_core::error::{Error, Result};
use libloading::os::unix::{Library, RTLD_GLOBAL, RTLD_NOW};
use std::ffi::{CStr, CString, c_char, c_int, c_void};
use std::ptr::null_mut;

type Object = *mut c_void;

/// Functions of the stable interface of CPython 3.10 and later.
struct Functions {
    is_initialized: unsafe extern "C" fn() -> c_int,
    set_program_name: unsafe extern "C" fn(*const libc::wchar_t),
    decode_locale: unsafe extern "C" fn(*const c_char, *mut usize) -> *mut libc::wchar_t,
    initialize: unsafe extern "C" fn(c_int),
    save_thread: unsafe extern "C" fn() -> *mut c_void,
    ensure: unsafe extern "C" fn() -> c_int,
    release: unsafe extern "C" fn(c_int),
    compile: unsafe extern "C" fn(*const c_char, *const c_char, c_int) -> Object,
    evaluate: unsafe extern "C" fn(Object, Object, Object) -> Object,
    import: unsafe extern "C" fn(*const c_char) -> Object,
    new_dict: unsafe extern "C" fn() -> Object,
    set_item: unsafe extern "C" fn(Object, *const c_char, Object) -> c_int,
    item: unsafe extern "C" fn(Object, *const c_char) -> Object,
    text: unsafe extern "C" fn(*const c_char) -> Object,
    bytes: unsafe extern "C" fn(Object, *mut isize) -> *const c_char,
    forget: unsafe extern "C" fn(Object),
    clear_error: unsafe extern "C" fn(),
}

/// A running Python.
pub struct Interpreter {
    functions: Functions,
}

impl Interpreter {
    /// Opens the library of a Python and starts it, if it does not run already.
    pub fn start(python: &Python) -> Result<Self> {
        let what = format!("Python \"{}\"", python.executable.display());
        // SAFETY: opening libpython runs no code of it but constructors that every program runs.
        let library = unsafe { Library::open(Some(&python.library), RTLD_NOW | RTLD_GLOBAL) };
        let library = library.map_err(|error| {
            Error::new(format!("its library can't be opened: {error}"))
                .hint("check the installation of this Python")
                .at(&what)
        })?;
        let functions = Functions::find(&library).map_err(|error| error.at(&what))?;
        // A running interpreter's library is never closed.
        std::mem::forget(library);
        let interpreter = Self { functions };
        interpreter.initialize(python)?;
        Ok(interpreter)
    }

    fn initialize(&self, python: &Python) -> Result<()> {
        let f = &self.functions;
        let name = CString::new(python.executable.as_os_str().as_encoded_bytes())
            .map_err(|_| Error::new("the path of Python contains a zero byte"))?;
        // SAFETY: the functions have the signatures of CPython's stable interface; the program's name
        // is never freed, as CPython keeps the pointer.
        unsafe {
            if (f.is_initialized)() != 0 {
                return Ok(());
            }
            let name = (f.decode_locale)(name.as_ptr(), null_mut());
            if name.is_null() {
                return Err(Error::new("the path of Python can't be decoded"));
            }
            (f.set_program_name)(name);
            (f.initialize)(0);
        }
        // `threading` has to meet the thread that starts the interpreter, or takes another one for it.
        let threading = self.run_attached("import threading", "<start>", &[]);
        // SAFETY: this thread holds the interpreter since it was initialised, and gives it up for
        // whoever attaches next.
        unsafe { (f.save_thread)() };
        threading
    }

    /// Runs code with some texts as its global variables.
    ///
    /// Code reports a failure by leaving a text in the variable `problem`.
    pub fn run(&self, code: &str, name: &str, variables: &[(&str, &str)]) -> Result<()> {
        // SAFETY: the interpreter runs; what is ensured is released on this thread.
        let state = unsafe { (self.functions.ensure)() };
        let result = self.run_attached(code, name, variables);
        // SAFETY: as above.
        unsafe { (self.functions.release)(state) };
        result
    }

    fn run_attached(&self, code: &str, name: &str, variables: &[(&str, &str)]) -> Result<()> {
        const FILE_INPUT: c_int = 257;
        let f = &self.functions;
        let c = |text: &str| {
            CString::new(text).map_err(|_| Error::new("a text for Python contains a zero byte"))
        };
        let (code, name) = (c(code)?, c(name)?);
        let variables = variables
            .iter()
            .map(|(name, value)| Ok((c(name)?, c(value)?)))
            .collect::<Result<Vec<_>>>()?;
        // SAFETY: this thread holds the interpreter; every new reference is given back once, and
        // results are checked for null before they are used.
        unsafe {
            let globals = (f.new_dict)();
            let builtins = (f.import)(c"builtins".as_ptr());
            (f.set_item)(globals, c"__builtins__".as_ptr(), builtins);
            (f.forget)(builtins);
            for (name, value) in &variables {
                let value = (f.text)(value.as_ptr());
                if value.is_null() {
                    (f.clear_error)();
                    (f.forget)(globals);
                    return Err(Error::new("a text for Python is not valid Unicode"));
                }
                (f.set_item)(globals, name.as_ptr(), value);
                (f.forget)(value);
            }
            let compiled = (f.compile)(code.as_ptr(), name.as_ptr(), FILE_INPUT);
            let result = match compiled.is_null() {
                true => null_mut(),
                false => (f.evaluate)(compiled, globals, globals),
            };
            if !compiled.is_null() {
                (f.forget)(compiled);
            }
            let has_failed = result.is_null();
            if has_failed {
                (f.clear_error)();
            } else {
                (f.forget)(result);
            }
            // A borrowed reference, or null.
            let problem = (f.item)(globals, c"problem".as_ptr());
            let problem = match problem.is_null() {
                true => None,
                false => {
                    let bytes = (f.bytes)(problem, null_mut());
                    match bytes.is_null() {
                        true => {
                            (f.clear_error)();
                            None
                        }
                        false => Some(CStr::from_ptr(bytes).to_string_lossy().into_owned()),
                    }
                }
            };
            (f.forget)(globals);
            match (problem, has_failed) {
                (Some(problem), _) => Err(Error::new(problem)),
                (None, true) => Err(Error::new(format!("{} failed", name.to_string_lossy()))),
                (None, false) => Ok(()),
            }
        }
    }
}

impl Functions {
    fn find(library: &Library) -> Result<Self> {
        macro_rules! find {
            ($($field:ident: $name:literal),* $(,)?) => {
                Self {$(
                    // SAFETY: the field's type is the signature of this function in CPython's
                    // stable interface.
                    $field: *unsafe { library.get($name.as_bytes()) }.map_err(|_| {
                        Error::new(concat!("its library has no function ", $name))
                            .hint("use an ordinary build of Python 3.10 or later")
                    })?,
                )*}
            };
        }
        Ok(find! {
            is_initialized: "Py_IsInitialized",
            set_program_name: "Py_SetProgramName",
            decode_locale: "Py_DecodeLocale",
            initialize: "Py_InitializeEx",
            save_thread: "PyEval_SaveThread",
            ensure: "PyGILState_Ensure",
            release: "PyGILState_Release",
            compile: "Py_CompileString",
            evaluate: "PyEval_EvalCode",
            import: "PyImport_ImportModule",
            new_dict: "PyDict_New",
            set_item: "PyDict_SetItemString",
            item: "PyDict_GetItemString",
            text: "PyUnicode_FromString",
            bytes: "PyUnicode_AsUTF8AndSize",
            forget: "Py_DecRef",
            clear_error: "PyErr_Clear",
        })
    }
}
