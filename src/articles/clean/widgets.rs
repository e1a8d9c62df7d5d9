//! Controls, labels and invitations that stand in a page beside its text.
//!
//! Each pattern matches a whole line. A sentence that only begins like one
//! ("Subscribers said …", "More on that later.") must not match.

use regex::RegexSet;

use super::internal;
use crate::error::Error;

/// No control says more than this, in bytes.
const LONGEST: usize = 260;

const PATTERNS: [&str; 29] = [
    // Advertisements.
    r"(?:advertisements?|ads?|adverts?|sponsored(?: content)?|paid (?:post|content)|promoted|remove ads?)(?: [-–—|:] .{0,60})?",
    r"(?:story|article|text)? ?continues? (?:below|after)(?: (?:this |the )?(?:advertisement|ad|promotion|newsletter.*))?",
    r"skip (?:to|past|advertisement|ad\b).{0,60}",
    // Players.
    r"(?:select|choose|change) (?:your |a |the )?(?:listening |reading )?(?:voice|speed|language)s?",
    r"get through articles \d.{0,40}",
    r"listen(?: to this (?:article|story|page))?(?: ?[·|•(-].{0,30})?",
    r"\d+ ?wpm|(?:\d+(?:\.\d+)?x ?)+|slow|average|fast|normal|male|female|play|pause|mute|unmute|stop|resume",
    r"(?:play|watch|listen to) (?:this )?(?:video|audio|clip|podcast)|(?:current|remaining) time ?[\d:]*|duration ?[\d:]*|\d{1,2}:\d{2}(?: ?/ ?\d{1,2}:\d{2})?",
    r"(?:video|watch|listen|podcast|gallery|in pictures|photos) ?[:|] ?[^.]{0,120}",
    // Time and trust.
    r"(?:estimated )?read(?:ing)? time ?:? ?\d+ ?min(?:ute)?s?|\d+[- ]?min(?:ute)?s?[- ](?:read|listen|watch)",
    r"why you can trust .{1,40}|our standards ?: ?.{1,80}",
    r"(?:first |originally )?(?:published|updated|last updated|last modified|modified|posted|created|date|time)(?: on| at)?\b ?:? ?.{0,24}\d[^.]{0,60}",
    // Sharing and following.
    r"(?:share|tweet|email|e-mail|print|save|bookmark|copy link|gift|send|repost|pin)(?: (?:this|the|it|link|to|on|via|by|with|article|story|page|post|email|facebook|twitter|x|linkedin|whatsapp|for later|full article|icon|button)){0,5}(?: ?[:|] ?.{0,80})?",
    r"facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|instagram|youtube|tiktok|wechat|weibo|flipboard|messenger|bluesky|threads|mastodon|line",
    r"(?:(?:facebook|twitter|x|linkedin|whatsapp|telegram|reddit|pinterest|instagram|youtube|email|wechat|weibo|copy link|print)[ |,/·•]*){2,}",
    r"follow (?:us|me|@?[\w.]+|our)(?: .{0,80})?[^.]?",
    r"(?:view |show |load |see |read |all |post |leave )?(?:a |all )?(?:\d+ )?comments?(?: ?\(?\d+\)?)?(?: (?:are )?closed)?|join the (?:conversation|discussion).{0,60}|have your say.{0,60}",
    // Subscribing.
    r"subscribe(?: (?:now|today|here|to|for|and|with|or)\b.{0,160}| ?[!.:|].{0,80})?|already a subscriber.{0,60}|subscribers? only",
    r"sign (?:up|in|out)(?: (?:now|today|here|to|for|and|with|or)\b.{0,180}| ?[!.:|].{0,80})?|log ?(?:in|out)|register(?: (?:now|here|for free|to read).{0,80})?|create (?:a |an )?(?:free )?account.{0,40}",
    r"(?:get|receive) (?:the|our|all|your|more|daily|breaking|top|unlimited)\b.{0,120}(?:newsletter|inbox|e?-?mail|alerts?|app|access)\b.{0,80}|(?:our|the|daily|weekly|morning) newsletters?\b.{0,80}|newsletters?|enter your e-?mail.{0,60}|e-?mail address|thank you for (?:signing up|subscribing).{0,60}",
    r"(?:download|get|open|install) (?:our|the|in)(?: .{0,30})? app\b.{0,80}|join (?:us on|our) .{0,60}(?:channel|group|whatsapp|telegram|community).{0,40}",
    r"(?:support (?:our|independent|quality) journalism|donate(?: now| today)?|become a member|make a (?:donation|contribution))\b.{0,100}",
    // Elsewhere on the site.
    r"(?:read|see|learn|find out|discover|watch) (?:more|also|next|the full (?:story|article|report|text))(?: (?:about|on|at|from|in|here)\b[^.]{0,100}| ?[:|>»›…→].{0,180})?|see also ?:?.{0,150}|click (?:here|on|to)\b.{0,100}|tap (?:here|to)\b.{0,100}|don[’']t miss ?:?.{0,120}|up next.{0,100}",
    r"related(?: (?:stories|articles?|topics|news|content|coverage|links|reading|posts?|videos?|items))?(?: ?[:|].{0,180})?|more (?:from|stories|news|in|like|on this)\b[^.]{0,80}|(?:most|also|recently) (?:read|popular|viewed|shared|commented)(?: .{0,40})?|recommended(?: (?:for you|stories|reading|articles|videos?))?|(?:you (?:may|might)(?: also)? (?:like|be interested in)|what to (?:read|know|watch) next|editor[’']?s?[’']? (?:picks?|choice)|trending(?: now| topics)?|top stories|latest (?:news|stories|headlines)|in this (?:article|story)|keep reading|explore more|must[- ]reads?)(?: ?[:|]?.{0,60})?",
    r"(?:topics?|tags?|filed under|categor(?:y|ies)|keywords?|section|explore(?: more on)?) ?:.{0,200}",
    // Cookies and small print.
    r".{0,120}\b(?:we|site|website|page|partners) (?:and our partners )?uses? (?:.{0,30} )?cookies\b.{0,160}|.{0,60}\bcookies? (?:policy|settings|preferences|notice|consent)\b.{0,80}|(?:accept|reject|decline|manage|allow)(?: all| necessary| only)*(?: cookies| preferences| settings| options)?(?: and continue)?|by (?:continuing|using|clicking|signing).{0,160}(?:agree|consent|accept).{0,120}|i (?:agree|accept)",
    r"(?:privacy|terms|legal)(?: (?:policy|notice|statement|of (?:use|service|sale)|(?:and|&) conditions))(?:[ |·•&,/].{0,120})?|.{0,80}\ball rights reserved\b.{0,100}|(?:copyright ?)?(?:©|\(c\)).{0,140}|copyright (?:©|\d{4}|by).{0,120}|(?:about|contact)(?: us)?(?:[ |·•].{0,80})?|imprint|advertise with us|careers|sitemap|help(?: cent(?:er|re))?|feedback",
    r"this (?:article|story|piece|post|content) (?:was |has been )?(?:first |originally |also )?(?:appeared|published|produced|provided|is (?:republished|part of))\b.{0,200}",
    // Menus.
    r"(?:load|show|view|see) (?:more|less|all|full (?:image|screen))|more|expand(?: .{0,20})?|collapse|close|menu|search|home|back(?: to (?:top|home|article))?|next(?: (?:article|story|page))?|previous(?: (?:article|story|page))?|loading(?: .{0,20})?[.…]*|caption|open image in gallery|enlarge(?: image)?|hide caption|toggle caption|image (?:source|credit)s?|(?:end|begin) of .{0,20}|\d+ of \d+|live|breaking(?: news)?|exclusive|opinion|analysis|explainer|updated",
];

#[derive(Debug)]
pub(super) struct Widgets {
    lines: RegexSet,
}

impl Widgets {
    pub(super) fn new() -> Result<Self, Error> {
        let whole = PATTERNS.map(|pattern| format!(r"(?i)^[|>»›•·*+\s-]*(?:{pattern})[|>»›→\s]*$"));
        let lines = regex::RegexSetBuilder::new(whole)
            .size_limit(1 << 27)
            .build()
            .map_err(internal)?;
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
        ] {
            assert!(!widgets.match_line(sentence), "{sentence:?}");
        }
    }
}
