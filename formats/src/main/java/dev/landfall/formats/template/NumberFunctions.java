package dev.landfall.formats.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/** Arithmetic on whole numbers of 64 bits, and what rounds. */
final class NumberFunctions {

    private static final int MAX_PLACES = 20;

    static final List<TemplateFunction> ALL = List.of(
            TemplateFunction.of("int", 1, arguments -> Json.number(arguments.whole(0))),
            TemplateFunction.of("int64", 1, arguments -> Json.number(arguments.whole(0))),
            TemplateFunction.of("atoi", 1, arguments -> Json.number(arguments.whole(0))),
            TemplateFunction.of("float64", 1, arguments -> Json.number(number(arguments, 0))),
            folding("add", Math::addExact),
            folding("mul", Math::multiplyExact),
            TemplateFunction.of("add1", 1, arguments -> exact(arguments, () -> Math.addExact(arguments.whole(0), 1))),
            pair("sub", Math::subtractExact),
            pair("div", Math::divideExact),
            pair("mod", (a, b) -> a % b),
            folding("max", Math::max),
            folding("min", Math::min),
            TemplateFunction.of(
                    "floor", 1, arguments -> Json.number(number(arguments, 0).setScale(0, RoundingMode.FLOOR))),
            TemplateFunction.of(
                    "ceil", 1, arguments -> Json.number(number(arguments, 0).setScale(0, RoundingMode.CEILING))),
            new TemplateFunction("round", 2, 3, NumberFunctions::round));

    private NumberFunctions() {}

    private static BigDecimal number(Arguments arguments, int index) {
        return Numbers.of(arguments.node(index), arguments.function());
    }

    private static TemplateFunction folding(String name, LongBinaryOperator operator) {
        return new TemplateFunction(
                name,
                1,
                TemplateFunction.ANY,
                arguments -> exact(
                        arguments,
                        () -> LongStream.range(0, arguments.count())
                                .map(i -> arguments.whole((int) i))
                                .reduce(operator)
                                .orElseThrow()));
    }

    private static TemplateFunction pair(String name, LongBinaryOperator operator) {
        return TemplateFunction.of(
                name,
                2,
                arguments -> exact(arguments, () -> operator.applyAsLong(arguments.whole(0), arguments.whole(1))));
    }

    private static JsonNode exact(Arguments arguments, LongSupplier work) {
        try {
            return Json.number(work.getAsLong());
        } catch (ArithmeticException e) {
            throw new Refusal("'" + arguments.function() + "' cannot be computed with these numbers: it divides by zero"
                    + " or does not fit 64 bits.");
        }
    }

    /** {@code round 2.345 2}; a third argument moves the border from 0.5, which nobody uses, and is refused unless it is 0.5. */
    private static JsonNode round(Arguments arguments) {
        if (arguments.count() == 3 && number(arguments, 2).compareTo(new BigDecimal("0.5")) != 0) {
            throw new Refusal("'round' rounds at 0.5 only.");
        }
        var places = arguments.count(1);
        if (places > MAX_PLACES) {
            throw new Refusal("'round' keeps at most " + MAX_PLACES + " places.");
        }
        return Json.number(number(arguments, 0).setScale(places, RoundingMode.HALF_UP));
    }
}
