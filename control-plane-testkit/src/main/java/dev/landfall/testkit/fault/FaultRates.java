package dev.landfall.testkit.fault;

/**
 * How often something goes wrong, each from 0 (never) to 1 (always).
 *
 * @param unavailable of every moment before or after a call
 * @param crash of every moment before or after a call
 * @param twice of every message
 * @param never of every message
 * @param late of every message
 */
public record FaultRates(double unavailable, double crash, double twice, double never, double late) {

    public static final FaultRates NONE = new FaultRates(0, 0, 0, 0, 0);

    public FaultRates {
        if (unavailable < 0 || crash < 0 || unavailable + crash > 1) {
            throw new IllegalArgumentException("rates of calls are between 0 and 1 together");
        }
        if (twice < 0 || never < 0 || late < 0 || twice + never + late > 1) {
            throw new IllegalArgumentException("rates of messages are between 0 and 1 together");
        }
    }
}
