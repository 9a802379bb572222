"""How many examples a property gets: few in every run, and many in a long one."""

from hypothesis import settings


def few(count: int) -> settings:
    """Return the settings of a property that is slow to try: ``make soak`` tries far more."""
    long = settings.get_current_profile_name() == "soak"
    return settings(max_examples=count * 20 if long else count)
