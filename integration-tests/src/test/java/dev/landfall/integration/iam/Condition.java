package dev.landfall.integration.iam;

import java.util.List;
import java.util.function.Predicate;

/** One key of a {@code Condition} block; all of a statement's must hold. */
sealed interface Condition {

    boolean holds(Request request);

    /** The operator's name as in a policy, such as {@code ForAnyValue:StringLikeIfExists}. */
    static Condition of(String operator, String key, List<String> own) {
        if (operator.equals("Null")) {
            return new Absent(key, own.equals(List.of("true")));
        }
        var set = operator.contains(":") ? operator.substring(0, operator.indexOf(':')) : "";
        var name = operator.substring(operator.indexOf(':') + 1);
        boolean ifExists = name.endsWith("IfExists");
        var known = Operator.of(ifExists ? name.substring(0, name.length() - "IfExists".length()) : name);
        var missing = ifExists || known.negated() ? Missing.HOLDS : Missing.FAILS;
        return switch (set) {
            case "" -> new Compared(known, key, own, missing);
            case "ForAllValues" -> new EveryValue(new Compared(known, key, own, Missing.HOLDS));
            case "ForAnyValue" ->
                new SomeValue(new Compared(known, key, own, ifExists ? Missing.HOLDS : Missing.FAILS));
            default -> throw new IllegalArgumentException("The evaluator does not know '" + operator + "'.");
        };
    }

    /** What a request without the key means. */
    enum Missing {
        HOLDS,
        FAILS
    }

    /** {@code Null}: whether the request lacks the key. */
    record Absent(String key, boolean wanted) implements Condition {
        @Override
        public boolean holds(Request request) {
            return request.values(key).isEmpty() == wanted;
        }
    }

    /** A key of one value. */
    record Compared(Operator operator, String key, List<String> own, Missing missing) implements Condition {

        public Compared {
            own = List.copyOf(own);
        }

        @Override
        public boolean holds(Request request) {
            var given = request.values(key);
            if (given.size() > 1) {
                throw new IllegalArgumentException(
                        "'" + key + "' has several values: a policy must say ForAnyValue or ForAllValues.");
            }
            return given.isEmpty() ? missing == Missing.HOLDS : fits(given.getFirst(), request);
        }

        boolean fits(String value, Request request) {
            Predicate<String> one = pattern -> operator.fits(Variables.fill(pattern, request), value);
            return operator.negated()
                    ? own.stream().noneMatch(one)
                    : own.stream().anyMatch(one);
        }
    }

    /** {@code ForAllValues}, which also holds for no value at all. */
    record EveryValue(Compared compared) implements Condition {
        @Override
        public boolean holds(Request request) {
            return request.values(compared.key()).stream().allMatch(value -> compared.fits(value, request));
        }
    }

    /** {@code ForAnyValue}. */
    record SomeValue(Compared compared) implements Condition {
        @Override
        public boolean holds(Request request) {
            var given = request.values(compared.key());
            return given.isEmpty()
                    ? compared.missing() == Missing.HOLDS
                    : given.stream().anyMatch(value -> compared.fits(value, request));
        }
    }
}
