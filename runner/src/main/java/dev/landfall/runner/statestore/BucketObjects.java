package dev.landfall.runner.statestore;

import dev.landfall.protocol.digest.Sha256;
import dev.landfall.protocol.state.StateEntry;
import dev.landfall.protocol.state.StateStore;
import dev.landfall.runner.aws.AwsRequest;
import dev.landfall.runner.aws.CredentialSource;
import dev.landfall.runner.aws.SigV4;
import dev.landfall.runner.client.HttpTransport;
import dev.landfall.runner.client.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * A bucket in S3 ("GetObject", "PutObject" and "DeleteObject" of the API reference of Amazon S3). What is written is encrypted as the
 * bucket says. Thread-safe.
 */
final class BucketObjects implements StateObjects {

    private static final Duration CALL = Duration.ofSeconds(30);
    private static final String HASH = "X-Amz-Content-Sha256";

    private final HttpTransport transport;
    private final URI bucket;
    private final SigV4 signer;
    private final CredentialSource credentials;
    private final InstantSource clock;

    BucketObjects(
            HttpTransport transport, URI bucket, String region, CredentialSource credentials, InstantSource clock) {
        this.transport = transport;
        this.bucket = bucket;
        this.signer = new SigV4(region, "s3");
        this.credentials = credentials;
        this.clock = clock;
    }

    /** @param other an S3 that is not AWS's own, where the bucket is the first part of the path */
    static URI address(StateStore.AwsBucket store, Optional<URI> other) {
        var suffix = store.region().startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com";
        return other.map(root -> root.resolve("/" + store.bucket()))
                .orElseGet(() -> URI.create("https://" + store.bucket() + ".s3." + store.region() + suffix));
    }

    @Override
    public Optional<byte[]> find(String name) {
        var reply = send("GET", name, new byte[0], BodyPublishers.noBody());
        if (reply.status() == 404 && StoreError.code(reply).equals("NoSuchKey")) {
            return Optional.empty();
        }
        return Optional.of(require(reply, "read").body());
    }

    @Override
    public void put(String name, byte[] bytes) {
        require(send("PUT", name, bytes, BodyPublishers.ofByteArray(bytes)), "write");
    }

    @Override
    public void remove(String name) {
        require(send("DELETE", name, new byte[0], BodyPublishers.noBody()), "remove");
    }

    private Reply require(Reply reply, String what) {
        if (!reply.succeeded()) {
            throw StoreError.of(
                    reply, "S3", what, bucket, "Does the operation's role have the stack's policy for states?");
        }
        return reply;
    }

    /** Names need no encoding, which S3 signs unlike the others. */
    private Reply send(String method, String name, byte[] bytes, BodyPublisher body) {
        var unsigned = new AwsRequest(method, URI.create(bucket + "/" + name), Map.of(HASH, Sha256.hex(bytes)), "");
        var signed = signer.sign(unsigned, credentials.credentials(), clock.instant());
        var request = HttpRequest.newBuilder(signed.uri()).method(method, body);
        signed.headers().forEach(request::header);
        return transport.send(request.build(), CALL, StateEntry.MAX_BYTES);
    }
}
