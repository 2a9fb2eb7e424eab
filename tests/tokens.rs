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
        ("At 10 p.m. Envoys left.", &["At 10 p.m.", "Envoys left ."]),
        ("At 10 p.m. Monday he left.", &["At 10 p.m. Monday he left ."]),
        ("Orr Corp. Chairman Cy Ek left.", &["Orr Corp. Chairman Cy Ek left ."]),
        ("They won in Wis. Two envoys left.", &["They won in Wis.", "Two envoys left ."]),
        ("See No. 5 now. Say no. Envoys left.", &["See No. 5 now .", "Say no .", "Envoys left ."]),
        (
            "É. Orr spoke. The talks failed.The envoys left.",
            &["É. Orr spoke .", "The talks failed .", "The envoys left ."],
        ),
        ("It was plan B. The envoys left John B. The.", &["It was plan B.", "The envoys left John B. The ."]),
        ("Who met? “They did!” she said.", &["Who met ?", "“ They did ! ” she said ."]),
        ("(They met.) “They did.” Ms. Lind left...", &["( They met . )", "“ They did . ”", "Ms. Lind left ..."]),
        ("Lt. Gen. A.B. Orr, 61, met St. Clair vs. Ek", &["Lt. Gen. A.B. Orr , 61 , met St. Clair vs. Ek"]),
        ("O'Brien doesn't agree", &["O'Brien doesn't agree"]),
    ];
    for (text, want) in cases {
        let got: Vec<String> = tokens(text).iter().map(|s| s.join(" ")).collect();
        assert_eq!(&got, want, "{text}");
    }
}

#[test]
fn quotation_marks_and_dashes_are_folded_to_their_ascii_forms() {
    let text = "Ökten’s “no”—‘so’";
    let mut t = token::Tokens::default();
    token::split(text, &zone::divide(text), &mut t);
    let folded: Vec<&str> = (0..t.len()).map(|i| t.folded(i)).collect();
    assert_eq!(folded, ["okten", "'s", "\"", "no", "\"", "-", "'", "so", "'"]);
}
