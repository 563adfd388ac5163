//! Colours, light and dark.

use super::scene::Color;
use serde_json::{Value as Json, json};

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    Dark,
    Light,
}

/// The colours of what Rust draws.
pub(crate) struct Palette {
    pub(crate) ground: Color,
    pub(crate) dots: Color,
    pub(crate) node: Color,
    pub(crate) node_border: Color,
    pub(crate) selected: Color,
    pub(crate) text: Color,
    pub(crate) faint: Color,
    pub(crate) link: Color,
    pub(crate) checks: [Color; 2],
    pub(crate) panel: Color,
}

/// Colours of the status light.
pub(crate) const READY: Color = 0xFF4C_C38A;
pub(crate) const RUNNING: Color = 0xFFF2_B33D;
pub(crate) const FAILED: Color = 0xFFE5_5353;
pub(crate) const WAITING: Color = 0xFF7C_8798;
pub(crate) const OUTDATED: Color = 0xFFE0_8A2E;

impl Theme {
    /// The theme of a saved name.
    pub(crate) fn of(name: &str) -> Self {
        if name == "light" { Self::Light } else { Self::Dark }
    }

    /// The saved name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
        }
    }

    /// The colours of what Rust draws.
    pub(crate) fn palette(self) -> Palette {
        match self {
            Self::Dark => Palette {
                ground: 0xFF1D_2026,
                dots: 0xFF2E_333D,
                node: 0xFF33_3944,
                node_border: 0xFF4A_5261,
                selected: 0xFF5A_A9FF,
                text: 0xFFE8_EBF0,
                faint: 0xFF97_A1B1,
                link: 0xFF8E_7CC3,
                checks: [0xFF2A_2E36, 0xFF24_2830],
                panel: 0xFF23_272F,
            },
            Self::Light => Palette {
                ground: 0xFFF4_F5F8,
                dots: 0xFFDA_DEE6,
                node: 0xFFFF_FFFF,
                node_border: 0xFFC3_C9D4,
                selected: 0xFF1F_7AE0,
                text: 0xFF1E_2530,
                faint: 0xFF66_7085,
                link: 0xFF76_5DB8,
                checks: [0xFFFF_FFFF, 0xFFEC_EEF2],
                panel: 0xFFFF_FFFF,
            },
        }
    }

    /// The colours of the widgets, as a message.
    pub(crate) fn message(self) -> Json {
        let colors = match self {
            Self::Dark => json!({
                "window": "#23272f", "windowText": "#dfe3ea", "base": "#1d2026", "alternate": "#23272f",
                "text": "#dfe3ea", "button": "#323843", "buttonText": "#dfe3ea",
                "highlight": "#3d7fc9", "highlighted": "#ffffff", "tip": "#323843",
                "tipText": "#e8ebf0", "link": "#6db3ff", "placeholder": "#79839a",
                "mid": "#454c59", "light": "#e8ebf0", "dark": "#16181d", "disabled": "#6b7485",
            }),
            Self::Light => json!({
                "window": "#eceef2", "windowText": "#1e2530", "base": "#ffffff", "alternate": "#f4f5f8",
                "text": "#1e2530", "button": "#f7f8fa", "buttonText": "#1e2530",
                "highlight": "#1f7ae0", "highlighted": "#ffffff", "tip": "#ffffff",
                "tipText": "#1e2530", "link": "#1f6fd0", "placeholder": "#8a93a5",
                "mid": "#c8cdd7", "light": "#ffffff", "dark": "#b9bfca", "disabled": "#9aa3b2",
            }),
        };
        let (line, field, hover, edge) = match self {
            Self::Dark => ("#3a404b", "#1a1d22", "#3b4250", "#79839a"),
            Self::Light => ("#d0d5de", "#ffffff", "#e6e9ef", "#8a93a5"),
        };
        let style = format!(
            "QMainWindow::separator{{background:{line};width:1px;height:1px}}\
             QDockWidget{{font-weight:600}}\
             QDockWidget::title{{padding:6px 8px}}\
             QLineEdit,QDoubleSpinBox,QPlainTextEdit,QTextBrowser,QTreeWidget,QListWidget\
             {{background:{field};border:1px solid {line};border-radius:4px;padding:2px 4px}}\
             QLineEdit:focus,QDoubleSpinBox:focus,QPlainTextEdit:focus\
             {{border:1px solid palette(highlight)}}\
             QPushButton,QToolButton{{border:1px solid {line};border-radius:4px;padding:3px 8px;\
             background:palette(button)}}\
             QPushButton:hover,QToolButton:hover{{background:{hover}}}\
             QToolButton{{padding:2px 5px}}\
             QToolButton[autoRaise=\"true\"]{{border:0;background:transparent}}\
             QTreeWidget::item,QListWidget::item{{padding:2px 0}}\
             QCheckBox::indicator{{width:13px;height:13px;border:1px solid {edge};\
             border-radius:3px;background:{field}}}\
             QCheckBox::indicator:checked{{border-color:palette(highlight);\
             background:palette(highlight)}}\
             QMenuBar{{background:palette(window)}}\
             QMenuBar::item{{padding:5px 9px;background:transparent}}\
             QMenuBar::item:selected{{background:{hover};border-radius:4px}}\
             QMenu{{border:1px solid {line};padding:4px}}\
             QMenu::item{{padding:5px 24px 5px 20px;border-radius:4px}}\
             QMenu::item:selected{{background:palette(highlight);color:palette(highlighted-text)}}\
             QMenu::item:disabled{{color:palette(placeholder-text)}}\
             QMenu::separator{{height:1px;background:{line};margin:4px 8px}}\
             QStatusBar::item{{border:0}}\
             QSplitter::handle{{background:{line}}}\
             QToolTip{{border:1px solid {line};padding:4px}}\
             QSlider::groove:horizontal{{height:4px;border-radius:2px;background:palette(mid)}}\
             QSlider::sub-page:horizontal{{background:palette(highlight);border-radius:2px}}\
             QSlider::handle:horizontal{{width:12px;height:12px;margin:-4px 0;border-radius:6px;\
             background:palette(light);border:1px solid palette(highlight)}}"
        );
        json!({"op": "theme", "name": self.name(), "colors": colors, "style": style})
    }
}
