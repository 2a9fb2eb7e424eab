//! Tokens and sentences: what splits, what stays whole.

use whomet::{token, zone};

fn tokens(text: &str) -> Vec<Vec<String>> {
    let zones = zone::divide(text);
    let mut t = token::Tokens::default();
    token::split(text, &zones, &mut t);
    t.sentences.iter().map(|s| s.tokens.range().map(|i| t.tokens[i].span.of(text).to_owned()).collect()).collect()
}

#[test]
fn words_marks_and_sentences() {
    let cases: &[(&str, &[&str])] = &[
        ("Mr. Lind met U.S. envoys.", &["Mr. Lind met U.S. envoys ."]),
        ("He left the U.S. The talks failed.", &["He left the U.S.", "The talks failed ."]),
        ("Japan’s envoy and ministers' aides", &["Japan ’s envoy and ministers ' aides"]),
        ("Ruta Jae-in, a Tallinn-based aide", &["Ruta Jae - in , a Tallinn - based aide"]),
        ("It fell 3.5% to 1,000 at 10:30 a.m. on the 16th.", &["It fell 3.5 % to 1,000 at 10:30 a.m. on the 16th ."]),
        ("J.P. Orr said: “Go.” She went.", &["J.P. Orr said : “ Go . ”", "She went ."]),
        ("O'Brien doesn't agree", &["O'Brien doesn't agree"]),
    ];
    for (text, want) in cases {
        let got: Vec<String> = tokens(text).iter().map(|s| s.join(" ")).collect();
        assert_eq!(&got, want, "{text}");
    }
}
