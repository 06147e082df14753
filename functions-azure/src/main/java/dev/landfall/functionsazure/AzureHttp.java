package dev.landfall.functionsazure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RetryOptions;
import java.time.Duration;

/** How Azure's services are called: deadlines and retries, the same for all. */
final class AzureHttp {

    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(3);

    /** Within it a reply has begun, and between its parts no more time passes. */
    static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);

    private static final int MAX_RETRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private AzureHttp() {}

    /** @param client decides whom to trust */
    static HttpClient client(java.net.http.HttpClient.Builder client) {
        return client(client, ANSWERED_WITHIN);
    }

    /**
     * @param client decides whom to trust
     * @param patience as {@link #ANSWERED_WITHIN}
     */
    static HttpClient client(java.net.http.HttpClient.Builder client, Duration patience) {
        return new JdkHttpClientBuilder(client)
                .connectionTimeout(CONNECTED_WITHIN)
                .responseTimeout(patience)
                .readTimeout(patience)
                .writeTimeout(patience)
                .build();
    }

    /**
     * The same with replies read before they are looked at, so that one that ends in the middle is an error like others and
     * asked for again. For clients that would otherwise take half a list for an empty one, as that of Key Vault does.
     */
    static HttpClient readingWhole(HttpClient client) {
        return new WholeReplies(client);
    }

    /** The SDK's own retries of what was not answered, throttled or failed inside the service; each port call is safe. */
    static RetryOptions retries() {
        return new RetryOptions(new ExponentialBackoffOptions()
                .setMaxRetries(MAX_RETRIES)
                .setBaseDelay(FIRST_PAUSE)
                .setMaxDelay(LONGEST_PAUSE));
    }
}
