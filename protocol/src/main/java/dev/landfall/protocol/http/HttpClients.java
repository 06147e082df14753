package dev.landfall.protocol.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Starting points for clients of the JDK: HTTP/1.1, redirects not followed. */
public final class HttpClients {

    /** To connect, at most. */
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private HttpClients() {}

    /** For addresses without TLS. It trusts no certificate at all, so that none has to be read: that takes 0.1 s. */
    public static HttpClient.Builder plain() {
        return encrypted().sslContext(trustingNobody());
    }

    /** For addresses with TLS; it trusts what the Java runtime trusts. */
    public static HttpClient.Builder encrypted() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT);
    }

    /** Whether an address is one with TLS. */
    public static boolean isEncrypted(URI address) {
        return "https".equals(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT));
    }

    private static SSLContext trustingNobody() {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[0], new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has TLS", e);
        }
    }
}
