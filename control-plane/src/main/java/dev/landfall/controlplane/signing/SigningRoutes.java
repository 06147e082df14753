package dev.landfall.controlplane.signing;

import dev.landfall.controlplane.audit.Actor;
import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.ApiResponse;
import dev.landfall.controlplane.http.Call;
import dev.landfall.controlplane.http.Items;
import dev.landfall.controlplane.http.Route;
import dev.landfall.controlplane.org.Member;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.protocol.error.LandfallException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The addresses of the signing keys. They belong to the control plane, not to an org. */
public final class SigningRoutes {

    private final SigningKeys keys;

    public SigningRoutes(KeyRing ring, Documents documents, Signer signer, InstantSource clock) {
        this.keys = new SigningKeys(ring, documents, signer, clock);
    }

    record Wanted(@Nullable String key, @Nullable String certificate) {}

    public List<Route> routes() {
        return List.of(
                Route.get("/v1/signing-keys", Access.READ, call -> ApiResponse.ok(Items.all(keys.list()))),
                Route.post("/v1/signing-keys", Access.ADMIN, this::rotate));
    }

    private ApiResponse rotate(Call call) {
        var wanted = call.body(Wanted.class);
        var actor = Actor.token(call.caller(Member.class).tokenName());
        if (wanted.key() == null && wanted.certificate() == null) {
            return ApiResponse.created(keys.rotate(actor));
        }
        if (wanted.key() == null || wanted.certificate() == null) {
            throw LandfallException.invalid("Give 'key' and 'certificate', or neither where the root key is at hand.");
        }
        return ApiResponse.created(
                keys.add(new CertifiedKey(wanted.key(), wanted.certificate().strip()), actor));
    }
}
