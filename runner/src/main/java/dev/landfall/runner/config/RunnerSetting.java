package dev.landfall.runner.config;

import java.util.Arrays;
import java.util.Optional;

/** Every setting of the runner, with its default and meaning as {@code docs/configuration.md} prints them. */
public enum RunnerSetting {
    SERVER("", "Address of the control plane. Default: the one that the runner was registered at."),
    DIR(
            "~/.landfall/runner",
            "Folder of the registration, the key, the policy file and everything else of this runner."),
    NAME("", "Name of this runner for people, used by registration. Default: the machine's host name."),
    SLOTS("", "How many jobs run at once, 1 to 256. Default: the number of processors."),
    MIN_FREE_DISK_MIB("1024", "No job is claimed while the work folder's disk has less free space, or less than 1 %."),
    MAX_CANCEL_GRACE_SECONDS(
            "300", "Longest time between the interruption and the kill of a job, whatever the job asks for."),
    DRAIN_TIMEOUT_SECONDS("3600", "On SIGTERM running jobs may finish for this long, then they are cancelled."),
    BUSY_POLLING_SECONDS(
            "600",
            "A queue on Azure is looked into every second for so long after work, every 5 seconds from then on."),
    WORK_DIR("", "Folder in which jobs get their workspaces. Default: 'work' in the runner's folder."),
    TERRAFORM("any", "Which program runs Terraform modules: any, terraform or tofu."),
    ISOLATE(
            "identity",
            "Which jobs run under a user of their own: identity (those that have a cloud identity) or all."),
    JOB_UIDS("61000000-61000255", "User ids for those jobs, FIRST-LAST; nothing else on the machine may use them."),
    RELEASES(
            "/var/lib/landfall-releases",
            "Folder of the supervisor, in which other versions of the runner are kept; root alone may write there."),
    RELEASE_KEY(
            "/etc/landfall/release-key.jwk",
            "Public half of the key (JWK) that signs versions of the runner; without it no update is taken."),
    UPDATE_PROOF_SECONDS(
            "300",
            "So long may a new version take until the control plane has answered it; then the old one is put back."),
    MAX_UPTIME_SECONDS(
            "0",
            "The runner's process ends after its jobs when it is so old, less up to a tenth, with exit code 75, to be started anew;"
                    + " 0 = never."),
    MACHINE_MAX_UPTIME_SECONDS(
            "0",
            "The runner has its supervisor power off the machine after its jobs when that is so old, less up to a tenth; 0 ="
                    + " never. For machines that a group replaces."),
    PATH("", "Search path for the tools and the programs of jobs. Default: the PATH of the runner."),
    IDENTITY(
            "enrolment",
            "How the runner proves who it is: enrolment (a one-time token), aws, azure or kubernetes. With the last"
                    + " three it registers by itself when it starts."),
    POOL("", "Id of the pool to join by a cloud's identity."),
    IDENTITY_CLIENT_ID("", "Client id of the runner's managed identity, with azure."),
    IDENTITY_TOKEN_FILE("/var/run/secrets/landfall/token", "File of the service account's token, with kubernetes."),
    ROOT_KEY("", "The control plane's root key (JWK) to insist on when the runner joins by a cloud's identity."),
    NOTICES(
            "",
            "Whose metadata service says that the machine will be taken away: aws, azure or none. Default: that of"
                    + " LANDFALL_RUNNER_IDENTITY."),
    SCALE_IN_SECONDS(
            "120", "How long an Auto Scaling group keeps an instance that it ends: the time of its lifecycle hook."),
    ENROLMENT_TOKEN("", "One-time token for registration. Better in a file."),
    ENROLMENT_TOKEN_FILE("", "File that holds the one-time token for registration.");

    /** What the name of every variable begins with. */
    public static final String PREFIX = "LANDFALL_RUNNER_";

    private final String defaultValue;
    private final String meaning;

    RunnerSetting(String defaultValue, String meaning) {
        this.defaultValue = defaultValue;
        this.meaning = meaning;
    }

    /** Name of the environment variable. */
    public String variable() {
        return PREFIX + name();
    }

    /** As it would be written; empty when it is not a fixed text. */
    public String defaultValue() {
        return defaultValue;
    }

    public String meaning() {
        return meaning;
    }

    static Optional<RunnerSetting> of(String variable) {
        return Arrays.stream(values())
                .filter(setting -> setting.variable().equals(variable))
                .findFirst();
    }
}
