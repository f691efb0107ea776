"""Facts from Indonesian news.

>>> import petik
>>> record = petik.extract("Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).")
>>> record.facts[0].region.code, record.facts[0].date
('33.25', '2018-05-08')
>>> record.facts[0].evidence[0].quote
'Bupati Batang Wihaji meneken MoU Gerakan Menuju 100 Smart City, Selasa (08/05/2018).'

`extract` reads one text, `extract_table` a column of texts, `read` files and folders; `reconcile` holds what they gave against an
official list, `score` against an annotation, and `fit` learns from one. Offsets count code points, as Python's own do.
"""

from ._engine import Engine, check, explain, extract, extract_table, read
from ._petik import PetikError, __version__
from ._record import Candidate, Derived, Evidence, Fact, Finding, LeftOut, Mention, Person, Published, Record, Region, Source
from ._rows import Failure, Rows
from ._verbs import Fitted, Reconciliation, fit, reconcile, score

__all__ = [
    "Candidate",
    "Derived",
    "Engine",
    "Evidence",
    "Fact",
    "Failure",
    "Finding",
    "Fitted",
    "LeftOut",
    "Mention",
    "Person",
    "PetikError",
    "Published",
    "Reconciliation",
    "Record",
    "Region",
    "Rows",
    "Source",
    "__version__",
    "check",
    "explain",
    "extract",
    "extract_table",
    "fit",
    "read",
    "reconcile",
    "score",
]
