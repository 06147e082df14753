package dev.landfall.controlplane.webhook;

import java.time.Duration;
import java.util.List;

/** Which records of deliveries expire, and by which of their members. */
public final class DeliveryRetention {

    /** So long a delivery can be listed and taken again. */
    public static final Duration KEPT = Duration.ofDays(30);

    /** Starts of the sort keys of deliveries. */
    public static final List<String> SORT_PREFIXES = List.of(Delivery.SORT_PREFIX, Delivery.ORDER_PREFIX);

    /** The member that holds a delivery's time. */
    public static final String TIME_MEMBER = "receivedAt";

    private DeliveryRetention() {}
}
