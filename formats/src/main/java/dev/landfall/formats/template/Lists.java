package dev.landfall.formats.template;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/** Ways to read and make lists. */
final class Lists {

    /** Longer lists of numbers are refused. */
    static final int MAX_COUNTED = 100_000;

    private Lists() {}

    static List<JsonNode> of(JsonNode list) {
        var elements = new ArrayList<JsonNode>();
        list.forEach(elements::add);
        return elements;
    }

    /** 0 to n-1. */
    static List<JsonNode> counting(long end) {
        return counting(0, end, 1);
    }

    /** From start, by step, before end. */
    static List<JsonNode> counting(long start, long end, long step) {
        if (step == 0 || (step > 0 ? start >= end : start <= end)) {
            return List.of();
        }
        var length = BigInteger.valueOf(end)
                .subtract(BigInteger.valueOf(start))
                .abs()
                .subtract(BigInteger.ONE)
                .divide(BigInteger.valueOf(step).abs())
                .add(BigInteger.ONE);
        if (length.compareTo(BigInteger.valueOf(MAX_COUNTED)) > 0) {
            throw new Refusal("A list of " + length + " numbers is too long; at most " + MAX_COUNTED + " are allowed.");
        }
        return LongStream.range(0, length.intValue())
                .mapToObj(i -> Json.number(start + i * step))
                .toList();
    }
}
