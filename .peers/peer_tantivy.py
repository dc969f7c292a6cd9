"""Tantivy as a peer of TestPeersTable: indexes a file of passages, then answers inquiries.

    peer_tantivy.py PASSAGES FOLDER

PASSAGES has a passage a line, its columns parted by tabs (COLUMNS), several values
of one by "|". Bigrams are cut by the test and parted by blanks. Once the index is made,
the processor's time it took is written in microseconds, and then a line for each line
that is read: the inquiry, see answer.
"""

import sys
import time

import tantivy
from tantivy import Occur, Query

FACETS = ["kind", "topic", "genre", "rank", "issuer", "status", "year"]
SHOWN = ["title", "text"]
COLUMNS = FACETS + SHOWN + ["grams"]

# One thread with so much memory makes one segment, which is the kindest to the searcher.
HEAP = 1 << 30


def fill(passages, folder):
    builder = tantivy.SchemaBuilder()
    for name in FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in SHOWN:  # bytes, as texts cannot be stored without being indexed
        builder.add_bytes_field(name, stored=True, indexed=False)
    builder.add_text_field("grams", tokenizer_name="parted", index_option="position")
    schema = builder.build()
    index = tantivy.Index(schema, path=folder)
    parted = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("parted", parted)
    writer = index.writer(HEAP, 1)
    with open(passages, encoding="utf-8") as lines:
        for line in lines:
            document = tantivy.Document()
            for name, column in zip(COLUMNS, line.rstrip("\n").split("\t")):
                if name in SHOWN:
                    document.add_bytes(name, column.encode())
                    continue
                for value in column.split("|") if name in FACETS else [column]:
                    document.add_text(name, value)
            writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index.searcher(), schema


def query(schema, exact, parts):
    """All parts as phrases, or any bigram of the only one."""
    if not exact:
        return Query.boolean_query([(Occur.Should, Query.term_query(schema, "grams", g)) for g in dict.fromkeys(parts[0].split())])
    phrases = [Query.phrase_query(schema, "grams", p.split()) if " " in p else Query.term_query(schema, "grams", p) for p in parts]
    return phrases[0] if len(phrases) == 1 else Query.boolean_query([(Occur.Must, p) for p in phrases])


COUNTED = {name: {"terms": {"field": name, "size": 100}} for name in FACETS}


def answer(searcher, schema, line):
    """An inquiry is "exact" or "any", "facets" or "hits", and its parts, parted by
    tabs. The answer: total, hits, values of facets."""
    kind, shown, *parts = line.split("\t")
    asked = query(schema, kind == "exact", parts)
    found = searcher.search(asked, 10, count=True)
    hits = []
    for _, address in found.hits:
        document = searcher.doc(address)
        title, text = (bytes(document.get_first(name)).decode() for name in SHOWN)
        at = max(0, text.find(parts[0][:2]))
        hits.append((title, text[max(0, at - 20) : at + 100]))
    counted = 0
    if shown == "facets":  # the wheel runs the query again for them
        counted = sum(len(f["buckets"]) for f in searcher.aggregate(asked, COUNTED).values())
    return found.count, len(hits), counted


def main():
    searcher, schema = fill(*sys.argv[1:])
    print(time.process_time_ns() // 1000, flush=True)
    for line in sys.stdin:
        began, spent = time.perf_counter_ns(), time.process_time_ns()
        numbers = answer(searcher, schema, line.rstrip("\n"))
        spent, took = time.process_time_ns() - spent, time.perf_counter_ns() - began
        print(spent, took, *numbers, flush=True)


main()
