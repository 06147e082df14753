package dev.landfall.controlplane;

import dev.landfall.controlplane.http.Router;
import dev.landfall.controlplane.org.NewToken;
import dev.landfall.controlplane.org.Org;
import dev.landfall.controlplane.org.OrgRoutes;
import dev.landfall.controlplane.org.Orgs;
import dev.landfall.controlplane.org.Scope;
import dev.landfall.controlplane.org.Tokens;
import dev.landfall.controlplane.records.Documents;
import dev.landfall.protocol.id.OrgId;
import java.util.List;
import java.util.Optional;

/** The whole control plane over its ports. Thread-safe. */
public final class ControlPlane {

    private final Orgs orgs;
    private final Tokens tokens;
    private final Router router;

    public ControlPlane(Ports ports) {
        var documents = new Documents(ports.records(), ports.ids());
        this.orgs = new Orgs(documents, ports.clock(), ports.ids());
        this.tokens = new Tokens(documents, ports.clock(), ports.ids());
        this.router = Router.of(new OrgRoutes(orgs, tokens).routes(), new CallerGate(tokens), ports.ids());
    }

    /** Answers every request of the API. */
    public Router router() {
        return router;
    }

    /** The orgs of this store, the oldest first. */
    public List<Org> orgs() {
        return orgs.list();
    }

    /** Makes the first org and its admin token; empty when the store has an org. */
    public Optional<BootstrapResult> bootstrap(String orgName) {
        if (!orgs.list().isEmpty()) {
            return Optional.empty();
        }
        var org = orgs.create(orgName);
        return Optional.of(new BootstrapResult(org.id(), issueAdminToken(org.id())));
    }

    /** A further token with the scope admin, for a host whose own was lost. */
    public String issueAdminToken(OrgId org) {
        return String.valueOf(tokens.create(org, new NewToken("admin", List.of(Scope.ADMIN), null))
                .token());
    }
}
