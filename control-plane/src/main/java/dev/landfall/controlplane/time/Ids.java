package dev.landfall.controlplane.time;

/** Makes what must be unique. */
public interface Ids {

    /**
     * A new id, never given before.
     *
     * @param prefix such as {@code in}
     * @return {@code prefix_} and 16 characters of {@code 0-9 a-z}, of which the first 8 grow with time
     */
    String next(String prefix);

    /** 32 random bytes as 43 characters of base64url, for tokens. Unguessable. */
    String secret();
}
