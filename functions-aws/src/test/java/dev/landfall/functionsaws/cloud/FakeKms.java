package dev.landfall.functionsaws.cloud;

import dev.landfall.functionsaws.cloud.AnsweringServer.Answer;
import dev.landfall.functionsaws.cloud.AnsweringServer.Request;
import dev.landfall.protocol.json.Json;
import dev.landfall.protocol.signature.EcJwk;
import dev.landfall.protocol.signature.EcKeys;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** KMS that has P-256 keys and signs digests with them, as the service does: in DER. */
public final class FakeKms implements AutoCloseable {

    private static final String JSON = "application/x-amz-json-1.1";
    private static final int SHA256_BYTES = 32;

    private final Map<String, EcKeys> keys = new ConcurrentHashMap<>();
    private final AnsweringServer server = AnsweringServer.start(this::answer);

    private FakeKms() {}

    public static FakeKms start() {
        return new FakeKms();
    }

    public URI uri() {
        return server.uri();
    }

    /** The id of a new key. */
    public String newKey() {
        var id = UUID.randomUUID().toString();
        keys.put(id, EcKeys.generate());
        return id;
    }

    public EcJwk publicKey(String keyId) {
        return key(keyId).jwk();
    }

    @Override
    public void close() {
        server.close();
    }

    private Answer answer(Request request) {
        var fields = Json.read(request.body(), Map.class);
        var message = Base64.getDecoder().decode(text(fields, "Message"));
        if (!request.action().equals("Sign")
                || !text(fields, "MessageType").equals("DIGEST")
                || !text(fields, "SigningAlgorithm").equals("ECDSA_SHA_256")
                || message.length != SHA256_BYTES) {
            return new Answer(400, JSON, "{\"__type\":\"ValidationException\",\"message\":\"no\"}");
        }
        if (!keys.containsKey(text(fields, "KeyId"))) {
            return new Answer(400, JSON, "{\"__type\":\"NotFoundException\",\"message\":\"no such key\"}");
        }
        var signature = Base64.getEncoder().encodeToString(sign(key(text(fields, "KeyId")), message));
        return new Answer(200, JSON, "{\"Signature\":\"" + signature + "\"}");
    }

    private EcKeys key(String id) {
        var key = keys.get(id);
        if (key == null) {
            throw new IllegalArgumentException("no such key: " + id);
        }
        return key;
    }

    private static byte[] sign(EcKeys key, byte[] digest) {
        try {
            var signature = Signature.getInstance("NONEwithECDSA");
            signature.initSign(key.privateKey());
            signature.update(digest);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime cannot sign with P-256.", e);
        }
    }

    private static String text(Map<?, ?> fields, String name) {
        return String.valueOf(fields.get(name));
    }
}
