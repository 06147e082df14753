package dev.landfall.functionsaws.client;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where AWS is.
 *
 * @param region such as {@code eu-west-1}
 * @param endpoints by the service's name in the SDK's variables ({@code SQS}, {@code DYNAMODB}, …); a service that is not
 *     named is at its own address in the region
 */
public record AwsLocation(String region, Map<String, URI> endpoints) {

    public AwsLocation {
        endpoints = Map.copyOf(endpoints);
    }

    /** AWS itself. */
    public static AwsLocation of(String region) {
        return new AwsLocation(region, Map.of());
    }

    /** The same with one service elsewhere. */
    public AwsLocation with(String service, URI endpoint) {
        var more = new HashMap<>(endpoints);
        more.put(service, endpoint);
        return new AwsLocation(region, more);
    }

    Optional<URI> endpoint(String service) {
        return Optional.ofNullable(endpoints.get(service));
    }
}
