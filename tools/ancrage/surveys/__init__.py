"""« Nos relevés »: the twin of `docs/js/releves/survey.js`; one data file drives both."""

from ancrage.surveys.merging import discreet, merge, share, shown_groups, spread, whole
from ancrage.surveys.model import (
    EFFECTS,
    FEWEST,
    MOST,
    NO_OPINION,
    SETTINGS,
    SMALL,
    USES,
    Merged,
    Published,
    Survey,
    Surveyed,
)
from ancrage.surveys.reading import read_survey
from ancrage.surveys.report import LEAD, TITLE, sections

__all__ = [
    "EFFECTS",
    "FEWEST",
    "LEAD",
    "MOST",
    "NO_OPINION",
    "SETTINGS",
    "SMALL",
    "TITLE",
    "USES",
    "Merged",
    "Published",
    "Survey",
    "Surveyed",
    "discreet",
    "merge",
    "read_survey",
    "sections",
    "share",
    "shown_groups",
    "spread",
    "whole",
]
