package dev.landfall.functionslocal.host;

import dev.landfall.controlplane.ControlPlaneConfig;
import dev.landfall.controlplane.retention.RetentionSettings;
import dev.landfall.functionslocal.http.HttpLimits;
import dev.landfall.protocol.error.LandfallException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Settings of a control plane on one machine.
 *
 * @param data folder of all state; made when absent
 * @param host address to listen on
 * @param port 0 for a free one
 * @param orgName of the org that a new folder gets
 * @param retentionDays how long finished workflows, their jobs, logs and events are kept
 */
public record LocalConfig(Path data, String host, int port, String orgName, int retentionDays, HttpLimits limits) {

    public static final String DEFAULT_HOST = "127.0.0.1";
    public static final int DEFAULT_PORT = 7466;
    public static final String DEFAULT_ORG = "default";
    public static final int DEFAULT_RETENTION_DAYS = 30;

    /** Reads {@code LANDFALL_DATA}, {@code …_HOST}, {@code …_PORT}, {@code …_ORG} and {@code …_RETENTION_DAYS}. */
    public static LocalConfig from(Map<String, String> settings) {
        var problems = new ArrayList<String>();
        var config = new LocalConfig(
                Path.of(settings.getOrDefault("LANDFALL_DATA", ".landfall-dev")),
                settings.getOrDefault("LANDFALL_HOST", DEFAULT_HOST),
                number(settings, "LANDFALL_PORT", DEFAULT_PORT, 0, 65_535, problems),
                settings.getOrDefault("LANDFALL_ORG", DEFAULT_ORG),
                number(settings, "LANDFALL_RETENTION_DAYS", DEFAULT_RETENTION_DAYS, 1, 3_650, problems),
                HttpLimits.DEFAULT);
        if (!problems.isEmpty()) {
            throw LandfallException.invalid(
                    "The settings of the control plane are wrong: " + String.join(" ", problems));
        }
        return config;
    }

    ControlPlaneConfig controlPlane() {
        var kept = Duration.ofDays(retentionDays);
        return new ControlPlaneConfig(new RetentionSettings(kept, kept, List.of()));
    }

    private static int number(
            Map<String, String> settings, String key, int otherwise, int least, int most, List<String> problems) {
        var text = settings.get(key);
        if (text == null) {
            return otherwise;
        }
        try {
            var value = Integer.parseInt(text.trim());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        problems.add(key + " is '" + text + "'; it is a number from " + least + " to " + most + ".");
        return otherwise;
    }
}
