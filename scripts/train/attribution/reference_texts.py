"""Invented news paragraphs on which every engine must agree with this code.

Among them: curly and straight quotation marks, letters outside ASCII, a quotation in
two pieces, a speaker shared by two cues, a source without a verb, a line without any
attribution, and one text that needs three windows.
"""

SHORT = (
    "“We will not sign a text that ties our hands,” said Trade Minister Ilse Brandão, adding "
    "that her country was ready to talk in the autumn.",
    'The port authority warned on Tuesday that "delays of up to nine days" were likely if the '
    "strike went on. Its director, Tomas Weil, declined to comment.",
    "According to two officials at the ministry, the ceiling could be lifted as early as March. "
    "“That is premature,” a spokeswoman for Premier Okonjo-Reyes told reporters. “No date has "
    "been set — none at all.”",
    "Senator Marla Quist believes the tariff will hurt farmers more than it helps the mills. "
    "She wrote in a letter to colleagues that “nobody in my state asked for this.”",
    "Rain fell on the harbour for most of the morning, and the ferries ran late.",
)

LONG = """Deputy Foreign Minister Arvid Szücs said on Monday that his government would send \
a team to the lake talks within a fortnight, and he promised that it would have “a full \
mandate, not half of one.”

The neighbours were cautious. “We have heard promises before,” said Lin Maohua, who leads the \
provincial water board. “What we need is a timetable.” She noted that three earlier rounds had \
ended without a joint statement, and argued that the next should not begin before the gauges at \
the northern weir are repaired.

Engineers at the weir reported last week that two of the five gates were stuck. A survey by the \
Institute for River Basins found that the flow has fallen by a fifth since the dam was closed. \
The institute's head, Professor Emeka Dahl, cautioned that the figure was an estimate: "We \
measure at four points. There ought to be twelve."

Not everyone sees a crisis. Shipping companies said that traffic on the lake was normal for the \
season, though one captain, who asked not to be named because he was not allowed to speak to the \
press, described the eastern channel as “a bathtub with the plug out.” The farmers' union \
dismissed the survey as alarmist. Its chairwoman, Petra Oyelaran, told the regional radio that \
her members had seen worse summers; she accused the institute of wanting a larger budget.

Mr Szücs would not say whether the gates would be on the agenda. Asked about the survey, he \
replied that he had not read it. “I will read it on the train,” he said, “and then I will have \
an opinion.”

The finance ministry estimates that repairs would cost 40 million crowns, which opposition \
lawmakers called far too low. According to a draft seen by this newspaper, the work would take \
two years and would be paid for in equal parts by both sides. Officials in the capital declined \
to confirm the draft. In a written answer, the water board said it had "no knowledge of such a \
document" and suggested that it might be an older version.

Beyond the lake the news was met with a shrug. “Nobody here drinks that water,” said Ana \
Kovačević, who keeps a bakery in the upper town. Her neighbour disagreed: the wells, he pointed \
out, are fed by the same springs, and the council has twice told households to boil what comes \
from the tap. A council spokesman denied that there had been a second order.

The talks are expected to open on the ninth. Ms Lin said she would attend in any case."""

TEXTS = (*SHORT, LONG)
