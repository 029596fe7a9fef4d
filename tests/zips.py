"""Zips for tests, as bytes and as files."""

import io
import zipfile


def zip_of(files, method=zipfile.ZIP_DEFLATED):
    """Return a zip as bytes.  `files` is a name, or a ZipInfo with its time and kind, to what is in the file."""
    said = io.BytesIO()
    with zipfile.ZipFile(said, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return said.getvalue()


def zipped(path, files):
    """Write a zip, in a folder that need not be there; return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(zip_of(files))
    return path
