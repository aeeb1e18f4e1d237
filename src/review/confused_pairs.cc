// The second half of the patterns: the most confused pairs, each with the words that decide.
#include <array>

#include "review/confused_patterns.h"

namespace decorum::review {
namespace {

constexpr std::array<std::string_view, 122> pairs = {
    // practice, practise: the noun beside a noun
    "^ [practise>practice] manager|managers|nurse|nurses|staff|team|teams|partner|partners|"
    "supervisor|supervisors|educator|educators|placement|placements|managers'|nurses'",
    "a|the|our|your|all|new|each|every|for|of|and|local|lead|senior|gp|any|some|two|three|"
    "these|by [practise>practice] manager|managers|nurse|nurses|staff|team|teams|paper|papers|"
    "room|rooms|partner|partners|exam|exams|question|questions|session|sessions|guide|guides|"
    "educator|educators|placement|placements|supervisor|supervisors",
    "gp|doctors|doctor's|medical|dental|veterinary|vet's|legal|law|private|clinical|"
    "evidence-based|reflective|choir|football|band|target [practise>practice] $|is|are|has|in|"
    "at|on|for|with|manager|managers",
    "in|into [practise>practice] $",
    "the|this|that [practise>practice] of|is|was|has",
    "best|good|safe|safer|poor|bad|current|usual|common|standard [practises>practices]",
    "you|we|they|nurses|students|learners|pupils|players|members|children|managers|must|should|"
    "could|will|would|can [practice>practise] every|your|their|our|these|those|what|how|it|"
    "them|yoga|medicine|law|mindfulness|daily|speaking|safely",
    "[practicing>practising]",
    // licence, license
    "a|the|your|new|full|current|clean|personal|provisional|export|import|pilot's|late|street|"
    "pub|bar|landlord's|hgv|temporary|annual|one|another|no|without|need|hold|holds "
    "[license>licence] $|is|was|from|for|before|and|or|in|at|by|if|with|you|has|will|may|must|"
    "to|fee|fees|holder|holders|renewal|renewals|application|applications|number|conditions",
    "premises|music|dog|street|hmo|alcohol|fishing [licenses>licences]",
    "[licencing>licensing]",
    // its, it's
    "of|for|to|with|by|from|in|on|at|has|have|had|into|through|update|updates|updated|updating|"
    "change|changes|changed|changing|open|opens|opened|opening|close|closes|closed|launch|"
    "launches|launched|launching|publish|publishes|published|announces|hold|holds|held|host|"
    "hosts|hosted|review|reviews|reviewed|share|shares|shared|extend|extends|extended|"
    "celebrate|celebrates|celebrated|lost|run|runs|improve|improves|improved|expand|expands|"
    "expanded|welcome|welcomes|welcomed|thank|thanks|thanked|cut|moved|moves|won|raised|sets|"
    "use|uses|used|begin|begins|began|start|starts|started|mark|marks|marked|reached|reaches "
    "[it's>its] opening|new|own|members|member|staff|team|teams|website|doors|name|names|role|"
    "mission|values|trustees|volunteers|customers|visitors|collection|services|service|"
    "students|pupils|employees|patients|board|founder|founders|chair|chief|headquarters|policy|"
    "policies|programme|programmes|campaign|work|history|roof|walls|budget|strategy|reputation|"
    "impact|size|shape|users|readers|residents|tenants|branches|branch|annual|winter|summer|"
    "spring|autumn|next|first|last|final|full|fees|prices|plans|plan|home|office|offices|"
    "building|buildings|garden|gates|windows|report|accounts|application|applications|hours|"
    "aims|goal|goals|target|targets|future|people|workers|supporters|partners|partner|"
    "centenary|season|guests|clients|course|courses|exams|results|rules|charter|recruitment|"
    "training",
    "^ [it's>its] members|staff|volunteers|doors|trustees|employees|customers|aim|aims|mission|"
    "purpose|founder|walls|roof|rooms|windows|gardens|pages|branches are|is|was|were|have|has|"
    "will|can|open|opened|had",
    "[its>it's] my|your|our|their|you|we|they|why|what|how|where|yours|because",
    "^ [its>it's] easy|hard|time|only|cold|warm|good|great|free|important|worth|nice|fun|"
    "lovely|difficult|clear|true|tempting|natural to|for|that|when|if|and|$",
    "^ [its>it's] that|all|almost|nearly|often|usually|so|too|like|still|just|up|no|raining|"
    "snowing|sunny",
    "that|think|hope|because|if|when|and|but|so|know|says|say|said|believe|means|where "
    "[its>it's] a|an|the|not|been|going|just|now|too|so|no|never|really",
    // your, you're
    "what|if|when|that|where|while|because|whatever|wherever|whenever|unless|think|hope|know|"
    "sure|until|why|how|who|whether|as [your>you're] doing|going|looking|not|a|an|the|having|"
    "in|ready|sure|interested|stuck|unsure|able|still|already|under|making|using|hoping|trying|"
    "worried|joining|there|here",
    "[your>you're] never|always|still|already|probably|almost|nearly|definitely too|alone|"
    "welcome|going|looking|invited|there|be",
    "[you're>your] job|career|questions|question|feedback|details|diary|diaries|place|places|"
    "seat|seats|skills|copy|name|names|email|phone|house|garden|car|choice|thoughts|story|"
    "stories|ideas|membership|results|contribution|donation|vote|coat|bag|mug|pen|lunch|future",
    "bring|take|send|book|give|keep|choose|reserve|save|update|renew|claim|collect|grab|invite|"
    "pack|build|improve|with|for|of|from|to|in|on|at|about [you're>your] *",
    // their, there, they're
    "^ [their>there] will|would|may|might|can|could|should|must be",
    "^ [there>they're] going|coming|looking|hiring|doing|making|working|getting|joining|having|"
    "running|not",
    "and|with|of|for|by|lost|share|bring|brings|brought|took|take|takes|gave|give|gives|use|"
    "uses|using|improve|changed|told|show|showed|thank|helped|supported [there>their] parents|"
    "children|families|family|homes|jobs|job|team|teams|lives|friends|colleagues|skills|"
    "stories|views|questions|ideas|names|studies|mums|dads|results|careers|career|communities|"
    "mother|father|kids|pupils|students|bikes|homework|managers|staff",
    "they|children|staff|members|people|volunteers|students|everyone|managers|teams|nurses|"
    "pupils|who [there>their] own",
    "[they're>their] children|families|homes|jobs|teams|lives|colleagues|skills|stories|"
    "parents|names|views|questions|studies|future|results|careers",
    // to, too
    "was|is|were|are|been|it's|felt|feels|seems|seemed|looks|looked|far|much|way|bit|none|all|"
    "not|never|just|simply [to>too] cold|hot|late|early|small|big|large|far|heavy|old|young|"
    "expensive|cheap|tired|difficult|dangerous|dark|good|bad|high|easy|hard|soon|often|steep|"
    "shy|complicated|noisy",
    "there are|is|were|was [to>too] many|much|few|little",
    // than, then
    "more|fewer|less|better|larger|higher|lower|bigger|smaller|cheaper|greater|longer * "
    "[then>than] ever|any|usual|expected|before|anyone|most|those",
    "more|fewer|less|better|larger|higher|lower|bigger|smaller|cheaper|greater|longer * "
    "[then>than] last year|month|time|week|summer|winter|season|autumn|spring",
    "more|less|better|worse|older|younger|larger|smaller|bigger|higher|lower|cheaper|faster|"
    "slower|harder|warmer|colder|safer|greater|stronger|longer|shorter|quicker|busier|louder|"
    "kinder [then>than] any|our|their|his|those|us|others|other|anyone|planned|normal|average|"
    "#|ever|usual|expected|most",
    "other|rather|different [then>than] a|the|that|one|those|an|what",
    // lose, loose
    "[loose>lose] out|touch|sight|track|weight|heart|hope|interest|faith|patience",
    "not|don't|never|you|we|they|will|can|could|may|might|would|must|should|you'll|we'll|won't "
    "[loose>lose] their|your|our|his|her|its|any|a|an|the|this|that|it|them|members|staff|"
    "customers|pupils|money|everything|someone|somebody",
    "[looses>loses] its|their|his|her|the|a|money|weight|out|interest|patience|heat|power",
    "[loosing>losing] their|his|any|members|staff|customers|people|heart|count|one|someone|it|"
    "this",
    // affect, effect
    "changes|closures|delays|roadworks|works|strikes|rules|will|would|may|might|could|can|does|"
    "did|not|also [effect>affect] you|your|our|their|his|her|us|them|people|services|everyone|"
    "anyone|patients|pupils|members|staff|residents|customers|traffic|trains|buses|many|some|"
    "all|those|most|every|access|how|journeys|bookings|parking",
    "is|are|was|were|be|been|being|not|badly|those|anyone|residents|members|customers "
    "[effected>affected] by|$",
    "it|this|also|condition|stress|weather|dementia|change [effects>affects] you|your|us|"
    "everyone|people|many|all|our|every|millions|anyone",
    "the|an|any|no|its|their|greatest|biggest|full|same|lasting|real|positive|negative|main|"
    "cumulative|calming [affect>effect] of|on|is|was|from|will|has|$",
    "into|in|take|takes|took [affect>effect] from|on|$|immediately",
    // complement, compliment
    "will|to|would|can|could|that|which|really|perfectly|also [compliment>complement] the|our|"
    "your|each|this|these|existing|any|its cheese|wine|food|meal|menu|range|course|courses|"
    "skills|other|existing|decor|design|flavours|dish|dishes|collection",
    "a|the|lovely|nice|kind|big|great|huge|every|best|highest|paid|wonderful "
    "[complement>compliment] from|about|when",
    "pay|paid a|the|us|you|me|them|him|her [complement>compliment] $|to|from",
    "full|whole [compliment>complement] of",
    "[complements>compliments] of the season|house|chef",
    "coffee|tea|drinks|lunch|breakfast|refreshments|parking|wi-fi|entry|wine|cake|biscuits|"
    "admission|snacks is|are|be|will [complementary>complimentary] $|for|on|at",
    "a|with|our|your|two|enjoy|free|include|includes|including|offer|offers|offering|get|of|"
    "some|and [complementary>complimentary] glass|cup|bottle|hot|soft|cake|biscuits|gift|gifts|"
    "coffee|tea|lunch|buffet|snacks|snack|place|places|parking|shuttle|admission|newspaper|"
    "toiletries|tote|copy|mince",
    "[complimentary>complementary] approach|approaches|roles|subjects|colours",
    // principal, principle
    "the|our|a [principle>principal] of the|a|our|this|st college|school|academy|university|"
    "institute|conservatoire",
    "our|the|new|college|school|academy|former|retiring|outgoing|acting|vice|deputy|interim|"
    "executive|your [principle>principal] retires|retired|said|says|joins|joined|welcomes|"
    "welcomed|dr|professor|mr|mrs|ms|mx|speaks|told|thanks|thanked",
    "the|a|our|its|their|your [principle>principal] cause|speaker|speakers|role|city|town|"
    "source|sources|concern|concerns|office|author|contact|tenant|designer|funder|funders|"
    "cellist|violinist|conductor|character|objective|objectives|guest",
    "same|basic|simple|core|guiding|moral|central|underlying [principal>principle] $|of|that|"
    "behind|is|applies",
    "core|guiding|basic|key|nolan|ethical|moral|design|cooperative [principals>principles]",
    // stationary, stationery
    "was|were|is|been|be|completely|remained|stood|sat [stationery>stationary] $|when|while|"
    "until|because",
    "[stationary>stationery] arrived|set|sets|items|drive|swap|stall|brand|brands|fair|pack|"
    "packs|haul|gifts|cabinet|catalogue",
    "new|office|school|headed|wedding|branded|donate|donated|personalised|spare|buy|bought|"
    "ordered|selling|sells [stationary>stationery] $|to|from|for|and|with|is|are|order",
    // discreet, discrete
    "a|in|very|more|friendly|quiet|our|calm|small [discrete>discreet] way|manner|word|"
    "conversation|help|but|entrance|chat|presence|badge|tattoo",
    "be|very|always|totally|completely|are [discrete>discreet] $|and|about|with",
    "[discretely>discreetly]",
    "separate|two|three|four|five|several|into|distinct|of [discreet>discrete] units|parts|"
    "steps|tasks|stages|sections|elements|pieces|components|items|groups|topics|modules",
    // ensure, insure
    "[insure>ensure] that|fairness|fair|safety|success|quality|compliance|equal|access|nobody",
    "[insures>ensures] that|fairness|every|no|safe",
    "[insuring>ensuring] that|everyone|fairness|every|no|safe",
    "[ensure>insure] your|the|their|my home|car|bike|house|pet|dog|boat|van|contents|"
    "belongings against|with",
    // advice, advise
    "[advise>advice] line|lines|centre|centres|helpline|leaflet|leaflets|sheet|surgery|column",
    "the|our|an|free|new|legal|debt|its|tax|housing [advise>advice] team|service|services|"
    "worker|workers|clinic|clinics|desk|page|pages|session|sessions",
    "our|your|this|some|of|my|her|his|their|any|no|top|great|careers|debt|tax|housing|travel|"
    "safety|health|pensions|sound|wise|useful|latest|need|with|for|provide|provides|receive|"
    "shared|more [advise>advice] $|on|about|for|from|is|was|to",
    "a piece|word|bit|lot of [advise>advice]",
    "we|i|they|would|will|strongly|doctors|experts|police|must|should|please|he|she "
    "[advice>advise] you|all|that|against|members|visitors|anyone|everyone|parents|drivers|"
    "passengers|people|residents|customers|caution",
    "to [advice>advise] you|anyone|everyone|against",
    "[advices>advises] you|members|against|that|on",
    // whose, who's
    "[who's>whose] idea|turn|job|house|coat|fault|name|names|photo|photos|mother|father|"
    "parents|son|daughter|children|husband|wife|book|books|research|voice|voices|car|bike|bag|"
    "responsibility|roles|careers|contribution|passion|ideas|kindness|leadership|experience|"
    "membership|birthday|views",
    "[whose>who's] coming|going|who|there|here|ready|already|a|an|the|just|not|interested|able|"
    "eligible|hosting",
    "[whose>who's] leaving|moving|working|living|running|joining|retiring|playing|speaking|"
    "leading|struggling today|tomorrow|this|next|for|to|from|in|on|with|at|us|the|our|a",
    // lead, led
    "it|has|have|had|he|she [lead>led] to",
    "it|has|have|had|he|she [lead>led] the|a|an|our|this|their|his|her|us * for|since|until #|"
    "last|two|three|four|five|six|seven|eight|nine|ten|twenty|many|more|over|nearly|almost",
    "^ he|she [lead>led] the|a|an|our|this|their|us|on|by|to|from|with|teams|projects",
    "been|walk|walks|session|sessions|workshop|tour|tours|talk|discussion|event|ably|jointly|"
    "expertly|well [lead>led] by",
    // passed, past
    "has|have|been|was|were|being [past>passed] to|on|by|down|around|through|over|onto|back|"
    "with|into|from|out|round|along",
    "we|they|she|he|who|i|have|has|had|you|students|candidates|learners|members|everyone|all|"
    "successfully [past>passed] their|her|his|the|our|your|all|first|with|every|an|a exam|"
    "exams|test|tests|assessment|inspection|audit|course|paper|papers|probation|driving|finals|"
    "module|modules|units|interview|time|distinction|merit",
    "time|years|deadline|month|week|year|day|days has|have [past>passed] $|since|quickly|by|and",
    "in|over|during|from|for|of|the|this|these|through [passed>past] year|years|decade|decades|"
    "century|months|weeks|days|month|week|winter|summer|few|president|presidents",
    "go|goes|walk|walks|drive|get|look|move|come|run|flow|flows [passed>past] the|our|a|"
    "midnight|noon|it|me|us|them|him|her",
    // except, accept
    "everyone|all|every|everybody|anyone|days|day|weekdays|daily|open|closed|free|everything "
    "[accept>except] for|on|when|bank|mondays|sundays|saturdays|monday|sunday|christmas|easter|"
    "#",
    "^ everyone|everybody|anyone|nothing|everything [accept>except] *",
    "to|cannot|can|will|don't|we|please|gladly|happily|won't [except>accept] cash|cards|card|"
    "applications|donations|payment|payments|late|responsibility|entries|bookings|cheques|"
    "nominations",
    // quiet, quite
    "is|are|was|were|be|been|it's|we're|i'm|feel|felt|looks|looked|that's [quiet>quite] proud|"
    "clear|sure|happy|different|good|the|an|simple|easy|hard|rightly|big|large|small|new|old|"
    "popular|common|likely|possible|certain|ready|literally|long|short|high|low|nice|rare|"
    "important|special|busy|interesting",
    "the|a|our|this|your|some|nice|lovely|keep|kept|stay|stayed [quite>quiet] room|rooms|area|"
    "areas|hour|hours|space|spaces|please|carriage|carriages|study|corner|street|streets|"
    "reflection|garden|zone",
    // weather, whether
    "^ [weather>whether] you|you're|we|they|it's|it|he|she|i|or",
    "know|ask|see|decide|check|tell|unsure|sure|matter|matters|wonder|or|depends|depending|"
    "regardless [weather>whether] you|you're|we|they|he|she|i",
    // were, where, we're, wear
    "^ [were>we're] going|looking|coming|giving|opening|celebrating|holding|running|back|here|"
    "proud|launching|planning|offering|working|making|sorry|grateful|pleased|getting|moving|"
    "recruiting|inviting|welcoming",
    "[were>where] do|does|did|can|would|will|is|was|has|have|should|could you|we|they|he|she|"
    "it|your|the|our|find|go",
    "^ [were>where] do|does|did|can|is|should|would|will",
    "know|remember|decide|show|tell|explain [were>where] the|we|you|they|your|it|he|she|to",
    "they|we [where>were] no|all|so|very|still|also|a|in|at|on|too|here|there|both|more|once|"
    "young|happy|born|going|hoping|expecting",
    "there [where>were] no|not|so|many|also|some|lots|plenty|more|over",
    "[wear>where] do|can|did|to find|you|we|go|park",
    // piece, peace, break, brake, and others
    "a|this|that|every|each|one|another|small|little|lovely|great|fascinating|rare "
    "[peace>piece] of !mind|god|its|christ|the|christmas|any",
    "in|at|make|inner|lasting [piece>peace] $|and|with|talks|treaty",
    "tea|lunch|coffee|comfort|career|summer|easter|christmas|half-term|spring|weekend|city|"
    "members'|screen|well-earned|well-deserved [brake>break] *",
    "take|takes|took|have|need a|your|the|short|quick [brake>break] $|from|at|and|between|away|"
    "before|after",
    "[brake>break] the|a|our|your|their|his|her|all silence|stigma|news|cycle|rules|barriers|"
    "habit|ice|record|records|mould|chain|taboo|law|deadlock|bank|bias",
    "[break>brake] pads|pad|fluid|cable|cables|discs|lever",
    "two|new|our|three|ward|office|area|event|hr|operations|junior|middle|first-time|"
    "experienced|hotel|shop|site|registered|chartered|charity|practice [manger>manager] post|"
    "posts|training|development|role|roles|job|jobs|in|at|for|who|is|was|will|with|says|said",
    "new|our|for|all|many|most|good|line|middle|first-time|busy|young|school|senior|chartered|"
    "care|help|support [mangers>managers]",
    "[form>from] monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|"
    "april|june|july|august|september|october|november|december|noon|midnight",
    "open|opens|runs|come|comes|came|hear|heard|away|apart|far|different|benefits|learn|"
    "ranging|aside [form>from] the|our|a|your|all|us|his|her|their|an|#|those|this|people",
    "the|a|application|booking|consent|entry|your [from>form] below|online|$",
    "fill|filled|complete|completed|return|sign|signed|submit in|the|this|our|a|out the|our|"
    "this|a|application|booking|entry [from>form] and|by|to|at|on|$|before",
    // words without their apostrophe
    "you|we|they|it|i|he|she|this|that|there|who|which|people|members|places|doors "
    "[wont>won't] *",
    "^ [wont>won't] you|be|have|it|take|happen",
    "[wont>won't] be|have|need|want|find|get|see|take|let|go|make|regret|believe|cost|last|"
    "stop|happen|forget|work|open|run|accept|know|come|change",
    "[cant>can't] wait|be|make|find|get|do|see|go|come|believe|afford|remember|have|help|join|"
    "take|attend|decide|tell|say|give|keep|promise|hear|stop|sleep|reach|work|use|think|"
    "imagine|thank|stress|buy|always",
    "you|we|they|it|i|he|she|this|that|who|people|members|just|simply|still|really|if|but|why "
    "[cant>can't] *",
    "^ [lets>let's] all|go|talk|hear|make|walk|get|see|not|face|be|take|keep|do|celebrate|meet|"
    "work|build|give|look|help|put|find|share|try|bring|say|learn|stop|continue|hope|think|"
    "read|begin|have|play|plan|remember|turn|raise|show|change|dance|sing|run|cycle|clean|join|"
    "plant|welcome|break|save|start|chat|eat|thank|explore|move|create|support",
    "so|okay|ok|please [lets>let's] all|go|talk|make|walk|get|see|not|be|take|keep|do|"
    "celebrate|meet|work|build|give|look|help|find|share|try|hope|have|join|start|move",
    "^ [ill>I'll] be|see|let|send|always|never|bring|tell|do|go|miss|keep",
    "^ [well>we'll] be|send|bring|show|keep|need|share|post|give|provide|announce",
    "and|but|so|then|that|when [well>we'll] be|send|bring|see|meet|give",
    "[mens>men's] health|mental|team|football|shed|group|choir|rugby|hockey|toilets|race|"
    "clothing|singles|final",
    "[peoples>people's] lives|homes|needs|views|stories|choice|health|minds|careers|money",
};

}  // namespace

std::span<const std::string_view> confused_pairs() { return pairs; }

}  // namespace decorum::review
