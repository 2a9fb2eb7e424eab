//! Learns the table of names from annotated text. The same text and options give the same bytes.
//!
//! ```text
//! whomet-train [--epochs N] [--weights N] [--hide P] --out data/mention/names.bin FILE[*TIMES]...
//! ```
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
    out: String,
    files: Vec<(String, usize)>,
}

fn main() -> ExitCode {
    match options().and_then(|o| train(&o)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(what) => {
            eprintln!("whomet-train: {what}");
            ExitCode::from(2)
        }
    }
}

fn options() -> Result<Options, String> {
    let mut options =
        Options { epochs: 6, weights: 200_000, features: 40_000, hide: 0.1, out: String::new(), files: Vec::new() };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match &*argument {
            "--epochs" => options.epochs = number(&value()?)?,
            "--weights" => options.weights = number(&value()?)?,
            "--features" => options.features = number(&value()?)?,
            "--hide" => options.hide = number(&value()?)?,
            "--out" => options.out = value()?,
            _ => options.files.push(match argument.rsplit_once('*') {
                Some((file, times)) => (file.to_owned(), number(times)?),
                None => (argument, 1),
            }),
        }
    }
    if options.out.is_empty() || options.files.is_empty() {
        return Err("needs --out FILE and at least one file to learn from".into());
    }
    Ok(options)
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("\"{text}\" is no number"))
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
                examples.extend(corpus::examples(story, silver, number + copy));
            }
        }
        eprintln!("{file}: {} stories, {names} names, {} runs, {times} times", stories.len(), examples.len() - before);
    }
    // Pruned features leave their work to others: the strongest learn once more, alone.
    let first = perceptron::learn(&examples, options.epochs, options.hide, perceptron::frequent(&examples));
    let model = perceptron::learn(&examples, options.epochs, options.hide, first.strongest(options.features));
    let bytes = model.pack(options.weights);
    fs::write(&options.out, &bytes).map_err(|e| format!("{}: {e}", options.out))?;
    eprintln!("{}: {} bytes", options.out, bytes.len());
    Ok(())
}
