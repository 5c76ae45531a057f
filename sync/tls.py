"""TLS 1.3 with the device key; whose key it is, is compared by us, because no authority signs it."""

from __future__ import annotations

import secrets
import ssl
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from sync.keys import Certificate, DeviceKey


def server_context(key: DeviceKey, certificate: Certificate | None = None) -> ssl.SSLContext:
    """TLS 1.3 with the device key, which touches the disk only encrypted, because `ssl` reads files alone."""
    certificate = certificate or key.certificate()
    password = secrets.token_urlsafe(32)
    private = load_pem_private_key(certificate.key_pem, None)
    encrypted = private.private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password.encode())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.num_tickets = 0
    with tempfile.TemporaryDirectory(prefix="kurumaza-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "device.pem"
        file.write_bytes(encrypted + certificate.cert_pem)
        context.load_cert_chain(file, password=password)
    return context


def client_context() -> ssl.SSLContext:
    """TLS 1.3 that takes any certificate: the key inside is compared afterwards, before a word is said."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
