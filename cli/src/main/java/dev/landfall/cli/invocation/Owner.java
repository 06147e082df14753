package dev.landfall.cli.invocation;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.protocol.error.LandfallException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that narrow a list to one install or one project. */
public final class Owner {

    @Option(names = "--install", paramLabel = "NAME", description = "Only those of this install (name or id).")
    @Nullable String install;

    @Option(names = "--project", paramLabel = "NAME", description = "Only those of this project (name or id).")
    @Nullable String project;

    /**
     * @throws LandfallException INVALID when both are given
     */
    public ApiPath narrow(ApiPath path) {
        if (install != null && project != null) {
            throw LandfallException.invalid("Give --install or --project, not both.");
        }
        return path.with("install", install).with("project", project);
    }
}
