"""`kg mcp`: the graph for language models, by the Model Context Protocol over standard input and output.

    host ─JSON-RPC─> server (SDK) ─tool, arguments─> asking ─> kg.serve.pool ─> worker (a process)
                                                        └─ answers: what kg says beside what articles say

It only reads. Tools are the saved questions, `search`, `show`, `why` and `query`; resources are the schema and the
questions. What comes out of the graph, and so may be the words of an article, stands under one key, `quoted`, and
nowhere else: not in descriptions, not in errors. Hidden characters in it are written as escapes of JSON.
"""
