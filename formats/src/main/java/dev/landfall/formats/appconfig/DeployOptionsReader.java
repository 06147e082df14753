package dev.landfall.formats.appconfig;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the fields that components of every type and the sandbox share. */
final class DeployOptionsReader {

    static final Duration MAX_TIMEOUT = Duration.ofHours(24);
    private static final int MAX_RETRIES = 10;

    private final Mentions mentions;

    DeployOptionsReader(Mentions mentions) {
        this.mentions = mentions;
    }

    DeployOptions component(Section file) {
        return new DeployOptions(
                Timeouts.read(file, "build_timeout", MAX_TIMEOUT).orElse(null),
                timeout(file),
                retries(file),
                drift(file),
                file.flag("skip_noops").orElse(true),
                file.flag("auto_approve_on_policies_passing").orElse(false),
                file.flag("toggleable").orElse(false),
                enabled(file),
                context(file),
                Operations.roles(file, Operations.OF_COMPONENT, mentions),
                file.section("health").flatMap(table -> file.any("health")).orElse(null));
    }

    DeployOptions sandbox(Section file) {
        return new DeployOptions(
                null,
                null,
                retries(file),
                drift(file),
                file.flag("skip_noops").orElse(true),
                file.flag("auto_approve_on_policies_passing").orElse(false),
                false,
                true,
                null,
                Operations.roles(file, Operations.OF_SANDBOX, mentions),
                null);
    }

    private static boolean enabled(Section file) {
        var enabled = file.flag("default_enabled");
        if (enabled.isPresent() && !file.flag("toggleable").orElse(false)) {
            file.problem("default_enabled", "'default_enabled' goes with 'toggleable = true'.");
        }
        return enabled.orElse(true);
    }

    private @Nullable String context(Section file) {
        var context = file.text("kubernetes_context").filter(text -> !text.isBlank());
        context.ifPresent(name -> mentions.addContext(name, file.at("kubernetes_context")));
        return context.orElse(null);
    }

    private static @Nullable String drift(Section file) {
        var schedule = file.text("drift_schedule").filter(text -> !text.isBlank());
        schedule.ifPresent(text -> Schedules.check(file, "drift_schedule", text));
        return schedule.orElse(null);
    }

    private static @Nullable Integer retries(Section file) {
        return file.integer("max_auto_retries", 0, MAX_RETRIES).orElse(null);
    }

    private static @Nullable Duration timeout(Section file) {
        if (file.has("deploy_timeout") && file.has("timeout")) {
            file.problem("timeout", "'timeout' and 'deploy_timeout' say the same; keep one.");
        }
        return Timeouts.read(file, file.has("deploy_timeout") ? "deploy_timeout" : "timeout", MAX_TIMEOUT)
                .orElse(null);
    }
}
