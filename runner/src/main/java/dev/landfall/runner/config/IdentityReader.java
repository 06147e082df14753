package dev.landfall.runner.config;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.PoolId;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.runner.config.IdentitySettings.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the settings of the runner's identity, which depend on each other. */
final class IdentityReader {

    private static final Path TOKEN_FILE = Path.of("/var/run/secrets/landfall/token");

    private final SettingReader reader;
    private final List<String> problems;

    /** @param problems takes what is wrong */
    IdentityReader(SettingReader reader, List<String> problems) {
        this.reader = reader;
        this.problems = problems;
    }

    IdentitySettings read() {
        var kind = kind();
        var settings = new IdentitySettings(
                kind,
                pool(),
                reader.text(RunnerSetting.IDENTITY_CLIENT_ID, ""),
                reader.path(RunnerSetting.IDENTITY_TOKEN_FILE, TOKEN_FILE),
                rootKey());
        if (kind != Kind.ENROLMENT && settings.pool() == null) {
            require(RunnerSetting.POOL, "the id of the pool to join");
        }
        if (kind != Kind.ENROLMENT && reader.text(RunnerSetting.SERVER, "").isEmpty()) {
            require(RunnerSetting.SERVER, "the address of the control plane");
        }
        if (kind == Kind.AZURE && settings.clientId().isEmpty()) {
            require(RunnerSetting.IDENTITY_CLIENT_ID, "the client id of the runner's managed identity");
        }
        return settings;
    }

    private Kind kind() {
        var value = reader.text(RunnerSetting.IDENTITY, RunnerSetting.IDENTITY.defaultValue());
        return Stream.of(Kind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseGet(() -> {
                    problems.add(RunnerSetting.IDENTITY.variable() + " is '" + value
                            + "': use enrolment, aws, azure or kubernetes.");
                    return Kind.ENROLMENT;
                });
    }

    private @Nullable PoolId pool() {
        var value = reader.text(RunnerSetting.POOL, "");
        try {
            return value.isEmpty() ? null : new PoolId(value);
        } catch (LandfallException e) {
            problems.add(RunnerSetting.POOL.variable() + ": " + e.publicMessage());
            return null;
        }
    }

    private String rootKey() {
        var value = reader.text(RunnerSetting.ROOT_KEY, "");
        try {
            return value.isEmpty() ? "" : EcJwk.read(value).text();
        } catch (LandfallException e) {
            problems.add(RunnerSetting.ROOT_KEY.variable() + ": " + e.publicMessage());
            return "";
        }
    }

    private void require(RunnerSetting setting, String what) {
        problems.add(setting.variable() + " is missing: with " + RunnerSetting.IDENTITY.variable() + " it must give "
                + what + ".");
    }
}
