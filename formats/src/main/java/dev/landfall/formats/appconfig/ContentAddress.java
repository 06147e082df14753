package dev.landfall.formats.appconfig;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address that stands in a config in the place of a file: {@code https://…}, or {@code git::https://…//path?ref=…} as go-getter writes it.
 * It holds no login: a config is read by many, and an address that dies with its signature is none.
 */
public sealed interface ContentAddress {

    /** Longest address in characters. */
    int MAX_CHARACTERS = 2_000;

    /** As written; the name of its pin. */
    String text();

    /** The path of the file, by whose ending its language is known. */
    String path();

    /** Whether a text is an address, good or bad, and not a path or the contents themselves. */
    static boolean isOne(String text) {
        return AddressParser.looksLikeOne(text);
    }

    /** What a text that {@linkplain #isOne is one} says. */
    static ContentAddress parse(String text) {
        return AddressParser.parse(text);
    }

    /**
     * Why a server is not to be asked, by its address alone; also for addresses that a server refers to.
     *
     * @return a sentence without the address
     */
    static Optional<String> refusal(URI uri) {
        return AddressParser.refusal(uri);
    }

    /** A file of a web server: https, or http on this machine alone. */
    record Web(String text, URI uri) implements ContentAddress {

        @Override
        public String path() {
            return uri.getPath() == null ? "" : uri.getPath();
        }
    }

    /**
     * A file of a git repository.
     *
     * @param repository address for git: https, ssh, or http on this machine alone
     * @param path of the file, relative to the repository, in its plain form
     * @param ref branch, tag or commit; null = the repository's own branch
     */
    record Git(
            String text,
            String repository,
            String path,
            @Nullable String ref) implements ContentAddress {

        private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?");
        private static final Pattern VERSION = Pattern.compile("v?[0-9]+(?:\\.[0-9]+)+\\S*");

        /** Whether it names one commit. */
        public boolean isCommit() {
            return ref != null && COMMIT.matcher(ref).matches();
        }

        /** Whether it names what moves by its nature: a branch, as far as the name tells. */
        boolean moves() {
            return ref == null || !(isCommit() || VERSION.matcher(ref).matches());
        }
    }

    /**
     * What cannot be fetched.
     *
     * @param reason a sentence, without the address: it may hold a secret
     */
    record Refused(String text, String reason) implements ContentAddress {

        @Override
        public String path() {
            return "";
        }
    }
}
