"""Small files with the quirks of each real format, written for the tests; they lie in `files`."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

FOLDER = Path(__file__).parent / "files"

IMPORTERS = {
    "customs-monthly.csv": "customs-query",
    "customs-places.csv": "customs-query",
    "customs-dollars.csv": "customs-query",
    "comtrade-current.csv": "comtrade",
    "comtrade-capitals.csv": "comtrade",
    "legacy-35.csv": "comtrade-legacy",
    "legacy-22.csv": "comtrade-legacy",
    "baci.csv": "baci",
    "eurostat-codes.csv": "sdmx-csv",
    "eurostat-labels.csv.gz": "sdmx-csv",
    "comext-bulk.csv": "comext-bulk",
    "sdmx-2.csv": "sdmx-csv",
    "sdmx-imf.csv": "sdmx-csv",
    "wits-summary.csv": "wits",
    "wits-bulk.csv": "wits",
    "nbs-rows.csv": "nbs-easyquery",
    "nbs-wide.csv": "nbs-easyquery",
    "gacc-wide.csv": "gacc-wide",
    "bulletin.csv": "bulletin",
    "tidy.csv": "tidy",
    "tidy.xlsx": "tidy",
    "own.xls": "tidy",
}
"""Every single file of these tests, with the importer that must take it."""

FOLDERS = {"baci": "baci", "package": "datapackage"}


def content(name: str) -> bytes:
    """The bytes of one of the files."""
    return (FOLDER / name).read_bytes()


def package_folder(folder: Path, path: str) -> Path:
    """The small data package with another path in its descriptor."""
    shutil.copytree(FOLDER / "package", folder)
    descriptor = {"name": "own", "resources": [{"name": "figures", "path": path}]}
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return folder


def zipped(members: dict[str, bytes]) -> bytes:
    """An archive of these files, without the time of its making."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
