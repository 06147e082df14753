package dev.landfall.cli.login;

import dev.landfall.cli.api.ApiClient;
import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.settings.Context;
import dev.landfall.protocol.error.LandfallException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code landfall login}. */
@Command(
        name = "login",
        description = {
            "Save a server and its API token, and use them from now on. The token is typed without echo, piped in, or read",
            "with --token-file; it is tried before it is saved."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall login --server https://landfall.example.com",
            "  landfall login --server https://landfall.example.com --name prod --token-file token.txt"
        })
public final class LoginCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the context; without it the host's.")
    @Nullable String name;

    public LoginCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var given = invocation.options().server();
        if (given == null) {
            throw LandfallException.invalid("Say which server: landfall login --server URL");
        }
        var server = Context.requireAddress(given);
        if (invocation.settings().exposesToken()) {
            throw LandfallException.invalid("The token would travel readable to " + server
                    + ". Use https, or set LANDFALL_ALLOW_HTTP=1 if that network is yours alone.");
        }
        var token = token();
        var who = whoAmI(server, token);
        var saved = name == null ? server.getHost() : name;
        var file = invocation.settings().file();
        file.write(file.read().with(saved, new Context(server.toString(), token, null)));
        invocation
                .output()
                .done(
                        who,
                        "Logged in to " + server + " (org "
                                + who.at("/org/name").asString("?") + ") as context " + saved + ".");
        return 0;
    }

    private String token() {
        return invocation.options().tokenFile() == null
                ? invocation.typed().secret("API token")
                : invocation.settings().token().orElseThrow();
    }

    private static JsonNode whoAmI(URI server, String token) {
        try (var api = new ApiClient(server, Optional.of(token))) {
            return api.get(ApiPath.of("/v1/whoami"));
        }
    }
}
