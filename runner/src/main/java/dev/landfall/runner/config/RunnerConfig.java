package dev.landfall.runner.config;

import dev.landfall.protocol.lease.HeartbeatRequest;
import dev.landfall.runner.isolation.Isolation;
import dev.landfall.runner.isolation.UserRange;
import dev.landfall.runner.tool.TerraformChoice;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The runner's settings, checked.
 *
 * @param server address of the control plane; null = the one in the registration
 * @param directory the runner's own folder
 * @param name for people
 * @param slots how many jobs run at once, 1 to {@link HeartbeatRequest#MAX_LEASES}
 * @param minFreeDiskBytes below this no job is claimed
 * @param maxCancelGrace the longest grace that a job gets
 * @param drainTimeout how long jobs may finish after SIGTERM
 * @param busyPolling how long after work a queue that knows no long poll is looked into often
 * @param workDirectory where workspaces are made
 * @param terraform which program runs Terraform modules
 * @param identity how the runner proves who it is
 * @param notices who says that the machine will be taken away
 * @param isolate which jobs run under a user of their own
 * @param jobUsers ids of those users
 * @param updates where other versions of the runner are kept, and what makes them good
 * @param uptimes how old process and machine become
 * @param searchPath where tools and the programs of jobs are found, as a PATH variable
 * @param environment the rest of the runner's environment; job kinds pass on parts of it, such as proxy settings
 */
public record RunnerConfig(
        @Nullable URI server,
        Path directory,
        String name,
        int slots,
        long minFreeDiskBytes,
        Duration maxCancelGrace,
        Duration drainTimeout,
        Duration busyPolling,
        Path workDirectory,
        TerraformChoice terraform,
        IdentitySettings identity,
        NoticeSettings notices,
        Isolation.Scope isolate,
        UserRange jobUsers,
        UpdateSettings updates,
        UptimeSettings uptimes,
        String searchPath,
        Map<String, String> environment) {

    /** Where programs are searched when the environment has no PATH. */
    static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

    public RunnerConfig {
        environment = Map.copyOf(environment);
    }

    /**
     * Reads {@code LANDFALL_RUNNER_*}; beside them {@code HOME}, {@code HOSTNAME} and {@code PATH} give defaults.
     *
     * @param environment names and values, usually of the process
     * @throws dev.landfall.protocol.error.LandfallException INVALID with every mistake at once; an unknown
     *     {@code LANDFALL_RUNNER_} name is one
     */
    public static RunnerConfig from(Map<String, String> environment) {
        var reader = new SettingReader(environment);
        var directory = reader.path(RunnerSetting.DIR, reader.home().resolve(".landfall/runner"));
        var config = new RunnerConfig(
                reader.uri(RunnerSetting.SERVER),
                directory,
                reader.text(RunnerSetting.NAME, environment.getOrDefault("HOSTNAME", "runner")),
                reader.number(RunnerSetting.SLOTS, 1, HeartbeatRequest.MAX_LEASES, defaultSlots()),
                reader.number(RunnerSetting.MIN_FREE_DISK_MIB, 0, 1 << 30, 1024) * (1L << 20),
                reader.seconds(RunnerSetting.MAX_CANCEL_GRACE_SECONDS, 0, 3600, 300),
                reader.seconds(RunnerSetting.DRAIN_TIMEOUT_SECONDS, 0, 7 * 86_400, 3600),
                reader.seconds(RunnerSetting.BUSY_POLLING_SECONDS, 0, 7 * 86_400, 600),
                reader.path(RunnerSetting.WORK_DIR, directory.resolve("work")),
                reader.terraform(RunnerSetting.TERRAFORM),
                reader.identity(),
                reader.notices(),
                reader.isolate(RunnerSetting.ISOLATE),
                reader.users(RunnerSetting.JOB_UIDS),
                new UpdateSettings(
                        reader.path(RunnerSetting.RELEASES, Path.of("/var/lib/landfall-releases")),
                        reader.path(RunnerSetting.RELEASE_KEY, Path.of("/etc/landfall/release-key.jwk")),
                        reader.seconds(RunnerSetting.UPDATE_PROOF_SECONDS, 10, 3600, 300)),
                new UptimeSettings(
                        reader.uptime(RunnerSetting.MAX_UPTIME_SECONDS),
                        reader.uptime(RunnerSetting.MACHINE_MAX_UPTIME_SECONDS)),
                reader.text(RunnerSetting.PATH, environment.getOrDefault("PATH", DEFAULT_PATH)),
                reader.others());
        reader.requireNoProblems();
        return config;
    }

    /** Without the environment, which may hold secrets. */
    @Override
    public String toString() {
        return "RunnerConfig[" + name + ", " + directory + ", " + slots + " slots]";
    }

    private static int defaultSlots() {
        return Math.min(Runtime.getRuntime().availableProcessors(), HeartbeatRequest.MAX_LEASES);
    }
}
