package dev.landfall.cli.login;

import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code landfall logout}. */
@Command(
        name = "logout",
        description =
                "Forget a saved server and its token on this machine. The token itself stays valid: see 'token revoke'.",
        footerHeading = "%nExamples:%n",
        footer = {"  landfall logout", "  landfall logout prod"})
public final class LogoutCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(
            arity = "0..1",
            paramLabel = "CONTEXT",
            description = "Name of the context; the current one without it.")
    @Nullable String name;

    public LogoutCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var file = invocation.settings().file();
        var contexts = file.read();
        var leaving = name == null ? contexts.currentName().orElse("") : name;
        if (contexts.find(leaving).isEmpty()) {
            throw LandfallException.notFound(
                    leaving.isEmpty()
                            ? "There is no current context to log out of; name one. See: landfall context list"
                            : "There is no context '" + leaving + "'. See: landfall context list");
        }
        file.write(contexts.without(leaving));
        invocation
                .output()
                .done(Json.mapper().createObjectNode().put("removed", leaving), "Forgot context " + leaving + ".");
        return 0;
    }
}
