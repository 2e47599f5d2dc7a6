"""Learns the weights of corpus/language_choice.cc from what bench_choice_features prints.

    bench_choice_features fi_tdt-ud-dev.conllu > tdt.features     (one file a treebank, two or more)
    python3 tests/bench/learn_choice.py tdt.features ftb.features ood.features

Prints the accuracy on each file with weights of the others, then one weight a line in the order of
the table, then the two lists of common words. The last two features are those lists; while
learning they are made of the other files, so that no file is asked what it told itself.
"""

import collections
import math
import random
import sys

COMMON, VERY_COMMON = 3, 15  # Least occurrences of a lemma in all files together.
EPOCHS, STEP, DECAY = 15, 0.3, 2e-4


def read(path):
    words = []
    for line in open(path, encoding="utf-8"):
        fields = line.rstrip("\n").split("\t")
        if fields[0]:
            words.append((fields[1], []))
        else:
            features = [float(value) for value in fields[4:]]
            words[-1][1].append((fields[1] == "1", fields[2], fields[3], features))
    return words


def common_lemmas(files, least, most=math.inf):
    counts = collections.Counter(lemma for words in files for lemma, _ in words)
    return {lemma for lemma, count in counts.items() if least <= count < most}


def examples(words, common, very_common):
    """Words with right and wrong analyses; the features that are not zero."""
    for _, analyses in words:
        if len({right for right, *_ in analyses}) < 2:
            continue
        example = []
        for right, base, verb, features in analyses:
            listed = [float(bool({base, verb} & words_)) for words_ in (common, very_common)]
            values = features[:-2] + listed
            example.append((right, {i: value for i, value in enumerate(values) if value}))
        yield example


def examples_apart(words, others):
    """Fewer files make a word common with fewer occurrences."""
    return examples(words, common_lemmas(others, 2, 10), common_lemmas(others, 10))


def score(weights, features):
    return sum(weights[index] * value for index, value in features.items())


def learn(training, size):
    """Adagrad on the likelihood that one of the right analyses is chosen."""
    weights, squares = [0.0] * size, [1e-8] * size
    for _ in range(EPOCHS):
        random.shuffle(training)
        for example in training:
            scores = [score(weights, features) for _, features in example]
            odds = [math.exp(value - max(scores)) for value in scores]
            total = sum(odds)
            right = sum(odd for odd, (is_right, _) in zip(odds, example) if is_right)
            gradient = collections.defaultdict(float)
            for odd, (is_right, features) in zip(odds, example):
                pull = (odd / right if is_right else 0) - odd / total
                for index, value in features.items():
                    gradient[index] += pull * value
            for index, slope in gradient.items():
                slope -= DECAY * weights[index]
                squares[index] += slope * slope
                weights[index] += STEP * slope / math.sqrt(squares[index])
    return weights


def accuracy(weights, tested):
    right = [max(example, key=lambda each: score(weights, each[1]))[0] for example in tested]
    return 100 * sum(right) / len(right)


def main(paths):
    random.seed(1)
    files = [read(path) for path in paths]
    size = len(files[0][0][1][0][3])

    def training_of(chosen):
        training = []
        for words in chosen:
            others = [other for other in chosen if other is not words]
            training += examples_apart(words, others)
        return training

    for path, words in zip(paths, files):
        others = [other for other in files if other is not words]
        tested = list(examples_apart(words, others))
        print(f"{path}: {accuracy(learn(training_of(others), size), tested):.1f} % of {len(tested)}")
    for weight in learn(training_of(files), size):
        print(f"{weight:.2f}")
    print("common:", *sorted(common_lemmas(files, COMMON, VERY_COMMON)))
    print("very common:", *sorted(common_lemmas(files, VERY_COMMON)))


if __name__ == "__main__":
    main(sys.argv[1:])
