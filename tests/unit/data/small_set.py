"""A small data set on disk, whole until a test damages it."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.data.columns import OBSERVATION_COLUMNS
from app.data.library import Library, open_bundled

Row = Mapping[str, str]

MEMBER_HEAD = ("code", "parent", "level", "name_en", "name_zh", "pinyin", "iso", "column", "row", "order")

REGIONS = (
    ("100000", "", "country", "China", "中国", "zhong guo", "CN", "", "", "1"),
    ("330000", "100000", "province", "Zhejiang", "浙江", "zhe jiang", "CN-ZJ", "7", "5", "11"),
    ("440000", "100000", "province", "Guangdong", "广东", "guang dong", "CN-GD", "6", "7", "19"),
    ("330200", "330000", "city", "Ningbo", "宁波", "ning bo", "", "", "", "2"),
    ("GRP-TWO", "100000", "group", "The two", "两省", "liang sheng", "", "", "", "90"),
)
MARKETS = (
    ("WORLD", "", "world", "World", "世界", "shi jie", "", "", "", "1"),
    ("ASEAN", "WORLD", "group", "ASEAN", "东盟", "dong meng", "", "", "", "2"),
    ("VNM", "WORLD", "country", "Viet Nam", "越南", "yue nan", "VN", "", "", "3"),
    ("USA", "WORLD", "country", "United States", "美国", "mei guo", "US", "", "", "4"),
)
PRODUCTS = (
    ("ALL", "", "all", "All products", "全部商品", "", "", "", "", "1"),
    ("SHIPS", "ALL", "good", "Ships", "船舶", "chuan bo", "", "", "", "2"),
)
DATAFLOW_HEAD = (
    "id", "title_en", "title_zh", "basis_en", "basis_zh", "currency", "valuation", "attribution", "frequency",
    "first_period", "last_period", "released", "supersedes", "source", "licence",
)  # fmt: skip


def _dataflow(
    key: str, title: str, title_zh: str, currency: str, frequency: str, first: str, last: str
) -> tuple[str, ...]:
    basis = f"Customs, {title.lower()}"
    return (key, title, title_zh, basis, "海关", currency, "", "", frequency, first, last, "", "", "", "")


FILES: Mapping[str, tuple[Sequence[str], Sequence[Sequence[str]]]] = {
    "regions": (MEMBER_HEAD, REGIONS),
    "markets": (MEMBER_HEAD, MARKETS),
    "products": (MEMBER_HEAD, PRODUCTS),
    "groups": (
        ("group", "member", "from", "to", "kind"),
        (
            ("GRP-TWO", "330000", "", "", "overlapping"),
            ("GRP-TWO", "440000", "2020-01-01", "2024-01-01", "overlapping"),
        ),
    ),
    "aliases": (("dimension", "code", "alias"), (("region", "330000", "Chekiang"),)),
    "sources": (
        ("id", "publisher", "title", "date", "link", "reliability", "note"),
        (
            ("customs", "Customs", "Bulletin", "2026-01", "", "official", ""),
            ("paper", "A paper", "Report", "2026-01", "", "press quoting official", ""),
            ("blog", "A blog", "Post", "2026-01", "", "secondary", ""),
        ),
    ),
    "dataflows": (
        DATAFLOW_HEAD,
        (
            _dataflow("yuan", "In yuan", "人民币", "CNY", "A", "2023", "2025"),
            _dataflow("dollars", "In dollars", "美元", "USD", "A", "2023", "2024"),
            _dataflow("spans", "Part-years", "累计", "CNY", "S", "2025-01/2025-06", "2025-01/2025-11"),
        ),
    ),
    "notes": (
        ("subject_dimension", "subject", "kind", "text_en", "text_zh", "source", "period", "observation",
         "threshold", "threshold_unit"),
        (("region", "330000", "driver", "Ports", "港口", "customs", "2025", "", "", ""),),
    ),
    "glossary": (
        ("term", "title_en", "title_zh", "text_en", "text_zh"),
        (("basis", "Basis", "口径", "What a figure is measured in.", "计量方式。"),),
    ),
}  # fmt: skip


def observation(**cells: str) -> dict[str, str]:
    """China's total trade of 2025 in yuan from customs, but for what is given."""
    usual = dict.fromkeys(OBSERVATION_COLUMNS, "") | {
        "region": "100000", "market": "WORLD", "product": "ALL", "regime": "all", "operator": "all",
        "flow": "total", "period": "2025", "indicator": "value", "qualifier": "=", "value": "1000",
        "unit": "CNY", "rounding": "1", "source": "customs", "vintage": "2026-01",
    }  # fmt: skip
    indicated = {"unit": "percent", "measure": "value"} if cells.get("indicator") == "growth" else {}
    return usual | indicated | cells


def write_csv(path: Path, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A CSV file as the data set has them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([head, *rows])


def write_set(folder: Path, **observations: Sequence[Row]) -> Path:
    """A data set with these observations by dataflow; gives its folder."""
    for name, (head, rows) in FILES.items():
        write_csv(folder / f"{name}.csv", head, rows)
    for dataflow, found in observations.items():
        rows = [[row[name] for name in OBSERVATION_COLUMNS] for row in found]
        write_csv(folder / "observations" / f"{dataflow}.csv", OBSERVATION_COLUMNS, rows)
    paths = [*(f"{name}.csv" for name in FILES), *(f"observations/{name}.csv" for name in observations)]
    describe(folder, paths)
    return folder


def describe(folder: Path, paths: Sequence[object]) -> None:
    """The descriptor that names these files."""
    plain = {"title": "A small set", "resources": [{"path": path} for path in paths]}
    (folder / "datapackage.json").write_text(json.dumps(plain), encoding="utf-8")


def small_library(folder: Path, **observations: Sequence[Row]) -> Library:
    """The same, opened."""
    return open_bundled(write_set(folder, **observations))
