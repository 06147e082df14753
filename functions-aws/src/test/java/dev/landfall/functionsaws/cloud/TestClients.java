package dev.landfall.functionsaws.cloud;

import dev.landfall.emulators.S3Proxy;
import dev.landfall.functionsaws.client.AwsClients;
import dev.landfall.functionsaws.client.AwsLocation;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Clients of one service that is somewhere on this machine. */
public final class TestClients {

    /** The region of everything in tests. */
    public static final String REGION = "eu-west-1";

    private TestClients() {}

    /** Clients whose one service is at an address; the credentials are those that s3proxy knows. */
    public static AwsClients of(String service, URI endpoint) {
        return of(AwsLocation.of(REGION).with(service, endpoint));
    }

    public static AwsClients of(AwsLocation location) {
        return new AwsClients(
                location,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(S3Proxy.ACCESS_KEY, S3Proxy.SECRET_KEY)));
    }
}
