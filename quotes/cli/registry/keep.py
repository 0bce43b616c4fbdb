"""A decision of the user: tried, then kept in its file and in the registry."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.cli.registry.common import decided

if TYPE_CHECKING:
    from quotes.registry.decisions import Decision
    from quotes.registry.storage import StoredRegistry


def keep(path: Path, stored: StoredRegistry, decision: Decision, rules: Sequence[Path]) -> Path:
    """Decide anew with one decision more, write it down, and the registry; give the file of decisions.

    Nothing is written where the decision cannot be carried out.

    Raises:
        RuleError: an earlier decision, or this one, names somebody who is not there.
        OutputError: the registry cannot be written.
    """
    from dataclasses import replace

    from quotes.registry.decisions import add_decision
    from quotes.registry.storage import write_registry

    decisions = Path(stored.decisions) if stored.decisions else path.with_name("decisions.yaml")
    stored = replace(stored, decisions=str(decisions))
    registry = decided(stored, [decision], rules)
    add_decision(decisions, decision)
    write_registry(replace(stored, registry=registry), path)
    return decisions
