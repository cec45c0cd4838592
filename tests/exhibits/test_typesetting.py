"""Pictures and pages set by typst: with the project's own letters, the right way round, the same bytes twice."""

import re
from io import BytesIO

import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image, ImageFilter

from interregional.exhibits import saving
from interregional.exhibits.typesetting import set_pdf, set_picture

# A Latin word amid Persian ones, a full stop at the end, a joiner: in one direction only they come out in this order.
SENTENCE = {"en": "A network of Persian فارسی words, 1990.", "fa": "رویدادهای GDELT از ۱۹۹۰ به‌دست آمد."}


@pytest.fixture
def drawn(wordings, request):
    figure = plt.figure(figsize=(4, 1))
    figure.text(0.05, 0.4, wordings[request.param].line(SENTENCE[request.param]), fontsize=14)
    return figure


def ink(png):
    """Where a picture is dark, blurred so that a letter may be outlined in two ways."""
    picture = Image.open(BytesIO(png)).convert("L").filter(ImageFilter.GaussianBlur(3))
    return 255 - np.asarray(picture, dtype=float)


@pytest.mark.parametrize("drawn", ["en", "fa"], indirect=True)
def test_the_text_of_a_pdf_looks_as_the_outlines_of_the_svg(drawn):
    svg = saving._draw(drawn)
    outlined, text = (ink(set_picture(saving._with(way, svg), "png")) for way in ("outlines", "texts"))
    mirrored = outlined[:, ::-1]
    assert outlined.sum() > 0
    assert abs(outlined - text).sum() < 0.35 * abs(mirrored - text).sum()
    assert np.corrcoef(outlined.ravel(), text.ravel())[0, 1] > 0.9


@pytest.mark.parametrize("drawn", ["fa"], indirect=True)
def test_a_figure_is_saved_without_dates_its_letters_as_outlines_in_the_svg_and_as_text_in_the_pdf(drawn, tmp_path):
    saving.save(drawn, tmp_path / "one")
    pdf, svg = (tmp_path / "one.pdf").read_bytes(), (tmp_path / "one.svg").read_text()
    assert not re.search(rb"CreationDate|ModDate|CreateDate", pdf) and b"DejaVuSans" in pdf
    assert "<text" not in svg and "<dc:date>" not in svg
    assert Image.open(tmp_path / "one.png").size == (800, 200)


def test_a_letter_that_the_font_lacks_is_an_error(tmp_path):
    figure = plt.figure()
    figure.text(0.5, 0.5, "漢")
    with pytest.raises(UserWarning, match="Glyph"):
        saving.save(figure, tmp_path / "figure")
    assert not list(tmp_path.iterdir())


def test_a_document_reads_the_files_that_it_is_given():
    source = b'#set document(date: none)\n#json("words.json").at(0)'
    assert set_pdf(source, {"words.json": b'["a"]'}) != set_pdf(source, {"words.json": b'["b"]'})
