package dev.landfall.stacktemplates.aws;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.stacktemplates.model.Download;
import dev.landfall.stacktemplates.model.RunnerHost.VmGroup;
import dev.landfall.stacktemplates.model.RunnerOptions;
import dev.landfall.stacktemplates.model.RunnerRelease;
import dev.landfall.stacktemplates.model.StackModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a machine runs at its first start: settings, then the script that {@code terraform/runner-bootstrap} uses too. It holds no
 * secret: the key of plans is named and fetched by the machine.
 */
public final class MachineScript {

    /** What the group calls the hook that lets a machine drain. */
    public static final String LIFECYCLE_HOOK = "drain";

    /** The setting that names the machine's group. */
    public static final String GROUP = "LIFECYCLE_GROUP";

    /** Bytes of user data before base64. */
    public static final int MAX_BYTES = 16_384;

    /** An ARN of a secret in every partition and region is shorter. */
    public static final int LONGEST_ARN = 160;

    /** The group starts another machine then, from the image as it is by that time. */
    private static final Duration MAX_UPTIME = Duration.ofDays(7);

    private static final int STOP_BEYOND_DRAIN_SECONDS = 300;

    private MachineScript() {}

    /** The shell variables that the script reads, but for the key of plans. Each line ends. */
    public static String variables(StackModel model, VmGroup host, String group) {
        var release = host.release();
        var terraform = release.terraform();
        return "#!/bin/sh\nset -eu\n"
                + variable("RUNNER_URL", release.archive().address().toString())
                + variable("RUNNER_SHA256", release.archive().sha256())
                + download("JDK", release.jdk())
                + download("TERRAFORM", terraform == null ? null : terraform.zip())
                + variable("TERRAFORM_PROGRAM", terraform == null ? "" : terraform.program())
                + variable(
                        "POLICY_BASE64",
                        base64(Optional.ofNullable(model.policyFile()).orElse("")))
                + variable("RELEASE_KEY_BASE64", releaseKey(release))
                + variable("IDENTITY_CLIENT_ID", "")
                + variable("SERVICE_ENVIRONMENT_BASE64", base64(environment(model, group)))
                + variable("STOP_SECONDS", String.valueOf(stopSeconds(model.runner())));
    }

    /** The public half of the release key as the script takes it; empty without one. */
    public static String releaseKey(RunnerRelease release) {
        var key = release.releaseKey();
        return key == null ? "" : base64(key.text());
    }

    /** How long systemd lets the runner end. */
    public static long stopSeconds(RunnerOptions runner) {
        return runner.drain().toSeconds() + STOP_BEYOND_DRAIN_SECONDS;
    }

    /** The rest of the script, without the comments that start a line. */
    public static String body() {
        return resource()
                .lines()
                .filter(line -> !line.strip().startsWith("#") || line.startsWith("#!"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /**
     * The runner's settings on a machine.
     *
     * @param group that the machine is in
     */
    public static SortedMap<String, String> settings(StackModel model, String group) {
        var settings = new TreeMap<>(RunnerEnvironment.of(model));
        settings.putIfAbsent("LANDFALL_RUNNER_MACHINE_MAX_UPTIME_SECONDS", String.valueOf(MAX_UPTIME.toSeconds()));
        settings.put(GROUP, group);
        settings.put("LIFECYCLE_HOOK", LIFECYCLE_HOOK);
        return settings;
    }

    private static String environment(StackModel model, String group) {
        return settings(model, group).entrySet().stream()
                .map(MachineScript::line)
                .collect(Collectors.joining());
    }

    /** systemd reads single quotes as a shell does. */
    private static String line(Map.Entry<String, String> setting) {
        return setting.getKey() + "='" + setting.getValue() + "'\n";
    }

    private static String download(String name, @Nullable Download download) {
        return variable(
                        name + "_URL",
                        download == null ? "" : download.address().toString())
                + variable(name + "_SHA256", download == null ? "" : download.sha256());
    }

    private static String variable(String name, String value) {
        return "export " + name + "='" + value + "'\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String resource() {
        try (var script =
                MachineScript.class.getResourceAsStream("/dev/landfall/stacktemplates/bootstrap/bootstrap.sh")) {
            if (script == null) {
                throw LandfallException.internal("The machine's script is not in this build.", null);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
