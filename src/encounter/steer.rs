//! What the time and the status of an encounter say of each other: which Monday is meant, and whether it has come.

use super::{
    Kind, Status, Story, When,
    candidate::Candidate,
    rules::{self, Rule},
    time_value,
};
use crate::{
    article::Date,
    date::{Timex, TimexType},
    span::Span,
    token::{Case, TokenKind},
    zone::BlockKind,
};

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A bare weekday means the next one for what is to come and the last one for what is done; the encounter's status
/// knows better than the tense of the nearest verb.
pub(super) fn steer_weekday(story: &Story<'_>, c: &mut Candidate) {
    let (Some(published), Some(when)) = (story.published, &mut c.when) else { return };
    let token = story.tokens.at(when.span.start as usize);
    // "will meet this week" on a Sunday: the week that begins.
    let ahead = matches!(c.status, Status::Planned | Status::Proposed);
    if ahead && published.weekday() == jiff::civil::Weekday::Sunday && this_week(story, token) {
        if let Ok(next) = published.tomorrow() {
            when.value = time_value::week(next);
        }
        return;
    }
    // "Monday", "late on Monday evening"
    let bare = story.tokens.within(when.span).any(|t| WEEKDAYS.contains(&story.tokens.folded(t)))
        && story.tokens.within(when.span).all(|t| {
            let word = story.tokens.folded(t);
            WEEKDAYS.contains(&word)
                || matches!(word, "early" | "late" | "on" | "morning" | "afternoon" | "evening" | "night")
        });
    if !bare && !weekend(story, token, when) {
        steer_year(story, published, c.status, when);
        return;
    }
    // "left for China on Tuesday": the day that has been.
    let left = || {
        story
            .tokens
            .within(c.trigger)
            .next()
            .is_some_and(|t| matches!(story.tokens.folded(t), "left" | "departed" | "flew"))
    };
    // "begins a three-day visit on Sunday", "leaves at the weekend"
    if let Some((first, last)) = when.value.split_once('/') {
        let week = |day: &str| day.parse::<Date>().ok()?.checked_add(jiff::Span::new().days(7)).ok();
        let days = (first.parse::<Date>(), last.parse::<Date>(), week(first), week(last));
        let (Ok(begins), Ok(ends), Some(from), Some(to)) = days else { return };
        // "arrived on Saturday for a two-day visit"
        let gone = when.span.end <= c.trigger.start && !c.ahead || c.kind == Kind::Visit && left();
        if c.status == Status::Planned && begins < published && gone {
            c.status = if ends < published { Status::Happened } else { Status::Ongoing };
        } else if ahead && begins < published {
            when.value = format!("{from}/{to}");
        }
        return;
    }
    let Ok(day) = when.value.parse::<Date>() else { return };
    // "arrived on Saturday for talks": the day is that of the journey.
    if c.status == Status::Planned && day < published && when.span.end <= c.trigger.start && !c.ahead {
        // "left for Peru on Monday to hold talks": they are to come, on a day that nobody tells.
        let gone = story.tokens.sentences[c.sentence].tokens.range().take_while(|&t| t < token);
        let gone = gone.into_iter().any(|t| matches!(story.tokens.folded(t), "left" | "departed"));
        if gone && c.kind != Kind::Visit {
            c.when = None;
            return;
        }
        c.status = if gone { Status::Ongoing } else { Status::Happened };
        return;
    }
    if c.status == Status::Planned && c.kind == Kind::Visit && day < published && left() {
        c.status = Status::Ongoing;
        return;
    }
    // "was meeting bankers on Tuesday"
    let first = story.tokens.at(c.trigger.start as usize);
    let past = first < story.tokens.len() && matches!(story.tokens.folded(first), "was" | "were");
    if c.status == Status::Ongoing && day < published && past {
        c.status = Status::Happened;
        return;
    }
    // "scrapped a trip to Peru on Monday": when it was called off; not "called off a meeting set for Monday"
    let fixed = || {
        (token.saturating_sub(FIXED)..token)
            .any(|t| matches!(story.tokens.folded(t), "set" | "scheduled" | "planned" | "due" | "expected" | "for"))
    };
    if c.status == Status::Cancelled && day < published && when.span.start > c.trigger.end && !fixed() {
        c.when = None;
        return;
    }
    let shift = match c.status {
        Status::Ongoing if day < published && (begins(story, c.sentence, c.trigger) || begun(story, when)) => return,
        Status::Planned | Status::Proposed | Status::Ongoing | Status::Cancelled if day < published => 7,
        Status::Happened if day > published => -7,
        _ => return,
    };
    if let Ok(moved) = day.checked_add(jiff::Span::new().days(shift)) {
        when.value = moved.to_string();
        if c.status == Status::Ongoing {
            // "is meeting bankers on Friday"
            c.status = Status::Planned;
        }
    }
}

/// How many tokens before a day the word stands at most that fixes it: "scheduled to be held on Monday".
const FIXED: usize = 5;

/// "opened a new round of talks on Thursday": whether the verb before the trigger tells of the beginning.
fn begins(story: &Story<'_>, sentence: usize, trigger: Span) -> bool {
    let first = story.tokens.at(trigger.start as usize);
    let sentence = story.tokens.sentences[sentence].tokens.first as usize;
    (first.saturating_sub(BEFORE).max(sentence)..first)
        .map(|t| story.tokens.folded(t))
        .any(|word| is_beginning(word) || word == "launched")
}

fn is_beginning(word: &str) -> bool {
    matches!(word, "began" | "begun" | "started" | "opened" | "resumed" | "restarted")
}

/// How many tokens before the trigger a verb of beginning stands at most.
const BEFORE: usize = 6;

/// "talks, which began on Thursday": whether the time is that of the beginning.
fn begun(story: &Story<'_>, when: &When) -> bool {
    let first = story.tokens.at(when.span.start as usize);
    let before = (first.saturating_sub(2)..first).rev().map(|t| story.tokens.folded(t)).find(|word| *word != "on");
    before.is_some_and(is_beginning)
}

/// "the weekend", the token where the time starts, and no other one than that next to publication.
fn weekend(story: &Story<'_>, token: usize, when: &When) -> bool {
    let noun = token + usize::from(token < story.tokens.len() && story.tokens.folded(token) == "the");
    noun < story.tokens.len()
        && story.tokens.folded(noun) == "weekend"
        && story.tokens.tokens[noun].span.end == when.span.end
}

fn this_week(story: &Story<'_>, token: usize) -> bool {
    token + 1 < story.tokens.len() && story.tokens.folded(token) == "this" && story.tokens.folded(token + 1) == "week"
}

/// As a bare weekday, so a month, day or season without its year: "in September" of what is to come is the next one, of what is
/// done the last.
fn steer_year(story: &Story<'_>, published: Date, status: Status, when: &mut When) {
    let named = story
        .tokens
        .within(when.span)
        .any(|t| story.tokens.folded(t).len() == 4 && story.tokens.folded(t).bytes().all(|b| b.is_ascii_digit()));
    let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words: Vec<&str> = story.tokens.within(when.span).map(|t| story.tokens.folded(t)).collect();
    let season = matches!(words[..], ["the", "spring" | "summer" | "autumn" | "fall" | "winter"]);
    let month = season || words.first().is_some_and(|first| months.iter().any(|m| first.starts_with(m)));
    let Some((first, last)) = time_value::days(&when.value) else { return };
    let years = match status {
        Status::Planned | Status::Proposed if last < published => 1,
        Status::Happened if first > published => -1,
        _ => return,
    };
    if named || !month {
        return;
    }
    let next = |part: &str| -> Option<String> {
        let year: i32 = part.get(..4)?.parse().ok()?;
        Some(format!("{:04}{}", year + years, part.get(4..)?))
    };
    let moved: Option<Vec<String>> = when.value.split('/').map(next).collect();
    let fits = |m: &String| {
        time_value::days(m).is_some_and(|(first, last)| if years > 0 { first > published } else { last < published })
    };
    if let Some(moved) = moved.map(|m| m.join("/")).filter(fits) {
        when.value = moved;
    }
}

/// Who has arrived is there, unless that is days ago.
pub(super) fn arrival(story: &Story<'_>, c: &mut Candidate) {
    if c.kind != Kind::Visit || c.status != Status::Happened {
        return;
    }
    let first = story.tokens.at(c.trigger.start as usize);
    let arrives =
        story.tokens.within(c.trigger).any(|t| matches!(story.tokens.folded(t), "arrived" | "arrives" | "landed"));
    // "never arrived in the country"
    let never = first > 0 && matches!(story.tokens.folded(first - 1), "never" | "not");
    if arrives && !never && is_recent(story, c.when.as_ref()) {
        c.status = Status::Ongoing;
    }
}

/// Whether a time is unknown or not more than two days before publication.
fn is_recent(story: &Story<'_>, when: Option<&When>) -> bool {
    let (Some(published), Some(when)) = (story.published, when) else { return true };
    time_value::days(&when.value).is_none_or(|(_, last)| last.until(published).is_ok_and(|span| span.get_days() <= 2))
}

/// The days that stand as headings of a list of events ("MONDAY, JUNE 3"), in text order; none where only one does.
pub(super) fn headings(story: &Story<'_>) -> Vec<When> {
    let heads = |timex: &&Timex| {
        let first = timex.tokens.first as usize;
        let sentence = &story.tokens.sentences[story.tokens.sentence_of(first)];
        if timex.kind != TimexType::Date
            || sentence.tokens.first as usize != first
            || sentence.kind == BlockKind::Headline
        {
            return false;
        }
        // In a line of its own, or in capitals: a weekday and more.
        let alone = (timex.tokens.end as usize..sentence.tokens.end as usize)
            .all(|t| story.tokens.tokens[t].kind == TokenKind::Punct);
        let capitals = timex.tokens.len() >= 3 && story.tokens.tokens[first].case == Case::Upper;
        alone || capitals && WEEKDAYS.contains(&story.tokens.folded(first))
    };
    let found: Vec<When> = story
        .dates
        .iter()
        .filter(heads)
        .filter_map(|t| Some(When { span: t.span, value: time_value::day_value(t)? }))
        .filter(|w| time_value::days(&w.value).is_some_and(|(first, last)| first == last))
        .collect();
    if found.len() > 1 { found } else { Vec::new() }
}

/// An event under the heading of its day.
pub(super) fn under_heading(headings: &[When], c: &mut Candidate) {
    if c.when.is_none() {
        c.when = headings[..headings.partition_point(|h| h.span.end <= c.trigger.start)].last().cloned();
    }
}

/// A status that the date of the encounter contradicts is mended: what is dated after publication has not happened.
pub(super) fn dated_status(story: &Story<'_>, c: &Candidate) -> Status {
    let (Some(published), Some(when)) = (story.published, &c.when) else { return c.status };
    let Some((first, last)) = time_value::days(&when.value) else { return c.status };
    let covers = first <= published && published <= last;
    match c.status {
        Status::Happened | Status::Ongoing if first > published => Status::Planned,
        // "open to talks during the envoy's visit last month", "invited him to hold talks on Saturday"
        Status::Proposed if last < published && past_noun(c.rule) => Status::Happened,
        Status::Ongoing if c.kind == Kind::Visit && is_recent(story, c.when.as_ref()) => Status::Ongoing,
        Status::Ongoing if last < published && begun(story, when) => Status::Ongoing,
        Status::Ongoing if begins(story, c.sentence, c.trigger) && is_recent(story, c.when.as_ref()) => Status::Ongoing,
        Status::Ongoing if last < published => Status::Happened,
        Status::Ongoing if !covers => Status::Happened,
        s => s,
    }
}

/// Rules that take a noun or an invitation for the encounter: what is dated in the past has taken place.
fn past_noun(rule: Rule) -> bool {
    [rules::VISIT_NOUN, rules::NOUN_POSSESSOR_WITH, rules::INVITE_OBJECT].contains(&rule)
}
