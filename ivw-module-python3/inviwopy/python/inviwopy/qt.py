"""What scripts ask of a desktop; without one, as much of it as makes sense."""

from . import _core


def update():
    """Lets the application do what waits: the network is up to date when this returns.

    Scripts call it in their loops; who stops a script ends it here at the latest.
    """
    _core.app.waitForPool()


def waitForNetwork(app=None, maxJobs=0):
    """Waits until the network is up to date."""
    (app or _core.app).waitForNetwork(maxJobs)


def prompt(title, message, defaultResponse=""):
    """Asks a person for a text; nobody is there to answer, so it is the default."""
    _core.logWarn(f"{title}: {message} Nobody is there to ask: it is {defaultResponse!r}.")
    return defaultResponse
