"""Who is told what scripts log."""

import sys
import threading

from . import _core
from ._core import LogAudience, LogLevel, LogVerbosity, MessageBreakLevel


def _line(source, level, file, function, line, msg):
    place = f" ({file}:{line} {function})" if file else ""
    return f"{level.name:<5} {source}: {msg}{place}" if source else f"{level.name:<5} {msg}{place}"


class Logger:
    """Is told what is logged: override `log`."""

    def log(
        self,
        source="",
        level=LogLevel.Info,
        audience=LogAudience.Developer,
        file="",
        function="",
        line=0,
        msg="",
    ):
        raise NotImplementedError(f"{type(self).__name__} has to have a method log")

    def logProcessor(self, processor, level, audience, msg, file="", function="", line=0):
        """Logs what a processor says."""
        self.log(processor.identifier, level, audience, file, function, line, msg)

    def logNetwork(self, level, audience, msg, file="", function="", line=0):
        """Logs what the network says."""
        self.log("ProcessorNetwork", level, audience, file, function, line, msg)

    def logAssertion(self, file, function, line, msg):
        """Logs that a promise was broken."""
        self.log("Assertion", LogLevel.Error, LogAudience.Developer, file, function, line, msg)


class ConsoleLogger(Logger):
    """Prints what is logged: errors and warnings to the error output."""

    def log(
        self,
        source="",
        level=LogLevel.Info,
        audience=LogAudience.Developer,
        file="",
        function="",
        line=0,
        msg="",
    ):
        level = LogLevel(level)
        output = sys.__stdout__ if level == LogLevel.Info else sys.__stderr__
        if output is not None:
            print(_line(source, level, file, function, line, msg), file=output)


class FileLogger(Logger):
    """Appends what is logged to a file."""

    def __init__(self, file):
        self._path = str(file)
        # Whoever can't be written to should say so now.
        open(self._path, "a", encoding="utf-8").close()

    def log(
        self,
        source="",
        level=LogLevel.Info,
        audience=LogAudience.Developer,
        file="",
        function="",
        line=0,
        msg="",
    ):
        with open(self._path, "a", encoding="utf-8") as output:
            print(_line(source, LogLevel(level), file, function, line, msg), file=output)


class LogCentral(Logger):
    """Passes on what is logged to all loggers that are registered with it."""

    _application = None
    #: From which level on messages are passed on.
    verbosity = LogVerbosity.Info
    #: Whether messages come with who called whom.
    logStacktrace = False
    #: From which level on a message stops in a debugger.
    messageBreakLevel = MessageBreakLevel.Off

    def __init__(self):
        self._loggers = []

    @staticmethod
    def get():
        """The application's: what is logged here goes to the application too."""
        if LogCentral._application is None:
            LogCentral._application = LogCentral()
        return LogCentral._application

    def registerLogger(self, logger):
        if not callable(getattr(logger, "log", None)):
            raise TypeError(f"{type(logger).__name__} is no logger: it has no method log")
        self._loggers.append(logger)

    def log(
        self,
        source="",
        level=LogLevel.Info,
        audience=LogAudience.Developer,
        file="",
        function="",
        line=0,
        msg="",
    ):
        level = LogLevel(level)
        if int(level) < int(self.verbosity):
            return
        if self.logStacktrace:
            import traceback

            msg += "\n" + "".join(traceback.format_stack()[:-1]).rstrip()
        if self is LogCentral._application:
            _core.log(source, level, audience, file, function, line, msg)
        for logger in self._loggers:
            logger.log(source, level, audience, file, function, line, msg)
        limits = {MessageBreakLevel.Error: 2, MessageBreakLevel.Warn: 1, MessageBreakLevel.Info: 0}
        if int(level) >= limits.get(self.messageBreakLevel, 3):
            breakpoint()


_rest = threading.local()


def handlePythonOutput(msg, isStderr):
    """Logs what was printed, in whole lines; the rest waits for its end."""
    name = "error" if isStderr else "output"
    *lines, rest = (getattr(_rest, name, "") + msg).split("\n")
    setattr(_rest, name, rest)
    for line in lines:
        (_core.logError if isStderr else _core.logInfo)(line)


for _class in (Logger, ConsoleLogger, FileLogger, LogCentral):
    _class.__module__ = "inviwopy"
handlePythonOutput.__module__ = "inviwopy"
