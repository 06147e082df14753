package dev.landfall.cli.secret;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "List where secrets are kept; never their values.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall secret list", "  landfall secret list --prefix web"})
final class SecretList implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--prefix", paramLabel = "PATH", description = "Only those below this path.")
    @Nullable String prefix;

    SecretList(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation
                .output()
                .items(
                        invocation.api().get(ApiPath.of("/v1/secrets").with("prefix", prefix)),
                        "No secrets yet. Keep one with: landfall secret set PATH:KEY",
                        List.of(Column.of("PATH", "/path"), Column.of("KEY", "/key")));
        return 0;
    }
}
