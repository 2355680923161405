"""A reporting period as it is typed on the command line: 2022-08."""

import re

import click

from bulletin.model.period import ReportingPeriod

_MONTH = re.compile(r"([12]\d{3})-(0?[1-9]|1[0-2])", re.ASCII)


def period(
    context: click.Context, parameter: click.Parameter, value: str
) -> ReportingPeriod:
    """The callback of an option or argument: the period, or a usage error."""
    del context
    found = _MONTH.fullmatch(value.strip())
    if found is None:
        message = f"“{value}”不是报告期，请写成 2022-08 的形式"
        raise click.BadParameter(message, param=parameter)
    return ReportingPeriod(int(found[1]), int(found[2]))


def optional_period(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> ReportingPeriod | None:
    """The same for what need not be given."""
    return period(context, parameter, value) if value else None
