package dev.landfall.integration.lambda;

/**
 * A call of a service as a {@link ServiceMeter} saw it.
 *
 * @param operation such as {@code TransactWriteItems} or {@code PUT}
 * @param sentAtNanos when the whole request had been handed on, by {@link System#nanoTime}
 * @param nanos from the end of the request to the first byte of the reply
 * @param writeUnits what DynamoDB bills for its writes; 0 for everything else
 */
public record ServiceCall(String service, String operation, long sentAtNanos, long nanos, int writeUnits) {}
