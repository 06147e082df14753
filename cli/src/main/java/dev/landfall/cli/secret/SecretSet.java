package dev.landfall.cli.secret;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        description = {
            "Keep a secret. Its value is typed without echo, piped in, or read from a file; it is never an argument.",
            "Jobs refer to it as ${secret:PATH:KEY}."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall secret set web:deploy-token",
            "  pass show deploy | landfall secret set web:deploy-token",
            "  landfall secret set web:ssh-key --from-file ~/.ssh/deploy"
        })
final class SecretSet implements Callable<Integer> {

    /** Largest value, in bytes. */
    private static final int MAX_BYTES = 64 << 10;

    private final Invocation invocation;

    @Parameters(paramLabel = "PATH:KEY", description = "Where it is kept.")
    String reference = "";

    @Option(names = "--from-file", paramLabel = "FILE", description = "Take the value from this file, as it is.")
    @Nullable Path file;

    SecretSet(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        var where = Reference.parse(reference);
        var value = file == null
                ? invocation.typed().secret("value of " + where)
                : content(invocation.surroundings().resolve(file));
        var body = Json.mapper().createObjectNode().put("path", where.path()).put("key", where.key());
        body.put("value", value);
        var reply = invocation.api().put(ApiPath.of("/v1/secrets"), body);
        invocation.output().done(reply, "Kept. Jobs refer to it as ${secret:" + where + "}.");
        return 0;
    }

    private static String content(Path path) {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw LandfallException.limit("The file " + path + " is larger than " + MAX_BYTES + " bytes.");
            }
            return Files.readString(path);
        } catch (IOException e) {
            throw new LandfallException(
                    ErrorKind.INVALID, "The file " + path + " could not be read as UTF-8 text; check --from-file.", e);
        }
    }
}
