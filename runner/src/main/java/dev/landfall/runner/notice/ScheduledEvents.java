package dev.landfall.runner.notice;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.client.HttpTransport;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Azure: scheduled events of this machine that end what runs on it ("Azure Metadata Service: Scheduled Events for Linux VMs");
 * the eviction of a spot machine is said 30 seconds before.
 */
final class ScheduledEvents implements NoticeSource {

    private static final Set<String> ENDING = Set.of("Preempt", "Terminate", "Reboot", "Redeploy");
    private static final String EVENTS = "/metadata/scheduledevents?api-version=2020-07-01";
    private static final String NAME = "/metadata/instance/compute/name?api-version=2021-02-01&format=text";
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 256 << 10;

    private final HttpTransport transport;
    private final String address;
    private final InstantSource clock;
    private String machine = "";

    /** @param address of the metadata service */
    ScheduledEvents(HttpTransport transport, String address, InstantSource clock) {
        this.transport = transport;
        this.address = address;
        this.clock = clock;
    }

    /** Used by one thread. A group's events name all of its machines, so this one's name is asked for first. */
    @Override
    public Optional<Notice> look() {
        if (machine.isEmpty()) {
            machine = get(NAME).strip();
        }
        var events = Json.readTree(get(EVENTS).getBytes(StandardCharsets.UTF_8)).path("Events");
        for (var event : events) {
            if (concerns(event)) {
                var type = event.path("EventType").asString("");
                return Optional.of(new Notice(
                        "Azure will do this to the machine: " + type,
                        time(event.path("NotBefore").asString(""))));
            }
        }
        return Optional.empty();
    }

    private boolean concerns(JsonNode event) {
        return ENDING.contains(event.path("EventType").asString(""))
                && event.path("Resources")
                        .valueStream()
                        .anyMatch(name -> name.asString("").equalsIgnoreCase(machine));
    }

    /** An event that has started has no time any more. */
    private Instant time(String text) {
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return clock.instant();
        }
    }

    private String get(String path) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Metadata", "true")
                .build();
        var reply = transport.send(request, DEADLINE, MAX_BYTES);
        if (reply.status() != 200) {
            throw new LandfallException(
                    ErrorKind.fromHttpStatus(reply.status()),
                    "The metadata service of this machine answered with status " + reply.status() + ".");
        }
        return new String(reply.body(), StandardCharsets.UTF_8);
    }
}
