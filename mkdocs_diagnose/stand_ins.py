"""What the shipped library holds in place of modules that Pyodide loads at every start only to offer them.

This tool awaits nothing in Python, installs no package and reads no file of one. Without an event loop, an unpacker and
paths Python starts a tenth sooner, and 280 kB need not be fetched. Each stand-in has just the names that the start asks for.
"""

STAND_INS = {
    "pyodide/__init__.py": "from . import _state",
    "asyncio/__init__.py": """
def get_event_loop():
    raise RuntimeError("there is no event loop")
""",
    "importlib/resources/__init__.py": "",
    "importlib/resources/abc.py": "__all__ = ()",
    "pyodide/_package_loader.py": """
class Folder:
    def __init__(self, path):
        self.path = path

    def __str__(self):
        return self.path


SITE_PACKAGES = Folder("/lib/python3.13/site-packages")
DSO_DIR = Folder("/usr/lib")


def init_loaded_packages():
    pass  # there are none
""",
}
