package dev.landfall.integration.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Baseline: {@code BarePollLoop QUEUE_URL} long polls a queue with the SDK and does nothing more. */
final class BarePollLoop {

    private static final String READY = "polling";
    private static final int WAIT_SECONDS = 20;

    private BarePollLoop() {}

    public static void main(String[] arguments) {
        var queue = arguments[0];
        try (var sqs = SqsClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .endpointOverride(URI.create(queue).resolve("/"))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            sqs.receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(0));
            System.out.println(READY);
            while (true) {
                sqs.receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(WAIT_SECONDS));
            }
        }
    }

    /** What it occupied, and when it had asked for the first time. */
    record Idle(double mib, double readyMillis) {

        String memory() {
            return "bare poll loop on the SDK: " + Figure.number(mib) + " MiB";
        }

        String ready() {
            return "; bare poll loop on the SDK: " + Figure.number(readyMillis) + " ms";
        }
    }

    /** With the runner's heap. */
    static Idle measure(Path home, String queueUrl, Duration settle) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        try (var process = LandfallProcess.start(
                home,
                Map.of(),
                List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-Xms12m",
                        "-Xmx192m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BarePollLoop.class.getName(),
                        queueUrl))) {
            var ready = process.await(READY);
            Thread.sleep(settle);
            return new Idle(process.residentMib(), ready.afterMillis());
        }
    }
}
