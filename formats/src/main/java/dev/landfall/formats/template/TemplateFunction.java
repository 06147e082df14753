package dev.landfall.formats.template;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The functions of pipelines; they do what their namesakes in sprig do. */
enum TemplateFunction {
    DEFAULT("default", 2),
    QUOTE("quote", 1),
    TO_JSON("toJson", 1),
    UPPER("upper", 1),
    LOWER("lower", 1),
    TRIM("trim", 1),
    B64ENC("b64enc", 1);

    static final List<String> NAMES =
            Arrays.stream(values()).map(function -> function.text).toList();

    private static final String SECRET_START = "${secret:";

    private final String text;
    private final int arity;

    TemplateFunction(String text, int arity) {
        this.text = text;
        this.arity = arity;
    }

    static Optional<TemplateFunction> named(String name) {
        return Arrays.stream(values())
                .filter(function -> function.text.equals(name))
                .findFirst();
    }

    /** How many arguments it takes, the piped one counted. */
    int arity() {
        return arity;
    }

    /** Applies the function; the arguments are as many as {@link #arity}. */
    Value apply(List<Value> arguments) {
        var last = arguments.getLast();
        if (this == DEFAULT) {
            return isEmpty(last) ? arguments.getFirst() : last;
        }
        if (!(last instanceof Value.Present present)) {
            return last;
        }
        return this == TO_JSON ? text(present.node().toString()) : ofText(present.node());
    }

    private Value ofText(JsonNode node) {
        if (!(TextForm.of(node) instanceof Value.Present text)) {
            return TextForm.of(node);
        }
        var plain = text.node().stringValue();
        if (changesLetters() && plain.contains(SECRET_START)) {
            return new Value.Wrong(
                    "'" + this.text + "' cannot be applied to a secret: its value is known only where the job runs.");
        }
        return switch (this) {
            case QUOTE -> text(text.node().toString());
            case UPPER -> text(plain.toUpperCase(Locale.ROOT));
            case LOWER -> text(plain.toLowerCase(Locale.ROOT));
            case TRIM -> text(plain.strip());
            case B64ENC -> text(Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
            case DEFAULT, TO_JSON -> text(plain);
        };
    }

    private boolean changesLetters() {
        return this == UPPER || this == LOWER || this == B64ENC;
    }

    private static Value text(String text) {
        return new Value.Present(JsonNodeFactory.instance.stringNode(text));
    }

    /** What sprig calls empty: nothing, "", 0, false, an empty list or table. */
    private static boolean isEmpty(Value value) {
        return switch (value) {
            case Value.Missing missing -> true;
            case Value.Wrong wrong -> false;
            case Value.Present present -> isEmpty(present.node());
        };
    }

    private static boolean isEmpty(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL, MISSING -> true;
            case STRING -> node.stringValue().isEmpty();
            case BOOLEAN -> !node.booleanValue();
            case NUMBER -> node.decimalValue().signum() == 0;
            case ARRAY, OBJECT -> node.isEmpty();
            case BINARY, POJO -> false;
        };
    }
}
