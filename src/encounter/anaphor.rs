//! "The meeting", "the two leaders discussed": what tells more of an encounter that stands elsewhere in the story.

use super::{
    Kind, Participant, Status, Story, When,
    candidate::Candidate,
    identity::{same_party, shared, statuses_agree, times_agree},
    merge::{Draft, fill, nearest},
    rules, time_value,
};
use crate::mention::EntityType;

/// How many sentences back "the meeting" may reach.
const REACH: usize = 12;

/// "the meeting", "the two leaders discussed": more of the nearest encounter before it that it can mean. What means none
/// is given back.
pub(super) fn attach(story: &Story<'_>, drafts: &mut Vec<Draft>, c: Candidate) -> Option<Candidate> {
    if let Some(parties) = further(story, drafts, &c) {
        drafts.push(Draft::new(story, Candidate { parties, ..c }));
        return None;
    }
    let named = c.parties.len() >= 2;
    let hit = nearest(drafts, |d| {
        may_mean(story, d, &c)
            // Who attends "the summit" was not at a meeting of two told before.
            && (c.joining.is_empty() || !c.parties.is_empty() || c.kind != Kind::Summit || d.kind == Kind::Summit)
            && times_agree(d.when.as_ref(), c.when.as_ref())
            && (statuses_agree(d.status, c.status) || !named || c.rule == rules::DISCUSS_TOPIC && agenda(&c))
    });
    match hit {
        Some(at) => {
            let d = &mut drafts[at];
            // A date of its own ("the April 16 talks") reaches further back.
            let close = c.sentence - d.last_sentence.min(c.sentence) <= 3 || c.when.is_some();
            if close || named {
                let c = Candidate { when: c.when.filter(|when| possible(story, d, when)), ..c };
                if c.kind == Kind::Summit && matches!(d.kind, Kind::Meeting | Kind::Talks) && d.parties.len() >= 3 {
                    d.kind = Kind::Summit;
                }
                fill(story, d, &c);
                for p in &c.joining {
                    if !d.parties.iter().any(|q| same_party(story, *p, *q)) {
                        d.parties.push(*p);
                    }
                }
                if !c.joining.is_empty() || !c.about.is_empty() || c.when.is_some() || c.place.is_some() {
                    d.evidence.push(c.evidence(story));
                }
                d.last_sentence = c.sentence;
            }
            None
        }
        // Two people or the officials of two countries who discuss something are in contact, wherever else it is told.
        None if named
            && c.rule == rules::DISCUSS_TOPIC
            && (people(story, &c.parties) || countries(story, &c.parties)) =>
        {
            drafts.push(Draft { headline: false, ..Draft::new(story, c) });
            None
        }
        // "This builds on their September 2022 meeting": another one of the same people.
        None if c.rule == rules::NOUN_ANAPHORIC && c.when.is_some() && c.kind != Kind::Visit => {
            let told = nearest(drafts, |d| {
                c.sentence - d.last_sentence.min(c.sentence) <= 4
                    && shared(story, &d.parties, &c.parties).is_some()
                    && !c.parties.is_empty()
                    && kind_fits(d.kind, c.kind)
                    && !times_agree(d.when.as_ref(), c.when.as_ref())
            });
            let Some(d) = told.map(|at| &drafts[at]) else { return Some(c) };
            let parties = if named { c.parties.clone() } else { d.parties.clone() };
            drafts.push(Draft::new(story, Candidate { parties, ..c }));
            None
        }
        None if c.joining.len() >= 2 && c.parties.is_empty() => {
            drafts.push(Draft::new(story, Candidate { parties: c.joining.clone(), ..c }));
            None
        }
        None => Some(c),
    }
}

/// "They discuss trade", "They had been expected to discuss trade": whether what is said of topics says no more than that.
fn agenda(c: &Candidate) -> bool {
    !c.told || c.status == Status::Cancelled
}

/// Whether what the candidate points back to may be the encounter of the draft, by its distance, its parties and its kind.
fn may_mean(story: &Story<'_>, d: &Draft, c: &Candidate) -> bool {
    c.sentence - d.last_sentence.min(c.sentence) <= REACH
        && shared(story, &d.parties, &c.parties).is_some()
        && c.parties.len() <= d.parties.len()
        && kind_fits(d.kind, c.kind)
}

/// "The talks will resume on Monday" after those that were held: the parties of a further round.
fn further(story: &Story<'_>, drafts: &[Draft], c: &Candidate) -> Option<Vec<Participant>> {
    let day = c.when.as_ref().and_then(|when| time_value::days(&when.value));
    let ahead = matches!((day, story.published), (Some((first, _)), Some(on)) if first > on);
    let planned = c.rule == rules::NOUN_ANAPHORIC && c.status == Status::Planned && c.kind != Kind::Visit;
    if !ahead || !planned {
        return None;
    }
    let mut words = story.tokens.sentences[c.sentence].tokens.range().map(|t| story.tokens.folded(t));
    let again = words.any(|w| matches!(w, "resume" | "reconvene" | "continue" | "again"));
    let another = story.tokens.within(c.trigger).any(|t| {
        matches!(story.tokens.folded(t), "next" | "another" | "second" | "third" | "new" | "further" | "fresh")
            && !story.is_timed(t)
    });
    if !again && !another {
        return None;
    }
    let fits = |d: &Draft| may_mean(story, d, c) && d.kind != Kind::Visit;
    let told = |d: &Draft| {
        fits(d) && !statuses_agree(d.status, Status::Happened) && times_agree(d.when.as_ref(), c.when.as_ref())
    };
    if nearest(drafts, told).is_some() {
        return None;
    }
    let before = &drafts[nearest(drafts, fits)?];
    let held = statuses_agree(before.status, Status::Happened);
    held.then(|| if c.parties.len() >= 2 { c.parties.clone() } else { before.parties.clone() })
}

/// "The king begins a visit on Tuesday which will focus on trade": more of the encounter that the next sentences tell.
pub(super) fn foretell(story: &Story<'_>, drafts: &mut [Draft], c: Candidate) {
    if c.parties.is_empty() {
        return announced(story, drafts, &c);
    }
    let start = |s: usize| story.tokens.sentences[s].span.start;
    let last = (c.sentence + 3).min(story.tokens.sentences.len() - 1);
    // Drafts are in the order of the sentences that made them. One that a sentence before has foretold begins there, which
    // is as near.
    let from = drafts.partition_point(|d| made(d) < start(c.sentence));
    let reach = (c.sentence + 6).min(story.tokens.sentences.len() - 1);
    let hit = drafts[from..].iter_mut().take_while(|d| made(d) <= start(reach)).find(|d| {
        let first = d.evidence.iter().map(|e| e.span.start).min().unwrap_or(0);
        (start(c.sentence)..=start(last)).contains(&first)
            && shared(story, &d.parties, &c.parties).is_some()
            && kind_fits(d.kind, c.kind)
            && times_agree(d.when.as_ref(), c.when.as_ref())
            && statuses_agree(d.status, c.status)
    });
    if let Some(d) = hit.filter(|_| !c.about.is_empty()) {
        fill(story, d, &c);
        d.evidence.push(c.evidence(story));
    }
}

/// "Talks will be held in Lima on Friday. | Chile and Peru will take part in the talks": when and where it is that the next
/// sentences tell of, as what was told before.
fn announced(story: &Story<'_>, drafts: &mut [Draft], c: &Candidate) {
    let start = |s: usize| story.tokens.sentences.get(s).map_or(u32::MAX, |s| s.span.start);
    let near = start(c.sentence + 1)..start(c.sentence + 3);
    let again = |d: &Draft| {
        d.evidence.first().is_some_and(|e| {
            let first = story.tokens.at(e.trigger.start as usize);
            (first.saturating_sub(1)..first + 1).any(|t| story.tokens.word(t) == "the")
        })
    };
    let from = drafts.partition_point(|d| made(d) < near.start);
    let told = drafts[from..].iter_mut().take_while(|d| made(d) < near.end).find(|d| {
        d.when.is_none()
            && d.place.is_none()
            && kind_fits(d.kind, c.kind)
            && statuses_agree(d.status, c.status)
            && again(d)
    });
    if let Some(d) = told.filter(|_| c.when.is_some() || c.place.is_some()) {
        fill(story, d, c);
        d.evidence.insert(0, c.evidence(story));
    }
}

/// Whether an encounter of which the status is known may be at a time: "Talks broke down in 2021" tells of earlier ones than
/// those that are planned.
fn possible(story: &Story<'_>, d: &Draft, when: &When) -> bool {
    let (Some(published), Some((_, last))) = (story.published, time_value::days(&when.value)) else { return true };
    !matches!(d.status, Status::Planned | Status::Proposed) || last >= published
}

/// Where the sentence that made a draft starts.
fn made(d: &Draft) -> u32 {
    d.evidence.first().map_or(0, |e| e.span.start)
}

pub(super) fn people(story: &Story<'_>, parties: &[Participant]) -> bool {
    parties.iter().all(|p| story.entities.entities[p.entity].kind == EntityType::Person)
}

fn countries(story: &Story<'_>, parties: &[Participant]) -> bool {
    parties.iter().all(|p| story.entities.entities[p.entity].kind == EntityType::Country)
}

/// Whether an anaphoric noun of kind `noun` can mean an encounter of kind `told`.
pub(super) fn kind_fits(told: Kind, noun: Kind) -> bool {
    use Kind::{Call, Meeting, Summit, Talks, Visit};
    match noun {
        Meeting => matches!(told, Meeting | Talks | Summit),
        Talks => told != Visit,
        Visit => matches!(told, Visit | Meeting | Talks),
        Call => told == Call,
        Summit => matches!(told, Summit | Meeting | Talks),
    }
}
