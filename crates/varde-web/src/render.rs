//! Templates, embedded: one a page, with the words of each language.

use crate::assets;
use minijinja::value::Kwargs;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, Value, context};
use serde::Serialize;
use std::collections::BTreeMap;
use varde_pack::Language;
use varde_view::pages::frame::Frame;
use varde_view::words::{Arg, OFFERED, Words};

/// Every template: pages, and what they share.
pub(crate) const ALL: [(&str, &str); 21] = [
    ("base.html", include_str!("../templates/base.html")),
    ("_parts.html", include_str!("../templates/_parts.html")),
    ("_opened.html", include_str!("../templates/_opened.html")),
    ("home.html", include_str!("../templates/home.html")),
    ("goal.html", include_str!("../templates/goal.html")),
    (
        "indicator.html",
        include_str!("../templates/indicator.html"),
    ),
    ("bullet.html", include_str!("../templates/bullet.html")),
    ("goals.html", include_str!("../templates/goals.html")),
    (
        "indicators.html",
        include_str!("../templates/indicators.html"),
    ),
    ("data.html", include_str!("../templates/data.html")),
    ("delivery.html", include_str!("../templates/delivery.html")),
    ("rejected.html", include_str!("../templates/rejected.html")),
    ("account.html", include_str!("../templates/account.html")),
    ("bridge.html", include_str!("../templates/bridge.html")),
    ("findings.html", include_str!("../templates/findings.html")),
    ("finding.html", include_str!("../templates/finding.html")),
    ("line.html", include_str!("../templates/line.html")),
    ("withdraw.html", include_str!("../templates/withdraw.html")),
    ("rows.html", include_str!("../templates/rows.html")),
    ("table.html", include_str!("../templates/table.html")),
    ("error.html", include_str!("../templates/error.html")),
];

/// The templates in each language.
pub(crate) struct Templates(BTreeMap<Language, Environment<'static>>);

impl Templates {
    /// The templates of this build. A template that does not parse fails when it is rendered; a test renders all.
    pub fn embedded() -> Self {
        Self(
            OFFERED
                .into_iter()
                .map(|language| (language, environment(language)))
                .collect(),
        )
    }

    /// Renders a page in its frame.
    pub fn render(
        &self,
        language: Language,
        template: &str,
        frame: &Frame,
        page: &impl Serialize,
    ) -> Result<String, Error> {
        let environment = self
            .0
            .get(&language)
            .or_else(|| self.0.values().next())
            .ok_or_else(|| Error::new(ErrorKind::TemplateNotFound, "no language"))?;
        let assets = context! { css => assets::css_address(), icon => assets::ICON_ADDRESS };
        environment
            .get_template(template)?
            .render(context! { frame, page, assets })
    }
}

fn environment(language: Language) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    for (name, source) in ALL {
        // A faulty template is missing, and rendering it says so.
        let _ = environment.add_template(name, source);
    }
    environment.add_function("t", move |key: &str, places: Kwargs| {
        t(Words::of(language), key, &places)
    });
    environment
}

/// `t("key", place=value)` in a template.
fn t(words: &Words, key: &str, places: &Kwargs) -> Result<String, Error> {
    let mut args: Vec<(String, Arg<'static>)> = Vec::new();
    for name in places.args() {
        let value: Value = places.get(name)?;
        let arg =
            i64::try_from(value.clone()).map_or_else(|_| Arg::from(value.to_string()), Arg::from);
        args.push((name.to_owned(), arg));
    }
    let args: Vec<(&str, Arg<'_>)> = args
        .iter()
        .map(|(name, arg)| (name.as_str(), arg.clone()))
        .collect();
    Ok(words.say(key, &args))
}

#[cfg(test)]
mod tests;
