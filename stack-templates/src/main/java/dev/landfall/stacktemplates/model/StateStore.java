package dev.landfall.stacktemplates.model;

import dev.landfall.protocol.error.LandfallException;

/**
 * The customer's own store of Terraform states: versioned, encrypted with the stack's key, locked, and kept when the stack is deleted.
 *
 * @param oldVersionDays how long replaced versions are kept, 1 to 3650
 */
public record StateStore(int oldVersionDays) {

    public StateStore {
        if (oldVersionDays < 1 || oldVersionDays > 3650) {
            throw LandfallException.invalid(
                    "Replaced versions of a state are kept for 1 to 3650 days, not " + oldVersionDays + ".");
        }
    }
}
