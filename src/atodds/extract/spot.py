"""Where a statement stands: what the drafts of one sentence have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from atodds.extract.claims import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atodds.extract.measure import Words
    from atodds.extract.parse import Sentence
    from atodds.extract.prose import Context
    from atodds.model.records import Block, Modality, Period
    from atodds.model.values import NameValue, PolarityValue


class Spot(NamedTuple):
    """A parsed sentence in its block and document."""

    context: Context
    block: Block
    sentence: Sentence
    words: Words

    def draft(
        self,
        tokens: tuple[int, int],
        value: NameValue | PolarityValue,
        *,
        about: tuple[str, str],
        period: Period | None,
        modality: Modality,
        features: Mapping[str, tuple[str, ...]],
    ) -> Draft:
        """A draft of the value said by the tokens ``[first, last)``; ``about``: its property and its subject."""
        doc, block, sentence, context = self.words.doc, self.block, self.sentence, self.context
        first, last = tokens
        low = sentence.start + doc[first].idx
        high = sentence.start + doc[last - 1].idx + len(doc[last - 1].text)
        return Draft(
            quote=(block.to_document(sentence.start), block.to_document(sentence.end, end=True)),
            span=(block.to_document(low), block.to_document(high, end=True)),
            value=value,
            property=about[0],
            subject=about[1],
            period=period,
            modality=modality,
            section=context.section,
            page=block.page,
            features={role: keys for role, keys in {**features, "section": context.section_keys}.items() if keys},
        )
