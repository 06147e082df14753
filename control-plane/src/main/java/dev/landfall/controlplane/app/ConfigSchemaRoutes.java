package dev.landfall.controlplane.app;

import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Route;
import dev.landfall.formats.appconfig.ConfigSchema;
import dev.landfall.protocol.error.LandfallException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The address of the JSON Schemas of app configs. Public, since editors send no token; nothing of a vendor is in them. */
public final class ConfigSchemaRoutes {

    private ConfigSchemaRoutes() {}

    public static List<Route> routes() {
        return List.of(Route.get("/v1/general/config-schema", Access.PUBLIC, ConfigSchemaRoutes::schema)
                .query("type"));
    }

    private static ApiResponse schema(Call call) {
        return call.query("type")
                .flatMap(ConfigSchema::of)
                .map(schema -> ApiResponse.bytes("application/schema+json", schema.getBytes(StandardCharsets.UTF_8)))
                .orElseThrow(() -> LandfallException.invalid("There is no schema of that type; add ?type= with one of "
                        + String.join(", ", ConfigSchema.types()) + "."));
    }
}
