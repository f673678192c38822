"""How a report looks in a browser: the colours and the type of the program, on screen and printed."""

from __future__ import annotations

from typing import Final

from app.ui.theme import LIGHT

STYLE: Final = f"""
:root {{ color-scheme: light; }}
body {{ margin: 0; background: {LIGHT.panel}; color: {LIGHT.text};
  font: 15px/1.45 "Source Sans Pro", "Source Sans 3", "Segoe UI", "Helvetica Neue", Arial,
  "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Micro Hei",
  sans-serif; font-variant-numeric: tabular-nums; }}
main {{ max-width: 880px; margin: 0 auto; padding: 40px 24px 64px; }}
header {{ border-bottom: 1.5px solid {LIGHT.text}; margin-bottom: 20px; }}
h1 {{ font-size: 38px; line-height: 1.15; font-weight: 600; margin: 0 0 4px; }}
h2 {{ font-size: 20px; font-weight: 600; margin: 44px 0 10px; }}
.under {{ font-size: 17px; color: {LIGHT.muted}; margin: 0 0 12px; }}
p {{ max-width: 68ch; }}
.muted {{ color: {LIGHT.muted}; }}
.lead {{ font-size: 17px; margin: 48px 0 -16px; }}
.lead + .lead {{ margin-top: 24px; }}
p.muted {{ font-size: 13px; max-width: none; }}
.cards {{ display: flex; flex-wrap: wrap; gap: 12px; margin: 0; }}
.cards div {{ flex: 1 1 140px; max-width: 230px; padding: 10px 14px;
  background: {LIGHT.chip}; border-radius: 5px; }}
.cards dt {{ font-size: 13px; color: {LIGHT.muted}; }}
.cards dd {{ margin: 0; font-size: 27px; font-weight: 600; line-height: 1.25; white-space: nowrap; }}
.cards dd.derived {{ color: {LIGHT.muted}; }}
.cards dd + dd {{ font-size: 14px; display: flex; justify-content: space-between; min-height: 1.3em; }}
.cards small {{ font-size: 13px; font-weight: 400; color: {LIGHT.muted}; }}
.grows {{ color: {LIGHT.accent}; }}
.falls {{ color: {LIGHT.negative}; }}
figure {{ margin: 40px 0 6px; break-inside: avoid; }}
svg {{ display: block; height: auto; max-width: 100%; }}
details {{ margin: 0 0 8px; }}
summary {{ font-size: 13px; color: {LIGHT.accent}; cursor: pointer; }}
.wide {{ overflow-x: auto; }}
table {{ border-collapse: collapse; width: 100%; font-size: 13.5px; margin: 8px 0 4px; }}
caption {{ text-align: left; font-size: 13px; color: {LIGHT.muted}; padding-bottom: 4px; }}
th {{ text-align: left; font-size: 12.5px; font-weight: 600; color: {LIGHT.muted};
  border-bottom: 1px solid {LIGHT.muted}; padding: 3px 10px 4px 0; vertical-align: bottom; }}
td {{ border-bottom: 1px solid {LIGHT.hair}; padding: 3px 10px 3px 0; vertical-align: top; }}
th:last-child, td:last-child {{ padding-right: 0; }}
.n {{ text-align: right; white-space: nowrap; }}
.list {{ list-style: none; margin: 0; padding: 0; font-size: 13.5px; columns: 2 340px; column-gap: 32px; }}
.list li {{ break-inside: avoid; margin: 0 0 9px; overflow-wrap: anywhere; }}
.list b {{ display: block; font-weight: 600; }}
.list a {{ color: {LIGHT.muted}; text-decoration: none; }}
.list a:hover {{ text-decoration: underline; }}
.mark {{ color: {LIGHT.muted}; }}
:lang(zh) :is(h1, h2, b, th, .cards dd:nth-child(2)) {{ font-weight: 700; }}
footer {{ margin-top: 48px; border-top: 1px solid {LIGHT.hair}; padding-top: 8px;
  font-size: 12.5px; color: {LIGHT.muted}; }}
@media print {{ main {{ padding: 0; }} details {{ display: none; }} @page {{ size: A4; margin: 18mm; }} }}
"""
