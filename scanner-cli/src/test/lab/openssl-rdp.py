#!/usr/bin/env python3
"""What OpenSSL makes of RDP servers: a Connection Request by hand, then its TLS in the same connection.

  openssl-rdp.py ADDRESS:PORT...

Prints a line for each: ADDRESS VERSION SHA256-OF-CERTIFICATE, with '-' where the handshake fails.
Offers everything down to TLS 1.0 and security level 0, and verifies nothing.
"""
import hashlib
import socket
import ssl
import sys
import warnings

# X.224 Connection Request with RDP_NEG_REQ for TLS and CredSSP, early user authorization included.
REQUEST = bytes.fromhex("030000130ee00000000000010008000b000000")

warnings.simplefilter("ignore")  # of old versions, which are what is looked for
context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
context.check_hostname = False
context.verify_mode = ssl.CERT_NONE
context.set_ciphers("ALL:@SECLEVEL=0")
context.minimum_version = ssl.TLSVersion.TLSv1

for endpoint in sys.argv[1:]:
    address, port = endpoint.rsplit(":", 1)
    version, sha256 = "-", "-"
    try:
        with socket.create_connection((address, int(port)), timeout=10) as connection:
            connection.sendall(REQUEST)
            confirm = b""
            while len(confirm) < 19:
                more = connection.recv(19 - len(confirm))
                if not more:
                    break
                confirm += more
            if len(confirm) == 19 and confirm[11] == 2 and confirm[15] != 0:
                with context.wrap_socket(connection) as tls:
                    version = tls.version().replace("TLSv1", "TLS 1")
                    version = version if "." in version else version + ".0"
                    sha256 = hashlib.sha256(tls.getpeercert(binary_form=True)).hexdigest()
    except OSError:
        pass
    print(address, version.replace(" ", ""), sha256)
