"""Manuscripts and bibliographies held to account: rules find, reports say, fixes mend. Nothing here prints or reaches the network."""

from citekit.checks.checking import Outcome, check
from citekit.checks.fixing import Fixed, fix
from citekit.checks.project import Project, open_project
from citekit.checks.settings import Settings, read_settings

__all__ = ["Fixed", "Outcome", "Project", "Settings", "check", "fix", "open_project", "read_settings"]
