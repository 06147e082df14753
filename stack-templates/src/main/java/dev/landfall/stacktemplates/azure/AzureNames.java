package dev.landfall.stacktemplates.azure;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names that a stack has on Azure, and how long they may be. */
public final class AzureNames {

    /** Vaults' names have 3 to 24 characters; 13 of them are Azure's {@code uniqueString}. */
    public static final int MAX_VAULT = 24;

    /** Storage accounts' names have 3 to 24 characters of a-z and 0-9. */
    public static final int MAX_ACCOUNT = 24;

    /** Of what makes such a name differ from all others. */
    public static final int UNIQUE_STRING = 13;

    /** The secret in the vault with the key of plans. */
    public static final String PLAN_KEY = "landfall-plan-key";

    private static final Pattern WORD = Pattern.compile("[^A-Za-z0-9]+");

    private AzureNames() {}

    /** With what the names of things begin that are unique in the world. */
    public static String prefix(String stack, int length) {
        var plain = stack.replace("-", "");
        return plain.substring(0, Math.min(plain.length(), length));
    }

    /** {@code prefix} and each word of the name with a capital: {@code secretLicenseKey}. */
    static String symbol(String prefix, String name) {
        return prefix
                + WORD.splitAsStream(name)
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }

    /** A vault's secrets have letters, digits and hyphens. */
    public static String vaultSecret(String secret) {
        return secret.replace('_', '-');
    }
}
