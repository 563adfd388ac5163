"""What scripts ask of a desktop; without one, as much of it as makes sense."""
# Written by stubs/generate.py: change types.pyi there.

from typing import Any


def prompt(title: Any, message: Any, defaultResponse: str = '') -> Any:
    """Asks a person for a text; nobody is there to answer, so it is the default."""
def update() -> Any:
    """Lets the application do what waits: the network is up to date when this returns.

    Scripts call it in their loops; who stops a script ends it here at the latest."""
def waitForNetwork(app: Any = None, maxJobs: int = 0) -> Any:
    """Waits until the network is up to date."""
