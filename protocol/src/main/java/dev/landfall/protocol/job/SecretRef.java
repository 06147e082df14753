package dev.landfall.protocol.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.landfall.protocol.error.LandfallException;
import java.util.regex.Pattern;

/**
 * Names a secret without holding it. Written {@code ${secret:path:key}} inside values: path
 * {@code [A-Za-z0-9/_-]+}, key {@code [A-Za-z0-9_-]+}. On the wire it is the text {@code path:key}.
 */
public record SecretRef(String path, String key) {

    /** Finds references inside a value; group 1 is the path, group 2 the key. */
    public static final Pattern IN_TEXT = Pattern.compile("\\$\\{secret:([A-Za-z0-9/_-]+):([A-Za-z0-9_-]+)}");

    private static final Pattern WIRE = Pattern.compile("([A-Za-z0-9/_-]{1,200}):([A-Za-z0-9_-]{1,100})");

    public SecretRef {
        if (!WIRE.matcher(path + ":" + key).matches()) {
            throw LandfallException.invalid("'" + path + ":" + key
                    + "' does not name a secret: use path:key with letters, digits, '_', '-', and '/' in the path.");
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static SecretRef parse(String text) {
        var matcher = WIRE.matcher(text);
        if (!matcher.matches()) {
            throw LandfallException.invalid("'" + text
                    + "' does not name a secret: use path:key with letters, digits, '_', '-', and '/' in the path.");
        }
        return new SecretRef(matcher.group(1), matcher.group(2));
    }

    /** The text to write into a value: <code>${secret:path:key}</code>. */
    public String inText() {
        return "${secret:" + path + ":" + key + "}";
    }

    @JsonValue
    @Override
    public String toString() {
        return path + ":" + key;
    }
}
