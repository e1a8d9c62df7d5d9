//! Controls, labels and invitations that stand in a page beside its text.
//!
//! Each pattern matches a whole line. A sentence that only begins like one
//! ("Subscribers said …", "More on that later.") must not match.

use regex::RegexSet;

use super::internal;
use crate::error::Error;

/// No control says more than this, in bytes.
const LONGEST: usize = 200;

const PATTERNS: [&str; 29] = [
    // Advertisements.
    r"(?:advertisements?|ads?|adverts?|sponsored(?: content)?|paid (?:post|content)|promoted|remove ads?)(?: [-–—|:] .*)?",
    r"(?:story|article|text)? ?continues? (?:below|after)(?: (?:this |the )?(?:advertisement|ad|promotion|newsletter.*))?",
    r"skip (?:to|past|advertisement|ad\b).*",
    // Players.
    r"(?:select|choose|change) (?:your |a |the )?(?:listening |reading )?(?:voice|speed|language)s?",
    r"get through articles \d.*",
    r"listen(?: to this (?:article|story|page))?(?: ?[·|•(-].*)?",
    r"\d+ ?wpm|(?:\d+(?:\.\d+)?x ?)+|slow|average|fast|normal|male|female|play|pause|mute|unmute|stop|resume",
    r"(?:play|watch|listen to) (?:this )?(?:video|audio|clip|podcast)|(?:current|remaining) time ?[\d:]*|duration ?[\d:]*|\d{1,2}:\d{2}(?: ?/ ?\d{1,2}:\d{2})?",
    r"(?:video|watch|listen|podcast|gallery|in pictures|photos) ?[:|] ?[^.]*",
    // Time and trust.
    r"(?:estimated )?read(?:ing)? time ?:? ?\d+ ?min(?:ute)?s?|\d+[- ]?min(?:ute)?s?[- ](?:read|listen|watch)",
    r"why you can trust .*|our standards ?: ?.*",
    r"(?:first |originally )?(?:published|updated|last updated|last modified|modified|posted|created|date|time)(?: on| at)?\b ?:? ?.*\d[^.]*",
    // Sharing and following.
    r"(?:share|tweet|email|e-mail|print|save|bookmark|copy link|gift|send|repost|pin)(?: (?:this|the|it|link|to|on|via|by|with|article|story|page|post|email|facebook|twitter|x|linkedin|whatsapp|for later|full article|icon|button)){0,5}(?: ?[:|] ?.*)?",
    r"facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|instagram|youtube|tiktok|wechat|weibo|flipboard|messenger|bluesky|threads|mastodon|line",
    r"(?:(?:facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|instagram|youtube|email|wechat|weibo|copy link|print)[ |,/·•]*){2,}",
    r"follow (?:us|me|our|@[\w.]+)\b.*|follow .* on (?:facebook|twitter|x|instagram|whatsapp|telegram|wechat|weibo|youtube|linkedin)\b.*",
    r"(?:view |show |load |see |read |all |post |leave )?(?:a |all )?(?:\d+ )?comments?(?: ?\(?\d+\)?)?(?: (?:are )?closed)?|join the (?:conversation|discussion).*|have your say.*",
    // Subscribing.
    r"subscribe(?: (?:now|today|here|to|for|and|with|or)\b.*| ?[!.:|].*)?|already a subscriber.*|subscribers? only",
    r"sign (?:up|in|out)(?: (?:now|today|here|to|for|and|with|or)\b.*| ?[!.:|].*)?|log ?(?:in|out)|register(?: (?:now|here|for free|to read).*)?|create (?:a |an )?(?:free )?account.*",
    r"(?:get|receive) (?:the|our|all|your|more|daily|breaking|top|unlimited)\b.*(?:newsletter|inbox|e?-?mail|alerts?|app|access)\b.*|(?:our|daily|weekly|morning) newsletters?\b[^.]*|newsletters?|enter your e-?mail.*|e-?mail address|thank you for (?:signing up|subscribing).*",
    r"(?:download|get|open|install) (?:our|the|in)(?: .*)? app\b.*|join (?:us on|our) .*(?:channel|group|whatsapp|telegram|community).*",
    r"(?:support (?:our|independent|quality) journalism|donate(?: now| today)?|become a member|make a (?:donation|contribution))\b.*",
    // Elsewhere on the site.
    r"(?:read|see|learn|find out|discover|watch) (?:more|also|next|the full (?:story|article|report|text))(?: (?:about|on|at|from|in|here)\b[^.]*| ?[:|>»›…→].*)?|see also ?:?.*|click (?:here|on|to)\b.*|tap (?:here|to)\b.*|don[’']t miss ?:?.*|up next.*",
    r"related(?: (?:stories|articles?|topics|news|content|coverage|links|reading|posts?|videos?|items))?(?: ?[:|].*)?|more (?:from|stories|news|in|like|on this)\b[^.]*|(?:most|also|recently) (?:read|popular|viewed|shared|commented)(?: .*)?|recommended(?: (?:for you|stories|reading|articles|videos?))?|(?:you (?:may|might)(?: also)? (?:like|be interested in)|what to (?:read|know|watch) next|editor[’']?s?[’']? (?:picks?|choice)|trending(?: now| topics)?|top stories|latest (?:news|stories|headlines)|in this (?:article|story)|keep reading|explore more|must[- ]reads?)(?: ?[:|]?.*)?",
    r"(?:topics?|tags?|filed under|categor(?:y|ies)|keywords?|section|explore(?: more on)?) ?:.*",
    // Cookies and small print.
    r".*\b(?:we|site|website|page|partners) (?:and our partners )?uses? (?:.* )?cookies\b.*|.*\bcookies? (?:policy|settings|preferences|notice|consent)\b.*|(?:accept|reject|decline|manage|allow)(?: all| necessary| only)*(?: cookies| preferences| settings| options)?(?: and continue)?|by (?:continuing|using|clicking|signing).*(?:agree|consent|accept).*|i (?:agree|accept)",
    r"(?:privacy|terms|legal)(?: (?:policy|notice|statement|of (?:use|service|sale)|(?:and|&) conditions))(?: ?[|·•&,/].*)?|.*\ball rights reserved\b.*|(?:copyright ?)?(?:©|\(c\)).*|copyright (?:©|\d{4}|by).*|(?:about|contact)(?: us)?(?: ?[|·•].*)?|imprint|advertise with us|careers|sitemap|help(?: cent(?:er|re))?|feedback",
    r"this (?:article|story|piece|post|content) (?:was |has been )?(?:first |originally |also )?(?:appeared|published|produced|provided|is (?:republished|part of))\b.*",
    // Menus.
    r"(?:load|show|view|see) (?:more|less|all|full (?:image|screen))|more|expand(?: .*)?|collapse|close|menu|search|home|back(?: to (?:top|home|article))?|next(?: (?:article|story|page))?|previous(?: (?:article|story|page))?|loading(?: .*)?[.…]*|caption|open image in gallery|enlarge(?: image)?|hide caption|toggle caption|image (?:source|credit)s?|\d+ of \d+|live|breaking(?: news)?|exclusive|opinion|analysis|explainer|updated",
];

#[derive(Debug)]
pub(super) struct Widgets {
    lines: RegexSet,
}

impl Widgets {
    pub(super) fn new() -> Result<Self, Error> {
        let whole = PATTERNS.map(|pattern| format!(r"(?i)^[|>»›•·*+\s-]*(?:{pattern})[|>»›→\s]*$"));
        let lines = RegexSet::new(whole).map_err(internal)?;
        Ok(Self { lines })
    }

    /// Whether a line is a widget and nothing else.
    pub(super) fn match_line(&self, line: &str) -> bool {
        line.len() <= LONGEST && !line.contains('\n') && self.lines.is_match(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_begin_like_a_widget_are_none() {
        let widgets = Widgets::new().unwrap();
        for sentence in [
            "Subscribers said they had waited for weeks.",
            "Sign language was used throughout the talks.",
            "More than forty ferries lie idle.",
            "More from the harbour board is expected on Friday.",
            "Read the treaty before you sign it, the minister said.",
            "Share prices fell on Monday.",
            "Follow the rules or leave, he told the captains.",
            "Published figures show a decline of 4 percent since May.",
            "Fast ferries will return first.",
            "Print media were not invited.",
            "Related charges were dropped.",
            "Register of ships to open in May",
            "Save the piers, residents say",
            "Home ports reopen",
            "Search for crew resumes",
            "Opinion is divided on the lake.",
            "Get the ferries moving again, the mayor said.",
            "By continuing the talks we show good will.",
            "Video evidence was shown.",
            "About forty ferries lie idle.",
            "The newsletter of the board names no date.",
            "End of quote.",
        ] {
            assert!(!widgets.match_line(sentence), "{sentence:?}");
        }
    }
}
