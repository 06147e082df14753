package dev.landfall.controlplane.install;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What became of the last workflow that changed an install.
 *
 * <pre>
 * from           to             when
 * created        active         a deploy succeeded
 * active, error  active         the same
 * any            error          a deploy or deprovision failed or was cancelled
 * active, error  deprovisioned  a deprovision succeeded
 * deprovisioned  active, error  it is deployed again
 * </pre>
 */
public enum InstallStatus {
    CREATED,
    ACTIVE,
    ERROR,
    DEPROVISIONED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
