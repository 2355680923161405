"""A client of unoserver that keeps its connection: a line in, a PDF/A-2b made, a line out."""

import sys

from unoserver.client import UnoClient

port, source, target = sys.argv[1:]
client = UnoClient(server="127.0.0.1", port=port)
for _ in sys.stdin:
    client.convert(
        inpath=source,
        outpath=target,
        filter_options=["SelectPdfVersion=2", "UseTaggedPDF=true"],
    )
    print("done", flush=True)
