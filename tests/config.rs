//! Settings: files under the arguments.

mod program;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
};

use program::{code, command, errors, file, run, values, whomet};

const STORY: &str = "OSLO, May 14, 2024 (Example News) - Norwegian Prime Minister Kari Holm met Danish Prime Minister Lars Thygesen in Oslo \
                     on Tuesday to discuss fish quotas.\n";

/// A folder of one test with a project's settings, and another with a user's.
struct Place(PathBuf);

impl Place {
    fn new(name: &str, project: &str, user: &str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("config").join(name);
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("project/below")).unwrap();
        fs::create_dir_all(root.join("user/whomet")).unwrap();
        if !project.is_empty() {
            fs::write(root.join("project/whomet.toml"), project).unwrap();
        }
        if !user.is_empty() {
            fs::write(root.join("user/whomet/config.toml"), user).unwrap();
        }
        Self(root)
    }

    /// Runs the program in the project, or in a folder below it.
    fn run_in(&self, folder: &str, arguments: &[&str], input: &str) -> Output {
        let mut command = command();
        command.env_remove("WHOMET_CONFIG").env("XDG_CONFIG_HOME", self.0.join("user"));
        command.env("APPDATA", self.0.join("user"));
        run(command.args(arguments).current_dir(self.0.join(folder)), input.as_bytes())
    }

    fn run(&self, arguments: &[&str], input: &str) -> Output {
        self.run_in("project", arguments, input)
    }
}

fn text(out: &Output) -> &str {
    std::str::from_utf8(&out.stdout).unwrap()
}

#[test]
fn arguments_come_before_the_project_and_the_project_before_the_user() {
    let place = Place::new("order", "format = \"csv\"\n", "format = \"tsv\"\nwith-text = true\n");
    let csv = place.run(&[], STORY);
    assert_eq!((code(&csv), errors(&csv)), (0, ""));
    assert!(text(&csv).starts_with("article,published"), "{}", text(&csv));
    // In a folder below, too, and for every command that reads settings; what is of no use to it is left out.
    assert_eq!(place.run_in("project/below", &[], STORY).stdout, csv.stdout);
    assert_eq!(values(&place.run(&["dates"], STORY).stdout).len(), 2);
    assert!(text(&place.run_in("user", &[], STORY)).starts_with("article\tpublished"));
    let record = values(&place.run(&["--format", "ndjson"], STORY).stdout).remove(0);
    assert_eq!(record["article"]["text"], STORY);
    let record = values(&place.run(&["--format", "ndjson", "--no-with-text"], STORY).stdout).remove(0);
    assert!(record["article"]["text"].is_null());
    // What cannot go with a setting comes before it.
    for arguments in [&["--pretty"][..], &["--explain"], &["--stop-after", "token"]] {
        let out = place.run(arguments, STORY);
        assert_eq!((code(&out), errors(&out)), (0, ""), "{arguments:?}");
        assert!(!text(&out).starts_with("article"), "{arguments:?}: {}", text(&out));
    }
    // And a file that is named stands for both, a nameless one for none.
    let alone = file("config/alone.toml", b"pretty = true\n");
    assert!(text(&place.run(&["--config", &alone], STORY)).starts_with("{\n"));
    assert!(text(&place.run(&["--config", ""], STORY)).starts_with("{\""));
    assert!(text(&whomet(&["--config", &alone], STORY.as_bytes())).starts_with("{\n"));
    let out = run(command().env("WHOMET_CONFIG", &alone), STORY.as_bytes());
    assert!(text(&out).starts_with("{\n"));
}

#[test]
fn a_form_without_rows_yields_to_rows_and_rows_to_a_form() {
    let place = Place::new("rows", "format = \"gexf\"\n", "");
    assert!(text(&place.run(&["--emit", "entities"], STORY)).starts_with("{\"article\""));
    let place = Place::new("rows", "emit = \"entities\"\n", "");
    assert!(text(&place.run(&["--format", "gexf"], STORY)).starts_with("<?xml"));
}

#[test]
fn every_setting_does_what_its_argument_does() {
    let line = format!("{}\n", serde_json::json!({"body": STORY, "day": "2024-05-15", "name": 7}));
    let settings = "field = { text = \"body\", published = \"day\" }\noffsets = \"byte\"\nonly = [\"meeting\", \"call\"]\n\
                    status = \"happened\"\nmin-confidence = 0.5\njobs = 2\nstats = true\ninput-format = \"ndjson\"\n\
                    gazetteer = \"own.tsv\"\nany-language = true\nlatest = true\nfail-fast = true\n";
    let place = Place::new("every", settings, "field.text = \"other\"\nfield.id = \"name\"\n");
    let own = "action\tname\tclass\tcountry\tof\nadd\tKari Holm\tperson\tNO\t\n";
    fs::write(place.0.join("project/own.tsv"), own).unwrap();
    let out = place.run_in("project/below", &[], &line);
    assert_eq!(code(&out), 0, "{}", errors(&out));
    assert!(errors(&out).starts_with("whomet: 1 stories read"), "{}", errors(&out));
    let record = values(&out.stdout).remove(0);
    assert_eq!((&record["article"]["id"], &record["article"]["published"]), (&"7".into(), &"2024-05-15".into()));
    assert_eq!(record["whomet"]["offsets"], "byte");
    assert_eq!(record["encounters"].as_array().unwrap().len(), 1);
    // One field on the command line leaves the others as they are.
    let out = place.run(&["--field", "id=day", "--no-stats"], &line);
    assert_eq!((code(&out), errors(&out)), (0, ""));
    assert_eq!(values(&out.stdout)[0]["article"]["id"], "2024-05-15");
    // The gazetteer lies beside the file that names it, wherever whomet is called.
    let found = place.run_in("project/below", &["gazetteer", "lookup", "Kari Holm"], "");
    assert!(text(&found).contains("own.tsv:2"), "{}{}", text(&found), errors(&found));
}

#[test]
fn what_holds_is_shown_with_where_it_comes_from() {
    let place = Place::new("show", "# Ours\njobs = 2\n\n[field]\ntext = \"body\"\n", "jobs = 3\nstats = true\n");
    let out = place.run(&["config", "show"], "");
    assert_eq!((code(&out), errors(&out)), (0, ""));
    let line = |key: &str| text(&out).lines().find(|l| l.starts_with(key)).unwrap_or_else(|| panic!("no {key}"));
    for (key, value, origin) in [
        ("jobs", "jobs = 2 ", "project/whomet.toml:2"),
        ("field.text", "field.text = \"body\" ", "project/whomet.toml:5"),
        ("stats", "stats = true ", "user/whomet/config.toml:2"),
        ("format", "format = \"ndjson\" ", "# default"),
        ("# gazetteer", "# gazetteer ", "# not set"),
    ] {
        assert!(line(key).starts_with(value) && line(key).ends_with(origin), "{}", line(key));
    }
    // What is shown can be settings again, and they mean the same.
    let again = Place::new("again", text(&out), "");
    let values_of = |out: &Output| -> Vec<String> {
        text(out).lines().filter(|l| !l.starts_with('#')).map(|l| l.split(" # ").next().unwrap().to_owned()).collect()
    };
    assert_eq!(values_of(&again.run(&["config", "show"], "")), values_of(&out));
    let out = whomet(&["config", "show"], b"");
    assert!(text(&out).starts_with("# no settings") && !text(&out).contains(".toml:"), "{}", text(&out));
}

#[test]
fn what_is_wrong_is_told_with_file_and_line() {
    for (settings, line, want) in [
        ("# mine\nformt = \"csv\"", 2, "unknown key \"formt\"; did you mean \"format\"?"),
        ("with_text = true", 1, "did you mean \"with-text\"?"),
        ("colour = true", 1, "unknown key \"colour\"; the keys are input-format, field,"),
        ("output = \"x\"", 1, "is of one run and not of all; give it as --output"),
        (
            "jobs = 1\nformat = \"word\"",
            2,
            "format: invalid value 'word' for '--format <FORM>' [possible values: ndjson, csv",
        ),
        ("only = [\"visit\", \"party\"]", 1, "only: invalid value 'party'"),
        ("only = [1]", 1, "only must be a list of words in quotation marks"),
        ("jobs = \"two\"", 1, "jobs must be a number, and is \"two\""),
        ("jobs = -1", 1, "jobs: invalid value '-1'"),
        ("min-confidence = 2.0", 1, "must be a number from 0 to 1"),
        ("stats = 1", 1, "stats must be true or false, and is 1"),
        ("format = csv", 1, "not TOML:"),
        ("format = \"csv\"\nformat = \"tsv\"", 2, "not TOML: duplicate key"),
        ("field = \"text=body\"", 1, "field must be a table such as { text = \"body\" }, and is \"text=body\""),
        ("[field]\nbody = \"text\"", 2, "field: \"body\" is none of id, text,"),
        ("gazetteer = \"\"", 1, "gazetteer must be a word in quotation marks"),
    ] {
        let place = Place::new("wrong", settings, "");
        for arguments in [&[][..], &["config", "show"], &["dates"]] {
            let out = place.run(arguments, STORY);
            assert_eq!((code(&out), text(&out)), (2, ""), "{settings}");
            let said = errors(&out);
            assert!(said.contains(&format!("whomet.toml:{line}: ")) && said.contains(want), "{settings}\n{said}");
            assert_eq!(said.lines().count(), 1, "{said}");
        }
        // Who reads no settings is not stopped by them.
        for arguments in [&["schema"][..], &["completions", "bash"], &["--version"], &["config", "--help"]] {
            assert_eq!(code(&place.run(arguments, "")), 0, "{arguments:?}");
        }
    }
    let out = whomet(&["--config", "/no/such/settings.toml"], STORY.as_bytes());
    assert_eq!(code(&out), 2);
    assert!(errors(&out).contains("/no/such/settings.toml: cannot read the settings"), "{}", errors(&out));
}

#[test]
fn a_run_is_not_resumed_under_other_settings() {
    let stories = format!("{}\nbroken\n", serde_json::json!({"text": STORY})).repeat(2);
    let place = Place::new("resume", "with-text = true\njobs = 1\n", "");
    fs::write(place.0.join("project/in.ndjson"), stories).unwrap();
    let arguments = ["--fail-fast", "-o", "out", "in.ndjson"];
    assert_eq!(code(&place.run(&arguments, "")), 1);
    let resume = ["--resume", "--fail-fast", "-o", "out", "in.ndjson"];
    fs::write(place.0.join("project/whomet.toml"), "with-text = false\n").unwrap();
    let out = place.run(&resume, "");
    assert_eq!(code(&out), 2);
    assert!(errors(&out).contains("out.part was made with other arguments"), "{}", errors(&out));
    // Those that do not change the output may be others.
    fs::write(place.0.join("project/whomet.toml"), "stats = false\nwith-text = true\njobs = 2\n").unwrap();
    assert_eq!(code(&place.run(&resume, "")), 1);
    assert_eq!(code(&place.run(&resume, "")), 1);
    let whole = values(&fs::read(place.0.join("project/out")).unwrap());
    assert_eq!(whole.iter().filter(|r| r["article"]["text"] == STORY).count(), 2);
}
