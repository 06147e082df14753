package dev.landfall.controlplane.secretaccess;

import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Items;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.org.Member;
import java.util.List;

/** The addresses of a vendor's secrets: written and removed, listed by name, never read. */
public final class SecretRoutes {

    private final VendorSecrets secrets;

    public SecretRoutes(VendorSecrets secrets) {
        this.secrets = secrets;
    }

    public List<Route> routes() {
        return List.of(
                Route.put("/v1/secrets", Access.ADMIN, this::put),
                Route.get("/v1/secrets", Access.READ, this::list).query("prefix"),
                Route.delete("/v1/secrets", Access.ADMIN, this::delete).query("path", "key"));
    }

    private ApiResponse put(Call call) {
        secrets.put(call.caller(Member.class).org(), call.body(VendorSecrets.NewSecret.class));
        return ApiResponse.noContent();
    }

    private ApiResponse list(Call call) {
        var prefix = call.query("prefix").orElse("");
        return ApiResponse.ok(Items.all(secrets.list(call.caller(Member.class).org(), prefix)));
    }

    private ApiResponse delete(Call call) {
        secrets.delete(call.caller(Member.class).org(), call.requireQuery("path"), call.requireQuery("key"));
        return ApiResponse.noContent();
    }
}
