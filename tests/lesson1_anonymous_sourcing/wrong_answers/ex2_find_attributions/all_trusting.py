"""Every sentence has somebody behind it."""


def find_attributions(text):
    """Take the first words of every sentence for a source, and the last for a cue."""
    return [
        FoundAttribution(source=" ".join(sentence.split()[:2]), cue=sentence.split()[-1])  # noqa: F821
        for sentence in sentences(text)  # noqa: F821
    ]
