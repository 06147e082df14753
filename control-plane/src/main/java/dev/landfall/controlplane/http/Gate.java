package dev.landfall.controlplane.http;

/** Lets callers in. */
public interface Gate {

    /**
     * @return who calls
     * @throws dev.landfall.protocol.error.LandfallException UNAUTHENTICATED without a proof that holds, FORBIDDEN when
     *     the caller's scopes do not reach
     */
    Caller admit(Access access, ApiRequest request);
}
