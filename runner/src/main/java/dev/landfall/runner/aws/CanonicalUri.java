package dev.landfall.runner.aws;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Path and query as signatures of AWS spell them. Not for S3, whose paths are not encoded twice. */
final class CanonicalUri {

    private CanonicalUri() {}

    static String path(URI uri) {
        var path = uri.normalize().getRawPath();
        if (path == null || path.isEmpty()) {
            return "/";
        }
        return Stream.of(path.split("/", -1)).map(CanonicalUri::encode).collect(Collectors.joining("/"));
    }

    static String query(URI uri) {
        var query = uri.getRawQuery();
        if (query == null || query.isEmpty()) {
            return "";
        }
        return Stream.of(query.split("&", -1))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .map(pair -> encode(decode(pair[0])) + "=" + (pair.length == 2 ? encode(decode(pair[1])) : ""))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    /** RFC 3986: all but unreserved characters. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
