package dev.landfall.runner.fitness;

import dev.landfall.runner.aws.AutoScaling;
import dev.landfall.runner.aws.AwsSurroundings;
import dev.landfall.runner.aws.InstanceMetadata;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.config.NoticeSettings;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Chooses whom to tell. */
public final class MachineGroups {

    private MachineGroups() {}

    /**
     * @param environment where AWS's own variables are
     * @param clock this machine's own
     * @return empty when nobody is to be told; a scale set of Azure asks by itself
     */
    public static Optional<MachineGroup> of(
            NoticeSettings settings, Map<String, String> environment, HttpTransport transport, InstantSource clock) {
        return switch (settings.from()) {
            case NONE, AZURE -> Optional.empty();
            case AWS -> {
                var surroundings = new AwsSurroundings(environment, transport, clock);
                yield Optional.of(new AutoScalingGroup(
                        InstanceMetadata.of(environment, transport), new AutoScaling(transport, surroundings, clock)));
            }
        };
    }
}
