package dev.landfall.cli.secret;

import dev.landfall.protocol.error.LandfallException;

/** Where a secret is kept: {@code path:key}, the way that a job refers to it. */
record Reference(String path, String key) {

    /**
     * @throws LandfallException INVALID when it is not of that form
     */
    static Reference parse(String text) {
        var colon = text.lastIndexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw LandfallException.invalid(
                    "'" + text + "' does not name a secret: write PATH:KEY, such as web:token. A"
                            + " value is never an argument; it comes from the standard input or --from-file.");
        }
        return new Reference(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return path + ":" + key;
    }
}
