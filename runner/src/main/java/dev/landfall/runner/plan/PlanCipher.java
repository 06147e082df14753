package dev.landfall.runner.plan;

/**
 * Encrypts plan files to the install's own key, which never leaves the customer's side: a plan file holds secrets in
 * clear and the control plane only stores it.
 */
public interface PlanCipher {

    /** Largest plan file, in bytes. */
    int MAX_PLAN_BYTES = 64 * 1024 * 1024;

    /**
     * @return the encrypted plan, different each time
     * @throws dev.landfall.protocol.error.LandfallException LIMIT for a plan of more than {@link #MAX_PLAN_BYTES};
     *     UNAVAILABLE when the key cannot be read or made
     */
    byte[] seal(byte[] plan, PlanScope scope);

    /**
     * @return the plan file, byte for byte as it was sealed
     * @throws dev.landfall.protocol.error.LandfallException CONFLICT when it was sealed with another key, for another
     *     scope, or was changed since; INVALID when the bytes are no sealed plan
     */
    byte[] open(byte[] sealed, PlanScope scope);
}
