"""Whether a file that we made is still as we made it: a digest in the zip's comment."""

import hashlib
import io
import zipfile


def sealed(data: bytes) -> bytes:
    """The file with the digest of its parts; any program that saves it breaks that."""
    buffer = io.BytesIO(data)
    with zipfile.ZipFile(buffer, "a") as package:
        package.comment = _digest(package)
    return buffer.getvalue()


def is_untouched(data: bytes) -> bool:
    """Whether the file was sealed and has not been saved since."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package.comment == _digest(package)
    except (zipfile.BadZipFile, OSError, ValueError):
        return False


def _digest(package: zipfile.ZipFile) -> bytes:
    listed = [(info.filename, info.CRC, info.file_size) for info in package.infolist()]
    return hashlib.sha256(repr(listed).encode()).hexdigest().encode()
