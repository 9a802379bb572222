"""Sessions in signed cookies, that outlive a clock that was set back.

A laptop that hosts a night may find out in mid-question that its clock was an hour ahead. A cookie
that it signed before then comes from the future, and Flask would take it for a forgery: everybody
would lose their seat until that hour had gone by.
"""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import SignatureExpired, TimestampSigner, URLSafeTimedSerializer

_KEPT = "session serializer"


class PatientSigner(TimestampSigner):
    """Says no to what is forged or too old, and yes to what was signed in the future."""

    def unsign(
        self,
        signed_value: str | bytes,
        max_age: int | None = None,
        return_timestamp: bool = False,  # noqa: FBT001, FBT002 - as the class above has it
    ) -> Any:
        """Return what was signed. Raises BadSignature, or SignatureExpired past ``max_age``."""
        try:
            return super().unsign(signed_value, max_age, return_timestamp)  # type: ignore[call-overload]
        except SignatureExpired as error:
            signed = error.date_signed
            if signed is None or signed.timestamp() <= self.get_timestamp():
                raise
            return super().unsign(signed_value, None, return_timestamp)  # type: ignore[call-overload]


class Sessions(SecureCookieSessionInterface):
    """Flask's own, with that signer."""

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Return what reads and writes the cookie: one, as it takes longer to make than to use."""
        if _KEPT not in app.extensions:
            serializer = super().get_signing_serializer(app)
            if serializer is not None:
                serializer.signer = PatientSigner
            app.extensions[_KEPT] = serializer
        kept: URLSafeTimedSerializer | None = app.extensions[_KEPT]
        return kept
