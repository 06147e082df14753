package dev.landfall.cli.role;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import dev.landfall.cli.output.Sheet;
import dev.landfall.protocol.error.ErrorKind;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Shows the roles at an address of the API, or replaces them by those of a file. */
public final class Roles {

    private static final int MAX_BYTES = 256 << 10;

    private final Invocation invocation;

    public Roles(Invocation invocation) {
        this.invocation = invocation;
    }

    /** @param file JSON with the member {@code roles}; null = only show */
    public int run(ApiPath path, @Nullable Path file) {
        var reply = file == null
                ? invocation.api().get(path)
                : invocation.api().put(path, wanted(invocation.surroundings().resolve(file)));
        invocation.output().one(reply, sheet -> draw(sheet, reply));
        return 0;
    }

    /** Only what the API takes is sent, so that a reply that was saved can be changed and sent back. */
    private static JsonNode wanted(Path file) {
        var given = Json.readTree(bytes(file));
        if (!given.path("roles").isObject()) {
            throw LandfallException.invalid("The file " + file + " has no object 'roles': write"
                    + " {\"roles\":{\"provision\":{\"type\":\"aws-role\",\"roleArn\":\"arn:…\"}}}.");
        }
        return Json.mapper().createObjectNode().set("roles", given.path("roles"));
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw LandfallException.limit("The file " + file + " is larger than " + MAX_BYTES + " bytes.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new LandfallException(ErrorKind.INVALID, "The file " + file + " could not be read; check --file.", e);
        }
    }

    private static void draw(Sheet sheet, JsonNode reply) {
        var rows = Json.mapper().createArrayNode();
        reply.path("roles")
                .properties()
                .forEach(role -> rows.addObject()
                        .put("operation", role.getKey())
                        .put("identity", IdentityText.of(role.getValue()))
                        .put("type", role.getValue().path("type").asString("")));
        sheet.field("Roles", rows.isEmpty() ? "none: jobs run without an identity" : "")
                .field("Changed", reply, "/changedAt")
                .field("By", reply, "/changedBy")
                .table(
                        "Roles",
                        rows,
                        List.of(
                                Column.of("OPERATION", "/operation"),
                                Column.of("IDENTITY", "/identity"),
                                Column.of("TYPE", "/type")))
                .table(
                        "Changes",
                        reply.path("changes"),
                        List.of(Column.of("AT", "/at"), Column.of("ACTOR", "/actor"), Column.of("WHAT", "/what")));
    }
}
