"""Recall and MRR of the analysis and of query recovery on sets of questions.

    python tests/bench/retrieval.py FOLDER

FOLDER holds `<lang>.documents.jsonl` (id, text) and `<lang>.questions.jsonl` (question, relevant).
Questions are asked as they are and damaged: with Kazakh letters typed as Russian ones, with
slips of the finger (the same ones each time), in the wrong keyboard layout, in Latin letters.
"""

import json
import math
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

import click

from indexer.analysis.grams import RARE, WEIGHT, grams
from indexer.analysis.words import analyse
from indexer.recovery.query import Recovery
from indexer.recovery.recovering import recover, recover_in
from indexer.recovery.vocabulary import Lexicon, WordCount
from kb.language import Language

K1: Final = 1.2
B: Final = 0.75
TOP: Final = 10
SEED: Final = 2026


class Question(NamedTuple):
    text: str
    relevant: frozenset[str]


class Field:
    """One inverted field, ranked by BM25 with Lucene's formula."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        self.size = len(texts)
        self.postings: dict[str, dict[int, int]] = defaultdict(dict)
        for number, text in enumerate(texts):
            for term, count in Counter(text).items():
                self.postings[term][number] = count
        average = sum(map(len, texts)) / len(texts)
        self.norms = [K1 * (1 - B + B * len(text) / average) for text in texts]

    def frequencies(self, alternatives: Iterable[tuple[str, float]]) -> Mapping[int, float]:
        """Return how often the alternatives, taken as one term, stand in each text."""
        found: dict[int, float] = defaultdict(float)
        for term, weight in alternatives:
            for number, count in self.postings.get(term, {}).items():
                found[number] += weight * count
        return found

    def add(self, scores: dict[int, float], found: Mapping[int, float], weight: float) -> None:
        idf = math.log(1 + (self.size - len(found) + 0.5) / (len(found) + 0.5))
        for number, count in found.items():
            scores[number] += weight * idf * count * (K1 + 1) / (count + self.norms[number])


class Collection:
    """The documents of one language, indexed, and the questions about them."""

    def __init__(self, folder: Path, language: Language) -> None:
        documents = _lines(folder / f"{language}.documents.jsonl")
        self.language = language
        self.ids = [document["id"] for document in documents]
        texts = [document["text"] for document in documents]
        self.speeds = words_a_second(texts, language)
        self.questions = [
            Question(line["question"], frozenset(line["relevant"]))
            for line in _lines(folder / f"{language}.questions.jsonl")
        ]
        tokens = [analyse(text, language) for text in texts]
        self.lexicon = Lexicon(language, WordCount.of(tokens))
        self.terms = Field([[token.term for token in text] for text in tokens])
        self.grams = Field([grams(text) for text in tokens])

    def search(self, query: Recovery) -> list[str]:
        scores: dict[int, float] = defaultdict(float)
        for meaning in dict.fromkeys(word.alternatives for word in query.ranking):
            found = self.terms.frequencies((one.term, one.weight) for one in meaning)
            self.terms.add(scores, found, 1.0)
        for gram in query.grams:
            found = self.grams.frequencies([(gram, 1.0)])
            if len(found) <= RARE * self.grams.size:
                self.grams.add(scores, found, WEIGHT)
        best = sorted(scores.items(), key=lambda one: (-one[1], one[0]))[:TOP]
        return [self.ids[number] for number, _ in best]


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


# Damage ------------------------------------------------------------------------------------

Damage = Callable[[str, random.Random], str]

FOLDED: Final = str.maketrans("әіңғүұқөһӘІҢҒҮҰҚӨҺ", "аингуукохАИНГУУКОХ")
LETTER_KEYS: Final = (
    "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~",
    "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ",
)
KAZAKH_KEYS: Final = ("2345890-=@#$%*()_+", "әіңғүұқөһӘІҢҒҮҰҚӨҺ")
SPELT: Final = dict(
    zip("абвгдезийклмнопрстуфыэәіғүұқөһ", "abvgdeziyklmnoprstufyeaiguuqoh", strict=True)
) | {
    "ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ң": "ng",
    "ъ": "", "ь": "", "ю": "yu", "я": "ya",
}  # fmt: skip


def as_is(text: str, _: random.Random) -> str:
    return text


def folded(text: str, _: random.Random) -> str:
    return text.translate(FOLDED)


def half_folded(text: str, chance: random.Random) -> str:
    return "".join(one.translate(FOLDED) if chance.random() < 0.5 else one for one in text)


def typos(text: str, chance: random.Random) -> str:
    """Make a slip in half of the words of five letters and more."""
    return re.sub(
        r"[^\W\d_]{5,}",
        lambda word: _slip(word.group(), chance) if chance.random() < 0.5 else word.group(),
        text,
    )


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) - 1)
    letter = chance.choice("aeinorst" if word.isascii() else "аеинорст")
    before, here, after = word[:at], word[at], word[at + 1 :]
    return chance.choice(
        [
            before + after,
            before + letter + after,
            before + letter + here + after,
            before + after[0] + here + after[1:],
        ]
    )


def wrong_layout(text: str, _: random.Random) -> str:
    if not re.search("[\u0400-\u04ff]", text):
        return text.translate(str.maketrans(*LETTER_KEYS))
    typed, meant = (keys + more for keys, more in zip(LETTER_KEYS, KAZAKH_KEYS, strict=True))
    return text.translate(str.maketrans(meant, typed))


def in_latin(text: str, _: random.Random) -> str:
    return "".join(SPELT.get(letter.lower(), letter) for letter in text)


DAMAGES: Final[Mapping[Language, tuple[Damage, ...]]] = {
    Language.KK: (as_is, folded, half_folded, typos, wrong_layout, in_latin),
    Language.RU: (as_is, typos, wrong_layout, in_latin),
    Language.EN: (as_is, typos, wrong_layout),
}


# Measuring ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Figures:
    recall: float
    mrr: float
    misrouted: int
    milliseconds: float


def measure(
    collection: Collection, lexicons: Mapping[Language, Lexicon], damage: Damage
) -> Figures:
    chance = random.Random(SEED)
    language, ranks, misrouted, seconds = collection.language, [], 0, 0.0
    for question in collection.questions:
        typed = damage(question.text, chance)
        start = time.perf_counter()
        query = recover(typed, lexicons, language)
        seconds += time.perf_counter() - start
        if query.languages[0] is not language:
            misrouted += 1
            query = recover_in(typed, lexicons[language])
        found = collection.search(query)
        ranks.append(next((at for at, one in enumerate(found, 1) if one in question.relevant), 0))
    count = len(ranks)
    return Figures(
        sum(map(bool, ranks)) / count,
        sum(1 / rank for rank in ranks if rank) / count,
        misrouted,
        1000 * seconds / count,
    )


def words_a_second(texts: Sequence[str], language: Language) -> tuple[float, float]:
    """Return the speed of the analysis without and with filled caches."""
    analyse("word слово сөз", language)
    speeds = []
    for _ in range(2):
        start = time.process_time()
        count = sum(len(analyse(text, language)) for text in texts)
        speeds.append(count / (time.process_time() - start))
    return speeds[0], speeds[1]


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folder: Path) -> None:
    """Print the figures for the question sets in FOLDER."""
    collections = {language: Collection(folder, language) for language in Language}
    lexicons = {language: one.lexicon for language, one in collections.items()}
    for language, collection in collections.items():
        cold, warm = collection.speeds
        click.echo(f"{language}: {cold:,.0f} words/s, {warm:,.0f} words/s from the caches")
    click.echo(f"    {'questions':14}{'R@10':>8}{'MRR@10':>8}{'misrouted':>11}{'ms/query':>10}")
    for language, collection in collections.items():
        for damage in DAMAGES[language]:
            figures = measure(collection, lexicons, damage)
            click.echo(
                f"{language:4}{damage.__name__.replace('_', ' '):14}"
                f"{figures.recall:8.3f}{figures.mrr:8.3f}"
                f"{figures.misrouted:11}{figures.milliseconds:10.2f}"
            )


if __name__ == "__main__":
    main()
