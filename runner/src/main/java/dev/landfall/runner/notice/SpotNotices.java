package dev.landfall.runner.notice;

import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import dev.landfall.runner.aws.InstanceMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * EC2: the interruption of a spot instance, said two minutes before ("Spot Instance interruption notices"), and the end of an
 * instance that its Auto Scaling group terminates ("Retrieve the target lifecycle state through instance metadata").
 */
final class SpotNotices implements NoticeSource {

    private static final String INTERRUPTION = "/latest/meta-data/spot/instance-action";
    private static final String TARGET_STATE = "/latest/meta-data/autoscaling/target-lifecycle-state";

    private final InstanceMetadata metadata;
    private final Duration scaleIn;
    private final InstantSource clock;

    /** @param scaleIn how long the group's lifecycle hook keeps an instance that is to end */
    SpotNotices(InstanceMetadata metadata, Duration scaleIn, InstantSource clock) {
        this.metadata = metadata;
        this.scaleIn = scaleIn;
        this.clock = clock;
    }

    @Override
    public Optional<Notice> look() {
        return interruption().or(this::termination);
    }

    private Optional<Notice> interruption() {
        return get(INTERRUPTION).map(text -> {
            var action = Json.readTree(text.getBytes(StandardCharsets.UTF_8));
            var verb = action.path("action").asString("terminate");
            return new Notice(
                    "EC2 takes this spot instance back (" + verb + ")",
                    time(action.path("time").asString("")));
        });
    }

    private Optional<Notice> termination() {
        return get(TARGET_STATE)
                .filter(state -> state.strip().equals("Terminated"))
                .map(state -> new Notice(
                        "the Auto Scaling group ends this instance",
                        clock.instant().plus(scaleIn)));
    }

    private Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            return clock.instant();
        }
    }

    private Optional<String> get(String path) {
        try {
            return Optional.of(metadata.get(path));
        } catch (LandfallException e) {
            if (e.kind() == ErrorKind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
