package dev.landfall.testkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.landfall.formats.appconfig.ConfigSchema;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class ConfigSchemaTest {

    private static final String ADDRESS = "/v1/general/config-schema";

    private final Api api = new Api();

    @Test
    void anybodyGetsTheSchemaOfEveryType() {
        for (var type : ConfigSchema.types()) {
            var reply = api.call("GET", ADDRESS + "?type=" + type, null, null).expect(200);

            assertEquals("application/schema+json", reply.response().headers().get("content-type"));
            assertEquals(ConfigSchema.of(type).orElseThrow(), reply.response().bodyText());
        }
    }

    @Test
    void unknownTypeIsAnsweredWithTheKnownOnes() {
        for (var query : List.of("", "?type=", "?type=shared", "?type=..%2Fshared")) {
            api.call("GET", ADDRESS + query, null, null).expect(400).says("metadata, operation_roles");
        }
    }

    @Test
    void documentListsEveryType() {
        var types = new OpenApi().root().path("paths").path(ADDRESS).at("/get/parameters/0/schema/enum");

        assertEquals(
                ConfigSchema.types(),
                types.valueStream().map(JsonNode::stringValue).toList());
    }
}
