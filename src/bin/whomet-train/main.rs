//! Learns the table of names from annotated text. The same text and options give the same bytes.
//!
//! ```text
//! whomet-train [--epochs N] [--weights N] [--features N] [--rounds N] [--models N] [--hide P] [--forget P] [--scatter P]
//!              --out data/mention/names.bin FILE[*TIMES]...
//! whomet-train --label TABLE FILE
//! ```
//!
//! The second form writes the names that a table finds in the stories of a file, a line each, to judge it by.
//!
//! A file is JSON lines (`id`, `text`, `entities` with `start`, `end`, `type`; code points) or, if it ends in `.txt`,
//! stories in the bracket notation of `data/mention/stories.txt`.

mod corpus;
mod perceptron;
mod silver;

use std::{fs, process::ExitCode};

struct Options {
    epochs: usize,
    weights: usize,
    features: usize,
    hide: f64,
    variety: corpus::Variety,
    rounds: usize,
    models: usize,
    out: String,
    label: Option<String>,
    files: Vec<(String, usize)>,
}

fn main() -> ExitCode {
    match options().and_then(|o| o.label.as_ref().map_or_else(|| train(&o), |table| label(table, &o.files))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("whomet-train: {what}");
            ExitCode::from(2)
        }
    }
}

fn options() -> Result<Options, String> {
    let mut options = Options {
        epochs: 6,
        weights: 200_000,
        features: 40_000,
        rounds: 1,
        models: 4,
        hide: 0.1,
        variety: corpus::Variety { forget: 0.0, scatter: 0.0 },
        out: String::new(),
        label: None,
        files: Vec::new(),
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match &*argument {
            "--epochs" => options.epochs = number(&value()?)?,
            "--weights" => options.weights = number(&value()?)?,
            "--features" => options.features = number(&value()?)?,
            "--rounds" => options.rounds = number(&value()?)?,
            "--models" => options.models = number(&value()?)?,
            "--hide" => options.hide = number(&value()?)?,
            "--forget" => options.variety.forget = number(&value()?)?,
            "--scatter" => options.variety.scatter = number(&value()?)?,
            "--label" => options.label = Some(value()?),
            "--out" => options.out = value()?,
            _ => options.files.push(match argument.rsplit_once('*') {
                Some((file, times)) => (file.to_owned(), number(times)?),
                None => (argument, 1),
            }),
        }
    }
    if options.label.is_none() && options.out.is_empty() || options.files.is_empty() {
        return Err("needs --out FILE and at least one file to learn from".into());
    }
    Ok(options)
}

/// Into how many parts silver text is divided.
const FOLDS: usize = 4;

/// Labels each part of the silver text anew, by a model that learned from all the rest.
fn second_opinion(examples: &mut [corpus::Example], options: &Options) {
    let mut changed = 0;
    let mut opinions: Vec<(usize, Vec<u8>)> = Vec::new();
    for fold in 0..FOLDS {
        let (own, rest): (Vec<_>, Vec<_>) = (0..examples.len()).partition(|&i| examples[i].fold == Some(fold));
        let rest: Vec<&corpus::Example> = rest.into_iter().map(|i| &examples[i]).collect();
        let model = perceptron::learn(&rest, 4, options.hide, 0, perceptron::frequent(&rest));
        for i in own {
            let found = model.label(&examples[i]);
            if found != examples[i].labels {
                opinions.push((i, found));
            }
        }
    }
    for (i, labels) in opinions {
        changed += 1;
        examples[i].labels = labels;
    }
    eprintln!("second opinion: {changed} runs changed");
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("\"{text}\" is no number"))
}

/// Writes what the table finds.
fn label(table: &str, files: &[(String, usize)]) -> Result<(), String> {
    let bytes = fs::read(table).map_err(|e| format!("{table}: {e}"))?;
    let table = whomet::mention::learn::expand(&bytes).map_err(|e| format!("{table}: {e}"))?;
    for (file, _) in files {
        corpus::label(&table, file)?;
    }
    Ok(())
}

fn train(options: &Options) -> Result<(), String> {
    let mut examples = Vec::new();
    for (file, times) in &options.files {
        let stories = corpus::read(file)?;
        let silver = file.contains("gmb");
        let stories = if silver { silver::stories(stories) } else { stories };
        let (mut names, before) = (0, examples.len());
        for (number, story) in stories.iter().enumerate() {
            names += story.names.len();
            for copy in 0..*times {
                let mut more = corpus::examples(story, silver, number + copy, options.variety);
                more.iter_mut().filter(|_| silver).for_each(|e| e.fold = Some(number / 50 % FOLDS));
                examples.append(&mut more);
            }
        }
        eprintln!("{file}: {} stories, {names} names, {} runs, {times} times", stories.len(), examples.len() - before);
    }
    for _ in 0..options.rounds {
        second_opinion(&mut examples, options);
    }
    // Pruned features leave their work to others: the strongest learn once more, alone.
    let examples: Vec<&corpus::Example> = examples.iter().collect();
    let first = perceptron::learn(&examples, options.epochs, options.hide, 0, perceptron::frequent(&examples));
    let keys = first.strongest(options.features);
    let model = perceptron::learn_often(&examples, options.epochs, options.hide, options.models, &keys);
    let bytes = model.pack(options.weights);
    fs::write(&options.out, &bytes).map_err(|e| format!("{}: {e}", options.out))?;
    eprintln!("{}: {} bytes", options.out, bytes.len());
    Ok(())
}
