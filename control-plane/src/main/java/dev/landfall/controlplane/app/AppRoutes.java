package dev.landfall.controlplane.app;

import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Items;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.org.Member;
import dev.landfall.controlplane.records.Document;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.controlplane.records.RecordQuery;
import dev.landfall.protocol.error.LandfallException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The addresses of apps and their configs. */
public final class AppRoutes {

    private final Apps apps;
    private final AppConfigs configs;
    private final SyncApp syncApp;
    private final Documents documents;

    public AppRoutes(Apps apps, AppConfigs configs, SyncApp syncApp, Documents documents) {
        this.apps = apps;
        this.configs = configs;
        this.syncApp = syncApp;
        this.documents = documents;
    }

    /** The body of a request for a new app. */
    record NewApp(@Nullable String name) {}

    public List<Route> routes() {
        return List.of(
                Route.post("/v1/apps", Access.WRITE, this::create),
                Route.get("/v1/apps", Access.READ, this::list).paged(),
                Route.get("/v1/apps/{app}", Access.READ, this::show),
                Route.post("/v1/apps/{app}/configs", Access.WRITE, this::sync).bodyUpTo(SyncApp.MAX_ARCHIVE_BYTES),
                Route.get("/v1/apps/{app}/configs", Access.READ, this::versions),
                Route.get("/v1/apps/{app}/configs/{version}", Access.READ, this::version));
    }

    private ApiResponse create(Call call) {
        var app = apps.create(
                call.caller(Member.class).org(), call.body(NewApp.class).name());
        return ApiResponse.created(AppViews.app(app, null));
    }

    private ApiResponse list(Call call) {
        var org = call.caller(Member.class).org();
        var page = apps.page(org, call.page());
        var items = page.entries().stream()
                .flatMap(entry -> apps.lookUp(org, entry.id()).stream())
                .map(app -> view(app.value()))
                .toList();
        return ApiResponse.ok(Items.page(items, page.position()));
    }

    private ApiResponse show(Call call) {
        return ApiResponse.ok(view(app(call)));
    }

    private ApiResponse sync(Call call) {
        var org = call.caller(Member.class).org();
        var synced = syncApp.sync(org, call.parameter("app"), call.request().body());
        return synced.created() ? ApiResponse.created(synced) : ApiResponse.ok(synced);
    }

    /** The newest of them, as many as a page of records has. */
    private ApiResponse versions(Call call) {
        var app = app(call);
        var query = RecordQuery.prefix(app.id().value(), AppVersion.SORT_PREFIX, RecordQuery.MAX_LIMIT)
                .after(AppVersion.sort(Math.max(0, app.latestVersion() - RecordQuery.MAX_LIMIT)));
        var versions = documents.list(query, AppVersion.class).stream()
                .map(Document::value)
                .toList();
        return ApiResponse.ok(Items.all(versions.reversed()));
    }

    private ApiResponse version(Call call) {
        var found = configs.load(app(call).id(), number(call.parameter("version")));
        return ApiResponse.ok(AppViews.version(found.version(), found.config()));
    }

    private App app(Call call) {
        return apps.require(call.caller(Member.class).org(), call.parameter("app"))
                .value();
    }

    private AppViews.AppView view(App app) {
        var latest = app.latestVersion();
        return AppViews.app(
                app, latest == 0 ? null : configs.load(app.id(), latest).config());
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw LandfallException.invalid("A config version is a number; see 'landfall app show'.");
        }
    }
}
