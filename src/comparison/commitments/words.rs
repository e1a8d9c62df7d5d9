//! Word lists of the grammar.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A list of words that is asked often.
pub(super) struct Words(LazyLock<HashSet<&'static str>>);

impl Words {
    const fn new(read: fn() -> HashSet<&'static str>) -> Self {
        Self(LazyLock::new(read))
    }

    pub(super) fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

macro_rules! words {
    ($(#[$about:meta])* $name:ident: $text:literal) => {
        $(#[$about])*
        pub(super) static $name: Words = Words::new(|| $text.split_whitespace().collect());
    };
}

/// Verbs, each with the words that may follow it.
pub(super) type Pairs = &'static [(&'static str, &'static str)];

/// Whether a list has a word behind a verb.
pub(super) fn pairs(list: Pairs, verb: &str, word: &str) -> bool {
    list.iter()
        .any(|(one, words)| *one == verb && words.split(' ').any(|other| other == word))
}

/// Verbs that promise, in all their forms, each with its base.
pub(super) const PROMISES: Pairs = &[
    ("agree", "agree agrees agreed agreeing"),
    ("commit", "commit commits committed committing"),
    ("consent", "consent consents consented"),
    ("decide", "decide decides decided"),
    ("intend", "intend intends intended"),
    ("plan", "plan plans planned"),
    ("pledge", "pledge pledges pledged pledging"),
    ("promise", "promise promises promised promising"),
    ("resolve", "resolve resolves resolved"),
    ("swear", "swear swears swore sworn"),
    ("undertake", "undertake undertakes undertook undertaken"),
    ("vow", "vow vows vowed vowing"),
];

words! {
    /// Nouns that stand for such a verb.
    PROMISE_NOUNS: "
    agreement commitment commitments decision plan plans pledge pledges promise promises
    undertaking undertakings vow vows"
}

words! {
    /// Verbs that report what somebody promised, before "it would".
    REPORTS: "
    agree agreed announced assured committed confirm confirmed declared guaranteed indicated
    informed notified pledged promise promised promises said says stated told vowed"
}

words! {
    /// Words before "that" that make what follows an expectation, not a promise.
    EXPECTS: "
    analysts anticipate argue ask asked assume assumed believe believed believes bet calls
    chance chances claim concern concerned concerns confident demand demanded demands doubt
    doubts economists ensure expect expectation expected expecting expects fear feared fears
    forecast forecasts guess hope hoped hopeful hopefully hopes hoping if imagine insist
    insists likely maybe mean means nothing optimistic perhaps possibility predict predicted
    predicts prevent probably risk risks see suggest suggests sure suspect suspected
    suspects think thinks thought trust unlikely urge urged want wants warn warned warns
    whether wish wonder worried worry"
}

words! {
    /// Verbs of states, feelings and outcomes: what nobody promises to do.
    NO_ACTS: "
    affect
    sit
    catch
    add admit agree also appear argue assume attack be bear become believe belong benefit
    blame cause collapse come cost depend deserve die dominate earn emerge enjoy ever exceed
    expect experience face fail fall feel find forget gain get go grow happen have hear hit
    hope hurt invade just know learn leave let let's like likely live look lose love matter
    mean miss need note notice one owe pay point prefer prevail prove reach realise realize
    recall refer regret remain remember result rise say see seem shrink slow soar soon start
    stay struggle succeed suffer surely surpass survive tell think thrive total try
    understand want win wish"
}

/// Of those, verbs that are acts with what follows: "come to", "go to", "leave
/// the pact", "pay 5 million".
pub(super) const ACTS_WITH: Pairs = &[
    ("go", "to ahead forward back"),
    ("come", "to back"),
    ("leave", "the"),
    ("let", "in"),
    ("stay", "in out"),
    ("add", "a an the new more another our its their"),
    ("start", "to a an the with our new this its"),
    ("try", "to"),
    ("look", "into at"),
    ("get", "rid"),
    ("reach", "out"),
];

words! {
    /// Verbs that carry another: "continue to enforce", "keep buying".
    CARRIERS: "
    aim attempt avoid begin cease consider continue endeavor endeavour finish help keep
    refrain resume seek start stop strive try work"
}

words! {
    /// Verbs that take "to" or "from" before the next verb and are acts themselves.
    ACTS: "
    rent
    align celebrate detect deter dismantle enrich equip evacuate expel extradite formulate foster
    harmonise harmonize identify inject mediate mobilise mobilize offset outlaw overhaul
    penalise penalize persuade prosecute push rebuild reconsider recover redirect reform
    register regulate reinstate rejoin reopen repatriate reserve retain reverse screen seize
    shield shorten stockpile subsidise subsidize thwart transform treat unfreeze unveil veto
    strive endeavour endeavor
    abandon abide abolish accelerate accept achieve acquire act activate address adhere
    adjust adopt advance agree aid allocate allow announce apply appoint approve arrange
    assess assist assure attend authorise authorize ban bar be begin block bolster boost
    bring build buy call cancel cap carry cease choose close collect combat come commence
    commit complete comply conclude conduct confirm consult continue contribute control
    convene cooperate coordinate counter crack create curb cut dedicate deepen defend defer
    delay delist deliver deploy designate develop disclose discuss dismantle dispatch do
    donate double draw drop ease eliminate empower enact encourage end enforce engage
    enhance ensure enter establish exchange exclude exempt expand expedite explore export
    extend facilitate fight finalise finalize finance forgo form freeze fulfil fulfill fund
    get give go grant guarantee guard halt halve hand have help hire hold honor honour host
    implement import impose improve include increase initiate inspect install introduce
    invest investigate invite issue join keep label launch lease leave lend let levy
    liberalise liberalize license lift limit list loan loosen lower maintain make manage
    manufacture meet modify monitor move narrow negotiate normalise normalize notify obtain
    offer open oppose order participate pass pause pay permit phase play pledge postpone
    prepare preserve prevent process procure produce prohibit promote propose protect
    provide publish pull punish purchase pursue put raise ratify read reaffirm recall
    recognise recognize reduce refrain refund reject relax release relocate remove renew
    repay repeal replace require rescind resist resolve respect respond restart restore
    restrict resume retaliate return review revise revoke roll run safeguard sanction scale
    scrap secure seek sell send set settle share ship show sign simplify slash speak speed
    spend stabilise stabilize stand stay step stop streamline strengthen study submit
    supervise supply support suspend tackle take talk target terminate test tighten track
    trade train transfer travel triple turn undertake upgrade uphold use verify visit waive
    welcome widen withdraw withhold work write"
}

words! {
    /// Acts whose word is as often a noun, which coordinate only before the start of
    /// an object: "and exports" is not "and export the".
    NOUNS_TOO: "
    push reform register reserve reverse screen shield treat veto offset overhaul
    act address aid attempt ban bar be block boost call cap close combat come control
    counter cut delay do double draw drop end exchange export fight finance form freeze fund
    get go guard halt hand have help honor honour host import increase invite issue label
    lease leave lend levy license limit list loan lower move narrow offer open order pass
    pause pay permit phase play process produce promise pull purchase raise read recall
    refund release respect return review roll run sanction scale secure share ship show
    speed spend stand stay step stop study supply support talk target test track trade train
    transfer travel triple turn use visit welcome work write"
}

words! {
    PRONOUNS: "
    he i it she they we you"
}

words! {
    DETERMINERS: "
    a additional all an another any both certain each either every further her his its many
    more most my neither new no one other our several some such that the their these this
    those your"
}

words! {
    PREPOSITIONS: "
    about above across against amid among around at behind below between beyond by
    concerning despite during for from in inside into like near of off on onto over per
    regarding than through throughout to toward towards under upon via with within without"
}

words! {
    /// Adverbs that do not end in -ly.
    ADVERBS: "
    again ahead all already also always both certainly each either even ever first further
    henceforth hereby indeed instead just likewise now often once only perhaps really simply
    soon still then thereby therefore thus today together tomorrow too yet"
}

words! {
    /// Particles that make another verb of the verb before them.
    PARTICLES: "
    ahead apart aside away back down forward off out up"
}

/// Verbs with "in", "on", "over" or "through" as their particle.
pub(super) const WITH_PARTICLE: Pairs = &[
    ("bring", "in"),
    ("carry", "on through"),
    ("follow", "through"),
    ("hand", "over"),
    ("let", "in"),
    ("pass", "on"),
    ("phase", "in"),
    ("push", "through"),
    ("rein", "in"),
    ("lock", "in"),
    ("step", "in"),
    ("take", "on over"),
    ("turn", "over"),
];

/// Prepositions that belong to the verb before them and its particle.
pub(super) const WITH_PREPOSITION: Pairs = &[
    ("abide", "by"),
    ("abstain", "from"),
    ("act", "on against"),
    ("adhere", "to"),
    ("agree", "to on upon"),
    ("apply", "to for"),
    ("call", "on for off"),
    ("collaborate", "with on"),
    ("come", "to back"),
    ("commit", "to"),
    ("communicate", "with"),
    ("strive", "for"),
    ("comply", "with"),
    ("consult", "with on"),
    ("contribute", "to"),
    ("cooperate", "with on in"),
    ("coordinate", "with on"),
    ("crack down", "on"),
    ("cut down", "on"),
    ("deal", "with"),
    ("depart", "from"),
    ("dispose", "of"),
    ("double down", "on"),
    ("engage", "in with"),
    ("enter", "into"),
    ("fight", "against for"),
    ("focus", "on"),
    ("follow through", "on with"),
    ("follow up", "on with"),
    ("go", "to after"),
    ("go ahead", "with"),
    ("hold off", "on"),
    ("interfere", "in with"),
    ("invest", "in"),
    ("listen", "to"),
    ("live up", "to"),
    ("look", "at into"),
    ("meet", "with"),
    ("move", "to towards"),
    ("move ahead", "with"),
    ("move forward", "with on"),
    ("negotiate", "with on"),
    ("object", "to"),
    ("participate", "in"),
    ("pay", "for"),
    ("proceed", "with"),
    ("prepare", "for"),
    ("pull out", "of"),
    ("push", "for"),
    ("push ahead", "with"),
    ("push back", "against on"),
    ("reach out", "to"),
    ("react", "to"),
    ("refrain", "from"),
    ("rely", "on"),
    ("respond", "to"),
    ("retaliate", "against"),
    ("return", "to"),
    ("sign off", "on"),
    ("speak", "with to"),
    ("stand", "by with for"),
    ("stick", "to"),
    ("talk", "to with about"),
    ("trade", "with"),
    ("travel", "to"),
    ("wait", "for"),
    ("withdraw", "from"),
    ("work", "with on towards toward for"),
];

words! {
    /// Nouns for those who act for a state.
    OFFICES: "
    administration agency ambassador authorities authority board bureau cabinet chancellor
    commission commissioner congress council counterpart counterparts country customs
    delegation department embassy envoy foreign government leader leaders leadership
    minister ministers ministry nation negotiators office official officials parliament
    party premier president regulator regulators representative secretary side spokesman
    spokesperson spokeswoman team"
}

words! {
    /// Nouns for both together, after "both" or "the two".
    TOGETHER: "
    capitals countries delegations economies governments heads leaders militaries ministers
    nations of parties powers presidents sides teams"
}

words! {
    /// Words that begin a time of their own behind an object.
    TIMES: "
    accordingly after again ahead already annually before beginning during effective first
    following immediately indefinitely later monthly next now once pending permanently prior
    respectively shortly soon starting temporarily then throughout till today together
    tomorrow tonight until upon when whenever while within yearly"
}

words! {
    /// Words that begin another clause or a phrase of its own.
    CLAUSES: "
    'd 'll 'm 're 've accordingly agreed aimed although announced are as based because but
    by can cannot could designed due had has have he how i if imposed including instead
    intended is isn't it just lest like may might must not provided rather shall she should
    signed since so than that thereby they though to unless was we were what whatever where
    whereas whether which who whom whose why will won't would you"
}

words! {
    /// Verbs whose object does something: "allow China to arm".
    CAUSES: "allow ask enable encourage force help invite permit require"
}

words! {
    /// Verbs that follow "to" and that nobody promises.
    INFINITIVES: "
    assist avoid benefit compete cover hear interfere match meet reflect serve threaten"
}

words! {
    /// Words behind a subject that make a clause with it.
    AUXILIARIES: "
    'll agreed are can has have is must said shall should was were will won't would"
}

words! {
    /// Words in -ing that are as often nouns.
    NOUNS_IN_ING: "
    building financing funding holding labeling labelling lending licensing manufacturing
    meeting opening planning pricing processing reporting sharing shipping spending testing
    trading training understanding"
}
