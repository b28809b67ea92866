"""A keep in memory."""


class Shelf(dict):
    """Keeps bytes in memory, and under which beginnings of keys all was said to stay."""

    def __init__(self):
        super().__init__()
        self.used = []

    def get_bytes(self, key):
        return self.get(key)

    def put_bytes(self, key, data):
        self[key] = data

    def use(self, prefix):
        self.used.append(prefix)
