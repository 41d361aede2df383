"""A server of WebSocket (RFC 6455) with the standard library alone: writes each message into a file.

usage: weblog.py CERTIFICATE KEY FILE CUT

Prints its port. The first connection is cut after CUT messages.
"""
import base64
import hashlib
import socket
import ssl
import struct
import sys
import threading

certificate, key, path, cut = sys.argv[1:5]
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, key)
written = open(path, "w", buffering=1)
connections = 0


def frame(stream):
    first, length = stream.read(2)
    length &= 127
    if length == 126:
        (length,) = struct.unpack(">H", stream.read(2))
    elif length == 127:
        (length,) = struct.unpack(">Q", stream.read(8))
    mask = stream.read(4)
    octets = stream.read(length)
    return first & 15, bytes(octet ^ mask[i % 4] for i, octet in enumerate(octets))


def talk(plain, number):
    with context.wrap_socket(plain, server_side=True) as connection, connection.makefile("rb") as stream:
        headers = {}
        for line in iter(stream.readline, b"\r\n"):
            name, _, value = line.decode().partition(":")
            headers[name.strip().lower()] = value.strip()
        digest = hashlib.sha1((headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode())
        connection.sendall(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + base64.b64encode(digest.digest()) + b"\r\n\r\n"
        )
        messages = 0
        while number > 1 or messages < int(cut):
            code, octets = frame(stream)
            if code in (1, 2):
                written.write(octets.decode() + "\n")
                messages += 1
            elif code == 8:
                return
            elif code == 9:
                connection.sendall(bytes((0x8A, len(octets))) + octets)


server = socket.create_server(("127.0.0.1", 0))
print(server.getsockname()[1], flush=True)
while True:
    accepted, _ = server.accept()
    connections += 1
    threading.Thread(target=talk, args=(accepted, connections), daemon=True).start()
