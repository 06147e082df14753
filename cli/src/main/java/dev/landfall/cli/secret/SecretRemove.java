package dev.landfall.cli.secret;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "rm",
        description = "Forget a secret.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall secret rm web:deploy-token")
final class SecretRemove implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "PATH:KEY", description = "Where it is kept.")
    String reference = "";

    SecretRemove(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var where = Reference.parse(reference);
        var path = ApiPath.of("/v1/secrets").with("path", where.path()).with("key", where.key());
        invocation.output().done(invocation.api().delete(path), "Forgotten: " + where + ".");
        return 0;
    }
}
