"""What `make relevance` and `make bench-search` share: documents, queries, scores, search engines to compare."""
