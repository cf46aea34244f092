"""Several cases side by side, « croiser »: the twin of `docs/js/croiser/crossing.js`; one data file drives both."""

from ancrage.crossing.model import FEWEST, MOST, Crossing, Reference
from ancrage.crossing.reference import as_object, reference
from ancrage.crossing.report import LEAD, TITLE, sections
from ancrage.crossing.rows import cross

__all__ = ["FEWEST", "LEAD", "MOST", "TITLE", "Crossing", "Reference", "as_object", "cross", "reference", "sections"]
