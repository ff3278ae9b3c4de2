"""The graph over HTTP: a read-only SPARQL endpoint, and pages for people, on this machine alone unless told otherwise.

    request ─guards─> protocol ─Ask─> pool ─> worker (a process) ─Reply─> answer
                      read only        killed at its limit of time or memory

Guards (`guards`) look at hosts, origins, sizes and tokens before anything is read; `protocol` turns a request into what
is asked, by pure functions; `pool` keeps the workers, of which `first` begins before the server is loaded; `worker` is the
only one that opens a snapshot. The server goes on with the snapshot that is published: each request asks anew which one
that is. Pages are made in the worker too (`views`, `rendering`), so that none keeps other requests waiting.
"""
