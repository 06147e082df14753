package dev.landfall.controlplane.org;

import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Items;
import dev.landfall.controlplane.http.Route;
import java.util.List;
import java.util.Map;

/** The addresses of an org's own data and tokens. */
public final class OrgRoutes {

    private final Orgs orgs;
    private final Tokens tokens;

    public OrgRoutes(Orgs orgs, Tokens tokens) {
        this.orgs = orgs;
        this.tokens = tokens;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/whoami", Access.READ, this::whoami),
                Route.post("/v1/tokens", Access.ADMIN, this::createToken),
                Route.get("/v1/tokens", Access.READ, this::listTokens),
                Route.delete("/v1/tokens/{token}", Access.ADMIN, this::revokeToken));
    }

    private ApiResponse whoami(Call call) {
        var member = call.caller(Member.class);
        var org = orgs.require(member.org());
        return ApiResponse.ok(Map.of(
                "org", Map.of("id", org.id(), "name", org.name()),
                "token", Map.of("id", member.tokenId(), "name", member.tokenName(), "scopes", member.scopes())));
    }

    private ApiResponse createToken(Call call) {
        return ApiResponse.created(tokens.create(call.caller(Member.class).org(), call.body(NewToken.class)));
    }

    private ApiResponse listTokens(Call call) {
        return ApiResponse.ok(Items.all(tokens.list(call.caller(Member.class).org())));
    }

    private ApiResponse revokeToken(Call call) {
        tokens.revoke(call.caller(Member.class).org(), call.parameter("token"));
        return ApiResponse.noContent();
    }
}
