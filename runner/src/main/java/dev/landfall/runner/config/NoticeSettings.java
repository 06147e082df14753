package dev.landfall.runner.config;

import java.time.Duration;

/**
 * Who says that the machine will be taken away.
 *
 * @param scaleIn how long an Auto Scaling group keeps an instance that it ends
 */
public record NoticeSettings(From from, Duration scaleIn) {

    /** Whose metadata service is asked. */
    public enum From {
        NONE,
        AWS,
        AZURE
    }
}
