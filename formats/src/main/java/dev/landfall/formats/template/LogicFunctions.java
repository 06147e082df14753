package dev.landfall.formats.template;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Comparisons, choices and defaults. */
final class LogicFunctions {

    static final List<TemplateFunction> ALL = List.of(
            new TemplateFunction("and", 1, TemplateFunction.ANY, arguments -> firstThatIs(false, arguments)),
            new TemplateFunction("or", 1, TemplateFunction.ANY, arguments -> firstThatIs(true, arguments)),
            TemplateFunction.of("not", 1, arguments -> Json.truth(!arguments.truth(0))),
            new TemplateFunction("eq", 2, TemplateFunction.ANY, LogicFunctions::equalsAny),
            TemplateFunction.of("ne", 2, arguments -> Json.truth(!same(arguments, 1))),
            TemplateFunction.of("lt", 2, arguments -> ordered(arguments, order -> order < 0)),
            TemplateFunction.of("le", 2, arguments -> ordered(arguments, order -> order <= 0)),
            TemplateFunction.of("gt", 2, arguments -> ordered(arguments, order -> order > 0)),
            TemplateFunction.of("ge", 2, arguments -> ordered(arguments, order -> order >= 0)),
            TemplateFunction.of("deepEqual", 2, arguments -> Json.truth(deeply(arguments))),
            TemplateFunction.of(
                    "default", 2, arguments -> isEmpty(arguments, 1) ? arguments.node(0) : arguments.node(1)),
            TemplateFunction.of("empty", 1, arguments -> Json.truth(isEmpty(arguments, 0))),
            new TemplateFunction("coalesce", 1, TemplateFunction.ANY, LogicFunctions::coalesce),
            TemplateFunction.of("ternary", 3, arguments -> arguments.truth(2) ? arguments.node(0) : arguments.node(1)),
            new TemplateFunction(
                    "all",
                    1,
                    TemplateFunction.ANY,
                    arguments -> Json.truth(indexes(arguments).noneMatch(i -> isEmpty(arguments, i)))),
            new TemplateFunction(
                    "any",
                    1,
                    TemplateFunction.ANY,
                    arguments -> Json.truth(indexes(arguments).anyMatch(i -> !isEmpty(arguments, i)))),
            TemplateFunction.of("required", 2, LogicFunctions::required),
            TemplateFunction.of("fail", 1, arguments -> {
                throw new Refusal(arguments.text(0));
            }),
            TemplateFunction.of("kindOf", 1, arguments -> Json.text(kind(arguments.node(0)))),
            TemplateFunction.of(
                    "kindIs", 2, arguments -> Json.truth(kind(arguments.node(1)).equals(arguments.text(0)))));

    private LogicFunctions() {}

    private static IntStream indexes(Arguments arguments) {
        return IntStream.range(0, arguments.count());
    }

    /** The first argument with this truth, else the last; those behind it are not computed. */
    private static JsonNode firstThatIs(boolean truth, Arguments arguments) {
        for (var i = 0; i < arguments.count() - 1; i++) {
            if (arguments.truth(i) == truth) {
                return arguments.node(i);
            }
        }
        return arguments.last();
    }

    private static JsonNode equalsAny(Arguments arguments) {
        return Json.truth(IntStream.range(1, arguments.count()).anyMatch(i -> same(arguments, i)));
    }

    private static boolean same(Arguments arguments, int other) {
        var a = arguments.node(0);
        var b = arguments.node(other);
        if (a.isNull() || b.isNull()) {
            return a.isNull() && b.isNull();
        }
        return compared(arguments, a, b) == 0;
    }

    private static JsonNode ordered(Arguments arguments, IntPredicate wanted) {
        var a = arguments.node(0);
        var b = arguments.node(1);
        if (a.isBoolean() || b.isBoolean() || a.isNull() || b.isNull()) {
            throw incomparable(arguments, a, b);
        }
        return Json.truth(wanted.test(compared(arguments, a, b)));
    }

    private static int compared(Arguments arguments, JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return Numbers.decimal(a).compareTo(Numbers.decimal(b));
        }
        if (a.isBoolean() && b.isBoolean()) {
            return Boolean.compare(a.booleanValue(), b.booleanValue());
        }
        if (a.isString() && b.isString()) {
            if (Texts.holdsSecret(a.stringValue()) || Texts.holdsSecret(b.stringValue())) {
                throw new Refusal("'" + arguments.function()
                        + "' cannot be applied to a secret: its value is known only where the job runs.");
            }
            arguments
                    .budget()
                    .read(Math.min(a.stringValue().length(), b.stringValue().length()));
            return a.stringValue().compareTo(b.stringValue());
        }
        throw incomparable(arguments, a, b);
    }

    private static Refusal incomparable(Arguments arguments, JsonNode a, JsonNode b) {
        return new Refusal("'" + arguments.function() + "' cannot compare " + Texts.kind(a) + " with " + Texts.kind(b)
                + "." + (a.isContainer() && b.isContainer() ? " Use deepEqual." : ""));
    }

    private static boolean deeply(Arguments arguments) {
        var a = arguments.node(0);
        var b = arguments.node(1);
        arguments.budget().made(a);
        arguments.budget().made(b);
        if (Texts.holdsSecret(a.toString()) || Texts.holdsSecret(b.toString())) {
            throw new Refusal("'deepEqual' cannot be applied to a secret: its value is known only where the job runs.");
        }
        return (a.isNumber() && b.isNumber()) ? compared(arguments, a, b) == 0 : a.equals(b);
    }

    /** A name that is not there is empty too: other than in Go, where it ends the template. */
    private static boolean isEmpty(Arguments arguments, int index) {
        return switch (arguments.value(index)) {
            case Value.Missing missing -> true;
            case Value.Present present -> !Truth.of(present.node());
        };
    }

    private static JsonNode coalesce(Arguments arguments) {
        return indexes(arguments)
                .filter(i -> !isEmpty(arguments, i))
                .mapToObj(arguments::node)
                .findFirst()
                .orElseGet(Json::nothing);
    }

    private static JsonNode required(Arguments arguments) {
        if (isEmpty(arguments, 1)) {
            throw new Refusal(arguments.text(0));
        }
        return arguments.node(1);
    }

    /** Go's name for the kind. */
    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "bool";
            case NUMBER -> node.isIntegralNumber() ? "int" : "float64";
            case ARRAY -> "slice";
            case OBJECT -> "map";
            case NULL, MISSING, BINARY, POJO -> "invalid";
        };
    }
}
