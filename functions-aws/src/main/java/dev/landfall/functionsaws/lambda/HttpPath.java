package dev.landfall.functionsaws.lambda;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The path of a request as its client sent it. The platform puts the name of a stage before it, unless that is
 * {@code $default}. Function URLs hand the path over percent-encoded, HTTP APIs decoded and without a word about it: here
 * what can never stand in an encoded path is encoded again, so that both come out the same. What was sent as {@code %2F} to
 * an HTTP API stays a separator; no address of ours has one.
 */
final class HttpPath {

    private static final String LITERAL = "-._~!$&'()*+,;=:@/";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private HttpPath() {}

    static String of(String rawPath, String stage) {
        return encoded(withoutStage(rawPath, stage));
    }

    private static String withoutStage(String path, String stage) {
        var prefix = "/" + stage;
        if (stage.equals("$default") || !path.startsWith(prefix)) {
            return path;
        }
        var rest = path.substring(prefix.length());
        if (rest.isEmpty()) {
            return "/";
        }
        return rest.startsWith("/") ? rest : path;
    }

    private static String encoded(String path) {
        if (isEncoded(path)) {
            return path;
        }
        var text = new StringBuilder(path.length() + 16);
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            if (isLiteral((char) (b & 0xff))) {
                text.append((char) b);
            } else {
                text.append('%').append(HEX.toHexDigits(b));
            }
        }
        return text.toString();
    }

    private static boolean isEncoded(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%' ? !isEscape(path, i) : !isLiteral(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEscape(String path, int at) {
        return at + 2 < path.length()
                && HexFormat.isHexDigit(path.charAt(at + 1))
                && HexFormat.isHexDigit(path.charAt(at + 2));
    }

    private static boolean isLiteral(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || LITERAL.indexOf(c) >= 0;
    }
}
