"""Search: documents, the Whoosh index, the browser's index, and answers."""
