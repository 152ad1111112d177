"""Write the word lists `pinyin_readings` and `cantonese_readings` from the libraries that know all readings.

    .venv/bin/python benchmarks/write_readings.py [--folder src/lookthrough/resources/names] [--brands FILE]

A phrase is kept where a character of it is read otherwise than by itself or by a shorter phrase. With `--brands`, a
file of names one a line (gzip), also told is how many of their brands are read otherwise than by the library.
"""

from __future__ import annotations

import argparse
import gzip
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
from ToJyutping import get_jyutping_list
from ToJyutping.Trie import Node, root

from lookthrough.names.chinese_words import Kind, han_name
from lookthrough.names.spoken import Spoken

FOLDER = Path(__file__).resolve().parents[1] / "src" / "lookthrough" / "resources" / "names"
Read = Callable[[str], list[str]]


def main() -> None:
    """Write both, and compare."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--folder", type=Path, default=FOLDER)
    options.add_argument("--brands", type=Path)
    chosen = options.parse_args()
    texts = {
        "pinyin_readings": (mandarin, [*map(chr, PINYIN_DICT), *PHRASES_DICT]),
        "cantonese_readings": (cantonese, list(words_of(root))),
    }
    for name, (read, words) in texts.items():
        write(chosen.folder / f"{name}.toml", read, words)
    brands = set(brands_of(chosen.brands)) if chosen.brands else set()
    for name, (read, _) in texts.items() if brands else ():
        kept = Spoken(name)
        wrong = sum(kept.syllables(brand) != tuple(read(brand)) for brand in brands)
        print(f"{name}: of {len(brands)} brands {wrong} are read otherwise than by the library")


def mandarin(text: str) -> list[str]:
    """Syllables by pypinyin."""
    return [each.replace("ü", "v") for each in lazy_pinyin(text, errors="ignore", v_to_u=False)]


def cantonese(text: str) -> list[str]:
    """Syllables by ToJyutping."""
    return [syllable.rstrip("123456") for _, syllable in get_jyutping_list(text) if syllable]


def words_of(node: Node, front: str = "") -> Iterator[str]:
    """Every word of a trie."""
    if front and node.v is not None:
        yield front
    for character, after in node.items():
        yield from words_of(after, front + character)


def brands_of(path: Path) -> Iterator[str]:
    """The brands of some names."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield from (part.text for part in han_name(line.strip()) if part.kind in (Kind.BRAND, Kind.GLOSS))


def write(path: Path, read: Read, words: Iterable[str]) -> None:
    """Write one list; what its head says stays."""
    ordered = sorted(set(words), key=lambda word: (len(word), word))
    alone = {word: found[0] for word in ordered if len(word) == 1 and _plain(found := read(word)) and len(found) == 1}
    phrases: dict[str, list[str]] = {}
    for word in ordered:
        found = read(word)
        known = len(word) > 1 and len(found) == len(word) and _plain(found) and all(each in alone for each in word)
        if known and found != by_parts(word, alone, phrases):
            phrases[word] = found
    many = defaultdict(list)
    for character, syllable in alone.items():
        many[syllable].append(character)
    head = path.read_text(encoding="utf-8").split("[character]")[0]
    characters = "\n".join(f"{syllable} {''.join(sorted(many[syllable]))}" for syllable in sorted(many))
    lines = "\n".join(f"{phrase} {' '.join(phrases[phrase])}" for phrase in sorted(phrases))
    text = f"{head}[character]\nread = '''\n{characters}\n'''\n\n[phrase]\nread = '''\n{lines}\n'''\n"
    path.write_text(text, encoding="utf-8")
    print(f"{path.name}: {len(alone)} characters, {len(phrases)} phrases")


def _plain(syllables: list[str]) -> bool:
    return all(syllable.isascii() and syllable.isalpha() for syllable in syllables)


def by_parts(word: str, alone: dict[str, str], phrases: dict[str, list[str]]) -> list[str]:
    """How a word would be read by what is kept so far, as `spoken` reads it."""
    found: list[str] = []
    while word:
        size = next((size for size in range(len(word), 1, -1) if word[:size] in phrases), 1)
        found += phrases[word[:size]] if size > 1 else [alone[word[0]]]
        word = word[size:]
    return found


if __name__ == "__main__":
    main()
