package dev.landfall.controlplane;

import dev.landfall.protocol.id.OrgId;

/**
 * A new org and the token that administers it; the token's text is nowhere else.
 */
public record BootstrapResult(OrgId org, String adminToken) {

    @Override
    public String toString() {
        return "BootstrapResult[" + org + "]";
    }
}
