"""Walks a document and its JSON Schema side by side."""

ANNOTATIONS = ("cite", "assumed", "note")


def pointer(*tokens):
    return "".join("/" + str(token).replace("~", "~0").replace("/", "~1") for token in tokens)


FORMS = {"#/$defs/wrapped": "value", "#/$defs/dated": "dated"}


def form_of(value):
    """What of FORMS an object is, by the key that tells; nothing: it is an object by itself."""
    return next((key for key in FORMS.values() if key in value), None)


class Walk:
    """Which subschemas concern which place of a document."""

    def __init__(self, validator_class, schema):
        self.validator_class = validator_class
        self.schema = schema

    def holds(self, subschema, value):
        return self.validator_class({**subschema, "$defs": self.schema["$defs"]}).is_valid(value)

    def target(self, reference):
        found = self.schema
        for token in reference.removeprefix("#/").split("/"):
            found = found[token]
        return found

    def concerning(self, subschema, value):
        """The subschema and all that it refers to, as far as it concerns a value of this kind."""
        if isinstance(subschema, bool):
            return
        yield subschema
        parts = []
        if "$ref" in subschema:
            parts.append(self.target(subschema["$ref"]))
        parts += subschema.get("allOf", [])
        for branch in subschema.get("anyOf", []):
            if not isinstance(value, dict) or FORMS.get(branch.get("$ref")) == form_of(value):
                parts.append(branch)
        if "if" in subschema:
            parts.append(subschema.get("then" if self.holds(subschema["if"], value) else "else", True))
        for part in parts:
            yield from self.concerning(part, value)

    def places(self, document):
        """(pointer, value, subschemas) of every place of the document but what stands in a cite or note."""
        waiting = [("", document, [self.schema])]
        while waiting:
            place, value, roots = waiting.pop()
            subschemas = [s for root in roots for s in self.concerning(root, value)]
            yield place, value, subschemas
            if isinstance(value, dict):
                for key, member in value.items():
                    if key not in ANNOTATIONS:
                        below = [s["properties"][key] for s in subschemas if key in s.get("properties", {})]
                        waiting.append((place + pointer(key), member, below))
            elif isinstance(value, list):
                below = [s["items"] for s in subschemas if "items" in s]
                waiting += [(place + pointer(i), item, below) for i, item in enumerate(value)]


def keys(subschemas):
    """The keys that an object of these subschemas may have."""
    named = {key for s in subschemas for key in s.get("properties", {})}
    for closed in subschemas:
        if closed.get("additionalProperties") is False:
            named &= set(closed["properties"])
    return named - {key for s in subschemas for key, part in s.get("properties", {}).items() if part is False}
