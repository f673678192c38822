"""The look of every widget of the application, from the colours of a theme.

Widgets say what they are through properties, set once where they are made: `role` on labels ('title',
'subtitle', 'caption', 'section', 'figure', 'figure-derived', 'muted', 'positive', 'negative'), on
buttons ('primary', 'chip', 'segment', 'quiet', 'kind') and on frames ('panel', 'ground', 'segments',
'rule').
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING

from app.ui import fonts

if TYPE_CHECKING:
    from app.ui.theme import Theme

_SHEET = Template("""
* { outline: 0; }
QWidget { color: $text; font-size: ${size}px; }
QMainWindow, QDialog, QMessageBox, QWizard { background: $ground; }
QWidget#central, *[role="ground"] { background: $ground; }
*[role="panel"] { background: $panel; }
QFrame { border: 0; }
QFrame[role="rule"] { background: $hair; max-height: 1px; min-height: 1px; }
QFrame[role="rule-upright"] { background: $hair; max-width: 1px; min-width: 1px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${title}px; font-weight: $strong; }
QLabel[role="subtitle"] { color: $muted; }
QLabel[role="caption"] { color: $muted; font-size: ${source}px; }
QLabel[role="section"] {
  color: $muted; font-size: ${caps}px; font-weight: $strong; letter-spacing: 1px; text-transform: uppercase;
}
QLabel[role="figure"] { font-size: 20px; font-weight: $strong; }
QLabel[role="figure-derived"] { font-size: 20px; font-weight: 400; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="strong"] { font-weight: $strong; }
QLabel[role="positive"] { color: $accent; }
QLabel[role="negative"] { color: $negative; }
QLabel:disabled { color: $faint; }

QSplitter { background: $ground; }
QSplitter::handle { background: $hair; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: $accent; }

QToolBar { background: $panel; border: 0; border-bottom: 1px solid $hair; spacing: 4px; padding: 4px 12px; }
QStatusBar { background: $panel; border-top: 1px solid $hair; color: $muted; font-size: ${source}px; }
QStatusBar::item { border: 0; }
QMenuBar { background: $panel; border: 0; padding: 2px 8px; }
QMenuBar::item { background: transparent; padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: $chip; }
QMenu { background: $panel; border: 1px solid $hair; border-radius: 6px; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 12px; border-radius: 4px; background: transparent; }
QMenu::item:selected { background: $accent_ground; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $hair; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QToolTip { background: $panel; color: $text; border: 1px solid $hair; padding: 6px 8px; font-size: 13px; }

QPushButton, QToolButton {
  background: $chip; border: 1px solid transparent; border-radius: 5px; padding: 4px 10px; min-height: 18px;
}
QPushButton:hover, QToolButton:hover { background: $hair; }
QPushButton:pressed, QToolButton:pressed { background: $accent_ground; }
QPushButton:focus, QToolButton:focus { border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { color: $faint; }
QToolButton[role="quiet"], QPushButton[role="quiet"] { background: transparent; }
QToolButton[role="quiet"]:hover, QPushButton[role="quiet"]:hover { background: $chip; }
QPushButton[role="primary"], QToolButton[role="primary"], QPushButton:default {
  background: $accent; color: $accent_text; font-weight: $strong;
}
QPushButton[role="primary"]:hover, QToolButton[role="primary"]:hover, QPushButton:default:hover {
  background: $accent_hover;
}
QPushButton[role="primary"]:focus, QPushButton:default:focus { border-color: $text; }
QPushButton[role="primary"]:disabled, QToolButton[role="primary"]:disabled, QPushButton:default:disabled {
  background: $chip; color: $faint;
}
QFrame[role="segments"] { background: $chip; border-radius: 6px; }
*[role="segment"] { background: transparent; color: $muted; border-radius: 5px; padding: 3px 10px; }
*[role="segment"]:hover { color: $text; background: transparent; }
*[role="segment"]:checked { background: $panel; color: $text; font-weight: $strong; }
*[role="segment"]:disabled { color: $faint; }
*[role="kind"] { background: transparent; color: $muted; border-radius: 5px; padding: 5px 8px; }
*[role="kind"]:hover { background: $chip; color: $text; }
*[role="kind"]:checked { background: $accent_ground; color: $accent; }
*[role="kind"]:disabled { color: $faint; background: transparent; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[popupMode="1"] { padding-right: 18px; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox {
  background: $chip; border: 1px solid transparent; border-radius: 5px; padding: 4px 8px; min-height: 18px;
  selection-background-color: $accent; selection-color: $accent_text;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QComboBox:focus {
  border-color: $accent; background: $panel;
}
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled { color: $faint; }
QComboBox::drop-down { border: 0; width: 18px; }
QComboBox QAbstractItemView { background: $panel; border: 1px solid $hair; padding: 4px; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {
  width: 14px; border: 0; background: transparent;
}
QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QGroupBox { border: 0; margin-top: 18px; font-weight: $strong; }
QGroupBox::title { subcontrol-origin: margin; left: 0; color: $muted; }

QAbstractScrollArea { background: transparent; border: 0; }
QAbstractItemView {
  background: $panel; border: 0; alternate-background-color: $panel; font-size: ${table}px;
  selection-background-color: $accent_ground; selection-color: $text; gridline-color: $hair;
}
QTreeView::item { height: 26px; border: 0; padding: 0 4px; }
QTableView::item { height: 28px; border: 0; border-bottom: 1px solid $hair; padding: 0 8px; }
QListView::item { height: 26px; border: 0; padding: 0 8px; border-radius: 4px; }
QAbstractItemView::item:hover { background: $chip; }
QTreeView::item:hover { background: transparent; }
QAbstractItemView::item:selected { background: $accent_ground; color: $text; }
QTreeView::branch { background: transparent; }
QTreeView::branch:selected { background: $accent_ground; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section {
  background: $panel; color: $muted; border: 0; border-bottom: 1px solid $hair; padding: 4px 8px;
  font-size: ${source}px; font-weight: 400;
}
QHeaderView::section:hover { color: $text; }
QTableCornerButton::section { background: $panel; border: 0; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle {
  background: $context; border-radius: 3px; margin: 2px; min-height: 24px; min-width: 24px;
}
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QTabWidget::pane { border: 0; border-top: 1px solid $hair; }
QTabBar { background: transparent; }
QTabBar::tab {
  background: transparent; color: $muted; padding: 6px 12px; border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; font-weight: $strong; }
QProgressBar { background: $chip; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QSlider::groove:horizontal { height: 4px; background: $hair; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider::handle:horizontal { background: $accent; width: 14px; margin: -5px 0; border-radius: 7px; }
QSlider::handle:horizontal:focus { background: $text; }
""")


def style_sheet(theme: Theme, strong: int = fonts.SEMIBOLD) -> str:
    """The style sheet of the whole application; set it on the QApplication with the palette.

    Args:
        theme: Colours.
        strong: The weight of headings; `fonts.CHINESE_STRONG` for an interface in Chinese.
    """
    return _SHEET.substitute(
        ground=theme.ground,
        panel=theme.panel,
        text=theme.text,
        muted=theme.muted,
        faint="#A5AEB7" if not theme.is_dark else "#5D6874",
        hair=theme.hair,
        chip=theme.chip,
        accent=theme.accent,
        accent_hover="#095B80" if not theme.is_dark else "#6CC6EA",
        accent_ground=theme.accent_ground,
        accent_text=theme.accent_text,
        context=theme.context,
        negative=theme.negative,
        title=fonts.TITLE_SIZE,
        size=fonts.TEXT_SIZE,
        table=fonts.TABLE_SIZE,
        source=fonts.SOURCE_SIZE,
        strong=strong,
        caps=fonts.CAPS_SIZE,
    )
