package dev.landfall.cli.token;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "revoke",
        description = "End an API token at once.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall token revoke tk_5d2")
final class TokenRevoke implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "ID", description = "Id of the token, as 'token list' shows it.")
    String id = "";

    TokenRevoke(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation.output().done(invocation.api().delete(ApiPath.of("/v1/tokens/{}", id)), "Revoked " + id + ".");
        return 0;
    }
}
