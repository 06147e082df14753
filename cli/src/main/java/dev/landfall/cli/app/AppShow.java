package dev.landfall.cli.app;

import dev.landfall.cli.api.ApiPath;
import dev.landfall.cli.invocation.Invocation;
import dev.landfall.cli.output.Column;
import dev.landfall.cli.output.Sheet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "show",
        description = "Show an app: its components, actions and inputs.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall app show hello",
            "  landfall app show hello --version 2",
            "  landfall app show hello --versions"
        })
final class AppShow implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(paramLabel = "APP", description = "Name or id of the app.")
    String app = "";

    @Option(names = "--versions", description = "List its stored versions instead.")
    boolean versions;

    @Option(names = "--version", paramLabel = "N", description = "Show this stored version instead of the newest.")
    @Nullable Integer version;

    AppShow(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (versions) {
            listVersions();
        } else if (version != null) {
            var reply = invocation.api().get(ApiPath.of("/v1/apps/{}/configs/{}", app, String.valueOf(version)));
            invocation.output().one(reply, sheet -> drawVersion(sheet, reply));
        } else {
            var reply = invocation.api().get(ApiPath.of("/v1/apps/{}", app));
            invocation.output().one(reply, sheet -> draw(sheet, reply));
        }
        return 0;
    }

    private void listVersions() {
        invocation
                .output()
                .items(
                        invocation.api().get(ApiPath.of("/v1/apps/{}/configs", app)),
                        "No version is stored yet. Store one with: landfall app sync DIR --app " + app,
                        List.of(
                                Column.of("VERSION", "/version"),
                                Column.of("DIGEST", "/digest"),
                                Column.age(
                                        "AGE", "/createdAt", invocation.output().ages())));
    }

    private static void draw(Sheet sheet, JsonNode app) {
        sheet.field("App", app, "/name")
                .field("Title", app, "/displayName")
                .field("Id", app, "/id")
                .field("Version", app, "/latestVersion");
        drawParts(sheet, app);
    }

    private static void drawVersion(Sheet sheet, JsonNode version) {
        sheet.field("Version", version, "/version").field("Digest", version, "/digest");
        drawParts(sheet, version);
    }

    private static void drawParts(Sheet sheet, JsonNode app) {
        sheet.table(
                        "Components",
                        app.path("components"),
                        List.of(
                                Column.of("NAME", "/name"),
                                Column.of("TYPE", "/type"),
                                Column.of("DEPENDS ON", "/dependsOn"),
                                Column.of("CHECKSUM", "/checksum")))
                .table(
                        "Actions",
                        app.path("actions"),
                        List.of(Column.of("NAME", "/name"), Column.of("TRIGGERS", "/triggers")))
                .table(
                        "Inputs",
                        app.path("inputs"),
                        List.of(
                                Column.of("NAME", "/name"),
                                Column.of("TYPE", "/type"),
                                Column.of("REQUIRED", "/required"),
                                Column.of("SENSITIVE", "/sensitive"),
                                Column.of("DEFAULT", "/default")));
    }
}
