package dev.landfall.integration.cost;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one step of a job's path asked of the services.
 *
 * @param calls by service and operation
 * @param writeRequests of the store of records, among them
 * @param writeUnits that the store of records bills for those
 */
public record CountedStep(String name, SortedMap<String, Integer> calls, int writeRequests, int writeUnits) {

    public CountedStep {
        calls = new TreeMap<>(calls);
    }

    /** {@code DynamoDB GetItem 2, SQS SendMessage 1}. */
    public String text() {
        return calls.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** As it stands on the page of costs. */
    String row() {
        return "| " + name + " | " + writeRequests + " | " + writeUnits + " | " + text() + " |";
    }

    static CountedStep of(String name, Map<String, Integer> calls, int writeRequests, int writeUnits) {
        return new CountedStep(name, new TreeMap<>(calls), writeRequests, writeUnits);
    }
}
