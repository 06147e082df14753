package dev.landfall.cli.token;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "List the API tokens; never their texts.",
        footerHeading = "%nExamples:%n",
        footer = "  landfall token list")
final class TokenList implements Callable<Integer> {

    private final Invocation invocation;

    TokenList(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        invocation
                .output()
                .items(
                        invocation.api().get(ApiPath.of("/v1/tokens")),
                        "No tokens.",
                        List.of(
                                Column.of("ID", "/id"),
                                Column.of("NAME", "/name"),
                                Column.of("SCOPES", "/scopes"),
                                Column.of("EXPIRES", "/expiresAt"),
                                Column.age(
                                        "AGE", "/createdAt", invocation.output().ages())));
        return 0;
    }
}
