import matplotlib.pyplot as plt
import pytest

from interregional.exhibits import saving


@pytest.fixture(autouse=True)
def style():
    """Figures look as the workflow draws them, and are closed after each test."""
    saving.set_style()
    yield
    plt.close("all")
