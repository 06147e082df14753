package dev.landfall.protocol.stack;

import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.error.LandfallException;
import dev.landfall.protocol.id.InstallId;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.runner.ShownIdentity;

/**
 * A stack's call, with the proof of the cloud identity that makes it. On AWS the proof signs the statement's {@link #digest}
 * in the place of a runner's key, so that nobody can put another statement under it.
 *
 * @param statement JSON of a {@link StackStatement}, as text: the digest is of exactly these bytes in UTF-8
 */
public record PhoneHomeCall(String statement, ShownIdentity identity) {

    /** Longest statement, in characters: it is kept in a record of 64 KiB, with what else is known of the stack. */
    public static final int MAX_STATEMENT = 48 * 1024;

    public PhoneHomeCall {
        if (statement == null || identity == null) {
            throw LandfallException.invalid(
                    "A stack's call must have a statement and an identity; render the stack again and apply that.");
        }
        if (statement.length() > MAX_STATEMENT) {
            throw LandfallException.limit("A stack's statement has at most " + MAX_STATEMENT
                    + " characters; this one has " + statement.length() + ".");
        }
    }

    /** For whom the proof of a stack's identity is made: {@code landfall:phone-home:} and the install's id. */
    public static String audience(InstallId install) {
        return "landfall:phone-home:" + install;
    }

    /** SHA-256 of the statement in lower-case hex. */
    public String digest() {
        return Sha256.hex(statement);
    }

    /**
     * @throws LandfallException INVALID when the statement is none
     */
    public StackStatement read() {
        return Json.read(statement, StackStatement.class);
    }
}
