package dev.landfall.runner.notice;

import dev.landfall.runner.aws.InstanceMetadata;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.config.NoticeSettings;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Chooses whom to ask. */
public final class NoticeSources {

    private static final String METADATA = "http://169.254.169.254";

    private NoticeSources() {}

    /**
     * @param environment where the clouds' own variables for the metadata service are
     * @param clock this machine's own
     * @return empty when nobody is to be asked
     */
    public static Optional<NoticeSource> of(
            NoticeSettings settings, Map<String, String> environment, HttpTransport transport, InstantSource clock) {
        return switch (settings.from()) {
            case NONE -> Optional.empty();
            case AWS ->
                Optional.of(new SpotNotices(InstanceMetadata.of(environment, transport), settings.scaleIn(), clock));
            case AZURE ->
                Optional.of(new ScheduledEvents(
                        transport, environment.getOrDefault("AZURE_POD_IDENTITY_AUTHORITY_HOST", METADATA), clock));
        };
    }
}
