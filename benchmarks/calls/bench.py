"""What a call costs from each language, beside C: bench.py BUILD [LANGUAGE…]

Builds calls.* with the bindings, runs C's program and a language's in turn and prints medians, and how many times C's
they are. What isn't installed here is said; `./dev test bindings` installs it.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from measure import result

HERE = Path(__file__).resolve().parent
BINDINGS = HERE.parents[1] / "bindings"
TURNS = 3
WHAT = ("call", "rank", "facts")
SIZES = {"call": 1, "rank": 1_000_000, "facts": 1_000_000}


class Missing(Exception):
    """A tool that a language needs isn't here."""


class Place:
    """Where the library is installed, and where a language's program is built."""

    def __init__(self, build: Path, language: str):
        self.prefix = build / "benchmarks" / "calls" / "prefix"
        self.library = next(self.prefix.rglob("libgiaingan.so.1"))
        self.work = build / "benchmarks" / "calls" / language
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        self.environment = {
            **os.environ,
            "LD_LIBRARY_PATH": str(self.library.parent),
            "PKG_CONFIG_PATH": str(self.library.parent / "pkgconfig"),
            "GIAINGAN_LIBRARY": str(self.library),
            "GIAINGAN_PREFIX": str(self.prefix),
            "GIAINGAN_ROOT": str(BINDINGS.parent),
        }

    def make(self, *command: object) -> str:
        if shutil.which(str(command[0])) is None:
            raise Missing(f"{command[0]} is not installed")
        done = subprocess.run([str(part) for part in command], cwd=self.work, env=self.environment, capture_output=True,
                              text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{command[0]}: {done.stdout}{done.stderr}")
        return done.stdout


def c(place: Place) -> list[object]:
    place.make("cc", "-std=c11", "-O2", HERE / "calls.c", "-I", place.prefix / "include", "-L", place.library.parent,
               "-lgiaingan", "-o", "calls")
    return [place.work / "calls"]


def cobol(place: Place) -> list[object]:
    place.make("cobc", "-x", "-O2", "-free", "-fnotrunc", "-I", BINDINGS / "cobol", "-L", place.library.parent,
               "-lgiaingan", "-Q", "-Wl,--no-as-needed", "-o", "calls", HERE / "calls.cob")
    return [place.work / "calls"]


def dotnet(place: Place) -> list[object]:
    sources = sorted((BINDINGS / "dotnet" / "Giaingan").glob("*.cs"))
    place.make("mcs", "-optimize+", "-langversion:7.2", "-target:library", "-out:Giaingan.dll", *sources)
    place.make("mcs", "-optimize+", "-langversion:7.2", "-r:Giaingan.dll", "-out:calls.exe", HERE / "Calls.cs")
    return ["mono", place.work / "calls.exe"]


def go(place: Place) -> list[object]:
    shutil.copy(HERE / "calls.go", place.work)
    (place.work / "go.mod").write_text("module calls\n\ngo 1.22\n\nrequire giaingan v0.0.0\n\n"
                                       f"replace giaingan => {BINDINGS / 'go'}\n")
    place.make("go", "build", "-o", "calls", ".")
    return [place.work / "calls"]


def java_of(place: Place, home: Path | None) -> list[object]:
    if home is not None:
        place.environment["JAVA_HOME"] = str(home)
    place.make("mvn", "--quiet", "--batch-mode", "--file", BINDINGS / "java" / "pom.xml",
               f"-Dgiaingan.target={place.work / 'target'}", "compile", "dependency:build-classpath",
               f"-Dmdep.outputFile={place.work / 'classpath'}")
    classes = place.work / "target" / "classes"
    path = ":".join(str(part) for part in (classes / "META-INF" / "versions" / "22", classes,
                                           (place.work / "classpath").read_text().strip(), place.work))
    tools = "" if home is None else f"{home}/bin/"
    place.make(f"{tools}javac", "-cp", path, "-d", ".", HERE / "Calls.java")
    current = [] if home is None else ["--enable-native-access=ALL-UNNAMED"]
    folder = place.library.parent
    return [f"{tools}java", "-Xmx2g", *current, f"-Djna.library.path={folder}", f"-Djava.library.path={folder}", "-cp", path,
            "Calls"]


def java(place: Place) -> list[object]:
    return java_of(place, None)


def java_ffm(place: Place) -> list[object]:
    for file in sorted(Path("/usr/lib/jvm").glob("*/release")):
        version = re.search(r'^JAVA_VERSION="(\d+)', file.read_text(), re.M)
        if version and int(version.group(1)) >= 22:
            return java_of(place, file.parent)
    raise Missing("no JDK of release 22 or later is here")


def node(place: Place) -> list[object]:
    shutil.copytree(BINDINGS / "node", place.work / "node_modules" / "giaingan")
    shutil.copy(HERE / "calls.mjs", place.work)
    place.make("npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock", "--prefix",
               place.work / "node_modules" / "giaingan")
    return ["node", "--max-old-space-size=4096", place.work / "calls.mjs"]


def php(place: Place) -> list[object]:
    place.make("php", "--version")
    return ["php", "-d", "ffi.enable=1", "-d", "memory_limit=-1", HERE / "calls.php", BINDINGS / "php"]


def python(place: Place) -> list[object]:
    place.make(sys.executable, "-m", "venv", "environment")
    place.make(place.work / "environment" / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", "numpy",
               "pyarrow")
    package = shutil.copytree(BINDINGS / "python" / "src" / "giaingan", place.work / "giaingan")
    shutil.copy(place.library, Path(package) / "libgiaingan.so.1")
    place.environment["PYTHONPATH"] = str(place.work)
    return [place.work / "environment" / "bin" / "python", HERE / "calls.py"]


def rust(place: Place) -> list[object]:
    (place.work / "src").mkdir()
    shutil.copy(HERE / "calls.rs", place.work / "src" / "main.rs")
    shutil.copytree(BINDINGS / "rust", place.work / "crates")
    (place.work / "Cargo.toml").write_text('[package]\nname = "calls"\nversion = "0.1.0"\nedition = "2021"\n\n'
                                           '[dependencies]\ngiaingan = { path = "crates/giaingan" }\n')
    place.make("cargo", "build", "--release", "--quiet")
    return [place.work / "target" / "release" / "calls"]


LANGUAGES: dict[str, Callable[[Place], list[object]]] = {
    "cobol": cobol, "dotnet": dotnet, "go": go, "java": java, "java-ffm": java_ffm, "node": node, "php": php, "python": python, "rust": rust,
}


def run(place: Place, command: list[object]) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {}
    for line in place.make(*command).splitlines():
        name, value = line.split()
        times.setdefault(name, []).append(float(value))
    return times


def measured(yardstick: tuple[Place, list[object]], place: Place, command: list[object]) -> None:
    ours: dict[str, list[float]] = {}
    theirs: dict[str, list[float]] = {}
    for _ in range(TURNS):
        for times, into in ((run(*yardstick), ours), (run(place, command), theirs)):
            for name, values in times.items():
                into.setdefault(name, []).extend(values)
    if set(ours["sum"]) != set(theirs["sum"]):
        raise RuntimeError(f"{place.work.name} ranks otherwise than C")
    times = {name: (statistics.median(ours[name]), statistics.median(theirs[name])) for name in WHAT}
    print(f"| {place.work.name} | {times['call'][1] * 1e9:,.0f} | {times['rank'][1] * 1e3:,.1f} | "
          f"{times['facts'][1] * 1e3:,.0f} |", flush=True)
    for name, (own, other) in times.items():
        result(f"calls-{name}", SIZES[name], place.work.name, other / own)


def main() -> None:
    build = Path(sys.argv[1]).resolve()
    wanted = sys.argv[2:] or list(LANGUAGES)
    prefix = build / "benchmarks" / "calls" / "prefix"
    subprocess.run(["cmake", "--install", str(build), "--prefix", str(prefix)], check=True, stdout=subprocess.DEVNULL)
    yardstick_place = Place(build, "c")
    yardstick = (yardstick_place, c(yardstick_place))
    print("| | a call, ns | a million units ranked, ms | a million rows of facts, ms |\n|---|---|---|---|")
    first = run(*yardstick)
    print(f"| c | {statistics.median(first['call']) * 1e9:,.0f} | {statistics.median(first['rank']) * 1e3:,.1f} | "
          f"{statistics.median(first['facts']) * 1e3:,.0f} |")
    for language in wanted:
        try:
            place = Place(build, language)
            measured(yardstick, place, LANGUAGES[language](place))
        except Missing as missing:
            print(f"{language} is not measured: {missing}", flush=True)


if __name__ == "__main__":
    main()
