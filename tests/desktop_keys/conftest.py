"""The real program on a real X server, its keys pressed by their places on the keyboard."""

import ctypes
import os
import shutil
import subprocess
import sys

import pytest

#: X key codes: places on the keyboard, the same under every layout.
PLACES = {
    **{f"keypad {n}": code for n, code in enumerate((90, 87, 88, 89, 83, 84, 85, 79, 80, 81))},
    **{str(n % 10): 9 + n for n in range(1, 11)},
    "Escape": "Escape", "Enter": 36, "keypad Enter": 104, "NumLock": 77, "Control": 37, "Shift": 50,
    "Alt": 64,
    "keypad /": 106, "keypad *": 63, "keypad -": 82, "keypad +": 86, "keypad .": 91,
    "Up": 111, "Down": 116, "Left": 113, "Right": 114, "Delete": 119,
    "F1": 67, "F2": 68, "F4": 70, "F6": 72,
    "Q": 24, "Y": 29, "Z": 52, "X": 53, "C": 54, "V": 55, "A": 38, "F": 41,
}  # fmt: skip


@pytest.fixture(scope="session")
def x_server():
    """Start an X server with an English keyboard; gives its display."""
    for program in ("Xvfb", "xdotool", "setxkbmap"):
        if shutil.which(program) is None:
            pytest.fail(f"{program} is needed: the keys are proved on a real X server", pytrace=False)
    ours, theirs = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(theirs,),
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    with os.fdopen(ours) as told:
        number = told.readline().strip()
    yield f":{number}"
    server.terminate()
    server.wait(10)


class Keyboard:
    """Ten fingers on the keyboard of one X server, and the program they work in."""

    def __init__(self, display, layout, path):
        self.environment = {
            **os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11",
            "QT_XCB_GL_INTEGRATION": "none",
        }  # fmt: skip
        self.display = display
        subprocess.run(["setxkbmap", "-layout", layout], env=self.environment, check=True)
        self.program = subprocess.Popen(
            [sys.executable, "-m", "gcm_desktop", str(path)], env=self.environment
        )
        self.window = self.find(f"^{path.stem} — ")
        self._do("windowfocus", "--sync", self.window)

    def find(self, title):
        """Wait for a window on screen by the beginning of its title."""
        found = self._do("search", "--sync", "--onlyvisible", "--name", title)
        return found.split()[-1]

    def _do(self, *words):
        done = subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, timeout=30
        )
        assert done.returncode == 0, (done.stderr, self.program.poll())
        return done.stdout

    def press(self, *keys):
        """Press keys by their places; ``Control Z`` holds the first while the second is pressed."""
        chords = ["+".join(str(PLACES[part]) for part in self._parts(key)) for key in keys]
        self._do("key", "--delay", "8", *chords)

    @staticmethod
    def _parts(key):
        return key.split(" ") if key.startswith(("Control ", "Shift ", "Alt ")) else [key]

    def keypad(self, digits):
        """Type figures with one hand on the keypad and keep them."""
        self.press(*(f"keypad {digit}" for digit in digits), "keypad Enter")

    def close(self):
        """Close the window as its frame would; comes back when the file is closed."""
        ask_to_close(self.display, int(self.window))
        self.find("^GCM Desktop$")
        self.end()

    def end(self):
        self.program.kill()
        self.program.wait(10)


class _ClientMessage(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int), ("serial", ctypes.c_ulong), ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p), ("window", ctypes.c_ulong), ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int), ("data", ctypes.c_long * 5), ("room", ctypes.c_long * 24),
    )  # fmt: skip


def ask_to_close(display, window):
    """Send WM_DELETE_WINDOW, which comes after every key pressed before."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    opened = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
    message = _ClientMessage(33, 0, 1, opened, window, x11.XInternAtom(opened, b"WM_PROTOCOLS", 0), 32)
    message.data[0] = x11.XInternAtom(opened, b"WM_DELETE_WINDOW", 0)
    x11.XSendEvent(opened, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message))
    x11.XCloseDisplay(opened)


@pytest.fixture
def keyboard(x_server):
    """Start the program under a layout; it is ended after the test."""
    used = []

    def start(layout, path):
        used.append(Keyboard(x_server, layout, path))
        return used[-1]

    yield start
    for one in used:
        one.end()
