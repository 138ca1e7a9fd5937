def mapper(words):
    return [(word, 1) for word in words]
