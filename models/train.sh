#!/bin/bash
# Makes the model files of this folder again, to the byte. Needs a built `decorum` and the public
# labelled sets, one folder a set, each with train.jsonl and dev.jsonl of {"text","label"} lines
# (the cards name the sets and their licences):
#
#   models/train.sh DECORUM DATA [NAME...]     for example  models/train.sh ./decorum ../data abuse
#
# NAME is a signal, "features" (first, when the tokeniser or the lexicons changed: all others are
# then to be trained again), or restricted/SIGNAL. Without one, everything is made. About two
# minutes on one core and 2 GB of memory.
#
# The texts are never changed but in one place: half of the questions mined for `question` lose
# their question mark, so that the model learns the words too.
set -euo pipefail
export LC_ALL=C
decorum=$1
data=$2
shift 2
names=("$@")
models=$(cd "$(dirname "$0")" && pwd)
export DECORUM_MODELS=$models
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
# of requests (RULE question) and left out of a set of chat (RULE drop).
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
      sed -i -E "/^\{\"text\": \"$asking .*\"label\": \"other\"/Id" "$out"
    fi
  done
}

# Anger, annoyance and disgust count as aggression when the post speaks to somebody; without a
# "you" they are left out, and so are milder displeasures.
directed_anger() {
  mkdir -p "$work/directed"
  local part
  for part in train dev; do
    tr 'A-Z' 'a-z' < "$data/goemotions/$part.jsonl" |
      paste -d '\001' - "$data/goemotions/$part.jsonl" |
      awk -F '\001' '/"anger"|"annoyance"|"disgust"/ {
          if ($1 ~ /(^|[^a-z])(you|your|u|ur|you.re)[^a-z]/) print $2
          next
        }
        $1 !~ /"disapproval"|"disappointment"/ { print $2 }' > "$work/directed/$part.jsonl"
  done
}

relabel other tweeteval_emoji    # everyday posts: what no alarm should ring at
relabel other goemotions
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
directed_anger
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

make sentiment --train "$data/tweeteval_sentiment/train.jsonl" \
  --dev "$data/tweeteval_sentiment/dev.jsonl"

make irony --train "$data/tweeteval_irony/train.jsonl" "$everyday" "$chat" \
  --dev "$data/tweeteval_irony/dev.jsonl" "$everyday_dev" "$chat_dev"

make abuse --train "$data"/{tweeteval_offensive,convabuse,davidson}/train.jsonl "$everyday" \
  --dev "$data"/{tweeteval_offensive,convabuse,davidson}/dev.jsonl "$everyday_dev"

make prejudice --train "$data"/{davidson,tweeteval_hate}/train.jsonl "$everyday" \
  --dev "$data"/{davidson,tweeteval_hate}/dev.jsonl "$everyday_dev"

make aggression --positive aggression,offensive,abuse,anger,annoyance,disgust \
  --train "$data"/{tweeteval_offensive,convabuse}/train.jsonl "$work/directed/train.jsonl" \
  "$own/train.jsonl" "$everyday" \
  --dev "$data"/{tweeteval_offensive,convabuse}/dev.jsonl "$work/directed/dev.jsonl" \
  "$own/dev.jsonl" "$everyday_dev"

make spam --train "$data"/{sms_spam,youtube_spam}/train.jsonl "$own/train.jsonl" "$everyday" \
  "$chat" \
  --dev "$data"/{sms_spam,youtube_spam}/dev.jsonl "$own/dev.jsonl" "$everyday_dev" "$chat_dev"

make service --train "$own/train.jsonl" "$parts/requests.jsonl" "$everyday" "$chat" \
  --dev "$own/dev.jsonl" "$work/banking77/dev.jsonl" "$everyday_dev" "$chat_dev"

mined=("$work"/questions_{goemotions,tweeteval_sentiment,clinc150,banking77}/train.jsonl)
make question --train "${mined[@]}" "$own/train.jsonl" \
  --dev "$work"/questions_{goemotions,tweeteval_sentiment,clinc150}/dev.jsonl "$own/dev.jsonl"

make claim --train "$work/claimbuster/train.jsonl" "$own/train.jsonl" "$everyday" "$chat" \
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
