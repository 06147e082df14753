package dev.landfall.runner.aws;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request before it is signed.
 *
 * @param headers by name, apart from Host, which follows from the address
 * @param body text; empty for none
 */
public record AwsRequest(String method, URI uri, Map<String, String> headers, String body) {

    public AwsRequest {
        headers = Map.copyOf(headers);
    }

    /** The Host header that HTTP clients send for the address: without the scheme's own port. */
    public String host() {
        int port = uri.getPort();
        boolean usual = port == -1 || port == ("https".equals(uri.getScheme()) ? 443 : 80);
        return usual ? uri.getHost() : uri.getHost() + ":" + port;
    }

    AwsRequest with(Map<String, String> more) {
        var all = new TreeMap<>(headers);
        all.putAll(more);
        return new AwsRequest(method, uri, all, body);
    }
}
