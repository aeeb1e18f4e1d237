#include "review/confused_patterns.h"

#include <array>

namespace decorum::review {
namespace {

constexpr std::array<std::string_view, 197> patterns = {
    // your, you're
    "[your>you're] welcome $",
    "[your>you're] welcome to",
    "[your>you're] going to",
    "[your>you're] not !for|so|insignificant",
    "[your>you're] looking for|forward|to",
    "[your>you're] the|an",
    "[your>you're] invited",
    "[your>you're] unsure|wondering|struggling",
    "if|when|whether|unless|because [your>you're] interested|able|unable|ready|attending|going|"
    "thinking|eligible|worried|stuck",
    "[you're>your] own|details|application|account|organisation|feedback|views|comments|"
    "appointment|password|inbox|website",
    "for|with|about|from|of|in|at|on [you're>your] team|home|area|time|work|health|family|"
    "street|support|help|community|local|business",
    // its, it's
    "[its>it's] been|not|going|a|an|the|always|never|also|really|probably|definitely",
    "[its>it's] important|easy|great|good|hard|difficult|possible|essential|worth|lovely to",
    "[its>it's] official|free|here|over $",
    "[it's>its] own|entirety|infancy|inception|headquarters",
    "of|at|by|to|from|for|with|in|on|celebrating|celebrates|marks|marking|opened|opens|opening|"
    "lost|launched|published [it's>its] first|second|third|best|worst|doors|way|anniversary|"
    "latest|annual|history|heart|core|place|current|kind|birthday|entirety|peak",
    // their, there, they're
    "[their>there] is|are|was|were|isn't|aren't|wasn't|weren't",
    "[their>there] has|have|will|would|may|might|must|should|can be|been",
    "[there>their] own",
    "of|for|with|share|shared|lost|support [there>their] homes|families|jobs|lives|names|"
    "stories|children",
    "[they're>their] own",
    "[they're>there] is|are|was|were",
    "over|back|get|be|down|up|out|in [their>there] $",
    // to, too
    "way [to>too] much|late|many|early",
    "far [to>too] much|late|early|long|often|easily",
    "bit [to>too] much|late|early|far|big|long|easily",
    "never [to>too] late|early|old|young",
    "not [to>too] late|bad|early|far",
    "want|wants|wanted|need|needs|able|hope|hoping|ready|plan|planning|pleased|proud|delighted|"
    "forward|due [too>to] be|do|get|see|make|have|help|join|book|find|hear|hearing|say|share|"
    "announce|welcome|go|know|work",
    "[to>too] late to",
    "with|for|from|join|to|of|about|and me|you|us|them [to>too] $",
    // then, than
    "more|less|fewer|greater|higher|lower|larger|smaller|better|worse|older|younger|longer|"
    "shorter|faster|bigger|easier|cheaper|stronger|quicker|sooner [then>than] #|a|an|the|ever|"
    "just|half|one|two|three|four|five|six|ten|last|most|expected|usual",
    "rather|other [then>than]",
    "earlier|later [then>than] planned|expected|usual|advertised",
    "since|by|until [than>then] $",
    // lose, loose
    "to|don't|not|will|would|could|might|may|can|you'll|we'll|never|cannot|can't|didn't "
    "[loose>lose] the|your|our|their|my|his|her|its|out|weight|money|track|sight|interest|jobs|"
    "everything|hope|patience|faith|access|power|points|contact|touch",
    "[loosing>losing] the|your|our|their|my|his|her|its|a|out|weight|money|track|sight|"
    "interest|jobs|hope|faith|access|power|points|contact|touch|to",
    "risk|without|after|of|are|is|been|by [loosing>losing]",
    // affect, effect
    "the|an|any|no|little|positive|negative|adverse|knock-on|side|lasting|huge|significant|"
    "immediate|profound|long-term|direct|domino|big|real|major|full [affect>effect] on|of|$",
    "the|its|their|any|no|side|negative|adverse|positive [affects>effects] on|of",
    "will|would|could|may|might|can|not|does|doesn't|won't|didn't|did|directly|adversely|"
    "negatively [effect>affect] the|your|our|their|his|her|you|us|them|people|services|"
    "everyone|patients|anyone|those|local|how",
    "to [effect>affect] your|our|you|us|them|people|services|everyone|patients|anyone|those",
    "is|are|was|were|be|been|being|badly|worst|directly|adversely|people|those|anyone|areas|"
    "customers|residents|services|everyone|homes|households [effected>affected] by|$",
    "[effecting>affecting] the|your|our|their|you|us|people|services|customers|residents|"
    "everyone",
    // practice, practise
    "want|wants|need|needs|able|like|love|how|ready|trying|chance|opportunity|time|licensed|"
    "licence|space|place|continue to [practice>practise]",
    "a|the|our|your|best|good|general|private|clinical|medical|legal|dental|in|into|this|their|"
    "common|professional|current|safe|gp|poor|bad [practise>practice] !your|our|the|their|this|"
    "a|it|medicine|law",
    // licence, license
    "a|the|your|our|my|driving|driver's|tv|television|premises|valid|alcohol|marriage|fishing|"
    "software|operator's|under|music|entertainment|taxi|dog|gun [license>licence] !plate|"
    "server|the|them|it",
    "the|your|our|driving|tv|premises|alcohol|fishing|software|taxi|new|of|event "
    "[licenses>licences]",
    "to|will|can|may|must [licence>license] the|a|your|our|it|them|every",
    "[licenced>licensed]",
    // advice, advise
    "the|for|free|expert|legal|good|more|further|independent|professional|specialist|helpful|"
    "practical|impartial|financial|medical|career|careers|seek|give|giving|offer|offering|get|"
    "take [advise>advice]",
    "please [advice>advise]",
    "would|will|could|strongly|i|we|they [advice>advise] you|against|anyone|everyone|residents|"
    "customers|him|them|visitors",
    // principal, principle
    "[principle>principal] reason|aim|architect|engineer|lecturer|consultant|investigator|"
    "dancer|sponsor|partner|officer|ecologist|planner",
    "matter|point|points|agreed|agree|agreement of|in [principal>principle]",
    "on|in [principal>principle] $",
    "first|guiding|basic|core|founding [principals>principles]",
    "assistant|deputy|vice|college|school [principle>principal]",
    // stationary, stationery
    "[stationary>stationery] cupboard|shop|order|orders|supplies|supplier|budget|drawer",
    "[stationery>stationary] vehicle|vehicles|traffic|car|cars|train|trains|bus|bike|lorry|"
    "lorries",
    // complement, compliment
    "[complementary>complimentary] drink|drinks|refreshments|parking|breakfast|"
    "lunch|copy|copies|wine|pass|passes|tea|coffee|wi-fi|wifi|entry",
    "[complimentary>complementary] therapy|therapies|therapist|therapists|medicine|skills|"
    "strengths",
    "perfectly|beautifully [compliments>complements] the|our|your|each|this|these",
    "perfectly|beautifully [compliment>complement] the|our|your|each|this|these|existing",
    "[discrete>discreet] packaging|parcel|packages",
    // lead, led
    "is|was|were|are|been|being|be [lead>led] by",
    "has|have|had|having [lead>led] to|the|our|this|us",
    "[mislead>misled] by",
    // passed, past
    "the|this [passed>past] few|two|three|four|five|six|ten|twelve|year|week|month|decade|"
    "weekend",
    "walk|walked|walking|drive|drove|driving|went|going|ran|running|cycle|cycled|fly|flew|"
    "rushed|strolled [passed>past] the|our|your|a|my|his|her",
    "half|quarter [passed>past] #|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    "twelve",
    "[past>passed] away $|peacefully|on|in|last|at|suddenly|yesterday|this|aged",
    "he|she|i|you|we|they|who|have|has [past>passed] his|her|their|my|your|our|the exam|exams|"
    "test|tests|driving|course|assessment|inspection",
    // whose, who's
    "[who's>whose] name|names|children|lives|homes|expertise|generosity|stories|talent|"
    "dedication",
    "[whose>who's] going|been|joining",
    // have, of
    "could|would|should|couldn't|wouldn't|shouldn't|mustn't [of>have] !course",
    "may|will|might|must [of>have] been|seen|heard|noticed|had|done|gone|got|made|missed|read|"
    "come|known",
    // every day, everyday
    "open|daily|closed|happens|available|run|runs [everyday>every day] $|from|until|except|at|"
    "this|between|throughout|during|over|apart",
    "[everyday>every day] from|until|between|except",
    "here|there|it|them|this|that|us|you|work|walk|drive|staff|people|week [everyday>every "
    "day] $",
    // whether, weather
    "[weather>whether] or not",
    "unsure|decide|deciding|regardless|wondering|wonder|doubt [weather>whether] you|we|they|it|"
    "to|or|the|your|this",
    "know|matter|ask|see [weather>whether] or|to|you",
    // were, where, we're
    "we|they [where>were] delighted|pleased|able|not|also|joined|very|so|proud|thrilled|given|"
    "asked|told|invited|treated|welcomed|really|both|lucky|made|awarded",
    "^ [were>we're] delighted|thrilled|excited|hiring|recruiting|proud|pleased|looking",
    "find|know|see [were>where] to",
    // quite, quiet
    "[quiet>quite] a few|bit|lot|while",
    "[quiet>quite] simply|rightly|clearly|different|frankly|likely|possibly|literally|honestly",
    "nice|peace and|peaceful [quite>quiet] $",
    "a|some|keep|stay|very [quite>quiet] $",
    "a [quite>quiet] place|room|space|corner|area|moment|word|carriage|hour|week|weekend",
    // accept, except
    "daily|day|closed|open|week|weekdays [accept>except] for|on|bank|sunday|sundays|monday|"
    "mondays|tuesday|wednesday|thursday|friday|saturday|christmas",
    "we|to|can|cannot|can't|don't|please|gladly [except>accept] cash|cards|card|applications|"
    "donations|payment|payments|your|the|this|our",
    // breath, breathe
    "to|can't|cannot|you|struggle [breath>breathe] $",
    "to|can't|cannot|and|we [breath>breathe] easily|easier|deeply|again|out|in|properly",
    "deep [breathe>breath]",
    // smaller pairs
    "[bare>bear] with us|me|him|her|them",
    "[bare>bear] in mind",
    "sneak [peak>peek]",
    "sneak [peaks>peeks]",
    "[peak>pique] my|your|our|their interest|curiosity",
    "[peaked>piqued] my|your|our|their interest|curiosity",
    "^ [hear>here] is|are",
    "click|register|book|apply|read|right|over|out|around|up|down|live|more [hear>here] $",
    "want|like|love|happy|glad|pleased|good|great|lovely|sorry to [here>hear] from|about|your|"
    "that|how|what|you",
    "forward to [here>hear]",
    "[allot>a lot] of",
    "building|construction|camp|web [sight>site]",
    "[site>sight] loss",
    "bread|toilet|sausage|bacon|drum [role>roll]",
    "[roll>role] model|models|play|modelling",
    "[tow>toe] the line",
    "free [reign>rein]",
    "to [reign>rein] in",
    "to [diffuse>defuse] the|a|this situation|row|tension|tensions|bomb|crisis",
    "[hone>home] in on",
    "per [say>se]",
    "[baited>bated] breath",
    "[wet>whet] your|our|my|the appetite|appetites",
    "[flaunt>flout] the|these|our rules|law|rule|guidance",
    "[flaunting>flouting] the|these|our rules|law|rule|guidance",
    "[unchartered>uncharted] territory|waters",
    "[slight>sleight] of hand",
    "[mute>moot] point",
    "all [intensive>intents and] purposes",
    "case [and>in] point",
    "[deep-seeded>deep-seated]",
    "highly|much|most [sort>sought] after",
    "[counsel>council] tax|house|houses|housing|leader|leaders|chamber|offices|estate|tenants|"
    "meeting",
    "town|county|parish|city|borough|district [counsel>council]",
    "legal|king's [council>counsel]",
    "back|so and [fourth>forth]",
    "so [fourth>forth]",
    "[forth>fourth] floor|time|year|place|edition|quarter|week|round|generation|annual",
    "[waist>waste] of|management|collection|collections|disposal|bin|bins|water",
    "food|household|green|garden|plastic|zero [waist>waste]",
    "thank you for [you>your] support|help|patience|understanding|feedback|continued|kindness|"
    "email|interest|application|donation|donations|cooperation|hard|generosity",
    "thanks for [you>your] support|help|patience|understanding|feedback|continued|kindness|"
    "email|interest|application|donation|donations|cooperation|hard|generosity",
    "part|all|most|one|many|some of [are>our] staff|team|members|customers|volunteers|patients",
    "be|being|been|are|is|become|becoming|was|were|feel [apart>a part] of",
    "[elicit>illicit] drugs|trade|substances|tobacco",
    "[illicit>elicit] a response|responses|views",
    "[alter>altar] boy|server|cloth",
    "[desert>dessert] menu|menus|trolley|wine",
    "[dessert>desert] island|sand|storm",
    "[isle>aisle] seat|seats",
    "high|stiletto [heals>heels]",
    "[meat>meet] the|our|your team|speakers|trustees|staff|author|artist|makers|candidates",
    "[meet>meat] eater|eaters|pie|pies",
    "nice|great|lovely|pleasure to [meat>meet]",
    "[plane>plain] english|clothes|flour|text|language|sailing",
    "[plain>plane] crash|journey|travel",
    "[poll>pole] position|dancing|vault",
    "[piece>peace] of mind",
    "[peace>piece] of cake|paper|advice|research|music|furniture|equipment|legislation",
    "world [piece>peace] $",
    "[steal>steel] works|industry|workers|beams",
    "go|went|going|look|looking|run|read|walk [threw>through]",
    "[vary>very] happy|proud|pleased|important|special|excited",
    "this|next|last|every|each|per|two|three [weak>week] $",
    "next|two|three|four|six|eight|recent|coming|few [weaks>weeks]",
    "[wait>weight] loss|lifting",
    "can't|cannot|couldn't [weight>wait] to|$",
    "[rite>right] now|away",
    "human|civil|equal [writes>rights]",
    "was|were|is|been|being|has|have|had [wrote>written]",
    "has|have [went>gone]",
    "has|have [did>done] !not",
    "has|have [came>come] to|from|in|out|up|together|back",
    "has|have [began>begun]",
    "has|have [ran>run]",
    "has|have [chose>chosen]",
    "been|was|were [broke>broken] down|into|by",
    "please|to|can|could [chose>choose]",
    "we|they [was>were] delighted|pleased|able|not|joined|proud|thrilled|given|told",
    "we|they [has>have] been|had|not|a",
    "[i>I] am|have|was|think|will|would|can|could|do|don't|had|love|hope|know|want|feel|should|"
    "need",
    "[definitive>definitely] be|not|worth",
    "[defiantly>definitely] be|not|worth|recommend",
    "will|should|would|you'll|we'll [defiantly>definitely]",
    "project|line|general|team|case|account|store|branch|marketing [manger>manager]",
    "project|line|team|case|account|store|branch|senior [mangers>managers]",
    "[pubic>public] service|services|sector|transport|consultation|meeting|house|library|"
    "inquiry|relations|affairs|policy|body|bodies|holiday|park|footpath|realm|gallery|interest|"
    "toilets",
    "general [pubic>public]",
    "[untied>united] kingdom|nations|states",
    "[trail>trial] period|shift|subscription|membership",
    "nature|heritage|sculpture|ale [trial>trail]",
    "[martial>marital] status",
    "[marital>martial] arts|art",
    "[causal>casual] workers|staff|wear|contract|contracts|dress",
    "[dairy>diary] date|dates",
    "[diary>dairy] farm|farmer|farmers|cows|products",
    "[singed>signed] up|off",
    "see|details|link|comments|information|listed|shown|form [bellow>below]",
    "is|are|we're [know>now] open|available|closed|hiring|recruiting",
    "let us|me [now>know] $|if|how|what|which|when|by",
    "let us|me|them [no>know] $|if|how|what|which|when|by",
};

}  // namespace

std::span<const std::string_view> confused_patterns() { return patterns; }

}  // namespace decorum::review
