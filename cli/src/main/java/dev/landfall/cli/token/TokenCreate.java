package dev.landfall.cli.token;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "create",
        description = {
            "Make an API token; its text is shown this once.",
            "Scopes: read, write (daily use, approvals included), admin (tokens, pools, secrets)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall token create ci --scope write --expires-in 90d",
            "  landfall token create dashboard --scope read"
        })
final class TokenCreate implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "NAME", description = "What it is for.")
    String name = "";

    @Option(
            names = "--scope",
            required = true,
            split = ",",
            paramLabel = "read|write|admin",
            description = "What it may do.")
    List<String> scopes = List.of();

    @Option(names = "--expires-in", paramLabel = "TIME", description = "Such as 12h or 90d; never without it.")
    @Nullable String expiresIn;

    TokenCreate(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var body = Json.mapper().createObjectNode().put("name", name);
        scopes.forEach(body.putArray("scopes")::add);
        if (expiresIn != null) {
            body.put("expiresInSeconds", Lifetime.parse(expiresIn).toSeconds());
        }
        var reply = invocation.api().post(ApiPath.of("/v1/tokens"), body);
        invocation
                .output()
                .one(
                        reply,
                        sheet -> sheet.field("Id", reply, "/id")
                                .field("Name", reply, "/name")
                                .field("Scopes", reply, "/scopes")
                                .field("Expires", reply, "/expiresAt")
                                .field("Token", reply, "/token")
                                .lines("Keep it now", List.of("The token is not shown again.")));
        return 0;
    }
}
