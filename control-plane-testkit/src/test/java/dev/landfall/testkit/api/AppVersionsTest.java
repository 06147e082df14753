package dev.landfall.testkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.landfall.controlplane.app.App;
import dev.landfall.controlplane.app.AppVersion;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.Precondition;
import dev.landfall.controlplane.records.Write;
import dev.landfall.controlplane.time.Ids;
import dev.landfall.protocol.id.AppId;
import dev.landfall.testkit.time.SequentialIds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of the versions of an app, so that two of them can be compared. */
final class AppVersionsTest {

    private static final String ROLE =
            "type = \"custom\"\nname = \"dns\"\n[[policies]]\nmanaged_policy_name = \"%s\"\n";

    private final Api api = new Api();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void app() {
        api.post("/v1/apps", "{\"name\":\"shop\"}").expect(201);
        sync(new ExampleApp(folder).with("permissions/dns.toml", ROLE.formatted("ReadOnlyAccess")));
    }

    @Test
    void partsChangeWithWhatTheySayAndNotWithWhereTheyStand() {
        sync(new ExampleApp(folder)
                .with("permissions/dns.toml", ROLE.formatted("AmazonRoute53FullAccess"))
                .with("sandbox.toml", """
                        # Nothing else is new here.
                        terraform_version = "1.11.4"
                        directory = "modules/sandbox"
                        [vars]
                        region = "{{.nuon.inputs.inputs.region}}"
                        """)
                .with("components/network.toml", """
                        name = "network"
                        type = "terraform_module"
                        terraform_version = "1.11.4"
                        directory = "modules/network"
                        deploy_timeout = "2h"
                        [vars]
                        zone = "{{.nuon.sandbox.outputs.zone}}"
                        size = "{{.nuon.inputs.inputs.size}}"
                        """)
                .with("actions/smoke.toml", """
                        name = "smoke"
                        timeout = "1m"

                        [[triggers]]
                        type = "manual"

                        [[triggers]]
                        type = "post-deploy-all-components"

                        [[steps]]
                        name = "ask"
                        command = "echo twice"
                        """)
                .with("stack.toml", "type = \"aws-cloudformation\"\nname = \"shop\"\n"));
        var before = parts(1);
        var after = parts(2);

        assertEquals(before.get("sandbox sandbox"), after.get("sandbox sandbox"));
        assertEquals(before.get("component service"), after.get("component service"));
        assertEquals(before.get("input region"), after.get("input region"));
        assertNotEquals(before.get("role dns"), after.get("role dns"));
        assertNotEquals(before.get("component network"), after.get("component network"));
        assertNotEquals(before.get("action smoke"), after.get("action smoke"));
        assertFalse(before.containsKey("stack stack"));
        assertEquals(64, after.getOrDefault("stack stack", "").length());
    }

    @Test
    void newestVersionsAreListedWhenThereAreMoreThanAPageHolds() {
        var id = api.get("/v1/apps/shop").text("/id");
        var documents = new Documents(api.records, new OtherIds());
        var app = documents.find(id, "app", App.class).orElseThrow().value();
        var writes = new ArrayList<Write>();
        for (var number = 2; number <= 1_001; number++) {
            var version = new AppVersion(new AppId(id), number, "d" + number, app.createdAt());
            writes.add(
                    Documents.put(String.format(Locale.ROOT, "version.%08d", number), version, Precondition.absent()));
        }
        for (var from = 0; from < writes.size(); from += 50) {
            documents.require(id, writes.subList(from, from + 50).toArray(Write[]::new));
        }
        var latest = new App(app.id(), app.org(), app.name(), app.displayName(), 1_001, "d1001", app.createdAt());
        assertTrue(documents.update(id, "app", App.class, old -> latest).isPresent());

        var items = api.get("/v1/apps/shop/configs").expect(200).json().path("items");
        assertEquals(1_000, items.size());
        assertEquals(1_001, items.path(0).path("version").asInt(0));
        assertEquals(2, items.path(999).path("version").asInt(0));
    }

    private void sync(ExampleApp app) {
        api.upload("/v1/apps/shop/configs", app.archive()).expect(201);
    }

    private Map<String, String> parts(int version) {
        var parts = new TreeMap<String, String>();
        api.get("/v1/apps/shop/configs/" + version)
                .expect(200)
                .json()
                .path("parts")
                .forEach(part -> parts.put(
                        part.path("kind").asString("") + " " + part.path("name").asString(""),
                        part.path("checksum").asString("")));
        return parts;
    }

    /** Different from those that the control plane gave: a batch with an id that was there is taken for the one of then. */
    private static final class OtherIds implements Ids {

        private final Ids sequence = new SequentialIds();

        @Override
        public String next(String prefix) {
            return sequence.next("other" + prefix);
        }

        @Override
        public String secret() {
            return sequence.secret();
        }
    }
}
