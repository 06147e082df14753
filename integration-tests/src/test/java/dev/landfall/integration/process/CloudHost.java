package dev.landfall.integration.process;

import dev.landfall.controlplane.records.Records;
import dev.landfall.emulators.FaultPlan;
import java.time.Duration;
import java.util.List;

/** A host whose cloud can be made to fail: every call of its functions follows a plan of faults. */
public interface CloudHost extends Host {

    /**
     * A message that a function failed to handle, or held when it died, comes again after so long. In the clouds that is half
     * a minute or more.
     */
    Duration COMES_AGAIN = Duration.ofSeconds(2);

    FaultPlan faults();

    /** Does now what a minute's end does. */
    void tick();

    /** The store, by a way without faults. */
    Records records();

    /** Everything in the store, as text. */
    String storedText();

    /** Sends a message by hand. */
    void send(String queue, String message);

    /** How many messages a queue has, seen and unseen ones. */
    long messages(String queue);

    /** How many dead letters of the events lie where the cloud puts them, before a tick keeps them. */
    long deadEvents();

    /** Deletes a queue by hand, without its dead letters. */
    void deleteQueue(String queue);

    /** What the platform gave to the functions or lent to runners and nobody else may see. */
    List<String> platformSecrets();
}
