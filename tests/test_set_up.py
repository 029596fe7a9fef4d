"""What a fresh machine gets: what the lock says, whatever pip its Python brings and whatever was released since.

The index stands on the loopback.  It offers every locked package, with the metadata it really has, and of each a
newer release, too.
"""

import base64
import functools
import hashlib
import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from secondsource import catalogue
from tests.conftest import needs

ROOT = catalogue.root()
BASE = getattr(sys, "_base_executable", sys.executable)
LOCKED = re.compile(r"^([\w.-]+)==([\w.]+)(?: ; ([^\\]+?))? \\$", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
PARTS = ("student", "site", "grading", "cluster", "dev")
NOWHERE = "http://127.0.0.1:9/simple"


def module():
    spec = importlib.util.spec_from_file_location("set_up", ROOT / "requirements" / "set_up.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


set_up = module()


# --- an index of our own ------------------------------------------------------------------------


def wheel(folder, name, version, metadata, files):
    """Make a wheel; return its checksum."""
    stem = f"{re.sub(r'[-_.]+', '_', name)}-{version}"
    info = f"{stem}.dist-info"
    held = {
        **files,
        f"{info}/METADATA": metadata.encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: a test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    digests = {path: base64.urlsafe_b64encode(hashlib.sha256(data).digest()) for path, data in held.items()}
    lines = [f"{path},sha256={one.decode().rstrip('=')},{len(held[path])}" for path, one in digests.items()]
    held[f"{info}/RECORD"] = "\n".join([*lines, f"{info}/RECORD,,\n"]).encode()
    place = folder / re.sub(r"[-_.]+", "-", name).lower() / f"{stem}-py3-none-any.whl"
    place.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(place, "w") as archive:
        for path, data in held.items():
            entry = zipfile.ZipInfo(path)
            entry.external_attr = 0o100755 << 16
            archive.writestr(entry, data)
    return hashlib.sha256(place.read_bytes()).hexdigest()


def offered(folder, name, version):
    """Offer a package as locked, with what it really asks for, and a newer release; return the locked one's checksum."""
    found = importlib.metadata.distribution(name)
    metadata = found.read_text("METADATA")
    code = [file for file in found.files if name == "flit-core" and file.suffix == ".py"]  # it has work to do
    files = {file.as_posix(): file.read_binary() for file in code}
    newer = metadata.replace(f"\nVersion: {found.version}\n", f"\nVersion: {version}.1\n", 1)
    wheel(folder, name, f"{version}.1", newer, files)
    return wheel(folder, name, version, metadata, files)


def relocked(text, checksums):
    """Return a lock that names the same versions and these checksums; what is not for this machine is left out."""
    chosen = [one for one in LOCKED.findall(text) if one[:2] in checksums]
    return "".join(
        f"{name}=={version}{f' ; {marker}' if marker else ''} --hash=sha256:{checksums[name, version]}\n"
        for name, version, marker in chosen
    )


def here(name, version):
    try:
        return importlib.metadata.version(name) == version
    except importlib.metadata.PackageNotFoundError:
        return False


class Logged(SimpleHTTPRequestHandler):
    asked = []

    def log_message(self, *words):
        self.asked.append(self.path)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    """The index's address, the checksums of what it offers, and the folder it lies in."""
    folder = tmp_path_factory.mktemp("index")
    simple = folder / "simple"
    locked = {one[:2] for one in LOCKED.findall((ROOT / "requirements" / "dev.txt").read_text("utf-8"))}
    checksums = {one: offered(simple, *one) for one in locked if here(*one)}
    own = (ROOT / set_up._uv()).absolute()
    needs("uv", own.is_file())
    version = LOCKED.findall((ROOT / "requirements" / "uv.txt").read_text("utf-8"))[0][1]
    program = f'#!/bin/sh\nexec "{own}" "$@"\n'.encode()
    for one in (f"{version}.1", version):
        metadata = f"Metadata-Version: 2.1\nName: uv\nVersion: {one}\n"
        checksums["uv", one] = wheel(simple, "uv", one, metadata, {f"uv-{one}.data/scripts/uv": program})
    for name in ("pytest", "shellingham"):
        found = importlib.metadata.distribution(name)
        wheel(folder / "other", name, found.version, found.read_text("METADATA"), {"built_otherwise": b""})
    for package in [*simple.iterdir(), *(folder / "other").iterdir()]:
        links = [f'<a href="{file.name}">{file.name}</a>' for file in sorted(package.iterdir())]
        (package / "index.html").write_text("\n".join(links), encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Logged, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/simple", checksums, simple
        server.shutdown()


# --- a fresh clone, and a fresh machine -------------------------------------------------------------


class Clone:
    """A fresh clone of what sets the course up, on a machine that has nothing but Python, make and a home folder."""

    def __init__(self, folder, index):
        self.folder, self.home = folder / "course", folder / "home"
        self.address, checksums, self.offered = index
        self.home.mkdir(exist_ok=True)
        (self.folder / "secondsource").mkdir(parents=True)
        (self.folder / "requirements").mkdir()
        for name in ("Makefile", "pyproject.toml", "README.md", "LICENSE", "LICENSE-content",
                     "secondsource/__init__.py", "requirements/set-up", "requirements/set_up.py"):  # fmt: skip
            shutil.copy(ROOT / name, self.folder / name)
        for name in (*PARTS, "uv"):
            text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
            self.lock(name).write_text(relocked(text, checksums), encoding="utf-8")

    def lock(self, name):
        return self.folder / "requirements" / f"{name}.txt"

    def settings(self, **more):
        """A bare environment: nothing of ours, nothing of this machine's."""
        bare = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.home),
            "PYTHON": BASE,
            "PIP_INDEX_URL": self.address,
        }
        return {name: value for name, value in (bare | more).items() if value is not None}

    def make(self, part="student", **more):
        command = ["make", f".venv/.installed-{part}"]
        return subprocess.run(
            command, cwd=self.folder, env=self.settings(**more), capture_output=True, text=True, check=False
        )

    def with_pip(self, pip):
        """Make the environment as a Python would that brings this pip."""
        subprocess.run([BASE, "-m", "venv", "--without-pip", ".venv"], cwd=self.folder, check=True)
        zipped = pip.suffix == ".whl"
        if zipped:
            zipfile.ZipFile(pip).extractall(self.packages())
        else:
            shutil.copytree(pip, self.packages() / "pip", ignore=shutil.ignore_patterns("__pycache__"))
        return self

    def packages(self):
        return next((self.folder / ".venv" / "lib").glob("python3*")) / "site-packages"

    def versions(self):
        found = importlib.metadata.distributions(path=[str(self.packages())])
        return {one.name.lower().replace("_", "-"): one.version for one in found}

    def locked(self, part):
        text = self.lock(part).read_text("utf-8").replace(" --hash", " \\\n--hash")
        return {name.lower().replace("_", "-"): version for name, version, _ in LOCKED.findall(text)}


@pytest.fixture
def clone(tmp_path, index):
    """A fresh clone whose Python brings the pip that is here."""
    return Clone(tmp_path, index).with_pip(Path(importlib.util.find_spec("pip").origin).parent)


@pytest.fixture(scope="session")
def oldest_pip():
    """The pip that Python 3.11.0 brought, where this Python can run it: from 3.12 on, its own is the oldest there is."""
    if sys.version_info >= (3, 12):
        return Path(importlib.util.find_spec("pip").origin).parent
    folder = ROOT / ".cache" / "oldest-pip"
    if not any(folder.glob("*.whl")):
        pinned = ROOT / "requirements" / "oldest-pip.txt"
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes", "--retries", "0"]
        subprocess.run([*command, "-q", "-r", pinned, "-d", folder], capture_output=True, check=False)
    needs("oldest-pip", any(folder.glob("*.whl")))
    return next(folder.glob("*.whl"))


def test_the_oldest_pip_we_promise_installs_the_lock_and_nothing_newer(tmp_path, index, oldest_pip):
    clone = Clone(tmp_path, index).with_pip(oldest_pip)
    before = len(Logged.asked)
    made = clone.make("dev")

    assert made.returncode == 0, made.stderr
    found, locked = clone.versions(), clone.locked("dev")
    assert {name: found.get(name) for name in locked} == locked
    assert set(found) - set(locked) == {"pip", "secondsource"}
    assert len(locked) > 60
    fetched = {Path(one).name for one in Logged.asked[before:] if one.endswith(".whl")}
    assert len(fetched) == len(locked) + 1
    assert not [name for name in fetched if re.search(r"-[\d.]+\.1-py3-none-any\.whl$", name)
                and name.split("-")[1] not in {*locked.values(), clone.locked("uv")["uv"]}]  # fmt: skip


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="pip 22.3 does not run on this Python")
def test_the_same_index_stops_that_pip_by_itself(tmp_path, index, oldest_pip):
    """What the test above is worth: without uv the same lock fails, for a newer release of one package."""
    clone = Clone(tmp_path, index).with_pip(oldest_pip)
    command = [".venv/bin/python", "-m", "pip", "install", "--require-hashes", "-r", "requirements/dev.txt"]
    said = subprocess.run(
        command, cwd=clone.folder, env=clone.settings(), capture_output=True, text=True, check=False
    )

    assert said.returncode == 1
    assert "all requirements must have their versions pinned" in said.stderr
    assert "coverage[toml]" in said.stderr


@pytest.mark.parametrize("part", ["student", "grading"])
def test_locks_that_go_out_to_others_suit_the_oldest_pip_by_itself(tmp_path, index, oldest_pip, part):
    """The kit and the platforms' packages have no uv: their locks may want nothing with an extra."""
    clone = Clone(tmp_path, index).with_pip(oldest_pip)
    command = [".venv/bin/python", "-m", "pip", "install", "--dry-run", "--require-hashes", "-r"]
    said = subprocess.run(
        [*command, f"requirements/{part}.txt"], cwd=clone.folder, env=clone.settings(), capture_output=True,
        text=True, check=False,
    )  # fmt: skip

    assert said.returncode == 0, said.stderr
    assert f"pytest-{clone.locked(part)['pytest']}" in said.stdout.split("Would install")[1]


def test_a_bare_python_makes_the_environment_and_says_how_far_it_is(tmp_path, index):
    clone = Clone(tmp_path, index)
    made = clone.make()

    assert made.returncode == 0, made.stderr
    steps = re.findall(r"==> (\d) of (\d): (\w+)", made.stderr)
    assert steps == [
        ("1", "4", "making"),
        ("2", "4", "fetching"),
        ("3", "4", "installing"),
        ("4", "4", "installing"),
    ]
    assert clone.versions()["pytest"] == clone.locked("student")["pytest"]


def test_a_second_time_there_is_nothing_to_do(clone):
    assert clone.make().returncode == 0
    before = len(Logged.asked)
    again = clone.make()

    assert (again.returncode, again.stderr) == (0, "")
    assert len(Logged.asked) == before


def test_parts_add_up_and_one_never_takes_away_another(clone):
    assert clone.make("grading").returncode == 0
    assert clone.make("site").returncode == 0
    assert {"mkdocs", "pyseccomp"} <= set(clone.versions())

    clone.lock("grading").touch()
    assert clone.make("grading").returncode == 0
    assert {"mkdocs", "pyseccomp"} <= set(clone.versions())


def test_settings_of_pip_say_where_from_and_never_what(clone, tmp_path):
    """A company's pip.conf: its own index, and constraints and targets that would change what is installed."""
    (tmp_path / "constraints.txt").write_text("uv<0.1\npytest<8\n", encoding="utf-8")
    settings = clone.home / ".config" / "pip" / "pip.conf"
    other = clone.address.replace(
        "/simple", "/other"
    )  # the same versions, built otherwise, as some systems' own index
    settings.parent.mkdir(parents=True)
    settings.write_text(
        f"[global]\nindex-url = {clone.address}\nextra-index-url =\n    {other}\n    {other}\n"
        f"constraint = {tmp_path}/constraints.txt\n[install]\nuser = true\nno-binary = :all:\n",
        encoding="utf-8",
    )
    more = {
        "PIP_TARGET": f"{tmp_path}/elsewhere",
        "UV_CONSTRAINT": f"{tmp_path}/constraints.txt",
        "UV_PYTHON": "2.7",
    }
    made = clone.make(PIP_INDEX_URL=None, PIP_CONSTRAINT=f"{tmp_path}/constraints.txt", **more)

    assert made.returncode == 0, made.stderr
    assert clone.versions()["pytest"] == clone.locked("student")["pytest"]
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_of_wheels_does_where_there_is_no_index(clone, tmp_path):
    (tmp_path / "wheels").mkdir()
    for file in clone.offered.rglob("*.whl"):
        (tmp_path / "wheels" / file.name).symlink_to(file)
    made = clone.make(
        PIP_INDEX_URL=NOWHERE, PIP_NO_INDEX="True", PIP_FIND_LINKS=f"{tmp_path}/wheels {tmp_path}/none"
    )

    assert made.returncode == 0, made.stderr
    assert clone.versions()["pytest"] == clone.locked("student")["pytest"]


def test_another_uv_on_the_path_is_never_used(clone, tmp_path):
    (tmp_path / "bin").mkdir()
    other = tmp_path / "bin" / "uv"
    other.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    other.chmod(0o755)

    made = clone.make(PATH=f"{tmp_path}/bin:/usr/bin:/bin")
    assert made.returncode == 0, made.stderr


@pytest.mark.parametrize("home", ["/proc/nobody", None])
def test_a_home_folder_is_not_needed(clone, home):
    made = clone.make(HOME=home, XDG_CACHE_HOME="/proc/nobody")

    assert made.returncode == 0, made.stderr
    assert (clone.folder / ".cache" / "uv").is_dir()


def test_a_run_that_was_killed_is_begun_anew_even_without_a_network(clone):
    assert clone.make().returncode == 0
    shutil.rmtree(next(clone.packages().glob("pytest-*.dist-info")))
    (clone.folder / ".cache" / "set-up.begun").touch()
    clone.lock("student").touch()

    made = clone.make(PIP_INDEX_URL=clone.address, UV_OFFLINE="1")
    assert made.returncode == 0, made.stderr
    assert "1 of 3: making .venv" in made.stderr
    assert clone.versions()["pytest"] == clone.locked("student")["pytest"]


def test_without_a_network_it_says_what_is_missing_and_goes_on_when_it_is_there(clone):
    away = clone.make(PIP_INDEX_URL=NOWHERE, PIP_RETRIES="0")

    assert away.returncode == 2
    assert "Installing stopped; the lines above are pip's own." in away.stderr
    assert "The first install needs the network." in " ".join(away.stderr.split())
    assert not list((clone.folder / ".venv").glob(".installed-*"))
    assert clone.make().returncode == 0


def test_a_file_that_is_not_the_tested_one_is_refused(clone):
    lock = clone.lock("student")
    lock.write_text(HASH.sub(f"--hash=sha256:{'0' * 64}", lock.read_text("utf-8"), count=1), encoding="utf-8")
    made = clone.make()

    assert made.returncode == 2
    assert "the lines above are uv's own" in made.stderr
    assert "Hash mismatch" in made.stderr
    assert "annotated-doc" not in clone.versions()


def test_ctrl_c_is_no_traceback(monkeypatch, capsys):
    def pressed(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(set_up, "set_up", pressed)
    monkeypatch.chdir(ROOT)

    assert set_up.main(["site"]) == 130
    assert "The next run begins anew" in capsys.readouterr().err


def test_two_at_once_wait_for_each_other(clone):
    command = ["make", ".venv/.installed-student"]
    both = [
        subprocess.Popen(command, cwd=clone.folder, env=clone.settings(), stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [one.communicate()[1] for one in both]

    assert [one.returncode for one in both] == [0, 0], said
    assert clone.versions()["pytest"] == clone.locked("student")["pytest"]


def test_a_folder_may_be_called_nearly_anything(tmp_path, index):
    folder = tmp_path / "-a [x] #1 50% $HOME 'é\" (b),c;d&e"
    folder.mkdir()
    clone = Clone(folder, index).with_pip(Path(importlib.util.find_spec("pip").origin).parent)
    made = clone.make()

    assert made.returncode == 0, made.stderr
    assert {"pytest", "secondsource"} <= set(clone.versions())
    assert clone.make().stderr == ""
    moved = clone.folder.rename(folder / "moved")
    clone.folder = moved
    assert "making .venv" in clone.make().stderr


def test_a_colon_in_the_path_is_named_with_the_mend(tmp_path, index):
    folder = tmp_path / "a::b"
    folder.mkdir()
    made = Clone(folder, index).make()

    assert made.returncode == 2
    assert "a::b" in made.stderr
    assert "Rename the folder" in made.stderr


# --- what pip was told, in uv's words -----------------------------------------------------------------


@pytest.fixture
def bare(monkeypatch):
    """No variable of pip's, uv's or about certificates."""
    for name in os.environ:
        if name.startswith(("PIP_", "UV_", "SSL_")) or name.endswith(("_BUNDLE", "_PROXY", "_proxy")):
            monkeypatch.delenv(name)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"index-url": "https://mirror.invalid/simple"}, {"UV_DEFAULT_INDEX": "https://mirror.invalid/simple"}),
        ({"index-url": "https://a.invalid", "extra-index-url": "https://b.invalid https://c.invalid"},
         {"UV_INDEX": "https://a.invalid https://b.invalid", "UV_DEFAULT_INDEX": "https://c.invalid"}),
        ({"find-links": "/ /not/there"}, {"UV_FIND_LINKS": "/"}),
        ({"trusted-host": "mirror.invalid"}, {"UV_INSECURE_HOST": "mirror.invalid"}),
        ({"proxy": "http://proxy.invalid:3128"}, {"HTTPS_PROXY": "http://proxy.invalid:3128"}),
        ({"cert": "/etc/our.pem"}, {"SSL_CERT_FILE": "/etc/our.pem"}),
        ({"client-cert": "/etc/me.pem"}, {"SSL_CLIENT_CERT": "/etc/me.pem"}),
        ({"timeout": "60.0"}, {"UV_HTTP_TIMEOUT": "60"}),
        ({"no-cache-dir": "true"}, {"UV_NO_CACHE": "1"}),
    ],
)  # fmt: skip
def test_what_pip_was_told_uv_is_told_too(bare, told, expected):
    assert set_up.uv_environment(told).items() >= expected.items()


def test_uvs_own_variables_come_first_and_only_those_about_reaching_packages(bare, monkeypatch):
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://mine.invalid")
    monkeypatch.setenv("UV_NO_VERIFY_HASHES", "1")
    environment = set_up.uv_environment({"index-url": "https://pips.invalid"})

    assert environment["UV_DEFAULT_INDEX"] == "https://mine.invalid"
    assert "UV_NO_VERIFY_HASHES" not in environment


def test_a_mac_and_a_machine_without_certificates(bare, monkeypatch):
    none = set_up.ssl.get_default_verify_paths()._replace(cafile=None, capath=None)
    monkeypatch.setattr(set_up.ssl, "get_default_verify_paths", lambda: none)
    assert not {"SSL_CERT_FILE", "SSL_CERT_DIR"} & set(set_up.uv_environment({}))

    monkeypatch.setattr(set_up.sys, "platform", "darwin")
    assert set_up.uv_environment({})["UV_SYSTEM_CERTS"] == "1"


# --- the locks themselves ---------------------------------------------------------------------------------


def test_the_bootstrap_is_one_package_without_dependencies_in_one_version():
    text = (ROOT / "requirements" / "uv.txt").read_text("utf-8")
    version = re.search(r"^UV_VERSION := (\S+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)[1]

    assert [one[:2] for one in LOCKED.findall(text)] == [("uv", version)]


def test_every_package_of_every_lock_has_checksums_and_no_address():
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text("utf-8")
        entries = re.split(r"^(?=[\w-]+==)", text, flags=re.MULTILINE)[1:]
        assert entries, path
        assert all(HASH.search(entry) for entry in entries), path
        assert "://" not in text, path
