#!/bin/bash
# Prints the table of docs/figures.md: every model on the development sets, as `evaluate` says it.
#
#   models/figures.sh DECORUM DATA [MODELS]     for example  models/figures.sh ./decorum ../data
#
# MODELS is another folder of models to measure (models/restricted needs models/features.model
# beside its own files). Sets without a dev part give every tenth training post, held out by
# train.sh too. "flagged" is the share of posts called by the signal's name; "sure" the share with a
# probability of at least 0.9.
set -euo pipefail
export LC_ALL=C
decorum=$1
data=$2
here=$(cd "$(dirname "$0")" && pwd)
models=${3:-$here}
export DECORUM_MODELS=$here
own=$here/../data/training/dev.jsonl
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

split() {
  mkdir -p "$work/$1"
  awk 'NR % 10 == 8' "$data/$1/train.jsonl" > "$work/$1/dev.jsonl"
}

# number NAME JSON: the first number of that name; percent: as printed in the table.
number() {
  awk -v name="\"$1\":" '{
    at = index($0, name)
    if (at) print substr($0, at + length(name)) + 0
  }' <<< "$2"
}
percent() { awk -v x="$1" 'BEGIN { if (x != "") printf "%.1f", 100 * x }'; }
flagged() { awk -v x="$(number accuracy "$1")" 'BEGIN { printf "%.1f", 100 - 100 * x }'; }

# row SIGNAL SET FILE [LABELS]: one line of the table.
row() {
  local signal=$1 set=$2 file=$3 labels=${4:-} model=$models/$1.model json class
  [[ -f $model ]] || return 0
  json=$("$decorum" evaluate --signal "$signal" --model "$model" \
    ${labels:+--positive "$labels"} "$file")
  class=$(sed -nE 's/.*"'"$signal"'":\{"precision":[^}]*"f1":([0-9.]+).*/\1/p' <<< "$json")
  echo "| $signal | $set | $(number n "$json") | $(percent "$(number accuracy "$json")") |" \
    "$(percent "$(number macro_f1 "$json")") | $(percent "$(number macro_recall "$json")") |" \
    "$(percent "$class") | $(percent "$(number ece "$json")") |"
}

# quiet SIGNAL SET FILE: how often the signal speaks where it should not.
quiet() {
  local model=$models/$1.model json
  [[ -f $model ]] || return 0
  json=$("$decorum" evaluate --signal "$1" --model "$model" --positive none-of-these "$3")
  echo "| $1 | $2 | $(number n "$json") |" \
    "flagged $(flagged "$json") | | | | |"
}

# sure SIGNAL SET FILE...: how often the signal is sure where it should not speak at all.
sure() {
  local signal=$1 set=$2 model=$models/$1.model json count all
  shift 2
  [[ -f $model ]] || return 0
  json=$("$decorum" evaluate --signal "$signal" --model "$model" --positive none-of-these --curve \
    "$@")
  all=$(number n "$json")
  count=$(sed -E 's/.*"yes":\[[^]]*"probability":0\.90,"n":([0-9]+).*/\1/' <<< "$json")
  echo "| $signal | $set | $all | sure $(awk -v n="$count" -v all="$all" \
    'BEGIN { printf "%.2f", 100 * n / all }') | | | | |"
}

split claimbuster
split stormfront
linked_copies() { python3 "$here/augment.py" links 1 < "$work/everyday.jsonl"; }
head -n 1500 "$data/tweeteval_emoji/dev.jsonl" > "$work/everyday.jsonl"
head -n 1500 "$data/goemotions/dev.jsonl" > "$work/chat.jsonl"

echo "| signal | development set | posts | accuracy | macro F1 | macro recall | F1 of class | ECE |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- |"
row sentiment tweeteval_sentiment "$data/tweeteval_sentiment/dev.jsonl"
row emotion tweeteval_emotion "$data/tweeteval_emotion/dev.jsonl"
row emotion goemotions "$data/goemotions/dev.jsonl"
row irony tweeteval_irony "$data/tweeteval_irony/dev.jsonl"
row abuse tweeteval_offensive "$data/tweeteval_offensive/dev.jsonl"
row abuse convabuse "$data/convabuse/dev.jsonl"
row abuse davidson "$data/davidson/dev.jsonl"
row prejudice tweeteval_hate "$data/tweeteval_hate/dev.jsonl"
row prejudice davidson "$data/davidson/dev.jsonl"
row prejudice stormfront "$work/stormfront/dev.jsonl"
row prejudice ethos_binary "$data/ethos_binary/dev.jsonl"
row aggression "trac1 (overt)" "$data/trac1_aggression/dev.jsonl" OAG
row aggression "trac1 (overt, covert)" "$data/trac1_aggression/dev.jsonl" OAG,CAG
row aggression own "$own" aggression
row spam sms_spam "$data/sms_spam/dev.jsonl"
row spam youtube_spam "$data/youtube_spam/dev.jsonl"
row spam own "$own"
row service complaints "$data/complaints/dev.jsonl"
row service own "$own"
row question swda_question "$data/swda_question/dev.jsonl"
row question own "$own"
row claim claimbuster "$work/claimbuster/dev.jsonl"
row claim ct22_claim "$data/ct22_claim/dev.jsonl"
row claim own "$own"
for signal in irony abuse prejudice aggression spam service question claim; do
  quiet "$signal" "tweeteval_emoji" "$work/everyday.jsonl"
  quiet "$signal" "goemotions" "$work/chat.jsonl"
done
for signal in irony aggression spam claim; do
  quiet "$signal" "airline" "$data/airline/dev.jsonl"
done
for set in complaints ct22_claim banking77 clinc150; do
  quiet spam "$set" "$data/$set/dev.jsonl"
done
linked_copies > "$work/linked.jsonl"
quiet spam "tweeteval_emoji, a link in each" "$work/linked.jsonl"
errands=("$data"/{banking77,clinc150}/{train,dev}.jsonl)
sure abuse "banking77, clinc150, train and dev" "${errands[@]}"
sure prejudice "banking77, clinc150, train and dev" "${errands[@]}"

# Of the models in use only: triage reads those of the folder it is given.
if [[ $models == "$here" ]]; then
  echo
  python3 "$here/fairness.py" "$decorum" || [[ $? -eq 1 ]]  # a group not held is a figure too
fi
