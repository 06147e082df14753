package dev.landfall.cli.invocation;

import dev.landfall.cli.api.ApiPath;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that choose a part of a long list. */
public final class Page {

    @Option(names = "--limit", paramLabel = "N", description = "How many at most; the server decides without it.")
    @Nullable Integer limit;

    @Option(names = "--after", paramLabel = "CURSOR", description = "Go on where the last list ended.")
    @Nullable String after;

    public ApiPath turn(ApiPath path) {
        return path.with("limit", limit).with("after", after);
    }
}
