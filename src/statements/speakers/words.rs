//! The words by which sources are read: what kind of word each is.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Whose voice a role lends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// An office of the state, the organisation or the firm that is named with it.
    Office,
    /// A member of a legislature.
    Legislator,
    /// An office below the state.
    Local,
    /// Nobody's but the holder's: experts, business, the press, citizens,
    /// candidates.
    Outside,
}

/// What kind of body a word names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Body {
    /// An organ of the state or organisation that is named with it.
    State,
    /// What somebody issued: it speaks for whoever did.
    Document,
    /// Something that speaks for itself alone.
    Outside,
}

/// What kind of word a word is, where it is one that matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// "the", "his", "both"
    Determiner,
    /// "senior", "several"
    Modifier,
    /// "former": the office is not held any more
    Former,
    /// "of", "while": what follows is not the head
    Preposition,
    /// "and", "or"
    And,
    /// "who", "which"
    Relative,
    /// "Mr."
    Honorific,
    /// "she", "his"
    Pronoun,
    /// "Friday"
    Calendar,
    /// "minister", "analyst"
    Role(Role),
    /// "ministry", "company"
    Body(Body),
    /// "foreign", "commerce": what an office is for
    Portfolio,
}

/// The class of a word whatever its case; a full stop at its end is left aside.
pub(crate) fn class(word: &str) -> Option<Class> {
    CLASSES
        .get(word.trim_end_matches('.').to_lowercase().as_str())
        .copied()
}

static CLASSES: LazyLock<HashMap<&str, Class>> = LazyLock::new(|| {
    LISTS
        .iter()
        .flat_map(|(class, words)| words.split_whitespace().map(|word| (word, *class)))
        .collect()
});

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

/// Words in which the subject may be taken for a woman.
pub(crate) static SHE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "actress businesswoman chairwoman congresswoman councilwoman dame daughter her \
             lady madam miss mother mrs ms she sister spokeswoman wife",
    )
});

/// The same for a man.
pub(crate) static HE: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "actor brother businessman chairman congressman councilman father he him his \
             husband lord mr sir son spokesman",
    )
});

/// Given names that are nearly always a woman's.
pub(crate) static HER_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "alice amanda amy andrea angela ann anna anne annie barbara beth betty brenda \
             carly carol caroline carolyn catherine chelsea christina christine claire \
             condoleezza cynthia dana debbie deborah debra diana diane donna dorothy elaine \
             eleanor elena elizabeth ellen emily emma erica erin eva gina grace hannah \
             heather heidi helen hillary huma ivanka jacqueline jane janet jean jeanne \
             jennifer jessica jill joan joanna josephine joyce judith judy julia julie kate \
             kathleen kathryn kathy katie katrina kayla kelly kellyanne kim kimberly \
             kristen laura lauren linda lisa liz loretta lori louise lucy lynn madeleine \
             margaret maria marie marilyn martha mary maureen megan melania melissa \
             michelle monica nancy natalie nicole nikki olivia pamela patricia paula rachel \
             rebecca robin rosa rose ruth sally samantha sandra sara sarah sharon sheila \
             sheryl sonia sophia stephanie sue susan suzanne tamara tammy teresa theresa \
             tina ursula valerie vanessa vera veronica victoria virginia wendy yvonne",
    )
});

/// And a man's.
pub(crate) static HIS_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "aaron adam adrian al alan albert alex alexander allen andrew anthony antonio \
             arnold arthur barack barry ben benjamin bernard bernie bill billy bob bobby \
             boris brad bradley brandon brendan brent brett brian bruce bryan carl carlos \
             chad charles charlie chris christopher chuck clarence cliff clint colin corey \
             craig dan daniel dave david dean dennis derek dick don donald doug douglas \
             dwight ed eddie edward emmanuel eric ernest eugene evan frank franklin fred \
             frederick gary gene geoffrey george gerald glenn gordon graham greg gregory \
             harold harry harvey henry herbert howard hugh ian ivan jack jacob jake james \
             jamie jared jason jay jeb jeff jeffrey jeremy jerry jesse jim jimmy joe joel \
             john johnny jon jonathan jorge jose joseph josh joshua juan justin karl keith \
             ken kenneth kevin khizr kurt kyle larry lawrence lee leon leonard lloyd louis \
             luis luke marc marco mark martin marvin matt matthew max michael mick mike \
             mitch mitt narendra nathan ned neil newt nicholas nick norman oliver oscar \
             patrick paul pedro pete peter phil philip phillip ralph rand randy ray raymond \
             recep reince ricardo richard rick robert roberto rod rodney roger ron ronald \
             ross roy russell ryan sam samuel scott sean sebastian seth shane sherrod \
             shinzo simon stanley stephen steve steven stuart ted terry thomas tim timothy \
             todd tom tommy tony vernon victor vijay vincent vladimir walter warren wayne \
             wilbur will william zachary",
    )
});

/// The last words of the names of states of the United States, with which
/// senators and representatives are named.
pub(crate) static US_STATES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    set(
        "Alabama Alaska Arizona Arkansas California Carolina Colorado Connecticut \
             Dakota Delaware Florida Hampshire Hawaii Idaho Illinois Indiana Iowa Jersey \
             Kansas Kentucky Louisiana Maine Maryland Massachusetts Mexico Michigan \
             Minnesota Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma Oregon \
             Pennsylvania Rhode Tennessee Texas Utah Vermont Virginia Washington Wisconsin \
             Wyoming York",
    )
});

/// The words of each class. Each word stands in one.
const LISTS: &[(Class, &str)] = &[
    (
        Class::Determiner,
        "a an another any both each either every her his its my neither no our that the \
         their these this those your",
    ),
    (
        Class::Modifier,
        "acting anonymous appointed assistant associate bipartisan central certain close co \
         conservative current democrat democratic deputy dozens eight elected executive \
         federal fellow few first five four general gop high-level high-ranking hundreds \
         incoming incumbent influential interim joint key labour lead leading liberal local \
         longtime low-ranking majority many minority more most national new newly next-door \
         nine numerous old one other others outgoing own permanent powerful prime principal \
         prominent public ranking republican respected respective ruling same second senior \
         seven several six so-called some special state-run ten thousands three top two \
         under unidentified unnamed various very veteran vice visiting young",
    ),
    (
        Class::Former,
        "disgraced ex ex- former formerly late one-time onetime ousted retired sometime \
         then then-",
    ),
    (
        Class::Preposition,
        "about according across after against also although among around as at because \
         before between but by despite during even for from here how however if in \
         including inside into just like meanwhile near not now of on once only outside \
         over per regarding since so still than there though through to toward towards \
         until upon via what when where while whose why with within without yet",
    ),
    (Class::And, "& and nor or"),
    (Class::Relative, "which who whom"),
    (
        Class::Honorific,
        "dame dr excellency hon honorable honourable lady lord madam madame miss mr mrs ms \
         prof rev sir",
    ),
    (
        Class::Pronoun,
        "anyone everyone he hers herself him himself i it me nobody she someone them \
         themselves they us we you",
    ),
    (
        Class::Calendar,
        "apr april aug august dec december feb february friday jan january jul july jun \
         june mar march monday nov november oct october saturday sep sept september sunday \
         thursday today tomorrow tuesday wednesday yesterday",
    ),
    (
        Class::Role(Role::Office),
        "adm admiral admirals adviser advisers advisor advisors aide aides ambassador \
         ambassadors attache authorities brigadier chair chairman chairwoman chancellor \
         chief chiefs col colonel commander commanders commissioner commissioners consul \
         coordinator councillor councillors councilor councilors counsellor counselor czar \
         delegate delegates deputy-secretary diplomat diplomats director director-general \
         directors emissaries emissary envoy envoys gen head heads investigators leader \
         leaders leadership lieutenant lt minister ministers monarch negotiator negotiators \
         official officials policymaker policymakers premier premiers president presidents \
         prime-minister prosecutor prosecutors regulator regulators representative \
         representatives rulers secretaries secretary secretary-general side sides \
         spokesman spokesmen spokesperson spokespersons spokeswoman spokeswomen \
         under-secretary undersecretary vice-minister vice-premier vice-president",
    ),
    (
        Class::Role(Role::Legislator),
        "congressman congressmen congresswoman lawmaker lawmakers legislator legislators mp \
         mps parliamentarian parliamentarians rep reps sen senator senators sens speaker \
         whip",
    ),
    (
        Class::Role(Role::Local),
        "alderman assemblyman assemblywoman councilman councilwoman deputies gov governor \
         governors mayor mayors police selectman sheriff superintendent",
    ),
    (
        Class::Role(Role::Outside),
        "academic academics activist activists actor actress analyst analysts anchor \
         attorney attorneys author authors backers billionaire bishop blogger broker \
         brother businessman businessmen businesswoman buyer candidate candidates captain \
         ceo cfo citizen citizens co-founder coach cofounder columnist columnists \
         commentator commentators conservatives consultant consultants consumer consumers \
         contender contractor coo correspondent correspondents critic critics daughter \
         dealer dealers dean delegate-elect democrats demonstrator deputy-editor doctor \
         donor donors economist economists editor editors employee employees entrepreneur \
         evangelicals executives expert experts exporter exporters farmer farmers father \
         fellows founder friend friends front-runner frontrunner hacker historian \
         historians hopeful host husband importer importers insider insiders investor \
         investors journalist journalists judge lawyer lawyers lecturer liberals \
         libertarians man manager managers manufacturer manufacturers member members men \
         mogul mother netizens nominee nominees nurse observer observers operative \
         operatives opponent opponents organizer organizers owner owners partner pastor \
         people person physician player pollster pollsters priest producer producers \
         professor professors progressives protester protesters publisher pundit realtor \
         reporter reporters republicans researcher researchers resident residents \
         respondents rival rivals scholar scholars scientist scientists shipper shopper \
         singer sister son source sources specialist specialists staffer staffers \
         strategist strategists student students supporter supporters surrogate surrogates \
         teacher teachers tourist tourists trader traders treasurer user users veterans \
         vice-chairman victim volunteer voter voters wife witness witnesses woman women \
         worker workers writer writers",
    ),
    (
        Class::Body(Body::State),
        "administration administrations agency army authority bureau cabinet commission \
         committee congress consulate council court courts customs delegation delegations \
         department departments embassies embassy government governments kremlin \
         legislature military ministries ministry mission navy office parliament presidency \
         senate treasury",
    ),
    (
        Class::Body(Body::Document),
        "agreement analysis brief briefing bulletin communique data document documents \
         estimates figures filing filings index letter memo note notice order paper plan \
         poll polls readout records regulations release report reports rules statement \
         statements statistics studies study survey surveys website",
    ),
    (
        Class::Body(Body::Outside),
        "academy alliance article association bank banks book business businesses campaign \
         campaigns center centre chamber church club coalition college companies company \
         corp corporation daily editorial federation firm forum foundation fund group \
         groups herald hospital inc industry institute institution journal league ltd \
         magazine market markets media network news newspaper newspapers outlet parties \
         party post press program radio school society story team television think-tank \
         thinktank times tribune tv union university",
    ),
    (
        Class::Portfolio,
        "affairs agricultural agriculture budget climate commerce communications cultural \
         culture defence defense development digital diplomatic economic economy education \
         energy environment environmental finance foreign health homeland housing human \
         industrial information intelligence interior international investment justice \
         labor land natural planning public-security reform resources rural science \
         security services state strategic tax taxation technology tourism trade \
         trade-related transport transportation water",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_one_class() {
        let words = LISTS.iter().flat_map(|(_, words)| words.split_whitespace());
        assert_eq!(words.count(), CLASSES.len());
    }

    #[test]
    fn case_and_the_stop_of_an_abbreviation_do_not_matter() {
        assert_eq!(class("Sen."), Some(Class::Role(Role::Legislator)));
        assert_eq!(class("Mr"), Some(Class::Honorific));
        assert_eq!(class("Voss"), None);
    }
}
