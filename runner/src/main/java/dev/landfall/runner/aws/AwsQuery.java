package dev.landfall.runner.aws;

import dev.landfall.protocol.error.LandfallException;
import dev.landfall.runner.client.HttpTransport;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Calls to a service of AWS's query protocol with the runner's own credentials. Thread-safe.
 *
 * @param service as it is signed for, such as {@code sts}
 * @param clock the time by which requests are signed; AWS refuses what is off by more than 15 minutes
 */
record AwsQuery(HttpTransport transport, AwsSurroundings surroundings, String service, InstantSource clock) {

    private static final Duration DEADLINE = Duration.ofSeconds(8);
    private static final int MAX_BYTES = 256 << 10;

    /**
     * @param parameters in an order that does not matter
     * @throws LandfallException FORBIDDEN with AWS's own sentence when it refuses, INVALID when it does not understand,
     *     UNAVAILABLE when it does not answer
     */
    byte[] send(URI address, Map<String, String> parameters) {
        var body = parameters.entrySet().stream()
                .map(each -> CanonicalUri.encode(each.getKey()) + "=" + CanonicalUri.encode(each.getValue()))
                .collect(Collectors.joining("&"));
        var unsigned = new AwsRequest(
                "POST",
                address.getPath().isEmpty() ? URI.create(address + "/") : address,
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                body);
        var signed = new SigV4(surroundings.region(), service)
                .sign(unsigned, surroundings.credentials().credentials(), clock.instant());
        var request = HttpRequest.newBuilder(signed.uri()).POST(BodyPublishers.ofString(body));
        signed.headers().forEach(request::header);
        var reply = transport.send(request.build(), DEADLINE, MAX_BYTES);
        if (reply.status() != 200) {
            throw StsReply.error(reply.status(), reply.body());
        }
        return reply.body();
    }
}
