"""The words that vote figures are told in: sources of regular expressions, and the patterns built from them.

Words are data here: to teach `kg.extract.tallies.figures` another way of saying it, add it to a table. All of it is
matched against a flattened sentence (single spaces, straight quotation marks), without regard to case.
"""

from __future__ import annotations

import re

from kg.extract.tallies import numbers


def _any(*sources: str) -> str:
    return "(?:" + "|".join(sources) + ")"


QUOTE = "[\"']?"

_CAST = (
    r"(?:vot(?:ed|es|e|ing)|cast(?:ing)?\s(?:their\s|a\s)?(?:votes?|ballots?)|rais(?:ed?|ing)\s(?:their\s|a\s)?hands?)"
)
_WHEN = r"(?:\s(?:on\s\w+|\w+ly|yesterday|today|overwhelmingly))?"
_WHERE = r"(?:\s(?:in|at)\sthe\s(?-i:[A-Z])[\w.]*(?:\s(?-i:[A-Z])[\w.]*){0,3})?"
_TURNED_DOWN = r"(?:reject|defeat|oppose|throw\sout|turn\sdown|vote\sdown|kill|strike\sdown)"

# What a number of members did. First match wins, so the longer wording stands first.
ROLES = {
    "abstentions": _any(
        r"abstain(?:ed|ing|s)?\b",
        r"abstentions?\b",
        r"abstaining\svotes?\b",
        r"(?:opt(?:ed|s|ing)?|[wc]ent|chose|pick(?:ed|ing)?)\sfor\sabstention\b",
    ),
    "votes_against": _any(
        rf"{_CAST}{_WHEN}{_WHERE}\s(?:against|in\sopposition|to\s{_TURNED_DOWN})\b",
        rf"(?:{_CAST}{_WHEN}|say(?:s|ing)?|said)\s{QUOTE}(?:no|nay|nein|non)\b{QUOTE}(?!\sconfidence)",
        rf"{QUOTE}(?:no|nay|nein|non|negative|dissenting|opposing)\b{QUOTE}[\s-](?:votes?|ballots?|voters?)\b",
        r"(?:against(?!\s\d+\sfor\b|\s(?-i:[A-Z]))|in\sopposition|opposed|opposing|opposes?|reject(?:ed|ing)|dissent(?:ed|ing)|object(?:ed|ing)|dissenters?)\b(?!\sby)",
        r"(?:oppose|reject)\b(?=\s(?:the|an?|it|him|her|its|his|their|this)\b)",
        r"did(?:\snot|n't)\b(?=,|;|\.|$)",
        r"(?:nays?|noes)\b",
        r"no\b(?=,|;|\.|\sand\b|\swith\b|$)",
        r"(?:refus(?:ed?|es|ing)|withh(?:eld|olds?|olding)|den(?:y|ied|ying))\b(?=,|;|\.|\sand\b|\swith\b|\sit\b|$)",
    ),
    "votes_for": _any(
        rf"{_CAST}{_WHEN}{_WHERE}\s(?:for|in\sfavou?r|in\ssupport|to\s(?!{_TURNED_DOWN})\w+)\b",
        rf"(?:{_CAST}{_WHEN}|say(?:s|ing)?|said)\s{QUOTE}(?:yes|yea|aye|ja|oui)\b{QUOTE}",
        r"rais(?:ed?|ing)\s(?:their\s|a\s)?hands?\b(?!\s(?:against|in\sopposition))",
        rf"{QUOTE}(?:yes|yea|aye|ja|oui|affirmative|positive|favou?rable|supporting)\b{QUOTE}[\s-](?:votes?|ballots?)\b",
        r"(?:in\sfavou?r|in\ssupport)\b",
        r"(?:ayes|yeas|yesses)\b",
        r"yes\b(?=,|;|\.|\sand\b|\swith\b|$)",
        r"(?:grant(?:ed|s)?|gave|gives?)\s(?:(?:it|him|her|them)\s)?(?:(?:their|its)\s)?(?:confidence|trust|consent|approval)\b",
        r"(?:support(?:ed|ing)?|back(?:ed|ing)|approv(?:ed|ing)|endors(?:ed|ing)|favou?r(?:ed|ing))\b(?!\sby)",
        r"(?:support|back|endorse|approve|favou?r)\b(?=\s(?:the|an?|it|him|her|its|his|their|this)\b)",
        r"for\b(?=\s*(?:[,;.)–—]|and\b|with\b|to\s\w+\sagainst|$))",
        r"for\b(?=\sthe\s(?:bill|motion|resolution|measure|amendment|law|proposal|draft|text|treaty)\b)",
    ),
}

#: What those named or counted right before did, also by words that are no vote by themselves.
SIDES = {
    "abstentions": _any(
        ROLES["abstentions"],
        r"abstainers?\b",
        r"s(?:i|a)t(?:s|ting)?\s(?:(?:it|the\s(?:vote|ballot))\s)?out\b",
        r"s(?:i|a)t(?:s|ting)?\son\s(?:the\sfence|(?:its|their)\shands)\b",
        r"with(?:held|hold(?:ing|s)?)\s(?:its|their)\svotes?\b",
    ),
    "votes_against": _any(
        ROLES["votes_against"],
        r"oppos(?:e|es|ed|ing)\b(?!\sby)",
        r"(?:disagree(?:s|d|ing)?|dissents?|objects?|rejects?)\b(?!\sby)",
        r"(?:do|does|did)(?:\snot|n't)\b(?:\s(?:support|back|approve|agree|endorse|favou?r)\b)?"
        r"(?=[,;:.)]|\s(?:and|so|but|while|it|them|the)\b|$)",
    ),
    "votes_for": _any(
        ROLES["votes_for"],
        r"in\s(?:its|his|her|their)\sfavou?r\b",
        r"for\s(?:it|them|him|her)\b",
        r"\b(?:supports?|backs?|approves?|endorses?|favou?rs?|agree(?:s|d|ing)?|consent(?:s|ed|ing)?|accept(?:s|ed|ing)?|"
        r"want(?:s|ed|ing)?|raises?\s(?:their|a)\shands?)\b(?!\sby)",
        r"supporters?\b",
    ),
}

CAST = re.compile(_CAST, re.I)
MEMBER = _any(
    r"(?:senator|deput(?:y|ie)|MP|MEP|MSP|MLA|MK|TD|lawmaker|legislator|parliamentarian|member|delegate|delegation)s?",
    r"(?:countr(?:y|ie)|state|nation|government|councill?or|representative|assembly\s?m[ae]n|peer|lord|governor)s?",
    r"(?:congress|council|assembly)\s?(?:m[ae]n|wom[ae]n|people|members?)",
    r"(?:minister|commissioner|politician|diplomat|vote|ballot|voice|other)s?",
)
# A word before or after a number that makes it a part of the house only.
PARTISAN = re.compile(
    r"\b(?:democrat(?:s|ic)?|republicans?|gop|conservatives?|labou?r|tor(?:y|ies)|liberals?|greens?|socialists?|"
    r"communists?|independents?|nationalists?|opposition|coalition|ruling|rebels?|rebellious|dissidents?|defectors?|"
    r"part(?:y|ies)|bloc|backbench\w*|own|fellow|centrists?|populists?|far-right|left-wing|right-wing|government)\b",
    re.I,
)
# Capitalised words before "members" that name the whole house, not a party in it.
WHOLE_HOUSE = re.compile(
    r"\w+(?:ian|ean|an|ish|ese|ch|i|ic)|U\.?[NSK]\.?|UNSC|UNGA|EU|NATO|OSCE|AU|OAS|Security|Council|General|Senate|"
    r"House|Parliament(?:ary)?|Assembly|Congress|Knesset|Duma|Bundestag|Commons|Lords|Committee|Union|State|Federal|"
    r"National"
)

# Vote words that let bare figures near them be a tally; the others need something that is voted on, or by
# whom.
VOTING = re.compile(
    r"\b(?:vot(?:e|es|ed|ing)|ballots?|tall(?:y|ied)|abst(?:ain|en)\w*|in\sfavou?r|ayes?|noes|nays?|yeas?|veto\w*|"
    r"unanim\w+|roll[\s-]call|dissent\w*|rais(?:ed?|ing)\s(?:their|a)\shands?)\b",
    re.I,
)
DECIDING = re.compile(
    r"\b(?:pass(?:es|ed|ing|age)?|approv\w+|adopt\w*|ratif\w+|reject\w*|confirm\w*|defeat\w*|fail\w*|endors\w+|back\w*|"
    r"enact\w*|abolish\w*|scrap(?:s|ped)|(?:de)?criminali[sz]\w+|trigger\w*|impeach\w*|censur\w+|convict\w*|acquit\w*|overr(?:ides?|ode|idden|iding)|advanc\w+|block\w*|clear\w*|carr(?:y|i)\w*|"
    r"agree\w*|accept\w*|decid\w*|elect(?:s|ed|ing)?|thr[eo]w\w*\sout|thrown\sout|(?:shot|voted?|turned|struck)\sdown|oust\w*|remov\w+|expel\w*|repeal\w*|survive\w*|suspend\w*|upheld|uph[oe]lds?|grant(?:s|ed)?|withh(?:eld|olds?)|through|toppl\w+|br(?:ought|ings?)\sdown|fell|falls|lost|loses|authori[sz]\w+|amend(?:s|ed|ing)?|legali[sz]\w+|ban(?:s|ned|ning)?|"
    r"outlaw\w*|extend\w*|withdr[ae]w\w*|demand\w*|condemn\w*|recogni[sz]\w+|declar(?:es|ed|ing)|deplor\w+|unseat\w*|dismiss\w*|cancel\w*|annul\w*|rescind\w*|revok\w*|restor\w*|reinstat\w*|introduc\w*|lift(?:s|ed)|tighten\w*|"
    r"dissolv\w*|readings?|strip(?:s|ped)|sack(?:s|ed)|express(?:es|ed)|collaps\w+|depos(?:es|ed|ing))\b",
    re.I,
)
CHAMBER = re.compile(
    r"\b(?:bill|resolution|motion|law|act|treaty|amendment|budget|measure|legislation|nomin\w+|agreement|accord|"
    r"declaration|article|text|proposal|draft|objection|senate|house|parliament\w*|assembly|congress|council|commons|"
    r"lords|committee|chamber|knesset|duma|bundestag|bundesrat|sejm|rada|riksdag|storting|folketing\w*|seimas|saeima|"
    r"riigikogu|eduskunta|al[tþ]h?ingi?|kenesh|khural|skup[sš][tč]ina|sobranie|sabor|tynwald|l[øo]gting|yuan|seanad|"
    r"oireachtas|vouli|kuvendi|dewan|sangsad|senedd|holyrood|stortinget|dáil|cortes|diet|majlis|lok\ssabha|rajya\ssabha|legislat\w+|MPs|MEPs|senators|deputies|lawmakers|"
    r"members|board|agency)\b",
    re.I,
)
# Who votes in a house, so that figures near a referendum need not be those of the people.
SITTING = re.compile(r"\b(?:lawmakers|legislators|MPs|MEPs|MSPs|senators|deputies|parliament)\b", re.I)
SPORT = re.compile(
    r"\b(?:match|goals?|goalless|championships?|tournament|semi-?finals?|quarter-?finals?|league|cup|team|coach|"
    r"stadium|innings|penalt(?:y|ies)\sshoot-?out|playoffs?|halftime|striker|sets?\sto|wins?\sover|beat(?:s|en|ing)?|"
    r"thrash\w*|football|soccer|hockey|tennis|basketball|baseball|cricket|rugby|olympic\w*)\b",
    re.I,
)
ELECTORATE = re.compile(
    r"\b(?:opinion\spolls?|polls?|survey\w*|voters|electorate|referendum|plebiscite|run-?off|exit\spoll|"
    r"presidential\selection|supreme\scourt|justices|jury|constitutional\scourt|judges)\b",
    re.I,
)
# A majority that was not enough: then the larger figure of a measure that failed is the one for it.
NOT_ENOUGH = re.compile(
    r"\b(?:short\sof|two[\s-]thirds|three[\s-]fifths|three[\s-]quarters|super-?majority|needed|required|requir\w+|"
    r"threshold|cloture|filibuster)\b",
    re.I,
)
TOO_FEW = re.compile(
    r"\b(?:short\sof\s(?:the|a|what|join\w+|win\w+|pass\w+|secur\w+)|(?:misse[sd]|missing)\s(?:the|by)|not\senough|majority\s(?:is|was)\s(?:missed|not\s\w+)|fewer\sthan\sthe)\b",
    re.I,
)
ENOUGH = re.compile(
    r"\b(?:(?:more|above)(?:\sthan)?\s(?:the\s)?(?:[\w-]+\s){0,3}(?:needed|required|necessary|threshold)|more\sthan\s(?:was\s|were\s)?"
    r"(?:needed|required)|just\senough|just\sover|exactly)\b",
    re.I,
)
VETO = re.compile(r"\bveto(?:es|ed|ing)?\b", re.I)
UNANIMOUS = re.compile(
    r"(?<![-\w])(?:unanimously\b|(?:a\s)?unanimous\s(?:\w+\s)?(?:vote|decision|approval|consent|support|backing|"
    r"adoption|passage|resolution|ballot|agreement|endorsement|verdict\sof\s(?:parliament|the))\b|by\sunanimity\b|"
    r"without\s(?:a\s(?:single\s)?)?(?:dissent|dissenting\s(?:vote|voice)|opposing\svote)\b|nem\.?\scon\b)",
    re.I,
)
NOT_QUITE = re.compile(
    r"(?:\b(?:not|near|nearly|almost|virtually|practically|close\sto|non|less\sthan|jury|court|justices|judges)|n['’]t)"
    r"[\s-](?:\w+\s){0,2}$",
    re.I,
)

ZERO = r"(?:none|nobody|no\sone|not\s(?:a\ssingle\s)?one|not\sa\ssingle|zero|no)"
LONE = r"(?:(?:the|a)\s(?:lone|sole|single|only)|only\sone|just\sone|one\slone)"
COUNT = rf"(?:{LONE}|{ZERO}|{numbers.PATTERN})"

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b"
)
# Words that count or label something else than votes when a number follows. A bill may be passed 52–46, but
# "Bill 52-46" is a name.
LABEL = (
    r"(?<![\w'])(?:nos?|number|res|[hs]|h\.?\s?r|sections?|chapters?|ages?|aged|pages?|pp?|lines?|paragraphs?|clauses?|"
    r"route|flight|channel|season|between|since|during|group|from|area|children|people|persons|those|women|men|minors|"
    r"youths|question|phase|(?-i:Resolutions?|Bill|Article|Law|Act|Decree|Protocol|Rule|Proposition|Motion|Measure)|"
    rf"{MONTH})"
)
UNIT = (
    r"(?:years?|days?|months?|weeks?|hours?|minutes?|seats?|percent(?:age)?|per\scent|pc|points?|km|kilomet\w+|miles?|"
    r"met(?:re|er)s?|degrees?|million|billion|trillion|[ap]\.?m\b|nation|member|round|goals?|people|year-olds?|sets?)"
)
ROUGHLY = (
    r"(?:(?:more|fewer|less|other)\sthan|over|at\sleast|at\smost|about|around|nearly|almost|some|roughly|up\sto|"
    r"approximately|as\smany\sas|under|an\sestimated|needs?|needed|requires?|required|ratio\sof|odds\sof|margin\sof\sjust)"
)
#: What a number of members may do that is no vote.
ABSENT = (
    r"(?:walk|boycott|left|leav|quit|miss|stay|sign|attend|debat|gather|me[et]t|sp[eo]k|demand(?:ed)?\sthat|sa(?:y|id)|"
    r"were)\w*"
)
BODIES = re.compile(r"Security Council|UNSC|General Assembly|Human Rights Council|Parliament")
# States whose names hold an "and", which no list is to be cut at.
AND_NAMES = re.compile(
    r"(?:Bosnia|Trinidad|Antigua|Saint\sKitts|St\.?\sKitts|S[aã]o\sTom[eé]|Sao\sTome|Wallis)(\sand\s)(?=[A-Z])"
    r"|(?:Saint\sVincent|St\.?\sVincent)(\sand\s)(?=the\sGrenadines)"
)

AFTER_PAIR = re.compile(
    r" ?(?:$|[.,;:()\"'–—-])| (?:to|in|on|with|for|against|by|and|after|late|early|that|despite|as|while|when|"
    r"following|at|yesterday|today|tonight|last|this|along|before|because|over|was|is|fell|falls|ended|from|a|an|the|under|"
    r"amid|but|shortly|just|minutes|hours|moments|overnight|before|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"(?:party[- ]line |roll[- ]call |floor |final |procedural )?"
    r"(?:votes?|ballot|tally|decision|margin|majority|defeat|approval|passage|rejection)|"
    r"(?!ruling|building|meeting|hearing|reading|sitting|standing)\w{3,20}ing)\b",
    re.I,
)
BEFORE_TO = re.compile(
    r"(?:^|\b(?:vot(?:e|es|ed|ing)|by|of|with|at|was|were|is|being|stands|reads?|"
    r"(?:came|comes?) (?:down|out)|split|divided|stood)"
    rf"(?: (?!from\b)[\w'-]+){{0,3}}|"
    rf"{DECIDING.pattern}(?: [\w'-]+){{0,6}}|"
    r"[(,;:–—-]|\b(?:and|respectively,?)) ?\"?$",
    re.I,
)
HELD = re.compile(
    r"\b(?:hold|have|has|had|having|enjoy|control|command|maintain|ke[ep]p)\w* (?:an?|the|its|their)"
    r"(?: [\w'-]+){0,2} $",
    re.I,
)
CARRIED = re.compile(
    r"\b(?:pass(?:es|ed|ing)|approved|adopted|ratified|rejected|carried|failed|fails|voted down)"
    r"(?: it| them)?(?: by)? $",
    re.I,
)
# Roles that are nouns of their own, so that any number before them counts votes.
NOMINAL = re.compile(r"(?:votes?|ballots?|voters?|abstentions?|ayes|yeas|yesses|noes|nays?)$", re.I)
LABELS = re.compile(
    r"\b(?:support|backing) of \d|\b(?:for|in favou?r|yes|against|no) ?[:=] ?\d|\b(?:against|no-voter|"
    r"disagree\w*|to (?:nil|nothing))\b",
    re.I,
)
#: Words of taking a side, which tell of a vote where a text is spoken of or has just been decided on.
TAKING = re.compile(r"\b(?:oppos(?:es?|ed|ing)|support(?:s|ed|ers?|ing)?|back(?:s|ed|ing)?|want(?:s|ed)?)\b", re.I)
TEXT = re.compile(
    r"\b(?:bill|resolution|motion|law|treaty|amendment|draft|text|proposal|declaration|budget|majority)s?\b", re.I
)
PARTY_LINES = re.compile(r"\bpart(?:y|isan) lines?\b", re.I)
# Figures that are seldom a tally: round the clock, a date, an even split.
IDIOMS = {(24, 7), (9, 11), (7, 7), (50, 50), (20, 20), (60, 40), (80, 20)}
