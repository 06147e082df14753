package dev.landfall.controlplane.org;

import dev.landfall.controlplane.http.Access;
import dev.landfall.controlplane.http.Caller;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.OrgId;
import java.util.List;

/** A caller with an API token. */
public record Member(OrgId org, String tokenId, String tokenName, List<Scope> scopes) implements Caller {

    public Member {
        scopes = List.copyOf(scopes);
    }

    /** How transitions name it. */
    public String actor() {
        return "token:" + tokenName;
    }

    /**
     * @throws LandfallException FORBIDDEN when no scope reaches
     */
    public void requireAccess(Access access) {
        if (scopes.stream().noneMatch(scope -> scope.reaches(access))) {
            throw LandfallException.forbidden("The token '" + tokenName + "' has the scopes "
                    + scopes.stream().map(Scope::text).toList()
                    + ", and this needs " + access.name().toLowerCase(java.util.Locale.ROOT)
                    + "; use a token with that scope.");
        }
    }
}
